"""Syncs of a generated catalogue beside their floors, in turns, so that a busy moment meets both."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.databases import Databases
from bench.figures import Figure
from bench.processes import Measurement, measure, standin

JUDGED_AT = 5_000  # courses; at other sizes the ratios and the memory are only told, and growth is judged
FIRST_LIMIT = 2
UNCHANGED_LIMIT = 1.5
MEMORY_LIMIT = 150  # MB
SLOW_LIMIT = 5  # percent
GROWTH_LIMIT = 1.1  # linear, and a tenth for what two moments of a machine differ by
# As seen on a real Moodle: 36 ms for a course's enrolment methods, 0.8 s for 100 courses.
SLOW_REQUEST = "0.036"  # seconds
SLOW_COURSE = "8"  # milliseconds


@dataclass(frozen=True)
class Size:
    """The best of a few rounds, for a catalogue of so many courses."""

    courses: int
    first: Measurement
    first_floor: Measurement
    unchanged: Measurement
    unchanged_floor: Measurement

    def figures(self) -> Iterator[Figure]:
        """What holds at every size."""
        yield self._ratio("first sync", self.first, self.first_floor, FIRST_LIMIT)
        yield self._ratio("unchanged sync", self.unchanged, self.unchanged_floor, UNCHANGED_LIMIT)
        for name, measured in (("first", self.first), ("unchanged", self.unchanged)):
            memory = f"{self.courses:,} courses, {name} sync: memory above idle"
            yield Figure(memory, measured.peak_mb, self._judged(MEMORY_LIMIT), " MB")

    def statements_per_500(self, name: str) -> float:
        """SQL statements for every 500 courses."""
        statements: int = getattr(self, name).statements
        return statements / self.courses * 500

    def _ratio(self, name: str, measured: Measurement, floor: Measurement, limit: float) -> Figure:
        detail = f"{measured.seconds:.2f} s over {floor.seconds:.2f} s, {measured.requests} requests"
        ratio = measured.seconds / floor.seconds
        what = f"{self.courses:,} courses, {name}: times its floor"
        return Figure(what, ratio, self._judged(limit), detail=detail)

    def _judged(self, limit: float) -> float | None:
        return limit if self.courses == JUDGED_AT else None


def measure_size(courses: int, rounds: int, databases: Databases, folder: Path) -> Size:
    """First and unchanged syncs of so many courses, each beside its floor."""
    taken: dict[str, list[Measurement]] = {}
    first_requests, requests = folder / "first.json", folder / "unchanged.json"
    with standin(courses) as site:
        for _ in range(rounds):
            database = databases.fresh()
            measured = {
                "first": measure("sync", site, first_requests, database),
                "first_floor": measure("first-floor", site, first_requests, databases.fresh(), database),
                "unchanged": measure("sync", site, requests, database),
                "unchanged_floor": measure("download", site, requests, database),
            }
            for name, measurement in measured.items():
                taken.setdefault(name, []).append(measurement)
    if any(measurement.created for measurement in taken["unchanged"]):
        raise SystemExit("A second sync of the same answers has changed something: nothing was measured.")
    best = {name: min(all_rounds, key=lambda m: m.seconds) for name, all_rounds in taken.items()}
    return Size(courses, **best)


def growth_figures(smallest: Size, largest: Size) -> Iterator[Figure]:
    """What has to hold between sizes: time per course, and statements per 500 of them, don't grow."""
    sizes = f"{smallest.courses:,} to {largest.courses:,} courses"
    for name in ("first", "unchanged"):
        small, large = getattr(smallest, name), getattr(largest, name)
        growth = (large.seconds / largest.courses) / (small.seconds / smallest.courses)
        yield Figure(f"{sizes}, {name} sync: time per course grows", growth, GROWTH_LIMIT, " ×")
        few, many = smallest.statements_per_500(name), largest.statements_per_500(name)
        detail = f"at {smallest.courses:,}: {few:.1f}"
        yield Figure(f"{sizes}, {name}: statements per 500 courses", many, few, detail=detail)


def slow_figures(courses: int, databases: Databases, folder: Path) -> Iterator[Figure]:
    """How much of a sync is ours where Moodle is as slow as a real one.

    Ours is the processor's time beyond what downloading and decoding the same answers takes of it.
    """
    database, requests = databases.fresh(), folder / "slow.json"
    slowly = ("--delay", SLOW_REQUEST, "--per-course-delay", SLOW_COURSE)
    with standin(courses, *slowly) as slow_site, standin(courses) as site:
        for name in ("first", "unchanged"):
            measured = measure("sync", slow_site, requests, database)
            ours = measured.cpu_seconds - measure("download", site, requests, database).cpu_seconds
            share = 100 * ours / measured.seconds
            detail = f"{ours:.2f} s of {measured.seconds:.2f} s, {measured.requests} requests"
            yield Figure(
                f"{courses:,} courses, slow Moodle, {name}: share ours",
                share,
                SLOW_LIMIT,
                " %",
                detail=detail,
            )
