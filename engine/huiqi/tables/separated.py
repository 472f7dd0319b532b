"""CSV: separated texts, cell by cell, within bounds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import count

from huiqi.sentences import sentence
from huiqi.tables.table import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid, TableError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_separated(text: str) -> Grid:
    """The cells of a text separated by commas, tabs or semicolons."""
    if text.count("\n") > MOST_ROWS or text.count("\r") > MOST_ROWS:
        raise too_large()
    first = next((line for line in _lines(text) if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    grid, number = Grid(), 0
    for row, cells in cells_of(_lines(text, delimiter), delimiter):
        filled = len(cells) - cells.count("")
        if filled:
            number += filled
            grid.lines.append((row, cells))
            if len(grid.lines) > MOST_ROWS or number > MOST_CELLS:
                raise too_large()
    return grid


def cells_of(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The stripped cells of each entry, with the number of its row as a spreadsheet counts them:
    a cell of several lines is within one row, and an empty line is a row.

    Raises :class:`TableError` T100 where a quotation or a cell does not end, at the line of the
    file in which its entry begins: no spreadsheet shows it as a row.
    """
    # The bound keeps one unclosed quotation from swallowing the whole file unnoticed.
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for row in count(1):
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = (
                sentence("单元格过长，或引号没有成对")
                if "limit" in str(error)
                else sentence("引号没有成对")
            )
            raise TableError(
                "T100", sentence("看不懂的表格：{reason}", reason=reason), (start, 0)
            ) from None
        yield row, [cell.strip() for cell in cells]


def _lines(text: str, delimiter: str = "") -> Iterator[str]:
    """Line by line, whatever ends one; none with more cells than a table can have."""
    for match in _LINE.finditer(text):
        line = match[0]
        if delimiter and line.count(delimiter) > MOST_COLUMNS + LONGEST_CELL:
            raise too_large()
        yield line


def too_large() -> TableError:
    """What is said of a table beyond its bounds."""
    return TableError(
        "T101",
        sentence(
            "表格超过 {rows} 行、{columns} 列或 {cells} 个单元格",
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
            cells=MOST_CELLS,
        ),
        remedy=sentence("分成几个文件"),
    )
