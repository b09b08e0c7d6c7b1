"""Reads courses by their numbers in batches, and finds out what became of those that don't come.

A batch that fails is split until the course it fails at is found; that one is left out with its reason.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..answers import CourseBatch, Skipped, read_batch, recognisable
from ..client import LiboppiClient
from ..errors import LiboppiError, MoodleFault, RecordUnknown, TimedOut
from ..shapes import CourseAnswer
from .crew import Crew, Failed
from .faults import Faults, in_short, may_be_of_one_course
from .pace import Pace

FIRST_BATCH = 25
LARGEST_BATCH = 500


@dataclass
class Found:
    """What became of the courses asked for: they came, are hidden, are gone, or can't be read."""

    courses: dict[int, CourseAnswer] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def numbers(self) -> set[int]:
        """All courses that something is known of now."""
        skipped = {item.moodle_id for item in self.skipped if item.moodle_id is not None}
        return {*self.courses, *self.hidden, *self.gone, *skipped}

    def add(self, other: "Found") -> None:
        """Take in what became of others."""
        self.courses.update(other.courses)
        self.hidden |= other.hidden
        self.gone |= other.gone
        self.skipped += other.skipped

    def account_for(self, batch: CourseBatch) -> None:
        """Take in an answer."""
        self.courses.update((course.id, course) for course in batch.courses)
        self.hidden |= batch.hidden
        self.skipped += batch.skipped


@dataclass(frozen=True)
class _Batch:
    """Courses to ask for. `again`: a single one whose batch failed, to be asked for in the other way."""

    ids: Sequence[int]
    again: bool = False


class Reader:
    """Reads courses. `inspect` looks at every batch and raises where nothing more should be asked.

    `names` are the courses' names as they came, for those that have to be left out.
    """

    def __init__(
        self,
        client: LiboppiClient,
        crew: Crew,
        *,
        inspect: Callable[[Sequence[CourseAnswer]], None],
        names: Mapping[int, str],
    ) -> None:
        self._client = client
        self._crew = crew
        self._inspect = inspect
        self._names = names
        self._pace = Pace(FIRST_BATCH, LARGEST_BATCH)

    def read(self, ids: Iterable[int], faults: Faults, progress: Callable[[int], None]) -> Found:
        """All of these courses; `progress` is told how many are accounted for. Raises what `faults` raises.

        Raises the failure too where not a single course could be read.
        """
        reading = _Reading(ids, self._pace)
        failure: LiboppiError | None = None
        for outcome in self._crew.answers(reading.next_batch, self._ask):
            if isinstance(outcome, Failed):
                failure = failure or outcome.failure
                faults.add(outcome.failure)
                self._split(reading, outcome.task, outcome.failure)
            else:
                faults.none()
                self._pace.answered(len(outcome.task.ids), outcome.seconds)
                self._take(reading, outcome.task, outcome.value)
            progress(reading.accounted_for)
        if failure is not None and not reading.answers:
            raise failure
        return reading.found

    def explain(self, ids: Collection[int], most_requests: int) -> Found:
        """What became of these courses, as far as so many requests tell.

        Raises only what concerns everything: courses that are gone make the answers fail that hold them, and
        here that is no sign of a broken Moodle.
        """
        reading = _Reading(ids, self._pace, most_requests)
        for outcome in self._crew.answers(reading.next_batch, self._ask):
            if not isinstance(outcome, Failed):
                self._take(reading, outcome.task, outcome.value)
            elif may_be_of_one_course(outcome.failure):
                self._split(reading, outcome.task, outcome.failure)
            else:
                raise outcome.failure
        return reading.found

    def _ask(self, batch: _Batch) -> CourseBatch:
        if batch.again:
            return read_batch({"courses": self._client.course_with_id(batch.ids[0])})
        return read_batch(self._client.courses_with_ids(batch.ids))

    def _take(self, reading: "_Reading", batch: _Batch, answer: CourseBatch) -> None:
        self._inspect(answer.courses)
        reading.answers += 1
        reading.accounted_for += len(batch.ids)
        reading.found.account_for(answer)
        if batch.again and not answer.courses and not answer.skipped:
            reading.found.gone.add(batch.ids[0])

    def _split(self, reading: "_Reading", batch: _Batch, failure: LiboppiError) -> None:
        if isinstance(failure, TimedOut):
            self._pace.too_slow(len(batch.ids))
        if len(batch.ids) > 1:
            half = len(batch.ids) // 2
            reading.again.extendleft((_Batch(batch.ids[half:]), _Batch(batch.ids[:half])))
        elif not batch.again and isinstance(failure, (MoodleFault, RecordUnknown)):
            # A number that no course has fails in this way, and asked for as `id` gives an empty list.
            reading.again.appendleft(_Batch(batch.ids, again=True))
        else:
            reading.accounted_for += 1
            number = batch.ids[0]
            name = recognisable(self._names.get(number, ""))
            reading.found.skipped.append(Skipped("course", number, name, "failed", in_short(failure)))


class _Reading:
    """One reading under way: what is still to be asked, and what has been found."""

    def __init__(self, ids: Iterable[int], pace: Pace, most_requests: int | None = None) -> None:
        self.found = Found()
        self.again: deque[_Batch] = deque()
        self.answers = 0
        self.accounted_for = 0
        self._ids = sorted(ids)
        self._next = 0
        self._pace = pace
        self._left = most_requests

    def next_batch(self) -> _Batch | None:
        if self._left is not None:
            if self._left == 0:
                return None
            self._left -= 1
        if self.again:
            return self.again.popleft()
        ids = self._ids[self._next : self._next + self._pace.size]
        self._next += len(ids)
        return _Batch(ids) if ids else None
