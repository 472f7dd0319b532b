"""An amount that lies far from those beside it is asked about, and read as it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from tests.titles import RULES

DAY = date(2026, 11, 30)
HEAD = "企业名称,2025年营业收入（万元）,2024年营业收入（万元）"
USUAL = [f"示例{n}公司,{1500 + 100 * n},{1400 + 90 * n}" for n in range(8)]


def remarked(tmp_path: Path, *rows: str, head: str = HEAD) -> dict[int, str]:
    """What is remarked as hardly meant, by the row."""
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    table = GivenTable(file=path).alone(RULES, DAY, Diagnostics())
    found = {}
    for row in table.table.rows:
        own = Diagnostics()
        table.profile(row, own)
        for said in table.hardly_meant(own.items):
            found[row.number] = said
    return found


def test_yuan_in_a_column_of_ten_thousands(tmp_path: Path) -> None:
    """宏图 2150, and 20800000 the year before: 2,080亿 of 45 people, and nothing was said."""
    told = remarked(tmp_path, *USUAL, "示例宏图公司,2150,20800000")
    assert list(told) == [10]
    for word in ("24年营业收入", "“2025年营业收入", "20800000", "若以元填写，是 20,800,000元"):
        assert word in told[10], told


def test_the_one_that_is_off_is_asked_about(tmp_path: Path) -> None:
    """0.215 where 2150 was meant; its other year stands as the column does."""
    told = remarked(tmp_path, *USUAL, "示例宏图公司,0.215,2080")
    assert "2025年营业收入（万元） 0.215" in told[10]


def test_of_one_year_alone_beside_the_others_of_the_column(tmp_path: Path) -> None:
    """Far above all; a large firm among small ones, with the unit it writes, is none."""
    head, usual = HEAD.rpartition(",")[0], [row.rpartition(",")[0] for row in USUAL]
    told = remarked(tmp_path, *usual, "示例宏图公司,21500000", head=head)
    assert "这一列别的数" in told[10]
    assert not remarked(tmp_path, *usual, "示例大公司,600亿", head=head)
    assert not remarked(tmp_path, *usual, "示例大公司,900000", head=head)
    assert not remarked(tmp_path, *usual[:3], "示例大公司,9000000", head=head)


def test_growth_is_no_slip(tmp_path: Path) -> None:
    """A firm that began late in one year, or stopped in the other."""
    assert not remarked(tmp_path, *USUAL, "示例新公司,2100,30", "示例停公司,0,310")
