"""What a platform's export keeps in several columns, or under a head of another thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable, screen
from huiqi.diagnostics import Diagnostics
from huiqi.profile.rows import EnterpriseTable
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from tests.screening.test_asked_of_table import answered_by
from tests.titles import RULES

DAY = date(2026, 12, 1)
TITLES = "企业名称,注册地,资质1,资质1有效期,资质2,资质2有效期,资质3"
SCALE = "企业名称,注册地,企业规模,2025年营业收入（万元）,本年累计营业收入（万元）"


def given(folder: Path, *lines: str, columns: tuple[str, ...] = ()) -> GivenTable:
    path = folder / "导出.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return GivenTable(file=path, columns=columns, lenient=True, no_is_never=True)


def opened(table: GivenTable) -> EnterpriseTable:
    return table.alone(RULES, DAY, Diagnostics())


def test_titles_in_several_columns_are_read_with_their_days(tmp_path: Path) -> None:
    """Of 资质1 to 资质3 only the first was read, without its day: 高企 to the eighth of the month
    was no reason to call.
    """
    rows = (
        "示例甲厂,聊城市,高新技术企业,2026-12-08,省级专精特新中小企业,2027-06-30,",
        "示例乙厂,聊城市,科技型中小企业,2026-12-31,高新技术企业,2028-11-28,省级企业技术中心",
        "示例丙厂,聊城市,,,,,",
    )
    table = given(tmp_path, TITLES, *rows, columns=("称号（一格写几个）=资质1",))
    cells = [row.cells for row in opened(table).table.rows]
    both = "高新技术企业（有效期至2026-12-08）、省级专精特新中小企业（有效期至2027-06-30）"
    assert cells[0][2] == both
    # The other columns stay as they are; where nothing stands nothing is told.
    assert cells[0][3:] == ("2026-12-08", "省级专精特新中小企业", "2027-06-30", "")
    assert cells[2][2] == ""
    found = screen(RULES, table, DAY, worded(Phrases(RULES, "zh")), processes=1)
    calls = Calls(found, Phrases(RULES, "zh"))
    because = {one.name: calls.of(one).because for one in found.entries}
    assert "最晚 2026-12-08（还有 7 天）" in because["示例甲厂"]
    assert "快到期" not in because["示例乙厂"]


@pytest.mark.parametrize(
    "head",
    ["企业名称,电话1,电话2", "企业名称,产品1,产品1到期,产品2", "企业名称,资质1,别的"],
)
def test_other_numbered_columns_stay_as_they_are(tmp_path: Path, head: str) -> None:
    """Only titles are, and only several columns of them."""
    row = ",".join(("示例甲厂", *"一二三四"[: head.count(",")]))
    assert opened(given(tmp_path, head, row)).table.rows[0].cells[:2] == ("示例甲厂", "一")


def test_what_is_headed_a_size_and_says_whether_above_scale_is_read_so(tmp_path: Path) -> None:
    """规上 and 规下 below 企业规模 were 29 cells that could not be read."""
    rows = ("示例甲厂,聊城市,规上,2050,1480", "示例乙厂,聊城市,规下,1950,2150")
    table = given(tmp_path, SCALE, *rows)
    assert "statistics_entry_year" in opened(table).found
    said, asked = answered_by(table, lambda text: "10" if "几月" in text else "", DAY)
    assert sum("几月" in one for one in asked) == 1
    assert "2026年1-10月营业收入=本年累计营业收入（万元）" in said.columns
    found = screen(RULES, said, DAY, worded(Phrases(RULES, "zh")), processes=1)
    calls = Calls(found, Phrases(RULES, "zh"))
    assert [calls.of(one).word for one in found.entries] == ["怕退规", "快到线"]
    # Passed over it is no figure of the year, and of no month.
    said, asked = answered_by(table, lambda _: "", DAY)
    assert not any("本年累计" in one for one in said.columns)
    # What names sizes is of those.
    sizes = given(tmp_path, SCALE, "示例甲厂,聊城市,小型,2050,1480", "示例乙厂,聊城市,规下,1950,1")
    assert "statistics_entry_year" not in opened(sizes).found


@pytest.mark.parametrize("month", ["0", "1", "12", "13", "上月"])
def test_a_month_that_is_none_up_to_now_is_asked_again(tmp_path: Path, month: str) -> None:
    """December is not over, and all twelve are a year."""
    table = given(tmp_path, SCALE, "示例甲厂,聊城市,规上,2050,1480")
    said, asked = answered_by(table, lambda text: month if "几月" in text else "", DAY)
    assert any(one.startswith("再") and "几月" in one for one in asked)
    assert not any("月营业收入" in one for one in said.columns)
