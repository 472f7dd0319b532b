"""The answer at one point of the history: every leaf exactly, then what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from huiqi.decision.clauses import decide_clause, evaluate_condition
from huiqi.decision.in_force import force_on_days
from huiqi.decision.results import ClauseResult
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator
from huiqi.inference.graph import evaluate
from huiqi.language.tree import FieldReference, LocalReference
from huiqi.penalty.fines import no_violation
from huiqi.penalty.incident import Incident, Learnt, last_day, profile_of
from huiqi.penalty.laws import Law
from huiqi.penalty.results import Answer, Consequence, PenaltyStatus, RuleResult, is_pending
from huiqi.penalty.rule_graph import UNNAMED, Bearing, outcome_node, with_force
from huiqi.profile.profile import Judgement, Profile
from huiqi.rulebook.force import IN_FORCE
from huiqi.rulebook.measure import Rule, leaves
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.sanction import EFFECTS, EffectName
from huiqi.truth import Truth
from huiqi.values import Interval, Record, is_known

#: Makes the evaluator of what is known on a day.
Evaluators = Callable[[Rulebook, Profile, date], Evaluator]
Results = Mapping[str, Mapping[str, ClauseResult]]


class Assessor:
    """Answers for one incident on one day."""

    def __init__(
        self,
        book: PenaltyBook,
        incident: Incident,
        bearing: Bearing,
        as_of: date,
        questions: Mapping[str, tuple[str, ...]],
        *,
        evaluators: Evaluators = Evaluator,
    ) -> None:
        self.book = book
        self.evaluators = evaluators
        self.incident = incident
        self.bearing = bearing
        self.as_of = as_of
        self.questions = questions

    def answer(self, known: Learnt) -> Answer:
        """What follows from what is known, by the plain reading."""
        results, rulings = self.results(known)
        told = leaf_truths(self.bearing, results, rulings)
        truths = evaluate(self.bearing.graph, told)
        worst, best = consequence_of(truths, unknown=False), consequence_of(truths, unknown=True)
        return Answer(
            status=self._status(told, results, rulings, worst, best),
            worst=worst,
            best=best,
            rules=tuple(self._rule(rule, results[rule.id], truths) for rule in self.bearing.rules),
            leaves=told,
        )

    def record(self, known: Learnt) -> Record:
        """The incident with the ranges that follow."""
        return _settled(known, self.incident.laws, self.evaluator(known))

    def evaluator(self, known: Learnt) -> Evaluator:
        """The evaluator of what is known."""
        judgements = {
            full: judgement
            for key, judgement in sorted(known.judgements.items(), key=lambda item: "/" in item[0])
            for full in self.questions.get(key, ())
        }
        return self.evaluators(self.book.terms, profile_of(known, judgements), self.as_of)

    def tracer(self, known: Learnt) -> Tracer:
        """What works out the conditions of what is known."""
        return Tracer(self.evaluator(known), {ACT: self.record(known)}, past=True)

    def results(self, known: Learnt) -> tuple[Results, Mapping[str, Judgement]]:
        """Each rule's conditions, and the rulings on items in conflict."""
        tracer = self.tracer(known)
        found = {}
        for rule in self.bearing.rules:
            conditions = {
                condition.id: evaluate_condition(tracer, rule.id, condition)
                for condition in leaves(rule.requires)
            }
            conditions[IN_FORCE] = force_on_days(tracer, rule)
            found[rule.id] = conditions
        return found, tracer.evaluator.profile.judgements

    def _rule(
        self, rule: Rule, results: Mapping[str, ClauseResult], truths: Mapping[str, Truth]
    ) -> RuleResult:
        verdict = decide_clause(with_force(rule), results)
        decides = truths.get(f"{rule.id}/decides", verdict.truth)
        return RuleResult(rule=rule, verdict=verdict, decides=decides)

    def _status(
        self,
        told: Mapping[str, Truth],
        results: Results,
        rulings: Mapping[str, Judgement],
        worst: Consequence,
        best: Consequence,
    ) -> PenaltyStatus:
        """Whether the questions for an officer alone decide: all yes and all no then differ."""
        if worst == best:
            return PenaltyStatus.DECIDED
        pending = [
            f"{rule}/{name}"
            for rule, conditions in results.items()
            for name, result in conditions.items()
            if is_pending(result)
        ]
        pending += [c.ruling for c in self.bearing.conflicts if c.ruling not in rulings]
        ends = set()
        for truth in (Truth.TRUE, Truth.FALSE):
            truths = evaluate(self.bearing.graph, {**told, **dict.fromkeys(pending, truth)})
            ends.add((consequence_of(truths, unknown=False), consequence_of(truths, unknown=True)))
        return PenaltyStatus.NEEDS_JUDGEMENT if len(ends) > 1 else PenaltyStatus.UNDETERMINED


def consequence_of(truths: Mapping[str, Truth], unknown: bool) -> Consequence:
    """What follows where every open node is taken as ``unknown``."""

    def found(modality: str) -> list[EffectName]:
        return [
            effect
            for effect in EFFECTS
            if truths.get(outcome_node(effect, modality), Truth.FALSE)
            in ((Truth.TRUE, Truth.UNKNOWN) if unknown else (Truth.TRUE,))
        ]

    must: EffectName = next(iter(found("must")), "ordinary")
    may: EffectName | None = next(iter(found("may")), None)
    if may is None or EFFECTS.index(may) >= EFFECTS.index(must):
        return Consequence(must)
    return Consequence(must, may)


def _settled(known: Learnt, laws: tuple[Law, ...] | None, evaluator: Evaluator) -> Record:
    """The incident's fields, with what follows from the others."""
    fields = dict(known.fields)
    declared = evaluator.rulebook.facts[ACT]
    whole = LocalReference(declared.type.item, ACT)
    names = {ACT: Record(known.fields)}
    for name, field_ in declared.fields.items():
        node = FieldReference(field_.type, whole, name)
        value = evaluator.evaluate(node, names).value
        if isinstance(value, Interval) or is_known(value):
            fields[name] = value
    as_of = evaluator.as_of
    committed = fields[declared.roles["committed"]]
    assert isinstance(committed, Interval)
    then, longer = no_violation(
        laws or (), cast("date", committed.low), as_of, last_day(declared, fields, as_of)
    )
    fields.setdefault(declared.roles["no_violation_then"], then)
    fields.setdefault(declared.roles["no_violation_now"], longer)
    return Record(fields)


def leaf_truths(
    bearing: Bearing, results: Results, rulings: Mapping[str, Judgement]
) -> dict[str, Truth]:
    """The truth of every leaf of the graph."""
    told = {
        f"{rule}/{name}": result.truth
        for rule, conditions in results.items()
        for name, result in conditions.items()
    }
    for conflict in bearing.conflicts:
        ruling = rulings.get(conflict.ruling)
        told[conflict.ruling] = Truth.UNKNOWN if ruling is None else Truth.of(ruling.answer)
    if bearing.unnamed:
        told[UNNAMED] = Truth.UNKNOWN
    return told
