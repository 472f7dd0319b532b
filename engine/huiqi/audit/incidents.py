"""The audit of the rules on violations: the same checks, over the cases of incidents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from huiqi.audit.context import Audit
from huiqi.audit.difference.fingerprint import print_of
from huiqi.audit.exhaustion import same_in_force
from huiqi.audit.mutants import Mutant
from huiqi.audit.mutation import Bench
from huiqi.audit.observe import Observations, Observer, Run
from huiqi.decision.cases import case_files
from huiqi.decision.clauses import evaluate_condition, node_truths
from huiqi.decision.in_force import force_on_days
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator
from huiqi.language.tree import FieldReference, walk
from huiqi.objects import cached_property
from huiqi.penalty.answering import Assessor
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.incident_cases import (
    IncidentCase,
    holds_incidents,
    incident_failures,
    read_incident_cases,
)
from huiqi.penalty.rule_graph import Bearing, questions, with_force
from huiqi.profile.profile import Profile
from huiqi.rulebook.loading import holds_penalties, load_penalties
from huiqi.rulebook.measure import Rule, leaves
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import Sentence
from huiqi.truth import Truth
from huiqi.values import Interval

if TYPE_CHECKING:
    from huiqi.audit.proofs.witness_check import Subjects


def audits_of_incidents(audit: Audit) -> tuple[Audit, ...]:
    """The audit of the rules on violations that lie in the same folder, where there are any."""
    if not holds_penalties(audit.rules):
        return ()
    book = load_penalties(audit.rules)
    shared = {name: getattr(audit, name) for name in ("rules", "cases", "progress", "processes")}
    return (IncidentAudit(rulebook=book.terms, book=book, happened=True, **shared),)


@dataclass(frozen=True, eq=False, kw_only=True)
class IncidentAudit(Audit):
    """Of a penalty book, with the cases of incidents."""

    book: PenaltyBook

    @cached_property
    def observed(self) -> Observations:
        """What the incidents made happen in the rules."""
        found = Observations()
        for path in filter(holds_incidents, case_files(list(self.cases))):
            cases = read_incident_cases(path, self.book, found.diagnostics)
            found.take(cases, lambda case: _run(case, self.book, found))
        return found

    def subjects(self) -> Subjects:
        from huiqi.audit.proofs.acts import acts

        return acts(self.book)

    def bench(self) -> Bench:
        return _IncidentBench(self.book, self.observed)

    @property
    def beside(self) -> tuple[Audit, ...]:
        return ()


def _run(case: IncidentCase, book: PenaltyBook, found: Observations) -> Run:
    """Decide one incident under observation."""
    observers: list[Observer] = []

    def observed(rulebook: Rulebook, profile: Profile, as_of: date) -> Evaluator:
        observers.append(Observer(rulebook, profile, as_of))
        return observers[-1]

    decision = PenaltyDecider(book, evaluators=observed).decide(
        case.incident, case.as_of, around=False
    )
    rules: set[str] = set()
    for turn in decision.turns:
        for result in turn.answer.rules:
            rules.add(result.rule.id)
            truths = {one.condition.id: one.truth for one in result.verdict.clauses}
            found.vectors.setdefault(result.rule.id, []).append(truths)
    nodes, names = found.note(observers)
    told = {p for r in book.terms.rules.values() for on in r.in_force.on for p in walk(on)}
    fields = {part.field for part in told if isinstance(part, FieldReference)}
    on = [decision.fields[name] for name in fields if name in decision.fields]
    days = {value.low for value in on if isinstance(value, Interval) and value.known}
    return Run(
        case=case,
        results={},
        failures=tuple(incident_failures(case.expect, decision, book.terms)),
        nodes=nodes,
        names=names,
        rules=frozenset(rules),
        days=frozenset((case.as_of, *(day for day in days if isinstance(day, date)))),
    )


class _IncidentBench(Bench):
    """The incidents, decided anew where a mutant's own rule comes out otherwise."""

    def __init__(self, book: PenaltyBook, observed: Observations) -> None:
        super().__init__(book.terms, observed)
        self.book = book
        self.questions = questions(book)
        self.told = cache(self._told)

    def noticing(self, mutant: Mutant) -> Callable[[Run], bool]:
        terms = mutant.rulebook(self.rulebook)
        before = self.rulebook.provisions
        changed = [(before[key], rule) for key, rule in terms.provisions.items()]
        changed = [(old, new) for old, new in changed if old is not new]
        decider = PenaltyDecider(replace(self.book, terms=terms))

        def noticed(run: Run) -> bool:
            if changed and not any(self.differ(run, old, new) for old, new in changed):
                return False
            case = _case_of(run)
            decision = decider.decide(case.incident, case.as_of, around=False)
            return next(incident_failures(case.expect, decision, terms), None) is not None

        return noticed

    def proof(self, mutant: Mutant) -> Sentence | None:
        found = super().proof(mutant)
        if found is None and mutant.owner.rule is not None:
            before, after = self.rulebook.rules[mutant.owner.key], mutant.entry(self.rulebook)
            assert isinstance(after, Rule)
            if before.in_force is not after.in_force:
                return same_in_force(self.book, before, after)
        return found

    def differ(self, run: Run, old: Rule, new: Rule) -> bool:
        """Whether two forms of a rule say otherwise at some point of an incident."""
        if old.id not in run.rules:
            return False
        if print_of(old.effect) != print_of(new.effect):
            return True
        return any(_truths(t, old) != _truths(t, new) for t in self.told(run))

    def _told(self, run: Run) -> tuple[Tracer, ...]:
        """What is known at each point of an incident."""
        case = _case_of(run)
        nothing = Bearing(provisions=(), items=(), unnamed=False)
        assessor = Assessor(self.book, case.incident, nothing, case.as_of, self.questions)
        known = [case.incident.known(n) for n in range(len(case.incident.arrivals) + 1)]
        return tuple(map(assessor.tracer, known))


def _truths(tracer: Tracer, rule: Rule) -> tuple[Mapping[str, Truth], list[Mapping[str, Truth]]]:
    """Of a rule: each of its conditions, that it is in force, and what they come to; then of each
    condition what its readings say.
    """
    told = [evaluate_condition(tracer, rule.id, one) for one in leaves(rule.requires)]
    found = {clause.condition.id: clause.truth for clause in told}
    truths = node_truths(
        with_force(rule), {**found, rule.force.id: force_on_days(tracer, rule).truth}
    )
    return truths, [clause.readings for clause in told]


def _case_of(run: Run) -> IncidentCase:
    assert isinstance(run.case, IncidentCase)
    return run.case
