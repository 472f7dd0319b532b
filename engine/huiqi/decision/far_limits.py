"""What asks for far more than was told of other years: its own year is not known, and no answer
that anybody expects opens it.  It stays open; what is nearer is offered before it.
"""

from __future__ import annotations

from decimal import Decimal

from huiqi.decision.results import Decision, MeasureResult
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.profile.profile import Profile
from huiqi.values import Interval

#: So many times the largest figure of the years that are told is far.
_TIMES = 10


def far_measures(decision: Decision) -> frozenset[str]:
    """The ids of those."""
    return frozenset(one.measure.id for one in decision.results if is_far(one, decision.profile))


def is_far(result: MeasureResult, profile: Profile) -> bool:
    """Whether a condition that waits for the figure of a year asks of it, whichever way it may be
    met, so many times the largest that was told of other years.
    """
    for clause in result.open_clauses:
        for missing in clause.missing:
            largest = _largest_told(profile, missing.name) if missing.year is not None else None
            if largest is not None and all(
                _is_beyond(node, missing.name, _TIMES * largest) for node in clause.condition.nodes
            ):
                return bool(clause.condition.nodes)
    return False


def _is_beyond(node: tree.Node, name: str, most: Decimal) -> bool:
    """Whether it cannot hold unless a figure is more than so much."""
    if isinstance(node, tree.And):
        return any(_is_beyond(one, name, most) for one in node.operands)
    if isinstance(node, tree.Or):
        return all(_is_beyond(one, name, most) for one in node.operands)
    return any(_asks_beyond(one, name, most) for _, one in comparisons(node))


def _asks_beyond(asked: tree.Comparison, name: str, most: Decimal) -> bool:
    figure, limit = asked.left, asked.right
    if not isinstance(figure, tree.FactReference) or not isinstance(limit, tree.Literal):
        return False
    beyond = isinstance(limit.value, Decimal) and limit.value > most
    return figure.name == name and asked.operator in (">=", ">") and beyond


def _largest_told(profile: Profile, name: str) -> Decimal | None:
    """The largest that a figure may have been in the years of which it is told; nothing where it
    was not at most anything.
    """
    told = [
        given.value.high
        for (own, year), given in profile.facts.items()
        if own == name and year is not None and isinstance(given.value, Interval)
    ]
    figures = [one for one in told if isinstance(one, Decimal)]
    return max(figures) if figures and len(figures) == len(told) else None
