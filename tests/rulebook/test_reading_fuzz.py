"""Any text and any bytes are read or refused, and what other programs write reads back equal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.documents import read_json_text, read_yaml_text
from tests.rulebook.test_reading import Reader, read, read_bytes

#: 300, and in proportion when a profile searches for longer.
EXAMPLES = 3 * settings().max_examples

#: Pieces of which random texts are made, so that many of them are nearly YAML or JSON.
PIECES = (
    *("a", "b: ", "- ", "? ", ": ", "\n", "  ", "\t", "#", "{", "}", "[", "]", ",", '"', "'", "\\"),
    *("&x ", "*x", "!!int ", "! ", "<<", "---\n", "...\n", "%YAML 1.1\n", "|\n", ">-\n", "：", "~"),
    *("1", "-0.5", "1e9", "NaN", "null", "true", "\\ud800", "\\U00110000", "\ufeff", "\x85", "%ff"),
)
nearly_files = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
any_text = nearly_files | st.text()

# PyYAML writes U+0085 as a line break, which its own reader does not read back either.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85"), max_size=30)
keys = texts | st.integers(-(10**29), 10**29)
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**29), 10**29) | texts,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(keys, children, max_size=4),
    max_leaves=20,
)


@pytest.mark.fuzz
@pytest.mark.parametrize("reader", [read_yaml_text, read_json_text])
@settings(max_examples=EXAMPLES, deadline=None)
@given(text=any_text)
@example(text="%YAML 1.1\n")
@example(text='"\\')
def test_any_text_is_read_or_refused(reader: Reader, text: str) -> None:
    """No text raises."""
    diagnostics = Diagnostics()
    document = reader(text, "f", diagnostics)
    assert (document is None) == bool(diagnostics.errors)
    assert all(str(item) for item in diagnostics.items)


@pytest.mark.fuzz
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.binary() | nearly_files.map(lambda text: text.encode("gb18030", "replace")))
def test_any_bytes_are_read_or_refused(data: bytes, tmp_path: Path) -> None:
    """No file raises."""
    read_bytes(data, tmp_path)
    read_bytes(data, tmp_path, "f.json")


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES, deadline=None)
@given(trees)
def test_what_is_written_reads_back_equal(tree: object) -> None:
    """As another program writes YAML."""
    document = read(yaml.safe_dump(tree, allow_unicode=True))
    assert document.data == tree
    # 1 == True, so the types too.
    assert yaml.safe_dump(document.data) == yaml.safe_dump(tree)


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES, deadline=None)
@given(trees.map(lambda tree: json.loads(json.dumps(tree))))
def test_json_reads_back_equal(tree: object) -> None:
    """With Chinese written out or escaped."""
    for text in (json.dumps(tree), json.dumps(tree, ensure_ascii=False, indent=1)):
        diagnostics = Diagnostics()
        document = read_json_text(text, "f.json", diagnostics)
        assert document is not None or "看不见" in diagnostics.items[0].message
        assert document is None or document.data == tree
