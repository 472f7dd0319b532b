"""科技型中小企业: every band and limit of 国科发政〔2017〕115号, at, below and above it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.evaluation import Evaluator
from huiqi.profile.profile import Given, Profile
from huiqi.truth import Truth
from huiqi.values import Interval, Value, exactly
from tests.titles import RULES
from tests.titles import met as met_on

#: Points by share in percent, the lower limit included.
STAFF = [(30, 20), (25, 16), (20, 12), (15, 8), (10, 4), (0, 0)]
SALES = [(6, 50), (5, 40), (4, 30), (3, 20), (2, 10), (0, 0)]
COST = [(30, 50), (25, 40), (20, 30), (15, 20), (10, 10), (0, 0)]
#: An enterprise that meets everything by the narrowest margin the tests then take away.
YEARLY = {
    "employees": 500,
    "revenue": 200_000_000,
    "total_assets": 200_000_000,
    "technical_staff": 50,
    "rd_eligible_total": 12_000_000,
    "cost_and_expense": 190_000_000,
}
PLAIN = {"class_one_rights": 0, "class_two_rights": 1}
NO_YEARLY = (
    "major_safety_or_quality_accident",
    "serious_environmental_violation",
    "serious_research_misconduct",
)
NO_PLAIN = (
    "prohibited_products",
    "abnormal_operation_list",
    "serious_violation_list",
    "high_technology_certificate",
    "national_award_five_years",
    "provincial_rd_institution",
    "standard_led_five_years",
)


def points(bands: list[tuple[int, int]], part: int, whole: int) -> int:
    """The points of a share, by whole-number arithmetic."""
    return next(score for limit, score in bands if part * 100 >= limit * whole)


def evaluator(**changed: int | bool | None) -> Evaluator:
    """The enterprise in 2022, with some facts changed (``None``: unknown)."""
    facts: dict[tuple[str, int | None], Value] = {}
    for name, number in YEARLY.items():
        facts[name, 2022] = exactly(Decimal(number))
    for name, number in PLAIN.items():
        facts[name, None] = exactly(Decimal(number))
    for name in NO_PLAIN:
        facts[name, None] = Truth.FALSE
    for name in NO_YEARLY:
        for year in (2022, 2023):
            facts[name, year] = Truth.FALSE
    facts["resident_enterprise", None] = Truth.TRUE
    for written, value in changed.items():
        name, _, tail = written.rpartition("_")
        key = (name, int(tail)) if tail.isdigit() else (written, None)
        if key not in facts:
            key = (written, 2022)
        del facts[key]
        if isinstance(value, bool):
            facts[key] = Truth.of(value)
        elif value is not None:
            facts[key] = exactly(Decimal(value))
    profile = Profile(
        name="示例企业", facts={key: Given(value=value) for key, value in facts.items()}
    )
    return Evaluator(RULES, profile, date(2023, 6, 20))


def met(of: Evaluator) -> Truth:
    """Whether the criteria are met, applying in 2023 on the figures of 2022."""
    facts = {key: given.value for key, given in of.profile.facts.items()}
    return met_on(facts, "technology-sme", of.as_of)


def number(of: Evaluator, name: str) -> int:
    """A score, known exactly."""
    value = of.outcome(name, 2022).value
    assert isinstance(value, Interval)
    assert value.known
    return int(value.low)


@pytest.mark.parametrize("limit", [limit for limit, _ in STAFF[:-1]])
@pytest.mark.parametrize("step", [-1, 0, 1])
def test_staff_bands(limit: int, step: int) -> None:
    """One person around each limit of 500."""
    staff = limit * 5 + step
    found = number(evaluator(technical_staff=staff), "technology_sme_staff_points")
    assert found == points(STAFF, staff, 500)


@pytest.mark.parametrize("limit", [limit for limit, _ in SALES[:-1]])
@pytest.mark.parametrize("step", [-1, 0, 1])
def test_sales_bands(limit: int, step: int) -> None:
    """One yuan around each limit of 200 million."""
    spent = limit * 2_000_000 + step
    found = number(evaluator(rd_eligible_total=spent), "technology_sme_research_by_sales")
    assert found == points(SALES, spent, 200_000_000)


@pytest.mark.parametrize("limit", [limit for limit, _ in COST[:-1]])
@pytest.mark.parametrize("step", [-1, 0, 1])
def test_cost_bands(limit: int, step: int) -> None:
    """One yuan around each limit of 190 million."""
    spent = limit * 1_900_000 + step
    found = number(evaluator(rd_eligible_total=spent), "technology_sme_research_by_cost")
    assert found == points(COST, spent, 190_000_000)


@given(
    staff=st.integers(0, 500),
    spent=st.integers(0, 80_000_000),
    one=st.integers(0, 2),
    two=st.integers(0, 6),
)
def test_the_score_is_the_sum_and_research_takes_the_better(
    staff: int, spent: int, one: int, two: int
) -> None:
    """Against the table, over any figures."""
    of = evaluator(
        technical_staff=staff, rd_eligible_total=spent, class_one_rights=one, class_two_rights=two
    )
    outcome = 30 if one >= 1 else {0: 0, 1: 6, 2: 12, 3: 18}.get(two, 24)
    research = max(points(SALES, spent, 200_000_000), points(COST, spent, 190_000_000))
    expected = points(STAFF, staff, 500) + research + outcome
    assert number(of, "technology_sme_score") == expected
    truth = met(of)
    assert truth is Truth.of(expected >= 60 and staff * 10 >= 500)


def test_exactly_sixty_passes() -> None:
    """4 for staff, 50 for research, 6 for one class II right: 60."""
    of = evaluator()
    assert number(of, "technology_sme_score") == 60
    assert met(of) is Truth.TRUE


@pytest.mark.parametrize(
    "changed",
    [
        {"class_two_rights": 0},
        {"technical_staff": 49},
        {"employees": 501, "technical_staff": 500},
        {"revenue": 200_000_001, "rd_eligible_total": 190_000_000},
        {"total_assets": 200_000_001},
        {"resident_enterprise": False},
        {"prohibited_products": True},
        {"abnormal_operation_list": True},
        {"serious_violation_list": True},
        *({f"{name}_{year}": True} for name in NO_YEARLY for year in (2022, 2023)),
    ],
)
def test_each_condition_alone_refuses(changed: dict[str, int | bool]) -> None:
    """One step beyond a limit, or one veto in either year."""
    assert met(evaluator(**changed)) is Truth.FALSE


@pytest.mark.parametrize("name", NO_PLAIN[3:])
def test_direct_confirmation_needs_no_score(name: str) -> None:
    """Each of the four confirms, but none of them over a veto."""
    of = evaluator(**{name: True, "class_two_rights": 0, "technical_staff": 0})
    assert met(of) is Truth.TRUE
    vetoed = evaluator(**{name: True, "serious_violation_list": True})
    assert met(vetoed) is Truth.FALSE


@pytest.mark.parametrize(
    "name", [*YEARLY, *NO_PLAIN[:3], "class_two_rights", "resident_enterprise"]
)
def test_each_fact_unknown_leaves_the_verdict_open_or_unmoved(name: str) -> None:
    """Unknown never refuses and never passes by itself; the cost share is not needed here."""
    of = evaluator(**{name: None})
    truth = met(of)
    assert truth is (Truth.TRUE if name == "cost_and_expense" else Truth.UNKNOWN)


def test_a_missing_indicator_leaves_a_range() -> None:
    """Without the rights the score lies between 54 and 78."""
    value = evaluator(class_two_rights=None).outcome("technology_sme_score", 2022).value
    assert isinstance(value, Interval)
    assert (value.low, value.high) == (Decimal(54), Decimal(78))
    assert Fraction(value.high - value.low) == 24
