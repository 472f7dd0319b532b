"""What two columns of a table tell of one thing (a title and its day, a year and whether any), and
what one tells of several: titles with their days in one cell.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.profile.lasting import RECOGNISED, UNTIL, told_together
from huiqi.profile.years_told import says_never, says_no, year_told
from huiqi.rough_figures import range_about_it
from huiqi.rulebook.loading import load_rulebook
from huiqi.screening.loader import load_enterprises
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Value, exactly
from tests.screening.test_asked_of_table import answered

ROOT = Path(__file__).resolve().parents[2]
RULES = load_rulebook(ROOT / "rules")
DAY = date(2026, 11, 28)
CERTIFICATE = ("high_technology_certificate", None)
ENTRY = ("statistics_entry_year", None)
YES, NO = Truth.TRUE, Truth.FALSE

#: What stands in 是否高企 and in 高企证书时间, and what is held, the day being that of recognition.
HELD: list[tuple[str, str, Truth | None]] = [
    ("是", "2024-12-04", YES),
    ("是", "2024年12月", YES),
    ("是", "", YES),
    ("是", "未知", YES),
    ("否", "", NO),
    ("否", "/", NO),
    ("", "", None),
    # Three years are over, or were just now; a yes may be of long ago.
    ("是", "2020-10-01", None),
    ("", "2025.12.7", YES),
    ("是", "2024年第六批", YES),
    ("是", "2024年（第二批）", YES),
    # One says what the other denies, or the day what the yes leaves out.
    ("否", "2024-12-04", None),
    ("是", "2023年12月（今年到期，没通过复审）", None),
    ("是", "2026年（公示中，证还没拿到）", None),
    ("是", "2024年12月，存疑", None),
]


def table_of(folder: Path, head: str, rows: list[tuple[str, ...]]) -> Path:
    path = folder / "台账.csv"
    lines = (",".join((f"示例企业{place}", *row)) for place, row in enumerate(rows))
    path.write_text("\n".join((f"企业名称,{head}", *lines)), encoding="utf-8")
    return path


def read(given: GivenTable, key: tuple[str, int | None]) -> list[Value | None]:
    """What each row says of a fact."""
    table, _ = given.opened(RULES, DAY, Diagnostics())
    facts = (table.profile(row, Diagnostics()).facts for row in table.table.rows)
    return [None if (own := one.get(key)) is None else own.value for one in facts]


@pytest.mark.parametrize(
    ("head", "days"),
    [
        ("高企证书时间", (RECOGNISED, UNTIL)),
        ("高企认定时间", (RECOGNISED,)),
        ("高企有效期", (RECOGNISED, UNTIL)),
        ("高企有效期至", (UNTIL,)),
        ("高新技术企业证书到期日", (UNTIL,)),
    ],
)
def test_the_days_of_a_title_beside_its_answer_are_asked_about(
    tmp_path: Path, head: str, days: tuple[str, ...]
) -> None:
    """They were carried without a word, and a certificate that had ended was read as held."""
    path = table_of(tmp_path, f"是否高企,{head}", [("是", "2023-11-28"), ("否", "")])
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    (doubt,) = table.in_doubt
    assert [one.name for one in doubt.meanings] == [
        f"高新技术企业资格在有效期内{own}" for own in days
    ]


def test_days_to_come_beside_an_answer_can_only_be_the_last(tmp_path: Path) -> None:
    """高企有效期 over days that are all ahead was carried, and a certificate of which the last day
    was written there counted as held for good.
    """
    rows = [("是", "2026年12月"), ("是", "2024年12月—2027年12月"), ("是", "2025年11月到期")]
    path = table_of(tmp_path, "是否高企,高企有效期", list(rows))
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    (doubt,) = table.in_doubt
    assert [one.name for one in doubt.meanings] == [f"高新技术企业资格在有效期内{UNTIL}"]
    assert doubt.told == tuple(day for _, day in rows)


#: What stands in 是否高企 and in 高企有效期, and what is held, the day being the last one.
UNTIL_THEN: list[tuple[str, str, Truth | None]] = [
    ("是", "2026.12", YES),
    ("是", "2024年12月—2027年12月", YES),
    ("是", "2025.12.8-2028.12.8", YES),
    ("是", "到2027年10月", YES),
    # The cell itself says that it is the first day.
    ("是", "2024.11.30发证", YES),
    ("是", "23年12月(三年)", YES),
    ("是", "2025年认定", YES),
    # It is over, and the yes may be of before.
    ("是", "2025年11月到期", None),
    ("是", "到2026年10月", None),
    ("是", "2021.12-2024.12", None),
    ("否", "2025年11月到期", NO),
    ("否(原来是,24年掉了)", "", NO),
    ("", "2026.12", YES),
    ("是", "尽快办", None),
    # A day that is past is the last one under this head, of recognition or not.
    ("是", "2024-12-04", None),
    ("是", "", YES),
]


def test_what_is_no_day_beside_an_answer_is_carried(tmp_path: Path) -> None:
    """The number of a certificate tells nothing of its days."""
    path = table_of(tmp_path, "是否高企,高企证书时间", [("是", "GR202437001234"), ("否", "")])
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    assert not table.in_doubt
    assert "高企证书时间" in table.carried.values()


@pytest.mark.parametrize(
    ("head", "days", "told"),
    [("高企证书时间", RECOGNISED, HELD), ("高企有效期", UNTIL, UNTIL_THEN)],
)
def test_an_answer_and_its_day_are_read_together_one_by_one_and_in_a_database(
    tmp_path: Path, head: str, days: str, told: list[tuple[str, str, Truth | None]]
) -> None:
    """With the day of recognition as with the last one: neither is taken for the other's word, and
    what a cell says for itself comes before what the column is.
    """
    path = table_of(tmp_path, f"是否高企,{head}", [(answer, day) for answer, day, _ in told])
    given = GivenTable(
        file=path, columns=(f"高新技术企业资格在有效期内{days}={head}",), lenient=True
    )
    assert read(given, CERTIFICATE) == [held for *_, held in told]
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    found = connection.execute(
        "SELECT row, high_technology_certificate FROM enterprises ORDER BY row"
    ).fetchall()
    apart = set(loaded.apart_rows())
    truths = {True: YES, False: NO, None: None}
    for (row, value), (*_, held) in zip(found, told, strict=True):
        assert row in apart or truths[value] == held
    # What can be read is read in the database.
    assert len(apart) <= sum(held is None for *_, held in told)


def test_both_columns_are_the_rules_and_stand_as_they_were_written(tmp_path: Path) -> None:
    """Neither is lost from the officer's table, nor changed there."""
    path = table_of(tmp_path, "是否高企,高企证书时间,备注", [("是", "2024-12-04", "走访过")])
    given = GivenTable(file=path, columns=(f"高新技术企业资格在有效期内{RECOGNISED}=高企证书时间",))
    table, _ = given.opened(RULES, DAY, Diagnostics())
    assert list(table.evaluated.values()) == ["是否高企", "高企证书时间"]
    assert list(table.carried.values()) == ["备注"]
    assert table.table.rows[0].cells == ("示例企业0", "是", "2024-12-04", "走访过")


def test_since_when_is_asked_of_the_column_that_says_it(tmp_path: Path) -> None:
    """规上 with √ and × was taken for the year, and 入规年月 beside it carried: all calls for the
    reward were lost by the natural answer, and with another one what × says.
    """
    rows = [("√", "2019.3"), ("×", ""), ("√(2025)", "2025.3"), ("√", "2012.6"), ("×", "")]
    path = table_of(tmp_path, "规上,入规年月", list(rows))
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    (doubt,) = table.in_doubt
    assert doubt.name == "入规年月"
    columns = tuple(one.option for one in doubt.meanings)
    given = GivenTable(file=path, columns=columns, no_is_never=True, lenient=True)
    years: list[Value | None] = [exactly(Decimal(year)) for year in (2019, 2025, 2012)]
    first, second, third = years
    assert read(given, ENTRY) == [first, NOT_APPLICABLE, second, third, NOT_APPLICABLE]


def test_a_no_is_remarked_on_where_it_stands(tmp_path: Path) -> None:
    """升规时间“否” was quoted of an empty cell: the no stands under 是否规上."""
    path = table_of(tmp_path, "是否规上,入规时间", [("否", ""), ("", "否")])
    given = GivenTable(file=path, columns=("首次升规纳统年份=入规时间",))
    table, _ = given.opened(RULES, DAY, Diagnostics())
    found = Diagnostics()
    for row in table.table.rows:
        table.profile(row, found)
    assert [(one.code, one.place.line, one.place.column) for one in found.items] == [
        ("P134", 2, 2),
        ("P134", 3, 3),
    ]


@pytest.mark.parametrize("never", [False, True])
def test_whether_above_scale_stands_beside_since_when(tmp_path: Path, never: bool) -> None:
    """否 beside an empty year says that there is none, where the user says it says never; else it
    leaves open what was once.
    """
    rows = [("否", ""), ("是", ""), ("是", "2024"), ("否", "2022"), ("", "2025年3月"), ("", "")]
    path = table_of(tmp_path, "是否规上,入规时间", list(rows))
    given = GivenTable(
        file=path, columns=("首次升规纳统年份=入规时间",), no_is_never=never, lenient=True
    )
    years: list[Value | None] = [exactly(Decimal(year)) for year in (2024, 2022, 2025)]
    expected = [NOT_APPLICABLE if never else None, None, *years, None]
    assert read(given, ENTRY) == expected
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    columns = {name for name, *_ in connection.execute("DESCRIBE enterprises").fetchall()}
    told = connection.execute("SELECT statistics_entry_year FROM enterprises ORDER BY row")
    assert [year for (year,) in told.fetchall()] == [None, None, 2024, 2022, 2025, None]
    assert not loaded.apart_rows()
    assert ("statistics_entry_year.absent" in columns) is never


def test_what_is_told_together_is_as_a_cell_would_say_it() -> None:
    """As an officer writes both in one cell, which is read and tested there."""
    assert told_together("是", "2024-12-04", RECOGNISED) == "是（2024-12-04认定）"
    assert told_together("是", "2027-12", UNTIL) == "是（有效期至2027-12）"
    assert told_together("是", "", UNTIL) == told_together("是", "/", RECOGNISED) == "是"
    assert told_together("", "否", "") == "否"
    assert told_together("2022", "否", "") == "2022"
    assert told_together("", "是", "") == ""


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("24营收（亿）", 2024),
        ("25年营收（万元）", 2025),
        ("24年营业收入", 2024),
        ("2025营收", 2025),
    ],
)
def test_a_year_of_two_digits_before_a_name_is_its_year(
    tmp_path: Path, head: str, year: int
) -> None:
    """24营收（亿） was carried without a word, and 营业收入 then said to be missing of all."""
    path = table_of(tmp_path, f"{head},联系12月营收,24小时电话", [("1.5", "3", "4")])
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    assert ("revenue", year) in table.facts.columns
    assert len(table.facts.columns) == 1


@pytest.mark.parametrize(
    ("cell", "year", "no"),
    [
        ("2019（今年怕退库）", 2019, False),
        ("25年11月纳统", 2025, False),
        ("还没，今年估计过2000万", None, True),
        ("否（2022退规）", None, False),
        ("没有，原来是", None, False),
        ("没，今年够了准备年底申报", None, True),
        ("尚未（差一点）", None, True),
        ("2022（预计）", None, False),
        ("2022（约）", None, False),
        ("限上2023", None, False),
        ("2025年新上规", 2025, False),
        ("规上（2020）", 2020, False),
        ("2024.12 首次上规", 2024, False),
        ("2025年12月上规（年度）", 2025, False),
        # On the way to it, and never yet; what was once is none of these.
        ("没上，今年能够2000", None, True),
        ("准备年底月度上规", None, True),
        ("已报11月月度上规，等批", None, True),
        ("没到规模", None, True),
        ("小微", None, True),
        ("准备重新入规", None, False),
        ("退规了，2024年退的", None, False),
        ("2024年上规2025年退", None, False),
        ("2019.12（2025退）", 2019, False),
        ("2025年小升规", 2025, False),
        ("是（2021），今年可能退", 2021, False),
        ("2021，怕退库", 2021, False),
        ("退库（2025）", None, False),
        # What a month adds; that it is hoped for by so and so, which may be over by now.
        ("2026年3月（新建投产）", 2026, False),
        ("2026.3（预计）", None, False),
        # The directory of services is another one.
        ("2022（服务业）", None, False),
        ("2026拟入", None, True),
        ("2026年底拟入规", None, True),
        ("想今年入", None, True),
        ("想入规，2024退的", None, False),
        ("今年拟上规", None, True),
        ("明年想入规", None, True),
        ("不在规上", None, True),
        ("23.6", 2023, False),
        ("12.11", None, False),
    ],
)
def test_what_is_added_to_a_year_or_a_no_changes_neither(
    cell: str, year: int | None, no: bool
) -> None:
    """What is hoped for, or of another directory, is no year."""
    assert year_told(cell, DAY) == year
    assert says_no(cell) is no
    assert says_never(cell, by_no=True) is no
    assert not says_never(cell)


#: What stands in 资质, and what is held: high technology, provincial, little giant, innovative.
TITLED: list[tuple[str, tuple[Truth | None, ...]]] = [
    ("高企2024、专精特新2023", (YES, None, None, None)),
    ("高企（2023.12）、省级专精特新", (YES, None, None, None)),
    ("国家级小巨人；高企24", (YES, None, None, None)),
    ("国家级小巨人（第四批）；高企24", (YES, None, None, None)),
    ("专精特新小巨人 高企2025", (YES, None, None, None)),
    ("创新型中小企业2025，ISO9001，绿色工厂", (None, None, None, YES)),
    # Of a title without its day nobody knows whether it is over.
    # One that is not named may be held all the same; 无 names all.
    ("绿色工厂", (None, None, None, None)),
    ("", (None, None, None, None)),
    ("无", (NO, NO, NO, NO)),
    # What says more than a title with its day is not read, and takes nothing from its neighbours.
    ("高企复审中、省专精特新", (None, None, None, None)),
    ("高企2021、高企2024", (None, None, None, None)),
    ("高企2019(过期了没续)", (None, None, None, None)),
    ("市级专精特新、高企2024", (YES, None, None, None)),
    # What is said of one, and of one that is none of these.
    ("高企2024、专精特新2023、被取消", (YES, None, None, None)),
    ("高企2024、被取消", (None, None, None, None)),
    ("高企2024、市级单项冠军没报上", (YES, None, None, None)),
    ("高企2024年12月+省瞪羚（2023）；单项冠军公示中", (YES, None, None, None)),
]
HELD_BY = (
    "high_technology_certificate",
    "specialised_sme_certificate",
    "little_giant_certificate",
    "innovative_sme_certificate",
)


def test_titles_in_one_cell_are_read_apart_one_by_one_and_in_a_database(tmp_path: Path) -> None:
    """资质: 高企2024、专精特新2023 was carried, and the firm asked whether it has either."""
    path = table_of(tmp_path, "资质", [(cell.replace("，", "、"),) for cell, _ in TITLED])
    doubted, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    (doubt,) = doubted.in_doubt
    (meaning,) = doubt.meanings
    assert meaning.name == "称号（一格写几个）"
    given = GivenTable(file=path, columns=(meaning.option,), lenient=True)
    for place, name in enumerate(HELD_BY):
        told = read(given, (name, None))
        assert told == [held[place] for _, held in TITLED], name
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    apart = set(loaded.apart_rows())
    rows = connection.execute(f"SELECT row, {', '.join(HELD_BY)} FROM enterprises ORDER BY row")
    truths = {True: YES, False: NO, None: None}
    for (row, *values), (cell, held) in zip(rows.fetchall(), TITLED, strict=True):
        assert row in apart or tuple(truths[value] for value in values) == held, cell
    unread = ("高企2021", "没续", "市级专精特新、", "被取消")
    assert len(apart) == sum(any(word in cell for word in unread) for cell, _ in TITLED)


def test_a_title_in_a_column_of_its_own_comes_before_a_cell_of_several(tmp_path: Path) -> None:
    """As with any fact that two columns tell."""
    path = table_of(tmp_path, "资质,是否高企", [("高企2024、省专精特新", "否")])
    given = GivenTable(file=path, columns=("称号（一格写几个）=资质",))
    assert read(given, CERTIFICATE) == [NO]
    assert read(given, ("specialised_sme_certificate", None)) == [None]
    said = replace(given, still_held=True)
    assert read(said, ("specialised_sme_certificate", None)) == [YES]


@pytest.mark.parametrize(
    ("written", "range_"),
    [
        ("约1.2亿", "1.08亿..1.32亿"),
        ("1900左右", "1710..2090"),
        # Nearly so much is not more; so much and more is below the next of its last digit.
        ("近100", "90..100"),
        ("接近2000万元", "1800万元..2000万元"),
        ("2000多万", "2000万..3000万"),
        ("2500余万元", "2500万元..2600万元"),
        ("30多人", "30人..40人"),
        ("1.2多亿", "1.2亿..1.3亿"),
        # In numerals, with the word behind the unit, and in other words for the same.
        ("两千多", "2000..3000"),
        ("2千多万", "2千万..3千万"),
        ("一千二百多万", "1200万..1300万"),
        ("1.2亿多", "1.2亿..1.3亿"),
        # No word says where it ends.
        ("800+", ""),
        ("2000万出头", "2000万..3000万"),
        ("差不多1950", "1755..2145"),
        ("两千来万", "1800万..2200万"),
        ("近两千", "1800..2000"),
        ("约三百万", "270万..330万"),
        ("三百万", ""),
        ("-5多", ""),
        ("2000+500", ""),
        ("100", ""),
        ("近三年", ""),
        ("多", ""),
        ("2000多万（含税）", ""),
    ],
)
def test_a_figure_that_is_about_is_a_range(written: str, range_: str) -> None:
    """Never beyond what the word leaves open."""
    assert range_about_it(written) == range_


def test_what_stands_in_brackets_behind_a_figure_that_is_about_is_no_unit() -> None:
    """约1500万（含税） was quoted as 1350万(含税)..1650万(含税), which nobody wrote."""
    assert range_about_it("约1500万（含税）") == ""
    assert range_about_it("约1500万") == "1350万..1650万"


def test_main_revenue_may_be_all_revenue_where_no_column_tells_that(tmp_path: Path) -> None:
    """A firm with R&D of 5 % of its main revenue led a list, and revenue was said to be missing of
    all: nobody had asked whether it is the same.
    """
    path = table_of(
        tmp_path, "2025年主营业务收入（万元）,2024年主营业务收入（万元）", [("5230", "9")]
    )
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    assert [one.meanings[0].name for one in table.in_doubt] == ["2025年营业收入", "2024年营业收入"]
    assert all(one.meanings[0].alike for one in table.in_doubt)
    own = table.in_doubt[0].meanings[0].option
    amount = exactly(Decimal(52_300_000))
    said = GivenTable(file=path, columns=(own,))
    assert read(said, ("revenue", 2025)) == [amount]
    # Of the other year nothing was said, and of what was denied nothing is asked again.
    assert read(said, ("revenue", 2024)) == [None]
    denied = GivenTable(file=path, apart=("2025年主营业务收入（万元）",))
    table, _ = denied.opened(RULES, DAY, Diagnostics())
    assert [one.meanings[0].name for one in table.in_doubt] == ["2024年营业收入"]
    assert read(denied, ("main_revenue", 2025)) == [amount]


def test_where_revenue_is_told_nothing_is_asked_of_main_revenue(tmp_path: Path) -> None:
    """Both stand side by side."""
    path = table_of(
        tmp_path, "2025年主营业务收入（万元）,2025年营业收入（万元）", [("5230", "6000")]
    )
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    assert not table.in_doubt


@pytest.mark.parametrize(
    ("head", "cells", "fact"),
    [
        ("是否规上及入规时间", ("是，2016年", "是 2023.6", "否"), "首次升规纳统年份"),
        ("研发投入和占比", ("1200万", "65万"), "2025年研发投入（财务报告口径）"),
    ],
)
def test_a_head_of_two_things_is_asked_about_as_what_it_names(
    tmp_path: Path, head: str, cells: tuple[str, ...], fact: str
) -> None:
    """是否规上及入规时间 was only copied, and the year was asked of thirty firms that had told."""
    path = table_of(tmp_path, head, [(cell,) for cell in cells])
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    assert fact in [meaning.name for one in table.in_doubt for meaning in one.meanings]


def test_a_column_that_asks_whether_is_read_by_the_level_that_it_says(tmp_path: Path) -> None:
    """是否专精特新 was a yes or no of thirteen cells that say which level; ticks stay ticks."""
    cells = ("省级（2027年到期）", "国家级小巨人", "市级2024", "无", "")
    path = table_of(tmp_path, "是否专精特新（省级/国家级）", [(cell,) for cell in cells])
    given = GivenTable(file=path)
    own, giant = ("specialised_sme_certificate", None), ("little_giant_certificate", None)
    yes, no = Truth.TRUE, Truth.FALSE
    assert read(given, own) == [yes, None, no, no, None]
    assert read(given, giant) == [None, yes, no, no, None]
    diagnostics = Diagnostics()
    given.opened(RULES, DAY, diagnostics)
    assert any("写的是哪一级" in one.message for one in diagnostics.items)
    ticks = table_of(tmp_path, "是否专精特新", [("√",), ("×",), ("省级",)])
    assert read(GivenTable(file=ticks, lenient=True), giant) == [None] * 3


def test_the_year_of_what_names_none_is_not_that_of_last_year(tmp_path: Path) -> None:
    """上年度营收 of a table of 2026 was taken for that of 2024, once staff was said to be of
    2025.
    """
    path = table_of(tmp_path, "上年度营业收入（万元）,职工人数", [("5230", "41")])
    told, asked = answered(GivenTable(file=path), ("", "2025"))
    assert "本年是哪一年" in asked[0]
    assert "职工人数" in asked[1]
    assert told.year is None
    table, _ = told.opened(RULES, DAY, Diagnostics())
    assert {("revenue", 2025), ("employees", 2025)} <= table.facts.columns.keys()


def test_what_never_came_to_it_in_services_is_told_with_or_without_a_comma() -> None:
    """服务业，未上 was no number."""
    assert says_never("服务业，未上规")
    assert says_never("服务业未上规")
    assert not says_never("服务业")
