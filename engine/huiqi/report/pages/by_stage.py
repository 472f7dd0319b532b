"""An amount that is paid in stages: what each comes to at most, so that the sum of all does not
pass for what is paid at once.
"""

from __future__ import annotations

from typing import NamedTuple

from huiqi.decision.results import MeasureResult
from huiqi.quantities import Number
from huiqi.report.figures import at_most
from huiqi.report.pages.by_answer import by_answer_told
from huiqi.report.phrases import Phrases
from huiqi.sentences import InLanguages
from huiqi.values import Interval


class _Paid(NamedTuple):
    """A stage that is paid, or may be: what it comes to at most, in yuan; whether its condition
    holds already.
    """

    text: InLanguages
    most: Number
    holds: bool


def told_apart(result: MeasureResult, phrases: Phrases) -> str:
    """What it comes to by the one answer that decides it, or stage by stage; empty where it is one
    amount.
    """
    return by_answer_told(result, phrases) or by_stage_told(result, phrases)


def by_stage_told(result: MeasureResult, phrases: Phrases) -> str:
    """What each stage comes to that is paid or may be; empty where nothing is paid in stages, or
    all that is left is due already.
    """
    say, paid = phrases.say, _stages(result)
    if not paid or all(one.holds for one in paid):
        return ""
    first, *later = paid
    name, money = phrases.text(first.text), at_most(first.most, say)
    if not later:
        return say("{money}，要{condition}", money=money, condition=name)
    told = [say("{stage} {money}", stage=name, money=money)]
    told += [
        say("{stage} 另{money}", stage=phrases.text(one.text), money=at_most(one.most, say))
        for one in later
    ]
    return phrases.joined(told)


def most_at_once(result: MeasureResult) -> Number | None:
    """The most that is paid at once, in yuan: of the stages whose conditions hold already, else of
    those that still may; ``None`` where it is not paid in several.
    """
    paid = _stages(result)
    due = [one.most for one in paid if one.holds] or [one.most for one in paid]
    return max(due, default=None)


def _stages(result: MeasureResult) -> list[_Paid]:
    gives, amount = result.measure.gives, result.amount
    if gives is None or not gives.stages or amount is None:
        return []
    texts = [stage.text for stage in gives.stages]
    found = ((one.text, one.value) for one in amount.lines if one.text in texts)
    # What may turn out to be nothing is not due.
    return [
        _Paid(text, value.high, bool(value.low))
        for text, value in found
        if isinstance(value, Interval) and value.high
    ]
