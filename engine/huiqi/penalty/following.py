"""What has to be done: steps towards a lenient outcome, and what follows from the verdict.

While the verdict is open only what holds whatever it will be is told, and the steps that can still
be taken; a duty or a procedure of one outcome is told when that outcome is settled, or the
authority may choose it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from huiqi.decision.clauses import evaluate_condition
from huiqi.decision.results import ClauseResult
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator
from huiqi.language.tree import FieldReference, Node, walk
from huiqi.language.types import Kind
from huiqi.penalty.results import Answer, Course, Precondition, RuleResult, Task
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT
from huiqi.rulebook.rulebook import Fact, StepToTake
from huiqi.truth import Truth
from huiqi.values import Interval, Record, Value, exactly


class Following:
    """What follows for one incident on one day."""

    def __init__(
        self, book: PenaltyBook, evaluator: Evaluator, record: Record, as_of: date
    ) -> None:
        self.book = book
        self.evaluator = evaluator
        self.record = record
        self.as_of = as_of

    def steps(self, answer: Answer, open_rules: Iterable[str]) -> Iterator[Precondition]:
        """What the lenient rules ask to be done: done already, or something that still helps."""
        waiting = set(open_rules)
        for field, declared in self.book.act.fields.items():
            step = declared.step
            if step is None:
                continue
            done, left, taken = [], [], self._taken(field)
            for result in answer.rules:
                if not any(effect == "none" for effect, _ in result.rule.sanction.outcomes):
                    continue
                asking = [clause for clause in result.verdict.clauses if _asks(clause, field)]
                if not asking:
                    continue
                if result.decides is Truth.TRUE or (
                    result.rule.id in waiting
                    and (taken or all(clause.truth is Truth.TRUE for clause in asking))
                ):
                    done.append(result.rule.id)
                elif result.rule.id in waiting and self._helps(result, asking, declared):
                    left.append(result.rule.id)
            if left or done:
                due = self._due(step)
                over = due is not None and due < self.as_of
                yield Precondition(
                    kind=step.id,
                    text=step.text,
                    by=None if over else due,
                    done=not left,
                    rules=tuple(left or done),
                    field=field,
                    late=(self.as_of - due).days if due is not None and over and left else 0,
                )

    def _taken(self, field: str) -> bool:
        """Whether it is told to be done: what its day is compared with may still be open."""
        value = self.record.fields.get(field)
        return value is Truth.TRUE or (isinstance(value, Interval) and value.known)

    def _helps(self, result: RuleResult, asking: list[ClauseResult], field: Fact) -> bool:
        """Whether doing it on the day of the decision could still meet the conditions."""
        done: Value = exactly(self.as_of) if field.type.kind is Kind.DATE else Truth.TRUE
        changed = Record({**self.record.fields, field.id: done})
        tracer = Tracer(self.evaluator, {ACT: changed}, past=True)
        return all(
            evaluate_condition(tracer, result.rule.id, clause.condition).truth is not Truth.FALSE
            for clause in asking
        )

    def _due(self, step: StepToTake) -> date | None:
        """The day by which it was ordered; over, it is no limit of a step any more."""
        due = self.record.fields.get(step.by) if step.by is not None else None
        if not isinstance(due, Interval) or not due.known:
            return None
        low: date = due.low
        return low

    def duties(self, answer: Answer) -> Iterator[Task]:
        """Those that hold in any case; those of no penalty where that is settled or allowed."""
        settled = answer.worst if answer.worst == answer.best else None
        effect = settled.outcome[0] if settled is not None else None
        for duty in self.book.duties:
            if duty.when != "always" and effect != "none":
                continue
            if self._truth(duty.applies) is not Truth.FALSE:
                chosen = duty.when != "always" and settled is not None and settled.may is not None
                done = duty.done is not None and self._truth(duty.done) is Truth.TRUE
                yield Task(duty, chosen, done)

    def courses(self, answer: Answer) -> Iterator[Course]:
        """The procedures for what is settled, or may be chosen."""
        if answer.worst != answer.best or self.book.procedures is None:
            return
        settled = answer.worst
        for procedure in self.book.procedures.each:
            for effect in dict.fromkeys((settled.may, settled.must)):
                named = procedure.outcome == effect
                among = effect == "lighter_or_mitigated" and procedure.outcome == "mitigated"
                applies = self._truth(procedure.applies)
                if (named or among) and applies is not Truth.FALSE:
                    chosen = among or settled.may is not None
                    yield Course(procedure, chosen, applies is Truth.UNKNOWN)

    def _truth(self, node: Node | None) -> Truth:
        if node is None:
            return Truth.TRUE
        value = self.evaluator.evaluate(node, {ACT: self.record}).value
        return value if isinstance(value, Truth) else Truth.FALSE


def _asks(clause: ClauseResult, field: str) -> bool:
    return clause.condition.node is not None and any(
        isinstance(part, FieldReference) and part.field == field
        for part in walk(clause.condition.node)
    )
