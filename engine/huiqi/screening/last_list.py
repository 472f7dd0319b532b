"""The list of whom to call that was written before, read again: for each enterprise why, to be
compared, and what a person wrote beside it in columns of their own, to be carried over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from huiqi.diagnostics import Diagnostics
from huiqi.objects import dataclass
from huiqi.screening.list_notes import NOTHING, LastList, Notes, notes_together
from huiqi.spelling import plain


def last_list(
    path: Path,
    sheets: Iterable[str],
    *,
    name: str,
    reason: str,
    row: str,
    own: Collection[str] | None,
) -> LastList:
    """What stands in a workbook that was written before; nothing where the file is none, or not as
    it was written.

    Args:
        sheets: Where lists may stand.
        name: What the column of the names is headed with.
        reason: What the column of the reasons is.
        row: What the column of the rows in the table is.
        own: The heads that were written into it; not known, nobody's column is told from ours.
    """
    from huiqi.tables.table_reader import read_workbook

    if not path.is_file():
        return NOTHING
    wanted = set(map(plain, sheets))
    lists = read_workbook(
        path,
        Diagnostics(),
        lambda book: [book.read(one) for one in book.sheets if plain(one.name) in wanted],
    )
    heads = _Heads(name=name, reason=reason, row=row)
    reasons: dict[str, dict[str, str]] = {}
    added: dict[str, None] = {}
    noted: dict[str, dict[str, list[Notes]]] = {}
    for grid in lists or ():
        for line in _lines([cells for _, cells in grid.lines], heads, own):
            # What stands on two sheets is one row, by its place in the table.
            reasons.setdefault(line.name, {})[line.row] = line.reason
            added |= dict.fromkeys(line.added)
            if line.notes:
                noted.setdefault(line.name, {}).setdefault(line.row, []).append(line.notes)
    notes = {
        name: tuple(notes_together(rows[row]) for row in sorted(rows, key=_place))
        for name, rows in noted.items()
    }
    why = {
        name: tuple(rows[row] for row in sorted(rows, key=_place)) for name, rows in reasons.items()
    }
    told = {head for rows in notes.values() for one in rows for head in one}
    return LastList(reasons=why, added=tuple(head for head in added if head in told), notes=notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heads:
    name: str
    reason: str
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    name: str
    reason: str
    row: str
    added: tuple[str, ...]
    notes: Notes


def _lines(
    lines: Sequence[Sequence[str]], heads: _Heads, own: Collection[str] | None
) -> Iterator[_Line]:
    top = next(
        (at for at, cells in enumerate(lines) if heads.name in cells and heads.reason in cells),
        None,
    )
    if top is None:
        return
    named = lines[top]
    ours = None if own is None else set(map(plain, own))
    place, why = named.index(heads.name), named.index(heads.reason)
    row = named.index(heads.row) if heads.row in named else None
    for cells in lines[top + 1 :]:
        if len(cells) <= max(place, why) or not plain(cells[place]):
            continue
        notes = [
            (head, cell)
            for at, cell in enumerate(cells)
            if cell
            and ours is not None
            and plain(head := named[at] if at < len(named) else "") not in ours
        ]
        yield _Line(
            name=plain(cells[place]),
            reason=cells[why],
            row="" if row is None or row >= len(cells) else cells[row],
            added=tuple(dict.fromkeys(head for head, _ in notes)),
            notes=notes_together([{head: cell} for head, cell in notes]),
        )


def _place(row: str) -> tuple[int, str]:
    return (int(row) if row.isdecimal() else 0), row
