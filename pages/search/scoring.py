"""How well entries fit a reader's words. Arithmetic alone: the same figures on every database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, inf, log

from .asked import AskedWord, Way

PAST, CLOSED = 0.6, 0.8  # what a fit is worth where a thing is over, or takes nobody in any more
FOREIGN = 0.7  # where it is in another language than the reader's

Held = Mapping[int, Mapping[str, int]]  # for each entry the weights of its terms


@dataclass(frozen=True)
class Facts:
    """What the order goes by beside the words: is it over, can one get in, its title and language."""

    title: str
    is_foreign: bool
    ends: datetime | None
    is_closed: bool


class Scoring:
    """The fits of one question: `held` are the terms that were asked for, of `total` entries in all."""

    def __init__(self, held: Held, total: int) -> None:
        self._held, self._total = held, total
        counts: dict[str, int] = {}
        for terms in held.values():
            for term in terms:
                counts[term] = counts.get(term, 0) + 1
        self._rarity = {term: log(1 + total / count) for term, count in counts.items()}

    def fits(self, words: Sequence[AskedWord]) -> dict[int, float]:
        """How well each entry that has all of the words fits; where none has, those that have the most."""
        most_for = [self._rarity_of(word) for word in words]
        worth = {
            entry: [
                max((self._worth(way, terms, limit) for way in word.ways), default=0.0)
                for word, limit in zip(words, most_for, strict=True)
            ]
            for entry, terms in self._held.items()
        }
        most = max((_found(worths) for worths in worth.values()), default=0)
        least = len(words) if most == len(words) else max(1, min(most, ceil(len(words) / 2)))
        return {
            entry: sum(worths) * (_found(worths) / len(words)) ** 2
            for entry, worths in worth.items()
            if _found(worths) >= least
        }

    def used(self, words: Sequence[AskedWord]) -> frozenset[str]:
        """The terms by which something was found."""
        return frozenset(term for word in words for way in word.ways if self.finds(way) for term in way.terms)

    def finds(self, way: Way) -> bool:
        """Whether something is found in this way."""
        return any(_has(terms, way) for terms in self._held.values())

    def _rarity_of(self, word: AskedWord) -> float:
        """How rare the word itself is, in any form; without limit where nothing has it."""
        own = [way for way in word.ways if way.factor == 1]
        count = sum(1 for terms in self._held.values() if any(_has(terms, way) for way in own))
        return log(1 + self._total / count) if count else inf

    def _worth(self, way: Way, terms: Mapping[str, int], limit: float) -> float:
        """0 where the entry lacks a term of the way, else more the heavier and the rarer they are.

        None counts as rarer than `limit`, the word that was asked for: "bibliotek" is rare in Finnish lists,
        and stands there for "kirjasto".
        """
        if not _has(terms, way):
            return 0.0
        weights = (terms[term] * min(limit, self._rarity[term]) for term in way.terms)
        return way.factor * sum(weights) / len(way.terms)


def _has(terms: Mapping[str, int], way: Way) -> bool:
    return all(term in terms for term in way.terms)


def _found(worths: Sequence[float]) -> int:
    return sum(1 for worth in worths if worth)


def standing(fit: float, facts: Facts, now: datetime) -> float:
    """The fit, less for what is over or closed, and for what is in another language."""
    own = fit * FOREIGN if facts.is_foreign else fit
    if facts.ends and facts.ends < now:
        return own * PAST
    return own * CLOSED if facts.is_closed else own
