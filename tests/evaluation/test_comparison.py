"""Comparisons over ranges: true or false only where every completion says so."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.evaluation.comparison import (
    compare,
    growth_compare,
    growth_value,
    industry_within,
    inside,
    member,
)
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, exactly, symbol
from tests.evaluation.ranges import at

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
SMALL = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(
    lambda drawn: Interval(Decimal(min(drawn)), Decimal(max(drawn)))
)


def grid(interval: Interval) -> list[Fraction]:
    """The points of a small range in halves, which suffices to tell every comparison apart."""
    low, high = int(interval.low * 2), int(interval.high * 2)
    return [Fraction(n, 2) for n in range(low, high + 1)]


@pytest.mark.parametrize("sign", SIGNS)
@given(left=SMALL, right=SMALL)
def test_ranges_compare_as_all_their_points_do(sign: str, left: Interval, right: Interval) -> None:
    """True if true for every pair, false if false for every pair, else unknown."""
    answers = {SIGNS[sign](a, b) for a in grid(left) for b in grid(right)}
    expected = Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN
    assert compare(sign, left, right) is expected


@pytest.mark.parametrize("sign", SIGNS)
def test_open_ends_decide_only_what_they_must(sign: str) -> None:
    """At least 5 is above 4 and not below it; whether it is above 6 is open."""
    least = Interval(Decimal(5), None)
    above = compare(sign, least, at(4))
    assert above is Truth.of(sign in (">", ">=", "!="))
    assert compare(sign, least, at(6)) is Truth.UNKNOWN


@pytest.mark.parametrize("sign", SIGNS)
def test_not_applicable_is_false_whatever_the_sign(sign: str) -> None:
    """Even for unequal: what does not apply has no value to differ."""
    assert compare(sign, NOT_APPLICABLE, at(1)) is Truth.FALSE
    assert compare(sign, at(1), NOT_APPLICABLE) is Truth.FALSE


@pytest.mark.parametrize("sign", SIGNS)
@given(left=SMALL, right=SMALL)
def test_what_may_not_apply_never_makes_true(sign: str, left: Interval, right: Interval) -> None:
    """It stays false where it is false anyway."""
    plain = compare(sign, left, right)
    maybe = compare(sign, left._replace(optional=True), right)
    assert maybe is (Truth.FALSE if plain is Truth.FALSE else Truth.UNKNOWN)


ORDER = ("micro", "small", "medium", "large")
SETS = st.sets(st.sampled_from(ORDER), min_size=1).map(lambda s: Choice(frozenset(s)))


@pytest.mark.parametrize("sign", SIGNS)
@given(left=SETS, right=SETS)
def test_ordered_symbols_compare_as_all_their_members_do(
    sign: str, left: Choice, right: Choice
) -> None:
    """The set of symbols still possible decides like a range."""
    answers = {
        SIGNS[sign](ORDER.index(a), ORDER.index(b))
        for a in left.symbols or ()
        for b in right.symbols or ()
    }
    found = compare(sign, left, right, ORDER)
    if len(answers) == 1:
        assert found in (Truth.of(answers.pop()), Truth.UNKNOWN)
    else:
        assert found is Truth.UNKNOWN
    if left.known and right.known:
        assert found.known


def test_texts_are_compared_however_they_are_spelt() -> None:
    """Brackets, width, spaces; two kinds that read differently differ."""
    one, other = symbol("甲（乙）类"), symbol("甲 (乙)类")
    assert compare("==", one, other) is Truth.TRUE
    assert compare("!=", one, other) is Truth.FALSE
    assert compare("==", one, symbol("甲（丙）类")) is Truth.FALSE


def test_membership() -> None:
    """In if all possible symbols are listed, out if none is."""
    either = Choice(frozenset({"a", "b"}))
    assert member(either, ("a", "b", "c")) is Truth.TRUE
    assert member(either, ("a",)) is Truth.UNKNOWN
    assert member(either, ("c",)) is Truth.FALSE
    assert member(Choice(None, True), ("a",)) is Truth.UNKNOWN
    assert member(Choice(frozenset({"a"}), True), ("a",)) is Truth.UNKNOWN
    assert member(NOT_APPLICABLE, ("a",)) is Truth.FALSE


@pytest.mark.parametrize(
    ("low_in", "high_in", "point", "truth"),
    [(True, True, 2, True), (False, True, 2, False), (True, True, 5, True), (True, False, 5, False),
     (True, True, 6, False), (False, False, 3, True)],
)  # fmt: skip
def test_intervals_include_their_ends_as_written(
    low_in: bool, high_in: bool, point: int, truth: bool
) -> None:
    """[ and ] include, ( and ) exclude."""
    assert inside(at(point), at(2), at(5), low_in, high_in) is Truth.of(truth)


@pytest.mark.parametrize(
    ("code", "listed", "truth"),
    [
        ("C2641", ("C",), Truth.TRUE),
        ("C26", ("C2641",), Truth.UNKNOWN),
        ("C", ("C26",), Truth.UNKNOWN),
        ("C25", ("C26",), Truth.FALSE),
        ("D4411", ("D",), Truth.TRUE),
        ("F5110", ("C", "D"), Truth.FALSE),
        ("C26", ("C2641", "C26"), Truth.TRUE),
    ],
)
def test_industries_by_their_hierarchy(code: str, listed: tuple[str, ...], truth: Truth) -> None:
    """A code lies within its ancestors; one known only roughly may or may not lie lower."""
    assert industry_within(symbol(code), listed) is truth


@pytest.mark.parametrize("sign", SIGNS)
@given(
    now=st.integers(0, 300),
    base=st.integers(1, 200),
    rate=st.integers(-50, 100),
    years=st.integers(1, 3),
)
def test_growth_is_compared_exactly(sign: str, now: int, base: int, rate: int, years: int) -> None:
    """As (now/base) against (1+r)^n, both sides being positive and rising."""
    share = Fraction(rate, 100)
    expected = SIGNS[sign](Fraction(now, base), (1 + share) ** years)
    ratio = Interval(Decimal(rate) / 100, Decimal(rate) / 100)
    found = growth_compare(sign, at(now), at(base), years, ratio)
    assert found is Truth.of(expected)


@pytest.mark.parametrize("base", [0, -5])
def test_growth_from_nothing_is_unknown(base: int) -> None:
    """A base that is not positive has no growth."""
    assert growth_compare(">=", at(10), at(base), 1, exactly(Decimal("0.1"))) is Truth.UNKNOWN
    open_base = Interval(Decimal(base), Decimal(5))
    assert growth_compare(">=", at(10), open_base, 2, exactly(Decimal(0))) is Truth.UNKNOWN
    for now, maybe in product((False, True), repeat=2):
        ends = Interval(Decimal(base), Decimal(5), maybe)
        found = growth_value(at(10)._replace(optional=now), ends)
        assert found == Interval(None, None, now or maybe)


@pytest.mark.parametrize(
    ("now", "rate"), [("-0.5", "-0.5"), ("-0.01", "0.1"), ("1", "-1.5"), ("1", "-1.01")]
)
def test_over_several_years_nothing_negative_has_a_root(now: str, rate: str) -> None:
    """Over one year it is plain."""
    for sign in SIGNS:
        assert growth_compare(sign, at(now), at(1), 2, at(rate)) is Truth.UNKNOWN
        expected = SIGNS[sign](Fraction(now), 1 + Fraction(rate))
        assert growth_compare(sign, at(now), at(1), 1, at(rate)) is Truth.of(expected)


#: All the classes there are.
CLASSES = ("C2611", "C2612", "C2621", "C2711", "D4411", "D4412")
CODES = ("C", "C26", "C261", "C2611", "C27", "D")


@pytest.mark.parametrize("optional", [False, True])
@pytest.mark.parametrize(
    "listed", [("C26",), ("C261", "D"), ("C2611",), ("D4411", "C27"), ("C", "D")]
)
def test_several_industries_lie_within_as_all_their_classes_do(
    listed: tuple[str, ...], optional: bool
) -> None:
    """One or two codes, at any level, each standing for the classes below it."""
    for codes in combinations_with_replacement(CODES, 2):
        below = [leaf for leaf in CLASSES if leaf.startswith(codes)]
        answers = {leaf.startswith(listed) for leaf in below} | ({False} if optional else set())
        expected = Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN
        found = industry_within(Choice(frozenset(codes), optional), listed)
        assert found is expected, codes
    assert industry_within(Choice(None, optional), listed) is Truth.UNKNOWN
    assert industry_within(NOT_APPLICABLE, listed) is Truth.FALSE
