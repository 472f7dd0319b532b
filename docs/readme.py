"""Fills in what README.md shows of the rules and of the commands' output, between its marks.

``<!-- held -->`` to ``<!-- /held -->``: of how many topics there is a text; ``<!-- topics -->`` to
``<!-- /topics -->``: the twenty topics with the documents under each;
``<!-- estimate -->`` to ``<!-- /estimate -->``: the first lines of an estimate.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from huiqi.decision.topics import LEVELS
from huiqi.report.pages.texts_held import texts_held
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import WEAK, support
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
EXAMPLE = "cases/examples/example-complete.yaml"
#: So many lines of an output are shown.
_LINES = 14


def topics(rulebook: Rulebook) -> str:
    """A table: each topic, what answers it here, where else a reference is."""
    slots = [measure for measure in rulebook.measures.values() if measure.slot is not None]
    rows = ["| 题目 | 聊城市和省里的文件 | 只作参照 |", "|---|---|---|"]
    for slot in slots:
        if slot.published:
            rows.append(f"| {slot.title.zh} | 有条文：{_cited(slot)} |  |")
            continue
        documents = [rulebook.measures[name] for name in slot.modelled_on or ()]
        own = [one for one in documents if rulebook.level(one) in LEVELS]
        other = [one for one in documents if one not in own]
        reported = "" if support(slot.basis) >= WEAK else "（见报道）"
        named = "、".join(_named(rulebook, one) for one in own) or "没有"
        places = "、".join(
            dict.fromkeys(rulebook.programmes[one.collection].name.zh for one in other)
        )
        rows.append(f"| {slot.title.zh}{reported} | {named} | {places} |")
    return "\n".join(rows)


def held(rulebook: Rulebook) -> str:
    """Of how many topics there is a text."""
    slots = [measure for measure in rulebook.measures.values() if measure.slot is not None]
    return texts_held(slots, Phrases(rulebook))


def _cited(measure: Measure) -> str:
    return "、".join(dict.fromkeys(basis.source.title for basis in measure.basis))


def _named(rulebook: Rulebook, measure: Measure) -> str:
    level = {"city": "市", "province": "省"}[rulebook.level(measure)]
    return f"{measure.name.zh}（{level}）"


def output(*command: str) -> str:
    """The first lines of what a command prints, as a block."""
    done = subprocess.run(
        [sys.executable, "-m", "huiqi", *command, "--lang", "zh"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    lines = done.stdout.splitlines()
    shown = lines[:_LINES] + (["…"] if len(lines) > _LINES else [])
    return "```text\n" + "\n".join(shown) + "\n```"


def filled(text: str) -> str:
    """The page with its parts written anew."""
    rulebook = load_rulebook(ROOT / "rules")
    within = re.compile(r"(<!-- held -->).*?(<!-- /held -->)")
    text, times = within.subn(lambda found: f"{found[1]}{held(rulebook)}{found[2]}", text)
    assert times == 1
    parts = {
        "topics": topics(rulebook),
        "estimate": output("estimate", EXAMPLE, "--as-of", "2023-06-20"),
    }
    for name, content in parts.items():
        mark = re.compile(rf"(<!-- {name} -->)\n.*?(<!-- /{name} -->)", re.DOTALL)
        whole = f"<!-- {name} -->\n\n{content}\n\n<!-- /{name} -->"
        text, times = mark.subn(lambda _, whole=whole: whole, text)
        assert times == 1, name
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{README}\n")
