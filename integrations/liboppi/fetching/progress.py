"""How far a fetch has come, for whoever watches it."""

from typing import Protocol


class Progress(Protocol):
    """Told of every step, on the thread that fetches.

    `phase` is "listing", "reading", "methods" or "pictures".
    """

    def __call__(self, phase: str, done: int, total: int | None) -> None:
        """So many courses, or pictures, `done` of `total`, None while that isn't known."""


def unwatched(phase: str, done: int, total: int | None) -> None:
    """Nobody watches."""
