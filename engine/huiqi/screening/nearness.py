"""How far a measure that is refused is from being met, so that the nearest stand first.

Of one figure: what is lacking as a share of what is asked.  Of conditions asked together the
farthest, of alternatives the nearest.  What is no figure closes no gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from huiqi.decision.groups import failing
from huiqi.decision.results import ClauseResult, MeasureResult, Status, Verdict
from huiqi.decision.trace import Gap
from huiqi.language.tree import FactReference, walk
from huiqi.rulebook.measure import Clause, Condition
from huiqi.truth import Truth


def nearness(result: MeasureResult) -> Fraction | None:
    """The share that is lacking (0: the limit is reached and had to be passed); of records that of
    the nearest.  ``None``: it is not refused, or no figure would do.
    """
    if result.status is not Status.DOES_NOT_QUALIFY:
        return None
    found = [_of_verdict(verdict) for verdict in result.verdicts]
    return min((far for far in found if far is not None), default=None)


def is_of_years_over(result: MeasureResult, year: int) -> bool:
    """Whether what is lacking is of figures of years before this one alone: they will not change,
    and a year to come may be enough.
    """
    gaps = [gap for clause in failing(result) for gap in clause.trace.gaps]
    return bool(gaps) and all(_is_of_earlier(gap, year) for gap in gaps)


def _is_of_earlier(gap: Gap, year: int) -> bool:
    references = (part for part in walk(gap.of.node) if isinstance(part, FactReference))
    return any(gap.of.year + reference.shift < year for reference in references)


def _of_verdict(verdict: Verdict) -> Fraction | None:
    clauses = {result.condition.id: result for result in verdict.clauses}
    return _of(verdict.clause, verdict.nodes, clauses)


def _of(
    clause: Clause, truths: Mapping[str, Truth], results: Mapping[str, ClauseResult]
) -> Fraction | None:
    """Of what is false; what holds, or is open, lacks nothing that is known."""
    if truths[clause.id] is not Truth.FALSE:
        return Fraction(0)
    if isinstance(clause, Condition):
        return _of_condition(results[clause.id])
    if clause.kind == "none":
        # What is had and must not be is no matter of more or less.
        return None
    parts = [_of(child, truths, results) for child in clause.children]
    known = sorted(part for part in parts if part is not None)
    needed = {"any": 1, "at_least": clause.threshold}.get(clause.kind, len(parts))
    return known[needed - 1] if len(known) >= needed else None


def _of_condition(result: ClauseResult) -> Fraction | None:
    far = Fraction(0)
    if not result.trace.gaps:
        return None
    for gap in result.trace.gaps:
        if not gap.limit:
            return None
        far = max(far, Fraction(gap.distance) / abs(Fraction(gap.limit)))
    return far
