"""Which failures may lie in one course, so that a smaller question helps, and when it is Moodle itself."""

from ..errors import (
    AnswerTooLarge,
    CourseHidden,
    LiboppiError,
    MoodleFault,
    NotJson,
    RecordUnknown,
    ServerFailed,
    TimedOut,
    UnexpectedShape,
    Unreachable,
)

MOST_IN_A_ROW = 12
MOST_IN_ALL = 100
_OF_ONE_COURSE = (
    AnswerTooLarge,
    CourseHidden,
    MoodleFault,
    NotJson,
    RecordUnknown,
    ServerFailed,
    TimedOut,
    UnexpectedShape,
)
_SLOWNESS = 3  # a time-out costs half a minute: as many in a row as other faults would be hours
_NOT_TOLD = frozenset(("host", "function", "asked", "content_type"))


class Faults:
    """Counts failed questions. Raises the failure itself where it can't be a single course's.

    That is where it concerns everything (the token, the account, the network), and where there are too many,
    in a row or in all. Of a row, the first failure is raised: it tells most.
    """

    def __init__(self) -> None:
        self._first: LiboppiError | None = None
        self._in_a_row = 0
        self._in_all = 0

    def none(self) -> None:
        """A question was answered."""
        self._first, self._in_a_row = None, 0

    def add(self, failure: LiboppiError) -> None:
        """A question failed."""
        if not may_be_of_one_course(failure):
            raise failure
        weight = _SLOWNESS if isinstance(failure, TimedOut) else 1
        self._first = self._first or failure
        self._in_a_row += weight
        self._in_all += weight
        if self._in_a_row >= MOST_IN_A_ROW or self._in_all >= MOST_IN_ALL:
            raise self._first


def may_be_of_one_course(failure: LiboppiError) -> bool:
    """Whether a single course may be what makes an answer fail."""
    if isinstance(failure, Unreachable):
        return bool(failure.details["reason"] == "broken")
    if isinstance(failure, TimedOut):
        return bool(failure.details["phase"] != "connect")
    return isinstance(failure, _OF_ONE_COURSE)


def in_short(failure: LiboppiError) -> tuple[str, ...]:
    """The failure's kind and what is particular about it, for a list of what was skipped."""
    details = (str(value) for name, value in failure.details.items() if name not in _NOT_TOLD and value)
    return (failure.kind, *details)
