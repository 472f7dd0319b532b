"""One table under two rulebooks: what each measure costs under either, who gains, who loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.decision.ways import Range, Way
from huiqi.objects import dataclass
from huiqi.quantities import Number, exact_sum
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Fund, Rulebook
from huiqi.screening.screened import (
    NOTHING,
    MeasureAnswer,
    ScreenedEnterprise,
    Screening,
)

#: What stands so may turn out to be had.
OPEN = (Mark.ASK_ENTERPRISE, Mark.ASK_OFFICE)


class Possible(NamedTuple):
    """What is open would come to at most, if all of it were had, in yuan; of ``unbounded`` answers
    nothing is known that bounds them, and they are not in it.
    """

    most: Number
    unbounded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One thing under both: how many have it for certain, and between what that lies; besides,
    what those of whom it is open may have; ``ways``: of how many enterprises it goes which way,
    with those.
    """

    name: str
    before: Range
    after: Range
    open_before: Possible
    open_after: Possible
    had_before: int
    had_after: int
    ways: Mapping[Way, int]

    @property
    def differing(self) -> int:
        """For how many it is not the same."""
        return sum(count for way, count in self.ways.items() if way is not Way.SAME)

    @property
    def moves(self) -> bool:
        """Whether it differs for anybody."""
        return bool(self.differing) or self.had_before != self.had_after


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolClaims:
    """What is claimed of a limited fund under both, and how much there is (yuan; ``None``: not
    known).
    """

    fund: Fund
    claims: Moved
    before: Number | None
    after: Number | None


class MovedEnterprise(NamedTuple):
    """An enterprise for whom what may be had together is not the same."""

    before: ScreenedEnterprise
    after: ScreenedEnterprise
    way: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningChange:
    """Two screenings of one table: as the rules are, and as they would be.

    ``measures``: those that differ, each by itself.  ``whole``: what may be had together, over all
    enterprises (not ``stacked``: of what is had for certain), and besides what is open of the
    ``measures``, each by itself; ``enterprises``: each for whom what may be had together differs;
    ``groups``: as ``whole``, by county or officer.  ``pools``: before any sharing.
    """

    before: Screening
    after: Screening
    measures: tuple[Moved, ...]
    whole: Moved
    enterprises: tuple[MovedEnterprise, ...]
    groups: tuple[Moved, ...]
    pools: tuple[PoolClaims, ...]
    stacked: bool = True

    def open(self, measure: str) -> tuple[int, int]:
        """Of how many enterprises it is open whether they have a measure, under both."""
        before, after = (
            sum(one.marks.get(mark, 0) for one in side if one.measure == measure for mark in OPEN)
            for side in (self.before.measures, self.after.measures)
        )
        return before, after

    @property
    def undecided(self) -> Mapping[str, str]:
        """The measures by which nobody was compared, with the reason."""
        return {**self.before.undecided, **self.after.undecided}

    def measure(self, name: str) -> Measure:
        """A measure of either rulebook."""
        found = self.after.rulebook.measures.get(name)
        return found if found is not None else self.before.rulebook.measures[name]


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
    together = {one.row: (_together(one), _together(other)) for one, other in pairs}
    told = ((one, other, a.way(b)) for one, other in pairs for a, b in (together[one.row],))
    answers = [(_by_measure(one), _by_measure(other)) for one, other in pairs]
    names = dict.fromkeys([total.measure for total in (*before.measures, *after.measures)])
    had = {
        name: {
            own.row: (_of(name, one), _of(name, other))
            for (own, _), (one, other) in zip(pairs, answers, strict=True)
        }
        for name in names
    }
    measures = {name: _moved(name, of.values(), of.values()) for name, of in had.items()}
    moving = [had[name] for name, one in measures.items() if one.moves]

    def moved(name: str, rows: Collection[int]) -> Moved:
        each = [of[row] for of in moving for row in rows]
        return _moved(name, [together[row] for row in rows], each)

    return screening_change(
        before,
        after,
        measures=measures,
        whole=moved("", together),
        enterprises=tuple(MovedEnterprise(*one) for one in told if one[2] is not Way.SAME),
        groups=tuple(
            moved(name, [entry.row for entry in entries if entry.row in together])
            for name, entries in groups
            if name
        ),
        pool=pool,
    )


def screening_change(
    before: Screening,
    after: Screening,
    *,
    measures: Mapping[str, Moved],
    whole: Moved,
    groups: tuple[Moved, ...],
    pool: Callable[[Rulebook, Fund], Number | None],
    enterprises: tuple[MovedEnterprise, ...] = (),
    stacked: bool = True,
) -> ScreeningChange:
    """The whole, of each measure under both: those that differ, and what is claimed of funds."""
    return ScreeningChange(
        before=before,
        after=after,
        measures=tuple(one for one in measures.values() if one.moves),
        whole=whole,
        enterprises=enterprises,
        groups=groups,
        pools=tuple(
            PoolClaims(
                fund=fund,
                claims=measures[fund.measure],
                before=pool(before.rulebook, fund),
                after=pool(after.rulebook, fund),
            )
            for fund in after.rulebook.funds.values()
            if fund.measure in measures
        ),
        stacked=stacked,
    )


_ZERO = Range(NOTHING, NOTHING)


class _Had(NamedTuple):
    """Between what it lies that an enterprise has, or may have, whether it has it for certain, and
    all that is said of it.
    """

    range: Range
    certain: bool
    said: object

    def way(self, other: _Had) -> Way:
        """Two ranges without an upper end are alike only where nothing about them differs."""
        way = self.range.moves_to(other.range)
        unclear = way is Way.SAME and self.range.high is None and self.said != other.said
        return Way.UNCLEAR if unclear else way


def _together(entry: ScreenedEnterprise) -> _Had:
    """What may be had together."""
    low, high = entry.screened.low, entry.screened.high
    return _Had(Range(low, high), high != 0, entry.screened.answers)


def _by_measure(entry: ScreenedEnterprise) -> dict[str, MeasureAnswer]:
    return {answer.measure: answer for answer in entry.screened.answers}


def _of(measure: str, answers: Mapping[str, MeasureAnswer]) -> _Had:
    """What is had of one measure, whatever becomes of the others: what is open may be nothing, and
    may be all that it comes to at most.
    """
    answer = answers.get(measure)
    certain = answer is not None and answer.mark is Mark.ELIGIBLE
    if answer is None or answer.kind is AmountKind.NONE or not (certain or answer.mark in OPEN):
        return _Had(_ZERO, certain, answer)
    low = (answer.low or NOTHING) if certain else NOTHING
    return _Had(Range(low, answer.most), certain, answer)


def _moved(
    name: str, pairs: Collection[tuple[_Had, _Had]], each: Collection[tuple[_Had, _Had]]
) -> Moved:
    """``each``: of what the open ones are summed."""
    before, after = ([pair[side] for pair in pairs] for side in (0, 1))
    open_before, open_after = (_possible(pair[side] for pair in each) for side in (0, 1))
    return Moved(
        name=name,
        before=_sum(had.range for had in before if had.certain),
        after=_sum(had.range for had in after if had.certain),
        open_before=open_before,
        open_after=open_after,
        had_before=sum(had.certain for had in before),
        had_after=sum(had.certain for had in after),
        ways=Counter(one.way(other) for one, other in pairs),
    )


def _possible(had: Iterable[_Had]) -> Possible:
    ends = [one.range.high for one in had if not one.certain]
    most = reduce(exact_sum, (end for end in ends if end is not None), NOTHING)
    return Possible(most, ends.count(None))


def _sum(ranges: Iterable[Range]) -> Range:
    told = list(ranges)
    highs = [one.high for one in told if one.high is not None]
    low = reduce(exact_sum, (one.low for one in told), NOTHING)
    return Range(low, reduce(exact_sum, highs, NOTHING) if len(highs) == len(told) else None)
