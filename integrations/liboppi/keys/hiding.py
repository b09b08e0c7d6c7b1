"""Finds where known keys stand in words that speak of keys, whatever the wording."""

import re
from collections.abc import Iterator

from . import sentences, wordings
from .running_text import RunningText, Span

_SHORT_LABEL = 60
_LONG_NUMBER = 5
_MOST_ORDINARY_WORDS = 2
_AROUND = " .,;:!?()\"“”»'’*<>[]-–"


def is_distinct(key: str) -> bool:
    """Whether no ordinary text would hold the key by chance, so that it is hidden wherever it stands."""
    if key.isdigit():
        return len(key) >= _LONG_NUMBER
    inside = key[1:]
    odd_signs = any(not (character.isalpha() or character in " -'’") for character in key)
    mixed_case = inside != inside.lower() and inside != inside.upper()
    return odd_signs or mixed_case or len(key.split()) > _MOST_ORDINARY_WORDS


def revealing_stretches(page: RunningText, keys: tuple[str, ...], cut: list[Span]) -> Iterator[Span]:
    """What gives away one of `keys` in the text without what is `cut` already: a sentence, or the key alone."""
    text = _masked(page.text, cut)
    for key in keys:
        for match in _pattern(key).finditer(text):
            span = Span(*match.span())
            if _speaks_of_keys(page, text, span):
                yield sentences.sentence_at(text, span)
            elif is_distinct(key):
                yield span


def _speaks_of_keys(page: RunningText, text: str, key: Span) -> bool:
    sentence = sentences.sentence_at(text, key)
    around = text[sentence.start : key.start] + " " + text[key.end : sentence.end]
    if wordings.SPEAKS_OF_KEYS.search(around):
        return True
    row = sentences.row_at(text, key)
    if sentences.fills_line(text, key, _AROUND) and wordings.SPEAKS_OF_KEYS.search(page.text):
        return True
    label = sentences.row_at(text, Span(row.start - 1, row.start - 1)) if row.start > 1 else Span(0, 0)
    return (
        label.end - label.start <= _SHORT_LABEL
        and (text[label.start : label.end].rstrip().endswith(":") or page.in_heading(label.start))
        and bool(wordings.SPEAKS_OF_KEYS.search(text, label.start, label.end))
    )


def _pattern(key: str) -> re.Pattern[str]:
    words = " +".join(re.escape(word) for word in key.split())
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)


def _masked(text: str, cut: list[Span]) -> str:
    characters = list(text)
    for span in cut:
        characters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(characters)
