"""A header that goes over several rows: classes over the columns that belong to them.

The name of such a column is its own where that is the only one and says what it is, else it has its
class before it: 营业收入 over 2022年 and 2023年.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from huiqi.dates import RELATIVE_YEARS, WHOLE_YEAR, written_year
from huiqi.objects import dataclass
from huiqi.quantities import MONEY_UNITS
from huiqi.spelling import plain
from huiqi.tables.columns import Wanted
from huiqi.tables.merging import FIGURE
from huiqi.tables.table import MOST_COLUMNS, Grid
from huiqi.tables.units import without_unit

#: What says nothing without the class it stands under, nor does a year.
_OF_A_CLASS = frozenset(
    (
        *("名称", "是否", "有无", "时间", "日期", "年份", "年度", "金额", "数量", "数额"),
        *("情况", "级别", "等级", "类别", "有效期", "小计", "其中", *MONEY_UNITS),
        *("投资", "投资额", "总投资", "投资总额", "完成投资", "投入", "开工时间", "完成时间"),
        *("已完成", "完成", "已投", "已投资", "已投入", "已完成投资"),
        *("设备", "设备投资", "设备购置", "设备投入"),
    )
)
#: Before such a name, what says no more than its class does.
_AGAIN = re.compile("^(?:项目|其中)")
#: That it is a part of what stands before it.
_PART = re.compile("^其中[:：]?(?=.)")
#: What a class says besides the year: 2025年情况, 上年主要指标.
_OF_THE_YEAR = re.compile("(?:主要|基本|经营|财务|完成)*(?:情况|指标|数据|信息)$")
_YEAR = re.compile(rf"(?<!\d)(?:19|20)\d\d(?!\d)|{'|'.join(RELATIVE_YEARS)}")
#: The same with what stands about it: what is left says what there is of that year.
_YEAR_OF = re.compile(rf"\(?(?:{_YEAR.pattern})(?:年度|年末|年底|年)?\)?的?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRows:
    """A header: its first and its last line, the names of its columns, and what their classes are
    called, where it has any.
    """

    top: int
    last: int
    names: Sequence[str]
    classes: Sequence[str] = ()


def header_in_rows(grid: Grid, at: int, wanted: Wanted | None) -> HeaderRows:
    """The header at a line.

    A class in the line above stands over several columns, or the header goes on below it: where
    names of it are merged downwards, where the row below has years alone, each under a name that is
    merged over several columns, or where that row fills what the header leaves empty.
    """
    top, last = at, _last_line(grid, at, wanted)
    if last == at and _has_classes(grid, at, wanted):
        top = at - 1
    levels = _levels(grid, top, last)
    names = _names(levels, wanted)
    if len(levels) == 1 or _loses(levels[0], names, wanted):
        return HeaderRows(top=at, last=at, names=grid.lines[at][1])
    classes = ["".join(own) for own in zip(*levels[:-1], strict=True)]
    return HeaderRows(top=top, last=last, names=names, classes=classes)


def _loses(classes: Sequence[str], names: Sequence[str], wanted: Wanted | None) -> bool:
    """Whether a class is a column that is looked for, and none of its columns are: which of them is
    meant is for the user to say.
    """
    if wanted is None:
        return False
    known = {classes[place] for found in wanted.positions(classes).values() for place in found}
    had = {classes[place] for found in wanted.positions(names).values() for place in found}
    return not known <= had


def _last_line(grid: Grid, at: int, wanted: Wanted | None) -> int:
    number = grid.lines[at][0]
    last = max((m.bottom for m in grid.merged if m.top == number < m.bottom), default=number)
    if last > number:
        return bisect_right([line for line, _ in grid.lines], last) - 1
    below = _years_below_merged(grid, at) or _fills_below(grid, at, wanted)
    return at + 1 if below else at


def _has_classes(grid: Grid, at: int, wanted: Wanted | None) -> bool:
    """Whether the line right above has classes, of which one is merged over several columns; or
    the names of columns that stand empty here.
    """
    if at == 0 or grid.lines[at - 1][0] != grid.lines[at][0] - 1:
        return False
    number, cells = grid.lines[at - 1]
    written = [cell for cell in cells if cell]
    across = any(m.top == m.bottom == number and m.right > m.left for m in grid.merged)
    # A title stands alone; who filled in the table, and its unit, follow a colon.
    if len(written) < 2 or any(":" in plain(cell) for cell in written):
        return False
    return across or _fills_below(grid, at - 1, wanted)


def _fills_below(grid: Grid, at: int, wanted: Wanted | None) -> bool:
    """Whether the next row has texts alone where the header leaves cells empty or begins to, and
    in all of those.
    """
    if wanted is None or at + 1 >= len(grid.lines):
        return False
    (number, heads), (below, cells) = grid.lines[at : at + 2]
    width = max(len(heads), len(cells))
    heads, cells = ([*own, *[""] * (width - len(own))] for own in (heads, cells))
    empty = {place for place, head in enumerate(heads) if not head}
    open_ = empty | {place - 1 for place in empty if place and heads[place - 1]}
    filled = {place for place, cell in enumerate(cells) if cell}
    # A year alone is no figure where nothing else stands in its row.
    figures = any(
        _is_figure(cells[place]) and written_year(cells[place]) is None for place in filled - empty
    )
    return below == number + 1 and bool(empty) and empty <= filled <= open_ and not figures


def _is_figure(cell: str) -> bool:
    """Whether it is a figure with its unit, and not what there is of a year (2024年营收)."""
    name = _YEAR_OF.sub("", plain(cell))
    of_a_year = bool(name) and name != plain(cell) and not any(map(str.isdigit, name))
    return not of_a_year and FIGURE.fullmatch(plain(cell)) is not None


def _levels(grid: Grid, top: int, last: int) -> list[list[str]]:
    """The lines of a header, each class written over all its columns."""
    first = grid.lines[top][0]
    width = max(len(cells) for _, cells in grid.lines[top : last + 1])
    merged = [m for m in grid.merged if first <= m.top <= grid.lines[last][0]]
    width = min(max(width, *(m.right + 1 for m in merged), 0), MOST_COLUMNS)
    levels = []
    for number, cells in grid.lines[top : last + 1]:
        level = [*cells, *[""] * (width - len(cells))]
        across = [m for m in merged if m.top == number and m.left < len(level)]
        for one in across:
            for place in range(one.left + 1, min(one.right + 1, len(level))):
                level[place] = level[place] or level[one.left]
        if not merged and number != grid.lines[last][0]:
            # Saved as text, a class stands in the first of its columns.
            for place in range(1, width):
                level[place] = level[place] or level[place - 1]
        levels.append(level)
    return levels


def _names(levels: list[list[str]], wanted: Wanted | None) -> list[str]:
    """Of each column the smaller name, where it is the only one and says what it is; else with its
    class before it.
    """
    small = list(levels[0])
    for level in levels[1:]:
        small = [cell or before for cell, before in zip(level, small, strict=True)]
    levels = [list(map(_with_year_alone, level)) for level in levels[:-1]] + levels[-1:]
    parts = [tuple(dict.fromkeys(filter(None, own))) for own in zip(*levels, strict=True)]
    times = Counter(map(plain, small))
    return [
        own if times[plain(own)] == 1 and _says_alone(names, wanted) else _together(names)
        for own, names in zip(small, parts, strict=True)
    ]


def _with_year_alone(name: str) -> str:
    """A class of a year by its year: 2025年 of 2025年情况."""
    bare = _OF_THE_YEAR.sub("", plain(name))
    return bare if bare != plain(name) and _YEAR.search(bare) else name


def _says_alone(names: Sequence[str], wanted: Wanted | None) -> bool:
    """Whether the last of the names says what it is without its classes."""
    small, whole = names[-1:], _together(names)
    if len(names) < 2 or (wanted is not None and wanted.positions([whole])):
        return False
    own = without_unit(WHOLE_YEAR.sub("", plain(names[-1])), dated=True)
    bare = _YEAR_OF.sub("", own)
    if not bare or (bare == own and any(map(_YEAR.search, names[:-1]))):
        # A year says nothing by itself, and where its class has the only one, that is its year.
        return False
    known = wanted is not None and bool(wanted.positions(small))
    return known or _AGAIN.sub("", bare) not in _OF_A_CLASS


def _together(names: Sequence[str]) -> str:
    """A name behind its classes; what ends one and begins the next is said once (技改项目 over
    项目投资额).
    """
    whole = ""
    for name in (*names[:1], *(_PART.sub("", own) for own in names[1:])):
        again = max((n for n in range(len(name) + 1) if whole.endswith(name[:n])), default=0)
        whole += name[again:]
    return whole


def _years_below_merged(grid: Grid, at: int) -> bool:
    """Whether the next row has years alone, each under a name that is merged side by side."""
    if at + 1 >= len(grid.lines):
        return False
    top = grid.lines[at][0]
    number, cells = grid.lines[at + 1]
    across = [m for m in grid.merged if m.top == m.bottom == top and m.right > m.left]
    written = {place: cell for place, cell in enumerate(cells) if cell.strip()}
    below = (
        written_year(cell) is not None and any(m.left <= place <= m.right for m in across)
        for place, cell in written.items()
    )
    return number == top + 1 and bool(written) and all(below)
