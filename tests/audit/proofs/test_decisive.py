"""Whether a condition can decide alone: asked of the solver, and of every enterprise."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from huiqi.audit.context import Audit
from huiqi.audit.mcdc import infeasible, needs
from tests.decision.small import rulebook

#: What is asked of two counts of 0 to 6, written anew.
ASKED: dict[str, Callable[[int, int], bool]] = {
    "a >= 2": lambda a, _: a >= 2,
    "a >= 4": lambda a, _: a >= 4,
    "a in [2, 4]": lambda a, _: 2 <= a <= 4,
    "a < 2": lambda a, _: a < 2,
    "a == 3": lambda a, _: a == 3,
    "a + d >= 4": lambda a, d: a + d >= 4,
    "d >= 4": lambda _, d: d >= 4,
}
JOINED: dict[str, Callable[[list[bool]], bool]] = {
    "all": all,
    "any": any,
    "none": lambda truths: not any(truths),
}
Firm = tuple[int | None, ...]


def met(text: str, firm: Firm) -> bool:
    """Whether a condition is met; what rests on a count that does not apply is not."""
    counts = dict(zip("ad", firm, strict=True))
    if any(name in text and count is None for name, count in counts.items()):
        return False
    return ASKED[text](*(count or 0 for count in firm))


def enterprises() -> list[Firm]:
    """Every enterprise, up to figures beyond all limits; a count may not apply."""
    return list(product((None, *range(7)), repeat=2))


@pytest.mark.parametrize("seed", range(12))
def test_what_no_enterprise_shows_and_only_that_is_proved(tmp_path: Path, seed: int) -> None:
    """Of three conditions, joined: the solver proves exactly what no enterprise refutes."""
    draw = random.Random(seed)
    asked, kind = draw.sample(list(ASKED), 3), draw.choice(list(JOINED))
    listed = "".join(
        f"    - {{id: c{i}, text: {{zh: 条件, en: it}}, if: '{text}'}}\n"
        for i, text in enumerate(asked)
    )
    rules = rulebook(
        tmp_path, m=f"requires:\n  id: whole\n  {kind}:\n{listed}gives: {{amount: b}}\n"
    )
    audit = Audit(rulebook=rules, rules=tmp_path, cases=(), processes=1)
    join, proved, impossible = JOINED[kind], set(), set()
    for need in needs(audit):
        place = int(need.condition.id[1:])
        if infeasible(audit, need) is not None:
            proved.add((place, need.value))

        if not any(
            join(truths) != join([truth != (i == place) for i, truth in enumerate(truths)])
            for truths in ([met(text, firm) for text in asked] for firm in enterprises())
            if truths[place] is need.value
        ):
            impossible.add((place, need.value))
    assert proved == impossible


def test_where_the_source_leaves_something_unstated_the_rest_decides(tmp_path: Path) -> None:
    """Ten or more means five or more: beside what nobody states, too."""
    body = """\
requires:
  id: whole
  all:
    - {id: ten, text: {zh: 十, en: ten}, if: 'a >= 10'}
    - {id: five, text: {zh: 五, en: five}, if: 'a >= 5'}
    - {id: open, text: {zh: 别的, en: other}, unknown: {zh: 没有写, en: not stated}}
gives: {amount: b}
"""
    rules = rulebook(tmp_path, m=body)
    audit = Audit(rulebook=rules, rules=tmp_path, cases=(), processes=1)
    found = {(n.condition.id, n.value) for n in needs(audit) if infeasible(audit, n) is not None}
    assert found == {("five", False)}


def test_the_condition_of_a_stage_is_asked_about_its_stage(tmp_path: Path) -> None:
    """It stands in no clause of the measure itself."""
    body = """\
requires: {all: [{id: large, text: {zh: 大, en: large}, if: 'a >= 2'}]}
gives:
  at_most: 100万元
  stages:
    - {id: first, text: {zh: 立项, en: start}, share: 60%}
    - id: second
      text: {zh: 验收, en: end}
      share: 40%
      if: {id: never, text: {zh: 不会, en: never}, if: 'a >= 10 and a < 5'}
"""
    rules = rulebook(tmp_path, m=body)
    audit = Audit(rulebook=rules, rules=tmp_path, cases=(), processes=1)
    found = {(n.condition.id, n.value) for n in needs(audit) if infeasible(audit, n) is not None}
    assert found == {("never", True)}
