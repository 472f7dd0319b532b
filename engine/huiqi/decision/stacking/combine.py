"""The best permitted combination of a decision's awards, and what is left out and why."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from huiqi.decision.combined import Award, Combination, Combinations, LeftOut, Received, Unproved
from huiqi.decision.results import MeasureResult
from huiqi.decision.stacking.awards import Ceiling, awards_of
from huiqi.decision.stacking.choice import EFFORT, Chosen, choose, taken_apart
from huiqi.decision.stacking.conflicts import (
    Conflict,
    ceilings_of,
    conflicts_of,
    received_of,
)
from huiqi.decision.stacking.paying import Paying
from huiqi.decision.stacking.problem import ENDLESS, Problem, bits, members_of
from huiqi.decision.stacking.raised import Raised
from huiqi.decision.totals import at_best, by_grade, by_level
from huiqi.evaluation import Evaluator
from huiqi.quantities import Number, exact_sum
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth


def combine(
    rulebook: Rulebook,
    evaluator: Evaluator,
    results: Iterable[MeasureResult],
    effort: int = EFFORT,
) -> Combinations:
    """The combinations of a decision's awards under the rulebook's rules on stacking."""
    results = tuple(results)
    awards, ceilings = awards_of(rulebook, results)
    received = [(awards[r.award], r) for r in received_of(rulebook, evaluator, awards)]
    gone = {r.award: r for _, r in reversed(received) if r.excluded is Truth.TRUE}
    for _, item in received:
        # What may be excluded is not sure.
        if item.award not in gone:
            awards[item.award] = replace(awards[item.award], low=Decimal(0))
    ceilings += ceilings_of(rulebook, evaluator, awards)
    left = ~bits(gone)
    conflicts = [
        replace(found, ones=found.ones & left, others=found.others & left)
        for found in conflicts_of(rulebook, awards)
        if found.ones & left and found.others & left
    ]
    sure = [conflict for conflict in conflicts if conflict.sure]
    raised = Raised.of(results)
    permitted = _combination(awards, sure, ceilings, gone=gone, raised=raised, effort=effort)
    unsettled = [conflict for conflict in conflicts if not conflict.sure]
    cautious = None
    if unsettled:
        cautious = _combination(
            awards, conflicts, ceilings, gone=gone, raised=raised, effort=effort
        )
    return Combinations(
        permitted=permitted,
        cautious=cautious,
        open=tuple({conflict.rule.id: conflict.rule for conflict in unsettled}.values()),
        received=tuple(received),
    )


def _combination(
    awards: Sequence[Award],
    conflicts: Sequence[Conflict],
    ceilings: Sequence[Ceiling],
    *,
    gone: dict[int, Received],
    raised: Raised,
    effort: int,
) -> Combination:
    nothing = Decimal(0)
    available = [
        replace(award, low=nothing, high=nothing) if position in gone else award
        for position, award in enumerate(awards)
    ]
    excluded = [(conflict.ones, conflict.others) for conflict in conflicts]
    counted = raised.counted(available, excluded, ceilings)
    hopeful = Problem.of(counted.awards, excluded, counted.ceilings, hopeful=True)
    tree = taken_apart(hopeful, effort)
    settled = Problem.of(counted.awards, excluded, counted.ceilings)
    best = choose(settled, tree, effort)
    most = choose(hopeful, tree, effort)
    # What brings nothing is never kept out by a rule: it stays beside what excludes it.
    chosen = _extended(best.awards & ~bits(gone), conflicts, bits(gone), len(awards))
    left_out = [
        LeftOut(award=awards[position], rule=item.rule, instead=(), received=item.by)
        for position, item in gone.items()
    ]
    left_out += _left_out(chosen, conflicts, available)
    hoped = most.awards & ~bits(gone)
    paying = Paying(awards=available, ceilings=ceilings, raised=raised)
    # An uplift that was counted in full may be paid in part: then what was chosen by is not so.
    sure, _, possible = settled.worth_of(chosen)
    comes_to = possible if most.awards == chosen else settled.worth_of(most.awards)[-1]
    differs = possible != comes_to
    exact = _comes_to(paying.of(chosen, _all)) == (sure, _limited(possible)) and (
        _comes_to(paying.of(most.awards, _all))[1] == _limited(comes_to)
    )
    totals, levels = by_grade(paying.of(chosen, _grade)), by_level(paying.of(chosen, _money))
    if hoped != chosen:
        # What qualifies may come to more by another set than the one that is taken.
        qualified = Problem.of(counted.awards, excluded, counted.ceilings, qualified=True)
        found = choose(qualified, tree, effort).awards & ~bits(gone)
        better = _extended(found, conflicts, bits(gone), len(awards))
        totals = at_best(totals, by_grade(paying.of(better, _grade)))
        others = by_level(paying.of(better, _money))
        levels = {
            level: at_best(levels.get(level, {}), others.get(level, {}))
            for level in {**levels, **others}
        }
    return Combination(
        taken=paying.of(chosen, id),
        left_out=tuple(left_out),
        totals=totals,
        totals_by_level=levels,
        most=_limited(comes_to),
        most_by=tuple(awards[n] for n in members_of(hoped)) if differs else (),
        unproved=unproved_of(best, most) if exact else _bounds(best, most),
    )


def _extended(chosen: int, conflicts: Sequence[Conflict], gone: int, count: int) -> int:
    """With every other award that nothing chosen excludes, the earliest first."""
    rest = ((1 << count) - 1) & ~chosen & ~gone
    near = [0] * count
    for conflict in conflicts:
        for own, against in (
            (conflict.ones, conflict.others),
            (conflict.others, conflict.ones),
        ):
            for position in members_of(own):
                near[position] |= against
    for position in members_of(rest):
        if not near[position] & chosen:
            chosen |= 1 << position
    return chosen


def _left_out(
    chosen: int, conflicts: Sequence[Conflict], awards: Sequence[Award]
) -> Iterator[LeftOut]:
    """What is not taken, with the first rule that says so and all that it is left out for."""
    reasons: dict[int, tuple[Conflict, int]] = {}
    for conflict in conflicts:
        for own, against in (
            (conflict.ones, conflict.others & chosen),
            (conflict.others, conflict.ones & chosen),
        ):
            for position in members_of(own & ~chosen) if against else ():
                first, before = reasons.get(position, (conflict, 0))
                if first.rule is conflict.rule:
                    reasons[position] = first, before | against
    # Thousands may be left out for the same thousands: these are listed once.
    listed: dict[int, tuple[Award, ...]] = {}
    for position, (conflict, instead) in sorted(reasons.items(), key=lambda entry: entry[0]):
        if instead not in listed:
            listed[instead] = tuple(awards[n] for n in members_of(instead))
        yield LeftOut(award=awards[position], rule=conflict.rule, instead=listed[instead])


def unproved_of(best: Chosen, most: Chosen) -> Unproved | None:
    """What no permitted set can pass; none where both searches proved what they found."""
    return None if best.proved and most.proved else _bounds(best, most)


def _bounds(best: Chosen, most: Chosen) -> Unproved:
    return Unproved(_limited(best.bound), _limited(most.bound))


def _limited(amount: Number) -> Number | None:
    return None if amount >= ENDLESS else amount


def _all(award: Award) -> Hashable:
    """Summed with all others."""
    return None


def _grade(award: Award) -> Hashable:
    """Summed with those as well supported."""
    return award.grade


def _money(award: Award) -> Hashable:
    """Summed with those as well supported of one level's money."""
    return award.grade, award.level


def _comes_to(taken: Sequence[Award]) -> tuple[Number, Number | None]:
    """What awards pay in all: what is sure, and what is possible (``None``: no known limit)."""
    low: Number = Decimal(0)
    high: Number | None = Decimal(0)
    for award in taken:
        low = exact_sum(low, award.low)
        high = None if high is None or award.high is None else exact_sum(high, award.high)
    return low, high
