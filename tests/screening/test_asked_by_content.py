"""What is asked of the columns of an officer's table: by what stands there, once for what is alike,
and no more than is in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from tests.screening.test_asked_of_table import answered_by
from tests.titles import RULES

DAY = date(2026, 11, 30)
TITLES = (
    "高企（2024年）、省专精特新（2022年）",
    "无",
    "国家专精特新小巨人（2026年）",
    "创新型中小企业",
)


def asked(
    tmp_path: Path,
    columns: Mapping[str, Sequence[str]],
    replies: Mapping[str, str] | None = None,
) -> tuple[GivenTable, list[str]]:
    """The table once it is told, and what was asked; each question answered as the first of the
    replies of which it has the words.
    """
    path = tmp_path / "台账.csv"
    rows = zip(*columns.values(), strict=True)
    lines = [",".join(("企业名称", *columns))]
    lines += [
        ",".join((f"示例{n}公司", *(f'"{cell}"' for cell in row))) for n, row in enumerate(rows)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")

    def reply(text: str) -> str:
        return next((said for words, said in (replies or {}).items() if words in text), "")

    return answered_by(GivenTable(file=path), reply, DAY)


@pytest.mark.parametrize("head", ["牌子（哪年）", "荣誉", "都有啥", "有啥荣誉牌子"])
def test_a_column_of_titles_is_asked_about_whatever_its_head(tmp_path: Path, head: str) -> None:
    """牌子（哪年） was only carried; what is hoped for, or was paid for one, is no title."""
    columns = {
        head: TITLES,
        "上次奖励": ("24年高企奖励", "25年高企5万", "无", "23年专精特新奖20万"),
        "想办的事": ("想报高企", "想报专精特新", "没有", "报高企"),
    }
    told, said = asked(tmp_path, columns, {head: "是"})
    (question,) = (text for text in said if "称号（一格写几个）" in text)
    assert f"“{head}”" in question
    assert told.columns == (f"称号（一格写几个）={head}",)


def test_one_question_for_columns_that_are_alike(tmp_path: Path) -> None:
    """研发投入（25年） and 研发（24年）: of which kind both are; each in its own year."""
    columns = {"研发投入（25年）": ("412", "0", "无"), "研发（24年）": ("386", "/", "0")}
    told, said = asked(tmp_path, columns, {"是哪一个": "3", "单位": "万元"})
    (question,) = (text for text in said if "是哪一个" in text)
    assert "“研发投入（25年）”、“研发（24年）”" in question
    assert "，即 研发投入（财务报告口径）" in question
    assert told.columns == (
        "2025年可加计扣除的研发费用合计=研发投入（25年）",
        "2024年可加计扣除的研发费用合计=研发（24年）",
    )


@pytest.mark.parametrize(
    ("answer", "years"),
    [("2025", (2025, 2025)), ("2025、2026", (2025, 2026)), ("？、2026", (None, 2026)), ("", None)],
)
def test_amounts_and_heads_may_be_of_different_years(
    tmp_path: Path, answer: str, years: tuple[int | None, int] | None
) -> None:
    """加计扣除额 of last year, 用工人数 of now: one question, an answer for each or for both."""
    columns = {"加计扣除额（万元）": ("205", "398"), "用工人数": ("67", "285")}
    told, said = asked(tmp_path, columns, {"哪一年": answer, "从业人员": "是"})
    (question,) = (text for text in said if "没有写是哪一年的" in text)
    assert question.splitlines()[1:] == ["  1 加计扣除额（万元）", "  2 用工人数"]
    if years == (2025, 2025):
        assert told.year == 2025
        assert told.columns == ("2025年从业人员=用工人数",)
        return
    assert told.year is None
    amount = f"{years[0]}年研发费用加计扣除额=加计扣除额（万元）" if years and years[0] else None
    heads = f"{years[1]}年从业人员=用工人数" if years else "2025年从业人员=用工人数"
    assert told.columns == tuple(filter(None, (amount, heads)))


PROJECT = {
    "技改项目名称": ("一线", "二线", "三线"),
    "技改总投资（万元）": ("3560.5", "1500", "2400"),
    "其中设备（万元）": ("2870", "900", "1950"),
    "已投（万元）": ("3560.5", "400", "1100"),
    "进度": ("10月底竣工投产，刚验收完", "在建，明年6月完", "设备到了一半，12月底完"),
}


def test_what_was_spent_is_the_completed_investment(tmp_path: Path) -> None:
    """总投资 was offered as 完成投资, 已投 never; what was spent is not asked then."""
    replies = {"都对吗": "是", "是哪一个": "1", "全部的": "是"}
    told, said = asked(tmp_path, PROJECT, replies)
    assert "技术改造项目：完成投资=已投（万元）" in told.columns
    assert not any("总投资" in one for one in told.columns)
    assert not any("已经花出" in text for text in said)
    table = told.alone(RULES, DAY, Diagnostics())
    (project,) = (
        given.value
        for key, given in table.profile(table.table.rows[1], Diagnostics()).facts.items()
        if key[0] == "renovation_projects"
    )
    assert "400" in str(project)
    without = {head: cells for head, cells in PROJECT.items() if "已投" not in head}
    told, said = asked(tmp_path, without, replies)
    assert "技术改造项目：完成投资（至多）=技改总投资（万元）" in told.columns
    (question,) = (text for text in said if "已经花出" in text)
    # The one that is completed is not among them.
    assert question.startswith("2 户")
    assert "刚验收完" not in question


FIVE = {
    "是否规上（入库时间）": ("是（2018.1）", "√ 2011年", "√（2010年）", "否"),
    "发明专利": ("0", "3", "无", "7"),
    "技改总投资（万元）": ("3560.5", "1500", "", "2400"),
    "进度": ("在建", "已完工", "", "见附件"),
    "25年销售（万元）": ("2000", "3000", "4000", "5000"),
}


def test_enter_takes_what_is_certain(tmp_path: Path) -> None:
    """It dropped all at once; what may be planned, or cannot be read, waits for an answer."""
    told, said = asked(tmp_path, FIVE)
    (question,) = (text for text in said if "这几列" in text)
    assert "回车：写的都读得懂的 1、2 照这样读，3、4 只照抄" in question
    assert told.columns == ("首次升规纳统年份=是否规上（入库时间）", "授权发明专利数=发明专利")
    # Nothing is taken of what was answered and not understood.
    told, said = asked(tmp_path, FIVE, {"都对吗": "第二个不对吧"})
    assert len([text for text in said if "都对吗" in text]) == 3
    assert told.columns == ()


def test_what_the_choices_mean_is_said(tmp_path: Path) -> None:
    """第三方审核 in plain words, and that what is not audited bounds the amount."""
    _, said = asked(tmp_path, PROJECT, {"都对吗": "是"})
    (question,) = (text for text in said if "“其中设备（万元）”" in text)
    assert "1 还没有审核的选这个：写的当上限，即 " in question
    assert "已由企业以外的机构审核、出了报告的数" in question
    assert "没有措施的结论和金额用到它" not in question


def test_a_head_that_names_another_thing_is_no_revenue(tmp_path: Path) -> None:
    """25年税收 and 用电 were offered as 营业收入; 不含税销售 is it, 今年1-10月 a part of a year."""
    heads = (
        "25年不含税销售",
        "24年卖了",
        "25年税收",
        "用电（万度）",
        "销售利润",
        "贷款余额",
        "今年1-10月",
    )
    _, said = asked(tmp_path, dict.fromkeys(heads, ("2000", "300", "4,100")))
    (question,) = (text for text in said if "没有认出哪几列写着营业收入" in text)
    offered = [line.split("“")[1].split("”")[0] for line in question.splitlines()[1:]]
    assert offered == ["25年不含税销售", "24年卖了"]


def test_a_part_of_a_year_is_told_as_unused(tmp_path: Path) -> None:
    """今年1-10月 was never told; days of visits below 10月走访 are no figures."""
    path = tmp_path / "台账.csv"
    heads = "企业名称,2025年营业收入（万元）,今年1-10月,上半年用电,1-10月走访"
    path.write_text(f"{heads}\n示例公司,2000,1985,30,去过两次", encoding="utf-8")
    found = Diagnostics()
    GivenTable(file=path).opened(RULES, DAY, found)
    said = [one.message for one in found.items if "一年里一段时间" in one.message]
    assert [text.split("”")[0] for text in said] == ["“今年1-10月", "“上半年用电"]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("首台（套）产品", "要另做一张表"),
        ("研发投入（25年）", "可能是"),
        ("研发投入（百人）", "单位或说明却看不懂"),
    ],
)
def test_why_a_column_was_not_used_is_true(tmp_path: Path, head: str, told: str) -> None:
    """Plain amounts were said to be none, and a list to have the wrong contents."""
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称,{head}\n示例一公司,412\n示例二公司,205", encoding="utf-8")
    found = Diagnostics()
    GivenTable(file=path).opened(RULES, DAY, found)
    (said,) = (one.message for one in found.items if f"“{head}”" in one.message)
    assert told in said


SCALE = ("在", "是", "没有", "没入", "在库", "不在", "服务业规上", "2026.3新入的", "没", "还没")


def test_whether_it_is_above_scale_is_asked_in_the_words_of_the_column(tmp_path: Path) -> None:
    """规上没 with 在, 不在: asked as a year of which most could not be read, Enter carried it, and
    every reason that rests on it was lost.
    """
    columns = {"规上没": SCALE, "25年营收（万元）": ("1950",) * len(SCALE)}
    told, said = asked(tmp_path, columns)
    (question,) = (text for text in said if "“规上没”" in text)
    assert "说的是“在不在规上库”（首次升规纳统年份）吧？是（回车）" in question
    assert "否：只照抄，要看在不在规上库的理由（快到线、怕退规）都没有" in question
    assert told.columns == ("首次升规纳统年份=规上没",)
    told, _ = asked(tmp_path, columns, {"“规上没”": "否"})
    assert told.columns == ()
    # What was answered and not understood may have been a no.
    told, _ = asked(tmp_path, columns, {"“规上没”": "不是年份呀"})
    assert told.columns == ()


@pytest.mark.parametrize(("odd", "taken"), [(1, True), (6, False)])
def test_enter_takes_whether_only_where_nearly_all_is_read(
    tmp_path: Path, odd: int, taken: bool
) -> None:
    cells = (*("问镇上",) * odd, *SCALE[odd:])
    told, said = asked(tmp_path, {"规上没": cells, "发明专利": tuple("0123456789")})
    (question,) = (text for text in said if "“规上没”" in text)
    # What it costs is said with it alone.
    assert "都对吗" not in question
    assert ("是（回车）" in question) is taken
    assert ("首次升规纳统年份=规上没" in told.columns) is taken


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("上次联系", ("2026.9", "2026-08-12", "2026.10")),
        ("最近走访时间", ("2026.9", "9月", "2026.10")),
        ("打电话", ("1", "2", "3")),
        # Whatever its head: it is a day that stands there.
        ("销售那边", ("2026.9", "2026.10.15", "")),
        ("营业收入核对", ("2026.9", "2026年3月", "2025.11")),
    ],
)
def test_days_are_never_offered_as_money(tmp_path: Path, head: str, cells: tuple[str, ...]) -> None:
    """2026.9 of 上次联系 was offered as 营业收入, and ranked first with 2026.9万元."""
    _, said = asked(tmp_path, {head: cells, "卖了": ("2026.5", "1830.2", "900")})
    assert not any(f"“{head}”" in text for text in said)
    # One that is like a day among amounts is none.
    assert any("“卖了”" in text for text in said)


@pytest.mark.parametrize(
    ("head", "cells", "offered"),
    [
        # 2026.5 of 25年 is 2026.5万元, as are other figures that are like days.
        ("25年进账", ("2026.5", "2013.6", "1998.1"), True),
        ("去年卖了多少", ("2026.5", "2027.11", "2026.3"), True),
        ("卖了多少", ("2026.5", "2013.6", "1850.2"), True),
        # Days of that very year are days.
        ("25年进账", ("2025.5", "2025.6", "2025.11"), False),
        ("卖了多少", ("2026.5", "2026.3", "2025.11"), False),
    ],
)
def test_an_amount_that_is_like_a_day_is_none_below_the_head_of_another_year(
    tmp_path: Path, head: str, cells: tuple[str, ...], offered: bool
) -> None:
    _, said = asked(tmp_path, {head: cells})
    assert any(f"“{head}”" in text for text in said) is offered


@pytest.mark.parametrize("head", ["今年到10月", "今年1-10月", "本年到10月底", "2026年至10月份"])
@pytest.mark.parametrize("choice", ["1", "2"])
def test_this_year_up_to_a_month_is_asked_about_beside_the_last(
    tmp_path: Path, head: str, choice: str
) -> None:
    """今年到10月 beside 去年营业额, be that main revenue, was only carried."""
    columns = {"去年营业额": ("2050万", "1950万"), head: ("1400万", "2100万")}
    told, said = asked(
        tmp_path, columns, {"是哪一个": choice, "只用来看规上": "是", "本年": "2026"}
    )
    (question,) = (text for text in said if "只用来看规上" in text)
    assert f"“{head}”" in question
    assert "是 2026 年 1-10 月的营业收入吗" in question
    assert f"2026年1-10月营业收入={head}" in told.columns


@pytest.mark.parametrize("head", ["去年到10月", "报到10月", "今年10月", "今年到10月用电"])
def test_another_part_of_a_year_is_not(tmp_path: Path, head: str) -> None:
    columns = {"去年营业收入（万元）": ("2050", "1950"), head: ("1400", "2100")}
    _, said = asked(tmp_path, columns)
    assert not any("只用来看规上" in text for text in said)
