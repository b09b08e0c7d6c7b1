"""The surroundings of a word in a running text: its sentence, its line. Looks a fixed distance far, so stays linear."""

import re

from .running_text import Span

_WINDOW = 300
_DIVIDER = re.compile("[\n\x1d-\x1f]")
_ROW_DIVIDER = re.compile("[\n\x1d\x1e]")
_ENDING = re.compile(r"[\n\x1d\x1e]|[.!?](?=[ \n\x1d-\x1f]|$)")


def before(text: str, position: int) -> str:
    """What stands before `position`."""
    return text[max(0, position - _WINDOW) : position]


def sentence_at(text: str, span: Span) -> Span:
    """The sentence around `span`, its punctuation included; the cells of a row are one sentence."""
    start = _last_end(_ENDING, text, span.start)
    ending = _ENDING.search(text, span.end, span.end + _WINDOW)
    if ending is None:
        return Span(start, min(span.end + _WINDOW, len(text)))
    return Span(start, ending.end() - (ending[0] < " "))


def line_at(text: str, span: Span) -> Span:
    """The line, block or cell around `span`."""
    return _divided_at(_DIVIDER, text, span)


def row_at(text: str, span: Span) -> Span:
    """The line, block or row of a table around `span`."""
    return _divided_at(_ROW_DIVIDER, text, span)


def fills_line(text: str, span: Span, allowed: str) -> bool:
    """Whether nothing but the `allowed` characters stands beside `span` in its line."""
    return _is_made_of(text, span.start - 1, -1, allowed) and _is_made_of(text, span.end, 1, allowed)


def starts_line(text: str, position: int) -> bool:
    return _is_made_of(text, position - 1, -1, " *•-")


def _is_made_of(text: str, position: int, step: int, allowed: str) -> bool:
    while 0 <= position < len(text) and text[position] in allowed:
        position += step
    return not 0 <= position < len(text) or bool(_DIVIDER.match(text, position))


def _divided_at(divider: re.Pattern[str], text: str, span: Span) -> Span:
    following = divider.search(text, span.end)
    return Span(_last_end(divider, text, span.start), following.start() if following else len(text))


def _last_end(divider: re.Pattern[str], text: str, position: int) -> int:
    """Where the last match before `position` ends, and the spaces after it."""
    found = max(0, position - _WINDOW)
    for match in divider.finditer(text, found, position):
        found = match.end()
    while found < position and text[found] == " ":
        found += 1
    return found
