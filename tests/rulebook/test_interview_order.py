"""The order of an interview is declared once, of facts and topics that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.diagnostics import InputError
from huiqi.rulebook.loading import load_rulebook

FACTS = """
topic: {zh: 甲题, en: first topic}
facts:
  one: {type: count, label: {zh: 甲, en: one}}
  two: {type: count, label: {zh: 乙, en: two}}
"""
#: A list, in the second file.
HELD = """
  held:
    type: records
    label: {zh: 丁, en: held}
    key: [kind]
    fields:
      kind: {type: enum, label: {zh: 类别, en: kind}, values: {gold: {zh: 金, en: gold}}}
"""


def load(folder: Path, declared: str, other: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What order a rulebook of two topics has."""
    (folder / "facts").mkdir()
    (folder / "sources.yaml").write_text("sources: {}\n", encoding="utf-8")
    (folder / "facts" / "a.yaml").write_text(f"{FACTS.strip()}\n{declared}\n", encoding="utf-8")
    more = "topic: {zh: 乙题, en: second topic}\nfacts:\n  three:"
    more += " {type: count, label: {zh: 丙, en: three}}\n"
    (folder / "facts" / "b.yaml").write_text(more + other, encoding="utf-8")
    found = load_rulebook(folder).interview
    return found.first, found.topics


def test_what_is_not_named_comes_after_what_is(tmp_path: Path) -> None:
    """A topic of which nothing is said keeps its place among the others."""
    declared = "interview: {first: [two], topics: [乙题]}"
    assert load(tmp_path, declared) == (("two",), ("乙题", "甲题"))


def test_without_a_declaration_it_is_that_of_the_files(tmp_path: Path) -> None:
    """Nothing has to be declared."""
    assert load(tmp_path, "") == ((), ("甲题", "乙题"))


def test_what_stands_on_the_paper_of_a_record_is_kept(tmp_path: Path) -> None:
    """By the list, and by what the record is."""
    load(tmp_path, "interview: {with_records: {held: {gold: [two, three]}}}", HELD.lstrip("\n"))
    found = load_rulebook(tmp_path).interview
    assert found.with_records == {"held": {"gold": ("two", "three")}}


@pytest.mark.parametrize(
    ("declared", "other", "line"),
    [
        ("interview: {first: [four], topics: []}", "", 5),
        ("interview: {first: [one, one], topics: []}", "", 5),
        ("interview: {topics: [丙题]}", "", 5),
        ("interview: {denied_together: [丙题]}", "", 5),
        ("interview: {answered_alone: [four]}", "", 5),
        ("interview: {answered_alone: [one, one]}", "", 5),
        # A list, and one that is asked first.
        ("interview: {first: [one], in_full: [one]}", "", 5),
        ("interview: {first: [one], in_full: [held]}", HELD.lstrip("\n"), 5),
        ("interview: {with_records: {one: {gold: [two]}}}", "", 5),
        ("interview: {with_records: {held: {iron: [two]}}}", HELD.lstrip("\n"), 5),
        ("interview: {with_records: {held: {gold: [four]}}}", HELD.lstrip("\n"), 5),
        ("interview: {topics: [甲题]}", "interview: {topics: [乙题]}\n", 4),
    ],
)
def test_what_there_is_not_is_refused(tmp_path: Path, declared: str, other: str, line: int) -> None:
    """At its line."""
    with pytest.raises(InputError) as refused:
        load(tmp_path, declared, other)
    assert [(d.code, d.place.line) for d in refused.value.diagnostics] == [("R356", line)]
