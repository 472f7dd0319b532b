"""Who gains and who loses, in which measure, and by which clause."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from huiqi.audit.difference.causes import HAVING, line_change, moved, why
from huiqi.audit.difference.results import Direction, EnterpriseChange
from huiqi.decision.results import Amount, MeasureResult
from huiqi.decision.ways import Range, Way
from huiqi.truth import Truth


class Who(NamedTuple):
    """An enterprise that is compared: its name, its group, and where it stands."""

    name: str
    group: str
    file: str


def changes_in(
    who: Who, before: Iterable[MeasureResult], after: Iterable[MeasureResult]
) -> tuple[EnterpriseChange, ...]:
    """What changes for an enterprise in each measure that was decided on either side."""
    one, other = ({result.measure.id: result for result in side} for side in (before, after))
    changes = (
        change_of(who, one.get(name), other.get(name)) for name in dict.fromkeys((*one, *other))
    )
    return tuple(change for change in changes if change is not None)


def change_of(
    who: Who, one: MeasureResult | None, other: MeasureResult | None
) -> EnterpriseChange | None:
    """What changes for an enterprise in one measure."""
    before, after = (result.status if result else None for result in (one, other))
    amounts = [_had(result) for result in (one, other)]
    if before is after and _ends(amounts[0]) == _ends(amounts[1]):
        return None
    known, because = other or one, why(one, other)
    assert known is not None
    return EnterpriseChange(
        enterprise=who.name,
        group=who.group,
        file=who.file,
        measure=known.measure.id,
        title=known.measure.title,
        before=before,
        after=after,
        amount_before=_plain(amounts[0]),
        amount_after=_plain(amounts[1]),
        direction=direction_of(HAVING[before], HAVING[after], _way(*amounts)),
        force=because.force,
        clauses=because.clauses,
        line=line_change(*amounts),
    )


def _had(result: MeasureResult | None) -> Amount | None:
    """The amount of what is had, or may be."""
    if result is None or HAVING[result.status] is Truth.FALSE:
        return None
    return result.amount


def _plain(amount: Amount | None) -> Amount | None:
    """Without its working, which holds what decided it: changes are many, and go from process to
    process.
    """
    if amount is None:
        return None
    return Amount(
        low=amount.low,
        high=amount.high,
        at_most=amount.at_most,
        nothing_below=amount.nothing_below,
        fund_only=amount.fund_only,
    )


def _ends(amount: Amount | None) -> Range | None:
    """Between what it lies: of a text that says 最高, from nothing up; ``None``: not bounded."""
    if amount is None:
        return None
    if amount.at_most is not None:
        return Range(Decimal(0), amount.at_most)
    return Range(amount.low or Decimal(0), amount.high)


def _way(one: Amount | None, other: Amount | None) -> Way:
    """Which way the amount goes; unclear where one side alone tells of any."""
    ends, new = _ends(one), _ends(other)
    if ends is None or new is None:
        return Way.SAME if ends is new else Way.UNCLEAR
    return ends.moves_to(new)


def direction_of(before: Truth, after: Truth, way: Way) -> Direction:
    """What is gained or lost by having it, or by the ``way`` of the amount of what is had before
    and after: for certain, or only perhaps.
    """
    up = moved(before, after)
    if up:
        if Truth.UNKNOWN in (before, after):
            return Direction.MAY_GAIN if up > 0 else Direction.MAY_LOSE
        return Direction.GAIN if up > 0 else Direction.LOSS
    if before is Truth.FALSE:
        return Direction.NONE
    certain, perhaps = _OF_WAYS[way]
    return certain if before is Truth.TRUE else perhaps


#: Of an amount that is had for certain, and of one that may be had.
_OF_WAYS = {
    Way.MORE: (Direction.GAIN, Direction.MAY_GAIN),
    Way.LESS: (Direction.LOSS, Direction.MAY_LOSE),
    Way.MAY_BE_MORE: (Direction.MAY_GAIN, Direction.MAY_GAIN),
    Way.MAY_BE_LESS: (Direction.MAY_LOSE, Direction.MAY_LOSE),
    Way.UNCLEAR: (Direction.UNCLEAR, Direction.UNCLEAR),
    Way.SAME: (Direction.NONE, Direction.NONE),
}
