"""What is taken from an enterprise as it was is what working it out for the changed one says."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.decision.results import MeasureResult
from huiqi.decision.trials import Trial
from huiqi.evaluation import Evaluator
from huiqi.evaluation.found_contradictions import can_be
from huiqi.profile.profile import Profile
from huiqi.rulebook.reach import Reach
from tests.decision.test_reuse import DRAWING, MEASURES, RULES
from tests.thorough import examples

DAY = date(2023, 6, 20)
REACH = Reach(RULES)


def _trial(profile: Profile) -> Trial:
    return Trial(Evaluator(RULES, profile, DAY), REACH)


def _said(result: MeasureResult) -> tuple[object, ...]:
    return result.status, result.conditions, result.amount, result.missing, result.causes


@pytest.mark.fuzz
@pytest.mark.parametrize("number", range(examples(90)))
def test_a_trial_says_what_is_said_of_the_enterprise_anew(number: int) -> None:
    """Of every change of a row of changes: whether it can be, and what is decided."""
    profile = DRAWING.enterprise(number)
    trial = _trial(profile)
    asked = MEASURES[number % 7 :: 7]
    for measure in asked:
        trial.measure(measure)
    for step in range(6):
        profile = DRAWING.changed(6 * number + step, profile)
        trial = trial.again(profile)
        anew = _trial(profile)
        assert trial.contradictions.found == anew.contradictions.found
        assert trial.contradictions.can_be() is can_be(RULES, profile, DAY)
        for measure in asked:
            assert _said(trial.measure(measure)) == _said(anew.measure(measure))


def test_both_are_met_what_can_be_and_what_cannot() -> None:
    """Else the test above would compare nothing."""
    found = set()
    for number in range(30):
        profile = DRAWING.enterprise(number)
        for step in range(6):
            profile = DRAWING.changed(6 * number + step, profile)
            found.add(can_be(RULES, profile, DAY))
    assert found == {True, False}
