"""The province's R&D subsidies and its reward for the first certificate, from the sources alone.

All figures in yuan.  山东省企业研究开发财政补助: the present text is 鲁科字〔2025〕25号 (R-01 to
R-10, in force 2025-02-25 to 2026-12-31), the former 鲁科字〔2022〕45号 (R-11, R-12).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.oracles.measures import FAILS, NOTHING, OPEN, QUALIFIES, Facts, Said, amount, limit

WAN = 10_000


def _titled(facts: Facts, as_of: date) -> bool:
    """Holds a high-technology certificate."""
    return any(
        row["title"] == "high_technology" and row["recognised_on"] <= as_of <= row["valid_until"]
        for row in facts["recognitions"]
    )


def _titled_then(facts: Facts, year: int) -> bool:
    """Held a high-technology certificate at some time of a year."""
    return any(
        row["title"] == "high_technology"
        and row["recognised_on"].year <= year <= row["valid_until"].year
        for row in facts["recognitions"]
    )


def rd_subsidy_2025(facts: Facts, as_of: date) -> Said:
    """R-03 to R-10: who may apply, and the most that may be paid.

    R-03: a technology SME or high-technology enterprise, of which day is not said (of who was one
    in the year before alone it is open); R&D of the year before of 1,000,000 or more and above the
    year before that.  R-04: of sales above 2亿 at least 4%, else 6%.  R-05: the
    increase, or all of it.  R-06: "补助比例最高不超过5%,集成电路领域企业除外,按10%比例给予补助".
    R-07: whole 万元 (up or down is not said: the most is up), "不足1万元的不予补助", at most
    500万 a year.  R-10: what bars, and that the
    super-deduction was claimed.
    """
    last = as_of.year - 1
    spent, before = facts["rd_expense_reported"][last], facts["rd_expense_reported"][last - 1]
    sales = facts["revenue"][last]
    large = sales > 200_000_000
    titled = facts["technology_sme"][last] or _titled(facts, as_of)
    if not (
        (titled or _titled_then(facts, last))
        and spent >= 1_000_000
        and spent > before
        and Fraction(spent) >= Fraction(4 if large else 6, 100) * Fraction(sales)
        and not facts["rd_subsidy_barred"]
        and not facts["green_threshold_refused"]
        and facts["rd_super_deduction"][last] > 0
    ):
        return NOTHING
    base = Fraction(spent - before if large else spent)
    rate = Fraction(10 if facts["integrated_circuit_enterprise"] else 5, 100)
    exact = base * rate
    whole = -(-exact // WAN) * WAN if exact >= WAN else 0
    paid = min(Decimal(whole), Decimal(5_000_000))
    chips = facts["integrated_circuit_enterprise"]
    if not titled:
        return Said(OPEN, at_most=paid)
    return amount(QUALIFIES, paid) if chips else limit(QUALIFIES, paid)


def rd_subsidy_2022(facts: Facts, as_of: date) -> Said:
    """R-11, R-12: who may apply; the share paid is "一定比例", so no sum can be worked out.

    R-12: a high-technology enterprise or technology SME; above 2亿 the R&D has grown, is 4% or more
    of sales, and the super-deduction was claimed two years running; whoever is above scale has
    filled in the statistics.  Whether the two years are asked of small ones too is left open: the
    page that was seen is garbled.
    """
    last = as_of.year - 1
    claimed, claimed_before = (facts["rd_super_deduction"][last - back] > 0 for back in (0, 1))
    if not (facts["technology_sme"][last] or _titled(facts, as_of)) or not claimed:
        return NOTHING
    entered = facts["statistics_entry_year"]
    if entered != "不适用" and entered <= as_of.year and not facts["statistics_forms_filed"]:
        return NOTHING
    spent, before = facts["rd_expense_reported"][last], facts["rd_expense_reported"][last - 1]
    sales = facts["revenue"][last]
    if sales > 200_000_000:
        grown = spent > before and Fraction(spent) >= Fraction(4, 100) * Fraction(sales)
        return Said(QUALIFIES if grown and claimed_before else FAILS)
    return Said(QUALIFIES if claimed_before else OPEN)


def rd_first_high_technology(facts: Facts, as_of: date) -> Said:
    """R-08: a micro, small or medium enterprise that first passed gets "最低10万元".

    Medium and below in industry (工信部联企业〔2011〕300号): fewer than 1,000 persons or revenue
    below 4亿.  Of which year it must be, the report does not say: of the year before it is in any
    case, of any other it is open.  R-10 bars as it does the subsidy.
    """
    last, first = as_of.year - 1, facts["first_high_technology_year"]
    if not (facts["employees"][last] < 1000 or facts["revenue"][last] < 400_000_000):
        return NOTHING
    if facts["rd_subsidy_barred"] or facts["green_threshold_refused"]:
        return NOTHING
    if first == last:
        return Said(QUALIFIES, Decimal(100_000), None)
    never = first == "不适用" or first > as_of.year
    return NOTHING if never else Said(OPEN, Decimal(0), None)
