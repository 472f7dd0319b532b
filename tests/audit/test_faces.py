"""The faces of an audit: terminal, JSON, page, JUnit, SARIF, and its exit status."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from huiqi.audit.checks import CHECKS, chosen, run_checks
from huiqi.audit.finding import Audited, Figure
from huiqi.cli.commands import application
from huiqi.report.audit_ci import junit, sarif
from huiqi.report.blocks import Page, Table, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import files, html, terminal
from huiqi.report.pages.audit import audit_page, audit_screens
from huiqi.report.phrases import Phrases
from huiqi.rulebook.text import Text
from huiqi.serialisation.audits import audit_json
from tests.audit.seeded import BASE, FAULTS, audit_of, overlaid

SAID = Text(zh="数", en="figure")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """An audit with survivors, a gap and notes."""
    rules = tmp_path_factory.mktemp("faulty") / "rules"
    return run_checks(
        audit_of(overlaid(FAULTS / "A300-2" / "broken", rules)), chosen(["A1", "A2", "A3", "A5"])
    )


def command(*arguments: str) -> tuple[int, str, str]:
    """``huiqi audit`` in this process."""
    result = CliRunner().invoke(application("audit"), ["audit", *arguments])
    return result.exit_code, result.stdout, result.stderr


def of(rules: Path, *more: str) -> tuple[str, ...]:
    """The options for a rulebook with its cases within."""
    return "--rules", str(rules), "--cases", str(rules / "cases"), "--processes", "1", *more


def test_codes_are_unique_and_in_order() -> None:
    """A code names one check for good."""
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize(
    ("done", "total", "percent"),
    [
        (0, 0, None),
        (0, 3, "0"),
        (1, 3, "33.3"),
        (2, 3, "66.6"),
        (999, 1000, "99.9"),
        (1999, 2000, "99.9"),
        (3, 3, "100"),
    ],
)
def test_only_all_is_a_hundred_per_cent(done: int, total: int, percent: str | None) -> None:
    """Rounded down, so that what is not closed never looks closed."""
    found = Figure(key="f", text=SAID, done=done, total=total).percent
    assert found == (None if percent is None else Decimal(percent))


def test_json_has_the_keys_that_stay(faulty: Audited) -> None:
    """``coverage``, ``mutation.score``, ``mutation.survivors``, ``findings``."""
    found = json.loads(json.dumps(audit_json(faulty)))
    assert {"coverage", "mutation", "findings"} <= set(found)
    mutation = found["mutation"]
    assert (
        mutation["detected"] + len(mutation["survivors"]) + mutation["equivalent"]
        == mutation["total"]
    )
    assert Decimal(mutation["score"]) < 100
    for survivor in mutation["survivors"]:
        assert survivor["place"].count(":") >= 2
    assert found["coverage"]["clauses"]["done"] == found["coverage"]["clauses"]["total"]
    assert {f["code"] for f in found["findings"]} >= {"A300"}


def test_without_mutation_there_is_no_score(faulty: Audited) -> None:
    """Not asked for is neither full nor empty."""
    found = run_checks(faulty.audit, chosen(["A2"]))
    assert audit_json(found)["mutation"] is None


def test_junit_counts_the_checks_that_fail(faulty: Audited) -> None:
    """A check with warnings fails, one with notes does not."""
    suites = ElementTree.fromstring(junit(faulty, "en"))
    by_name = {case.get("name", "")[:4]: case for case in suites.iter("testcase")}
    assert by_name["A300"].find("failure") is not None
    assert by_name["A310"].find("failure") is None
    assert by_name["A310"].find("system-out") is not None
    for suite in suites.iter("testsuite"):
        failures = sum(case.find("failure") is not None for case in suite.iter("testcase"))
        assert suite.get("failures") == str(failures)


def test_sarif_names_rule_level_and_region(faulty: Audited) -> None:
    """Each result has a rule that is listed, and lines and columns from 1."""
    log = json.loads(json.dumps(sarif(faulty, "zh")))
    (one,) = log["runs"]
    rules = {rule["id"] for rule in one["tool"]["driver"]["rules"]}
    assert log["version"] == "2.1.0"
    assert len(one["results"]) == len(faulty.findings)
    for result in one["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in {"error", "warning", "note"}
        region = result["locations"][0]["physicalLocation"].get("region", {})
        assert region.get("startLine", 1) >= 1
        assert region.get("startColumn", 1) >= 1


def words(page: Page, width: int = 400) -> str:
    """What a page says, in wide lines."""
    return "\n".join(line.plain for line in terminal.lines(page, width))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_html_page_escapes_and_says_what_it_cannot_show(faulty: Audited, language: str) -> None:
    """One file, nothing fetched; a text of the rules cannot become markup."""
    phrases = Phrases(faulty.audit.rulebook, language)
    page = html.as_html(audit_page(faulty, phrases), language)
    assert ("不是原文的意思" if language == "zh" else "says what the text says") in page
    assert "<script" not in page
    assert "http" not in page.replace("https://example.org", "")
    assert "A300" in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_screen_answers_and_everything_is_in_full(faulty: Audited, language: str) -> None:
    """At most 45 lines and 80 columns; the figures and counts are those of the audit."""
    phrases = Phrases(faulty.audit.rulebook, language)
    screen = terminal.fitting(audit_screens(faulty, phrases), 80, HEIGHT)
    for page in (screen, audit_page(faulty, phrases)):
        lines = [line.plain for line in terminal.lines(page, 80)]
        assert not [line for line in lines if widest(line) > 80 and "/" not in line]
    assert len(terminal.lines(screen, 80)) <= HEIGHT
    said = words(screen)
    figures = {figure.key: figure for figure in faulty.figures}
    assert f"{figures['mutation'].percent}%" in said
    for severity, word in (("warning", "提醒"), ("note", "备注")):
        number = sum(f.severity.value == severity for f in faulty.findings)
        assert f"{phrases.say(word)} {number}" in said
    everything = words(audit_page(faulty, phrases))
    for finding in faulty.findings:
        assert str(finding.place) in everything
        assert phrases.text(finding.text) in everything
    for mutant, _ in faulty.audit.mutation.survivors:
        assert phrases.text(mutant.text) in everything


def test_what_falls_short_stands_in_the_first_table(faulty: Audited) -> None:
    """Each figure below a hundred, and no other."""
    phrases = Phrases(faulty.audit.rulebook, "zh")
    screen = terminal.fitting(audit_screens(faulty, phrases), 80, HEIGHT)
    table = next(block for block in screen.blocks if isinstance(block, Table))
    told = {words_of(row[1]): words_of(row[4]) for row in table.rows if words_of(row[2])}
    short = {f.text.in_language("zh"): f.percent for f in faulty.figures if f.percent != 100}
    assert told == {text: "" if p is None else str(p) for text, p in short.items()}


def test_a_workbook_has_a_row_for_each_finding(faulty: Audited, tmp_path: Path) -> None:
    """With its place and remedy, as another reader finds it."""
    page = audit_page(faulty, Phrases(faulty.audit.rulebook, "zh"), tables=True)
    files.write_page(tmp_path / "a.xlsx", page, "zh")
    rows = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("发现").to_python()
    assert [row[1] for row in rows[1:]] == [finding.code for finding in faulty.findings]
    assert [row[3] for row in rows[1:]] == [str(finding.place) for finding in faulty.findings]


def test_the_exit_status_at_below_and_above_the_threshold(tmp_path: Path) -> None:
    """Six of seven limits are 85.7%: asked for that it passes, for a tenth more it fails."""
    rules = overlaid(FAULTS / "A230-2" / "broken", tmp_path / "rules")
    asked = of(rules, "--only", "A230", "--fail-under")
    figure = run_checks(audit_of(rules), chosen(["A230"])).figures[0]
    assert (figure.done, figure.total) == (6, 7)
    assert command(*asked, "85.6")[0] == 0
    assert command(*asked, "85.7")[0] == 0
    code, _, told = command(*asked, "85.8", "--lang", "en")
    assert code == 1
    assert "85.7% is below 85.8%" in told


def test_an_error_fails_whatever_the_figures_say(tmp_path: Path) -> None:
    """A case that does not hold is no matter of per cent."""
    rules = overlaid(FAULTS / "A290-1" / "broken", tmp_path / "rules")
    assert command(*of(rules, "--only", "A290", "--fail-under", "0"))[0] == 1
    assert command(*of(rules, "--only", "A290"))[0] == 0


@pytest.mark.parametrize("written", ["101", "-1", "x", "3元"])
def test_a_threshold_that_is_none_is_refused(written: str) -> None:
    """With its place and what may be written."""
    code, _, told = command(*of(BASE, "--fail-under", written))
    assert code == 2
    assert "C132" in told


def test_explain_tells_one_check_and_refuses_what_is_none() -> None:
    """In the language asked for; the nearest code is offered."""
    code, out, _ = command("--explain", "A220", "--lang", "en")
    assert code == 0
    assert "Masking MC/DC" in out
    code, _, told = command("--explain", "A221")
    assert code == 2
    assert "C160" in told
    assert "A220" in told


def test_a_paragraph_that_names_no_rule_is_refused(tmp_path: Path) -> None:
    """With the place of the name and the nearest spelling."""
    rules = overlaid(BASE, tmp_path / "rules")
    text = rules / "texts" / "law.yaml"
    text.write_text(text.read_text("utf-8").replace("m/clean", "m/cleen"), "utf-8")
    code, _, told = command(*of(rules, "--only", "A150"))
    assert code == 2
    assert "R303" in told
    assert "m/clean" in told


def test_files_are_written_beside_the_answer(tmp_path: Path) -> None:
    """Page, JUnit and SARIF in one run."""
    names = [tmp_path / name for name in ("a.html", "a.xml", "a.sarif")]
    options = [
        part
        for flag, name in zip(("-o", "--junit", "--sarif"), names, strict=True)
        for part in (flag, str(name))
    ]
    code, _, _ = command(*of(BASE, "--only", "A2", *options))
    assert code == 0
    assert names[0].read_text("utf-8").startswith("<!DOCTYPE html>")
    assert ElementTree.parse(names[1]).getroot().tag == "testsuites"
    assert json.loads(names[2].read_text("utf-8"))["version"] == "2.1.0"
