"""Commas and brackets in ``{…}``: told at their own column, with the remedy to quote the value."""

from __future__ import annotations

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.documents import read_yaml_text
from tests.in_english import still_chinese

#: What is written, code, place, and how it is right.
SPLIT = [
    ("a: {if: max(a, b) >= 3, then: 5}", "Y105", "1:14", "a: {if: 'max(a, b) >= 3', then: 5}"),
    ("a: {text: 一, 二}", "Y105", "1:12", "a: {text: '一, 二'}"),
    ("a: {text: 一, 二, 三, zh: 四}", "Y105", "1:12", "a: {text: '一, 二, 三', zh: 四}"),
    ("a: {x: 1,\n  y: min(a,\n  b)}", "Y105", "2:11", "a: {x: 1,\n  y: 'min(a, b)'}"),
    ("a: {x: min(a\n  , b)}", "Y105", "2:3", "a: {x: 'min(a\n  , b)'}"),
    ('a: {x: "一", 二}', "Y105", "1:11", 'a: {x: "一, 二"}'),
    ("a: [p, {if: min(a, b), then: 2}]", "Y105", "1:18", "a: [p, {if: 'min(a, b)', then: 2}]"),
    ("a: {b}", "Y105", "1:5", "a: '{b}'"),
    ("a: {if: revenue[-1] >= 5, then: 3}", "Y100", "1:16", "a: {if: 'revenue[-1] >= 5', then: 3}"),
    ("a: [x[-1] > 2, b]", "Y100", "1:6", "a: ['x[-1] > 2', b]"),
    ("a: {if: x in {a, b}, then: 1}", "Y100", "1:14", "a: {if: 'x in {a, b}', then: 1}"),
    ("a: [{if: c, then: 1}, {if: a[-1] > 3, then: 1}]", "Y100", "1:29", "a: [{if: 'a[-1] > 3'}]"),
    ("a: {x: 1,\n  if: a[-1] > 3}", "Y100", "2:8", "a: {x: 1,\n  if: 'a[-1] > 3'}"),
]


def read(text: str) -> tuple[object, Diagnostics]:
    """What the text says, and what is wrong with it."""
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "f", diagnostics)
    assert not still_chinese(diagnostics.items, text)
    return document.data if document is not None else None, diagnostics


@pytest.mark.parametrize(("mistake", "code", "place", "right"), SPLIT)
def test_what_ends_a_value_in_its_middle(mistake: str, code: str, place: str, right: str) -> None:
    """One message, where the value is torn."""
    data, diagnostics = read(mistake)
    assert data is None
    (item,) = diagnostics.items
    assert (item.code, str(item.place)) == (code, f"f:{place}")
    assert "加引号" in item.remedy
    data, diagnostics = read(right)
    assert data is not None
    assert not diagnostics.items


@pytest.mark.parametrize(
    "text",
    [
        "a: {zh: 一, en: }",
        "a: {zh: 一, en: , then: 2}",
        "a: {zh: 一, en:\n  }",
        "a: {x: [1, 2], y: {z: [[3], [4]]}}",
        "a: [一, 二]",
        "a: {text: 一，二（三）}",
        "a: {x: f(a), y: 'b, c'}",
        "a: min(b, c[-1])",
        "a:\n  b:\n  c: 1",
        "? a\n? b",
    ],
)
def test_what_is_whole_is_left(text: str) -> None:
    """A value that is left out after its colon, lists, full-width signs, and what is no braces."""
    data, diagnostics = read(text)
    assert isinstance(data, dict)
    assert not diagnostics.items


def test_what_stands_under_a_key_written_twice_is_no_second_fault() -> None:
    """The key is told, not each part of what stands under it; a third one is told again."""
    _, diagnostics = read("a: {x: 1, y: 2}\nb: 1\na: {x: 1, y: 2, y: 3}\na: {x: 1}")
    assert [(item.found, str(item.place)) for item in diagnostics.items] == [
        ("a", "f:3:1"),
        ("y", "f:3:17"),
        ("a", "f:4:1"),
    ]
