"""Where the source leaves open which year counts, a presumption about it refuses nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import MeasureResult, Status
from huiqi.decision.standing import least_if_had, mark_of, refused_as_presumed, year_is_open
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile_reader import read_profile
from huiqi.quantities import Number
from huiqi.rulebook.loading import load_rulebook

RULES = load_rulebook(Path(__file__).resolve().parents[2] / "rules")
DAY = date(2026, 12, 1)


def decided(measure: str, day: date = DAY, **told: object) -> MeasureResult:
    """On what is told of an enterprise in Shandong."""
    facts = {"registered_in_liaocheng": True, **told}
    diagnostics = Diagnostics()
    profile = read_profile({"enterprise": {"name": "示例企业"}, "facts": facts}, RULES, diagnostics)
    diagnostics.raise_errors()
    return decide_measures(RULES, profile, day)[measure]


@pytest.mark.parametrize(
    ("first", "left_open"),
    [
        # In force from 2025-02-25 to 2026-12-31, "first certified in the previous year" presumed:
        # of 2025 it is 2024 that counts, of 2026 it is 2025, which is met at once.
        (2024, True),
        (2025, False),
        (2023, False),
        (2015, False),
    ],
)
def test_another_year_of_the_document_is_asked_about(first: int, left_open: bool) -> None:
    """The verdict is what it was; only where it stands is another."""
    result = decided("rd-first-high-technology", first_high_technology_year=first)
    assert result.status is Status.UNDETERMINED
    assert year_is_open(result) is left_open
    assert refused_as_presumed(result) is (first < 2024)
    if left_open:
        assert least_if_had(result) == 100_000
        assert mark_of(result).value in ("ask_enterprise", "ask_office")


def test_a_document_not_known_to_be_in_force_says_nothing_of_other_years() -> None:
    """The city's was last seen in 2023: whoever was certified in 2022 is not sent there in 2026."""
    result = decided("high-technology-first-pass", first_high_technology_year=2022)
    assert refused_as_presumed(result)
    assert not year_is_open(result)


@pytest.mark.parametrize(
    ("revenue", "spent", "most"),
    [
        # 6 % of 117.3 million are 7.038 million, of which 10 % at most, to whole 10,000s upwards.
        ("1.173亿元", "566万元", 710_000),
        # 4 % of 250 million are 10 million; 10 % of what it has grown by, from 4 million.
        ("2.5亿元", "900万元", 600_000),
    ],
)
def test_what_is_missed_is_worked_out_as_if_it_were_met(
    revenue: str, spent: str, most: Number
) -> None:
    """The cap of the document, 5 million, says nothing of the enterprise."""
    result = decided(
        "rd-subsidy-2025",
        revenue={2025: revenue},
        rd_expense_reported={2025: spent, 2024: "400万元"},
        rd_super_deduction={2025: "500万元"},
        first_high_technology_year=2024,
    )
    assert result.status is Status.DOES_NOT_QUALIFY
    assert result.made_up is not None
    after = result.made_up.result
    assert result.made_up.change.year == 2025
    assert after.amount is not None
    assert after.amount.at_most == most
