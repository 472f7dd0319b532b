"""One measure in one reading of the rules: verdict, records, status, amount, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from huiqi.decision.amounts import Others, amount_of, most_in_all
from huiqi.decision.amounts.working import Claim
from huiqi.decision.asked_later import Later
from huiqi.decision.clauses import decide_clause, evaluate_condition
from huiqi.decision.in_force import force_of
from huiqi.decision.pending_events import as_event
from huiqi.decision.results import (
    REFUSED,
    Amount,
    ClauseResult,
    ItemResult,
    MeasureResult,
    Status,
    Verdict,
)
from huiqi.decision.tracing import Tracer
from huiqi.decision.weakness import Weakness
from huiqi.evaluation import Evaluator
from huiqi.evaluation.reads import Missing
from huiqi.language.tree import LocalReference, walk
from huiqi.rulebook.measure import Condition, Gives, Measure
from huiqi.truth import FALSE, TRUE, UNKNOWN, Truth
from huiqi.values import Record, Records

#: The statuses of records, from the one that decides a ``for_each`` measure first.
_ORDER = (Status.QUALIFIES, Status.NEEDS_JUDGEMENT, Status.UNDETERMINED, Status.DOES_NOT_QUALIFY)


class Alike(Protocol):
    """Of what another enterprise, on the same day, says the same."""

    def name(self, name: str) -> bool:
        """Whether of a fact or definition."""

    def measure(self, measure: Measure) -> bool:
        """Whether of a measure."""

    def condition(self, measure: Measure, condition: Condition) -> bool:
        """Whether of a condition of a measure, about no record."""

    def amount(self, measure: Measure) -> bool:
        """Whether of what is paid on a measure for the same claims, about no record."""


class Lender(NamedTuple):
    """Another enterprise's reading on the same day, and of what it says the same."""

    reading: MeasureDecider
    alike: Alike


class Beside(NamedTuple):
    """The strict reading of the same enterprise, and what counting weak statements can change."""

    reading: MeasureDecider
    weakness: Weakness

    def clause(self, claim: Claimed) -> ClauseResult | None:
        """What it found of a condition, where that stays so.

        Of one that rests on weak statements, what is known stays known, yet the grade may not:
        a figure that counts them supports it less than the range that was enough.
        """
        return None if self.weakness.of_condition(claim[0]) else self.reading.found.get(claim)

    def amount(self, gives: Gives, payment: Payment) -> Amount | None:
        """What it found is paid, where that stays so."""
        return None if self.weakness.of_amount(gives) else self.reading.paid.get(payment)


#: A condition, and the record that it is about, if it is about one.
Claimed = tuple[Condition, Record | None]
#: The records of a measure's claims, if it has any, each with whether it is granted.
Claims = tuple[tuple[Record | None, Truth], ...]
#: What is paid of a measure for its claims, certainly or not.
Payment = tuple[str, Claims, bool]


class MeasureDecider:
    """Decides measures by one evaluator; remembers them, since uplifts and models ask again."""

    def __init__(
        self,
        evaluator: Evaluator,
        later: Later | None = None,
        lender: Lender | None = None,
        beside: Beside | None = None,
    ) -> None:
        """``later``: works out the dearer parts of its results, when they are asked for."""
        self.evaluator = evaluator
        self.later = later
        self.lender = lender
        self.beside = beside
        self._tracer = Tracer(evaluator, {})
        self._measures: dict[tuple[str, bool], MeasureResult] = {}
        self.found: dict[Claimed, ClauseResult] = {}
        self.paid: dict[Payment, Amount | None] = {}

    def measure(self, measure: Measure, *, applies: bool = False) -> MeasureResult:
        """The measure, whose force is judged apart: unknown, it hides nothing of the rest;
        ``applies``: as if it were in force, whatever is known.
        """
        key = measure.id, applies
        found = self._measures.get(key)
        if found is None:
            lender = self.lender
            if lender is not None and lender.alike.measure(measure):
                lent = lender.reading.measure(measure, applies=applies)
                for name in _OF_ITSELF:
                    getattr(lent, name)
                found = _lent(lent, self.later)
            else:
                found = self._measure(measure, applies)
            self._measures[key] = found
        return found

    def _measure(self, measure: Measure, applies: bool) -> MeasureResult:
        force = force_of(measure, self.evaluator.profile, self.evaluator.as_of)
        truth = TRUE if applies else force.truth
        others = self.other if truth is UNKNOWN else self._sure_other
        verdict, items, more = self._verdicts(measure, others)
        conditions = _conditions_status(verdict, items, more)
        status = _status(conditions, truth)
        shown = conditions if status is Status.UNDETERMINED else status
        amount = self._amount(measure, verdict, items, status=shown, more=bool(more), others=others)
        return MeasureResult(
            measure=measure,
            status=status,
            conditions=conditions,
            force=force,
            verdict=verdict,
            items=items,
            amount=amount,
            more=more,
            later=self.later,
        )

    def take(self, before: MeasureDecider, alike: Alike) -> None:
        """What was decided before that rests on nothing that differs since: measures, and of the
        others the conditions and amounts.
        """
        moved = {}
        for key, result in before._measures.items():
            measure = result.measure
            if alike.measure(measure):
                self._measures[key] = _lent(result, self.later)
                continue
            moved[measure.id] = measure
            for condition in measure.conditions():
                found = before.found.get((condition, None))
                if found is not None and alike.condition(measure, condition):
                    self.found[condition, None] = found
        for payment, amount in before.paid.items():
            name, claims, _ = payment
            if name in moved and not _about_records(claims) and alike.amount(moved[name]):
                self.paid[payment] = amount

    def other(self, name: str) -> MeasureResult:
        """A measure that an uplift raises, as it would be in force."""
        return self.measure(self.evaluator.rulebook.measures[name])

    def _sure_other(self, name: str) -> MeasureResult:
        """The same for an uplift that is in force: nothing is sure of what may not be."""
        result = self.other(name)
        amount = result.amount
        if result.force.truth is UNKNOWN and amount is not None and amount.low is not None:
            return replace(result, amount=replace(amount, low=Decimal(0)))
        return result

    def _verdicts(
        self, measure: Measure, others: Others
    ) -> tuple[Verdict | None, tuple[ItemResult, ...], tuple[Missing, ...]]:
        if measure.variable is None or measure.records is None:
            found = self._evaluated(measure, _split(measure)[0])
            return decide_clause(measure.requires, found), (), ()
        outcome = self.evaluator.outcome(measure.records)
        records = outcome.value
        if not isinstance(records, Records):
            return None, (), ()
        # What does not name the record is so for all of them, and evaluated once.
        apart, own = _split(measure)
        shared = self._evaluated(measure, apart)
        items = []
        for item in records.items:
            found = {**shared, **self._evaluated(measure, own, item)}
            verdict = decide_clause(measure.requires, found)
            verdict = as_event(self.evaluator, measure, item, verdict)
            amount = None
            if verdict.status is not Status.DOES_NOT_QUALIFY:
                certain = verdict.status is Status.QUALIFIES
                amount = self._paid(measure, ((item, verdict.truth),), certain, others)
            items.append(ItemResult(key=item.key, record=item, verdict=verdict, amount=amount))
        return None, tuple(items), () if records.complete else outcome.missing

    def _evaluated(
        self, measure: Measure, conditions: Iterable[Condition], item: Record | None = None
    ) -> dict[str, ClauseResult]:
        """What is found of each condition; ``item``: the record that they are about."""
        if item is None or measure.variable is None:
            tracer = self._tracer
        else:
            tracer = Tracer(self.evaluator, {measure.variable: item})
        return {one.id: self._clause(measure, (one, item), tracer) for one in conditions}

    def _clause(self, measure: Measure, claim: Claimed, tracer: Tracer) -> ClauseResult:
        found = self.found.get(claim)
        if found is None:
            condition, item = claim
            lender, beside = self.lender, self.beside
            if item is None and lender is not None and lender.alike.condition(measure, condition):
                found = lender.reading._clause(measure, claim, lender.reading._tracer)
            elif beside is not None:
                found = beside.clause(claim)
            if found is None:
                found = evaluate_condition(tracer, measure.id, condition)
            self.found[claim] = found
        return found

    def _paid(
        self, measure: Measure, claims: Claims, certain: bool, others: Others
    ) -> Amount | None:
        """What is paid for claims; ``None`` where the measure names no amount."""
        gives, lender, beside = measure.gives, self.lender, self.beside
        if gives is None:
            return None
        key = measure.id, claims, certain
        found = self.paid.get(key)
        if found is None:
            if lender is not None and not _about_records(claims) and lender.alike.amount(measure):
                found = lender.reading._paid(measure, claims, certain, others)
            elif beside is not None:
                found = beside.amount(gives, key)
            if found is None:
                variable = measure.variable or ""
                named = [
                    Claim({}, truth) if item is None else Claim({variable: item}, truth, item.key)
                    for item, truth in claims
                ]
                found = amount_of(self.evaluator, measure, named, certain, others)
            self.paid[key] = found
        return found

    def _amount(
        self,
        measure: Measure,
        verdict: Verdict | None,
        items: tuple[ItemResult, ...],
        *,
        status: Status,
        more: bool,
        others: Others,
    ) -> Amount | None:
        """The measure's amount; ``more``: the list may hold entries that are not known."""
        gives = measure.gives
        if gives is None:
            return None
        if status in REFUSED:
            if gives.at_most is not None:
                return Amount(low=None, high=None, at_most=Decimal(0), grade=gives.grade)
            return Amount(low=Decimal(0), high=Decimal(0), at_most=None, grade=gives.grade)
        claims: Claims
        if verdict is not None:
            claims = ((None, verdict.truth),)
        elif len(items) == 1 and not more:
            return items[0].amount
        else:
            claims = tuple((item.record, item.verdict.truth) for item in items)
        amount = self._paid(measure, claims, status is Status.QUALIFIES, others)
        if amount is None or not more:
            return amount
        # Nothing bounds what the rest of the list may earn, unless a cap on all of it does.
        most = most_in_all(self.evaluator, gives)
        if gives.at_most is not None and most is not None:
            return replace(amount, at_most=most)
        return replace(amount, low=amount.low or Decimal(0), high=most, at_most=None)


def _about_records(claims: Claims) -> bool:
    return any(item is not None for item, _ in claims)


#: What of a measure's result rests on it alone: worked out once for all who take it over.
_OF_ITSELF = ("grade", "missing", "open_facts")
#: What of a measure's result is worked out of more than its own reading.
_OF_LATER = ("illustration", "changes", "made_up", "one_change", "range")


def _lent(result: MeasureResult, later: Later | None) -> MeasureResult:
    """The result of another enterprise as this one's, of which ``later`` works out the rest."""
    own = object.__new__(MeasureResult)
    own.__dict__.update(result.__dict__)
    for name in _OF_LATER:
        own.__dict__.pop(name, None)
    own.__dict__["later"] = later
    return own


@lru_cache(maxsize=1024)
def _split(measure: Measure) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    """The conditions of a measure that are the same for all its records, and those that are not."""
    conditions, variable = tuple(measure.conditions()), measure.variable
    if variable is None:
        return conditions, ()
    own = tuple(condition for condition in conditions if _names(condition, variable))
    return tuple(condition for condition in conditions if condition not in own), own


def _names(condition: Condition, variable: str) -> bool:
    """Whether a condition is about the record of that name."""
    return any(
        isinstance(part, LocalReference) and part.name == variable
        for node in condition.nodes
        for part in walk(node)
    )


def _status(conditions: Status, force: Truth) -> Status:
    """Not in force, else not met; met only where the document is known to be in force."""
    if force is FALSE:
        return Status.NOT_IN_FORCE
    if force is UNKNOWN and conditions is not Status.DOES_NOT_QUALIFY:
        return Status.UNDETERMINED
    return conditions


def _conditions_status(
    verdict: Verdict | None, items: tuple[ItemResult, ...], more: tuple[Missing, ...]
) -> Status:
    if verdict is not None:
        return verdict.status
    found = {item.verdict.status for item in items}
    if more and Status.QUALIFIES not in found:
        found.add(Status.UNDETERMINED)
    return next((status for status in _ORDER if status in found), Status.DOES_NOT_QUALIFY)
