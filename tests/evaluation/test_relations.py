"""Intervals, min and max take what comparisons take, and dates what lies between two of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.evaluation import Evaluator
from huiqi.language.checker import check_expression
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value, exactly, symbol

RULES = load_rulebook(Path(__file__).with_name("kinds"))
AS_OF = date(2024, 6, 20)
YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def evaluated(text: str, **facts: Value) -> Value:
    """The value of an expression; ``money_2023`` is that year's money."""
    known: dict[tuple[str, int | None], Given] = {}
    for name, value in facts.items():
        fact, _, year = name.rpartition("_")
        known[(fact, int(year)) if year.isdigit() else (name, None)] = Given(value=value)
    evaluator = Evaluator(RULES, Profile(name="示例", facts=known), AS_OF)
    return evaluator.evaluate(check_expression(text, RULES.scope)).value


def some(*symbols: str, optional: bool = False) -> Choice:
    """The symbols still possible."""
    return Choice(frozenset(symbols), optional)


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("size in [micro, small]", symbol("micro"), YES),
        ("size in [micro, small]", symbol("small"), YES),
        ("size in [micro, small]", symbol("medium"), NO),
        ("size in [micro, small)", symbol("small"), NO),
        ("size in (micro, medium]", symbol("micro"), NO),
        ("size in [micro, small]", some("small", "medium"), OPEN),
        ("size in [micro, small]", some("micro", "small"), YES),
        ("size in [micro, small]", some("micro", optional=True), OPEN),
        ("size in [micro, small]", NOT_APPLICABLE, NO),
        ("size in [before, before]", symbol("small"), OPEN),
    ],
)
def test_an_interval_of_an_ordered_enum(text: str, size: Value, expected: Truth) -> None:
    """As its two comparisons."""
    assert evaluated(text, size=size) is expected


@pytest.mark.parametrize(
    ("size", "before", "least", "greatest"),
    [
        (symbol("small"), symbol("micro"), symbol("micro"), symbol("small")),
        (symbol("small"), NOT_APPLICABLE, symbol("small"), symbol("small")),
        (NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE),
        (some("micro", "medium"), symbol("small"), some("micro", "small"), some("small", "medium")),
        (some("micro", optional=True), symbol("medium"), some("micro", "medium"), symbol("medium")),
        (symbol("medium"), some("micro", "small", "medium"),
         some("micro", "small", "medium"), symbol("medium")),
    ],
)  # fmt: skip
def test_the_extreme_of_an_ordered_enum(
    size: Value, before: Value, least: Value, greatest: Value
) -> None:
    """The set of what every pair of possible symbols comes to."""
    assert evaluated("min(size, before)", size=size, before=before) == least
    assert evaluated("max(size, before)", size=size, before=before) == greatest


@pytest.mark.parametrize(
    ("size", "before", "expected"),
    [("small", "micro", YES), ("micro", "micro", NO), ("medium", None, YES), ("micro", None, OPEN)],
)
def test_the_extreme_is_compared(size: str, before: str | None, expected: Truth) -> None:
    """``max(size, before) >= small`` where one of them is."""
    facts: dict[str, Value] = {"size": symbol(size)}
    if before is not None:
        facts["before"] = symbol(before)
    assert evaluated("max(size, before) >= small", **facts) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [("121", YES), ("120.99", NO), ("169", YES), ("169.01", NO), ("144", YES)],
)
def test_a_compound_rate_in_an_interval(now: str, expected: Truth) -> None:
    """From 100 over two years, 10 % to 30 % a year: 121 to 169, both included."""
    facts: dict[str, Value] = {
        "money_2023": exactly(Decimal(now)),
        "money_2021": exactly(Decimal(100)),
    }
    assert evaluated("cagr(money[-1], 2) in [10%, 30%]", **facts) is expected
    facts["money_2021"] = exactly(Decimal(0))
    assert evaluated("cagr(money[-1], 2) in [10%, 30%]", **facts) is OPEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("due_on + (paid_on - due_on)", date(2024, 3, 10)),
        ("due_on - (paid_on - due_on)", date(2024, 2, 21)),
        ("due_on + max(paid_on - due_on, 15日)", date(2024, 3, 16)),
        ("paid_on + (due_on - paid_on)", date(2024, 3, 1)),
    ],
)
def test_a_date_and_the_days_between_two(text: str, expected: date) -> None:
    """Days that are worked out are added and taken off like days that are written."""
    due, paid = exactly(date(2024, 3, 1)), exactly(date(2024, 3, 10))
    assert evaluated(text, due_on=due, paid_on=paid) == exactly(expected)


def test_a_date_and_days_not_exactly_known() -> None:
    """The range of both; beyond the calendar nothing is said."""
    due = Interval(date(2024, 3, 1), date(2024, 3, 5))
    paid = Interval(date(2024, 3, 10), None)
    assert evaluated("as_of + (paid_on - due_on)", due_on=due, paid_on=paid) == Interval(
        date(2024, 6, 25), None
    )
    assert evaluated("as_of - (paid_on - due_on)", due_on=due, paid_on=paid) == Interval(
        None, date(2024, 6, 15)
    )
    far = exactly(date(9999, 12, 31))
    assert evaluated("due_on + (due_on - as_of)", due_on=far) == Interval(date.max, None)
    assert evaluated("due_on + (paid_on - due_on)", due_on=NOT_APPLICABLE) is NOT_APPLICABLE


def test_days_between_in_an_interval() -> None:
    """Days against days, as in a comparison."""
    assert evaluated("as_of - due_on in [10日, 20日]", due_on=exactly(date(2024, 6, 10))) is YES
    assert evaluated("as_of - due_on in (10日, 20日]", due_on=exactly(date(2024, 6, 10))) is NO
