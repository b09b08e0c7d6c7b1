"""Takes courses off the site by an editor's decision, and gives the decision back to Liboppi."""

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry
from wagtail.search.backends import get_search_backends

from ..models import Course, Visibility
from ..signals import tell_courses_changed

HIDE, SHOW = "liboppi.hide_course", "liboppi.show_course"
KEPT = "visibility"  # the place in `Course.own_imported`


class HideFormatter(LogFormatter):
    """The course was taken off the site."""

    label = gettext_lazy("Don't show course")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        return _("No longer shown on the site.")


class ShowFormatter(LogFormatter):
    """The decision was given back."""

    label = gettext_lazy("Show course again")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        return _("Shown on the site again, as long as it is in Liboppi.")


FORMATTERS = {HIDE: HideFormatter, SHOW: ShowFormatter}


def hide_courses(keys: Collection[int], user: Any) -> int:
    """Show the courses with these primary keys no more. Returns how many had not been hidden before."""
    with transaction.atomic():
        courses = list(_locked(keys))
        changed = [course for course in courses if course.own_visibility != Visibility.HIDDEN]
        for course in changed:
            course.own_visibility = Visibility.HIDDEN
            course.own_imported[KEPT] = course.state
        _save(changed, HIDE, user)
    return len(changed)


def show_courses(keys: Collection[int], user: Any) -> int:
    """Undo `hide_courses`. Returns how many of the courses had been hidden; others are left as they are."""
    with transaction.atomic():
        changed = [course for course in _locked(keys) if course.own_visibility == Visibility.HIDDEN]
        for course in changed:
            course.own_visibility = ""
            course.own_imported.pop(KEPT, None)
        _save(changed, SHOW, user)
    return len(changed)


def _locked(keys: Collection[int]) -> QuerySet[Course]:
    """The courses, held in one order so that two editors at once don't wait for each other in a circle."""
    return Course.objects.select_for_update().filter(pk__in=keys).order_by("pk")


def _save(courses: Collection[Course], action: str, user: Any) -> None:
    Course.objects.bulk_update(courses, ["own_visibility", "own_imported"], batch_size=500)
    whole = list(Course.objects.with_texts().filter(pk__in=[course.pk for course in courses]))
    for course in whole:
        # A history shows one entry of those with the same UUID, and in one request all would share theirs.
        log(course, action, user=user, uuid=uuid4(), content_changed=True)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Course, [course for course in whole if course.is_in_catalogue])
        for course in whole:
            if not course.is_in_catalogue:
                backend.delete(course)
    tell_courses_changed([course.pk for course in whole])
