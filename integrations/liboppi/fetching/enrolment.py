"""Asks for what one call a course gives: its enrolment methods and, where the service has them, its groups.

Knows which courses are worth asking about in this run: those that may have changed, and a few of the others
in turn, for Moodle dates neither a changed key nor a method that is switched off.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..answers import Skipped, read_groups, read_methods, recognisable
from ..client import LiboppiClient
from ..errors import AccessDenied, CourseHidden, FunctionMissing, OutOfTime, PermissionMissing, RecordUnknown
from ..fingerprints import HALF, NEVER_ASKED, IncomingCourse
from ..shapes import EnrolmentMethodAnswer, GroupAnswer
from .crew import Answered, Crew, Failed
from .faults import Faults, in_short

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """The courses to ask about: first those that may have changed, then those whose turn it is.

    `cursor` is the number after which the rotation stands.
    """

    changed: Sequence[IncomingCourse]
    others: Sequence[IncomingCourse]
    cursor: int


@dataclass
class Enrolment:
    """What came: `courses` with their methods and groups, and what became of the rest."""

    courses: dict[int, IncomingCourse] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)
    cursor: int = 0


@dataclass(frozen=True)
class _Told:
    """One course's answers. `groups` is None where Moodle wasn't asked for them."""

    methods: Sequence[EnrolmentMethodAnswer]
    groups: Sequence[GroupAnswer] | None
    skipped: Sequence[Skipped]


def choose(
    courses: Iterable[IncomingCourse],
    fingerprints: Mapping[int, str],
    cursor: int,
    room: Callable[[int], int],
) -> Turn:
    """The turn of this run: all that may have changed, and as many others as there is `room` for beside them.

    Those never asked about come first. The others go on after `cursor`, by number, and begin anew at the end.
    """
    never, changed, others = [], [], []
    for course in courses:
        stored = fingerprints.get(course.moodle_id, "")
        if not course.methods_may_have_changed(stored):
            others.append(course)
        elif stored[HALF:] in ("", NEVER_ASKED):
            never.append(course)
        else:
            changed.append(course)
    others.sort(key=lambda course: (course.moodle_id <= cursor, course.moodle_id))
    changed = never + changed
    return Turn(changed, others[: room(len(changed))], cursor)


class EnrolmentReader:
    """Asks course by course. `with_groups`: whether the service offers groups at all."""

    def __init__(self, client: LiboppiClient, crew: Crew, faults: Faults, *, with_groups: bool) -> None:
        self._client = client
        self._crew = crew
        self._faults = faults
        self.with_groups = with_groups

    def read(self, turn: Turn, progress: Callable[[int, int], None]) -> Enrolment:
        """As much of the turn as the time budget allows; the rest is for the next run."""
        courses = [*turn.changed, *turn.others]
        waiting = iter(courses)
        told = Enrolment(cursor=turn.cursor)
        done: set[int] = set()
        try:
            for outcome in self._crew.answers(lambda: next(waiting, None), self._ask):
                self._take(told, outcome)
                done.add(outcome.task.moodle_id)
                progress(len(done), len(courses))
        except OutOfTime:
            logger.info("Liboppi was too slow for all enrolment methods; the next sync goes on with them.")
        told.cursor = _cursor(turn, done)
        return told

    def _ask(self, course: IncomingCourse) -> _Told:
        methods, skipped = read_methods(self._client.enrolment_methods(course.moodle_id))
        groups = self._groups(course.moodle_id)
        if groups is None:
            return _Told(methods, None, skipped)
        return _Told(methods, groups[0], [*skipped, *groups[1]])

    def _groups(self, course_id: int) -> tuple[Sequence[GroupAnswer], Sequence[Skipped]] | None:
        if not self.with_groups:
            return None
        try:
            return read_groups(self._client.groups(course_id))
        except (PermissionMissing, AccessDenied, FunctionMissing) as refusal:
            self.with_groups = False
            logger.info("Liboppi gives no groups: %s. See liboppi_check.", refusal.kind)
            return None

    def _take(
        self, told: Enrolment, outcome: Answered[IncomingCourse, _Told] | Failed[IncomingCourse]
    ) -> None:
        course, number = outcome.task, outcome.task.moodle_id
        if not isinstance(outcome, Failed):
            self._faults.none()
            self._take_answer(told, course, outcome.value)
        elif isinstance(outcome.failure, CourseHidden):
            told.hidden.add(number)
        elif isinstance(outcome.failure, RecordUnknown):
            told.gone.add(number)
        else:
            self._faults.add(outcome.failure)
            name = recognisable(course.answer.fullname)
            told.skipped.append(Skipped("methods", number, name, "failed", in_short(outcome.failure)))

    def _take_answer(self, told: Enrolment, course: IncomingCourse, answer: _Told) -> None:
        """All of it or nothing: half of the methods would drop the others."""
        told.skipped += answer.skipped
        if all(item.reason == "duplicate" for item in answer.skipped):
            told.courses[course.moodle_id] = replace(course, methods=answer.methods, groups=answer.groups)
            return
        name = recognisable(course.answer.fullname)
        told.skipped.append(Skipped("methods", course.moodle_id, name, "incomplete"))


def _cursor(turn: Turn, done: set[int]) -> int:
    """The last of the others before the first that was not asked about."""
    cursor = turn.cursor
    for course in turn.others:
        if course.moodle_id not in done:
            break
        cursor = course.moodle_id
    return cursor
