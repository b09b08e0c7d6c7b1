"""Finds keys in a table's column under a heading. Rows with a label before the value are running text."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from . import sentences, wordings
from .announcements import Announcement
from .running_text import PICTURE, RunningText, Span
from .values import value_at

_LABEL_SIGNS = " :*.-"


@dataclass(frozen=True)
class KeyColumn:
    """A column of keys: its announcements, its cells, and where its heading stands."""

    announcements: tuple[Announcement, ...]
    heading: Span
    cells: tuple[HtmlElement, ...]


def key_columns(page: RunningText) -> Iterator[KeyColumn]:
    """The columns of keys of every table whose cells stand in a plain grid."""
    for table in page.body.iter("table"):
        rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in _rows(table)]
        widths = {len(row) for row in rows}
        spanning = any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row)
        if len(rows) < 2 or len(widths) > 1 or spanning:
            continue
        for index, heading in enumerate(rows[0]):
            if _heads_column(page, rows[0], index):
                column = _column(page, heading, [row[index] for row in rows[1:]])
                if column.announcements:
                    yield column


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for part in table:
        if part.tag in ("thead", "tbody", "tfoot"):
            yield from part.iterchildren("tr")


def _heads_column(page: RunningText, row: list[HtmlElement], index: int) -> bool:
    """Whether the cell is a heading that names keys, and not a label of the cell after it."""
    text = _text(page, row[index])
    noun = wordings.NOUN.match(text)
    after = wordings.AFTER_GENERAL.match(text, noun.end()) if noun else None
    if noun is None or noun["related"] or after is None or text[after.end() :].strip(_LABEL_SIGNS):
        return False
    others = [_text(page, cell) for cell in row if cell is not row[index]]
    if noun["general"] and not any(wordings.COURSE_LABEL.search(other) for other in others):
        return False
    all_headings = all(cell.tag == "th" or _is_emphasised(page, cell) for cell in row)
    return all_headings or len(row) > 2 or index == len(row) - 1


def _column(page: RunningText, heading: HtmlElement, cells: list[HtmlElement]) -> KeyColumn:
    found = []
    for cell in cells:
        span = page.cell(cell)
        value = value_at(page, span.start) if span.start < span.end else None
        if page.text.startswith(PICTURE, span.start, span.end):
            found.append(Announcement("", span, certain=False))
        elif value is not None and not value.is_none:
            fills = sentences.fills_line(page, value.span, " .,;!?()\"“”»'’*")
            found.append(Announcement(value.text, span, fills and not value.looks_inflected))
    return KeyColumn(tuple(found), page.cell(heading), (heading, *cells))


def _is_emphasised(page: RunningText, cell: HtmlElement) -> bool:
    span = page.cell(cell)
    mark = page.mark_at(span.start)
    return mark is not None and mark.end >= span.end


def _text(page: RunningText, cell: HtmlElement) -> str:
    span = page.cell(cell)
    return page.text[span.start : span.end]
