"""What a measure would be, were the figure for which it is refused what is asked."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from huiqi.decision.changes import apply
from huiqi.decision.groups import missed
from huiqi.decision.results import REFUSED, MeasureResult
from huiqi.decision.trace import Gap
from huiqi.decision.trials import Trial
from huiqi.decision.what_if import Change
from huiqi.language.tree import FactReference
from huiqi.objects import dataclass
from huiqi.rulebook.rulebook import Fact
from huiqi.values import Interval, exactly

if TYPE_CHECKING:
    from huiqi.rulebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """``change``: the figure as it would have to be, of its year; ``result``: what the measure
    would then be, decided in full.
    """

    change: Change
    result: MeasureResult


def made_up(result: MeasureResult, trial: Trial) -> MadeUp | None:
    """With that figure made up; ``None`` where it is none that is told by itself, or the measure
    is refused all the same.
    """
    found = missed(result)
    change = _change(found[1], trial) if found is not None else None
    if change is None:
        return None
    after = trial.again(apply(trial.profile, (change,))).measure(result.measure)
    return None if after.status in REFUSED else MadeUp(change=change, result=after)


def _change(gap: Gap, trial: Trial) -> Change | None:
    """The fact that is told, as it would have to be."""
    said = gap.part or gap.of
    fact = _fact(said.node, trial.evaluator.rulebook)
    if fact is None or not isinstance(said.node, FactReference) or gap.holds_from is not None:
        return None
    year = said.year + said.node.shift if fact.yearly else None
    given = trial.profile.given(fact.id, year)
    short = gap.distance if gap.part is None else gap.lacking
    if given is None or short is None or not isinstance(given.value, Interval):
        return None
    had = given.value.low
    if not given.value.known or not isinstance(had, Decimal | Fraction):
        return None
    asked = Fraction(had) - Fraction(short) if gap.over else Fraction(had) + Fraction(short)
    return Change(name=fact.id, year=year, before=given.value, after=exactly(asked))


def _fact(node: object, rulebook: Rulebook) -> Fact | None:
    """The fact that is referred to by itself, of the year or a fixed number of years from it."""
    if not isinstance(node, FactReference) or node.at is not None or node.every:
        return None
    declared = rulebook.declared(node.name)
    return declared if isinstance(declared, Fact) else None
