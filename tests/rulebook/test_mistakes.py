"""Mistakes of those who write rules are told at load: one message each, at the row or the clause.

Beside each mistake stands the right rule that looks most like it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.rulebook.loading import load_rulebook
from tests.rulebook.test_linker import FILES, M, findings, write

MORE = """\
facts:
  share: {type: ratio, label: {zh: 份额, en: share}}
  day: {type: date, label: {zh: 某日, en: day}}
  sector: {type: industry, label: {zh: 行业, en: sector}, sections: {A: "01-05", C: "13-43"}}
  size:
    type: enum
    ordered: true
    label: {zh: 档次, en: size}
    values: {low: {zh: 低, en: low}, mid: {zh: 中, en: mid}, high: {zh: 高, en: high}}
  colour:
    type: enum
    label: {zh: 颜色, en: colour}
    values: {red: {zh: 红, en: red}, blue: {zh: 蓝, en: blue}}
  sure: {type: bool, label: {zh: 有保证, en: sure}}
"""
#: What stands above a value; the value's own lines are numbered from 7.
HEAD = """\
definitions:
  tested:
    type: count
    label: {zh: 所试, en: tested}
    basis: [{source: law}]
    value:
"""
TESTED = "definitions/tested.yaml"


def defined(folder: Path, value: str) -> Path:
    """The small rulebook with a definition of this value."""
    lines = "".join(f"      {line}\n" for line in value.splitlines())
    return write(folder, {"facts/more.yaml": MORE, TESTED: HEAD + lines})


def choose(*rows: str, otherwise: str = "") -> str:
    """Rows of ``if``, each with a value of its own; they stand on lines 8, 9, 10 …"""
    lines = [f"  - {{if: {row!r}, then: {value}}}" for value, row in enumerate(rows, 1)]
    return "\n".join(["choose:", *lines, *([f"otherwise: {otherwise}"] if otherwise else [])])


def bands(*rows: str, of: str = "people", more: str = "") -> str:
    """Bands, which stand on lines 9, 10, 11 …"""
    return "\n".join([f"of: {of}", "bands:", *(f"  - {{{row}}}" for row in rows), more]).rstrip()


#: Of tiers, the mistake, where it is told, and what is right beside it.
NEVER = {
    "the wider limit first": (
        choose("people >= 10", "people >= 20", otherwise="0"),
        "9:16",
        choose("people >= 20", "people >= 10", otherwise="0"),
    ),
    "the same with sides exchanged, in Chinese": (
        choose("人数 ≥ 10", "20 < 人数", otherwise="0"),
        "9:16",
        choose("20 < 人数", "人数 ≥ 10", otherwise="0"),
    ),
    "the limit itself": (
        choose("people >= 10", "people == 10", otherwise="0"),
        "9:16",
        choose("people > 10", "people == 10", otherwise="0"),
    ),
    "a row written twice": (
        choose("sure", "people > 3", "sure", otherwise="0"),
        "10:16",
        choose("sure", "people > 3", "not sure", otherwise="0"),
    ),
    "one condition more": (
        choose("people > 3", "sure and people > 5", otherwise="0"),
        "9:16",
        choose("sure and people > 5", "people > 3", otherwise="0"),
    ),
    "one of two": (
        choose("people > 3 or sure", "sure", otherwise="0"),
        "9:16",
        choose("people > 3 and sure", "sure", otherwise="0"),
    ),
    "both of two": (
        choose("people > 3 or sure", "sure or people > 7", otherwise="0"),
        "9:16",
        choose("people > 7 or sure", "sure or people > 3", otherwise="0"),
    ),
    "an interval within": (
        choose("people in [1, 10]", "people in (1, 10)", otherwise="0"),
        "9:16",
        choose("people in (1, 10)", "people in [1, 10]", otherwise="0"),
    ),
    "options among more": (
        choose("colour in {red, blue}", "colour == red", otherwise="0"),
        "9:16",
        choose("colour == red", "colour in {red, blue}", otherwise="0"),
    ),
    "ordered options": (
        choose("size >= mid", "size == high", otherwise="0"),
        "9:16",
        choose("size > mid", "size == mid", otherwise="0"),
    ),
    "an industry within another": (
        choose("sector within {C}", "sector within {C26, C27}", otherwise="0"),
        "9:16",
        choose("sector within {C26, C27}", "sector within {C}", otherwise="0"),
    ),
    "a later day": (
        choose("day >= 2020-01-01", "day >= 2021-01-01", otherwise="0"),
        "9:16",
        choose("day >= 2021-01-01", "day >= 2020-01-01", otherwise="0"),
    ),
    "a negative limit": (
        choose("people >= -5", "people >= -3", otherwise="0"),
        "9:16",
        choose("people >= -3", "people >= -5", otherwise="0"),
    ),
    "after what is always so": (
        choose("sure", "true", otherwise="0"),
        "10:18",
        choose("sure", "true"),
    ),
    "rising bands that fall": (
        bands("at_most: '5', value: 1", "at_most: '5', value: 2", "at_most: '9', value: 3"),
        "10:11",
        bands("at_most: '5', value: 1", "at_most: '6', value: 2", "at_most: '9', value: 3"),
    ),
    "falling bands that rise": (
        bands("at_least: 20%, value: 1", "at_least: 30%, value: 2", of="share"),
        "10:11",
        bands("at_least: 30%, value: 1", "at_least: 20%, value: 2", of="share"),
    ),
    "bands whose limits are disputed": (
        bands("at_most: '5', value: 1", "at_most: '4', value: 2", more="edges: judgement"),
        "10:11",
        bands("at_most: '4', value: 1", "at_most: '5', value: 2", more="edges: judgement"),
    ),
}


@pytest.mark.parametrize("name", NEVER)
def test_a_tier_that_never_applies(tmp_path: Path, name: str) -> None:
    """The first that holds counts: what comes after a wider one is for nobody."""
    mistake, place, right = NEVER[name]
    (item,) = findings(defined(tmp_path / "mistake", mistake))
    assert item.code == "R352"
    assert str(item.place).endswith(f"{TESTED}:{place}")
    load_rulebook(defined(tmp_path / "right", right))


#: Of tiers without an ``otherwise`` likewise, with the gap.
GAPS = {
    "between two": (
        choose("people < 10", "people >= 20"),
        "9:16",
        "10与20之间",
        choose("people < 10", "people >= 10"),
    ),
    "of the limit alone": (
        choose("people < 10", "people > 10"),
        "9:16",
        "10与10之间",
        choose("people <= 10", "people > 10"),
    ),
    "whatever their order": (
        choose("people >= 30", "people < 10", "people in [10, 20)"),
        "8:16",
        "20与30之间",
        choose("people >= 20", "people < 10", "people in [10, 20)"),
    ),
    "of a hundredth of a percentage point": (
        choose("share <= 9.99%", "share >= 10%"),
        "9:16",
        "9.99%与10%之间",
        choose("share < 10%", "share >= 10%"),
    ),
    "of a day": (
        choose("day < 2020-01-01", "day > 2020-01-01"),
        "9:16",
        "2020-01-01与2020-01-01之间",
        choose("day <= 2019-12-31", "day >= 2020-01-01"),
    ),
    "of an option": (
        choose("size <= low", "size >= high"),
        "9:16",
        "低与高之间",
        choose("size <= low", "size >= mid"),
    ),
}


@pytest.mark.parametrize("name", GAPS)
def test_a_gap_between_tiers(tmp_path: Path, name: str) -> None:
    """What falls between has no value; with an ``otherwise`` it has."""
    mistake, place, found, right = GAPS[name]
    (item,) = findings(defined(tmp_path / "mistake", mistake))
    assert (item.code, item.found) == ("R353", found)
    assert str(item.place).endswith(f"{TESTED}:{place}")
    load_rulebook(defined(tmp_path / "right", right))
    load_rulebook(defined(tmp_path / "stated", f"{mistake}\notherwise: 0"))


@pytest.mark.parametrize(
    "right",
    [
        choose("people <= 10", "people >= 11"),
        choose("people >= 10 and people < 20"),
        choose("people < 10", "sure"),
        choose("people < 10", "people >= 20 and sure"),
        choose("people < 10", "share >= 20%"),
        choose("people > 20", "people != 10"),
        bands("at_least: '20', value: 2", "at_least: '10', value: 1"),
    ],
)
def test_what_may_be_no_gap_is_not_told(tmp_path: Path, right: str) -> None:
    """Whole numbers side by side, one tier, tiers of several figures, open ends."""
    load_rulebook(defined(tmp_path, right))


def test_a_band_with_the_value_of_its_neighbour(tmp_path: Path) -> None:
    """Copied and not changed: the limit between them decides nothing."""
    mistake = bands("at_least: '20', value: 5", "at_least: '10', value: 5")
    (item,) = findings(defined(tmp_path / "mistake", mistake))
    assert (item.code, item.found) == ("R355", "5")
    assert str(item.place).endswith(f"{TESTED}:10:11")
    right = bands("at_least: '20', value: 5", "at_least: '10', value: 4", "at_least: '5', value: 5")
    load_rulebook(defined(tmp_path / "right", right))


TABLES = {
    "the second key": (
        "keys: [size, colour]\ntable:\n  low: {red: 1, blue: 1}\n  mid: {red: 2, blue: 2}",
        "7:20",
        "keys: [size, colour]\ntable:\n  low: {red: 1, blue: 1}\n  mid: {red: 2, blue: 3}",
    ),
    "the first key": (
        "keys: [colour, size]\ntable:\n  red: {low: 1, mid: 2}\n  blue: {low: 1, mid: 2}",
        "7:14",
        "keys: [colour, size]\ntable:\n  red: {low: 1, mid: 2}\n  blue: {low: 1, high: 2}",
    ),
    "the only key": (
        "keys: [colour]\ntable: {red: 1, blue: 1}",
        "7:14",
        "keys: [size]\ntable: {low: 1, mid: 1}",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_key_that_never_matters(tmp_path: Path, name: str) -> None:
    """All of its options are there, and give the same; an absent one tells apart."""
    mistake, place, right = TABLES[name]
    (item,) = findings(defined(tmp_path / "mistake", mistake))
    assert item.code == "R354"
    assert str(item.place).endswith(f"{TESTED}:{place}")
    load_rulebook(defined(tmp_path / "right", right))


def test_a_cell_that_is_there_already(tmp_path: Path) -> None:
    """Once by the option's id and once by its label."""
    (item,) = findings(defined(tmp_path, "keys: [colour]\ntable: {red: 1, blue: 2, 红: 3}"))
    assert (item.code, item.found) == ("R355", "红")
    assert str(item.place).endswith(f"{TESTED}:8:32")


def test_a_condition_that_its_group_has_already(tmp_path: Path) -> None:
    """By its id and written out, in Chinese and with ids; in another group it is another matter."""
    again = FILES[M].replace("gives:", "    - {id: more, text: *t, if: 人数 > 20}\ngives:")
    again = again.replace("*t", "{zh: 人多, en: many}")
    (item,) = findings(write(tmp_path / "mistake", {M: again}))
    assert item.code == "R355"
    assert str(item.place).endswith(f"{M}:12:7")
    apart = again.replace("- {id: more", "- any: [{id: more").replace(
        "> 20}\ng", "> 20}, {id: much, text: {zh: 多, en: m}, if: people > 90}]\ng"
    )
    load_rulebook(write(tmp_path / "right", {M: apart}))
