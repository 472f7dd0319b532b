"""Every expression that the checker accepts has a value, for whatever is known; and learning more
only narrows it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.evaluation import Evaluator
from huiqi.language.checker import check_expression
from huiqi.language.parser import ExpressionError
from huiqi.language.prose import prose
from huiqi.language.types import Kind, Type
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Fact
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Record, Records, Value, exactly
from tests.language.generated import expression

RULES = load_rulebook(Path(__file__).with_name("kinds"))
AS_OF = date(2024, 2, 29)
YEARS = (2021, 2022, 2023, 2024)
TEXTS, CODES = ("甲", "乙"), ("C", "C25", "C2641", "D44", "H")


class Drawn:
    """Random enterprises: all that is known of one, and what one may know of it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def both(self) -> tuple[Profile, Profile]:
        """The whole and a part."""
        whole: dict[tuple[str, int | None], Given] = {}
        part: dict[tuple[str, int | None], Given] = {}
        for fact in RULES.facts.values():
            for year in YEARS if fact.yearly else (None,):
                value = self.known(fact)
                whole[fact.id, year] = Given(value=value)
                less = self.less(fact, value)
                if less is not None:
                    part[fact.id, year] = Given(value=less)
        return Profile(name="示例企业", facts=whole), Profile(name="示例企业", facts=part)

    def known(self, fact: Fact) -> Value:
        """A value of which nothing is open."""
        if self.random.random() < 0.1:
            return NOT_APPLICABLE
        if fact.fields:
            return Records(
                tuple(self.record(fact, n) for n in range(self.random.randrange(4))), True
            )
        if fact.type.kind is Kind.BOOL:
            return Truth.of(self.random.random() < 0.5)
        if fact.type.enumeration is not None or fact.type.kind in (Kind.INDUSTRY, Kind.TEXT):
            return Choice(frozenset({self.random.choice(symbols(fact.type))}))
        return exactly(self.point(fact))

    def record(self, fact: Fact, number: int) -> Record:
        """A record of which all is known."""
        stated = {name: own for name, own in fact.fields.items() if own.formula is None}
        return Record({name: self.known(own) for name, own in stated.items()}, f"第{number}条")

    def point(self, fact: Fact) -> Any:
        """A number or a date that a fact can have."""
        choice = self.random.randrange
        if fact.type.kind is Kind.DATE:
            far = [date.min, date.max]
            return date(2018, 1, 1) + timedelta(choice(3000)) if choice(20) else far[choice(2)]
        if fact.type.kind is Kind.RATIO:
            return Decimal(choice(-100, 1100)) / 1000
        if isinstance(fact.low, Decimal) and fact.low >= 1900:
            return Decimal(choice(1999, 2030))
        low = 0 if fact.low is not None else -(10**5)
        number = self.random.choice([0, 3, 10**17, choice(low, 10**5), choice(low, 10**4)])
        return Decimal(number) / (100 if fact.type.kind is Kind.MONEY else 1)

    def less(self, fact: Fact, value: Value) -> Value | None:
        """The same value with something of it not known; ``None``: nothing is."""
        how = self.random.random()
        if how < 0.4:
            return value
        if how < 0.6:
            return None
        if isinstance(value, Records):
            fewer = self.random.randrange(2)
            kept = value.items[: len(value.items) - fewer]
            return Records(tuple(self.fewer(fact, item) for item in kept), not fewer)
        if isinstance(value, Interval):
            other, optional = self.point(fact), self.random.random() < 0.3
            if self.random.random() < 0.2:
                return Interval(value.low, None, optional)
            return Interval(min(value.low, other), max(value.low, other), optional)
        if isinstance(value, Choice):
            more = self.random.sample(symbols(fact.type), self.random.randrange(3))
            optional = self.random.random() < 0.3
            return Choice((value.symbols or frozenset()) | frozenset(more), optional)
        return None

    def fewer(self, fact: Fact, item: Record) -> Record:
        """A record with some of its fields not known."""
        fields = {n: self.less(fact.fields[n], value) for n, value in item.fields.items()}
        return Record({n: value for n, value in fields.items() if value is not None}, item.key)


def symbols(type_: Type) -> tuple[str, ...]:
    """The symbols, codes or texts that are tried."""
    if type_.enumeration is not None:
        return type_.enumeration.symbols
    return CODES if type_.kind is Kind.INDUSTRY else TEXTS


def holds(wide: Value, narrow: Value) -> bool:
    """Whether a value leaves possible what is known when more is."""
    if isinstance(wide, Truth):
        # What does not apply is not so.
        return wide is Truth.UNKNOWN or wide is (
            narrow if isinstance(narrow, Truth) else Truth.FALSE
        )
    if isinstance(wide, Records) or isinstance(narrow, Records):
        return True
    if narrow is NOT_APPLICABLE:
        return wide is NOT_APPLICABLE or bool(getattr(wide, "optional", False))
    if isinstance(narrow, Truth):
        # What may not have applied turns out to.
        return wide is NOT_APPLICABLE and narrow is Truth.FALSE
    if isinstance(wide, Interval) and isinstance(narrow, Interval):
        return (
            (wide.low is None or (narrow.low is not None and wide.low <= narrow.low))
            and (wide.high is None or (narrow.high is not None and narrow.high <= wide.high))
            and (wide.optional or not narrow.optional)
        )
    if isinstance(wide, Choice) and isinstance(narrow, Choice):
        inside = wide.symbols is None or (
            narrow.symbols is not None and narrow.symbols <= wide.symbols
        )
        return inside and (wide.optional or not narrow.optional)
    return False


@pytest.mark.fuzz
@settings(max_examples=max(500, settings().max_examples))
@given(seed=st.integers(0, 2**40))
def test_what_is_accepted_has_a_value_and_learning_narrows_it(seed: int) -> None:
    """No exception, whatever is known; and no value that a completion contradicts."""
    text = expression(Random(seed))
    try:
        node = check_expression(text, RULES.scope)
    except ExpressionError:
        return
    labels = RulebookLabels(RULES)
    assert prose(node, labels, "zh", 2023)
    assert prose(node, labels, "en")
    profiles = (*Drawn(seed).both(), Profile(name="示例企业"))
    whole, part, nothing = (Evaluator(RULES, p, AS_OF).evaluate(node).value for p in profiles)
    assert holds(part, whole), (text, part, whole)
    assert holds(nothing, part), (text, nothing, part)


def test_most_of_what_is_generated_is_accepted() -> None:
    """A generator that is mostly refused would try nothing."""
    accepted = 0
    for seed in range(300):
        try:
            check_expression(expression(Random(seed)), RULES.scope)
            accepted += 1
        except ExpressionError:
            pass
    assert accepted > 200
