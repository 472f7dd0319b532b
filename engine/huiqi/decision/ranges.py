"""Whether an amount's range is tight, and which fact would narrow it the most.

An end is tight only with a witness: what is missing is filled in, the measure is decided again, and
exactly that end comes out.  Where no witness was found nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from huiqi.decision.allowance import Allowance
from huiqi.decision.candidates import Threshold, limits_of, values_worth_trying
from huiqi.decision.results import Amount, MeasureResult
from huiqi.decision.trials import Trial
from huiqi.decision.what_if import Filled, RangeReport, Witness
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.language.types import Kind
from huiqi.objects import cached_property
from huiqi.profile.profile import Given, Profile
from huiqi.quantities import Number
from huiqi.rulebook.points import WrittenPoint
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.values import (
    NOT_APPLICABLE,
    Choice,
    Interval,
    Records,
    Value,
    exactly,
    lies_between,
    symbol,
)

#: Bounds on the search: decisions tried for one end, values of one fact, facts compared.
_MOST_TRIED, _MOST_VALUES, _MOST_FACTS = 400, 14, 6
#: Records looked at for all the amounts of one enterprise: about a second.
MOST_LOOKED_AT = 10_000
_LARGE = tuple(Decimal(10) ** power for power in (4, 6, 8, 10, 12))
_ROUND = tuple(Decimal(digit) * 10**power for power in range(12) for digit in (1, 2, 5))

_Fields = Mapping[str, Value]


class Ranges:
    """The ranges of one enterprise's amounts, with one allowance of effort for all of them."""

    def __init__(self, start: Trial, most: int = MOST_LOOKED_AT) -> None:
        """``start``: the enterprise as it is."""
        self.rulebook = start.evaluator.rulebook
        self.as_of = start.evaluator.as_of
        self.start = start
        self.allowance = Allowance(start.profile, most)

    @cached_property
    def sound(self) -> bool:
        """Whether nothing stated contradicts anything, so that nothing filled in may."""
        return self.start.contradictions.can_be()

    def filled(self, trial: Trial, missing: Missing, value: Value) -> Trial | None:
        """The enterprise with a missing fact filled in, where it can be so."""
        found = fill(trial.profile, missing, value)
        return self.possible(trial.again(found)) if found is not None else None

    def possible(self, trial: Trial) -> Trial | None:
        """It, where it can be so."""
        return trial if not self.sound or trial.contradictions.can_be() else None

    def examine(self, result: MeasureResult) -> RangeReport | None:
        """The report on a measure's amount; ``None`` where it is one figure, or none is named."""
        amount = result.amount
        if amount is None or amount.exact or not result.missing:
            return None
        search = _Search(self, result)
        low, high = _ends(amount)
        return RangeReport(
            low=search.witness(low, 0) if low is not None else None,
            high=search.witness(high, 1) if high is not None else None,
            narrowest=search.narrowest(),
            cut_short=search.cut_short,
        )


def _told(result: MeasureResult) -> tuple[Amount | None, tuple[Missing, ...]]:
    """Its amount, and what it lacks, in years to come too."""
    ahead = (cause.ahead for cause in result.causes if cause.ahead is not None)
    return result.amount, (*result.missing, *dict.fromkeys(ahead))


def _settled(amount: Amount, missing: tuple[Missing, ...]) -> bool:
    """Whether it is one figure, or one limit."""
    return amount.exact or (amount.at_most is not None and not missing)


def _ends(amount: Amount) -> tuple[Number | None, Number | None]:
    """The ends that can be reached; of a limit only the upper one is told."""
    return amount.low, amount.high if amount.at_most is None else amount.at_most


class _Search:
    """Tries completions of one enterprise for one measure."""

    def __init__(self, ranges: Ranges, result: MeasureResult) -> None:
        self.ranges = ranges
        self.rulebook = ranges.rulebook
        self.as_of = ranges.as_of
        self.result = result
        self.measure = result.measure
        self.tried = 0
        self.limits: list[Threshold] | None = None
        #: Whether the effort ended before all was tried.
        self.cut_short = False

    def goes_on(self) -> bool:
        """Whether one more completion may be tried."""
        self.tried += 1
        if self.tried <= _MOST_TRIED and self.ranges.allowance.take():
            return True
        self.cut_short = True
        return False

    def amount(self, trial: Trial) -> tuple[Amount | None, tuple[Missing, ...]]:
        """The amount of a completion, and what it still lacks, in years to come too."""
        return _told(trial.measure(self.measure))

    def witness(self, target: Number | None, end: int) -> Witness | None:
        """A completion that comes to ``target``: values are kept while it stays possible."""
        self.tried = 0
        start = self.ranges.start
        found = self._complete(start, *_told(self.result), target=target, end=end, changes=())
        return self._modest(found, target, end) if found is not None else None

    def _modest(self, witness: Witness, target: Number | None, end: int) -> Witness:
        """The same, with what was only taken large enough as small as still comes to it."""
        for position, (missing, value) in enumerate(witness):
            fact = declared_of(self.rulebook, missing)
            if fact is None or not isinstance(value, Interval) or value.low not in _LARGE:
                continue
            smaller = [point for point in self._points(fact) if point < value.low]
            short, enough = -1, len(smaller)
            while enough - short > 1:
                middle = (short + enough) // 2
                filled = Filled(missing, exactly(smaller[middle]))
                trial = (*witness[:position], filled, *witness[position + 1 :])
                if not self.goes_on():
                    return witness
                if self._comes_to(trial, target, end):
                    enough, witness = middle, trial
                else:
                    short = middle
        return witness

    def _points(self, fact: Fact | Definition) -> list[Decimal]:
        """Figures that can be met with, in order: round ones, and where the rules compare."""
        least = fact.plausible[0] or 1
        compared = (
            value.low
            for value in values_worth_trying(fact, self.limits or [], None)
            if isinstance(value, Interval)
        )
        return sorted(
            point
            for point in {*_ROUND, *compared}
            if point >= least and lies_between(point, fact.low, fact.high)
        )

    def _comes_to(self, witness: Witness, target: Number | None, end: int) -> bool:
        """Whether this completion can be, and comes to ``target``."""
        profile: Profile | None = self.ranges.start.profile
        for missing, value in witness:
            profile = fill(profile, missing, value) if profile is not None else None
        if profile is None:
            return False
        trial = self.ranges.possible(self.ranges.start.again(profile))
        if trial is None:
            return False
        amount, missing_ = self.amount(trial)
        return amount is not None and _ends(amount)[end] == target and _settled(amount, missing_)

    def _complete(
        self,
        trial: Trial,
        amount: Amount | None,
        missing: tuple[Missing, ...],
        *,
        target: Number | None,
        end: int,
        changes: Witness,
    ) -> Witness | None:
        if amount is None or _ends(amount)[end] != target:
            return None
        if _settled(amount, missing):
            return changes
        if not missing:
            return None
        first = missing[0]
        for value in self.values(trial, first):
            if not self.goes_on():
                return None
            filled = self.ranges.filled(trial, first, value)
            if filled is None:
                continue
            more = (*changes, Filled(first, value))
            found = self._complete(
                filled, *self.amount(filled), target=target, end=end, changes=more
            )
            if found is not None:
                return found
        return None

    def narrowest(self) -> Missing | None:
        """The fact after which the range is narrowest in its worst case; none where not all could
        be compared.
        """
        self.tried = 0
        start = self.ranges.start
        best: tuple[tuple[bool, Fraction], Missing] | None = None
        for one in self.result.missing[:_MOST_FACTS]:
            worst: tuple[bool, Fraction] | None = None
            for value in self.values(start, one):
                if not self.goes_on():
                    return None
                filled = self.ranges.filled(start, one, value)
                if filled is None:
                    continue
                width = _width(self.amount(filled)[0])
                worst = width if worst is None else max(worst, width)
            if worst is not None and (best is None or worst < best[0]):
                best = (worst, one)
        return best[1] if best is not None else None

    def values(self, trial: Trial, missing: Missing) -> list[Value]:
        """The values of a missing fact that are worth trying."""
        fact = declared_of(self.rulebook, missing)
        if fact is None:
            return []
        if self.limits is None:
            self.limits = list(limits_of(self.rulebook, trial.profile, self.as_of, self.measure))
        known: Value | None = None
        if not missing.where:
            given = trial.profile.given(missing.name, missing.year)
            known = given.value if given is not None else None
            if isinstance(fact, Fact) and not fact.fields:
                # Constraints may say more than what is stated.
                bounded = trial.evaluator.outcome(missing.name, missing.year).value
                known = bounded if known is not None or isinstance(bounded, Interval) else None
        return list(dict.fromkeys(_values(fact, self.limits, known)))[:_MOST_VALUES]


def fill(profile: Profile, missing: Missing, value: Value) -> Profile | None:
    """The profile with a missing fact, or a field of a record, filled in."""
    if not missing.where:
        facts = {**profile.facts, (missing.name, missing.year): Given(value=value)}
        return replace(profile, facts=facts)
    return _with_record(profile, missing, lambda fields: {**fields, missing.field: value})


def untold(profile: Profile, missing: Missing) -> Profile:
    """The profile as if a fact, or a field of a record, had never been told."""
    if not missing.where:
        own, year = missing.name, missing.year
        # A list that is asked whole may be told year by year.
        kept = {
            key: given
            for key, given in profile.facts.items()
            if key[0] != own or (year is not None and key[1] != year)
        }
        return replace(profile, facts=kept)

    def without(fields: _Fields) -> _Fields:
        return {name: value for name, value in fields.items() if name != missing.field}

    return _with_record(profile, missing, without) or profile


def _with_record(
    profile: Profile, missing: Missing, change: Callable[[_Fields], _Fields]
) -> Profile | None:
    """The profile with other fields in the first record of a key; ``None`` where there is none."""
    facts = dict(profile.facts)
    found = False
    for (name, year), given in profile.facts.items():
        if name != missing.name or not isinstance(given.value, Records):
            continue
        items = []
        for record in given.value.items:
            if record.key == missing.key and not found:
                record, found = replace(record, fields=change(record.fields)), True
            items.append(record)
        facts[name, year] = replace(given, value=replace(given.value, items=tuple(items)))
    return replace(profile, facts=facts) if found else None


def _values(
    fact: Fact | Definition, limits: list[Threshold], known: Value | None
) -> Iterator[Value]:
    """Ends of what is known first, then where the rules compare, then what does not apply."""
    kind = fact.type.kind
    low, high = fact.low, fact.high
    if isinstance(known, Interval):
        low = known.low if known.low is not None else low
        high = known.high if known.high is not None else high
    if kind is Kind.RECORDS:
        yield Records((), complete=True)
        return
    if isinstance(known, Choice) and known.symbols is not None:
        yield from (symbol(name) for name in sorted(known.symbols))
        return
    if kind in (Kind.MONEY, Kind.COUNT, Kind.RATIO):
        yield from map(exactly, _outermost(kind, low, high))
    for value in values_worth_trying(fact, limits, None):
        if not isinstance(value, Interval) or lies_between(value.low, low, high):
            yield value
    if high is None and kind in (Kind.MONEY, Kind.COUNT):
        yield from (exactly(point) for point in _LARGE if lies_between(point, low, None))
    if known is None or (isinstance(known, Interval) and known.optional):
        yield NOT_APPLICABLE


def _outermost(
    kind: Kind, low: WrittenPoint | None, high: WrittenPoint | None
) -> Iterator[WrittenPoint]:
    """The ends of what is known of a figure; for an open one nothing, or very much."""
    if low is not None:
        yield low
    if high is not None:
        yield high
    if low is None:
        yield Decimal(0)
    if high is None and kind is not Kind.RATIO:
        yield _LARGE[-1]


def _width(amount: Amount | None) -> tuple[bool, Fraction]:
    """How much a range leaves open: unbounded, then by how many yuan."""
    if amount is None:
        return False, Fraction(0)
    low, high = _ends(amount)
    if high is None:
        return True, Fraction(0)
    return False, Fraction(high) - Fraction(low or 0)
