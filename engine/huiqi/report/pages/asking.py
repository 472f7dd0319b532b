"""What only an office or an official can settle of a measure, one thing on a line."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.results import REFUSED, ClauseResult, MeasureResult, Status
from huiqi.evaluation.reads import Cause
from huiqi.report.blocks import Block, Heading, Role, TextRun, Tree, TreeItem
from huiqi.report.pages.detail import Detail
from huiqi.report.phrases import Phrases
from huiqi.truth import Truth


def asking(result: MeasureResult, phrases: Phrases, detail: Detail) -> Iterator[Block]:
    """Before one applies: force, what the text leaves open, judgements, sources that disagree.  Of
    what is refused what no source says: the refusal may rest on how that was taken.
    """
    if result.status is Status.NOT_IN_FORCE and not detail.full:
        return
    refused = result.status in REFUSED and not detail.full
    told = _unstated(result, phrases) if refused else _asked(result, phrases, detail)
    every = list(dict.fromkeys(told))
    shown = detail.shown(every, detail.asked)
    nodes = [TreeItem(text=text, mark=TextRun("!", Role.OPEN)) for text in shown]
    if len(shown) < len(every):
        text = phrases.say("另 {number} 条：--full", number=len(every) - len(shown))
        nodes.append(TreeItem(text=text))
    if nodes:
        yield Heading(phrases.say("先问部门"))
        yield Tree(nodes, indent=1)


def _asked(result: MeasureResult, phrases: Phrases, detail: Detail) -> Iterator[str]:
    say, measure = phrases.say, result.measure
    if result.force.truth is Truth.UNKNOWN and measure.published:
        yield say("文件是否有效：{reason}", reason=phrases.text(result.force.reason))
    for clause in result.open_clauses if measure.published else ():
        said = _clause(clause, phrases, detail)
        if said:
            yield said
    ruled = result.amount is not None and result.amount.judgement is not None
    if not ruled:
        for conflict in measure.conflicts:
            yield say("两件来源说法不同：{text}", text=phrases.text(conflict.text))
    yield from _unstated(result, phrases)


def causes_now(clause: ClauseResult) -> list[Cause]:
    """Why a condition stays open whatever is answered: as long as facts are missing a weak figure
    of the rules is no reason, since they may say that it does not matter (the limits of other
    industries, where that of the enterprise is not known).
    """
    return [one for one in clause.causes if one.kind != "weak" or not clause.missing]


def _unstated(result: MeasureResult, phrases: Phrases) -> Iterator[str]:
    for text in result.measure.unstated:
        yield phrases.say("来源没有写：{text}", text=phrases.text(text))


def _clause(clause: ClauseResult, phrases: Phrases, detail: Detail) -> str:
    """What a condition leaves to an office; nothing where the enterprise can answer it."""
    say, condition = phrases.say, clause.condition
    text = phrases.text(condition.text)
    if condition.unknown is not None and not detail.quoted:
        text = phrases.text(condition.brief or condition.text)
    for asked in (condition.unknown, condition.question):
        if asked is not None:
            said = phrases.text(asked)
            told = say("{condition}：{asked}", condition=text, asked=said)
            return text if said == text or not detail.quoted else told
    if condition.readings and not clause.missing:
        return say("{condition}：文字有几种读法", condition=text)
    if any(cause.kind == "weak" for cause in causes_now(clause)):
        return say("{condition}：本市是不是这样规定", condition=text)
    return say("{condition}：要由有权的人判定", condition=text) if clause.pending else ""
