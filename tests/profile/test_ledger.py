"""What a list of several years says of a year, seen from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator
from huiqi.profile.profile_reader import read_profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook

ROW = "{{name: 甲, year: {}, treatment: 费用化, personnel: 10万元, rest: 0}}"
ROWS = ", ".join(ROW.format(year) for year in (2020, 2022))
BY_YEAR = "{2022: [{name: 甲, treatment: 费用化, personnel: 10万元, rest: 0}]}"


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """The rulebook of the project."""
    return load_rulebook()


@pytest.mark.parametrize(
    ("written", "year", "complete", "through"),
    [
        (f"[{ROWS}]", 2020, False, 2020),
        (f"[{ROWS}]", 2021, False, None),
        (f"[{ROWS}]", 2022, False, 2022),
        (f"[{ROWS}]", 2023, False, None),
        (f"{{complete: [{ROWS}]}}", 2021, True, None),
        (f"{{complete: [{ROWS}], through: 2022}}", 2021, False, 2022),
        (f"{{complete: [{ROWS}], through: 2022}}", 2023, False, 2022),
        (f"{{at_least: [{ROWS}]}}", 2022, False, None),
        (BY_YEAR, 2022, False, None),
        ("[]", 2022, True, None),
    ],
)
def test_how_far_all_years_are_told(
    rules: Rulebook,
    tmp_path: Path,
    written: str,
    year: int,
    complete: bool,
    through: int | None,
) -> None:
    """One list that names a year tells what earlier years bear on it, and nothing of others."""
    path = tmp_path / "profile.yaml"
    path.write_text(f"enterprise: {{name: 示例企业}}\nfacts: {{rd_projects: {written}}}\n", "utf-8")
    profile = read_profile(path, rules, Diagnostics())
    found = Evaluator(rules, profile, date(2023, 6, 20)).every_year("rd_projects", year)
    assert (found.complete, found.through) == (complete, through)
