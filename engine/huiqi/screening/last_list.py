"""The list of whom to call that was written before: for each enterprise why, to be compared, and
what a person wrote beside it in columns of their own, to be carried over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from huiqi.diagnostics import Diagnostics
from huiqi.objects import dataclass
from huiqi.spelling import plain

#: What stands in the added columns beside a row, by their heads.
Notes = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHeads:
    """What the columns of a list are headed with of which it must be known where they stand: the
    name, why it is called, its row in the table.
    """

    name: str
    reason: str
    row: str


@dataclass(frozen=True, kw_only=True)
class LastList:
    """What stood on the last list.

    ``reasons``: why each was called, by its name; ``added``: the heads of the columns that are
    none of ours (empty where one has no head); ``notes``: by the name what stands in those, of each
    of its rows in the order of the table.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    notes: Mapping[str, tuple[Notes, ...]] = field(default_factory=dict)

    def of_rows(self, rows: Iterable[tuple[str, int]]) -> dict[int, Notes]:
        """The notes beside each of these rows, told by name and place.  An enterprise in several
        rows has its first notes beside the first of them, and all that are left beside the last.
        """
        places: dict[str, list[int]] = {}
        for name, row in sorted(rows, key=lambda own: own[1]):
            places.setdefault(plain(name), []).append(row)
        found: dict[int, Notes] = {}
        for name, notes in self.notes.items():
            own = places.get(name, [])
            for place, row in enumerate(own):
                last = place == len(own) - 1
                found[row] = together(notes[place:] if last else notes[place : place + 1])
        return found

    def left(self, names: Iterable[str]) -> list[str]:
        """Whose notes have no place among these names."""
        known = set(map(plain, names))
        return [name for name in self.notes if name not in known]


NOTHING = LastList()


def together(notes: Sequence[Notes]) -> Notes:
    """Several notes as one: what stands in one column, one after the other, each once."""
    told: dict[str, dict[str, None]] = {}
    for one in notes:
        for head, text in one.items():
            told.setdefault(head, {})[text] = None
    return {head: "；".join(texts) for head, texts in told.items()}


def last_list(
    path: Path, sheets: Iterable[str], heads: ListHeads, own: Collection[str] | None
) -> LastList:
    """What stands in a workbook that was written before; nothing where the file is none, or not as
    it was written.

    Args:
        sheets: Where lists may stand.
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
    reasons: dict[str, str] = {}
    added: dict[str, None] = {}
    noted: dict[str, dict[str, list[Notes]]] = {}
    for grid in lists or ():
        for line in _lines([cells for _, cells in grid.lines], heads, own):
            reasons[line.name] = line.reason
            added |= dict.fromkeys(line.added)
            if line.notes:
                # What stands on two sheets is one row, by its place in the table.
                noted.setdefault(line.name, {}).setdefault(line.row, []).append(line.notes)
    notes = {
        name: tuple(together(rows[row]) for row in sorted(rows, key=_place))
        for name, rows in noted.items()
    }
    told = {head for rows in notes.values() for one in rows for head in one}
    return LastList(
        reasons=reasons, added=tuple(head for head in added if head in told), notes=notes
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    name: str
    reason: str
    row: str
    added: tuple[str, ...]
    notes: Notes


def _lines(
    lines: Sequence[Sequence[str]], heads: ListHeads, own: Collection[str] | None
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
            notes=together([{head: cell} for head, cell in notes]),
        )


def _place(row: str) -> tuple[int, str]:
    return (int(row) if row.isdecimal() else 0), row
