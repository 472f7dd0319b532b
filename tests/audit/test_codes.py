"""A code of the audit is one check's, and no other module finds under it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import huiqi
from huiqi.audit.checks import CHECKS

PACKAGE = Path(huiqi.__file__).parent


def test_a_code_is_that_of_one_check_which_alone_reports_it() -> None:
    """One file for each check; the proofs stand in a room of their own."""
    assert max(Counter(check.code for check in CHECKS).values()) == 1
    found: dict[str, set[str]] = {check.code: set() for check in CHECKS}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = str(path.relative_to(PACKAGE))
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(part, ast.Constant) and re.fullmatch(r"A\d{3}", str(part.value)):
                found[str(part.value)].add(name)
    for code, modules in found.items():
        if code.startswith("A4"):
            assert all(name.startswith("audit/proofs/") for name in modules), (code, modules)
        else:
            assert len(modules) == 1, (code, modules)
