"""Profiles: names by id or label, units, bounds, lists, judgements; nothing lost or guessed."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.evaluation import Evaluator
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from, read_profile
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Records, exactly, symbol
from huiqi.wordings import says_unknown

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = 150 if settings().max_examples <= 100 else settings().max_examples


RULES = load_rulebook(ROOT / "rules")


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """The rules of the project."""
    return RULES


def read(rules: Rulebook, facts: str, more: str = "") -> tuple[Profile, Diagnostics]:
    """A profile with these lines under ``facts:``, and what was said of it."""
    lines = "".join(f"  {line}\n" for line in facts.splitlines())
    text = f"enterprise: {{name: 示例企业}}\nfacts:\n{lines}{more}"
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "p.yaml", diagnostics)
    assert document is not None, diagnostics.items
    return profile_from(document, rules, diagnostics), diagnostics


def value(rules: Rulebook, facts: str, name: str, year: int | None = None) -> Any:
    """The one value, read without a finding."""
    profile, diagnostics = read(rules, facts)
    assert not diagnostics.items, diagnostics.items
    given_fact = profile.given(name, year)
    assert given_fact is not None
    return given_fact.value


def exact(number: str) -> Interval:
    """A range of one number."""
    return exactly(Decimal(number))


@pytest.mark.parametrize(
    ("facts", "name", "year", "expected"),
    [
        ("revenue: {2022: 1.2亿元}", "revenue", 2022, exact("120000000")),
        ("营业收入: {2022: 350万}", "revenue", 2022, exact("3500000")),
        ("operating revenue: {2022: 121212.34}", "revenue", 2022, exact("121212.34")),
        ('revenue: {"2022年": "121,200.50"}', "revenue", 2022, exact("121200.50")),
        ("revenue: {2022: '>= 2000万元'}", "revenue", 2022, Interval(Decimal(20000000), None)),
        ("revenue: {2022: 1万元..2万元}", "revenue", 2022,
         Interval(Decimal(10000), Decimal(20000))),
        ("revenue: {2022: < 1万元}", "revenue", 2022, Interval(Decimal(0), Decimal("9999.99"))),
        ("employees: {2022: 168人}", "employees", 2022, exact("168")),
        ("employees: {2022: '> 3'}", "employees", 2022, Interval(Decimal(4), None)),
        ("debt_ratio: {2022: 3.5%}", "debt_ratio", 2022, exact("0.035")),
        ("debt_ratio: {2022: 0.035}", "debt_ratio", 2022, exact("0.035")),
        ("resident_enterprise: 是", "resident_enterprise", None, Truth.TRUE),
        ("resident_enterprise: false", "resident_enterprise", None, Truth.FALSE),
        ("rd_institution_rating: 优秀", "rd_institution_rating", None, symbol("excellent")),
        ("rd_institution_rating: [优秀, good]", "rd_institution_rating", None,
         Choice(frozenset({"excellent", "good"}))),
        ("rd_institution_rating: 不适用", "rd_institution_rating", None, NOT_APPLICABLE),
        ("industry_code: 2641", "industry_code", None, symbol("C2641")),
        ("industry_code: c26", "industry_code", None, symbol("C26")),
    ],
)  # fmt: skip
def test_values(rules: Rulebook, facts: str, name: str, year: int | None, expected: object) -> None:
    """As people write them."""
    assert value(rules, facts, name, year) == expected


def test_facts_may_stand_beside_the_enterprise(rules: Rulebook) -> None:
    """A flat profile, as platforms send it, is read like one with ``facts:``."""
    diagnostics = Diagnostics()
    text = "name: 示例企业\n营业收入: {2022: 100万元}\nrevenu: {2022: 1}\n"
    document = read_yaml_text(text, "p.yaml", diagnostics)
    assert document is not None
    profile = profile_from(document, rules, diagnostics)
    assert profile.name == "示例企业"
    assert profile.given("revenue", 2022) is not None
    assert [(item.code, item.place.line) for item in diagnostics.items] == [("P102", 3)]


def test_null_and_absence_are_unknown(rules: Rulebook) -> None:
    """Neither is zero or no."""
    profile, diagnostics = read(rules, "revenue: {2022: null}\nresident_enterprise: ~")
    assert not diagnostics.items
    assert profile.facts == {}


def test_what_an_enterprise_does_not_have_it_has_in_no_year(rules: Rulebook) -> None:
    """``不适用`` for a fact with years holds for all of them; a list is then empty."""
    profile, diagnostics = read(rules, "rd_projects: 不适用\n营业收入: not_applicable")
    assert not diagnostics.items
    for name in ("rd_projects", "revenue"):
        for year in (2015, 2022):
            found = profile.given(name, year)
            assert found is not None
            assert found.value is NOT_APPLICABLE
    evaluator = Evaluator(rules, profile, date(2023, 6, 20))
    assert evaluator.outcome("rd_material_carried", 2022).value == exact("0")
    assert evaluator.outcome("rd_five", 2022).value == exact("0")


def test_what_supports_a_fact_is_kept(rules: Rulebook) -> None:
    """Source, grade, evidence and note stay with the value."""
    profile, diagnostics = read(
        rules,
        "revenue: {2022: {value: 10万元, source: 年报, grade: official, evidence: seen, note: 注}}",
    )
    assert not diagnostics.items
    fact = profile.given("revenue", 2022)
    assert fact is not None
    assert (fact.source, fact.grade, fact.evidence, fact.note, fact.written) == (
        "年报",
        Grade.OFFICIAL,
        "seen",
        "注",
        "10万元",
    )


def test_a_list_by_year_leaves_other_years_unknown(rules: Rulebook) -> None:
    """``{2022: […]}`` says nothing of 2021."""
    profile, diagnostics = read(rules, "rd_projects: {2022: [{name: 甲, personnel: 1万元}]}")
    assert not diagnostics.items
    assert profile.given("rd_projects", 2021) is None
    found = profile.given("rd_projects", 2022)
    assert found is not None
    assert isinstance(found.value, Records)
    (item,) = found.value.items
    assert found.value.complete
    assert item.key == "甲"
    assert item.fields["year"] == exact("2022")
    assert "other" not in item.fields


@pytest.mark.parametrize(
    "written",
    [
        "[{name: 甲, year: 2022}]",
        "{2022: [{name: 甲}]}",
        "{at_least: [{name: 甲, year: 2022}]}",
        "{至少: [{name: 甲, year: 2022}]}",
        "{value: [{name: 甲, year: 2022}], source: 台账}",
    ],
)
def test_a_list_speaks_of_the_years_it_names(rules: Rulebook, written: str) -> None:
    """Of other years nothing is known: they are not empty."""
    profile, diagnostics = read(rules, f"rd_projects: {written}")
    assert not diagnostics.items
    assert profile.given("rd_projects", 2022) is not None
    assert profile.given("rd_projects", 2021) is None


@pytest.mark.parametrize(
    "written",
    ["[]", "{complete: []}", "{value: {全部: []}, source: 台账}"],
)
def test_an_empty_list_has_no_year_in_which_there_is_something(
    rules: Rulebook, written: str
) -> None:
    """It names no year: written, it says that there is none."""
    profile, diagnostics = read(rules, f"rd_projects: {written}")
    assert not diagnostics.items
    found = profile.given("rd_projects", 2021)
    assert found is not None
    assert found.value.complete  # type: ignore[union-attr]


def test_a_list_can_be_complete_up_to_a_year(rules: Rulebook) -> None:
    """Before it a year that is not named had none; of later years nothing is known."""
    text = "rd_projects: {全部: [{name: 甲, year: 2022, treatment: 费用化, rest: 0}], 截至: 2022}"
    profile, diagnostics = read(rules, text)
    assert not diagnostics.items
    assert profile.given("rd_projects", 2021) is not None
    assert profile.given("rd_projects", 2023) is None
    evaluator = Evaluator(rules, profile, date(2026, 6, 20))
    # What it may yet spend or form in later years counts in none of those told of.
    assert evaluator.outcome("rd_five", 2022).value == exact("0")
    assert evaluator.outcome("rd_material_carried", 2022).value == exact("0")
    assert not evaluator.outcome("rd_five", 2023).value.known  # type: ignore[union-attr]


def test_a_list_that_says_it_is_complete_is_all_there_is(rules: Rulebook) -> None:
    """A list whose entries carry their year leaves other years empty, not unknown."""
    profile, diagnostics = read(
        rules, "rd_projects: {全部: [{name: 甲, year: 2022, rest: 0}, {name: 乙, year: 2021}]}"
    )
    assert not diagnostics.items
    for year, names in ((2022, ["甲"]), (2021, ["乙"]), (2015, [])):
        found = profile.given("rd_projects", year)
        assert found is not None
        assert isinstance(found.value, Records)
        assert found.value.complete
        assert [item.key for item in found.value.items] == names
    first = profile.given("rd_projects", 2022)
    assert first is not None
    assert isinstance(first.value, Records)
    assert first.value.items[0].fields["other"] == exact("0")


def test_at_least_these_is_not_complete(rules: Rulebook) -> None:
    """There may be more."""
    found = value(rules, "first_set_products: {at_least: [{name: 甲}]}", "first_set_products")
    assert isinstance(found, Records)
    assert (len(found.items), found.complete) == (1, False)


JUDGED = """judgements:
  technical-renovation/stated-condition: {answer: 是, by: 李四, date: 2023-06-01, reason: 核实}
"""


def test_judgements_carry_who_when_and_why(rules: Rulebook) -> None:
    """An official's answer with name, day and reason."""
    profile, diagnostics = read(rules, "industry_code: C26", JUDGED)
    assert not diagnostics.items
    judgement = profile.judgements["technical-renovation/stated-condition"]
    assert (judgement.answer, judgement.by, judgement.reason) == (True, "李四", "核实")
    assert judgement.on is not None


#: facts, code, what the message must also say
FAULTS = [
    ("revenu: {2022: 1}", "P102", "revenue"),
    ("营业收人: {2022: 1}", "P102", "营业收入"),
    ("revenue: {2022: 1}\n营业收入: {2022: 1}", "P103", "revenue"),
    ("revenue: 1", "P104", "2022"),
    ("revenue: {二〇二二: 1}", "P104", ""),
    ("revenue: {1066: 1}", "P105", ""),
    ("rd_projects: [{name: 甲}]", "P106", "year"),
    ("rd_projects: {complete: [], through: 去年}", "P125", "截至"),
    ("rd_projects: {at_least: [], through: 2022}", "P125", "全部"),
    ("first_set_products: {complete: [], through: 2022}", "P125", "按年"),
    ("revenue: {2022: {value: 1, grade: best}}", "P107", "official"),
    ("revenue: {2022: {value: 1, evidence: maybe}}", "P107", "seen"),
    ("revenue: {2022: {value: 1, sauce: x}}", "P101", "source"),
    ("revenue: {2022: 1公斤}", "P120", "亿元"),
    ("revenue: {2022: 1.234}", "P120", "分"),
    ("revenue: {2022: 2万元..1万元}", "P120", "下限"),
    ("debt_ratio: {2022: '> 5%'}", "P120", ">="),
    ("debt_ratio: {2022: 5元}", "P120", "%"),
    ("established_on: 2023-02-30", "P120", "没有这一天"),
    ("revenue: {2022: -1}", "P121", "≥ 0"),
    ("resident_enterprise: 也许", "P122", "是"),
    ("rd_institution_rating: 优", "P123", "优秀"),
    ("industry_code: Z99", "P124", "4754"),
    ("first_set_products: 两个", "P125", "[]"),
    ("first_set_products: [甲]", "P125", "字段"),
    ("first_set_products: [{name: 甲, rest: 1}]", "P127", "0"),
    ("first_set_products: [{name: 甲, lisst: national}]", "P128", "list"),
    ("rd_projects: {2022: [{name: 甲, five: 1}]}", "P128", ""),
    ("rd_projects: {2022: [{name: 甲, year: 2021}]}", "P129", "2022"),
]


@pytest.mark.parametrize(("facts", "code", "said"), FAULTS)
def test_faults(rules: Rulebook, facts: str, code: str, said: str) -> None:
    """Code, place and remedy."""
    _, diagnostics = read(rules, facts)
    matching = [item for item in diagnostics.items if item.code == code]
    assert matching, diagnostics.items
    assert matching[0].place.line >= 3
    assert said in str(matching[0])


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("judgements: {no/such: {answer: 是, by: 甲, date: 2023-01-01, reason: 乙}}\n", "P108"),
        (JUDGED.replace("by: 李四, ", ""), "P109"),
        (JUDGED.replace("是", "也许"), "P109"),
        (JUDGED.replace("2023-06-01", "昨天"), "P109"),
        ("fact: {}\n", "P101"),
    ],
)
def test_faults_beside_the_facts(rules: Rulebook, more: str, code: str) -> None:
    """Judgements without a name, a day or a reason are refused."""
    _, diagnostics = read(rules, "industry_code: C26", more)
    assert code in {item.code for item in diagnostics.items}


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.sampled_from(
        ["1万元", ">= 5%", "优秀", "是", "2023-02-30", "nan", "..", ">=", "不适用", "待补", ""]
    )
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([2022, 1000, "value", "name", "year", "rest", "at_least", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES)
@given(name=st.sampled_from([*RULES.facts, *RULES.definitions, "neither"]), odd=ODD)
def test_nothing_given_is_lost_and_nothing_breaks(name: str, odd: Any) -> None:
    """Whatever stands under a fact, it is read, or unknown, or a diagnostic names it."""
    text = json.dumps({"facts": {name: odd}}, ensure_ascii=False)
    diagnostics = Diagnostics()
    document = read_yaml_text(
        yaml.safe_dump({"facts": {name: odd}}, allow_unicode=True), "p.yaml", diagnostics
    )
    if document is None:
        return
    profile = profile_from(document, RULES, diagnostics)
    if not profile.facts and not diagnostics.items:
        assert _says_nothing(odd), text


def _says_nothing(odd: Any) -> bool:
    """Whether nothing is said of a fact, nor of any of its years."""
    if isinstance(odd, dict):
        return all(map(_says_nothing, odd.values()))
    return odd is None or says_unknown(odd)


@pytest.mark.parametrize("name", ["industry_code", "listing_status", "size_class"])
@pytest.mark.parametrize("written", [[], {"value": []}])
def test_an_empty_list_of_possibilities_is_no_value(name: str, written: Any) -> None:
    """It is neither unknown nor any value: refused."""
    diagnostics = Diagnostics()
    if name == "size_class":
        written = {2022: written}
    text = yaml.safe_dump({"facts": {name: written}})
    document = read_yaml_text(text, "p.yaml", diagnostics)
    assert document is not None
    profile_from(document, RULES, diagnostics)
    assert [item.code for item in diagnostics.items] == ["P130"]


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES)
@given(content=st.binary(max_size=300))
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Bytes of any kind end in a profile or in an InputError."""
    path = tmp_path_factory.mktemp("any") / "p.yaml"
    path.write_bytes(b"facts:\n  revenue: " + content)
    fault = None
    try:
        read_profile(path, RULES, Diagnostics())
    except InputError as refused:
        fault = refused
    assert fault is None or fault.diagnostics


LINES = [
    (path, number)
    for path in sorted((ROOT / "rules").rglob("*.yaml"))
    for number in range(len(path.read_text("utf-8").splitlines()))
]


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES // 10)
@given(
    spot=st.sampled_from(LINES),
    how=st.sampled_from(["drop", "double", "indent", "replace"]),
    odd=st.text(max_size=20),
)
def test_a_damaged_rulebook_loads_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, spot: tuple[Path, int], how: str, odd: str
) -> None:
    """One line dropped, doubled, moved or replaced: a rulebook, or an InputError."""
    import shutil

    source, number = spot
    folder = tmp_path_factory.mktemp("damaged") / "rules"
    shutil.copytree(ROOT / "rules", folder)
    lines = source.read_text("utf-8").splitlines()
    line = lines[number]
    key = line.split(":")[0] + ": " if ":" in line else "- "
    lines[number : number + 1] = {
        "drop": [],
        "double": [line, line],
        "indent": [" " + line],
        "replace": [key + odd],
    }[how]
    target = folder / source.relative_to(ROOT / "rules")
    target.write_text("\n".join(lines), "utf-8", errors="replace")
    fault = None
    try:
        load_rulebook(folder)
    except InputError as refused:
        fault = refused
    assert fault is None or fault.diagnostics
