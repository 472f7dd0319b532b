"""What all of a table may have together, where something in force is bounded by nothing: what is
known all the same, and which measures those are.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from huiqi.decision.results import AmountKind, Status
from huiqi.quantities import Number
from huiqi.report.figures import at_most, between
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import MeasureAnswer, Screening
from huiqi.truth import Truth
from huiqi.words import to_say

#: So many measures are named.
_NAMED = 3


def together_told(
    found: Screening, together: tuple[Number, Number | None], phrases: Phrases
) -> str:
    """Between what it lies; where nothing bounds it what is known of it: what it is at least, what
    all that is bounded comes to at most, each by itself, and the measures that are not, of most
    enterprises first.
    """
    say, (low, high) = phrases.say, together
    unbounded, most = Counter[str](), Fraction(0)
    for entry in found.entries if len(found.entries) == found.decided else ():
        for answer in filter(_may_be_had, entry.screened.answers):
            if answer.most is None:
                unbounded[answer.measure] += 1
            else:
                most += Fraction(answer.most)
    if high is not None or not unbounded:
        return between(low, high, say)
    own = sorted(unbounded, key=lambda name: (-unbounded[name], name))
    titles = [phrases.text(phrases.rulebook.measures[name].name) for name in own]
    names = phrases.few(titles, _NAMED, to_say("{names} 等 {number} 项"))
    least = between(low, None, say) if low else say("至少多少还说不出")
    if not most:
        return say("{least}；上限没有的：{names}", least=least, names=names)
    return say(
        "{least}；有上限的每项单独加起来{most}，上限没有的另算：{names}",
        least=least,
        most=at_most(most, say),
        names=names,
    )


def _may_be_had(answer: MeasureAnswer) -> bool:
    """Whether it pays, its document is in force, and it is not refused."""
    pays = answer.kind not in (AmountKind.NONE, AmountKind.NOT_DUE)
    return pays and answer.force is Truth.TRUE and answer.status is not Status.DOES_NOT_QUALIFY
