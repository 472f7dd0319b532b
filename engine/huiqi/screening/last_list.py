"""The list of whom to call that was written before: for each enterprise why, to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from huiqi.diagnostics import Diagnostics
from huiqi.spelling import plain


def last_list(path: Path, sheets: Iterable[str], name: str, reason: str) -> Mapping[str, str]:
    """Why each was called, by its name, in a workbook that was written before; empty where the file
    is none, or not as it was written.

    Args:
        sheets: Where lists may stand.
        name: What the column of the names is headed with.
        reason: What the column of the reasons is.
    """
    from huiqi.tables import read_cells

    told: dict[str, str] = {}
    for sheet in sheets if path.is_file() else ():
        grid = read_cells(path, Diagnostics(), sheet)
        if grid is None or not grid.lines:
            continue
        (_, heads), *rows = grid.lines
        if name not in heads or reason not in heads:
            continue
        place, why = heads.index(name), heads.index(reason)
        for _, cells in rows:
            if len(cells) > max(place, why) and plain(cells[place]):
                told[plain(cells[place])] = cells[why]
    return told
