"""The 条文录入单 as a workbook: how to fill it in, the documents, a sheet for each measure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from huiqi.adoption.entry_items import SECTION_ITEMS
from huiqi.adoption.entry_layout import (
    DOCUMENT_GRID,
    GRID,
    MEASURE_SECTIONS,
    EntrySection,
    EntrySheetKind,
)
from huiqi.adoption.entry_rows import EntryForm, EntryRow
from huiqi.language.types import Kind
from huiqi.report.entry.entry_book import EntryBook, EntrySheetWriter
from huiqi.words import Say

_TABS = {EntrySheetKind.DOCUMENTS: "#C0392B", EntrySheetKind.MEASURE: "#1D5FA8"}
_HOW = (
    "一、“文件与确认”一张：照原文填题名、文号、发文机关、日期、网址，选是正文还是报道；"
    "最后写谁确认、哪天确认。",
    "二、每项措施一张，从上到下九个部分。原文没有写的空着：空着就是没有写，不会当成“否”，"
    "也不会当成 0。",
    "三、每一行写明第几条、第几款，“原文”一栏照抄；几行出自同一款的，都写。",
    "四、橙色的行是建议：照别的文件写的，不是这一条的原文。照原文改好，“确认”改成“是”，"
    "才算数；没有确认的不读。",
    "五、事实从下拉里选，也可以照“可用的事实”一张直接写名称。",
    "六、分不成“事实、比较、值”的条件，写成算式：营业收入[-1] >= 2000万元 且 从业人员[-1] >= 300"
    "（[-1] 是上一年；且、或、非前后各空一格）。",
    "七、只有部门能判断的，“怎么判断”选“由部门判断”，问题写在“算式，或要问的问题”一栏。",
    "八、金额写明单位：20万元。比例写 10%。原文只写“最高”的，选“只写最高”，不要当成定额。",
    "九、存盘后运行：huiqi rules adopt 这个文件。先给你看，确认了才写进规则库，写了也能撤销。",
)
#: What is printed on every sheet; the sheet that tells how, and the one that lists the facts.
_HEADER, _FOOTER, _TITLE = "&L{title}&R条文录入单", "&C第 &P 页，共 &N 页", "条文录入单"
_GUIDE, _GREY = "说明", "规则库 {version}。下面灰色的是填法示例，条文是虚构的，不会读。"
_LISTED, _NAMES = "可用的事实", "写名称就行；分年的要写年度。没有的事实写成要问部门的问题。"
_HEADS = ("类别", "名称", "类型", "分年", "单位", "可以选的")
_CITED = {"document": "1", "confirmed": "是"}
#: Rows of an invented text, in grey: one of each kind.
EXAMPLES: Mapping[EntrySection, tuple[dict[str, str], ...]] = {
    EntrySection.WHO: (
        {
            "text": "上一年度营业收入达到2000万元",
            "fact": "营业收入",
            "year": "上一年度",
            "comparison": "不低于",
            "value": "2000",
            "unit": "万元",
            "article": "第三条",
            "paragraph": "第一款",
            "words": "（虚构）上一年度营业收入达到2000万元的工业企业",
            **_CITED,
        },
        {
            "group": "任一A",
            "text": "研发投入占营业收入3%以上",
            "formula": "财务口径研发投入[-1] / 营业收入[-1] >= 3%",
            "article": "第三条",
            "paragraph": "第二款",
            "words": "（虚构）研发投入占比不低于3%，或者为高新技术企业",
            **_CITED,
        },
        {
            "group": "任一A",
            "text": "高新技术企业资格有效",
            "fact": "高新技术企业资格在有效期内",
            "comparison": "是",
            "article": "第三条",
            "paragraph": "第二款",
            **_CITED,
        },
        {
            "text": "对本地产业链带动明显",
            "how": "由部门判断",
            "formula": "该企业对本地产业链的带动是否明显？",
            "article": "第四条",
            "words": "（虚构）对本地产业链带动作用明显",
            **_CITED,
        },
    ),
    EntrySection.TIERS: (
        {
            "group": "定额",
            "fact": "营业收入",
            "year": "上一年度",
            "comparison": "不低于",
            "value": "1",
            "unit": "亿元",
            "how": "50万元",
            "article": "第五条",
            **_CITED,
        },
        {"group": "定额", "text": "其余的", "how": "20万元", "article": "第五条", **_CITED},
    ),
    EntrySection.LIMITS: (
        {
            "group": "上限",
            "fact": "100万元",
            "year": "每家企业",
            "article": "第六条",
            "words": "（虚构）同一企业累计不超过100万元",
            **_CITED,
        },
    ),
}


def entry_workbook(form: EntryForm, as_of: date) -> bytes:
    """The workbook, to be written as it is; its words are Chinese, as the texts are."""
    book = EntryBook(form.version, form.sha256, as_of, Say("zh"))
    _how(book, form)
    for told in form.sheets:
        name = told.title
        sheet = book.added(name, _TABS.get(told.kind, "#2E8B57"), told.kind.value, told.id)
        _printed(sheet.sheet, told.title)
        grid = DOCUMENT_GRID if told.kind is EntrySheetKind.DOCUMENTS else GRID
        EntrySheetWriter(sheet, form, grid).write(told, SECTION_ITEMS)
    _facts(book, form)
    return book.content()


def _printed(sheet: object, title: str) -> None:
    sheet.set_header(_HEADER.format(title=title))  # type: ignore[attr-defined]
    sheet.set_footer(_FOOTER)  # type: ignore[attr-defined]
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)  # type: ignore[attr-defined]
    sheet.set_zoom(90)  # type: ignore[attr-defined]


def _how(book: EntryBook, form: EntryForm) -> None:
    """How to fill it in, with rows of an invented text."""
    sheet = book.added(_GUIDE, "#8A93A0", "how")
    _printed(sheet.sheet, _GUIDE)
    sheet.widths(*GRID.values())
    sheet.said(_TITLE, "title")
    for line in _HOW:
        sheet.said(line, "line")
    sheet.said(_GREY.format(version=form.version))
    writer = EntrySheetWriter(sheet, form)
    for layout in MEASURE_SECTIONS:
        examples = EXAMPLES.get(layout.section, ())
        if examples:
            sheet.row += 1
            writer.title(layout)
            for cells in examples:
                writer.row(layout, EntryRow(cells=cells), "example")


def _facts(book: EntryBook, form: EntryForm) -> None:
    """Every fact that a sheet may name, topic by topic."""
    sheet = book.added(_LISTED, "#8A93A0", "facts")
    _printed(sheet.sheet, _LISTED)
    sheet.widths(30, 44, 10, 8, 10, 80)
    sheet.said(_LISTED, "title")
    sheet.said(_NAMES)
    sheet.heads(*((head, head, Kind.TEXT) for head in _HEADS))
    sheet.freeze(2)
    for fact in form.facts:
        cells = (
            fact.topic,
            fact.name,
            fact.kind,
            _HEADS[3] if fact.yearly else "",
            fact.unit,
            "、".join(fact.options),
        )
        for column, text in enumerate(cells, 1):
            sheet.text(column, text, "note")
        sheet.row += 1
