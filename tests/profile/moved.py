"""A filled form as other hands leave it: its cells written anew, changed on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from huiqi.tables.workbook import Workbook

#: The cells of a sheet by row, from 1; the first is the hidden one.
Cells = dict[int, list[str]]
Book = dict[str, Cells]


def changed(form: Path, path: Path, change: Callable[[Book], None]) -> Path:
    """The form with its cells changed; a cell that begins with ``=`` is a formula without a value,
    or with the error that stands after ``→``.
    """
    workbook = Workbook(form.read_bytes())
    hidden = {sheet.name for sheet in workbook.sheets if sheet.hidden}
    book: Book = {sheet.name: dict(workbook.read(sheet).lines) for sheet in workbook.sheets}
    change(book)
    with xlsxwriter.Workbook(path) as written:
        for name, cells in book.items():
            sheet = written.add_worksheet(name)
            for row, texts in cells.items():
                for column, text in enumerate(texts):
                    if text.startswith("="):
                        formula, _, value = text.partition("→")
                        sheet.write_formula(row - 1, column, formula, None, value)
                    elif text:
                        sheet.write_string(row - 1, column, text)
            if name in hidden:
                sheet.hide()
    return path


def row_of(cells: Cells, key: str) -> int:
    """The row that says it is this."""
    return next(row for row, texts in cells.items() if texts and texts[0] == key)


def column_of(cells: Cells, heading: str) -> int:
    """The column under a heading."""
    return next(texts.index(heading) for texts in cells.values() if heading in texts)


def put(cells: Cells, row: int, column: int, text: str) -> None:
    """Write a cell."""
    texts = cells.setdefault(row, [])
    texts.extend([""] * (column + 1 - len(texts)))
    texts[column] = text
