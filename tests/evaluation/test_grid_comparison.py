"""Comparisons on every pair of small ranges and of sets of symbols: true where true of all that
is possible, false where false of all, else unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pytest

from huiqi.evaluation.comparison import (
    compare,
    extreme_symbol,
    growth_compare,
    growth_value,
    inside,
    member,
)
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value, exactly, hull, intersects
from tests.evaluation.grids import EITHER, FEW, SIGNS, agreed, every, ranges_with, spanned

ORDER = ("micro", "small", "medium", "large")
SETS: list[Value] = [
    Choice(frozenset(symbols), optional)
    for size in range(1, 5)
    for symbols in combinations(ORDER, size)
    for optional in (False, True)
]
SETS.append(NOT_APPLICABLE)


def so(comparison: Callable[..., bool]) -> Callable[..., bool]:
    """The comparison, which is not so where an operand does not apply."""

    def compared(*operands: Any) -> bool:
        return NOT_APPLICABLE not in operands and comparison(*operands)

    return compared


@pytest.mark.parametrize("sign", SIGNS)
def test_every_pair_of_ranges(sign: str) -> None:
    """Ends that meet, open ends, and what may not apply: that is no, whatever the sign."""
    for left, right in product(EITHER, repeat=2):
        expected = agreed(every(so(SIGNS[sign]), left, right))
        assert compare(sign, left, right) is expected, (left, right)


@pytest.mark.parametrize("low_included", [False, True])
@pytest.mark.parametrize("high_included", [False, True])
def test_every_interval(low_included: bool, high_included: bool) -> None:
    """As its two comparisons, of which one that fails suffices."""
    signs = ">=" if low_included else ">", "<=" if high_included else "<"
    holds = {
        (sign, operand, end): agreed(every(so(SIGNS[sign]), operand, end, step=Fraction(1)))
        for sign, operand, end in product(signs, FEW, FEW)
    }
    for operand, low, high in product(FEW, repeat=3):
        both = {holds[signs[0], operand, low], holds[signs[1], operand, high]}
        expected = Truth.FALSE if Truth.FALSE in both else Truth.UNKNOWN
        found = inside(operand, low, high, low_included, high_included)
        assert found is (Truth.TRUE if both == {Truth.TRUE} else expected), (operand, low, high)


def possible(value: Value) -> tuple[Any, ...]:
    """The symbols that a set leaves possible, as their places."""
    if not isinstance(value, Choice):
        return (NOT_APPLICABLE,)
    places = tuple(ORDER.index(name) for name in value.symbols or ())
    return (*places, NOT_APPLICABLE) if value.optional else places


@pytest.mark.parametrize("sign", SIGNS)
def test_every_pair_of_sets_of_symbols(sign: str) -> None:
    """By their place in the order of the enum."""
    for left, right in product(SETS, repeat=2):
        pairs = product(possible(left), possible(right))
        expected = agreed(so(SIGNS[sign])(a, b) for a, b in pairs)
        assert compare(sign, left, right, ORDER) is expected, (left, right)


def test_every_membership() -> None:
    """Listed in any order."""
    for size in range(1, 5):
        for listed in combinations(reversed(ORDER), size):
            for operand in SETS:
                inside_ = (
                    p is not NOT_APPLICABLE and ORDER[p] in listed for p in possible(operand)
                )
                assert member(operand, listed) is agreed(inside_), (operand, listed)


def _set(found: Iterable[Any]) -> Value:
    """The set of the symbols at these places."""
    places = set(found)
    symbols = frozenset(ORDER[place] for place in places if place is not NOT_APPLICABLE)
    return Choice(symbols, NOT_APPLICABLE in places) if symbols else NOT_APPLICABLE


@pytest.mark.parametrize("choose", [min, max])
def test_the_lowest_and_the_highest_symbol_of_every_pair(choose: Callable[..., int]) -> None:
    """No more symbols are left possible than some pair comes to."""
    for left, right in product(SETS, repeat=2):
        found = set()
        for pair in product(possible(left), possible(right)):
            applying = [place for place in pair if place is not NOT_APPLICABLE]
            found.add(choose(applying) if applying else NOT_APPLICABLE)
        expected = _set(found)
        assert extreme_symbol(choose is min, (left, right), ORDER) == expected, (left, right)


def test_every_hull_of_sets_and_whether_two_can_both_be_right() -> None:
    """What is possible of either, and whether anything is possible of both."""
    for left, right in product(SETS, repeat=2):
        one, other = set(possible(left)), set(possible(right))
        assert hull((left, right)) == _set(one | other), (left, right)
        assert intersects(left, right) is bool(one & other), (left, right)


def _certain(*ends: int) -> list[Interval]:
    """Ranges that are sure to apply."""
    return [found for found in ranges_with(map(Decimal, ends)) if not found.optional]


NOW, BASES, RATES = _certain(0, 1, 4), _certain(1, 2), _certain(-1, 1)


def _sure(value: Interval, above: int) -> bool:
    return value.low is not None and value.low > above


def _against(years: int) -> Callable[..., int]:
    """Whether now lies below, at or above what the base has grown to at that rate."""

    def against(now: Fraction, base: Fraction, rate: Fraction) -> int:
        target = base * (1 + rate) ** years
        return (now > target) - (now < target)

    return against


@pytest.mark.parametrize("years", [1, 2])
def test_every_growth(years: int) -> None:
    """``(now / base)^(1 / years) - 1`` against the rate, where it has a value: a base that is sure
    to be positive, and over several years nothing negative now and no rate below -100%.
    """
    for now, base, rate in product(NOW, BASES, RATES):
        settled = _sure(base, 0) and (years == 1 or (_sure(now, -1) and _sure(rate, -2)))
        lies = every(_against(years), now, base, rate, step=Fraction(1)) if settled else set()
        if {-1, 1} <= lies:
            lies.add(0)  # somewhere in between they are equal
        for sign, maybe in product(SIGNS, product((False, True), repeat=3)):
            given = [v._replace(optional=o) for v, o in zip((now, base, rate), maybe, strict=True)]
            expected = Truth.UNKNOWN
            if settled:
                expected = agreed([SIGNS[sign](lie, 0) for lie in lies] + [False] * any(maybe))
            found = growth_compare(sign, given[0], given[1], years, given[2])
            assert found is expected, (sign, given)


@pytest.mark.parametrize("sign", SIGNS)
def test_growth_of_what_does_not_apply_is_no(sign: str) -> None:
    """Whichever of the three it is."""
    one = exactly(Decimal(1))
    for now, base, rate in (
        (NOT_APPLICABLE, one, one),
        (one, NOT_APPLICABLE, one),
        (one, one, NOT_APPLICABLE),
    ):
        assert growth_compare(sign, now, base, 2, rate) is Truth.FALSE


def test_every_value_of_growth() -> None:
    """The range of ``now / base - 1``; anything where the base may not be positive."""
    for now, base in product(NOW, BASES):
        found = growth_value(now, base)
        if not _sure(base, 0):
            assert found == Interval(None, None), (now, base)
            continue
        expected = spanned(every(lambda n, b: n / b - 1, now, base))
        assert isinstance(found, Interval)
        assert isinstance(expected, Interval)
        for end, reached in zip(found[:2], expected[:2], strict=True):
            # Of an endless base it comes as near to -100% as you like.
            falls = base.high is None and reached is not None and abs(reached + 1) < 1e-5
            assert end == (-1 if falls else reached), (now, base)
        assert growth_value(now, NOT_APPLICABLE) is NOT_APPLICABLE
        assert growth_value(NOT_APPLICABLE, base) is NOT_APPLICABLE
        either = growth_value(now._replace(optional=True), base)
        assert either == growth_value(now, base._replace(optional=True))
        assert either == found._replace(optional=True)


def test_every_two_truths() -> None:
    """Compared where both are known, and neither is more than the other."""
    pairs = list(product(Truth, repeat=2))
    for sign, (left, right) in product(("==", "!="), pairs):
        expected = Truth.UNKNOWN
        if Truth.UNKNOWN not in (left, right):
            expected = Truth.of(SIGNS[sign](left, right))
        assert compare(sign, left, right) is expected
