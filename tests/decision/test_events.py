"""Events: what lies ahead has not happened, the undated may not have, in every list and reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from huiqi.decision.decide import Decider
from huiqi.decision.ladder import ladder_of
from huiqi.decision.results import MeasureResult, Status
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.evaluation import Evaluator
from huiqi.language.types import Kind
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import Records

ROOT = Path(__file__).resolve().parents[2]
RULES = load_rulebook(ROOT / "rules")
NAVIGATOR = """
registered_in_liaocheng: 是
project_provincial_money_before: 否
shandong_digital_incident: 否
serious_violation_list: 否
defaulting_debtor: 否
major_tax_offender: 否
green_threshold_refused: 否
support_received: []
"""


def read(facts: str) -> Profile:
    """A profile of these facts."""
    diagnostics = Diagnostics()
    text = "enterprise: {name: 示例企业}\nfacts:\n" + "".join(
        f"  {line}\n" for line in facts.strip().splitlines()
    )
    document = read_yaml_text(text, "profile.yaml", diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    profile = profile_from(document, RULES, diagnostics)
    diagnostics.raise_errors()
    return profile


def decided(measure: str, facts: str, as_of: date) -> MeasureResult:
    """One measure for these facts."""
    decision = Decider(RULES).decide(read(facts), as_of, [RULES.measures[measure]])
    return decision.results[0]


def titled(day: str) -> str:
    """A navigator with a title of a day, or of none."""
    dated = f", recognised_on: {day}" if day else ""
    return f"{NAVIGATOR}recognitions: [{{name: 领航, title: digital_navigator{dated}}}]"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-02-18", Status.QUALIFIES),
        ("2025-02-19", Status.DOES_NOT_QUALIFY),
        ("2026-01-01", Status.DOES_NOT_QUALIFY),
        ("", Status.UNDETERMINED),
        (">= 2025-02-19", Status.DOES_NOT_QUALIFY),
        (">= 2025-02-18", Status.UNDETERMINED),
        ("<= 2025-02-18", Status.QUALIFIES),
    ],
)
def test_a_title_of_a_day_to_come_is_not_yet_held(day: str, status: Status) -> None:
    """Held on the day it is given, not before; undated it may be yet to come."""
    result = decided("digital-navigator", titled(f'"{day}"' if day else ""), date(2025, 2, 18))
    if day.startswith("<"):
        # Whether it was given late enough for the measure is another question.
        assert result.status in (Status.QUALIFIES, Status.UNDETERMINED)
        return
    assert result.status is status
    clauses = {clause.condition.id: clause.truth for clause in result.items[0].verdict.clauses}
    expected = {
        Status.DOES_NOT_QUALIFY: Truth.FALSE,
        Status.UNDETERMINED: Truth.UNKNOWN,
        Status.QUALIFIES: None,
    }
    assert clauses.get("happened") is expected[status]


def test_the_date_of_an_undated_title_is_what_is_missing() -> None:
    """It is asked for by the record's name."""
    result = decided("digital-navigator", titled(""), date(2025, 2, 18))
    assert "recognitions.recognised_on(领航)" in map(str, result.missing)


def test_the_date_of_what_is_another_title_is_not_missing() -> None:
    """Whether any is a certificate in force does not rest on when another title was given."""
    others = "{name: 专, title: specialised_sme}, {name: 中心, title: municipal_technology_centre}"
    certificate = "{name: 高企, title: high_technology, valid_until: 2026-11-01..2026-11-30}"
    profile = read(f"recognitions: [{others}, {certificate}]")
    node = RULES.definitions["high_technology_certificate"].node
    found = Evaluator(RULES, profile, date(2026, 11, 29)).evaluate(node)
    assert found.value is Truth.UNKNOWN
    assert set(map(str, found.missing)) == {
        "recognitions.recognised_on(高企)",
        "recognitions.valid_until(高企)",
    }


@pytest.mark.parametrize(
    ("facts", "name", "before", "on"),
    [
        (
            "recognitions: [{name: 高企, title: high_technology, recognised_on: 2022-06-01, "
            "valid_until: 2025-05-31}]",
            "high_technology_certificate",
            Truth.FALSE,
            Truth.TRUE,
        ),
        (
            "science_awards: [{name: 奖, level: national, rank: 1, awarded_on: 2022-06-01}]",
            "national_award_five_years",
            Truth.FALSE,
            Truth.TRUE,
        ),
        (
            "incidents: [{name: 事故, kind: safety, severity: major, occurred_on: 2022-06-01}]",
            "shandong_digital_incident",
            Truth.FALSE,
            Truth.TRUE,
        ),
    ],
)
def test_lists_hold_what_has_happened(facts: str, name: str, before: Truth, on: Truth) -> None:
    """On the day before there is none, on the day there is; without its date it is open."""
    profile = read(facts)
    assert Evaluator(RULES, profile, date(2022, 5, 31)).outcome(name).value is before
    assert Evaluator(RULES, profile, date(2022, 6, 1)).outcome(name).value is on
    undated = read(
        facts.replace(", recognised_on: 2022-06-01", "")
        .replace(", awarded_on: 2022-06-01", "")
        .replace(", occurred_on: 2022-06-01", "")
    )
    outcome = Evaluator(RULES, undated, date(2022, 6, 1)).outcome(name)
    assert outcome.value is Truth.UNKNOWN
    assert any(missing.where for missing in outcome.missing)


def test_a_step_of_the_ladder_is_not_held_before_its_day() -> None:
    """The ladder reads the same list."""
    facts = (
        "recognitions: [{name: 小巨人, title: little_giant, recognised_on: 2023-07-01, "
        "valid_until: 2026-06-30}]"
    )
    held = []
    for day in (date(2023, 6, 30), date(2023, 7, 1)):
        profile = read(facts)
        decision = Decider(RULES).decide(profile, day, RULES.titles)
        steps = ladder_of(RULES, decision).steps
        held += [step.held for step in steps if step.name == "little-giant"]
    assert held == [Truth.FALSE, Truth.TRUE]


def test_every_list_says_what_dates_it_and_what_its_key_is() -> None:
    """Or that nothing does: an open question would be a guess."""
    said = {}
    for file in [
        *(ROOT / "rules/shared/facts").glob("*.yaml"),
        ROOT / "rules/penalty-list/facts.yaml",
    ]:
        for name, fact in yaml.safe_load(file.read_text(encoding="utf-8")).get("facts", {}).items():
            if fact["type"] == "records":
                said[name] = {"dated_by", "key"} <= set(fact)
    assert len(said) >= 12
    assert all(said.values()), said


def test_lists_have_their_keys() -> None:
    """A product by its name, a project's cost by project, year and part of the year."""
    keys = {f.id: f.key for f in RULES.facts.values() if f.type.kind is Kind.RECORDS}
    assert keys["first_set_products"] == ("name",)
    assert keys["rd_projects"] == ("name", "year", "period")
    assert keys["recognitions"] == ("title", "recognised_on")
    assert keys["support_received"] == ()


TWICE = [
    ("first_set_products: [{name: 甲}, {name: 甲}]", "产品名称"),
    ("first_set_products: [{name: 甲, list: national}, {产品名称: 甲}]", "产品名称"),
    ("renovation_projects: [{name: 甲}, {name: 甲, smart: 是}]", "项目名称"),
    (
        "recognitions: [{name: 一, title: gazelle, recognised_on: 2022-01-01}, "
        "{name: 二, title: 瞪羚企业, recognised_on: 2022-01-01}]",
        "认定日期",
    ),
    ("recognitions: [{name: 一, title: gazelle}, {name: 二, title: gazelle}]", "写明认定日期"),
    (
        "rd_projects: [{name: 甲, year: 2022, period: q4}, "
        "{name: 甲, year: 2022, period: 第四季度}]",
        "期间",
    ),
    ("rd_projects: {2022: [{name: 甲, personnel: 9万元}, {name: 甲, design: 9万元}]}", "写明期间"),
]


@pytest.mark.parametrize(("facts", "said"), TWICE)
def test_a_second_record_of_the_same_key_is_refused(facts: str, said: str) -> None:
    """With the place of the first, and what would tell them apart."""
    with pytest.raises(InputError) as refused:
        read(facts)
    (found,) = refused.value.diagnostics
    assert found.code == "P126"
    assert "第 3 行" in found.message
    assert said in found.message + found.remedy


APART = [
    "recognitions: [{name: 证, title: gazelle, recognised_on: 2020-01-01}, "
    "{name: 证, title: gazelle, recognised_on: 2023-01-01}]",
    "recognitions: [{name: 证, title: gazelle}, {name: 证, title: unicorn}]",
    "recognitions: [{name: 甲}, {name: 乙}]",
    "rd_projects: [{name: 甲, year: 2022, period: q1_q3}, {name: 甲, year: 2022, period: q4}]",
    "rd_projects: [{name: 甲, year: 2022}, {name: 甲, year: 2021}]",
    "support_received: [{name: 奖, amount: 1万元}, {name: 奖, amount: 1万元}]",
]


@pytest.mark.parametrize("facts", APART)
def test_records_that_differ_in_any_part_of_the_key_stand_side_by_side(facts: str) -> None:
    """And each has a name of its own for people, where its key gives it one."""
    lists = [given.value for given in read(facts).facts.values()]
    found = [item for value in lists if isinstance(value, Records) for item in value.items]
    assert len(found) == 2
    if facts.startswith("recognitions"):
        assert len({item.key for item in found}) == 2


@pytest.mark.parametrize(
    "facts",
    ["first_set_products: [{list: national}]", "rd_projects: {2022: [{personnel: 9万元}]}"],
)
def test_a_record_without_the_name_in_its_key_is_refused(facts: str) -> None:
    """Nothing could be the same product or project."""
    with pytest.raises(InputError) as refused:
        read(facts)
    assert [found.code for found in refused.value.diagnostics] == ["P132"]
