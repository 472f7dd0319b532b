"""What measures would come to of what is only planned: told as such beside what is certain of it.

What an uncompleted project is told to cost may be a plan, so that it is not known what was spent.
Had it been spent as it is told, that would come to something: a figure to come, which decides
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from huiqi.profile.plans import PLANNED
from huiqi.quantities import Number
from huiqi.screening.running import RowDecider
from huiqi.screening.screened import Rejected, ScreenedEnterprise
from huiqi.tables import Row

_Told = TypeVar("_Told")


def with_plans(
    entries: Sequence[ScreenedEnterprise], decider: RowDecider[_Told]
) -> list[ScreenedEnterprise]:
    """The same; each of which something may be a plan with what that would come to."""
    rows = {row.number: row for row in decider.table.table.rows}
    return [
        replace(entry, planned=_amounts(rows[entry.row], decider))
        if any(one.code == PLANNED for one in entry.noted)
        else entry
        for entry in entries
    ]


def _amounts(row: Row, decider: RowDecider[_Told]) -> Mapping[str, Number]:
    """What each measure comes to at most by its own figures, were all spent that is told."""
    columns = decider.table.facts
    columns.spent = True
    try:
        read = decider.read(row)
    finally:
        columns.spent = False
    if isinstance(read, Rejected):
        return {}
    decision = decider.decider.decide(read.told, decider.as_of, decider.measures)
    amounts = ((one.measure.id, one.amount) for one in decision.results)
    return {
        name: amount.of_told
        for name, amount in amounts
        if amount is not None and amount.of_told and not amount.fund_only
    }
