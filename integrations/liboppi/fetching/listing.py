"""Which courses there are: their numbers and names, page by page. Reads no course."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..answers import Skipped, listed_courses
from ..client import LiboppiClient
from ..errors import LiboppiError, TimedOut
from .crew import Crew, Failed
from .faults import Faults, in_short
from .pace import Pace
from .progress import Progress

FIRST_PAGE = 64
LARGEST_PAGE = 512


@dataclass(frozen=True)
class Listing:
    """The courses' names as they came, by number, and the places in the list that couldn't be read."""

    names: Mapping[int, str]
    skipped: list[Skipped]


@dataclass(frozen=True)
class _Page:
    """So many courses from `start` on, which is a multiple of `size`, as Moodle counts pages."""

    start: int
    size: int

    def halves(self) -> tuple["_Page", "_Page"]:
        half = self.size // 2
        return _Page(self.start, half), _Page(self.start + half, half)


@dataclass(frozen=True)
class _Listed:
    """A page's courses by number and name, and how many there are on all pages."""

    total: int
    courses: list[tuple[int | None, str]]


@dataclass
class _Pass:
    """One walk through all pages: what has come, and what is still to be asked."""

    pace: Pace
    names: dict[int, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    totals: set[int] = field(default_factory=set)
    again: deque[_Page] = field(default_factory=deque)
    start: int = 0
    read: int = 0

    @property
    def total(self) -> int:
        return max(self.totals, default=0)

    @property
    def is_whole(self) -> bool:
        """Whether no course can have slipped from one page to another while they were asked for."""
        return len(self.totals) <= 1 and len(self.names) + len(self.skipped) == self.total

    def next_page(self) -> _Page | None:
        if self.again:
            return self.again.popleft()
        if self.start > 0 and self.start >= self.total:  # also while the first page is under way
            return None
        page = _Page(self.start, _size_at(self.start, self.pace.size))
        self.start += page.size
        return page


def list_courses(client: LiboppiClient, crew: Crew, faults: Faults, progress: Progress) -> Listing:
    """Every course that the search knows; the front page isn't among them.

    Courses that come or go meanwhile shift the pages: where that shows, everything is listed once more, and
    what either list has counts.
    """
    pace = Pace(FIRST_PAGE, LARGEST_PAGE)
    first = _walk(client, crew, faults, progress, _Pass(pace))
    if first.is_whole:
        return Listing(first.names, first.skipped)
    second = _walk(client, crew, faults, progress, _Pass(pace))
    return Listing({**first.names, **second.names}, second.skipped)


def _walk(client: LiboppiClient, crew: Crew, faults: Faults, progress: Progress, walk: _Pass) -> _Pass:
    def ask(page: _Page) -> _Listed:
        answer = client.search_page(page.start // page.size, page.size)
        return _Listed(answer["total"], listed_courses(answer["courses"]))

    for outcome in crew.answers(walk.next_page, ask):
        if isinstance(outcome, Failed):
            faults.add(outcome.failure)
            _ask_smaller(walk, outcome.task, outcome.failure)
        else:
            faults.none()
            walk.pace.answered(outcome.task.size, outcome.seconds)
            _take(walk, outcome.value)
            progress("listing", walk.read, walk.total)
    return walk


def _take(walk: _Pass, listed: _Listed) -> None:
    walk.totals.add(listed.total)
    walk.read += len(listed.courses)
    for number, name in listed.courses:
        if number is None:
            walk.skipped.append(Skipped("course", None, name, "malformed", ("id",)))
        else:
            walk.names[number] = name


def _ask_smaller(walk: _Pass, page: _Page, failure: LiboppiError) -> None:
    if isinstance(failure, TimedOut):
        walk.pace.too_slow(page.size)
    if page.size > 1:
        walk.again.extendleft(reversed(page.halves()))
    else:
        walk.skipped.append(Skipped("course", None, "", "failed", in_short(failure)))


def _size_at(start: int, size: int) -> int:
    """The largest power of two up to `size` that divides `start`."""
    largest = 1 << (size.bit_length() - 1)
    return largest if start == 0 else min(largest, start & -start)
