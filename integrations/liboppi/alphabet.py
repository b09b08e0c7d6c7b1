"""Texts in the order of Finnish and Swedish, which is the same for both: å, ä, ö after z, é as e, ü as y.

Databases sort by the collation COLLATION. PostgreSQL has it from ICU; SQLite is given one of the same name,
which orders by `alphabetical_key`. Signs and digits come before letters, small letters before their capitals.
"""

import unicodedata
from functools import lru_cache
from typing import Any

from django.db.models.expressions import Combinable
from django.db.models.functions import Collate

COLLATION = "fi-x-icu"
ORDER = " _-–—,;:!?.…·'‘’\"“”«»()[]{}§@*/\\&#%•`^°©+×<=>|~$£€0123456789abcdefghijklmnopqrstuvwxyzþåäö"
PLACES = {character: chr(place) for place, character in enumerate(ORDER, start=1)}
ALIKE = {"æ": "ä", "ø": "ö", "ü": "y", "đ": "d", "ð": "d", "ŋ": "n", "ł": "l", "ß": "ss", "œ": "oe"}
IGNORED = ("Mn", "Cf", "Cc")  # accents, soft hyphens, control characters


class _Weights(dict[int, str]):
    """For `str.translate`: what each character sorts by, worked out when it is met first."""

    def __missing__(self, point: int) -> str:
        small = chr(point).lower()
        letters = ALIKE.get(small, small)
        if not all(letter in PLACES for letter in letters):
            parts = unicodedata.normalize("NFKD", letters).lower()
            letters = "".join(part for part in parts if unicodedata.category(part) not in IGNORED)
        self[point] = weight = "".join(PLACES.get(letter, letter) for letter in letters)
        return weight


WEIGHTS = _Weights()


@lru_cache(maxsize=16384)
def alphabetical_key(text: str) -> str:
    """What to sort `text` by in Python: its letters, where those are alike its accents, then its capitals."""
    composed = unicodedata.normalize("NFC", text)
    return "\0".join((composed.translate(WEIGHTS), composed.lower(), composed.swapcase()))


def alphabetical(text: str | Combinable) -> Collate:
    """What to order a queryset by; `text` is a field's name or an expression."""
    return Collate(text, COLLATION)


def add_collation(connection: Any, **_kwargs: Any) -> None:
    """Teach a new connection to SQLite the collation: a receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compare)


def _compare(one: str, other: str) -> int:
    first, second = alphabetical_key(one), alphabetical_key(other)
    return (first > second) - (first < second)
