"""The largest amount that hangs on a question, in words; of how many measures none is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import is_share_of_maxima, most_of
from huiqi.report.figures import at_most
from huiqi.words import Say


def largest_at_stake(results: Iterable[MeasureResult], say: Say) -> str:
    """The largest of one measure, of a column that is named so.

    What is told of some is no bound of those whose amount nobody can tell yet: they are counted.
    """
    own = {r.measure.id: r for r in results if r.measure.gives is not None}
    found = [None if is_share_of_maxima(r) else most_of(r) for r in own.values()]
    known = [most for most in found if most is not None]
    if not known:
        return say("金额未知")
    most = at_most(max(known), say)
    unknown = len(found) - len(known)
    return say("{most}，另 {number} 项未知", most=most, number=unknown) if unknown else most


def at_stake(results: Iterable[MeasureResult], say: Say) -> str:
    """The same in a sentence."""
    found = largest_at_stake(results, say)
    return found if found == say("金额未知") else say("单项{most}", most=found)


def hanging(results: Sequence[MeasureResult], say: Say) -> str:
    """How many measures hang on a question, and the largest amount; without one, the number."""
    number = say("关系 {number} 项", number=len(results))
    if all(result.measure.gives is None for result in results):
        return number
    return say("{hangs}，{largest}", hangs=number, largest=at_stake(results, say))
