"""One sheet of a workbook, read as it streams by: memory grows with what is written in it only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from xml.parsers import expat

from huiqi.diagnostics import cell_name
from huiqi.sentences import sentence
from huiqi.tables.numbers import NumberFormat, error_flaw, number_text
from huiqi.tables.separated import too_large
from huiqi.tables.table import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Flaw,
    Grid,
    Merged,
    TableError,
)

#: So many ranges of merged cells are read.
_MOST_MERGED = 100_000
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
#: What a cell of yes or no holds, as people write it.
_YES, _NO = "是", "否"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Attributes = dict[str, str]


def parse_xml(
    chunks: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Runs through a part of a workbook; elements go by their name without a prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def opened(name: str, attributes: Attributes) -> None:
        start(name.rpartition(":")[2], attributes)

    def refuse(*_: object) -> None:
        raise damaged(sentence("里面有 DOCTYPE"))

    parser.StartElementHandler = opened
    parser.StartDoctypeDeclHandler = refuse
    if end is not None:
        closing = end
        parser.EndElementHandler = lambda name: closing(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(str(error)) from None


def damaged(reason: str) -> TableError:
    """What is said of a file that is no workbook, or a broken one."""
    return TableError(
        "T100",
        sentence("打不开这个表格文件"),
        found=reason,
        remedy=sentence("用表格软件另存为 .xlsx 或 .csv"),
    )


def position(reference: str) -> tuple[int, int]:
    """The row, from 1, and the column, from 0, of a cell's name."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise damaged(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def unescaped(text: str) -> str:
    """A text of a workbook, where a control character is written ``_x000D_``."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class SheetReader:
    """Collects the cells of one sheet; ``formats`` say what a number of each style is shown as."""

    def __init__(
        self, strings: Sequence[str], formats: Sequence[NumberFormat], since_1904: bool
    ) -> None:
        self.strings, self.formats, self.since_1904 = strings, formats, since_1904
        self.grid = Grid()
        self.row = 0
        self.hidden = False
        self.cells: dict[int, str] = {}
        self.column = -1
        self.kind = self.style = ""
        self.pieces: list[str] = []
        self.length = 0
        self.collecting = self.formula = self.aside = False
        self.count = 0

    def read(self, chunks: Iterable[bytes]) -> Grid:
        """The cells of the sheet."""
        parse_xml(chunks, self.start, self.end, self.text)
        return self.grid

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self.open_cell(attributes)
        elif name in ("v", "t"):
            self.collecting = not self.aside
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            # How a text is pronounced, which stands beside it.
            self.aside = True
        elif name == "row":
            self.open_row(attributes)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            ends = attributes.get("min", ""), attributes.get("max", "")
            if all(end.isdecimal() and len(end) < 6 for end in ends):
                self.grid.hidden_columns.append((int(ends[0]) - 1, int(ends[1]) - 1))
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            top, left = position(first)
            bottom, right = position(last or first)
            self.grid.merged.append(Merged(top=top, left=left, bottom=bottom, right=right))
            if len(self.grid.merged) > _MOST_MERGED:
                raise too_large()

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.collecting = False
        elif name == "c":
            self.close_cell()
        elif name == "rPh":
            self.aside = False
        elif name == "row":
            self.close_row()

    def text(self, data: str) -> None:
        if self.collecting:
            self.pieces.append(data)
            self.length += len(data)
            if self.length > LONGEST_CELL:
                at = (self.row, self.column)
                message = sentence(
                    "单元格 {cell} 超过 {longest} 字", cell=cell_name(*at), longest=LONGEST_CELL
                )
                raise TableError("T101", message, at, remedy=sentence("缩短它"))

    def open_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", str(self.row + 1))
        if not number.isdecimal() or len(number) > 7 or int(number) <= self.row:
            raise damaged(f'row r="{number[:20]}"')
        self.row, self.column = int(number), -1
        self.hidden = attributes.get("hidden") in ("1", "true")

    def close_row(self) -> None:
        if not self.cells:
            return
        width = max(self.cells) + 1
        self.grid.lines.append((self.row, [self.cells.get(n, "") for n in range(width)]))
        if self.hidden:
            self.grid.hidden_rows.append(self.row)
        if len(self.grid.lines) > MOST_ROWS:
            raise too_large()
        self.cells = {}

    def open_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            row, column = position(reference)
            if row != self.row or column <= self.column:
                raise damaged(reference)
            self.column = column
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.pieces, self.length, self.formula = [], 0, False

    def close_cell(self) -> None:
        found = self.value("".join(self.pieces))
        if found == "":
            return
        at = (self.row, self.column)
        if self.column >= MOST_COLUMNS:
            raise TableError(
                "T101",
                sentence(
                    "单元格 {cell} 里有内容，远在表格以外（最多 {columns} 列）",
                    cell=cell_name(*at),
                    columns=MOST_COLUMNS,
                ),
                at,
                found if isinstance(found, str) else found.found,
                sentence("删去这个单元格，或者把要读的部分另存为一张表"),
            )
        self.count += 1
        if self.count > MOST_CELLS:
            raise too_large()
        if isinstance(found, Flaw):
            self.grid.flaws[at] = found
            found = found.found or "?"
        self.cells[self.column] = found

    def value(self, raw: str) -> str | Flaw:
        """What the cell says, as a text; "" where it is empty."""
        written = raw.strip()
        if not written:
            if self.formula and self.kind != "str":
                remedy = sentence("用表格软件打开，存一次，公式就有值")
                return Flaw(
                    code="T107", message=sentence("公式还没有算出的值"), found="=…", remedy=remedy
                )
            return ""
        if self.kind == "s":
            if not written.isdecimal() or len(written) > 9 or int(written) >= len(self.strings):
                raise damaged(f"{cell_name(self.row, self.column)} → {written[:20]}")
            return self.strings[int(written)]
        if self.kind in ("str", "inlineStr"):
            return unescaped(raw).strip()
        if self.kind == "b":
            return _YES if written in ("1", "true") else _NO
        if self.kind == "e":
            return error_flaw(written)
        shown = self.shown()
        if self.kind == "d":
            return _iso(written, shown)
        return number_text(written, shown, self.since_1904)

    def shown(self) -> NumberFormat:
        """What a number of this style is shown as."""
        style = int(self.style) if self.style.isdecimal() and len(self.style) < 7 else 0
        return self.formats[style] if style < len(self.formats) else NumberFormat.NUMBER


def _iso(written: str, shown: NumberFormat) -> str:
    """A day or moment written out in the file itself."""
    day, _, clock = written.partition("T")
    if not clock or (
        shown is not NumberFormat.MOMENT and re.fullmatch(r"00:00(:00(\.0+)?)?Z?", clock)
    ):
        return day
    return f"{day} {clock.removesuffix('Z').removesuffix('.000')}"
