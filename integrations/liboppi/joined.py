"""Recognises names of several languages that Moodle has joined into one, as it does where it formats them."""

from collections.abc import Iterable
from itertools import permutations

_MOST_LANGUAGES = 4  # a name in more is nobody's


def is_joined(before: Iterable[str], after: Iterable[str]) -> bool:
    """Whether one of the names now is what two or more different names were before, one behind the other."""
    parts = sorted({_squeezed(name) for name in before})
    if not 2 <= len(parts) <= _MOST_LANGUAGES:
        return False
    return not {_squeezed(name) for name in after}.isdisjoint(map("".join, permutations(parts)))


def _squeezed(name: str) -> str:
    return "".join(name.split())
