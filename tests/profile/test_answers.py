"""Answers beside a profile: as if they had been written in it, with their own places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from huiqi import Engine
from huiqi.diagnostics import InputError
from huiqi.profile.profile import Profile
from huiqi.report.answers_form import answers_form
from huiqi.report.phrases import Phrases
from huiqi.values import Records, exactly
from tests.profile.filling import filled

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 20)
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
ENTERPRISES = [EXAMPLE, *sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))]
PROJECT = {"项目名称": "二号车间改造（示例）"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


def read(engine: Engine, answers: dict[str, Any] | Path, source: Any = EXAMPLE) -> Profile:
    return engine.read_enterprise(source, DAY, answers).enterprise


def codes(engine: Engine, answers: dict[str, Any], source: Any = EXAMPLE) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(engine, answers, source)
    return [item.code for item in caught.value.diagnostics]


def test_a_field_of_a_record_joins_the_record_of_its_key(engine: Engine) -> None:
    """What the profile says of the project stays, and the answer stands beside it."""
    answers = {"facts": {"技术改造项目": [{**PROJECT, "列入省重大技改项目": "是"}]}}
    (project,) = read(engine, answers).facts["renovation_projects", None].value.items  # type: ignore[union-attr]
    assert {"name", "provincial_key", "productive_equipment"} <= set(project.fields)


def test_a_year_joins_the_years_and_a_list_may_be_empty(engine: Engine) -> None:
    """One more year of a figure; no voucher contract at all."""
    profile = read(engine, {"facts": {"从业人员": {2021: 150}, "创新券服务合同": []}})
    assert {year for name, year in profile.facts if name == "employees"} == {2021, 2022}
    assert profile.facts["voucher_contracts", None].value.complete  # type: ignore[union-attr]


def test_what_is_left_empty_answers_nothing(engine: Engine) -> None:
    """Neither a fact, nor a year, nor a field, nor a record of which only the name stands."""
    empty = {
        "亩产效益": None,
        "“亩产效益”综合评价结果": None,
        "从业人员": {2021: None},
        "技术改造项目": [{**PROJECT, "列入省重大技改项目": None}],
    }
    del empty["亩产效益"]
    assert repr(read(engine, {"facts": empty}).facts) == repr(read(engine, {"facts": {}}).facts)


def test_what_both_say_differently_is_refused_with_both_places(engine: Engine) -> None:
    """Neither file wins in silence; the same said twice is said once."""
    same = read(engine, {"facts": {"行业代码": "C3489", "从业人员": {2022: "168人"}}})
    assert repr(same.facts) == repr(read(engine, {"facts": {}}).facts)
    differing: list[dict[str, Any]] = [
        {"行业代码": "C2641"},
        {"从业人员": {2022: 169}},
        {"employees": {"2022年": 169}},
        {"技术改造项目": [{**PROJECT, "竣工投产日期": "2023-02-11"}]},
        {"renovation_projects": [{"name": PROJECT["项目名称"], "completed_on": "2023-02-11"}]},
        {"首台套产品": "不适用"},
    ]
    for facts in differing:
        assert codes(engine, {"facts": facts}) == ["P103"], facts


def test_an_answer_within_what_was_known_takes_its_place(engine: Engine) -> None:
    """A bound becomes a figure; a figure outside the bound contradicts it."""
    source = {"enterprise": "示例企业", "facts": {"从业人员": {2022: {"value": ">= 1000"}}}}
    told = read(engine, {"facts": {"从业人员": {2022: 1200}}}, source)
    assert str(told.facts["employees", 2022].value) == str(exactly(Decimal(1200)))
    for limit in (1000, "1000人"):
        assert read(engine, {"facts": {"从业人员": {2022: limit}}}, source).facts
    assert codes(engine, {"facts": {"从业人员": {2022: 999}}}, source) == ["P103"]


def test_a_list_that_says_all_takes_no_other_record(engine: Engine) -> None:
    """A misspelt name would be a second project; a list that says at least takes it."""
    other = {"项目名称": "三号车间", "列入省重大技改项目": "否"}
    assert codes(engine, {"facts": {"技术改造项目": [other]}}) == ["P133"]
    source = {"enterprise": "示例企业", "facts": {"技术改造项目": {"至少": [PROJECT]}}}
    for answered, number, complete in (([other], 2, True), ([], 1, True)):
        profile = read(engine, {"facts": {"技术改造项目": answered}}, source)
        value = profile.facts["renovation_projects", None].value
        assert isinstance(value, Records)
        assert (len(value.items), value.complete) == (number, complete)
    # What is said of a project it has says nothing of others.
    field = [{**PROJECT, "列入省重大技改项目": "否"}]
    value = (
        read(engine, {"facts": {"技术改造项目": field}}, source)
        .facts["renovation_projects", None]
        .value
    )
    assert isinstance(value, Records)
    assert not value.complete


@pytest.mark.parametrize("old", [None, {"至少": [PROJECT]}, {"value": {"至少": [PROJECT]}}])
def test_that_nobody_knows_of_others_is_an_answer(engine: Engine, old: Any) -> None:
    """Of a list of which nothing, or some, was told; it stays where a record joins it."""
    lists = {} if old is None else {"技术改造项目": old}
    said = {"技术改造项目": {"至少": [PROJECT], "没有写上的": "不知道"}}
    source = {"enterprise": "示例企业", "facts": lists}
    assert ("renovation_projects", None) in read(engine, {"facts": said}, source).unknown
    kept = {"enterprise": "示例企业", "facts": said}
    more = {"facts": {"技术改造项目": {"至少": [{"项目名称": "另一个项目"}]}}}
    profile = read(engine, more, kept)
    assert ("renovation_projects", None) in profile.unknown
    found = profile.facts["renovation_projects", None].value
    assert isinstance(found, Records)
    assert len(found.items) == 2


def test_records_by_year_are_found_by_their_year(engine: Engine) -> None:
    """Whether the profile has a list for each year or one in which records name theirs."""
    told = {"项目名称": "甲", "年度": 2022, "期间": "全年", "设计费": None, "人员人工费用": "5万元"}
    del told["设计费"]
    record = {"项目名称": "甲", "期间": "全年", "处理方式": "费用化"}
    for written in ({2022: [record]}, [{**record, "年度": 2022}]):
        source = {"enterprise": "示例企业", "facts": {"研发项目": written}}
        profile = read(engine, {"facts": {"研发项目": [told]}}, source)
        (item,) = profile.facts["rd_projects", 2022].value.items  # type: ignore[union-attr]
        assert {"treatment", "personnel"} <= set(item.fields)
    other = {**told, "年度": 2021}
    source = {"enterprise": "示例企业", "facts": {"研发项目": {2022: [record]}}}
    assert codes(engine, {"facts": {"研发项目": [other]}}, source) == ["P133"]


def test_a_fault_in_an_answer_is_told_at_its_own_place(engine: Engine, tmp_path: Path) -> None:
    """File and line are those of the answers, not of the profile."""
    path = tmp_path / "答案.yaml"
    path.write_text(
        "facts:\n  技术改造项目:\n    - 项目名称: 二号车间改造（示例）\n"
        "      列入省重大技改项目: 也许\n  没有这项: 3\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        read(engine, path)
    places = {
        item.code: (Path(item.place.file).name, item.place.line)
        for item in caught.value.diagnostics
    }
    assert places == {"P122": ("答案.yaml", 4), "P102": ("答案.yaml", 5)}


def test_answers_that_are_no_facts_are_refused(engine: Engine, tmp_path: Path) -> None:
    """A list or a word instead of facts."""
    path = tmp_path / "g.yaml"
    path.write_text("- 一\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(engine, path)
    assert [item.code for item in caught.value.diagnostics] == ["P100"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ENTERPRISES, ids=lambda path: path.stem)
def test_the_form_reads_back(engine: Engine, path: Path, language: str, tmp_path: Path) -> None:
    """Unfilled it changes nothing; filled in, every question in it is answered."""
    profile = engine.read_enterprise(path, DAY).enterprise
    decision = engine.check(profile, DAY)
    form = tmp_path / "g.yaml"
    phrases = Phrases(engine.rulebook, language)
    form.write_text(answers_form(decision.questions, profile, DAY, phrases), encoding="utf-8")
    assert repr(read(engine, form, path).facts) == repr(profile.facts)
    content = yaml.safe_load(form.read_text(encoding="utf-8"))
    answers = {"facts": filled(engine.rulebook, content["facts"], decision.questions, language)}
    answered = engine.check(read(engine, answers, path), DAY)
    left = {question.missing for question in answered.questions}
    assert not left & {question.missing for question in decision.questions}
