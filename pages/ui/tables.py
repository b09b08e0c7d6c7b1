"""What the table component shows: a caption, columns and rows of texts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column's heading; numbers stand at the end of their cells."""

    title: str
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell as it is shown. A heading names its row."""

    text: str
    is_heading: bool
    is_number: bool


@dataclass(frozen=True)
class Table:
    """A table. Each row has a text for each column; the first names the row if `has_row_headings`."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_row_headings: bool = True

    def __post_init__(self) -> None:
        """Raises ValueError for a row with too few or too many texts."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"Row {number} of {self.caption!r} has {len(row)} texts for {len(self.columns)} columns."
                )

    @property
    def cells(self) -> list[list[Cell]]:
        """The rows, cell by cell."""
        return [
            [
                Cell(text, self.has_row_headings and place == 0, column.is_number)
                for place, (text, column) in enumerate(zip(row, self.columns, strict=True))
            ]
            for row in self.rows
        ]
