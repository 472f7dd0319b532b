"""No module names what the rules are made of: facts, fields, conditions, lists, places, documents.

What the engine has to know of a fact, the fact declares by its role (``rulebook/roles.py``).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from huiqi.rulebook.folder import rules_folder
from huiqi.rulebook.roles import Role

PACKAGE = Path(__file__).parents[1] / "engine" / "huiqi"
#: Keys under which the rules write what they call by a name.
SECTIONS = (
    "facts", "fields", "parameters", "definitions", "questions", "first", "domains", "sources",
    "documents", "places", "constraints", "funds",
)  # fmt: skip
#: The engine's own words that something in the rules happens to be called, too.
OWN = {
    "what an incident file and a file of cases are made of": (
        "incident",
        "incidents",
        "history",
        "laws",
        "what",
        "outcome",
    ),
    "how the rules are written: keys, and values that have a meaning of their own": (
        "cluster",
        "document",
        "elsewhere",
        "funds",
        "first",
        "held",
        "industry",
        "label",
        "ladder",
        "level",
        "loan",
        "measure",
        "minor",
        "plausible",
        "project",
        "ranked",
        "score",
        "share",
        "tax",
        "title",
        "type",
        "unsourced",
        "years",
    ),
    "who knows a fact": ("market", "personnel", "research"),
    "what a document that is printed is made of": (
        "amount",
        "both",
        "chosen",
        "declared",
        "failed",
        "field",
        "list",
        "name",
        "rank",
        "refused",
        "severity",
    ),
    "the language: a function, a module of a reader": ("growth", "listing"),
    "what a command, a colour, a part of a grammar is called": ("decide", "either", "green"),
    "two readings of 以下 that an import makes": ("excluding", "including"),
    "stands for the conditions that a source does not list": ("item-conditions",),
}
WORDS = {word for words in OWN.values() for word in words} | {*get_args(Role)}


def named(found: Any) -> Iterator[str]:
    """Every id in a file of the rules."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key == "id" and isinstance(value, str):
                yield value
            if key in SECTIONS and isinstance(value, dict):
                yield from (name for name in value if isinstance(name, str))
            yield from named(value)
    elif isinstance(found, list):
        for value in found:
            yield from named(value)


def constants() -> Iterator[tuple[str, str]]:
    """Every text that stands in the package, with where."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, f"{path.relative_to(PACKAGE)}:{node.lineno}"


@pytest.fixture(scope="module")
def ids() -> frozenset[str]:
    """Every id of the rules that are installed."""
    files = (path for path in rules_folder().rglob("*.yaml"))
    return frozenset(
        name for path in files for name in named(yaml.safe_load(path.read_text(encoding="utf-8")))
    )


def test_no_text_in_the_package_is_an_id_of_the_rules(ids: frozenset[str]) -> None:
    """A rule can be renamed, and another city can have others, without a change of the program."""
    assert len(ids) > 1000
    found = [f"{where} {text}" for text, where in constants() if text in ids - WORDS]
    assert not found


def test_the_engine_s_own_words_are_still_both(ids: frozenset[str]) -> None:
    """A word that is no id, or that no module says any more, is not excused in advance."""
    said = {text for text, _ in constants()}
    excused = {word for words in OWN.values() for word in words}
    assert excused - set(get_args(Role)) <= said & ids
