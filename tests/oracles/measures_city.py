"""What the city's science bureau pays, and the province beside it, from the sources alone.

All figures in yuan.  The city's R&D subsidy is of 聊市科发〔2022〕72号, seen in the notice for the
applications of 2023 (N-01 to N-09) and in a press conference (N-10); the rewards for certificates
and platforms are of the same conference (N-11 to N-17), whose year was not seen.  The province:
first sets' insurance (N-34), new research institutions (N-40), the first quarter (N-41).

Where a source can be read in several ways, each is worked out, and :func:`read_as` says what holds
in all of them: a verdict they share, a sum between their least and their greatest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from tests.oracles.asking import Answer
from tests.oracles.measures import (
    FAILS,
    JUDGED,
    NOTHING,
    OPEN,
    QUALIFIES,
    Facts,
    Number,
    Said,
    amount,
    limit,
    received,
    same,
    within,
)

Readings = tuple[Said, ...]
NEVER = "不适用"
SMALL = 200_000_000
CENT = Decimal("0.01")


def read_as(readings: Iterable[Said]) -> Said:
    """What all readings agree on: what they give reaches from the least to the greatest."""
    every = set(readings)
    if len(every) == 1:
        return every.pop()
    statuses = {each.status for each in every}
    giving = [each for each in every if each.status != FAILS]
    status = statuses.pop() if len(statuses) == 1 else OPEN
    if any(each.at_most is not None for each in giving):
        return Said(status, at_most=max(each.at_most or 0 for each in giving))
    if all(each.low is None and each.high is None for each in giving):
        return Said(status)
    low: Number = min(each.low or 0 if each.status != FAILS else 0 for each in every)
    highs = [each.high for each in giving if each.high is not None]
    return Said(status, low, max(highs) if len(highs) == len(giving) else None)


def agrees(readings: Readings, answer: Answer) -> bool:
    """Whether the product says what the readings have in common.

    Whether what they do not settle is undetermined or asked of an official is all one.
    """
    said = read_as(readings)
    if said.status == OPEN and answer.status == JUDGED:
        said = said._replace(status=JUDGED)
    return same(said, answer)


def lies_within(readings: Readings, answer: Answer) -> bool:
    """Whether the product, knowing less, contradicts none of the readings."""
    return all(within(each, answer) for each in readings)


def _doubtful(said: Said) -> Readings:
    """Whether it is given at all is not said."""
    return said, NOTHING


def _of_the_city(facts: Facts, readings: Readings) -> Readings:
    """ "市财政" pays; that an enterprise from elsewhere gets nothing is likely and not said."""
    return readings if facts["registered_in_liaocheng"] else (*readings, NOTHING)


def _high_technology(facts: Facts, as_of: date) -> bool:
    if "high_technology_certificate" in facts:
        return bool(facts["high_technology_certificate"])
    return any(
        row["title"] == "high_technology" and row["recognised_on"] <= as_of <= row["valid_until"]
        for row in facts["recognitions"]
    )


def city_rd_subsidy(facts: Facts, as_of: date, chosen: str | None = None) -> Readings:
    """N-01 to N-10; "當年指2022年" for the applications of 2023: the year before.

    N-02: "聊城市境內的高新技術企業、和當年入庫的科技型中小企業", both or either.  N-03: the
    super-deduction "已申報享受"; "應積極填報研發統計數據" asks or exhorts.  N-04: above 2亿
    "較上年度增加且占當年銷售收入的4%(含)以上,連續兩個納稅年度申報享受"; N-05: else
    "6%(含)以上".  N-06: who in that year "獲批省企業研究開發財政補助".  What a share of no sales
    is nobody can say.

    The sum (``chosen``: which of two statements an official takes).  ``notice``, N-07: 3% of the
    increase of what was deducted, above 2亿; N-08: 3% of the whole; N-09: the clause for integrated
    circuits is cut off.  The rules themselves were not seen, nor whether they limit the sum
    (未见：单户上限): from nothing to the 3%, paid in whole fen.  ``press-conference``, N-10:
    "同等额度", as much as the province's.
    """
    last = as_of.year - 1
    spent, before = facts["rd_expense_reported"][last], facts["rd_expense_reported"][last - 1]
    claimed, claimed_before = (facts["rd_super_deduction"][last - back] for back in (0, 1))
    sales, approved = facts["revenue"][last], facts["provincial_rd_subsidy_amount"][last]
    titles = (_high_technology(facts, as_of), facts["technology_sme"][last])
    # Of which day the certificate must be is not said; whoever told whether it is held now alone
    # may have held it then.
    then = "recognitions" not in facts or any(
        row["title"] == "high_technology"
        and row["recognised_on"].year <= last <= row["valid_until"].year
        for row in facts["recognitions"]
    )
    titled = any((*titles, then))
    large = sales > SMALL
    if not (facts["registered_in_liaocheng"] and titled and claimed > 0 and approved > 0):
        return (NOTHING,)
    if large and not (spent > before and claimed_before > 0):
        return (NOTHING,)
    share = Fraction(spent) / Fraction(sales) if sales > 0 else None
    if share is not None and share < Fraction(4 if large else 6, 100):
        return (NOTHING,)
    status = QUALIFIES if share is not None else JUDGED
    base = max(Decimal(0), claimed - claimed_before) if large else claimed
    three = (Decimal(base) * Decimal("0.03")).quantize(CENT, ROUND_HALF_UP)
    sums = {
        "notice": Said(status, 0, None if facts["integrated_circuit_enterprise"] else three),
        "press-conference": amount(status, approved),
    }
    readings = (sums[chosen],) if chosen else tuple(sums.values())
    unsure = not all(titles) or not facts["statistics_forms_filed"]
    return (*readings, NOTHING) if unsure else readings


def _in_a_year(measure: str, fact: str, sum_of: int, facts: Facts, as_of: date) -> Readings:
    """A sum for what happened in a year: of which years is not said, and when the promise began.

    What happens in this year or happened in the one before is what the sentence speaks of; what
    lies further back may be older than it.
    """
    year = facts[fact]
    if year == NEVER or year > as_of.year:
        return (NOTHING,)
    given = amount(QUALIFIES, sum_of)
    return _of_the_city(facts, (given,) if year >= as_of.year - 1 else _doubtful(given))


def high_technology_first_pass(facts: Facts, as_of: date) -> Readings:
    """N-11: "对首次通过高企认定的企业,省财政给10万元补助,市财政也给10 万"; once in a life."""
    measure = "high-technology-first-pass"
    if received(facts, measure, as_of):
        return (NOTHING,)
    return _in_a_year(measure, "first_high_technology_year", 100_000, facts, as_of)


def high_technology_first_failed(facts: Facts, as_of: date) -> Readings:
    """N-12: "对首次申报但没有通过认定的,市财政给3万元补助"; there is one first application."""
    measure = "high-technology-first-failed"
    if received(facts, measure, as_of):
        return (NOTHING,)
    return _in_a_year(measure, "first_high_technology_failure_year", 30_000, facts, as_of)


def high_technology_recheck(facts: Facts, as_of: date) -> Readings:
    """N-13: "对复审通过的,市财政给予5万元补助".

    There is one every three years; whether what was paid was for this one is not known.
    """
    measure = "high-technology-recheck"
    readings = _in_a_year(measure, "high_technology_recheck_year", 50_000, facts, as_of)
    return (*readings, NOTHING) if received(facts, measure, as_of) else readings


PLATFORMS = (
    "provincial_technology_innovation_centre",
    "provincial_key_laboratory",
    "provincial_academician_workstation",
)


def innovation_platform_reward(facts: Facts, as_of: date) -> Readings:
    """N-14: "企业牵头的" technology innovation centres of the province, its key laboratories and
    academicians' workstations, "分别给予50万元奖励": for each, and for one only once.

    Whether laboratories and workstations too must be led by the enterprise the sentence leaves
    open; as to years see :func:`_in_a_year`.
    """
    paid = received(facts, "innovation-platform-reward", as_of)
    platforms = [
        row
        for row in facts["recognitions"]
        if row["title"] in PLATFORMS and row["recognised_on"] <= as_of and row["name"] not in paid
    ]
    most = [row for row in platforms if row["led_by_enterprise"] or row["title"] != PLATFORMS[0]]
    sure = [
        row
        for row in most
        if row["led_by_enterprise"] and row["recognised_on"].year >= as_of.year - 1
    ]
    sums = {500_000 * len(sure), 500_000 * len(most)}
    return _of_the_city(facts, tuple(amount(QUALIFIES, each) if each else NOTHING for each in sums))


def new_rd_institution_match(facts: Facts) -> Readings:
    """N-15: "在省财政给予最高100万元基础上市财政给予1:1配套支持", for an evaluation 优秀.

    Of nothing the match is nothing; the province pays no more than 100万.
    """
    if facts["new_rd_institution_rating"] != "excellent":
        return (NOTHING,)
    paid = facts["new_rd_institution_provincial_award"]
    return _of_the_city(facts, (amount(QUALIFIES, min(paid, 1_000_000)),))


def new_rd_institution_award(facts: Facts) -> Readings:
    """N-40: "最多将给予100万元经费支持", of the province, for an evaluation 优秀."""
    if facts["new_rd_institution_rating"] != "excellent":
        return (NOTHING,)
    given = limit(QUALIFIES, 1_000_000)
    return (given,) if facts["registered_in_shandong"] else _doubtful(given)


def municipal_innovation_centre_award(facts: Facts, selected: bool | None) -> Readings:
    """N-16: "对绩效评估合格的市级技术创新中心,择优给予20万元财政资金支持": some of them."""
    if facts["municipal_innovation_centre_evaluation"] != "qualified" or selected is False:
        return (NOTHING,)
    given = amount(QUALIFIES, 200_000) if selected else Said(JUDGED, 0, 200_000)
    return _of_the_city(facts, (given,))


def municipal_key_laboratory(facts: Facts) -> Readings:
    """N-17 "优先给予优秀等次重点实验室实施竞争性平台项目", N-22 "优秀的给予财政支持": no sum."""
    excellent = facts["municipal_key_laboratory_evaluation"] == "excellent"
    return _of_the_city(facts, (Said(QUALIFIES),)) if excellent else (Said(FAILS),)


def first_quarter_top_hundred(facts: Facts, selected: bool | None) -> Readings:
    """N-41: "对一季度产值增量、增速等贡献前100位的企业给予奖励", of the province: no sum.

    By what the hundred are ordered ("等") is not said: open, until it is known who is of them.
    """
    if selected is False:
        return (Said(FAILS),)
    given = Said(QUALIFIES if selected else OPEN)
    return (given,) if facts["registered_in_shandong"] else (given, Said(FAILS))


def insurance_compensation(facts: Facts, as_of: date, promoted: bool | None) -> Readings:
    """N-34: first sets, first batches and first versions that their maker has insured.

    "给予单个企业最高500万元保费补贴": 500万 for the enterprise, whatever its products, and the rate
    was not seen.  "已取得研发突破、具备生产能力、正处市场推广期" is for an official to say
    (``promoted``).  Whether a product must stand in a list is not said.
    """
    insured: list[dict[str, Any]] = [row for row in facts["first_set_products"] if row["insured"]]
    if not insured or promoted is False:
        return (NOTHING,)
    given = limit(QUALIFIES if promoted else JUDGED, 5_000_000)
    listed = any(row["list"] != "none" and row["recognised_on"] <= as_of for row in insured)
    sure = listed and facts["registered_in_shandong"]
    return (given,) if sure else _doubtful(given)
