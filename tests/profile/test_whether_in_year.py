"""Whether something was so in a year, read with the year of the cell and not with another's."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import duckdb
import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.profile.whether_in_year import whether_in_year, years_stated
from huiqi.screening.loader.load import load_enterprises
from huiqi.truth import Truth
from tests.titles import RULES

DAY = date(2026, 11, 30)
#: What a cell says of 2026, and of 2025.
CELLS: dict[str, tuple[bool | None, bool | None]] = {
    "2026年入库了": (True, None),
    "是 2026": (True, None),
    "2026": (True, None),
    "2026年有": (True, None),
    "今年入库了": (True, None),
    "√ 2026": (True, None),
    "是，2026.6入库": (True, None),
    "2026年6月15日入库": (True, None),
    "2025年有，今年没弄": (False, True),
    "2025入库了，今年没报": (False, True),
    "去年有": (None, True),
    "2025年入库": (None, True),
    # Figures without 年 are no years.
    "24、25、26年都入库": (None, None),
    "2024、2025、2026都有": (True, True),
    "2025、2026没有": (False, False),
    "2026年没入库": (False, None),
    "今年没有，去年有": (False, True),
    # Of the year that the column asks about, where it names none.
    "已入库": (True, True),
    "入库了！": (True, True),
    "没续": (False, False),
    "未入库": (False, False),
    # Not yet, hoped for, or either: nobody knows.
    "还没入库": (None, None),
    "今年还没弄": (None, None),
    "2026年准备入库": (None, None),
    "2027年入库": (None, None),
    "没有，2025": (None, None),
    "2025年没有，2026": (None, None),
    "有没有": (None, None),
    "入库没过": (None, None),
    "2026年有，2026年没有": (None, None),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_is_read_with_its_year(cell: str) -> None:
    """2026年入库了 was a cell that nobody could read below 科小."""
    found = tuple(whether_in_year(cell, year, DAY) for year in (2026, 2025))
    assert found == CELLS[cell]


_REFUSED = ("没入库", "没有", "没弄", "没报", "未入库", "没续", "不在库", "没评上", "否")
_HELD = ("入库", "入库了", "有", "已入库", "在库", "是")
_WHEN = ("2026年", "2026", "今年", "26年")
_OTHER = ("", "2025年有，", "去年入库，", "2024、2025都有，", "2025年没有，", "是，")


def test_a_year_that_is_refused_is_never_held() -> None:
    """Whatever else the cell says before it or behind."""
    for other, when, refused in product(_OTHER, _WHEN, _REFUSED):
        for cell in (f"{other}{when}{refused}", f"{when}{refused}，{other}".rstrip("，")):
            assert whether_in_year(cell, 2026, DAY) is not True, cell
    for other, when, held in product(_OTHER, _WHEN, _HELD):
        assert whether_in_year(f"{other}{when}{held}", 2026, DAY) is not False


def test_words_strung_at_random_never_make_a_yes_of_a_no() -> None:
    """Where every word of a cell is a refusal or a hope, it was so in no year."""
    random = Random(4)
    hopes = ("准备入库", "还没弄", "打算报", "公示", "等通知")
    for _ in range(3000):
        words = random.choices((*_REFUSED, *hopes), k=random.randint(1, 3))
        cell = "，".join(f"{random.choice(('', *_WHEN, '2025年'))}{word}" for word in words)
        assert True not in (years_stated(cell, 2026, DAY) or {}).values(), cell


def test_it_is_read_alike_one_by_one_and_in_a_database(tmp_path: Path) -> None:
    """And what says something of another year alone is told, and leaves this one open."""
    path = tmp_path / "台账.csv"
    cells = [cell for cell, told in CELLS.items() if told != (None, None)]
    rows = (f'示例企业{place},"{cell}"' for place, cell in enumerate(cells))
    path.write_text("\n".join(("企业名称,科小", *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=("2026年科技型中小企业（入库）=科小",), lenient=True)
    table, _ = given.opened(RULES, DAY, Diagnostics())
    found, open_ = [], []
    for row, cell in zip(table.table.rows, cells, strict=True):
        noted = Diagnostics()
        own = table.profile(row, noted).facts.get(("technology_sme", 2026))
        found.append(None if own is None else own.value)
        if CELLS[cell][0] is None:
            (one,) = noted.items
            open_.append(str(one.message).partition("：")[2])
    truths = {True: Truth.TRUE, False: Truth.FALSE, None: None}
    assert found == [truths[CELLS[cell][0]] for cell in cells]
    assert open_ == ["“去年有”没有说 2026 年的，按未知", "“2025年入库”没有说 2026 年的，按未知"]
    connection = duckdb.connect()
    assert not load_enterprises(connection, given, RULES, DAY, Diagnostics()).apart_rows()
    (column,) = connection.execute(
        "SELECT column_name FROM (DESCRIBE enterprises)"
        " WHERE column_name LIKE '%technology_sme%2026%'"
    ).fetchone() or ("",)
    loaded = connection.execute(f'SELECT "{column}" FROM enterprises ORDER BY row').fetchall()
    assert [truths[one] for (one,) in loaded] == found
