"""An amount that one question decides among a few: what each answer to it makes of the amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.decision.ranges import Ranges
from huiqi.decision.results import REFUSED, AmountKind
from huiqi.decision.standing import most_before_rounding, most_paid
from huiqi.decision.what_if import AmountIf, ByAnswer
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.language.types import Kind
from huiqi.truth import Truth
from huiqi.values import Value, symbol

if TYPE_CHECKING:
    from huiqi.decision.results import MeasureResult

#: Of more options than these not all could be told beside an amount.
_MOST = 4
_BOUNDED = (AmountKind.RANGE, AmountKind.AT_MOST)


def amounts_by_answer(result: MeasureResult, ranges: Ranges) -> ByAnswer | None:
    """What a measure comes to at most by each answer, the least first; ``None`` where no single
    question of a few answers decides it, or all answers come to the same.
    """
    amount = result.amount
    if amount is None or amount.fund_only or result.amount_kind not in _BOUNDED:
        return None
    asked = [(one, values) for one in amount.missing if (values := _answers(one, ranges))]
    if len(asked) != 1:
        return None
    missing, values = asked[0]
    found = [one for value in values if (one := _if_answered(result, missing, value, ranges))]
    found.sort(key=lambda one: one.most)
    if len({one.most for one in found}) < 2:
        return None
    return ByAnswer(missing, tuple(found))


def _answers(missing: Missing, ranges: Ranges) -> list[Value]:
    """Those of a yes-or-no, or of a few options."""
    declared = declared_of(ranges.rulebook, missing)
    if declared is None:
        return []
    if declared.type.kind is Kind.BOOL:
        return [Truth.FALSE, Truth.TRUE]
    options = declared.type.enumeration
    few = options is not None and len(options.symbols) <= _MOST
    return [symbol(name) for name in options.symbols] if options is not None and few else []


def _if_answered(
    result: MeasureResult, missing: Missing, value: Value, ranges: Ranges
) -> AmountIf | None:
    """With one answer; ``None`` where it cannot be, refuses the measure, or bounds it nowhere."""
    if not ranges.allowance.take():
        return None
    trial = ranges.filled(ranges.start, missing, value)
    if trial is None:
        return None
    after = trial.measure(result.measure)
    most = most_paid(after.amount)
    if after.status in REFUSED or most is None:
        return None
    return AmountIf(value, most, most_before_rounding(after.amount, result.measure.gives))
