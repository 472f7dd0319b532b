"""The rows of a filled workbook, section by section, each with its cells.

Codes: S100 no such workbook or another version, S101 a sheet or a section that is not there, S102 a
column that is not there, S103 cells that are merged or cannot be taken as written, S104 neither
confirmed nor left out; as remarks S120 rows that nobody confirmed, S121 a sheet that was added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Unpack

from huiqi.adoption.entry_items import SECTION_ITEMS
from huiqi.adoption.entry_layout import (
    CONFIRMED_HEAD,
    EDITION,
    LAYOUTS,
    SECTION,
    SUGGESTED,
    TITLES,
    EntrySection,
    EntrySheetKind,
    SectionLayout,
)
from huiqi.adoption.entry_words import NOT_TAKEN, YES
from huiqi.diagnostics import CellPlace, Details, Diagnostics
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables.columns import row_numbers
from huiqi.tables.numbers import text_flaw
from huiqi.tables.table import Flaw, Grid, TableError
from huiqi.tables.workbook import Sheet, Workbook
from huiqi.wordings import yes_or_no

#: The hidden sheet that says what the workbook is made of.
_MADE_OF = "huiqi"
_REMEDY = sentence("huiqi rules form 名称 -o 另一个文件.xlsx，再把填好的抄过去")
#: With what the row above the headings of a section begins, whether or not it is marked.
_TITLES = tuple(
    f"{layout.title}    {layout.hint[:4]}" for own in LAYOUTS.values() for layout in own
)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ReadRow:
    """A row as it was filled in; ``columns``: where each of its columns stands."""

    file: str
    sheet: str
    number: int
    mark: str
    suggested: bool
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def text(self, key: str) -> str:
        """What stands in a column."""
        return self.cells.get(key, "")

    def place(self, key: str) -> CellPlace:
        """Where it stands."""
        return CellPlace(self.file, self.number, self.columns.get(key, 0) + 1, self.sheet)

    @property
    def first(self) -> CellPlace:
        """The first of its columns in which something is written."""
        written = [key for key, text in self.cells.items() if text]
        return self.place(min(written, key=lambda key: self.columns[key]) if written else "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedSheet:
    """A sheet with the rows that count, by section; ``heads``: where each section begins."""

    kind: EntrySheetKind
    id: str
    name: str
    rows: Mapping[EntrySection, tuple[ReadRow, ...]]
    heads: Mapping[EntrySection, CellPlace]

    def of(self, section: EntrySection) -> tuple[ReadRow, ...]:
        """The rows of a section."""
        return self.rows.get(section, ())


class EntryWorkbook:
    """Finds the rows; faults go to ``diagnostics``."""

    def __init__(self, file: str, workbook: Workbook, diagnostics: Diagnostics) -> None:
        self.file, self.workbook, self.diagnostics = file, workbook, diagnostics
        #: The rows of a sheet that nobody confirmed, and where that would stand.
        self._left_out: list[tuple[int, int]] = []

    def sheets(self) -> Iterator[LocatedSheet]:
        """The sheets that the workbook says it is made of, and that are still there."""
        made_of = self._made_of()
        if made_of is None:
            return
        named = {plain(sheet.name): sheet for sheet in self.workbook.sheets}
        kinds = {kind.value: kind for kind in EntrySheetKind}
        for name, kind, own in made_of:
            sheet = named.pop(plain(name), None)
            if kind not in kinds:
                continue
            if sheet is None:
                # A measure that one does not want to enter may be taken out.
                if kinds[kind] is EntrySheetKind.DOCUMENTS:
                    self.fault(
                        "S101",
                        name,
                        sentence("没有这张工作表"),
                        found=name,
                        remedy=sentence("改回原来的名字"),
                    )
                continue
            located = self._sheet(sheet, kinds[kind], own)
            if located is not None:
                yield located
        for sheet in named.values():
            if not sheet.hidden and self.workbook.is_written(sheet):
                place = CellPlace(self.file, sheet=sheet.name)
                self.diagnostics.warn("S121", place, sentence("这张工作表不是录入单原有的，没有读"))

    def fault(
        self,
        code: str,
        sheet: str,
        message: str,
        row: int = 0,
        position: int = -1,
        **more: Unpack[Details],
    ) -> None:
        """Reports what is wrong with a sheet as such."""
        place = CellPlace(self.file, row, position + 1, sheet)
        self.diagnostics.report(code, place, message, **more)

    def _made_of(self) -> list[tuple[str, str, str]] | None:
        own = next((s for s in self.workbook.sheets if s.name == _MADE_OF and s.hidden), None)
        lines = [cells for _, cells in self.workbook.read(own).lines] if own is not None else []
        if not lines or lines[0][:2] != [_MADE_OF, EDITION]:
            message = sentence("这不是 huiqi rules form 写的录入单，或者是另一个版本的")
            self.diagnostics.report("S100", CellPlace(self.file), message, remedy=_REMEDY)
            return None
        found = []
        for cells in lines[1:]:
            what, name, kind, own_id = [*cells, "", "", ""][:4]
            if what == "sheet":
                found.append((name, kind, own_id))
        return found

    def _sheet(self, sheet: Sheet, kind: EntrySheetKind, own: str) -> LocatedSheet | None:
        try:
            grid = self.workbook.read(sheet)
        except TableError as error:
            row, position = error.at or (0, -1)
            self.fault(
                error.code,
                sheet.name,
                error.message,
                row,
                position,
                found=error.found,
                remedy=error.remedy,
            )
            return None
        heads = {
            cells[0].removeprefix(SECTION): row
            for row, cells in grid.lines
            if cells and cells[0].startswith(SECTION)
        }
        self._left_out = []
        rows: dict[EntrySection, tuple[ReadRow, ...]] = {}
        places: dict[EntrySection, CellPlace] = {}
        ends = sorted(heads.values())
        for layout in LAYOUTS[kind]:
            head = heads.get(layout.section.value)
            if head is None:
                message = sentence(
                    "找不到“{section}”的表头（隐藏的第一列里有它的记号）", section=layout.title
                )
                self.fault("S101", sheet.name, message, remedy=_REMEDY)
                continue
            end = next((row for row in ends if row > head), 10**9)
            places[layout.section] = CellPlace(self.file, head, 2, sheet.name)
            rows[layout.section] = tuple(self._rows(sheet.name, grid, layout, head, end))
        if self._left_out:
            number, position = self._left_out[0]
            self.diagnostics.warn(
                "S120",
                CellPlace(self.file, number, position + 1, sheet.name),
                sentence(
                    "{rows}没有确认，没有读",
                    rows=row_numbers([number for number, _ in self._left_out]),
                ),
                remedy=sentence(
                    "照原文核对，对的把“{confirmed}”改成“{yes}”；原文没有的删去",
                    confirmed=CONFIRMED_HEAD,
                    yes=YES,
                ),
            )
        return LocatedSheet(kind=kind, id=own, name=sheet.name, rows=rows, heads=places)

    def _rows(
        self, name: str, grid: Grid, layout: SectionLayout, head: int, end: int
    ) -> Iterator[ReadRow]:
        """The rows of a section that count."""
        lines = dict(grid.lines)
        columns = self._columns(name, layout, head, lines[head])
        for merged in grid.merged:
            if head < merged.top < end and merged.bottom > merged.top:
                message = sentence("合并了单元格 {cells}，分不清是哪一行的", cells=merged.name)
                remedy = sentence("取消合并，逐格填写")
                self.fault("S103", name, message, merged.top, merged.left, remedy=remedy)
        for number in range(head + 1, min(end, max(lines, default=0) + 1)):
            line = lines.get(number, [])
            if line and (line[0] in TITLES or " ".join(line).strip().startswith(_TITLES)):
                continue
            cells = {
                key: line[position].strip()
                for key, position in columns.items()
                if position < len(line) and line[position].strip()
            }
            mark = line[0] if line else ""
            told = {k: t for k, t in cells.items() if k not in ("suggestion", "confirmed")}
            if self._says_nothing(layout, mark.removeprefix(SUGGESTED), told):
                continue
            self._check_flaws(name, grid, number, columns, cells)
            row = ReadRow(
                file=self.file,
                sheet=name,
                number=number,
                mark=mark.removeprefix(SUGGESTED),
                suggested=mark.startswith(SUGGESTED) or bool(cells.get("suggestion")),
                cells=told,
                columns=columns,
            )
            if self._counts(row, cells.get("confirmed", "")):
                yield row
            else:
                self._left_out.append((number, columns.get("confirmed", 0)))

    def _says_nothing(self, layout: SectionLayout, mark: str, told: Mapping[str, str]) -> bool:
        """Whether nothing was filled in: the name of an item and how to fill it in is ours."""
        if layout.section in SECTION_ITEMS:
            return not any(told.get(key) for key in told if key not in ("group", "year"))
        if layout.section in (EntrySection.OPEN, EntrySection.DOCUMENTS):
            return not any(text for key, text in told.items() if key not in ("group", "how"))
        return not told

    def _counts(self, row: ReadRow, written: str) -> bool:
        """Whether a row is taken: a suggestion only where it is confirmed."""
        if not written:
            return not row.suggested
        if written in (NOT_TAKEN, "-", "－", "–", "——"):
            return False
        answer = yes_or_no(written)
        if answer is None:
            self.diagnostics.report(
                "S104",
                row.place("confirmed"),
                sentence(
                    "“{confirmed}”写 {yes} 或 {not_taken}",
                    confirmed=CONFIRMED_HEAD,
                    yes=YES,
                    not_taken=NOT_TAKEN,
                ),
                found=written,
                allowed=(YES, NOT_TAKEN),
            )
        return bool(answer)

    def _columns(
        self, name: str, layout: SectionLayout, head: int, line: list[str]
    ) -> dict[str, int]:
        found: dict[str, int] = {}
        labels = {plain(label): key for key, label in layout.heads.items()}
        for position, text in enumerate(line[1:], 1):
            key = labels.get(plain(text))
            if key is not None:
                found.setdefault(key, position)
        for key, label in layout.heads.items():
            if key not in found:
                self.fault(
                    "S102",
                    name,
                    sentence("{section}：没有“{column}”这一列", section=layout.title, column=label),
                    head,
                    0,
                    allowed=[text for text in line[1:] if text],
                    remedy=sentence("改过列名的，改回“{column}”；删掉了的，撤销删除", column=label),
                )
        return found

    def _check_flaws(
        self,
        name: str,
        grid: Grid,
        number: int,
        columns: Mapping[str, int],
        cells: Mapping[str, str],
    ) -> None:
        for key, position in columns.items():
            flaw: Flaw | None = grid.flaws.get((number, position))
            if flaw is None and key in cells:
                flaw = text_flaw(cells[key])
            if flaw is not None:
                self.fault(
                    flaw.code,
                    name,
                    flaw.message,
                    number,
                    position,
                    found=flaw.found,
                    remedy=flaw.remedy,
                )
