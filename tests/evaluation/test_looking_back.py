"""Where looking back stops, and what a derived value keeps of its declared domain."""

from __future__ import annotations

import shutil
from decimal import Decimal
from itertools import product
from pathlib import Path

from huiqi.evaluation import Evaluator
from huiqi.evaluation.looking_back import kept_within
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, exactly
from tests.evaluation.grids import ranges_with
from tests.evaluation.test_evaluator import AS_OF

RULES = load_rulebook(Path(__file__).with_name("rules"))


def test_of_whom_nothing_is_told_the_year_itself_is_asked_and_the_one_before() -> None:
    """Not each year further back."""
    for year in (2020, 2022, 2023):
        missing = Evaluator(RULES, Profile(name="示例"), AS_OF).outcome("running", year).missing
        assert list(map(str, missing)) == [f"running[{year - 1}]", f"money[{year}]"]


def test_before_anything_is_told_the_domain_still_holds() -> None:
    """What is left from the years before is nothing or more, and then there are five."""
    told: dict[tuple[str, int | None], Given] = {("money", 2022): Given(value=exactly(Decimal(5)))}
    found = Evaluator(RULES, Profile(name="示例", facts=told), AS_OF).outcome("kept", 2022).value
    assert found == Interval(Decimal(5), None, True)


def test_every_range_keeps_to_its_domain() -> None:
    """What was worked out exactly stays as it is, a range is cut; neither end is made up."""
    ends = (None, Decimal(0), Decimal(1), Decimal(2), Decimal(3))
    for value, low, high in product(ranges_with(map(Decimal, (0, 1, 2, 3))), ends, ends):
        found = kept_within(value, low, high)
        if value.known:
            assert found == value
            continue
        lows = [end for end in (value.low, low) if end is not None]
        highs = [end for end in (value.high, high) if end is not None]
        expected = (max(lows, default=None), min(highs, default=None), value.optional)
        assert found == expected, (value, low, high)
    for other in (Truth.UNKNOWN, NOT_APPLICABLE):
        assert kept_within(other, Decimal(0), Decimal(1)) is other


def test_thirty_years_of_a_nested_formula_are_looked_back_at(tmp_path: Path) -> None:
    """Each year once the years before it are known: no deeper than one year's formula."""
    nested = "deep[-1] + half[-1] + half[-1]"
    for _ in range(12):
        nested = f"max(min({nested}, 9亿元), 0元)"
    shutil.copytree(Path(__file__).with_name("rules"), tmp_path / "rules")
    (tmp_path / "rules" / "definitions" / "deep.yaml").write_text(
        "definitions:\n"
        "  half: {type: money, yearly: true, label: {zh: 半, en: half}, value: money * 50%,"
        " basis: [{source: law}]}\n"
        "  deep: {type: money, yearly: true, label: {zh: 深, en: deep}, look_back: 30, floor: 0元,"
        f" value: '{nested}', basis: [{{source: law}}]}}\n",
        "utf-8",
    )
    told: dict[tuple[str, int | None], Given] = {
        ("money", year): Given(value=exactly(Decimal(1))) for year in range(1989, 2023)
    }
    told["deep", 1992] = Given(value=exactly(Decimal(5)))
    enterprise = Profile(name="示例", facts=told)
    evaluator = Evaluator(load_rulebook(tmp_path / "rules"), enterprise, AS_OF)
    for year in (2021, 2022):
        assert evaluator.outcome("deep", year).value == exactly(Decimal(5 + year - 1992))
