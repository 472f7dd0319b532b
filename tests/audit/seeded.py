"""The seeded faults: small rulebooks that differ from one that is in order."""

from __future__ import annotations

import shutil
from pathlib import Path

from huiqi.audit.context import Audit
from huiqi.rulebook.loading import load_rulebook

FAULTS = Path(__file__).parent / "faults"
BASE = FAULTS / "base"


def audit_of(rules: Path) -> Audit:
    """The audit of a rulebook whose cases lie within it."""
    return Audit(rulebook=load_rulebook(rules), rules=rules, cases=(rules / "cases",), processes=1)


def overlaid(folder: Path, into: Path) -> Path:
    """The rulebook in order, with the files of ``folder`` in place of its own."""
    shutil.copytree(BASE, into)
    shutil.copytree(folder, into, dirs_exist_ok=True)
    return into
