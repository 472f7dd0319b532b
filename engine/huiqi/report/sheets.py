"""Writing a table as CSV or XLSX: figures exact, texts never taken for formulas.

Code: C120 neither CSV nor XLSX.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

from huiqi.diagnostics import Place, input_error
from huiqi.files import write_file
from huiqi.spelling import visible

Cell = str | int | Decimal | None

#: A spreadsheet's number is a double: up to here every cent is told apart.
_LARGEST_NUMBER = Decimal(10) ** 13
#: A CSV cell that starts so would be run as a formula when opened; a quotation mark prevents it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MONEY_FORMAT = "#,##0.00"


def write_sheet(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], notes: Sequence[str] = ()
) -> None:
    """The table in a file; ``notes`` are a second sheet, 说明 (a CSV has no place for them).

    Raises :class:`~huiqi.diagnostics.InputError`.
    """
    check_sheet_name(path)
    is_csv = path.suffix.lower() == ".csv"
    write_file(path, csv_bytes(header, rows) if is_csv else _xlsx(header, rows, notes))


def check_sheet_name(path: Path) -> None:
    """Refuses, before any work, what :func:`write_sheet` could not write."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise input_error(
            "C120",
            Place(str(path)),
            "只会写 CSV 与 XLSX",
            found=path.suffix,
            allowed=(".csv", ".xlsx"),
        )


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]] = ()) -> bytes:
    """A CSV with a byte order mark, by which spreadsheet programs know that it is UTF-8."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([_csv_text(cell) for cell in header])
    writer.writerows([_csv_text(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _csv_text(cell: Cell) -> str:
    if isinstance(cell, str):
        cell = visible(cell)
        return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
    return "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]], notes: Sequence[str]) -> bytes:
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": _MONEY_FORMAT})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header), 18)
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, bold)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, visible(cell))
            elif isinstance(cell, Decimal) and abs(cell) < _LARGEST_NUMBER:
                sheet.write_number(number, column, float(cell), money)
            elif isinstance(cell, Decimal):
                sheet.write_string(number, column, f"{cell:f}")
            elif cell is not None:
                sheet.write_number(number, column, cell)
    if notes:
        page = book.add_worksheet("说明")
        page.set_column(0, 0, 110)
        for number, note in enumerate(notes):
            page.write_string(number, 0, note)
    book.close()
    return content.getvalue()
