"""Says what the demo's courses are about, once the catalogue has their categories."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from integrations.liboppi.models import CourseCategory, CourseText
from pages.catalogue.models import CourseSubjects
from pages.materials.models import TargetGroup, Theme

from .entries import read


def add_course_subjects() -> int:
    """Say what the content says, of the categories and courses that there are. Returns of how many.

    Nothing where something is said already, or an editor has had a hand in it.
    """
    if CourseSubjects.objects.exists() or _is_touched():
        return 0
    made = list(_made())
    for one in made:
        one.save()
    return len(made)


def _is_touched() -> bool:
    kind = ContentType.objects.get_for_model(CourseSubjects)
    return ModelLogEntry.objects.filter(content_type=kind).exists()


def _made() -> Iterator[CourseSubjects]:
    categories = {category.name_in("fi"): category.pk for category in CourseCategory.objects.all()}
    courses = dict(CourseText.objects.values_list("title", "course_id"))
    terms = [_terms(vocabulary) for vocabulary in (Theme, TargetGroup)]
    for told in read("courses")["subjects"]:
        category, course = categories.get(told.get("category")), courses.get(told.get("course"))
        if category or course:
            themes, groups = (
                [known[key] for key in told[name] if key in known]
                for name, known in zip(("themes", "target_groups"), terms, strict=True)
            )
            yield CourseSubjects(category_id=category, course_id=course, themes=themes, target_groups=groups)


def _terms(vocabulary: Any) -> Mapping[str, Any]:
    return {term.slug: term for term in vocabulary.objects.one_each()}
