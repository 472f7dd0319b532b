"""Merged cells: what stands in the first of them holds for the rows below, unless it is a number.

A name over three rows names all three; an amount over three rows may be one amount of all three,
which nobody can tell, so it is named instead.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from huiqi.dates import written_year
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables.separated import too_large
from huiqi.tables.table import MOST_CELLS, MOST_COLUMNS, Flaw, Grid

_FIGURE = re.compile(r"(?:>=|<=|>|<|[+-])?[¥￥]?[\d,]*\.?\d+(?:%|‰|[^\d:.-]{0,4})")


def fill_down(grid: Grid) -> None:
    """Writes the first cell of each merged range into its other rows, in its first column."""
    numbers = [number for number, _ in grid.lines]
    filled = 0
    for merged in grid.merged:
        if merged.bottom <= merged.top:
            continue
        start = bisect_left(numbers, merged.top)
        if start == len(numbers) or numbers[start] != merged.top:
            continue
        first = grid.lines[start][1]
        text = first[merged.left] if merged.left < len(first) else ""
        flaw = grid.flaws.get((merged.top, merged.left))
        if text and flaw is None and _FIGURE.fullmatch(plain(text)):
            flaw = Flaw(
                code="T109",
                message=sentence(
                    "合并的单元格 {cells} 里是一个数：每行都是它，还是几行合起来？",
                    cells=merged.name,
                ),
                found=text,
                remedy=sentence("取消合并，每行各写一个数"),
            )
            grid.flaws[merged.top, merged.left] = flaw
        if not text:
            continue
        end = bisect_right(numbers, merged.bottom)
        filled += end - start
        if filled > MOST_CELLS:
            raise too_large()
        for number, cells in grid.lines[start + 1 : end]:
            cells += [""] * (merged.left + 1 - len(cells))
            cells[merged.left] = cells[merged.left] or text
            if flaw is not None:
                grid.flaws.setdefault((number, merged.left), flaw)


def header_in_rows(grid: Grid, at: int, names: list[str]) -> tuple[int, list[str]]:
    """A header that goes over several rows: the last of its lines, and the names read downwards.

    It does where names of its first row are merged downwards, or where the row below has years, and
    under nothing but what is merged over several columns; that then stands before the name of each
    below: 营业收入 over 2022年 and 2023年.
    """
    top = grid.lines[at][0]
    last = max((m.bottom for m in grid.merged if m.top == top < m.bottom), default=top)
    if last == top and _years_below_merged(grid, at):
        last = grid.lines[at + 1][0]
    numbers = [number for number, _ in grid.lines]
    end = bisect_right(numbers, last) - 1
    if end <= at:
        return at, names
    width = max(len(cells) for _, cells in grid.lines[at : end + 1])
    width = max(width, *(m.right + 1 for m in grid.merged if top <= m.top <= last))
    levels = []
    for number, cells in grid.lines[at : end + 1]:
        level = [*cells, *[""] * (min(width, MOST_COLUMNS) - len(cells))]
        for merged in grid.merged:
            if merged.top == number and merged.left < len(level):
                for place in range(merged.left + 1, min(merged.right + 1, len(level))):
                    level[place] = level[place] or level[merged.left]
        levels.append(level)
    joined = ("".join(dict.fromkeys(filter(None, parts))) for parts in zip(*levels, strict=True))
    return end, list(joined)


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
