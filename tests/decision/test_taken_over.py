"""After something is told otherwise, what does not rest on it is taken over, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.profile.profile import Judgement, Profile
from huiqi.truth import FALSE, TRUE
from huiqi.values import Value, exactly
from tests.decision.retold import said_of_all
from tests.decision.small import AS_OF, profile, rulebook

RAISED = """
requires:
  all:
    - {id: many, text: {zh: 甲多, en: many}, if: a >= 1}
    - {id: had, text: {zh: 有丙, en: had}, if: c}
gives:
  amount: 10% * b
  stages:
    - {id: first, text: {zh: 先付, en: first}, share: 50%}
    - id: then
      text: {zh: 再付, en: then}
      share: 50%
      if: {all: [{id: enough, text: {zh: 丁多, en: enough}, if: d >= 5}]}
"""
UPLIFT = """
requires: {all: [{id: had, text: {zh: 有丙, en: had}, if: c}]}
gives: {uplift: {of: [m], rate: 20%}}
"""
DISPUTED = """
requires: {all: [{id: had, text: {zh: 有丙, en: had}, if: c}]}
gives:
  conflicting:
    - {id: low, text: {zh: 一, en: one}, amount: 1万元, basis: [{source: law}]}
    - {id: high, text: {zh: 四, en: four}, amount: 4万元, basis: [{source: law}]}
"""
TOLD: dict[str, Value] = {
    "a": exactly(Decimal(3)),
    "b": exactly(Decimal(1_000_000)),
    "c": TRUE,
    "d": exactly(Decimal(9)),
}


class Told:
    """A decision, and the one after something is told otherwise, by both deciders."""

    def __init__(self, folder: Path, before: Profile, after: Profile) -> None:
        rules = rulebook(folder, m=RAISED, n=UPLIFT, o=DISPUTED)
        measures = tuple(rules.measures.values())
        fast = Decider(rules)
        self.before = fast.decide(before, AS_OF, measures)
        assert [r.amount for r in self.before.results], "all is worked out before"
        self.after = fast.decide_again(self.before, after)
        plain = Decider(rules, plain=True).decide(after, AS_OF, measures)
        assert said_of_all(self.after, told=True) == said_of_all(plain, told=True)

    def kept(self) -> set[str]:
        """What is the same object as before: amounts of measures, and conditions."""
        return set(_parts(self.before, self.after))


def _parts(before: Decision, after: Decision) -> list[str]:
    found = []
    for one, other in zip(before.results, after.results, strict=True):
        name = one.measure.id
        found += [f"{name} amount"] if one.amount is other.amount else []
        found += [
            f"{name} {clause.condition.id}"
            for verdict, again in zip(one.verdicts[:1], other.verdicts[:1], strict=True)
            for clause, also in zip(verdict.clauses, again.clauses, strict=True)
            if clause is also
        ]
    return found


ALL = {"m amount", "m many", "m had", "n amount", "n had", "o amount", "o had"}


@pytest.mark.parametrize(
    ("otherwise", "anew"),
    [
        ({"a": exactly(Decimal(4))}, {"m many", "n amount"}),
        ({"b": exactly(Decimal(900_000))}, {"m amount", "n amount"}),
        ({"d": exactly(Decimal(2))}, {"m amount", "n amount"}),
        ({"c": FALSE}, {"m had", "n had", "o had", "m amount", "n amount", "o amount"}),
    ],
)
def test_what_rests_on_a_fact_is_worked_out_anew(
    otherwise: dict[str, Value], anew: set[str], tmp_path: Path
) -> None:
    """A condition by its own facts, an amount by its formula, its stages and what it raises."""
    before, changed = profile(**TOLD), profile(**otherwise)
    told = Told(tmp_path, before, replace(before, facts={**before.facts, **changed.facts}))
    assert told.kept() == ALL - anew


def test_an_officials_choice_is_worked_out_anew(tmp_path: Path) -> None:
    """Which of two sources counts is no fact, and the amount rests on it."""
    before = profile(**TOLD)
    ruling = Judgement(answer=True, by="示例审核员", on=AS_OF, reason="示例", choice="high")
    told = Told(tmp_path, before, replace(before, judgements={"o/amount": ruling}))
    assert told.kept() == ALL - {"o amount", "o had"}
