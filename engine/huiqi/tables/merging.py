"""Merged cells: what stands in the first of them holds for the rows below, unless it is a number.

A name over three rows names all three; an amount over three rows may be one amount of all three,
which nobody can tell, so it is named instead.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables.separated import too_large
from huiqi.tables.table import MOST_CELLS, Flaw, Grid

#: What is written as a number.
FIGURE = re.compile(r"(?:>=|<=|>|<|[+-])?[¥￥]?[\d,]*\.?\d+(?:%|‰|[^\d:.-]{0,4})")


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
        if text and flaw is None and FIGURE.fullmatch(plain(text)):
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
