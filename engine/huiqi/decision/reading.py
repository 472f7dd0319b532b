"""One measure in one reading of the rules: verdict, records, status, amount, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from huiqi.decision.amounts import Others, amount_of, most_in_all
from huiqi.decision.clauses import decide_clause, evaluate_condition
from huiqi.decision.events import as_event
from huiqi.decision.force import force_of
from huiqi.decision.results import Amount, Claim, ClauseResult, ItemResult, Status, Verdict
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator
from huiqi.evaluation.reads import Cause, Missing
from huiqi.rulebook.basis import of_conditions, support
from huiqi.rulebook.measure import Measure
from huiqi.truth import Truth
from huiqi.values import Records, Value

#: The statuses of records, from the one that decides a ``for_each`` measure first.
_ORDER = (Status.QUALIFIES, Status.NEEDS_JUDGEMENT, Status.UNDETERMINED, Status.DOES_NOT_QUALIFY)
_REFUSED = (Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE)


@dataclass(frozen=True, slots=True)
class Decided:
    """What one reading says of a measure; ``more``: its list may hold entries not known.

    ``conditions`` is the status its conditions alone would give.
    """

    measure: Measure
    status: Status
    conditions: Status
    verdict: Verdict | None
    items: tuple[ItemResult, ...]
    amount: Amount | None
    more: tuple[Missing, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Its own verdict, or those of its records."""
        if self.verdict is not None:
            return (self.verdict,)
        return tuple(item.verdict for item in self.items)

    @property
    def grade(self) -> int:
        """How well the status is supported (a rank)."""
        own = support(of_conditions(self.measure.basis))
        if self.verdict is not None:
            return self.verdict.grade if self.verdict.truth.known else max(self.verdict.grade, own)
        found = self.conditions
        deciding = [i.verdict.grade for i in self.items if i.verdict.status is found]
        if not deciding:
            return own
        if found is Status.QUALIFIES:
            return min(deciding)
        return max(deciding) if found is Status.DOES_NOT_QUALIFY else max(own, *deciding)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is not known and matters: for the verdict while it is open, then the amount."""
        found = list(self.more)
        waiting = self.conditions in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
        if waiting and self.status is not Status.NOT_IN_FORCE:
            for verdict in self.verdicts:
                found.extend(m for c in verdict.open for m in c.missing)
        if self.amount is not None and self.status is not Status.DOES_NOT_QUALIFY:
            found.extend(self.amount.missing)
        return tuple(dict.fromkeys(found))

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why something stays open although no fact would settle it."""
        found = [
            cause for verdict in self.verdicts for clause in verdict.open for cause in clause.causes
        ]
        if self.amount is not None:
            found.extend(self.amount.causes)
        return tuple(dict.fromkeys(found))

    @property
    def proofs(self) -> tuple[str, ...]:
        """What to bring."""
        if self.status in _REFUSED:
            return ()
        of_clauses = (proof for c in self.measure.conditions() for proof in c.proof)
        return tuple(dict.fromkeys((*self.measure.proof, *of_clauses)))


class Reading:
    """Decides measures by one evaluator; remembers what an uplift on them asks again."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self._others: dict[str, tuple[Decided, Truth]] = {}

    def decide(self, measure: Measure, force: Truth) -> Decided:
        """The measure, whose force is judged apart: unknown, it hides nothing of the rest."""
        others = self.other if force is Truth.UNKNOWN else self._sure_other
        verdict, items, more = self._verdicts(measure, others)
        conditions = _conditions_status(verdict, items, more)
        status = _status(conditions, force)
        shown = conditions if status is Status.UNDETERMINED else status
        amount = self._amount(measure, verdict, items, shown, bool(more), others)
        return Decided(measure, status, conditions, verdict, items, amount, more)

    def other(self, name: str) -> Decided:
        """A measure that an uplift raises, as it would be in force."""
        return self._other(name)[0]

    def _sure_other(self, name: str) -> Decided:
        """The same for an uplift that is in force: nothing is sure of what may not be."""
        decided, force = self._other(name)
        amount = decided.amount
        if force is Truth.UNKNOWN and amount is not None and amount.low is not None:
            return replace(decided, amount=replace(amount, low=Decimal(0)))
        return decided

    def _other(self, name: str) -> tuple[Decided, Truth]:
        if name not in self._others:
            measure = self.evaluator.rulebook.measures[name]
            force = force_of(measure, self.evaluator.profile, self.evaluator.as_of).truth
            self._others[name] = self.decide(measure, force), force
        return self._others[name]

    def _verdicts(
        self, measure: Measure, others: Others
    ) -> tuple[Verdict | None, tuple[ItemResult, ...], tuple[Missing, ...]]:
        if measure.variable is None or measure.records is None:
            return decide_clause(measure.requires, self._conditions(measure, {})), (), ()
        outcome = self.evaluator.outcome(measure.records)
        records = outcome.value
        if not isinstance(records, Records):
            return None, (), ()
        items = []
        for item in records.items:
            names = {measure.variable: item}
            verdict = decide_clause(measure.requires, self._conditions(measure, names))
            verdict = as_event(self.evaluator, measure, item, verdict)
            amount = None
            if verdict.status is not Status.DOES_NOT_QUALIFY:
                claim = Claim(names, verdict.truth, item.key)
                certain = verdict.status is Status.QUALIFIES
                amount = amount_of(self.evaluator, measure, [claim], certain, others)
            items.append(ItemResult(item.key, item, verdict, amount))
        return None, tuple(items), () if records.complete else outcome.missing

    def _conditions(self, measure: Measure, names: Mapping[str, Value]) -> dict[str, ClauseResult]:
        tracer = Tracer(self.evaluator, names)
        return {
            condition.id: evaluate_condition(tracer, measure.id, condition)
            for condition in measure.conditions()
        }

    def _amount(
        self,
        measure: Measure,
        verdict: Verdict | None,
        items: tuple[ItemResult, ...],
        status: Status,
        more: bool,
        others: Others,
    ) -> Amount | None:
        """The measure's amount; ``more``: the list may hold entries that are not known."""
        gives = measure.gives
        if gives is None:
            return None
        if status in _REFUSED:
            if gives.at_most is not None:
                return Amount(None, None, Decimal(0), gives.grade)
            return Amount(Decimal(0), Decimal(0), None, gives.grade)
        if verdict is not None:
            claims = [Claim({}, verdict.truth)]
        else:
            assert measure.variable is not None
            claims = [Claim({measure.variable: i.record}, i.verdict.truth, i.key) for i in items]
            if len(items) == 1 and not more:
                return items[0].amount
        certain = status is Status.QUALIFIES
        amount = amount_of(self.evaluator, measure, claims, certain, others)
        if amount is None or not more:
            return amount
        # Nothing bounds what the rest of the list may earn, unless a cap on all of it does.
        most = most_in_all(self.evaluator, gives)
        if gives.at_most is not None and most is not None:
            return replace(amount, at_most=most)
        return replace(amount, low=amount.low or Decimal(0), high=most, at_most=None)


def _status(conditions: Status, force: Truth) -> Status:
    """Not in force, else not met; met only where the document is known to be in force."""
    if force is Truth.FALSE:
        return Status.NOT_IN_FORCE
    if force is Truth.UNKNOWN and conditions is not Status.DOES_NOT_QUALIFY:
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
