"""An edit of a YAML file changes what it is asked to, and not a byte besides."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.adoption.edits import EditError, YamlText
from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.yaml_text import block

ROOT = Path(__file__).resolve().parents[2]

TEXT = """\
# head, kept
title: 甲  # why it is so
sources:
  # ---- Liaocheng
  one:
    title: "一：x"   # quoted
    note: >-
      folded
      text

  two: {title: 二, url: "", years: [2022, 2023]}   # flow
measures: [a, b]
empty:
# between
list:
  - name: first
    # inside
    facts: {}
  -   name: second
      facts: {x: 1}
  - third
# foot
"""


@pytest.mark.parametrize(
    ("edit", "gone", "new"),
    [
        (
            lambda t: t.set(("title",), "乙"),
            ["title: 甲  # why it is so"],
            ["title: 乙  # why it is so"],
        ),
        (
            lambda t: t.set(("sources", "one", "title"), "三"),
            ['    title: "一：x"   # quoted'],
            ["    title: 三   # quoted"],
        ),
        (
            lambda t: t.set(("sources", "one", "note"), "短"),
            ["    note: >-", "      folded", "      text"],
            ["    note: 短"],
        ),
        (
            lambda t: t.set(("sources", "two", "url"), "http://x.cn"),
            ['  two: {title: 二, url: "", years: [2022, 2023]}   # flow'],
            ['  two: {title: 二, url: "http://x.cn", years: [2022, 2023]}   # flow'],
        ),
        (lambda t: t.set(("sources", "three"), {"title": "三"}), [], ["  three: {title: 三}"]),
        (lambda t: t.set(("empty",), ["x"]), ["empty:"], ["empty: [x]"]),
        (lambda t: t.set(("new", "a", "b"), 1), [], ["new: {a: {b: 1}}"]),
        (lambda t: t.append(("measures",), "c"), ["measures: [a, b]"], ["measures: [a, b, c]"]),
        (lambda t: t.append(("list",), {"name": "四"}), [], ["  - {name: 四}"]),
        (lambda t: t.append(("empty",), "x"), ["empty:"], ["empty: [x]"]),
        (lambda t: t.remove(("title",)), ["title: 甲  # why it is so"], []),
        (
            lambda t: t.remove(("list", 0)),
            ["  - name: first", "    # inside", "    facts: {}"],
            [],
        ),
        (lambda t: t.remove(("list", 2)), ["  - third"], []),
        (
            lambda t: t.remove(("list", 1, "name")),
            ["  -   name: second", "      facts: {x: 1}"],
            ["  -   facts: {x: 1}"],
        ),
        (lambda t: t.remove(("measures", 0)), ["measures: [a, b]"], ["measures: [b]"]),
        (lambda t: t.remove(("measures", 1)), ["measures: [a, b]"], ["measures: [a]"]),
        (
            lambda t: t.remove(("list", 1, "facts", "x")),
            ["      facts: {x: 1}"],
            ["      facts: {}"],
        ),
    ],
)
def test_the_lines_that_an_edit_changes(edit: Any, gone: list[str], new: list[str]) -> None:
    """Exactly these lines go and come, wherever the value stands."""
    after = edit(YamlText(TEXT)).text
    changes = list(difflib.ndiff(TEXT.splitlines(), after.splitlines()))
    assert [line[2:] for line in changes if line.startswith("- ")] == gone
    assert [line[2:] for line in changes if line.startswith("+ ")] == new


@pytest.mark.parametrize("positions", [[0], [2], [0, 2], [1, 2], [0, 1, 2], []])
@pytest.mark.parametrize("where", ["list", "flow"])
def test_several_items_go_as_one_after_the_other(where: str, positions: list[int]) -> None:
    """To the byte, whether they stand on lines of their own or in brackets."""
    text = YamlText(TEXT.replace("measures: [a, b]", "flow: [a, b, c]"))
    expected = text
    for position in reversed(positions):
        alone = len(expected.data[where]) == 1  # type: ignore[index]
        expected = expected.set((where,), []) if alone else expected.remove((where, position))
    assert text.remove_items((where,), positions).text.count("\n") <= TEXT.count("\n")
    if positions != [0, 1, 2]:
        assert text.remove_items((where,), positions).text == expected.text
    assert text.remove_items((where,), positions).data == expected.data


@pytest.mark.parametrize(
    ("path", "found"), [(("sources", "none"), "nothing"), (("list", 9), "nothing")]
)
def test_what_is_not_there_is_not_removed(path: Any, found: str) -> None:
    """Nor is the nearest thing taken in its stead."""
    with pytest.raises(EditError, match=found):
        YamlText(TEXT).remove(path)


def test_the_file_s_own_ends_of_lines_and_mark_stay() -> None:
    """Windows' ends of lines around an edit, and a mark at the beginning."""
    text = "\ufeffa: 1\r\nb: 2\r\n"
    assert YamlText(text).set(("a",), 3).text == "\ufeffa: 3\r\nb: 2\r\n"
    assert YamlText("a: 1").set(("b",), 2).text == "a: 1\nb: 2\n"


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.decimals(-(10**20), 10**20, places=2)
    | st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)
    | st.sampled_from(["2023-01-01", "null", "~", "- a", "a: b", "# x", "{x", "甲\n乙", "yes"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc甲-_", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN, st.integers(0, 6))
def test_what_is_laid_out_is_read_as_it_was(value: object, indent: int) -> None:
    """In whatever column, over however many lines."""
    if isinstance(value, dict | list) and value:
        text = "k:\n" + " " * (indent + 1) + block(value, indent + 1, whole=True) + "\n"
    else:
        text = f"k: {block(value, indent)}\n"
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "x", diagnostics)
    assert document is not None, diagnostics.items
    assert document.data == {"k": value}


def _paths(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    own = [path] if path else []
    if isinstance(data, dict):
        parts = list(data.items())
    else:
        parts = list(enumerate(data)) if isinstance(data, list) else []
    return own + [found for key, value in parts for found in _paths(value, (*path, key))]


FILES = sorted((ROOT / "rules" / "also" / "liaocheng").glob("*.yaml"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_value_of_the_rules_files_can_be_set_and_taken_out(data: st.DataObject) -> None:
    """The edit itself compares the data; the lines before the value stay."""
    text = data.draw(st.sampled_from(FILES)).read_text("utf-8")
    before = YamlText(text)
    path = data.draw(st.sampled_from(_paths(before.data)))
    lines = text.splitlines(keepends=True)
    first = before.document.key_place(path).line - 1
    after = before.set(path, data.draw(PLAIN))
    assert after.text.splitlines(keepends=True)[:first] == lines[:first]
    around = before.document.places
    alone = not any(len(p) == len(path) and p[:-1] == path[:-1] and p != path for p in around)
    after = before.remove(path)
    # The last entry's place takes the line of what it stood in.
    assert alone or after.text.splitlines(keepends=True)[:first] == lines[:first]
