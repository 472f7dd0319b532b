"""The decision: every measure for one enterprise on one day, in both readings of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal

from huiqi.decision.amounts import Claim, amount_of
from huiqi.decision.clauses import (
    decide_clause,
    evaluate_condition,
    gate_truths,
    graph_of,
)
from huiqi.decision.force import in_force
from huiqi.decision.questions import in_asking_order
from huiqi.decision.results import (
    Amount,
    ClauseResult,
    Decision,
    Illustration,
    ItemResult,
    MeasureResult,
    Status,
    Verdict,
)
from huiqi.decision.totals import totals
from huiqi.decision.weakness import rests_on_weak, weak_bases
from huiqi.evaluation import Evaluator, Strictness
from huiqi.evaluation.reads import Cause, Missing
from huiqi.inference import InferenceUnavailable, InferenceWorker
from huiqi.inference.agreement import compare
from huiqi.inference.graph import Graph
from huiqi.profile.profile import Profile
from huiqi.rulebook.basis import Basis, support
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Record, Records, Value

_SETTLED = (Status.QUALIFIES, Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE)
#: The statuses of records, from the one that decides a ``for_each`` measure first.
_ORDER = (Status.QUALIFIES, Status.NEEDS_JUDGEMENT, Status.UNDETERMINED, Status.DOES_NOT_QUALIFY)


class Decider:
    """Decides measures of one rulebook; keeps each measure's graph for the next enterprise."""

    def __init__(self, rulebook: Rulebook, worker: InferenceWorker | None = None) -> None:
        self.rulebook = rulebook
        self.worker = worker
        self._graphs: dict[str, Graph] = {}
        #: For each measure whose two readings can differ, the statements only one of them counts.
        self._weak = {
            measure.id: tuple(weak_bases(rulebook, measure))
            for measure in rulebook.measures.values()
            if rests_on_weak(rulebook, measure)
        }
        self._illustrates = bool(self._weak) or any(
            measure.modelled_on for measure in rulebook.measures.values()
        )

    def over(self, rulebook: Rulebook, changed: Measure | None = None) -> Decider:
        """This decider over a rulebook that differs in one measure, or in no measure at all."""
        other = copy(self)
        other.rulebook = rulebook
        if changed is not None:
            other._graphs = {}
            other._weak = {k: bases for k, bases in self._weak.items() if k != changed.id}
            if rests_on_weak(rulebook, changed):
                other._weak[changed.id] = tuple(weak_bases(rulebook, changed))
        return other

    def decide(
        self, profile: Profile, as_of: date, measures: Iterable[Measure] | None = None
    ) -> Decision:
        """All measures and titles, or those given.

        Raises :class:`~huiqi.inference.Disagreement` where the inference network and the
        evaluator differ on any node.
        """
        strict = Evaluator(self.rulebook, profile, as_of)
        illustrative: Evaluator | None = None
        if self._illustrates:
            illustrative = Evaluator(self.rulebook, profile, as_of, Strictness.ILLUSTRATIVE, strict)
        known: dict[str, MeasureResult] = {}
        results = tuple(
            self.measure(measure, strict, illustrative, known)
            for measure in (self.rulebook.measures.values() if measures is None else measures)
        )
        checked, note = self._agree(results)
        by_grade, by_level = totals(self.rulebook, results)
        questions = in_asking_order(results, self.rulebook, profile)
        return Decision(as_of, results, by_grade, by_level, questions, checked, note)

    def measure(
        self,
        measure: Measure,
        strict: Evaluator,
        illustrative: Evaluator | None,
        known: dict[str, MeasureResult],
    ) -> MeasureResult:
        """One measure in both readings; ``known``: the models decided already."""
        force, reason = in_force(measure.in_force, strict.as_of)
        verdict, items, missing = _verdicts(strict, measure, force)
        status = _status(verdict, items, missing, force)
        amount = _amount(strict, measure, verdict, items, status, bool(missing))
        illustration = None
        # What is settled stays settled when weak statements are counted as well.
        settled = status in _SETTLED and (amount is None or amount.exact)
        if illustrative is not None and measure.id in self._weak and not settled:
            illustration = _illustrate(illustrative, measure, force, self._weak[measure.id])
            if _same(illustration, status, amount):
                illustration = None
        if illustrative is not None and measure.modelled_on and not settled:
            illustration = self._modelled(measure, illustrative, known)
        return MeasureResult(
            measure,
            status,
            _grade(measure, verdict, items, status),
            reason,
            verdict,
            items,
            amount,
            illustration,
            _missing(verdict, items, missing, amount, status),
            _causes(verdict, items, amount),
            _proofs(measure, status),
            force,
        )

    def _modelled(
        self, measure: Measure, evaluator: Evaluator, known: dict[str, MeasureResult]
    ) -> Illustration:
        """By the measures it is modelled on, as if each of them applied here and today."""
        models = []
        for name in measure.modelled_on:
            if name in known:
                models.append(known[name])
                continue
            model = self.rulebook.measures[name]
            verdict, items, missing = _verdicts(evaluator, model, Truth.TRUE)
            status = _status(verdict, items, missing, Truth.TRUE)
            amount = _amount(evaluator, model, verdict, items, status, bool(missing))
            known[name] = MeasureResult(
                model,
                status,
                _grade(model, verdict, items, status),
                in_force(model.in_force, evaluator.as_of)[1],
                verdict,
                items,
                amount,
                None,
                _missing(verdict, items, missing, amount, status),
                _causes(verdict, items, amount),
                _proofs(model, status),
                Truth.TRUE,
            )
            models.append(known[name])
        nearest = models[0]
        return Illustration(nearest.status, nearest.amount, nearest.measure.basis, tuple(models))

    def _agree(self, results: tuple[MeasureResult, ...]) -> tuple[int, str | None]:
        """Let the network decide every verdict too; a difference is an error, never a choice."""
        if self.worker is None:
            return 0, "没有启用推理网络比对"
        checked = 0
        for result in _with_models(results):
            verdicts = list(_all_verdicts(result))
            if not verdicts:
                continue
            clause = result.measure.requires
            graph = self._graphs.get(result.measure.id)
            if graph is None:
                graph = self._graphs[result.measure.id] = graph_of(clause)
            cases = [
                {clause.condition.id: clause.truth for clause in verdict.clauses}
                for verdict in verdicts
            ]
            try:
                found = self.worker.decide_many(graph, cases)
            except InferenceUnavailable as unavailable:
                return checked, unavailable.reason
            for verdict, truths in zip(verdicts, found, strict=True):
                expected = gate_truths(clause, verdict.nodes)
                checked += compare(graph, truths, expected).checked
        return checked, None


def decide(
    rulebook: Rulebook, profile: Profile, as_of: date, worker: InferenceWorker | None = None
) -> Decision:
    """The decision on the measures that support one enterprise; titles are the ladder's."""
    return Decider(rulebook, worker).decide(profile, as_of, rulebook.supports)


def _verdicts(
    evaluator: Evaluator, measure: Measure, force: Truth
) -> tuple[Verdict | None, tuple[ItemResult, ...], tuple[Missing, ...]]:
    if measure.variable is None or measure.records is None:
        results = _conditions(evaluator, measure, {})
        return decide_clause(measure.requires, results, force), (), ()
    outcome = evaluator.outcome(measure.records)
    records = outcome.value
    if not isinstance(records, Records):
        return None, (), ()
    items = []
    for item in records.items:
        verdict = decide_clause(
            measure.requires, _conditions(evaluator, measure, {measure.variable: item}), force
        )
        amount = None
        if verdict.status is not Status.DOES_NOT_QUALIFY:
            claim = Claim({measure.variable: item}, verdict.truth, item.key)
            amount = amount_of(evaluator, measure, [claim], verdict.status is Status.QUALIFIES)
        items.append(ItemResult(item.key, item, verdict, amount))
    return None, tuple(items), () if records.complete else outcome.missing


def _conditions(
    evaluator: Evaluator, measure: Measure, names: dict[str, Value | Record]
) -> dict[str, ClauseResult]:
    return {
        condition.id: evaluate_condition(evaluator, measure.id, condition, names)
        for condition in measure.conditions()
    }


def _status(
    verdict: Verdict | None,
    items: tuple[ItemResult, ...],
    missing: tuple[Missing, ...],
    force: Truth,
) -> Status:
    if force is Truth.FALSE:
        return Status.NOT_IN_FORCE
    if verdict is not None:
        return verdict.status
    found = {item.verdict.status for item in items}
    if missing and Status.QUALIFIES not in found:
        found.add(Status.UNDETERMINED)
    return next((status for status in _ORDER if status in found), Status.DOES_NOT_QUALIFY)


def _amount(
    evaluator: Evaluator,
    measure: Measure,
    verdict: Verdict | None,
    items: tuple[ItemResult, ...],
    status: Status,
    more: bool,
) -> Amount | None:
    """The measure's amount; ``more``: the list may hold entries that are not known."""
    gives = measure.gives
    if gives is None:
        return None
    if status in (Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE):
        if gives.amount is None:
            return Amount(None, None, Decimal(0), gives.grade)
        return Amount(Decimal(0), Decimal(0), None, gives.grade)
    if verdict is not None:
        claims = [Claim({}, verdict.truth)]
    else:
        assert measure.variable is not None
        claims = [
            Claim({measure.variable: item.record}, item.verdict.truth, item.key) for item in items
        ]
        if len(items) == 1 and not more:
            return items[0].amount
        if more:
            # Nothing bounds what the rest of the list may earn.
            known = amount_of(evaluator, measure, claims, status is Status.QUALIFIES)
            if known is None:
                return None
            return replace(known, low=known.low or Decimal(0), high=None, at_most=None)
    return amount_of(evaluator, measure, claims, status is Status.QUALIFIES)


def _grade(
    measure: Measure, verdict: Verdict | None, items: tuple[ItemResult, ...], status: Status
) -> int:
    own = support(measure.basis)
    if verdict is not None:
        return verdict.grade if verdict.truth.known else max(verdict.grade, own)
    deciding = [item.verdict.grade for item in items if item.verdict.status is status]
    if not deciding:
        return own
    if status is Status.QUALIFIES:
        return min(deciding)
    return max(deciding) if status is Status.DOES_NOT_QUALIFY else max(own, *deciding)


def _illustrate(
    evaluator: Evaluator, measure: Measure, force: Truth, weak: tuple[Basis, ...]
) -> Illustration:
    verdict, items, missing = _verdicts(evaluator, measure, force)
    status = _status(verdict, items, missing, force)
    amount = _amount(evaluator, measure, verdict, items, status, bool(missing))
    return Illustration(status, amount, weak)


def _same(illustration: Illustration, status: Status, amount: Amount | None) -> bool:
    """Whether counting weak statements changes nothing: then there is nothing to show apart."""
    other = illustration.amount
    if amount is None or other is None:
        return illustration.status is status and amount is other
    return illustration.status is status and (amount.low, amount.high, amount.at_most) == (
        other.low,
        other.high,
        other.at_most,
    )


def _with_models(results: Iterable[MeasureResult]) -> Iterator[MeasureResult]:
    for result in results:
        yield result
        if result.illustration is not None:
            yield from result.illustration.models


def _all_verdicts(result: MeasureResult) -> Iterator[Verdict]:
    if result.verdict is not None:
        yield result.verdict
    for item in result.items:
        yield item.verdict


def _missing(
    verdict: Verdict | None,
    items: tuple[ItemResult, ...],
    missing: tuple[Missing, ...],
    amount: Amount | None,
    status: Status,
) -> tuple[Missing, ...]:
    """What is not known and matters: for the verdict while it is open, then for the amount."""
    found = list(missing)
    verdicts = [verdict] if verdict is not None else [item.verdict for item in items]
    if status in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT):
        for one in verdicts:
            found.extend(
                m for clause in one.clauses if not clause.truth.known for m in clause.missing
            )
    if amount is not None and status is not Status.DOES_NOT_QUALIFY:
        found.extend(amount.missing)
    return tuple(dict.fromkeys(found))


def _causes(
    verdict: Verdict | None, items: tuple[ItemResult, ...], amount: Amount | None
) -> tuple[Cause, ...]:
    verdicts = [verdict] if verdict is not None else [item.verdict for item in items]
    found = [
        cause
        for one in verdicts
        for clause in one.clauses
        if not clause.truth.known
        for cause in clause.causes
    ]
    if amount is not None:
        found.extend(amount.causes)
    return tuple(dict.fromkeys(found))


def _proofs(measure: Measure, status: Status) -> tuple[str, ...]:
    if status in (Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE):
        return ()
    listed = [*measure.proof, *(proof for c in measure.conditions() for proof in c.proof)]
    return tuple(dict.fromkeys(listed))
