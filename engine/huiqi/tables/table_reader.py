"""The one way a table is read, whichever command asks: file, sheet, header, rows, what is aside.

Codes: T100 no table in the file, T101 too large, T102 a column named twice, T103 cells beyond the
header, T105 no such sheet, T112 no header in that row; as remarks T123 rows above the header, T124
rows that are no entries, T125 hidden rows, T126 other sheets, T127 comments of cells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from huiqi.diagnostics import Diagnostics, Place, cell_name, shortened
from huiqi.files import HeldFile, read_bytes, read_text
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables.aside import NoEntry
from huiqi.tables.columns import Wanted, listed, row_numbers
from huiqi.tables.header_rows import header_in_rows
from huiqi.tables.legends import legend_told
from huiqi.tables.merging import FIGURE, fill_down
from huiqi.tables.names_by_content import head_of_names, may_be_header
from huiqi.tables.numbers import text_flaw
from huiqi.tables.separated import read_separated, too_large
from huiqi.tables.table import (
    LARGEST_TABLE,
    MOST_COLUMNS,
    Flaw,
    Grid,
    ReadTable,
    Row,
    TableError,
)
from huiqi.tables.units import unit_told_above
from huiqi.wordings import says_none, says_nothing

if TYPE_CHECKING:
    from huiqi.tables.workbook import Workbook

_Read = TypeVar("_Read")
WORKBOOKS = (".xlsx", ".xlsm")
OTHERS = (".xls", ".xlsb", ".ods", ".et", ".numbers")
#: A header that is not in the first row is looked for this far.
_SEARCHED = 30
#: So many cells of a row are quoted; one in so many that says nothing of a column is many.
_SHOWN, _MANY = 6, 4
Line = tuple[int, list[str]]


def read_table(
    path: Path,
    diagnostics: Diagnostics,
    sheet: str | None = None,
    header: int | None = None,
    wanted: Wanted | None = None,
) -> ReadTable | None:
    """The table of a CSV file or of a sheet (absent: as :func:`read_cells` chooses it).

    Returns None where it cannot be read; the reason is reported.
    """
    grid = read_cells(path, diagnostics, sheet, () if wanted is None else wanted.heads)
    return None if grid is None else table_of(grid, path, diagnostics, header, wanted)


def read_cells(
    path: Path, diagnostics: Diagnostics, sheet: str | None = None, heads: Sequence[str] = ()
) -> Grid | None:
    """The cells of a file or sheet, or None with what is wrong reported.

    ``sheet``: absent, the first that is shown; where that has none of ``heads``, of which the table
    must have one, nor a column of names of enterprises, the only other one that has.
    """
    try:
        grid = _grid(path, str(path), sheet, heads, diagnostics)
        if grid is not None:
            fill_down(grid)
    except TableError as error:
        report_refusal(error, path, diagnostics)
        return None
    return grid


def read_workbook(
    path: Path | HeldFile, diagnostics: Diagnostics, read: Callable[[Workbook], _Read]
) -> _Read | None:
    """What ``read`` makes of a workbook, or None with what is wrong reported."""
    try:
        workbook = _workbook(path, str(path), diagnostics)
        return None if workbook is None else read(workbook)
    except TableError as error:
        report_refusal(error, path, diagnostics)
        return None


def table_of(
    grid: Grid,
    path: Path,
    diagnostics: Diagnostics,
    header: int | None = None,
    wanted: Wanted | None = None,
    *,
    by_row: bool = False,
) -> ReadTable | None:
    """The table among the cells, or None with what is wrong reported.

    ``header``: its row's number; absent, the first row that names what is ``wanted``, or the first
    with anything in it.  ``by_row``: cells beyond the header are a flaw of their row alone.
    """
    try:
        return _table(grid, str(path), header, wanted, diagnostics, by_row=by_row)
    except TableError as error:
        report_refusal(error, path, diagnostics)
        return None


def report_refusal(error: TableError, path: Path | HeldFile, diagnostics: Diagnostics) -> None:
    """Reports why a file is not read as a table."""
    row, column = error.at or (0, -1)
    place = Place(str(path), row, column + 1)
    diagnostics.report(error.code, place, error.message, found=error.found, remedy=error.remedy)


def _grid(
    path: Path, file: str, sheet: str | None, heads: Sequence[str], diagnostics: Diagnostics
) -> Grid | None:
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml", ".json"):
        # Read as text separated by commas it would be a table of its first line.
        message = sentence(
            "这是一户一件写的文件（YAML、JSON），这里要的是表格（CSV 或 XLSX，一行一户）"
        )
        remedy = sentence("企业画像用 huiqi check，违法行为用 huiqi penalty")
        raise TableError("T100", message, remedy=remedy)
    if suffix not in (*WORKBOOKS, *OTHERS):
        text = read_text(path, file, diagnostics, LARGEST_TABLE)
        return None if text is None else read_separated(text)
    workbook = _workbook(path, file, diagnostics)
    if workbook is None:
        return None
    chosen = first = workbook.choose(sheet)
    grid = workbook.read(chosen)
    if sheet is None and heads and not _is_headed(grid, heads):
        read = ((own, workbook.read(own)) for own in workbook.others(first) if not own.hidden)
        headed = [(own, cells) for own, cells in read if _is_headed(cells, heads)]
        # Of several nobody knows which is meant.
        chosen, grid = headed[0] if len(headed) == 1 else (first, grid)
    others = [
        sentence("{sheet}（隐藏的）", sheet=s.name) if s.hidden else s.name
        for s in workbook.others(chosen)
    ]
    if others:
        message = sentence(
            "只读了工作表 {sheet}，没有读：{others}", sheet=chosen.name, others=listed(others)
        )
        if chosen is not first:
            message = sentence(
                "只读了工作表 {sheet}，只有它的表头里有{head}；没有读：{others}",
                sheet=chosen.name,
                head=heads[0],
                others=listed(others),
            )
        diagnostics.warn("T126", Place(file), message, remedy=sentence("用 --sheet 写明读哪一张"))
    if grid.comments:
        message = sentence(
            "{number} 格有批注，没有读：{cells}",
            number=len(grid.comments),
            cells=listed(grid.comments),
        )
        remedy = sentence("批注里要用的，写进那一格或另加一列")
        diagnostics.warn("T127", Place(file), message, remedy=remedy)
    return grid


def _is_headed(grid: Grid, heads: Sequence[str]) -> bool:
    """Whether a sheet has a column that is headed so, or one of the names of enterprises."""
    known = set(map(plain, heads))
    rows = (cells for _, cells in grid.lines[:_SEARCHED])
    return any(plain(cell) in known for cells in rows for cell in cells) or bool(
        head_of_names(grid)
    )


def _workbook(path: Path | HeldFile, file: str, diagnostics: Diagnostics) -> Workbook | None:
    suffix = path.suffix.lower()
    if suffix in OTHERS:
        remedy = sentence("用表格软件另存为 .xlsx 或 .csv")
        raise TableError("T100", sentence("不读 {suffix} 文件", suffix=suffix), remedy=remedy)
    data = read_bytes(path, file, diagnostics, LARGEST_TABLE)
    if data is None:
        return None
    from huiqi.tables.workbook import Workbook

    return Workbook(data)


def _table(
    grid: Grid,
    file: str,
    header: int | None,
    wanted: Wanted | None,
    diagnostics: Diagnostics,
    *,
    by_row: bool,
) -> ReadTable | None:
    if not grid.lines:
        raise TableError("T100", sentence("文件里没有表格"), remedy=sentence("第一行写列名"))
    head = header_in_rows(grid, _header(grid.lines, header, wanted), wanted)
    top, at = head.top, head.last
    first = grid.lines[top][0]
    above = [(n, " ".join(filter(None, cells))) for n, cells in grid.lines[:top]]
    number = grid.lines[at][0]
    before = len(diagnostics.errors)
    # A header over several columns names all of them: what stands there is not beyond it.
    over = max((m.right + 1 for m in grid.merged if m.top <= number <= m.bottom), default=0)
    columns = _columns(head.names, over, file, number, diagnostics)
    _remark_above(above, first, Place(file, number), diagnostics)
    rows: list[Row] = []
    aside: list[tuple[str, str]] = []
    notes = [text for _, text in above]
    hidden = set(grid.hidden_rows)
    across = {m.top for m in grid.merged if m.right > m.left and m.top > number}
    needed = None if wanted is None else wanted.needed(columns)
    no_entry = NoEntry(columns, (cells for _, cells in grid.lines[at + 1 :]), needed)
    for position, (n, cells) in enumerate(grid.lines[at + 1 :]):
        kind = no_entry.kind(cells, position == 0, n in across)
        if kind is not None:
            text = next(cell for cell in cells if cell)
            notes.append(" ".join(filter(None, cells)))
            aside.append(
                (sentence("第 {number} 行（{kind}）", number=n, kind=kind), shortened(text, 20))
            )
            continue
        beyond = beyond_header(cells, columns, n)
        if beyond is not None and by_row:
            grid.flaws[n, len(columns)] = beyond
        elif beyond is not None:
            at = next(i for i in range(len(columns), len(cells)) if cells[i])
            diagnostics.report(
                beyond.code,
                Place(file, n, at + 1),
                beyond.message,
                found=beyond.found,
                remedy=beyond.remedy,
            )
        rows.append(Row(n, (*cells[: len(columns)], *[""] * (len(columns) - len(cells)))))
        for index, cell in enumerate(cells):
            if cell and (flaw := text_flaw(cell)) is not None:
                grid.flaws.setdefault((n, index), flaw)
    if aside:
        message = sentence(
            "没有当作表里的一户或一项：{rows}", rows=listed([row for row, _ in aside])
        )
        texts = listed([text for _, text in aside])
        diagnostics.warn("T124", Place(file, number), message, found=texts)
    seen = [row.number for row in rows if row.number in hidden]
    if seen:
        diagnostics.warn(
            "T125", Place(file, seen[0]), sentence("隐藏的行也读了：{rows}", rows=row_numbers(seen))
        )
    if len(diagnostics.errors) > before:
        return None
    return ReadTable(
        file=file,
        columns=columns,
        rows=tuple(rows),
        header=number,
        above=tuple(text for _, text in above),
        classes=tuple(head.classes),
        legend=legend_told(notes),
        flaws=grid.flaws,
        merged=tuple(grid.merged),
        hidden_columns=tuple(grid.hidden_columns),
    )


def _remark_above(
    above: Sequence[tuple[int, str]], first: int, place: Place, diagnostics: Diagnostics
) -> None:
    """T123: what is written above the header, which is in the row ``first``."""
    if not above:
        return
    shown = listed([shortened(text, 30) for _, text in above])
    where = row_numbers([n for n, _ in above])
    message = sentence("表头在第 {row} 行；上面{above}不读", row=first, above=where)
    if unit := unit_told_above(text for _, text in above):
        message = sentence(
            "表头在第 {row} 行；上面{above}只读写的单位：{unit}", row=first, above=where, unit=unit
        )
    diagnostics.warn("T123", place, message, found=shown)


def _header(lines: Sequence[Line], header: int | None, wanted: Wanted | None) -> int:
    """Where the header stands among the lines."""
    if header is not None:
        for at, (number, _) in enumerate(lines):
            if number == header:
                return at
        message = sentence("第 {row} 行是空的，不是表头（--header）", row=header)
        raise TableError("T112", message, (header, -1))
    best, most = 0, 0
    for at, (_, cells) in enumerate(lines[:_SEARCHED]):
        found = wanted.positions(cells) if wanted is not None else {}
        known = sum(key in found for key in wanted.required) if wanted is not None else 0
        if known > most:
            best, most = at, known
    if most or wanted is None:
        return best
    # What is said is said of the heads, and not of a title above them.
    headed = (at for at, (_, own) in enumerate(lines[:_SEARCHED]) if may_be_header(own))
    return next(headed, best)


def _columns(
    names: Sequence[str], over: int, file: str, number: int, diagnostics: Diagnostics
) -> tuple[str, ...]:
    """The header's names, up to the last that has one or is under a merged one."""
    columns = [" ".join(name.split()) for name in names]
    while columns and not columns[-1]:
        columns.pop()
    if columns and over <= MOST_COLUMNS:
        columns += [""] * (over - len(columns))
    if len(columns) > MOST_COLUMNS:
        raise too_large()
    if _is_of_data(columns):
        diagnostics.report(
            "T102",
            Place(file, number, 1),
            sentence("这一行像是企业的内容，不是列名"),
            found=shortened("、".join(filter(None, columns[:_SHOWN]))),
            remedy=sentence(
                "在它上面补一行列名（企业名称、注册地……）；列名在别的行，用 --header 写明第几行"
            ),
        )
        return tuple(columns)
    seen: set[str] = set()
    for index, name in enumerate(columns):
        if name and plain(name) in seen:
            diagnostics.report(
                "T102", Place(file, number, index + 1), sentence("同一个列名写了两次"), found=name
            )
        seen.add(plain(name))
    return tuple(columns)


def _is_of_data(columns: Sequence[str]) -> bool:
    """Whether what should be names says the same twice, of what no column is called: 0, 无, 260."""
    names = [plain(name) for name in columns if name]
    cells = [
        name for name in names if says_none(name) or says_nothing(name) or FIGURE.fullmatch(name)
    ]
    return len(set(names)) < len(names) and _MANY * len(cells) > len(names)


def beyond_header(cells: Sequence[str], columns: Sequence[str], number: int) -> Flaw | None:
    """What is wrong with a row of more cells than the header has."""
    for index in range(len(columns), len(cells)):
        if cells[index]:
            return Flaw(
                code="T103",
                message=sentence(
                    "这一行的单元格多于表头的 {number} 列（{cell}）",
                    number=len(columns),
                    cell=cell_name(number, index),
                ),
                found=cells[index],
                remedy=sentence("内容里有逗号时，整个单元格加双引号；表格旁边的字移到别处"),
            )
    return None
