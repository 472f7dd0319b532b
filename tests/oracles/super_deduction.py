"""The super-deduction of research expenses by the lines of A107012, worked out apart.

Sources (criteria §1): 财税〔2015〕119号 一、四、五 (whom it is for, 50%); 税务总局公告2015年第97号
(10% per project until 2020, materials of products sold); 财税〔2018〕99号 (75%, 2018 on);
财税〔2018〕64号 (commissioned overseas: 80% of it, at most 2/3 of the domestic; never individuals);
公告2021年第13号 一 (manufacturing: 达到50%以上 of total income) and 第28号 三(一) (10% of all
projects together from 2021); 公告2022年第16号 (technology SMEs) and 第28号 (fourth quarter);
公告2023年第7号 (100% for all), 第44号 (120%, 2023-2027); A107012 lines 3-52 as in §1.8.

Amounts are yuan and exact: no source says where a line is rounded.  An asset is written off from
the month in which it is formed, straight-line (general knowledge: 企业所得税法实施条例 第六十七条
直线法; 企业会计准则第6号 当月可供使用当月摊销).  Line 44 is a figure of the enterprise's own.

Open is what of 2022 falls to the fourth quarter by the actual amounts where more than plain
expenses enters (expenses cut by a limit, special income, materials: the notice 公告2022年第28号
says nothing of them), and by either method whether write-offs share in it (摊销条款未见).  Before
2018 no materials are sold here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

ZERO = Fraction(0)
_NINTH = Fraction(10, 100) / (1 - Fraction(10, 100))
_COMMISSIONED = Fraction(80, 100)
_OVERSEAS = Fraction(2, 3)


@dataclass(frozen=True)
class Row:
    """What a project cost in a year; ``quarter``: ``year``, ``q1_q3`` or ``q4``.

    ``formed``: the day its asset is formed, for capitalised rows (``None``: never).
    """

    name: str
    year: int
    five: Fraction = ZERO
    other: Fraction = ZERO
    domestic: Fraction = ZERO
    overseas: Fraction = ZERO
    individual: Fraction = ZERO
    quarter: str = "year"
    capitalised: bool = False
    formed: date | None = None
    life: int = 10

    @property
    def counts_in(self) -> int | None:
        """The year whose form holds it in lines 3 to 40 (已结束的资本化项目: all its years)."""
        if not self.capitalised:
            return self.year
        return None if self.formed is None else self.formed.year


@dataclass(frozen=True)
class Year:
    """The enterprise in one year."""

    total_income: Fraction
    non_taxable: Fraction = ZERO
    investment: Fraction = ZERO
    excluded: Fraction = ZERO
    manufacturing: Fraction = ZERO
    special: Fraction = ZERO
    material: Fraction = ZERO
    technology_sme: bool = False
    listed: bool = False
    prior_amortisation: Fraction = ZERO

    @property
    def barred(self) -> bool:
        """119号 四: 占比 over 50% of income without what is not taxed and investment income."""
        return self.excluded > (self.total_income - self.non_taxable - self.investment) / 2


@dataclass(frozen=True)
class Enterprise:
    """All that the form of a year asks for, and the years before it."""

    rows: tuple[Row, ...]
    years: dict[int, Year]
    resident: bool = True
    audited: bool = True
    founded: date = date(2010, 1, 1)
    by_months: bool = False


@dataclass(frozen=True)
class Lines:
    """The lines of a year's form; ``low`` and ``high`` of line 51 differ where it is open."""

    limit: Fraction
    other: Fraction
    domestic: Fraction
    overseas: Fraction
    total: Fraction
    capitalised: Fraction
    expensed: Fraction
    written_off: Fraction
    base: Fraction
    carried: Fraction
    rate: Fraction
    low: Fraction
    high: Fraction
    cut: Fraction
    deductible: Fraction
    left: Fraction


def settled(of: Enterprise, year: int) -> bool:
    """Whether line 51 is one figure by what the sources say.

    Where the quarter's actual amounts meet a limit or an offset they say nothing, even if none of
    what is cut was spent in the quarter.
    """
    mine = lines(of, year)
    two_parts = year == 2022 and mine.rate < 1 and not of.by_months
    return mine.low == mine.high and not (two_parts and mine.cut)


def rate(year: int, of: Year) -> Fraction:
    """Line 50 (§1.1); of the first three quarters where 2022 has two."""
    if year >= 2023:
        return Fraction(120 if of.listed and year <= 2027 else 100, 100)
    if year < 2018:
        raise ValueError(year)
    maker = year >= 2021 and 2 * of.manufacturing >= of.total_income
    full = maker or (year == 2022 and of.technology_sme)
    return Fraction(100 if full else 75, 100)


def lines(of: Enterprise, year: int) -> Lines:
    """The form of ``year`` (2018 or later)."""
    its = of.years[year]
    rows = [row for row in of.rows if row.counts_in == year]
    limit, shares = _other(rows, year)
    other = sum((row.other * shares[row.name] for row in rows), ZERO)
    five = sum((row.five for row in rows), ZERO)
    domestic = five + other + sum((row.domestic for row in rows), ZERO) * _COMMISSIONED
    sent = sum((row.overseas for row in rows), ZERO)
    overseas = min(sent * _COMMISSIONED, domestic * _OVERSEAS)
    passed = overseas / sent if sent else ZERO

    def cost(some: Iterable[Row]) -> Fraction:
        return sum(
            (
                row.five
                + row.other * shares[row.name]
                + row.domestic * _COMMISSIONED
                + row.overseas * passed
                for row in some
            ),
            ZERO,
        )

    assets = [row for row in rows if row.capitalised]
    capitalised = cost(assets)
    written_off = sum((_first_year(row, cost([row])) for row in assets), ZERO)
    expensed = domestic + overseas - capitalised
    base = expensed + written_off + its.prior_amortisation
    carried = lines(of, year - 1).left if year > 2018 and year - 1 in of.years else ZERO
    net = max(base - its.special, ZERO) - its.material - carried
    share = rate(year, its)
    low = high = max(net, ZERO) * share
    if year == 2022 and share < 1:
        least, most = _fourth_quarter(
            of, rows, other, overseas, max(net, ZERO), base, written_off + its.prior_amortisation
        )
        low, high = low + least * (1 - share), high + most * (1 - share)
    if its.barred or not of.resident or not of.audited:
        low = high = ZERO
    cut = _incurred(rows) - other + sent * _COMMISSIONED - overseas + base - max(net, ZERO)
    return Lines(
        limit, other, domestic, overseas, domestic + overseas, capitalised, expensed, written_off,
        base, carried, share, low, high, cut, max(net, ZERO), max(-net, ZERO),
    )  # fmt: skip


def _other(rows: list[Row], year: int) -> tuple[Fraction, dict[str, Fraction]]:
    """The limit on other expenses, and the share of each project's that is let through."""
    if year >= 2021:
        limit, incurred = _five(rows) * _NINTH, _incurred(rows)
        passed = min(incurred, limit) / incurred if incurred else ZERO
        return limit, dict.fromkeys((row.name for row in rows), passed)
    limit, shares = ZERO, {}
    for name in {row.name for row in rows}:
        mine = [row for row in rows if row.name == name]
        alone, incurred = _five(mine) * _NINTH, _incurred(mine)
        shares[name] = min(incurred, alone) / incurred if incurred else ZERO
        limit += alone
    return limit, shares


def _five(rows: list[Row]) -> Fraction:
    return sum((row.five for row in rows), ZERO)


def _incurred(rows: list[Row]) -> Fraction:
    return sum((row.other for row in rows), ZERO)


def _first_year(row: Row, cost: Fraction) -> Fraction:
    """Line 43: of the year in which the asset is formed, from that month on."""
    assert row.formed is not None
    months = min(13 - row.formed.month, row.life * 12)
    return cost * months / (row.life * 12)


def _fourth_quarter(
    of: Enterprise, rows: list[Row], other: Fraction, overseas: Fraction,
    net: Fraction, base: Fraction, written_off: Fraction,
) -> tuple[Fraction, Fraction]:  # fmt: skip
    """How much of the year's base is the fourth quarter's (公告2022年第28号), at least and most."""
    if of.by_months:
        start = max(of.founded, date(2022, 1, 1)).month
        share = Fraction(13 - max(start, 10), 13 - start)
        return max(net - written_off, ZERO) * share, net * share
    plain = [(row.quarter, row.five + row.domestic * _COMMISSIONED) for row in _expensed(rows)]
    shared = [(row.quarter, row.other) for row in _expensed(rows)]
    abroad = [(row.quarter, row.overseas * _COMMISSIONED) for row in _expensed(rows)]
    sent = sum((row.overseas for row in rows), ZERO) * _COMMISSIONED
    parts = (
        _last(plain, ZERO),
        _last(shared, _incurred(rows) - other),
        _last(abroad, sent - overseas),
    )
    least = sum((low for low, _ in parts), ZERO)
    most = sum((high for _, high in parts), ZERO)
    # Three months of what is written off all the year, if it is an expense of the quarter at all.
    most += written_off * Fraction(3, 12)
    # Nor is it said which quarter bears what is taken off.
    return max(least - (base - net), ZERO), min(most, net)


def _expensed(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.capitalised]


def _last(amounts: list[tuple[str, Fraction]], cut: Fraction) -> tuple[Fraction, Fraction]:
    """The fourth quarter's part of amounts of which ``cut`` does not count, of any quarter."""
    known = sum((amount for quarter, amount in amounts if quarter == "q4"), ZERO)
    open_ = sum((amount for quarter, amount in amounts if quarter == "year"), ZERO)
    total = sum((amount for _, amount in amounts), ZERO)
    return max(known - cut, ZERO), min(known + open_, max(total - cut, ZERO))
