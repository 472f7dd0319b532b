"""An amount that is not known reads as not known, in every line: neither as 0元 nor as ≥ 0元."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from huiqi.cli.commands import application
from tests.decision.small import AS_OF, rulebook
from tests.thorough import some

ROOT = Path(__file__).resolve().parents[1]
SPARSE = ROOT / "cases" / "enterprises" / "zhongtong-bus.yaml"
FULL = ROOT / "cases" / "examples" / "example-complete.yaml"
#: Beyond any enterprise of the city: 1,000亿元 is the highest limit that any rule names.
ABSURD = re.compile(r"= (\d[\d,]*)(亿元|元| 人)?")


def lines(*words: str) -> list[str]:
    """What a command prints, unwrapped."""
    return (
        CliRunner().invoke(application(), list(words), env={"COLUMNS": "400"}).stdout.splitlines()
    )


@pytest.mark.few(2)
@pytest.mark.parametrize("day", ["2023-06-20", "2026-06-20"])
@pytest.mark.parametrize("path", [SPARSE, FULL], ids=lambda path: path.stem)
def test_what_may_be_anything_is_not_told_as_a_bound(path: Path, day: str) -> None:
    """Of every enterprise it holds that its figures are no less than nothing."""
    page = lines("estimate", str(path), "--as-of", day)
    page += lines("estimate", str(path), "--as-of", day, "--full")
    page += lines("check", str(path), "--as-of", day, "--full")
    assert [line for line in page if "≥ 0元" in line or "至少 0元" in line] == []
    assert [line for line in page if "0元～" in line or "0元 ～" in line] == []
    assert [line for line in page if "不少于 0.00" in line or " 0.00 ～" in line] == []
    # A total of limits is no nought beside them.
    assert [line for line in page if re.match(r" [市省] (官方|报道) +0\.00", line)] == []


def test_a_witness_names_figures_that_can_be_met_with() -> None:
    """No revenue, and no payroll, beyond every enterprise."""
    found = 0
    for day in some(["2023-06-20", "2026-06-20"], 1):
        for line in lines("estimate", str(SPARSE), "--as-of", day, "--full"):
            if "能达到" not in line:
                continue
            for figure, unit in ABSURD.findall(line):
                found += 1
                number = int(figure.replace(",", "")) * {"亿元": 10**8}.get(unit, 1)
                assert number <= 10**11, line
    assert found


def test_no_steps_are_worked_out_of_a_list_nobody_gave() -> None:
    """先扣除已享受的、上限 are steps of a claim; where none is known there are none."""
    page = lines("estimate", str(SPARSE), "first-set", "--as-of", "2023-06-20")
    start = next(number for number, line in enumerate(page) if "[first-set]" in line)
    end = next(number for number in range(start, len(page)) if not page[number])
    assert not any("0元" in line or "0.00" in line for line in page[start:end])
    assert any(line.split() == ["所以是", "未知"] for line in page[start:end])


def test_a_step_after_a_limit_reads_as_what_is_left(tmp_path: Path) -> None:
    """50元 under a cap of 100元 does not read as a cap of 50元."""
    body = "requires: {id: k, text: {zh: 条件, en: clause}, if: c}\n"
    body += "gives: {amount: 10% * b, caps: [{at_most: 100元, per: enterprise}]}\n"
    rulebook(tmp_path / "rules", m=body)
    path = tmp_path / "p.yaml"
    path.write_text("enterprise: {name: 示例企业}\nfacts: {b: 500元, c: 是}\n", "utf-8")
    rules = ("--rules", str(tmp_path / "rules"), "--as-of", str(AS_OF))
    (line,) = [row for row in lines("estimate", str(path), "m", *rules) if "受上限" in row]
    assert line.split() == ["受上限（每户企业）限制后：上限", "100元", "50.00"]


def test_a_reference_that_is_refused_names_no_amount(tmp_path: Path) -> None:
    """With weak statements counted it does not qualify: there is no sum of nought."""
    strict = "{id: k, text: {zh: 条件, en: clause}, if: c}"
    weak = "{id: l, text: {zh: 外地的, en: other}, if: a >= 10, basis: [{source: other}]}"
    body = f"requires: {{all: [{strict}, {weak}]}}\ngives: {{amount: 10% * b}}\n"
    rulebook(tmp_path / "rules", m=body)
    path = tmp_path / "p.yaml"
    path.write_text("enterprise: {name: 示例企业}\nfacts: {a: 5, b: 500元, c: 是}\n", "utf-8")
    page = lines(
        "check", str(path), "--full", "--rules", str(tmp_path / "rules"), "--as-of", str(AS_OF)
    )
    (line,) = [line for line in page if "如按参照依据计" in line]
    assert "不符合（" in line
    assert "元" not in line
