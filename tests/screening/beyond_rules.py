"""The rules with a measure that no query can say: three lists, one within the other."""

from __future__ import annotations

import shutil
from pathlib import Path

from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from tests.titles import RULES

MEASURE = "three-lists"
_TEXT = """\
id: three-lists
title: {zh: 三张清单, en: Three lists}
department: unknown
instrument: reward
in_force: {open: true, from: 2020-01-01}
basis: [{source: liaocheng-private-economy-2022-44, locator: 一, supports: [condition, amount]}]
requires:
  all:
    - id: crossed
      text: {zh: 有项目也有称号, en: "a project and a title"}
      if: "any(any(any(a.name == c.name or b.name == c.name for c in recognitions)
        for b in renovation_projects) for a in recognitions)"
    - {id: staff, text: {zh: 上年不少于20人, en: "20 staff"}, if: "employees[-1] >= 20"}
gives:
  amount: 1% * revenue[-1]
  basis: [{source: liaocheng-private-economy-2022-44, locator: 一, supports: [amount]}]
"""


def rules_with_it(folder: Path) -> tuple[Path, Rulebook]:
    """Where they are, and as they are loaded."""
    rules = folder / "rules"
    shutil.copytree(RULES_FOLDER, rules)
    (rules / "also" / "liaocheng" / "three-lists.yaml").write_text(_TEXT, encoding="utf-8")
    found = load_rulebook(rules)
    assert found.measures.keys() - RULES.measures.keys() == {MEASURE}
    return rules, found


RULES_FOLDER = Path(__file__).resolve().parents[2] / "rules"
