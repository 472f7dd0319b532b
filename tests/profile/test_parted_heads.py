"""Heads with two things: a title and its day, a start and a completion, two amounts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.completion import end_of_period, tells_no_end
from huiqi.profile.given_table import GivenTable
from huiqi.profile.years_told import says_no, year_told
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.titles_called import titles_called
from huiqi.screening.loader import load_enterprises
from huiqi.tables.heads_apart import heads_apart, is_untold, told_of_each
from huiqi.truth import Truth
from huiqi.values import Interval, Records

ROOT = Path(__file__).resolve().parents[2]
RULES = load_rulebook(ROOT / "rules")
DAY = date(2026, 11, 30)
YES, NO = Truth.TRUE, Truth.FALSE
TITLE = "high_technology_certificate"


def given(folder: Path, head: str, cells: list[str], *columns: str) -> GivenTable:
    path = folder / "台账.csv"
    lines = (f'示例企业{place},"{cell}"' for place, cell in enumerate(cells))
    path.write_text("\n".join((f"企业名称,{head}", *lines)), encoding="utf-8")
    return GivenTable(file=path, columns=columns, lenient=True)


def told(own: GivenTable, name: str) -> list[object]:
    """What each row says of a fact."""
    table, _ = own.opened(RULES, DAY, Diagnostics())
    facts = (table.profile(row, Diagnostics()).facts for row in table.table.rows)
    return [None if (one := found.get((name, None))) is None else one.value for found in facts]


@pytest.mark.parametrize(
    "head",
    ["是否高企/ 证书到期", "是否高企、有效期至", "是否高企及到期时间", "是否高企/证书有效期至"],
)
def test_a_title_with_its_day_in_one_head_is_the_title(tmp_path: Path, head: str) -> None:
    cells = {
        "是/2026.12.7": YES,
        "是/2026年11月29日": None,
        "是2026.12": YES,
        "是 2027.11": YES,
        "2025.12通过": YES,
        "是，证书到2028年12月": YES,
        "是/2027年12月": YES,
        "是，2023.11.29": None,
        "是 GR202437009999": YES,
        "正在申报（2026第二批）": None,
        "准备明年报": None,
        "是（2026年10月刚公示）": None,
        "已过期，2025.12到期没重新认定": NO,
        "否": NO,
        "2024年认定": YES,
        "2028.12": YES,
        "2025.6": NO,
    }
    # A column of yeses and days with a head that is the title's.
    assert told(given(tmp_path, head, [*cells]), TITLE) == [*cells.values()]


#: What stands below 开工-竣工时间, and when it was completed.
PERIODS = {
    "2025.3-2026.6": (date(2026, 6, 1), date(2026, 6, 30)),
    "2026.3-2026.10，已投产": (date(2026, 10, 1), date(2026, 10, 31)),
    "25.9-26.5": (date(2026, 5, 1), date(2026, 5, 31)),
    "2026年5月-7月": (date(2026, 7, 1), date(2026, 7, 31)),
    "2025年3月至2026年6月": (date(2026, 6, 1), date(2026, 6, 30)),
    "2025.3.1～2026.6.15": (date(2026, 6, 15), date(2026, 6, 15)),
    "2025.3开工-2026.6竣工": (date(2026, 6, 1), date(2026, 6, 30)),
    "2025-03~2026-06": (date(2026, 6, 1), date(2026, 6, 30)),
    "已竣工（2025.11）": (date(2025, 11, 1), date(2025, 11, 30)),
    "2026.6竣工": (date(2026, 6, 1), date(2026, 6, 30)),
    # What lies ahead is a plan.
    "2025.6-2027.6": (date(2026, 12, 1), None),
    "2026.1-2026.12": (date(2026, 12, 1), None),
    "2025年底-2026年底": (date(2026, 12, 1), None),
    "2025.3至今": (date(2026, 12, 1), None),
    "2026.4开工，预计27年底": (date(2026, 12, 1), None),
    # A day alone may be either, a start is none of completion.
    "2026.8": None,
    "2026.8-": None,
    "2026.8开工": None,
    "18个月": None,
    "2026.6-2025.3": None,
}


@pytest.mark.parametrize("head", ["开工-竣工时间", "起止时间", "建设起止年月"])
def test_of_a_start_and_a_completion_the_second_is_the_completion(
    tmp_path: Path, head: str
) -> None:
    columns = (f"技术改造项目：竣工投产日期={head}",)
    found = told(given(tmp_path, head, [*PERIODS], *columns), "renovation_projects")
    completed = []
    for one in found:
        records = one.items if isinstance(one, Records) else ()
        own = records[0].fields.get("completed_on") if records else None
        completed.append((own.low, own.high) if isinstance(own, Interval) else None)
    assert completed == [*PERIODS.values()]


def test_a_day_alone_below_a_head_of_a_completion_is_one() -> None:
    assert tells_no_end("2026.8")
    assert not tells_no_end("2026.8竣工")
    assert end_of_period("2026.8", DAY) == ""


def test_a_title_and_for_how_long_it_is_held_is_the_title(tmp_path: Path) -> None:
    cells = ["是，2027年12月到期", "否", "是/2028.6"]
    assert told(given(tmp_path, "是否高新技术企业及有效期", cells), TITLE) == [YES, NO, YES]


HEADS = ("技改总投资", "设备投资")


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("5200/3800", ("5200", "3800")),
        ("5200、3800", ("5200", "3800")),
        ("7800万/5600万", ("7800万", "5600万")),
        ("约1500/1100左右", ("约1500", "1100左右")),
        ("2000/没统计", ("2000", "没统计")),
        ("总1.8亿，设备1.26亿", ("1.8亿", "1.26亿")),
        ("总1500、设备1100左右", ("1500", "1100左右")),
        ("设备3800/总5200", ("5200", "3800")),
        ("设备：3800；总：5200", ("5200", "3800")),
        ("1.5亿（其中设备9000）", ("1.5亿", "9000")),
        ("5200，其中：设备3800", ("5200", "3800")),
        ("设备1860", ("", "1860")),
        ("总投资900", ("900", "")),
        # Which of them is meant, or of what they are parts, nobody says.
        ("900", None),
        ("5200/3800/100", None),
        ("一期3000/二期2000", None),
        ("5200（含税）", None),
        ("投资900", None),
        ("900，设备300", None),
    ],
)
def test_a_cell_tells_apart_what_its_head_names(cell: str, parts: tuple[str, str] | None) -> None:
    assert heads_apart("技改总投资/\n设备投资（万元）") == HEADS
    assert told_of_each(cell, HEADS) == parts
    assert is_untold(cell, HEADS) == (parts is None)


def test_nothing_is_told_of_each_where_there_is_none() -> None:
    assert not any(is_untold(cell, HEADS) for cell in ("", "/", "无", "否"))


CELLS = ["5200/3800", "900", "设备1860", "总1.8亿，设备1.26亿", "无", "300/100"]
TWO = ("技术改造项目：完成投资=技改总投资", "技术改造项目：生产性设备投资额=设备投资")


def test_a_head_of_two_is_asked_about_as_two(tmp_path: Path) -> None:
    table, _ = given(tmp_path, "技改总投资/设备投资（万元）", CELLS).opened(
        RULES, DAY, Diagnostics()
    )
    assert [one.name for one in table.in_doubt] == list(HEADS)
    alone, _ = given(tmp_path, "技改总投资/设备投资（万元）", ["5200", "900", "30/20"]).opened(
        RULES, DAY, Diagnostics()
    )
    assert [one.name for one in alone.in_doubt] == ["技改总投资/设备投资（万元）"]


def test_each_part_of_a_cell_is_read_as_what_its_head_is(tmp_path: Path) -> None:
    own = given(tmp_path, "技改总投资/设备投资（万元）", CELLS, *TWO)
    found = []
    for one in told(own, "renovation_projects"):
        fields = one.items[0].fields if isinstance(one, Records) and one.items else {}
        amounts = (fields.get("total_investment"), fields.get("productive_equipment"))
        found.append(tuple(a.low if isinstance(a, Interval) else None for a in amounts))
    wan = 10_000
    assert found == [
        (5200 * wan, 3800 * wan),
        (None, None),
        (None, 1860 * wan),
        (18000 * wan, 12600 * wan),
        (None, None),
        (300 * wan, 100 * wan),
    ]
    table, _ = own.opened(RULES, DAY, Diagnostics())
    said = Diagnostics()
    table.profile(table.table.rows[1], said)
    assert any("900" in one.message and one.code == "P134" for one in said.items)


def test_a_database_leaves_what_is_not_told_apart_to_the_evaluator(tmp_path: Path) -> None:
    own = given(tmp_path, "技改总投资/设备投资（万元）", CELLS, *TWO)
    with duckdb.connect() as connection:
        loaded = load_enterprises(connection, own, RULES, DAY, Diagnostics())
        rows = connection.execute(
            "SELECT total_investment, productive_equipment FROM renovation_projects ORDER BY row"
        ).fetchall()
        apart = loaded.apart_rows()
    cents = 100 * 10_000
    told_of = [(5200, 3800), (None, 1860), (18000, 12600), (300, 100)]
    assert rows == [tuple(one and one * cents for one in own) for own in told_of]
    assert apart == [3]


@pytest.mark.parametrize(
    "cell",
    [
        *("规下，拟今年底入规", "规下，明年年初入规", "规下（服务业）", "规下，想升规"),
        *("规下；准备明年入统", "小微，今年估计过不了2000万", "没到规模，差一点"),
    ],
)
def test_below_scale_and_more_is_a_no(cell: str) -> None:
    assert says_no(cell)


@pytest.mark.parametrize(
    "cell", ["规下，2023退库", "规下，原来在规", "小微，已入规", "规下，2019入过", "规下，曾入库"]
)
def test_below_scale_now_is_no_never_where_it_once_was_above(cell: str) -> None:
    assert not says_no(cell)


@pytest.mark.parametrize(
    "cell", ["2015（拟退规）", "2015，准备退库", "2015年（正在办退规）", "2015（待退库）"]
)
def test_that_it_is_to_leave_takes_nothing_from_the_year(cell: str) -> None:
    assert year_told(cell, DAY) == 2015
    assert year_told("2019入规、2023退、2025再入", DAY) is None


LEVEL = "specialised_sme_certificate"


def test_a_recheck_that_passed_this_year_says_that_it_is_held(tmp_path: Path) -> None:
    cells = {
        "省级 2023，今年复核通过": YES,
        "省级2023，2026年复核通过": YES,
        "省级（2023），今年9月通过复核": YES,
        "省级 2023，今年复核": None,
        "省级 2023，2024年复核通过": None,
        "省专 22年": None,
    }
    assert told(given(tmp_path, "是否专精特新（级别、年度）", [*cells]), LEVEL) == [*cells.values()]
    own = given(tmp_path, "是否专精特新（级别、年度）", ["省专 22年"] * 2)
    own = GivenTable(file=own.file, lenient=True, still_held=True)
    assert told(own, LEVEL) == [YES, YES]


@pytest.mark.parametrize(
    ("cell", "others"),
    [
        ("国家级小巨人（第五批，2023）；省单项冠军2024", ["省单项冠军2024"]),
        ("省级2024、绿色工厂", ["绿色工厂"]),
        ("小巨人，瞪羚2023", ["瞪羚2023"]),
        ("省级2024", []),
        ("否，单项冠军", []),
    ],
)
def test_a_title_of_another_kind_is_told_beside_the_cell(
    tmp_path: Path, cell: str, others: list[str]
) -> None:
    title = RULES.vocabulary.titles["specialised_level"]
    assert title.others_beside(cell, titles_called(RULES)) == others
    table, _ = given(tmp_path, "专精特新（哪一级）", [cell]).opened(RULES, DAY, Diagnostics())
    said = Diagnostics()
    table.profile(table.table.rows[0], said)
    assert all(any(one in own.message for own in said.items) for one in others)
