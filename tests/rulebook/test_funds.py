"""A fund's file: strict, linked to the measure that draws on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.diagnostics import InputError
from huiqi.language.types import MONEY
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.loading import load_rulebook
from tests.decision import small
from tests.rulebook.test_hypothesis import PARAMETERS

POOL = """\
  pool:
    type: money
    label: {zh: 资金, en: pool}
    values: [{from: 2023-01-01, value: 100万元, basis: [{source: law}]}]
"""
MEASURE = """
requires: {id: early, text: {zh: 早, en: early}, if: as_of >= opened and not doubled}
gives:
  amount: share * past[-1] + min(guessed, 0元)
  caps: [{at_most: limit, per: enterprise}]
  shared_from: pool
"""
FUND = """\
id: f
title: {zh: 基金, en: fund}
measure: m
basis: [{source: press}]
year: {unknown: 没有写, basis: [{source: press}]}
pool: pool
rate: share
cap: limit
base: {fact: past, basis: [{source: press}]}
sharing: {stated: ranked, basis: [{source: press}]}
"""


def written(folder: Path, fund: str) -> Path:
    """A rulebook with this fund; the folder."""
    (folder / "parameters").mkdir()
    (folder / "parameters" / "parameters.yaml").write_text(PARAMETERS + POOL, "utf-8")
    small.rulebook(folder, m=MEASURE)
    (folder / "funds").mkdir()
    (folder / "funds" / "f.yaml").write_text(fund, "utf-8")
    return folder


def test_a_fund_is_linked(tmp_path: Path) -> None:
    """What is stated and what is unknown are told apart, each with its basis."""
    fund = load_rulebook(written(tmp_path, FUND)).funds["f"]
    assert (fund.pool, fund.rate, fund.cap, fund.base) == ("pool", "share", "limit", "past")
    assert (fund.year.value, fund.sharing.value) == (None, "ranked")
    assert fund.year.unknown is not None
    assert fund.sharing.basis[0].source.id == "press"


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("measure: m", "measure: n", "R303", "3:10"),
        ("pool: pool", "pool: pol", "R303", "6:7"),
        ("pool: pool", "pool: share", "R360", "6:7"),
        ("rate: share", "rate: limit", "R360", "7:7"),
        ("cap: limit", "cap: pool", "", ""),
        ("fact: past", "fact: c", "R360", "9:14"),
        ("fact: past", "fact: b", "R362", "9:14"),
        ("pool: pool", "pool: guessed", "", ""),
        ("{unknown: 没有写,", "{", "R361", "5:7"),
        ("stated: ranked", "stated: ranked, unknown: 没有写", "R361", "10:10"),
        ("stated: ranked", "stated: lottery", "R203", "10:19"),
        ("sharing: {stated: ranked, basis: [{source: press}]}\n", "", "R202", "1:1"),
        ("basis: [{source: press}]\nyear", "year", "R202", "1:1"),
    ],
)
def test_a_fault_has_its_code_and_place(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    """A name, a kind of quantity, a way of sharing that are not there; a base nothing reads."""
    folder = written(tmp_path, FUND.replace(old, new, 1))
    if not code:
        load_rulebook(folder)
        return
    with pytest.raises(InputError) as caught:
        load_rulebook(folder)
    found = [(d.code, str(d.place).split(".yaml:")[-1]) for d in caught.value.diagnostics]
    assert (code, place) in found


def test_the_fund_of_liaocheng_says_only_what_is_known() -> None:
    """80 million and 20 % as reported; year, cap and sharing unknown, each with its source."""
    rulebook = load_rulebook()
    fund = rulebook.funds["rd-institution"]
    pool, rate, cap = (rulebook.parameters[n].rows for n in (fund.pool, fund.rate, fund.cap))
    assert [row.value.text for row in (*pool, *rate)] == ["8000万元", "20%"]  # type: ignore[attr-defined]
    assert {GRADES[row.grade].value for row in (*pool, *rate, *cap)} == {"reported"}
    assert fund.sharing.value is None
    assert fund.year.value is None
    assert rulebook.definitions[fund.base].type == MONEY
    assert rulebook.definitions[fund.base].yearly
    for bases in (fund.basis, fund.base_basis, fund.year.basis, fund.sharing.basis):
        assert [basis.source.id for basis in bases] == ["liaocheng-daily-manufacturing"]
