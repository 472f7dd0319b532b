"""A table as it was read: its texts, where each stands, and what cannot be taken as written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huiqi.diagnostics import Place, cell_name

#: The largest table read: bytes of the file, bytes of a part of it unpacked, rows, columns, cells
#: that are not empty.  They bound memory and time, whatever the file holds.
LARGEST_TABLE = 100_000_000
LARGEST_UNPACKED = 500_000_000
MOST_ROWS = 2_000_000
MOST_COLUMNS = 2_000
MOST_CELLS = 10_000_000
LONGEST_CELL = 32_767

#: A row's number in the file, from 1, and its column's position, from 0.
At = tuple[int, int]


class TableError(Exception):
    """A file that is not read as a table: the code, what is wrong, where, and the remedy."""

    def __init__(
        self, code: str, message: str, at: At | None = None, found: str = "", remedy: str = ""
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.at = code, message, at
        self.found, self.remedy = found, remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Why a cell cannot be taken as it is written; it matters where its column is used."""

    code: str
    message: str
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Cells shown as one: rows from 1 and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """As a spreadsheet names it: ``A2:A3``."""
        return f"{cell_name(self.top, self.left)}:{cell_name(self.bottom, self.right)}"


@dataclass(slots=True, kw_only=True)
class Grid:
    """The cells of a file or sheet as texts; empty rows are left out."""

    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    flaws: dict[At, Flaw] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    #: First and last position of columns that are hidden.
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    #: The cells that have a comment, by their names.
    comments: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file, from 1, and a text for each column; ``before``: the places of
    cells into which others were put to be read with them, each with what stood there.
    """

    number: int
    cells: tuple[str, ...]
    before: tuple[tuple[int, str], ...] = ()

    def as_written(self, place: int) -> str:
        """What stands in a cell of the file."""
        return dict(self.before).get(place, self.cells[place])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """The header's names, stripped, and the rows below it; empty rows are left out.

    ``above``: what is written above the header; ``classes``: over each column, where a header of
    several rows has classes; ``legend``: what signs stand for, where a note says it.  ``grid`` has
    the rest that is known of the file.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header: int = 1
    above: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    legend: Mapping[str, str] = field(default_factory=dict)
    flaws: Mapping[At, Flaw] = field(default_factory=dict)
    merged: tuple[Merged, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()

    def place(self, row: Row | None = None, column: int = -1) -> Place:
        """Where a cell stands; without a row, the header."""
        return Place(self.file, row.number if row else self.header, column + 1)
