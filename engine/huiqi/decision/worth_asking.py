"""Which missing facts are worth asking, and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huiqi.decision.bearing import bearing_on
from huiqi.decision.questions import OUTSIDE, Question
from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import is_said_unknown, is_told_roughly, is_worthless
from huiqi.decision.told_roughly import Making
from huiqi.evaluation.reads import Missing, who_knows
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook


def worth_asking(
    results: Sequence[MeasureResult], rulebook: Rulebook, profile: Profile, making: Making
) -> tuple[Question, ...]:
    """Every missing fact once; of what this enterprise can have, so not of a cluster's money, and
    not what a reference alone needs.

    What statuses wait for comes before what only amounts do; what people rarely have at hand, and
    what they have told as far as they know it, comes last of each; before those, what can only
    rule out; last of all what only measures wait for that come to nothing anyway, and before that
    what settles nothing while something else is said not to be known.  Among the rest
    first what most measures wait for, then the largest known amount, then what a person in the
    house knows.

    ``making``: by measure what only makes up a figure that was told roughly: in its place that
    figure is asked.
    """
    waiting: dict[Missing, list[MeasureResult]] = {}
    of_status: set[Missing] = set()
    for result in results:
        if result.measure.recipient != "enterprise":
            continue
        own = making.get(result.measure.id, {})
        of_status.update(own.get(missing, missing) for missing in result.open_facts)
        for missing in dict.fromkeys(own.get(one, one) for one in result.missing):
            waiting.setdefault(missing, []).append(result)
    closing = rulebook.closing_facts
    unknown = {missing for missing in waiting if is_said_unknown(profile, missing)}
    bearing = {
        result.measure.id: bearing_on(result, lambda one: one not in unknown)
        for result in results
        if not unknown.isdisjoint(result.missing)
    }

    def settles(missing: Missing, result: MeasureResult) -> bool:
        own, whole = bearing.get(result.measure.id), making.get(result.measure.id, {}).values()
        return own is None or missing in own or missing in whole

    asked = [
        _question(
            missing,
            found,
            rulebook,
            rules_out=missing.name in closing and not missing.where,
            idle=missing not in unknown and not any(settles(missing, one) for one in found),
        )
        for missing, found in waiting.items()
    ]

    def rank(question: Question) -> tuple[object, ...]:
        missing = question.missing
        declared = rulebook.declared(missing.name)
        told = (
            is_told_roughly(profile, missing)
            if missing.where
            else profile.given(missing.name, missing.year) is not None
        )
        return (
            all(map(is_worthless, question.measures)),
            question.idle,
            missing not in of_status,
            declared.rarely_known or told,
            question.rules_out,
            -sum(not is_worthless(result) for result in question.measures),
            -(question.largest or 0),
            question.known_by in OUTSIDE,
        )

    return tuple(sorted(asked, key=rank))


def _question(
    missing: Missing,
    results: Iterable[MeasureResult],
    rulebook: Rulebook,
    *,
    rules_out: bool,
    idle: bool,
) -> Question:
    return Question(
        missing=missing,
        measures=tuple(results),
        known_by=who_knows(rulebook, missing),
        rules_out=rules_out,
        idle=idle,
    )
