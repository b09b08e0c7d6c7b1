"""What a course of Liboppi tells of itself in one language: only what strangers may read, never a key."""

from collections.abc import Mapping

from integrations.liboppi.models import Course, CourseCategory
from integrations.liboppi.texts import plain_text
from pages.core.course_subjects import NO_SUBJECTS, Subjects
from pages.core.findable import REMOTE, Enrolment, Findable, Kind

CategoryPaths = Mapping[int, tuple[str, ...]]


def category_paths() -> CategoryPaths:
    """For each category's primary key the numbers in Liboppi of it and those above, the uppermost first."""
    rows = {c.pk: c for c in CourseCategory.objects.all()}

    def path(category: CourseCategory | None, seen: frozenset[int]) -> tuple[str, ...]:
        if category is None or category.pk in seen:
            return ()
        above = path(rows.get(category.parent_id or 0), seen | {category.pk})
        return (*above, str(category.moodle_id))

    return {pk: path(category, frozenset()) for pk, category in rows.items()}


def findable_course(
    course: Course, language: str, paths: CategoryPaths, subjects: Subjects = NO_SUBJECTS
) -> Findable:
    """The course as readers of `language` find it: one takes it online.

    Reads its texts, methods and categories.
    """
    text, summary = course.text_in(language), course.summary_in(language)
    texts = course.shown_texts.values()
    producer = text.producer or next((other.producer for other in texts if other.producer), "")
    others = (other.title for other in texts if other.title != text.title)
    category = course.shown_category
    name = category.name_in(language) if category else ""
    facets = {
        "theme": subjects.themes,
        "target": subjects.target_groups,
        "language": tuple(course.languages),
        "producer": (producer,) if producer else (),
        "category": paths.get(category.pk, ()) if category else (),
        "format": (REMOTE,),
    }
    return Findable(
        kind=Kind.COURSE,
        title=text.title,
        language=text.language,
        lead=text.excerpt,
        keywords=tuple(word for word in (*subjects.names, producer, name) if word),
        text=plain_text(summary.public_summary),
        other_titles=(*others, course.shortname),
        facets={name: values for name, values in facets.items() if values},
        enrolment=Enrolment(course.enrolment) if course.enrolment else None,
        published=course.modified,
        starts=course.starts,
        ends=course.ends,
    )
