"""The best permitted combination of a decision's awards, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from huiqi.decision.results import (
    Award,
    Combination,
    Combinations,
    LeftOut,
    MeasureResult,
    Received,
)
from huiqi.decision.stacking.awards import Ceiling, awards_of, ends_of
from huiqi.decision.stacking.choice import ENDLESS, Problem, choose
from huiqi.decision.stacking.conflicts import (
    Conflict,
    ceilings_of,
    conflicts_of,
    received_of,
)
from huiqi.decision.totals import by_grade, by_level
from huiqi.evaluation import Evaluator
from huiqi.quantities import Number, add
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth


def combine(
    rulebook: Rulebook, evaluator: Evaluator, results: Iterable[MeasureResult]
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
    conflicts = [c for c in conflicts_of(rulebook, awards) if not {c.one, c.other} & gone.keys()]
    sure = [conflict for conflict in conflicts if conflict.sure]
    raised = _Raised.of(results)
    permitted = _combination(awards, sure, ceilings, gone, raised)
    unsettled = [conflict for conflict in conflicts if not conflict.sure]
    cautious = _combination(awards, conflicts, ceilings, gone, raised) if unsettled else None
    return Combinations(
        permitted,
        cautious,
        tuple({conflict.rule.id: conflict.rule for conflict in unsettled}.values()),
        tuple(received),
    )


def _combination(
    awards: Sequence[Award],
    conflicts: Sequence[Conflict],
    ceilings: Sequence[Ceiling],
    gone: dict[int, Received],
    raised: _Raised,
) -> Combination:
    available = [
        replace(award, low=Decimal(0), high=Decimal(0)) if position in gone else award
        for position, award in enumerate(awards)
    ]
    pairs = [(conflict.one, conflict.other) for conflict in conflicts]
    # What brings nothing is never kept out by a rule: it stays beside what excludes it.
    chosen = choose(Problem.of(available, pairs, ceilings)) - gone.keys()
    hopeful = Problem.of(available, pairs, ceilings, hopeful=True)
    best = choose(hopeful) - gone.keys()
    most = hopeful.worth_of(best)[0]
    left_out = [
        LeftOut(awards[position], item.rule, (), item.by) for position, item in gone.items()
    ]
    for position, award in enumerate(available):
        if position in chosen or position in gone:
            continue
        against = [
            (conflict.rule, awards[other])
            for conflict in conflicts
            for one, other in ((conflict.one, conflict.other), (conflict.other, conflict.one))
            if one == position and other in chosen
        ]
        if against:
            rule = against[0][0]
            instead = tuple(other for by, other in against if by is rule)
            left_out.append(LeftOut(award, rule, instead))
        else:
            chosen |= {position}
    taken = raised.on(_paid(available, sorted(chosen), ceilings))
    differs = hopeful.worth_of(chosen)[0] != most
    return Combination(
        taken,
        tuple(left_out),
        by_grade(taken),
        by_level(taken),
        None if most >= ENDLESS else most,
        tuple(awards[n] for n in sorted(best)) if differs else (),
    )


def _paid(
    awards: Sequence[Award], chosen: Sequence[int], ceilings: Sequence[Ceiling]
) -> tuple[Award, ...]:
    """The awards taken, each with what it pays once every ceiling is kept.

    Under a ceiling the better supported is paid first: what is cut off is the weakest.
    """
    paid = {n: awards[n] for n in chosen}
    for ceiling in sorted(ceilings, key=lambda c: len(c.awards)):
        low: Number = ceiling.low
        high: Number | None = ceiling.high
        for n in sorted(ceiling.awards & paid.keys(), key=lambda n: (paid[n].grade, n)):
            award = paid[n]
            own_low = min(award.low, low)
            own_high = award.high if high is None else _lesser(award.high, high)
            low = add(low, -own_low)
            if high is not None and own_high is not None:
                high = add(high, -own_high)
            paid[n] = replace(award, low=own_low, high=own_high)
    return tuple(paid[n] for n in chosen)


@dataclass(frozen=True, slots=True)
class _Raised:
    """What each uplift was worked out on: the amounts of the measures it raises, as capped."""

    amounts: Mapping[str, tuple[Number, Number | None]]

    @classmethod
    def of(cls, results: Iterable[MeasureResult]) -> _Raised:
        return cls({r.measure.id: ends_of(r.amount) for r in results if r.amount is not None})

    def on(self, taken: Sequence[Award]) -> tuple[Award, ...]:
        """An uplift is paid on what is taken only: its share of the base that is left."""
        result = []
        for award in taken:
            gives = award.result.measure.gives
            if gives is None or gives.uplift is None:
                result.append(award)
                continue
            names = gives.uplift.of
            whole = [self.amounts[name] for name in names if name in self.amounts]
            rest = [one for one in taken if one.measure in names]
            low = _share(award.low, [end for end, _ in whole], [one.low for one in rest])
            high = _share(award.high, [end for _, end in whole], [one.high for one in rest])
            result.append(replace(award, low=low or Decimal(0), high=high))
        return tuple(result)


def _share(
    paid: Number | None, before: Sequence[Number | None], after: Sequence[Number | None]
) -> Number | None:
    """What is paid on the rest of a base; as it was where the base has no known limit."""
    if paid is None or None in before:
        return paid
    whole = sum((Fraction(one) for one in before if one is not None), Fraction(0))
    rest = sum((Fraction(one) for one in after if one is not None), Fraction(0))
    return paid if whole in (0, rest) else Fraction(paid) * rest / whole


def _lesser(one: Number | None, other: Number) -> Number:
    return other if one is None else min(one, other)
