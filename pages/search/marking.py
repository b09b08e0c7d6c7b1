"""Marks the words that were found in what readers see of a result."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Span = tuple[int, int]


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """The text as HTML, escaped, with each span (first and past-last character) in a <mark>.

    Spans that overlap are taken as one; those outside the text are left out.
    """
    html, place = [], 0
    for start, end in _apart(spans, len(text)):
        html += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    html.append(escape(text[place:]))
    return mark_safe("".join(html))  # noqa: S308 -- every part of the text is escaped above


def _apart(spans: Iterable[Span], length: int) -> list[Span]:
    apart: list[Span] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        elif start < end:
            apart.append((start, end))
    return apart
