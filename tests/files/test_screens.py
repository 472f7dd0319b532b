"""What a user wrote never changes the screen, a page or a file: it is written out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: A colour, a cleared screen, a bell, a window title, letters from right to left, C1, a line end.
NAME = r"\e[31m\e[2J红\a\e]0;pwned\a\u202e甲\u2066\x9b2J\r\u2028厂"
PROFILE = f"""
enterprise: {{name: "{NAME}", credit_code: "\\e[31m9137"}}
facts:
  居民企业: {{value: 是, note: "\\e[1m注", source: "\\e[1m源"}}
  技术改造项目: [{{项目名称: "\\e[31m红\\u202e"}}]
"""
REORDERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
DAY = ("--as-of", "2023-06-20")


def run(*arguments: str, terminal: bool = False) -> tuple[str, str, int]:
    """The command in a process; ``terminal``: with a screen of its own, in colours."""
    words = [sys.executable, "-m", "huiqi", *arguments]
    environment = {**os.environ, "HUIQI_LANG": "zh", "PYTHONUTF8": "1", "TERM": "xterm-256color"}
    if not terminal:
        done = subprocess.run(
            words, capture_output=True, timeout=120, check=False, env=environment, cwd=ROOT
        )
        return done.stdout.decode(), done.stderr.decode(), done.returncode
    import pty

    mine, theirs = pty.openpty()
    with subprocess.Popen(
        words, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(mine, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(mine)
    return shown.decode(), "", process.returncode


def safe(text: str) -> bool:
    """Whether nothing in a text moves the cursor or reorders letters."""
    bad = ("Cc", "Cs", "Zl", "Zp")
    return not any(
        (unicodedata.category(character) in bad and character != "\n") or character in REORDERING
        for character in text
    )


@pytest.fixture
def profile(tmp_path: Path) -> str:
    """A file whose name, too, holds a colour."""
    path = tmp_path / "\x1b[31m红\u202e.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--full"),
        ("check", "--json"),
        ("estimate",),
        ("ladder",),
        ("ladder", "--json"),
    ],
)
def test_every_answer_writes_it_out(profile: str, command: tuple[str, ...]) -> None:
    """On standard output, and the file's name on standard error."""
    answer, said, status = run(command[0], profile, *DAY, *command[1:])
    assert status == 0, said
    assert safe(answer)
    assert safe(said)
    if "--json" in command:
        name = json.loads(answer)["enterprise"]["name"]
        assert "\x1b[31m" in name
        assert "\u202e" in name
    else:
        assert "\\x1b[31m\\x1b[2J红" in answer
    assert "\\x1b[31m红\\u202e.yaml" in said


def test_a_screen_has_our_colours_and_no_others(profile: str) -> None:
    """Only what colours our own words passes; the title and the bell do not."""
    answer, _, status = run("ladder", profile, *DAY, terminal=True)
    assert status == 0
    assert "\x1b[" in answer
    assert "\\x1b[31m" in answer
    for bad in ("\x1b]0;", "\x07", "\x1b[2J", "\u202e", "\u2066", "\x9b"):
        assert bad not in answer


def test_what_is_refused_is_written_out(tmp_path: Path) -> None:
    """Keys, values, names of files and options in messages."""
    path = tmp_path / "\x1b]0;pwned\x07.yaml"
    path.write_text('facts: {"\\e[2J\\u202e": 1, 营业收入: "\\e[31m"}\n', encoding="utf-8")
    for arguments in (
        ("check", str(path)),
        ("check", str(tmp_path / "\x1b[2J无.yaml")),
        ("check", str(path), "--as-of", "\x1b[2J"),
        ("compute", str(path), "\x1b[2J\u202e"),
        ("check", "--\x1b[2J"),
        ("\x1b[2J\u202e",),
    ):
        answer, said, status = run(*arguments)
        assert status == 2
        assert safe(answer)
        assert safe(said), repr(said)


def test_a_page_and_a_table_write_it_out(tmp_path: Path) -> None:
    """The page of a fund and its CSV."""
    table = tmp_path / "t.csv"
    table.write_text("企业名称,加计扣除额（万元）\n\u202e甲\x1b[31m厂,100\n", encoding="utf-8")
    page, sheet = tmp_path / "o.html", tmp_path / "o.csv"
    answer, said, status = run("fund", str(table), *DAY, "-o", str(page), "-o", str(sheet))
    assert status == 0, said
    for text in (answer, said, page.read_text("utf-8"), sheet.read_text("utf-8-sig")):
        assert safe(text.replace("\r\n", "\n"))
    assert "\\u202e甲\\x1b[31m厂" in sheet.read_text("utf-8-sig")
