"""One normal form of names and codes, and letters that cannot change a screen."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.spelling import Names, code_text, columns, folded, one_line, plain, visible, visible_json


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲（集团）厂", "甲(集团)厂"),
        ("甲〔集团〕厂", "甲【集团】厂"),
        ("甲 集团　厂", "甲集团厂"),
        ("甲\u200b集团\ufeff厂", "甲集团厂"),
        ("ＡＢＣ１２３厂", "abc123厂"),
        ("甲·乙", "甲•乙"),
        ("甲“乙”厂", '甲"乙"厂'),
        ("一-二", "一－二"),
        ("聊政发〔2019〕1号", "聊政发[2019]1号"),
        ("研发\u2060费用\u00ad（财务）", "研发费用(财务)"),
    ],
)
def test_what_looks_the_same_is_the_same(one: str, other: str) -> None:
    """Width, spaces, invisible characters, brackets, quotation marks, dots, case."""
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("甲厂", "乙厂"), ("甲1厂", "甲2厂"), (">=3", "<=3"), ("甲(乙)", "甲乙")]
)
def test_what_reads_differently_differs(one: str, other: str) -> None:
    """Nothing is guessed to be the same."""
    assert plain(one) != plain(other)


@given(st.text(max_size=80))
def test_the_form_is_its_own_form(text: str) -> None:
    """Once in normal form, always."""
    assert plain(plain(text)) == plain(text)
    assert plain(folded(text)) == plain(text)


def test_a_code_keeps_its_capitals() -> None:
    """As on the licence."""
    assert code_text(" ９１３７1500 790384538p\u200b") == "91371500790384538P"


def test_a_thing_is_found_by_any_of_its_names() -> None:
    """An id comes before another's label."""
    names = Names({"one": ("one", "一（甲）", "two"), "two": ("two", "二")})
    assert names.find("一(甲)") == "one"
    assert names.find(" TWO ") == "two"
    assert names.find("三") is None
    assert names.find("一" * 10_000) is None


def test_columns_are_those_of_a_console() -> None:
    """Han two, Latin one, ambiguous ones as the console has it, combining marks none."""
    assert columns("聊城 A1（") == 9
    assert columns("“甲”", ambiguous=1) == 4
    assert columns("“甲”") == 6
    assert columns("e\u0301") == 1


def test_a_screen_is_not_changed_by_a_text() -> None:
    """Controls, the order of letters, halves of characters: all written out."""
    text = "\x1b[31m红\x07\x1b]0;pwned\x07\u202e\u2066甲\u061c\x9b2J\ud800\U000e0041\r\u2028"
    shown = visible(text)
    assert shown.startswith("\\x1b[31m红\\x07")
    for character in shown:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl")
    assert visible("甲\n乙\t（丙）☑") == "甲\n乙\t（丙）☑"
    assert one_line("甲\n ✓ 符合") == "甲 ✓ 符合"


@given(st.text(st.characters(), max_size=60))
def test_json_says_the_same(text: str) -> None:
    """Only its spelling changes."""
    written = visible_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(written) == {"a": text}
    assert visible(written) == written
