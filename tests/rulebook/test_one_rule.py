"""One kind of rule, whatever comes of it; and conditions that several rules ask by a name."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.diagnostics import InputError
from huiqi.profile.profile import Judgement
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Effect, leaves
from tests.decision.small import AS_OF, profile, rulebook
from tests.penalty.book import BOOK, DAY, DECIDER, LICENCE, incident

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = """
questions:
  serious: {judgement: {zh: 是否重大, en: is it major}}
  enough: {text: {zh: 甲够了, en: enough a}, if: a >= 3}
"""


def test_every_rule_is_gone_over_alike() -> None:
    """Each with what it asks, when, on what authority, and one of the effects; each is used."""
    rules = [*load_rulebook(ROOT / "rules").rules.values(), *BOOK.terms.rules.values()]
    effects = {type(rule.effect) for rule in rules}
    assert effects == set(get_args(Effect))
    for rule in rules:
        assert rule.basis
        assert rule.place.line > 0
        assert rule.collection
        for condition in leaves(rule.requires):
            assert condition.basis, rule.id
    named = {**BOOK.lists, BOOK.statute.id: BOOK.statute}
    assert {rule.collection for rule in BOOK.terms.rules.values()} == set(named)


def test_a_rule_replaced_is_the_one_that_decides() -> None:
    """In a book of penalties as in a rulebook of measures."""
    name = "shandong-2021-3"
    data = {"incident": {**LICENCE, "corrected_on": "2025-03-02", "correct_by": "2025-03-10"}}
    told = incident({**data, "items": [name]})
    before = {r.rule.id: r.decides for r in DECIDER.decide(told, DAY).answer.rules}
    rule = BOOK.items[name]
    later = replace(rule, in_force=replace(rule.in_force, since=DAY.replace(year=2030)))
    terms = replace(BOOK.terms, provisions={**BOOK.terms.provisions, name: later})
    book = replace(BOOK, terms=terms)
    after = {r.rule.id: r.decides for r in type(DECIDER)(book).decide(told, DAY).answer.rules}
    assert (before[name].value, after[name].value) == ("true", "false")
    assert {key: truth for key, truth in before.items() if key != name} == {
        key: truth for key, truth in after.items() if key != name
    }


def test_a_named_condition_is_asked_by_several_measures(tmp_path: Path) -> None:
    """It rests on what each of them rests on, and is linked once."""
    (tmp_path / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    rules = rulebook(
        tmp_path,
        m1="requires: {all: [enough, serious]}\n",
        m2="requires: {any: [serious, enough]}\n",
    )
    first, second = (rules.measures[name] for name in ("m1", "m2"))
    conditions = {c.id: c for c in (*leaves(first.requires), *leaves(second.requires))}
    assert set(conditions) == {"enough", "serious"}
    assert all(condition.basis == first.basis for condition in conditions.values())
    yes = Judgement(answer=True, by="示例", on=AS_OF, reason="示例")
    told = replace(profile(), judgements={"m2/serious": yes})
    decided = decide_measures(rules, told, AS_OF)
    assert decided["m1"].conditions.value == "needs_judgement"
    assert decided["m2"].conditions.value == "qualifies"


def test_a_name_that_no_condition_has_is_told(tmp_path: Path) -> None:
    """With the names that there are, the nearest first."""
    (tmp_path / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        rulebook(tmp_path, m1="requires: {all: [serios]}\n")
    (fault,) = caught.value.diagnostics
    assert "serious" in str(fault)


def test_a_role_that_is_needed_is_asked_for(tmp_path: Path) -> None:
    """Where a value before the beginning is written, some fact says when the beginning was."""
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    facts = folder / "shared" / "facts" / "enterprise.yaml"
    facts.write_text(facts.read_text("utf-8").replace("    role: established\n", ""), "utf-8")
    with pytest.raises(InputError) as refused:
        load_rulebook(folder)
    found = refused.value.diagnostics
    assert {one.code for one in found} == {"R339"}
    assert all("role: established" in one.remedy for one in found)
