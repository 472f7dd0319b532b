"""The titles that a topic is about, by their own criteria: what the answers meet already, what is
lacking, what is not known yet.  A title is nobody's money.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.groups import Standing
from huiqi.decision.results import MeasureResult
from huiqi.report.blocks import Block, Note
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Clause, Condition
from huiqi.truth import Truth
from huiqi.words import to_say

#: So many conditions are named of those that are met; of the others all are.
_MET = 4


def titles_told(result: MeasureResult, phrases: Phrases, indent: int) -> Iterator[Block]:
    """A line for each title, and below it how its criteria stand."""
    for title in result.titles:
        name = phrases.text(title.measure.title)
        yield Note(phrases.say("称号（认定，不是钱）{title}", title=name), indent)
        dates = [title.force.reason, title.measure.in_force.note]
        yield Note(
            phrases.joined(phrases.text(one) for one in dates if one is not None), indent + 1
        )
        for line in _criteria(title, phrases):
            yield Note(line, indent + 1)


def titles_in_short(result: MeasureResult, phrases: Phrases) -> str:
    """Of the first title how many criteria are met, and how many are open; empty of none."""
    for title in result.titles[:1]:
        met = [part.met for part in _parts(title)]
        return phrases.say(
            "{title}的条件，所填已够 {number} 条，没有定 {open} 条",
            title=phrases.text(title.measure.title),
            number=met.count(Truth.TRUE),
            open=met.count(Truth.UNKNOWN),
        )
    return ""


def _parts(title: MeasureResult) -> list[Standing]:
    """Its criteria; what has alternatives is one."""
    assert title.verdict is not None
    root, *below = title.verdict.parts
    return [part for part in below if part.depth == root.depth + 1] or [root]


def _criteria(title: MeasureResult, phrases: Phrases) -> Iterator[str]:
    """What is met, what is not, and what is still open."""
    parts = _parts(title)
    for truth, words, most in (
        (Truth.TRUE, to_say("所填已够 {number} 条：{names}"), _MET),
        (Truth.FALSE, to_say("不够 {number} 条：{names}"), len(parts)),
        (Truth.UNKNOWN, to_say("还没有定 {number} 条：{names}"), len(parts)),
    ):
        named = [_named(part, title, phrases) for part in parts if part.met is truth]
        if named:
            # What they say has commas of its own.
            names = phrases.joined(named[:most])
            if len(named) > most:
                names = phrases.say("{names} 等", names=names)
            yield phrases.say(words, number=len(named), names=names)


def _named(part: Standing, title: MeasureResult, phrases: Phrases) -> str:
    """A condition in its words; of alternatives those of each, or of that which is met."""
    if part.result is not None:
        return phrases.text(part.result.condition.text)
    parts = title.verdict.parts if title.verdict is not None else ()
    within = [one for one in parts if one.within == part.clause.id]
    chosen = [one for one in within if part.met is Truth.TRUE and one.met is Truth.TRUE] or within
    return phrases.say(" 或 ").join(_text(one.clause, phrases) for one in chosen)


def _text(clause: Clause, phrases: Phrases) -> str:
    """What a clause says, or all that is said below it."""
    if isinstance(clause, Condition) or clause.text is not None:
        return phrases.text(clause.text) if clause.text is not None else ""
    return phrases.say.listed([_text(child, phrases) for child in clause.children])
