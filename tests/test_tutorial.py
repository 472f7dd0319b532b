"""The tutorial, walked as it is written: its tables are filled into the form, its commands run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.profile.moved import Book, changed, column_of, put

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
#: A row of a table, and the words by which a list says how much of it is told.
_ROW = re.compile(r"(?m)^\| (.+) \|$")
_EXTENT = "这张清单写全了没有"


def rows(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of this first column."""
    _, _, below = TEXT.partition(f"| {heading} |")
    table = below.partition("\n\n")[0]
    return [row.split(" | ") for row in _ROW.findall(table)]


def filled(book: Book) -> None:
    """What the tables say, each where it says."""
    for sheet, item, column, value, _ in rows("工作表"):
        cells = book[sheet]
        at = column_of(cells, "项目")
        row = next(row for row, texts in cells.items() if item == texts[at : at + 1][0])
        put(cells, row, column_of(cells, column), value)
    for sheet, extent in rows("清单"):
        cells = book[sheet]
        row = next(row for row, texts in cells.items() if _EXTENT in texts)
        put(cells, row, cells[row].index(_EXTENT) + 1, extent)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Every command block with what it printed; after the first the form is filled in."""
    folder = tmp_path_factory.mktemp("tutorial")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HUIQI_LANG": "zh",
    }
    outputs: list[tuple[str, str]] = []
    for command in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL):
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        if not outputs:
            form = folder / "企业.xlsx"
            changed(form, folder / "填好.xlsx", filled)
            (folder / "填好.xlsx").replace(form)
        outputs.append((command, done.stdout + done.stderr))
    outputs.append(("cat 待问.yaml", (folder / "待问.yaml").read_text("utf-8")))
    return outputs


def said(walk: list[tuple[str, str]], command: str) -> str:
    """What a command printed."""
    return next(output for written, output in walk if command in written)


def test_the_screen_answers_which_how_much_and_which_papers(walk: list[tuple[str, str]]) -> None:
    """480万元 × 20% = 96万元, at most; and three papers."""
    screen = said(walk, "huiqi check 企业.xlsx --as-of 2023-06-20\n")
    assert re.search(r"✓ 企业研发投入补助 .*不超过 96万元", screen)
    assert re.search(r"能得的要带 .*A107012", screen)
    assert "示例机床有限公司（虚构）" in screen


def test_why_and_how_much_line_by_line(walk: list[tuple[str, str]]) -> None:
    """The clause that decides, and the figures of its working."""
    output = said(walk, "huiqi estimate 企业.xlsx 优秀研发机构")
    assert "✓ 研发机构被评定为优秀" in output
    assert "480万元" in output
    assert "960,000.00" in output


def test_an_answer_is_read_beside_the_form(walk: list[tuple[str, str]]) -> None:
    """One question fewer is left open; the list that says there are none is not asked for."""
    form = said(walk, "cat 待问.yaml")
    assert "技术改造项目" in form
    assert "首台套产品" not in form
    asked = said(walk, "--write-missing")
    left = said(walk, "--answers")
    number = re.search(r"：(\d+) 问", asked)
    assert number is not None
    more = re.search(r"另有 (\d+) 问", left)
    assert more is not None
    assert int(more[1]) < int(number[1])
