"""What a reader asks of the catalogue: words, choices and an order; and the entries that answer it.

An `Asked` is the same however its address was written: it can be kept, compared and asked again later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language, gettext

from pages.core.findable import Kind
from pages.core.restrictions import refused_branches
from pages.search.engine import NOTHING, Answer, find
from pages.search.orders import Sort
from pages.search.results import shown_words
from pages.search.snapshot import Snapshot, snapshot

from .labels import TITLES, Labels

KINDS = (Kind.COURSE, Kind.MATERIAL, Kind.TRAINING)
FACETS = (
    "kind", "theme", "material", "category", "target", "language", "producer", "format", "state"
)  # fmt: skip
BEST = "best"  # the order of the words' answer; there is none without words
SORTS = (BEST, *Sort)
LONGEST = 200  # characters of a value
MOST_VALUES = 50  # of a facet


@dataclass(frozen=True)
class Asked:
    """Words, values by facet, and an order, in the one way in which each can be written.

    `chosen` has only facets of which something is chosen, in the order of FACETS, their values sorted.
    `sort` is "" for the usual order: the best first where there are words, else the newest.
    `is_literal` takes none of the words for a typing mistake; the address names the words for which it holds.
    """

    locale: str
    words: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = ""
    is_literal: bool = False

    @classmethod
    def from_query(cls, query: QueryDict, locale: str) -> "Asked":
        """What a query string asks of the lists of `locale`; any will do, nonsense narrows nothing."""
        words = shown_words(query.get("q", ""))
        chosen = {facet: _values(query.getlist(facet)) for facet in FACETS}
        sort = query.get("sort", "")
        is_usual = sort == (BEST if words else Sort.NEWEST)
        return cls(
            locale=locale,
            words=words,
            chosen=tuple((facet, values) for facet, values in chosen.items() if values),
            sort="" if is_usual or sort not in SORTS or (sort == BEST and not words) else sort,
            is_literal=bool(words) and shown_words(query.get("exact", "")) == words,
        )

    @property
    def order(self) -> str:
        """One of SORTS."""
        return self.sort or (BEST if self.words else Sort.NEWEST)

    @property
    def is_narrowed(self) -> bool:
        """Whether less than the whole catalogue is asked for."""
        return bool(self.words or self.chosen)

    @property
    def query_string(self) -> str:
        """The one way to write it in an address, without a "?"; "" for the whole catalogue."""
        return urlencode(self.parameters)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The names and values of the query string."""
        words = [("q", self.words)] if self.words else []
        exact = [("exact", self.words)] if self.is_literal else []
        sort = [("sort", self.sort)] if self.sort else []
        chosen = ((facet, value) for facet, values in self.chosen for value in values)
        return [*words, *exact, *chosen, *sort]

    def values(self, facet: str) -> tuple[str, ...]:
        """What is chosen of a facet."""
        return dict(self.chosen).get(facet, ())

    def choosing(self, facet: str, values: Iterable[str]) -> "Asked":
        """The same with these values of the facet in place of its own."""
        chosen = {**dict(self.chosen), facet: _values(values)}
        return replace(self, chosen=tuple((name, chosen[name]) for name in FACETS if chosen.get(name)))


@dataclass(frozen=True)
class Found:
    """What the catalogue has for a question: entries in order, and what else could be chosen.

    `counts` are the numbers of entries by facet and value; `answer` is the search engine's to the words.
    `known` is what they were counted in. `is_missed` tells that the words find nothing whatever is chosen, or
    only what comes near.
    """

    pks: list[int]
    counts: Mapping[str, Mapping[str, int]]
    known: Snapshot
    answer: Answer = NOTHING
    is_missed: bool = False


def entries(asked: Asked, request: HttpRequest | None) -> list[int]:
    """The entries that answer, in order, as primary keys: those that the request's user may read.

    Without a request, those that everybody may.
    """
    known = snapshot(asked.locale)
    return _answer(asked, known, _within(known, request))[0]


def find_all(asked: Asked, request: HttpRequest | None) -> Found:
    """The entries with the counts of all that could be chosen beside."""
    known = snapshot(asked.locale)
    reachable = _within(known, request)
    pks, within, answer = _answer(asked, known, reachable)
    is_missed = bool(asked.words) and (not within or answer.is_near)
    return Found(pks, known.counts(dict(asked.chosen), within), known, answer, is_missed)


def _within(known: Snapshot, request: HttpRequest | None) -> int:
    return known.visible(refused_branches(request)) & known.where({"kind": KINDS})


def _answer(asked: Asked, known: Snapshot, within: int) -> tuple[list[int], int, Answer]:
    """The entries in order, those that the words leave as a set, and the search engine's answer to them."""
    answer = find(asked.words, asked.locale, literal=asked.is_literal) if asked.words else NOTHING
    if asked.words:
        within &= known.bits_of(answer.hits)
    bits = within & known.where(dict(asked.chosen))
    if asked.words and asked.order == BEST:
        return known.picked(answer.hits, bits), within, answer
    order = Sort(asked.order) if asked.order != BEST else Sort.NEWEST
    return known.ordered(bits, order), within, answer


def _values(raw: Iterable[str]) -> tuple[str, ...]:
    sound = {value for value in raw if value and len(value) <= LONGEST and value.isprintable()}
    return tuple(sorted(sound)[:MOST_VALUES])


def describe(asked: Asked) -> str:
    """The question in words of the active language, such as "Courses. Theme: Reading. Language: Finnish"."""
    labels = Labels(get_language() or asked.locale)

    def names(facet: str) -> str:
        return labels.listed(facet, asked.values(facet))

    parts = [names("kind") or gettext("The whole catalogue")]
    if asked.words:
        parts.append(gettext("Words: “%(words)s”") % {"words": asked.words})
    parts += [f"{TITLES[facet]}: {names(facet)}" for facet, _values in asked.chosen if facet != "kind"]
    return ". ".join(parts)
