"""高新技术企业: every limit of article 11 of 国科发火〔2016〕32号, at, below and above it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.evaluation import Evaluator
from huiqi.truth import Truth
from huiqi.values import Value, exactly
from tests.titles import RULES, met, profile_of

AS_OF = date(2023, 6, 20)
Facts = dict[tuple[str, int | None], Value]


def yuan(amount: int | str) -> Value:
    """An exact figure."""
    return exactly(Decimal(amount))


def narrow() -> Facts:
    """An enterprise at the very limit of each condition: 40 million a year, 5% on research."""
    facts: Facts = {
        ("established_on", None): exactly(date(2015, 1, 1)),
        ("core_rights_owned", None): Truth.TRUE,
        ("high_technology_field", None): Truth.TRUE,
        ("grave_event_within_year", None): Truth.FALSE,
        ("innovation_capability_score", 2022): yuan(71),
        ("employees", 2022): yuan(100),
        ("technical_staff", 2022): yuan(10),
        ("total_income", 2022): yuan(41_000_000),
        ("non_taxable_income", 2022): yuan(1_000_000),
        ("high_technology_income", 2022): yuan(24_000_000),
    }
    for year in (2020, 2021, 2022):
        facts["revenue", year] = yuan(40_000_000)
        facts["high_technology_rd_expense", year] = yuan(2_000_000)
        facts["high_technology_rd_domestic", year] = yuan(1_200_000)
    return facts


def truth(facts: Facts, name: str = "") -> Value:
    """A definition in 2022; without a name, whether all criteria are met in 2023."""
    if not name:
        return met(facts, "high-technology", AS_OF)
    return Evaluator(RULES, profile_of(facts), AS_OF).outcome(name, 2022).value


def test_at_every_limit_it_is_met() -> None:
    """Each limit includes its exact value, save the score, which has to be above 70."""
    assert truth(narrow()) is Truth.TRUE


@pytest.mark.parametrize(
    ("key", "below"),
    [
        (("technical_staff", 2022), yuan(9)),
        (("employees", 2022), yuan(101)),
        (("high_technology_income", 2022), yuan("23999999.99")),
        (("total_income", 2022), yuan("41000000.02")),
        (("non_taxable_income", 2022), yuan("999999.98")),
        (("high_technology_rd_expense", 2020), yuan("1999999.99")),
        (("high_technology_rd_expense", 2021), yuan("1999999.99")),
        (("high_technology_rd_expense", 2022), yuan("1999999.99")),
        (("high_technology_rd_domestic", 2021), yuan("1199999.99")),
        (("revenue", 2021), yuan("40000000.21")),
        (("innovation_capability_score", 2022), yuan(70)),
        (("core_rights_owned", None), Truth.FALSE),
        (("high_technology_field", None), Truth.FALSE),
        (("grave_event_within_year", None), Truth.TRUE),
    ],
)
def test_one_step_beyond_any_limit_it_is_not(key: tuple[str, int | None], below: Value) -> None:
    """The smallest step refuses; not knowing leaves it open."""
    facts = narrow()
    facts[key] = below
    assert truth(facts) is Truth.FALSE
    del facts[key]
    assert truth(facts) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("established", "met"),
    [(date(2022, 6, 20), True), (date(2022, 6, 21), False), (date(2022, 6, 19), True)],
)
def test_registered_for_365_days(established: date, met: bool) -> None:
    """365 calendar days and no fewer."""
    facts = narrow()
    facts["established_on", None] = exactly(established)
    assert truth(facts, "high_technology_registered") is Truth.of(met)


@pytest.mark.parametrize(
    ("sales", "rate"),
    [
        ("49999999.99", "0.05"),
        ("50000000", "0.05"),
        ("50000000.01", "0.04"),
        ("200000000", "0.04"),
        ("200000000.01", "0.03"),
    ],
)
def test_bands_of_sales(sales: str, rate: str) -> None:
    """Up to 50 million 5%, up to 200 million 4%, above it 3%."""
    facts = narrow()
    facts["revenue", 2022] = yuan(sales)
    assert truth(facts, "high_technology_rate") == yuan(rate)


@pytest.mark.parametrize(("founded", "years"), [(2022, 1), (2021, 2), (2020, 3), (2015, 3)])
def test_young_enterprises_count_their_own_years(founded: int, years: int) -> None:
    """What lies before the founding is neither needed nor zero."""
    facts = narrow()
    facts["established_on", None] = exactly(date(founded, 1, 1))
    for year in range(2020, 2023 - years):
        for name in ("revenue", "high_technology_rd_expense", "high_technology_rd_domestic"):
            del facts[name, year]
    assert truth(facts, "high_technology_research") is Truth.TRUE
    assert truth(facts, "high_technology_rd_total") == yuan(2_000_000 * years)


@given(
    sales=st.lists(st.integers(1, 300_000_000), min_size=3, max_size=3),
    spent=st.lists(st.integers(0, 20_000_000), min_size=3, max_size=3),
    share=st.integers(0, 100),
)
def test_research_against_whole_numbers(sales: list[int], spent: list[int], share: int) -> None:
    """The band of the latest year, the share of three years together, 60% of it in China."""
    facts = narrow()
    for index, year in enumerate((2020, 2021, 2022)):
        facts["revenue", year] = yuan(sales[index])
        facts["high_technology_rd_expense", year] = yuan(spent[index])
        facts["high_technology_rd_domestic", year] = exactly(Decimal(spent[index] * share) / 100)
    rate = 5 if sales[2] <= 50_000_000 else 4 if sales[2] <= 200_000_000 else 3
    expected = sum(spent) * 100 >= rate * sum(sales) and sum(spent) * share >= sum(spent) * 60
    assert truth(facts, "high_technology_research") is Truth.of(expected)
