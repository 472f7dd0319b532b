"""``screen``: a table of enterprises, each decided as ``check`` decides it, none lost."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from python_calamine import load_workbook

from huiqi import Engine
from huiqi.city import chosen_of, groups_of, screen
from huiqi.decision.standing import mark_of
from huiqi.diagnostics import Diagnostics, InputError, Severity
from huiqi.profile.given_table import GivenTable
from huiqi.report.blocks import Table, words_of
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.marks import WORDS
from huiqi.report.pages.screen import screening_page
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import Screening
from huiqi.truth import Truth
from huiqi.values import exactly
from tests.commands import ROOT, huiqi
from tests.screening.called import reason_to_call, to_call
from tests.texts.oracle import random_firm, stated

DAY = date(2024, 6, 20)
ENGINE = Engine.load(compare=False)
#: The single facts of the random firms, as columns.
YEARLY = (
    "营业收入",
    "研发投入（财务报告口径）",
    "主营业务收入",
    "从业人员",
    "科技人员",
    "净利润",
    "资产负债率",
)
LISTS = ("技术改造项目", "已获得的称号", "已经得过的财政支持")


def written(folder: Path, name: str, rows: list[list[object]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def screened(
    table: Path,
    lists: Iterable[str] = (),
    whole: Iterable[str] = (),
    by: str | None = None,
    **options: int,
) -> Screening:
    words = worded(Phrases(ENGINE.rulebook, "zh"))
    given = GivenTable(file=table, lists=tuple(lists), whole=tuple(whole), by=by)
    return screen(ENGINE.rulebook, given, DAY, words, **options)  # type: ignore[arg-type]


def as_table(folder: Path, firms: list[dict[str, object]]) -> tuple[Path, list[str]]:
    """The firms as an officer keeps them: a sheet, and one for each list."""
    columns = [
        (label, year)
        for label, value in firms[0].items()
        if label not in LISTS
        for year in (value if isinstance(value, dict) else [None])
    ]
    head: list[object] = [
        "企业名称",
        "服务专员",
        *(f"{year}年{label}" if year else label for label, year in columns),
    ]
    rows: list[list[object]] = [head]
    lists: dict[str, list[list[object]]] = {}
    for number, firm in enumerate(firms):
        cells: list[object] = []
        for label, year in columns:
            value = firm[label]
            cells.append(value[year] if isinstance(value, dict) else value)
        rows.append([f"示例企业{number}", f"专员{number % 3}", *cells])
        for label in LISTS:
            records = firm[label]
            assert isinstance(records, list)
            for record in records:
                head_of: list[object] = ["企业名称", *record]
                kept = lists.setdefault(label, [head_of])
                kept.append([f"示例企业{number}", *record.values()])
    options = [
        f"{label}={written(folder, f'{number}.csv', own)}"
        for number, (label, own) in enumerate(lists.items())
    ]
    return written(folder, "firms.csv", rows), options


def test_every_answer_is_that_of_check(tmp_path: Path) -> None:
    """Status, mark, force and amounts, with lists in tables of their own, in two processes."""
    random = Random(7)
    firms = [stated(random_firm(random)) for _ in range(45)]
    table, lists = as_table(tmp_path, firms)
    whole = [option.partition("=")[0] for option in lists]
    found = screened(table, lists=lists, whole=whole)
    assert len(found.entries) == len(firms)
    assert not found.rejected
    for firm, entry in zip(firms, found.entries, strict=True):
        # Nothing was received: the table of it has no row, so it is not given.
        facts = {k: v for k, v in firm.items() if v != [] or k in whole}
        read = ENGINE.read_enterprise({"enterprise": {"name": entry.name}, "facts": facts}, DAY)
        decision = ENGINE.check(read.enterprise, DAY)
        for result, answer in zip(decision.results, entry.screened.answers, strict=True):
            amount = result.amount
            ends = (None, None) if amount is None else (amount.low, amount.high)
            assert (answer.measure, answer.status) == (result.measure.id, result.status)
            assert (answer.low, answer.high) == ends
            assert (answer.mark, answer.force) == (mark_of(result), result.force.truth)
        assert entry.screened.high == decision.combinations.permitted.most


def test_a_faulty_row_is_rejected_and_the_rest_decided(tmp_path: Path) -> None:
    """A figure that is none, two figures that cannot both be, too many cells, no name."""
    rows: list[list[object]] = [
        ["企业名称", "2023年营业收入（万元）", "2023年主营业务收入（万元）"],
        ["示例企业1", 3000, 2000],
        ["示例企业2", "三千来", 2000],
        ["示例企业3", 3000, 4000],
        ["示例企业4", 3000, 2000, "多出来的"],
        ["", 3000, 2000],
        ["示例企业6", "", "未知"],
    ]
    found = screened(written(tmp_path, "t.csv", rows))
    assert [entry.name for entry in found.entries] == ["示例企业1", "示例企业6"]
    codes = {one.row: [fault.code for fault in one.faults] for one in found.rejected}
    assert codes == {3: ["P120"], 4: ["P140"], 5: ["T103"], 6: ["P150"]}
    assert {one.row: one.faults[0].place.column for one in found.rejected}[3] == 2


def test_other_columns_are_carried_and_grouped_by(tmp_path: Path) -> None:
    """As they stand; a column that is not there names those that are."""
    rows: list[list[object]] = [
        ["企业名称", "服务专员", "电话"],
        ["示例企业1", "乙", "=1+1"],
        ["示例企业2", "甲", "（略）"],
        ["示例企业3", "", ""],
    ]
    file = written(tmp_path, "t.csv", rows)
    found = screened(file, by="服务专员")
    assert found.carried == ("服务专员", "电话")
    groups = {name: [one.name for one in entries] for name, entries in groups_of(found)}
    assert groups == {"乙": ["示例企业1"], "甲": ["示例企业2"], "（没有写）": ["示例企业3"]}
    with pytest.raises(InputError) as refused:
        screened(file, by="服务专园")
    (fault,) = refused.value.diagnostics
    assert fault.code == "C140"
    assert fault.allowed == ("服务专员", "电话", "企业规模")


def test_a_column_that_may_be_a_fact_is_told(tmp_path: Path) -> None:
    """Carried, and asked about; as the remark says, it is then read."""
    rows: list[list[object]] = [
        ["企业名称", "2023年研发投入（万元）", "有财政涉企资金绿色门槛不予支持的情形", "备注"],
        ["示例企业1", 120, "否", "（略）"],
    ]
    table = written(tmp_path, "t.csv", rows)
    found = screened(table)
    assert found.carried == ("2023年研发投入（万元）", "备注")
    (asked,) = (remark for remark in found.remarks if remark.code == "P157")
    told = asked.remedy.partition("--column ")[2].partition("；")[0]
    given = GivenTable(file=table, columns=(told,))
    words = worded(Phrases(ENGINE.rulebook, "zh"))
    assert screen(ENGINE.rulebook, given, DAY, words).carried == ("备注",)


@pytest.mark.parametrize(
    ("column", "fact"),
    [("研发投入（万元）", "2023年研发投入（财务报告口径）"), ("行业代号", "行业代码")],
)
def test_what_is_told_of_such_a_column_is_read_as_it_stands(
    tmp_path: Path, column: str, fact: str
) -> None:
    """With a year, which the column does not name, where the fact has years; else with none."""
    table = written(
        tmp_path, "t.csv", [["企业名称", "去年营业收入", column], ["示例企业1", 30_000_000, ""]]
    )
    (asked,) = (remark for remark in screened(table).remarks if remark.code == "P157")
    told = asked.remedy.partition("--column ")[2].partition("（是别的年份")[0].partition("；")[0]
    assert told == f"{fact}={column}"
    given = GivenTable(file=table, columns=(told,))
    words = worded(Phrases(ENGINE.rulebook, "zh"))
    assert screen(ENGINE.rulebook, given, DAY, words).carried == ()


def test_a_year_that_no_column_names_is_asked_for(tmp_path: Path) -> None:
    """Such columns are carried, whichever facts they are; --year says which year they are of."""
    rows: list[list[object]] = [
        ["单位名称", "社会信用代码", "职工人数", "营业收入（万元）", "是否高企"],
        ["示例企业1", "91371500MA3C9XYX1A", 35, 8600, "√"],
    ]
    table = written(tmp_path, "t.csv", rows)
    found = screened(table)
    assert found.carried == ("职工人数", "营业收入（万元）")
    (asked,) = (one for one in found.remarks if one.code == "P151")
    assert "职工人数、营业收入（万元）" in asked.message
    assert "--year 2023" in asked.remedy
    given = GivenTable(file=table, year=2023)
    opened, _ = given.opened(ENGINE.rulebook, DAY, Diagnostics())
    assert not opened.carried
    facts = opened.profile(opened.table.rows[0], Diagnostics()).facts
    assert {key: one.value for key, one in facts.items() if key[1]} == {
        ("employees", 2023): exactly(Decimal(35)),
        ("revenue", 2023): exactly(Decimal(86_000_000)),
    }
    assert facts["high_technology_certificate", None].value is Truth.TRUE


def test_a_header_in_two_rows_is_read_downwards(tmp_path: Path) -> None:
    """营业收入 over its years, and a year over its figures; what is merged downwards is itself."""
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:G1", "规上工业企业情况表")
        sheet.merge_range("A2:A3", "企业名称")
        sheet.merge_range("B2:C2", "营业收入（万元）")
        sheet.merge_range("D2:E2", "2023年")
        sheet.merge_range("F2:G2", "联系方式")
        sheet.write_row("B3", ["2022年", "去年", "职工人数", "净利润（万元）", "联系人", "电话"])
        sheet.write_row("A4", ["示例企业1", 1000, 1200, 35, 50, "某人", "（略）"])
        sheet.write_row("A5", ["示例企业2", 2000, 2200, 45, 60])
    opened, _ = GivenTable(file=path).opened(ENGINE.rulebook, DAY, Diagnostics())
    assert list(opened.carried.values()) == ["联系人", "电话"]
    profiles = [opened.profile(row, Diagnostics()) for row in opened.table.rows]
    assert [one.name for one in profiles] == ["示例企业1", "示例企业2"]
    assert {key: one.value for key, one in profiles[0].facts.items()} == {
        ("revenue", 2022): exactly(Decimal(10_000_000)),
        ("revenue", 2023): exactly(Decimal(12_000_000)),
        ("employees", 2023): exactly(Decimal(35)),
        ("net_profit", 2023): exactly(Decimal(500_000)),
    }


def test_a_year_may_stand_in_what_a_column_is_said_to_be(tmp_path: Path) -> None:
    """Where the table itself names none."""
    table = written(tmp_path, "t.csv", [["企业名称", "前年销售收入（万元）"], ["示例企业1", 1500]])
    given = GivenTable(file=table, columns=("2021年营业收入=前年销售收入（万元）",))
    found = screen(ENGINE.rulebook, given, DAY, worded(Phrases(ENGINE.rulebook, "zh")))
    assert found.carried == ()


def test_a_list_of_which_nothing_would_be_read_is_refused(tmp_path: Path) -> None:
    """It is another table, or its columns go by other names."""
    table = written(tmp_path, "t.csv", [["企业名称"], ["示例企业1"]])
    other = written(tmp_path, "o.csv", [["企业名称", "资质"], ["示例企业1", "高企"]])
    with pytest.raises(InputError) as refused:
        screened(table, lists=[f"已获得的称号={other}"])
    errors = [one for one in refused.value.diagnostics if one.severity is Severity.ERROR]
    assert [one.code for one in errors] == ["T104"]


def test_a_record_without_its_year_is_refused_where_it_stands(tmp_path: Path) -> None:
    """In the file of the list; a list of years without a column for them is refused whole."""
    main = written(tmp_path, "main.csv", [["企业名称"], ["示例甲厂"], ["示例乙厂"]])
    rows: list[list[object]] = [
        ["企业名称", "年度", "项目名称"],
        ["示例甲厂", 2022, "甲"],
        ["示例乙厂", "", "乙"],
    ]
    projects = written(tmp_path, "projects.csv", rows)
    output = tmp_path / "o.csv"
    done = huiqi("screen", str(main), "--with", f"研发项目={projects}", "-o", str(output))
    assert done.returncode == 0, done.stderr
    with (tmp_path / "o.rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
        (refused,) = csv.DictReader(stream)
    assert (refused["行"], refused["文件"], refused["代码"]) == ("3", "projects.csv", "P106")
    bare = written(tmp_path, "bare.csv", [[row[0], row[2]] for row in rows])
    done = huiqi("screen", str(main), "--with", f"研发项目={bare}", "-o", str(output))
    assert done.returncode == 2
    assert "T104" in done.stderr
    assert "年度" in done.stderr


def test_a_bad_cell_of_a_list_is_told_where_it_stands(tmp_path: Path) -> None:
    """Its firm is rejected: with the list's file, and the cell in that; the others are decided."""
    main = written(
        tmp_path,
        "t.csv",
        [
            ["企业名称", "备注", "专员"],
            ["示例企业1", "", ""],
            ["示例企业2", "", ""],
            ["", "x", "甲"],
        ],
    )
    held = written(
        tmp_path,
        "称号表.csv",
        [
            ["企业名称", "称号", "认定日期"],
            ["示例企业1", "瞪羚企业", "2023-01-01"],
            ["示例企业1", "瞪羚企业", "前些天"],
            ["示例企业2", "瞪羚企业", "2023-01-01"],
        ],
    )
    output = tmp_path / "o.csv"
    done = huiqi("screen", str(main), "--with", f"已获得的称号={held}", "-o", str(output))
    assert "2 行；其中 1 行错在清单的表里：称号表.csv" in done.stdout
    with (tmp_path / "o.rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
        told = [
            (row["行"], row["文件"], row["单元格"], row["读到"]) for row in csv.DictReader(stream)
        ]
    assert told == [("2", "称号表.csv", "C3", "前些天"), ("4", "t.csv", "A4", "")]
    with output.open(encoding="utf-8-sig", newline="") as stream:
        assert {row["企业名称"] for row in csv.DictReader(stream)} == {"示例企业2"}


@pytest.mark.parametrize(("bad", "more"), [(20, ""), (21, "另有 1 行读不了")])
def test_of_many_that_could_not_be_read_the_first_are_told(
    tmp_path: Path, bad: int, more: str
) -> None:
    """How many more there are is said, and where all of them are told."""
    rows: list[list[object]] = [["企业名称", "2023年从业人员"], ["示例企业", "300"]]
    rows += [[f"示例企业{number}", "三百来"] for number in range(bad)]
    done = huiqi("screen", str(written(tmp_path, "t.csv", rows)), "--refuse-unread")
    assert done.returncode == 0
    assert done.stderr.count("（P120）") == 20
    assert more in done.stderr
    assert ("另有" in done.stderr) is bool(more)


def test_a_remark_on_a_rejected_row_is_told_as_one(tmp_path: Path) -> None:
    """After what it is rejected for; a remark on its list is no fault of the list."""
    main = written(
        tmp_path,
        "t.csv",
        [
            ["企业名称", "统一社会信用代码", "2023年营业收入（万元）"],
            ["甲", "91371500MA3C00001X", "三千来"],
        ],
    )
    output = tmp_path / "o.csv"
    done = huiqi("screen", str(main), "-o", str(output), "--refuse-unread")
    assert "1 行读不了" in done.stderr
    with (tmp_path / "o.rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
        told = [(row["代码"], row["原因"]) for row in csv.DictReader(stream)]
    assert [code for code, _ in told] == ["P120", "P110"]
    assert [reason.startswith("提醒：") for _, reason in told] == [False, True]


def test_rows_of_one_enterprise_are_told(tmp_path: Path) -> None:
    """By the code however it is typed, by the name where no code is; decided each, and said."""
    rows: list[list[object]] = [
        ["企业名称", "信用代码", "成立日期"],
        ["示例企业1", "91371500MA3C9XYX1A", "2001-01-01"],
        ["示例企业1（老厂）", "９1371500ma3c9xyx1a ", "2001-01-01"],
        ["示例企业2", "", "2001-01-01"],
        ["示例企业 2", "未知", "昨天"],
        ["示例企业3", "91371500MA3C9XYX1B", "2001-01-01"],
        ["示例企业1", "", "2001-01-01"],
    ]
    table = written(tmp_path, "t.csv", rows)
    found = screened(table)
    assert found.repeated == ((2, 3), (4, 5))
    assert found.counted_again == ((2, 3),)
    assert [one.row for one in found.entries] == [2, 3, 4, 6, 7]
    told = [one for one in found.remarks if one.code == "P159"]
    # Of the other the one row alone is decided.
    assert [(one.place.line, "第 2、3 行" in one.message) for one in told] == [(3, True)]
    assert "第 2、3 行是同一户" in huiqi("screen", str(table), "--refuse-unread").stdout
    many: list[list[object]] = [["企业名称"]]
    many += [[f"示例企业{n // 2}"] for n in range(40)]
    told = [one for one in screened(written(tmp_path, "m.csv", many)).remarks if one.code == "P159"]
    assert len(told) == 11
    assert any("另有 10 户" in one.message for one in told)


def test_what_a_list_does_not_name_is_unknown_unless_it_is_whole(tmp_path: Path) -> None:
    """By the code where the row has one, by the name where it has none; strangers are told."""
    main = written(
        tmp_path,
        "t.csv",
        [["企业名称", "信用代码"], ["示例企业1", "913715000000000011"], ["示例企业2", ""]],
    )
    held = written(
        tmp_path,
        "h.csv",
        [
            ["企业名称", "信用代码", "称号", "认定日期"],
            ["改过的名称", "913715000000000011", "瞪羚企业", "2023-01-01"],
            ["别家", "", "瞪羚企业", "2023-01-01"],
        ],
    )
    known = {}
    for whole in ((), ("已获得的称号",)):
        found = screened(main, lists=[f"已获得的称号={held}"], whole=whole)
        assert [r.code for r in found.remarks if r.code == "P156"] == ["P156"]
        waiting = [{m.name for m in one.screened.waiting} for one in found.entries]
        known[whole] = ["recognitions" not in names for names in waiting]
    assert known == {(): [False, False], ("已获得的称号",): [True, True]}


def test_one_process_says_what_two_say(tmp_path: Path) -> None:
    """In the order of the rows."""
    random = Random(3)
    table, lists = as_table(tmp_path, [stated(random_firm(random)) for _ in range(41)])
    one, two = (screened(table, lists=lists, processes=number) for number in (1, 2))
    assert one.entries == two.entries


def test_the_files_beside_the_output(tmp_path: Path) -> None:
    """The answers, the sums, the rejected rows; nothing a spreadsheet would run."""
    rows: list[list[object]] = [
        ["企业名称", "备注", "2023年营业收入（万元）"],
        ["示例企业1", "=HYPERLINK(1)", 3000],
        ["示例企业2", "", "三千来"],
    ]
    table, output = written(tmp_path, "t.csv", rows), tmp_path / "out.csv"
    day = ("--as-of", "2024-06-20")
    done = huiqi("screen", str(table), "-o", str(output), "--refuse-unread", *day)
    assert done.returncode == 0
    with output.open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.DictReader(stream))
    assert {row["企业名称"] for row in told} == {"示例企业1"}
    assert {row["备注"] for row in told} == {"'=HYPERLINK(1)"}
    assert len(told) == len(ENGINE.rulebook.supports)
    summary = json.loads((tmp_path / "out.summary.json").read_text("utf-8"))
    assert (summary["decided"], [one["row"] for one in summary["rejected"]]) == (1, [3])
    assert sum(summary["measures"][0]["marks"].values()) == 1
    with (tmp_path / "out.rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
        (refused,) = csv.DictReader(stream)
    assert (refused["行"], refused["企业名称"], refused["读到"]) == ("3", "示例企业2", "三千来")


@pytest.mark.parametrize("suffix", [".xlsx", ".html"])
def test_a_sheet_for_each_officer(tmp_path: Path, suffix: str) -> None:
    """Written whole in the media that have place for several tables."""
    rows: list[list[object]] = [["企业名称", "专员"], ["示例企业1", "甲"], ["示例企业2", "乙"]]
    table, output = written(tmp_path, "t.csv", rows), tmp_path / f"out{suffix}"
    done = huiqi("screen", str(table), "-o", str(output), "--by", "专员")
    assert done.returncode == 0
    if suffix == ".xlsx":
        again = huiqi("screen", str(output), "--sheet", "甲")
        assert "1 户" in again.stdout
    else:
        assert "示例企业2" in output.read_text("utf-8")


@pytest.mark.parametrize(
    ("day", "seen", "why"),
    [
        ("2023-06-20", "", "能得，去报"),
        ("2026-06-20", "，文件只见于2023-06-20，是否有效待核", "读到的条件够，先问部门还办不办"),
    ],
)
def test_who_can_have_money_is_called_before_who_may(
    tmp_path: Path, day: str, seen: str, why: str
) -> None:
    """A fifth of the deduction, by the report; on the screen and on the officer's own sheet."""
    year = int(day[:4]) - 1
    rows: list[list[object]] = [
        ["企业名称", "专员", "注册地在聊城市", "研发机构评定结果", f"{year}年加计扣除额（万元）"],
        ["示例企业1", "甲", "", "", ""],
        ["示例企业2", "甲", "是", "优秀", 100],
        ["示例企业3", "甲", "是", "优秀", 300],
    ]
    table, output = written(tmp_path, "t.csv", rows), tmp_path / "out.xlsx"
    done = huiqi("screen", str(table), "-o", str(output), "--by", "专员", "--as-of", day)
    assert done.returncode == 0
    first, second = (f"优秀研发机构补贴（不超过 {n}万元{seen}）：{why}" for n in (60, 20))
    assert "先联系谁" in done.stdout
    shown = "".join(done.stdout.split())
    # On the screen in a line, all of it on the sheet.
    told = [shown.index(f"优秀研发机构补贴不超过{n}万元") for n in (60, 20)]
    assert told == sorted(told)
    assert "集群前10位奖励（" not in shown
    head, *sheet = (
        load_workbook(str(output)).get_sheet_by_name("甲").to_python(skip_empty_area=True)
    )
    place = head.index("为什么先联系")
    assert [row[place] for row in sheet][:2] == [first, second]
    assert [row[head.index("企业名称")] for row in sheet] == ["示例企业3", "示例企业2", "示例企业1"]


def test_without_any_row_decided_it_is_bad_input(tmp_path: Path) -> None:
    """Exit 2, and the reason on standard error."""
    table = written(tmp_path, "t.csv", [["企业名称", "成立日期"], ["示例企业1", "昨天"]])
    done = huiqi("screen", str(table), "--refuse-unread")
    assert done.returncode == 2
    assert "昨天" in done.stderr


def test_a_page_for_each_to_hand_over(tmp_path: Path) -> None:
    """Named by its place and its row, not by the enterprise; as `check` shows it."""
    rows: list[list[object]] = [["企业名称", "成立日期"]]
    rows += [[f"示例企业{n}", "2001-01-01"] for n in range(4)]
    table = written(tmp_path, "t.csv", rows)
    words = ("--cards", str(tmp_path / "cards"), "--top", "2", "--as-of", "2024-06-20")
    assert huiqi("screen", str(table), *words).returncode == 0
    assert [path.name for path in sorted((tmp_path / "cards").iterdir())] == [
        "1-2.html",
        "2-3.html",
        "index.html",
    ]
    assert "示例企业0" in (tmp_path / "cards" / "1-2.html").read_text("utf-8")


def test_a_card_has_what_the_table_says_and_no_command(tmp_path: Path) -> None:
    """It is taken along: whom to ask for stands on it, and on the page that names all cards."""
    rows: list[list[object]] = [["企业名称", "成立日期", "联系人"]]
    rows += [["示例企业1", "2001-01-01", "某甲"], ["示例企业2", "2001-01-01", "某乙"]]
    table = written(tmp_path, "t.csv", rows)
    for more, told in (((), True), (("--redact",), False)):
        folder = tmp_path / f"cards{told}"
        words = ("--cards", str(folder), "--as-of", "2024-06-20", *more)
        assert huiqi("screen", str(table), *words).returncode == 0
        card, index = ((folder / name).read_text("utf-8") for name in ("2-3.html", "index.html"))
        assert ("某乙" in card) is told
        assert "某甲" not in card
        assert ("某甲" in index) is told
        assert "示例企业2" in index
        assert "2-3.html" in index
        assert "huiqi check" not in card
        assert "--full" not in card


def test_a_card_of_one_says_why_as_the_list_does(tmp_path: Path) -> None:
    """On top, before the columns of the table; the enterprise is named as people do."""
    folder, name = tmp_path / "cards", "示例企业02"
    words = ("screen", str(TABLE), "--as-of", "2023-06-20", "--cards", str(folder))
    assert huiqi(*words, "--where", f"企业名称={name}").returncode == 0
    card = (folder / "1-3.html").read_text("utf-8")
    found = decided()
    (entry,) = (one for one in found.entries if one.name == name)
    phrases = Phrases(ENGINE.rulebook, "zh")
    reason = reason_to_call(entry, found.asked_of_most, phrases)
    assert reason
    assert 0 < card.index("为什么先联系") < card.index(reason) < card.index("服务专员")
    assert "推理网络" not in card
    # The measure it is called for comes first, with what is asked and to be brought.
    name = next(name for one in Calls(found, phrases).of(entry).reasons for name in one.of)
    shown = card[card.index("先说这一项") : card.index("① 二十条")]
    assert f"[{name}]" in shown
    assert "可以问" in shown
    # On which figures of the table it rests.
    told = card[card.index("表里写的") : card.index("先说这一项")]
    for head, cell in zip(found.evaluated, entry.evaluated, strict=True):
        assert not cell or f"{head} {cell}" in told


def test_a_card_is_one_page_that_begins_with_the_answer(tmp_path: Path) -> None:
    """What a visit is for, in words; what the table says already is quoted and not asked; the rest
    is folded, and not printed.
    """
    rows: list[list[object]] = [
        ["企业名称", "注册地", "专精特新（哪一级）", "以前拿过啥钱", "技改项目", "投资", "进度"],
        ["示例甲公司", "聊城市", "省级", "21年技改贴息86万", "示例一期", "800万", "25年"],
    ]
    rows[0].append("电话")
    rows[1].append("0635-5550101")
    table = written(tmp_path, "t.csv", rows)
    folder, day = tmp_path / "cards", ("--as-of", "2026-11-30")
    record = ("项目名称=技改项目", "完成投资=投资", "竣工投产日期=进度")
    columns = [word for one in record for word in ("--column", f"技术改造项目：{one}")]
    words = ("--cards", str(folder), *day, *columns, "--no-ask", "--unread-as-unknown")
    assert huiqi("screen", str(table), *words).returncode == 0
    card = (folder / "1-2.html").read_text("utf-8")
    body, style = card[card.index("<body>") :], card[: card.index("<body>")]
    first, rest = body.split('<details class="folded">')
    assert first.index("<h1>示例甲公司</h1>") < first.index("为什么先联系") < first.index("问什么")
    assert "“以前拿过啥钱”写着“21年技改贴息86万”" in first
    assert "电话 0635-5550101" in first
    assert not re.search(r"\[[a-z]+-|[≤≥]|&[lg]t;=", first)
    assert not re.search(r"获得过哪些称号|以前得过哪些财政奖补", body)
    assert "表里写的" in rest
    assert "① 二十条" in rest
    assert "details.folded { display: none; }" in style[style.index("@media print") :]


def test_heads_alone_are_no_table(tmp_path: Path) -> None:
    """Nothing of nobody is no answer; of a city neither."""
    table = written(tmp_path, "t.csv", [["企业名称", "成立日期"]])
    for more in ((), ("-o", str(tmp_path / "o.parquet"))):
        done = huiqi("screen", str(table), *more)
        assert done.returncode == 2
        assert "P177" in done.stderr


def test_a_cell_to_look_at_stands_in_its_row(tmp_path: Path) -> None:
    """An amount of another unit than its column's, or that is hardly meant; where none is, nor is
    there a column for it.
    """
    rows: list[list[object]] = [["企业名称", "2022年营业收入（万元）"], ["示例企业1", "3000"]]
    page = Phrases(ENGINE.rulebook, "zh")

    def heads_and_rows(file: Path) -> tuple[list[str], list[str]]:
        found = screened(file)
        table = next(
            block
            for block in screening_page(found, page, groups_of(found)).blocks
            if isinstance(block, Table)
        )
        heads = [words_of(column.head) for column in table.columns]
        place = heads.index("要看的格") if "要看的格" in heads else 0
        return heads, [words_of(row[place]) for row in table.rows]

    heads, _ = heads_and_rows(written(tmp_path, "a.csv", rows))
    assert not {"要看的格", "没有读的格"} & set(heads)
    rows += [["示例企业2", "2.1亿"], ["示例企业3", "0.3"]]
    heads, cells = heads_and_rows(written(tmp_path, "b.csv", rows))
    assert "没有读的格" not in heads
    assert sorted(cell[:2] for cell in cells) == ["", "B3", "B4"]
    assert any("2.1亿" in cell and "单位" in cell for cell in cells)


TABLE = ROOT / "cases" / "examples" / "enterprise-table.csv"
SUBSIDY = "优秀研发机构补贴"


def decided() -> Screening:
    """The table of the examples."""
    words = worded(Phrases(ENGINE.rulebook, "zh"))
    return screen(ENGINE.rulebook, GivenTable(file=TABLE), date(2023, 6, 20), words)


def test_cards_stand_in_the_order_of_the_list(tmp_path: Path) -> None:
    """As the sheet and the screen have it, not as the table; of a city, too."""
    words = ("screen", str(TABLE), "--as-of", "2023-06-20", "--cards")
    output = ("-o", str(tmp_path / "all.parquet"))
    expected = [one.row for one in to_call(decided().entries)]
    assert expected != sorted(expected)
    for folder, more in ((tmp_path / "a", ()), (tmp_path / "b", output)):
        assert huiqi(*words, str(folder), *more).returncode == 0
        names = sorted(path.stem for path in folder.iterdir())
        assert names.pop() == "index"
        assert names == [f"{place:02d}-{row}" for place, row in enumerate(expected, 1)]


def test_who_is_chosen() -> None:
    """By a column, by how a measure stands, by both; what nobody is, or has, is refused."""
    found, words = decided(), {mark: (word,) for mark, word in WORDS.items()}
    for wheres, rows in (
        (["服务专员=甲专员", f"{SUBSIDY}=能得"], [3]),
        ([f"{SUBSIDY}=能得"], [3, 4, 6, 12]),
        ([f"{SUBSIDY}=eligible"], [3, 4, 6, 12]),
        ([f"{SUBSIDY}=不符合"], []),
    ):
        assert [one.row for one in chosen_of(found, wheres, words).entries] == rows
    for where, code, allowed in (
        ("服务专园=甲专员", "C144", "服务专员"),
        ("服务专员=丙专员", "C145", "甲专员"),
        (f"{SUBSIDY}=可得", "C145", "能得"),
        (SUBSIDY, "C144", "服务专员"),
    ):
        with pytest.raises(InputError) as refused:
            chosen_of(found, [where], words)
        (fault,) = refused.value.diagnostics
        assert (fault.code, allowed in fault.allowed) == (code, True)


def test_pages_for_those_who_are_chosen(tmp_path: Path) -> None:
    """All of them; the list and the sums are of those alone, too."""
    folder, words = tmp_path / "cards", ("screen", str(TABLE), "--as-of", "2023-06-20")
    chosen = ("--where", f"{SUBSIDY}=能得", "--where", "服务专员=甲专员")
    assert huiqi(*words, "--cards", str(folder), *chosen).returncode == 0
    assert {path.name for path in folder.iterdir()} == {"1-3.html"}
    told = json.loads(huiqi(*words, *chosen, "--json").stdout)
    assert (told["decided"], told["where"]) == (1, [f"{SUBSIDY}=能得", "服务专员=甲专员"])


def test_paid_without_application_only_what_is_certain() -> None:
    """Each with the facts it rests on; what is open, or whose document may have ended, is not."""
    table = ROOT / "cases" / "examples" / "enterprise-table.csv"
    done = huiqi("screen", str(table), "--automatic", "--as-of", "2023-06-20")
    lines = [line for line in done.stdout.splitlines() if "示例企业" in line]
    assert [line.split()[0] for line in lines].count("优秀研发机构补贴") == 4
    assert all("示例企业10" not in line for line in lines)
    later = huiqi("screen", str(table), "--automatic", "--as-of", "2026-06-20")
    assert "优秀研发机构补贴" not in later.stdout
