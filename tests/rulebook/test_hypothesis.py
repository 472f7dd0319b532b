"""What if a parameter were another: exact, marked, and never in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.diagnostics import InputError
from huiqi.evaluation import Evaluator
from huiqi.language.tree import ParameterReference
from huiqi.profile.profile import Profile
from huiqi.rulebook.hypothesis import suppose
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Value, exactly
from tests.decision import small

PARAMETERS = """
parameters:
  share:
    type: ratio
    label: {zh: 补贴比例, en: rate}
    values: [{from: 2023-01-01, until: 2023-12-31, value: 10%, basis: [{source: law}]}]
  limit:
    type: money
    label: {zh: 单户上限, en: cap}
    values:
      - {from: 2023-01-01, value: {unknown: 没有公布}, basis: [{source: law}]}
  guessed:
    type: money
    label: {zh: 猜测额, en: guessed}
    values: [{from: 2023-01-01, value: 1万元, basis: [{source: guess}]}]
  opened:
    type: date
    label: {zh: 开始日, en: start}
    values: [{from: 2023-01-01, value: 2023-02-01, basis: [{source: law}]}]
  doubled:
    type: bool
    label: {zh: 加倍, en: doubled}
    values: [{from: 2023-01-01, value: false, basis: [{source: law}]}]
"""
USES = """
requires:
  all:
    - {id: early, text: {zh: 早, en: early}, if: as_of >= opened}
    - {id: twice, text: {zh: 倍, en: twice}, if: doubled}
gives:
  amount: share * b + guessed
  caps: [{at_most: limit, per: enterprise}]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Rulebook:
    """A rulebook with a parameter of each kind."""
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "parameters.yaml").write_text(PARAMETERS, "utf-8")
    return small.rulebook(tmp_path, m=USES)


def value(rulebook: Rulebook, name: str, day: date = small.AS_OF) -> Value:
    """A parameter as the strict evaluator reads it."""
    node = ParameterReference(rulebook.parameters[name].type, name)
    return Evaluator(rulebook, Profile(name="示例企业"), day).evaluate(node).value


def test_a_supposed_value_replaces_every_dated_one(rules: Rulebook) -> None:
    """On every day, under its id or its label; what is not supposed stays."""
    other = suppose(rules, ["补贴比例=12.5%", "limit = 30万元"])
    assert other.hypothetical == ("share", "limit")
    assert value(other, "share") == exactly(Decimal("0.125"))
    assert value(other, "share", date(1999, 1, 1)) == exactly(Decimal("0.125"))
    assert value(other, "limit") == exactly(Decimal(300_000))
    assert value(other, "opened") == exactly(date(2023, 2, 1))
    assert rules.hypothetical == ()
    assert value(rules, "share") == exactly(Decimal("0.1"))


def test_a_supposed_value_counts_even_where_only_a_guess_stood(rules: Rulebook) -> None:
    """The strict reading leaves a guess unknown; a hypothesis it takes, never as official."""
    assert value(rules, "guessed") != exactly(Decimal(20_000))
    other = suppose(rules, ["guessed=2万元"])
    assert value(other, "guessed") == exactly(Decimal(20_000))
    assert "guessed" in rules.weak
    assert "guessed" not in other.weak
    assert other.parameters["guessed"].rows[0].grade > other.parameters["share"].rows[0].grade


def test_dates_and_truths_can_be_supposed(rules: Rulebook) -> None:
    """Each kind is written as it is in the rules."""
    other = suppose(rules, ["opened=2024-01-01", "doubled=是"])
    assert value(other, "opened") == exactly(date(2024, 1, 1))
    assert other.parameters["doubled"].rows[0].value.value is True  # type: ignore[attr-defined]


def test_nothing_supposed_is_the_same_rulebook(rules: Rulebook) -> None:
    """Without a hypothesis nothing is marked."""
    assert suppose(rules, []) is rules


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("share", "C110"),
        ("=3%", "C110"),
        ("share=", "C110"),
        ("shares=3%", "C111"),
        ("share=3元", "C112"),
        ("share=-3%", "C112"),
        ("limit=3%", "C112"),
        ("limit=0.001元", "C112"),
        ("opened=2023-02-30", "C112"),
        ("doubled=1", "C112"),
        ("doubled=true=1", "C112"),
    ],
)
def test_a_faulty_hypothesis_is_refused(rules: Rulebook, text: str, code: str) -> None:
    """With its code, the option it stands in and what was written."""
    with pytest.raises(InputError) as caught:
        suppose(rules, [text], "--rate")
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.file) == (code, "--rate")


def test_all_faults_are_told_and_the_nearest_name(rules: Rulebook) -> None:
    """A name misspelt and a parameter supposed twice, in one go."""
    with pytest.raises(InputError) as caught:
        suppose(rules, ["limits=1元", "share=1%", "补贴比例=2%"])
    assert [found.code for found in caught.value.diagnostics] == ["C111", "C113"]
    assert caught.value.diagnostics[0].nearest == "limit"


def test_the_kinds_of_the_installed_parameters_can_all_be_supposed() -> None:
    """Every parameter of the rules has a kind that a hypothesis knows how to read."""
    rulebook = load_rulebook()
    texts = {"金额": "1元", "比例": "1%", "数量": "1", "日期": "2023-01-01", "是否": "是"}
    written = [f"{name}={texts[p.type.kind.value]}" for name, p in rulebook.parameters.items()]
    assert len(suppose(rulebook, written).hypothetical) == len(rulebook.parameters)


@pytest.mark.parametrize("value_", ["30", "1.5", "5000"])
def test_a_bare_rate_above_one_is_refused(rules: Rulebook, value_: str) -> None:
    """30% or 30 times: nobody can tell."""
    with pytest.raises(InputError) as caught:
        suppose(rules, [f"share={value_}"])
    (one,) = caught.value.diagnostics
    assert one.code == "C112"
    assert "比例没有写单位" in one.message


@pytest.mark.parametrize("name", ["补贴 比例", "ＳＨＡＲＥ", "补贴\u200b比例"])
def test_a_parameter_is_found_however_it_is_spelt(rules: Rulebook, name: str) -> None:
    """Width, spaces, what is invisible, case."""
    assert suppose(rules, [f"{name}=20%"]).hypothetical == ("share",)
