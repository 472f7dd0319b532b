"""What holds only at the far end of what a figure may be: 约900 is no 920, and 2600以上 no 10000.

A figure that is told within bounds is decided on as those; the measures that the figure itself
which stands there would refuse wait for it alone, and how far it is from their lines is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from huiqi.decision.nearness import nearness
from huiqi.decision.results import Decision, Status
from huiqi.decision.standing import Mark
from huiqi.profile.column_names import Key
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.lasting import AT_MOST
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.points import end_written
from huiqi.screening.running import RowDecider
from huiqi.screening.screened import Rejected, ScreenedEnterprise
from huiqi.screening.short import Short
from huiqi.screening.worded import Worded
from huiqi.tables import Row
from huiqi.wordings import says_nothing

_Told = TypeVar("_Told")


def bounded_cells(columns: FactColumns, row: Row) -> Mapping[Key, str]:
    """The cells of a row that say about how much it is, or are open to one side, by their facts;
    not the limits of what is asked for at most.
    """
    cells = {key: columns.cell(key, row.cells) for key in columns.facts if columns.is_figure(key)}
    return {
        key: text
        for key, text in cells.items()
        if not says_nothing(text) and columns.heads.get(key) != AT_MOST
        if (columns.about and columns.about_it(key, text))
        or end_written(columns.in_full(key, text), columns.facts[key].type)
    }


def short_as_written(
    entry: ScreenedEnterprise,
    row: Row,
    cells: Mapping[Key, str],
    decider: RowDecider[_Told],
    worded: Callable[[Decision], Worded],
) -> Mapping[str, Short]:
    """Of what waits for answers that which the figures refuse, as they are read now; ``cells``:
    those that are told within bounds alone.
    """
    waits = {one.measure: one for one in entry.screened.of(Mark.ASK_ENTERPRISE)}
    if not waits or isinstance(read := decider.read(row), Rejected):
        return {}
    measures = [one for one in decider.measures if one.id in waits]
    decision = decider.decider.decide(read.told, decider.as_of, measures)
    refused = [one for one in decision.results if one.status is Status.DOES_NOT_QUALIFY]
    gaps = worded(decision).steps if refused else {}
    found = {}
    for result in refused:
        name = result.measure.id
        own = [key for key in cells if _asked(key, waits[name].missing)] or [*cells]
        found[name] = Short(
            far=nearness(result),
            gap=gaps.get(name, ""),
            # Where nothing that stands in a cell is told, that there is one.
            cells=tuple("" if decider.redact else cells[key] for key in own),
            asked=tuple(one for key in own for one in _asked(key, waits[name].missing)),
        )
    return found


def _asked(key: Key, missing: tuple[str, ...]) -> list[str]:
    """What of all that is missing is of the fact of a column."""
    name, year = key
    list_, within, field = name.partition(WITHIN)
    if within:
        return [one for one in missing if one.startswith(f"{list_}.{field}(")]
    return [one for one in missing if one in (name, f"{name}[{year}]")]
