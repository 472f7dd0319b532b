"""A code says one thing: it is found by what it stands for, from release to release."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import huiqi
from huiqi.audit.checks import CHECKS

PACKAGE = Path(huiqi.__file__).parent
#: What several modules report alike, because it is the same fault wherever it is met.
SHARED = {
    "C101": "no such enterprise, wherever one is named",
    "C102": "a day that is none",
    "C103": "no such name",
    "C107": "no such measure",
    "C114": "a file of that kind is not written",
    "C121": "a file that cannot be written",
    "C140": "a column that is not there",
    "C142": "what goes with no receipt",
    "E102": "an expression that is not understood",
    "E103": "no such name in an expression",
    "E104": "an operation on a type that has none",
    "E105": "another type than is wanted",
    "E107": "no such option of a fact",
    "I100": "the network is not there",
    "P100": "a mapping is wanted",
    "P101": "no such item of a profile",
    "P103": "said twice, and not the same",
    "P109": "a judgement that is not understood",
    "P110": "a credit code that is none",
    "P111": "a unit of amounts that is none",
    "P120": "a value that cannot be read",
    "P122": "yes or no is wanted",
    "P125": "a list, and records in it, are wanted",
    "P131": "a figure whose size makes the unit doubtful",
    "P134": "how what is written was read",
    "P156": "rows of a list that are no enterprise's",
    "P157": "a column that decides nothing, or less than it tells",
    "P162": "the enterprise is not in the table",
    "P184": "a mark on the form that is not understood",
    "P190": "a row of the form that is not understood",
    "P198": "a form that says two things of one, or half of one",
    "R201": "no such item of a rule",
    "R202": "an item that is missing",
    "R301": "an id, a name or a key that is taken",
    "R303": "what is referred to is not there",
    "R307": "no such source",
    "R309": "bounds or steps that are in the wrong order, a margin that is none",
    "R314": "one of several items, and one alone",
    "R330": "no such kind of file or item in a list",
    "R331": "no such domain in a list",
    "R350": "a name that means two things",
    "R355": "written already",
    "S101": "the entry book lacks a sheet",
    "S110": "a cell that has to be filled in",
    "S111": "a word that is not understood",
    "S113": "two cells of which one is wanted",
    "S114": "a year or a comparison that the fact has not",
    "S116": "a value that is not understood",
    "T100": "a table that is not understood",
    "T101": "a table that is too large",
    "T104": "no such column in the head of a table",
    "T106": "two columns that say one thing",
    "T107": "a number that is not understood",
    "T124": "another encoding than UTF-8",
    "V103": "a date that cannot be, beside another",
    "V104": "no such domain",
    "V106": "said twice of an incident, and not the same",
    "Y100": "a file that cannot be parsed",
    "Y102": "nested too deeply, or too large",
    "Y110": "a file that is not UTF-8",
    "Y111": "a file that is no text",
    "Y113": "no such file",
}
_CODE = re.compile(r"[A-Z]\d{3}")
#: What only asks for a code, or tells codes apart, and reports none.
_MENTIONS = (ast.Compare, ast.Dict, ast.Set, ast.Tuple)


def reported() -> Iterator[tuple[str, str]]:
    """Every code that a module of the package reports, with the module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for part in ast.iter_child_nodes(node):
                if not isinstance(part, ast.Constant) or isinstance(node, _MENTIONS):
                    continue
                if _CODE.fullmatch(str(part.value)):
                    yield str(part.value), str(path.relative_to(PACKAGE))


def test_a_code_is_reported_in_one_module_or_means_one_thing_in_several() -> None:
    """What several report is named above, with what it means wherever it is reported."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, module in reported():
        found[code].add(module)
    proofs = {check.code for check in CHECKS if check.code.startswith("A4")}
    several = {code for code, modules in found.items() if len(modules) > 1}
    assert several - proofs == set(SHARED)


def test_a_code_of_the_audit_is_one_check_s_alone() -> None:
    """One module for each check; the proofs stand in a room of their own."""
    assert max(Counter(check.code for check in CHECKS).values()) == 1
    checks = {check.code for check in CHECKS}
    for code, module in reported():
        assert not code.startswith("A") or code in checks, (code, module)
        assert not code.startswith("A4") or module.startswith("audit/proofs/"), (code, module)
