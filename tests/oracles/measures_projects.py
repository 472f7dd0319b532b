"""Support for products and projects, of the city and the province, from the sources alone.

All figures in yuan.  The city: first sets (L-25 to L-27), equipment (L-28), key projects (L-29).
The province: smart equipment (C-20), key projects (C-21, N-35), the uplift for class A (C-22) and
the conditions of 2025 that were reported (鲁财工〔2024〕10号, criteria §6).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracles.measures import (
    FAILS,
    NOTHING,
    OPEN,
    QUALIFIES,
    Facts,
    Said,
    amount,
    limit,
    received,
)

STARTED = date(2019, 1, 1)


def first_set(facts: Facts, as_of: date, chosen: str | None = None) -> Said:
    """L-25 (the document): 150万 for a product of the national list, 100万 of the provincial one.

    From 2019-01-01.  L-27 (the table): 100万 and 50万.  Which of the two counts is for an official
    to say (``chosen``).  L-26: "同一企业同一产品不重复享受支持,同一企业年度奖励金额最高不超过
    500万元"; whose year is not said: here that of recognition, as the product has it, and see the
    expected failure.
    """
    rewards = {"document": (1_500_000, 1_000_000), "table": (1_000_000, 500_000)}
    paid = received(facts, "first-set", as_of)
    products = [
        row
        for row in facts["first_set_products"]
        if row["list"] != "none"
        and STARTED <= row["recognised_on"] <= as_of
        and not row["rewarded_before"]
        and row["name"] not in paid
    ]
    if not products:
        return NOTHING
    totals = {}
    for reading, (national, provincial) in rewards.items():
        by_year: dict[int, int] = {}
        for row in products:
            reward = national if row["list"] == "national" else provincial
            year = row["recognised_on"].year
            by_year[year] = by_year.get(year, 0) + reward
        had = facts["first_set_reward_received"]
        totals[reading] = sum(
            min(Decimal(reward), max(Decimal(0), 5_000_000 - Decimal(had[year])))
            for year, reward in by_year.items()
        )
    if chosen:
        return amount(QUALIFIES, totals[chosen])
    return Said(QUALIFIES, totals["table"], totals["document"])


def technical_renovation(projects: Iterable[dict[str, Any]]) -> Said:
    """L-28: 10% of the audited equipment and software, 500万 at most, under conditions not named.

    Whether 500万 is for a project or for an enterprise is not said: the wider counts.
    """
    shares = [
        min(Decimal(row["audited_equipment_and_software"]) / 10, Decimal(5_000_000))
        for row in projects
        if row["audited_equipment_and_software"] > 0
    ]
    return Said(OPEN, 0, sum(shares)) if shares else NOTHING


def key_project_interest(projects: Iterable[dict[str, Any]]) -> Said:
    """L-29: key projects of the province; the interest is "等额", as much as the province's."""
    return Said(QUALIFIES if any(row["provincial_key"] for row in projects) else FAILS)


def smart_equipment(projects: Iterable[dict[str, Any]]) -> Said:
    """C-20: "按不超过10%的比例给予单户企业最高500万元支持"."""
    smart = [Decimal(row["audited_equipment_and_software"]) for row in projects if row["smart"]]
    total = sum(smart, Decimal(0)) / 10
    return limit(QUALIFIES, min(total, Decimal(5_000_000))) if smart else NOTHING


def key_project(projects: Iterable[dict[str, Any]], as_of: date) -> Said:
    """C-21, N-35: completed key projects, 35% of the prime rate and 2000万 at most; the loan is no
    fact.  Whether 2000万 is for a project or for an enterprise is not said: the wider counts."""
    built = [row for row in projects if row["provincial_key"] and row["completed_on"] <= as_of]
    return limit(QUALIFIES, 20_000_000 * len(built)) if built else NOTHING


def land_rating_uplift(facts: Facts, as_of: date) -> Said:
    """C-22: class A, 20% at most on what the same article (C-20, C-21) gives."""
    if facts["land_rating"] != "a":
        return NOTHING
    projects = facts["renovation_projects"]
    given = (smart_equipment(projects), key_project(projects, as_of))
    return limit(QUALIFIES, sum((Fraction(each.at_most or 0) for each in given), Fraction(0)) / 5)


def renovation_2025(facts: Facts, as_of: date) -> Said:
    """The conditions that were reported; "等": there are more, and no sum was reported.

    Not on the list of serious violations, the green threshold, no special bond of 2024, and 5000万
    in all (500万 in supported counties): of what is not completed what
    was registered may count.
    """
    if facts["serious_violation_list"] or facts["green_threshold_refused"]:
        return Said(FAILS)
    possible = any(
        (
            row["total_investment"] >= (least := 5_000_000 if row["supported_area"] else 50_000_000)
            or (row["completed_on"] > as_of and row["registered_investment"] >= least)
        )
        and not row["special_bond_2024"]
        for row in facts["renovation_projects"]
    )
    return Said(OPEN if possible else FAILS)
