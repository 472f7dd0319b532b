"""Tables as bureaus hand them down: codes with their legend, 本年 and 上年同期, their own names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.given_table import GivenTable
from huiqi.screening.loader import load_enterprises
from huiqi.tables.legends import legend_of
from huiqi.truth import Truth
from huiqi.values import Records, exactly
from tests.screening.test_asked_of_table import answered_by
from tests.titles import RULES

DAY = date(2026, 11, 29)
CERTIFICATE = ("high_technology_certificate", None)
REVENUE = "revenue"


@pytest.mark.parametrize(
    ("head", "legend"),
    [
        ("高新技术企业（1是 2否）", {"1": "是", "2": "否"}),
        ("专精特新级别（1国家级 2省级 3无）", {"1": "国家级", "2": "省级", "3": "无"}),
        ("规上（1-是；0-否）", {"1": "是", "0": "否"}),
        ("高企(1=有,2=无)", {"1": "有", "2": "无"}),
        # One code says nothing of the others; what is counted or dated stands for nothing.
        ("高新技术企业（1是）", {}),
        ("营业收入（千元）本年（1-12月）", {}),
        ("投资（1期 2期）", {}),
        ("研发费用（万元）", {}),
        ("人数（1男 2女，兼职不算）", {}),
    ],
)
def test_a_head_says_what_its_codes_stand_for(head: str, legend: dict[str, str]) -> None:
    """Only where a bracket holds nothing else."""
    assert legend_of(head) == legend


def table_of(folder: Path, head: str, rows: list[str]) -> Path:
    path = folder / "台账.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return path


def test_codes_are_read_as_their_words_one_by_one_and_in_a_database(tmp_path: Path) -> None:
    """29 cells of 1 and 2 could not be read; a code that the head does not name is none."""
    head = "企业名称,高新技术企业（1是 2否）"
    cells = ("1", "2", "3", "是", "")
    path = table_of(tmp_path, head, [f"示例企业{n},{cell}" for n, cell in enumerate(cells)])
    column = "高新技术企业资格在有效期内=高新技术企业（1是 2否）"
    given = GivenTable(file=path, columns=(column,), lenient=True)
    table, _ = given.opened(RULES, DAY, Diagnostics())
    told = [table.profile(row, Diagnostics()).facts.get(CERTIFICATE) for row in table.table.rows]
    yes, no = Truth.TRUE, Truth.FALSE
    assert [one and one.value for one in told] == [yes, no, None, yes, None]
    # Her own cells stay as they are.
    assert [row.cells[1] for row in table.table.rows] == list(cells)
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    query = "SELECT high_technology_certificate FROM enterprises ORDER BY row"
    assert [value for (value,) in connection.execute(query).fetchall()] == [
        True,
        False,
        None,
        True,
        None,
    ]
    assert len(loaded.apart_rows()) == 1


def bureau(folder: Path, periods: tuple[str, str], title: str = "2025年主要经济指标表") -> Path:
    """Figures of two periods under a head that is merged over both, in thousands."""
    path = folder / "统计.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        sheet.merge_range(0, 0, 0, 4, title)
        sheet.merge_range(1, 0, 2, 0, "单位详细名称")
        sheet.merge_range(1, 1, 2, 1, "行业小类代码")
        sheet.merge_range(1, 2, 1, 3, "营业收入（千元）")
        sheet.write_row(2, 2, periods)
        sheet.merge_range(1, 4, 2, 4, "注册地")
        sheet.write_row(3, 0, ("示例甲公司", "3451", 86520, 79300, "聊城市"))
        sheet.write_row(4, 0, ("示例乙公司", "3484", 18900, 17600, "聊城市"))
    return path


def revenues(given: GivenTable) -> list[dict[int, object]]:
    """By the year, what each row says."""
    table, _ = given.opened(RULES, DAY, Diagnostics())
    facts = (table.profile(row, Diagnostics()).facts for row in table.table.rows)
    return [
        {year: own.value for (name, year), own in one.items() if name == REVENUE and year}
        for one in facts
    ]


@pytest.mark.parametrize(
    "periods",
    [
        ("本年（1-12月）", "上年同期"),
        ("本年1-12月", "上年同期"),
        ("本年", "上年"),
        ("本年（1—12月）", "上年（全年）"),
    ],
)
def test_this_year_is_that_of_the_table_where_it_is_said(
    tmp_path: Path, periods: tuple[str, str]
) -> None:
    """本年 was taken for that of the decision, and what was of 2024 offered as of 2025; 千元 and
    1-12月 were two units.
    """
    path = bureau(tmp_path, periods)
    told, asked = answered_by(
        GivenTable(file=path), lambda text: "2025" if "本年是哪一年" in text else "", DAY
    )
    (question,) = (one for one in asked if "本年是哪一年" in one)
    # The title says of which it is.
    assert "写那一年，如 2025；就是 2026 年的就回车" in question
    assert told.year == 2025
    first = {2025: exactly(Decimal(86_520_000)), 2024: exactly(Decimal(79_300_000))}
    assert revenues(told)[0] == first
    # Passed over, it is that of the decision, as before.
    assert sorted(revenues(GivenTable(file=path))[0]) == [2025, 2026]


def test_a_part_of_a_year_is_no_figure_of_it(tmp_path: Path) -> None:
    """本年（1-10月） is carried, and its neighbour read."""
    path = bureau(tmp_path, ("本年（1-10月）", "上年"))
    assert [sorted(one) for one in revenues(GivenTable(file=path))] == [[2025], [2025]]


@pytest.mark.parametrize(
    ("head", "names", "found"),
    [
        ("服务对象", ("示例甲机械有限公司", "示例乙厂"), "服务对象"),
        ("服务对象", ("示例甲机械有限公司", "张三"), ""),
        ("", ("示例甲机械有限公司", "示例乙厂"), ""),
    ],
)
def test_the_column_of_names_is_known_by_what_stands_there(
    tmp_path: Path, head: str, names: tuple[str, str], found: str
) -> None:
    """The run ended with the title of the table for its head; it is remarked which column it is."""
    rows = [f"{number},{name},聊城市" for number, name in enumerate(names, 1)]
    path = table_of(tmp_path, f"序号,{head},注册地", rows)
    diagnostics = Diagnostics()
    if not found:
        with pytest.raises(InputError) as refused:
            GivenTable(file=path).opened(RULES, DAY, diagnostics)
        assert refused.value.faults[0].code == "T104"
        return
    table, _ = GivenTable(file=path).opened(RULES, DAY, diagnostics)
    profiles = [table.profile(row, Diagnostics()) for row in table.table.rows]
    assert [one.name for one in profiles] == list(names)
    (remark,) = [one for one in diagnostics.items if one.code == "P114"]
    assert f"“{head}”当作企业名称读" in remark.message


@pytest.mark.parametrize(
    ("cell", "known"), [("暂无", True), ("/", True), ("", True), ("—", False), ("不详", False)]
)
def test_in_a_list_that_is_whole_a_stroke_says_that_there_is_none(
    tmp_path: Path, cell: str, known: bool
) -> None:
    """She had said that the columns tell all: 暂无 and / still asked for the projects."""
    head = "企业名称,技术改造项目：完成投资（万元）"
    path = table_of(tmp_path, head, [f"示例甲公司,{cell}", "示例乙公司,100"])
    given = GivenTable(file=path, whole=("技术改造项目",), spent=True)
    table, _ = given.opened(RULES, DAY, Diagnostics())
    facts = table.profile(table.table.rows[0], Diagnostics()).facts
    own = facts.get(("renovation_projects", None))
    connection = duckdb.connect()
    load_enterprises(connection, given, RULES, DAY, Diagnostics())
    (open_,) = connection.execute('SELECT count(*) FROM "renovation_projects.open"').fetchall()
    assert open_ == (0 if known else 1,)
    whole = own is not None and isinstance(own.value, Records) and own.value.complete
    assert whole is known


def test_years_below_a_head_are_part_of_it_in_a_text_too(tmp_path: Path) -> None:
    """Saved as CSV the second year of revenue lost its name, and the first was taken for the year
    that was asked for all.
    """
    path = tmp_path / "台账.csv"
    lines = (
        "企业名称,营业收入（万元）,,纳税2025,联系人",
        ",2024,2025,,",
        "示例甲公司,48600,52300,1210,周工",
        "示例乙公司,11800,1.35亿,388,于工",
    )
    path.write_text("\n".join(lines), encoding="gb18030")
    opened, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    assert [row.cells[0] for row in opened.table.rows] == ["示例甲公司", "示例乙公司"]
    diagnostics = Diagnostics()
    first = opened.profile(opened.table.rows[0], diagnostics)
    told = {year: first.facts["revenue", year].value for year in (2024, 2025)}
    assert told == {2024: exactly(Decimal(486_000_000)), 2025: exactly(Decimal(523_000_000))}


@pytest.mark.parametrize(
    "below",
    # A figure, or anything of an enterprise beside the years, is a row.
    ["示例甲公司,2024,2025,,", ",48600,52300,,", ",2024,2025,3,"],
)
def test_a_row_of_an_enterprise_is_no_head(tmp_path: Path, below: str) -> None:
    """Whatever its figures look like."""
    path = tmp_path / "台账.csv"
    lines = ("企业名称,营业收入（万元）,,纳税2025,联系人", below, "示例乙公司,2,3,388,于工")
    path.write_text("\n".join(lines), encoding="utf-8")
    opened, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    assert opened.table.columns[1] == "营业收入（万元）"
