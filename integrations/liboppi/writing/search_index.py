"""Keeps every search index up to date: bulk statements send no signals that would do it."""

from wagtail.search.backends import get_search_backends

from ..models import Course
from ..plan import Plan
from .batches import batches


def update_search_index(plan: Plan) -> None:
    """Index what is new or changed, or has changed its state; forget what went from the catalogue."""
    numbers = [item.record.moodle_id for item in plan.written]
    moved = (*plan.hidden, *plan.missing, *plan.explained, *plan.withdrawn, *plan.restored)
    numbers = list(dict.fromkeys([*numbers, *(course.moodle_id for course in moved)]))
    for backend in get_search_backends(with_auto_update=True):
        for batch in batches(numbers):
            touched = Course.objects.filter(moodle_id__in=batch)
            backend.add_bulk(Course, touched.in_catalogue().prefetch_related("texts", "editor_texts"))
        for course in Course.objects.filter(moodle_id__in=[course.moodle_id for course in plan.withdrawn]):
            if not course.is_in_catalogue:
                backend.delete(course)
