"""Writes the rows of courses themselves: new, changed, gone and come back. Never an editor's column."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from ..batches import BATCH, batches
from ..models import Course, CourseState
from ..plan import Create, Plan, Refresh, StoredCourse, Update
from ..records import CourseRecord

Stored = dict[int, int]  # primary keys by number in Moodle
COURSE_FIELDS = (
    "category", "shortname", "language", "starts", "ends", "modified", "position", "url", "fingerprint",
)  # fmt: skip


def create_courses(creates: Sequence[Create], categories: Stored, now: datetime) -> Sequence[Course]:
    """Store new courses, in the order of the plan."""
    courses = [_course(item, categories, state_since=now) for item in creates]
    return Course.objects.bulk_create(courses, batch_size=BATCH)


def update_courses(updates: Sequence[Update], categories: Stored) -> Stored:
    """Write the imported columns of stored courses; the others stay as they are."""
    courses = [_course(item, categories) for item in updates]
    Course.objects.bulk_create(
        courses,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["moodle_id"],
        update_fields=COURSE_FIELDS,
    )
    return {course.moodle_id: course.pk for course in courses}


def refresh_courses(refreshes: Sequence[Refresh]) -> None:
    """Write the fingerprints of courses whose answer differs though its meaning doesn't."""
    fingerprints = {item.moodle_id: item.fingerprint for item in refreshes}
    for batch in batches(list(fingerprints)):
        courses = list(Course.objects.filter(moodle_id__in=batch).only("moodle_id"))
        for course in courses:
            course.fingerprint = fingerprints[course.moodle_id]
        Course.objects.bulk_update(courses, ["fingerprint"])


def set_states(plan: Plan, now: datetime) -> None:
    """Write which courses went and came back, since when and why."""
    changes = (
        (plan.hidden, CourseState.HIDDEN),
        (plan.missing, CourseState.MISSING),
        (plan.withdrawn, CourseState.WITHDRAWN),
        (plan.restored, CourseState.ACTIVE),
    )
    for courses, state in changes:
        _update_by_cause(courses, state=state, state_since=now)
    _update_by_cause(plan.explained)


def stored_ids(plan: Plan) -> Stored:
    """The primary keys of the stored courses that change, went or came back."""
    moved = (*plan.hidden, *plan.missing, *plan.withdrawn, *plan.restored)
    numbers = [*(course.moodle_id for course in moved), *(item.record.moodle_id for item in plan.updates)]
    return {
        moodle_id: pk
        for batch in batches(numbers)
        for moodle_id, pk in Course.objects.filter(moodle_id__in=batch).values_list("moodle_id", "pk")
    }


def _update_by_cause(courses: Iterable[StoredCourse], **values: Any) -> None:
    by_cause = groupby(sorted(courses, key=_cause), key=_cause)
    for cause, group in by_cause:
        for batch in batches([course.moodle_id for course in group]):
            Course.objects.filter(moodle_id__in=batch).update(state_cause=cause, **values)


def _cause(course: StoredCourse) -> str:
    return course.cause


def _course(item: Create | Update, categories: Mapping[int, int], **values: Any) -> Course:
    record = item.record
    return Course(
        moodle_id=record.moodle_id,
        category_id=categories.get(record.category_id) if record.category_id else None,
        shortname=record.shortname,
        language=record.language,
        starts=record.starts,
        ends=record.ends,
        modified=record.modified,
        position=record.position,
        url=record.url,
        fingerprint=_fingerprint(item.fingerprint, record, categories),
        **values,
    )


def _fingerprint(fingerprint: str, record: CourseRecord, categories: Mapping[int, int]) -> str:
    """None while the course's category could not be read: the next sync then looks at the course again."""
    known = record.category_id is None or record.category_id in categories
    return fingerprint if known else ""
