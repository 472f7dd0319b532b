"""What is presumed of the year that counts, which a document leaves open: of another year, in which
it was in force, too, the same presumption would hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from huiqi.decision.results import ClauseResult
from huiqi.evaluation import Evaluator, Strictness
from huiqi.quantities import Span, shift_date
from huiqi.rulebook.force import InForce
from huiqi.truth import Truth

#: So many years back is looked.
_YEARS_BACK = 10


def holds_of_another_year(
    refusing: Sequence[ClauseResult], in_force: InForce, evaluator: Evaluator
) -> bool:
    """Whether all that refuses a measure is presumed, and was met on a day of an earlier year of
    those in which its document is known to be in force: which year counts no source says, so
    that it refuses nobody.
    """
    known, today = in_force.known, evaluator.as_of
    if known is None or not refusing or not known[0] <= today <= known[1]:
        return False
    nodes = [one.condition.node for one in refusing if one.condition.presumed]
    if len(nodes) < len(refusing):
        return False
    return any(
        all(node is not None and earlier.evaluate(node, {}).value is Truth.TRUE for node in nodes)
        for day in _days_before(today, known[0])
        for earlier in (
            Evaluator(evaluator.rulebook, evaluator.profile, day, Strictness.ILLUSTRATIVE),
        )
    )


def _days_before(today: date, first: date) -> list[date]:
    """A day of each year before, down to the one in which the document began."""
    years = range(1, min(today.year - first.year, _YEARS_BACK) + 1)
    days = (shift_date(today, Span(back, "years"), -1) for back in years)
    return [max(day, first) for day in days if day is not None]
