"""Fetching from the stand-in as a sync does, run after run, without ever waiting."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from integrations.liboppi.client import LiboppiClient
from integrations.liboppi.conf import Options
from integrations.liboppi.connection.transport import Patience
from integrations.liboppi.fetch import Catalogue, Known, fetch_catalogue
from integrations.liboppi.fetching.progress import Progress, unwatched
from integrations.liboppi.fingerprints import IncomingCourse
from integrations.liboppi.standin import StandIn

COURSES = "core_course_get_courses_by_field"
SEARCH = "core_course_search_courses"
METHODS = "core_enrol_get_course_enrolment_methods"
GROUPS = "core_group_get_course_groups"


def stopped() -> float:
    """A clock that stands still."""
    return 0.0


@dataclass
class Fetcher:
    """Fetches from one stand-in. `known` is what a site would have stored after the last `sync`."""

    stand_in: StandIn
    options: Options = field(default_factory=Options)
    patience: Patience = field(default_factory=Patience)
    known: Known = field(default_factory=Known)
    clock: Callable[[], float] = stopped
    watch: Progress = unwatched
    requests: int = 0
    waits: list[float] = field(default_factory=list)

    def fetch(self, *, only: Collection[int] = ()) -> Catalogue:
        """One run."""
        options = replace(self.options, url=self.stand_in.url, token=self.stand_in.token)
        client = LiboppiClient(
            options.url, options.token, patience=self.patience, sleep=self.waits.append, clock=self.clock
        )
        with client:
            try:
                return fetch_catalogue(client, options, self.known, only=only, progress=self.watch)
            finally:
                self.requests = client.requests

    def sync(self) -> Catalogue:
        """One run whose courses are stored."""
        catalogue = self.fetch()
        stored = self.known.fingerprints
        came = {c.moodle_id: c.fingerprint(stored.get(c.moodle_id, "")) for c in catalogue.courses}
        self.known = Known(
            fingerprints={**stored, **came},
            in_sight={*self.known.in_sight, *came},
            bilingual=sum(len(course.record().texts) > 1 for course in catalogue.courses),
            methods_cursor=catalogue.methods_cursor,
        )
        return catalogue


def by_id(catalogue: Catalogue) -> Mapping[int, IncomingCourse]:
    """The courses that came, by number."""
    return {course.moodle_id: course for course in catalogue.courses}


def batches(stand_in: StandIn) -> list[list[int]]:
    """The courses of every batch that was asked for."""
    calls = [call for call in stand_in.asked(COURSES) if call.get("field") == "ids"]
    return [[int(number) for number in call["value"].split(",")] for call in calls]


def asked_for_methods(stand_in: StandIn) -> list[int]:
    """The courses whose enrolment methods were asked for, in that order."""
    return [int(call["courseid"]) for call in stand_in.asked(METHODS)]
