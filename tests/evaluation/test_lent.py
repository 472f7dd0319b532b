"""What one evaluation takes from another is what working it out says, and is taken where it may."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from huiqi.evaluation import Evaluator
from huiqi.evaluation.evaluator import Strictness
from huiqi.evaluation.reads import Outcome
from huiqi.language.checker import check_expression
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.truth import Truth
from huiqi.values import Record, Records, Value, exactly, symbol

RULES = load_rulebook(Path(__file__).with_name("rules"))
REACH = Reach(RULES)
AS_OF = date(2023, 6, 20)
STRICT, SHOWN = Strictness.STRICT, Strictness.ILLUSTRATIVE
ENTRY = Record({"worth": exactly(Decimal(3)), "good": Truth.TRUE}, "甲")
#: What may be told of an enterprise.
FACTS: dict[tuple[str, int | None], Value] = {
    ("money", 2021): exactly(Decimal(4)),
    ("money", 2022): exactly(Decimal(9)),
    ("size", None): symbol("s"),
    ("established_on", None): exactly(date(2021, 3, 1)),
    ("list", 2022): Records((ENTRY,), complete=True),
}
DECLARED: list[Fact | Definition] = [*RULES.facts.values(), *RULES.definitions.values()]
NAMES = [
    (each.id, year)
    for each in DECLARED
    for year in ((2020, 2021, 2022, 2023) if each.yearly else (None,))
]


def enterprises() -> list[Profile]:
    """Every one of which some of these facts are told."""
    return [
        Profile(name="示例企业", facts={key: Given(value=FACTS[key]) for key in told})
        for size in range(len(FACTS) + 1)
        for told in combinations(FACTS, size)
    ]


def everything(evaluator: Evaluator) -> dict[tuple[str, int | None], Outcome]:
    """All that is said of an enterprise, the later years first."""
    return {key: evaluator.outcome(*key) for key in reversed(NAMES)}


def said(outcome: Outcome) -> tuple[object, ...]:
    """What it says; a list by what is in it."""
    value = outcome.value
    if isinstance(value, Records):
        return (value.items, value.complete, value.through, *outcome[1:])
    return outcome


def same(outcomes: dict[tuple[str, int | None], Outcome], plain: Evaluator) -> None:
    """Each is what the other says."""
    for key, expected in everything(plain).items():
        assert said(outcomes[key]) == said(expected), key


def untouched(*facts: str) -> set[str]:
    """What does not rest on these facts."""
    return {name for name, _ in NAMES if REACH.of_name(name).isdisjoint(facts)}


def test_what_both_readings_agree_on_is_worked_out_once() -> None:
    """What is known strictly stays so when weak rules count too; what is not is worked out anew."""
    for profile in enterprises():
        strict = Evaluator(RULES, profile, AS_OF)
        told = everything(strict)
        shown = everything(Evaluator(RULES, profile, AS_OF, SHOWN, strict))
        same(shown, Evaluator(RULES, profile, AS_OF, SHOWN))
        assert all(shown[key] is told[key] for key in NAMES if key[0] not in RULES.weak)
        # The strict one says the same as before it was asked.
        same(everything(strict), Evaluator(RULES, profile, AS_OF))
        assert shown["abroad", 2022].value == exactly(Decimal(9))
        assert told["abroad", 2022].value != shown["abroad", 2022].value


@pytest.mark.few(4)
@pytest.mark.parametrize("reading", [STRICT, SHOWN])
@pytest.mark.parametrize("changed", FACTS)
def test_what_a_change_does_not_touch_is_kept(
    changed: tuple[str, int | None], reading: Strictness
) -> None:
    """After a fact is told, and after it is taken back."""
    # What rests on weak rules is worked out anew, in its own reading.
    kept = untouched(changed[0]) - RULES.weak
    for profile in enterprises():
        facts = dict(profile.facts)
        if facts.pop(changed, None) is None:
            facts[changed] = Given(value=FACTS[changed])
        other = Profile(name="示例企业", facts=facts)
        before = Evaluator(RULES, profile, AS_OF, reading)
        told = everything(before)
        again = before.again(other, lambda name: name in kept)
        found = everything(again)
        same(found, Evaluator(RULES, other, AS_OF, reading))
        assert all(found[key] is told[key] for key in NAMES if key[0] in kept)
        alike = Evaluator(RULES, other, AS_OF, reading)
        alike.borrow(Evaluator(RULES, profile, AS_OF, reading), lambda name: name in kept)
        same(everything(alike), Evaluator(RULES, other, AS_OF, reading))


def test_what_is_borrowed_is_the_other_enterprises() -> None:
    """Only what is so of both; and within an expression too."""
    nobody, told = enterprises()[0], enterprises()[-1]
    lender = Evaluator(RULES, told, AS_OF)
    borrower = Evaluator(RULES, nobody, AS_OF)
    borrower.borrow(lender, lambda name: name == "tabled")
    assert borrower.outcome("tabled") is lender.outcome("tabled")
    assert borrower.outcome("size").value != lender.outcome("size").value
    node = check_expression("tabled + 1元", RULES.scope)
    assert borrower.evaluate(node).value == exactly(Decimal(2))
