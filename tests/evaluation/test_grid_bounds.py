"""A constraint between every two small ranges: what is left of the one by what the other may be."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from huiqi.evaluation import Evaluator
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Choice, Interval, Value
from tests.evaluation import constrained
from tests.evaluation.grids import SIGNS, ranges_with

FACTS = """\
facts:
  one: {type: count, label: {zh: 甲, en: one}}
  two: {type: count, label: {zh: 乙, en: two}}
  day: {type: date, label: {zh: 某日, en: day}}
  then: {type: date, label: {zh: 那日, en: then}}
  here: {type: enum, label: {zh: 此处, en: here}, values: {a: {zh: 一, en: a}, b: {zh: 二, en: b}, c: {zh: 三, en: c}}}
  there: {type: enum, label: {zh: 彼处, en: there}, values: {a: {zh: 一, en: a}, b: {zh: 二, en: b}, c: {zh: 三, en: c}}}
"""  # noqa: E501
NUMBERS = ranges_with(map(Decimal, (0, 1, 2)))
FIRST = date(2024, 2, 28)
DAYS = ranges_with(FIRST + timedelta(n) for n in range(3))
SETS = [
    Choice(frozenset(symbols), optional)
    for size in (1, 2, 3)
    for symbols in combinations("abc", size)
    for optional in (False, True)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the rulebooks are written."""
    return tmp_path_factory.mktemp("bounds")


@cache
def book(folder: Path, sign: str) -> Rulebook:
    """A rulebook that holds each pair of facts together."""
    pairs = ["one two", "day then"] + ["here there"] * (sign in ("==", "!="))
    lines = []
    for pair in pairs:
        left, right = pair.split()
        text = f"{{text: {{zh: {left}, en: {left}}}, if: '{left} {sign} {right}', severity: error}}"
        lines.append(f"  {left}-{right}: {text}\n")
    name = "".join(str(ord(letter)) for letter in sign)
    return constrained.rules(folder / name, FACTS, "constraints:\n" + "".join(lines))


def bounded(rulebook: Rulebook, **stated: Value) -> Value:
    """The first of the facts, within what the other leaves it."""
    facts: dict[tuple[str, int | None], Given]
    facts = {(name, None): Given(value=value) for name, value in stated.items()}
    profile = Profile(name="示例企业", facts=facts)
    return Evaluator(rulebook, profile, date(2024, 6, 1)).outcome(next(iter(stated))).value


def left_of(value: Interval, sign: str, other: Interval, step: Any) -> Interval:
    """What is left of a range of whole steps: its ends, tried outwards to where it has none."""
    anchor = next(
        end for end in (*value[:2], *other[:2], FIRST if step != 1 else 0) if end is not None
    )
    line = [anchor + step * n for n in range(-8, 9)]
    own, others = (
        [p for p in line if (r.low is None or p >= r.low) and (r.high is None or p <= r.high)]
        for r in (value, other)
    )
    kept = [p for p in own if any(SIGNS[sign](p, q) for q in others)]
    if not kept:
        return value
    low = None if kept[0] <= line[1] else kept[0]
    high = None if kept[-1] >= line[-2] else kept[-1]
    return Interval(low, high, value.optional)


@pytest.mark.parametrize("sign", SIGNS)
def test_every_two_ranges_of_days(folder: Path, sign: str) -> None:
    """Before a day is up to the day before; what may not apply bounds nothing."""
    for day, then in product(DAYS, repeat=2):
        expected = day
        if not (then.optional or sign == "!=" or day.known):
            expected = left_of(day, sign, then, timedelta(days=1))
        assert bounded(book(folder, sign), day=day, then=then) == expected, (day, then)


CLOSED = {"<": "<=", ">": ">="}


@pytest.mark.parametrize("sign", SIGNS)
def test_every_two_ranges_of_numbers(folder: Path, sign: str) -> None:
    """Below a number is up to it, since the nearest one below has no name."""
    for one, two in product(NUMBERS, repeat=2):
        expected = one
        if not (two.optional or sign == "!=" or one.known):
            expected = left_of(one, CLOSED.get(sign, sign), two, 1)
        assert bounded(book(folder, sign), one=one, two=two) == expected, (one, two)


@pytest.mark.parametrize("sign", ["==", "!="])
def test_every_two_sets_of_symbols(folder: Path, sign: str) -> None:
    """What both leave possible; all but the other's where that is known."""
    for here, there in product(SETS, repeat=2):
        assert here.symbols is not None
        assert there.symbols is not None
        kept = {a for a in here.symbols if any(SIGNS[sign](a, b) for b in there.symbols)}
        expected = here
        if kept and not there.optional and not here.known:
            expected = Choice(frozenset(kept), here.optional)
        assert bounded(book(folder, sign), here=here, there=there) == expected, (here, there)
