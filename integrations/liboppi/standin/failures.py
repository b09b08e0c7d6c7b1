"""Telling the stand-in to fail: `KIND[:function][:after=N][:times=N]`, or `recorded:NAME`.

`pluginfile` in the function's place is the address that pictures come from; `poison:ID` names a course first.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Self

from integrations.liboppi.standin import damage, functions
from integrations.liboppi.standin.errors import StandInError
from integrations.liboppi.standin.failure_kinds import FUNCTION_MISSING, KINDS, POISON, Normal
from integrations.liboppi.standin.replay import Replay
from integrations.liboppi.standin.wire import Answer, Call

RECORDED = "recorded:"


@dataclass(frozen=True)
class FailureOrder:
    """A failure as told: of one function or all (""), after so many right answers, so many times.

    Without `times` it lasts. `course` is the one that poison is in. Either `kind` is set, or `recording` with
    the name of the one to answer.
    """

    text: str
    kind: str = ""
    recording: str = ""
    function: str = ""
    course: int = 0
    after: int = 0
    times: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises StandInError, naming what is not understood and what is known."""
        name, *parts = text.removeprefix(RECORDED).split(":")
        told: dict[str, str | int] = dict(_part(part, text) for part in parts)
        if text.startswith(RECORDED):
            return cls(text, recording=name, **told)  # type: ignore[arg-type]
        if name not in KINDS:
            raise StandInError(f'There is no failure "{name}". Known are: {", ".join(KINDS)}.')
        if name == POISON and "course" not in told:
            raise StandInError(f'"{text}" lacks the course\'s id. Tell it as in poison:6.')
        if name == POISON:
            told.setdefault("function", functions.COURSES_BY_FIELD)
        return cls(text, kind=name, **told)  # type: ignore[arg-type]

    def concerns(self, function: str) -> bool:
        if function == functions.PICTURES:
            return self.function == function or (bool(self.kind) and KINDS[self.kind].of_pictures)
        if self.kind and KINDS[self.kind].of_pictures:
            return False
        if function == functions.SITE_INFO and self.kind:
            if self.kind == FUNCTION_MISSING:
                return True
            if KINDS[self.kind].spares_site_info:
                return self.function == function
        return self.function in ("", function)


class Failure:
    """A failure under way, counting the calls it concerns. `scenario` answers when recordings were chosen."""

    def __init__(self, order: FailureOrder, scenario: Replay | None = None) -> None:
        self.order = order
        self.scenario = scenario
        self._concerned = 0
        self._lock = Lock()

    def is_due(self, call: Call) -> bool:
        """Whether this call fails. To be asked once for each call."""
        if not self.order.concerns(call.function):
            return False
        with self._lock:
            self._concerned += 1
            past = self._concerned - self.order.after
        return past > 0 and (self.order.times is None or past <= self.order.times)

    def answer(self, call: Call, normal: Normal) -> Answer:
        """The failed answer in place of what `normal` would give."""
        if self.order.kind == FUNCTION_MISSING and self.order.function:
            return damage.without_function(call, normal(call), self.order.function)
        if self.order.kind == POISON:
            return damage.poisoned(call, normal(call), self.order.course)
        return KINDS[self.order.kind].effect(call, normal)


def _part(part: str, text: str) -> tuple[str, str | int]:
    name, equals, value = part.partition("=")
    if not equals and name in (*functions.SERVED, functions.PICTURES):
        return "function", name
    if not equals and name.isdecimal() and text.startswith(f"{POISON}:"):
        return "course", int(name)
    if name in ("after", "times") and value.isdecimal():
        return name, int(value)
    known = ", ".join((*functions.SERVED, functions.PICTURES))
    raise StandInError(
        f'"{part}" is not understood in the failure "{text}". After the kind may come a function '
        f"({known}), after=N and times=N, with colons between them."
    )
