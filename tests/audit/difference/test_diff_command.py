"""``huiqi diff`` and the proofs of ``huiqi audit`` from the outside."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from huiqi.audit.context import Audit
from huiqi.audit.proofs.proof_checks import PROOF_CHECKS
from huiqi.audit.proofs.witness import read_back
from huiqi.cli.diff import diff
from huiqi.rulebook.loading import load_rulebook
from huiqi.values import Interval
from tests.decision.small import rulebook

ONE = "requires: {{id: k, text: {{zh: 条件, en: clause}}, if: '{}'}}\n"
_YEAR = 'd: {type: count, unit: 年, domain: ">= 1949"'


def run(*words: str) -> tuple[int, str]:
    """Exit status and standard output of the command."""
    import typer

    app = typer.Typer()
    app.command()(diff)
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two rulebooks that differ in a limit."""
    rulebook(tmp_path / "one", m=ONE.format("a >= 10"))
    rulebook(tmp_path / "other", m=ONE.format("a >= 8"))
    return tmp_path / "one", tmp_path / "other"


def test_json_carries_witnesses_that_can_be_read(folders: tuple[Path, Path]) -> None:
    """Exit 0; the measure is wider, and the witness is a profile of either rulebook."""
    status, output = run(*map(str, folders), "--as-of", "2023-06-20", "--json")
    assert status == 0
    (measure,) = json.loads(output)["measures"]
    assert (measure["id"], measure["change"], measure["amount"]) == ("m", "wider", "same")
    witness = measure["witnesses"]["gains"]
    for folder, side in zip(folders, ("before", "after"), strict=True):
        assert read_back(witness[side], load_rulebook(folder)).facts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_fits_80_columns(folders: tuple[Path, Path], language: str) -> None:
    """No line is wider than a terminal, in either language."""
    status, output = run(*map(str, folders), "--as-of", "2023-06-20", "--lang", language)
    assert status == 0
    assert all(cell_len(line) <= 80 for line in output.splitlines())
    assert len(output.splitlines()) <= 45
    for word in ("甲数", "9") if language == "zh" else ("gains",):
        assert word in output
    assert ("放宽" if language == "zh" else "wider") in output


def test_without_z3_the_rest_is_answered(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written is compared all the same, and one line says how to have the proofs."""
    monkeypatch.setitem(sys.modules, "z3", None)
    status, output = run(*map(str, folders), "--as-of", "2023-06-20")
    assert status == 0
    assert "pip install 'huiqi[audit]'" in output
    assert "甲数 ≥ 10" in output
    audit = Audit(rulebook=load_rulebook(folders[0]), rules=folders[0])
    (finding,) = [finding for check in PROOF_CHECKS for finding in check.run(audit)]
    assert finding.code == "A490"
    assert "pip install 'huiqi[audit]'" in finding.text.in_language("zh")


def test_a_wrong_side_is_bad_input(tmp_path: Path) -> None:
    """Exit 2 with a message, never a traceback."""
    status, output = run(str(tmp_path / "nowhere"), "HEAD")
    assert (status, output) == (2, "")


def test_an_example_of_two_days_states_both(tmp_path: Path) -> None:
    """Its years move along with the day: either profile stands beside its letter, and the one of
    B is what qualifies there.
    """
    folder = tmp_path / "rules"
    rulebook(folder, m=ONE.format("d in [2023, year]"))
    facts = folder / "facts" / "facts.yaml"
    years = facts.read_text("utf-8").replace('d: {type: count, domain: ">= 0"', _YEAR)
    facts.write_text(years, "utf-8")
    measure = folder / "programmes" / "p" / "m.yaml"
    force = "in_force: {from: 2023-01-01, open: true}"
    text = measure.read_text("utf-8")
    measure.write_text(
        text.replace("in_force: {from: 2023-01-01, until: 2023-12-31}", force), "utf-8"
    )
    days = ("2024-06-20", "2027-06-20", "--rules", str(folder))
    status, output = run(*days, "--json")
    assert status == 0
    witness = json.loads(output)["measures"][0]["witnesses"]["gains"]
    stated = [
        read_back(witness[side], load_rulebook(folder)).facts["d", None].value
        for side in ("before", "after")
    ]
    before, after = (int(value.low) for value in stated if isinstance(value, Interval))
    # 2023 to 2024 on the one day, 2023 to 2027 on the other.
    assert before < 2023 <= after == before + 3
    _, shown = run(*days)
    (example,) = re.findall(r"A：丁数 (\d+)\s+B：丁数 (\d+)", shown)
    assert example == (str(before), str(after))
    assert "3 年以后" in shown
