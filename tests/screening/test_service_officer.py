"""What a service officer's own table lost on the way: cells, noes, columns, the order of calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable, screen
from huiqi.diagnostics import Diagnostics
from huiqi.report.blocks import Facts, words_of
from huiqi.report.pages.call_kinds import CALL_KINDS, ENDING, HAD, LIVE, MISS, OPENED, SHORT
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.screen_remarks import only_carried, remarks_told
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import Screening
from tests.commands import huiqi
from tests.titles import RULES

DAY = date(2026, 11, 30)
ZH = Phrases(RULES, "zh")


def given(folder: Path, *lines: str, columns: tuple[str, ...] = ()) -> GivenTable:
    """A table of these lines, amounts in 万元."""
    path = folder / "台账.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return GivenTable(file=path, columns=columns, lenient=True, unit="万元")


def screened(table: GivenTable) -> Screening:
    return screen(RULES, table, DAY, worded(ZH), processes=1)


def called(found: Screening) -> dict[str, Call]:
    """How each is called, in the order of the list."""
    calls = Calls(found, ZH)
    return {one.name: calls.of(one) for one in calls.in_order(found.entries)}


def test_unasked_a_cell_that_cannot_be_read_takes_no_firm_off_the_list(tmp_path: Path) -> None:
    """约900 refused the row of a firm of which all else could be read."""
    table = given(
        tmp_path,
        "企业名称,注册地,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）",
        "示例甲厂,聊城市,23000,约900",
        "示例乙厂,聊城市,1800左右,80",
        "示例丙厂,聊城市,不愿说,不愿说",
        "示例丁厂,聊城市,5000,150",
        ",聊城市,100,1",
    )
    words = ("screen", str(table.file), "--as-of", str(DAY), "-o", str(tmp_path / "名单.xlsx"))
    done = huiqi(*words)
    assert done.returncode == 0
    rejects = (tmp_path / "名单.rejects.csv").read_text("utf-8-sig")
    # A row of which nobody knows whose it is stays refused; the cells are named beside.
    assert "1 行读不了" in done.stderr
    assert "约900" in rejects
    assert "“2025年营业收入（万元）” 2 格，如 “1800左右”、“不愿说”" in done.stderr
    assert "“2025年研发投入（财务报告口径）（万元）” 2 格，如 “约900”、“不愿说”" in done.stderr
    assert "--about" in done.stderr
    assert "--refuse-unread" in done.stderr
    # As before, where that is wanted.
    old = huiqi(*words, "--refuse-unread", "--no-ask")
    assert "4 行读不了" in old.stderr
    assert old.returncode == done.returncode
    # Nothing of a cell is told where that is minded.
    quiet = huiqi(*words, "--redact").stderr
    assert "约900" not in quiet
    assert "“C” 2 格\n" in quiet


def test_what_is_not_read_is_as_if_it_stood_there_not(tmp_path: Path) -> None:
    """Neither about so much nor nothing: unknown."""
    head = "企业名称,注册地,2025年研发投入（财务报告口径）（万元）"
    told, empty = (
        screened(given(tmp_path, head, f"示例甲厂,聊城市,{cell}")) for cell in ("约900", "")
    )
    assert told.entries[0].screened == empty.entries[0].screened
    assert [one.code for one in told.entries[0].unread] == ["P174"]


NEAR = "企业名称,注册地,规上?,2025年营业收入（万元）,今年1-9月营收（万元）"
ENTERED = ("首次升规纳统年份=规上?",)


@pytest.mark.parametrize(
    ("cell", "revenue", "months", "told"),
    [
        # Above the line, and not in yet by what is written: quoted, and on the list.
        ("不是", "2600以上", "2350", "首次升规纳统年份写着“不是”；问以前升没升过规"),
        ("否", "9000", "7000", "首次升规纳统年份写着“否”；问以前升没升过规"),
        ("还没", "2080", "1990", "首次升规纳统年份写着“还没”"),
        ("", "2080", "1990", "首次升规纳统年份没有写；问以前升没升过规"),
        # Nothing is written of who is far above it: hardly about to enter.
        ("", "9000", "7000", ""),
        ("", "", "7000", ""),
        ("√", "2600", "2350", ""),
        ("否", "900", "700", ""),
    ],
)
def test_a_no_is_quoted_and_whoever_wrote_it_is_not_too_far_above(
    tmp_path: Path, cell: str, revenue: str, months: str, told: str
) -> None:
    row = f"示例甲厂,聊城市,{cell},{revenue},{months}"
    found = screened(given(tmp_path, NEAR, row, columns=ENTERED))
    (call,) = called(found).values()
    assert (call.word == "快到线") is bool(told)
    assert told in call.because
    assert "没有写明" not in call.because
    # Redacted, it is as near, and no word of the cell is told.
    hidden = screened(replace(given(tmp_path, NEAR, row, columns=ENTERED), redact=True))
    (quiet,) = called(hidden).values()
    assert quiet.word == call.word
    assert "写着" not in quiet.because


@pytest.mark.parametrize("cell", ["申报中", "今年在报", "准备报", "材料已交"])
def test_what_is_applied_for_is_alike_under_every_title(tmp_path: Path, cell: str) -> None:
    """It was a no under 高企, and unknown under 专精特新: who has one applies for it anew."""
    table = given(
        tmp_path,
        "企业名称,高企,专精特新",
        f"示例甲厂,{cell},{cell}",
        columns=("高新技术企业资格在有效期内=高企", "专精特新（哪一级）=专精特新"),
    )
    opened, _ = table.opened(RULES, DAY, Diagnostics())
    remarks = Diagnostics()
    assert not opened.profile(opened.table.rows[0], remarks).facts
    said = [str(one.message) for one in remarks.items]
    assert len(said) == 2
    assert all("没有说现在有没有，按未知" in one for one in said)


def test_every_column_that_is_not_used_is_told_of(tmp_path: Path) -> None:
    """Of one kind together; what is used for the line alone says so."""
    head = "企业名称,注册地,联系人,主营,最近联系,已申报,今年前三季度营收,高企"
    table = given(tmp_path, head, "示例甲厂,聊城市,王某,轴承,上周,技改,1720,有")
    found = screened(replace(table, meant=("技改=技术改造设备奖补",)))
    (facts,) = (block for block in remarks_told(found, ZH) if isinstance(block, Facts))
    told = [words_of(text) for kind, text in facts.rows if words_of(kind) == "没有用来评估的列"]
    assert "只照抄，找人用：联系人" in told
    assert "只照抄：主营、最近联系" in told
    assert "不用来评估，只看报过、得过没有：已申报" in told
    assert "“今年前三季度营收”只用来看规上（今年照现在会到多少），不是哪一年的数" in told
    named = "\n".join(told)
    assert all(named.count(column) == 1 for column in found.carried if column != "高企")
    # What is read for something is not said to be only copied.
    assert only_carried(found) == ["联系人", "主营", "最近联系", "高企"]
    assert "“高企”没有用来评估，可能是" in named


PROJECT = "企业名称,注册地,技改项目,设备投入(万),竣工时间"
OF_PROJECT = (
    "技术改造项目：项目名称=技改项目",
    "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投入(万)",
    "技术改造项目：竣工投产日期=竣工时间",
)


def test_of_a_plan_about_so_much_no_empty_quotation_is_told(tmp_path: Path) -> None:
    """按“” stood there under --redact; and the maximum of the text stood by the cell."""
    table = replace(
        given(tmp_path, PROJECT, "示例甲厂,聊城市,铸造线,2000左右,2027.3", columns=OF_PROJECT),
        about=True,
        whole=("技术改造项目",),
    )
    (shown,) = called(screened(table)).values()
    # A tenth of 2200 at most; the text's own maximum is of no cell.
    assert "按计划的投资算 不超过 220万元，按“2000左右”" in shown.because
    assert "500万元，按“2000左右”" not in shown.because
    # Nor does that maximum stand beside it as what the firm comes to.
    assert shown.figured is not None
    assert shown.figured.most == 2_200_000
    (quiet,) = called(screened(replace(table, redact=True))).values()
    assert "按计划的投资算 不超过 220万元，竣工、审核后才定" in quiet.because
    assert "“”" not in quiet.because


def test_no_project_is_asked_for_where_the_columns_tell_all(tmp_path: Path) -> None:
    """What is not written there is not: nothing is to be filled in."""
    lines = (
        PROJECT,
        *(f"示例{name}厂,聊城市,生产线,900,2026.8" for name in "甲乙丙"),
        "示例丁厂,聊城市,,,",
    )
    table = given(tmp_path, *lines, columns=OF_PROJECT)
    assert "先补上表里没有写的：技改项目" in called(screened(table))["示例丁厂"].because
    whole = called(screened(replace(table, whole=("技术改造项目",))))["示例丁厂"]
    assert whole.because == ""


def test_money_that_can_be_had_stands_before_a_title_that_ends() -> None:
    """99万元 by the year's end stood behind a title of four months more."""
    order = [CALL_KINDS.index(one) for one in (HAD, MISS, OPENED, LIVE, SHORT, ENDING)]
    assert order == sorted(order)


def test_what_ends_within_days_is_called_for_first_whatever_it_is(tmp_path: Path) -> None:
    """A title of six days more stood behind lines and money of a month more, and behind what its
    own firm was called for besides; in the last days of the year all that ends then is pressing.
    """
    lines = (
        "企业名称,注册地,规上,25年营收（万）,高企,25研发费用（万）",
        "示例到线厂,聊城市,没,1990,无,",
        "示例研发厂,聊城市,2010,4450,2029年,400",
        "示例月底厂,聊城市,2010,8100,2026-12-31到期,",
        "示例下周厂,聊城市,2010,4450,2026-12-06到期,310",
        "示例停产厂（已停产）,聊城市,2010,8100,2026-12-06到期,",
        "示例农业厂,聊城市,不是工业,1990,无,",
    )
    columns = (
        "首次升规纳统年份=规上",
        "高新技术企业资格在有效期内=高企",
        "2025年研发投入（财务报告口径）=25研发费用（万）",
    )
    table = replace(given(tmp_path, *lines, columns=columns), no_is_never=True)

    def told(day: date) -> list[tuple[str, str]]:
        found = screen(RULES, table, day, worded(ZH), processes=1)
        return [(name, call.word) for name, call in called(found).items()]

    assert told(DAY)[:4] == [
        ("示例下周厂", "十天内"),
        ("示例到线厂", "快到线"),
        ("示例研发厂", "够得上"),
        ("示例月底厂", "到期"),
    ]
    first = next(iter(called(screened(table)).values()))
    assert [one.by for one in first.reasons] == [date(2026, 12, 6), date(2026, 12, 31)]
    # On the 11th day before it is not yet, on the 10th it is; of one day the old order.
    assert told(date(2026, 12, 20))[0][1] == "快到线"
    pressing = [name for name, word in told(date(2026, 12, 21)) if word == "十天内"]
    assert pressing == ["示例到线厂", "示例研发厂", "示例下周厂", "示例月底厂"]


@pytest.mark.parametrize(
    ("entered", "before", "so_far", "word"),
    [
        # 1480 in ten months are 1776 in a year; 1700 are 2040.
        ("是", "2050", "1480", "怕退规"),
        ("2015", "2050", "1480", "怕退规"),
        ("在库", "2050", "1700", ""),
        # This year's figure alone decides, where it is told; else the last year's.
        ("是", "1780", "1700", ""),
        ("是", "1780", "", "怕退规"),
        ("是", "2050", "", ""),
        ("是", "不愿说", "1480", "怕退规"),
        # About 1900 is more likely below the line than not, about 2100 above it.
        ("是", "约1900", "", "怕退规"),
        ("是", "约2100", "", ""),
        # Who entered this year, left, or is of another trade has no line to keep; nor who never
        # entered.
        ("在", "2050", "1400", "怕退规"),
        ("不在", "1780", "1480", ""),
        ("服务业规上", "1780", "1480", ""),
        ("2026年3月入规", "1780", "1480", ""),
        ("原来是，退了", "1780", "1480", ""),
        ("是，服务业", "1780", "1480", ""),
        ("没有", "1000", "700", ""),
        ("", "1780", "", ""),
    ],
)
def test_who_is_above_scale_and_falls_short_of_the_line_is_told(
    tmp_path: Path, entered: str, before: str, so_far: str, word: str
) -> None:
    """A firm of 2050万元 that had 1480万元 by October, 怕掉规 beside it, had no reason to call it;
    it is a hint, since the office counts main revenue.
    """
    head = "企业名称,注册地,规上没,25年营收（万）,今年1-10月营收（万）"
    columns = ("首次升规纳统年份=规上没",)
    table = given(tmp_path, head, f"示例甲厂,聊城市,{entered},{before},{so_far}", columns=columns)
    table = replace(table, about=True, no_is_never=True)
    (call,) = called(screened(table)).values()
    assert (call.word == "怕退规") is bool(word)
    assert ("有可能退规" in call.because) is bool(word)
    if so_far == "1480" and word:
        assert "今年1-10月 1480万元，照这样全年到不了线" in call.because
    if before == "2050":
        assert ("营业收入（2025年） 2050万元，已过线 50万元" in call.because) is bool(word)
    quiet = screened(replace(table, redact=True))
    told = [one.message for one in quiet.remarks if one.code == "P147"]
    assert bool(told) is bool(word)
    assert not any("1480" in str(one) or "2050" in str(one) for one in told)
