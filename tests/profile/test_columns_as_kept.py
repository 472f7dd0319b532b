"""Columns as an officer of a county keeps them: 研发24, 技改啥时候干完, 人手（人）."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.dates import year_at_end, year_in_full
from huiqi.diagnostics import Diagnostics
from huiqi.profile.completion import completion_told
from huiqi.profile.given_table import GivenTable
from huiqi.profile.profile import Profile
from huiqi.profile.titles_listed import UNPLACED, titles_of_cell
from huiqi.profile.years_told import year_told
from huiqi.values import Interval, Records
from tests.screening.test_asked_of_table import answered_by
from tests.titles import RULES

DAY = date(2026, 12, 1)


def kept(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def first_of(given: GivenTable) -> tuple[Profile, Diagnostics]:
    """The first enterprise of a table."""
    table, told = given.alone(RULES, DAY, Diagnostics()), Diagnostics()
    return table.profile(table.table.rows[0], told), told


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("研发24", ("研发", 2024)),
        ("研发-25", ("研发", 2025)),
        ("近15", None),
        ("第24", None),
        ("研发2024", None),
        ("专利3", None),
        ("研发35", None),
    ],
)
def test_two_figures_at_the_end_may_be_a_year(head: str, told: tuple[str, int] | None) -> None:
    assert year_at_end(head) == told


def test_a_year_among_other_remarks_of_a_bracket() -> None:
    assert year_in_full("营收(万元,2025年)") == "营收(2025年)(万元)"
    assert year_in_full("员工(25年底,人)") == "员工(2025年)(人)"
    assert year_in_full("有效期(2025年12月,万)") == "有效期(2025年12月,万)"


def test_a_name_with_two_such_years_is_of_both(tmp_path: Path) -> None:
    """研发24（万元） was offered as facts of 2025 alone, and the year before asked again."""
    path = kept(tmp_path, "企业名称,营收25（万元）,营收24（万元）", "示例甲有限公司,3000,2500")
    profile, _ = first_of(GivenTable(file=path))
    told = {year: profile.facts["revenue", year].value for year in (2024, 2025)}
    assert [one.low for one in told.values() if isinstance(one, Interval)] == [25000000, 30000000]


def test_alone_such_a_year_is_asked_about(tmp_path: Path) -> None:
    path = kept(tmp_path, "企业名称,员工25", "示例甲有限公司,30", "示例乙有限公司,45")
    assert ("employees", 2025) not in first_of(GivenTable(file=path))[0].facts
    _, asked = answered_by(GivenTable(file=path), lambda _: "", DAY)
    assert any("“员工25”（写的如 30、45）是 2025年从业人员 吗" in one for one in asked)


def test_what_counts_people_is_no_money(tmp_path: Path) -> None:
    """人手（人） was offered as revenue."""
    path = kept(tmp_path, "企业名称,25年卖了多少（万）,人手（人）", "示例甲有限公司,3860,126")
    _, asked = answered_by(GivenTable(file=path), lambda _: "", DAY)
    (revenue,) = (one for one in asked if "没有认出" in one and "营业收入" in one)
    assert "人手" not in revenue
    assert any("“人手（人）”（写的如 126）是 2025年从业人员 吗" in one for one in asked)


def test_the_claim_of_a_deduction_with_its_figure(tmp_path: Path) -> None:
    """报了,620 was copied, and line 51 of the form asked again."""
    head = "加计报了没（25年汇缴，万）"
    rows = ('示例甲有限公司,"报了,620"', "示例乙有限公司,没报", "示例丙有限公司,报了")
    given = GivenTable(file=kept(tmp_path, f"企业名称,{head}", *rows))
    told, asked = answered_by(given, lambda text: "1" if "是哪一个" in text else "", DAY)
    assert any("即 2025年研发费用加计扣除额" in one for one in asked)
    value = first_of(told)[0].facts["rd_super_deduction", 2025].value
    assert isinstance(value, Interval)
    assert (value.low, value.high) == (6200000, 6200000)


def test_each_title_of_a_cell_is_a_record_of_its_list(tmp_path: Path) -> None:
    """A column 已获得的称号 was only copied, a hundred thousand a title."""
    cell = "省首台套(2025.12公布)、省新材料领军企业(2025年)、聊城优品"
    given = GivenTable(file=kept(tmp_path, "企业名称,已获得的称号", f"示例甲有限公司,{cell}"))
    profile, told = first_of(given)
    products = profile.facts["first_set_products", None].value
    titles = profile.facts["recognitions", None].value
    assert isinstance(products, Records)
    assert isinstance(titles, Records)
    assert not titles.complete
    assert products.items[0].fields["recognised_on"] == Interval(
        date(2025, 12, 1), date(2025, 12, 31)
    )
    assert [one.key for one in titles.items] == ["省新材料领军企业"]
    assert [one.found for one in told.items if one.code == UNPLACED] == ["聊城优品"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("科小", ["科小"]),
        ("省级瞪羚企业2024、科小", ["科小"]),
        ("科技型中小企业（入库）", ["科技型中小企业（入库）"]),
        ("科小2026", []),
        ("2025年科技型中小企业", []),
        ("省级瞪羚企业", []),
    ],
)
def test_what_is_given_for_a_year_and_stands_without_it_is_told(
    tmp_path: Path, cell: str, said: list[str]
) -> None:
    """科小 was read, and the firm asked for its year without a word."""
    given = GivenTable(file=kept(tmp_path, "企业名称,已获得的称号", f"示例甲有限公司,{cell}"))
    _, told = first_of(given)
    shown = [str(one.message) for one in told.items if "哪一年的" in str(one.message)]
    assert [one.partition("”")[0].removeprefix("“") for one in shown] == said


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("绿色工厂(省级25年)", ["provincial_green_factory"]),
        ("绿色工厂", []),
        ("首台套", []),
        ("省首台套公示中", []),
        ("想报省新材料领军企业", []),
        ("高企,省新材料领军", ["high_technology", "new_material_leader"]),
        ("新材料", []),
        ("省企业技术中心2024、国家级小巨人", ["provincial_technology_centre", "little_giant"]),
        ("省级企业技术中心(2024年),已取消", []),
        ("无", []),
    ],
)
def test_what_is_no_title_for_certain_is_none(cell: str, known: list[str]) -> None:
    title = next(one for one in RULES.vocabulary.titles.values() if one.several)
    told = titles_of_cell(RULES, title, cell, DAY)
    assert [one.option for one in told.known] == known


@pytest.mark.parametrize("head", ["技改啥时候干完", "设备几月装完", "项目做完没", "预计干完时间"])
def test_when_it_is_done_is_asked_about(tmp_path: Path, head: str) -> None:
    """It was only copied, and what is not done counted as completed."""
    path = kept(tmp_path, f"企业名称,{head}", "示例甲有限公司,没干完", "示例乙有限公司,2027.3")
    _, asked = answered_by(GivenTable(file=path), lambda _: "", DAY)
    assert any(f"“{head}”" in one and "技术改造项目：竣工投产日期" in one for one in asked)


def test_what_is_not_done_is_not_completed() -> None:
    assert completion_told("没干完", DAY) == f"> {DAY}"
    assert completion_told("没弄好,年底", DAY) == f"> {DAY}"


def test_of_one_of_several_titles_it_may_be_unknown(tmp_path: Path) -> None:
    """Of five she was sure of four, and had to leave all of them unknown."""
    rows = ("示例甲有限公司,省级(23年)", "示例乙有限公司,省级(24年)")
    given = GivenTable(file=kept(tmp_path, "企业名称,专精特新级别", *rows))
    said: list[str] = []

    def reply(text: str) -> str:
        said.append(text)
        return "除了 2 行" if "都还在有效期内" in text else "是"

    told, _ = answered_by(given, reply, DAY)
    assert told.still_held
    assert len(told.unsure) == 1
    table = told.alone(RULES, DAY, Diagnostics())
    first, second = (table.profile(row, Diagnostics()) for row in table.table.rows)
    assert ("specialised_sme_certificate", None) not in first.facts
    assert ("specialised_sme_certificate", None) in second.facts


@pytest.mark.parametrize("cell", ["2026.1入的库", "2026年1月入库", "26年1月入的规"])
def test_the_year_of_the_register(cell: str) -> None:
    """不认识的单位 入的库（可用：年） is nothing that anybody understands."""
    assert year_told(cell, DAY) == 2026
