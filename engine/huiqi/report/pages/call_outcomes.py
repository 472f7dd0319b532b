"""What is asked of a measure of which the table says what came of it: applied for, granted, paid or
refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.profile.titles_listed import UNPLACED
from huiqi.report.figures import between
from huiqi.report.pages.call_cells import quoted
from huiqi.report.phrases import Phrases
from huiqi.screening.outcome_told import OutcomeTold
from huiqi.screening.paid import uncounted
from huiqi.screening.screened import ScreenedEnterprise
from huiqi.sentences import Sentence
from huiqi.words import to_say

#: The later counts: a table may tell of each step in a column of its own.
_ORDER = (
    *(OutcomeStep.APPLIED, OutcomeStep.UNPAID, OutcomeStep.GRANTED, OutcomeStep.OWED),
    *(OutcomeStep.REFUSED, OutcomeStep.PAID),
)
_CAME = {
    OutcomeStep.APPLIED: to_say("已申报"),
    OutcomeStep.GRANTED: to_say("已获批"),
    OutcomeStep.REFUSED: to_say("没有批"),
    OutcomeStep.PAID: to_say("已拨付"),
    OutcomeStep.UNPAID: to_say("还没有拨付"),
    OutcomeStep.OWED: to_say("批了没拨"),
}
_ASKED = {
    OutcomeStep.APPLIED: to_say("办到哪一步、还缺什么"),
    OutcomeStep.GRANTED: to_say("到账没有、到了多少"),
    OutcomeStep.REFUSED: to_say("为什么没有批、还能不能再报"),
    OutcomeStep.PAID: to_say("还有没有尾款、有没有别的没有报过的"),
    OutcomeStep.UNPAID: to_say("批了没有、什么时候拨付"),
    OutcomeStep.OWED: to_say("什么时候拨付，催拨付"),
}


def outcome_of(entry: ScreenedEnterprise, measure: str) -> OutcomeTold | None:
    """The farthest that the table says a measure came; ``None`` where it says nothing of it."""
    own = [one for one in entry.outcomes if one.measure == measure]
    return max(own, key=lambda one: _ORDER.index(one.step), default=None)


def outcome_said(outcome: OutcomeTold, phrases: Phrases) -> str:
    """How far it came, and in which words the table says so."""
    say = phrases.say
    came = say(_CAME[outcome.step])
    if outcome.amount:
        came = say("{came} {money}", came=came, money=between(outcome.amount, outcome.amount, say))
    return say(
        "表里“{column}”写着“{written}”，{came}",
        column=outcome.head,
        written=quoted(outcome.written),
        came=came,
    )


def outcome_asked(outcome: OutcomeTold, phrases: Phrases) -> str:
    """What is asked then."""
    return phrases.say(_ASKED[outcome.step])


def outcomes_of_no_measure(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[str]:
    """What the table says came of a measure that nobody names: it may be of any."""
    for one in uncounted(entry):
        if one.found and isinstance(one.message, Sentence) and "column" in one.message.values:
            yield phrases.say(
                "表里“{column}”写着“{written}”，不知道是哪一项，先对一对",
                column=one.message.values["column"],
                written=quoted(phrases.say.told(one.found)),
            )


def titles_not_placed(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[str]:
    """What stands among its titles, is none that is known and may be of use for some measure."""
    for one in entry.noted:
        told = one.message.values if isinstance(one.message, Sentence) else {}
        if one.code == UNPLACED and "measures" in told:
            yield phrases.say(
                "表里“{column}”写着“{written}”，没有认出是哪一级、哪个称号；问清了看{measures}",
                column=told["column"],
                written=quoted(phrases.say.told(one.found)),
                measures=told["measures"],
            )
