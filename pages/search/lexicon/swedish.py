"""Swedish words by simplemma's dictionary, kept as a memory-mapped trie, and its compounds by their parts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import marisa_trie  # type: ignore[import-not-found]

from .analysis import Analysis
from .folding import fold
from .stop_words import STOP_WORDS
from .transducer import BrokenLexiconError

_Parts = tuple[tuple[tuple[str, ...], str], tuple[str, str]]

FORM = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BASE = b"="  # marks a form that is a base form, beside the base form that the dictionary gives it
BARE = "~"  # before forms without å ä ö, which lead to those with
LINKS = (("", ""), ("s", ""), ("s", "e"), ("", "a"), ("o", "a"), ("e", ""), ("u", "a"))  # cut off, put on
HEADS = {"digi": "digi", "medie": "medie", "års": "år"}  # no words of the dictionary, or too short a one
PLURALS = ("arna", "erna", "ar", "er")  # of nouns in -en, rarely of those in -et
NOUN_ENDINGS = (*PLURALS, "en")  # forms of nouns that may be verbs or other nouns too
VOWELS = tuple("åäö")  # after others the dictionary knows better: syn, vin, ben
SHORTEST_NOUN = 3
SHORTEST_PART = 3
MOST_HEADS = 3  # that a compound's first part may stand for
SHORTEST_TAIL = 3
SHORTEST_COMPOUND = 7


def convert(forms: Mapping[bytes, bytes]) -> marisa_trie.BytesTrie:
    """The trie of a dictionary from forms to base forms."""
    bases = set(forms.values())

    def rows() -> Iterator[tuple[str, bytes]]:
        for form, base in forms.items():
            name = form.decode()
            if not FORM.fullmatch(name):
                continue
            yield name, base
            if form in bases and form != base:
                yield name, BASE
            if not name.isascii():
                yield BARE + fold(name), form

    return marisa_trie.BytesTrie(rows())


ENDINGS = (
    "ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "na", "en", "et", "er", "ar", "or", "t",
    "a", "n", "s",
)  # fmt: skip
SHORTEST_STEM = 4
MOST_GUESSES = 3


def _stems(word: str) -> tuple[str, ...]:
    """What a word that the dictionary lacks may be a form of: meröppna of meröppen."""
    stems = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    return tuple(stem for stem in stems if len(stem) >= SHORTEST_STEM)[:MOST_GUESSES]


class SwedishWords:
    """Reads a file that was saved from `convert`. Raises BrokenLexiconError for another."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.BytesTrie()
        try:
            self._trie.mmap(str(path))
        except (OSError, RuntimeError) as error:
            raise BrokenLexiconError(f"{path}: {error}") from error

    def analyse(self, word: str, *, lenient: bool) -> Analysis:
        """Base forms and parts. `lenient` takes words without å ä ö for those with them."""
        small = word.casefold()
        lemmas, related = self._bases(small)
        if not lemmas and lenient:
            forms = [form.decode() for form in self._trie.get(BARE + fold(small)) or ()]
            lemmas = list(dict.fromkeys(base for form in forms for base in self._bases(form)[0]))
        parts = self._parts(lemmas[0], of_base=True) if lemmas else self._parts(small)
        if not lemmas and parts:
            lemmas = [small[: -len(parts[1][1])] + parts[1][0]]
        compounds = tuple((stem, parts[1][0]) for stem in parts[0][0]) if parts else ()
        if not lemmas:
            return Analysis(related=_stems(small))
        genitive = small.removesuffix("s")
        if genitive != small and small not in lemmas:
            lemmas += [base for base in self.analyse(genitive, lenient=False).lemmas if base not in lemmas]
        return Analysis(tuple(lemmas), compounds, tuple(related))

    def _bases(self, form: str) -> tuple[list[str], list[str]]:
        """Base forms, and doubtful ones: "kurs" is a word, though the dictionary has it under "kur".

        The dictionary gives a form one base: "skyltar" is a verb to it. Nouns that it may be of stand beside.
        """
        given = [value.decode() for value in self._trie.get(form) or ()]
        own = BASE.decode() in given
        bases = [base for base in given if base != BASE.decode()]
        lemmas = [form] if own else bases
        nouns = [noun for noun in self._nouns(form, bases) if noun not in lemmas] if given else []
        return [*lemmas, *nouns], [base for base in bases if own and base not in nouns]

    def _nouns(self, form: str, bases: Sequence[str]) -> Iterator[str]:
        """The nouns of which the form may be a plural or a definite form: boken, skyltar, kön, klockan."""
        for ending in NOUN_ENDINGS:
            stem = form.removesuffix(ending)
            if stem == form or len(stem) < SHORTEST_NOUN or not self._is_base(stem):
                continue
            if ending not in PLURALS or self._has_plural_in(ending, stem):
                yield stem
        stem = form.removesuffix("n")
        if stem != form and (stem in bases or (stem.endswith(VOWELS) and self._is_noun(stem))):
            yield stem

    def _has_plural_in(self, ending: str, noun: str) -> bool:
        """Whether a noun may have this plural: papp has none, for it is "pappet" too, and hot is "hotet".

        The dictionary tells it by the definite plural (posterna), or by the definite form in -en alone.
        """
        if self._is_form(f"{noun}{ending[:2]}na", noun):
            return True
        is_common = self._is_form(f"{noun}en", noun) or self._is_form(f"{noun}n", noun)
        return is_common and not self._is_form(f"{noun}et", noun)

    def _is_form(self, form: str, base: str) -> bool:
        return base.encode() in (self._trie.get(form) or ())

    def _is_base(self, form: str) -> bool:
        return bool({form.encode(), BASE} & set(self._trie.get(form) or ()))

    def _is_noun(self, word: str) -> bool:
        """Whether a short word is likely to be one: it says something, and is no verb such as "be" (ber)."""
        is_verb = word.encode() in (self._trie.get(f"{word}r") or ())
        return self._is_base(word) and not is_verb and fold(word) not in STOP_WORDS

    def _parts(self, word: str, *, of_base: bool = False) -> _Parts | None:
        """Two parts, each its base form and how it stands there; of several ways that with the longest tail.

        The first part may stand for several words: "mäss" for itself and for "mässa". The tail of a base form
        is one itself: "kompetens" is not made of "eten".
        """
        if len(word) < SHORTEST_COMPOUND:
            return None
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_TAIL + 1):
            head, tail = word[:cut], word[cut:]
            tails, _doubtful = self._bases(tail)
            if of_base and tail not in tails:
                continue
            stems = self._heads(head) if tails else ()
            if stems:
                return (stems, head), (tail if of_base else tails[-1], tail)
        return None

    def _heads(self, head: str) -> tuple[str, ...]:
        """The words that the first part of a compound may be: bibliotek-s-kort, arbet-s-grupp, läs-lust."""
        if head in HEADS:
            return (HEADS[head],)
        stems = (head.removesuffix(link) + ending for link, ending in LINKS if head.endswith(link))
        known = [stem for stem in stems if len(stem) >= SHORTEST_PART and self._is_base(stem)]
        return tuple(stem for stem in known if stem == known[0] or self._has_plural(stem))[:MOST_HEADS]

    def _has_plural(self, stem: str) -> bool:
        """Whether a word in -a is a noun: "mässa" (mässor), not "boka"."""
        return not stem.endswith("a") or stem.encode() in (self._trie.get(f"{stem[:-1]}or") or ())
