"""What is kept of a decision: from its results to plain data."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import reduce

from huiqi.decision.combined import Combination
from huiqi.decision.expiring import document_ends_soon
from huiqi.decision.groups import failing
from huiqi.decision.nearness import is_of_years_over, shortfall
from huiqi.decision.results import Decision, MeasureResult, Status
from huiqi.decision.standing import Mark, is_told_roughly, mark_of, refused_as_presumed
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.language.tree import FactReference
from huiqi.language.types import Kind
from huiqi.quantities import Number, exact_sum
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.screened import NOTHING, MeasureAnswer, Screened


def screened(decision: Decision, rulebook: Rulebook) -> Screened:
    """What is kept of a decision."""
    together = decision.combinations.permitted
    answers, waiting = [], Counter[Missing]()
    for result in decision.results:
        mark = mark_of(result)
        asked = _waited_for(result) if mark is Mark.ASK_ENTERPRISE else frozenset()
        rough = {one for one in result.missing if is_told_roughly(decision.profile, one)}
        days = {one for one in rough if _says_when(one, rulebook)}
        answers.append(
            _answer(
                result,
                mark,
                _asks(asked),
                decision.as_of,
                told_roughly=not days.isdisjoint(result.open_facts),
                figured_roughly=days != rough,
                presumed_no=refused_as_presumed(result),
                unclaimed=_is_unclaimed(result, rulebook),
            )
        )
        waiting.update(asked)
    return Screened(
        answers=tuple(answers),
        low=certain(together),
        high=together.most,
        waiting=waiting,
    )


def _says_when(missing: Missing, rulebook: Rulebook) -> bool:
    """Whether it is a day or a year: of a figure that is said to be about nothing follows."""
    declared = declared_of(rulebook, missing)
    if declared is None:
        return False
    return declared.type.kind is Kind.DATE or declared.is_calendar_year


def certain(permitted: Combination) -> Number:
    """What some measures come to together at the least, in yuan."""
    totals = (total for levels in permitted.totals_by_level.values() for total in levels.values())
    return reduce(exact_sum, (total.low for total in totals), NOTHING)


def answer_of(result: MeasureResult) -> MeasureAnswer:
    """What is kept of one measure; whether a single change would do is not looked for."""
    refused = result.status is Status.DOES_NOT_QUALIFY
    mark = Mark.NO if refused else mark_of(result)
    asked = _waited_for(result) if mark is Mark.ASK_ENTERPRISE else frozenset()
    return _answer(result, mark, _asks(asked), None)


def _waited_for(result: MeasureResult) -> frozenset[Missing]:
    return frozenset(
        m._replace(where=f".{m.field}" if m.key else m.where) for m in result.open_facts
    )


def _asks(asked: frozenset[Missing]) -> int:
    """For how many facts it waits: whether a list is whole is none of its own where it waits for
    more of a record that was told.
    """
    within = {one.name for one in asked if one.where}
    return sum(bool(one.where) or one.name not in within for one in asked)


def _answer(
    result: MeasureResult,
    mark: Mark,
    asks: int,
    as_of: date | None,
    *,
    told_roughly: bool = False,
    figured_roughly: bool = False,
    presumed_no: bool = False,
    unclaimed: bool = False,
) -> MeasureAnswer:
    """``as_of``: the day of the decision; ``None``: whom to call is not asked; the others as
    :class:`MeasureAnswer` has them.
    """
    amount, near = result.amount, shortfall(result)
    return MeasureAnswer(
        measure=result.measure.id,
        status=result.status,
        conditions=result.conditions,
        mark=mark,
        kind=result.amount_kind,
        low=amount.low if amount is not None else None,
        high=amount.high if amount is not None else None,
        at_most=amount.at_most if amount is not None else None,
        grade=result.figure_grade,
        force=result.force.truth,
        failing=_failing(result),
        missing=tuple(map(str, result.missing)),
        asks=asks,
        fund_only=amount is not None and amount.fund_only,
        of_told=None if amount is None or amount.fund_only else amount.of_told,
        near=None if near is None else near.far,
        near_over=bool(near is not None and as_of and is_of_years_over(near, as_of.year)),
        told_roughly=told_roughly,
        figured_roughly=figured_roughly,
        presumed_no=presumed_no,
        theirs=result.measure.recipient == "enterprise",
        ends_soon=_last_day(result, as_of),
        unclaimed=unclaimed,
    )


def _last_day(result: MeasureResult, as_of: date | None) -> date | None:
    """The last day of its document, where that is soon."""
    soon = as_of is not None and document_ends_soon(result.measure, as_of)
    return result.measure.in_force.until if soon else None


def _is_unclaimed(result: MeasureResult, rulebook: Rulebook) -> bool:
    """Whether all that it is refused for is that nothing was claimed of an amount one may claim."""
    if result.conditions is not Status.DOES_NOT_QUALIFY:
        return False
    gaps = [gap for clause in failing(result) for gap in clause.trace.gaps or (None,)]
    return bool(gaps) and all(
        gap is not None
        and gap.limit == 0 == gap.distance
        and isinstance(gap.of.node, FactReference)
        and gap.of.node.name in rulebook.vocabulary.claimed
        for gap in gaps
    )


def _failing(result: MeasureResult) -> tuple[str, ...]:
    """The ids of the conditions that its refusal rests on, each once."""
    if result.conditions is not Status.DOES_NOT_QUALIFY:
        return ()
    return tuple(dict.fromkeys(clause.condition.id for clause in failing(result)))
