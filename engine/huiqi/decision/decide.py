"""The decision: every measure for one enterprise on one day, in both readings of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date

from huiqi.decision.clauses import gate_truths, graph_of
from huiqi.decision.force import Force, force_of
from huiqi.decision.later import Afterwards
from huiqi.decision.questions import worth_asking
from huiqi.decision.reading import Decided, Reading
from huiqi.decision.results import Decision, Illustration, MeasureResult, Status, Verdict
from huiqi.decision.stacking import combine
from huiqi.decision.weakness import rests_on_weak, weak_bases
from huiqi.evaluation import Evaluator, Strictness
from huiqi.inference import NOT_ASKED, InferenceUnavailable, InferenceWorker, Reason
from huiqi.inference.agreement import compare
from huiqi.inference.graph import Graph
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth

_SETTLED = (Status.QUALIFIES, Status.DOES_NOT_QUALIFY)


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
        illustrative: Reading | None = None
        if self._illustrates:
            illustrative = Reading(
                Evaluator(self.rulebook, profile, as_of, Strictness.ILLUSTRATIVE, strict)
            )
        reading = Reading(strict)
        models: dict[str, MeasureResult] = {}
        results = tuple(
            self.measure(measure, reading, illustrative, models)
            for measure in (self.rulebook.measures.values() if measures is None else measures)
        )
        checked, note = self._agree(results)
        known, unknown = (
            combine(self.rulebook, strict, [r for r in results if r.force.truth is truth])
            for truth in (Truth.TRUE, Truth.UNKNOWN)
        )
        questions = worth_asking(results, self.rulebook, profile)
        return Decision(profile, as_of, results, known, unknown, questions, checked, note)

    def measure(
        self,
        measure: Measure,
        strict: Reading,
        illustrative: Reading | None,
        known: dict[str, MeasureResult],
    ) -> MeasureResult:
        """One measure in both readings; ``known``: the models decided already."""
        force = force_of(measure, strict.evaluator.profile, strict.evaluator.as_of)
        decided = strict.decide(measure, force.truth)
        illustration = None
        # What is settled stays settled when weak statements are counted as well.
        settled = decided.status is Status.NOT_IN_FORCE or (
            decided.conditions in _SETTLED and (decided.amount is None or decided.amount.exact)
        )
        if illustrative is not None and not settled:
            if measure.modelled_on:
                illustration = self._modelled(measure, illustrative, known)
            elif measure.id in self._weak:
                # Another place's dates say nothing of this one: as if it applied here and today.
                apart = self.rulebook.level(measure) == "comparable"
                other = illustrative.decide(measure, Truth.TRUE if apart else force.truth)
                if not _same(other, decided):
                    weak = self._weak[measure.id]
                    illustration = Illustration(other.status, other.conditions, other.amount, weak)
        return _result(decided, force, illustration, strict)

    def _modelled(
        self, measure: Measure, reading: Reading, known: dict[str, MeasureResult]
    ) -> Illustration:
        """By the measures it is modelled on, as if each of them applied here and today."""
        models = []
        for name in measure.modelled_on:
            if name not in known:
                model, evaluator = self.rulebook.measures[name], reading.evaluator
                force = force_of(model, evaluator.profile, evaluator.as_of)
                known[name] = _result(reading.decide(model, Truth.TRUE), force, None, reading)
            models.append(known[name])
        nearest = models[0]
        return Illustration(
            nearest.status,
            nearest.conditions,
            nearest.amount,
            nearest.measure.basis,
            tuple(models),
        )

    def _agree(self, results: tuple[MeasureResult, ...]) -> tuple[int, Reason | None]:
        """Let the network decide every verdict too; a difference is an error, never a choice."""
        if self.worker is None:
            return 0, NOT_ASKED
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
                {c.condition.id: c.truth for c in verdict.clauses if c.condition.id in graph.leaves}
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


def _result(
    decided: Decided, force: Force, illustration: Illustration | None, reading: Reading
) -> MeasureResult:
    return MeasureResult(
        decided.measure,
        decided.status,
        decided.conditions,
        decided.grade,
        force,
        decided.verdict,
        decided.items,
        decided.amount,
        illustration,
        decided.missing,
        decided.causes,
        decided.proofs,
        Afterwards(reading.evaluator),
    )


def _same(one: Decided, other: Decided) -> bool:
    """Whether counting weak statements changes nothing: then there is nothing to show apart."""
    left, right = one.amount, other.amount
    if left is None or right is None:
        return one.conditions is other.conditions and left is right
    return one.conditions is other.conditions and (left.low, left.high, left.at_most) == (
        right.low,
        right.high,
        right.at_most,
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
