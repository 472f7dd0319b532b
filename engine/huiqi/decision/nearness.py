"""How far a measure that is refused is from being met, so that the nearest stand first.

Of one figure: what is lacking as a share of what is asked.  Of conditions asked together the
farthest, of alternatives the nearest.  What is no figure closes no gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from huiqi.decision.results import ClauseResult, MeasureResult, Status, Verdict
from huiqi.decision.trace import Gap
from huiqi.language.tree import FactReference, walk
from huiqi.rulebook.measure import Clause, Condition
from huiqi.truth import Truth

#: No more than this share lacking is near.
NEAR = Fraction(1, 10)


class Shortfall(NamedTuple):
    """The share that is lacking, and the conditions that lack it, the nearest of alternatives."""

    far: Fraction
    conditions: tuple[ClauseResult, ...] = ()
    #: Some of them are alternatives to others, which are farther.
    chosen: bool = False


def shortfall(result: MeasureResult) -> Shortfall | None:
    """What is lacking (0: the limit is reached and had to be passed); of records that of the
    nearest.  ``None``: it is not refused, or no figure would do.
    """
    if result.status is not Status.DOES_NOT_QUALIFY:
        return None
    found = [_of_verdict(verdict) for verdict in result.verdicts]
    return min((one for one in found if one is not None), key=_far, default=None)


def nearness(result: MeasureResult) -> Fraction | None:
    """The share that is lacking, as :func:`shortfall` finds it."""
    found = shortfall(result)
    return None if found is None else found.far


def is_of_years_over(found: Shortfall, year: int) -> bool:
    """Whether what is lacking is of figures of years before this one alone: they will not change,
    and a year to come may be enough.
    """
    gaps = [gap for clause in found.conditions for gap in clause.trace.gaps]
    return bool(gaps) and all(_is_of_earlier(gap, year) for gap in gaps)


def _far(found: Shortfall) -> Fraction:
    return found.far


def _is_of_earlier(gap: Gap, year: int) -> bool:
    references = (part for part in walk(gap.of.node) if isinstance(part, FactReference))
    return any(gap.of.year + reference.shift < year for reference in references)


def _of_verdict(verdict: Verdict) -> Shortfall | None:
    clauses = {result.condition.id: result for result in verdict.clauses}
    return _of(verdict.clause, verdict.nodes, clauses)


def _of(
    clause: Clause, truths: Mapping[str, Truth], results: Mapping[str, ClauseResult]
) -> Shortfall | None:
    """Of what is false; what holds, or is open, lacks nothing that is known."""
    if truths[clause.id] is not Truth.FALSE:
        return Shortfall(Fraction(0))
    if isinstance(clause, Condition):
        far = _of_condition(results[clause.id])
        return None if far is None else Shortfall(far, (results[clause.id],))
    if clause.kind == "none":
        # What is had and must not be is no matter of more or less.
        return None
    parts = [_of(child, truths, results) for child in clause.children]
    known = sorted((part for part in parts if part is not None), key=_far)
    needed = {"any": 1, "at_least": clause.threshold}.get(clause.kind, len(parts))
    if len(known) < needed:
        return None
    told = known[:needed]
    return Shortfall(
        told[-1].far,
        tuple(one for part in told for one in part.conditions),
        needed < len(parts) or any(part.chosen for part in told),
    )


def _of_condition(result: ClauseResult) -> Fraction | None:
    far = Fraction(0)
    if not result.trace.gaps:
        return None
    for gap in result.trace.gaps:
        if not gap.limit:
            return None
        far = max(far, Fraction(gap.distance) / abs(Fraction(gap.limit)))
    return far
