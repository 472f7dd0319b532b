"""Writes docs/definitions.md: every definition and parameter with its sources, dates and grade."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from huiqi.rulebook.basis import GRADES, Basis, support
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "definitions.md"
GRADE = dict(
    zip((grade.value for grade in GRADES), ("官方", "报道", "可比", "假定", "无来源"), strict=True)
)


def page() -> str:
    """The page as Markdown."""
    rulebook = load_rulebook(ROOT / "rules")
    cases, expected = _cases(), _verdicts()
    lines = [
        "# 定义与参数一览",
        "",
        "由规则库生成（`python docs/definitions.py`）。“用例”是 `cases/` 里直接写了期望值的条数；",
        "规模划型、科技型中小企业、高新技术企业和各项评分另由 `tests/test_size_class.py`、",
        "`tests/test_technology_sme.py`、`tests/test_high_technology.py`、`tests/test_scores.py` ",
        "在每个界限上、下各测一次。",
        "",
        "## 定义",
        "",
        "| 名称 | id | 依据 | 等级 | 用例 |",
        "|---|---|---|---|---:|",
    ]
    for definition in rulebook.definitions.values():
        grade = GRADE[GRADES[definition.grade].value]
        lines.append(
            f"| {definition.label.zh} | `{definition.id}` | {_cited(definition.basis)} "
            f"| {grade} | {cases[definition.id]} |"
        )
    lines += [
        "",
        "## 称号",
        "",
        "| 名称 | id | 施行 | 依据 | 等级 | 用例 |",
        "|---|---|---|---|---|---:|",
    ]
    for title in rulebook.titles:
        period = title.in_force.text
        grade = GRADE[GRADES[support(title.basis)].value]
        lines.append(
            f"| {title.title.zh} | `{title.id}` | {period} | {_cited(title.basis)} "
            f"| {grade} | {expected[title.id]} |"
        )
    lines += [
        "",
        "## 参数",
        "",
        "| 名称 | 期间 | 取值 | 条件 | 依据 | 等级 |",
        "|---|---|---|---|---|---|",
    ]
    lines += _parameters(rulebook)
    return "\n".join([*lines, ""])


def _parameters(rulebook: Rulebook) -> list[str]:
    from huiqi.language.prose import prose
    from huiqi.rulebook.labels import RulebookLabels

    labels = RulebookLabels(rulebook)
    lines = []
    for parameter in rulebook.parameters.values():
        for row in parameter.rows:
            when = prose(row.when, labels, "zh") if row.when is not None else ""
            until = row.until.isoformat() if row.until else ""
            value = prose(row.value, labels, "zh")
            lines.append(
                f"| {parameter.label.zh} | {row.since} ～ {until} | {value} "
                f"| {when} | {_cited(row.basis)} | {GRADE[GRADES[row.grade].value]} |"
            )
    return lines


def _cited(bases: tuple[Basis, ...]) -> str:
    return "<br>".join(basis.cited().replace("|", "/") for basis in bases)


def _verdicts() -> Counter[str]:
    """How often each title's verdict is expected in the cases."""
    found: Counter[str] = Counter()
    for path in sorted((ROOT / "cases").rglob("*.yaml")):
        found.update(
            re.findall(r"measures: \{([a-z0-9-]+): \{status", path.read_text(encoding="utf-8"))
        )
    return found


def _cases() -> Counter[str]:
    """How often each fact's value is expected in the cases."""
    found: Counter[str] = Counter()
    for path in sorted((ROOT / "cases").rglob("*.yaml")):
        for expected in re.findall(r"facts: \{(.*?)\}\}", path.read_text(encoding="utf-8")):
            found.update(re.findall(r'"?([a-z_]+)(?:\[\d{4}\])?"?:', expected))
        for line in path.read_text(encoding="utf-8").splitlines():
            found.update(re.findall(r'^\s+"([a-z_]+)\[\d{4}\]":', line))
    return found


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
