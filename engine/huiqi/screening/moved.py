"""One table under two rulebooks: what each measure costs under either, who gains, who loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import reduce
from typing import NamedTuple

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.objects import dataclass
from huiqi.quantities import Number, exact_sum
from huiqi.rulebook.rulebook import Fund, Rulebook
from huiqi.screening.screened import (
    NOTHING,
    MeasureAnswer,
    ScreenedEnterprise,
    Screening,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One thing under both; ``ways``: of how many enterprises it goes which way."""

    name: str
    before: Range
    after: Range
    had_before: int
    had_after: int
    ways: Mapping[Way, int]

    @property
    def differing(self) -> int:
        """For how many it is not the same."""
        return sum(count for way, count in self.ways.items() if way is not Way.SAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolClaims:
    """What is claimed of a limited fund under both, and how much there is (yuan; ``None``: not
    known).
    """

    fund: Fund
    claims: Moved
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningChange:
    """Two screenings of one table: as the rules are, and as they would be.

    ``measures``: those that differ, each by itself.  ``whole``: what may be had together, over all
    enterprises; ``groups``: the same by county or officer.  ``pools``: before any sharing.
    """

    before: Screening
    after: Screening
    measures: tuple[Moved, ...]
    whole: Moved
    groups: tuple[Moved, ...]
    pools: tuple[PoolClaims, ...]


def compared_screenings(
    before: Screening,
    after: Screening,
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]],
    pool: Callable[[Rulebook, Fund], Number | None],
) -> ScreeningChange:
    """What the second makes of the table beside the first.

    Args:
        groups: The enterprises of ``before`` by group; a single one without a name for none.
        pool: How much is in a fund under a rulebook.
    """
    others = {entry.row: entry for entry in after.entries}
    pairs = [(one, others[one.row]) for one in before.entries if one.row in others]
    names = dict.fromkeys([total.measure for total in (*before.measures, *after.measures)])
    measures = {name: _moved(name, pairs, _of_measure(name)) for name in names}
    funds = [fund for fund in after.rulebook.funds.values() if fund.measure in measures]
    rows = [(name, {entry.row for entry in entries}) for name, entries in groups if name]
    return ScreeningChange(
        before=before,
        after=after,
        measures=tuple(
            one for one in measures.values() if one.differing or one.had_before != one.had_after
        ),
        whole=_moved("", pairs, _together),
        groups=tuple(
            _moved(name, [pair for pair in pairs if pair[0].row in own], _together)
            for name, own in rows
        ),
        pools=tuple(
            PoolClaims(
                fund=fund,
                claims=measures[fund.measure],
                before=pool(before.rulebook, fund),
                after=pool(after.rulebook, fund),
            )
            for fund in funds
        ),
    )


_Pair = tuple[ScreenedEnterprise, ScreenedEnterprise]
_ZERO = Range(NOTHING, NOTHING)


def _moved(
    name: str, pairs: Sequence[_Pair], of: Callable[[ScreenedEnterprise], Range | None]
) -> Moved:
    found = [(of(one), of(other)) for one, other in pairs]
    return Moved(
        name=name,
        before=_sum(a for a, _ in found),
        after=_sum(b for _, b in found),
        had_before=sum(a is not None for a, _ in found),
        had_after=sum(b is not None for _, b in found),
        ways=Counter(
            _way(a or _ZERO, b or _ZERO, alike=one.screened.answers == other.screened.answers)
            for (a, b), (one, other) in zip(found, pairs, strict=True)
        ),
    )


def _way(before: Range, after: Range, *, alike: bool) -> Way:
    """Two ranges without an upper end are alike only where nothing about them differs."""
    way = before.moves_to(after)
    return Way.UNCLEAR if way is Way.SAME and before.high is None and not alike else way


def _sum(ranges: Iterable[Range | None]) -> Range:
    known = [one for one in ranges if one is not None]
    highs = [one.high for one in known if one.high is not None]
    low = reduce(exact_sum, (one.low for one in known), NOTHING)
    return Range(low, reduce(exact_sum, highs, NOTHING) if len(highs) == len(known) else None)


def _together(entry: ScreenedEnterprise) -> Range | None:
    """What may be had together; ``None`` where that is nothing for certain."""
    if entry.screened.high == 0:
        return None
    return Range(entry.screened.low, entry.screened.high)


def _of_measure(name: str) -> Callable[[ScreenedEnterprise], Range | None]:
    def of(entry: ScreenedEnterprise) -> Range | None:
        answer: MeasureAnswer | None = next(
            (one for one in entry.screened.answers if one.measure == name), None
        )
        if answer is None or answer.mark is not Mark.ELIGIBLE:
            return None
        if answer.kind is AmountKind.NONE:
            return _ZERO
        return Range(answer.low or NOTHING, answer.most)

    return of
