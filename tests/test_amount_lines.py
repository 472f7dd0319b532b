"""What is official and what is illustration cannot be confused in any line that names an amount."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROFILES = [
    ROOT / "cases" / "examples" / "example-complete.yaml",
    *sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))[:3],
]
#: An amount, or the word for one that is not known.
AMOUNT = {
    "zh": re.compile(r"\d[\d,.]*(万|亿)?元|\d[\d,]*\.\d\d|金额未知"),
    "en": re.compile(r"\d[\d,.]*k\b|\d[\d,]*\.\d\d|amount unknown"),
}
GRADES = {
    "zh": re.compile("(市|省|外地) (官方|报道|外地可比|推定|无来源)|不作结论|参照"),
    "en": re.compile("(city|prov\\.|other) (official|reported|comparable|assumed|unsourced)|ref"),
}
#: What opens a line that states what a measure gives; inputs and workings open otherwise.
OPENING = re.compile(r"^ ?[✓➚?!✗◦] ")


def output(command: str, path: Path, language: str) -> list[str]:
    """The lines, unwrapped."""
    done = subprocess.run(
        [sys.executable, "-m", "huiqi", command, path, "--as-of", "2023-06-20", "--lang", language],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "400", "PYTHONPATH": str(ROOT / "engine")},
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.few(5)
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("command", ["check", "estimate"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_with_an_amount_says_its_grade(path: Path, command: str, language: str) -> None:
    """Whose money and how well it is supported, before the figure, on the same line."""
    found = 0
    for line in output(command, path, language):
        if OPENING.match(line) and (amount := AMOUNT[language].search(line)):
            found += 1
            grade = GRADES[language].search(line)
            assert grade is not None, line
            assert grade.start() < amount.start(), line
    assert found >= 3


def test_other_places_say_nothing_here() -> None:
    """A topic that only another place has a document on stands apart, without verdict or amount;
    that the text of the twenty is not public is said over them.
    """
    for path in PROFILES:
        lines = output("check", path, "zh")
        quiet = [line for line in lines if line.startswith(" ◦ ")]
        # What is for clusters has a document here; it comes before.
        *clusters, elsewhere = quiet
        assert all("看集群或协会，不看单个企业" in line for line in clusters)
        assert "不作结论" in elsewhere
        assert not AMOUNT["zh"].search(elsewhere)
        assert not any(mark in elsewhere for mark in "✓➚✗")
        (twenty,) = [line for line in lines if line.startswith("① ")]
        assert "条文没有公开（2 个题目见报道，18 个推定）" in twenty
