"""Decides some rows of a loaded table as ``check`` decides them, so many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.rulebook.measure import Measure
from huiqi.screening.loader import Loaded
from huiqi.screening.running import Decided, RowDecider, decide_rows
from huiqi.screening.screened import Rejected

#: So many rows are fetched at a time.
_PART = 2_000
_Told = TypeVar("_Told")


def decided_parts(
    loaded: Loaded,
    numbers: Sequence[int],
    decider: Decider,
    as_of: date,
    *,
    measures: Sequence[Measure],
    tell: Callable[[Decision], _Told],
    processes: int = 1,
    progress: Callable[[str], None] = lambda message: None,
) -> Iterator[Iterator[Decided[_Told] | Rejected]]:
    """The rows of these numbers, part by part, each in the order of the table.

    Args:
        tell: What is told of a decision.
        processes: How many decide side by side.
        progress: Told ``done/total`` as parts are asked for.
    """
    for start in range(0, len(numbers), _PART):
        part = loaded.written_rows(numbers[start : start + _PART])
        row_decider = RowDecider(
            decider,
            part.table,
            part.lists,
            as_of,
            measures=measures,
            tell=tell,
            redact=loaded.redact,
        )
        yield decide_rows(row_decider, processes, lambda told: None)
        progress(f"{min(start + _PART, len(numbers))}/{len(numbers)}")
