"""A small rulebook with a slot whose text has appeared, and that text as a sheet enters it."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from huiqi.adoption.entered import Confirmed, Entered, EnteredPart
from huiqi.diagnostics import CellPlace
from tests.decision.small import AS_OF, rulebook

TODAY = AS_OF
SLOT = """\
# 空位
id: topic
slot: 1
title: {zh: 题目, en: topic}
short: {zh: 题, en: t}
instrument: unknown
in_force: {note: {zh: 主题为推定, en: inferred}}
basis: [{source: guess, grade: assumed}]
modelled_on: [model]
unstated: [{zh: 条文没有公开, en: the text is not public}]
"""
MODEL = """\
requires: {id: enough, text: {zh: 甲数够, en: a}, if: a >= 10}
gives: {amount: 1万元}
"""
CASES = """\
as_of: 2023-06-20
cases:
  # 空位的
  - name: 空位：参照符合
    from: author
    basis: 空位
    facts: {a: 10}
    expect:
      measures:
        topic: {status: undetermined, illustration: qualifies}
        model: {status: qualifies}
  - name: 空位：施行未知
    from: author
    basis: 空位
    expect: {measures: {topic: {in_force: unknown}}}
  # 参照自己的
  - name: 参照的
    from: author
    basis: 甲
    facts: {a: 9}
    expect: {measures: {model: {status: does_not_qualify}}}
"""
MEASURE: dict[str, Any] = {
    "id": "topic",
    "title": {"zh": "题目", "en": "topic"},
    "instrument": "reward",
    "apply": {"windows": [{"year": 2023, "from": "2023-03-01", "until": "2023-06-30"}]},
    "in_force": {"from": "2023-01-01", "until": "2023-12-31"},
    "basis": [{"source": "new-law", "locator": "第三条"}],
    "requires": {
        "all": [
            {"id": "enough", "text": {"zh": "甲数达到20", "en": "a"}, "if": "甲数 >= 20"},
            {"id": "so", "text": {"zh": "丙事", "en": "c"}, "if": "丙事"},
        ]
    },
    "gives": {"amount": "10% * 乙额", "caps": [{"at_most": "50万元", "per": "enterprise"}]},
}
SOURCE: dict[str, Any] = {
    "title": "（合成）新办法",
    "number": "合成〔2023〕1号",
    "grade": "official",
    "date": "2023-01-01",
}
STACKING: dict[str, Any] = {
    "text": {"zh": "不重复享受", "en": "not both"},
    "kind": "higher",
    "scope": "enterprise",
    "measures": ["topic", "model"],
    "basis": [{"source": "new-law"}],
}
EXAMPLE: dict[str, Any] = {
    "as_of": "2023-06-20",
    "cases": [
        {
            "name": "录入单：例一",
            "from": "source",
            "basis": "第三条",
            "facts": {"甲数": 25, "丙事": "是", "乙额": "100万元"},
            "expect": {"measures": {"topic": {"status": "qualifies", "amount": "10万元"}}},
        }
    ],
}
#: The parts as a sheet enters them: of what kind, where, and what.
PARTS: dict[str, tuple[str, str, tuple[str, ...], Any]] = {
    "measure": ("rules", "programmes/p/topic.yaml", (), MEASURE),
    "source": ("rules", "sources.yaml", ("sources", "new-law"), SOURCE),
    "stacking": ("rules", "stacking/p.yaml", ("stacking", "topic-and-model"), STACKING),
    "cases": ("cases", "measures/topic.yaml", (), EXAMPLE),
}


def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The rules and the cases before anything is adopted."""
    rules, cases = tmp_path / "rules", tmp_path / "cases"
    rulebook(rules, model=MODEL)
    (rules / "programmes" / "p" / "topic.yaml").write_text(SLOT, "utf-8")
    (cases / "measures").mkdir(parents=True)
    (cases / "measures" / "old.yaml").write_text(CASES, "utf-8")
    return rules, cases


def paths(content: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a part's content."""
    below: list[tuple[str | int, Any]] = []
    if isinstance(content, dict):
        below = list(content.items())
    elif isinstance(content, list):
        below = list(enumerate(content))
    return [path, *(found for key, own in below for found in paths(own, (*path, key)))]


def cell(kind: str, number: int) -> CellPlace:
    """The cell of a part's value by its number among :func:`paths`."""
    return CellPlace("录入单.xlsx", number + 1, 2, sheet=kind)


def entered(
    changed: dict[str, Any] | None = None,
    confirmed: Confirmed = Confirmed(by="张三丰", on=date(2026, 11, 1)),  # noqa: B008
) -> Entered:
    """The text as the sheet enters it; ``changed``: contents in the stead of these."""
    parts = []
    for kind, (whose, file, at, content) in PARTS.items():
        own = (changed or {}).get(kind, content)
        places = {path: cell(kind, number) for number, path in enumerate(paths(own))}
        parts.append(EnteredPart(file=file, at=at, content=own, places=places, kind=whose))
    return Entered(parts=tuple(parts), measures=("topic",), confirmed=confirmed)


def with_value(kind: str, path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """A part's content with another value at one place."""
    content = deepcopy(PARTS[kind][3])
    inner = content
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return {kind: content}


def without_stacking(found: Entered) -> Entered:
    """Without the rule on having both."""
    return replace(found, parts=tuple(part for part in found.parts if "stacking" not in part.file))


def hashed(*folders: Path) -> dict[str, str]:
    """What stands in folders, by file; ``.adoptions`` among it."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for folder in folders
        for path in sorted(folder.rglob("*"))
    }
