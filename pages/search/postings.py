"""The terms of a thing and their weights, from what it tells of itself. Knows no database."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log2

from pages.core.findable import Findable

from .lexicon import LANGUAGES, STOP_WORDS, analyse, fold, says_nothing, words_of
from .lexicon.files import versions

VERSION = 3  # to be raised whenever other terms or weights come of the same texts
LONGEST_TERM = 64  # characters, as long as the column
LONGEST_TEXT = 100_000  # characters
TITLE, SHORT_TITLE = 200, 120  # the second is shared by a title's words: a short one says more
KEYWORD, OTHER_TITLE, LEAD, MENTION = 60, 50, 40, 10
MOST_MENTIONS = 3.0  # a word that is repeated counts for at most so many
PART, RELATED, GUESS = 0.5, 0.4, 0.8
HEAVIEST = 2_000

Terms = Mapping[str, float]


@dataclass(frozen=True)
class _Field:
    """A part of a thing's texts, what a word in it weighs, and the languages it may be in."""

    text: str
    weight: float
    languages: tuple[str, ...]
    counts: bool = False  # whether a word weighs more each time it is said
    is_title: bool = False  # where the smallest word may be what somebody looks for


def terms_of_word(word: str, language: str) -> Terms:
    """The terms under which a word of a text is found, each with its share of the word's weight."""
    analysis = analyse(word, language)
    shares: dict[str, float] = {}
    related = RELATED if analysis.is_known else GUESS
    groups = (
        ((word, *(base for base in analysis.lemmas if not says_nothing(base, language))), 1.0),
        ((part for parts in analysis.compounds for part in parts), PART),
        ((root for root in analysis.related if not says_nothing(root, language)), related),
        (_pieces(word, language), PART),
    )
    for words, share in groups:
        for term in map(fold, words):
            shares[term[:LONGEST_TERM]] = max(share, shares.get(term[:LONGEST_TERM], 0))
    return shares


def _pieces(word: str, language: str) -> Iterable[str]:
    """The words between hyphens and before a colon: Varsinais-Suomen, AKE:n."""
    pieces = words_of(word.translate(_SEAMS))
    if len(pieces) < 2:
        return ()
    return [form for piece in pieces for form in (piece, *analyse(piece, language).lemmas)]


_SEAMS = str.maketrans("-‐‑'’:", "      ")


def postings_of(found: Findable, locale: str) -> dict[str, int]:
    """The terms of a thing in the lists of `locale`, each with its weight."""
    weights: Counter[str] = Counter()
    for field in _fields(found, locale):
        for term, weight in _weights(field).items():
            weights[term] += round(weight)
    return {term: min(weight, HEAVIEST) for term, weight in weights.items() if term and weight}


def spellings_of(found: Findable) -> dict[str, str]:
    """How the thing's texts and its language's lexicon write its terms, in small letters."""
    texts = (found.title, *found.keywords, *found.other_titles, found.lead, found.text[:LONGEST_TEXT])
    words = {word.casefold() for text in texts for word in words_of(text)}
    lemmas = {lemma for word in words for lemma in analyse(word, found.language).lemmas}
    return {fold(word)[:LONGEST_TERM]: word for word in sorted(words | lemmas) if fold(word)}


def digest_of(found: Findable, locale: str) -> str:
    """The same as long as the same terms would come of it."""
    said = [VERSION, *versions(), locale, found.language, found.title, found.lead, found.text, found.keywords]
    text = json.dumps([*said, found.other_titles], ensure_ascii=False)
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()


def _fields(found: Findable, locale: str) -> Iterable[_Field]:
    own = (found.language,)
    title = TITLE + SHORT_TITLE / max(1, len(words_of(found.title)))
    yield _Field(found.title, title, own, is_title=True)
    yield _Field(" ".join(found.keywords), KEYWORD, tuple(dict.fromkeys((found.language, locale))))
    yield _Field(" ".join(found.other_titles), OTHER_TITLE, LANGUAGES)
    yield _Field(found.lead, LEAD, own)
    yield _Field(found.text[:LONGEST_TEXT], MENTION, own, counts=True)


def _weights(field: _Field) -> Terms:
    """What each term weighs in the field: the most that one of its words gives it."""
    weights: dict[str, float] = {}
    for word, times in Counter(words_of(field.text)).items():
        if fold(word) in STOP_WORDS and not field.is_title:
            continue
        mentions = min(MOST_MENTIONS, 1 + log2(times)) if field.counts else 1
        for language in field.languages:
            for term, share in terms_of_word(word, language).items():
                weights[term] = max(weights.get(term, 0), share * mentions * field.weight)
    return weights
