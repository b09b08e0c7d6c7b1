"""Keeps every search index up to date and tells the site: bulk statements send no signals that would."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from wagtail.search.backends import get_search_backends
from wagtail.search.models import IndexEntry

from ..batches import batches
from ..models import Course, ShownText
from ..plan import Plan
from ..records import CourseRecord, TextRecord
from ..signals import tell_courses_changed


def index_new(courses: Sequence[Course], records: Sequence[CourseRecord]) -> None:
    """Index new courses by their records, in the same order: no editor has written about them yet."""
    for course, record in zip(courses, records, strict=True):
        course.shown_texts = {text.language: _shown(text) for text in record.texts}
    for backend in get_search_backends(with_auto_update=True):
        for batch in batches(courses):
            backend.add_bulk(Course, batch)
    tell_courses_changed([course.pk for course in courses])


def index_again(plan: Plan) -> None:
    """Index what has changed, or has changed its state; forget what went from the catalogue."""
    moved = (*plan.hidden, *plan.missing, *plan.explained, *plan.withdrawn, *plan.restored)
    numbers = [*(item.record.moodle_id for item in plan.updates), *(course.moodle_id for course in moved)]
    for batch in batches(list(dict.fromkeys(numbers))):
        touched = Course.objects.filter(moodle_id__in=batch).prefetch_related("texts", "editor_texts")
        shown = [course for course in touched if course.is_in_catalogue]
        others = [course for course in touched if not course.is_in_catalogue]
        _forget_entries([*shown, *others])
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(Course, shown)
            for course in others:
                backend.delete(course)
        tell_courses_changed([course.pk for course in touched])


def _forget_entries(courses: Sequence[Course]) -> None:
    """In one statement: SQLite's index would be brought up to date by one for each course."""
    entries = IndexEntry.objects.filter(content_type=ContentType.objects.get_for_model(Course))
    entries.filter(object_id__in=[str(course.pk) for course in courses]).delete()


def _shown(text: TextRecord) -> ShownText:
    return ShownText(
        language=text.language,
        title=text.title,
        summary=text.summary,
        public_summary=text.public_summary,
        producer=text.producer,
    )
