"""What a filled 条文录入单 comes to: parts of the rules' files, each value with its cell.

The sheet's reader makes it and knows nothing of files on disk; whoever adopts it knows nothing of
the sheet's layout: a fault that the loader finds in a file is told at the cell it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from huiqi.diagnostics import CellPlace
from huiqi.objects import dataclass

#: What a rules' file holds, as YAML has it.  Mappings keep their order: so it is written.
Content: TypeAlias = (
    "Mapping[str, Content] | Sequence[Content] | str | int | bool | Decimal | date | None"
)

#: Where a value stands in a part's content: keys, and positions from 0.
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredPart:
    """A whole file of the rules or the cases, or a key within one.

    Attributes:
        file: From the rules' folder, or the cases' for ``cases``: ``shared/sources.yaml``.
        at: The keys under which the content stands (``("sources", "some-id")``); (): the file.
        content: What stands there.
        places: The cell of each value, by its path in the content; a path that is not named has
            the cell of the longest path before it that is.
        kind: Whose folder ``file`` is in.
    """

    file: str
    at: tuple[str, ...] = ()
    content: Content
    places: Mapping[Path, CellPlace]
    kind: str = "rules"

    def place(self, path: Path) -> CellPlace | None:
        """The cell of a value, or of what it is part of."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """Who answers for what the sheet says, and the day; None where the sheet leaves it blank."""

    by: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """All that a workbook enters.

    Attributes:
        parts: Measures, the sources they cite, stacking rules, funds, cases from the sheet's own
            worked examples.
        measures: The ids of the measures entered, in the workbook's order.
        questions: What the sheet leaves to a person (kept as ``unstated`` or ``judgement`` in the
            parts), for the summary.
        confirmed: Who confirmed it.
    """

    parts: tuple[EnteredPart, ...]
    measures: tuple[str, ...]
    questions: tuple[str, ...] = ()
    confirmed: Confirmed = Confirmed()
