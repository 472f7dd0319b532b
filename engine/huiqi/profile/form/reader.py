"""A filled form, read as the profile that it says: a document like that of a YAML file.

What stands where is found by what the form says of itself; what was moved as a whole is still
understood, what was renamed, pushed aside or added is named.  Codes: P180 no form, P181 a later
one, P182 a sheet missing, P183 sheets that are not the form's (a remark), P184 a column missing or
renamed, P185 a row renamed, P186 something written beside the form, P187 a row twice, P188 cells
merged, P191 rows that are gone (a remark); T107, T108 cells that cannot be taken as written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from huiqi.diagnostics import CellPlace, Diagnostics
from huiqi.files import HeldFile
from huiqi.language.types import Kind
from huiqi.profile.form.data import FormData, ReadSheet
from huiqi.profile.form.layout import (
    FORM,
    ITEM,
    LAYOUT,
    MARK,
    OPTIONS,
    FormLine,
    SheetKind,
    SheetLayout,
)
from huiqi.profile.form.sheets import read_sheet
from huiqi.rulebook.documents import Document
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain
from huiqi.tables.table import Grid, TableError
from huiqi.tables.table_reader import read_workbook
from huiqi.tables.workbook import Sheet, Workbook

#: So many rows that are gone are named.
MOST_NAMED = 8
_REMEDY = sentence("用 huiqi template -o 企业.xlsx 写一张表来填；已经填了的，用 --from 带过去")


def read_form(path: Path | HeldFile, diagnostics: Diagnostics) -> Document | None:
    """The document of a filled form; ``None`` where a fault was reported."""
    before = len(diagnostics.errors)
    document = read_workbook(
        path, diagnostics, lambda workbook: _Form(str(path), workbook, diagnostics).document()
    )
    return document if len(diagnostics.errors) == before else None


class _Form:
    def __init__(self, file: str, workbook: Workbook, diagnostics: Diagnostics) -> None:
        self.file, self.workbook, self.diagnostics = file, workbook, diagnostics

    def document(self) -> Document | None:
        layouts = self.layouts()
        if layouts is None:
            return None
        names = {
            line.key: (line.label,)
            for layout in layouts
            if layout.kind is SheetKind.FACTS
            for line in layout.rows.values()
        } | {layout.fact: (layout.name,) for layout in layouts if layout.fact}
        data = FormData(file=self.file, names=names)
        for layout in layouts:
            sheet = self.sheet(layout)
            if sheet is not None:
                grid = self.grid(sheet)
                read = None if grid is None else self.located(layout, sheet.name, grid)
                if read is not None:
                    read_sheet(read, data, self.diagnostics)
        self.others(layouts)
        data.join(self.diagnostics)
        return Document(
            file=self.file, data=data.data(), places=data.places, key_places=data.key_places
        )

    def grid(self, sheet: Sheet) -> Grid | None:
        """The cells of a sheet, which may be too many or too far away."""
        try:
            return self.workbook.read(sheet)
        except TableError as error:
            row, position = error.at or (0, 0)
            self.fault(
                error.code,
                sheet.name,
                row,
                position,
                error.message,
                found=error.found,
                remedy=error.remedy,
            )
            return None

    def layouts(self) -> list[SheetLayout] | None:
        """What the form says it is made of."""
        own = next((s for s in self.workbook.sheets if s.name == LAYOUT and s.hidden), None)
        lines = [] if own is None else [cells for _, cells in self.workbook.read(own).lines]
        if not lines or lines[0][0] != LAYOUT or len(lines[0]) < 2:
            message = sentence("这不是 huiqi template 写的表")
            self.diagnostics.report("P180", CellPlace(self.file), message, remedy=_REMEDY)
            return None
        if not lines[0][1].isdecimal():
            message = sentence("这是另一种表（{kind}），不是企业情况表", kind=lines[0][1])
            remedy = sentence("条文录入单用 huiqi rules adopt")
            self.diagnostics.report("P180", CellPlace(self.file), message, remedy=remedy)
            return None
        if lines[0][1] != str(FORM):
            self.diagnostics.report(
                "P181",
                CellPlace(self.file),
                sentence(
                    "这张表是第 {found} 版的，这里读第 {wanted} 版", found=lines[0][1], wanted=FORM
                ),
                remedy=_REMEDY,
            )
            return None
        kinds = {kind.value: kind for kind in SheetKind}
        found: list[SheetLayout] = []
        for cells in lines[1:]:
            what, name, kind, fact = [*cells, "", "", "", ""][:4]
            if what == "sheet" and kind in kinds:
                found.append(
                    SheetLayout(name=name, kind=kinds[kind], fact=fact, rows={}, columns={})
                )
            elif found and what in ("row", "column"):
                line = FormLine(key=name, label=kind, kind=Kind.__members__.get(fact, Kind.TEXT))
                (found[-1].rows if what == "row" else found[-1].columns)[line.key] = line
        return found

    def sheet(self, layout: SheetLayout) -> Sheet | None:
        """The sheet of that name."""
        names = Names({n: (sheet.name,) for n, sheet in enumerate(self.workbook.sheets)})
        place = names.find(layout.name)
        if place is not None:
            return self.workbook.sheets[place]
        shown = [sheet.name for sheet in self.workbook.sheets if not sheet.hidden]
        self.diagnostics.report(
            "P182",
            CellPlace(self.file, sheet=layout.name),
            sentence("没有这张工作表"),
            found=layout.name,
            allowed=shown,
            remedy=sentence(
                "改过名字的，改回“{name}”；删掉了的，另写一张表，用 --from 带过去", name=layout.name
            ),
        )
        return None

    def others(self, layouts: list[SheetLayout]) -> None:
        """Sheets that somebody added are not read, and that is said."""
        own = {plain(layout.name) for layout in layouts} | {plain(LAYOUT), plain(OPTIONS)}
        for sheet in self.workbook.sheets:
            if plain(sheet.name) not in own and self.workbook.is_written(sheet):
                self.diagnostics.warn(
                    "P183",
                    CellPlace(self.file, sheet=sheet.name),
                    sentence("这张工作表不是表里原有的，没有读"),
                    remedy=sentence("要填的写在原有的工作表里"),
                )

    def located(self, layout: SheetLayout, name: str, grid: Grid) -> ReadSheet | None:
        """Where the columns and rows of a sheet now stand; ``None`` where that is not certain."""
        before = len(self.diagnostics.errors)
        head = next(
            ((row, cells.index(MARK)) for row, cells in grid.lines if MARK in cells),
            None,
        )
        if head is None:
            message = sentence("找不到“{mark}”那一列（隐藏的第一列）", mark=MARK)
            self.fault("P184", name, 0, 0, message, remedy=_REMEDY)
            return None
        row, mark = head
        lines = dict(grid.lines)
        columns = self.columns(layout, name, row, lines[row])
        read = ReadSheet(
            layout=layout,
            name=name,
            file=self.file,
            header=row,
            mark=mark,
            columns=columns,
            lines=lines,
            flaws=grid.flaws,
        )
        for merged in grid.merged:
            if merged.bottom > row:
                message = sentence("合并了单元格 {cells}，分不清是哪一格的", cells=merged.name)
                remedy = sentence("取消合并，逐格填写")
                self.fault("P188", name, merged.top, merged.left, message, remedy=remedy)
        self.check_rows(read)
        return read if len(self.diagnostics.errors) == before else None

    def columns(self, layout: SheetLayout, name: str, row: int, cells: list[str]) -> dict[str, int]:
        """Where each column of the layout stands, by its heading."""
        found: dict[str, int] = {}
        labels = {plain(line.label): key for key, line in layout.columns.items()}
        for position, text in enumerate(cells):
            key = labels.get(plain(text))
            if key in found:
                message, remedy = sentence("同一个列名有两列"), sentence("删去一列")
                self.fault("P184", name, row, position, message, found=text, remedy=remedy)
            elif key is not None:
                found[key] = position
        for key, line in layout.columns.items():
            if key not in found:
                self.fault(
                    "P184",
                    name,
                    row,
                    0,
                    sentence("没有“{column}”这一列", column=line.label),
                    allowed=[text for text in cells if text],
                    remedy=sentence(
                        "改过列名的，改回“{column}”；删掉了的，撤销删除", column=line.label
                    ),
                )
        return found

    def check_rows(self, read: ReadSheet) -> None:
        """Each row of the form once and under its own name, and nothing written beside it."""
        layout, seen = read.layout, dict[str, int]()
        free = layout.kind in (SheetKind.LIST, SheetKind.SOURCES, SheetKind.JUDGEMENTS)
        for row, cells in read.lines.items():
            if row == read.header:
                continue
            own = read.row_key(row)
            line = layout.rows.get(own)
            if line is None:
                if own or (row > read.header and not free):
                    self.beside(read, row, cells)
                continue
            if own in seen:
                message = sentence(
                    "“{label}”有两行，另一行在第 {row} 行", label=line.label, row=seen[own]
                )
                self.fault("P187", read.name, row, 0, message, remedy=sentence("删去一行"))
            seen[own] = row
            label = read.text(row, read.columns.get(ITEM, read.mark + 1))
            if line.label and plain(label) != plain(line.label):
                self.fault(
                    "P185",
                    read.name,
                    row,
                    read.mark + 1,
                    sentence("这一行原来是“{label}”", label=line.label),
                    found=label or sentence("（空）"),
                    remedy=sentence("改回“{label}”；别的内容写到备注里", label=line.label),
                )
        self.gone(read, seen.keys())
        for row, cells in read.lines.items():
            if row >= read.header:
                self.unheaded(read, row, cells)

    def gone(self, read: ReadSheet, there: Collection[str]) -> None:
        """What the rows asked that are not there any more is not known, and that is said."""
        labels = [line.label for key, line in read.layout.rows.items() if key not in there]
        labels = [label for label in labels if label]
        if labels:
            named = tuple(labels[:MOST_NAMED])
            if len(labels) > MOST_NAMED:
                named = (*named[:-1], f"{named[-1]} …")
            self.diagnostics.warn(
                "P191",
                CellPlace(self.file, sheet=read.name),
                sentence(
                    "这张工作表里少了原有的 {number} 行：{rows}，当作没有填",
                    number=len(labels),
                    rows=named,
                ),
                remedy=sentence("误删的，撤销删除；或者另写一张表，用 --from 带过去"),
            )

    def beside(self, read: ReadSheet, row: int, cells: list[str]) -> None:
        """A row that is none of the form's."""
        for position, text in enumerate(cells):
            if text and position != read.mark:
                self.fault(
                    "P186",
                    read.name,
                    row,
                    position,
                    sentence("这一行不是表里原有的，不知道填的是哪一项"),
                    found=text,
                    remedy=sentence("填到原有的行里；不要的，删去这一行"),
                )
                return

    def unheaded(self, read: ReadSheet, row: int, cells: list[str]) -> None:
        """What is written in a column that is none of the form's."""
        known = {read.mark, *read.columns.values()}
        for position, text in enumerate(cells):
            if text and position not in known:
                self.fault(
                    "P186",
                    read.name,
                    row,
                    position,
                    sentence("这一列不是表里原有的，没有读"),
                    found=text,
                    remedy=sentence("填到原有的列里；说明文字写到“备注”里，或者删去"),
                )
                return

    def fault(
        self,
        code: str,
        sheet: str,
        row: int,
        position: int,
        message: str,
        *,
        found: object = "",
        allowed: Iterable[str] = (),
        remedy: str = "",
    ) -> None:
        place = CellPlace(self.file, row, position + 1 if row else 0, sheet)
        self.diagnostics.report(code, place, message, found=found, allowed=allowed, remedy=remedy)
