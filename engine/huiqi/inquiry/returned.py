"""The answers on a workbook that came back, each with the number of its point.

Codes: Q100 no sheet of answers, Q101 a number that is no point (a remark), Q102 a point answered
twice and differently, Q103 a day that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from huiqi.dates import parse_date
from huiqi.diagnostics import CellPlace, Diagnostics, Place
from huiqi.inquiry.asked import ANSWER, ANSWERED_BY, ANSWERED_ON, CITED, ID
from huiqi.objects import dataclass
from huiqi.quantities import QuantityError
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables.table import Grid
from huiqi.tables.table_reader import read_workbook
from huiqi.tables.workbook import Workbook

_COLUMNS = (ID, ANSWER, CITED, ANSWERED_BY, ANSWERED_ON)


_NUMBER = re.compile(
    r"[^\s《》，,。；;（()]*[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*\d+\s*号|\S*\d{4}年第\s*\d+\s*号|\S*令第\s*\d+\s*号"
)
_TITLE = re.compile("《(.+?)》")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """An answer: what was said, on which document, by whom and when; blank where nothing is."""

    id: str
    answer: str
    cited: str
    by: str
    on: date | None
    place: Place

    @property
    def number(self) -> str:
        """The number of the document that it cites: 聊政发〔2019〕1号, 公告2022年第28号."""
        found = _NUMBER.search(self.cited)
        return re.sub(r"\s", "", found[0]) if found else ""

    @property
    def title(self) -> str:
        """The title of the document that it cites."""
        found = _TITLE.search(self.cited)
        return found[1] if found else ""

    @property
    def locator(self) -> str:
        """The place in the document."""
        return _TITLE.sub("", _NUMBER.sub("", self.cited)).strip(" ，,。、（）()")

    @property
    def official(self) -> bool:
        """Whether it cites a document, by its number or its title."""
        return bool(self.number or self.title)


def answers_in(path: Path, diagnostics: Diagnostics) -> tuple[Returned, ...]:
    """Every row in which an answer stands, sheet by sheet; what was left blank is no answer."""
    grids = read_workbook(path, diagnostics, lambda book: list(_grids(book)))
    if grids is None:
        return ()
    found: dict[str, Returned] = {}
    sheets = 0
    for sheet, grid in grids:
        header = _header(grid)
        if header is None:
            continue
        sheets += 1
        for returned in _rows(path, sheet, grid, header, diagnostics):
            before = found.setdefault(returned.id, returned)
            if before.answer != returned.answer:
                diagnostics.report(
                    "Q102",
                    returned.place,
                    sentence(
                        "{id} 在 {spot} 已有不同的答复", id=returned.id, spot=before.place.spot
                    ),
                    found=returned.answer,
                    remedy=sentence("只留一个"),
                )
    if not sheets:
        diagnostics.report(
            "Q100",
            Place(str(path)),
            sentence("没有一张工作表有“{id}”和“{answer}”两栏", id=ID, answer=ANSWER),
            remedy=sentence("用 huiqi rules questions -o 求证单.xlsx 写出的表"),
        )
    return tuple(found.values())


def _grids(book: Workbook) -> Iterator[tuple[str, Grid]]:
    for sheet in book.sheets:
        yield sheet.name, book.read(sheet)


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The row of the columns' names, and where each of them stands; the last of one name."""
    for number, cells in grid.lines:
        places: dict[str, int] = {}
        for column in _COLUMNS:
            named = (plain(column), plain(column.in_language("en")))
            for place, cell in enumerate(cells):
                if plain(cell) in named:
                    places[column] = place
        if ID in places and ANSWER in places:
            return number, places
    return None


def _rows(
    path: Path,
    sheet: str,
    grid: Grid,
    header: tuple[int, dict[str, int]],
    diagnostics: Diagnostics,
) -> Iterator[Returned]:
    first, places = header

    def cell(cells: list[str], name: str) -> str:
        place = places.get(name, -1)
        return cells[place].strip() if 0 <= place < len(cells) else ""

    for number, cells in grid.lines:
        answer = cell(cells, ANSWER)
        if number <= first or not answer:
            continue
        written = cell(cells, ANSWERED_ON)
        on = None
        if written:
            try:
                on = parse_date(written)
            except QuantityError as problem:
                place = CellPlace(str(path), number, places[ANSWERED_ON] + 1, sheet)
                diagnostics.report("Q103", place, problem.told, found=written)
        yield Returned(
            id=cell(cells, ID).upper(),
            answer=answer,
            cited=cell(cells, CITED),
            by=cell(cells, ANSWERED_BY),
            on=on,
            place=CellPlace(str(path), number, places[ANSWER] + 1, sheet),
        )
