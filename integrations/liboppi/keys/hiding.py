"""Finds where known keys stand in words that speak of keys, whatever the wording."""

import re
from collections.abc import Iterator

from . import sentences, wordings
from .running_text import RunningText, Span

_SHORT_LABEL = 60
_LONG_NUMBER = 5
_MOST_KEYS = 50  # of one text; more are no course's keys, and each costs a search
_MOST_ORDINARY_WORDS = 2
_AROUND = " .,;:!?()\"“”»'’*<>[]-–\x1c"


def is_distinct(key: str) -> bool:
    """Whether no ordinary text would hold the key by chance, so that it is hidden wherever it stands."""
    if key.isdigit():
        return len(key) >= _LONG_NUMBER
    inside = key[1:]
    odd_signs = any(not (character.isalpha() or character in " -'’") for character in key)
    mixed_case = inside != inside.lower() and inside != inside.upper()
    return odd_signs or mixed_case or len(key.split()) > _MOST_ORDINARY_WORDS


def revealing_stretches(page: RunningText, keys: tuple[str, ...], cut: list[Span]) -> Iterator[Span]:
    """What gives away one of `keys` in the text that is left after `cut`: a sentence, or the key alone."""
    text = _masked(page.text, cut)
    for key in keys[:_MOST_KEYS]:
        if not wordings.may_hold(text, key.split()[0]):
            continue
        for match in _pattern(key).finditer(text):
            span = Span(*match.span())
            if _speaks_of_keys(page, text, span):
                yield sentences.sentence_at(page, span)
            elif is_distinct(key):
                yield span


def _speaks_of_keys(page: RunningText, text: str, key: Span) -> bool:
    sentence = sentences.sentence_at(page, key)
    around = text[sentence.start : key.start] + " " + text[key.end : sentence.end]
    if wordings.SPEAKS_OF_KEYS.search(around):
        return True
    row = sentences.row_at(page, key)
    above = sentences.row_at(page, Span(row.start - 1, row.start - 1)) if row.start > 1 else Span(0, 0)
    stands_alone = not text[row.start : key.start].strip(_AROUND) and not text[key.end : row.end].strip(
        _AROUND
    )
    is_label = above.end - above.start <= _SHORT_LABEL and (
        text[above.start : above.end].rstrip().endswith(":") or page.in_heading(above.start)
    )
    return (stands_alone or is_label) and bool(wordings.SPEAKS_OF_KEYS.search(text, above.start, above.end))


def _pattern(key: str) -> re.Pattern[str]:
    """The key as a word of its own, in capitals or not."""
    words = " +".join(re.escape(word) for word in key.split())
    before = r"(?<![^\W_])" if key[0].isalnum() else ""
    after = r"(?![^\W_])" if key[-1].isalnum() else ""
    return re.compile(before + words + after, re.IGNORECASE)


def _masked(text: str, cut: list[Span]) -> str:
    for span in cut:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
