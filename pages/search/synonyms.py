"""The other words for what a reader asks for, in both languages, as editors keep them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from .asked import AskedWord, Way, asked, together, words_asked
from .lexicon import analyse, fold
from .models import Synonym

SAME, BY_PARTS = 0.8, 0.35
MOST_COMBINATIONS = 12


@dataclass(frozen=True)
class _Phrase:
    """One of the words or phrases of a group: which words it is made of, and how it is found."""

    words: tuple[frozenset[str], ...]
    ways: tuple[Way, ...]


class Synonyms:
    """The groups as they were when they were read, by the words that their phrases begin with."""

    def __init__(self, groups: Iterable[Sequence[_Phrase]]) -> None:
        self._by_first: dict[str, list[tuple[_Phrase, Sequence[_Phrase]]]] = {}
        for group in groups:
            for phrase in group:
                for form in phrase.words[0]:
                    self._by_first.setdefault(form, []).append((phrase, group))

    @classmethod
    def read(cls) -> "Synonyms":
        """Those of the database. One query."""
        groups = ([_phrase(*phrase) for phrase in synonym.phrases()] for synonym in Synonym.objects.all())
        return cls([phrase for phrase in group if phrase.words] for group in groups)

    def applied(self, words: Sequence[AskedWord]) -> list[AskedWord]:
        """The words with the ways of their synonyms; those of a phrase become one."""
        done: list[AskedWord] = []
        place = 0
        while place < len(words):
            length, more = self._longest(words, place)
            taken = words[place : place + length]
            done.append(_joined(taken).with_ways((*more, *self._by_parts(taken))))
            place += length
        return done

    def _longest(self, words: Sequence[AskedWord], place: int) -> tuple[int, list[Way]]:
        """How many words from `place` on are a phrase, and the ways of those that mean the same."""
        length = 1
        ways: list[Way] = []
        for form in sorted(words[place].forms):
            for phrase, group in self._by_first.get(form, ()):
                size = len(phrase.words)
                fits = size <= len(words) - place and all(
                    wanted & word.forms for wanted, word in zip(phrase.words, words[place:], strict=False)
                )
                if not fits or size < length:
                    continue
                if size > length:
                    length, ways = size, []
                ways += [way for other in group if other is not phrase for way in other.ways]
        return length, ways

    def _by_parts(self, words: Sequence[AskedWord]) -> Iterable[Way]:
        """A compound by the other words for its parts: kirjastokortti by bibliotek and kort."""
        if len(words) > 1:
            return
        for parts in (way.terms for way in words[0].ways if len(way.terms) > 1):
            choices = [(part, *self._single(part)) for part in parts]
            for terms in islice(product(*choices), 1, MOST_COMBINATIONS):
                yield Way(terms, BY_PARTS)

    def _single(self, term: str) -> list[str]:
        """The single terms that mean the same as this one."""
        return [
            way.terms[0]
            for phrase, group in self._by_first.get(term, ())
            if len(phrase.words) == 1
            for other in group
            if other is not phrase
            for way in other.ways
            if len(way.terms) == 1
        ]


@lru_cache(maxsize=1)
def synonyms(_version: int) -> Synonyms:
    """Those of the index in this version. No query where they are kept already."""
    return Synonyms.read()


def _phrase(text: str, language: str) -> _Phrase:
    """A phrase of an editor's: its words are found in their own language alone."""
    words = [asked(word, language) for word in words_asked(text)]
    forms = tuple(_forms(word.word, language) for word in words)
    if len(words) == 1:
        own = [way for way in words[0].ways if len(way.terms) > 1 or way.terms[0] in forms[0]]
    else:
        own = [together(words)] if words else []
    return _Phrase(forms, tuple(Way(way.terms, SAME * way.factor) for way in own))


def _forms(word: str, language: str) -> frozenset[str]:
    return frozenset({fold(word), *(fold(lemma) for lemma in analyse(word, language).lemmas)})


def _joined(words: Sequence[AskedWord]) -> AskedWord:
    if len(words) == 1:
        return words[0]
    return AskedWord(
        word=" ".join(word.word for word in words),
        ways=(together(words),),
        forms=frozenset(form for word in words for form in word.forms),
        is_simple=all(word.is_simple for word in words),
    )
