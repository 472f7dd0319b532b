"""The columns of the table itself: where they stand, that figures stay figures, who is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import load_workbook

from huiqi.city import GivenTable, chosen_of, groups_of, screen, screen_city
from huiqi.decision.results import Decision
from huiqi.decision.standing import Mark
from huiqi.diagnostics import InputError
from huiqi.report.blocks import (
    Facts,
    Heading,
    Page,
    Table,
    as_carried,
    as_written,
    number_of,
    words_of,
)
from huiqi.report.media.xlsx import as_workbook
from huiqi.report.pages.screen import screening_page
from huiqi.report.pages.screen_city import city_page
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import Screening
from huiqi.screening.worded import Worded
from tests.commands import huiqi
from tests.titles import RULES

DAY = date(2023, 6, 20)
ZH = Phrases(RULES, "zh")
HEAD = "序号,企业名称,统一社会信用代码,县市区,联系人,联系电话,编号,起止,2022年营业收入（万元）"
ROWS = (
    "1,示例企业一,91371500MA3000010H,茌平区,某甲,13800000001,0012,2016.10,8600",
    "2,示例企业二,,莘县,某乙,00000000002,370000000000,2016.9,1565.5",
    '3,示例企业三,,莘县,某丙,,-4.5,—,"1,256,000"',
)
#: Of her cells those that are figures, as she wrote them.
FIGURES = ["1", "8600", "2", "1565.5", "3", "-4.5"]


def _wordless(decision: Decision) -> Worded:
    return Worded()


@pytest.fixture
def given(tmp_path: Path) -> GivenTable:
    """Her table; what 县市区 is has been answered."""
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((HEAD, *ROWS)), encoding="utf-8")
    return GivenTable(file=path, columns=("注册地=县市区",), every=("注册地=聊城市",))


def in_order(found: Screening) -> Page:
    """All its sheets."""
    return screening_page(found, ZH, groups_of(found))


def under(page: Page, heading: str) -> Table:
    """The table of a sheet."""
    name = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            name = words_of(block.text)
        elif isinstance(block, Table) and name == heading:
            return block
    raise AssertionError(heading)


def own_figures(table: Table) -> list[str]:
    """Those of her columns."""
    heads = [words_of(column.head) for column in table.columns]
    own = [place for place, head in enumerate(heads) if head in HEAD.split(",")]
    by_serial = sorted(table.rows, key=lambda row: words_of(row[heads.index("序号")]))
    cells = (row[place] for row in by_serial for place in own)
    return [words_of(cell) for cell in cells if number_of(cell) is not None]


def test_the_own_columns_stand_beside_the_reason_and_their_figures_are_numbers(
    given: GivenTable,
) -> None:
    """Of a small table and of one in a database alike: a code, a month, a telephone and what has
    separators is a text.
    """
    found = screen(RULES, given, DAY, _wordless, processes=1)
    with screen_city(RULES, given, DAY, _wordless, first=9) as city:
        page = city_page(city.screening, ZH, city.groups, city.rows())
        lists = [under(one, "先联系谁") for one in (in_order(found), page)]
        carried = own_figures(under(page, "逐户"))
    for table in lists:
        heads = [words_of(column.head) for column in table.columns]
        # Why in a line, how much and whom to call stand where a narrow screen shows them.
        assert heads[2:4] == ["类", "一句话"]
        assert heads[4].startswith("至多（")
        assert heads[5:7] == ["联系人", "联系电话"]
        assert heads[7:10] == ["问什么", "为什么先联系", "是哪一项的"]
        # The others in her order.
        own = sorted(HEAD.split(","), key=lambda one: one not in ("联系人", "联系电话"))
        assert [one for one in heads[3:] if one in own] == [one for one in own if one in heads[3:]]
        assert {"联系人", "联系电话"} <= {*heads[3:]}
        assert {"序号", "联系人", "县市区", "2022年营业收入（万元）"} <= {*heads[3:]}
        assert own_figures(table) == FIGURES
    assert carried == [cell for cell in FIGURES if cell not in ("8600", "1565.5")]


def test_a_spreadsheet_shows_a_figure_as_it_is_written(tmp_path: Path) -> None:
    """And sums it; what it would show otherwise is a text."""
    texts = ["2011", "8600", "0.5", "-12", "13800000001", "2016.10", "0012", "1,256", "-0", "１２"]
    texts += ["123456789012", "1.", ".5", "1e3", ""]
    output = tmp_path / "o.xlsx"
    output.write_bytes(as_workbook(Page("页", [Table((), [as_written(texts)])]), "zh"))
    (row,) = load_workbook(str(output)).get_sheet_by_index(0).to_python()
    assert row[:5] == [2011, 8600, 0.5, -12, 13800000001]
    assert row[5:] == texts[5 : len(row)]
    assert [number_of(one) for one in as_written(["8600", "0.5"])] == [
        Decimal(8600),
        Decimal("0.5"),
    ]


def test_a_month_and_a_telephone_of_her_own_columns_stay_as_they_are() -> None:
    """Where nobody says that a column holds figures."""
    cells = ["8600", "2016.9", "2016.12", "13800000001", "2016.13", "12800000001"]
    found = [number_of(one) for one in as_carried(cells)]
    assert found == [Decimal(8600), None, None, None, Decimal("2016.13"), Decimal(12800000001)]


def test_a_day_is_kept_as_a_day(tmp_path: Path) -> None:
    """To be sorted and filtered; what is none, or is before what a spreadsheet knows, is a text."""
    cells = ["2026-10-09", "2026-02-30", "1899-12-31", "2026/10/9", "2026-10"]
    output = tmp_path / "o.xlsx"
    output.write_bytes(as_workbook(Page("页", [Table((), [as_carried(cells)])]), "zh"))
    (row,) = load_workbook(str(output)).get_sheet_by_index(0).to_python()
    assert row[0] == date(2026, 10, 9)
    assert row[1:5] == cells[1:]


def test_what_is_remarked_on_most_rows_is_told_once(given: GivenTable) -> None:
    """Not in each of them; what is remarked on one stands in its own."""
    path = given.file.with_name("规上.csv")
    cells = ("是", "是", "2022年新升规", "否")
    rows = [f"示例企业{place},{cell}" for place, cell in enumerate(cells)]
    path.write_text("\n".join(("企业名称,是否规上", *rows)), encoding="utf-8")
    table = GivenTable(file=path, columns=("首次升规纳统年份=是否规上",))
    found = screen(RULES, table, DAY, _wordless, processes=1)
    told = [words_of(cell) for row in under(in_order(found), "先联系谁").rows for cell in row]
    assert not any("没有说是哪一年" in cell for cell in told)
    assert any("“2022年新升规”按 2022 读" in cell for cell in told)
    assert any("没有说是哪一年" in one.message for one in found.remarks)


def chosen(given: GivenTable, wheres: Sequence[str]) -> tuple[list[int], list[int]]:
    """Whom a small table and a database choose."""
    words: Mapping[Mark, Sequence[str]] = {}
    given = GivenTable(
        file=given.file,
        columns=given.columns,
        every=given.every,
        chosen=tuple(one.partition("=")[0] for one in wheres),
    )
    found = chosen_of(screen(RULES, given, DAY, _wordless, processes=1), wheres, words)
    with screen_city(RULES, given, DAY, _wordless, first=9, wheres=wheres, words=words) as city:
        rows = sorted(entry.row for entry in city.screening.entries)
    return [entry.row for entry in found.entries], rows


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("企业名称=示例企业二", [3]),
        ("单位名称=示例企业二", [3]),
        ("信用代码=91371500ma3000010h", [2]),
        ("县市区=莘县", [3, 4]),
        ("2022年营业收入（万元）=8600", [2]),
    ],
)
def test_an_enterprise_is_chosen_by_its_name_and_by_what_is_read(
    given: GivenTable, where: str, rows: list[int]
) -> None:
    """In memory and in a database."""
    assert chosen(given, [where]) == (rows, rows)


def test_a_part_of_a_name_offers_the_names_that_have_it(given: GivenTable) -> None:
    """And no other of the table."""
    path = given.file.with_name("名.csv")
    path.write_text(
        "企业名称,县市区\n示例鲁甲公司,莘县\n示例鲁乙公司,莘县\n示例丙公司,莘县\n", "utf-8"
    )
    found = screen(RULES, GivenTable(file=path), DAY, _wordless, processes=1)
    with pytest.raises(InputError) as refused:
        chosen_of(found, ["企业名称=鲁"], {})
    (fault,) = refused.value.diagnostics
    assert (fault.code, fault.allowed) == ("C145", ("示例鲁乙公司", "示例鲁甲公司"))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["甲公司,0,无,260,无", "乙公司,3,无,12,无"], "T102"),
        (["我包的企业台账", "甲公司", "乙公司"], "T104"),
    ],
)
def test_a_table_without_names_of_columns_is_told_once_with_a_way_on(
    given: GivenTable, lines: Sequence[str], code: str
) -> None:
    """It was told of each of its cells, or of an option that does not help."""
    path = given.file.with_name("无头.csv")
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(InputError) as refused:
        screen(RULES, GivenTable(file=path), DAY, _wordless, processes=1)
    (fault,) = [one for one in refused.value.diagnostics if one.is_error]
    assert fault.code == code
    assert "补一行列名（企业名称" in fault.remedy
    assert "--header" in fault.remedy


def test_what_nobody_is_called_is_refused(given: GivenTable) -> None:
    """With what there is; the columns that are read are among them."""
    for where, code, allowed in (
        ("企业名称=示例企业四", "C145", "示例企业二"),
        ("县市=莘县", "C144", "县市区"),
        ("县市=莘县", "C144", "企业名称"),
        ("企业名称", "C144", "联系人"),
    ):
        found = screen(RULES, given, DAY, _wordless, processes=1)
        with pytest.raises(InputError) as refused:
            chosen_of(found, [where], {})
        (fault,) = refused.value.diagnostics
        assert (fault.code, allowed in fault.allowed) == (code, True)
        with (
            pytest.raises(InputError) as of_city,
            screen_city(RULES, given, DAY, _wordless, first=9, wheres=[where], words={}),
        ):
            pass
        (other,) = of_city.value.diagnostics
        assert (other.code, sorted(other.allowed)) == (code, sorted(fault.allowed))


def test_what_is_the_same_of_all_is_told_once(given: GivenTable) -> None:
    """And not in each enterprise's rows; nothing of it is lost, and what differs stays."""
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    page = in_order(found)
    table = under(page, "逐户逐项")
    rows, heads = table.rows, [words_of(column.head) for column in table.columns]
    left = {words_of(row[heads.index("措施代号")]) for row in rows}
    every = {one.measure for one in found.entries[0].screened.answers}
    answers = {
        name: {
            (one, entry.worded.steps.get(name))
            for entry in found.entries
            for one in entry.screened.answers
            if one.measure == name
        }
        for name in every
    }
    assert left == {name for name, told in answers.items() if len(told) > 1}
    assert len(rows) == 3 * len(left)
    told = [block for block in page.blocks if isinstance(block, Facts)]
    same = {ZH.text(RULES.measures[name].name) for name in every - left}
    assert any({words_of(name) for name, _ in block.rows} == same for block in told)
    alone = chosen_of(found, ["企业名称=示例企业一"], {})
    assert len(under(in_order(alone), "逐户逐项").rows) == len(every)


def test_what_says_nothing_has_no_column_and_all_lists_have_the_same(given: GivenTable) -> None:
    """One answer of one enterprise brings its column, in every officer's list."""
    found = screen(RULES, given, DAY, _wordless, processes=1)
    (first, *others) = found.entries
    near = (replace(first.screened.answers[0], mark=Mark.ONE_STEP),)
    steps = {near[0].measure: "差一项"}
    screened = replace(first.screened, answers=near)
    asked = replace(first, screened=screened, worded=Worded(steps=steps))
    apart = replace(found, entries=(asked, *others))

    def heads(found: Screening) -> list[list[str]]:
        page = screening_page(found, ZH, [(one.name, [one]) for one in found.entries])
        tables = [under(page, one.name) for one in found.entries]
        return [[words_of(column.head) for column in table.columns] for table in tables]

    for told in (heads(found), heads(apart)):
        assert all(one == told[0] for one in told)
    assert "差一步或接近" not in heads(found)[0]
    assert "差一步或接近" in heads(apart)[0]
    assert "能得哪些" not in heads(apart)[0]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("o.xlsx", ["--automatic"]),
        ("o.xlsx", ["--set", "研发机构补贴比例=15%"]),
        ("o.html", []),
        ("o.md", []),
    ],
)
def test_what_there_is_to_look_at_is_told_where_the_file_has_no_notes(
    given: GivenTable, name: str, more: list[str]
) -> None:
    """It was said to stand in a sheet that these do not have."""
    output = ["-o", str(given.file.with_name(name))]
    done = huiqi("screen", str(given.file), "--as-of", str(DAY), *output, *more)
    assert done.returncode == 0
    assert "P157" in done.stderr
    assert "“说明”" not in done.stderr


def test_what_there_is_to_look_at_is_counted_where_the_file_tells_it(given: GivenTable) -> None:
    """In a file of one table, and where none is written, it is told itself."""
    told = {}
    for name in ("o.xlsx", "o.csv", ""):
        output = ["-o", str(given.file.with_name(name))] if name else []
        told[name] = huiqi("screen", str(given.file), "--as-of", str(DAY), *output).stderr
    code = "P157"
    assert [code in told[name] for name in ("o.xlsx", "o.csv", "")] == [False, True, True]
    sheet = load_workbook(str(given.file.with_name("o.xlsx"))).get_sheet_by_name("说明").to_python()
    assert any("没有用来评估的列" in str(cell) for row in sheet for cell in row)
    # An officer is told what it is about, and no code.
    assert not any(code in str(cell) for row in sheet for cell in row)
    assert "“说明”" in told["o.xlsx"]


def test_limits_read_alike_are_told_once_and_cells_that_were_not_read_each(tmp_path: Path) -> None:
    """Twenty lines said that 280 is at most 280; of cells that were not read one row's reason was
    told of all, and none of what stands there.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,项目,设备投资（万元）,2025年营业收入（万元）"
    rows = ["示例甲厂,一,280,说不准", "示例乙厂,二,390,50万美元", "示例丙厂,三,约500,还行"]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = (
        "技术改造项目：项目名称=项目",
        "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投资（万元）",
    )
    given = GivenTable(file=path, columns=columns, lenient=True, about=True)
    found = screen(RULES, given, date(2026, 11, 30), worded(Phrases(RULES, "zh")), processes=1)
    told = [str(one.message) for one in found.remarks if "实际设备软件投资额" in one.message]
    (limits,) = told
    assert "“280”“390”“约500”按 不超过 280、不超过 390、不超过 550 读" in limits
    assert limits.endswith("第 2、3、4 行")
    unread = [str(one.message) for one in found.remarks if one.code == "P174"]
    assert [one.rpartition("：")[2] for one in unread] == ["D2“说不准”、D4“还行”", "D3“50万美元”"]
    discreet = screen(
        RULES, replace(given, redact=True), date(2026, 11, 30), worded(Phrases(RULES, "zh"))
    )
    unread = [str(one.message) for one in discreet.remarks if one.code == "P174"]
    assert unread == ["看不懂这一格，按未知；这样的有：第 2、3、4 行"]
