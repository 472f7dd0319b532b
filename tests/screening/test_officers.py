"""Tables as officers keep them, read at the first attempt: a list of whom to call comes of each.

All are invented.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from huiqi.city import GivenTable, chosen_of, groups_of, screen, screen_city
from huiqi.dates import parse_days
from huiqi.decision.results import Decision, Status
from huiqi.diagnostics import Diagnostic, InputError
from huiqi.quantities import QuantityError
from huiqi.report.blocks import Facts, Heading, Table, words_of
from huiqi.report.pages.call_cells import cells_to_fill, cells_to_mend, often_filled
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.marks import WORDS as MARKS
from huiqi.report.pages.screen import listed_groups, screening_page
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.grouping import GROUPED, grouping
from huiqi.screening.screened import Screening
from huiqi.screening.worded import Worded
from tests.commands import ROOT, huiqi
from tests.screening.called import reason_to_call, to_call
from tests.titles import RULES

DAY = date(2023, 6, 20)
WORDS = {mark: (word,) for mark, word in MARKS.items()}
FIRMS = [f"示例企业{number}" for number in range(1, 31)]


def _wordless(decision: Decision) -> Worded:
    return Worded()


def screened(file: Path, **given: Any) -> Screening:
    """Without an option but those that are given."""
    return screen(RULES, GivenTable(file=file, **given), DAY, _wordless, processes=1)


def sheets(found: Screening) -> dict[str, list[list[str]]]:
    """Whom to call, by the name of the sheet."""
    told: dict[str, list[list[str]]] = {}
    name = ""
    for block in listed_groups(found, Phrases(RULES, "zh"), groups_of(found)):
        if isinstance(block, Heading):
            name = words_of(block.text)
        elif isinstance(block, Table):
            told[name] = [list(map(words_of, row)) for row in block.rows]
    return told


def codes(found: Screening) -> dict[str, str]:
    """Which remark was made on which words."""
    return {one.found: one.code for one in found.remarks if one.found}


def missing(found: Screening) -> set[str]:
    """The facts that answers wait for."""
    return {str(fact) for fact, _, _ in found.waiting}


def test_a_register_in_gbk_under_titles(tmp_path: Path) -> None:
    """The unit stands in the title or in the heads; staff as of the end of the year; sums last."""
    lines = [
        "聊城市示例县企业基本情况表,,,,,",
        "序号,企业名称,县（市、区）,服务专员,2022年营业收入（万元）,2022年末从业人员数",
        *(f'{n},{firm},莘县,甲专员,"1,{n + 100}.50",{n + 10}' for n, firm in enumerate(FIRMS)),
        "合计,,,,99999,999",
    ]
    file = tmp_path / "表.csv"
    file.write_bytes("\n".join(lines).encode("gbk"))
    found = screened(file)
    assert found.decided == 30
    assert not found.rejected
    assert not {"employees[2022]", "revenue[2022]"} & missing(found)
    # That it may be where they are registered is said, not assumed.
    assert codes(found)["县（市、区）"] == "P157"
    assert "registered_in_liaocheng" in missing(found)
    told = huiqi("screen", str(file), "--as-of", str(DAY), "--column", "注册地=县（市、区）")
    assert told.returncode == 0
    assert "注册地在聊城市" not in told.stdout


def _sheet(path: Path, rows: Sequence[Sequence[object]], merged: str, first: str) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
        sheet.merge_range(merged, first)


def test_years_under_a_head_that_is_merged_across_alone(tmp_path: Path) -> None:
    """The other heads have an empty cell below them, which nobody merged."""
    rows: list[list[object]] = [
        ["序号", "单位名称", "营业收入（万元）", "", "备注"],
        ["", "", "2021年", "2022年", ""],
        *([n, firm, 900 + n, 1000 + n, ""] for n, firm in enumerate(FIRMS, 1)),
        ["合计", "", 30000, 31000, ""],
        ["填表人：示例", "", "", "", ""],
    ]
    file = tmp_path / "台账.xlsx"
    _sheet(file, rows, "C1:D1", "营业收入（万元）")
    found = screened(file)
    assert found.decided == 30
    assert not found.rejected
    assert found.carried == ("序号", "备注")
    assert not {"revenue[2022]", "revenue[2021]"} & missing(found)


def test_an_enterprise_under_a_merged_head_is_no_head(tmp_path: Path) -> None:
    """Whose name stands beside it."""
    rows = [["单位名称", "联系", ""], *([firm, "甲", "乙"] for firm in FIRMS)]
    file = tmp_path / "台账.xlsx"
    _sheet(file, rows, "B1:C1", "联系")
    assert screened(file).decided == 30


def test_notes_and_days_of_every_spelling(tmp_path: Path) -> None:
    """Each row is read; what may be meant is asked about."""
    days = ("2010.5.6", "2012/7", "二〇一五年三月", "15年8月", "2018-03-01 00:00:00", "2019年")
    lines = [
        "企业,专员,注册时间,2022年主营业务收入,人数,升规时间",
        *(f"{firm},乙,{days[n % 6]},{n + 900}万,{n + 9},2022" for n, firm in enumerate(FIRMS)),
        "注：企业自报,,,,,",
    ]
    file = tmp_path / "表.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = screened(file)
    assert found.decided == 30
    assert not found.rejected
    assert "established_on" not in missing(found)
    assert {codes(found)[word] for word in ("人数", "升规时间")} == {"P157"}


WRONG = [
    "企业名称,服务专员,2022年营业收入（万元）,2022年从业人员,办公电话",
    "示例企业1,甲,800,12,8200001",
    "示例企业2,甲,约9OO,多人,8200002",
    "示例企业3,乙,千余,3,8200003",
]


def test_an_officer_sees_all_her_enterprises(tmp_path: Path) -> None:
    """At the foot of her sheet, with the cell, what stands there and why it could not be read;
    an officer all of whose rows are refused has a sheet of her own.
    """
    file = tmp_path / "表.csv"
    file.write_text("\n".join(WRONG), encoding="utf-8")
    found = screened(file, by="服务专员")
    told = sheets(found)
    assert {name: [row[0] for row in rows] for name, rows in told.items()} == {
        # Of all together first, then of each.
        "先联系谁": ["示例企业1", "示例企业2", "示例企业3"],
        "甲": ["示例企业1", "示例企业2"],
        "乙": ["示例企业3"],
    }
    refused = told["甲"][1]
    assert refused[2].startswith("未能读入：C3“约9OO” ")
    assert len(refused[2]) <= 60
    assert refused[6].startswith("未能读入：C3“约9OO” ")
    assert "；D3“多人” " in refused[6]
    # Her own columns, the telephone first; what the others say is in the reasons.
    assert refused[4] == "8200002"
    assert refused[9:12] == ["甲", "", ""]
    assert refused[-1] == "3"
    assert {len(row) for rows in told.values() for row in rows} == {len(refused)}
    assert [row[0] for row in sheets(screened(file))["先联系谁"]][1:] == ["示例企业2", "示例企业3"]
    given = GivenTable(file=file, by="服务专员")
    with screen_city(RULES, given, DAY, _wordless, first=20) as city:
        assert city.screening.rejected == found.rejected
    discreet = sheets(screened(file, by="服务专员", redact=True))["甲"][1]
    assert discreet[0] == ""
    assert "9OO" not in "".join(discreet)
    assert "C3 " in discreet[2]


def test_what_a_table_tells_stands_beside_what_was_decided_on_it(tmp_path: Path) -> None:
    """Of a small table and of a database alike; nothing that may name a person."""
    file = tmp_path / "表.csv"
    file.write_text(
        "企业名称,营业收入（2022年）,服务专员\n示例企业,8000万元,甲\n", encoding="utf-8"
    )
    found = screened(file)
    assert found.evaluated == ("营业收入（2022年）",)
    with screen_city(RULES, GivenTable(file=file), DAY, _wordless, first=20) as city:
        assert city.screening.evaluated == found.evaluated
        told = [[one.evaluated for one in each.entries] for each in (found, city.screening)]
    assert told == [[("8000万元",)]] * 2
    (row,) = sheets(found)["先联系谁"]
    assert row[8:10] == ["8000万元", "甲"]
    assert row[-1] == "2"
    assert screened(file, redact=True).evaluated == ()
    given = GivenTable(file=file, redact=True)
    with screen_city(RULES, given, DAY, _wordless, first=20) as city:
        assert city.screening.evaluated == ()
        assert [one.evaluated for one in city.screening.entries] == [()]


def test_of_those_who_are_chosen_the_refused_stay(tmp_path: Path) -> None:
    """Where what is asked of them holds, or cannot be told."""
    file = tmp_path / "表.csv"
    file.write_text("\n".join(WRONG), encoding="utf-8")
    found = screened(file)
    for where, rows in (("服务专员=乙", [4]), ("小升规奖励=不符合", [3, 4])):
        assert [one.row for one in chosen_of(found, [where], WORDS).rejected] == rows
        with screen_city(
            RULES, GivenTable(file=file), DAY, _wordless, first=2, wheres=[where], words=WORDS
        ) as city:
            assert [one.row for one in city.screening.rejected] == rows


def _asked(tmp_path: Path, head: str, *cells: str, **given: Any) -> Diagnostic | None:
    """What is asked about a column of these cells."""
    file = tmp_path / "表.csv"
    rows = [f"示例企业{number},{cell}" for number, cell in enumerate(cells)]
    file.write_text("\n".join([f"企业名称,{head}", *rows]), encoding="utf-8")
    found = screened(file, **given)
    assert found.decided == len(cells)
    return next((one for one in found.remarks if one.code in ("P157", "P168")), None)


@pytest.mark.parametrize(
    ("head", "cells", "fact", "option"),
    [
        # What stands there is the grade, or the level; each is a fact of its own.
        ("研发机构等级", ["优秀", "良好", "无"], "研发机构评定结果", "研发机构评定结果"),
        ("研发机构等级", ["市级", "省级", "市级"], "研发机构级别", "研发机构级别"),
        ("所属县区", ["东昌府区", "临清市", "经开区"], "注册地", "注册地"),
        # A yes-or-no that means a title.
        ("高企", ["是", "否"], "高新技术企业资格在有效期内", "高新技术企业资格在有效期内"),
        ("独角兽企业", ["是", "否"], "独角兽企业资格在有效期内", "独角兽企业资格在有效期内"),
        ("是否为小巨人", ["√", "×"], "专精特新“小巨人”资格", "专精特新“小巨人”资格在有效期内"),
        ("高新技术企业", ["GR202237000001"], "高新技术企业资格在有效期内", ""),
        ("行业代号", ["机械", "化工"], "行业代码", ""),
        # Whether a no says never is asked of its cells; a yes says nothing of the year.
        ("小升规", ["是", "否"], "首次升规纳统年份", "首次升规纳统年份"),
        ("是否规上", ["是", "在库"], "首次升规纳统年份", ""),
        ("规上", ["2019", "2021"], "首次升规纳统年份", "首次升规纳统年份"),
        ("所属行业", ["轴承制造", "化工"], "行业代码", ""),
        ("行业", ["C3451", "化工"], "行业代码", "行业代码"),
        # Nothing stands there that could be refused.
        ("行业代号", [""], "行业代码", "行业代码"),
    ],
)
def test_what_a_column_may_be_takes_what_stands_there(
    tmp_path: Path, head: str, cells: list[str], fact: str, option: str
) -> None:
    """What is offered reads the column, but for the rows that are told; else the way to tell it."""
    asked = _asked(tmp_path, head, *cells)
    assert asked is not None
    assert fact in asked.message
    told = asked.remedy.partition("--column ")[2].partition("；")[0]
    assert told == (f"{option}={head}" if option else "")
    if not option:
        assert "写的内容却不是" in asked.message
        assert f"另加一列 {fact}" in asked.remedy
        return
    read = screened(tmp_path / "表.csv", columns=(told,))
    assert not read.carried
    assert read.decided
    for one in read.rejected:
        assert f"第 {one.row} 行写的要先改" in asked.remedy


def test_all_that_is_asked_about_is_answered_at_once(tmp_path: Path) -> None:
    """Copied to the command line, the options read every column of which one thing may be meant."""
    file = tmp_path / "表.csv"
    lines = ["企业名称,高企,所属县区,年末职工人数(人),研发经费", "示例企业1,是,莘县,30,5"]
    file.write_text("\n".join(lines), encoding="utf-8")
    found = screened(file, year=2022)
    (told,) = (one.message for one in found.remarks if one.code == "P157" and not one.found)
    words = shlex.split(told.partition("：")[2])
    assert words[::2] == ["--column"] * 3
    assert screened(file, year=2022, columns=tuple(words[1::2])).carried == ("研发经费",)


def test_what_a_shell_would_not_take_as_one_word_is_quoted(tmp_path: Path) -> None:
    """As it is told it can be copied."""
    asked = _asked(tmp_path, "研发投入(万元)", "12", year=2022)
    assert asked is not None
    assert '--column "2022年研发投入（财务报告口径）=研发投入(万元)"；' in asked.remedy


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("是否已申报", "P168"),
        ("已拨付情况", "P168"),
        ("是否申报技改", "P168"),
        ("是否已申报小升规奖励", None),
        ("已拨付金额：小升规奖励（万元）", None),
        ("申报人", None),
    ],
)
def test_a_column_of_what_came_of_measures_is_understood_or_asked_about(
    tmp_path: Path, head: str, code: str | None
) -> None:
    """By the title of the measure; without one it is said how such a column is called."""
    asked = _asked(tmp_path, head, "")
    assert (None if asked is None else asked.code) == code
    if asked is not None:
        assert "：措施名称" in asked.remedy


def test_what_is_remarked_on_many_rows_is_said_once(tmp_path: Path) -> None:
    """With the rows; what is refused is no second row of an enterprise."""
    head = "企业名称,信用代码,2022年营业收入（万元）,2022年主营业务收入（万元）,首次升规纳统年份"
    rows = [f"{firm},,800,700,2031" for firm in FIRMS]
    rows += ["示例企业1,,多,,", "示例企业40,,800,700,2022"]
    file = tmp_path / "表.csv"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    found = screened(file)
    assert {one.row for one in found.rejected} == {32}
    (asked,) = (one for one in found.remarks if one.code == "P141")
    assert "这样的有：第 2、3、4、" in asked.message
    assert "等 30 行" in asked.message
    assert not [one for one in found.remarks if one.code == "P159"]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("二〇一五年三月", (2015, 3, 1), (2015, 3, 31)),
        ("二○一五年十二月三十一日", (2015, 12, 31), (2015, 12, 31)),
        ("一九九八年十月二十号", (1998, 10, 20), (1998, 10, 20)),
        ("二零二〇年", (2020, 1, 1), (2020, 12, 31)),
    ],
)
def test_days_in_chinese_numerals(
    written: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """As on a licence of the time."""
    assert parse_days(written) == (date(*first), date(*last))


@pytest.mark.parametrize("written", ["二〇一五年零月", "二〇一五年二十月", "十五年三月"])
def test_what_is_no_day_in_numerals_is_refused(written: str) -> None:
    """And never taken for another."""
    with pytest.raises(QuantityError):
        parse_days(written)


def test_the_workbook_says_what_to_look_at_and_in_words(tmp_path: Path) -> None:
    """What was read may be meant otherwise; conditions and facts as people call them."""
    file = tmp_path / "台账.csv"
    head = "单位名称,注册地,行业代码,2022年营业收入,2022年研发投入"
    lines = [head, "示例企业一,聊城市,A01,3000,380"]
    file.write_text("\n".join(lines), encoding="utf-8")
    found = screened(file)
    page = screening_page(found, Phrases(RULES, "zh"), groups_of(found))
    told = (block.rows for block in page.blocks if isinstance(block, Facts))
    notes = [words_of(text) for rows in told for _, text in rows]
    assert any("没有写单位" in note and "营业收入" in note for note in notes)
    (every,) = (
        block
        for block in page.blocks
        if isinstance(block, Table)
        and "没有达到的条件" in [words_of(column.head) for column in block.columns]
    )
    heads = [words_of(column.head) for column in every.columns]
    for head in ("没有达到的条件", "缺的事实"):
        cells = [words_of(row[heads.index(head)]) for row in every.rows]
        assert any(cells)
        assert not [cell for cell in cells if re.search("[a-z]_[a-z]|[a-z]-[a-z]", cell)]


def test_documents_that_soon_end_are_named_before_whom_to_call(tmp_path: Path) -> None:
    """A list made today is used for weeks: what ends meanwhile is on its first screen."""
    file = tmp_path / "台账.csv"
    file.write_text("单位名称,注册地\n示例企业一,聊城市\n", encoding="utf-8")
    words = ["screen", str(file), "-o", str(tmp_path / "o.csv"), "--no-ask", "--as-of"]
    told = huiqi(*words, "2026-11-28").stdout
    named = "".join(told[told.index("文件快失效") : told.index("先联系谁")].split())
    assert "企业研究开发财政补助（2026-12-31，还有33天）" in named
    assert "文件快失效" not in huiqi(*words, "2026-03-01").stdout


def test_what_is_worked_out_of_ones_own_project_is_the_reason_to_call(tmp_path: Path) -> None:
    """Its own amount, the larger first: a maximum of the source says nothing of the enterprise."""
    file = tmp_path / "台账.csv"
    rows = [("甲", 80), ("乙", 3200), ("丙", 300), ("丁", 0)]
    lines = ["企业名称,注册地,技改投资（万元）", *(f"示例{n}厂,聊城市,{sum_}" for n, sum_ in rows)]
    file.write_text("\n".join(lines), encoding="utf-8")
    words = [
        "screen",
        str(file),
        "-o",
        str(tmp_path / "o.html"),
        "--no-ask",
        "--as-of",
        "2026-11-28",
    ]
    words += ["--column", "技术改造项目：完成投资=技改投资（万元）", "--whole", "技术改造项目"]
    shown = "".join(huiqi(*words).stdout.split())
    first = shown[shown.index("先联系谁") : shown.index("先后：")]
    # A tenth of the audited part, which is no more than the whole; of what is presumed to be below
    # a limit of 2019 nobody is called for that.
    names = {"技术改造设备奖补": "聊城市东昌府区2019年", "智能化设备购置支持": "2021-03-29"}
    of_2019, of_2021 = (f"{name}不超过{{}}万元" for name in names)
    called = (("乙", of_2019, 320), ("丙", of_2021, 30), ("甲", of_2021, 8))
    # The class of each stands before the reason.
    places = [first.index(f"示例{n}厂文件待核{measure.format(m)}") for n, measure, m in called]
    assert places == sorted(places)
    assert "示例丁厂" not in first
    # On the screen in a line; of when each document was seen the list tells.
    listed = (tmp_path / "o.html").read_text("utf-8")
    for (name, seen), figure in zip(names.items(), (320, 30), strict=True):
        assert f"{name}（不超过 {figure}万元，文件只见于{seen}，是否有效待核）" in listed


def test_what_only_some_wait_for_and_their_figures_bound_is_a_reason_to_call(
    tmp_path: Path,
) -> None:
    """What would come to the same for several says nothing of one; nor is it told as an amount."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    rows = [
        "示例甲公司,聊城市,是,1000,100",
        "示例乙公司,聊城市,是,1000,200",
        *(f"示例企业{number},聊城市,否,1000," for number in range(6)),
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = ("高新技术企业资格在有效期内=高企",)
    day = date(2026, 11, 28)
    told = GivenTable(file=path, columns=columns, every=("科技型中小企业（2025年）=否",))
    found = screen(RULES, told, day, worded(Phrases(RULES, "zh")), processes=1)
    others = found.asked_of_most
    phrases = Phrases(RULES, "zh")
    reasons = [reason_to_call(entry, others, phrases) for entry in found.entries]
    # 5 % of each, 10 % for integrated circuits, which is told once of the list: the source of the
    # provincial subsidy for research.
    assert "（不超过 5万元，文件到" in reasons[0]
    assert "（不超过 10万元，文件到" in reasons[1]
    assert not any(reasons[2:])


def test_the_command_of_the_readme_needs_no_column_of_officers(tmp_path: Path) -> None:
    """Whoever keeps a table of her own has none."""
    readme = (ROOT / "README.md").read_text("utf-8")
    command = re.search(r"`huiqi (screen 台账\.xlsx [^`]*)`", readme)
    assert command is not None
    file, output = tmp_path / "台账.xlsx", tmp_path / "名单.xlsx"
    rows = [["示例台账"], ["单位名称", "注册地"], ["示例企业1", "聊城市"]]
    _sheet(file, rows, "A1:B1", "示例台账")
    words = [{file.name: str(file), output.name: str(output)}.get(w, w) for w in command[1].split()]
    done = huiqi(*words)
    assert (done.returncode, output.exists()) == (0, True), done.stderr


def test_who_is_bounded_by_own_figures_comes_before_a_maximum_of_the_source(
    tmp_path: Path,
) -> None:
    """What rests on a document known to be in force first (10 % of the research, until the end of
    2026), then the larger: 10 % of what was spent, of the one project that is told of; what several
    come to alike is told of each, and nobody's reason depends on who stands beside it.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    head += ",技改投资（万元）"
    rows = [
        "示例甲公司,聊城市,否,1000,10,300",
        "示例乙公司,聊城市,否,1000,10,500",
        "示例丙公司,聊城市,是,1000,100,300",
        "示例丁公司,聊城市,是,1000,200,",
        "示例戊公司,聊城市,否,1000,10,300",
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = ("高新技术企业资格在有效期内=高企", "技术改造项目：完成投资=技改投资（万元）")
    given, day = GivenTable(file=path, columns=columns), date(2026, 11, 28)
    found = screen(RULES, given, day, worded(Phrases(RULES, "zh")), processes=1)
    phrases = Phrases(RULES, "zh")

    def listed(found: Screening) -> dict[str, str]:
        most = found.asked_of_most
        return {one.name: reason_to_call(one, most, phrases) for one in to_call(found.entries)}

    reasons = listed(found)
    assert list(reasons) == [f"示例{own}公司" for own in "丁丙乙甲戊"]
    for name, sum_ in zip("丁丙乙甲戊", (20, 10, 50, 30, 30), strict=True):
        reason = reasons[f"示例{name}公司"]
        # Of research what most have; for whom it is double is told once of the list.
        assert f"不超过 {sum_ // 2 if name in '丁丙' else sum_}万元，" in reason
        assert ("文件只见于聊城市东昌府区2019年，是否有效待核" in reason) is (name in "乙甲戊")
        assert ("文件到 2026-12-31" in reason) is (name in "丁丙")
    for row in rows:
        path.write_text("\n".join((head, row)), encoding="utf-8")
        anew = GivenTable(file=path, columns=columns)
        alone = listed(screen(RULES, anew, day, worded(phrases), processes=1))
        name = row.partition(",")[0]
        assert alone == {name: reasons[name]}


def test_what_is_in_force_and_theirs_comes_before_what_only_an_office_confirms(
    tmp_path: Path,
) -> None:
    """10 % of the research, until the end of 2026, before a reward of which nobody can say whether
    it is paid still; who may have both is told both, and the amount has a column.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,高企,首次升规纳统年份,2025年营业收入（万元）"
    head += ",2025年研发投入（财务报告口径）（万元）"
    rows = [
        "示例甲公司,聊城市,否,2026,3000,10",
        "示例乙公司,聊城市,是,2010,1000,100",
        "示例丙公司,聊城市,是,2026,1000,120",
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=("高新技术企业资格在有效期内=高企",))
    phrases = Phrases(RULES, "zh")
    found = screen(RULES, given, date(2026, 11, 28), worded(phrases), processes=1)
    order = to_call(found.entries)
    assert [one.name for one in order] == [f"示例{own}公司" for own in "丙乙甲"]
    both, research, reward = (reason_to_call(one, found.asked_of_most, phrases) for one in order)
    assert both.index("企业研究开发财政补助（不超过 6万元，") < both.index(
        "小升规奖励（升规纳统当年 不超过 5万元"
    )
    assert "企业研究开发财政补助（不超过 5万元，文件到 2026-12-31）" in research
    # In its own year one half; the other rests on growing revenue.
    assert reward.startswith("小升规奖励（升规纳统当年 不超过 5万元；")
    listed = sheets(found)["先联系谁"]
    assert [row[1] for row in listed] == ["够得上", "够得上", "待部门"]
    assert [(row[3], row[6]) for row in listed] == [
        # Not the double of a trade that nobody has told of.
        ("6", "企业研究开发财政补助"),
        ("5", "企业研究开发财政补助"),
        ("5", "小升规奖励"),
    ]
    # What is asked is of the measure that is the reason.
    assert "有违法违规或科研失信情形" in listed[1][4]


def test_what_a_call_can_change_comes_before_what_it_cannot(tmp_path: Path) -> None:
    """Whose title ends within weeks, what firms may get by their own figures under a document that
    was seen last in 2019, and only then who lacked a little in a year that is over; each with its
    reason.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    head += (
        ",2024年研发投入（财务报告口径）（万元）,技改投资（万元）,注册地,科技型中小企业（2025年）"
    )
    rows = [
        "示例差公司,是,30000,1170,1000,,聊城市,否",
        "示例期公司,2023年12月7日认定,3000,10,10,,聊城市,否",
        "示例项公司,是,3000,10,10,800,聊城市,否",
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = ("高新技术企业资格在有效期内=高企", "技术改造项目：完成投资=技改投资（万元）")
    given, phrases = GivenTable(file=path, columns=columns), Phrases(RULES, "zh")
    found = screen(RULES, given, date(2026, 11, 28), worded(phrases), processes=1)
    most = found.asked_of_most
    told = [(one.name, reason_to_call(one, most, phrases)) for one in to_call(found.entries)]
    assert [name for name, _ in told] == ["示例期公司", "示例项公司", "示例差公司"]
    assert "最晚 2026-12-07（还有 9 天）" in told[0][1]
    assert "不超过 80万元" in told[1][1]
    assert "那一年已过，为下一年留意" in told[2][1]


@pytest.mark.parametrize(
    ("revenue", "research", "gap"),
    [
        # 1.9 % of 600 million: 2 % is nearer than 2.5 %, and than 100 million.
        (
            60_000,
            1_140,
            "差 0.1 个百分点，即研发投入（财务报告口径）（2025年）少 60万元"
            "（按 研发投入（财务报告口径）（2025年） 1140万元、营业收入（2025年） 6亿元 算）"
            "（研发占营业收入2%以上）",
        ),
        # 1.66 % of 6 billion: 100 million are nearer.
        (600_000, 9_940, "差 60万元（研发投入1亿元以上）"),
        # Up to 400 million there is one limit.
        (
            30_000,
            720,
            "差 0.1 个百分点，即研发投入（财务报告口径）（2025年）少 30万元"
            "（按 研发投入（财务报告口径）（2025年） 720万元、营业收入（2025年） 3亿元 算）"
            "（研发占营业收入2.5%以上）",
        ),
    ],
)
def test_of_alternatives_the_nearest_gap_is_told(
    tmp_path: Path, revenue: int, research: int, gap: str
) -> None:
    """Admission to the projects of the province: 2.5 %; above 400 million 2 % or 100 million."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    head += ",有独立的研发机构"
    path.write_text(f"{head}\n示例甲公司,聊城市,{revenue},{research},是", encoding="utf-8")
    phrases = Phrases(RULES, "zh")
    given = GivenTable(file=path)
    found = screen(RULES, given, date(2026, 11, 28), worded(phrases), processes=1)
    (entry,) = found.entries
    assert entry.worded.steps["innovation-project"] == gap


def test_of_what_was_never_claimed_it_is_told_that_it_was_not(tmp_path: Path) -> None:
    """须超过 0元 told nobody that the deduction was not declared."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,2025年研发费用加计扣除额（万元）"
    path.write_text(f"{head}\n示例甲公司,聊城市,0", encoding="utf-8")
    given, phrases = GivenTable(file=path), Phrases(RULES, "zh")
    found = screen(RULES, given, date(2026, 11, 28), worded(phrases), processes=1)
    steps = found.entries[0].worded.steps
    assert steps["rd-institution-subsidy"] == "上年没有享受加计扣除"
    assert not any("须超过 0" in step for step in steps.values())


def test_who_has_research_and_claimed_nothing_is_told_so(tmp_path: Path) -> None:
    """研发有账，没加计 was no reason to call; without the research nothing was lost by it."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）,"
    head += "2025年研发费用加计扣除额（万元）"
    rows = ["示例甲公司,聊城市,3000,210,0", "示例乙公司,聊城市,3000,0,0"]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    given, phrases = GivenTable(file=path), Phrases(RULES, "zh")
    found = screen(RULES, given, date(2026, 11, 28), worded(phrases), processes=1)
    told, none = (reason_to_call(one, found.asked_of_most, phrases) for one in found.entries)
    said = "企业研究开发财政补助：没有按时申报加计扣除，那一年已过，为下一年留意"
    assert said in told
    assert said not in none


def test_figures_of_one_row_are_not_told_of_others(tmp_path: Path) -> None:
    """Five firms were all said to be 150万 short of the line; limits are told together."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,规上,2025年营业收入（万元）,项目,设备投资"
    figures = ((1850, 280), (1900, 90), (1990, 620))
    rows = [
        f"示例{n}公司,聊城市,×,{a},产线,{b}" for n, (a, b) in zip("甲乙丙", figures, strict=True)
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = (
        "首次升规纳统年份=规上",
        "技术改造项目：项目名称=项目",
        "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投资",
    )
    given = GivenTable(file=path, columns=columns, unit="万元", no_is_never=True)
    phrases = Phrases(RULES, "zh")
    found = screen(RULES, given, date(2026, 11, 28), worded(phrases), processes=1)
    (near,) = [str(one.message) for one in found.remarks if one.code == "P146"]
    assert near.startswith("第 2 行：营业收入（2025年） 1850万元，差 150万元到线")
    assert near.endswith("数不同、也要这样看的：第 3、4 行")
    (limits,) = [str(one.message) for one in found.remarks if "不超过" in str(one.message)]
    assert "“280”“90”“620”按 不超过 280、不超过 90、不超过 620 读" in limits


def test_what_is_said_once_of_several_rows_is_so_of_each(tmp_path: Path) -> None:
    """Cells that were read otherwise are told as they were read, not as the first was; of a year
    that is asked about a cell that tells one is shown.  What most rows say and one does not is the
    reason to call it.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,2025年营业收入（万元）,规上,专精特新"
    rows = [
        "示例甲公司,聊城市,1000,是,省级",
        "示例乙公司,聊城市,1100,否,小巨人",
        "示例丙公司,聊城市,1200,2026年新纳规,创新型",
        "示例丁公司,聊城市,,否，差一点,省级",
        "示例戊公司,聊城市,1300,退库,否",
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    day, phrases = date(2026, 11, 29), Phrases(RULES, "zh")
    asked = GivenTable(file=path).questions(RULES, day)
    texts = [str(next(asked).text)]
    with suppress(StopIteration):
        while True:
            texts.append(str(asked.send("").text))
    (year,) = [text for text in texts if "首次升规纳统年份" in text]
    assert "写的如 2026年新纳规、" in year
    columns = ("首次升规纳统年份=规上", "专精特新（哪一级）=专精特新")
    given = GivenTable(file=path, columns=columns)
    found = screen(RULES, given, day, worded(phrases), processes=1)
    told = [str(one.message) for one in found.remarks if one.code == "P134"]
    (no_year,) = [one for one in told if "没有说是哪一年" in one]
    assert "“是”“否”“否，差一点”" in no_year
    assert "（另有 1 种写法）" in no_year
    assert "第 2、3、5、6 行" in no_year
    (level,) = [one for one in told if one.startswith("专精特新中小企业")]
    assert "第 2、5 行" in level
    assert any("“2026年新纳规”按 2026 读" in one for one in told)
    often = often_filled(found)
    (lacking,) = [one for one in found.entries if one.name == "示例丁公司"]
    assert (
        cells_to_fill(found, lacking, often, phrases)
        == "先补上表里没有写的：2025年营业收入（万元）"
    )
    assert not any(
        cells_to_fill(found, one, often, phrases) for one in found.entries if one != lacking
    )


def test_of_whom_it_says_that_there_is_no_project_none_is_asked_for(tmp_path: Path) -> None:
    """先补上表里没有写的：总投资、竣工时间 stood at firms of which 项目 said 无."""
    path = tmp_path / "台账.csv"
    head = "企业名称,项目,总投资（万元）,竣工时间"
    rows = [f"示例企业{place},产线{place},1200,2026年6月" for place in range(4)]
    rows += ["示例甲公司,无,,", "示例乙公司,暂无,,", "示例丙公司,,,"]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = (
        "技术改造项目：项目名称=项目",
        "技术改造项目：完成投资=总投资（万元）",
        "技术改造项目：竣工投产日期=竣工时间",
    )
    phrases = Phrases(RULES, "zh")
    given = GivenTable(file=path, columns=columns)
    found = screen(RULES, given, date(2026, 11, 29), worded(phrases), processes=1)
    often = often_filled(found)
    told = {one.name: cells_to_fill(found, one, often, phrases) for one in found.entries}
    assert told["示例甲公司"] == told["示例乙公司"] == ""
    assert "竣工时间" in told["示例丙公司"]
    assert "总投资（万元）" in told["示例丙公司"]
    # What the project is called stands in the list, as it was written.
    assert "项目" in found.evaluated


def test_a_figure_that_is_hardly_meant_leads_no_list(tmp_path: Path) -> None:
    """3.1 under 万元 may be 亿: it is told before what rests on it, and behind who is sure."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    rows = ["示例甲公司,聊城市,是,3.1,130", "示例乙公司,聊城市,是,1000,120"]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    phrases = Phrases(RULES, "zh")
    given = GivenTable(file=path, columns=("高新技术企业资格在有效期内=高企",))
    found = screen(RULES, given, date(2026, 11, 29), worded(phrases), processes=1)
    first, second = to_call(found.entries)
    assert (first.name, second.name) == ("示例乙公司", "示例甲公司")
    most = found.asked_of_most
    assert "（不超过 6万元，文件到" in reason_to_call(first, most, phrases)
    assert reason_to_call(second, most, phrases).startswith("先核对：这一格的数大得或小得不像")
    # Nor does what rests on it stand in the column of amounts.
    figured = [Calls(found, phrases).of(one).figured for one in (first, second)]
    assert [one is not None for one in figured] == [True, False]


def test_figures_that_hardly_go_together_lead_no_list(tmp_path: Path) -> None:
    """Research of 850 beside a revenue of 600 led a list; what a plan has yet to come is none."""
    path = tmp_path / "台账.csv"
    head = (
        "企业名称,注册地,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）,"
        "技术改造项目：竣工投产日期"
    )
    rows = [
        "示例甲公司,聊城市,是,600,850,",
        "示例乙公司,聊城市,是,1000,120,在建",
        # As it is, but about: the amount is that of the upper end.
        "示例丙公司,聊城市,是,1000,约110,",
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    phrases = Phrases(RULES, "zh")
    given = GivenTable(file=path, columns=("高新技术企业资格在有效期内=高企",), about=True)
    found = screen(RULES, given, date(2026, 11, 29), worded(phrases), processes=1)
    assert [one.name for one in to_call(found.entries)] == [
        "示例丙公司",
        "示例乙公司",
        "示例甲公司",
    ]
    first, second, third = (
        reason_to_call(one, found.asked_of_most, phrases) for one in to_call(found.entries)
    )
    # Of about so much nobody wrote a limit; at its low end there would be nothing.
    # A tenth above 110, and 5 % of that: no source says which way it is rounded.
    assert "（不超过 6.05万元，取整前，按“约110”，" in first
    assert "（不超过 6万元，文件到 " in second
    assert "先核对" not in second
    assert third.startswith("先核对：研发投入（财务报告口径）通常不超过营业收入")


def test_what_the_table_says_was_had_is_told_beside_the_reason(tmp_path: Path) -> None:
    """享受过的政策: 升规奖励已领 was carried, and the reward offered without a word of it."""
    path = tmp_path / "台账.csv"
    rows = ["示例甲公司,聊城市,2026,升规奖励已领", "示例乙公司,聊城市,2026,无"]
    path.write_text("\n".join(("企业名称,注册地,升规年份,享受过的政策", *rows)), encoding="utf-8")
    phrases = Phrases(RULES, "zh")
    found = screen(RULES, GivenTable(file=path), date(2026, 11, 29), worded(phrases), processes=1)
    first, second = (reason_to_call(one, found.asked_of_most, phrases) for one in found.entries)
    assert first == f"{second}；表里“享受过的政策”写着“升规奖励已领”，先对一对"
    assert second == (
        "小升规奖励（升规纳统当年 不超过 5万元；连续两年营业收入保持增长 另不超过 5万元，"
        "升规纳统当年的到 2026-12-31，按“当年”推的，来源没写日子，"
        "文件2026-11-23仍见有效，此后待核）："
        "多少还看 营业收入（2026年）、营业收入（2025年）；先问部门还办不办"
    )


@pytest.mark.parametrize(
    ("place", "cell", "shown"),
    [(0, "2.69亿？", "D2"), (0, "#REF!", "D2"), (2, "一点", "F2"), (3, "好像是", "C2")],
)
def test_a_cell_that_cannot_be_read_counts_as_an_empty_one(
    tmp_path: Path, place: int, cell: str, shown: str
) -> None:
    """The class, the order and the amount are those of the empty cell, and what waits for it says
    that it is to be looked up: a tick under the deduction had put 49万元 of a document with 31 days
    left below those who can get nothing.
    """
    path = tmp_path / "台账.csv"
    head = (
        "企业名称,注册地,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）,"
        "2025年研发费用加计扣除额（万元）"
    )
    columns = ("高新技术企业资格在有效期内=高企",)
    heads = (3, 4, 5, 2)
    phrases = Phrases(RULES, "zh")

    def listed(own: str) -> list[tuple[str, str, str]]:
        cells = ["示例甲公司", "聊城市", "是", "10000", "970", "900"]
        cells[heads[place]] = own
        others = ["示例乙公司,聊城市,是,1000,120,100", "示例丙公司,聊城市,,,,"]
        path.write_text("\n".join((head, ",".join(cells), *others)), encoding="utf-8")
        given = GivenTable(file=path, columns=columns, lenient=True)
        found = screen(RULES, given, date(2026, 11, 29), worded(phrases), processes=1)
        calls = Calls(found, phrases)
        return [
            (one.name, calls.of(one).word, calls.of(one).because)
            for one in calls.in_order(found.entries)
        ]

    def stand(rows: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
        return [(name, word) for name, word, _ in rows]

    unread, empty = listed(cell), listed("")
    assert stand(unread) == stand(empty)
    because, alone = (
        next(why for name, _, why in rows if name == "示例甲公司") for rows in (unread, empty)
    )
    assert because.replace(f"（※先看原表 {shown}“{cell}”）", "") == alone
    assert "※先看原表" in because
    assert not any("※" in why for name, _, why in unread if name != "示例甲公司")


def test_why_one_is_called_is_the_same_alone_and_among_all(tmp_path: Path) -> None:
    """Of one that was chosen every question is asked of more than half: what all of the table are
    asked was told as the reason to call this one, on its card and in its list.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    rows = ["示例甲公司,聊城市,是,1000,100", "示例乙公司,聊城市,否,1000,"]
    rows += [f"示例企业{number},聊城市,否,1000," for number in range(4)]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    phrases = Phrases(RULES, "zh")
    given = GivenTable(file=path, columns=("高新技术企业资格在有效期内=高企",))
    found = screen(RULES, given, date(2026, 11, 28), worded(phrases), processes=1)
    for entry in found.entries:
        alone = chosen_of(found, [f"企业名称={entry.name}"], WORDS)
        (own,) = alone.entries
        assert alone.asked_of_most == found.asked_of_most
        reasons = (reason_to_call(entry, one.asked_of_most, phrases) for one in (found, alone))
        assert len(set(reasons)) == 1
        assert own is entry
    assert any(reason_to_call(e, frozenset(), phrases) for e in found.entries[1:])


def test_what_was_spent_so_far_is_short_of_nothing(tmp_path: Path) -> None:
    """A project of 4.5 million that is completed is refused, and not half a million short of five:
    none can be made up; of one that is not completed the whole investment is not known.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,技改投资（万元）,技改完成时间"
    rows = [
        "示例甲公司,聊城市,450,2026-09-30",
        "示例乙公司,聊城市,450,",
        "示例丙公司,聊城市,450,在建",
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = (
        "技术改造项目：完成投资=技改投资（万元）",
        "技术改造项目：竣工投产日期=技改完成时间",
    )
    given = GivenTable(file=path, columns=columns, whole=("技术改造项目",), spent=True)
    phrases = Phrases(RULES, "zh")
    found = screen(RULES, given, date(2026, 11, 29), worded(phrases), processes=1)
    told = {
        entry.name: [
            (one.conditions, one.near)
            for one in entry.screened.answers
            if one.measure == "renovation-2025"
        ]
        for entry in found.entries
    }
    assert told == {
        "示例甲公司": [(Status.DOES_NOT_QUALIFY, None)],
        "示例乙公司": [(Status.UNDETERMINED, None)],
        "示例丙公司": [(Status.UNDETERMINED, None)],
    }


def test_towns_that_are_written_short_are_one_group(tmp_path: Path) -> None:
    """Fourteen towns were twenty-one sheets; what may be either of two is left alone, and which
    were put together is said.
    """
    path = tmp_path / "台账.csv"
    towns: tuple[str, ...] = (
        "乐平铺镇",
        "乐平铺",
        "乐平铺镇",
        "信发街道",
        "信发街道办",
        "信发街道",
        "城关",
        "城关镇",
    )
    towns += ("城关街道", "李", "李镇", "")
    rows = [f"示例企业{place},{town}" for place, town in enumerate(towns)]
    path.write_text("\n".join(("企业名称,镇街", *rows)), encoding="utf-8")
    phrases = Phrases(RULES, "zh")
    given = GivenTable(file=path, by="镇街", lenient=True)
    found = screen(RULES, given, date(2026, 11, 29), worded(phrases), processes=1)
    groups = [one.group.name for one in found.entries if one.group is not None]
    own = ["乐平铺镇"] * 3 + ["信发街道"] * 3 + ["城关", "城关镇", "城关街道", "李", "李镇"]
    assert groups == [*own, "（没有写）"]
    told = [str(one.message) for one in found.remarks if "归入" in str(one.message)]
    assert told == ["按镇街分：“乐平铺”归入“乐平铺镇”", "按镇街分：“信发街道办”归入“信发街道”"]
    # In a database as one by one.
    connection = duckdb.connect()
    connection.execute("CREATE TABLE answers (row INT)")
    connection.execute("CREATE TABLE carried (row INT, carried0 TEXT)")
    for row, town in enumerate(towns):
        connection.execute("INSERT INTO answers VALUES (?)", [row])
        connection.execute("INSERT INTO carried VALUES (?, ?)", [row, town or None])
    grouped = grouping("镇街", ("镇街",), RULES, lambda place: Counter(towns).items())
    assert grouped is not None
    grouped.make_table(connection)
    loaded = connection.execute(f"SELECT told FROM {GROUPED} ORDER BY row").fetchall()
    assert [grouped.named(told) for (told,) in loaded] == groups


def test_a_firm_whose_cells_were_not_read_is_not_said_to_have_nothing(tmp_path: Path) -> None:
    """读到的列里没有先联系的理由 stood at the one whom its officer wanted most."""
    path = tmp_path / "台账.csv"
    path.write_text(
        "企业名称,注册地,2025年营业收入（万元）\n示例甲公司,聊城市,一千九吧\n示例乙公司,聊城市,300",
        encoding="utf-8",
    )
    phrases = Phrases(RULES, "zh")
    given = GivenTable(file=path, lenient=True)
    found = screen(RULES, given, date(2026, 11, 29), worded(phrases), processes=1)
    told = {one.name: cells_to_mend(found, one, phrases) for one in found.entries}
    assert told == {"示例甲公司": "先改读不懂的格：2025年营业收入（万元）", "示例乙公司": ""}


def test_a_town_is_found_by_its_name_cut_short_and_by_the_whole(tmp_path: Path) -> None:
    """As the workbook puts them together, which is told; what may be either of two is refused with
    both.
    """
    path = tmp_path / "台账.csv"
    towns = ("乐平铺镇", "乐平铺", "茌平区", "城关镇", "城关街道", "", "茌平区胡屯镇")
    rows = [f"示例企业{place},{town}" for place, town in enumerate(towns)]
    path.write_text("\n".join(("企业名称,镇街", *rows)), encoding="utf-8")
    given, day = GivenTable(file=path, lenient=True), date(2026, 11, 29)
    found = screen(RULES, given, day, worded(Phrases(RULES, "zh")), processes=1)
    for name, expected, others in (
        ("乐平铺", ["示例企业0", "示例企业1"], "“乐平铺”也算“乐平铺镇”"),
        ("乐平铺镇", ["示例企业0", "示例企业1"], "“乐平铺镇”也算“乐平铺”"),
        ("茌平", ["示例企业2"], "“茌平”也算“茌平区”"),
        ("茌平区", ["示例企业2"], ""),
        ("城关镇", ["示例企业3"], ""),
        ("", ["示例企业5"], ""),
    ):
        own = chosen_of(found, [f"镇街={name}"], {})
        assert [one.name for one in own.entries] == expected
        told = [str(one.message) for one in own.remarks if "也算" in str(one.message)]
        assert told == ([f"镇街：{others}"] if others else [])
    for name, first in (("城关", {"城关镇", "城关街道"}), ("胡屯", {"茌平区胡屯镇"})):
        with pytest.raises(InputError) as refused:
            chosen_of(found, [f"镇街={name}"], {})
        (fault,) = refused.value.diagnostics
        assert set(fault.allowed[: len(first)]) == first
    # In a database as one by one.
    with screen_city(RULES, given, day, _wordless, first=9, wheres=["镇街=乐平铺"]) as city:
        assert {entry.name for entry in city.screening.entries} == {"示例企业0", "示例企业1"}
        told = [str(one.message) for one in city.screening.remarks]
        assert "镇街：“乐平铺”也算“乐平铺镇”" in told
