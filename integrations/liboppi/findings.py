"""What a check found: well, worth an improvement, or a fault, with what Moodle's administrator must do."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .errors import LiboppiError


class Level(StrEnum):
    """How bad it is. A sync works in spite of advice that isn't followed; a fault stops it."""

    OK = "ok"
    ADVICE = "advice"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `message` and `remedy` are set when it could be better."""

    name: str
    level: Level = Level.OK
    message: str = ""
    remedy: str = ""

    @property
    def ok(self) -> bool:
        """Whether a sync can work with it."""
        return self.level != Level.FAULT

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "name": self.name,
            "ok": self.ok,
            "level": str(self.level),
            "message": self.message,
            "remedy": self.remedy,
        }


def advice(name: str, message: str, remedy: str) -> Finding:
    """Something that could be better."""
    return Finding(name, Level.ADVICE, message, remedy)


def fault(name: str, error: LiboppiError) -> Finding:
    """Something that a sync can't work with."""
    return Finding(name, Level.FAULT, str(error), error.remedy_text)


def look(name: str, at: Callable[[], object]) -> Finding:
    """Well, or the fault that looking at it raised."""
    try:
        at()
    except LiboppiError as error:
        return fault(name, error)
    return Finding(name)
