"""The invented city of the benchmarks: every cell is read, nothing contradicts, and it is the same
city every time.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from benchmarks.city import AS_OF, City, write_city
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation.reported import check_profile
from huiqi.profile.headings import open_profiles
from huiqi.profile.list_tables import open_lists, with_lists
from huiqi.profile.profile import Profile
from huiqi.values import Interval, Records
from tests.titles import RULES

#: What is remarked of figures that are odd and possible: of a small share, of a title that ended,
#: of a day that lies ahead, of two figures of different books; and that a county may be where a
#: firm is registered.
ODD = {"P131", "P141", "P145", "P146", "P147", "P157"}
#: As many as a rare field needs, to stand beside what it must agree with.
ROWS = 240


def profiles(city: City) -> list[Profile]:
    """Each enterprise with its lists; anything else than an odd figure is a fault."""
    diagnostics = Diagnostics()
    options = city.options(RULES)
    given = [told for option, told in pairwise(options) if option == "--with"]
    whole = [RULES.facts[name].label.zh for name in city.whole]
    table = open_profiles(city.enterprises, RULES, diagnostics, most=1000, as_of=AS_OF, by_row=True)
    lists = open_lists(given, whole, RULES, diagnostics)
    found = []
    for row in table.table.rows:
        found.append(with_lists(table.profile(row, diagnostics), lists, RULES, diagnostics))
        check_profile(RULES, found[-1], AS_OF, diagnostics)
    assert list(table.carried.values()) == ["县市区", "服务专员"]
    assert [str(one) for one in diagnostics.items if one.code not in ODD] == []
    return found


@pytest.mark.parametrize("ledgers", [False, True])
def test_every_cell_is_read_and_nothing_contradicts(tmp_path: Path, ledgers: bool) -> None:
    """In both shapes; about a sixth of the cells is not known, and some are bounds."""
    city = write_city(tmp_path / "city", RULES, ROWS, ledgers=ledgers, csv=True, bounds=0.2)
    found = profiles(city)
    given = [one for profile in found for key, one in profile.facts.items() if key[0] != "name"]
    records = [one.value for one in given if isinstance(one.value, Records)]
    names = {name for profile in found for name, _ in profile.facts}
    assert names >= city.whole
    assert len(city.lists) == (9 if ledgers else 2)
    assert ("rd_super_deduction" in names) is not ledgers
    # The office has all titles and projects; of what else there is, it knows some.
    assert {one.complete for one in records} == ({True, False} if ledgers else {True})
    assert any(not one.items for one in records)
    assert any(isinstance(one.value, Interval) for one in given)
    columns = len(duckdb.read_csv(str(city.enterprises)).columns) - 4
    cells = len(given) - len(records)
    assert 0.79 < cells / (columns * ROWS) < 0.9


def test_the_same_numbers_give_the_same_city(tmp_path: Path) -> None:
    """And Parquet holds what CSV holds."""
    first, second, text = (
        write_city(tmp_path / name, RULES, 300, csv=name == "text")
        for name in ("first", "second", "text")
    )
    one, two, told = (
        duckdb.read_parquet(f"{first.enterprises}/*.parquet"),
        duckdb.read_parquet(f"{second.enterprises}/*.parquet"),
        duckdb.read_csv(str(text.enterprises)),
    )
    assert one.fetchall() == two.fetchall()
    assert one.columns == told.columns
    assert {"BOOLEAN", "DATE", "DECIMAL(18,2)", "INTEGER", "VARCHAR"} == {*map(str, one.types)}
    # What people write as 是 or 0.10 is a truth or a figure; these three are the same in both.
    same = '"企业名称", CAST("2022年营业收入（元）" AS DECIMAL(18, 2)), "成立日期"'
    rows = [relation.project(same).fetchall() for relation in (one, told)]
    assert rows[0] == rows[1]
