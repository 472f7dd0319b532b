"""``huiqi rules adopt`` from a filled workbook: shown, asked, written, taken back; and compared."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from huiqi.adoption import folders as adoption_folders
from huiqi.adoption.folders import rules_copied, writable
from huiqi.adoption.plan import KEPT
from huiqi.diagnostics import InputError
from huiqi.rulebook.loading import load_rulebook
from tests.adoption.entering import folders, hashed
from tests.adoption.filled_sheet import filled
from tests.commands import huiqi
from tests.titles import RULES

DAY = ("--as-of", "2023-06-20")


def test_nothing_is_written_unless_it_is_said(tmp_path: Path) -> None:
    """No terminal answers: it is shown, and told that nothing was written."""
    rules, cases = folders(tmp_path)
    sheet = filled(tmp_path / "a.xlsx", rules)
    before = hashed(rules, cases)
    page = tmp_path / "page.html"
    done = huiqi("rules", "adopt", str(sheet), "--rules", str(rules), "-o", str(page), *DAY)
    assert done.returncode == 0, done.stderr
    assert "甲数 ≥ 20" in done.stdout
    assert "2 个不再成立" in done.stdout
    assert "没有写入任何文件" in done.stderr
    assert hashed(rules, cases) == before
    assert "甲数 19" in page.read_text("utf-8")


def test_it_is_written_shown_and_taken_back(tmp_path: Path) -> None:
    """The text answers; its cases hold; and all is as before, to the byte."""
    rules, cases = folders(tmp_path)
    sheet = filled(tmp_path / "a.xlsx", rules)
    before = hashed(rules, cases)
    done = huiqi("rules", "adopt", str(sheet), "--rules", str(rules), "--yes", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert load_rulebook(rules).measures["topic"].published
    assert huiqi("test", str(cases), "--rules", str(rules)).returncode == 0
    shown = huiqi("rules", "show", "topic", "--rules", str(rules)).stdout
    assert "（合成）办法" in shown
    assert "没有公开" not in shown
    done = huiqi("rules", "adopt", "--undo", "--rules", str(rules))
    assert done.returncode == 0, done.stderr
    assert {path: own for path, own in hashed(rules, cases).items() if KEPT not in path} == before


def test_an_example_that_differs_stops_it(tmp_path: Path) -> None:
    """Unless it is said otherwise; then it is no case."""
    rules, cases = folders(tmp_path)
    sheet = filled(tmp_path / "a.xlsx", rules, amount="21万元")
    before = hashed(rules, cases)
    command = ("rules", "adopt", str(sheet), "--rules", str(rules), "--yes")
    done = huiqi(*command)
    assert done.returncode == 1
    assert "例一" in done.stdout
    assert hashed(rules, cases) == before
    assert huiqi(*command, "--despite-examples").returncode == 0
    assert load_rulebook(rules).measures["topic"].published
    assert huiqi("test", str(cases), "--rules", str(rules)).returncode == 0


def test_a_fault_names_sheet_and_cell(tmp_path: Path) -> None:
    """In the words of a spreadsheet."""
    rules, _ = folders(tmp_path)
    sheet = filled(tmp_path / "a.xlsx", rules, fact="甲术")
    done = huiqi("rules", "adopt", str(sheet), "--rules", str(rules), "--yes")
    assert done.returncode == 2
    assert "a.xlsx 题目" in done.stderr or "a.xlsx 题 " in done.stderr
    assert "Traceback" not in done.stderr
    assert not load_rulebook(rules).measures["topic"].published


def test_two_who_entered_one_text_are_compared(tmp_path: Path) -> None:
    """Where they differ stands an enterprise that has it by the one alone; none where they do
    not.
    """
    rules, cases = folders(tmp_path)
    before = hashed(rules, cases)
    one = filled(tmp_path / "one.xlsx", rules)
    other = filled(tmp_path / "other.xlsx", rules, limit="21")
    again = filled(tmp_path / "again.xlsx", rules)
    done = huiqi("diff", str(one), str(other), "--rules", str(rules), *DAY)
    assert done.returncode == 0, done.stderr
    assert "收紧  题" in done.stdout
    assert "符合 → 不符合：甲数 20" in done.stdout
    same = huiqi("diff", str(one), str(again), "--rules", str(rules), *DAY)
    assert "两边写法相同" in same.stdout
    assert hashed(rules, cases) == before


def test_rules_are_copied_to_where_they_can_be_changed(tmp_path: Path) -> None:
    """The same rulebook; nothing that is there is written over."""
    target = tmp_path / "mine"
    done = huiqi("rules", "copy", str(target))
    assert done.returncode == 0, done.stderr
    assert load_rulebook(target).sha256 == RULES.sha256
    with pytest.raises(InputError) as raised:
        rules_copied(target)
    assert raised.value.diagnostics[0].code == "N122"


def test_the_rules_of_an_installation_are_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told how to have some that can be."""
    installed = tmp_path / "_rules"
    installed.mkdir()
    (installed / "sources.yaml").write_text("sources: {}\n", "utf-8")
    monkeypatch.setattr(adoption_folders, "rules_folder", lambda: installed)
    with pytest.raises(InputError) as raised:
        writable(None, None)
    (found,) = raised.value.diagnostics
    assert found.code == "N120"
    assert "huiqi rules copy" in found.remedy
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    rules, _ = folders(tmp_path / "own")
    with pytest.raises(InputError):
        writable(rules, None)
