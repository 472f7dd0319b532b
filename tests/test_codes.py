"""A code says one thing: it is found by what it stands for, from release to release."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import huiqi

PACKAGE = Path(huiqi.__file__).parent
#: What two rooms report alike, because it is the same fault wherever it is met.
SHARED = {
    "C101": "no such enterprise, wherever one is named",
    "C102": "a day that is none",
    "C103": "no such name",
    "C107": "no such measure",
    "C114": "a file of that kind is not written",
    "C121": "a file that cannot be written",
    "C140": "a column that is not there",
    "C142": "what goes with no receipt",
    "I100": "the network is not there",
}
_CODE = re.compile(r"[CI]\d{3}")


def test_a_code_of_the_commands_and_pages_is_reported_in_one_place() -> None:
    """Or it is named above, with what it means wherever it is reported."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and _CODE.fullmatch(str(node.value)):
                found[str(node.value)].add(str(path.relative_to(PACKAGE)))
    assert {code for code, modules in found.items() if len(modules) > 1} == set(SHARED)
