"""The rows of the first section of a measure's sheet, and of a fund's: one item each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huiqi.adoption.entry_layout import EntrySection
from huiqi.adoption.entry_words import INSTRUMENTS, NO, ONCE, RECIPIENTS, TIERS, YES
from huiqi.funds.sharing_rules import RULES

#: What a drop-down offers that is not known before the rules are read.
LISTS, PARAMETERS, MEASURES = "lists", "parameters", "measures"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryItem:
    """An item: how it is headed, how to fill it in, and what is offered.

    ``rows``: how many rows it has; ``offers``: the name of a list of the rulebook.
    ``title``: only on the sheet of a title of the ladder.
    """

    label: str
    hint: str
    options: tuple[str, ...] = ()
    offers: str = ""
    rows: int = 1
    title: bool = False


BASIC_ITEMS: Mapping[str, EntryItem] = {
    "title": EntryItem(label="名称", hint="措施的全名"),
    "short": EntryItem(label="简称", hint="名称超过10个字的写一个简称；最多10个字"),
    "summary": EntryItem(label="一句话说明", hint="给企业看的一句话"),
    "basis": EntryItem(label="依据", hint="填“文件”的序号和条、款；几份文件各写一行", rows=2),
    "department": EntryItem(label="主管部门", hint="原文写明由谁负责的才填"),
    "instrument": EntryItem(label="工具", hint="从下拉里选", options=INSTRUMENTS.options),
    "recipient": EntryItem(label="给谁", hint="不给企业的才填", options=RECIPIENTS.options),
    "from": EntryItem(label="施行自", hint="日期，如 2023-01-01"),
    "until": EntryItem(label="施行至", hint="原文写的最后一天"),
    "open": EntryItem(label="长期", hint="原文写明长期有效的选“是”", options=(YES, NO)),
    "seen": EntryItem(
        label="见到有效", hint="看到它有效的日子、月或年，几个用分号隔开：2023-06-20；2024"
    ),
    "ended_by": EntryItem(label="至迟已失效", hint="知道已经失效、不知道哪天的，写知道的那天"),
    "force_note": EntryItem(label="施行说明", hint="起止都没有写的，写为什么"),
    "for_each": EntryItem(
        label="按哪个清单逐项算", hint="按项目、产品、称号一件件算的，选清单", offers=LISTS
    ),
    "once": EntryItem(
        label="一次性", hint="原文写“一次性”的，选按什么算一次", options=ONCE.options
    ),
    "tiers": EntryItem(label="分档怎样取", hint="第四部分有几档时", options=TIERS.options),
    "shared_from": EntryItem(
        label="从哪笔资金出", hint="总额有限、超过时要分的资金", offers=PARAMETERS
    ),
    "window": EntryItem(
        label="申报窗口",
        hint="每年 03-01 至 03-31；或 2023-03-01 至 2023-03-20；或 常年。补充写对谁",
        rows=2,
    ),
    "platform": EntryItem(label="申报平台", hint="名称；补充写网址"),
    "office": EntryItem(label="受理单位", hint="收申请的单位；补充写受理地址"),
    "telephone": EntryItem(label="咨询电话", hint="号码；补充写是谁的", rows=2),
    "automatic": EntryItem(label="免申即享", hint="不用申请就给的选“是”", options=(YES, NO)),
    "paid_within": EntryItem(label="兑现时限", hint="60个工作日；补充写从何时算起"),
    "obligation": EntryItem(label="以后的义务", hint="得了以后要做的；补充写每年哪天前：05-31"),
    "apply_note": EntryItem(label="申报说明", hint="怎样申报，别处写不下的"),
    "step": EntryItem(label="梯队的级", hint="级的代号", title=True),
    "rung": EntryItem(label="梯队的次序", hint="数字，越大越高", title=True),
    "held": EntryItem(label="怎样算已有", hint="一个条件的算式", title=True),
    "note": EntryItem(label="备注", hint="想记下的"),
}
FUND_ITEMS: Mapping[str, EntryItem] = {
    "pool": EntryItem(label="资金总额", hint="如 8000万元"),
    "rate": EntryItem(label="补贴比例", hint="如 20%"),
    "cap": EntryItem(label="单户上限", hint="如 200万元"),
    "since": EntryItem(label="从何时起", hint="总额、比例、上限从哪天起是这个数：2023-01-01"),
    "year": EntryItem(label="资金年度", hint="如 2023"),
    "sharing": EntryItem(
        label="超过总额时怎样分",
        hint="从下拉里选；“封顶后”是先以单户上限封顶",
        options=tuple(rule.title.in_language("zh") for rule in RULES),
    ),
    "criteria": EntryItem(label="评定标准", hint="原文怎样评；能算的写到措施的表里"),
    "coverage": EntryItem(label="给哪些企业", hint="原文写的范围；是条件的写到措施的表里"),
}
CONFIRMED_ITEMS: Mapping[str, EntryItem] = {
    "by": EntryItem(label="确认人", hint="谁照原文核对过"),
    "on": EntryItem(label="确认日期", hint="如 2023-06-20"),
}
#: The sections whose rows are items.
SECTION_ITEMS: Mapping[EntrySection, Mapping[str, EntryItem]] = {
    EntrySection.BASIC: BASIC_ITEMS,
    EntrySection.CONFIRMED: CONFIRMED_ITEMS,
    EntrySection.FUND: FUND_ITEMS,
}
