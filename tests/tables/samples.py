"""Workbooks for tests: as a spreadsheet writes them, and by hand where none would write it so."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from huiqi.diagnostics import Diagnostics
from huiqi.tables import ReadTable, Wanted, find_columns, read_table
from tests.in_english import still_chinese

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], finish: Callable[[Any, Any], None] | None = None
) -> Path:
    """Rows from A1 down; ``finish`` has the book and its sheet."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write(number, column, cell)
    if finish is not None:
        finish(book, sheet)
    book.close()
    return path


def by_hand(path: Path, sheet: str, **parts: str) -> Path:
    """A workbook of one sheet whose XML is given, with further parts of ``xl/``."""
    named = {name: f"{name}.xml" for name in parts}
    related = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{target}"/>'
        for name, target in {"worksheet": "sheet.xml", **named}.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" '
            'r:id="rworksheet"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
        )
        archive.writestr("xl/sheet.xml", sheet)
        for name, target in named.items():
            archive.writestr(f"xl/{target}", parts[name])
    return path


def sheet_of(data: str, more: str = "") -> str:
    """The XML of a sheet with these rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{more}</worksheet>'


WANTED = Wanted(
    names={"name": ("名称",), "amount": ("金额", "数额"), "day": ("日期",)},
    required=("name", "amount"),
)


def read(path: Path, **more: Any) -> tuple[ReadTable | None, list[str], Diagnostics]:
    """The table, the codes of all findings with their places, and the findings."""
    found = Diagnostics()
    more.setdefault("wanted", WANTED)
    table = read_table(path, found, **more)
    if table is not None:
        find_columns(table, more["wanted"], found)
    assert not still_chinese(found.items, _written(path) + str(more["wanted"].names))
    codes = [f"{d.code}:{d.place.line}:{d.place.column}" for d in found.sorted()]
    return table, codes, found


def _written(path: Path) -> str:
    """All that stands in a file, and in the parts of a workbook."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode(errors="replace")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def cells(table: ReadTable | None) -> list[tuple[str, ...]]:
    """The rows of a table that was read."""
    assert table is not None
    return [row.cells for row in table.rows]
