"""Writes a plan: one transaction, bulk statements, imported rows only."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from wagtail.search.backends import get_search_backends

from .models import (
    Course,
    CourseCategory,
    CourseState,
    CourseText,
    EnrolmentKey,
    EnrolmentMethod,
    KeySource,
)
from .plan import Create, Plan, StoredCourse, Update
from .records import CategoryRecord, CourseRecord
from .texts import excerpt

BATCH = 500
Item = TypeVar("Item")
COURSE_FIELDS = (
    "category", "shortname", "language", "starts", "ends", "modified", "position", "url", "fingerprint",
)  # fmt: skip
TEXT_FIELDS = ("title", "summary", "public_summary", "excerpt", "producer")
METHOD_FIELDS = ("course", "type", "names", "is_open", "key_required", "status")


def write(plan: Plan, categories: Sequence[CategoryRecord], now: datetime) -> None:
    """Bring the stored catalogue to what the plan says. All of it or nothing."""
    with transaction.atomic():
        by_moodle_id = _write_categories(categories)
        _create_courses(plan, by_moodle_id, now)
        _update_courses(plan, by_moodle_id)
        _refresh(plan)
        _set_state(plan.missing, CourseState.MISSING, now)
        _set_state(plan.withdrawn, CourseState.WITHDRAWN, now)
        _set_state(plan.restored, CourseState.ACTIVE, now)
        _write_parts([*(item.record for item in plan.creates), *(item.record for item in plan.updates)])
        _drop_categories(categories)
        _index(plan)


def _write_categories(records: Sequence[CategoryRecord]) -> dict[int, CourseCategory]:
    """The categories by their number in Moodle, written where they differ."""
    stored = {category.moodle_id: category for category in CourseCategory.objects.all()}
    new = [
        CourseCategory(moodle_id=record.moodle_id, names={})
        for record in records
        if record.moodle_id not in stored
    ]
    CourseCategory.objects.bulk_create(new, batch_size=BATCH)
    stored |= {category.moodle_id: category for category in new}
    changed = []
    for record in records:
        category = stored[record.moodle_id]
        parent = stored.get(record.parent_id) if record.parent_id else None
        values = (dict(record.names), record.position, parent.pk if parent else None)
        if (category.names, category.position, category.parent_id) != values:
            category.names, category.position, category.parent_id = values
            changed.append(category)
    CourseCategory.objects.bulk_update(changed, ["names", "position", "parent"], batch_size=BATCH)
    return stored


def _drop_categories(records: Sequence[CategoryRecord]) -> None:
    """Forget categories that Moodle has no more and that no course is in."""
    kept = [record.moodle_id for record in records]
    gone = CourseCategory.objects.exclude(moodle_id__in=kept).filter(courses=None)
    if gone.exists():
        gone.delete()


def _values(record: CourseRecord, categories: dict[int, CourseCategory]) -> dict[str, Any]:
    return {
        "category": categories.get(record.category_id) if record.category_id else None,
        "shortname": record.shortname,
        "language": record.language,
        "starts": record.starts,
        "ends": record.ends,
        "modified": record.modified,
        "position": record.position,
        "url": record.url,
    }


def _fingerprint(item: Create | Update, categories: dict[int, CourseCategory]) -> str:
    """None while the course's category could not be read: the next sync then looks at the course again."""
    number = item.record.category_id
    return item.fingerprint if number is None or number in categories else ""


def _create_courses(plan: Plan, categories: dict[int, CourseCategory], now: datetime) -> None:
    courses = [
        Course(
            moodle_id=item.record.moodle_id,
            fingerprint=_fingerprint(item, categories),
            state_since=now,
            **_values(item.record, categories),
        )
        for item in plan.creates
    ]
    Course.objects.bulk_create(courses, batch_size=BATCH)


def _update_courses(plan: Plan, categories: dict[int, CourseCategory]) -> None:
    numbers = [item.record.moodle_id for item in plan.updates]
    stored = _by_moodle_id(numbers)
    for item in plan.updates:
        course = stored[item.record.moodle_id]
        course.fingerprint = _fingerprint(item, categories)
        for name, value in _values(item.record, categories).items():
            setattr(course, name, value)
    Course.objects.bulk_update(stored.values(), COURSE_FIELDS, batch_size=BATCH)


def _refresh(plan: Plan) -> None:
    stored = _by_moodle_id([item.moodle_id for item in plan.refreshes])
    for item in plan.refreshes:
        stored[item.moodle_id].fingerprint = item.fingerprint
    Course.objects.bulk_update(stored.values(), ["fingerprint"], batch_size=BATCH)


def _set_state(courses: Sequence[StoredCourse], state: CourseState, now: datetime) -> None:
    for batch in _batches([course.moodle_id for course in courses]):
        Course.objects.filter(moodle_id__in=batch).update(state=state, state_since=now)


def _write_parts(records: Sequence[CourseRecord]) -> None:
    """Texts, methods and imported keys of new and changed courses."""
    for batch in _batches(records):
        courses = _by_moodle_id([record.moodle_id for record in batch])
        pairs = [(courses[record.moodle_id], record) for record in batch]
        _write_texts(pairs)
        _write_methods(pairs)
        _write_keys(pairs)


Pairs = Sequence[tuple[Course, CourseRecord]]


def _write_texts(pairs: Pairs) -> None:
    wanted = [
        CourseText(
            course=course,
            language=text.language,
            title=text.title,
            summary=text.summary,
            public_summary=text.public_summary,
            excerpt=excerpt(text.public_summary),
            producer=text.producer,
        )
        for course, record in pairs
        for text in record.texts
    ]
    kept = {(text.course_id, text.language) for text in wanted}
    _delete_others(CourseText.objects.all(), pairs, ("course_id", "language"), kept)
    CourseText.objects.bulk_create(
        wanted,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["course", "language"],
        update_fields=TEXT_FIELDS,
    )


def _write_methods(pairs: Pairs) -> None:
    told = [(course, record) for course, record in pairs if record.methods is not None]
    wanted = [
        EnrolmentMethod(
            course=course,
            moodle_id=method.moodle_id,
            type=method.type,
            names=dict(method.names),
            is_open=method.open,
            key_required=method.key_required,
            status=method.status,
        )
        for course, record in told
        for method in record.methods or ()
    ]
    kept = {(method.course_id, method.moodle_id) for method in wanted}
    _delete_others(EnrolmentMethod.objects.all(), told, ("course_id", "moodle_id"), kept)
    EnrolmentMethod.objects.bulk_create(
        wanted,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["moodle_id"],
        update_fields=METHOD_FIELDS,
    )


def _write_keys(pairs: Pairs) -> None:
    wanted = [
        EnrolmentKey(course=course, source=key.source, value=key.value)
        for course, record in pairs
        for key in record.keys
    ]
    kept = {(key.course_id, key.source, key.value) for key in wanted}
    imported = EnrolmentKey.objects.exclude(source=KeySource.EDITOR)
    _delete_others(imported, pairs, ("course_id", "source", "value"), kept)
    EnrolmentKey.objects.bulk_create(wanted, batch_size=BATCH, ignore_conflicts=True)


def _delete_others(
    rows: models.QuerySet[Any], pairs: Pairs, identity: Sequence[str], kept: set[tuple[Any, ...]]
) -> None:
    """Delete the courses' rows whose identity is not among those kept."""
    courses = [course.pk for course, _record in pairs]
    stored = rows.filter(course__in=courses).values_list("pk", *identity)
    gone = [pk for pk, *values in stored if tuple(values) not in kept]
    for batch in _batches(gone):
        rows.filter(pk__in=batch).delete()


def _index(plan: Plan) -> None:
    """Keep every search index up to date: bulk statements send no signals that would do it."""
    written = [item.record.moodle_id for item in plan.creates]
    written += [item.record.moodle_id for item in plan.updates]
    written += [course.moodle_id for course in plan.restored]
    gone = [course.moodle_id for course in plan.withdrawn]
    for backend in get_search_backends(with_auto_update=True):
        for batch in _batches(written):
            backend.add_bulk(
                Course, Course.objects.filter(moodle_id__in=batch).prefetch_related("texts", "editor_texts")
            )
        for course in Course.objects.filter(moodle_id__in=gone):
            backend.delete(course)


def _by_moodle_id(numbers: Sequence[int]) -> dict[int, Course]:
    return {
        course.moodle_id: course
        for batch in _batches(numbers)
        for course in Course.objects.filter(moodle_id__in=batch)
    }


def _batches(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
