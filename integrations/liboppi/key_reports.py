"""What readers and editors do with reports that a course's enrolment key doesn't work.

Knows nobody's rights: who may report and who may close is asked before. Messages may hold keys, so they are
for those only who may see keys.
"""

from collections.abc import Collection
from enum import Enum, auto
from typing import Any

from django.db import transaction
from django.utils import timezone

from .models import Course, KeyReport, ReportOutcome

LONGEST_MESSAGE = 500  # characters


class Reported(Enum):
    """What came of a reader's report."""

    NEW = auto()
    ADDED = auto()  # to the reader's open report, which has another message now
    ALREADY = auto()  # the reader's open report says it
    KEY_CHANGED = auto()  # readers are given another key by now: nothing was reported
    NO_KEY = auto()  # no key is known any more: nothing was reported


def report_key(course: Course, seen_key: int | None, reporter: Any, message: str) -> Reported:
    """Record that the key with the primary key `seen_key`, which the reader was shown, doesn't work.

    A reader has one open report a course; an empty message leaves the one that is there.
    """
    with transaction.atomic():
        locked = Course.objects.select_for_update()  # the key doesn't change meanwhile
        current = locked.prefetch_related("keys").get(pk=course.pk)
        keys = current.keys_by_trust()
        if not keys:
            return Reported.NO_KEY
        seen = (key.value for key in current.keys.all() if key.pk == seen_key)
        if keys[0].value not in seen:
            return Reported.KEY_CHANGED
        close_outdated_reports([current.pk])
        report, is_new = KeyReport.objects.get_or_create(
            course=current, reporter=reporter, closed=None, defaults={"key": keys[0], "message": message}
        )
        if is_new:
            return Reported.NEW
        if message in ("", report.message):
            return Reported.ALREADY
        report.message = message
        report.save(update_fields=["message"])
        return Reported.ADDED


def withdraw_report(course: Course, reporter: Any) -> bool:
    """Forget the reader's open report, as if it had not been made; False where there is none."""
    deleted, _rows = KeyReport.objects.open().filter(course=course, reporter=reporter).delete()
    return deleted > 0


def close_reports(course: Course, reports: Collection[int], outcome: ReportOutcome, closed_by: Any) -> int:
    """Close those of the course's open reports that have these primary keys. Returns how many there were."""
    found = KeyReport.objects.open().filter(course=course, pk__in=reports)
    return found.update(closed=timezone.now(), closed_by=closed_by, outcome=outcome)


def close_outdated_reports(courses: Collection[int] | None = None, closed_by: Any = None) -> int:
    """Close the open reports of keys that readers aren't given any more. Returns how many there were.

    `courses` are primary keys, None means all. Takes at most two statements, one when nothing is outdated. To
    be called in the transaction that changes keys, after the change.
    """
    outdated = KeyReport.objects.outdated().values_list("pk", "course")
    wanted = None if courses is None else set(courses)
    found = [pk for pk, course in outdated if wanted is None or course in wanted]
    if not found:
        return 0
    return KeyReport.objects.filter(pk__in=found).update(
        closed=timezone.now(), closed_by=closed_by, outcome=ReportOutcome.CHANGED
    )
