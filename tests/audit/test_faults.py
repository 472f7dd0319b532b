"""Seeded faults: each check finds what it exists for and is silent on the mended twin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from huiqi.audit.checks import CHECKS, run_checks
from huiqi.audit.finding import Finding
from tests.audit.seeded import BASE, FAULTS, audit_of, overlaid

#: The proofs have seeded faults of their own (test_proof_faults.py).
OWN = {check.code: check for check in CHECKS if check.code[:2] in ("A1", "A2", "A3", "A5", "A6")}
SEEDED = sorted(folder.name for folder in FAULTS.iterdir() if folder.name[:4] in OWN)


def findings(name: str, twin: str, into: Path) -> list[Finding]:
    """What the check a fault is seeded for finds in one of the twins."""
    audit = audit_of(overlaid(FAULTS / name / twin, into))
    return list(OWN[name[:4]].run(audit))


def test_every_check_has_two_seeded_faults() -> None:
    """A check that nothing tries is no check; what tries one that is not listed tries nothing."""
    codes = {check.code for check in CHECKS}
    assert {folder.name[:4] for folder in FAULTS.iterdir() if folder != BASE} <= codes
    counted = {code: sum(name.startswith(code) for name in SEEDED) for code in OWN}
    assert all(count >= 2 for count in counted.values()), counted


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_fault_is_found(name: str, tmp_path: Path) -> None:
    """In the broken twin, at a line of a file (or at the rulebook), in both languages."""
    found = findings(name, "broken", tmp_path / "rules")
    assert found
    for finding in found:
        assert finding.code == name[:4]
        assert finding.place.file
        assert finding.text.in_language("zh") != finding.text.in_language("en")


@pytest.mark.parametrize("name", SEEDED)
def test_a_finding_is_told_in_english(name: str, tmp_path: Path) -> None:
    """With no Chinese but what the rules and cases hold."""
    rules = tmp_path / "rules"
    found = findings(name, "broken", rules)
    held = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.yaml"))
    for finding in found:
        for text in filter(None, (finding.text, finding.remedy)):
            quoted = re.findall("[\u3400-\u9fff]+", text.in_language("en"))
            assert all(words in held for words in quoted), text.in_language("en")


@pytest.mark.parametrize("name", SEEDED)
def test_the_mended_twin_is_clean(name: str, tmp_path: Path) -> None:
    """The same check says nothing once the fault is mended."""
    assert findings(name, "mended", tmp_path / "rules") == []


def test_a_rulebook_in_order_has_nothing_but_one_proof_of_equivalence() -> None:
    """Every figure is full; the one note names a change that makes no other rule."""
    audited = run_checks(audit_of(BASE), OWN.values())
    assert [finding.code for finding in audited.findings] == ["A310"]
    figures = {figure.key: figure for figure in audited.figures}
    assert all(figure.done == figure.total for figure in figures.values())
    assert figures["mutation"].total > 30
