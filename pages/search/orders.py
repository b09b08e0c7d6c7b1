"""The orders in which entries can be listed without regard to words."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from integrations.liboppi.alphabet import alphabetical_key


class Sort(StrEnum):
    """Names of orders, as they stand in addresses."""

    NEWEST = "newest"
    TITLE = "title"
    STARTS = "starts"
    USED = "used"


class Row(NamedTuple):
    """What an entry is sorted by, by its columns."""

    pk: int
    title: str
    published: datetime | None
    starts: datetime | None
    ends: datetime | None
    uses: int


def orders(rows: Sequence[Row], now: datetime) -> dict[Sort, tuple[int, ...]]:
    """For each order the places of the rows. Those that don't say when come last; then the title decides."""
    titles = [alphabetical_key(row.title) for row in rows]
    by_title = sorted(range(len(rows)), key=lambda place: (titles[place], rows[place].pk))
    newest = sorted(by_title, key=lambda place: _latest_first(rows[place].published))
    return {
        Sort.TITLE: tuple(by_title),
        Sort.NEWEST: tuple(newest),
        Sort.STARTS: tuple(sorted(by_title, key=lambda place: _soonest_first(rows[place], now))),
        Sort.USED: tuple(sorted(newest, key=lambda place: -rows[place].uses)),
    }


def _latest_first(moment: datetime | None) -> float:
    return -moment.timestamp() if moment else float("inf")


def _soonest_first(row: Row, now: datetime) -> tuple[int, float]:
    """What is to come, then what goes on, what has no dates, and what is over, the latest first."""
    if row.starts and row.starts >= now:
        return 0, row.starts.timestamp()
    if row.ends and row.ends < now:
        return 3, -row.ends.timestamp()
    return (1, row.starts.timestamp()) if row.starts and row.ends else (2, 0)
