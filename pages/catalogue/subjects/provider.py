"""The themes and target groups of courses: what editors say of them or of their categories."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from integrations.liboppi.models import Course, CourseCategory
from pages.core.course_subjects import Subjects
from pages.core.terms import slugs
from pages.materials.models import TargetGroup, Theme

from .models import CourseSubjects
from .terms import Terms

Parents = Mapping[int, int | None]
Names = Mapping[Any, list[str]]  # of a term in every language, by its translation key


def subjects_of(courses: Collection[Course]) -> dict[int, Subjects]:
    """The subjects of those courses of which editors say some, by primary key. At most six queries."""
    found = terms_of(courses)
    names = _names() if found else {}
    made = {terms: _subjects(terms, names) for terms in set(found.values())}
    return {course: made[terms] for course, terms in found.items()}


def terms_of(courses: Collection[Course]) -> dict[int, Terms]:
    """The terms of those courses of which editors say some, by primary key. At most four queries."""
    said = list(CourseSubjects.objects.prefetch_related("themes", "target_groups"))
    if not said:
        return {}
    of_courses = {one.course_id: _terms(one) for one in said if one.course_id}
    of_categories = {one.category_id: _terms(one) for one in said if one.category_id}
    parents: Parents = dict(CourseCategory.objects.values_list("pk", "parent_id"))
    found = {}
    for course in courses:
        if course.pk in of_courses:
            found[course.pk] = of_courses[course.pk]
            continue
        categories = _upwards(course.own_category_id or course.category_id, parents)
        nearest = next((pk for pk in categories if pk in of_categories), None)
        if nearest is not None:
            found[course.pk] = of_categories[nearest]
    return found


def _upwards(category: int | None, parents: Parents) -> Iterator[int]:
    """The category and those above it, the nearest first; each once, whatever circle Liboppi may have."""
    seen: set[int] = set()
    while category is not None and category not in seen:
        yield category
        seen.add(category)
        category = parents.get(category)


def _terms(said: CourseSubjects) -> Terms:
    return Terms(tuple(said.themes.all()), tuple(said.target_groups.all()))


def _subjects(terms: Terms, names: Names) -> Subjects:
    chosen = (*terms.themes, *terms.target_groups)
    told = (name for term in chosen for name in names.get(term.translation_key, ()))
    return Subjects(slugs(terms.themes), slugs(terms.target_groups), tuple(dict.fromkeys(told)))


def _names() -> Names:
    found: dict[Any, list[str]] = {}
    for vocabulary in (Theme, TargetGroup):
        for key, name in vocabulary.objects.order_by("pk").values_list("translation_key", "name"):
            found.setdefault(key, []).append(name)
    return found
