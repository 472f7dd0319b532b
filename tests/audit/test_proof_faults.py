"""Seeded faults: each check finds what it exists for, and is silent on the mended twin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from huiqi.audit.context import Audit
from huiqi.audit.finding import Finding
from huiqi.audit.proofs.proof_checks import PROOF_CHECKS
from huiqi.audit.proofs.witness import read_back
from huiqi.rulebook.loading import load_rulebook

FAULTS = Path(__file__).parent / "faults"
#: What was not decided is no fault of the rules.
CHECKS = {check.code: check for check in PROOF_CHECKS if check.code != "A490"}
#: The seeded rulebooks say everything in English, too.
CHINESE = re.compile("[\u3400-\u9fff]")
#: Lines of a witness are quoted as its profile has them.
AS_WRITTEN = re.compile(r"[\d.,]+万?元")
SEEDED = sorted(folder.name for folder in FAULTS.iterdir() if folder.name[:4] in CHECKS)


def findings(folder: Path) -> list[Finding]:
    """All that the proofs find in a rulebook."""
    audit = Audit(rulebook=load_rulebook(folder), rules=folder)
    return [finding for check in PROOF_CHECKS for finding in check.run(audit)]


def test_every_check_has_two_seeded_faults() -> None:
    """A check that nothing tries is no check."""
    counted = {code: sum(name.startswith(code) for name in SEEDED) for code in CHECKS}
    assert all(count >= 2 for count in counted.values()), counted


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_fault_is_found_and_the_mended_twin_is_clean(name: str) -> None:
    """The finding is of the code the folder is named for, and its witness is a profile."""
    found = findings(FAULTS / name / "broken")
    assert name[:4] in {finding.code for finding in found}
    rulebook = load_rulebook(FAULTS / name / "broken")
    for finding in found:
        for text in (finding.text, finding.remedy):
            told = "" if text is None else text.in_language("en")
            assert not CHINESE.search(AS_WRITTEN.sub("", told)), told
        if finding.code != "A490":
            assert finding.witness is not None
            assert read_back(finding.witness, rulebook).facts
    assert findings(FAULTS / name / "mended") == []
