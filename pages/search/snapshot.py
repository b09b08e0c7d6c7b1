"""All entries of one list language in memory, as sets of bits: what fits a choice, how many, without a query.

A snapshot is never changed and all threads of a process share it; it is made anew when the index has changed,
and every few minutes, because a course's state depends on the time. Knows neither labels nor words.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils import timezone

from .bits import bits_of, kept
from .models import Entry, IndexState
from .orders import Row, Sort, orders
from .producers import FACET as PRODUCER
from .producers import NO_PRODUCERS, Producers, producers
from .states import states

MINUTES = 5  # for which states are taken to stand
READ_AT_ONCE = 2000  # rows
Choice = Mapping[str, Collection[str]]


class Record(NamedTuple):
    """What of an entry goes into a snapshot, by its columns; `path` is its page's, None for a course."""

    pk: int
    title: str
    published: datetime | None
    starts: datetime | None
    ends: datetime | None
    uses: int
    kind: str
    path: str | None
    facets: Mapping[str, Collection[str]]
    enrolment: str
    closes: datetime | None = None


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The entries by their places from 0 on; a set of entries is a whole number of bits.

    `values` has, for each facet and each of its values, the entries that carry it; producers stand there by
    their keys, and are found by any of their names.
    """

    pks: tuple[int, ...]
    everything: int
    values: Mapping[str, Mapping[str, int]]
    _places: Mapping[int, int]
    _orders: Mapping[Sort, tuple[int, ...]]
    _paths: tuple[tuple[str, int], ...]
    producers: Producers = NO_PRODUCERS

    def where(self, chosen: Choice) -> int:
        """The entries that carry, of each facet, one of the chosen values; no values narrow nothing."""
        found = self.everything
        for facet, values in chosen.items():
            if values:
                found &= self._any_of(facet, values)
        return found

    def counts(self, chosen: Choice, within: int) -> dict[str, dict[str, int]]:
        """How many of `within` each value would leave beside what is chosen of the other facets."""
        return {
            facet: {value: (bits & rest).bit_count() for value, bits in values.items()}
            for facet, values in self.values.items()
            for rest in [within & self.where({name: v for name, v in chosen.items() if name != facet})]
        }

    def visible(self, refused_branches: Iterable[str]) -> int:
        """All entries but those of pages at or under one of these paths of the tree."""
        return self.everything & ~bits_of(
            place for branch in refused_branches for place in self._under(branch)
        )

    def ordered(self, bits: int, sort: Sort) -> list[int]:
        """The primary keys of a set of entries."""
        return [self.pks[place] for place in kept(self._orders[sort], bits)]

    def picked(self, pks: Iterable[int], bits: int) -> list[int]:
        """Those of the entries `pks` that are in the set, in the order given."""
        among = set(self.ordered(bits, Sort.NEWEST))
        return [pk for pk in pks if pk in among]

    def bits_of(self, pks: Iterable[int]) -> int:
        """The set of these entries; others than those of the list are passed over."""
        return bits_of(self._places[pk] for pk in pks if pk in self._places)

    def _any_of(self, facet: str, values: Collection[str]) -> int:
        known, found = self.values.get(facet, {}), 0
        if facet == PRODUCER:
            values = {self.producers.key_of(value) for value in values}
        for value in values:
            found |= known.get(value, 0)
        return found

    def _under(self, branch: str) -> Iterator[int]:
        for path, place in self._paths[bisect_left(self._paths, (branch,)) :]:
            if not path.startswith(branch):
                return
            yield place


_kept: dict[str, tuple[Any, Snapshot]] = {}
_making = Lock()


def snapshot(locale: str) -> Snapshot:
    """The entries of the lists of `locale` as they are now. One query, four where the index has changed."""
    now = timezone.now()
    version = IndexState.current()
    key = (version, int(now.timestamp() // (60 * MINUTES)))
    made = _kept.get(locale)
    if made is None or made[0] != key:
        with _making:
            made = _kept.get(locale)
            if made is None or made[0] != key:
                made = _kept[locale] = (key, take(locale, now, version))
    return made[1]


def forget() -> None:
    """Let go of all snapshots: a test's entries go without a trace when it ends."""
    _kept.clear()


def take(locale: str, now: datetime, version: int) -> Snapshot:
    """A new snapshot of the index in this version. One query, and those of `producers`."""
    columns = ["page__path" if name == "path" else name for name in Record._fields]
    entries = Entry.objects.filter(locale=locale).order_by("pk").values_list(*columns)
    records = map(Record._make, entries.iterator(READ_AT_ONCE))
    return snapshot_of(records, now, producers(version))


def snapshot_of(records: Iterable[Record], now: datetime, known: Producers = NO_PRODUCERS) -> Snapshot:
    """The records as a snapshot that holds at `now`."""
    rows: list[Row] = []
    paths: list[tuple[str, int]] = []
    values = _Values()
    for place, record in enumerate(records):
        rows.append(Row._make(record[: len(Row._fields)]))
        if record.path:
            paths.append((record.path, place))
        values.add(place, _by_keys(record.facets, known))
        state = states(record, now)
        values.add(place, {"kind": [record.kind], "state": state})
    return Snapshot(
        pks=tuple(row.pk for row in rows),
        everything=(1 << len(rows)) - 1,
        values=values.as_bits(),
        _places={row.pk: place for place, row in enumerate(rows)},
        _orders=orders(rows, now),
        _paths=tuple(sorted(paths)),
        producers=known,
    )


def _by_keys(facets: Mapping[str, Collection[str]], known: Producers) -> Mapping[str, Collection[str]]:
    names = facets.get(PRODUCER)
    return {**facets, PRODUCER: {known.key_of(name) for name in names}} if names else facets


class _Values:
    """Gathers the places at which each value of each facet stands."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def add(self, place: int, facets: Mapping[str, Iterable[str | TextChoices]]) -> None:
        for facet, values in facets.items():
            for value in values:
                self._places[facet][str(value)].append(place)

    def as_bits(self) -> dict[str, dict[str, int]]:
        return {
            facet: {value: bits_of(places) for value, places in values.items()}
            for facet, values in self._places.items()
        }
