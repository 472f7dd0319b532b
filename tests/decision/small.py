"""A small rulebook written to a folder, for tests of decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huiqi.decision.allowance import Allowance
from huiqi.decision.changes import Changing
from huiqi.decision.ranges import MOST_LOOKED_AT, Ranges
from huiqi.decision.results import MeasureResult
from huiqi.decision.trials import Trial
from huiqi.decision.what_if import Change
from huiqi.evaluation import Evaluator
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Value

AS_OF = date(2023, 6, 20)

SOURCES = """
sources:
  law: {title: 测试办法, number: 测试〔2023〕1号, grade: official}
  press: {title: 测试报道, number: 报1, grade: reported}
  other: {title: 外地办法, number: 外1, grade: comparable}
  guess: {title: 测试假定, number: 假1, grade: assumed}
"""
FACTS = """
facts:
  a: {type: count, unit: 人, can_change: "yes", domain: ">= 0", label: {zh: 甲数, en: a}}
  b: {type: money, can_change: "yes", domain: ">= 0", label: {zh: 乙额, en: b}}
  c: {type: bool, can_change: later, label: {zh: 丙事, en: c}}
  d: {type: count, domain: ">= 0", label: {zh: 丁数, en: d}}
  past: {type: money, yearly: true, can_change: "yes", label: {zh: 往年额, en: past}}
  level:
    type: enum
    ordered: true
    can_change: later
    label: {zh: 等级, en: level}
    values: {low: {zh: 低, en: low}, middle: {zh: 中, en: middle}, high: {zh: 高, en: high}}
  things:
    type: records
    key: name
    label: {zh: 物件, en: things}
    fields:
      name: {type: text, label: {zh: 名称, en: name}}
      worth: {type: money, label: {zh: 价值, en: worth}, domain: ">= 0"}
      got: {type: money, label: {zh: 已得, en: got}, domain: ">= 0"}
      bought_on: {type: date, label: {zh: 购入日, en: bought on}}
"""
PROGRAMME = "id: p\ntitle: {zh: 测试计划, en: test programme}\n"
HEAD = """
id: {id}
title: {{zh: 测试措施{id}, en: test measure {id}}}
instrument: subsidy
in_force: {{from: 2023-01-01, until: 2023-12-31}}
basis: [{{source: law}}]
"""


def rulebook(folder: Path, **measures: str) -> Rulebook:
    """The rulebook with these measures; each is given without its head."""
    (folder / "facts").mkdir(parents=True, exist_ok=True)
    (folder / "programmes" / "p").mkdir(parents=True, exist_ok=True)
    (folder / "sources.yaml").write_text(SOURCES, "utf-8")
    (folder / "facts" / "facts.yaml").write_text(FACTS, "utf-8")
    (folder / "programmes" / "p" / "programme.yaml").write_text(PROGRAMME, "utf-8")
    for name, body in measures.items():
        path = folder / "programmes" / "p" / f"{name}.yaml"
        path.write_text(HEAD.format(id=name) + body, "utf-8")
    return load_rulebook(folder)


def profile(**facts: Value) -> Profile:
    """An enterprise of which these facts are known."""
    return Profile(
        name="示例企业", facts={(name, None): Given(value=value) for name, value in facts.items()}
    )


def smallest_changes(
    rulebook: Rulebook,
    profile: Profile,
    as_of: date,
    result: MeasureResult,
    allowance: Allowance | None = None,
) -> tuple[Change, ...]:
    """The smallest set of changes, or nothing where none was found within the allowance."""
    return Changing(as_it_is(rulebook, profile, as_of), allowance).smallest(result)


def ranges(rulebook: Rulebook, profile: Profile, most: int = MOST_LOOKED_AT) -> Ranges:
    """The ranges of an enterprise's amounts."""
    return Ranges(as_it_is(rulebook, profile), most)


def as_it_is(rulebook: Rulebook, profile: Profile, as_of: date = AS_OF) -> Trial:
    """An enterprise, of which nothing is tried yet."""
    return Trial(Evaluator(rulebook, profile, as_of), Reach(rulebook))
