"""What a title that soon ends is good for, which has no amount of its own."""

from __future__ import annotations

from huiqi.report.pages.call_reason import Reason
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measures_served import measures_served
from huiqi.rulebook.rulebook import Declared, Rulebook
from huiqi.screening.screened import Screening
from huiqi.words import to_say

#: So many measures are named.
_NAMED = 3


def title_ending(reason: Reason, rulebook: Rulebook) -> Declared | None:
    """The title whose end is the reason; ``None`` where it is another reason."""
    declared = (*rulebook.facts.values(), *rulebook.definitions.values())
    return next((one for one in declared if one.label == reason.ends), None)


def title_worth(reason: Reason, found: Screening, phrases: Phrases) -> str:
    """For which measures it is a condition; that no amount is told, in any case."""
    say, title = phrases.say, title_ending(reason, found.rulebook)
    if title is None:
        return say("没有金额")
    served = measures_served(found.rulebook, title.id, found.as_of)
    measures = (*served.amounts, *served.bounds, *served.conditions)
    names = [phrases.text(one.name) for one in measures]
    return say(
        "没有金额；它是 {measures} 的条件",
        measures=phrases.few(names, _NAMED, to_say("{names}等 {number} 项")),
    )
