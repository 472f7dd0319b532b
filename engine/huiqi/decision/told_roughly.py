"""What would only make up a figure that somebody told as a range.

Who said that the tax form shows about so much is not asked for the lines that it adds up: the
figure itself can be told better.  What a measure would still wait for, were it known to the last
digit, at either end of the range, is asked as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from huiqi.decision.measure_decider import MeasureDecider
from huiqi.decision.ranges import fill
from huiqi.decision.results import MeasureResult
from huiqi.evaluation import Evaluator
from huiqi.evaluation.reads import Missing
from huiqi.profile.profile import Profile
from huiqi.rulebook.reach import Reach
from huiqi.values import Interval, exactly, is_known

#: By measure what makes up a figure, with the figure.
Making = Mapping[str, Mapping[Missing, Missing]]


def making_up(results: Iterable[MeasureResult], evaluator: Evaluator, reach: Reach) -> Making:
    """What a measure waits for only since a figure was told as a range, with that figure."""
    told = _ranges(evaluator)
    if not told:
        return {}
    parts = {
        part: figure
        for figure in told
        for part in evaluator.derivation(figure.name, figure.year).missing
        if part not in told
    }
    waiting = [one for one in results if not parts.keys().isdisjoint(one.missing)]
    if not waiting:
        return {}
    ends = [_known_to_the_last_digit(evaluator, told, reach, end) for end in range(2)]
    found: dict[str, dict[Missing, Missing]] = {}
    for result in waiting:
        still = {one for end in ends for one in end.measure(result.measure).missing}
        own = [one for one in result.missing if one in parts and one not in still]
        found[result.measure.id] = {one: parts[one] for one in own}
    return found


def _ranges(evaluator: Evaluator) -> dict[Missing, Interval]:
    """The figures that were told as a range, and can be worked out of others."""
    found = {}
    for (name, year), given in evaluator.profile.facts.items():
        definition, value = evaluator.rulebook.definitions.get(name), given.value
        if definition is None or definition.prefill or not isinstance(value, Interval):
            continue
        if not is_known(value):
            found[Missing(name, year)] = value
    return found


def _known_to_the_last_digit(
    evaluator: Evaluator, told: Mapping[Missing, Interval], reach: Reach, end: int
) -> MeasureDecider:
    """The measures as they would be, were each figure the lower or upper ``end`` of its range."""
    profile: Profile = evaluator.profile
    for figure, range_ in told.items():
        ends = [one for one in (range_.low, range_.high) if one is not None]
        if ends:
            profile = fill(profile, figure, exactly(ends[end % len(ends)])) or profile
    names = {figure.name for figure in told}
    other = evaluator.again(profile, lambda name: names.isdisjoint(reach.of_name(name)))
    return MeasureDecider(other)
