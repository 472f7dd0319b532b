"""What stood on the list of whom to call that was written before: for each enterprise why, and what
a person wrote beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from huiqi.objects import dataclass
from huiqi.spelling import plain

#: What stands in the added columns beside a row, by their heads.
Notes = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class LastList:
    """What stood on the last list.

    ``reasons``: by the name why it was called, of each of its rows in the order of the table;
    ``added``: the heads of the columns that are none of ours (empty where one has no head);
    ``notes``: by the name what stands in those, of each of its rows alike.
    """

    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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
                found[row] = notes_together(notes[place:] if last else notes[place : place + 1])
        return found

    def left(self, names: Iterable[str]) -> list[str]:
        """Whose notes have no place among these names."""
        known = set(map(plain, names))
        return [name for name in self.notes if name not in known]


NOTHING = LastList()


def notes_together(notes: Sequence[Notes]) -> Notes:
    """Several notes as one: what stands in one column, one after the other, each once."""
    told: dict[str, dict[str, None]] = {}
    for one in notes:
        for head, text in one.items():
            told.setdefault(head, {})[text] = None
    return {head: "；".join(texts) for head, texts in told.items()}
