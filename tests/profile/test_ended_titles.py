"""A title that ended is told as one that ends is; what is not sure of a cell is no no."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import duckdb
import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.profile.lasting import held_by_day
from huiqi.screening.loader.load import load_enterprises
from huiqi.truth import Truth
from tests.titles import RULES

DAY = date(2026, 11, 30)
YES, NO = Truth.TRUE, Truth.FALSE
FACT = "high_technology_certificate"
HEADS = ("是否高企", "高企到期")
COLUMN = "高新技术企业资格在有效期内={}"


def _given(path: Path, head: str, cells: tuple[str, ...]) -> GivenTable:
    rows = (f"示例企业{place},“{cell}”" for place, cell in enumerate(cells))
    text = "\n".join((f"企业名称,{head}", *rows)).replace("“", '"').replace("”", '"')
    path.write_text(text, encoding="utf-8")
    return GivenTable(file=path, columns=(COLUMN.format(head),), lenient=True)


def _read(given: GivenTable) -> list[tuple[Truth | None, str]]:
    """What each cell says, and what is told of its end; a database reads the same."""
    table, _ = given.opened(RULES, DAY, Diagnostics())
    found: list[tuple[Truth | None, str]] = []
    for row in table.table.rows:
        noted = Diagnostics()
        own = table.profile(row, noted).facts.get((FACT, None))
        value = None if own is None else own.value
        assert value is None or isinstance(value, Truth)
        ends = [str(one.message).partition("：")[2] for one in noted.items if one.code == "P112"]
        found.append((value, ends[0] if ends else ""))
    connection = duckdb.connect()
    apart = load_enterprises(connection, given, RULES, DAY, Diagnostics()).apart_rows()
    query = f"SELECT row, {FACT} FROM enterprises ORDER BY row"
    truths = {True: YES, False: NO, None: None}
    loaded = {row: truths[one] for row, one in connection.execute(query).fetchall()}
    for row, (value, _) in zip(table.table.rows, found, strict=True):
        assert row.number in apart or loaded[row.number] == value
    return found


#: What a cell says, how it is read, and what is told of its end.
ENDED = {
    "2025.12到期，没续": (NO, "到 2025-12-31 已经到期，按没有算"),
    "2025.12到期": (NO, "到 2025-12-31 已经到期，按没有算"),
    "去年到期了": (NO, "到 2025-12-31 已经到期，按没有算"),
    "去年12月到期，没续": (NO, "到 2025-12-31 已经到期，按没有算"),
    "否（2025年到期）": (NO, "到 2025-12-31 已经到期，按没有算"),
    "已过期（2025.11）": (NO, "到 2025-11-30 已经到期，按没有算"),
    "到期了": (NO, "已经到期，没有写哪天，按没有算"),
    "过期了！": (NO, "已经到期，没有写哪天，按没有算"),
    "到期没续": (NO, "已经到期，没有写哪天，按没有算"),
    "是，2025.12到期": (None, "到 2025-12-31 已经到期，没有写重新认定，按未知"),
    "是，到期了": (None, "又写是、又写已经到期，按未知"),
    "有（已过期）": (None, "又写是、又写已经到期，按未知"),
    "2023年11月认定": (None, "2026-11-01～2026-11-30到期，可能已经过了"),
    # Long ago, or taken away, or never had: nothing is to be renewed.
    "2019.12到期，没续": (NO, ""),
    "否（2020年到期）": (NO, ""),
    "被取消": (NO, ""),
    "否": (NO, ""),
    "否（打算明年报）": (NO, ""),
}


@pytest.mark.parametrize("head", HEADS)
def test_what_ended_is_told_as_what_ends(tmp_path: Path, head: str) -> None:
    """Since when, where that is told, and what to ask; 2025.12到期，没续 was a bare no."""
    found = _read(_given(tmp_path / "台账.csv", head, tuple(ENDED)))
    for cell, (value, told), (expected, said) in zip(ENDED, found, ENDED.values(), strict=True):
        assert value == expected, cell
        assert told.startswith(said), cell
        assert bool(told) == bool(said), cell


#: The certificate of a year, and the days between which it ends three years later.
OF_A_YEAR = {
    "2023年高企": (None, "2026-01-01～2026-12-31到期"),
    "高企2023": (None, "2026-01-01～2026-12-31到期"),
    "高企（2023）": (None, "2026-01-01～2026-12-31到期"),
    "23年高企": (None, "2026-01-01～2026-12-31到期"),
    "2023年12月拿的证": (YES, "快到期，最晚 2026-12-31"),
    "2022年高企": (None, "到 2025-12-31 已经到期，没有写重新认定"),
    "2024年高企": (YES, ""),
    "2026年高企": (YES, ""),
    "高企2028": (YES, ""),
    "2018年高企": (None, ""),
}


@pytest.mark.parametrize("head", HEADS)
def test_a_year_beside_the_name_is_that_of_the_certificate(tmp_path: Path, head: str) -> None:
    """Below 高企到期 too, where 2023年高企 was read as a no."""
    found = _read(_given(tmp_path / "台账.csv", head, tuple(OF_A_YEAR)))
    for cell, (value, told), (expected, said) in zip(
        OF_A_YEAR, found, OF_A_YEAR.values(), strict=True
    ):
        assert value == expected, cell
        assert told.startswith(said), cell
        assert bool(told) == bool(said), cell


def test_a_day_beside_the_name_below_a_head_of_ends_is_not_known(tmp_path: Path) -> None:
    """It is the end by the head, and that of the certificate by the name: no no, and told."""
    (found,) = _read(_given(tmp_path / "台账.csv", "高企到期", ("高企 2025.12.7",)))
    assert found[0] is None
    assert found[1].startswith("到 2025-12-07 已经到期")


_OVER = ("到期了", "过期了", "已到期", "已过期", "失效了", "到期没续", "到期没重新认定")
_BEFORE = ("", "是，", "有，", "√ ", "2025年", "2025.12", "去年", "否，", "高企，")
_BEHIND = ("", "！", "。", "，没续", "，没报")


@pytest.mark.parametrize("head", ["", *HEADS])
def test_what_says_that_it_is_over_is_never_held(head: str) -> None:
    """Whatever stands before and behind it."""
    for before, over, behind in product(_BEFORE, _OVER, _BEHIND):
        cell = f"{before}{over}{behind}"
        assert held_by_day(cell, head, DAY, 3).truth is not YES, cell


#: Of a provincial title in a cell, as its level or among several: held or not; told as over.
TITLES = {
    "省专精特新（2022年），到期没复核": (NO, True),
    "省专精特新，过期了": (NO, True),
    "省级专精特新，已过期": (NO, True),
    "省级专精特新、已过期": (NO, True),
    "专精特新（省）到期没续": (NO, True),
    "省专精特新（2022年认定），已过期": (NO, True),
    # The source says not for how many years: of a day alone nobody knows whether it is over, and
    # of one as long ago as other titles are held it is a reason to ask.
    "专精特新 2023年6月（省）": (None, True),
    "专精特新2023（省）": (None, True),
    "省专精特新 2023.12": (None, True),
    "省专精特新2022": (None, True),
    "省专精特新2024": (None, False),
    "省专精特新2021": (None, False),
    "省专精特新，没到期": (None, False),
    "小巨人（原省专精特新，过期了）": (None, False),
    "专精特新（省）": (YES, False),
}


@pytest.mark.parametrize("column", ["专精特新（哪一级）", "称号（一格写几个）"])
def test_a_title_that_is_said_to_be_over_is_over(tmp_path: Path, column: str) -> None:
    """Whatever day stands beside it; a level behind the day is the title's (2023年6月（省）)."""
    path, fact = tmp_path / "台账.csv", "specialised_sme_certificate"
    rows = (f'示例企业{place},"{cell}"' for place, cell in enumerate(TITLES))
    path.write_text("\n".join(("企业名称,称号x", *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=(f"{column}=称号x",), lenient=True)
    table, _ = given.opened(RULES, DAY, Diagnostics())
    found = {}
    for row, cell in zip(table.table.rows, TITLES, strict=True):
        noted = Diagnostics()
        own = table.profile(row, noted).facts.get((fact, None))
        codes = [one.code for one in noted.items]
        found[cell] = (None if own is None else own.value, "P112" in codes)
        # What is over is read, and not told as a cell that is none of a level.
        assert "P112" not in codes or "P174" not in codes
    # Where a cell may name several a title without its day is asked about.
    bare = {"专精特新（省）": (None, False)} if "几个" in column else {}
    assert found == {**TITLES, **bare}
    connection = duckdb.connect()
    apart = load_enterprises(connection, given, RULES, DAY, Diagnostics()).apart_rows()
    query = f"SELECT row, {fact} FROM enterprises ORDER BY row"
    truths = {True: YES, False: NO, None: None}
    loaded = {row: truths[one] for row, one in connection.execute(query).fetchall()}
    told = zip(table.table.rows, found.values(), strict=True)
    assert all(row.number in apart or loaded[row.number] == value for row, (value, _) in told)


def test_a_lesser_level_behind_the_day_is_no_provincial_title() -> None:
    """Among several titles 专精特新 2023年6月（市） was the provincial one, and held."""
    level, several = (RULES.vocabulary.titles[one] for one in ("specialised_level", "titles_named"))
    assert level.is_lesser("专精特新 2023年6月（市）")
    told = several.named_apart(
        "specialised_sme_certificate", "专精特新 2023年6月（市）", frozenset()
    )
    assert several.answered(told) is None
