"""An amount that is paid in stages: what each comes to at most, so that the sum of all does not
pass for what is paid at once.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from huiqi.decision.results import MeasureResult
from huiqi.language.tree import Literal, YearReference, walk
from huiqi.quantities import Number
from huiqi.report.figures import at_most
from huiqi.report.pages.by_answer import by_answer_told
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Stage, leaves
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages
from huiqi.values import Interval


class _Paid(NamedTuple):
    """A stage that is paid, or may be: what it comes to at most, in yuan; whether its condition
    holds already.
    """

    stage: Stage
    most: Number
    holds: bool

    @property
    def text(self) -> InLanguages:
        """What the stage is called."""
        return self.stage.text


class Missed(NamedTuple):
    """A stage whose year is over, and what it comes to at most, in yuan."""

    text: Text
    most: Number


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
        if (missed := missed_stage(result)) is not None:
            stage, most = phrases.text(missed.text), at_most(missed.most, say)
            over = say("{stage} {money}，过了当年还办不办要问", stage=stage, money=most)
            return phrases.joined([over, _other(paid[-1], phrases)])
        return say("{money}，要{condition}", money=money, condition=name)
    told = [say("{stage} {money}", stage=name, money=money)]
    told += [
        say("{stage} 另{money}", stage=phrases.text(one.text), money=at_most(one.most, say))
        for one in later
    ]
    return phrases.joined(told)


def missed_stage(result: MeasureResult) -> Missed | None:
    """A stage that is paid in the very year, which is over: whether it still is no source says, so
    that it is told as to be asked about, and not as lost; ``None`` where there is none.
    """
    paid, gives = _stages(result), result.measure.gives
    if gives is None or len(paid) != 1 or paid[0].holds:
        return None
    first = paid[0].stage
    share = _share(first)
    for stage in gives.stages:
        own = _share(stage)
        if stage is not first and _asks_for_the_year(stage) and own and share:
            # Of one whole: what one share comes to says what the other does.
            return Missed(stage.text, Fraction(paid[0].most) * Fraction(own) / Fraction(share))
    return None


def stage_of_the_year(result: MeasureResult) -> Text | None:
    """What the stage is called that is due, and in the year of the decision alone; ``None`` where
    none is.
    """
    own = (one for one in _stages(result) if one.holds and _asks_for_the_year(one.stage))
    return next((one.stage.text for one in own), None)


def later_told(result: MeasureResult, phrases: Phrases) -> tuple[str, Number] | None:
    """What is still to come once a stage was paid, in words and in yuan at most: the last one,
    where its condition is not met yet; ``None`` where nothing is.
    """
    paid = _stages(result)
    if not paid or paid[-1].holds:
        return None
    return _other(paid[-1], phrases), paid[-1].most


def _other(one: _Paid, phrases: Phrases) -> str:
    say, money = phrases.say, at_most(one.most, phrases.say)
    return say("另{money}，要{condition}", money=money, condition=phrases.text(one.text))


def _share(stage: Stage) -> Decimal | None:
    """Its share of the whole, where the rule writes it."""
    value = stage.share.value if isinstance(stage.share, Literal) else None
    return value if isinstance(value, Decimal) else None


def _asks_for_the_year(stage: Stage) -> bool:
    """Whether it is paid in one year alone, the year of the decision."""
    nodes = (node for one in leaves(stage.clause) for node in one.nodes) if stage.clause else ()
    return any(isinstance(part, YearReference) for node in nodes for part in walk(node))


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
    stages = {stage.text: stage for stage in gives.stages}
    found = ((stages[one.text], one.value) for one in amount.lines if one.text in stages)
    # What may turn out to be nothing is not due.
    return [
        _Paid(stage, value.high, bool(value.low))
        for stage, value in found
        if isinstance(value, Interval) and value.high
    ]
