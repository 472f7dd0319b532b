"""Five invented texts, entered in sheets, against what their words give a firm."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from huiqi import Engine
from huiqi.adoption.journal import put_in_place
from huiqi.adoption.plan import planned
from huiqi.adoption.side import entered_of
from huiqi.authoring import copy_rules
from huiqi.decision.results import MeasureResult, Status
from tests.texts.oracle import TEXTS, TODAY, Firm, Given, random_firm, stated, together

HERE = Path(__file__).resolve().parent
#: The measure that each text was entered as, in the order in which they refer to one another.
MEASURES = {
    "1-above-scale": "becoming-above-scale",
    "2-renovation": "renovation",
    "3-rd-spending": "rd-spending",
    "4-titles": "specialised-and-little-giant",
    "5-gazelle": "gazelle-and-unicorn",
}
SETTLED = (Status.QUALIFIES, Status.DOES_NOT_QUALIFY)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The rules with the five texts, one adopted after the other."""
    rules = copy_rules(tmp_path_factory.mktemp("five") / "rules")
    cases = rules.parent / "cases"
    cases.mkdir(exist_ok=True)
    for name in MEASURES:
        entered, _ = entered_of(HERE / f"{name}.xlsx", rules)
        put_in_place(planned(entered, rules, cases))
    with Engine.load(rules, compare=False) as loaded:
        yield loaded


def decided(engine: Engine, facts: dict[str, object]) -> dict[str, MeasureResult]:
    read = engine.read_enterprise({"enterprise": {"name": "示例企业"}, "facts": facts}, TODAY)
    decision = engine.check(read.enterprise, TODAY, list(MEASURES.values()))
    return {name: decision[measure] for name, measure in MEASURES.items()}


def given(firm: Firm, name: str) -> Given:
    return TEXTS[name[0]](firm)


def most(result: MeasureResult) -> Fraction | None:
    amount = result.amount
    assert amount is not None
    end = amount.at_most if amount.at_most is not None else amount.high
    return None if end is None else Fraction(end)


@pytest.mark.few(2)
@pytest.mark.parametrize("seed", range(5))
def test_a_hundred_firms_get_what_the_words_give(engine: Engine, seed: int) -> None:
    """Verdict and amount to the cent of the first four.

    Of the fifth, an official has the last word: what it comes to then; where the third gives
    nothing, there is nothing to add half of.
    """
    random = Random(seed)
    for _ in range(100):
        firm = random_firm(random)
        results = decided(engine, stated(firm))
        for name, result in results.items():
            wanted = given(firm, name)
            if name != "5-gazelle":
                assert result.status == wanted.verdict, (name, firm)
                assert result.amount is not None
                assert result.amount.low == result.amount.high == wanted.amount, (name, firm)
            elif wanted.verdict == "needs_judgement":
                assert (result.status, most(result)) == (wanted.verdict, wanted.amount), firm
            else:
                assert result.status is Status.DOES_NOT_QUALIFY or most(result) == 0, firm


def test_the_higher_of_the_first_and_the_fourth_alone_is_had(engine: Engine) -> None:
    """What may be had together of the first four, to the cent."""
    random = Random(99)
    first_four = list(MEASURES.values())[:4]
    for _ in range(60):
        firm = random_firm(random)
        facts = {"enterprise": {"name": "示例企业"}, "facts": stated(firm)}
        enterprise = engine.read_enterprise(facts, TODAY).enterprise
        totals = engine.check(enterprise, TODAY, first_four).totals
        assert sum(Fraction(total.low) for total in totals.values()) == together(firm)


def test_what_is_left_out_is_never_taken_for_no(engine: Engine) -> None:
    """Of a firm of which some facts are not told: what is settled is so, and amounts hold it."""
    random = Random(5)
    settled = 0
    for _ in range(120):
        firm = random_firm(random)
        facts = stated(firm)
        left_out = random.sample(sorted(facts), random.choice((1, 2, 4, 8)))
        told = {label: value for label, value in facts.items() if label not in left_out}
        for name, result in list(decided(engine, told).items())[:4]:
            wanted = given(firm, name)
            if result.status in SETTLED:
                settled += 1
                assert result.status == wanted.verdict, (name, left_out, firm)
            assert result.amount is not None
            low, high = result.amount.low, result.amount.high
            assert low is None or low <= wanted.amount, (name, left_out, firm)
            assert high is None or wanted.amount <= high, (name, left_out, firm)
    assert settled > 100
