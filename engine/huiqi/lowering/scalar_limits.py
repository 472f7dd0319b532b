"""What a condition says of one number: between what it lies, and whether it may be unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from huiqi.lowering.scalars import Operator, Scalar, Sort
from huiqi.objects import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLimits:
    """Where a condition that is never unknown holds.

    ``unknown``: also where the number is not known; ``low``, ``high``: where it lies between these
    (``None``: no end; none at all where the first is above the second); ``but``: and is none of
    these, in its last place.
    """

    unknown: bool
    low: int | None = None
    high: int | None = None
    but: frozenset[int] = frozenset()

    @property
    def is_nowhere(self) -> bool:
        """Whether no number lies there."""
        return self.low is not None and self.high is not None and self.low > self.high

    def within(self, low: int, high: int) -> NumberLimits:
        """The same of a number that lies between two: without the ends that say nothing."""
        if self.is_nowhere:
            return self
        found = NumberLimits(
            unknown=self.unknown,
            low=None if self.low is None or self.low <= low else self.low,
            high=None if self.high is None or self.high >= high else self.high,
            but=frozenset(one for one in self.but if low <= one <= high),
        )
        beyond = (found.low is not None and found.low > high) or (
            found.high is not None and found.high < low
        )
        return replace(_NOWHERE, unknown=self.unknown) if beyond else found


_NOWHERE = NumberLimits(unknown=False, low=1, high=0)


def number_limits(node: Scalar) -> tuple[Scalar, NumberLimits] | None:
    """The number that a condition asks of, and its limits; none of one that asks otherwise."""
    negated = node.operation is Operator.NOT
    asked = node.operands[0] if negated else node
    if asked.operation is Operator.IS_NULL:
        of = asked.operands[0]
        if of.sort is not Sort.NUMBER:
            return None
        return of, NumberLimits(unknown=False) if negated else replace(_NOWHERE, unknown=True)
    if asked.nullable:
        return None
    compared = asked.operands[0] if asked.operation is Operator.IS_TRUE else asked
    if compared.operation not in (Operator.AT_MOST, Operator.EQUAL):
        return None
    left, right = compared.operands
    if left.sort is not Sort.NUMBER or left.constant == right.constant:
        return None
    of, end = (right, left.low) if left.constant else (left, right.low)
    # What is not known is nowhere, and so where the contrary holds.
    if compared.operation is Operator.EQUAL:
        if negated:
            return of, NumberLimits(unknown=True, but=frozenset((end,)))
        return of, NumberLimits(unknown=False, low=end, high=end)
    if left.constant == negated:
        return of, NumberLimits(unknown=negated, high=end - 1 if negated else end)
    return of, NumberLimits(unknown=negated, low=end + 1 if negated else end)


def narrowest(all_: Iterable[NumberLimits]) -> NumberLimits:
    """Where all hold."""
    unknown, low, high, but = True, None, None, set[int]()
    for one in all_:
        unknown &= one.unknown
        if one.low is not None and (low is None or one.low > low):
            low = one.low
        if one.high is not None and (high is None or one.high < high):
            high = one.high
        but |= one.but
    # What is left out at an end moves the end.
    while low is not None and low in but:
        low += 1
    while high is not None and high in but:
        high -= 1
    left = {one for one in but if (low is None or one > low) and (high is None or one < high)}
    return NumberLimits(unknown=unknown, low=low, high=high, but=frozenset(left))
