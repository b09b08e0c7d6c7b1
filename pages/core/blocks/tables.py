"""A table that editors can paste from a spreadsheet or a text, and that can be translated cell by cell."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block.blocks import TableBlock as SheetBlock
from wagtail_localize.segments import StringSegmentValue

from .groups import TEXT

MOST_ROWS, MOST_COLUMNS = 100, 12
LONGEST_CELL, LONGEST_CAPTION = 500, 200
CAPTION = "caption"  # its path among the segments of a table
MENU = {
    "row_above": _("Insert row above"),
    "row_below": _("Insert row below"),
    "col_left": _("Insert column left"),
    "col_right": _("Insert column right"),
    "remove_row": _("Remove row"),
    "remove_col": _("Remove column"),
    "undo": _("Undo"),
    "redo": _("Redo"),
}
OPTIONS = {
    "language": "en-US",  # the only one that the sheet knows; MENU has the words that are seen
    "contextMenu": {"items": {name: {"name": words} for name, words in MENU.items()}},
    "minSpareRows": 0,
}
HEADERS = ("row", "column", "both", "neither")


class TableBlock(SheetBlock):
    """Rows and columns of plain text.

    For wagtail-localize each cell with words is a segment whose path is made of the words: it keeps its
    translation wherever the cell moves, and cells with the same words share one.
    """

    class Meta:
        icon = "table"
        group = TEXT
        label = _("Table")
        description = _("Rows and columns. Can be pasted from Excel or Word.")
        template = "core/blocks/table.html"
        preview_value = {
            "data": [["", "2025", "2026"], [_("Loans"), "1 204", "1 377"], [_("Visits"), "860", "912"]],
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_caption": _("Loans and visits"),
        }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"table_options": OPTIONS, **kwargs})

    def clean(self, value: Any) -> Any:
        """Drops empty rows and columns at the edges. Raises ValidationError for what the limits forbid."""
        if self.is_deferred_validation or not value:
            return super().clean(value)
        rows = _trimmed(value.get("data") or [])
        self._require_fit(rows, value)
        return super().clean({**value, "data": rows})

    def get_translatable_segments(self, value: Any) -> list[StringSegmentValue]:
        """A segment for the caption and one for each wording of cells."""
        if not value:
            return []
        caption = StringSegmentValue(CAPTION, (value.get("table_caption") or "").strip())
        wordings = dict.fromkeys(filter(_has_words, _cells(value)))
        return [caption, *(StringSegmentValue(cell_path(words), words) for words in wordings)]

    def restore_translated_segments(self, value: Any, segments: Iterable[StringSegmentValue]) -> Any:
        """The table with its translated words; what has no translation stays as it is."""
        words = {segment.path: segment.render_text() for segment in segments}
        translated = _with_cells(value, lambda cell: words.get(cell_path(cell), cell))
        return {**translated, "table_caption": words.get(CAPTION, value.get("table_caption"))}

    def _require_fit(self, rows: list[list[str]], value: Any) -> None:
        columns = max(map(len, rows), default=0)
        if not columns:
            raise ValidationError(_("The table is empty. Write in its cells, or remove the table."))
        if len(rows) > MOST_ROWS or columns > MOST_COLUMNS:
            raise ValidationError(
                _(
                    "The table has %(rows)s rows and %(columns)s columns. At most %(most_rows)s rows and "
                    "%(most_columns)s columns fit on a page: divide it, or give it as a file."
                ),
                params={
                    "rows": len(rows),
                    "columns": columns,
                    "most_rows": MOST_ROWS,
                    "most_columns": MOST_COLUMNS,
                },
            )
        long_cell = next((cell for row in rows for cell in row if len(cell) > LONGEST_CELL), "")
        if long_cell:
            raise ValidationError(
                _("The cell that begins “%(words)s” is too long: a cell has room for %(most)s characters."),
                params={"words": long_cell[:40], "most": LONGEST_CELL},
            )
        caption = (value.get("table_caption") or "").strip()
        if not caption or len(caption) > LONGEST_CAPTION:
            raise ValidationError(
                _("Give the table a caption of at most %(most)s characters that tells what it shows."),
                params={"most": LONGEST_CAPTION},
            )
        if value.get("table_header_choice") not in HEADERS:
            raise ValidationError(_("Choose which cells of the table are headers."))


def cell_path(words: str) -> str:
    """The path of the segment of cells with these words, the same wherever they stand."""
    return sha256(words.strip().encode()).hexdigest()[:16]


def paired_words(original: Any, translated: Any) -> Iterator[tuple[str, str]]:
    """The segments' paths of a table with the words of the same cells in its translation, each path once."""
    pairs = {CAPTION: translated.get("table_caption") or ""}
    for cell, words in zip(_cells(original), _cells(translated), strict=True):
        if _has_words(cell):
            pairs.setdefault(cell_path(cell), words)
    yield from pairs.items()


def _has_words(cell: str) -> bool:
    """Whether there is something to translate: numbers and dashes are the same in every language."""
    return any(character.isalpha() for character in cell)


def _cells(value: Any) -> Iterator[str]:
    for row in value.get("data") or []:
        yield from (_text(cell) for cell in row)


def _with_cells(value: Any, change: Callable[[str], str]) -> Any:
    return {**value, "data": [[change(_text(cell)) for cell in row] for row in value.get("data") or []]}


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _trimmed(data: list[list[Any]]) -> list[list[str]]:
    """The cells as texts without the empty rows at the end and the empty columns at the right."""
    rows = [[_text(cell) for cell in row] for row in data]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((place for row in rows for place, cell in enumerate(row, start=1) if cell), default=0)
    return [(row + [""] * width)[:width] for row in rows]
