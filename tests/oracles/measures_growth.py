"""Rewards for what an enterprise has become, of the city and the province, from the sources alone.

All figures in yuan: entering the directory (L-20, L-21), the first quarter (L-11), innovation
vouchers (L-33); the province's reward for a first 100, 500 or 1000亿 (C-02), its listing subsidy
(C-54), clusters (C-52) and the bodies that promote chains (C-50, C-51).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.oracles.measures import (
    FAILS,
    NOTHING,
    OPEN,
    QUALIFIES,
    Facts,
    Said,
    limit,
    received,
)

YI = 100_000_000


def above_scale_reward(facts: Facts, as_of: date) -> Said:
    """L-20, L-21: 聊政办字〔2022〕44号 of 2022-12-31, "分两年给予最高10万元".

    "升规纳统当年给予50%,连续两年营业收入保持增长的企业给予另外50%": in the year of entry both
    halves lie ahead, afterwards the second, unless revenue has stopped growing.  Which two years
    is not said: the year of entry and the next, or the two after it.  Whether the entries of 2022,
    the year at whose end it was issued, are its 新增规上企业 is not said either.
    """
    entered = facts["statistics_entry_year"]
    if entered == "不适用" or not 2022 <= entered <= as_of.year:
        return NOTHING
    status = QUALIFIES if entered > 2022 else OPEN
    revenue = facts["revenue"]

    def grown(year: int) -> bool:
        """Not known to have stopped growing."""
        return revenue[year] > revenue[year - 1] if {year, year - 1} <= revenue.keys() else True

    second = any(
        all(grown(year) for year in (first, first + 1)) for first in (entered, entered + 1)
    )
    halves = (entered == as_of.year) + second
    return limit(status, 50_000 * halves)


def first_quarter_start() -> Said:
    """L-11: 10万元 each to 30 enterprises that stood out; how they are chosen is not said."""
    return Said(OPEN, 0, 100_000)


def innovation_voucher(facts: Facts) -> Said:
    """L-33: the city adds 30% where the provider is of the city.

    With the province's 60% it is 65万 a year at most for all that one person controls, so that the
    city's part is limited and not fixed.
    """
    paid = sum(row["amount"] for row in facts["voucher_contracts"] if row["local_provider"])
    if not paid:
        return NOTHING
    return limit(QUALIFIES, min(paid * Decimal("0.3"), Decimal(650_000)))


def revenue_milestone(facts: Facts, as_of: date) -> Said:
    """C-02: a private enterprise whose revenue first reaches 100, 500, 1000亿 gets 100, 300, 500万.

    Where two are reached in one year the text does not say whether both are paid.
    """
    if not facts["private_enterprise"]:
        return NOTHING
    now, before = facts["revenue"][as_of.year - 1], facts["highest_revenue_before"]
    tiers = {100 * YI: 1_000_000, 500 * YI: 3_000_000, 1000 * YI: 5_000_000}
    reached = [reward for level, reward in tiers.items() if before < level <= now]
    return Said(QUALIFIES, reached[-1], sum(reached)) if reached else NOTHING


def listing_subsidy(facts: Facts, as_of: date) -> Said:
    """C-54, 鲁财金〔2021〕11号: limits by step.

    An offering accepted: 2‰ of what it is to raise, 200万 at most; a company reorganised and moved
    in: 100万 at most; the new third board: 2‰, 100万 at most.
    "给予一次性补助": each kind is paid once.  Whether steps before 2021 count is not said.
    """
    most = {"offering_accepted": 2_000_000, "reorganised_moved_in": 1_000_000}
    paid = received(facts, "listing-subsidy", as_of)
    steps = [
        row
        for row in facts["listing_steps"]
        if row["happened_on"] <= as_of and row["kind"] not in paid
    ]
    of_kind: dict[str, Fraction] = {}
    for row in steps:
        cap = Fraction(most.get(row["kind"], 1_000_000))
        share = cap if row["kind"] == "reorganised_moved_in" else Fraction(row["funds"]) / 500
        of_kind[row["kind"]] = max(of_kind.get(row["kind"], Fraction(0)), min(cap, share))
    total = sum(of_kind.values(), Fraction(0))
    if not steps:
        return NOTHING
    sure = any(row["happened_on"].year >= 2021 for row in steps)
    return limit(QUALIFIES if sure else OPEN, total)


def cluster_top_ten() -> Said:
    """C-52: clusters, not enterprises; the first ten of the province, 100万 at most."""
    return limit(OPEN, 1_000_000)


def chain_promotion_body(facts: Facts) -> Said:
    """C-50, C-51: legal persons entered with the civil affairs office, in the province but not in
    Qingdao; about ten are chosen, 50万 at most each."""
    if not facts["civil_association"] or facts["registered_in_qingdao"]:
        return Said(FAILS)
    own = facts["registered_in_shandong"] and facts["legal_person"]
    return limit(OPEN, 500_000) if own else NOTHING
