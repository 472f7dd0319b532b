"""A small rulebook with one of each thing that can be unknown, and the same with it answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huiqi.engine import Engine
from huiqi.profile.profile import Profile

DAY = date(2023, 6, 20)

SOURCES = """\
sources:
  law: {title: 测试办法, number: 测试〔2023〕1号, issuer: 测试市工业局（镜像）, grade: official}
  press: {title: 测试报道, issuer: 测试日报, grade: reported}
  other: {title: 外地办法, number: 外1, grade: comparable}
  guess: {title: 测试假定, grade: assumed}
"""
FACTS = """\
facts:
  staff: {type: count, unit: 人, can_change: "yes", domain: ">= 0", label: {zh: 人数, en: staff}}
  here: {type: bool, label: {zh: 在本地, en: here}}
  new: {type: bool, label: {zh: 新办, en: new}}
  old: {type: bool, label: {zh: 老厂, en: old}}
  projects:
    type: records
    key: name
    label: {zh: 项目, en: projects}
    fields:
      name: {type: text, label: {zh: 名称, en: name}}
      spent: {type: money, label: {zh: 投资, en: spent}, domain: ">= 0"}
"""
PROGRAMME = """\
id: p
title: {zh: 测试计划, en: programme}
slots: 2
asked_of: {zh: 测试市政府办公室, en: the city's office}
"""
PARAMETERS = """\
parameters:
  top:
    type: money
    label: {zh: 单户上限, en: cap}
    values:
      - from: 2020-01-01
        value: {unknown: {zh: 没有公布, en: not published}}
        basis: [{source: press}]
  known_rate:
    type: ratio
    label: {zh: 比例, en: rate}
    values: [{from: 2020-01-01, value: 10%, basis: [{source: law}]}]
  pool:
    type: money
    label: {zh: 资金, en: fund}
    values: [{from: 2020-01-01, value: 1000万元, basis: [{source: law}]}]
"""
DEFINITIONS = """\
definitions:
  spent_in_all:
    type: money
    label: {zh: 投资合计, en: spent in all}
    value: sum(p.spent for p in projects)
    basis: [{source: law}]
"""
FUND = """\
id: f
title: {zh: 测试资金, en: fund}
measure: limited
basis: [{source: press}]
year: {unknown: {zh: 没有写哪一年, en: no year}, basis: [{source: press}]}
pool: pool
rate: known_rate
cap: top
base: {fact: spent_in_all, years_before: 0, basis: [{source: press}]}
sharing: {unknown: {zh: 怎样分没有写, en: no sharing}, basis: [{source: press}]}
unstated: [{zh: 评定标准, en: criteria}]
"""
STACKING = """\
stacking:
  both:
    text: {zh: 两项能否同得, en: whether both}
    kind: unknown
    scope: enterprise
    measures: [hinted, limited]
    basis: [{source: guess, grade: assumed}]
"""
_HEAD = """\
id: {id}
title: {{zh: 措施{id}, en: {id}}}
department: {{zh: 测试局, en: office}}
instrument: subsidy
basis: [{{source: law}}]
"""
_IN_FORCE = "in_force: {from: 2023-01-01, until: 2023-12-31}\n"
_APPLY = """\
apply:
  windows: [{all_year: true}]
  office: {name: {zh: 窗口, en: counter}}
  telephones: [{number: 0635-1234567}]
  materials: [{name: {zh: 申请表, en: form}}]
  paid_within: {span: 30日}
"""
_STAFF = "{id: staff, text: {zh: 人数, en: staff}, if: staff >= 10}"


def _measure(name: str, rest: str, force: str = _IN_FORCE, apply: str = _APPLY) -> str:
    return _HEAD.format(id=name) + force + apply + rest


MEASURES = {
    # Its condition is only hinted at; the answer is known of no firm.
    "hinted": _measure(
        "hinted",
        "requires:\n  all:\n    - " + _STAFF + "\n"
        "    - {id: hint, unknown: {zh: 一定条件, en: some}}\n"
        "gives: {amount: 10万元}\n",
    ),
    # Nobody knows whether it is in force.
    "aged": _measure(
        "aged",
        "requires: " + _STAFF + "\ngives: {amount: 5万元}\n",
        force="in_force: {seen: [2020]}\n",
    ),
    # What is presumed of its kind.
    "presuming": _measure(
        "presuming",
        "requires:\n  all:\n    - " + _STAFF + "\n"
        "    - {id: here, presumed: true, text: {zh: 在本地（推定）, en: here (presumed)},"
        " if: here, basis: [{source: guess}]}\n"
        "gives: {amount: 3万元}\n",
    ),
    # Another place's limit.
    "borrowing": _measure(
        "borrowing",
        "requires:\n  all:\n    - {id: limit, text: {zh: 门槛, en: limit}, if: staff >= 30,"
        " basis: [{source: other}]}\n",
    ),
    # Two ways to read it.
    "double": _measure(
        "double",
        "requires:\n  id: kind\n  text: {zh: 企业, en: kind}\n  readings:\n"
        "    - {id: either, text: {zh: 有一样, en: either}, if: new or old}\n"
        "    - {id: both, text: {zh: 两样都有, en: both}, if: new and old}\n"
        "gives: {amount: 2万元}\n",
    ),
    # Two sources on its amount, another reading of it, and nothing else open.
    "disputed": _measure(
        "disputed",
        "requires: " + _STAFF + "\ngives:\n  conflicting:\n"
        "    - {id: one, text: {zh: 甲说, en: one}, amount: 1万元, basis: [{source: law}]}\n"
        "    - {id: two, text: {zh: 乙说, en: two}, amount: 4万元, basis: [{source: press}]}\n",
    ),
    "reread": _measure(
        "reread",
        "requires: " + _STAFF + "\ngives:\n  amount: 7万元\n  readings:\n"
        "    - {id: more, text: {zh: 多算, en: more}, amount: 9万元}\n",
    ),
    # Over what its cap counts.
    "capped": _measure(
        "capped",
        "for_each: {project: projects}\n"
        "requires: {id: spent, text: {zh: 投资, en: spent}, if: project.spent > 0元}\n"
        "gives:\n  amount: 10% * project.spent\n  caps: [{at_most: 20万元, per: unknown}]\n",
    ),
    # A figure that nobody knows, in itself and as a parameter.
    "figured": _measure(
        "figured",
        "requires: " + _STAFF + "\ngives:\n  amount: {unknown: {zh: 只写一定奖励, en: some}}\n",
    ),
    "limited": _measure(
        "limited",
        "requires: " + _STAFF + "\ngives:\n  amount: known_rate * spent_in_all\n"
        "  caps: [{at_most: top, per: enterprise}]\n  shared_from: pool\n",
    ),
    # What else its text leaves open; how to apply is not known at all.
    "silent": _measure(
        "silent",
        "requires: " + _STAFF + "\n"
        "unstated: [{zh: 几年一次, en: how often}, {zh: 谁来评, en: who rates}]\n"
        "conflicts: [{id: clash, text: {zh: 两处写法不一, en: clash}, basis: [{source: law}]}]\n",
        apply="",
    ).replace("department: {zh: 测试局, en: office}", "department: unknown"),
    # Its text is not public.
    "secret": _measure(
        "secret",
        "modelled_on: [hinted]\nunstated: [{zh: 全部条文, en: all of it}]\nslot: 1\n",
        force="in_force: {note: {zh: 没有见过, en: never seen}}\n",
        apply="",
    ),
}


def written(folder: Path, **measures: str) -> Path:
    """The rulebook in a folder; ``measures`` in place of its own of that name."""
    files = {
        "shared/sources.yaml": SOURCES,
        "shared/facts/facts.yaml": FACTS,
        "shared/parameters/parameters.yaml": PARAMETERS,
        "shared/definitions/definitions.yaml": DEFINITIONS,
        "shared/stacking/stacking.yaml": STACKING,
        "p/funds/f.yaml": FUND,
        "p/programme.yaml": PROGRAMME,
        **{f"p/{name}.yaml": text for name, text in {**MEASURES, **measures}.items()},
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def _projects(**spent: str) -> list[dict[str, str]]:
    return [{"name": name, "spent": money} for name, money in spent.items()]


FIRMS: tuple[dict[str, object], ...] = (
    {
        "staff": 20,
        "here": True,
        "new": True,
        "old": False,
        "projects": _projects(甲="150万元", 乙="120万元"),
    },
    {"staff": 5, "here": False, "new": True, "old": True, "projects": _projects(甲="10万元")},
    {"staff": 40, "new": False, "projects": _projects(甲="300万元")},
    {"here": True},
)


def firms(engine: Engine, day: date = DAY) -> list[Profile]:
    """Four invented enterprises, of which ever less is known."""
    return [
        engine.read_enterprise(
            {"enterprise": {"name": f"示例企业{number}"}, "facts": facts}, day
        ).enterprise
        for number, facts in enumerate(FIRMS, 1)
    ]
