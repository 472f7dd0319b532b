"""What a platform's export keeps in several columns, or under a head of another thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable, screen
from huiqi.diagnostics import Diagnostics
from huiqi.profile.rows import EnterpriseTable
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.truth import Truth
from huiqi.values import Interval
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


CERTIFICATE = "high_technology_certificate"
DATED = (
    "示例甲厂,高企,2023.12.07",
    "示例乙厂,高企（头一回）,2025.12.08",
    "示例丙厂,高企(复审过),2025.12.8",
    '示例丁厂,"高企、省专精特新",2023.11.29',
    "示例戊厂,省专精特新,2025.7",
)


def held(table: GivenTable) -> list[dict[str, object]]:
    """What the rows say of the facts, as they are read."""
    own = opened(table)
    read = (own.facts.read(row) for row in own.table.rows)
    return [{name: given.value for (name, _), given in one.items()} for one in read]


@pytest.mark.parametrize(
    "head", ["帽子啥时候下来的", "啥时候下来的", "认定时间", "发证日期", "拿证时间", "称号获得时间"]
)
def test_the_day_right_beside_a_title_is_that_of_it(tmp_path: Path, head: str) -> None:
    """帽子 高企 with 2023.12.07 beside it was in force, and nobody asked, six days before its end.
    Of which of two titles a day is nobody knows.
    """
    table = given(tmp_path, f"企业名称,帽子,{head}", *DATED, columns=("称号（一格写几个）=帽子",))
    notes = Diagnostics()
    texts = [row.cells[1] for row in table.alone(RULES, DAY, notes).table.rows]
    assert texts[:2] == ["高企（2023.12.07认定）", "高企（2025.12.08首次认定）"]
    assert texts[2:4] == ["高企（2025.12.8复审通过）", "高企、省专精特新"]
    assert any(head in str(one.message) and "日子" in str(one.message) for one in notes.items)
    # What is copied into a list is what was written, however it is read.
    every = replace(table, every=("注册地=聊城市",))
    copied = [row.as_written(1) for row in every.alone(RULES, DAY, Diagnostics()).table.rows]
    assert copied == ["高企", "高企（头一回）", "高企(复审过)", "高企、省专精特新", "省专精特新"]
    told = held(table)
    assert [one.get(CERTIFICATE) for one in told] == [Truth.TRUE] * 3 + [None] * 2
    # The first was given in that year, the other at the latest in the year before its recheck.
    first = [one["first_high_technology_year"] for one in told[1:3]]
    assert [(int(one.low), int(one.high)) for one in first if isinstance(one, Interval)] == [
        (2025, 2025),
        (2008, 2024),
    ]


NAMED_DAYS = {
    ("高企、省瞪羚", "瞪羚2025.10；高企2023.12"): "高企（2023.12认定）、省瞪羚（2025.10认定）",
    (
        "高企、国家小巨人",
        "小巨人2023.7；高企2023.11",
    ): "高企（2023.11认定）、国家小巨人（2023.7认定）",
    ("高企、省专精特新", "高企2024.12"): "高企（2024.12认定）、省专精特新",
    ("高企、瞪羚", "高企（24.12）、瞪羚 2025年10月"): "高企（24.12认定）、瞪羚（2025年10月认定）",
    ("高企、瞪羚", "高企2027.12到期"): "高企（2027.12到期）、瞪羚",
    ("高企、瞪羚", "高企到期2027.12"): "高企（到期2027.12）、瞪羚",
    ("高企、瞪羚", "高企2025.11复审过"): "高企（2025.11复审过）、瞪羚",
    # The day of a title that does not stand there is none of the one that does.
    ("高企", "小巨人2023.7；高企2023.11"): "高企（2023.11认定）",
    ("高企", "小巨人2026.7"): "高企",
    # What is not said to be had by then, and of which nobody says whose the day is.
    ("高企、省首台套", "首台套2026.6公示名单"): "高企、省首台套",
    ("高企、瞪羚", "2024.12、2025.10"): "高企、瞪羚",
    ("高企、瞪羚", "高企2021.11，2024.11复审"): "高企、瞪羚",
    ("高企、瞪羚", "均2024年"): "高企、瞪羚",
}


def test_a_day_that_names_its_title_is_that_of_it(tmp_path: Path) -> None:
    """瞪羚2025.10；高企2023.12 beside 高企、省瞪羚 was of nobody knew which; and a yes to all
    was one to what was given more than three years ago.
    """
    rows = [f'示例{number}厂,"{one}","{day}"' for number, (one, day) in enumerate(NAMED_DAYS)]
    table = given(
        tmp_path, "企业名称,帽子,啥时候下来的", *rows, columns=("称号（一格写几个）=帽子",)
    )
    own = opened(replace(table, still_held=True))
    told = dict(zip(NAMED_DAYS, own.table.rows, strict=True))
    assert {key: row.cells[1] for key, row in told.items()} == NAMED_DAYS
    read = {key: own.facts.read(row).get((CERTIFICATE, None)) for key, row in told.items()}
    assert read["高企、国家小巨人", "小巨人2023.7；高企2023.11"] is None
    assert read["高企", "小巨人2023.7；高企2023.11"] is None
    within = read["高企、省专精特新", "高企2024.12"]
    assert within is not None
    assert within.value is Truth.TRUE


@pytest.mark.parametrize("redact", [False, True])
def test_a_title_is_asked_about_by_whose_it_is(tmp_path: Path, redact: bool) -> None:
    """第 6 行 牌子“高企” named neither the enterprise nor the day that stands beside."""
    rows = (
        "示例甲厂,高企,2023.12.07",
        "示例乙厂,省单项冠军,单项冠军2025.12",
        '示例丙厂,"高企、瞪羚",2026.8',
    )
    table = given(
        tmp_path, "企业名称,帽子,啥时候下来的", *rows, columns=("称号（一格写几个）=帽子",)
    )
    table = replace(table, every=("注册地=聊城市",), redact=redact)
    _, asked = answered_by(table, lambda text: "", DAY)
    (told,) = (one for one in asked if "都还在有效期内" in one)
    lines = told.splitlines()[1:]
    assert "示例甲厂" not in told
    if redact:
        assert not lines
        return
    assert [line.split("：")[0].strip() for line in lines] == [
        "第 3 行 示例乙厂",
        "第 4 行 示例丙厂",
    ]
    assert "“啥时候下来的”写着“2026.8”" in lines[1]


@pytest.mark.parametrize("head", ["上回联系", "设备啥时候买的", "开工时间", "时间表"])
def test_another_day_beside_titles_is_none_of_theirs(tmp_path: Path, head: str) -> None:
    table = given(tmp_path, f"企业名称,帽子,{head}", *DATED, columns=("称号（一格写几个）=帽子",))
    assert opened(table).table.rows[0].cells[1] == "高企"
    assert all(CERTIFICATE not in one for one in held(table))


@pytest.mark.parametrize("cell", ["高企", "高企(头一回)", "高企（复审过）"])
def test_a_title_without_its_day_is_asked_about(tmp_path: Path, cell: str) -> None:
    """In a cell of titles it was yes without a question; or, with which time, it was not read."""
    rows = (f"示例甲厂,{cell}", "示例乙厂,省专精特新(2024)")
    table = given(tmp_path, "企业名称,帽子", *rows, columns=("称号（一格写几个）=帽子",))
    table = replace(table, every=("注册地=聊城市",))
    assert CERTIFICATE not in held(table)[0]
    said, asked = answered_by(table, lambda text: "是" if "都还在有效期内" in text else "", DAY)
    assert sum("2 格写了称号、没有写到哪天有效" in one for one in asked) == 1
    assert held(said)[0][CERTIFICATE] is Truth.TRUE
    unplaced = [one.code for one in opened(table).facts.diagnostics.items]
    assert "P174" not in unplaced
    assert "P178" not in unplaced
