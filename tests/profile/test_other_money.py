"""Money of another country is never taken for yuan: in no cell, under no head, in no profile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.given_table import GivenTable
from huiqi.quantities import QuantityError, other_money, parse_money
from huiqi.values import Interval, Records
from tests.profile.test_written_values import refusal
from tests.screening.test_loading import check_small_and_large
from tests.titles import RULES

DAY = date(2026, 11, 30)
AUDITED = "技术改造项目：经第三方审核的实际设备软件投资额"
FOREIGN = (
    "50万美元",
    "100万欧",
    "100万US$",
    "5亿日元",
    "港币50万",
    "€5万",
    "$50万",
    "50万英镑",
    "USD 50万",
)


@pytest.mark.parametrize("written", FOREIGN)
def test_it_is_refused_wherever_an_amount_is_read(written: str) -> None:
    """And by its own reason."""
    with pytest.raises(QuantityError, match="不是人民币"):
        parse_money(written)
    assert "不是人民币" in refusal(f"营业收入: {{2025: '{written}'}}")
    assert "不是人民币" in refusal(f"营业收入: {{2025: '1万元..{written}'}}")


def read(path: Path, head: str, cell: str, *, told: str, about: bool) -> tuple[object, str]:
    """What a cell tells of the one project of a row, and what is said of it."""
    path.write_text(f"企业名称,技改项目,{head}\n示例公司,改造,{cell}\n", encoding="utf-8")
    columns = ("技术改造项目：项目名称=技改项目", f"{told}={head}")
    table = GivenTable(file=path, columns=columns, unit="万元", lenient=True, about=about)
    opened, own = table.alone(RULES, DAY, Diagnostics()), Diagnostics()
    records = opened.profile(opened.table.rows[0], own).facts["renovation_projects", None].value
    assert isinstance(records, Records)
    value = records.items[0].fields.get("audited_equipment_and_software")
    return value, " ".join(str(one.message) for one in own.items)


@pytest.mark.parametrize("about", [True, False])
@pytest.mark.parametrize("told", [AUDITED, f"{AUDITED}（至多）"])
@pytest.mark.parametrize(
    "cell", [*FOREIGN, "约50万美元", "2000多万美元", "花了50万欧元", "共5万美元"]
)
def test_a_cell_of_a_record_tells_none(tmp_path: Path, cell: str, told: str, about: bool) -> None:
    """50万美元 was 50万: what stood behind the figure was dropped."""
    value, said = read(tmp_path / "表.csv", "设备", cell, told=told, about=about)
    assert value is None
    assert "不是人民币" in said


@pytest.mark.parametrize(
    "head", ["设备投资万美元", "设备投资/美元", "设备投资：万日元", "设备（欧元）"]
)
def test_a_head_that_names_it_has_no_unit_that_is_known(tmp_path: Path, head: str) -> None:
    """美元 ends as 元 does."""
    with pytest.raises(InputError, match="T111"):
        read(tmp_path / "表.csv", head, "50", told=AUDITED, about=False)


@pytest.mark.parametrize(
    "words", ["更新元件", "增加元器件", "今日元旦", "欧式家具", "a股份", "两千人"]
)
def test_other_words_name_none(words: str) -> None:
    """新元, 加元 and 日元 within them are no money."""
    assert not other_money(words)


@pytest.mark.parametrize("cell", ["300万", "三百万", "300万元", "3百万", "¥300万"])
def test_an_amount_at_most_is_the_same_however_it_is_written(tmp_path: Path, cell: str) -> None:
    """三百万 was all of it, and 300万 at most."""
    value, _ = read(tmp_path / "表.csv", "设备", cell, told=f"{AUDITED}（至多）", about=False)
    assert isinstance(value, Interval)
    assert (value.low, value.high) == (0, 3_000_000)


@pytest.mark.parametrize("cell", [">=300万", "300万以上", "至少300万", "300万..", "300（不含税）"])
def test_a_least_says_nothing_of_what_is_at_most(tmp_path: Path, cell: str) -> None:
    """What was spent bounds from above what will be audited of it, and not from below."""
    value, said = read(tmp_path / "表.csv", "设备", cell, told=f"{AUDITED}（至多）", about=True)
    assert value is None
    assert "没有说至多是多少" in said


def test_a_database_reads_what_is_at_most_as_that(tmp_path: Path) -> None:
    """A plain 500 under 至多 stood there as exactly so much."""
    rows = ["企业名称,技改项目,设备"]
    cells = ("500", "三百万", "300万", "300万以上", "0.5亿", "≤300")
    rows += [f"示例{number}公司,改造,{cell}" for number, cell in enumerate(cells)]
    path = tmp_path / "表.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    columns = ("技术改造项目：项目名称=技改项目", f"{AUDITED}（至多）=设备")
    table = GivenTable(file=path, columns=columns, unit="万元")
    check_small_and_large(table, "renovation_projects")
