"""How far a near miss is: a number in the words of the clause, and only where it can be closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.decision.decide import decide_measures
from huiqi.decision.gaps import gaps_of
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.types import DATE, Kind
from huiqi.profile.profile import Given, Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.report.phrases import Phrases
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.serialisation.decisions import decision_json
from huiqi.truth import Truth
from huiqi.values import Value, exactly
from tests.decision.small import AS_OF, HEAD, rulebook
from tests.titles import RULES

#: Facts that the small rulebook lacks.
MORE = """
  began: {type: date, label: {zh: 开始日, en: began}}
  share: {type: ratio, yearly: true, domain: "0..", label: {zh: 占比, en: share}}
  best: {type: money, label: {zh: 历年最高, en: best so far}}
  span: {type: count, unit: 年, label: {zh: 年限, en: years}}
"""


def loaded(folder: Path, asked: str) -> Rulebook:
    """The rulebook of one measure that asks this."""
    clause = {"id": "k", "text": {"zh": "条件", "en": "clause"}, "if": asked}
    body = yaml.safe_dump({"requires": clause}, allow_unicode=True)
    rulebook(folder)
    facts = folder / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8") + MORE, "utf-8")
    (folder / "programmes" / "p" / "m.yaml").write_text(HEAD.format(id="m") + body, "utf-8")
    return load_rulebook(folder)


def told(folder: Path, asked: str, facts: dict[tuple[str, int | None], Any]) -> Any:
    """The clause in JSON for an enterprise of which this is known."""
    rules = loaded(folder, asked)
    person = Profile(
        name="示例企业", facts={key: Given(value=value) for key, value in facts.items()}
    )
    page = decision_json(decide_measures(rules, person, AS_OF), Phrases(rules))
    return page["measures"][0]["clauses"][0]


def known(name: str, value: object, year: int | None = None) -> dict[tuple[str, int | None], Value]:
    """One fact."""
    if isinstance(value, Truth):
        return {(name, year): value}
    if isinstance(value, str | int):
        value = Decimal(value)
    assert isinstance(value, Decimal | date)
    return {(name, year): exactly(value)}


@pytest.mark.parametrize(
    ("asked", "facts", "words", "number"),
    [
        ("b >= 50元", known("b", 20), "差 30元", ("30", "CNY", False)),
        ("b > 50元", known("b", 50), "须超过 50元", ("0", "CNY", False)),
        ("a <= 50", known("a", 70), "超出 20 人", ("20", "人", True)),
        ("a < 50", known("a", 50), "须低于 50 人", ("0", "人", True)),
        ("span >= 3", known("span", 1), "差 2 年", ("2", "年", False)),
        (
            "share[-1] >= 3%",
            known("share", "0.026", 2022),
            "差 0.4 个百分点",
            ("0.4", "percentage_points", False),
        ),
        ("a in [10, 20]", known("a", 7), "差 3 人", ("3", "人", False)),
        ("a in [10, 20]", known("a", 26), "超出 6 人", ("6", "人", True)),
    ],
)
def test_a_gap_is_a_number_with_its_unit(
    tmp_path: Path, asked: str, facts: Any, words: str, number: tuple[str, str, bool]
) -> None:
    """Too little and too much are told apart; what must be passed is 0 away."""
    clause = told(tmp_path, asked, facts)
    assert (clause["truth"], clause["gap"]) == ("false", words)
    (gap,) = clause["gaps"]
    assert (Decimal(gap["distance"]), gap["unit"], gap["over"]) == (Decimal(number[0]), *number[1:])
    assert gap["holds_from"] is None


def test_the_average_of_three_years_lacks_what_the_average_lacks(tmp_path: Path) -> None:
    """15,300 万 in three years are 5,100 万 a year, 4,900 万 below 1 亿: not 14,700 万."""
    years = {2022: 60_000_000, 2021: 50_000_000, 2020: 43_000_000}
    facts = {key: v for year, n in years.items() for key, v in known("past", n, year).items()}
    asked = "(past[-1] + past[-2] + past[-3]) / 3 >= 1亿元"
    assert told(tmp_path, asked, facts)["gap"] == "差 4900万元"


def test_no_rule_asks_for_the_sum_where_its_words_say_the_average() -> None:
    """平均 in the text and a bare sum of years in the formula tell another figure than the text."""
    rules = load_rulebook(None)
    wrong = []
    for measure in rules.measures.values():
        for condition in measure.conditions():
            for text, node in [
                (condition.text.zh, condition.node),
                *((f"{condition.text.zh}{r.text.zh}", r.node) for r in condition.readings),
            ]:
                sums = [
                    side
                    for part in tree.walk(node or tree.AsOf(DATE))
                    if isinstance(part, tree.Comparison)
                    for side in (part.left, part.right)
                    if isinstance(side, tree.Arithmetic) and side.operator == "+"
                ]
                if "平均" in text and sums:
                    wrong.append((measure.id, condition.id))
    assert wrong == []


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        # What has happened stays, and grows no younger.
        ("began >= as_of - 10年", known("began", date(2012, 5, 8))),
        ("began >= 2024-01-01", known("began", date(2020, 1, 1))),
        # The highest so far does not fall.
        ("best < 100元", known("best", 300)),
        # Of several together, one that cannot be closed leaves the other without use.
        ("c and b >= 50元", {**known("c", Truth.FALSE), **known("b", 20)}),
        # Of alternatives none is chosen.
        ("a >= 5 or b >= 50元", {**known("a", 1), **known("b", 20)}),
        # Of what is not known nobody says how far it is.
        ("b >= 50元 and a >= 5", {**known("b", 60)}),
    ],
)
def test_what_cannot_be_closed_has_no_gap(tmp_path: Path, asked: str, facts: Any) -> None:
    """And neither has what is open."""
    clause = told(tmp_path, asked, facts)
    assert (clause["gap"], clause["gaps"]) == ("", [])


def test_of_several_each_says_of_what_it_is(tmp_path: Path) -> None:
    """Two figures lack something, one does not."""
    facts = {**known("a", 1), **known("b", 20), **known("d", 9)}
    clause = told(tmp_path, "a >= 5 and b >= 50元 and d >= 2", facts)
    assert clause["gap"] == "甲数差 4 人；乙额差 30元"
    assert [gap["of"] for gap in clause["gaps"]] == ["甲数", "乙额"]


@pytest.mark.parametrize(
    ("asked", "began", "holds_from"),
    [
        # Three whole accounting years: begun in 2021, complete at the end of 2024.
        ("began <= start_of(year - 3)", date(2021, 3, 1), date(2025, 1, 1)),
        ("began <= as_of - 3年", date(2021, 3, 1), date(2024, 3, 1)),
        ("as_of - began >= 365日", date(2023, 1, 1), date(2024, 1, 1)),
        # The 29th of February, three years on.
        ("began <= as_of - 3年", date(2024, 2, 29), date(2027, 3, 1)),
    ],
)
def test_what_only_time_has_to_pass_is_told_with_its_day(
    tmp_path: Path, asked: str, began: date, holds_from: date
) -> None:
    """Not so many days short, which nobody can add, but the day from which it holds."""
    clause = told(tmp_path, asked, known("began", began))
    days = (holds_from - AS_OF).days
    assert clause["gap"] == f"到 {holds_from} 满足（还有 {days} 天）"
    (gap,) = clause["gaps"]
    assert (gap["distance"], gap["unit"], gap["holds_from"]) == (str(days), "days", str(holds_from))


@given(start=st.dates(date(2015, 1, 1), date(2035, 12, 31)), years=st.integers(1, 12))
@settings(max_examples=40, deadline=None)
def test_on_that_day_it_holds_and_not_the_day_before(
    tmp_path_factory: pytest.TempPathFactory, start: date, years: int
) -> None:
    """As the evaluator itself sees it, whatever the calendar."""
    rules = _waiting(tmp_path_factory, years)
    person = Profile(name="示例企业", facts={("began", None): Given(value=exactly(start))})
    node = next(iter(rules.measures["m"].conditions())).node
    assert node is not None
    evaluator = Evaluator(rules, person, AS_OF)
    gaps = gaps_of(evaluator, node, {})
    if evaluator.evaluate(node).value is Truth.TRUE:
        assert gaps == ()
        return
    (gap,) = gaps
    assert gap.holds_from is not None
    assert gap.type.kind is Kind.DATE
    seen = [
        Evaluator(rules, person, gap.holds_from + timedelta(days)).evaluate(node).value
        for days in (-1, 0)
    ]
    assert seen == [Truth.FALSE, Truth.TRUE]


_RULES: dict[int, Rulebook] = {}


def _waiting(folders: pytest.TempPathFactory, years: int) -> Rulebook:
    if years not in _RULES:
        _RULES[years] = loaded(folders.mktemp(f"y{years}"), f"began <= as_of - {years}年")
    return _RULES[years]


@given(
    have=st.decimals(0, 10**9, places=2),
    asked=st.integers(0, 10**9),
    operator=st.sampled_from([">=", ">", "<=", "<"]),
)
@settings(max_examples=60, deadline=None)
def test_a_gap_that_is_made_up_is_closed(
    tmp_path_factory: pytest.TempPathFactory, have: Decimal, asked: int, operator: str
) -> None:
    """With the figure so much higher, or lower, the clause holds, at the least beyond a cent."""
    key = ("b", None)
    rules = _limit(tmp_path_factory, operator, asked)
    person = Profile(name="示例企业", facts={key: Given(value=exactly(have))})
    node = next(iter(rules.measures["m"].conditions())).node
    assert node is not None
    gaps = gaps_of(Evaluator(rules, person, AS_OF), node, {})
    for gap in gaps:
        assert isinstance(gap.distance, Decimal)
        beyond = Decimal("0.01") if operator in ("<", ">") else Decimal(0)
        step = gap.distance + beyond
        other = replace(
            person, facts={key: Given(value=exactly(have - step if gap.over else have + step))}
        )
        assert Evaluator(rules, other, AS_OF).evaluate(node).value is Truth.TRUE
    held = Evaluator(rules, person, AS_OF).evaluate(node).value is Truth.TRUE
    assert held is (gaps == ())


_LIMITS: dict[tuple[str, int], Rulebook] = {}


def _limit(folders: pytest.TempPathFactory, operator: str, asked: int) -> Rulebook:
    asked -= asked % 250_000_000
    if (operator, asked) not in _LIMITS:
        folder = folders.mktemp("limit")
        _LIMITS[operator, asked] = loaded(folder, f"b {operator} {asked}元")
    return _LIMITS[operator, asked]


@pytest.mark.parametrize(
    ("asked", "zh"),
    [
        ("began >= start_of(year - 1)", "开始日 ≥ 2022年1月1日"),
        ("began >= start_of(year)", "开始日 ≥ 2023年1月1日"),
        ("began <= end_of(year + 2)", "开始日 ≤ 2025年12月31日"),
    ],
)
def test_a_day_of_a_year_is_named(tmp_path: Path, asked: str, zh: str) -> None:
    """Nobody has to subtract: 2023 − 1年1月1日 is the first of January 2022."""
    assert told(tmp_path, asked, {})["required"] == zh


@pytest.mark.parametrize(
    ("revenue", "spent", "words"),
    [
        # Above 200 million 4 % are asked, up to it 6 %.
        ("2.5亿元", "900万元", "差 0.4 个百分点"),
        ("2亿元", "1100万元", "差 0.5 个百分点"),
        ("2.5亿元", "1000万元", ""),
        (">= 1.5亿元", "900万元", ""),
    ],
)
def test_of_a_table_the_row_that_applies_is_told(revenue: str, spent: str, words: str) -> None:
    """Which limit is asked depends on the revenue; where that is open, none is told."""
    facts = {"营业收入": {2024: revenue}, "研发投入（财务报告口径）": {2024: spent}}
    person = read_profile({"enterprise": "示例企业", "facts": facts}, RULES, Diagnostics())
    page = decision_json(decide_measures(RULES, person, date(2025, 6, 20)), Phrases(RULES))
    (own,) = (one for one in page["measures"] if one["id"] == "rd-subsidy-2025")
    (clause,) = (one for one in own["clauses"] if one["id"].endswith("intensity"))
    assert clause["gap"] == words
