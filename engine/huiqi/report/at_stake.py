"""The largest amount that hangs on a question, in words; of how many measures none is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import is_share_of_maxima, least_if_had, most_of
from huiqi.quantities import Number
from huiqi.report.figures import at_least, at_most
from huiqi.words import Say


class _AtStake(NamedTuple):
    """The largest known amount of one measure, and of how many that name one none is known: what is
    told of some is no bound of those.  ``least``: what those come to at least, where all that is
    not known is that of one.
    """

    most: Number | None
    unknown: int
    least: Number | None


def largest_at_stake(results: Iterable[MeasureResult], say: Say) -> str:
    """The largest of one measure that is known, of a column that is named so."""
    found = _found(results)
    return _least(found, say) if found.most is None else at_most(found.most, say)


def _least(found: _AtStake, say: Say) -> str:
    """Of what nothing bounds above."""
    return at_least(found.least, say) if found.least else say("金额未知")


def at_stake(results: Iterable[MeasureResult], say: Say) -> str:
    """The same in a sentence."""
    found = _found(results)
    if found.most is None:
        return _least(found, say)
    most = say("最大一项{most}", most=at_most(found.most, say))
    if not found.unknown:
        return most
    if found.least:
        return say("{most}，另 1 项{least}", most=most, least=at_least(found.least, say))
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
    open_ = [one for one, most in zip(own.values(), mosts, strict=True) if most is None]
    least = least_if_had(open_[0]) if len(open_) == 1 else None
    return _AtStake(max(known, default=None), len(open_), least)
