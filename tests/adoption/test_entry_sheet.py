"""A filled sheet: what each cell comes to, and each fault at its own cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from huiqi.adoption.entry_form import entry_form, form_of
from huiqi.adoption.entry_layout import POSITIONS, EntrySection
from huiqi.adoption.entry_rows import EntryRow
from huiqi.adoption.entry_words import (
    BESIDE,
    BESIDE_SCOPE,
    DIRECTIONS,
    GRADES,
    INSTRUMENTS,
    ONCE,
    PER,
    RECIPIENTS,
    EntryWords,
)
from huiqi.diagnostics import Diagnostics, InputError, column_name
from huiqi.funds.fund_terms import fund_terms
from huiqi.language.parser import words_in
from huiqi.profile.form.reader import read_form
from huiqi.report.entry.entry_workbook import EXAMPLES as EXAMPLES_SHOWN
from huiqi.report.entry.entry_workbook import entry_workbook
from huiqi.rulebook.measure_models import (
    CapModel,
    GivesModel,
    MeasureModel,
    RoundingModel,
    StackingModel,
)
from huiqi.rulebook.model_parts import SourceModel
from tests.adoption.entry_sheets import (
    GOOD,
    SLOT,
    adopted,
    measure_of,
    read_sheet,
    row,
    sheet_of,
)
from tests.in_english import still_chinese
from tests.titles import RULES

WHO, VETO, TIERS = EntrySection.WHO, EntrySection.VETO, EntrySection.TIERS
LIMITS, BASIC, OTHERS = EntrySection.LIMITS, EntrySection.BASIC, EntrySection.BESIDE
PAPERS, EXAMPLES = EntrySection.PAPERS, EntrySection.EXAMPLES

REVENUE = {"fact": "营业收入", "year": "上一年度", "comparison": "不低于", "unit": "万元"}
EXAMPLE = {"group": "1", "more": "2024-06-20", "how": "符合"}


@pytest.mark.few(30)
@pytest.mark.parametrize(
    ("section", "cells", "code", "column"),
    [
        (WHO, {**REVENUE, "fact": "营业收人", "value": "1"}, "C103", "fact"),
        (WHO, {**REVENUE, "fact": "研发费用", "value": "1"}, "C103", "fact"),
        (WHO, {**REVENUE, "year": "", "value": "1"}, "S114", "year"),
        (WHO, {**REVENUE, "year": "前一年度", "value": "1"}, "S114", "year"),
        (WHO, {**REVENUE, "year": "明年", "value": "1"}, "S114", "year"),
        (WHO, {"fact": "制造业企业", "year": "当年", "comparison": "是"}, "S114", "year"),
        (WHO, {**REVENUE, "comparison": "", "value": "1"}, "S110", "comparison"),
        (WHO, {**REVENUE, "comparison": "以上", "value": "1"}, "S111", "comparison"),
        (WHO, {**REVENUE, "comparison": "属于", "value": "1"}, "S115", "comparison"),
        (WHO, {**REVENUE, "comparison": "不早于", "value": "1"}, "S115", "comparison"),
        (WHO, {"fact": "制造业企业", "comparison": "不低于", "value": "1"}, "S115", "comparison"),
        (WHO, {"fact": "制造业企业"}, "S110", "comparison"),
        (WHO, {"fact": "制造业企业", "comparison": "是", "value": "是"}, "S116", "value"),
        (WHO, {**REVENUE}, "S110", "value"),
        (WHO, {**REVENUE, "value": "两千多"}, "S116", "value"),
        (WHO, {**REVENUE, "value": "约2000"}, "S116", "value"),
        (WHO, {**REVENUE, "value": "2000", "unit": ""}, "S116", "unit"),
        (WHO, {**REVENUE, "value": "2000", "unit": "人"}, "S116", "unit"),
        (WHO, {**REVENUE, "value": "2000元"}, "S116", "unit"),
        (WHO, {"fact": "成立日期", "comparison": "不早于", "value": "去年"}, "S116", "value"),
        (WHO, {"fact": "研发机构评定结果", "comparison": "等于", "value": "特优"}, "E107", "value"),
        (WHO, {"fact": "技术改造项目：完成投资", "comparison": "不低于"}, "S113", "fact"),
        (WHO, {"fact": "技术改造项目", "comparison": "不低于", "value": "1"}, "S115", "fact"),
        (WHO, {"formula": "营业收人[-1] >= 1万元"}, "E103", "formula"),
        (WHO, {"formula": "营业收入[-1] >= 1人"}, "E102", "formula"),
        (WHO, {"formula": "营业收入[-1] >= 10%"}, "E104", "formula"),
        (WHO, {**REVENUE, "value": "1", "formula": "制造业企业"}, "S113", "formula"),
        (WHO, {"text": "经营规范"}, "S110", "how"),
        (WHO, {"text": "经营规范", "how": "凭感觉"}, "S111", "how"),
        (WHO, {"text": "甲", "how": "照数据"}, "S110", "fact"),
        (WHO, {"how": "由部门判断", "article": "3"}, "S110", "formula"),
        (WHO, {"how": "由部门判断", "fact": "制造业企业", "text": "甲"}, "S113", "fact"),
        (WHO, {"group": "随便", "fact": "制造业企业", "comparison": "是"}, "S117", "group"),
        (WHO, {"group": "读法A", "text": "甲", "formula": "制造业企业"}, "S110", "text"),
        (WHO, {"fact": "制造业企业", "comparison": "是", "document": "9"}, "S112", "document"),
        (WHO, {"fact": "制造业企业", "comparison": "是", "confirmed": "也许"}, "S104", "confirmed"),
        (VETO, {"fact": "失信被执行", "comparison": "是"}, "C103", "fact"),
        (TIERS, {"group": "定额", "how": "30万元"}, "S118", "fact"),
        (TIERS, {"group": "随缘", "how": "30万元", "formula": "制造业企业"}, "S111", "group"),
        (TIERS, {"group": "定额", "how": "30", "formula": "制造业企业"}, "S116", "how"),
        (TIERS, {"group": "定额", "formula": "制造业企业"}, "S110", "how"),
        (TIERS, {"group": "算式", "how": "30%", "formula": "制造业企业"}, "E105", "how"),
        (TIERS, {"group": "按比例", "how": "10%", "formula": "制造业企业"}, "S110", "proof"),
        (
            TIERS,
            {"group": "按比例", "how": "10%", "proof": "营业收入", "formula": "制造业企业"},
            "S114",
            "more",
        ),
        (TIERS, {"group": "只写最高", "how": "30万元", "formula": "制造业企业"}, "S118", "group"),
        (LIMITS, {"group": "上限", "fact": "500", "year": "每家企业"}, "S116", "fact"),
        (LIMITS, {"group": "上限", "fact": "500万元"}, "S110", "year"),
        (LIMITS, {"group": "上限", "fact": "500万元", "year": "每天"}, "S111", "year"),
        (LIMITS, {"group": "顶", "fact": "500万元", "year": "每年"}, "S111", "group"),
        (LIMITS, {"group": "分期", "text": "第一年"}, "S110", "fact"),
        (LIMITS, {"group": "分期", "text": "第一年", "fact": "10万元"}, "E105", "fact"),
        (
            LIMITS,
            {"group": "分期", "text": "甲", "fact": "50%", "formula": "营业收入"},
            "E105",
            "formula",
        ),
        (BASIC, {"mark": "seen", "group": "见到有效", "text": "前天"}, "S116", "text"),
        (BASIC, {"mark": "open", "group": "长期", "text": "大概"}, "S111", "text"),
        (BASIC, {"mark": "window", "group": "申报窗口", "text": "春天"}, "S116", "text"),
        (
            BASIC,
            {"mark": "window", "group": "申报窗口", "text": "每年 2月30日 至 3月"},
            "S116",
            "text",
        ),
        (BASIC, {"mark": "once", "group": "一次性", "text": "两次"}, "S111", "text"),
        (BASIC, {"mark": "for_each", "group": "按哪个清单逐项算", "text": "猫"}, "C103", "text"),
        (BASIC, {"mark": "shared_from", "group": "从哪笔资金出", "text": "金库"}, "C103", "text"),
        (BASIC, {"mark": "basis", "group": "依据", "text": "7"}, "S112", "text"),
        (PAPERS, {"group": "申请材料", "fact": "省厅"}, "S110", "text"),
        (PAPERS, {"group": "申请材料", "text": "申请表", "value": "若干"}, "S116", "value"),
        (OTHERS, {"group": "就高", "fact": "没有这项", "year": "同一年度"}, "C107", "fact"),
        (OTHERS, {"group": "就高", "fact": "技术改造设备奖补"}, "S110", "year"),
        (OTHERS, {"group": "就高", "year": "同一年度"}, "S110", "fact"),
        (EXAMPLES, {**EXAMPLE, "more": ""}, "S110", "more"),
        (EXAMPLES, {**EXAMPLE, "how": ""}, "S110", "how"),
        (EXAMPLES, {**EXAMPLE, "proof": "20"}, "S116", "proof"),
        (EXAMPLES, {**EXAMPLE, "fact": "没有这项", "value": "1"}, "C103", "fact"),
        (EXAMPLES, {**EXAMPLE, "fact": "营业收入", "value": "1万元"}, "S114", "year"),
        (EXAMPLES, {**EXAMPLE, "fact": "营业收入", "year": "2023", "value": "1"}, "S116", "unit"),
    ],
)
def test_each_cell_that_is_wrong_is_told_at_its_place(
    tmp_path: Path, section: EntrySection, cells: dict[str, str], code: str, column: str
) -> None:
    """One fault, at sheet, row and column, and nothing is entered."""
    told = dict(cells)
    broken = row(told.pop("mark", ""), **told)
    path = sheet_of(tmp_path / "x.xlsx", {section: [broken]})
    entered, found = read_sheet(path, RULES)
    assert entered is None
    assert [(d.code, d.place.spot.rstrip("0123456789")) for d in found.errors] == [
        (code, f"小升规 {column_name(POSITIONS[column])}")
    ]
    assert not still_chinese(found.items)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Of several rows and sections."""
    broken = {
        WHO: [row(**{**REVENUE, "value": "两千多"}), row(text="经营规范")],
        LIMITS: [row(group="上限", fact="500", year="每家企业")],
    }
    _, found = read_sheet(sheet_of(tmp_path / "x.xlsx", broken), RULES)
    assert sorted(d.code for d in found.errors) == ["S110", "S116", "S116"]


def test_a_slip_of_the_pen_is_put_right(tmp_path: Path) -> None:
    """The nearest name of a fact."""
    broken = {WHO: [row(**{**REVENUE, "fact": "营业收人", "value": "2000"})]}
    _, found = read_sheet(sheet_of(tmp_path / "x.xlsx", broken), RULES)
    assert found.errors[0].nearest == "营业收入"


@pytest.mark.parametrize(
    ("cells", "condition"),
    [
        ({**REVENUE, "value": "2000"}, "营业收入[-1] >= 2000万元"),
        ({**REVENUE, "value": "两千"}, "营业收入[-1] >= 2000万元"),
        ({**REVENUE, "comparison": "超过", "value": "2,000.50"}, "营业收入[-1] > 2000.50万元"),
        ({**REVENUE, "value": "2亿元", "unit": ""}, "营业收入[-1] >= 2亿元"),
        ({**REVENUE, "year": "当年", "value": "1"}, "营业收入 >= 1万元"),
        ({**REVENUE, "year": "-4", "value": "1"}, "营业收入[-4] >= 1万元"),
        (
            {"fact": "从业人员", "year": "前年", "comparison": "不足", "value": "300人"},
            "从业人员[-2] < 300",
        ),
        ({"fact": "制造业企业", "comparison": "否"}, "非 制造业企业"),
        (
            {"fact": "成立日期", "comparison": "不早于", "value": "2020年1月1日"},
            "成立日期 >= 2020-01-01",
        ),
        (
            {"fact": "行业代码", "comparison": "属于", "value": "C26、C27"},
            "行业代码 within {C26, C27}",
        ),
        (
            {"fact": "研发机构评定结果", "comparison": "等于", "value": "优秀"},
            "研发机构评定结果 == 优秀",
        ),
        (
            {"formula": "营业收入[-1] ≥ 2000万元 或 制造业企业"},
            "营业收入[-1] >= 2000万元 或 制造业企业",
        ),
    ],
)
def test_a_condition_is_read_as_it_is_said(
    tmp_path: Path, cells: dict[str, str], condition: str
) -> None:
    """In the one form of the language."""
    base = {**GOOD, WHO: ()}
    entered, found = read_sheet(sheet_of(tmp_path / "x.xlsx", {WHO: [row(**cells)]}, base), RULES)
    assert not found.errors
    assert entered is not None
    (clause,) = measure_of(entered)["requires"]["all"]
    assert clause["if"] == condition


def test_groups_are_put_together(tmp_path: Path) -> None:
    """任一 and 至少k项 by their letters, within each other, and vetoes as what must not be."""

    def own(group: str, fact: str) -> EntryRow:
        return row(group=group, fact=fact, comparison="是")

    rows = {
        WHO: [
            own("任一A/全部B", "制造业企业"),
            own("任一A/全部B", "居民企业"),
            own("A", "失信被执行人"),
            own("至少2项C", "制造业企业"),
            own("C", "居民企业"),
            own("C", "拥有自主品牌"),
        ],
        VETO: [own("", "失信被执行人")],
    }
    entered, found = read_sheet(sheet_of(tmp_path / "x.xlsx", rows), RULES)
    assert not found.errors
    assert entered is not None

    def shape(clause: Any) -> Any:
        for kind in ("all", "any", "none"):
            if kind in clause:
                return {kind: [shape(part) for part in clause[kind]]}
        if "of" in clause:
            return {clause["at_least"]: [shape(part) for part in clause["of"]]}
        return words_in(clause["if"])[0]

    assert shape(measure_of(entered)["requires"])["all"] == [
        "注册地在聊城市",
        {"any": [{"all": ["制造业企业", "居民企业"]}, "失信被执行人"]},
        {2: ["制造业企业", "居民企业", "拥有自主品牌"]},
        {"none": ["失信被执行人"]},
    ]


def test_clauses_are_named_by_their_articles(tmp_path: Path) -> None:
    """However the article is written; several of one article are numbered."""
    rows = {
        WHO: [
            row(fact="制造业企业", comparison="是", article="第十二条", paragraph="第二款"),
            row(fact="居民企业", comparison="是", article="12", paragraph="2"),
            row(fact="失信被执行人", comparison="否", article="三", paragraph="（四）"),
        ]
    }
    entered, _ = read_sheet(sheet_of(tmp_path / "x.xlsx", rows), RULES)
    assert entered is not None
    clauses = measure_of(entered)["requires"]["all"][1:]
    assert [clause["id"] for clause in clauses] == ["article-12-2", "article-12-2-2", "article-3-4"]
    located = [clause["basis"][0]["locator"] for clause in clauses]
    assert located == ["第十二条第二款", "第十二条第二款", "第三条（四）"]


@pytest.mark.parametrize(
    ("order", "amounts"),
    [("", ["20万元", "50万元"]), ("就高", ["50万元", "20万元"]), ("就低", ["20万元", "50万元"])],
)
def test_tiers_are_taken_in_the_order_that_is_said(
    tmp_path: Path, order: str, amounts: list[str]
) -> None:
    """From the top, or the highest or the lowest first."""
    tiers = [
        row(group="定额", how="20万元", **{**REVENUE, "value": "2000"}),
        row(group="定额", how="50万元", formula="制造业企业"),
    ]
    more = {BASIC: [row("tiers", group="分档怎样取", text=order)] if order else [], TIERS: tiers}
    base = {**GOOD, TIERS: ()}
    entered, found = read_sheet(sheet_of(tmp_path / "x.xlsx", more, base), RULES)
    assert not found.errors
    assert entered is not None
    chosen = measure_of(entered)["gives"]["amount"]["choose"]
    assert [tier["then"] for tier in chosen] == amounts


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("50万", "50万元"),
        ("1,200万", "1200万元"),
        ("¥0.5亿", "0.5亿元"),
        ("人民币50万元整", "50万元"),
    ],
)
def test_a_sum_of_one_meaning_is_read_however_it_is_written(
    tmp_path: Path, written: str, meant: str
) -> None:
    """万 of money is 万元; a bare figure is still refused."""
    base = {**GOOD, TIERS: ()}
    entered, found = read_sheet(
        sheet_of(tmp_path / "x.xlsx", {TIERS: [row(group="定额", how=written)]}, base), RULES
    )
    assert not found.errors
    assert entered is not None
    assert measure_of(entered)["gives"]["amount"] == meant
    _, found = read_sheet(
        sheet_of(tmp_path / "y.xlsx", {TIERS: [row(group="定额", how="50")]}, base), RULES
    )
    assert [fault.code for fault in found.errors] == ["S116"]


def test_what_nobody_confirmed_never_enters(tmp_path: Path) -> None:
    """The sheet as it is given out: suggestions from the nearest model, all left as they are."""
    path = sheet_of(tmp_path / "x.xlsx", {}, suggestions=True)
    entered, found = read_sheet(path, RULES)
    assert entered is not None
    assert [d.code for d in found.items] == ["S120"]
    measure = measure_of(entered)
    assert [clause["id"] for clause in measure["requires"]["all"]] == ["article-1"]
    assert measure["gives"] == {
        "amount": "20万元",
        "basis": [{"source": "text-2023-1", "locator": "第二条"}],
    }


def test_a_sheet_that_was_left_as_it_is_enters_nothing(tmp_path: Path) -> None:
    """Of a whole programme most sheets may stay as they were given out."""
    path = sheet_of(tmp_path / "x.xlsx", {}, {}, suggestions=True)
    entered, found = read_sheet(path, RULES)
    assert not found.errors
    assert {d.code for d in found.items} == {"S120", "S122"}
    assert entered is not None
    assert not entered.parts
    assert not entered.measures


def test_what_is_left_out_is_told_even_of_ones_own_rows(tmp_path: Path) -> None:
    """A row that is marked — is not read, and named."""
    rows = {WHO: [row(fact="制造业企业", comparison="是", confirmed="—")]}
    entered, found = read_sheet(sheet_of(tmp_path / "x.xlsx", rows), RULES)
    assert entered is not None
    assert len(measure_of(entered)["requires"]["all"]) == 1
    assert [d.code for d in found.items] == ["S120"]


def test_words_of_the_article_are_registered(tmp_path: Path) -> None:
    """By document, article and paragraph, with the clause that carries them."""
    rows = {
        WHO: [row(fact="制造业企业", comparison="是", article="3", words="（合成）制造业企业")],
        LIMITS: [
            row(group="上限", fact="1亿元", year="每年", article="4", words="（合成）最高1亿元")
        ],
    }
    entered, _ = read_sheet(sheet_of(tmp_path / "x.xlsx", rows), RULES)
    assert entered is not None
    (texts,) = (p.content for p in entered.parts if p.file == "texts/text-2023-1.yaml")
    assert texts == {
        "source": "text-2023-1",
        "paragraphs": [
            {"id": "第三条", "text": "（合成）制造业企业", "carried_by": [f"{SLOT}/article-3"]},
            {"id": "第四条", "text": "（合成）最高1亿元", "carried_by": [f"{SLOT}/gives"]},
        ],
    }


def test_a_worked_example_becomes_a_case(tmp_path: Path) -> None:
    """Its facts by year, its records side by side, the verdict and the amount."""
    rows = {
        EXAMPLES: [
            row(**{**EXAMPLE, "proof": "20万元"}, fact="营业收入", year="上一年度", value="1亿元"),
            row(group="1", fact="技术改造项目：完成投资", comparison="1", value="5", unit="万元"),
            row(group="1", fact="技术改造项目：项目名称", comparison="2", value="乙"),
        ]
    }
    entered, found = read_sheet(sheet_of(tmp_path / "x.xlsx", rows), RULES)
    assert not found.errors
    assert entered is not None
    content: Any = next(part.content for part in entered.parts if part.kind == "cases")
    (case,) = content["cases"]
    assert case["as_of"] == date(2024, 6, 20)
    assert case["facts"] == {
        "revenue": {2023: "1亿元"},
        "renovation_projects": [{"total_investment": "5万元"}, {"name": "乙"}],
    }
    assert case["expect"] == {"measures": {SLOT: {"status": "qualifies", "amount": "20万元"}}}


def test_the_fault_of_a_value_is_found_at_its_cell(tmp_path: Path) -> None:
    """Whoever checks the content on its own finds each value's cell."""
    entered, _ = read_sheet(sheet_of(tmp_path / "x.xlsx", {}), RULES)
    assert entered is not None
    (part,) = (p for p in entered.parts if p.file.endswith(f"/{SLOT}.yaml"))
    for path, column in (
        (("requires", "all", 0, "if"), "fact"),
        (("gives", "amount"), "how"),
        (("in_force", "until"), "text"),
        (("requires", "all", 0, "basis", 0, "locator"), "article"),
    ):
        place = part.place(path)
        assert place is not None
        assert (place.sheet, place.column) == ("小升规", POSITIONS[column] + 1), path


def test_the_rows_that_show_how_it_is_done_can_be_read(tmp_path: Path) -> None:
    """The examples of the first sheet, as if somebody had written them on his own."""
    own = {
        section: [EntryRow(cells=cells) for cells in rows]
        for section, rows in EXAMPLES_SHOWN.items()
    }
    base = {BASIC: GOOD[BASIC]}
    entered, found = read_sheet(sheet_of(tmp_path / "x.xlsx", own, base), RULES)
    assert not found.items
    assert entered is not None
    assert measure_of(entered)["gives"]["amount"] == {
        "choose": [{"if": "营业收入[-1] >= 1亿元", "then": "50万元"}],
        "otherwise": "20万元",
    }


def test_the_unknowns_of_a_fund_are_entered(tmp_path: Path) -> None:
    """Cap, year and sharing rule; what the rules know already is no part, earlier values stay."""
    fund = RULES.funds["rd-institution"]
    form = form_of(RULES, [], [fund])
    first, sheet = form.sheets
    first.rows[EntrySection.DOCUMENTS][0] = row(group="1", text="（合成）资金办法", how="正文")
    sheet.add(
        EntrySection.FUND,
        row("cap", text="200万元", article="5"),
        row("since", text="2023-07-01"),
        row("year", text="2023年度"),
        row("sharing", text="封顶后按比例", article="6"),
        row("criteria", text="（合成）评分80分以上"),
    )
    sheet.rows[EntrySection.OPEN] = sheet.rows[EntrySection.OPEN][2:]
    path = tmp_path / "fund.xlsx"
    path.write_bytes(entry_workbook(form, date(2023, 6, 20)))
    entered, found = read_sheet(path, RULES)
    assert not found.errors
    assert entered is not None
    assert {part.at for part in entered.parts if "funds" in part.file} == {
        ("year",),
        ("sharing",),
        ("note",),
        ("unstated",),
    }
    after = adopted(entered, tmp_path)
    known = after.funds["rd-institution"]
    assert (known.year.value, known.sharing.value) == ("2023", "capped_pro_rata")
    assert [text.zh for text in known.unstated] == ["与省级研发补助能否同时享受"]
    terms = fund_terms(after, known, date(2023, 12, 31))
    assert terms.cap.value == Decimal(2_000_000)
    assert terms.pool.value == Decimal(80_000_000)
    # Before that day it is as unknown as it was.
    assert fund_terms(after, known, date(2023, 6, 30)).cap.value is None


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [("cap", "200", "S116"), ("year", "去年", "S116"), ("sharing", "抽签", "S111")],
)
def test_a_term_of_a_fund_that_is_wrong_is_told_at_its_cell(
    tmp_path: Path, key: str, text: str, code: str
) -> None:
    """An amount without a unit, no year, no way of sharing that there is."""
    form = form_of(RULES, [], [RULES.funds["rd-institution"]])
    first, sheet = form.sheets
    first.rows[EntrySection.DOCUMENTS][0] = row(group="1", text="（合成）资金办法", how="正文")
    sheet.add(EntrySection.FUND, row(key, text=text), row("since", text="2023-07-01"))
    path = tmp_path / "fund.xlsx"
    path.write_bytes(entry_workbook(form, date(2023, 6, 20)))
    _, found = read_sheet(path, RULES)
    assert [d.code for d in found.errors] == [code]
    assert not still_chinese(found.items)


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["小升规"], ["", "becoming-above-scale"]),
        (["技术改造设备奖补"], ["", "technical-renovation"]),
        (["研发机构资金"], ["", "rd-institution", "rd-institution-subsidy"]),
        (["rd-institution"], ["", "rd-institution-subsidy"]),
    ],
)
def test_what_is_named_has_its_sheets(names: list[str], ids: list[str]) -> None:
    """A topic, a measure, a fund with the measure that draws on it, a programme."""
    assert [sheet.id for sheet in entry_form(RULES, names).sheets] == ids


def test_a_programme_has_a_sheet_for_each_of_its_measures() -> None:
    """Twenty, under the name that people use."""
    for name in ("20-measures", "聊城市支持制造业高质量发展20条措施"):
        assert len(entry_form(RULES, [name]).sheets) == 21


def test_nothing_of_that_name_is_told() -> None:
    """With what is called most like it."""
    with pytest.raises(InputError) as raised:
        entry_form(RULES, ["小升归"])
    assert [d.code for d in raised.value.diagnostics] == ["C107"]


def test_what_is_paid_in_parts_is_read_and_written(tmp_path: Path) -> None:
    """Each part on its own condition; it loads, and reads back from its own sheet."""
    stages = [
        row(group="分期", text="第一年", fact="50%"),
        row(group="分期", text="第二年增长的", fact="50%", formula="营业收入[-1] > 营业收入[-2]"),
    ]
    entered, found = read_sheet(sheet_of(tmp_path / "x.xlsx", {LIMITS: stages}), RULES)
    assert not found.errors
    assert entered is not None
    told = measure_of(entered)["gives"]["stages"]
    assert [(stage["share"], "if" in stage) for stage in told] == [("50%", False), ("50%", True)]
    after = adopted(entered, tmp_path)
    again = tmp_path / "again.xlsx"
    again.write_bytes(entry_workbook(form_of(after, [after.measures[SLOT]]), date(2023, 6, 20)))
    twice, found = read_sheet(again, after)
    assert not found.items
    assert twice is not None
    assert measure_of(twice)["gives"]["stages"] == told


def test_an_entry_sheet_is_no_profile(tmp_path: Path) -> None:
    """Whoever asks for an enterprise is told what this is."""
    diagnostics = Diagnostics()
    path = sheet_of(tmp_path / "x.xlsx", {})
    assert read_form(path, diagnostics) is None
    assert [d.code for d in diagnostics.items] == ["P180"]
    assert "rules adopt" in diagnostics.items[0].remedy


@pytest.mark.parametrize(
    ("model", "key", "words"),
    [
        (GivesModel, "once", ONCE),
        (CapModel, "per", PER),
        (RoundingModel, "direction", DIRECTIONS),
        (MeasureModel, "instrument", INSTRUMENTS),
        (MeasureModel, "recipient", RECIPIENTS),
        (StackingModel, "kind", BESIDE),
        (StackingModel, "scope", BESIDE_SCOPE),
        (SourceModel, "grade", GRADES),
    ],
)
def test_all_that_a_rule_can_say_has_a_word(
    model: type[BaseModel], key: str, words: EntryWords[str]
) -> None:
    """What is added to the rules is missed here, and not where somebody writes a sheet."""
    schema = model.model_json_schema()["properties"][key]
    options = [*schema.get("anyOf", [schema])]
    options += [
        model.model_json_schema()["$defs"][o["$ref"].split("/")[-1]] for o in options if "$ref" in o
    ]
    codes = [code for option in options for code in option.get("enum", ())]
    assert codes
    for code in codes:
        assert words.find(words.word(code)) == code
