"""What hangs on a question: everything is decided again with it answered, each way that is tried.

A question *settles* a verdict that is open now and is not open with any of the answers tried, all
else staying as it is.  It *bears* on one that is open, or whose amount is, and that some answer
changes.  Amounts are those of single measures: what may not be had together is not taken off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product

from huiqi.decision.decide import Decider
from huiqi.decision.measure_decider import Claimed, MeasureDecider
from huiqi.decision.results import REFUSED, UNSETTLED, ClauseResult, MeasureResult
from huiqi.decision.standing import Mark, mark_of
from huiqi.decision.ways import Range
from huiqi.evaluation import Evaluator
from huiqi.inquiry.answers_tried import MUCH, Tried, answers_of
from huiqi.inquiry.asked import OpenPoint, Standings, Weight
from huiqi.profile.profile import Profile
from huiqi.quantities import Number, exact_sum, round_half_up
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook

#: So many combinations of answers on one measure are tried at most; beyond them nothing is claimed.
MOST_TRIED = 256


@dataclass(frozen=True, slots=True)
class _Found:
    """What is told of one verdict: whether it is open, its amount, and all that may change."""

    open: bool
    ends: Range | None
    signature: tuple[object, ...]

    @property
    def exact(self) -> bool:
        """Whether its amount, if it has one, is one figure."""
        return self.ends is None or self.ends.low == self.ends.high


class Weighing:
    """Weighs questions over the enterprises of one table on one day."""

    def __init__(
        self,
        rulebook: Rulebook,
        enterprises: Sequence[Profile],
        as_of: date,
        progress: Callable[[str], None],
    ) -> None:
        """``progress``: told how far it is, ``done/total``."""
        self.rulebook = rulebook
        self.enterprises = enterprises
        self.as_of = as_of
        self._progress = progress
        self._supports = {measure.id for measure in rulebook.supports}
        decider = Decider(rulebook)
        results = [decider.decide(e, as_of, rulebook.supports).results for e in enterprises]
        self.standings = standings_of(results)
        self._now = [{r.measure.id: _found(r) for r in own} for own in results]
        self._evaluators = [Evaluator(rulebook, e, as_of) for e in enterprises]
        #: What was found of each condition, for each enterprise.
        self._conditions: list[dict[Claimed, ClauseResult]] = [{} for _ in enterprises]
        self._slices: dict[str, Rulebook] = {}
        self._answers: dict[str, tuple[Tried, ...]] = {}
        self._touched: dict[str, frozenset[str]] = {}
        self._weights: dict[frozenset[str], Weight] = {}

    def weights(self, groups: Mapping[str, Sequence[OpenPoint]]) -> dict[str, Weight]:
        """What hangs on each group of points, all of a group being answered."""
        found = {}
        for number, (name, points) in enumerate(groups.items(), 1):
            found[name] = self.weight(points)
            self._progress(f"{number}/{len(groups)}")
        return found

    def weight(self, points: Sequence[OpenPoint]) -> Weight:
        """What hangs on these points, all of them being answered; of the same points once."""
        keys = frozenset(point.key for point in points)
        if keys not in self._weights:
            self._weights[keys] = self._weighed(points)
        return self._weights[keys]

    def _weighed(self, points: Sequence[OpenPoint]) -> Weight:
        tried = [point for point in points if self._tried(point)]
        touched: dict[str, list[OpenPoint]] = {}
        for point in tried:
            for name in self._measures(point):
                touched.setdefault(name, []).append(point)
        counts = _Counts()
        for name, own in touched.items():
            self._weigh(name, own, counts)
        return counts.weight(len(tried), len(points))

    def _weigh(self, name: str, points: Sequence[OpenPoint], counts: _Counts) -> None:
        """One measure for every enterprise, with every combination of the answers."""
        waiting = [i for i, now in enumerate(self._now) if now[name].open or not now[name].exact]
        ways = 1
        for point in points:
            ways *= len(self._tried(point))
        if not waiting or ways > MOST_TRIED:
            return
        found: dict[int, list[_Found]] = {i: [] for i in waiting}
        for answers in product(*(self._tried(point) for point in points)):
            rulebook = self._slice(name)
            for answer in answers:
                rulebook = answer(rulebook)
            for i in waiting:
                found[i].append(_found(self._decided(rulebook, name, i)))
        for i, then in found.items():
            counts.add(self._now[i][name], then)

    def _slice(self, name: str) -> Rulebook:
        """The rules with the measure and what it raises alone: all that an answer has to change."""
        found = self._slices.get(name)
        if found is None:
            names = [name, *_raised(self.rulebook.measures[name])]
            measures = {own: self.rulebook.measures[own] for own in names}
            found = self._slices[name] = replace(self.rulebook, measures=measures)
        return found

    def _decided(self, rulebook: Rulebook, name: str, number: int) -> MeasureResult:
        """A measure for one enterprise; what no answer changes is worked out once for all."""
        measure = rulebook.measures[name]
        evaluator = self._evaluators[number]
        if rulebook.parameters is not self.rulebook.parameters or _raised(measure):
            whole = replace(rulebook, measures={**self.rulebook.measures, **rulebook.measures})
            evaluator = Evaluator(whole, self.enterprises[number], self.as_of)
            return MeasureDecider(evaluator).measure(measure)
        decider = MeasureDecider(evaluator)
        decider.found = self._conditions[number]
        return decider.measure(measure)

    def _tried(self, point: OpenPoint) -> tuple[Tried, ...]:
        answers = self._answers.get(point.key)
        if answers is None:
            answers = self._answers[point.key] = answers_of(point, self.rulebook)
        return answers

    def _measures(self, point: OpenPoint) -> frozenset[str]:
        """The measures of a point and what is raised by a share of them."""
        found = self._touched.get(point.key)
        if found is None:
            found = frozenset(self._concerned(point)) & self._supports
            self._touched[point.key] = found
        return found

    def _concerned(self, point: OpenPoint) -> Iterator[str]:
        yield from point.measures
        for measure in self.rulebook.supports:
            if not _raised(measure).isdisjoint(point.measures):
                yield measure.id


def _raised(measure: Measure) -> frozenset[str]:
    """The measures on whose amounts it pays a share."""
    uplift = measure.gives.uplift if measure.gives is not None else None
    return frozenset(uplift.of) if uplift is not None else frozenset()


class _Counts:
    """What has been counted so far."""

    def __init__(self) -> None:
        self.only = self.bears = self.amounts = 0
        self.low: Number = Decimal(0)
        self.high: Number = Decimal(0)
        self.at_stake: Number = Decimal(0)
        self.unbounded = self.at_stake_unbounded = 0

    def add(self, now: _Found, then: Sequence[_Found]) -> None:
        """One verdict, as it is now and with each answer."""
        if all(found.signature == now.signature for found in then):
            return
        self.bears += 1
        ends = [found.ends for found in then if found.ends is not None]
        high = _highest(ends)
        if high is None:
            self.at_stake_unbounded += 1
        else:
            self.at_stake = exact_sum(self.at_stake, high)
        settled = not any(found.open for found in then)
        if now.open and settled:
            self.only += 1
            least = min((end.low for end in ends), default=Decimal(0))
            self.low = exact_sum(self.low, least)
            if high is None:
                self.unbounded += 1
            else:
                self.high = exact_sum(self.high, high)
        if ends and settled and not (now.exact and not now.open):
            self.amounts += all(found.exact for found in then)

    def weight(self, tried: int, points: int) -> Weight:
        """As plain data."""
        return Weight(
            only=self.only,
            bears=self.bears,
            amounts=self.amounts,
            low=_told(self.low),
            high=_told(self.high),
            unbounded=self.unbounded,
            at_stake=_told(self.at_stake),
            at_stake_unbounded=self.at_stake_unbounded,
            tried=tried,
            points=points,
        )


def _told(whole: Number) -> Decimal:
    """A sum as it is told: one that does not end, to the cent."""
    return whole if isinstance(whole, Decimal) else round_half_up(whole, 2)


def _highest(ends: Iterable[Range]) -> Number | None:
    """The greatest upper end; ``None`` where one is not known."""
    found: Number = Decimal(0)
    for end in ends:
        if end.high is None:
            return None
        found = max(found, end.high)
    return found


def _found(result: MeasureResult) -> _Found:
    ends = _ends(result)
    left = tuple(clause.condition.id for clause in result.open_clauses)
    signature = (result.status, result.conditions, result.force.truth, left, ends)
    return _Found(result.status in UNSETTLED, ends, signature)


def _ends(result: MeasureResult) -> Range | None:
    """``None`` where it names no amount; the whole of a fund bounds no one enterprise."""
    if result.measure.gives is None or result.measure.recipient != "enterprise":
        return None
    if result.status in REFUSED:
        return Range(Decimal(0), Decimal(0))
    amount = result.amount
    if amount is None or amount.fund_only:
        return Range(Decimal(0), None)
    high = amount.high if amount.at_most is None else amount.at_most
    # A figure that was only tried at its greatest bounds nothing.
    bounded = high is not None and high < MUCH
    low = Decimal(0) if amount.at_most is not None else amount.low or Decimal(0)
    return Range(min(low, MUCH), high if bounded else None)


def standings_of(results: Iterable[Iterable[MeasureResult]]) -> Standings:
    """How the verdicts stand, enterprise by enterprise, by the marks of ``check``."""
    enterprises = settled = enterprise = office = text = 0
    for own in results:
        enterprises += 1
        for result in own:
            if result.status not in UNSETTLED:
                settled += 1
            elif not result.measure.published:
                text += 1
            elif mark_of(result) is Mark.ASK_ENTERPRISE:
                enterprise += 1
            else:
                office += 1
    return Standings(
        enterprises=enterprises,
        verdicts=settled + enterprise + office + text,
        settled=settled,
        enterprise=enterprise,
        office=office,
        text=text,
    )
