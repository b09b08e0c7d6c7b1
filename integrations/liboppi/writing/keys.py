"""Writes the keys that came from Liboppi. A key that went keeps its row: it is the course's history."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ..batches import BATCH, batches
from ..models import EnrolmentKey, KeySource
from ..records import KeyRecord

if TYPE_CHECKING:
    from .catalogue import Written
    from .parts import Part

Identity = tuple[int, str, str]  # course, source, value


def write_keys(part: "Part", when: "Written") -> list[int]:
    """Bring the imported keys to what the records say.

    The primary keys of the courses that had rows before and whose keys have changed.
    """
    wanted = {(course, key.source, key.value): key for course, record in part.pairs() for key in record.keys}
    silent = {course for course, record in part.pairs() if not record.group_keys_told}
    stored = _stored(part.before())
    new = [_row(identity, key, when.now) for identity, key in wanted.items() if identity not in stored]
    gone = [row for row in stored.values() if row.is_current and _is_gone(row, wanted, silent)]
    back = [row for identity, row in stored.items() if identity in wanted and not row.is_current]
    if new:
        EnrolmentKey.objects.bulk_create(new, batch_size=BATCH)
    _set_last_seen(gone, when.seen_before)
    _set_last_seen(back, None)
    _rename(stored, wanted)
    return sorted({row.course_id for row in (*new, *gone, *back)}.intersection(part.before()))


def _stored(courses: Sequence[int]) -> dict[Identity, EnrolmentKey]:
    if not courses:
        return {}
    rows = EnrolmentKey.objects.imported().filter(course__in=courses)
    return {(row.course_id, row.source, row.value): row for row in rows}


def _row(identity: Identity, key: KeyRecord, now: datetime) -> EnrolmentKey:
    course, source, value = identity
    return EnrolmentKey(course_id=course, source=source, value=value, label=key.label, first_seen=now)


def _is_gone(row: EnrolmentKey, wanted: dict[Identity, KeyRecord], silent: set[int]) -> bool:
    """Keys of groups are gone only where Moodle was asked for groups."""
    if row.source == KeySource.GROUP_KEY and row.course_id in silent:
        return False
    return (row.course_id, row.source, row.value) not in wanted


def _set_last_seen(rows: Sequence[EnrolmentKey], moment: datetime | None) -> None:
    for batch in batches([row.pk for row in rows]):
        EnrolmentKey.objects.filter(pk__in=batch).update(last_seen=moment)


def _rename(stored: dict[Identity, EnrolmentKey], wanted: dict[Identity, KeyRecord]) -> None:
    """Write the names of groups that were renamed."""
    renamed = []
    for identity, row in stored.items():
        if identity in wanted and row.label != wanted[identity].label:
            row.label = wanted[identity].label
            renamed.append(row)
    if renamed:
        EnrolmentKey.objects.bulk_update(renamed, ["label"], batch_size=BATCH)
