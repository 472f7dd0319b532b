"""Several phases or parts of one project in a cell: never one figure, or one day, for the whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from huiqi.diagnostics import Diagnostic, Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.screening.loader.load import load_enterprises
from huiqi.values import Interval, Records
from tests.titles import RULES

DAY = date(2026, 11, 30)
INVESTMENT = "技术改造项目：完成投资"
AT_MOST = "技术改造项目：经第三方审核的实际设备软件投资额（至多）"
COMPLETED = "技术改造项目：竣工投产日期"
OF_PARTS = (
    "一期3000万，二期2000万",
    "一期1200，二期800",
    "一期 900二期 500",
    "一期900，二期没定",
    "第一期3000万，第二期在谈",
    "一期3000万元/二期2000万元",
    "①900 ②2750",
    "1、密炼机300万 2、硫化机310万",
    "1.密炼机300；2.硫化机310",
    # The parts come to another sum, or the whole is a plan.
    "5000（一期3000，二期1000）",
    "计划总投资5000万，一期3000万，二期2000万",
)
WHOLE = {
    "一期3000万，二期2000万，合计5000万": 5000,
    "总投资5000万（一期3000万，二期2000万）": 5000,
    "共5000万，其中一期3000万": 5000,
    "5000（一期3000，二期2000）": 5000,
    "5000，其中一期3000、二期2000": 5000,
    "总投资1.5亿，其中一期8000万，二期7000万": 15000,
}
OF_PHASES = (
    "一期2024年竣工，二期在建",
    "一期完工（2025年9月），二期在建",
    "一期2025.10完，二期没动",
    "一期2024年竣工，二期2025年竣工",
    "1期完工2期在建",
    "①2025.12 ②在建",
    "1、已完工 2、在建",
    "一期完工",
)


def table(folder: Path, meant: str, cells: Sequence[str]) -> GivenTable:
    """A firm for each cell."""
    path = folder / "台账.csv"
    rows = [f'示例{place}公司,"{cell}"' for place, cell in enumerate(cells)]
    path.write_text("\n".join(("企业名称,项目（万元）", *rows)), encoding="utf-8")
    head = "项目（万元）"
    return GivenTable(file=path, columns=(f"{meant}={head}",))


def told(given: GivenTable) -> list[tuple[Interval | None, list[Diagnostic]]]:
    """What each row says of the one field, and what is remarked on it."""
    opened, _ = given.opened(RULES, DAY, Diagnostics())
    found: list[tuple[Interval | None, list[Diagnostic]]] = []
    for row in opened.table.rows:
        own = Diagnostics()
        facts = opened.profile(row, own).facts
        records = facts.get(("renovation_projects", None))
        value = None
        if records is not None:
            assert isinstance(records.value, Records)
            fields = records.value.items[0].fields
            (value,) = (one for name, one in fields.items() if name != "name")
        assert value is None or isinstance(value, Interval)
        found.append((value, list(own.items)))
    return found


@pytest.mark.parametrize(
    ("meant", "cells"), [(INVESTMENT, OF_PARTS), (AT_MOST, OF_PARTS), (COMPLETED, OF_PHASES)]
)
def test_of_parts_nothing_is_told_of_the_whole(
    tmp_path: Path, meant: str, cells: tuple[str, ...]
) -> None:
    """It is kept with a word of why, and its row is not refused; in a database, where it may be a
    plan, it is decided apart.
    """
    given = table(tmp_path, meant, cells)
    for cell, (value, remarks) in zip(cells, told(given), strict=True):
        assert value is None, cell
        assert [one.code for one in remarks] == ["P134"], cell
        assert f"“{cell}”分几期、几项写" in str(remarks[0].message)
    loaded = load_enterprises(duckdb.connect(), given, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == [2 + place for place, _ in enumerate(cells)]


@pytest.mark.parametrize("meant", [INVESTMENT, AT_MOST])
def test_the_whole_is_read_where_a_cell_says_it(tmp_path: Path, meant: str) -> None:
    """Beside its parts, which come to it, or to less where they are among it."""
    for (value, _), whole in zip(
        told(table(tmp_path, meant, tuple(WHOLE))), WHOLE.values(), strict=True
    ):
        assert value is not None
        assert value.high == whole * 10_000
        assert value.low == (0 if meant == AT_MOST else whole * 10_000)


@pytest.mark.parametrize("cell", ["一期、二期均已完工", "一期二期都完工了"])
def test_all_phases_together_are_the_whole(tmp_path: Path, cell: str) -> None:
    """Done by the day of decision."""
    ((value, _),) = told(table(tmp_path, COMPLETED, (cell,)))
    assert value is not None
    assert value.high == DAY


@pytest.mark.parametrize("cell", ["设备1200", "约1.2亿", "①900", "9OO"])
def test_what_is_wrong_is_quoted_as_it_was_written(tmp_path: Path, cell: str) -> None:
    """A figure that is at most so much was quoted with the sign that says so."""
    ((_, remarks),) = told(table(tmp_path, AT_MOST, (cell,)))
    for one in remarks:
        assert "<=" not in one.found
        assert not one.found or one.found == cell
