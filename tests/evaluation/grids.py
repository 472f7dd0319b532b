"""Every range with small ends, every point it stands for, and the range that points come to.

The reference that range arithmetic is held to: work the operation out at each point that the
operands may turn out to be, and take the least range that leaves every result possible.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, NotApplicable, Value

#: What a range turns out to be: a number, a date, a symbol, or that it does not apply.
Point = Any
#: How far out an end without a limit is tried, and what no limited end of a result reaches.
FAR, BEYOND = 10**6, 10**4


def ranges_with(ends: Iterable[Any]) -> list[Interval]:
    """Every range between two of the ends, open at either or both, points included; each once as
    it is and once such that it may not apply.
    """
    given = sorted(ends)
    found = [(low, high) for low in given for high in given if low <= high]
    found += [(None, end) for end in given] + [(end, None) for end in given] + [(None, None)]
    return [Interval(low, high, optional) for optional in (False, True) for low, high in found]


SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}

#: 52 of them.
SMALL = ranges_with(Decimal(end) for end in (-2, -1, 0, 1, 2))
EITHER: list[Interval | NotApplicable] = [*SMALL, NOT_APPLICABLE]
#: Few enough for every three of them.
FEW: list[Interval | NotApplicable] = [*ranges_with((Decimal(-1), Decimal(1))), NOT_APPLICABLE]


@cache
def points(value: Interval | NotApplicable, step: Fraction = Fraction(1, 2)) -> tuple[Point, ...]:
    """What a range of numbers may turn out to be, in steps, and far out where it has no limit."""
    if isinstance(value, NotApplicable):
        return (NOT_APPLICABLE,)
    low, high = (None if end is None else Fraction(end) for end in value[:2])
    width = math.ceil(4 / step) * step
    first = low if low is not None else (high or 0) - width
    last = high if high is not None else (low or 0) + width
    assert (last - first) % step == 0, "the steps miss an end"
    found: list[Point] = [first + step * n for n in range(int((last - first) / step) + 1)]
    if low is None:
        found.append(Fraction(-FAR))
    if high is None:
        found.append(Fraction(FAR))
    return (*found, NOT_APPLICABLE) if value.optional else tuple(found)


def every(
    operation: Callable[..., Point],
    *operands: Interval | NotApplicable,
    step: Fraction = Fraction(1, 2),
) -> set[Point]:
    """What the operation may come to."""
    return {operation(*chosen) for chosen in product(*(points(one, step) for one in operands))}


def passed_on(operation: Callable[..., Point]) -> Callable[..., Point]:
    """The operation, which does not apply where an operand does not."""

    def passing(*operands: Point) -> Point:
        return NOT_APPLICABLE if NOT_APPLICABLE in operands else operation(*operands)

    return passing


def spanned(results: Iterable[Point]) -> Value:
    """The least range that leaves every result possible; far out there is no limit."""
    found = set(results)
    numbers = found - {NOT_APPLICABLE}
    if not numbers:
        return NOT_APPLICABLE
    low, high = min(numbers), max(numbers)
    return Interval(
        None if low < -BEYOND else low,
        None if high > BEYOND else high,
        NOT_APPLICABLE in found,
    )


def agreed(answers: Iterable[bool]) -> Truth:
    """What all of them say, else unknown."""
    said = set(answers)
    return Truth.of(said.pop()) if len(said) == 1 else Truth.UNKNOWN
