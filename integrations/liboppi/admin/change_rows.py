"""Changes of courses made ready for a table and for a spreadsheet; one query at most for all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..models import ChangeAction, StateCause, SyncChange
from .difference_words import Difference, category_names, differences_of
from .net_changes import NetChange

BATCH = 500  # changes; one query for the names of the categories they speak of


@dataclass(frozen=True)
class ChangeRow:
    """A change, or what remains of several. `pk` is the course's number in Liboppi, `cause` is in words."""

    pk: int
    course_id: int | None
    name: str
    actions: tuple[ChangeAction, ...]
    cause: str
    differences: tuple[Difference, ...]


def change_rows(changes: Iterable[SyncChange]) -> list[ChangeRow]:
    """The changes of one sync."""
    found = list(changes)
    categories = category_names(change.fields for change in found)
    return [_row(change, [change.action], categories, change.cause) for change in found]


def net_rows(changes: Iterable[NetChange]) -> list[ChangeRow]:
    """What remains of several syncs' changes."""
    found = list(changes)
    categories = category_names(change.fields for change in found)
    return [_row(change, change.actions, categories) for change in found]


def exported(changes: Iterable[SyncChange]) -> Iterable[Mapping[str, Any]]:
    """A line for each field that has changed, or for a change of no field."""
    remaining = iter(changes)
    while batch := list(islice(remaining, BATCH)):
        for row, change in zip(change_rows(batch), batch, strict=True):
            about = {"number": change.moodle_id, "name": row.name, "action": _action_words(row)}
            for item in row.differences or (None,):
                yield about | {
                    "field": item.label if item else "",
                    "before": item.before if item else "",
                    "after": item.after if item else "",
                }


def _row(
    change: SyncChange | NetChange, actions: Iterable[str], categories: Mapping[int, str], cause: str = ""
) -> ChangeRow:
    return ChangeRow(
        pk=change.moodle_id,
        course_id=change.course_id,
        name=change.name or str(change.moodle_id),
        actions=tuple(ChangeAction(action) for action in actions),
        cause=str(StateCause(cause).label) if cause in StateCause.values else "",
        differences=tuple(differences_of(change.fields, categories)),
    )


def _action_words(row: ChangeRow) -> str:
    words = ", ".join(str(action.label) for action in row.actions)
    return f"{words}: {row.cause}" if row.cause else words
