"""A word for a key where it stands in a running text, and what the words around it say of it."""

import re
from dataclasses import dataclass

from . import sentences, wordings
from .running_text import RunningText, Span

_CLAUSE_START = re.compile(
    r"(?:^|[^\w ]|\b(?:ja|och|and|kurssin|tämän|the|this|our|kursens)) *$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?] ) *[\"“”]?(?:(?:tämän|kurssin|the|this|our) +)*$", re.IGNORECASE)
_LED_IN = re.compile(
    r"(?:\b(?:tämän|kurssin|the|this|our|a|följande|seuraavaa|tätä|käytä|käyttäkää|käytetään|syötä|anna|kirjoita"
    r"|näppäile|käyttäen|käyttämällä|använd|ange|skriv|in|fyll|i|mata|med|use|using|enter|type|with) +)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Noun:
    """A word for a key, and what stands around it."""

    page: RunningText
    span: Span
    specific: bool

    @property
    def word(self) -> str:
        return self.page.text[self.span.start : self.span.end]

    @property
    def before(self) -> str:
        """What stands before it in its line."""
        return sentences.before_in_line(self.page, self.span.start)

    @property
    def starts_clause(self) -> bool:
        return bool(_CLAUSE_START.search(self.before))

    @property
    def starts_sentence(self) -> bool:
        return starts_sentence(self.page, self.span.start)

    @property
    def starts_line(self) -> bool:
        return sentences.starts_line(self.page, self.span.start)

    @property
    def is_asked_for(self) -> bool:
        """Whether someone is told to type it: "käytä avainta"."""
        return bool(wordings.ASKED_TO_TYPE.search(sentences.before(self.page, self.span.start).rstrip()))

    @property
    def is_about_enrolling(self) -> bool:
        sentence = sentences.sentence_at(self.page, self.span)
        return bool(wordings.ENROLLING.search(self.page.text, sentence.start, sentence.end))

    @property
    def is_denied(self) -> bool:
        return bool(wordings.NEGATED.search(self.before))

    def fills_line_until(self, end: int) -> bool:
        return sentences.fills_line(self.page, Span(self.span.start, end), " :*•.-")

    @property
    def led_in_from(self) -> int:
        """Where the words begin that lead to the noun and say nothing without it: "käytä tätä avainta"."""
        led_in = _LED_IN.search(self.before)
        return self.span.start - (len(led_in[0]) if led_in else 0)


def starts_sentence(page: RunningText, position: int) -> bool:
    """Whether a sentence begins at `position`."""
    return bool(_SENTENCE_START.search(sentences.before_in_line(page, position)))
