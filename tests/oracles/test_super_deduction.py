"""The product's super-deduction, line by line, against what was worked out apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from operator import add
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles.asking import Range, figure
from tests.oracles.super_deduction import ZERO, Enterprise, Lines, Row, Year, lines, settled
from tests.thorough import examples

AS_OF = date(2026, 6, 1)
CENT = Fraction(1, 100)


def cents(value: Fraction) -> Fraction:
    """To the cent."""
    return Fraction(round(value * 100), 100)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _row(row: Row) -> dict[str, Any]:
    """The five categories are one sum in the oracle: here spread over two of them."""
    half = cents(row.five / 2)
    return {
        "name": row.name,
        "year": row.year,
        "period": row.quarter,
        "treatment": "capitalised" if row.capitalised else "expensed",
        "personnel": _decimal(half),
        "direct_input": 0,
        "depreciation": _decimal(row.five - half),
        "amortisation": 0,
        "design": 0,
        "other": _decimal(row.other),
        "commissioned_domestic": _decimal(row.domestic),
        "commissioned_overseas": _decimal(row.overseas),
        "commissioned_overseas_individual": _decimal(row.individual),
        **(
            {
                "capitalised_on": row.formed or "not_applicable",
                "useful_life_years": row.life,
            }
            if row.capitalised
            else {}
        ),
    }


def facts_of(of: Enterprise) -> dict[str, Any]:
    """As a bookkeeper states the whole enterprise."""
    money = {
        "total_income": "total_income",
        "non_taxable_income": "non_taxable",
        "investment_income": "investment",
        "excluded_industry_revenue": "excluded",
        "manufacturing_revenue": "manufacturing",
        "rd_special_income": "special",
        "rd_product_material": "material",
        "rd_prior_amortisation": "prior_amortisation",
    }
    return {
        "industry_code": "C26",
        "established_on": of.founded,
        "resident_enterprise": of.resident,
        "audited_collection": of.audited,
        "rd_fourth_quarter_method": "by_months" if of.by_months else "actual",
        "rd_projects": {"complete": [_row(row) for row in of.rows]},
        **{
            fact: {year: _decimal(getattr(its, name)) for year, its in of.years.items()}
            for fact, name in money.items()
        },
        "technology_sme": {year: its.technology_sme for year, its in of.years.items()},
        "ic_or_machine_tool_list": {year: its.listed for year, its in of.years.items()},
    }


_LINES = {
    "rd_other_limit": "limit",
    "rd_other_allowed": "other",
    "rd_domestic_total": "domestic",
    "rd_overseas_allowed": "overseas",
    "rd_eligible_total": "total",
    "rd_expensed": "expensed",
    "rd_capitalised_cost": "capitalised",
    "rd_new_amortisation": "written_off",
    "rd_base": "base",
    "rd_deductible": "deductible",
    "rd_material_carried": "carried",
    "rd_material_left": "left",
    "rd_super_deduction_rate": "rate",
}

# ------------------------------------------------------------------ enterprises

_money = st.integers(1, 500).map(lambda n: Fraction(n * 9_000))
_near = st.sampled_from((-1, 0, 0, 1)).map(lambda n: n * CENT)


def _positive(value: Fraction) -> Fraction:
    return max(cents(value), ZERO)


@st.composite
def _project(draw: st.DrawFn, name: str, year: int) -> list[Row]:
    """What counts in ``year``: expensed, or an asset formed in it, or both; other expenses at
    the project's own limit often."""
    kinds = draw(st.sampled_from(("expensed", "expensed", "expensed", "asset", "both")))
    rows = []
    if kinds != "asset":
        # A project's expensed and capitalised expenses of one period are refused as one row twice.
        split = kinds == "both" or (year == 2022 and draw(st.integers(0, 3)) > 0)
        for quarter in ("q1_q3", "q4") if split else ("year",):
            rows.append(Row(name, year, draw(_money), quarter=quarter))
    if kinds != "expensed":
        formed = date(year, draw(st.integers(1, 12)), draw(st.integers(1, 28)))
        life = draw(st.sampled_from((1, 2, 10, 10, 15)))
        for back in draw(st.sampled_from(((0,), (1,), (1, 0)))):
            rows.append(
                Row(name, year - back, draw(_money), capitalised=True, formed=formed, life=life)
            )
    return [
        replace(
            row,
            other=_positive(
                draw(
                    st.one_of(
                        st.just(ZERO),
                        _near.map(partial(add, row.five / 9)),
                        _money.map(lambda value: value / 9),
                    )
                )
            ),
            domestic=draw(st.just(ZERO) | _money),
            individual=draw(st.just(ZERO) | _money),
        )
        for row in rows
    ]


@st.composite
def _rows(draw: st.DrawFn, year: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    for name in draw(st.sampled_from(("a", "a", "ab", "abc"))):
        rows += draw(_project(name, year))
    # One row fills the common limit, or just misses it.
    if draw(st.booleans()):
        gap = sum((row.five / 9 - row.other for row in rows), ZERO) + draw(_near)
        rows[-1] = replace(rows[-1], other=_positive(rows[-1].other + gap))
    # Overseas: none, at 2/3 of the domestic, or anything.
    kind = draw(st.sampled_from(("none", "none", "limit", "any")))
    at = draw(st.integers(0, len(rows) - 1))
    if kind == "any":
        rows[at] = replace(rows[at], overseas=draw(_money))
    elif kind == "limit":
        domestic = lines(Enterprise(tuple(rows), {year: Year(ZERO)}), year).domestic
        rows[at] = replace(rows[at], overseas=_positive(domestic * 5 / 6 + draw(_near)))
    # Something that does not count: another year's, or never an asset.
    if draw(st.integers(0, 3)) == 0:
        formed = draw(st.sampled_from((None, date(year + 1, 3, 1))))
        rows.append(Row("z", year, draw(_money), capitalised=True, formed=formed))
    return tuple(rows)


@st.composite
def _year(draw: st.DrawFn) -> Year:
    total = draw(_money) * 100
    non_taxable = draw(st.sampled_from((ZERO, total / 10)))
    investment = draw(st.sampled_from((ZERO, total / 4)))
    half = (total - non_taxable - investment) / 2
    excluded = draw(
        st.one_of(
            st.just(ZERO),
            st.just(ZERO),
            st.sampled_from((ZERO, -CENT)).map(lambda step: half + step),
            _near.map(lambda step: half + step),
        )
    )
    manufacturing = draw(_near.map(lambda step: total / 2 + step) | st.sampled_from((ZERO, total)))
    return Year(
        total,
        non_taxable,
        investment,
        cents(excluded),
        cents(manufacturing),
        technology_sme=draw(st.booleans()),
        listed=draw(st.integers(0, 3)) == 0,
        special=draw(st.sampled_from((0, 0, 0, 1))) * draw(_money),
        material=draw(st.sampled_from((0, 0, 0, 1))) * draw(_money),
        prior_amortisation=draw(st.sampled_from((0, 0, 1))) * draw(_money),
    )


@st.composite
def enterprises(draw: st.DrawFn, first_year: int = 2018) -> tuple[Enterprise, int]:
    """An enterprise and a year, with the form of the years before it (materials carried)."""
    year = draw(st.sampled_from((*range(first_year, 2025), 2022, 2022, 2022)))
    rows = draw(_rows(year))
    its = draw(_year())
    if year == 2022 and draw(st.booleans()):
        # The two parts of the year, mostly with nothing that leaves them open.
        its = replace(its, manufacturing=(its.total_income / 2 - CENT), technology_sme=False)
        if draw(st.booleans()):
            its = replace(its, special=ZERO, material=ZERO, prior_amortisation=ZERO)
            rows = tuple(row for row in rows if not row.capitalised) or rows
    years = {year: its}
    first = year
    for back in range(1, draw(st.sampled_from((0, 0, 1, 2))) + 1):
        if year - back < 2018:
            break
        first = year - back
        rows += (Row("before", first, draw(_money), quarter="year"),)
        # A year's bar does not meet a carry-over: what it then does is not stated.
        before = replace(draw(_year()), excluded=ZERO)
        years[first] = replace(before, material=draw(st.just(ZERO) | _money))
    # Sold materials were once research expense; what is written off was formed before.
    rows += (Row("early", first - 1, Fraction(10_000_000)),)
    if any(its.prior_amortisation for its in years.values()):
        formed = date(2013, 4, 1)
        rows += (Row("old", 2012, Fraction(90_000_000), capitalised=True, formed=formed, life=20),)
    for earlier in range(2010, first):
        years[earlier] = Year(Fraction(1_000_000))
    founded = date(2009, 5, 1)
    if first == year == 2022:
        month = draw(st.sampled_from((0, 0, 1, 5, 9, 10, 11, 12)))
        if month and not any(row.capitalised for row in rows):
            founded, rows = date(2022, month, 10), rows[:-1]
    made = Enterprise(
        rows,
        years,
        resident=draw(st.sampled_from((True,) * 15 + (False,))),
        audited=draw(st.sampled_from((True,) * 15 + (False,))),
        founded=founded,
        by_months=draw(st.booleans()),
    )
    return made, year


def _asked(name: str, year: int, facts: dict[str, Any]) -> Range:
    value = figure(name, year, facts, AS_OF)
    assert value is not None
    return value


# ------------------------------------------------------------------ complete


def _same(asked: Range, mine: Fraction, slack: Fraction) -> bool:
    """Exactly, and within the roundings where the lines before it are no whole cents."""
    assert asked.low is not None
    assert asked.low == asked.high
    return abs(Fraction(asked.low) - mine) <= slack


def _holds(asked: Range, mine: Fraction, slack: Fraction) -> bool:
    return Range(
        None if asked.low is None else Fraction(asked.low) - slack,
        None if asked.high is None else Fraction(asked.high) + slack,
    ).holds(mine)


def _slack(of: Enterprise, mine: Lines) -> Fraction:
    whole = all((value * 100).denominator == 1 for value in astuple(mine))
    return ZERO if whole else CENT * (len(of.rows) + 1)


@settings(max_examples=examples(75))
@given(enterprises(), st.sampled_from(sorted(_LINES)))
def test_complete(enterprise: tuple[Enterprise, int], name: str) -> None:
    of, year = enterprise
    mine, facts = lines(of, year), facts_of(of)
    slack = _slack(of, mine)
    asked = _asked("rd_super_deduction", year, facts)
    if settled(of, year):
        assert _same(asked, mine.low, slack)
    else:
        assert _holds(asked, mine.low, slack)
        assert _holds(asked, mine.high, slack)
    assert _same(_asked(name, year, facts), getattr(mine, _LINES[name]), slack)


# ------------------------------------------------------------------ partial


def _loosened(draw: st.DrawFn, value: Any) -> Any:
    """A bound on it where it is an amount, else nothing at all (``None``)."""
    if isinstance(value, bool | str | date) or draw(st.booleans()):
        return None
    amount = Decimal(value)
    slack = draw(st.sampled_from((Decimal("0.01"), Decimal(1000), Decimal(1_000_000))))
    low, high = max(amount - slack, Decimal(0)), amount + slack
    return draw(st.sampled_from((f">= {low}元", f"<= {high}元", f"{low}元..{high}元")))


_KEPT = {"name", "year", "period"}


def _looser_row(draw: st.DrawFn, loosen: Callable[[], bool], row: dict[str, Any]) -> dict[str, Any]:
    kept = dict(row)
    for key in row:
        if key in _KEPT or not loosen():
            continue
        looser = None if key == "useful_life_years" else _loosened(draw, row[key])
        if looser is None:
            del kept[key]
        else:
            kept[key] = looser
    return kept


def _looser_years(draw: st.DrawFn, loosen: Callable[[], bool], by_year: Any) -> dict[int, Any]:
    years = dict(by_year)
    for year in by_year:
        if loosen():
            looser = _loosened(draw, by_year[year])
            if looser is None:
                del years[year]
            else:
                years[year] = looser
    return years


def weaker(draw: st.DrawFn, facts: dict[str, Any]) -> dict[str, Any]:
    """The same enterprise, of which less is known."""
    odds = draw(st.sampled_from((2, 4, 12)))

    def loosen() -> bool:
        return draw(st.sampled_from((True,) + (False,) * odds))

    made: dict[str, Any] = {}
    for name, value in facts.items():
        if name == "rd_projects":
            rows = [_looser_row(draw, loosen, row) for row in value["complete"]]
            made[name] = rows if loosen() else {"complete": rows}
        elif isinstance(value, dict):
            if years := _looser_years(draw, loosen, value):
                made[name] = years
        elif not loosen():
            made[name] = value
    return made


@settings(max_examples=examples(50))
@given(enterprises(), st.sampled_from(sorted(_LINES)), st.data())
def test_partial(enterprise: tuple[Enterprise, int], name: str, data: st.DataObject) -> None:
    """Whatever is left out or only bounded: the enterprise it may be stays inside the range."""
    of, year = enterprise
    mine = lines(of, year)
    facts = data.draw(st.composite(weaker)(facts_of(of)))
    slack = _slack(of, mine)
    asked = _asked("rd_super_deduction", year, facts)
    assert _holds(asked, mine.low, slack)
    assert _holds(asked, mine.high, slack)
    assert _holds(_asked(name, year, facts), getattr(mine, _LINES[name]), slack)


# ------------------------------------------------------------------ examples of the sources

_FULL = Year(Fraction(100), manufacturing=Fraction(100))
_WAN = 10_000


def _enterprise(*rows: Row, **years: Year) -> Enterprise:
    """Manufacturing only, in every year not named."""
    named = {int(name[1:]): its for name, its in years.items()}
    return Enterprise(rows, {year: named.get(year, _FULL) for year in range(2010, 2025)})


def _wan(
    name: str, year: int, five: float, other: float = 0, domestic: float = 0, overseas: float = 0
) -> Row:
    spent, rest, here, abroad = (
        Fraction(str(wan)) * _WAN for wan in (five, other, domestic, overseas)
    )
    return Row(name, year, spent, rest, here, abroad)


_A, _B = _wan("a", 2021, 90, 12), _wan("b", 2021, 100, 8)
EXAMPLES = {
    "T01": (_enterprise(_wan("a", 2023, 88, 12), _wan("b", 2023, 84, 8)), 2023, "1911111.11"),
    "T02": (_enterprise(_A, _B), 2021, "2100000"),
    "T03": (_enterprise(replace(_A, year=2020), replace(_B, year=2020)), 2020, "1560000"),
    "T04": (
        _enterprise(
            _wan("a", 2021, 85, 15),
            _wan("b", 2021, 47.5, 2.5),
            _wan("c", 2021, 0, domestic=35, overseas=15),
        ),
        2021,
        "1872222.22",
    ),
    "T04 at 75%": (
        _enterprise(
            _wan("a", 2021, 85, 15),
            _wan("b", 2021, 47.5, 2.5),
            _wan("c", 2021, 0, domestic=35, overseas=15),
            y2021=Year(Fraction(100)),
        ),
        2021,
        "1404166.67",
    ),
    "T06": (_enterprise(_wan("a", 2022, 110, overseas=100)), 2022, "1833333.33"),
    "T08": (
        _enterprise(
            _wan("a", 2022, 100),
            y2022=Year(Fraction(3500), Fraction(200), Fraction(800), Fraction(2000), Fraction(500)),
        ),
        2022,
        "0",
    ),
    "T10": (
        _enterprise(
            _wan("a", 2022, 100),
            y2022=Year(Fraction(3200), Fraction(200), Fraction(500), manufacturing=Fraction(2000)),
        ),
        2022,
        "1000000",
    ),
    "T17": (
        _enterprise(
            _wan("x", 2019, 100),
            _wan("x", 2020, 80),
            _wan("x", 2021, 150),
            y2021=replace(_FULL, material=Fraction(50 * _WAN)),
        ),
        2021,
        "1000000",
    ),
    "T22": (
        replace(
            _enterprise(_wan("a", 2022, 400), y2022=Year(Fraction(100))),
            founded=date(2022, 5, 10),
            by_months=True,
        ),
        2022,
        # 75% of 400, and 25% more of the fourth quarter's 150.
        "3375000",
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    """The official examples (criteria §1.10), where their answer is the form's."""
    of, year, official = EXAMPLES[name]
    assert cents(lines(of, year).low) == cents(lines(of, year).high) == Fraction(official)
    asked = _asked("rd_super_deduction", year, facts_of(of))
    assert asked == (Decimal(official), Decimal(official))


@pytest.mark.parametrize("by_months", [False, True])
def test_write_offs_in_the_fourth_quarter(by_months: bool) -> None:
    """2022 at 75% with 90,000 written off of an old asset: the quarter's share, or none of it."""
    old = Row("old", 2012, Fraction(900_000), capitalised=True, formed=date(2013, 1, 1))
    its = Year(Fraction(100), prior_amortisation=Fraction(90_000))
    of = replace(_enterprise(old, y2022=its), by_months=by_months)
    mine = lines(of, 2022)
    assert (mine.low, mine.high) == (Fraction(67_500), Fraction(73_125))
    asked = _asked("rd_super_deduction", 2022, facts_of(of))
    assert asked.holds(mine.low)
    assert asked.holds(mine.high)


@pytest.mark.parametrize(
    ("year", "unknown", "low"),
    [(2021, "manufacturing_revenue", 750_000), (2023, "ic_or_machine_tool_list", 1_000_000)],
)
def test_rate_unknown(year: int, unknown: str, low: int) -> None:
    """A million yuan at 75% or 100% (2021), at 100% or 120% (2023): never at less."""
    facts = facts_of(_enterprise(_wan("a", year, 100)))
    del facts[unknown]
    assert _asked("rd_super_deduction", year, facts).low == low
