"""What a title that ends soon would bring once more, where it is recognised anew: known today, and
told before the year of the recognition is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.decision.expiring import Expiry, expiring
from huiqi.decision.measure_decider import MeasureDecider
from huiqi.decision.results import REFUSED
from huiqi.decision.standing import is_refused
from huiqi.objects import dataclass
from huiqi.profile.profile import Given
from huiqi.rulebook.titles_read import rechecked_of_title
from huiqi.values import exactly

if TYPE_CHECKING:
    from huiqi.decision.results import MeasureResult
    from huiqi.decision.trials import Trial
    from huiqi.evaluation import Evaluator


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """``held``: the title that ends; ``result``: what a measure that is refused now would be."""

    held: Expiry
    result: MeasureResult


def renewed(
    results: Iterable[MeasureResult], trial: Trial, illustrative: Evaluator
) -> Iterator[Renewed]:
    """Of each title that ends soon, with the recheck passed in the year of the decision: the
    measures that read when it was passed last, are refused now, be it only as presumed, and would
    not be then in either reading.
    """
    rulebook, as_of = trial.evaluator.rulebook, trial.evaluator.as_of
    known = tuple(results)
    for held in expiring(rulebook, trial.profile, as_of):
        fact = rechecked_of_title(rulebook, held.title) if held.title is not None else ""
        if not fact or held.until < as_of:
            continue
        passed = Given(value=exactly(Decimal(as_of.year)))
        profile = replace(trial.profile, facts={**trial.profile.facts, (fact, None): passed})
        after = trial.again(profile)
        weak = MeasureDecider(illustrative.again(profile, lambda name: False, after.evaluator))
        for result in known:
            measure = result.measure
            if fact not in trial.reach.of_measure(measure) or not is_refused(result):
                continue
            then = after.measure(measure)
            if then.status not in REFUSED and weak.measure(measure).status not in REFUSED:
                yield Renewed(held=held, result=replace(then, later=None))
