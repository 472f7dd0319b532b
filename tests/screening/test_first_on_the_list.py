"""What stands first on a list of whom to call, and what is said of the table once instead.

All enterprises are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable, groups_of, screen
from huiqi.report.blocks import Facts, Table, words_of
from huiqi.report.pages.answers_in_words import answers_in_words
from huiqi.report.pages.call_cells import cells_to_mend, cells_without_word
from huiqi.report.pages.call_reasons import reasons_to_call
from huiqi.report.pages.screen import listed_groups, screening_screen
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import Screening
from tests.screening.called import to_call
from tests.titles import RULES

DAY = date(2026, 11, 30)
PHRASES = Phrases(RULES, "zh")
#: The deduction of 2025, in 万元, of which the subsidy for a good institution is up to a fifth.
DEDUCTION = "2025年研发费用加计扣除额（万元）"


def _screened(path: Path, lines: Sequence[str], columns: Sequence[str] = ()) -> Screening:
    path.write_text("\n".join(lines), encoding="utf-8")
    given = GivenTable(file=path, columns=tuple(columns), lenient=True)
    return screen(RULES, given, DAY, worded(PHRASES), processes=1)


def _listed(found: Screening) -> list[tuple[str, str, str]]:
    """Name, why, and how much, as they stand on the list."""
    tables = [b for b in listed_groups(found, PHRASES, groups_of(found)) if isinstance(b, Table)]
    heads = [words_of(column.head) for column in tables[0].columns]
    places = [
        next(n for n, head in enumerate(heads) if word in head)
        for word in ("名称", "为什么", "至多")
    ]
    rows = ([words_of(row[place]) for place in places] for row in tables[0].rows)
    return [(name, why, most) for name, why, most in rows]


def _facts(found: Screening) -> dict[str, str]:
    """What is told of the whole table above the list."""
    blocks = screening_screen(found, PHRASES).blocks
    facts = next(block for block in blocks if isinstance(block, Facts))
    return {words_of(name): words_of(told) for name, told in facts.rows}


def test_what_waits_for_a_column_that_nobody_has_leads_no_one(tmp_path: Path) -> None:
    """A fifth of 500 and of 5000 (万元) may be had by whose institution was found to be good, which
    no row tells: the table is asked for that once, and who has something of his own comes first.
    """
    head = f"企业名称,注册地,首次升规纳统年份,{DEDUCTION}"
    rows = ["示例甲公司,聊城市,2010,5000", "示例乙公司,聊城市,2010,500", "示例丙公司,聊城市,2026,"]
    found = _screened(tmp_path / "台账.csv", (head, *rows))
    (first, why, _), *others = _listed(found)
    assert first == "示例丙公司"
    assert why.startswith("小升规奖励（升规纳统当年 不超过 5万元；")
    ranges = ("0～1000万元", "0～100万元")
    for (name, why, most), firm, money in zip(others, "甲乙", ranges, strict=True):
        assert name == f"示例{firm}公司"
        assert why == f"优秀研发机构补贴（{money}，文件待核）：问 研发机构评定结果"
        assert most == money.removeprefix("0～").removesuffix("万元")
    column = _facts(found)["先补一列"]
    for part in ("研发机构评定结果", "优秀研发机构补贴", "2 户", "0～1000万元", "是否有效待核"):
        assert part in column
    # Where a single row tells it, it is a cell that the others lack, and theirs to be asked.
    rows = [f"{row},{told}" for row, told in zip(rows, ("", "", "合格"), strict=True)]
    told = _screened(tmp_path / "台账.csv", (f"{head},研发机构评定结果", *rows))
    assert "先补一列" not in _facts(told)
    reasons = {name: why for name, why, _ in _listed(told)}
    assert reasons["示例甲公司"].startswith("优秀研发机构补贴（不超过 1000万元，文件只见于")


def test_the_amount_stands_with_the_measure_that_it_is_of(tmp_path: Path) -> None:
    """Beside a title that ends the amount of the next reason stands, by its name; of a title alone
    what it is a condition of, of a line that is near what lies behind it.
    """
    head = "企业名称,注册地,高企证书有效期至,首次升规纳统年份"
    rows = ["示例甲公司,聊城市,2026-12-07,2026", "示例乙公司,聊城市,2029-01-01,2026"]
    columns = ("高新技术企业资格在有效期内=高企证书有效期至",)
    listed = _listed(_screened(tmp_path / "台账.csv", (head, *rows), columns))
    (ending, both, next_), (_, reward, most) = listed
    assert ending == "示例甲公司"
    assert "到期" in both.partition("；")[0]
    assert "小升规奖励（升规纳统当年 不超过 5万元；连续两年营业收入保持增长 另不超过 5万元" in both
    assert next_ == "5"
    assert reward.startswith("小升规奖励（升规纳统当年 不超过 5万元；")
    # Half of it is had at once (L-21).
    assert most == "5"
    rows = ["示例甲公司,聊城市,2026-12-07,2010", "示例乙公司,聊城市,2029-01-01,2026"]
    found = _screened(tmp_path / "台账.csv", (head, *rows), columns)
    ending_alone, other = _column(found, "是哪一项的")
    assert ending_alone.startswith("没有金额；它是 ")
    assert "市研发补助" in ending_alone
    assert other == "小升规奖励"
    line = f"{head},2025年营业收入（万元）"
    rows = ["示例甲公司,聊城市,否,否,1990", "示例乙公司,聊城市,否,2010,5000"]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((line, *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=columns, lenient=True, no_is_never=True)
    found = screen(RULES, given, DAY, worded(PHRASES), processes=1)
    assert _column(found, "是哪一项的")[0] == "小升规奖励（新增规上企业分两年最高10万元）"
    assert _column(found, "类")[0] == "快到线"


def _column(found: Screening, head: str) -> list[str]:
    """What stands on the list under a head."""
    (table,) = [b for b in listed_groups(found, PHRASES, groups_of(found)) if isinstance(b, Table)]
    place = [words_of(column.head) for column in table.columns].index(head)
    return [words_of(row[place]) for row in table.rows]


STANDING = (
    ("备注", "24年11月起停产，厂房租出去了", True),
    ("备注", "今年8月整体迁到邻县去了", True),
    ("欠税/失信", "欠税23万，失信", True),
    ("规上情况", "已退库", True),
    ("是否停产", "是", True),
    ("是否停产", "否", False),
    ("欠税/失信", "无", False),
    ("备注", "未停产，订单还满", False),
    ("备注", "无失信记录", False),
)


@pytest.mark.parametrize(("column", "cell", "told"), STANDING)
def test_who_says_that_he_stopped_or_left_is_looked_at_first_and_called_last(
    tmp_path: Path, column: str, cell: str, told: bool
) -> None:
    """With the words of the table; nothing of what may be had is lost."""
    head = f"企业名称,注册地,首次升规纳统年份,{column}"
    rows = [f"示例甲公司,聊城市,2026,{cell}", "示例乙公司,聊城市,2026,", "示例丙公司,聊城市,2010,"]
    found = _screened(tmp_path / "台账.csv", (head, *rows))
    names = [name for name, _, _ in _listed(found)]
    reasons = {name: why for name, why, _ in _listed(found)}
    words = f"表里“{column}”写着“{cell}”，先核实"
    assert reasons["示例甲公司"].startswith(words) is told
    assert "小升规奖励" in reasons["示例甲公司"]
    classes = dict(zip(names, _column(found, "类"), strict=True))
    assert classes["示例甲公司"] == ("先核实" if told else "待部门")
    assert (names[0] == "示例甲公司") is not told


def test_a_twin_is_called_by_the_row_that_tells_more(tmp_path: Path) -> None:
    """Whichever stands first; the other says where to look, and promises nothing."""
    head = "企业名称,统一社会信用代码,注册地,首次升规纳统年份,备注"
    code = "91371500MA3000010H"
    rows = [f"示例甲公司,{code},聊城市,2026,", f"示例甲有限公司,{code},聊城市,2026,常去"]
    found = _screened(tmp_path / "台账.csv", (head, *rows))
    (first, why, _), (second, twin, most) = _listed(found)
    assert (first, second) == ("示例甲有限公司", "示例甲公司")
    assert why.startswith("小升规奖励")
    assert (twin, most) == ("和第 3 行是同一户，看那一行", "")


def test_whose_paper_it_is_is_told_where_that_is_a_part_of_the_city(tmp_path: Path) -> None:
    """A district's table speaks of the city's policy: elsewhere whether it holds is to be asked;
    once above the list, in thirteen reasons it had buried them.  A reason names the district.
    """
    head = "企业名称,注册地,首次升规纳统年份,技改投资（万元）,竣工日期"
    rows = ["示例甲公司,聊城市高唐县,2010,800,2026年3月", "示例乙公司,聊城市,2026,,"]
    columns = ("技术改造项目：完成投资=技改投资（万元）", "技术改造项目：竣工投产日期=竣工日期")
    found = _screened(tmp_path / "台账.csv", (head, *rows), columns)
    reasons = {name: why for name, why, _ in _listed(found)}
    said = "是市级政策，只见于聊城市东昌府区的材料，别的县区照不照办要问"
    assert not any(said in why for why in reasons.values())
    assert (
        "技术改造设备奖补（就写到的不超过 80万元，文件只见于聊城市东昌府区2019年"
        in reasons["示例甲公司"]
    )
    assert _facts(found)["谁的文件"] == f"技术改造设备奖补：{said}"


def test_what_is_looked_at_first_is_the_same_in_every_sheet(tmp_path: Path) -> None:
    """What a single answer settles, or a line that is near opens, was missing in the second."""
    head = "企业名称,注册地,首次升规纳统年份,2025年营业收入（万元）,技改投资（万元）,竣工日期"
    head += f",{DEDUCTION}"
    rows = ["示例甲公司,聊城市,2010,9000,800,2027年3月,500", "示例乙公司,聊城市,否,1990,,,"]
    rows += [f"示例{n}公司,聊城市,2010,300,,," for n in "丙丁戊己"]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = ("技术改造项目：完成投资=技改投资（万元）", "技术改造项目：竣工投产日期=竣工日期")
    given = GivenTable(file=path, columns=columns, lenient=True, no_is_never=True)
    found = screen(RULES, given, DAY, worded(PHRASES), processes=1)
    table = answers_in_words(found, PHRASES)
    first = dict[str, str]()
    for row in table.rows:
        if words_of(row[6]) == "先看":
            first.setdefault(words_of(row[0]), words_of(row[1]))
    which = dict(zip([n for n, _, _ in _listed(found)], _column(found, "是哪一项的"), strict=True))
    assert len(first) > 1
    for name, measure in first.items():
        assert which[name].startswith(measure)


@pytest.mark.parametrize(
    ("revenue", "begins"),
    [
        ("1980", "营业收入（2025年） 1980万元，差 20万元到线"),
        ("2140", "营业收入（2025年） 2140万元，已过线 140万元"),
        # A tenth about it: 1710 to 2090.
        (
            "约1900",
            "也许快到线：营业收入（2025年） 1710万元～2090万元，最多差 290万元，也许已过线",
        ),
        ("约1000", ""),
    ],
)
def test_who_is_about_to_go_above_scale_comes_before_many_questions(
    tmp_path: Path, revenue: str, begins: str
) -> None:
    """The line is 2000万元, a tenth below it is near: what is told roughly may be."""
    head = "企业名称,注册地,首次升规纳统年份,2025年营业收入（万元）"
    head += ",2025年研发投入（财务报告口径）（万元）"
    rows = ["示例甲公司,聊城市,2010,9000,900", f"示例乙公司,聊城市,否,{revenue},"]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    given = GivenTable(file=path, lenient=True, about=True, no_is_never=True)
    found = screen(RULES, given, DAY, worded(PHRASES), processes=1)
    names = [one.name for one in to_call(found.entries)]
    own = next(one for one in found.entries if one.name == "示例乙公司")
    reasons = [one.said for one in reasons_to_call(own, found.asked_of_most, PHRASES)]
    assert names == (["示例乙公司", "示例甲公司"] if begins else ["示例甲公司", "示例乙公司"])
    assert [one for one in reasons if one.startswith(begins)] if begins else not reasons
    # What it is for is told with it.
    assert not begins or "最高10万元" in reasons[0]


def test_a_document_that_soon_ends_says_for_how_many(tmp_path: Path) -> None:
    """Those whose own figures reach it; where nobody is known to, what the table lacks."""
    head = "企业名称,注册地,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    rows = ["示例甲公司,聊城市,9000,900", "示例乙公司,聊城市,9000,800", "示例丙公司,聊城市,9000,"]
    told = _facts(_screened(tmp_path / "台账.csv", (head, *rows)))["文件快失效"]
    of = dict(one.split("）：") for one in told.split("；"))
    assert of["企业研究开发财政补助（2026-12-31，还有 31 天"] == "名单上 2 户可能用得上"
    first = of["首次认定高企补助（2026-12-31，还有 31 天"]
    assert first.startswith("看不出是哪几户，表里没有 首次通过高新技术企业认定的年份")


def test_what_is_presumed_and_not_met_is_named(tmp_path: Path) -> None:
    """Of a text that is not public as the measure has it that it is presumed after."""
    lines = ("企业名称,注册地,首次升规纳统年份", "示例甲公司,聊城市,2012")
    found = _screened(tmp_path / "台账.csv", lines)
    modelled = found.entries[0].worded.steps["becoming-above-scale"]
    assert "照“小升规奖励”推定不符合（不是2022年以来首次升规）" in modelled
    assert "别的条件够" not in modelled


def test_a_title_that_no_rule_asks_for_is_no_fault_of_the_cell(tmp_path: Path) -> None:
    """What is empty is asked for first; which titles the column may have is told."""
    head = "企业名称,注册地,智能工厂/数字化车间,2025年营业收入（万元）"
    rows = [
        "示例甲公司,聊城市,基础级,9000",
        "示例乙公司,聊城市,无,十几",
        "示例丙公司,聊城市,无,3000",
    ]
    columns = ("已获得的称号：称号=智能工厂/数字化车间",)
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=columns, lenient=True)
    found = screen(RULES, given, DAY, worded(PHRASES), processes=1)
    mend = [cells_to_mend(found, one, PHRASES) for one in found.entries]
    assert mend == ["", "先改读不懂的格：2025年营业收入（万元）", ""]
    told = [cells_without_word(found, one, PHRASES) for one in found.entries]
    assert told[1:] == ["", ""]
    assert "“智能工厂/数字化车间”写的“基础级”不在规则的选项里" in told[0]
    for title in ("省级智能工厂", "市级智能工厂", "省级数字化车间", "市级数字化车间"):
        assert title in told[0]


def test_what_is_planned_is_told_as_such_beside_the_cap(tmp_path: Path) -> None:
    """A tenth of 580 (万元) that are not spent yet: no more can be said for certain than the cap;
    once it is completed that is what it comes to at most.
    """
    head = "企业名称,注册地,首次升规纳统年份,技改设备（万元）,进度"
    rows = ["示例甲公司,聊城市,2010,580,2027年3月竣工", "示例乙公司,聊城市,2010,580,2026年3月竣工"]
    # What most of a table wait for is no reason to call one.
    rows += [f"示例{name}公司,聊城市,2010,," for name in "丙丁戊己"]
    columns = (
        "技术改造项目：经第三方审核的实际设备软件投资额（至多）=技改设备（万元）",
        "技术改造项目：竣工投产日期=进度",
    )
    given = GivenTable(file=tmp_path / "台账.csv", columns=columns, lenient=True)
    given = replace(given, whole=("技术改造项目",))
    given.file.write_text("\n".join((head, *rows)), encoding="utf-8")
    found = screen(RULES, given, DAY, worded(PHRASES), processes=1)
    reasons = {name: why for name, why, _ in _listed(found)}
    plan, spent = reasons["示例甲公司"], reasons["示例乙公司"]
    assert "不超过 500万元，按计划的投资算 58万元，竣工、审核后才定" in plan
    assert "58万元" in spent
    assert "按计划" not in spent


@pytest.mark.parametrize("firms", ["甲乙", "甲乙丙"])
def test_what_several_are_called_for_in_doubt_is_asked_of_the_office_once(
    tmp_path: Path, firms: str
) -> None:
    """Nine rows had told of one district's paper of 2019, and nine calls would have been made."""
    head = "企业名称,注册地,首次升规纳统年份,技改投资（万元）,竣工日期"
    rows = [f"示例{n}公司,聊城市高唐县,2010,800,2026年3月" for n in firms]
    columns = ("技术改造项目：完成投资=技改投资（万元）", "技术改造项目：竣工投产日期=竣工日期")
    facts = _facts(_screened(tmp_path / "台账.csv", (head, *rows), columns))
    # Of two, whose paper it is alone.
    assert ("先问一次" in facts) is (len(firms) > 2)
    assert ("谁的文件" in facts) is (len(firms) <= 2)
    once = facts.get(
        "先问一次", "（3 户先说它；最后见于2019年；是市级政策，只见于聊城市东昌府区的材料"
    )
    assert "（3 户先说它；最后见于2019年；是市级政策，只见于聊城市东昌府区的材料" in once
    assert once.count("先说它") == 1
