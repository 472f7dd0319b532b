"""An amount that lies far from those beside it is asked about, and read as it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

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


SO_FAR = "企业名称,去年营收（万元）,今年1-9月营收（万元）"


def test_another_unit_than_the_column_beside_this_year_so_far(tmp_path: Path) -> None:
    """190万 a year, and 1700万 in nine months of the next: the firm led the list, 1810万 short."""
    told = remarked(tmp_path, "示例甲公司,1900千元,1700", "示例乙公司,2300元,2100", head=SO_FAR)
    assert "去年营收（万元）“1900千元”和今年前 9 个月的数差十倍以上" in told[2]
    assert "“2300元”" in told[3]


def test_growth_beside_this_year_so_far_is_no_slip(tmp_path: Path) -> None:
    """Nine times as much as last year; nothing last year; and who writes another unit that fits."""
    rows = ("示例甲公司,255,1700", "示例乙公司,0.19亿,1700", "示例丙公司,0,1700")
    assert not remarked(tmp_path, *rows, "示例丁公司,1480,2100", head=SO_FAR)


@pytest.mark.parametrize(
    ("last", "so_far"),
    [("8.9亿", "0.61亿"), ("89000", "6100"), ("30", "1700"), ("30万", "1700")],
)
def test_a_year_ten_times_off_this_year_so_far_is_asked_about_in_any_unit(
    tmp_path: Path, last: str, so_far: str
) -> None:
    """0.61 in nine months are 0.813 a year, of which 8.9 are eleven times as much."""
    told = remarked(tmp_path, f"示例甲公司,{last},{so_far}", head=SO_FAR)
    assert f"去年营收（万元）“{last}”和今年前 9 个月的数差十倍以上" in told[2]


@pytest.mark.parametrize(
    ("name", "equipment", "said"),
    [
        ("二期技改 备案480万", "500", "里写的金额没有读；设备投资（万元）写的比它大，先核对"),
        ("扩建 备案6000", "6500", "写的比它大，先核对"),
        ("二期技改 备案480万", "480", "里写的金额没有读"),
        ("冷库改造200万", "", "里写的金额没有读"),
        ("3号线改造", "500", ""),
        ("年产50万吨扩建", "500", ""),
        ("2025年技改", "500", ""),
    ],
)
def test_an_amount_in_the_name_of_a_project_is_told_and_compared(
    tmp_path: Path, name: str, equipment: str, said: str
) -> None:
    """It was passed over without a word, and equipment of more than the whole too."""
    path = tmp_path / "台账.csv"
    path.write_text(
        f"企业名称,项目,设备投资（万元）\n示例甲厂,{name},{equipment}", encoding="utf-8"
    )
    columns = (
        "技术改造项目：项目名称=项目",
        "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投资（万元）",
    )
    table = GivenTable(file=path, columns=columns).alone(RULES, DAY, Diagnostics())
    own = Diagnostics()
    table.profile(table.table.rows[0], own)
    told = [str(one.message) for one in own.items if "里写的金额" in one.message]
    assert [one.endswith(said) for one in told] == ([True] if said else [])
