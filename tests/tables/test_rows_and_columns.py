"""Which row is the header, which rows are entries, which column is which, and in what unit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.quantities import YUAN
from huiqi.tables import ReadTable, Wanted, find_columns, read_table
from huiqi.tables.moments import parse_moment
from huiqi.tables.units import stated_factor
from tests.tables.samples import WANTED, cells, read, workbook


def csv(folder: Path, text: str) -> Path:
    """A CSV of this text."""
    path = folder / "t.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("above", ["", "某年汇总表,,\n", "汇总表\n\n填报单位：某局,,日期：某日\n"])
def test_the_header_is_found_below_titles_and_what_is_above_is_named(
    tmp_path: Path, above: str
) -> None:
    """By the columns that are needed, or by its number."""
    path = csv(tmp_path, f"{above}名称,金额\n甲,1\n")
    table, codes, _ = read(path)
    assert table is not None
    line = above.count("\n") + 1
    assert table.header == line
    assert codes == ([f"T123:{line}:0"] if above else [])
    stated, _, _ = read(path, header=line)
    assert stated == table
    assert read(csv(tmp_path, "\n名称,金额\n"), header=1)[1] == ["T112:1:0"]
    assert read(csv(tmp_path, "\n名称,金额\n"), header=9)[1] == ["T112:9:0"]


def test_a_header_that_is_not_found_is_told_with_the_way_out(tmp_path: Path) -> None:
    """Another header, or another name of the column."""
    _, codes, found = read(csv(tmp_path, "单位名,金额\n甲,1\n"))
    assert codes == ["T104:1:0"]
    assert "--header" in found.items[0].remedy
    assert "--column 名称=" in found.items[0].remedy


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("2.斜杠前是总投资，斜杠后是设备；只写一个数的是总投资。", "说明"),
        ("3.高企一栏写日期的是证书到期日。", "说明"),
        ("（2）没有写年份的都是今年的；", "说明"),
        ("二、高企一栏写日期的是到期日。", "说明"),
        ("二、冠县", "分组行"),
        ("茌平区", "分组行"),
        ("冠县（12家）", "分组行"),
    ],
)
def test_what_goes_on_with_a_note_is_no_head_of_a_group(
    tmp_path: Path, row: str, kind: str
) -> None:
    lines = f"序号,名称,金额\n1,甲,1\n2,乙,2\n注：单位为万元,,\n{row},,\n"
    table, _, found = read(csv(tmp_path, lines))
    assert [one[1] for one in cells(table)] == ["甲", "乙"]
    assert any(f"第 5 行（{kind}" in one.message for one in found.items)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("合计,3", "合计行"),
        ("合 计,3", "合计行"),
        ("总计（2户）,3", "合计行"),
        ("某县小计：,3", "合计行"),
        ("合计30家，规上23家,", "合计行"),
        ("一、共计2户,3", "合计行"),
        (",合计3", "合计行"),
        ("Total,3", "合计行"),
        ("平均值,1.5", "合计行"),
        ("注：单位为万元,", "说明"),
        ("注1：单位为万元,", "说明"),
        ("填表人：某,审核人：某", "说明"),
        ("填写说明：按营业执照全称,按年度审计报告", "说明"),
        ("更新时间：2026年11月27日,", "说明"),
        ("联系电话：0,", "说明"),
        # A sentence alone, whatever it begins with; the word for a note before one.
        ("走访没写年份的都是今年,", "说明"),
        ("黄色待核实，别的按年报,", "说明"),
        ("名称,金额", "又一行表头"),
    ],
)
def test_sums_and_notes_are_no_entries(tmp_path: Path, row: str, kind: str) -> None:
    """Wherever they stand, they are left out and named."""
    table, codes, found = read(csv(tmp_path, f"名称,金额\n甲,1\n{row}\n乙,2\n"))
    assert [one[0] for one in cells(table)] == ["甲", "乙"]
    assert codes == ["T124:1:0"]
    assert f"第 3 行（{kind}" in found.items[0].message


@pytest.mark.parametrize(
    "row",
    [
        "一、东昌府区,,",
        ",（二）茌平区,",
        ",冠县（12家）,",
        "东昌府区,,",
        "三,东昌府区,",
        "（四）,东昌府区,500",
        "第五组,,",
        ",,示例片区",
    ],
)
def test_the_head_of_a_group_is_no_entry(tmp_path: Path, row: str) -> None:
    """It is alone in its row, or counted otherwise than the entries are."""
    found = Diagnostics()
    path = csv(tmp_path, f"序号,名称,金额\n1,甲,1\n{row}\n2,乙,2\n")
    table = read_table(path, found, wanted=WANTED)
    assert [one[1] for one in cells(table)] == ["甲", "乙"]
    told = next(one.message for one in found.items if one.code == "T124")
    assert "第 3 行（分组行）" in told


@pytest.mark.parametrize(
    "rows", ["一,甲,1\n二,乙,2", "1,甲,\n,乙,\n", "1,一甲公司,\n2,三联（集团）公司,\n,五、六公司,1"]
)
def test_what_only_looks_like_the_head_of_a_group_is_an_entry(tmp_path: Path, rows: str) -> None:
    """All may be counted so; one may have nothing but its name."""
    table, codes, _ = read(csv(tmp_path, f"序号,名称,金额\n{rows}\n"))
    assert table is not None
    assert len(table.rows) == len(rows.split())
    assert codes == ["T120:1:0"]


@pytest.mark.parametrize(
    "name",
    [
        *("合计科技公司", "注塑厂", "总计算机厂", "日期食品厂", "平均律乐器厂"),
        # Beside figures a sentence is a name, whatever it is.
        "走访没写年份的都是今年",
    ],
)
def test_an_enterprise_whose_name_only_looks_like_one_is_an_entry(
    tmp_path: Path, name: str
) -> None:
    """A sum ends so, a note goes on after a colon."""
    table, codes, _ = read(csv(tmp_path, f"名称,金额\n{name},1\n"))
    assert cells(table) == [(name, "1")]
    assert codes == []


@pytest.mark.parametrize(
    "name",
    ["美的不锈钢制品有限公司", "示例成都的士汽修", "示例饲料（老厂，东区）", "是非面馆", "数据港"],
)
def test_an_enterprise_of_which_nothing_is_told_but_its_name_is_an_entry(
    tmp_path: Path, name: str
) -> None:
    """One that ends as an enterprise does, or says nothing as a sentence does."""
    table, _, _ = read(csv(tmp_path, f"名称,金额\n甲,1\n{name},\n"))
    assert cells(table) == [("甲", "1"), (name, "")]


def test_a_note_beside_its_word_is_no_entry(tmp_path: Path) -> None:
    """In two cells, of a table that has more."""
    path = csv(tmp_path, "序号,名称,金额\n1,甲,1\n备注,走访没写年份的都是今年,\n2,乙,\n")
    table, _, found = read(path)
    assert [one[1] for one in cells(table)] == ["甲", "乙"]
    assert "第 3 行（说明）" in next(one.message for one in found.items if one.code == "T124")


def test_numbers_of_columns_are_no_entry(tmp_path: Path) -> None:
    """The row 1, 2, 3 right under the header of many a form."""
    table, _, _ = read(csv(tmp_path, "名称,金额,日期\n1,2,3\n甲,1,\n1,2,3\n"))
    assert cells(table) == [("甲", "1", ""), ("1", "2", "3")]


def test_two_columns_that_are_names_of_one_thing_are_refused(tmp_path: Path) -> None:
    """Until the user says which; the other is then named as not used, once."""
    path = csv(tmp_path, "名称,金额（万元）,数额,又一列,\n甲,1,2,3,\n乙,1,2,3,\n")
    _, codes, found = read(path)
    assert codes == ["T106:1:3"]
    assert "--column 金额=" in found.items[0].remedy
    table = read_table(path, Diagnostics())
    assert table is not None
    diagnostics = Diagnostics()
    wanted = WANTED.with_columns(["金额=数额"], diagnostics)
    assert find_columns(table, wanted, diagnostics) == {"name": 0, "amount": 2}
    assert [(d.code, d.message) for d in diagnostics.items] == [
        ("T120", "没有用到的列：金额（万元）、又一列")
    ]


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        # Saved as text, a class stands in the first of its columns.
        (
            "序号,名称,经营,,高企,\n,,营收,利润,是否,有效期",
            "序号 名称 营收 利润 高企是否 高企有效期",
        ),
        (
            "序号,名称,营收,,研发,\n,,上年,今年,上年,今年",
            "序号 名称 营收上年 营收今年 研发上年 研发今年",
        ),
        (
            "序号,名称,经营（万元）,,备注\n,,营收,人数（人）,",
            "序号 名称 营收 人数（人） 备注",
        ),
        ("序号,名称,经营（万元）,\n,,金额,人数", "序号 名称 金额 人数"),
        # What a class says besides the year says nothing of its columns.
        (
            "序号,名称,2025年情况,,上年主要指标,\n,,营收,研发投入,职工,利润",
            "序号 名称 2025年营收 2025年研发投入 上年职工 上年利润",
        ),
        # A column that says itself of which year it is needs no class, nor loses its year.
        (
            "序号,名称,经济指标（万元）,,研发,\n,,2024年营收,2025年营收,2024年研发投入,2025年研发投入",
            "序号 名称 2024年营收 2025年营收 2024年研发投入 2025年研发投入",
        ),
        # The name may stand below, as saved from a header whose other names are merged downwards.
        (
            ",基本情况,,营收,,备注\n序号,名称,镇街,上年,今年,",
            "序号 名称 镇街 营收上年 营收今年 备注",
        ),
        # Of what money was invested says the class alone.
        (
            "序号,名称,技改项目,,备注\n,,项目投资额（元）,其中设备（元）,",
            "序号 名称 技改项目投资额（元） 技改项目设备（元） 备注",
        ),
        (
            "序号,名称,技改项目,,备注\n,,投资额（元）,竣工时间,",
            "序号 名称 技改项目投资额（元） 竣工时间 备注",
        ),
        # Figures are no names.
        ("序号,名称,金额,\n,,5,", "序号 名称 金额"),
    ],
)
def test_a_header_may_have_classes(tmp_path: Path, head: str, columns: str) -> None:
    """A column goes by its own name where that says what it is, else with its class before it."""
    path = csv(tmp_path, f"{head}\n1,乙,,,,\n")
    table = read_table(path, Diagnostics(), wanted=WANTED)
    assert table is not None
    assert " ".join(table.columns) == columns
    assert table.rows[-1].cells[1] == "乙"
    if "万元" in head:
        assert stated_factor(table, 2, Diagnostics()) == 10**4


def test_a_class_may_stand_above_the_name(tmp_path: Path) -> None:
    """So it does over several columns; a title and who filled in the table do not."""

    def finish(_: Any, sheet: Any) -> None:
        sheet.merge_range("A1:B1", "基本情况")
        sheet.merge_range("C1:D1", "研发")

    rows: list[list[Any]] = [[], ["名称", "县区", "2024年", "2025年"], ["甲", "x", 1, 2]]
    table = read_table(workbook(tmp_path / "a.xlsx", rows, finish), Diagnostics(), wanted=WANTED)
    assert table is not None
    assert table.columns == ("名称", "县区", "研发2024年", "研发2025年")
    assert table.above == ()

    def other(_: Any, sheet: Any) -> None:
        sheet.merge_range("A1:B1", "填报单位：某局")
        sheet.merge_range("C1:D1", "某年某月")

    table = read_table(workbook(tmp_path / "b.xlsx", rows, other), Diagnostics(), wanted=WANTED)
    assert table is not None
    assert table.columns == ("名称", "县区", "2024年", "2025年")


@pytest.mark.parametrize("option", ["单位=名称", "名称", "名称=", "=名称"])
def test_a_column_that_is_said_wrongly_is_told(option: str) -> None:
    """The left side is one of ours."""
    diagnostics = Diagnostics()
    WANTED.with_columns([option], diagnostics)
    assert [d.code for d in diagnostics.items] == ["T113"]
    assert "名称" in diagnostics.items[0].allowed
    WANTED.with_columns(["名称=a", "name=b"], diagnostics)
    assert len(diagnostics.items) == 2


def factor(folder: Path, header: str, above: str = "") -> Decimal | str:
    """What a bare number of the column counts, or the code of the refusal."""
    diagnostics = Diagnostics()
    path = csv(folder, f"{above}名称,{header}\n甲,1\n")
    table = read_table(path, diagnostics, wanted=WANTED)
    assert table is not None
    columns = find_columns(table, WANTED, diagnostics)
    found = stated_factor(table, columns["amount"], diagnostics) or YUAN
    codes = [d.code for d in diagnostics.errors]
    return codes[0] if codes else found


@pytest.mark.parametrize(
    ("header", "yuan"),
    [
        ("金额", 1),
        ("金额（元）", 1),
        ("金额（万元）", 10**4),
        ("金额（单位：万元）", 10**4),
        ("金额(万)", 10**4),
        ("金额【亿元】", 10**8),
        ("金额/万元", 10**4),
        ("金额：千元", 1000),
        ("金额 万元", 10**4),
        ("金额（人民币百万元）", 10**6),
        ("金额（港元）", "T111"),
        ("金额（2022年）", "T111"),
        ("金额（万元）（元）", "T111"),
        # What is said beside it changes no figure; with the tax it would be another one.
        ("金额（万元）（不含税）", 10**4),
        ("金额（万元，不含税）", 10**4),
        ("金额（不含税，万）", 10**4),
        ("金额（不含增值税/万元）", 10**4),
        ("金额（自报、万元）", 10**4),
        ("金额（不含税）", 1),
        ("金额（万元，含税）", "T111"),
        ("金额（万元，估）", "T111"),
    ],
)
def test_a_header_has_a_unit_that_is_understood_or_is_refused(
    tmp_path: Path, header: str, yuan: int | str
) -> None:
    """In a bracket of any kind or after the name."""
    assert factor(tmp_path, header) == yuan


@pytest.mark.parametrize(
    ("above", "yuan"),
    [
        ("金额单位：万元", 10**4),
        ("填报单位：某局      单位：万元", 10**4),
        ("单位: 万元、人", 10**4),
        ("单位：（亿元）  日期：某日", 10**8),
        ("填报单位：万元宝科技公司", 1),
        ("单位：某某局", 1),
        # Not a unit, but where it stands; 万元 is that of what has none.
        ("台账（金额单位见格内，未注明为万元）", 10**4),
        ("没写单位的按万元", 10**4),
        ("金额单位：各列不同", 1),
        ("金额单位：见列名", 1),
        ("金额单位：港币", "T111"),
        ("单位：美元", "T111"),
        ("单位：元  单位：万元", "T111"),
    ],
)
def test_a_unit_above_the_table_holds_for_headers_without_one(
    tmp_path: Path, above: str, yuan: int | str
) -> None:
    """An office is no unit; a header's own unit comes first."""
    assert factor(tmp_path, "金额", f"{above}\n") == yuan
    if yuan != "T111":
        assert factor(tmp_path, "金额（千元）", f"{above}\n") == 1000


@pytest.mark.parametrize(
    ("above", "told"), [("单位：万元,", True), ("填报单位：某局,", False), ("示例台账,", False)]
)
def test_that_the_unit_above_is_read_is_told(tmp_path: Path, above: str, told: bool) -> None:
    """The rest that stands there is not."""
    _, _, found = read(csv(tmp_path, f"{above}\n名称,金额\n甲,1\n"))
    assert ("只读写的单位：万元" in found.items[0].message) is told


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#DIV/0!", "########", "9.1371500123E+17"])
def test_what_a_csv_has_lost_is_named(tmp_path: Path, cell: str) -> None:
    """Errors, numbers cut to a width, columns too narrow: as spreadsheets save them."""
    _, codes, found = read(csv(tmp_path, f"名称,金额\n甲,{cell}\n"))
    assert [code[4:] for code in codes] == [":2:2"]
    assert found.items[0].code in ("T107", "T108")
    assert "B2" in found.items[0].message


@pytest.mark.parametrize(
    "text", ["2023-07-01 09:30", "2023/7/1 9:30", "2023.7.1 9:30:00", "2023年7月1日 9时30分"]
)
def test_a_moment_in_the_spellings_of_spreadsheets(text: str) -> None:
    """One meaning, one moment."""
    day, hour = parse_moment(text)
    assert (day.isoformat(), hour and hour.isoformat("minutes")) == ("2023-07-01", "09:30")


def test_an_optional_column_may_be_missing(tmp_path: Path) -> None:
    """Only what is required is told."""
    table = read_table(csv(tmp_path, "名称\n甲\n"), Diagnostics())
    assert table is not None
    diagnostics = Diagnostics()
    wanted = Wanted(names={"name": ("名称",), "day": ("日期",)}, required=("name",))
    assert find_columns(table, wanted, diagnostics) == {"name": 0}
    assert diagnostics.items == []


@pytest.mark.parametrize(
    ("head", "factor"),
    [
        ("研发投入（财务报告口径）", None),
        ("2023年研发投入（财务报告口径）（万元）", 10_000),
        ("研发投入（万元）", 10_000),
    ],
)
def test_the_bracket_of_a_name_holds_no_unit(head: str, factor: int | None) -> None:
    """A column may be headed by a fact's whole label, with its unit in a bracket after it."""
    table = ReadTable(file="t.csv", columns=(head,), rows=())
    said = Diagnostics()
    found = stated_factor(table, 0, said, True, names=["研发投入", "研发投入（财务报告口径）"])
    assert (found, said.items) == (factor, [])
