"""A figure read off a form agrees with its derivation as exactly as it was written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.evaluation import Evaluator
from huiqi.evaluation.reads import Cause, Outcome
from huiqi.evaluation.stated import (
    DERIVED,
    STATED,
    agrees,
    contradiction,
    contradicts_itself,
    half_a_digit,
)
from huiqi.profile.profile import Given
from huiqi.profile.profile_reader import read_profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.values import NOT_APPLICABLE, Interval, exactly
from tests.evaluation.test_evaluator import AS_OF

# 160＋28 of other expenses, 95＋5 capitalised, 70 at home and 28 abroad commissioned: line 51 of
# 2023 works out at 2,674,050.50 (the form, filled in by hand, may be a cent or two off).
PROFILE = """
enterprise: {name: 示例企业}
facts:
  resident_enterprise: 是
  audited_collection: 是
  established_on: 2010-01-01
  total_income: {2023: 1亿元}
  non_taxable_income: {2023: 0}
  investment_income: {2023: 0}
  excluded_industry_revenue: {2023: 0}
  ic_or_machine_tool_list: {2023: 否}
  rd_special_income: {2023: 0}
  rd_product_material: {2023: 0}
  rd_prior_amortisation: {2023: 0}
  rd_material_carried: {2023: 0}
  rd_super_deduction: {2023: WRITTEN}
  rd_projects:
    - {name: a, year: 2023, period: 全年, treatment: 费用化, direct_input: 160万元, other: 28万元, rest: 0}
    - {name: b, year: 2023, period: 全年, treatment: 资本化, direct_input: 95万元, other: 5万元, capitalised_on: 2023-07-10, useful_life_years: 10, rest: 0}
    - {name: c, year: 2023, period: 全年, treatment: 费用化, commissioned_domestic: 70万元, commissioned_overseas: 28万元, rest: 0}
"""  # noqa: E501


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """The rulebook of the project."""
    return load_rulebook()


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("2674050.50", "2674050.50"),
        ("2674050.51", "2674050.51"),
        ("2674050.48", "2674050.48"),
        ("267.4051万元", "2674051"),
        ("267.41万元", "2674100"),
        ("2,674,051元", "2674051"),
        ("2674050.54", None),
        ("2674050.46", None),
        ("267.4052万元", None),
        ("267.40万元", None),
    ],
)
def test_the_stated_figure_is_used_where_rounding_explains_it(
    rules: Rulebook, tmp_path: Path, written: str, stated: str | None
) -> None:
    """A cent or two, and half of the last digit written, contradict nothing; more does."""
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE.replace("WRITTEN", f"'{written}'"), "utf-8")
    profile = read_profile(path, rules, Diagnostics())
    outcome = Evaluator(rules, profile, AS_OF.replace(year=2024)).outcome(
        "rd_super_deduction", 2023
    )
    if stated is None:
        assert [cause.kind for cause in outcome.causes] == ["contradiction"]
    else:
        assert outcome.value == exactly(Decimal(stated))
    assert outcome.derived == exactly(Decimal("2674050.50"))


@pytest.mark.parametrize(
    ("written", "value", "half"),
    [
        ("267.4051万元", "2674051", "0.5"),
        ("267.4051", "2674051", "0.5"),
        ("2674050.51", "2674050.51", "0.005"),
        ("2，674，051", "2674051", "0.5"),
        ("52%", "0.52", "0.005"),
        ("0", "0", "0"),
        ("1亿元", "100000000", "50000000"),
    ],
)
def test_half_of_the_last_digit(written: str, value: str, half: str) -> None:
    """The unit may stand beside the figure or elsewhere; nothing is made of a zero."""
    assert half_a_digit(Given(value=exactly(Decimal(value)), written=written)) == Decimal(half)


def test_half_a_digit_is_a_figures_alone() -> None:
    """A bound or a range is not rounded, and what does not apply has no digits."""
    for value in (Interval(Decimal(100), None), Interval(Decimal(90), Decimal(100))):
        assert half_a_digit(Given(value=value, written="100")) == 0
    assert half_a_digit(Given(value=NOT_APPLICABLE, written="100")) == 0


def test_a_figure_and_none_at_all_do_not_agree(rules: Rulebook) -> None:
    """Nor does it stop at what has no digits."""
    definition = rules.definitions["rd_super_deduction"]
    assert not agrees(
        definition, Given(value=NOT_APPLICABLE, written="不适用"), exactly(Decimal(1))
    )
    assert not agrees(definition, Given(value=exactly(Decimal(1)), written="1"), NOT_APPLICABLE)


def test_a_contradiction_leaves_the_domain_and_names_itself(rules: Rulebook) -> None:
    """Only its own; that something it rests on is contradictory is another matter."""
    definition = replace(rules.definitions["rd_super_deduction"], low=Decimal(0), high=Decimal(10))
    one, other = exactly(Decimal(1)), exactly(Decimal(2))
    derived = Outcome(other, (), (), 2)
    found = contradiction(definition, ((STATED, one), (DERIVED, other)), derived)
    assert found.value == Interval(Decimal(0), Decimal(10), True)
    assert (found.grade, found.given, found.derived) == (2, 1, other)
    (cause,) = found.causes
    assert cause.text.endswith("填写的是 1元，按其他事实算出的是 2元，两者不能都对")
    told = cause.text.in_language("en")
    assert told.endswith(
        "as stated is CNY 1, as worked out from other facts CNY 2: both cannot be right"
    )
    assert contradicts_itself(definition, found)
    assert not contradicts_itself(rules.definitions["rd_base"], found)
    weak = Outcome(other, (), (Cause("weak", definition.id, sentence("依据不足")),))
    assert not contradicts_itself(definition, weak)


def test_bounds_are_as_written(rules: Rulebook) -> None:
    """Only a figure is rounded, not a bound; the tolerance is the definition's."""
    definition = rules.definitions["rd_super_deduction"]
    at_most = Given(value=Interval(Decimal(0), Decimal(100)), written="<= 100")
    assert agrees(definition, at_most, exactly(Decimal("100.02")))
    assert not agrees(definition, at_most, exactly(Decimal("100.03")))
    assert not agrees(replace(definition, tolerance=None), at_most, exactly(Decimal("100.01")))


@pytest.mark.parametrize(
    ("name", "written"),
    [("rd_base", "-1元"), ("rd_base", "约2分"), ("rd_deduction_allowed", "1元")],
)
def test_a_tolerance_is_one_figure_of_the_definition(
    tmp_path: Path, name: str, written: str
) -> None:
    """Anything else is refused at load."""
    import shutil

    shutil.copytree(Path(__file__).parents[2] / "rules", tmp_path / "rules")
    path = tmp_path / "rules" / "rd-subsidy" / "definitions" / "super-deduction.yaml"
    text = path.read_text("utf-8").replace("    tolerance: 0.02元\n", "")
    head = f"\n  {name}:\n"
    assert head in text
    path.write_text(text.replace(head, f"{head}    tolerance: {written}\n"), "utf-8")
    with pytest.raises(InputError, match="R309"):
        load_rulebook(tmp_path / "rules")


CARRIED = """
enterprise: {name: 示例企业}
facts:
  established_on: 2010-01-01
  rd_prior_amortisation: {2022: 0, 2023: 0}
  rd_special_income: {2022: 0, 2023: 0}
  rd_product_material: {2022: MATERIAL, 2023: 0}
  rd_projects: [EARLIER, {name: 甲, year: 2023, treatment: 费用化, personnel: 100元, rest: 0}]
"""
BEFORE = "{name: 旧, year: 2022, treatment: 费用化, personnel: 10元, rest: 0}"


def carried(rules: Rulebook, tmp_path: Path, text: str) -> Outcome:
    """Line 49 of 2023."""
    path = tmp_path / "profile.yaml"
    path.write_text(text, "utf-8")
    profile = read_profile(path, rules, Diagnostics())
    return Evaluator(rules, profile, AS_OF.replace(year=2024)).outcome("rd_material_carried", 2023)


@pytest.mark.parametrize(
    ("material", "earlier", "line"),
    [("30元", BEFORE, "20"), ("10元", BEFORE, "0"), ("0元", "", "0")],
)
def test_what_is_left_of_one_year_is_carried_to_the_next(
    rules: Rulebook, tmp_path: Path, material: str, earlier: str, line: str
) -> None:
    """Line 52 of a year and line 49 of the next are one figure."""
    text = CARRIED.replace("MATERIAL", material).replace("EARLIER, ", earlier and f"{earlier}, ")
    assert carried(rules, tmp_path, text).value == exactly(Decimal(line))


def test_two_lines_of_one_figure_that_differ_are_both_named(
    rules: Rulebook, tmp_path: Path
) -> None:
    """Materials without any research to belong to: 30 on the one line, 0 on the other."""
    text = CARRIED.replace("MATERIAL", "30元").replace("EARLIER, ", "")
    # Only a list that holds all there is says that there was no research in 2022.
    text = text.replace("rd_projects: [", "rd_projects: {complete: [").replace("0}]", "0}]}")
    for written in (
        "",
        "  rd_material_carried: {2023: 0元}\n",
        "  rd_material_carried: {2023: 30元}\n",
    ):
        found = carried(rules, tmp_path, text + written)
        assert [cause.kind for cause in found.causes] == ["contradiction"]
        assert "30元" in found.causes[0].text
        assert " 0元" in found.causes[0].text


def test_a_stated_line_that_differs_from_the_year_before_is_named(
    rules: Rulebook, tmp_path: Path
) -> None:
    """20 are left of 2022; 25 stated for 2023 contradicts it, 20.01 does not."""
    text = CARRIED.replace("MATERIAL", "30元").replace("EARLIER", BEFORE)
    assert carried(rules, tmp_path, text + "  rd_material_carried: {2023: 25.00元}\n").causes
    close = carried(rules, tmp_path, text + "  rd_material_carried: {2023: 20.01元}\n")
    assert close.value == exactly(Decimal("20.01"))


@pytest.mark.parametrize("told", ["", "rd_material_carried: {2019: 0元到4亿元}"])
def test_of_a_range_its_parts_are_asked_for(rules: Rulebook, tmp_path: Path, told: str) -> None:
    """A range is something told: what rests on it is put together, and is not asked for itself."""
    path = tmp_path / "profile.yaml"
    path.write_text(f"enterprise: {{name: 示例企业}}\nfacts: {{{told}}}\n", "utf-8")
    evaluator = Evaluator(rules, read_profile(path, rules, Diagnostics()), AS_OF)
    found = evaluator.outcome("rd_material_carried", 2019)
    assert ("rd_material_carried" in {one.name for one in found.missing}) is not bool(told)
    assert bool(found.given) is bool(told)
