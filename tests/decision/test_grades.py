"""Grade, causes and what is missing follow what decided, whatever the order it is written in."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import MeasureResult
from huiqi.diagnostics import InputError
from huiqi.evaluation.reads import Missing
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Record, Records, Value, exactly
from tests.decision.small import AS_OF, HEAD, profile, rulebook

#: Each says the same of the enterprise, on another authority; ``left_open`` nobody can say.
DEFINITIONS = """
definitions:
  by_law: {type: bool, label: {zh: 法, en: law}, value: a >= 3, basis: [{source: law}]}
  by_press: {type: bool, label: {zh: 报, en: press}, value: a >= 3, basis: [{source: press}]}
  law_not: {type: bool, label: {zh: 法否, en: law not}, value: a < 3, basis: [{source: law}]}
  press_not: {type: bool, label: {zh: 报否, en: press not}, value: a < 3, basis: [{source: press}]}
  left_open:
    type: bool
    label: {zh: 未写, en: open}
    value:
      choose: [{if: c, then: {unknown: {zh: 来源没有写, en: not stated}}}]
      otherwise: "false"
    basis: [{source: press}]
"""
TOLD = "{{id: {name}, text: {{zh: 甲, en: a}}, if: {name}, basis: [{{source: {source}}}]}}"
CASES = [
    ("or", ("by_law", "by_press"), "true", "official"),
    ("or", ("by_law", "by_press", "left_open"), "true", "official"),
    ("or", ("by_press", "law_not"), "true", "reported"),
    ("or", ("law_not", "press_not"), "false", "reported"),
    ("and", ("law_not", "press_not"), "false", "official"),
    ("and", ("law_not", "by_press", "left_open"), "false", "official"),
    ("and", ("by_law", "by_press"), "true", "reported"),
    ("and", ("by_law", "left_open"), "unknown", "reported"),
    ("or", ("law_not", "left_open", "d >= 1"), "unknown", "reported"),
]


def decided(folder: Path, requires: str, **facts: Value) -> MeasureResult:
    """The one measure; ``a`` and ``c`` are known."""
    (folder / "definitions").mkdir(parents=True, exist_ok=True)
    (folder / "definitions" / "d.yaml").write_text(DEFINITIONS, "utf-8")
    rules: Rulebook = rulebook(folder, m=f"requires: {requires}\n")
    known: dict[str, Value] = {"a": exactly(Decimal(3)), "c": Truth.TRUE, **facts}
    (result,) = decide_measures(rules, profile(**known), AS_OF).results
    return result


@pytest.mark.parametrize(("word", "operands", "truth", "grade"), CASES)
def test_an_expression_is_as_good_as_what_decided_it(
    tmp_path: Path, word: str, operands: tuple[str, ...], truth: str, grade: str
) -> None:
    """``or`` is as strong as the strongest true, ``and`` as the strongest false, in any order."""
    seen = set()
    for number, order in enumerate(permutations(operands)):
        text = f" {word} ".join(order)
        result = decided(
            tmp_path / str(number),
            f'{{id: x, text: {{zh: 甲, en: a}}, if: "{text}", basis: [{{source: law}}]}}',
        )
        assert result.verdict is not None
        assert result.verdict.truth.value == truth
        seen.add((GRADES[result.grade].value, frozenset(result.causes), frozenset(result.missing)))
    assert len(seen) == 1
    ((found, causes, missing),) = seen
    assert found == grade
    assert bool(causes) == (truth == "unknown")
    assert missing == ({Missing("d", None)} if "d >= 1" in operands else set())


@pytest.mark.parametrize(
    ("word", "operands", "truth", "grade"), [case for case in CASES if "d >= 1" not in case[1]]
)
def test_a_group_is_as_good_as_what_decided_it(
    tmp_path: Path, word: str, operands: tuple[str, ...], truth: str, grade: str
) -> None:
    """``any`` and ``all`` of clauses, as ``or`` and ``and`` of expressions."""
    seen = set()
    for number, order in enumerate(permutations(operands)):
        parts = ", ".join(
            TOLD.format(name=name, source="law" if "law" in name else "press").replace(
                f"id: {name}", f"id: {name.replace('_', '-')}"
            )
            for name in order
        )
        group = {"or": "any", "and": "all"}[word]
        result = decided(tmp_path / str(number), f"{{{group}: [{parts}]}}")
        assert result.verdict is not None
        assert result.verdict.truth.value == truth
        seen.add((GRADES[result.grade].value, frozenset(result.causes)))
    ((found, causes),) = seen
    assert found == grade
    assert bool(causes) == (truth == "unknown")


def test_what_is_open_in_a_settled_group_leaves_nothing_open(tmp_path: Path) -> None:
    """Beside an open clause, an alternative that is settled asks for nothing."""
    settled = TOLD.format(name="by_law", source="law").replace("id: by_law", "id: by-law")
    beside = TOLD.format(name="left_open", source="press").replace("id: left_open", "id: left")
    asks = "{id: d, text: {zh: 丁, en: d}, if: d >= 1}"
    result = decided(tmp_path, f"{{all: [{{any: [{settled}, {beside}]}}, {asks}]}}")
    assert result.missing == (Missing("d", None),)
    assert result.causes == ()


TWO_PARTS = """
basis:
  - {source: law, supports: [condition]}
  - {source: press, supports: [amount]}
"""
CONDITION_ONLY = """
basis:
  - {source: law, supports: [condition]}
"""
FREE = "requires: {id: free, text: {zh: 无, en: none}, if: a >= 0}\n"


def written(folder: Path, basis: str, gives: str) -> Rulebook:
    """A rulebook of one measure with these citations of its own."""
    rules = rulebook(folder, m=FREE)
    path = folder / "programmes" / "p" / "m.yaml"
    head = HEAD.format(id="m").replace("basis: [{source: law}]\n", basis.strip() + "\n")
    path.write_text(head + FREE + gives, "utf-8")
    assert rules is not None
    return load_rulebook(folder)


@pytest.mark.parametrize(
    ("basis", "gives", "verdict", "amount"),
    [
        (TWO_PARTS, "gives: {amount: 9元}\n", "official", "reported"),
        (
            CONDITION_ONLY,
            "gives: {amount: 9元, basis: [{source: press}]}\n",
            "official",
            "reported",
        ),
        ("basis: [{source: law}]", "gives: {amount: 9元}\n", "official", "official"),
        ("basis: [{source: press, supports: [rate]}]", "gives: {amount: b}\n", *["reported"] * 2),
    ],
)
def test_a_source_supports_the_parts_it_names(
    tmp_path: Path, basis: str, gives: str, verdict: str, amount: str
) -> None:
    """The conditions are as good as what speaks of them, the amount as what names the money."""
    rules = written(tmp_path, basis, gives)
    known: dict[str, Value] = {"a": exactly(Decimal(3)), "b": exactly(Decimal(3))}
    (result,) = decide_measures(rules, profile(**known), AS_OF).results
    assert GRADES[result.grade].value == verdict
    assert result.amount is not None
    assert GRADES[result.amount.grade].value == amount


@pytest.mark.parametrize(
    "gives",
    [
        "gives: {amount: 9元}\n",
        "gives: {at_most: b}\n",
        "gives: {amount: 9元, basis: [{source: press, supports: [selection]}]}\n",
        "gives: {amount: b, basis: [{source: press}], caps: [{at_most: 5元, per: enterprise,"
        " basis: [{source: law, supports: [condition]}]}]}\n",
    ],
)
def test_an_amount_no_source_names_is_refused(tmp_path: Path, gives: str) -> None:
    """A source that supports only the condition supports no amount."""
    with pytest.raises(InputError) as refused:
        written(tmp_path, CONDITION_ONLY, gives)
    assert {item.code for item in refused.value.diagnostics} == {"R344"}


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_list_is_as_good_as_the_entry_that_decides(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """One thing by the law, another by a report: the stronger supports ``any``, in any order."""
    requires = (
        '{id: x, text: {zh: 甲, en: a}, basis: [{source: law}], if: "any('
        '(t.worth == 1元 and by_law) or (t.worth == 2元 and by_press) for t in things)"}'
    )
    things = Records(
        tuple(Record({"worth": exactly(Decimal(worth))}, f"物{worth}") for worth in order), True
    )
    result = decided(tmp_path, requires, things=things)
    assert GRADES[result.grade].value == "official"
