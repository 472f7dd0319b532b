"""Tables that people keep: CSV and spreadsheets, read cell by cell as exact texts.

Every cell keeps its place, so that a finding can name the row and the column.  A number of a
spreadsheet is read as its shortest exact decimal, a date as ``YYYY-MM-DD``, an empty cell as
``""``; what a text means is for the caller to say.  Codes: T100 no table in the file, T101 too
large, T102 a column named twice, T103 cells beyond the header, T104 a column missing, T105 no
such sheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from huiqi.diagnostics import Diagnostics, Place
from huiqi.files import read_bytes, read_text
from huiqi.spelling import Names, plain

#: The largest table read, in bytes, rows and columns.
LARGEST_TABLE = 500_000_000
MOST_ROWS = 2_000_000
MOST_COLUMNS = 2_000
LONGEST_CELL = 32_767

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file, from 1, and a text for each column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The header's names, stripped, and the rows below it; empty rows are left out."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header: int = 1

    def place(self, row: Row | None = None, column: int = -1) -> Place:
        """Where a cell stands; without a row, the header."""
        return Place(self.file, row.number if row else self.header, column + 1)


def read_table(
    path: Path, diagnostics: Diagnostics, sheet: str | None = None, header: int = 1
) -> Table | None:
    """The table of a CSV file or of a sheet (absent: the first); ``header`` is its row's number.

    Returns None where it cannot be read; the reason is reported.
    """
    file = str(path)
    if path.suffix.lower() in SPREADSHEETS:
        data = read_bytes(path, file, diagnostics, LARGEST_TABLE)
        lines = None if data is None else _sheet(data, file, sheet, diagnostics)
    else:
        text = read_text(path, file, diagnostics, LARGEST_TABLE)
        lines = None if text is None else _separated(text, file, diagnostics)
    return None if lines is None else _table(lines, file, header, diagnostics)


def find_columns(
    table: Table,
    wanted: Mapping[str, Iterable[str]],
    diagnostics: Diagnostics,
    required: Iterable[str] = (),
) -> dict[str, int]:
    """Where each wanted column stands, by any of its names; one that is required is reported."""
    positions = {plain(name): index for index, name in enumerate(table.columns)}
    found = {}
    for key, names in wanted.items():
        listed = list(names)
        for name in listed:
            if plain(name) in positions:
                found[key] = positions[plain(name)]
                break
        else:
            if key in required:
                diagnostics.report(
                    "T104",
                    table.place(),
                    f"表头里没有这一列：{listed[0]}",
                    found=" ".join(name for name in table.columns if name),
                    allowed=listed,
                )
    return found


def cell_text(value: object) -> str:
    """A spreadsheet's value as the text a person would have typed."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        exact = Decimal(repr(value))
        whole = exact == exact.to_integral_value()
        return f"{exact.to_integral_value() if whole else exact:f}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _separated(text: str, file: str, diagnostics: Diagnostics) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    # The bound keeps one unclosed quotation from swallowing the whole file unnoticed.
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = "单元格过长，或引号没有成对" if "limit" in str(error) else "引号没有成对"
            diagnostics.report("T100", Place(file, start, 1), f"看不懂的表格：{reason}")
            return
        yield start, [cell.strip() for cell in cells]


def _sheet(
    data: bytes, file: str, sheet: str | None, diagnostics: Diagnostics
) -> Iterator[tuple[int, list[str]]] | None:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = workbook.sheet_names
        chosen = names[0] if sheet is None and names else None
        if sheet is not None:
            chosen = Names({name: (name,) for name in names}).find(sheet)
        if sheet is not None and chosen is None:
            diagnostics.report("T105", Place(file), "没有这张工作表", found=sheet, allowed=names)
            return None
        if chosen is None:
            diagnostics.report("T100", Place(file), "文件里没有工作表")
            return None
        found = workbook.get_sheet_by_name(chosen)
        first = (found.start or (0, 0))[0]
        if found.total_height > MOST_ROWS or found.total_width > MOST_COLUMNS:
            _too_large(file, diagnostics)
            return None
        values = found.to_python(skip_empty_area=True)
    except (CalamineError, OSError, ValueError) as error:
        diagnostics.report(
            "T100",
            Place(file),
            "打不开这个表格文件",
            found=str(error).splitlines()[0] if str(error) else type(error).__name__,
            remedy="用表格软件另存为 .xlsx 或 .csv",
        )
        return None
    return ((first + n, [cell_text(c) for c in row]) for n, row in enumerate(values, 1))


def _too_large(file: str, diagnostics: Diagnostics) -> None:
    diagnostics.report(
        "T101",
        Place(file),
        f"表格超过 {MOST_ROWS} 行或 {MOST_COLUMNS} 列",
        remedy="分成几个文件",
    )


def _table(
    lines: Iterable[tuple[int, list[str]]], file: str, header: int, diagnostics: Diagnostics
) -> Table | None:
    before = len(diagnostics.errors)
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, cells in lines:
        if number < header:
            continue
        if not columns:
            columns = tuple(cells)
            _check_header(columns, file, number, diagnostics)
            continue
        if not any(cells):
            continue
        if len(rows) >= MOST_ROWS:
            _too_large(file, diagnostics)
            return None
        beyond = [cell for cell in cells[len(columns) :] if cell]
        if beyond:
            diagnostics.report(
                "T103",
                Place(file, number, len(columns) + 1),
                f"这一行的单元格多于表头的 {len(columns)} 列",
                found=beyond[0],
                remedy="内容里有逗号时，整个单元格加双引号",
            )
        padded = [*cells[: len(columns)], *[""] * (len(columns) - len(cells))]
        rows.append(Row(number, tuple(padded)))
    if not columns:
        diagnostics.report("T100", Place(file), "文件里没有表格", remedy="第一行写列名")
    if len(diagnostics.errors) > before:
        return None
    return Table(file, columns, tuple(rows), header)


def _check_header(
    columns: tuple[str, ...], file: str, number: int, diagnostics: Diagnostics
) -> None:
    seen: dict[str, int] = {}
    if len(columns) > MOST_COLUMNS:
        _too_large(file, diagnostics)
    for index, name in enumerate(columns):
        if name and plain(name) in seen:
            diagnostics.report(
                "T102", Place(file, number, index + 1), "同一个列名写了两次", found=name
            )
        seen[plain(name)] = index
