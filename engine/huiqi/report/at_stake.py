"""The largest amount that hangs on a question, in words; of how many measures none is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import is_share_of_maxima, most_of
from huiqi.quantities import Number
from huiqi.report.figures import at_most
from huiqi.words import Say


class _AtStake(NamedTuple):
    """The largest known amount of one measure, and of how many that name one none is known: what is
    told of some is no bound of those.
    """

    most: Number | None
    unknown: int


def largest_at_stake(results: Iterable[MeasureResult], say: Say) -> str:
    """The largest of one measure that is known, of a column that is named so."""
    found = _found(results)
    return say("金额未知") if found.most is None else at_most(found.most, say)


def at_stake(results: Iterable[MeasureResult], say: Say) -> str:
    """The same in a sentence."""
    found = _found(results)
    if found.most is None:
        return say("金额未知")
    most = say("最大一项{most}", most=at_most(found.most, say))
    if not found.unknown:
        return most
    return say("{most}，另 {number} 项金额未知", most=most, number=found.unknown)


def hanging(results: Sequence[MeasureResult], say: Say) -> str:
    """How many measures hang on a question, and the largest amount; without one, the number."""
    number = say("{number} 项措施要看它", number=len(results))
    if all(result.measure.gives is None for result in results):
        return number
    return say("{hangs}，{largest}", hangs=number, largest=at_stake(results, say))


def _found(results: Iterable[MeasureResult]) -> _AtStake:
    own = {r.measure.id: r for r in results if r.measure.gives is not None}
    mosts = [None if is_share_of_maxima(r) else most_of(r) for r in own.values()]
    known = [most for most in mosts if most is not None]
    return _AtStake(max(known, default=None), len(mosts) - len(known))
