"""The mission's three things: the twenty measures, the R&D subsidy, what is not punished."""

from __future__ import annotations

from huiqi.decision.results import REFUSED, UNSETTLED, Decision
from huiqi.decision.standing import Mark, mark_of, refused_as_presumed
from huiqi.decision.topics import Overview
from huiqi.language.tree import UnknownValue
from huiqi.report.blocks import Facts, Said
from huiqi.report.pages import marks
from huiqi.report.pages.in_short import worth_in_short
from huiqi.report.pages.next_step import how_sure, if_changed, why_refused
from huiqi.report.pages.texts_held import texts_held
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalty_counts import PenaltyCounts
from huiqi.rulebook.rulebook import Fund


def facts(
    decision: Decision, found: Overview, phrases: Phrases, counts: PenaltyCounts | None
) -> Facts:
    """Each of them in two lines."""
    rows: list[tuple[Said, Said]] = []
    if found.topics:
        told = f"{text_not_public(found, phrases)}\n{counted(found, phrases)}".strip()
        rows.append((f"① {marks.topics_name(phrases)}", told))
    for fund in phrases.rulebook.funds.values():
        rows.append((f"② {phrases.text(fund.name)}", fund_told(fund, decision, phrases)))
    if counts is not None:
        told = phrases.say("{held}：huiqi penalty", held=penalties_held(counts, phrases))
        rows.append(("③ " + phrases.say("免罚轻罚"), told))
    return Facts(rows)


def text_not_public(found: Overview, phrases: Phrases) -> str:
    """That the text of the twenty is not public, or of how many it is; nothing where it all is."""
    slots = [topic.slot for topic in found.topics]
    if all(slot.published for slot in slots):
        return ""
    return phrases.say("{texts}；按现有文件答：", texts=texts_held(slots, phrases))


def counted(found: Overview, phrases: Phrases) -> str:
    """How many of the topics can be had, are open, are not."""
    say = phrases.say
    return "  ".join(f"{say(marks.WORDS[mark])} {found.count(mark)}" for mark in told_marks(found))


def told_marks(found: Overview) -> list[Mark]:
    """The marks that are counted: those there are, and in any case what can be had."""
    return [mark for mark in Mark if found.count(mark) or mark is Mark.ELIGIBLE]


def fund_formula(fund: Fund, phrases: Phrases) -> str:
    """How it is worked out, and out of how much it is paid."""
    say, rulebook = phrases.say, phrases.rulebook
    rate, pool = rulebook.parameters[fund.rate], rulebook.parameters[fund.pool]
    base = phrases.text(rulebook.label(fund.base))
    return say(
        "上年{base} × {rate}，出自 {pool}资金：\n",
        base=base,
        rate=phrases.prose(rate.rows[0].value) if rate.rows else say("比例未知"),
        pool=phrases.prose(pool.rows[0].value) if pool.rows else say("总额未知"),
    )


def fund_told(fund: Fund, decision: Decision, phrases: Phrases) -> str:
    """Its formula and pool, and what it comes to."""
    say, rulebook = phrases.say, phrases.rulebook
    said = fund_formula(fund, phrases)
    result = decision[fund.measure]
    level = say(marks.LEVELS[rulebook.level(result.measure)])
    if refused_as_presumed(result):
        return said + say("按推定不符合，可以不答")
    if result.status in REFUSED:
        mark = say(marks.WORDS[mark_of(result)])
        why = why_refused(result, phrases)
        if then := if_changed(result, phrases):
            if sure := how_sure(result, phrases):
                then = say("{text}（{notes}）", text=then, notes=sure)
            why = say("{why}；若改变，{amount}", why=why, amount=then)
        return said + say("{mark}：{why}", mark=mark, why=why)
    notes = [marks.grade(result.figure_grade, phrases), *cap_unknown(fund, phrases)]
    told = f"{level} {worth_in_short(result, phrases)}"
    if result.status in UNSETTLED and result.missing:
        # What only makes it a range decides nothing of whether.
        names = [phrases.text(rulebook.label(missing.name)) for missing in result.open_facts[:2]]
        if names:
            told += say("，{facts}还不知道", facts=say.listed(names))
    return said + say("{told}（{notes}）", told=told, notes=say("；").join(notes))


def cap_unknown(fund: Fund, phrases: Phrases) -> list[str]:
    """That the cap of a fund for one enterprise is not known, where it is not."""
    rows = phrases.rulebook.parameters[fund.cap].rows
    reasons = (row.value.reason for row in rows if isinstance(row.value, UnknownValue))
    return [phrases.say.told(reason) for reason in reasons]


def penalties_held(counts: PenaltyCounts, phrases: Phrases) -> str:
    """What is held of the list, and what of others can be judged."""
    return phrases.say(
        "{domains} 个领域 {items} 项的正文没有公开；国家和省的 {held} 项可判",
        domains=counts.domains,
        items=counts.items,
        held=counts.held,
    )
