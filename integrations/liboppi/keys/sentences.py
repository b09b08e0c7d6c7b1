"""The surroundings of a word in a running text: its sentence, its line."""

import re
from bisect import bisect_left, bisect_right

from .running_text import RunningText, Span

_FAR = 300  # sentences are followed no farther, so that a hostile text costs no more than its length
_ENDING = re.compile(r"[.!?](?=[ \n\x1c-\x1f]|$)")


def before(page: RunningText, position: int) -> str:
    """What stands before `position`."""
    return page.text[max(0, position - _FAR) : position]


def before_in_line(page: RunningText, position: int) -> str:
    """What stands before `position` in its line."""
    return page.text[max(0, position - _FAR, line_at(page, Span(position, position)).start) : position]


def sentence_at(page: RunningText, span: Span) -> Span:
    """The sentence around `span`, its punctuation included; the cells of a row are one sentence."""
    row = row_at(page, span)
    start = max(row.start, span.start - _FAR)
    for ending in _ENDING.finditer(page.text, start, span.start):
        start = ending.end()
    while start < span.start and page.text[start] == " ":
        start += 1
    end = min(row.end, span.end + _FAR)
    following = _ENDING.search(page.text, span.end, min(end + 1, len(page.text)))
    return Span(start, min(following.end(), end) if following else end)


def nth_line(page: RunningText, number: int) -> Span:
    """The line, block or cell before which so many dividers stand; it may be empty."""
    start = page.dividers[number - 1] + 1 if number else 0
    return Span(start, page.dividers[number] if number < len(page.dividers) else len(page.text))


def line_at(page: RunningText, span: Span) -> Span:
    """The line, block or cell around `span`."""
    return _between(page.dividers, span, len(page.text))


def row_at(page: RunningText, span: Span) -> Span:
    """The line, block or row of a table around `span`."""
    return _between(page.row_dividers, span, len(page.text))


def fills_line(page: RunningText, span: Span, allowed: str) -> bool:
    """Whether nothing but the `allowed` characters stands beside `span` in its line."""
    line = line_at(page, span)
    return not page.text[line.start : span.start].strip(allowed) and not page.text[span.end : line.end].strip(
        allowed
    )


def starts_line(page: RunningText, position: int) -> bool:
    line = line_at(page, Span(position, position))
    return not page.text[line.start : position].strip(" *•-")


def _between(dividers: list[int], span: Span, length: int) -> Span:
    first = bisect_left(dividers, span.start)
    last = bisect_right(dividers, span.end - 1) if span.end > span.start else first
    return Span(dividers[first - 1] + 1 if first else 0, dividers[last] if last < len(dividers) else length)
