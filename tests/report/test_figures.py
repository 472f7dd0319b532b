"""Amounts in 万元: the same figure wherever it is told."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from huiqi.quantities import Number
from huiqi.report.figures import at_most, between
from huiqi.words import Say


@pytest.mark.parametrize(
    ("yuan", "told", "in_english"),
    [
        # A working says 2,154,920.00 of it: 215.5 beside that was another figure.
        (Decimal(2_154_920), "215.492万元", "2,154.92"),
        (Decimal(1_647_200), "164.72万元", "1,647.2"),
        (Decimal(1), "0.0001万元", "0.001"),
        (Decimal(40_000_000), "4000万元", "40,000"),
        # With fen: what is told is true of it, too.
        (Decimal("823555.56"), "82.36万元", "823.56"),
        (Fraction(10_000, 3), "0.34万元", "3.34"),
    ],
)
def test_a_limit_is_told_exactly_or_above(yuan: Number, told: str, in_english: str) -> None:
    """Whole yuan exactly; a maximum never below what may be paid."""
    assert at_most(yuan, Say("zh")) == f"不超过 {told}"
    assert in_english in at_most(yuan, Say("en"))
    assert Fraction(told.removesuffix("万元")) * 10_000 >= yuan


def test_two_bounds_and_a_figure_are_told_by_the_same_rule() -> None:
    """What has fen is rounded outwards at either end, and a figure says that it is rounded."""
    low, high = Decimal(968_500), Decimal("1186420.01")
    assert between(low, high, Say("zh")) == "96.85～118.65万元"
    assert between(Decimal("968500.01"), None, Say("zh")) == "不少于 96.85万元"
    assert between(Decimal(1_186_420), Decimal(1_186_420), Say("zh")) == "118.642万元"
    assert between(Decimal("0.01"), Decimal("0.01"), Say("zh")) == "约 0万元"
