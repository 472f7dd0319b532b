"""Between what an amount lies, and which way it goes from one to another."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from huiqi.quantities import Number


class Way(StrEnum):
    """Which way an amount goes; it may be more where neither of its ends is less."""

    MORE = "more"
    LESS = "less"
    MAY_BE_MORE = "may_be_more"
    MAY_BE_LESS = "may_be_less"
    UNCLEAR = "unclear"
    SAME = "same"


class Range(NamedTuple):
    """Between what an amount lies, in yuan; ``high``: ``None`` where nothing bounds it."""

    low: Number
    high: Number | None

    def moves_to(self, other: Range) -> Way:
        """Whether the other is more or less: for certain, or as far as its ends tell."""
        low, high = self.low, self.high
        if self == other:
            return Way.SAME
        if high is not None and other.low > high:
            return Way.MORE
        if other.high is not None and other.high < low:
            return Way.LESS
        rises = other.low >= low and (
            other.high is None or (high is not None and other.high >= high)
        )
        falls = other.low <= low and (
            high is None or (other.high is not None and other.high <= high)
        )
        if rises is falls:
            return Way.UNCLEAR
        return Way.MAY_BE_MORE if rises else Way.MAY_BE_LESS
