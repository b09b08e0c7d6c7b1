"""Listings as spreadsheets: CSV and XLSX by Wagtail, with cells that no spreadsheet takes for a formula."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import is_aware, make_naive
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A spreadsheet begins a formula at these, also behind spaces; see OWASP, "CSV Injection".
FORMULA = re.compile(r"^\s*[=+\-@\t\r\uff0b\uff1d\uff0d\uff20]")


def harmless(text: str) -> str:
    """The text as a cell that is only read: an apostrophe stands before what would begin a formula.

    Characters that no XLSX file can hold are left out.
    """
    legal = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{legal}" if FORMULA.match(legal) else legal


class HarmlessExportMixin(SpreadsheetExportMixin):
    """Exports what `export_rows` makes of the listing's rows; moments are in the site's time zone.

    `get_export_headings` names every column: its keys are the columns, in their order.
    """

    def get_export_headings(self) -> Mapping[str, Any]:
        """The columns with their headings."""
        raise NotImplementedError

    @property
    def list_export(self) -> list[str]:
        return list(self.get_export_headings())

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.get_export_headings()[field])

    def export_rows(self, items: Iterable[Any]) -> Iterable[Mapping[str, Any]]:
        """The cells by column."""
        raise NotImplementedError

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        return super().as_spreadsheet(self.export_rows(queryset), spreadsheet_format)

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """All of it at once: the admin's language and time zone hold only while the view is at work."""
        return iter(list(super().stream_csv(queryset)))

    def to_row_dict(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        return item

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):
            local = make_naive(value) if is_aware(value) else value
            return local.replace(microsecond=0)
        return value if isinstance(value, int | float) else harmless(str(value or ""))
