"""Folds the changes of several syncs into what remains of them. Knows no database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..models import ChangeAction

ACTIVE = "active"
AWAY = {ChangeAction.HIDDEN, ChangeAction.MISSING, ChangeAction.WITHDRAWN}


@dataclass(frozen=True)
class RecordedChange:
    """One row of `SyncChange`, in the order of the syncs."""

    moodle_id: int
    course_id: int | None
    name: str
    action: str
    fields: list[dict[str, Any]]


@dataclass(frozen=True)
class NetChange:
    """What remains of one course's changes. `actions` are those that still hold, in their order.

    `fields` are as in `SyncChange.fields`, each once: the value before the first change, that after the last.
    """

    moodle_id: int
    course_id: int | None
    name: str
    actions: tuple[str, ...]
    fields: tuple[dict[str, Any], ...]


@dataclass
class _Course:
    moodle_id: int
    course_id: int | None = None
    name: str = ""
    first_state: str | None = None
    last_state: str | None = None
    is_new: bool = False
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)

    def take(self, change: RecordedChange) -> None:
        self.course_id = change.course_id or self.course_id
        self.name = change.name or self.name
        if change.action == ChangeAction.CREATED:
            self.is_new = True
            self.last_state = ACTIVE
        elif change.action != ChangeAction.UPDATED:
            self._move(change.action)
        for item in change.fields:
            self._take_field(item)

    def _move(self, action: str) -> None:
        if self.first_state is None and not self.is_new:
            self.first_state = action if action == ChangeAction.RESTORED else ACTIVE
        self.last_state = ACTIVE if action == ChangeAction.RESTORED else action

    def _take_field(self, item: dict[str, Any]) -> None:
        known = self.fields.get(item["field"])
        before = known["before"] if known else item["before"]
        self.fields[item["field"]] = {"field": item["field"], "before": before, "after": item["after"]}

    def net(self) -> NetChange | None:
        fields = () if self.is_new else tuple(item for item in self.fields.values() if _remains(item))
        actions = tuple(self._actions(bool(fields)))
        if not actions:
            return None
        return NetChange(self.moodle_id, self.course_id, self.name, actions, fields)

    def _actions(self, has_fields: bool) -> Iterable[str]:
        if self.is_new:
            yield ChangeAction.CREATED
        if has_fields:
            yield ChangeAction.UPDATED
        if self.last_state in AWAY:
            yield str(self.last_state)
        elif self.first_state == ChangeAction.RESTORED:
            yield ChangeAction.RESTORED


def _remains(item: dict[str, Any]) -> bool:
    """Of a key that was set before and after, only that it changed is known: it may be another one again."""
    is_secret = item["after"] == "changed"
    return is_secret or item["before"] != item["after"]


def net_changes(changes: Iterable[RecordedChange]) -> list[NetChange]:
    """One for each course of which something remains, in the order in which they first appear.

    A course that went and came back, and a field that has its first value again, cancel out. Of a new course
    the fields are left out: all of them are new.
    """
    courses: dict[int, _Course] = {}
    for change in changes:
        courses.setdefault(change.moodle_id, _Course(change.moodle_id)).take(change)
    return [net for course in courses.values() if (net := course.net())]
