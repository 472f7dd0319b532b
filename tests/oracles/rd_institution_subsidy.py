"""The subsidy of outstanding research institutions, worked out apart.

Source: seed S-02 and S-03 (聊城日报, interview of 2023-06-20, reported): for 优秀研发机构, 20% of
上一年度享受研发费用加计扣除费用, from a fund of 80 million yuan.  Not found (measures §2.1): the
cap per enterprise and how the fund is shared; so the payment is from nothing up to the 20%.
Nor whether the words mean line 51 of A107012 or the expense before the rate (原文未见前不能定).
Amounts are yuan.
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.super_deduction import Lines

SHARE = Fraction(20, 100)
FUND = Fraction(80_000_000)


def qualifies(rating: str, last_year: Lines) -> bool | None:
    """Outstanding, and something was deducted in the year before; ``None``: open."""
    if rating != "excellent" or last_year.high == 0:
        return False
    return True if last_year.low > 0 else None


def most(last_year: Lines) -> Fraction:
    """20% of line 51, at most the whole fund."""
    return min(SHARE * last_year.high, FUND)


def most_of_expense(last_year: Lines) -> Fraction:
    """20% of the expense that was deducted, in the other reading."""
    return min(SHARE * last_year.deductible, FUND) if last_year.high else Fraction(0)
