"""Generated inputs: they load, they reach what they were made for, and wait to be filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from huiqi.audit.coverage_gaps import gaps, write
from huiqi.audit.observe import Observations, run_case
from huiqi.audit.targets import reached, targets
from huiqi.decision.cases import Case, case_files, read_cases
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.yaml_text import flow
from tests.audit.seeded import BASE, FAULTS, audit_of, overlaid

#: Faults of coverage for which a small change of some case is the cure.
CURED = ("A200-1", "A210-1", "A210-2", "A220-1", "A230-1", "A240-1")


@pytest.mark.parametrize("name", CURED)
def test_an_input_is_found_for_each_gap_and_reaches_it(name: str, tmp_path: Path) -> None:
    """Filled in with anything, the inputs leave no gap behind."""
    rules = overlaid(FAULTS / name / "broken", tmp_path / "rules")
    audit = audit_of(rules)
    wanted = {target.key for target in targets(audit)}
    assert wanted
    inputs, without = write(audit, tmp_path / "gaps", lambda path: None)
    assert inputs
    assert without == 0
    found = Observations()
    decider = Decider(audit.rulebook)
    for path in case_files([tmp_path / "gaps"]):
        anything = "expect: {measures: {m: {status: qualifies}}, facts: {third: 0}}  #"
        path.write_text(path.read_text("utf-8").replace("expect:  #", anything), "utf-8")
        diagnostics = Diagnostics()
        for case in read_cases(path, audit.rulebook, diagnostics):
            assert isinstance(case, Case)
            found.runs.append(run_case(case, audit.rulebook, decider, found))
        assert not diagnostics.errors
    assert wanted <= set(reached(audit, found))


def test_an_input_waits_for_its_expectation_and_quotes_the_source(tmp_path: Path) -> None:
    """As written it is refused: somebody has to say what must come out."""
    audit = audit_of(overlaid(FAULTS / "A210-1" / "broken", tmp_path / "rules"))
    write(audit, tmp_path / "gaps", lambda path: None)
    (path,) = case_files([tmp_path / "gaps"])
    assert "《测试办法》 测试〔2023〕1号" in path.read_text("utf-8")
    diagnostics = Diagnostics()
    assert not list(read_cases(path, audit.rulebook, diagnostics))
    lines = path.read_text("utf-8").splitlines()
    refused = {lines[fault.place.line - 1].strip()[:7] for fault in diagnostics.errors}
    assert refused == {"expect:"}


def test_an_input_is_written_in_the_language_of_who_asks(tmp_path: Path) -> None:
    """In English nothing is Chinese but what the rules and their sources say."""
    audit = audit_of(overlaid(FAULTS / "A210-1" / "broken", tmp_path / "rules"))
    write(audit, tmp_path / "gaps", lambda path: None, "en")
    (path,) = case_files([tmp_path / "gaps"])
    text = path.read_text("utf-8")
    assert text.startswith("# m: what no case reaches.")
    assert "to fill in: where the expected value is from" in text
    quoted = [line for line in text.splitlines() if re.search("[\u4e00-\u9fff]", line)]
    assert all(line.startswith("  #   source: ") for line in quoted), quoted


def test_where_nothing_is_missing_nothing_is_written() -> None:
    """The rulebook in order has no gap."""
    assert not list(gaps(audit_of(BASE)))


@pytest.mark.parametrize(
    "value",
    [
        "否",
        "2023-06-20",
        "50%",
        "true",
        "a: b",
        'q"\\',
        "",
        "-1",
        "x#y",
        ["甲", {"k": None}],
        True,
        7,
    ],
)
def test_a_value_is_written_so_that_it_is_read_again(value: object) -> None:
    """Whatever a case may hold comes back the same from the generated file."""
    diagnostics = Diagnostics()
    document = read_yaml_text(f"v: {flow(value)}", "x", diagnostics)
    assert document is not None
    assert document.data == {"v": value}
