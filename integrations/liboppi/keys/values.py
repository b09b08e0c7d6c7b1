"""Reads what may be a key's value at a place of a running text. Knows values, not who announces them."""

import re
from dataclasses import dataclass, field

from . import wordings
from .ordinary_words import NO_KEY
from .running_text import RunningText, Span

_QUOTES = "\"“”„»«'’‘"
_TOKEN = re.compile(r"[^\s\"“”„»«()<>\[\],;:…]+")
_COMPLETE = re.compile(r" *(?:$|[\n\x1c-\x1f.,;:!?…()<>\[\]/|\"“”»'’*]|-+ |[–—])")
_SENTENCES = re.compile("[.,:;!?] ")
_SPEECH_MARKS = ".,;:…"
_SHOUTING = "!?"
_LONGEST = 60
_MOST_WORDS = 6
_SHORT_NUMBER = 2


@dataclass(frozen=True)
class Value:
    """What stands where a key is expected: `span` has its quotes, `complete` says that a clause ends there.

    Quoted values count as `emphasised` too.
    """

    text: str = field(repr=False)
    span: Span
    emphasised: bool
    quoted: bool
    complete: bool

    @property
    def is_none(self) -> bool:
        """Whether it certainly is no key: "kysy", "saadaan", an address, the word for a key itself."""
        words = [word.strip(_QUOTES + _SPEECH_MARKS + _SHOUTING).casefold() for word in self.text.split()]
        if self.quoted:
            return NO_KEY.issuperset(words)
        return (
            not any(character.isalnum() for character in self.text)
            or (self.text.isdigit() and len(self.text) <= _SHORT_NUMBER)
            or words[0] in NO_KEY
            or (len(words) > 1 and not NO_KEY.isdisjoint(words) and not self.has_signs)
            or bool(wordings.NOUN.fullmatch(self.text) or wordings.INFLECTED.fullmatch(self.text))
            or any(sign in self.text for sign in ("://", "www.", "@"))
        )

    @property
    def has_signs(self) -> bool:
        """Whether it has what a word of a sentence has not: digits, signs, capitals inside."""
        inside = self.text[1:]
        return any(not (character.isalpha() or character in " -.'’") for character in self.text) or (
            inside != inside.lower() and inside != inside.upper()
        )

    @property
    def looks_inflected(self) -> bool:
        """Whether it rather is a word of the sentence: "kouluttajalta", "vaihdetaan", "onneen"."""
        return not self.has_signs and bool(wordings.LOOKS_INFLECTED.search(self.text))


def value_at(page: RunningText, position: int) -> Value | None:
    """The emphasised, quoted or single word that begins at `position`, in the line where it begins."""
    return _emphasised(page, position) or _quoted(page.text, position) or _word(page.text, position)


def _emphasised(page: RunningText, position: int) -> Value | None:
    mark = page.mark_at(position)
    if mark is None:
        return None
    goes_on = _TOKEN.match(page.text, mark.end)
    shown = page.text[mark.start : mark.end].split(" (")[0].strip().rstrip(_SPEECH_MARKS)
    quoted = len(shown) > 2 and shown[0] in _QUOTES and shown[-1] in _QUOTES and shown.count(shown[0]) <= 2
    bare = _calmed(shown[1:-1].strip() if quoted else shown)
    if not bare or (goes_on and any(character.isalnum() for character in goes_on[0])):
        return None
    if len(bare) > _LONGEST or len(bare.split()) > _MOST_WORDS or _SENTENCES.search(bare):
        return None
    return Value(bare, mark, True, quoted, _is_complete(page.text, mark.end, bare))


def _quoted(text: str, position: int) -> Value | None:
    """From a quote to the one that closes it; quotes inside come in pairs."""
    if text[position : position + 1] not in tuple(_QUOTES):
        return None
    inside = 0
    for end in range(position + 1, min(position + _LONGEST + 2, len(text))):
        character = text[end]
        if ord(character) < ord(" "):
            return None
        if character not in _QUOTES:
            continue
        closes = not text[end + 1 : end + 2].isalnum()
        if closes and inside % 2 == 0 and (bare := text[position + 1 : end].strip()):
            return Value(bare, Span(position, end + 1), True, True, _is_complete(text, end + 1, bare))
        inside += 1
    return None


def _word(text: str, position: int) -> Value | None:
    token = _TOKEN.match(text, position + (text[position : position + 1] in tuple(_QUOTES)))
    if token is None:
        return None
    bare = token[0].strip("*").rstrip(_SPEECH_MARKS + _SHOUTING + _QUOTES + "*/")
    if not bare:
        return None
    end = token.start() + token[0].find(bare) + len(bare)
    return Value(bare, Span(position, end), False, False, _is_complete(text, end, bare))


def _calmed(shown: str) -> str:
    """Without the author's exclamation; in "Salasana1!" it belongs to the key."""
    calm = shown.rstrip(_SHOUTING)
    return calm if calm.isalpha() else shown


def _is_complete(text: str, end: int, bare: str) -> bool:
    if _COMPLETE.match(text, end) or wordings.CONTINUES.match(text, end):
        return True
    following = text[end:].lstrip(" ")[:1] if len(text) - end < 3 else text[end : end + 3].lstrip(" ")[:1]
    return bare == bare.lower() and following.isupper()
