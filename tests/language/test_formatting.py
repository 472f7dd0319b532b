"""Quantities as printed: exact, short, and the same when read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.language.formatting import format_quantity, format_range
from huiqi.language.types import BOOL, COUNT, DATE, MONEY, RATIO, SPAN, Type
from huiqi.quantities import Span, parse_money, parse_ratio

CENTS = st.decimals(min_value=-(10**15), max_value=10**15, places=2)


@given(CENTS)
def test_money_reads_back_as_it_was(amount: Decimal) -> None:
    """No digit is lost in printing."""
    text = format_quantity(amount, MONEY, "zh")
    assert parse_money(text) == amount


@given(st.decimals(min_value=-100, max_value=100, places=6))
def test_ratio_reads_back_as_it_was(value: Decimal) -> None:
    """Percent with as many digits as it takes."""
    assert parse_ratio(format_quantity(value, RATIO, "zh")) == value


@pytest.mark.parametrize(
    ("value", "type_", "zh", "en"),
    [
        (Decimal(20_000_000), MONEY, "2000万元", "CNY 20,000,000"),
        (Decimal(120_000_000), MONEY, "1.2亿元", "CNY 120,000,000"),
        (Decimal("397529.2"), MONEY, "397,529.20元", "CNY 397,529.20"),
        (Decimal(0), MONEY, "0元", "CNY 0"),
        (Decimal("0.005"), MONEY, "0.005元", "CNY 0.005"),
        (Decimal("0.035"), RATIO, "3.5%", "3.5%"),
        (Fraction(1, 3), RATIO, "约33.33%", "about 33.33%"),
        (Fraction(1, 4), RATIO, "25%", "25%"),
        (Decimal(2022), COUNT, "2022", "2022"),
        (Decimal(12345), COUNT, "12,345", "12,345"),
        (date(2023, 6, 20), DATE, "2023-06-20", "2023-06-20"),
        (Span(5, "working_days"), SPAN, "5个工作日", "5 working days"),
        (True, BOOL, "是", "yes"),
    ],
)
def test_printed(value: Decimal, type_: Type, zh: str, en: str) -> None:
    """The largest unit that keeps the figure exact and short."""
    assert format_quantity(value, type_, "zh") == zh
    assert format_quantity(value, type_, "en") == en


@pytest.mark.parametrize(
    ("low", "high", "zh"),
    [
        (Decimal(10000), Decimal(20000), "1万元～2万元"),
        (None, Decimal(20000), "≤ 2万元"),
        (Decimal(20000), None, "≥ 2万元"),
        (None, None, "未知"),
        (Decimal(20000), Decimal(20000), "2万元"),
        # Less, and more, than a round amount are a fen off it; from nothing up there is a cap.
        (Decimal(0), Decimal("19999999.99"), "不到 2000万元"),
        (None, Decimal("19999999.99"), "不到 2000万元"),
        (Decimal(10000), Decimal("19999.99"), "1万元～不到 2万元"),
        (Decimal("20000000.01"), None, "超过 2000万元"),
        (Decimal(0), Decimal(19900000), "不超过 1990万元"),
        (Decimal(0), Decimal(0), "0元"),
        # Fen that were written stay.
        (Decimal(0), Decimal("12345.67"), "不超过 12,345.67元"),
    ],
)
def test_ranges(low: Decimal | None, high: Decimal | None, zh: str) -> None:
    """An open end is said, not filled in."""
    assert format_range(low, high, MONEY, "zh") == zh
