"""The catalogue: complete, current, and the only place of the pages' own words."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
import sys
from pathlib import Path
from types import ModuleType

import pytest

from huiqi.words import Say

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "engine" / "huiqi" / "report"
_CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def words() -> ModuleType:
    """docs/words.py, which `make words` runs."""
    found = importlib.util.spec_from_file_location("words_script", ROOT / "docs" / "words.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module
    found.loader.exec_module(module)
    return module


def test_the_catalogue_is_current(words: ModuleType) -> None:
    """`make words` would change neither what is written nor what is read."""
    written = words.ENGLISH.read_bytes()
    catalog = words.collected(written)
    assert words.as_po(catalog) == written
    assert words.as_mo(catalog) == words.ENGLISH.with_suffix(".mo").read_bytes()


def test_every_sentence_has_its_english(words: ModuleType) -> None:
    """None is said in Chinese to who asked for English, and each fills the same places."""
    for message in words.collected(words.ENGLISH.read_bytes()):
        if not message.id:
            continue
        assert message.string, message.id
        assert not _CHINESE.search(message.string), message.string
        assert _places(message.string) <= _places(message.id) | {"others"}, message.id


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


PAGES = sorted([*(REPORT / "pages").glob("*.py"), *(REPORT / "media").glob("*.py")])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_have_no_words_of_their_own(path: Path) -> None:
    """A Chinese sentence stands only where it is collected from: in say(…) or to_say(…)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in ("say", "to_say")
        for part in node.args[:1]
    }
    notes = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            loose = id(node) not in said | notes and _CHINESE.search(node.value)
            assert not loose or node.value in _MARKS, f"{path.name}:{node.lineno} {node.value}"


#: The product's name is the same in every language.
_MARKS = {"huiqi 惠企  "}


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def test_a_value_is_put_in_as_it_is() -> None:
    """Braces in what a user wrote are no places, in either language."""
    for language in ("zh", "en"):
        assert "{day.__class__}" in Say(language)("评估日 {day}", day="{day.__class__}")
