"""The column of the enterprises' names, where no head is known for it: by what stands there."""

from __future__ import annotations

import re

from huiqi.spelling import plain
from huiqi.tables.table import Grid

#: So do the names of enterprises end.
_NAME = re.compile(
    r".{2,}(?:公司|集团|厂|合作社|农场|中心|商行|商店|经营部|门市部|事务所|研究院|研究所|企业)"
    r"(?:\(.*\))?"
)
#: So many rows are looked at; so many names at least make such a column, of so many cells in ten.
_LOOKED_AT, _LEAST, _OF_TEN = 200, 2, 8


def is_named_so(cell: str) -> bool:
    """Whether a cell ends as the name of an enterprise does."""
    return _NAME.fullmatch(plain(cell)) is not None


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
        if heads and 10 * len(named) >= _OF_TEN * len(below):
            found.append((len(named), heads[-1]))
    most = max((number for number, _ in found), default=0)
    heads = [head for number, head in found if number == most]
    return heads[0] if len(heads) == 1 else ""
