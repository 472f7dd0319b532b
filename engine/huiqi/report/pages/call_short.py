"""How what holds only at the far end of what a figure may be is told: how far the figure that is
written is from the line, and that it is to be asked exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from huiqi.quantities import Number
from huiqi.report.figures import at_most, between
from huiqi.report.pages.call_cells import quoted_cells
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.screening.short import Short

#: What lacks less was said to be nearly the line itself: by how much it is below nobody wrote.
_NOTHING = Fraction(1, 100_000)


def short_told(short: Short, phrases: Phrases) -> str:
    """How far the figures as they are written are from the line, and that they are to be asked."""
    say = phrases.say
    by = say.listed(quoted_cells(short.cells)) or say("写的约数")
    if not short.gap or (short.far is not None and short.far < _NOTHING):
        return say("按{written}还不到线，先问准", written=by)
    return say("按{written}，{gap}，先问准", written=by, gap=short.gap)


def planned_told(planned: Number, cells: Sequence[str], phrases: Phrases) -> str:
    """What would come of a plan, in yuan; at most that, where ``cells`` say about how much."""
    say = phrases.say
    if not cells:
        return between(planned, planned, say)
    most = at_most(planned, say)
    written = quoted_cells(cells)
    return say("{money}，按{written}", money=most, written=say.listed(written)) if written else most


def exact_asked(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """Which figures are to be asked exactly, before anything else of a measure; empty where none
    are.
    """
    short = entry.short.get(answer.measure)
    if short is None:
        return ""
    waited_for = [
        one
        for one in entry.screened.waiting
        if any(name == str(one) or name.startswith(f"{one}(") for name in short.asked)
    ]
    if not waited_for:
        return ""
    named = phrases.say.listed(list(dict.fromkeys(map(phrases.missing, waited_for))))
    return phrases.say("{facts}的准数", facts=named)
