"""The column of the enterprises' names, where no head is known for it: by what stands there."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from huiqi.quantities import MONEY_UNITS
from huiqi.spelling import plain
from huiqi.tables.table import Grid

#: So do the names of enterprises end.
_NAME = re.compile(
    r".{2,}(?:公司|集团|厂|合作社|农场|中心|商行|商店|经营部|门市部|事务所|研究院|研究所|企业)"
    r"(?:\(.*\))?"
)
#: So do people head the column of the enterprises, whose names they cut short; not of whomever
#: they serve (服务对象, 客户).
_CALLED = frozenset(
    (
        *("单位", "户", "户名", "厂", "厂子", "厂家", "厂名", "工厂", "企业名", "公司", "公司名"),
        *("企业简称", "单位简称", "公司简称", "主体", "经营主体", "市场主体", "服务企业"),
        *("包靠企业", "包联企业", "联系企业", "帮扶企业", "走访企业", "单位(企业)"),
        *("企业(单位)", "谁家", "哪家", "哪家企业"),
    )
)
#: A short name: not a unit, an order or an answer.
_SHORT = re.compile(r"(?=.*[一-鿿]{2})[一-鿿A-Za-z0-9·()（）]{2,40}")
#: So many cells at least stand in a header; who filled in the table, and its title, stand alone.
_HEADS = 3
#: So many rows are looked at; so many names at least make such a column, of so many cells in ten.
_LOOKED_AT, _LEAST, _OF_TEN = 200, 2, 8


def is_named_so(cell: str) -> bool:
    """Whether a cell ends as the name of an enterprise does."""
    return _NAME.fullmatch(plain(cell)) is not None


def may_be_header(cells: Sequence[str]) -> bool:
    """Whether a row has as many cells as a header, be it that none of them is known."""
    return sum(map(bool, cells)) >= _HEADS


def head_of_names(grid: Grid) -> str:
    """How the column is headed in which names of enterprises stand; empty where there is not one
    such column, or nothing stands above them.
    """
    lines = [cells for _, cells in grid.lines[:_LOOKED_AT]]
    found = []
    for place in range(max((len(cells) for cells in lines), default=0)):
        column = [cells[place] if place < len(cells) else "" for cells in lines]
        named = [row for row, cell in enumerate(column) if is_named_so(cell)]
        if len(named) < _LEAST:
            continue
        below = [cell for cell in column[named[0] :] if cell]
        heads = [cell for cell in column[: named[0]] if cell]
        # A title, or what one fills in, stands alone in its row.
        if heads and _are_most(named, below):
            found.append((len(named), heads[-1]))
    most = max((number for number, _ in found), default=0)
    heads = [head for number, head in found if number == most] or _called_so(lines)
    return heads[0] if len(heads) == 1 else ""


def may_be_names(cells: Sequence[str]) -> bool:
    """Whether what stands in a column may be the names of enterprises, as whoever keeps the table
    cuts them short: short texts, hardly one of them twice.
    """
    written = [cell for cell in cells if cell]
    short = {cell for cell in written if _SHORT.fullmatch(cell) or is_named_so(cell)}
    return len(short) >= _LEAST and _are_most(short, written)


def _called_so(lines: Sequence[Sequence[str]]) -> list[str]:
    """The heads that people give such a column, over names that are not alike."""
    found = []
    for at, cells in enumerate(lines):
        called = [place for place, head in enumerate(cells) if plain(head) in _CALLED]
        if not called or not may_be_header(cells):
            continue
        for place in called:
            below = [own[place] for own in lines[at + 1 :] if place < len(own) and own[place]]
            short = {cell for cell in below if _SHORT.fullmatch(cell) and cell not in MONEY_UNITS}
            if len(short) >= _LEAST and _are_most(short, below):
                found.append(cells[place])
    return found


def _are_most(names: Collection[object], cells: Collection[str]) -> bool:
    return 10 * len(names) >= _OF_TEN * len(cells)
