"""A small rulebook whose facts are held together by constraints, and enterprises read by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator
from huiqi.evaluation.reported import check_profile
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook

DAY = date(2023, 6, 20)
SOURCES = "sources:\n  law: {title: 办法, number: 一号, grade: official}\n"
FACTS = """\
facts:
  whole: {type: money, yearly: true, label: {zh: 全部, en: whole}, domain: ">= 0"}
  part: {type: money, yearly: true, label: {zh: 部分, en: part}, domain: ">= 0"}
  piece: {type: money, yearly: true, label: {zh: 一块, en: piece}, domain: ">= 0"}
  left: {type: count, label: {zh: 左, en: left}}
  right: {type: count, label: {zh: 右, en: right}}
  both: {type: count, label: {zh: 两边, en: both}}
  founded: {type: date, label: {zh: 成立, en: founded}}
  found: {type: date, label: {zh: 发现, en: found}, applies_when: true}
  mended: {type: date, label: {zh: 改正, en: mended}}
  kind: {type: text, label: {zh: 种类, en: kind}}
  other: {type: text, label: {zh: 另一种类, en: other}}
  alike: {type: bool, label: {zh: 同类, en: alike}}
  works:
    type: records
    label: {zh: 工程, en: works}
    key: name
    fields:
      name: {type: text, label: {zh: 名称, en: name}}
      begun: {type: date, label: {zh: 开工, en: begun}, required: true}
      done: {type: date, label: {zh: 完工, en: done}}
      abroad: {type: bool, label: {zh: 境外, en: abroad}}
      country: {type: text, label: {zh: 国别, en: country}, applies_when: abroad}
"""
CONSTRAINTS = """\
constraints:
  part-of-whole: {text: {zh: 部分不超过全部, en: part}, if: part <= whole, severity: error}
  piece-of-part: {text: {zh: 一块不超过部分, en: piece}, if: piece <= part, severity: error}
  sides: {text: {zh: 两边之和, en: sides}, if: both >= left + right, severity: error}
  founded-by-then: {text: {zh: 还没有成立, en: founded}, if: founded <= as_of, severity: ask}
  found-after: {text: {zh: 发现不早于成立, en: found}, if: found >= founded, severity: error}
  found-by-then: {text: {zh: 发现不晚于评估日, en: found}, if: found <= as_of, severity: error}
  mended-after: {text: {zh: 改正不早于成立, en: mended}, if: mended >= founded, severity: error}
  mended-by-then: {text: {zh: 改正不晚于评估日, en: mended}, if: mended <= as_of, severity: error, bounds: false}
  mended-when-found: {text: {zh: 当场改正, en: mended}, if: mended == found, when: kind == "a", severity: assume}
  alike-by-kind: {text: {zh: 种类相同即同类, en: alike}, if: alike == true, when: kind == other, severity: assume}
  done-after: {text: {zh: 完工不早于开工, en: done}, if: done >= begun, each: works, severity: error}
"""  # noqa: E501


def rules(folder: Path, facts: str = FACTS, constraints: str = CONSTRAINTS) -> Rulebook:
    """The rulebook, written into a folder and loaded."""
    (folder / "facts").mkdir(parents=True, exist_ok=True)
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "facts" / "facts.yaml").write_text(facts, encoding="utf-8")
    (folder / "facts" / "limits.yaml").write_text(constraints, encoding="utf-8")
    return load_rulebook(folder)


def profile(rulebook: Rulebook, text: str) -> Profile:
    """An enterprise of which these facts are stated."""
    diagnostics = Diagnostics()
    document = read_yaml_text(f"enterprise: 示例企业\nfacts:\n{text}", "x.yaml", diagnostics)
    assert document is not None
    found = profile_from(document, rulebook, diagnostics)
    assert not diagnostics.items, [str(item) for item in diagnostics.items]
    return found


def told(rulebook: Rulebook, text: str, as_of: date = DAY) -> list[str]:
    """What is said of an enterprise that cannot be, or asks for a look: place, code and text."""
    diagnostics = Diagnostics()
    check_profile(rulebook, profile(rulebook, text), as_of, diagnostics)
    return [
        f"{item.place.line}:{item.place.column} {item.code} {item.message}"
        for item in diagnostics.sorted()
    ]


def value(rulebook: Rulebook, text: str, name: str, year: int | None = None) -> Any:
    """A fact within its bounds."""
    return Evaluator(rulebook, profile(rulebook, text), DAY).outcome(name, year).value
