"""Lists, years, parameters and stated values, each against a value worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from huiqi.evaluation import Evaluator
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.linker import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import (
    NOT_APPLICABLE,
    Choice,
    Interval,
    Record,
    Records,
    Value,
    exactly,
    symbol,
)

AS_OF = date(2023, 6, 20)
SOURCES = "sources: {law: {title: 法, number: 一号, grade: official}, weak: {title: 弱, grade: assumed}}\n"
FACTS = """
facts:
  money: {type: money, yearly: true, domain: ">= 0", label: {zh: 钱, en: money}}
  people: {type: count, label: {zh: 人, en: people}}
  size: {type: enum, label: {zh: 型, en: size}, values: {s: {zh: 小, en: s}, l: {zh: 大, en: l}}}
  established_on: {type: date, label: {zh: 成立, en: established}}
  flag: {type: bool, yearly: true, label: {zh: 旗, en: flag}}
  list:
    type: records
    yearly: true
    label: {zh: 单, en: list}
    fields:
      year: {type: count, label: {zh: 年, en: year}}
      worth: {type: money, label: {zh: 值, en: worth}, domain: ">= 0"}
      good: {type: bool, label: {zh: 好, en: good}}
      half: {type: money, label: {zh: 半, en: half}, formula: worth * 50%}
"""
PARAMETERS = """
parameters:
  steps:
    type: money
    label: {zh: 级, en: steps}
    values:
      - {from: 2020-01-01, until: 2021-12-31, value: 1元, basis: [{source: law}]}
      - {from: 2022-01-01, value: 2元, basis: [{source: law}]}
  best:
    type: ratio
    label: {zh: 高, en: best}
    overlap: highest
    values:
      - {from: 2020-01-01, value: 75%, basis: [{source: law}]}
      - {from: 2020-01-01, when: flag, value: 100%, basis: [{source: law}]}
  foreign:
    type: money
    label: {zh: 外, en: foreign}
    values: [{from: 2020-01-01, value: 9元, basis: [{source: weak}]}]
"""
DEFINITIONS = """
definitions:
  worth_good: {type: money, yearly: true, label: {zh: 甲, en: a}, value: sum(p.worth for p in list if p.good), basis: [{source: law}]}
  how_many: {type: count, yearly: true, label: {zh: 乙, en: b}, value: count(p for p in list if p.good), basis: [{source: law}]}
  least: {type: money, yearly: true, label: {zh: 丙, en: c}, value: min(p.worth for p in list), basis: [{source: law}]}
  some: {type: bool, yearly: true, label: {zh: 丁, en: d}, value: any(p.good for p in list), basis: [{source: law}]}
  every: {type: bool, yearly: true, label: {zh: 戊, en: e}, value: all(p.good for p in list), basis: [{source: law}]}
  halves: {type: money, yearly: true, label: {zh: 己, en: f}, value: sum(p.half for p in list), basis: [{source: law}]}
  ever: {type: bool, label: {zh: 庚, en: g}, value: "any(p.good for p in list[all])", basis: [{source: law}]}
  step: {type: money, yearly: true, label: {zh: 辛, en: h}, value: steps, basis: [{source: law}]}
  step_then: {type: money, yearly: true, label: {zh: 壬, en: i}, value: "steps[on: date(year - 1, 6, 1)]", basis: [{source: law}]}
  top: {type: ratio, yearly: true, label: {zh: 癸, en: j}, value: best, basis: [{source: law}]}
  abroad: {type: money, yearly: true, label: {zh: 子, en: k}, value: foreign, basis: [{source: law}]}
  difference: {type: money, yearly: true, label: {zh: 丑, en: l}, value: "money - money[-1]", basis: [{source: law}]}
  at_founding: {type: money, label: {zh: 寅, en: m}, value: "money[at: year_of(established_on)]", basis: [{source: law}]}
  running: {type: money, yearly: true, look_back: 3, floor: 0元, label: {zh: 卯, en: n}, value: "running[-1] + money", basis: [{source: law}]}
  ratio: {type: ratio, yearly: true, label: {zh: 辰, en: o}, value: "money / money[-1]", basis: [{source: law}]}
  tabled: {type: money, label: {zh: 巳, en: p}, value: {keys: [size], table: {s: 1元, l: 5元}}, basis: [{source: law}]}
  holed: {type: money, label: {zh: 午, en: q}, value: {keys: [size], table: {s: 1元}}, basis: [{source: law}]}
  banded: {type: money, label: {zh: 未, en: r}, value: {of: people, bands: [{at_least: "10", value: 3元}, {at_least: "5", value: 2元}], otherwise: 1元}, basis: [{source: law}]}
  disputed: {type: money, label: {zh: 申, en: s}, value: {of: people, edges: judgement, bands: [{at_least: "10", value: 3元}], otherwise: 1元}, basis: [{source: law}]}
  open: {type: money, label: {zh: 酉, en: t}, value: {unknown: 没有写, between: {low: 1元, high: 4元}}, basis: [{source: law}]}
  scored: {type: count, label: {zh: 戌, en: u}, value: "count_true(people >= 5, size == l)", basis: [{source: law}]}
  local: {type: money, label: {zh: 亥, en: v}, let: {x: 3元, y: x * 2}, value: x + y, basis: [{source: law}]}
  has_size: {type: bool, label: {zh: 有, en: w}, value: is_applicable(size), basis: [{source: law}]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """A rulebook with one definition for each thing tried."""
    folder: Path = tmp_path_factory.mktemp("rules")
    for name in ("facts", "parameters", "definitions"):
        (folder / name).mkdir()
    (folder / "sources.yaml").write_text(SOURCES, "utf-8")
    (folder / "facts" / "f.yaml").write_text(FACTS, "utf-8")
    (folder / "parameters" / "p.yaml").write_text(PARAMETERS, "utf-8")
    (folder / "definitions" / "d.yaml").write_text(DEFINITIONS, "utf-8")
    return load_rulebook(folder)


def yuan(amount: int | str) -> Interval:
    """An exact amount."""
    return exactly(Decimal(amount))


def span(low: int | None, high: int | None) -> Interval:
    """A range."""
    return Interval(*(None if end is None else Decimal(end) for end in (low, high)))


def entry(worth: Value | None = None, good: Truth | None = None) -> Record:
    """A record; what is not given is unknown."""
    fields: dict[str, Value] = {}
    if worth is not None:
        fields["worth"] = worth
    if good is not None:
        fields["good"] = good
    return Record(fields)


def value(rules: Rulebook, name: str, year: int | None = 2022, **facts: Any) -> Value:
    """A definition's value; a fact named ``money_2022`` is that year's."""
    known: dict[tuple[str, int | None], Given] = {}
    for key, given in facts.items():
        fact, _, of = key.rpartition("_")
        known[(fact, int(of)) if of.isdigit() else (key, None)] = Given(given)
    return Evaluator(rules, Profile("示例", facts=known), AS_OF).outcome(name, year).value


YES, NO = Truth.TRUE, Truth.FALSE
TWO = (entry(yuan(3), YES), entry(yuan(4), NO))


@pytest.mark.parametrize(
    ("name", "items", "complete", "expected"),
    [
        ("worth_good", TWO, True, yuan(3)),
        ("worth_good", TWO, False, span(3, None)),
        ("worth_good", (), True, yuan(0)),
        ("worth_good", (), False, span(0, None)),
        ("worth_good", (*TWO, entry(yuan(5))), True, span(3, 8)),
        ("worth_good", (*TWO, entry(None, YES)), True, span(3, None)),
        ("how_many", (*TWO, entry(yuan(5))), True, span(1, 2)),
        ("how_many", TWO, False, span(1, None)),
        ("least", TWO, True, yuan(3)),
        ("least", (), True, NOT_APPLICABLE),
        ("least", TWO, False, span(0, 3)),
        ("some", TWO, False, YES),
        ("some", (entry(good=NO),), True, NO),
        ("some", (entry(good=NO),), False, Truth.UNKNOWN),
        ("some", (entry(),), True, Truth.UNKNOWN),
        ("some", (), True, NO),
        ("every", TWO, False, NO),
        ("every", (entry(good=YES),), True, YES),
        ("every", (entry(good=YES),), False, Truth.UNKNOWN),
        ("every", (), True, YES),
        ("halves", TWO, True, yuan("3.5")),
    ],
)
def test_lists(
    rules: Rulebook, name: str, items: tuple[Record, ...], complete: bool, expected: Value
) -> None:
    """Unknown list, empty list and "at least these" differ."""
    assert value(rules, name, list_2022=Records(items, complete)) == expected


def test_one_list_of_all_years(rules: Rulebook) -> None:
    """``[all]`` reads every year; only a list of all years lets it be certain of none."""
    good = Records((entry(yuan(1), YES),), True)
    bad = Records((entry(yuan(1), NO),), True)
    assert value(rules, "ever", list_2019=good) is YES
    assert value(rules, "ever", list_2019=bad) is Truth.UNKNOWN
    facts = {("list", 2019): Given(bad), ("list", None): Given(Records((), True))}
    known = Profile("示例", facts=facts)  # type: ignore[arg-type]
    assert Evaluator(rules, known, AS_OF).outcome("ever").value is NO


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [("step", 2021, yuan(1)), ("step", 2022, yuan(2)), ("step_then", 2022, yuan(1))],
)
def test_parameters_are_dated(rules: Rulebook, name: str, year: int, expected: Value) -> None:
    """A yearly definition reads the parameter at the year's end unless a day is named."""
    assert value(rules, name, year) == expected


def test_a_parameter_outside_its_rows_is_unknown(rules: Rulebook) -> None:
    """No value is not zero."""
    assert value(rules, "step", 2019) == Interval(None, None, True)


def test_overlaps_are_settled_by_the_written_rule(rules: Rulebook) -> None:
    """The highest that applies; unknown whether it applies, the range of both."""
    assert value(rules, "top", flag_2022=YES) == yuan(1)
    assert value(rules, "top", flag_2022=NO) == yuan("0.75")
    assert value(rules, "top") == Interval(Decimal("0.75"), Decimal(1))


def test_a_weak_parameter_is_unknown_in_the_strict_reading(rules: Rulebook) -> None:
    """Assumed values do not decide."""
    assert value(rules, "abroad") == Interval(None, None, True)


def test_years(rules: Rulebook) -> None:
    """References shift with the year being evaluated."""
    facts = {"money_2020": yuan(1), "money_2021": yuan(4), "money_2022": yuan(9)}
    assert value(rules, "difference", 2022, **facts) == yuan(5)
    assert value(rules, "difference", 2021, **facts) == yuan(3)
    assert value(rules, "at_founding", established_on=exactly(date(2021, 3, 1)), **facts) == yuan(4)
    either = Interval(date(2020, 3, 1), date(2021, 3, 1))
    assert value(rules, "at_founding", established_on=either, **facts) == span(1, 4)


def test_self_reference_is_bounded_and_starts_at_the_founding(rules: Rulebook) -> None:
    """A running total from the year of founding; before what is looked back to, unknown."""
    facts = {f"money_{year}": yuan(1) for year in range(2019, 2023)}
    founded = exactly(date(2021, 3, 1))
    assert value(rules, "running", established_on=founded, **facts) == yuan(2)
    unbounded = value(rules, "running", **facts)
    assert unbounded == Interval(None, None, True)
    # A stated value of an earlier year is where it starts, too.
    assert value(rules, "running", running_2021=yuan(7), **facts) == yuan(8)


def test_a_quotient_by_zero_is_unknown(rules: Rulebook) -> None:
    """Neither zero nor infinite."""
    found = value(rules, "ratio", money_2022=yuan(1), money_2021=yuan(0))
    assert found == Interval(None, None)


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("tabled", {"size": symbol("l")}, yuan(5)),
        ("tabled", {}, Interval(Decimal(1), Decimal(5), True)),
        ("tabled", {"size": Choice(frozenset({"s", "l"}))}, span(1, 5)),
        ("holed", {"size": symbol("l")}, NOT_APPLICABLE),
        ("banded", {"people": yuan(10)}, yuan(3)),
        ("banded", {"people": yuan(9)}, yuan(2)),
        ("banded", {"people": yuan(5)}, yuan(2)),
        ("banded", {"people": yuan(4)}, yuan(1)),
        ("banded", {"people": span(4, 6)}, span(1, 2)),
        ("disputed", {"people": yuan(11)}, yuan(3)),
        ("disputed", {"people": yuan(10)}, span(1, 3)),
        ("disputed", {"people": yuan(9)}, yuan(1)),
        ("open", {}, span(1, 4)),
        ("scored", {"people": yuan(5)}, span(1, 2)),
        ("scored", {"people": yuan(5), "size": symbol("s")}, yuan(1)),
        ("local", {}, yuan(9)),
        ("has_size", {"size": symbol("s")}, YES),
        ("has_size", {"size": NOT_APPLICABLE}, NO),
        ("has_size", {}, Truth.UNKNOWN),
    ],
)
def test_choices(rules: Rulebook, name: str, facts: dict[str, Value], expected: Value) -> None:
    """Tables, bands, disputed edges, declared unknowns, scores, local names."""
    assert value(rules, name, None, **facts) == expected


def test_a_stated_value_is_used_unless_it_contradicts(rules: Rulebook) -> None:
    """What agrees is taken; what cannot be right leaves the value unknown, with the cause."""
    known = {("list", 2022): Given(Records(TWO, True)), ("worth_good", 2022): Given(yuan(3))}
    assert Evaluator(rules, Profile("示例", facts=known), AS_OF).outcome(
        "worth_good", 2022
    ).value == yuan(3)  # type: ignore[arg-type]
    known["worth_good", 2022] = Given(yuan(4))
    outcome = Evaluator(rules, Profile("示例", facts=known), AS_OF).outcome("worth_good", 2022)  # type: ignore[arg-type]
    assert outcome.value == Interval(None, None, True)
    assert [cause.kind for cause in outcome.causes] == ["contradiction"]
    assert outcome.derived == yuan(3)


def test_what_is_missing_is_named_and_nothing_else(rules: Rulebook) -> None:
    """A fact that did not matter is not asked for."""
    evaluator = Evaluator(rules, Profile("示例"), AS_OF)
    assert [str(m) for m in evaluator.outcome("difference", 2022).missing] == [
        "money[2022]",
        "money[2021]",
    ]
    known = Profile("示例", facts={("list", 2022): Given(Records(TWO, False))})
    assert Evaluator(rules, known, AS_OF).outcome("some", 2022).missing == ()
