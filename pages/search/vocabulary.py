"""The words and titles that the index holds for everybody, kept in the process until the index changes.

For mistyped words and for suggestions. What only some may read is not in it: its words would be told.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from rapidfuzz import process
from rapidfuzz.distance import OSA

from pages.core.restrictions import refused_branches

from .lexicon import fold
from .models import Entry, Posting, Spelling

SHORTEST_CORRECTED, SHORTEST_TWICE = 4, 6  # letters: from here on one mistake, two mistakes
CANDIDATES = 25
SHORTEST_BEGINNING = 3
MOST_ENDINGS = 20


@dataclass(frozen=True)
class Vocabulary:
    """`counts` says in how many entries a term is; `terms` are the same in order."""

    counts: dict[str, int]
    terms: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]  # folded, and as it is

    @classmethod
    def read(cls, locale: str, hidden: Sequence[str]) -> "Vocabulary":
        """That of the lists of `locale`, without what stands under the `hidden` paths. Two queries."""
        entries = Entry.objects.filter(locale=locale).outside(hidden)
        terms = Posting.objects.filter(entry__in=entries).values("term").annotate(entries=Count("pk"))
        counts = dict(terms.values_list("term", "entries"))
        titles = sorted(set(entries.values_list("title", flat=True)))
        return cls(counts, tuple(sorted(counts)), tuple((fold(title), title) for title in titles))

    def nearest(self, word: str) -> str:
        """The term that was meant by a mistyped word, "" where none is near."""
        bare = fold(word)
        if len(bare) < SHORTEST_CORRECTED:
            return ""
        allowed = 1 if len(bare) < SHORTEST_TWICE else 2
        near = process.extract(bare, self.terms, scorer=OSA.distance, score_cutoff=allowed, limit=CANDIDATES)
        ranked = sorted(
            (distance, term[0] != bare[0], -self.counts[term], term) for term, distance, _place in near
        )
        return ranked[0][-1] if ranked else ""

    def endings(self, beginning: str) -> list[str]:
        """The terms that begin so, the most frequent first, at most MOST_ENDINGS."""
        bare = fold(beginning)
        if len(bare) < SHORTEST_BEGINNING:
            return []
        found = self._from(bare)
        return sorted(found, key=lambda term: (-self.counts[term], term))[:MOST_ENDINGS]

    def _from(self, bare: str) -> Sequence[str]:
        return self.terms[bisect_left(self.terms, bare) : bisect_left(self.terms, bare + "\U0010ffff")]


_kept: dict[str, tuple[tuple[int, Sequence[str]], Vocabulary]] = {}


def vocabulary(locale: str, version: int) -> Vocabulary:
    """The vocabulary of the index in this version. One query where it is kept already, three where not."""
    hidden = sorted(refused_branches(None))
    kept = _kept.get(locale)
    if kept is None or kept[0] != (version, hidden):
        kept = _kept[locale] = ((version, hidden), Vocabulary.read(locale, hidden))
    return kept[1]


def spelled(terms: Sequence[str]) -> dict[str, str]:
    """How texts write the terms. One query."""
    written = dict(Spelling.objects.filter(term__in=terms).values_list("term", "spelled"))
    return {term: written.get(term, term) for term in terms}
