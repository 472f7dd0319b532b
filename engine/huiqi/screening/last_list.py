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
    from huiqi.tables.table_reader import read_workbook

    if not path.is_file():
        return {}
    wanted = set(map(plain, sheets))
    lists = read_workbook(
        path,
        Diagnostics(),
        lambda book: [book.read(one) for one in book.sheets if plain(one.name) in wanted],
    )
    told: dict[str, str] = {}
    for grid in lists or ():
        if not grid.lines:
            continue
        (_, heads), *rows = grid.lines
        if name not in heads or reason not in heads:
            continue
        place, why = heads.index(name), heads.index(reason)
        for _, cells in rows:
            if len(cells) > max(place, why) and plain(cells[place]):
                told[plain(cells[place])] = cells[why]
    return told
