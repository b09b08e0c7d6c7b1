"""Cuts stretches out of a running text so that what stays reads on: no lone punctuation or parentheses."""

import re
from collections import defaultdict
from collections.abc import Iterable

from . import sentences
from .running_text import RunningText, Span

_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:] )[ *•-]*$")
_LEFT_BEFORE = re.compile(r"(?:[ ,;–—]| -)*[\"“”'(]?[ ]*$")
_LEFT_AFTER = re.compile(r"[\"“”'»)]?[ .,;:!?]*(?:(?:ja|och|and|eli) )?", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\([^()]*\)")


def tidied(page: RunningText, spans: Iterable[Span]) -> list[Span]:
    """The spans, widened over what they would leave hanging and over lines that they leave without words."""
    widened = [_widened(page, span) for span in spans]
    by_line: dict[Span, list[Span]] = defaultdict(list)
    for span in widened:
        by_line[sentences.line_at(page, span)].append(span)
    for line, cut in by_line.items():
        if not _has_words(page.text, line, cut):
            breaks_line = page.text[line.start - 1 : line.start] == "\n"
            widened.append(Span(line.start - breaks_line, line.end))
    return widened


def _widened(page: RunningText, span: Span) -> Span:
    text = page.text
    before = sentences.before_in_line(page, span.start)
    after = text[span.end : span.end + 60]
    if _SENTENCE_BEGINS.search(before):
        taken = _LEFT_AFTER.match(after)
        return Span(span.start, span.end + (taken.end() if taken else 0))
    left = _LEFT_BEFORE.search(before)
    start = span.start - (len(left[0]) if left else 0)
    opened = text[start : span.start].strip(" ,;–—-")[-1:]
    closed = bool(opened) and after[:1] in ")\"”“'»"
    return Span(start, span.end + closed)


def _has_words(text: str, line: Span, cut: list[Span]) -> bool:
    kept = []
    position = line.start
    for span in sorted(cut, key=lambda span: span.start):
        kept.append(text[position : max(span.start, position)])
        position = max(position, span.end)
    kept.append(text[position : line.end])
    return any(character.isalnum() for character in _IN_PARENTHESES.sub("", "".join(kept)))
