"""A table as CSV: its figures exact, its texts never taken for formulas."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from huiqi.report.blocks import Said, Table, number_of, words_of
from huiqi.spelling import visible

#: A cell that starts so would be run as a formula when opened; a quotation mark prevents it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Table) -> bytes:
    """With a byte order mark, by which spreadsheet programs know that it is UTF-8."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([_text(column.head) for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def _cell(said: Said) -> str:
    value = number_of(said)
    if value is None:
        return _text(words_of(said))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _text(text: str) -> str:
    text = visible(text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
