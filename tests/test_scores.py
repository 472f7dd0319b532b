"""Scores of the titles: every limit at, below and above it, against the sources' tables.

The tables of 63号 leave open to which side an exact limit belongs: there the points are the range
of the two neighbours.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.evaluation import Evaluator
from huiqi.evaluation.evaluator import Strictness
from huiqi.truth import Truth
from huiqi.values import Interval, Value, exactly, symbol
from tests.titles import RULES, profile_of

AS_OF = date(2023, 6, 20)
Facts = dict[tuple[str, int | None], Value]
Bands = list[tuple[str, int]]
WHOLE = 1_000_000_000


def points(facts: Facts, name: str, strict: bool = True) -> tuple[int | None, int | None]:
    """The least and most points of 2022."""
    reading = Strictness.STRICT if strict else Strictness.ILLUSTRATIVE
    value = Evaluator(RULES, profile_of(facts), AS_OF, reading).outcome(name, 2022).value
    assert isinstance(value, Interval)
    low, high = value.low, value.high
    return None if low is None else int(low), None if high is None else int(high)


def number(value: Decimal | int | str) -> Value:
    """An exact figure."""
    return exactly(Decimal(value))


def share(part: str, whole: str) -> Callable[[Decimal, int], Facts]:
    """The part at a percentage of the whole, and so many yuan beside it."""

    def facts(percent: Decimal, step: int) -> Facts:
        amount = percent * WHOLE / 100 + step
        return {(part, 2022): number(amount), (whole, 2022): number(WHOLE)}

    return facts


def growth(percent: Decimal, step: int) -> Facts:
    """Main revenue grown by a percentage over 2021."""
    now = WHOLE * (100 + percent) / 100 + step
    return {("main_revenue", 2021): number(WHOLE), ("main_revenue", 2022): number(now)}


def steady(percent: Decimal, step: int) -> Facts:
    """The same growth two years running: the mean and the compound rate are one."""
    factor = (100 + percent) / 100
    last = WHOLE * factor * factor + step
    return {
        ("main_revenue", 2020): number(WHOLE),
        ("main_revenue", 2021): number(WHOLE * factor),
        ("main_revenue", 2022): number(last),
    }


def debt(percent: Decimal, step: int) -> Facts:
    """A debt ratio, and so many hundredths of a point beside it."""
    return {("debt_ratio", 2022): number((percent + Decimal(step) / 100) / 100)}


def amount(units: Decimal, step: int) -> Facts:
    """R&D spending in 万元, and so many yuan beside it; the share far below its bands."""
    spent = units * 10_000 + step
    return {("rd_expense_reported", 2022): number(spent), ("revenue", 2022): number(WHOLE * 100)}


FALLING: list[tuple[str, Bands, Callable[[Decimal, int], Facts]]] = [
    (
        "innovative_research_points",
        [("5", 20), ("3", 15), ("2", 10), ("1", 5)],
        share("rd_expense_reported", "revenue"),
    ),
    ("innovative_growth_points", [("15", 20), ("10", 15), ("5", 10), ("0", 5)], growth),
    (
        "innovative_main_points",
        [("70", 20), ("60", 15), ("55", 10), ("50", 5)],
        share("main_revenue", "revenue"),
    ),
    (
        "specialised_main_points",
        [("80", 5), ("70", 3), ("60", 1)],
        share("main_revenue", "revenue"),
    ),
    (
        "specialised_growth_points",
        [("10", 10), ("8", 8), ("6", 6), ("4", 4), ("0", 2)],
        steady,
    ),
    (
        "specialised_margin_points",
        [("10", 10), ("8", 8), ("6", 6), ("4", 4), ("2", 2)],
        share("net_profit", "revenue"),
    ),
    (
        "specialised_research_by_share",
        [("10", 10), ("8", 8), ("6", 6), ("4", 4), ("3", 2)],
        share("rd_expense_reported", "revenue"),
    ),
    (
        "specialised_research_points",
        [("500", 10), ("400", 8), ("300", 6), ("200", 4), ("100", 2)],
        amount,
    ),
]


@pytest.mark.parametrize(
    ("name", "limit", "above", "below", "facts"),
    [
        (name, limit, top, (*bands[index + 1 :], ("", 0))[0][1], facts)
        for name, bands, facts in FALLING
        for index, (limit, top) in enumerate(bands)
    ],
)
def test_bands_upwards(
    name: str, limit: str, above: int, below: int, facts: Callable[[Decimal, int], Facts]
) -> None:
    """One yuan above, one below, and the exact limit in between."""
    percent = Decimal(limit)
    assert points(facts(percent, 1), name) == (above, above)
    assert points(facts(percent, -1), name) == (below, below)
    assert points(facts(percent, 0), name) == (below, above)


@pytest.mark.parametrize(
    ("name", "bands"),
    [
        ("innovative_debt_points", [("55", 10), ("75", 5)]),
        ("specialised_debt_points", [("50", 5), ("60", 3), ("70", 1)]),
    ],
)
def test_bands_downwards(name: str, bands: Bands) -> None:
    """Of debt the less the better."""
    for index, (limit, best) in enumerate(bands):
        worse = (*bands[index + 1 :], ("", 0))[0][1]
        percent = Decimal(limit)
        assert points(debt(percent, -1), name) == (best, best)
        assert points(debt(percent, 1), name) == (worse, worse)
        assert points(debt(percent, 0), name) == (worse, best)


@given(first=st.integers(1, 10**9), second=st.integers(1, 10**9), third=st.integers(1, 10**9))
def test_the_average_growth_is_open_between_its_two_readings(
    first: int, second: int, third: int
) -> None:
    """Against fractions and whole-number squares."""
    facts: Facts = {
        ("main_revenue", year): number(value)
        for year, value in zip((2020, 2021, 2022), (first, second, third), strict=True)
    }
    table = [(10, 10), (8, 8), (6, 6), (4, 4), (0, 2)]

    def scored(compare: Callable[[int], int]) -> tuple[int, int]:
        """``compare(limit)`` is positive above the limit, zero on it, negative below."""
        for index, (limit, top) in enumerate(table):
            sign = compare(limit)
            if sign > 0:
                return top, top
            if sign == 0:
                return (*table[index + 1 :], (0, 0))[0][1], top
        return 0, 0

    # (second/first - 1 + third/second - 1) / 2 against limit%: multiplied out.
    mean = scored(
        lambda limit: (second * second + third * first) * 100 - (200 + 2 * limit) * first * second
    )
    # sqrt(third/first) - 1 against limit%: squared.
    compound = scored(lambda limit: third * 10_000 - first * (100 + limit) ** 2)
    expected = (min(mean[0], compound[0]), max(mean[1], compound[1]))
    assert points(facts, "specialised_growth_points") == expected


@pytest.mark.parametrize(("years", "score"), [(0, 0), (1, 0), (2, 1), (9, 4), (10, 5), (11, 5)])
def test_a_point_for_each_two_full_years(years: int, score: int) -> None:
    """And five at most."""
    assert points({("segment_years", None): number(years)}, "specialised_segment_points") == (
        score,
        score,
    )


@pytest.mark.parametrize(("items", "score"), [(0, 0), (1, 3), (2, 5), (3, 5), (4, 5)])
def test_three_points_for_each_item_of_quality(items: int, score: int) -> None:
    """And five at most."""
    facts: Facts = {}
    for index, name in enumerate(
        ("provincial_quality_award", "management_system_certificate", "own_brand")
    ):
        facts[name, None] = Truth.of(index < items)
    facts["standards_participated", None] = number(1 if items > 3 else 0)
    assert points(facts, "specialised_quality_points") == (score, score)


RIGHTS = (
    "high_value_class_one_rights",
    "own_class_one_rights",
    "class_one_rights",
    "class_two_rights",
)


@pytest.mark.parametrize(
    ("name", "scores"),
    [
        ("innovative_rights_points", (20, 15, 10, 5, 0)),
        ("specialised_rights_points", (10, 8, 6, 2, 0)),
    ],
)
def test_the_best_kind_of_right_counts(name: str, scores: tuple[int, ...]) -> None:
    """One of a kind suffices; none at all is zero, not known is not zero."""
    for index, score in enumerate(scores):
        facts: Facts = {
            (right, None): number(1 if place >= index else 0) for place, right in enumerate(RIGHTS)
        }
        assert points(facts, name) == (score, score)
    assert points({}, name) == (0, scores[0])


@pytest.mark.parametrize(
    ("name", "fact", "table"),
    [
        (
            "specialised_field_points",
            "main_product_field",
            {"gap_filled": 5, "six_bases": 3, "other": 0},
        ),
        (
            "specialised_feature_industry",
            "key_industry_level",
            {"provincial_chain": 4, "provincial_plan": 3, "municipal": 2, "county": 1, "none": 0},
        ),
    ],
)
def test_tables_of_fields(name: str, fact: str, table: dict[str, int]) -> None:
    """Each row; not known is the whole range."""
    for key, score in table.items():
        assert points({(fact, None): symbol(key)}, name) == (score, score)
    assert points({}, name) == (min(table.values()), max(table.values()))


def test_listing_beyond_the_page_that_broke_off_is_open() -> None:
    """Three points are reported for two of the states only."""
    for state in ("listed", "new_third_board"):
        facts: Facts = {("listing_status", None): symbol(state)}
        assert points(facts, "specialised_feature_listing") == (3, 3)
    for state in ("regional", "filed", "none"):
        facts = {("listing_status", None): symbol(state)}
        assert points(facts, "specialised_feature_listing") == (0, 3)


@pytest.mark.parametrize(
    ("percent", "domestic", "provincial", "score"),
    [
        ("10.01", 20, 20, 4),
        ("10", 20, 20, 0),
        ("1", 3, 20, 4),
        ("1", 4, 20, 3),
        ("1", 10, 20, 3),
        ("1", 11, 3, 3),
        ("1", 11, 4, 2),
        ("1", 11, 10, 2),
        ("1", 11, 11, 0),
    ],
)
def test_points_for_the_market(percent: str, domestic: int, provincial: int, score: int) -> None:
    """Above 10% or the first three at home; the first ten; in the province three and ten."""
    facts: Facts = {
        ("domestic_market_share", 2022): number(Decimal(percent) / 100),
        ("domestic_market_rank", None): number(domestic),
        ("provincial_market_rank", None): number(provincial),
    }
    assert points(facts, "specialised_feature_market") == (score, score)


def test_bands_without_a_source_are_open_in_the_strict_reading() -> None:
    """Only their full marks are reported: 0 to 5 and 0 to 10."""
    facts: Facts = {
        ("research_staff", 2022): number(30),
        ("employees", 2022): number(100),
        ("rd_institution_level", None): symbol("municipal"),
    }
    assert points(facts, "specialised_staff_points") == (0, 5)
    assert points(facts, "specialised_staff_points", strict=False) == (5, 5)
    assert points(facts, "specialised_institution_points") == (0, 10)
    assert points(facts, "specialised_institution_points", strict=False) == (4, 4)


def test_scores_add_up_and_what_is_missing_leaves_a_range() -> None:
    """Nothing known: from the unconditional 5 points of the field up to 100; all known: the sum."""
    assert points({}, "innovative_score") == (5, 100)
    facts: Facts = {
        **{(right, None): number(0) for right in RIGHTS[:3]},
        ("class_two_rights", None): number(1),
        ("rd_expense_reported", 2022): number(40_000_000),
        ("revenue", 2022): number(WHOLE),
        ("main_revenue", 2021): number(600_000_000),
        ("main_revenue", 2022): number(650_000_000),
        ("debt_ratio", 2022): number("0.6"),
        ("strategic_emerging_product", None): Truth.FALSE,
    }
    # 5 + 15, growth 8.3% 10 + debt 5, field 5 + main share 65% 15
    assert points(facts, "innovative_score") == (55, 55)
    assert points(facts, "innovative_capability_points") == (20, 20)
    del facts["debt_ratio", 2022]
    assert points(facts, "innovative_score") == (50, 60)
    assert points({}, "specialised_score") == (0, 100)


@pytest.mark.parametrize(
    ("total", "low", "high"),
    [
        (15, 25, 30),
        (14, 19, 24),
        (12, 19, 24),
        (11, 13, 18),
        (9, 13, 18),
        (8, 7, 12),
        (6, 7, 12),
        (5, 1, 6),
        (3, 1, 6),
        # Between none and one a year the table has no band.
        (2, 0, 6),
        (1, 0, 6),
        (0, 0, 0),
    ],
)
def test_results_of_a_high_technology_enterprise(total: int, low: int, high: int) -> None:
    """A band by the yearly average; within it the experts decide."""
    facts: Facts = {("results_three_years", None): number(total)}
    assert points(facts, "high_technology_results_points") == (low, high)


@pytest.mark.parametrize(
    ("percent", "step", "low", "high"),
    [
        ("35", 0, 9, 10),
        ("35", -1, 7, 8),
        ("25", 0, 7, 8),
        ("25", -1, 5, 6),
        ("15", 0, 5, 6),
        ("15", -1, 3, 4),
        ("5", 1, 3, 4),
        # The text says 5% and more, its annex 4 more than 5%: the official text contradicts itself.
        ("5", 0, 1, 4),
        ("5", -1, 1, 2),
        ("0", 1, 1, 2),
        ("0", 0, 0, 0),
        ("-1", 0, 0, 0),
    ],
)
def test_growth_of_a_high_technology_enterprise(
    percent: str, step: int, low: int, high: int
) -> None:
    """Bands of the mean growth, for sales and for net assets alike."""
    for fact, name in (("revenue", "sales"), ("net_assets", "assets")):
        facts: Facts = {
            (fact, year): value for (_, year), value in steady(Decimal(percent), step).items()
        }
        assert points(facts, f"high_technology_{name}_points") == (low, high)


def test_no_sales_in_the_second_year_is_no_growth() -> None:
    """195号: zero points where the base of the latest growth is zero."""
    facts: Facts = {("revenue", 2021): number(0)}
    assert points(facts, "high_technology_sales_points") == (0, 0)


def test_the_experts_score_may_be_stated_but_not_against_its_parts() -> None:
    """85 cannot be where the organisation got 3 of 20 and the rights 0 of 30."""
    facts: Facts = {
        ("intellectual_property_points", None): number(0),
        ("organisation_points", None): number(3),
        ("innovation_capability_score", 2022): number(85),
    }
    outcome = Evaluator(RULES, profile_of(facts), AS_OF).outcome(
        "innovation_capability_score", 2022
    )
    assert [cause.kind for cause in outcome.causes] == ["contradiction"]
