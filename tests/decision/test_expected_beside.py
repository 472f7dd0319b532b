"""What a case expects beside single measures is held against what comes out."""

from __future__ import annotations

import re
from pathlib import Path

from huiqi.decision.cases import run_file
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.loading import load_rulebook
from tests.in_english import unquoted

CHINESE = re.compile("[\u3400-\u9fff]")
ROOT = Path(__file__).resolve().parents[2]
WRONG = {
    "cases/measures/together.yaml": {
        "taken: [rd-first-high-technology], left_out: {rd-subsidy-2025: shandong-rd-not-twice}": (
            "taken: [rd-subsidy-2025], left_out: {rd-first-high-technology: no-rule}"
        ),
        "open: [renovation-same-project]": "open: []",
    },
    "cases/funds/rd-institution.yaml": {
        "pool: 8000万元, rate: 20%, cap: {unknown: true}, base: 500万元": (
            "pool: 8001万元, rate: 21%, cap: 1元, base: 700万元"
        ),
    },
    "cases/measures/innovation-project.yaml": {
        'clauses: {share: "false", large: "false"}': 'clauses: {share: "false", large: "true"}'
    },
    "cases/titles/held.yaml": {'gazelle: {held: "true"}': 'gazelle: {held: "false"}'},
}
TOLD = {
    "cases/measures/together.yaml": [
        "合在一起：应为 rd-subsidy-2025，得到 rd-first-high-technology",
        "合在一起不得的：应为 rd-first-high-technology (no-rule)，"
        "得到 rd-subsidy-2025 (shandong-rd-not-twice)",
        "未定的叠加规则：应为 —，得到 renovation-same-project",
        "未定的叠加规则：应为 —，得到 renovation-same-project",
    ],
    "cases/funds/rd-institution.yaml": [
        "rd-institution.pool：应为 80010000..80010000，得到 80000000",
        "rd-institution.rate：应为 0.21..0.21，得到 0.20",
        "rd-institution.cap：应为 1..1，得到 None..None",
        "rd-institution.base：应为 7000000..7000000，得到 5000000",
    ],
    # The truth of a group, by its id.
    "cases/measures/innovation-project.yaml": ["innovation-project/large：应为 true，得到 false"],
    "cases/titles/held.yaml": ["gazelle 视为已有：应为 false，得到 true"],
}


def test_what_comes_out_otherwise_is_told(tmp_path: Path) -> None:
    """What is had together, the terms of a fund and its base, and a title that is held."""
    rulebook = load_rulebook(ROOT / "rules")
    for name, changes in WRONG.items():
        text = (ROOT / name).read_text("utf-8")
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        path = tmp_path / "cases.yaml"
        path.write_text(text, "utf-8")
        diagnostics = Diagnostics()
        results = list(run_file(path, rulebook, Decider(rulebook), diagnostics))
        assert not diagnostics.errors
        failures = [told for result in results for told in result.failures]
        assert failures == TOLD[name]
        assert not CHINESE.search("".join(map(unquoted, failures)))
