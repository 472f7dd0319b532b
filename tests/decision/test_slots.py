"""Slots, models, presumptions and whose money it is, on a small rulebook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision, MeasureResult, Status
from huiqi.diagnostics import InputError
from huiqi.inference import InferenceWorker
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Value, exactly

DAY = date(2023, 6, 20)
SOURCES = """sources:
  law: {title: 法, number: 一号, grade: official}
  other: {title: 外地, number: 二号, grade: comparable}
  guess: {title: 推定, number: 三号, grade: assumed}
"""
FACTS = """facts:
  here: {type: bool, label: {zh: 在本市, en: here}}
  sales: {type: money, yearly: true, label: {zh: 收入, en: sales}, domain: ">= 0"}
"""
MEASURES = {
    "city/own": """id: own
title: {zh: 本市, en: own}
instrument: reward
in_force: {from: 2020-01-01, open: true}
basis: [{source: law}]
requires:
  all:
    - {id: enough, text: {zh: 够, en: enough}, if: "sales[-1] >= 100元"}
    - {id: here, presumed: true, text: {zh: 在, en: here}, if: here, basis: [{source: guess}]}
gives: {amount: 10元}
""",
    "city/slot": """id: slot
slot: 1
title: {zh: 空位, en: slot}
instrument: unknown
in_force: {seen: [2023-01-01, 2024-01-01]}
basis: [{source: guess}]
modelled_on: [elsewhere, own]
""",
    "province/grant": """id: grant
title: {zh: 省, en: grant}
instrument: subsidy
in_force: {from: 2020-01-01, open: true}
basis: [{source: law}]
requires: {id: enough, text: {zh: 够, en: enough}, if: "sales[-1] >= 100元"}
gives: {amount: 7元}
""",
    "comparable/far/elsewhere": """id: elsewhere
title: {zh: 外地, en: elsewhere}
instrument: subsidy
in_force: {seen: [2010-01-01]}
basis: [{source: other}]
requires: {id: more, text: {zh: 更多, en: more}, if: "sales[-1] >= 200元"}
gives: {amount: "5% * sales[-1]"}
""",
}
PROGRAMMES = {
    "city": "id: city\ntitle: {zh: 市, en: city}\nrank: 1\n",
    "province": "id: province\ntitle: {zh: 省, en: province}\nlevel: province\nrank: 2\n",
    "comparable/far": (
        "id: comparable/far\ntitle: {zh: 远, en: far}\nlevel: comparable\nrank: 3\n"
    ),
}


def rulebook(folder: Path, **changed: str) -> Rulebook:
    """The small rulebook, with some of its measures written differently."""
    (folder / "facts").mkdir(parents=True)
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "facts" / "facts.yaml").write_text(FACTS, encoding="utf-8")
    for name, text in PROGRAMMES.items():
        path = folder / "programmes" / name
        path.mkdir(parents=True, exist_ok=True)
        (path / "programme.yaml").write_text(text, encoding="utf-8")
    for name, text in MEASURES.items():
        path = folder / "programmes" / f"{name}.yaml"
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
    return load_rulebook(folder)


def decided(rules: Rulebook, here: Truth, sales: int) -> Decision:
    """With the network beside the evaluator, where there is one."""
    facts: dict[tuple[str, int | None], Value] = {
        ("here", None): here,
        ("sales", 2022): exactly(Decimal(sales)),
    }
    profile = Profile(
        name="示例企业", facts={key: Given(value=value) for key, value in facts.items()}
    )
    with InferenceWorker() as worker:
        return Decider(rules, worker).decide(profile, DAY, rules.supports)


def named(decision: Decision, name: str) -> MeasureResult:
    """One result."""
    return next(result for result in decision.results if result.measure.id == name)


@pytest.mark.parametrize(
    ("here", "status", "grade"),
    [
        (Truth.TRUE, Status.QUALIFIES, "official"),
        (Truth.UNKNOWN, Status.UNDETERMINED, "official"),
        (Truth.FALSE, Status.UNDETERMINED, "official"),
    ],
)
def test_a_presumed_clause_is_met_in_any_case_or_open(
    tmp_path: Path, here: Truth, status: Status, grade: str
) -> None:
    """Met, nothing rests on it; not met, whether the text asks for it is not known."""
    result = named(decided(rulebook(tmp_path / "rules"), here, 100), "own")
    assert result.status is status
    assert GRADES[result.grade].value == grade
    if here is Truth.FALSE:
        assert result.illustration is not None
        assert result.illustration.status is Status.DOES_NOT_QUALIFY


def test_a_slot_is_open_and_its_models_stand_beside_it(tmp_path: Path) -> None:
    """The nearest gives the verdict for reference, wherever its own dates lie."""
    result = named(decided(rulebook(tmp_path / "rules"), Truth.TRUE, 200), "slot")
    assert result.status is Status.UNDETERMINED
    assert result.amount is None
    assert GRADES[result.grade].value == "assumed"
    assert result.illustration is not None
    nearest, second = result.illustration.models
    assert (nearest.measure.id, second.measure.id) == ("elsewhere", "own")
    assert result.illustration.status is Status.QUALIFIES
    assert result.illustration.amount is not None
    assert result.illustration.amount.low == Decimal(10)
    assert GRADES[nearest.grade].value == "comparable"
    assert GRADES[second.grade].value == "official"


@pytest.mark.network
def test_models_are_compared_by_the_network_too(tmp_path: Path) -> None:
    """Two measures of one's own and two models: more nodes than without the slot."""
    with_slot = decided(rulebook(tmp_path / "with"), Truth.TRUE, 200)
    lone = MEASURES["city/slot"].replace("modelled_on: [elsewhere, own]", "modelled_on: []")
    without = decided(rulebook(tmp_path / "without", slot=lone), Truth.TRUE, 200)
    assert with_slot.note is without.note is None
    assert with_slot.checked > without.checked
    assert named(without, "slot").illustration is None


def test_another_places_measure_is_not_decided_by_itself(tmp_path: Path) -> None:
    """It is a model only; and its money is in no total."""
    decision = decided(rulebook(tmp_path / "rules"), Truth.TRUE, 200)
    assert [result.measure.id for result in decision.results] == ["slot", "own", "grant"]
    by_level = {
        level: {grade: total.low for grade, total in totals.items()}
        for level, totals in decision.totals_by_level.items()
    }
    assert by_level == {
        "city": {"official": Decimal(10)},
        "province": {"official": Decimal(7)},
    }
    assert decision.totals["official"].low == Decimal(17)


@pytest.mark.parametrize("force", ["{seen: [2010-01-01]}", "{note: {zh: 没有日期, en: no date}}"])
def test_another_places_dates_do_not_close_its_illustration(tmp_path: Path, force: str) -> None:
    """Asked for by itself it shows what it would give here, as it does as a model."""
    text = MEASURES["comparable/far/elsewhere"].replace("{seen: [2010-01-01]}", force)
    rules = rulebook(tmp_path / "rules", elsewhere=text)
    profile = Profile(name="示例企业", facts={("sales", 2022): Given(value=exactly(Decimal(200)))})
    (result,) = Decider(rules).decide(profile, DAY, [rules.measures["elsewhere"]]).results
    assert result.force.truth is Truth.UNKNOWN
    assert result.status is Status.UNDETERMINED
    assert result.illustration is not None
    assert result.illustration.status is Status.QUALIFIES
    assert result.illustration.amount is not None
    assert result.illustration.amount.low == Decimal(10)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("slot", MEASURES["city/slot"].replace("elsewhere", "elsewhere-else"), "R322"),
        ("slot", MEASURES["city/slot"].replace("[elsewhere, own]", "[slot]"), "R322"),
        ("slot", MEASURES["city/slot"].replace("modelled_on: [elsewhere, own]\n", ""), "R323"),
        ("own", MEASURES["city/own"] + "modelled_on: [grant]\n", "R323"),
    ],
)
def test_a_measure_has_clauses_or_models(tmp_path: Path, name: str, text: str, code: str) -> None:
    """Exactly one of them, and every model is a measure with clauses of its own."""
    with pytest.raises(InputError) as caught:
        rulebook(tmp_path / "rules", **{name: text})
    assert [item.code for item in caught.value.diagnostics] == [code]


def test_a_figure_that_counts_weak_statements_supports_a_model_no_better_than_they_do(
    tmp_path: Path,
) -> None:
    """The range was enough for the answer of the rules; with the figure the answer is as weak."""
    definitions = tmp_path / "rules" / "definitions"
    definitions.mkdir(parents=True)
    (definitions / "extra.yaml").write_text(
        "definitions:\n"
        "  extra: {type: money, domain: '>= 0', label: {zh: 另计, en: extra}, value: 5元,"
        " basis: [{source: other}]}\n",
        encoding="utf-8",
    )
    own = MEASURES["city/own"].replace("sales[-1] >= 100元", "sales[-1] - extra >= 100元")
    decision = decided(rulebook(tmp_path / "rules", own=own), Truth.TRUE, 50)
    verdict, slot = named(decision, "own").verdict, named(decision, "slot").illustration
    assert verdict is not None
    assert slot is not None
    assert GRADES[verdict.clauses[0].grade].value == "official"
    (weaker,) = (model for model in slot.models if model.measure.id == "own")
    assert weaker.verdict is not None
    assert GRADES[weaker.verdict.clauses[0].grade].value == "comparable"
