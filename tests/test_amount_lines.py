"""What is official and what is illustration cannot be confused in any line that names an amount."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "cases" / "examples").glob("*.yaml"))
AMOUNT = {"zh": re.compile(r"\d[\d,.]*(万|亿)?元"), "en": re.compile(r"CNY [\d,.]+")}
GRADES = {
    "zh": re.compile("官方正文|报道转述|外地可比|假定|无来源|主题为推定|主题见报道"),
    "en": re.compile(
        "official|reported|comparable|assumed|unsourced|topic inferred|topic reported"
    ),
}
#: What opens a line that states what a measure gives; inputs and workings open otherwise.
OPENING = {
    "zh": re.compile(r"^([✓✗?!-] |  (金额|测算|参照|其他参照|另一读法|官方正文|报道转述))"),
    "en": re.compile(r"^([✓✗?!-] |  (amount|estimate|for reference|also|other reading|official))"),
}


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


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("command", ["check"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_with_an_amount_says_its_grade(path: Path, command: str, language: str) -> None:
    """In words, on the same line."""
    found = 0
    for line in output(command, path, language):
        if OPENING[language].match(line) and AMOUNT[language].search(line):
            found += 1
            assert GRADES[language].search(line), line
    assert found >= 10


def test_strict_and_reference_stand_apart() -> None:
    """A slot's own line says undetermined; what it is modelled on is named as reference."""
    lines = output("check", EXAMPLES[0], "zh")
    slots = [line for line in lines if "主题为推定" in line or "主题见报道" in line]
    slots = [line for line in slots if line.startswith("? 尚不能确定")]
    assert len(slots) == 20
    assert all(line.startswith("? 尚不能确定") and "参照" in line for line in slots)
    heading = next(number for number, line in enumerate(lines) if "20条措施" in line)
    others = next(number for number, line in enumerate(lines) if "聊城市其他政策" in line)
    assert heading < others
    assert "条文、条号和顺序没有公开" in "".join(lines[heading : heading + 3])
