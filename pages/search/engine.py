"""What the index has for a reader's words. Knows nothing of readers' rights nor of how results are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone

from integrations.liboppi.enrolment_states import is_closed

from .asked import LONGEST_QUERY, AskedWord, asked, words_asked
from .lexicon import WORD, fold, words_of
from .mending import mended
from .models import Entry, IndexState, Posting
from .postings import terms_of_word
from .promotions import promoted
from .scoring import Facts, Held, Scoring, standing
from .synonyms import synonyms


@dataclass(frozen=True)
class Answer:
    """What was found: `hits` are primary keys of entries, the best first, whoever may see them.

    `corrected` are the words that were searched for in place of mistyped ones, "" where all were taken as
    they are. `forms` are the terms by which things were found, folded base forms mostly; see `marks`.
    `promoted` are those of the hits that editors put first for these words. `is_near` tells that nothing
    matches exactly: a word was found by its parts alone, or by what it is derived from.
    """

    hits: tuple[int, ...]
    corrected: str = ""
    forms: frozenset[str] = field(default=frozenset())
    promoted: frozenset[int] = field(default=frozenset())
    is_near: bool = False


NOTHING = Answer(())


def find(words: str, locale: str, *, literal: bool = False) -> Answer:
    """The entries of the lists of `locale` that fit a reader's words; `literal` takes none for mistyped."""
    said = words_asked(words)
    if not said:
        return NOTHING
    version = IndexState.current()
    question = synonyms(version).applied([asked(word, locale) for word in said])
    total = _total(locale, version)
    scoring = Scoring(_held(question, locale), total)
    repaired = mended(question, scoring, locale, version, literal=literal)
    if repaired.words != question:
        scoring = Scoring(_held(repaired.words, locale), total)
    fits = scoring.fits(repaired.words)
    first = promoted(said, locale, version)
    hits = (*first, *(entry for entry in _ordered(fits, repaired.words, words, locale) if entry not in first))
    is_near = repaired.is_near and not first
    return Answer(hits, repaired.corrected, scoring.used(repaired.words), frozenset(first), is_near)


def marks(text: str, answer: Answer, language: str) -> list[tuple[int, int]]:
    """Where in a text of this language the words stand by which it was found: their beginnings and ends."""
    if not answer.forms:
        return []
    return [
        word.span()
        for word in WORD.finditer(text)
        if not answer.forms.isdisjoint(terms_of_word(word.group(), language))
    ]


def _held(question: Sequence[AskedWord], locale: str) -> Held:
    """The entries that have something of the question, with the weights of the terms that they have."""
    held: dict[int, dict[str, int]] = {}
    rows = Posting.objects.filter(entry__locale=locale, term__in=_terms(question))
    for entry, term, weight in rows.values_list("entry", "term", "weight"):
        held.setdefault(entry, {})[term] = weight
    return held


def _terms(question: Sequence[AskedWord]) -> list[str]:
    return sorted({term for word in question for way in (*word.ways, *word.loose) for term in way.terms})


def _ordered(fits: dict[int, float], question: Sequence[AskedWord], said: str, locale: str) -> list[int]:
    """Exact titles first, then by how well they fit; the reader's language first among equals."""
    if not fits:
        return []
    title, now = fold(" ".join(words_of(said[:LONGEST_QUERY]))), timezone.now()

    def place(entry: int) -> tuple[bool, float, bool, str, int]:
        known = facts[entry]
        worth = round(standing(fits[entry], known, now), 4)
        return known.title != title, -worth, known.is_foreign, known.title, entry

    facts = _facts(question, locale)
    return sorted((entry for entry in fits if entry in facts), key=place)


def _facts(question: Sequence[AskedWord], locale: str) -> dict[int, Facts]:
    found, now = Posting.objects.filter(term__in=_terms(question)).values("entry"), timezone.now()
    rows = Entry.objects.filter(locale=locale, pk__in=found)
    return {
        pk: Facts(fold(title), language != locale, ends, is_closed(enrolment, closes, now))
        for pk, title, language, ends, enrolment, closes in rows.values_list(
            "pk", "title", "language", "ends", "enrolment", "closes"
        )
    }


@lru_cache(maxsize=8)
def _total(locale: str, _version: int) -> int:
    return Entry.objects.filter(locale=locale).count()
