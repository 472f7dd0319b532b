"""The grade of what decides: the strongest that does, or the weakest that leaves something open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import Scalar
from huiqi.rulebook.basis import GRADES

#: Where it counts, and its grade (a rank).
Weighed = tuple[Scalar, Scalar]
_WORST = len(GRADES) - 1


def strongest(graph: ScalarGraph, parts: Sequence[Weighed]) -> Scalar:
    """The best grade of those that count; at least one does."""
    told, others = _grouped(graph, parts)
    ranks = sorted(told)
    # Where none of the better counts, the last does.
    last = ranks.pop() if ranks and not others else None
    found = graph.constant(_WORST if last is None else last)
    for rank in reversed(ranks):
        found = graph.case(told[rank], graph.constant(rank), found)
    for counts, grade in others:
        found = graph.least(found, graph.case(counts, grade, graph.constant(_WORST)))
    return found


def weakest(graph: ScalarGraph, parts: Iterable[Weighed]) -> Scalar:
    """The worst grade of those that count; 0 where none does."""
    told, others = _grouped(graph, parts)
    found = graph.zero
    for rank in sorted(told):
        if rank:
            found = graph.case(told[rank], graph.constant(rank), found)
    for counts, grade in others:
        found = graph.greatest(found, graph.case(counts, grade, graph.zero))
    return found


def _grouped(
    graph: ScalarGraph, parts: Iterable[Weighed]
) -> tuple[dict[int, Scalar], list[Weighed]]:
    """By grade, where any of that grade counts; and those whose grade differs from row to row."""
    told: dict[int, Scalar] = {}
    others: dict[Scalar, Scalar] = {}
    for counts, grade in parts:
        if counts is graph.false:
            continue
        if grade.constant:
            told[grade.low] = graph.either(told.get(grade.low, graph.false), counts)
        else:
            others[grade] = graph.either(others.get(grade, graph.false), counts)
    return told, [(counts, grade) for grade, counts in others.items()]
