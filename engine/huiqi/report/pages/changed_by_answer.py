"""What a changed answer has changed: which measures stand otherwise than before it."""

from __future__ import annotations

from huiqi.decision.results import Decision, MeasureResult
from huiqi.decision.standing import Mark, mark_of, refused_as_presumed
from huiqi.report.pages.in_short import worth_in_short
from huiqi.report.pages.result_rows import marked
from huiqi.report.phrases import Phrases
from huiqi.words import to_say

#: So many measures are named of those that stand alike.
_NAMED = 5


def changed_by_answer(before: Decision, after: Decision, phrases: Phrases) -> str:
    """The measures of which something else is told than before, grouped by what that is."""
    say = phrases.say
    groups: dict[str, list[str]] = {}
    for old, new in zip(before.results, after.results, strict=True):
        told = [(_mark(one), worth_in_short(one, phrases)) for one in (old, new)]
        if not new.measure.published or told[0] == told[1]:
            continue
        mark, amount = told[1]
        word = marked(mark, phrases).word
        said = say("变为“{mark}”", mark=word)
        if mark is told[0][0]:
            said = say("还是“{mark}”，金额：{amount}", mark=word, amount=amount)
        groups.setdefault(said, []).append(phrases.text(new.measure.name))
    if not groups:
        return say("结论和金额都没有变")
    kinds = to_say("{names} 等 {number} 项")
    changes = [
        say("{what}：{names}", what=what, names=phrases.few(names, _NAMED, kinds))
        for what, names in groups.items()
    ]
    return say("跟着变的：{changes}", changes=say("；").join(changes))


def _mark(result: MeasureResult) -> Mark:
    """As the result has it, which tells apart what only a presumption would refuse."""
    return Mark.PRESUMED_NO if refused_as_presumed(result) else mark_of(result)
