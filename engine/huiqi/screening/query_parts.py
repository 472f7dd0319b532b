"""A whole rulebook as two queries: what rests on sums of sums of a list, and all else.

Each time that rows of a list are summed and the sums stand on the enterprise again, the query hands
on every column that is wanted later.  Few measures sum more than once; in one query with the
others their layers would carry those others' answers along, from the first sum to the last.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import NamedTuple

from huiqi.lowering.scalars import Scalar
from huiqi.screening.sql.layers import aggregates_below
from huiqi.screening.table_answers import APART, GROUP, Asked

#: What is summed more often stands in a query apart.
_ONCE = 1
#: Of so many times fewer measures the query is asked first; of more of them, as with ledgers, that
#: took a sixth longer.
_FEW = 8


class QueryPart(NamedTuple):
    """Some of what is asked, and its query; the outputs of no measure are in the last."""

    asked: Asked
    written: str


def asked_in_parts(asked: Asked) -> Sequence[Asked]:
    """What is asked, as one query or two; all outputs of a measure are in one."""
    stages = aggregates_below(asked.outputs.values())
    often = {_measure(name) for name, node in asked.outputs.items() if stages[node] > _ONCE}
    often -= {APART, GROUP}
    first = [own.measure.id for own in asked.answers if own.measure.id not in often]
    if not first or not often:
        return (asked,)
    if len(often) * _FEW < len(first):
        # What the first tells is written twice: it is the one that tells far less.
        return (_without(asked, first), _without(asked, often, (APART, GROUP)))
    return (_without(asked, often), _without(asked, first, (APART, GROUP)))


def _without(asked: Asked, measures: Container[str], besides: Container[str] = ()) -> Asked:
    """All but some measures, with what is told of none."""
    told = asked.without(measures)
    own = {answer.measure.id for answer in told.answers}
    outputs: dict[str, Scalar] = {
        name: node
        for name, node in asked.outputs.items()
        if name in besides or _measure(name) in own
    }
    return replace(told, outputs=outputs)


def _measure(output: str) -> str:
    return output.rpartition(".")[0] or output
