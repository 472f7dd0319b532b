"""Who gains and who loses: given enterprises decided on both sides, and by which clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from huiqi.audit.difference.causes import (
    HAVING,
    clause_changes,
    force_change,
    line_change,
    moved,
)
from huiqi.audit.difference.enterprises import Enterprises, ReadPair, ReadPairs
from huiqi.audit.difference.results import Changes, Direction, EnterpriseChange, Side
from huiqi.decision.decide import Decider
from huiqi.decision.results import Amount, MeasureResult, Status
from huiqi.decision.ways import Range, Way
from huiqi.profile.profile import Profile
from huiqi.truth import Truth


def changes_of(
    before: Side,
    after: Side,
    given: Enterprises,
    progress: Callable[[str], None] = lambda message: None,
) -> Changes:
    """What changes for each enterprise; what one side cannot read is named, the rest compared."""
    sides = before, after
    deciders = [Decider(side.rulebook) for side in sides]
    found: list[EnterpriseChange] = []
    reading = ReadPairs(before, after, given)
    groups = Counter[str]()
    for number, pair in enumerate(reading, 1):
        groups[pair.group] += 1
        progress(f"{number}/{reading.total}")
        one, other = (
            _results(decider, profile, side)
            for decider, profile, side in zip(deciders, pair[:2], sides, strict=True)
        )
        for measure in dict.fromkeys((*one, *other)):
            change = _change(pair, one.get(measure), other.get(measure))
            if change is not None:
                found.append(change)
    return Changes(
        changes=tuple(found),
        groups=groups,
        unread=reading.unread,
        remarks=tuple(reading.remarks),
    )


def _results(decider: Decider, profile: Profile, side: Side) -> dict[str, MeasureResult]:
    results = decider.decide(profile, side.as_of, side.rulebook.supports).results
    return {result.measure.id: result for result in results}


def _change(
    pair: ReadPair, one: MeasureResult | None, other: MeasureResult | None
) -> EnterpriseChange | None:
    before, after = (result.status if result else None for result in (one, other))
    amounts = [_had(result) for result in (one, other)]
    if before is after and _ends(amounts[0]) == _ends(amounts[1]):
        return None
    known = other or one
    assert known is not None
    return EnterpriseChange(
        enterprise=pair.before.name,
        group=pair.group,
        file=pair.before.file,
        measure=known.measure.id,
        title=known.measure.title,
        before=before,
        after=after,
        amount_before=amounts[0],
        amount_after=amounts[1],
        direction=_direction(before, after, *amounts),
        force=force_change(one, other),
        clauses=tuple(clause_changes(one, other)),
        line=line_change(*amounts),
    )


def _had(result: MeasureResult | None) -> Amount | None:
    """The amount of what is had, or may be."""
    if result is None or HAVING[result.status] is Truth.FALSE:
        return None
    return result.amount


def _ends(amount: Amount | None) -> Range | None:
    """Between what it lies: of a text that says 最高, from nothing up; ``None``: not bounded."""
    if amount is None:
        return None
    if amount.at_most is not None:
        return Range(Decimal(0), amount.at_most)
    return Range(amount.low or Decimal(0), amount.high)


def _direction(
    before: Status | None, after: Status | None, one: Amount | None, other: Amount | None
) -> Direction:
    """What is gained or lost: for certain, or only perhaps."""
    a, b = HAVING[before], HAVING[after]
    way = moved(a, b)
    if way:
        if Truth.UNKNOWN in (a, b):
            return Direction.MAY_GAIN if way > 0 else Direction.MAY_LOSE
        return Direction.GAIN if way > 0 else Direction.LOSS
    if a is Truth.FALSE:
        return Direction.NONE
    ends, new = _ends(one), _ends(other)
    if ends is None or new is None:
        return Direction.NONE if ends is new else Direction.UNCLEAR
    certain, perhaps = _DIRECTIONS[ends.moves_to(new)]
    return certain if a is Truth.TRUE else perhaps


#: Of an amount that is had for certain, and of one that may be had.
_DIRECTIONS = {
    Way.MORE: (Direction.GAIN, Direction.MAY_GAIN),
    Way.LESS: (Direction.LOSS, Direction.MAY_LOSE),
    Way.MAY_BE_MORE: (Direction.MAY_GAIN, Direction.MAY_GAIN),
    Way.MAY_BE_LESS: (Direction.MAY_LOSE, Direction.MAY_LOSE),
    Way.UNCLEAR: (Direction.UNCLEAR, Direction.UNCLEAR),
    Way.SAME: (Direction.NONE, Direction.NONE),
}
