"""``huiqi template``: the form is written, filled in and read by every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from huiqi.cli.commands import application
from tests.profile.moved import Book, changed, column_of, put, row_of

EXAMPLE = Path(__file__).parents[1] / "cases" / "examples" / "example-complete.yaml"
DAY = ("--as-of", "2023-06-20")


def run(*words: str | Path, status: int = 0) -> str:
    done = CliRunner().invoke(application(), list(map(str, words)))
    assert done.exit_code == status, done.output
    return done.stdout if status == 0 else done.stderr


@pytest.mark.few(2)
@pytest.mark.parametrize("ending", [".xlsx", ".yaml"])
@pytest.mark.parametrize("command", ["check", "estimate", "ladder", "compute"])
def test_every_command_reads_the_form(tmp_path: Path, ending: str, command: str) -> None:
    """What is filled in beforehand is answered as the profile is."""
    form = tmp_path / f"企业{ending}"
    run("template", "-o", form, "--from", EXAMPLE, *DAY)
    more = ("rd_super_deduction",) if command == "compute" else ()
    answers = [
        json.loads(run(command, source, *more, *DAY, "--json")) for source in (EXAMPLE, form)
    ]
    assert answers[0] == answers[1]


def test_a_form_goes_into_the_next_one(tmp_path: Path) -> None:
    """A filled form is what another may begin with."""
    first, second = tmp_path / "去年.xlsx", tmp_path / "今年.xlsx"
    run("template", "-o", first, "--from", EXAMPLE, *DAY)
    run("template", "-o", second, "--from", first, "--as-of", "2024-06-20")
    answers = [json.loads(run("check", source, *DAY, "--json")) for source in (EXAMPLE, second)]
    assert answers[0] == answers[1]


def test_a_form_is_an_answer_beside_a_profile(tmp_path: Path) -> None:
    """What it says is put into the profile; where both differ, both places are named."""
    form, filled = tmp_path / "补.xlsx", tmp_path / "补好.xlsx"
    run("template", "小升规", "-o", form, *DAY)

    def change(book: Book) -> None:
        cells = book["基本情况与经营"]
        put(cells, row_of(cells, "revenue"), column_of(cells, "2022年"), "9999")

    changed(form, filled, change)
    said = run("check", EXAMPLE, "--answers", filled, *DAY, status=2)
    assert "补好.xlsx 基本情况与经营 G4: " in said
    assert "与画像第 12 行" in said


def test_errors_in_json_name_sheet_and_cell(tmp_path: Path) -> None:
    """Row and column as numbers, the sheet by its name."""
    form, filled = tmp_path / "企业.xlsx", tmp_path / "填.xlsx"
    run("template", "-o", form, *DAY)

    def change(book: Book) -> None:
        cells = book["基本情况与经营"]
        put(cells, row_of(cells, "revenue"), column_of(cells, "2022年"), "很多")

    changed(form, filled, change)
    done = CliRunner().invoke(application(), ["check", str(filled), "--json"])
    (error,) = json.loads(done.stdout)["errors"]
    assert error["place"]["sheet"] == "基本情况与经营"
    assert error["place"]["column"] == 7


def test_nothing_is_written_over_and_nothing_else_than_a_form(tmp_path: Path) -> None:
    """A name that is taken, an ending that is not a form's, a measure that there is not."""
    form = tmp_path / "企业.xlsx"
    form.write_text("mine")
    assert "C121" in run("template", "-o", form, status=2)
    assert form.read_text() == "mine"
    assert "C122" in run("template", "-o", form, "--from", form, status=2)
    assert "C114" in run("template", "-o", tmp_path / "企业.docx", status=2)
    assert "C107" in run("template", "没有这一项", "-o", tmp_path / "新.xlsx", status=2)


def test_a_form_asks_what_a_title_of_the_ladder_rests_on(tmp_path: Path) -> None:
    """By its id or a part of its name, as a measure or a topic; what asks nothing says so."""
    form = tmp_path / "小巨人.yaml"
    assert "C115" in run("template", "specialised-and-little-giant", "-o", form, status=2)
    run("template", "小巨人”复核", "-o", form, *DAY)
    asked = form.read_text(encoding="utf-8")
    assert "研发投入（财务报告口径）" in asked
    assert "注册地在聊城市" not in asked


def test_what_is_missing_is_no_workbook(tmp_path: Path) -> None:
    """A text in a workbook's clothes would be opened by nothing; the form is named."""
    form = tmp_path / "补.xlsx"
    said = run("check", EXAMPLE, "--write-missing", form, *DAY, status=2)
    assert f"huiqi template --from {EXAMPLE} -o {form}" in said
    assert not form.exists()


def test_an_incident_is_not_read_from_the_form(tmp_path: Path) -> None:
    """It is about an enterprise: said in a line, with the cell."""
    form = tmp_path / "企业.xlsx"
    run("template", "-o", form, *DAY)
    said = run("penalty", form, status=2)
    assert "Traceback" not in said
    assert "错误" in said
