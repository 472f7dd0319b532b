"""The mission's three things: the twenty measures, the R&D subsidy, what is not punished."""

from __future__ import annotations

from huiqi.decision.results import REFUSED, UNSETTLED, Decision
from huiqi.decision.standing import Mark
from huiqi.decision.topics import Overview
from huiqi.language.tree import UnknownValue
from huiqi.report.blocks import Facts, Said
from huiqi.report.figures import amount_overview as worth
from huiqi.report.pages import marks
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import WEAK, support
from huiqi.rulebook.penalty_counts import PenaltyCounts
from huiqi.rulebook.rulebook import Fund


def facts(
    decision: Decision, found: Overview, phrases: Phrases, counts: PenaltyCounts | None
) -> Facts:
    """Each of them in two lines."""
    rows: list[tuple[Said, Said]] = []
    if found.topics:
        rows.append(("① " + phrases.say("二十条"), _twenty(found, phrases)))
    for fund in phrases.rulebook.funds.values():
        rows.append(("② " + phrases.say("研发补贴"), _fund(fund, decision, phrases)))
    if counts is not None:
        rows.append(("③ " + phrases.say("免罚轻罚"), _penalties(counts, phrases)))
    return Facts(rows)


def _twenty(found: Overview, phrases: Phrases) -> str:
    """That their text is not public, and how many can be had, are open, are not."""
    say = phrases.say
    slots = [topic.slot for topic in found.topics]
    inferred = sum(support(slot.basis) >= WEAK for slot in slots)
    counts = "  ".join(
        f"{say(marks.WORDS[mark])} {found.count(mark)}"
        for mark in Mark
        if found.count(mark) or mark is Mark.ELIGIBLE
    )
    if any(not slot.published for slot in slots):
        return say(
            "条文没有公开（{reported} 个题目见报道，{inferred} 个推定）；"
            "二十个题目按现有文件答：\n{counts}",
            reported=len(slots) - inferred,
            inferred=inferred,
            counts=counts,
        )
    return counts


def _fund(fund: Fund, decision: Decision, phrases: Phrases) -> str:
    """Its formula and pool, and what it comes to."""
    say, rulebook = phrases.say, phrases.rulebook
    rate, pool = rulebook.parameters[fund.rate], rulebook.parameters[fund.pool]
    base = phrases.text(rulebook.label(fund.base))
    said = say(
        "上年{base} × {rate}，出自 {pool}资金：\n",
        base=base,
        rate=phrases.prose(rate.rows[0].value) if rate.rows else say("比例未知"),
        pool=phrases.prose(pool.rows[0].value) if pool.rows else say("总额未知"),
    )
    result = decision[fund.measure]
    level = say(marks.LEVELS[rulebook.level(result.measure)])
    if result.status in REFUSED:
        return said + say("不符合")
    notes = [marks.grade(result.figure_grade, phrases)]
    for row in rulebook.parameters[fund.cap].rows:
        if isinstance(row.value, UnknownValue):
            notes.append(row.value.reason if say.language == "zh" else row.value.reason_en)
    told = f"{level} {worth(result.amount, say)}"
    if result.status in UNSETTLED and result.missing:
        names = [phrases.text(rulebook.label(missing.name)) for missing in result.missing[:2]]
        told += say("，{facts}没有答", facts=say.listed(names))
    return said + say("{told}（{notes}）", told=told, notes=say("；").join(notes))


def _penalties(counts: PenaltyCounts, phrases: Phrases) -> str:
    """What is held of the list, what of others can be judged, and the command."""
    return phrases.say(
        "{domains} 个领域 {items} 项的正文没有公开；国家和省的 {held} 项可判：huiqi penalty",
        domains=counts.domains,
        items=counts.items,
        held=counts.held,
    )
