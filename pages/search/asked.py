"""What a reader's words may stand for: for each word the terms of the index by which it is found.

Knows the lexicon and the synonyms, not what the index holds.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .lexicon import LANGUAGES, Analysis, analyse, fold, is_filler, is_stop_word, says_nothing, words_of

LONGEST_QUERY = 200  # characters
MOST_WORDS = 16
OTHER_LANGUAGE, GUESS, PARTS, PART, RELATED = 0.8, 0.7, 0.45, 0.15, 0.3


@dataclass(frozen=True)
class Way:
    """Terms that together stand for a word, and how well they do: 1 as well as the word itself."""

    terms: tuple[str, ...]
    factor: float


@dataclass(frozen=True)
class AskedWord:
    """One word of a reader's, or words that are one to the synonyms.

    `loose` ways are for a word that is found in no other: parts of a compound, what it is derived from.
    `is_simple` tells that the lexicon knows it as a word of its own, so that it is no typing mistake.
    """

    word: str
    ways: tuple[Way, ...]
    loose: tuple[Way, ...] = ()
    forms: frozenset[str] = frozenset()
    is_simple: bool = False

    def with_ways(self, more: Iterable[Way]) -> "AskedWord":
        """The same with other ways of finding it, of which those that it has already are left out."""
        return replace(self, ways=_best((*self.ways, *more)))


def words_asked(raw: str) -> list[str]:
    """The words to search for, in NFC: without those that say nothing, unless there are no others."""
    text = unicodedata.normalize("NFC", raw[: 5 * LONGEST_QUERY])[:LONGEST_QUERY]
    words = list(dict.fromkeys(words_of(text)))
    return ([word for word in words if not is_stop_word(word)] or words)[:MOST_WORDS]


def asked(word: str, locale: str) -> AskedWord:
    """What a word may stand for to a reader of the pages in `locale`, who may write in the other language."""
    languages = sorted(LANGUAGES, key=lambda language: language != locale)
    known = [
        (analyse(word, language, lenient=True), language, 1.0 if language == locale else OTHER_LANGUAGE)
        for language in languages
    ]
    forms = {fold(word), *(fold(lemma) for analysis, *_others in known for lemma in analysis.lemmas)}
    return AskedWord(
        word=word,
        ways=_best(
            (Way((fold(word),), 1.0), *(way for each in known for way in _ways(*each)), *_pieces(word))
        ),
        loose=_best(way for each in known for way in _loose_ways(*each)),
        forms=frozenset(forms),
        is_simple=any(analysis.is_known and not analysis.compounds for analysis, *_others in known),
    )


def _ways(analysis: Analysis, language: str, factor: float) -> Iterable[Way]:
    for lemma in analysis.lemmas:
        if not says_nothing(lemma, language):
            yield Way((fold(lemma),), factor)
    for parts in analysis.compounds:
        yield Way(tuple(map(fold, parts)), PARTS * factor)
    if not analysis.is_known:
        for stem in analysis.related:
            yield Way((fold(stem),), GUESS * factor)


def _loose_ways(analysis: Analysis, language: str, factor: float) -> Iterable[Way]:
    parts = [(part, PART) for compound in analysis.compounds for part in compound]
    roots = [(root, RELATED) for root in analysis.related] if analysis.is_known else []
    for base, share in (*parts, *roots):
        if not is_filler(base, language):
            yield Way((fold(base),), share * factor)


def _pieces(word: str) -> Iterable[Way]:
    """A word with a hyphen or colon may stand apart in texts: AKE-työ, AKE:n."""
    pieces = tuple(fold(piece) for piece in word.replace(":", "-").split("-") if piece)
    if len(pieces) > 1:
        yield Way(pieces, PARTS)
        if ":" in word:
            yield Way(pieces[:1], GUESS)


def together(words: Sequence[AskedWord]) -> Way:
    """The way in which several words are found side by side."""
    return Way(tuple(_main_term(word) for word in words), 1.0)


def _main_term(word: AskedWord) -> str:
    """Its base form where the lexicon has one, which stands after the word itself."""
    single = [way.terms[0] for way in word.ways if len(way.terms) == 1 and way.factor == 1]
    return single[-1]


def _best(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Each way once, with the best factor that it is given; in their order."""
    found: dict[tuple[str, ...], float] = {}
    for way in ways:
        if all(way.terms):
            found[way.terms] = max(way.factor, found.get(way.terms, 0))
    return tuple(Way(terms, factor) for terms, factor in found.items())
