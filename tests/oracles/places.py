"""What measures of other places would give, worked out from the source notes alone.

One table says what the source shows of each measure; the functions below it turn the stated facts
of an enterprise into a verdict and a figure.  Every statement here is of another place (grades
C-A, C-B, C-低), so it can only illustrate.  Money is yuan, exact; the id beside a row is the
note's.  最高、不超过 without a formula is a limit (``at_most``); a figure or a share stated is an
amount, also where a ceiling stands beside it.  ``None`` instead of a verdict: the facts leave it
to what the source does not say, and nothing is compared.

Readings where the notes are short, all of them the plain sense of the words:

* several titles earn what is written for each (分别奖励; no rule against adding them is shown);
* 首破: the year before is compared with the highest year before it; a jump over several steps
  earns at least the highest of them and at most all of them;
* 突破 at exactly the step is left open; both readings are tried;
* three years of 升规 are counted from the year of entry;
* a ceiling of several projects lies between once and once for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

WAN = Decimal(10_000)
YI = Decimal(100_000_000)
Facts = Mapping[str, Any]

QUALIFIES, FAILS, OPEN, ASKS = "qualifies", "does_not_qualify", "undetermined", "needs_judgement"


class Says(NamedTuple):
    """The verdict, and the figure: from ``low`` to ``high``; ``limit``: only 不超过 ``high``."""

    status: str
    low: Decimal
    high: Decimal
    limit: bool = False


def _exact(amount: Decimal) -> Says:
    return Says(QUALIFIES if amount else FAILS, amount, amount)


def _limit(most: Decimal) -> Says:
    return Says(QUALIFIES if most else FAILS, most, most, limit=True)


# ---- A title held earns what is written for it.
class Titles(NamedTuple):
    """What each title earns, in 万元; ``limits``: the titles of which the source says 最高."""

    source: str
    wan: Mapping[str, int]
    limit: bool = False
    new_within: str = ""  # 新认定: long ago is not new; 当年: only the year itself
    together: int | None = None  # 累计: of all


TITLES: dict[str, Titles] = {
    "jinan-champion": Titles(
        "C-10", {"national_champion": 200, "champion_cultivation": 100, "provincial_champion": 50}
    ),
    "jinan-specialised": Titles("C-11", {"specialised_sme": 30, "municipal_specialised_sme": 10}),
    "jinan-gazelle-unicorn": Titles(
        "C-11", {"unicorn": 300, "gazelle": 50, "municipal_gazelle": 20}, new_within="新认定"
    ),
    "jinan-one-technology": Titles(
        "C-11", {"provincial_one_technology": 50, "municipal_one_technology": 20}
    ),
    "dezhou-champion": Titles(
        "C-12",
        {
            "national_champion": 100,
            "provincial_champion": 50,
            "national_champion_product": 50,
            "provincial_champion_product": 30,
        },
        limit=True,
    ),
    "zaozhuang-internet": Titles(
        "C-44",
        {
            "national_internet_platform": 100,
            "provincial_internet_platform": 50,
            "municipal_smart_factory": 20,
        },
    ),
    "weihai-innovation-centre": Titles(
        "C-33",
        {"national_innovation_centre": 500, "provincial_innovation_centre": 300},
        limit=True,
    ),
    "jinan-standards": Titles(
        "C-65",
        {"international_standard": 60, "national_standard": 40},
        limit=True,
        new_within="当年",
    ),
    "xichong-centres": Titles(
        "C-34",
        {
            f"{level}_{kind}_centre": wan
            for level, wan in (("national", 50), ("provincial", 20), ("municipal", 5))
            for kind in ("design", "technology")
        },
    ),
    "shengzhou-smart-factory": Titles(
        "C-45",
        {
            "provincial_future_factory": 100,
            "provincial_smart_factory": 30,
            "municipal_smart_factory": 20,
            "provincial_digital_workshop": 15,
            "municipal_digital_workshop": 10,
        },
    ),
    "guangzhou-green-factory": Titles(
        "C-61",
        {"national_green_factory": 50, "provincial_green_factory": 20},
        limit=True,
        together=100,
    ),
    # 国家≤60; the city's 30 is fixed.
    "tianjin-green-factory": Titles(
        "C-62", {"national_green_factory": 60, "municipal_green_factory": 30}, limit=True
    ),
}


def by_title(measure: str, facts: Facts, on: date) -> Says:
    """A fixed amount, or a limit, by the titles recognised up to the day."""
    row = TITLES[measure]
    held = [r for r in facts["recognitions"] if r["recognised_on"] <= on and r["title"] in row.wan]
    if row.new_within == "当年":
        held = [r for r in held if r["recognised_on"].year == on.year]
    elif row.new_within:
        held = [r for r in held if on.year - r["recognised_on"].year < 3]
    total = WAN * sum(row.wan[r["title"]] for r in held)
    if row.together is not None:
        total = min(total, row.together * WAN)
    if measure == "tianjin-green-factory" and held:
        # 一次性給予30萬元, and of the national one up to 60.
        fixed = WAN * 30 * sum(r["title"] == "municipal_green_factory" for r in held)
        return Says(QUALIFIES, fixed, total)
    return _limit(total) if row.limit else _exact(total)


def _holds(facts: Facts, title: str, on: date) -> bool:
    return any(r["title"] == title and r["recognised_on"] <= on for r in facts["recognitions"])


# ---- First crossing of a milestone.
#: C-01: 1000、800、500、300、200、100、50万元.
JINAN_STEPS = {1000: 1000, 500: 800, 200: 500, 100: 300, 50: 200, 30: 100, 10: 50}
JINING_STEPS = (10, 20, 30, 50, 100)


def _reached(revenue: Decimal, steps: Sequence[int], inclusive: bool) -> set[int]:
    return {s for s in steps if revenue > s * YI or (inclusive and revenue == s * YI)}


def jinan_milestone(facts: Facts, on: date, *, inclusive: bool) -> Says | None:
    """C-01: main revenue for the first time over a step; both revenues bound the earlier main."""
    main = facts["main_revenue"]
    steps = tuple(JINAN_STEPS)
    now = _reached(main[on.year - 1], steps, inclusive)
    known = main.get(on.year - 2, Decimal(0))
    ceiling = facts["highest_revenue_before"]  # of operating revenue: main revenue is within it
    if known > ceiling:
        return None
    surely, perhaps = (_reached(v, steps, inclusive) for v in (known, ceiling))
    if now & perhaps - surely:
        return None  # whether main revenue was ever there before is not stated
    new = now - perhaps
    wan = [JINAN_STEPS[s] for s in new]
    if not wan:
        return _exact(Decimal(0))
    return Says(QUALIFIES, max(wan) * WAN, sum(wan) * WAN)


def weihai_ten_billion(facts: Facts, on: date, *, inclusive: bool) -> Says:
    """C-03: 首破100亿, 1000万元 once; 有效至 2022-12-31."""
    before = _reached(facts["highest_revenue_before"], (100,), inclusive)
    now = _reached(facts["revenue"][on.year - 1], (100,), inclusive)
    return _exact(1000 * WAN * len(now - before))


def jining_milestone(facts: Facts, on: date, *, inclusive: bool) -> Says:
    """C-04: 10, 20, 30, 50, 100亿 and every further 100亿; 最高500万元, the steps not listed."""
    revenue, before = facts["revenue"][on.year - 1], facts["highest_revenue_before"]
    steps = (*JINING_STEPS, *range(200, int(revenue / YI) + 101, 100))
    new = _reached(revenue, steps, inclusive) - _reached(before, steps, inclusive)
    return _limit(500 * WAN if new else Decimal(0))


# ---- A share of what was invested or sold, with a ceiling.
def _sum_of(parts: Sequence[Decimal], cap: Decimal) -> tuple[Decimal, Decimal]:
    """The ceiling once for all, and once for each."""
    return min(sum(parts, Decimal(0)), cap), sum((min(p, cap) for p in parts), Decimal(0))


def _share(parts: Sequence[Decimal], cap: Decimal, *, limit: bool, status: str = QUALIFIES) -> Says:
    low, high = _sum_of(parts, cap)
    return Says(status if parts else FAILS, low, high, limit)


def dezhou_digital(facts: Facts, on: date) -> Says:
    """C-23: 投入奖补比例提升至5%、给予最高500万元; of the year before, the page names no year."""
    return _share([facts["digital_investment"][on.year - 1] * 5 / 100], 500 * WAN, limit=False)


def lingcheng_renovation(facts: Facts, on: date) -> Says:
    """C-24: above-scale, production equipment ≥500万元, completed: 5% more, ≤500万元.

    Of what the 5% is taken is not quoted; production equipment is the only investment named.
    """
    entered = facts["statistics_entry_year"]
    parts = [
        p["productive_equipment"] * 5 / 100
        for p in facts["renovation_projects"]
        if p["productive_equipment"] >= 500 * WAN and p["completed_on"] <= on
    ]
    if entered == "not_applicable" or entered > on.year:
        parts = []
    return _share(parts, 500 * WAN, limit=True)


def zaozhuang_equipment(facts: Facts, on: date) -> Says:
    """C-25, C-26: over 10亿 of project, 15% of equipment; 零增地上浮20%; ≤2000万元 a project.

    不含税价,仅限生产、研发、检测设备: audited equipment with software and tax is the most it can
    be, and whether no land was added is not among the facts.
    """
    over = [p for p in facts["renovation_projects"] if p["total_investment"] > 10 * YI]
    most = [p["audited_equipment_and_software"] * 18 / 100 for p in over]
    return Says(
        QUALIFIES if over else FAILS,
        Decimal(0),
        sum((min(m, 2000 * WAN) for m in most), Decimal(0)),
    )


def weihai_equipment(facts: Facts, on: date) -> Says:
    """C-27: 不高于5%, 最高300万元; candidates for 百亿 10%, 500万元.

    Whether a project is a 骨干膨胀项目 is for somebody to say; equipment is at most what was
    audited with its software.
    """
    rate, cap = (10, 500) if facts["ten_billion_candidate"] else (5, 300)
    parts = [p["audited_equipment_and_software"] * rate / 100 for p in facts["renovation_projects"]]
    return _share(parts, cap * WAN, limit=True, status=ASKS)


def jinan_renovation(facts: Facts, on: date) -> Says:
    """C-28: begun from 2018, investment ≥500万元 (含设备软件): 按照10%给予补助,最高补助100万元.

    Of which investment the 10% is taken is not quoted; the whole is the most it can be.
    """
    parts = [
        p["total_investment"] / 10
        for p in facts["renovation_projects"]
        if date(2018, 1, 1) <= p["started_on"] <= on and p["total_investment"] >= 500 * WAN
    ]
    return _share(parts, 100 * WAN, limit=True)


def jinan_internet_platform(facts: Facts, on: date) -> Says:
    """C-43: ≤30% of what was spent; 双跨 ≤2000万元, one industry ≤300万元."""
    caps = {"cross_platform": 2000, "industry_platform": 300}
    most = WAN * sum(cap for title, cap in caps.items() if _holds(facts, title, on))
    return _limit(min(facts["platform_investment"] * 30 / 100, most))


def henan_consumer_brand(facts: Facts, on: date) -> Says:
    """C-64: 不超過設備、軟件實際投資額的20%, 最高不超過500萬元."""
    if not _holds(facts, "national_consumer_brand", on):
        return _limit(Decimal(0))
    return _limit(min(facts["brand_investment"] * 20 / 100, 500 * WAN))


def qingdao_first_set(facts: Facts, on: date) -> Says:
    """C-31: 认定年度的年销售额的5%核定; a complete set ≤150万元, else ≤100万元, each product."""
    caps = {"complete_set": 150 * WAN, "single_unit": 100 * WAN}
    parts = [
        min(p["annual_sales"] * 5 / 100, caps[p["kind"]])
        for p in facts["first_set_products"]
        if p["recognised_on"] <= on
    ]
    total = sum(parts, Decimal(0))
    return Says(QUALIFIES if parts else FAILS, total, total)


# ---- Single facts.
def jinan_above_scale(facts: Facts, on: date) -> Says:
    """C-06: three years of 30, 20, 10万元, counted from the year of entry."""
    entered = facts["statistics_entry_year"]
    past = -1 if entered == "not_applicable" else on.year - entered
    return _exact({0: 30, 1: 20, 2: 10}.get(past, 0) * WAN)


def jining_top_500(facts: Facts, on: date) -> Says:
    """C-05: 一次性奖励企业领导班子200万元."""
    return _exact(200 * WAN * facts["top_500_entry"])


def heze_growth(facts: Facts, on: date) -> Says:
    """C-07, of 2023: a first quarter over 1亿 and ≥15% rewards the first 30 (which is not a
    fact); a year ≥15% with ≥500万元 more tax; 单户累计最高不超过50万元.
    """
    year = (
        facts["annual_output_growth"][2023] >= Decimal("0.15")
        and facts["annual_tax_increase"][2023] >= 500 * WAN
    )
    quarter = facts["first_quarter_output_increase"] > YI and (
        facts["first_quarter_output_growth"] >= Decimal("0.15")
    )
    if quarter and not year:
        return Says(OPEN, 50 * WAN, 50 * WAN, limit=True)
    return _limit(50 * WAN * year)


def dezhou_loan_interest(facts: Facts, on: date) -> Says:
    """C-13: interest on last year's loan, gazelle ≤30万元, unicorn ≤100万元.

    Loans are no fact, so nobody is known to qualify; whoever holds no title does not.
    """
    most = WAN * (30 * _holds(facts, "gazelle", on) + 100 * _holds(facts, "unicorn", on))
    return Says(OPEN if most else FAILS, most, most, limit=True)


def dezhou_chain_leader(facts: Facts, on: date) -> Says:
    """C-53: a chain leader that attracted a supplier, 最高500万元."""
    return _limit(500 * WAN * (facts["chain_leader"] and facts["supplier_project_attracted"]))


def lingcheng_listing(facts: Facts, on: date) -> Says | None:
    """C-55: 首发上市, 1000万元 more; a listing by reorganisation is no 首发."""
    if facts["listing_status"] == "listed" and any(
        s["kind"] == "reorganised_moved_in" for s in facts.get("listing_steps", ())
    ):
        return None
    return _exact(1000 * WAN * (facts["listing_status"] == "listed"))


def nanjing_institution(facts: Facts, on: date) -> Says:
    """R-14: 优良, 最高200万元."""
    return _limit(200 * WAN * (facts["rd_institution_rating"] in ("excellent", "good")))


def handan_institution(facts: Facts, on: date) -> Says | None:
    """R-15: national 30, provincial 10; 评估为优秀的市级 5 to 10万元."""
    level, excellent = facts["rd_institution_level"], facts["rd_institution_rating"] == "excellent"
    if level in ("none", "below_municipal"):
        return _exact(Decimal(0))
    if level == "municipal":
        return Says(QUALIFIES, 5 * WAN, 10 * WAN) if excellent else _exact(Decimal(0))
    return _exact((30 if level == "national" else 10) * WAN)
