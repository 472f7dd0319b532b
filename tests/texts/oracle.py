"""What the five invented texts beside this give a firm, worked out from their words alone.

Nothing of huiqi is used here but the labels under which a profile states what is known.  Everything
is asked on one day, so that 上一年度 is 2023 throughout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from random import Random
from typing import Literal

TODAY = date(2024, 6, 20)
LAST, BEFORE = 2023, 2022

Verdict = Literal["qualifies", "does_not_qualify", "needs_judgement"]
Stated = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Project:
    """A renovation project; money in yuan."""

    name: str
    productive: int
    audited: int
    completed: date
    smart: bool
    provincial: bool


@dataclass(frozen=True, kw_only=True)
class Title:
    """A title and the day it was given."""

    title: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Firm:
    """All that the five texts ask of a firm; money in yuan, by year where there are two years."""

    local: bool
    industry: str
    main_revenue: int
    highest_before: int
    revenue: Mapping[int, int]
    research: Mapping[int, int]
    employees: int
    technical: int
    patents: int
    department: bool
    profit: int
    debt: Fraction
    serious: bool
    debtor: bool
    abnormal: bool
    barred: bool
    projects: Sequence[Project]
    titles: Sequence[Title]

    @property
    def manufacturer(self) -> bool:
        """Division C, manufacturing, of GB/T 4754: groups 13 to 43."""
        return self.industry[0] == "C" and 13 <= int(self.industry[1:3]) <= 43


@dataclass(frozen=True, kw_only=True)
class Given:
    """A verdict and an amount in yuan (0 where nothing is given)."""

    verdict: Verdict
    amount: Fraction


NOTHING = Given(verdict="does_not_qualify", amount=Fraction(0))


def above_scale(firm: Firm) -> Given:
    """合成〔2023〕1号."""
    if not (firm.local and firm.manufacturer) or firm.serious or firm.debtor:
        return NOTHING
    if firm.main_revenue < 20_000_000 or firm.highest_before >= 20_000_000:
        return NOTHING
    if firm.main_revenue >= 100_000_000:
        return _given(500_000)
    return _given(300_000 if firm.main_revenue >= 50_000_000 else 200_000)


def renovation(firm: Firm) -> Given:
    """合成〔2023〕2号."""
    if not (firm.local and firm.manufacturer) or firm.abnormal or firm.serious:
        return NOTHING
    paid = [
        min(Fraction(15 if p.smart else 10, 100) * p.audited, Fraction(3_000_000))
        for p in firm.projects
        if p.productive >= 5_000_000 and p.completed.year == LAST and not p.provincial
    ]
    return _given(min(sum(paid, Fraction(0)), Fraction(5_000_000))) if paid else NOTHING


def rd_spending(firm: Firm) -> Given:
    """合成〔2023〕3号."""
    revenue, research = firm.revenue[LAST], firm.research[LAST]
    wanted = 5 if revenue < 100_000_000 else 4 if revenue < 400_000_000 else 3
    of_three = [
        firm.patents >= 3,
        firm.technical * 10 >= firm.employees,
        firm.department,
    ]
    if not firm.local or firm.barred or research * 100 < wanted * revenue:
        return NOTHING
    if research <= firm.research[BEFORE] or sum(of_three) < 2:
        return NOTHING
    amount = floor(min(Fraction(research, 50), Fraction(2_000_000)))
    return _given(amount if amount >= 10_000 else 0)


def titles(firm: Firm) -> Given:
    """合成〔2023〕4号."""
    worth = {
        "国家级制造业单项冠军": 1_500_000,
        "省级制造业单项冠军": 800_000,
        "专精特新“小巨人”": 500_000,
    }
    found = [worth[t.title] for t in firm.titles if t.on >= date(2022, 1, 1) and t.title in worth]
    if not firm.local or firm.revenue[LAST] < 3_000_000 or not found:
        return NOTHING
    return _given(max(found))


def gazelle(firm: Firm) -> Given:
    """合成〔2023〕5号: an official has the last word where all else is met."""
    research = rd_spending(firm)
    grown = firm.revenue[LAST] * 10 >= firm.revenue[BEFORE] * 12
    sound = firm.profit >= 10_000_000 and firm.debt <= Fraction(60, 100)
    if not firm.local or not 50 <= firm.employees <= 1000 or not (grown or sound):
        return NOTHING
    if research.verdict != "qualifies":
        return NOTHING
    return Given(verdict="needs_judgement", amount=research.amount / 2)


def together(firm: Firm) -> Fraction:
    """What can be had of the first four at once: of 1号 and 4号 the higher only."""
    either = max(above_scale(firm).amount, titles(firm).amount)
    return renovation(firm).amount + rd_spending(firm).amount + either


TEXTS = {
    "1": above_scale,
    "2": renovation,
    "3": rd_spending,
    "4": titles,
    "5": gazelle,
}


def _given(amount: int | Fraction) -> Given:
    return Given(verdict="qualifies", amount=Fraction(amount))


def random_firm(random: Random) -> Firm:
    """A firm whose figures lie on, just below and just above the texts' limits, or anywhere."""

    def near(*limits: int, step: int = 1) -> int:
        if random.random() < 0.3:
            return random.randrange(0, 2 * max(limits))
        return max(0, random.choice(limits) + step * random.choice((-1, 0, 0, 1)))

    def often(share: float) -> bool:
        return random.random() < share

    main = near(20_000_000, 50_000_000, 100_000_000)
    anywhere = near(3_000_000, 30_000_000, 100_000_000, 400_000_000)
    # The main revenue is part of the revenue, and the year before one of all years before.
    revenue = max(main, anywhere) if often(0.5) else main if often(0.5) else anywhere
    main = min(main, revenue)
    before = (
        19_999_999
        if often(0.3)
        else random.choice((revenue * 10 // 12, revenue * 10 // 12 + 1, revenue, revenue * 2))
    )
    percent = random.choice((3, 4, 5))
    research = max(0, revenue * percent // 100 + random.choice((-1, 0, 1, 5, 1_000_000)))
    employees = near(50, 300, 1000)
    return Firm(
        local=often(0.95),
        industry=random.choice(("C3451", "C1320", "C4390", "C3829", "C3612", "D4411", "G5442")),
        main_revenue=main,
        highest_before=max(before, near(20_000_000) if often(0.5) else 0),
        revenue={LAST: revenue, BEFORE: before},
        research={
            LAST: research,
            BEFORE: max(0, research + random.choice((-1, -1000, -1000, 0, 1))),
        },
        employees=employees,
        technical=min(employees, max(0, employees // 10 + random.choice((-1, 0, 0, 1)))),
        patents=random.choice((0, 2, 3, 3, 4)),
        department=often(0.6),
        profit=near(10_000_000),
        debt=Fraction(random.choice((59, 60, 60, 61)), 100),
        serious=often(0.05),
        debtor=often(0.05),
        abnormal=often(0.05),
        barred=often(0.05),
        projects=[_random_project(random, n) for n in range(random.choice((0, 1, 1, 2, 3)))],
        titles=_random_titles(random),
    )


def _random_project(random: Random, number: int) -> Project:
    audited = random.choice(
        (1, 12_345_678, 19_999_999, 20_000_000, 20_000_001, 30_000_000, 30_000_010)
    )
    return Project(
        name=f"示例项目{number + 1}",
        productive=random.choice((4_999_999, 5_000_000, 5_000_001, 40_000_000)),
        audited=audited,
        completed=random.choice(
            (
                date(2022, 12, 31),
                date(2023, 1, 1),
                date(2023, 7, 7),
                date(2023, 12, 31),
                date(2024, 1, 1),
            )
        ),
        smart=random.random() < 0.4,
        provincial=random.random() < 0.1,
    )


def _random_titles(random: Random) -> list[Title]:
    names = ("国家级制造业单项冠军", "省级制造业单项冠军", "专精特新“小巨人”", "高新技术企业")
    days = (date(2021, 12, 31), date(2022, 1, 1), date(2023, 5, 5))
    chosen = random.sample(names, random.choice((0, 1, 1, 2, 3)))
    return [Title(title=name, on=random.choice(days)) for name in chosen]


def stated(firm: Firm) -> dict[str, object]:
    """The firm as a profile's facts, under the labels of huiqi's form."""
    by_year = {
        "营业收入": firm.revenue,
        "研发投入（财务报告口径）": firm.research,
        "主营业务收入": {LAST: firm.main_revenue},
        "从业人员": {LAST: firm.employees},
        "科技人员": {LAST: firm.technical},
        "净利润": {LAST: firm.profit},
    }
    yes_no = {
        "注册地在聊城市": firm.local,
        "有独立的研发机构": firm.department,
        "列入严重违法失信名单": firm.serious,
        "失信被执行人": firm.debtor,
        "列入经营异常名录": firm.abnormal,
        "有违法违规或科研失信情形": firm.barred,
    }
    return {
        **{label: dict(years) for label, years in by_year.items()},
        **{label: "是" if value else "否" for label, value in yes_no.items()},
        "资产负债率": {LAST: f"{firm.debt.numerator * 100 // firm.debt.denominator}%"},
        "行业代码": firm.industry,
        "上一年度以前各年的最高营业收入": firm.highest_before,
        "授权发明专利数": firm.patents,
        "技术改造项目": [
            {
                "项目名称": p.name,
                "生产性设备投资额": p.productive,
                "经第三方审核的实际设备软件投资额": p.audited,
                "竣工投产日期": p.completed,
                "属于智能工厂、数字化车间等智能化改造": "是" if p.smart else "否",
                "列入省重大技改项目": "是" if p.provincial else "否",
            }
            for p in firm.projects
        ],
        "已获得的称号": [
            {"证书上的名称": t.title, "称号": t.title, "认定日期": t.on} for t in firm.titles
        ],
        "已经得过的财政支持": [],
    }
