"""What a 条文录入单 is made of, known to whoever writes it and to whoever reads it.

A sheet for each measure, and on it sections one below the other, all on one grid of columns; each
section has its own headings.  The first column is hidden: there each row says what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

#: What the hidden sheet says first, and the version of the sheet.
EDITION = "条文录入单 1"
#: Stands in the hidden column before what a section, or a suggestion, is.
SECTION, SUGGESTED = "#", "?"
#: Stands there beside a title; the second: in the sheets that were given out first.
TITLE, TITLES = "~", ("~", "=")


#: The first sheet, and two columns as their headings name them.
DOCUMENTS_TITLE, CONFIRMED_HEAD, ITEM_HEAD = "文件与确认", "确认", "第几项"
#: What stands above the suggestions of a topic whose text is not in the rules.
_SUGGESTED_FROM = (
    "橙色的行是建议，照《{model}》写，不是这一条的原文："
    "照原文改好，把“确认”改成“是”才算；没有确认的不读。"
)


class EntrySheetKind(Enum):
    """What a sheet of the workbook holds."""

    DOCUMENTS = "documents"
    MEASURE = "measure"
    FUND = "fund"


class EntrySection(Enum):
    """A part of a sheet."""

    CONFIRMED = "confirmed"
    DOCUMENTS = "documents"
    BASIC = "basic"
    WHO = "who"
    VETO = "veto"
    TIERS = "tiers"
    LIMITS = "limits"
    PAPERS = "papers"
    BESIDE = "beside"
    EXAMPLES = "examples"
    OPEN = "open"
    FUND = "fund"


#: The columns after the hidden one, and how wide each is.
GRID: Mapping[str, float] = {
    "group": 12,
    "text": 24,
    "fact": 17,
    "year": 8,
    "comparison": 8,
    "value": 10,
    "unit": 6,
    "formula": 21,
    "how": 11,
    "proof": 12,
    "more": 9,
    "document": 5,
    "article": 8,
    "paragraph": 7,
    "words": 26,
    "suggestion": 11,
    "confirmed": 6,
}
#: The columns of the first sheet, which lists documents.
DOCUMENT_GRID: Mapping[str, float] = {
    "group": 10,
    "text": 44,
    "fact": 22,
    "year": 12,
    "how": 14,
    "proof": 24,
    "formula": 36,
    "words": 36,
    "confirmed": 7,
}
#: Where each stands; the hidden column is 0.
POSITIONS: Mapping[str, int] = {key: place for place, key in enumerate(GRID, 1)}
_CITED: Mapping[str, str] = {
    "document": "文件",
    "article": "条",
    "paragraph": "款",
    "words": "原文（照抄）",
    "suggestion": "建议",
    "confirmed": CONFIRMED_HEAD,
}
_ASKED: Mapping[str, str] = {
    "fact": "事实",
    "year": "年度",
    "comparison": "比较",
    "value": "值",
    "unit": "单位",
}
_CLAUSE: Mapping[str, str] = {
    "text": "条件（一句话）",
    **_ASKED,
    "formula": "算式，或要问的问题",
    "how": "怎么判断",
    "proof": "证明材料",
    "more": "备注",
    **_CITED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLayout:
    """A section: its title, how to fill it in, the headings of its columns, and rows left free."""

    section: EntrySection
    title: str
    hint: str
    heads: Mapping[str, str]
    spare: int


#: The sections of a measure's sheet, in their order.
MEASURE_SECTIONS = (
    SectionLayout(
        section=EntrySection.BASIC,
        title="一、基本情况与怎样申报",
        hint="一行一项；原文没有写的空着。",
        heads={"group": "项目", "text": "填写", "fact": "补充", "year": "怎样填", **_CITED},
        spare=0,
    ),
    SectionLayout(
        section=EntrySection.WHO,
        title="二、谁可以申请",
        hint="一行一个条件，全部都要满足。几条里满足一条就行的，组一栏都写 任一A；"
        "至少几条的写 至少2项A。“以上”含本数的选 不低于。",
        heads={"group": "组", **_CLAUSE},
        spare=12,
    ),
    SectionLayout(
        section=EntrySection.VETO,
        title="三、有下列情形的不给（一票否决）",
        hint="一行一种情形：写的是不能有的事。",
        heads={"group": "组", **_CLAUSE},
        spare=3,
    ),
    SectionLayout(
        section=EntrySection.TIERS,
        title="四、给多少",
        hint="只有一个标准的写一行，不写条件；分档的一行一档。按比例的写比例和基数。",
        heads={
            "group": "给的方式",
            "text": "这一档（一句话）",
            **_ASKED,
            "formula": "条件的算式",
            "how": "给多少",
            "proof": "基数",
            "more": "基数年度",
            **_CITED,
        },
        spare=4,
    ),
    SectionLayout(
        section=EntrySection.LIMITS,
        title="五、上限、下限、取整与分期",
        hint="最高不超过多少、按什么计：没有写按什么计的选“没有写”。"
        "分期的一期一行：金额一栏写比例，先减去一栏写这一期的条件。",
        heads={
            "group": "种类",
            "text": "说明",
            "fact": "金额",
            "year": "范围",
            "formula": "先减去（已经得的）",
            "how": "按哪个日期归年",
            **_CITED,
        },
        spare=2,
    ),
    SectionLayout(
        section=EntrySection.PAPERS,
        title="六、要交的材料",
        hint="一行一份；证明哪一个条件的，写在那个条件的“证明材料”一栏。",
        heads={
            "group": "种类",
            "text": "材料",
            "fact": "谁出具",
            "value": "份数",
            **_CITED,
        },
        spare=3,
    ),
    SectionLayout(
        section=EntrySection.BESIDE,
        title="七、与别的措施能不能同时得",
        hint="原文写了就高、不重复的写在这里；没有写的不用填。",
        heads={
            "group": "怎么算",
            "text": "说明",
            "fact": "别的措施",
            "year": "范围",
            "value": "合计上限",
            "how": "限制哪一方",
            **_CITED,
        },
        spare=2,
    ),
    SectionLayout(
        section=EntrySection.EXAMPLES,
        title="八、算例",
        hint="原文或说明里的例子：同一个例子用同一个号，一行一项事实，结论和金额写在它的第一行。",
        heads={
            "group": "算例",
            "text": "说的是什么",
            "fact": "事实",
            "year": "年度",
            "comparison": ITEM_HEAD,
            "value": "值",
            "unit": "单位",
            "how": "结论",
            "proof": "应得金额",
            "more": "评估日",
            **_CITED,
        },
        spare=6,
    ),
    SectionLayout(
        section=EntrySection.OPEN,
        title="九、原文没有写明的",
        hint="一行一件：以后问部门用。",
        heads={"group": "序", "text": "没有写明的是什么", **_CITED},
        spare=2,
    ),
)
#: The sections of the first sheet.
DOCUMENT_SECTIONS = (
    SectionLayout(
        section=EntrySection.CONFIRMED,
        title="谁确认",
        hint="整本录入单由谁核对过原文。",
        heads={"group": "项目", "text": "填写"},
        spare=0,
    ),
    SectionLayout(
        section=EntrySection.DOCUMENTS,
        title="引用的文件",
        hint="别的表里“文件”一栏写这里的序号；不写就是第 1 份。",
        heads={
            "group": "序号",
            "text": "题名",
            "fact": "文号",
            "year": "日期",
            "how": "正文还是报道",
            "proof": "发文机关",
            "formula": "网址",
            "words": "说明",
            "confirmed": CONFIRMED_HEAD,
        },
        spare=3,
    ),
)
FUND_SECTIONS = (
    SectionLayout(
        section=EntrySection.FUND,
        title="资金",
        hint="没有公布的在“填写”里写 没有写明，或者空着。",
        heads={"group": "项目", "text": "填写", "fact": "补充", "year": "怎样填", **_CITED},
        spare=0,
    ),
    SectionLayout(
        section=EntrySection.OPEN,
        title="原文没有写明的",
        hint="一行一件。",
        heads={"group": "序", "text": "没有写明的是什么", **_CITED},
        spare=2,
    ),
)
LAYOUTS: Mapping[EntrySheetKind, tuple[SectionLayout, ...]] = {
    EntrySheetKind.DOCUMENTS: DOCUMENT_SECTIONS,
    EntrySheetKind.MEASURE: MEASURE_SECTIONS,
    EntrySheetKind.FUND: FUND_SECTIONS,
}


def suggested_from(model: str) -> str:
    """That what stands in a sheet was written after another measure."""
    return _SUGGESTED_FROM.format(model=model)
