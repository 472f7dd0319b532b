"""What is kept of a decision: from its results to plain data."""

from __future__ import annotations

from collections import Counter
from functools import reduce

from huiqi.decision.results import Decision, MeasureResult, Status
from huiqi.decision.standing import Mark, mark_of
from huiqi.evaluation.reads import Missing
from huiqi.quantities import exact_sum
from huiqi.screening.nearness import nearness
from huiqi.screening.screened import NOTHING, MeasureAnswer, Screened
from huiqi.truth import Truth


def screened(decision: Decision) -> Screened:
    """What is kept of a decision."""
    together = decision.combinations.permitted
    totals = (total for levels in together.totals_by_level.values() for total in levels.values())
    return Screened(
        answers=tuple(map(_answer, decision.results)),
        low=reduce(exact_sum, (total.low for total in totals), NOTHING),
        high=together.most,
        waiting=Counter(missing for result in decision.results for missing in _waited_for(result)),
    )


def _waited_for(result: MeasureResult) -> set[Missing]:
    if mark_of(result) is not Mark.ASK_ENTERPRISE:
        return set()
    return {m._replace(where=f".{m.field}" if m.key else m.where) for m in result.open_facts}


def _answer(result: MeasureResult) -> MeasureAnswer:
    amount = result.amount
    return MeasureAnswer(
        measure=result.measure.id,
        status=result.status,
        conditions=result.conditions,
        mark=mark_of(result),
        kind=result.amount_kind,
        low=amount.low if amount is not None else None,
        high=amount.high if amount is not None else None,
        at_most=amount.at_most if amount is not None else None,
        grade=result.figure_grade,
        force=result.force.truth,
        failing=_failing(result),
        missing=tuple(map(str, result.missing)),
        asks=len(_waited_for(result)),
        fund_only=amount is not None and amount.fund_only,
        near=nearness(result),
    )


def _failing(result: MeasureResult) -> tuple[str, ...]:
    """The conditions that fail and decide it, each once, of its records too."""
    if result.conditions is not Status.DOES_NOT_QUALIFY:
        return ()
    found = [
        part.result.condition.id
        for verdict in result.verdicts
        for part in verdict.parts
        if part.decides and part.result is not None and part.met is Truth.FALSE
    ]
    return tuple(dict.fromkeys(found))
