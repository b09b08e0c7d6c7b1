"""Decides what a sync would change: compares what is stored with what came.

Does no I/O and knows no database.

Nothing in a plan's description gives a key away.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from .differences import Change, differences
from .errors import EmptyCatalogue, RawIgnored, TooManyMissing
from .fetch import Absence
from .fingerprints import IncomingCourse
from .joined import is_joined
from .records import CourseRecord

State = Literal["active", "hidden", "missing", "withdrawn"]
ACTIVE: State = "active"
HIDDEN: State = "hidden"
MISSING: State = "missing"
WITHDRAWN: State = "withdrawn"


StoredRecords = Callable[[Sequence[int]], Mapping[int, CourseRecord]]


@dataclass(frozen=True, slots=True)
class StoredCourse:
    """What the plan needs to know of every stored course. `name` is only for the plan's description.

    `cause` is why it isn't active: in a plan, the one that shall be stored.
    """

    moodle_id: int
    state: str
    state_since: datetime
    fingerprint: str
    name: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """A plan is refused when more than `courses`, and more than `percent` of the active, would go at once."""

    courses: int = 5
    percent: int = 20


@dataclass(frozen=True, slots=True)
class Create:
    """A course to be stored for the first time."""

    record: CourseRecord
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Update:
    """A stored course to be written again, field by field.

    Methods are left alone where `record.methods` is None.
    """

    record: CourseRecord
    fingerprint: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Refresh:
    """A stored course of which only the fingerprint is out of date: the answer differs, its meaning not."""

    moodle_id: int
    fingerprint: str


@dataclass(frozen=True)
class Plan:
    """What a sync would do.

    A course can be in `restored` and in `updates`; otherwise each is in one place only.

    `unchanged` counts the courses that are in the answer and whose fields stay, `refreshes` among them.
    `missing` and `hidden` become so now; `still_missing` and `still_hidden` were so before and stay in sight.
    `explained` are those of the latter of whose absence Moodle now tells a better cause.
    """

    creates: tuple[Create, ...] = ()
    updates: tuple[Update, ...] = ()
    refreshes: tuple[Refresh, ...] = ()
    unchanged: int = 0
    hidden: tuple[StoredCourse, ...] = ()
    missing: tuple[StoredCourse, ...] = ()
    still_hidden: tuple[StoredCourse, ...] = ()
    still_missing: tuple[StoredCourse, ...] = ()
    explained: tuple[StoredCourse, ...] = ()
    withdrawn: tuple[StoredCourse, ...] = ()
    restored: tuple[StoredCourse, ...] = ()

    @property
    def written(self) -> Sequence[Create | Update]:
        """The courses whose records are to be written."""
        return [*self.creates, *self.updates]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write of any course."""
        return not (
            self.creates
            or self.updates
            or self.refreshes
            or self.hidden
            or self.missing
            or self.explained
            or self.withdrawn
            or self.restored
        )

    def as_dict(self) -> dict[str, Any]:
        """The plan for `--json`, without any key."""
        return {
            "created": [{"id": item.record.moodle_id, "name": title(item.record)} for item in self.creates],
            "updated": [
                {
                    "id": item.record.moodle_id,
                    "name": title(item.record),
                    "changes": [change.as_dict() for change in item.changes],
                }
                for item in self.updates
            ],
            "unchanged": self.unchanged,
            "hidden": _listed(self.hidden),
            "missing": _listed(self.missing),
            "still_hidden": _listed(self.still_hidden),
            "still_missing": _listed(self.still_missing),
            "withdrawn": _listed(self.withdrawn),
            "restored": _listed(self.restored),
        }


def make_plan(
    stored: Iterable[StoredCourse],
    incoming: Iterable[IncomingCourse],
    *,
    stored_records: StoredRecords,
    now: datetime,
    grace_days: int,
    skipped_ids: Collection[int | None] = (),
    absent: Mapping[int, str] | None = None,
    only: Collection[int] = (),
    limits: Limits = Limits(),
    force: bool = False,
) -> Plan:
    """Compare what is stored with what came.

    `stored_records` gives the stored records of the courses whose fingerprint differs, in one call.
    `skipped_ids` are those that came but couldn't be read: they are neither missing nor changed. None among
    them, an item whose very id couldn't be read, may be any of them: then no course goes missing and none is
    withdrawn. `absent` tells why courses did not come, as far as Moodle said. With `only`, nothing was asked
    about other courses, and nothing happens to them. Of courses with the same id, the last one counts.

    Raises EmptyCatalogue and TooManyMissing, which `force` overrides; RawIgnored where titles of two
    languages came joined into one.
    """
    by_id = {course.moodle_id: course for course in stored}
    came = {course.moodle_id: course for course in incoming}
    gone = list(_gone(by_id, came, skipped_ids, absent or {}, only))
    if not force:
        leaving = [course for course in gone if course.state == ACTIVE]
        _guard(leaving, by_id.values(), bool(came or skipped_ids or only), limits)
    updates, refreshes, joined = _compare(by_id, came, stored_records)
    if joined:
        raise RawIgnored(courses=joined)
    known = [by_id[moodle_id] for moodle_id in came if moodle_id in by_id]
    return Plan(
        creates=tuple(
            Create(course.record(), course.fingerprint()) for key, course in came.items() if key not in by_id
        ),
        updates=updates,
        refreshes=refreshes,
        unchanged=len(known) - len(updates),
        restored=tuple(replace(course, cause="") for course in known if course.state != ACTIVE),
        **_departures(gone, by_id, now - timedelta(days=grace_days)),
    )


def _gone(
    stored: Mapping[int, StoredCourse],
    came: Collection[int],
    skipped_ids: Collection[int | None],
    absent: Mapping[int, str],
    only: Collection[int],
) -> Iterator[StoredCourse]:
    """The courses that should have come and didn't, each with the cause that is known now.

    A cause that Moodle told before outlasts an answer that tells none.
    """
    if None in skipped_ids:
        return
    for course in stored.values():
        number = course.moodle_id
        if number in came or number in skipped_ids or (only and number not in only):
            continue
        told = absent.get(number, Absence.UNLISTED)
        yield replace(course, cause=(course.cause or told) if told == Absence.UNLISTED else told)


def _departures(
    gone: Iterable[StoredCourse], stored: Mapping[int, StoredCourse], deadline: datetime
) -> dict[str, tuple[StoredCourse, ...]]:
    """The plan's parts about courses that didn't come. Those withdrawn before stay so."""
    parts: dict[str, list[StoredCourse]] = {
        name: [] for name in ("hidden", "missing", "still_hidden", "still_missing", "explained", "withdrawn")
    }
    for course in gone:
        if course.state == WITHDRAWN:
            continue
        state = HIDDEN if course.cause == Absence.HIDDEN else MISSING
        if course.state != state:
            parts[state].append(course)
        elif course.state_since <= deadline:
            parts["withdrawn"].append(course)
        else:
            parts[f"still_{state}"].append(course)
            if course.cause != stored[course.moodle_id].cause:
                parts["explained"].append(course)
    return {name: tuple(courses) for name, courses in parts.items()}


def title(record: CourseRecord) -> str:
    """The course's title in its own language."""
    return record.texts[0].title if record.texts else record.shortname


def _guard(
    leaving: Sequence[StoredCourse], stored: Iterable[StoredCourse], something_came: bool, limits: Limits
) -> None:
    active = sum(course.state == ACTIVE for course in stored)
    if active and not something_came:
        raise EmptyCatalogue(active=active)
    if len(leaving) > limits.courses and len(leaving) * 100 > active * limits.percent:
        raise TooManyMissing(
            missing=len(leaving), active=active, limit=limits.courses, percent=limits.percent
        )


def _compare(
    stored: Mapping[int, StoredCourse], came: Mapping[int, IncomingCourse], stored_records: StoredRecords
) -> tuple[tuple[Update, ...], tuple[Refresh, ...], int]:
    """The courses to be written again, those of which only the fingerprint is out of date, and the number of
    those whose languages were lost on the way.
    """
    suspects = {
        moodle_id: fingerprint
        for moodle_id, course in came.items()
        if moodle_id in stored
        and (fingerprint := course.fingerprint(stored[moodle_id].fingerprint))
        != stored[moodle_id].fingerprint
    }
    updates, refreshes, joined = [], [], 0
    before = stored_records(list(suspects)) if suspects else {}
    for moodle_id, fingerprint in suspects.items():
        record = came[moodle_id].record()
        joined += is_joined(_titles(before[moodle_id]), _titles(record))
        changes = differences(before[moodle_id], record)
        if changes:
            updates.append(Update(record, fingerprint, changes))
        else:
            refreshes.append(Refresh(moodle_id, fingerprint))
    return tuple(updates), tuple(refreshes), joined


def _titles(record: CourseRecord) -> list[str]:
    return [text.title for text in record.texts]


def _listed(courses: Iterable[StoredCourse]) -> list[dict[str, Any]]:
    return [{"id": course.moodle_id, "name": course.name, "cause": course.cause} for course in courses]
