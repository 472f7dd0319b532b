"""Columns that tell of titles: one that is held, or the level of one, by the head and the cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable, screen, screen_city
from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile_reader import read_profile
from huiqi.screening.keeping import answer_of
from huiqi.screening.worded import Worded
from huiqi.values import Records
from tests.screening.test_asked_of_table import answered
from tests.titles import RULES

DAY = date(2026, 11, 28)
HEADS = ("市级企业技术中心", "绿色工厂")
COLUMNS = ("已获得的称号：市级企业技术中心=市级企业技术中心", "已获得的称号：称号=绿色工厂")
#: What each row says, by the titles that a profile would name.
ROWS: dict[tuple[str, str], tuple[str, ...]] = {
    ("是", ""): ("市级企业技术中心",),
    ("是", "市级"): ("市级绿色工厂", "市级企业技术中心"),
    ("否", "省级"): ("省级绿色工厂",),
    ("", "国家级绿色工厂"): ("国家级绿色工厂",),
    # One title is one record, told twice or not.
    ("是", "市级企业技术中心"): ("市级企业技术中心",),
    # That these are not held says nothing of others.
    ("否", "否"): (),
    ("无", "—"): (),
    ("未知", ""): (),
    # What is no title, or none yet, is not read.
    ("拟认定", "区级"): (),
    ("", "是"): (),
}


def table(folder: Path) -> GivenTable:
    """A firm for each row."""
    path = folder / "台账.csv"
    rows = [f"示例企业{place},{','.join(cells)}" for place, cells in enumerate(ROWS)]
    head = ",".join(("企业名称", *HEADS))
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return GivenTable(file=path, columns=COLUMNS, lenient=True)


def worded(decision: Decision) -> Worded:
    """Nothing is said."""
    return Worded()


def test_a_row_says_what_a_profile_with_the_titles_says(tmp_path: Path) -> None:
    """On every measure; a list that is told so is never said to be whole."""
    opened, _ = table(tmp_path).opened(RULES, DAY, Diagnostics())
    decider = Decider(RULES)
    for row, titles in zip(opened.table.rows, ROWS.values(), strict=True):
        own = opened.profile(row, Diagnostics())
        told = "".join(f"{{称号: {title}, 认定日期: '<= {DAY}'}}, " for title in titles)
        path = tmp_path / "甲.yaml"
        path.write_text(
            "enterprise: {name: 示例甲公司}\nfacts:\n"
            + (f"  已获得的称号: {{至少: [{told}]}}\n" if titles else "  注册地: 未知\n"),
            encoding="utf-8",
        )
        other = read_profile(path, RULES, Diagnostics())
        assert set(own.facts) == set(other.facts), row.cells
        answers = [
            [answer_of(one) for one in decider.decide(profile, DAY, RULES.supports).results]
            for profile in (own, other)
        ]
        assert answers[0] == answers[1], row.cells


def test_a_database_decides_the_same(tmp_path: Path) -> None:
    """By the query, and row by row where a cell cannot be read."""
    pytest.importorskip("duckdb")
    small = screen(RULES, table(tmp_path), DAY, worded, processes=1)
    with screen_city(RULES, table(tmp_path), DAY, worded, first=None) as city:
        found = {one.measure: dict(one.marks) for one in city.screening.measures}
    for one in small.measures:
        marks = {mark: number for mark, number in found[one.measure].items() if number}
        assert marks == {mark: number for mark, number in one.marks.items() if number}


def test_an_officers_own_heads_are_asked_about(tmp_path: Path) -> None:
    """By the one title, or by the field where the head may be of several levels."""
    given = GivenTable(file=table(tmp_path).file)
    told, asked = answered(given, ("是",))
    assert told.columns == COLUMNS
    # How far an application is can be read, and answers nothing.
    assert "（写的如 是、拟认定、否）：已获得的称号：市级企业技术中心\n" in asked[0]
    assert "已获得的称号：称号（2 户写的读不懂，如“区级”）" in asked[0]


def test_columns_that_tell_all_tell_it_where_each_cell_is_read(tmp_path: Path) -> None:
    """A title that nobody knows of, or that is not read, may be held beside those that are."""
    whole = replace(table(tmp_path), whole=("已获得的称号",))
    opened, _ = whole.opened(RULES, DAY, Diagnostics())
    for row, (cells, titles) in zip(opened.table.rows, ROWS.items(), strict=True):
        given = opened.profile(row, Diagnostics()).facts.get(("recognitions", None))
        open_ = not {"未知", "—", "拟认定"}.isdisjoint(cells) or cells == ("", "是")
        if open_ and not titles:
            assert given is None, cells
            continue
        assert given is not None
        assert isinstance(given.value, Records)
        assert given.value.complete is not open_, cells
        assert len(given.value.items) == len(titles)
