"""What measures would come to of what is told otherwise than as what was spent: told as such beside
what is certain of it, and decides nothing.

What an uncompleted project is told to cost may be a plan, so that it is not known what was spent.
Had it been spent as it is told, that would come to something.  A figure that is said to be about so
much (2000多) is a range, of whose low end something comes as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from huiqi.decision.results import Decision
from huiqi.language.types import Kind
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.figures_told import amount_of_tax
from huiqi.profile.lasting import AT_MOST
from huiqi.profile.plans import PLANNED
from huiqi.profile.rough_read import RoughRead
from huiqi.quantities import Number
from huiqi.screening.as_written import bounded_cells, short_as_written
from huiqi.screening.running import RowDecider
from huiqi.screening.screened import Rejected, ScreenedEnterprise
from huiqi.screening.worded import Worded
from huiqi.tables import Row
from huiqi.wordings import says_nothing

_Told = TypeVar("_Told")


def with_plans(
    entries: Sequence[ScreenedEnterprise],
    decider: RowDecider[_Told],
    worded: Callable[[Decision], Worded],
) -> list[ScreenedEnterprise]:
    """The same; each of which something may be a plan with what that would come to, and each of
    whose figures some are rough with what their low ends would, and what they refuse as they are
    written.

    Args:
        worded: What is said of a decision in words.
    """
    rows, columns = {row.number: row for row in decider.table.table.rows}, decider.table.facts
    found = []
    for entry in entries:
        row = rows[entry.row]
        if any(one.code == PLANNED for one in entry.noted):
            with _read_as(columns, spent=True):
                entry = replace(entry, planned=_amounts(row, decider))
        if cells := _rough_cells(columns, row):
            with _read_as(columns, rough=RoughRead.LEAST):
                entry = replace(entry, rough=_lower(entry, row, decider))
            # Where nothing that stands in a cell is told, that there is one.
            told = dict.fromkeys(cells, "") if decider.redact else cells
            entry = replace(entry, rough_cells=told, rough_at_most=_told_at_most(columns, cells))
        if bounded := bounded_cells(columns, row):
            with _read_as(columns, rough=RoughRead.WRITTEN):
                short = short_as_written(entry, row, bounded, decider, worded)
            entry = replace(entry, short=short)
        found.append(entry)
    return found


@contextmanager
def _read_as(
    columns: FactColumns, *, spent: bool = False, rough: RoughRead = RoughRead.RANGE
) -> Iterator[None]:
    """While what may be a plan is read as spent, or what is told about as one figure."""
    before = columns.spent, columns.rough
    columns.spent, columns.rough = spent or before[0], rough
    try:
        yield
    finally:
        columns.spent, columns.rough = before


def _rough_cells(columns: FactColumns, row: Row) -> Mapping[str, str]:
    """The cells that say about how much it is, or with its tax, by their facts."""
    cells = {key[0]: (key, columns.cell(key, row.cells)) for key in columns.facts}
    return {
        name: text
        for name, (key, text) in cells.items()
        if columns.is_figure(key) and not says_nothing(text)
        if (columns.about and columns.about_it(key, text))
        or (columns.facts[key].type.kind is Kind.MONEY and amount_of_tax(text))
    }


def _told_at_most(columns: FactColumns, cells: Mapping[str, str]) -> frozenset[str]:
    """Of these facts those whose columns tell what they are at most."""
    own = (key[0] for key, head in columns.heads.items() if head == AT_MOST)
    return frozenset(own) & cells.keys()


def _lower(entry: ScreenedEnterprise, row: Row, decider: RowDecider[_Told]) -> Mapping[str, Number]:
    """What comes to less of the low ends."""
    most = {one.measure: one.of_told for one in entry.screened.answers}
    amounts = _amounts(row, decider).items()
    return {name: low for name, low in amounts if (high := most[name]) and low < high}


def _amounts(row: Row, decider: RowDecider[_Told]) -> Mapping[str, Number]:
    """What each measure comes to at most by its own figures, as they are read now."""
    read = decider.read(row)
    if isinstance(read, Rejected):
        return {}
    decision = decider.decider.decide(read.told, decider.as_of, decider.measures)
    amounts = ((one.measure.id, one.amount) for one in decision.results)
    return {
        name: amount.of_told
        for name, amount in amounts
        if amount is not None and amount.of_told and not amount.fund_only
    }
