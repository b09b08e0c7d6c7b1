"""Gets a catalogue from Liboppi, ready to be compared with what is stored. Writes nothing.

First the list of courses, then the courses in batches, what became of those that the list lacks, and the
enrolment methods of some. No request is so big that a slow Moodle would need long for it.
"""

import logging
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .answers import (
    Skipped,
    catalogue_courses,
    read_batch,
    read_categories,
    read_site,
    require_whole,
)
from .client import LiboppiClient
from .conf import Options
from .errors import AccessDenied, FunctionMissing, RawIgnored
from .fetching.crew import Crew
from .fetching.enrolment import Enrolment, EnrolmentReader, choose
from .fetching.faults import Faults
from .fetching.listing import list_courses
from .fetching.progress import Progress, unwatched
from .fetching.rawness import raw_ignored
from .fetching.reading import Found, Reader
from .fingerprints import IncomingCourse
from .records import CategoryRecord, category_record
from .shapes import CategoryAnswer, CourseAnswer, SiteInfoAnswer

logger = logging.getLogger(__name__)

SEARCH = "core_course_search_courses"
GROUPS = "core_group_get_course_groups"
REQUESTS_A_RUN = 140  # of a run without changes; repeated ones may bring it up to 150
LEAST_ROTATION = 20
MOST_FOR_ABSENT = 40  # requests


class Absence(StrEnum):
    """Why a known course did not come.

    UNLISTED: Moodle said nothing of it, or there were too many to ask about each.
    """

    HIDDEN = "hidden"
    DELETED = "deleted"
    UNLISTED = "unlisted"


@dataclass(frozen=True)
class Known:
    """What is stored, as far as fetching needs it.

    `fingerprints` of every stored course by its number; `in_sight` are those not withdrawn, whose absence is
    to be explained. `bilingual`: how many stored courses have imported texts in two languages or more.
    `methods_cursor`: the number after which the rotation through the enrolment methods goes on.
    """

    fingerprints: Mapping[int, str] = field(default_factory=dict)
    in_sight: Collection[int] = ()
    bilingual: int = 0
    methods_cursor: int = 0


@dataclass(frozen=True)
class Catalogue:
    """What Liboppi answered.

    `skipped` are the items that could not be read, with the reason; `absent` are known courses that didn't
    come; `methods_cursor` is for the next run.
    """

    categories: Sequence[CategoryRecord]
    courses: Sequence[IncomingCourse]
    skipped: Sequence[Skipped]
    absent: Mapping[int, Absence] = field(default_factory=dict)
    methods_cursor: int = 0

    @property
    def skipped_course_ids(self) -> set[int | None]:
        """The courses that are there and could not be read; None for one whose very id could not."""
        return {
            item.moodle_id for item in self.skipped if item.kind == "course" and item.reason != "duplicate"
        }


def fetch_catalogue(
    client: LiboppiClient,
    options: Options,
    known: Known = Known(),
    *,
    only: Collection[int] = (),
    progress: Progress = unwatched,
) -> Catalogue:
    """Everything that Liboppi has, or `only` the courses with these numbers.

    Raises the LiboppiError of whatever goes wrong: DegradedAnswer and RawIgnored when the answers are less
    than the token should give, OutOfTime when the time budget is used up before all courses are read. A
    course that alone makes answers fail is skipped; one that vanishes meanwhile is none.
    """
    client.limit_time(options.time_budget_minutes)
    site = read_site(client.site_info())
    categories, skipped = read_categories(client.categories())
    with Crew(client) as crew:
        fetch = _Fetch(client, options, known, crew, progress, site, categories, skipped)
        found = fetch.some(only) if only else fetch.all()
        enrolment = fetch.enrolment(found, {} if only else known.fingerprints)
    return fetch.catalogue(found, enrolment, only or known.in_sight)


@dataclass
class _Fetch:
    """One fetch with all that it needs. `skipped` gathers what could not be read."""

    client: LiboppiClient
    options: Options
    known: Known
    crew: Crew
    progress: Progress
    site: SiteInfoAnswer
    categories: Sequence[CategoryAnswer]
    skipped: list[Skipped]
    faults: Faults = field(default_factory=Faults)

    def all(self) -> Found:
        """Every course that is listed, and every known one that isn't."""
        names = self._names()
        reader = self._reader(names or {})
        if names is None:
            found = self._everything_at_once()
        else:
            found = reader.read(names, self.faults, self._reading(len(names)))
        unlisted = set(self.known.in_sight) - found.numbers - (names or {}).keys()
        if unlisted:
            found.add(reader.explain(unlisted, MOST_FOR_ABSENT))
        self._require_raw(found, self.known.bilingual)
        return found

    def some(self, ids: Collection[int]) -> Found:
        """Just these courses."""
        found = self._reader({}).read(ids, self.faults, self._reading(len(ids)))
        self._require_raw(found, bilingual=0)
        return found

    def enrolment(self, found: Found, fingerprints: Mapping[int, str]) -> Enrolment:
        """The courses; those that need asking or whose turn it is, with their methods and groups."""
        with_groups = GROUPS in self.site.functions
        courses = {course.moodle_id: course for course in self._incoming(found)}
        closed = {number: course for number, course in courses.items() if not course.answer.may_be_entered}
        turn = choose(
            (course for number, course in courses.items() if number not in closed),
            fingerprints,
            self.known.methods_cursor,
            lambda changed: _room(self.client.requests, changed, 1 + with_groups),
        )
        reader = EnrolmentReader(self.client, self.crew, Faults(), with_groups=with_groups)
        enrolment = reader.read(turn, lambda done, total: self.progress("methods", done, total))
        for number, course in closed.items():
            enrolment.courses[number] = replace(course, methods=(), groups=() if with_groups else None)
        vanished = enrolment.hidden | enrolment.gone
        rest = {number: course for number, course in courses.items() if number not in vanished}
        enrolment.courses = rest | enrolment.courses
        return enrolment

    def catalogue(self, found: Found, enrolment: Enrolment, explained: Iterable[int]) -> Catalogue:
        """All that came, put together; `explained` are the courses whose absence is to be told."""
        hidden = found.hidden | enrolment.hidden
        hidden |= {number for number, course in found.courses.items() if course.visible == 0}
        came = enrolment.courses.keys() | {item.moodle_id for item in found.skipped}
        return Catalogue(
            categories=[category_record(category, self.options) for category in self.categories],
            courses=list(enrolment.courses.values()),
            skipped=[*self.skipped, *found.skipped, *enrolment.skipped],
            absent={
                number: _absence(number, hidden, found.gone | enrolment.gone)
                for number in explained
                if number not in came
            },
            methods_cursor=enrolment.cursor,
        )

    def _names(self) -> Mapping[int, str] | None:
        """The courses that are listed; None where the service can't list them."""
        if not self.site.functions or SEARCH in self.site.functions:
            try:
                listing = list_courses(self.client, self.crew, self.faults, self.progress)
            except (AccessDenied, FunctionMissing) as refusal:
                logger.info("Liboppi can't list its courses: %s. See liboppi_check.", refusal.kind)
            else:
                self.skipped += listing.skipped
                return listing.names
        return None

    def _everything_at_once(self) -> Found:
        """All courses in one answer, however long a slow Moodle needs for it."""
        found = Found()
        batch = read_batch({"courses": self.client.courses()})
        self._require_whole(batch.courses)
        found.account_for(batch)
        self.progress("reading", len(batch.courses), len(batch.courses))
        return found

    def _reader(self, names: Mapping[int, str]) -> Reader:
        return Reader(self.client, self.crew, inspect=self._require_whole, names=names)

    def _reading(self, total: int) -> Callable[[int], None]:
        return lambda done: self.progress("reading", done, total)

    def _require_whole(self, courses: Sequence[CourseAnswer]) -> None:
        require_whole(courses, self.categories, self.site.siteid)

    def _require_raw(self, found: Found, bilingual: int) -> None:
        if raw_ignored(found.courses.values(), self.categories, bilingual):
            raise RawIgnored(host=self.client.host, courses=len(found.courses))

    def _incoming(self, found: Found) -> list[IncomingCourse]:
        known: set[int | None] = {category.id for category in self.categories}
        known |= {item.moodle_id for item in self.skipped if item.kind == "category"}
        return [
            IncomingCourse(_with_known_category(course, known), self.options)
            for course in catalogue_courses(found.courses.values(), self.site.siteid)
        ]


def _room(requests: int, changed: int, requests_each: int) -> int:
    """How many courses of the rotation there is room for after so many requests and changed courses."""
    left = REQUESTS_A_RUN - requests - changed * requests_each
    return max(LEAST_ROTATION, left) // requests_each


def _absence(number: int, hidden: Container[int], gone: Container[int]) -> Absence:
    if number in hidden:
        return Absence.HIDDEN
    return Absence.DELETED if number in gone else Absence.UNLISTED


def _with_known_category(course: CourseAnswer, known: Container[int | None]) -> CourseAnswer:
    """Without a category that didn't come, so that the course counts as changed on the day that it does.

    None in `known` is a category whose very number couldn't be read: it may be any.
    """
    return (
        course if course.categoryid in known or None in known else course.model_copy(update={"categoryid": 0})
    )
