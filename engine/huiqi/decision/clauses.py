"""Clauses: the truth of each condition, Kleene logic above, and the grade of the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from huiqi.decision.results import ClauseResult, Status, Verdict
from huiqi.decision.tracing import Tracer
from huiqi.evaluation.reads import Cause
from huiqi.inference.graph import Child, Gate, Graph, Join
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.measure import Clause, Condition, Group, leaves
from huiqi.sentences import bilingual, sentence
from huiqi.truth import (
    FALSE,
    TRUE,
    UNKNOWN,
    Truth,
    agreement,
    at_least,
    conjunction,
    disjunction,
    negation,
)


def evaluate_condition(tracer: Tracer, measure: str, condition: Condition) -> ClauseResult:
    """A condition for one claim, in the tracer's reading of the rules."""
    evaluator = tracer.evaluator
    judgements = evaluator.profile.judgements
    judgement = judgements.get(f"{measure}/{condition.id}") if judgements else None
    grade = condition.grade
    if condition.unknown is not None and judgement is None:
        cause = Cause("declared", condition.id, bilingual(condition.unknown))
        return ClauseResult(
            condition=condition,
            truth=UNKNOWN,
            grade=grade,
            missing=(),
            causes=(cause,),
            telling=tracer,
        )
    if condition.presumed and condition.node is not None:
        # Whether or not the source asks for it, it is met; and nothing rests on that.
        outcome = tracer.evaluate(condition.node)
        if outcome.value is TRUE:
            return ClauseResult(condition=condition, truth=TRUE, grade=0, telling=tracer)
        if evaluator.strict and outcome.value is UNKNOWN:
            missing, causes = outcome.missing, outcome.causes
            return ClauseResult(
                condition=condition,
                truth=UNKNOWN,
                grade=0,
                missing=missing,
                causes=causes,
                telling=tracer,
            )
    if evaluator.strict and grade >= WEAK:
        cause = Cause("weak", condition.id, sentence("依据不是本市的规定，只作参照"))
        return ClauseResult(
            condition=condition,
            truth=UNKNOWN,
            grade=grade,
            missing=(),
            causes=(cause,),
            telling=tracer,
        )
    if judgement is not None and condition.node is None:
        truth = Truth.of(judgement.answer)
        return ClauseResult(
            condition=condition, truth=truth, grade=grade, judgement=judgement, telling=tracer
        )
    if condition.question is not None:
        return ClauseResult(condition=condition, truth=UNKNOWN, grade=grade, telling=tracer)
    if condition.readings:
        return _ambiguous(tracer, condition)
    assert condition.node is not None
    outcome = tracer.evaluate(condition.node)
    truth = outcome.value if isinstance(outcome.value, Truth) else FALSE
    grade = max(grade, outcome.grade)
    result = ClauseResult(
        condition=condition,
        truth=truth,
        grade=grade,
        missing=outcome.missing,
        causes=outcome.causes,
        telling=tracer,
    )
    if judgement is not None and result.pending:
        truth = Truth.of(judgement.answer)
        return ClauseResult(
            condition=condition, truth=truth, grade=grade, judgement=judgement, telling=tracer
        )
    return result


def _ambiguous(tracer: Tracer, condition: Condition) -> ClauseResult:
    """True or false where every reading says so."""
    outcomes = {r.id: tracer.evaluate(r.node) for r in condition.readings}
    truths = {
        key: outcome.value if isinstance(outcome.value, Truth) else FALSE
        for key, outcome in outcomes.items()
    }
    truth = agreement(truths.values())
    missing = [m for outcome in outcomes.values() for m in outcome.missing]
    causes = [c for outcome in outcomes.values() for c in outcome.causes]
    if truth is UNKNOWN and not missing and not causes:
        why = sentence("原文有不止一种读法，结论不同")
        causes.append(Cause("ambiguous", condition.id, why))
    return ClauseResult(
        condition=condition,
        truth=truth,
        grade=max([condition.grade, *(outcome.grade for outcome in outcomes.values())]),
        missing=tuple(dict.fromkeys(missing)) if not truth.known else (),
        causes=tuple(dict.fromkeys(causes)) if not truth.known else (),
        readings=truths,
        telling=tracer,
    )


def node_truths(clause: Clause, given: Mapping[str, Truth]) -> dict[str, Truth]:
    """The truth of every group from those of the conditions."""
    truths = dict(given)
    _settle(clause, truths)
    return truths


def _settle(part: Clause, truths: dict[str, Truth]) -> Truth:
    if isinstance(part, Condition):
        return truths[part.id]
    below = [_settle(child, truths) for child in part.children]
    found = truths[part.id] = group_truth(part, below)
    return found


def group_truth(group: Group, parts: Iterable[Truth]) -> Truth:
    """The truth of a group from those of its parts (Kleene's tables)."""
    return _JOINTS[group.kind](group.threshold, parts)


@lru_cache(maxsize=4096)
def counted_truth(kind: str, threshold: int, true: int, false: int, unknown: int) -> Truth:
    """The same of so many parts: asked thousands of times of what may still become of a verdict."""
    parts = [Truth.TRUE] * true + [Truth.FALSE] * false + [Truth.UNKNOWN] * unknown
    return _JOINTS[kind](threshold, parts)


_JOINTS: dict[str, Callable[[int, Iterable[Truth]], Truth]] = {
    "all": lambda threshold, truths: conjunction(truths),
    "any": lambda threshold, truths: disjunction(truths),
    "none": lambda threshold, truths: conjunction(negation(truth) for truth in truths),
    "at_least": at_least,
}


def _grade_of(
    clause: Clause, truths: Mapping[str, Truth], results: Mapping[str, ClauseResult]
) -> int:
    """How well the outcome of a clause is supported (a rank: 0 is the strongest).

    What decided it counts: for ``all``, true is as weak as its weakest part, false as strong as
    its strongest false part; ``any`` is the dual; an open clause is as weak as its weakest open
    part that the reading relies on.
    """
    if isinstance(clause, Condition):
        return results[clause.id].grade
    outcome, parts = truths[clause.id], clause.children
    # The value of the parts that made the outcome, and how many of them it took.
    deciding = negation(outcome) if clause.kind == "none" else outcome
    grades = [_grade_of(part, truths, results) for part in parts if truths[part.id] is deciding]
    if outcome is UNKNOWN:
        # A weak statement that was not relied on left it open, but supports nothing.
        return max([grade for grade in grades if grade < WEAK], default=0)
    if clause.kind == "at_least":
        needed = clause.threshold if outcome is TRUE else len(parts) - clause.threshold + 1
    else:
        one = outcome is (TRUE if clause.kind == "any" else FALSE)
        needed = 1 if one else len(parts)
    return sorted(grades)[needed - 1]


def decide_clause(clause: Clause, results: Mapping[str, ClauseResult]) -> Verdict:
    """The verdict on a clause whose conditions have been evaluated; force stands apart."""
    truths = {key: result.truth for key, result in results.items()}
    truth = _settle(clause, truths)
    if truth is FALSE:
        status = Status.DOES_NOT_QUALIFY
    elif truth is TRUE:
        status = Status.QUALIFIES
    else:
        status = _open_status(clause, results)
    ordered = tuple([results[name] for name in _names_of(clause)])
    left = tuple([results[name] for name in _open_leaves(clause, truths)])
    return Verdict(
        clause=clause,
        status=status,
        truth=truth,
        grade=_grade_of(clause, truths, results),
        clauses=ordered,
        nodes=truths,
        open=left,
    )


@lru_cache(maxsize=1024)
def _names_of(clause: Clause) -> tuple[str, ...]:
    """The ids of its conditions, in the order of reading."""
    return tuple(condition.id for condition in leaves(clause))


def _open_leaves(clause: Clause, truths: Mapping[str, Truth]) -> Iterator[str]:
    """The open conditions that leave the whole open: none within a group that is settled."""
    if truths[clause.id] is not UNKNOWN:
        return
    if isinstance(clause, Condition):
        yield clause.id
        return
    for child in clause.children:
        yield from _open_leaves(child, truths)


def _open_status(clause: Clause, results: Mapping[str, ClauseResult]) -> Status:
    """Whether the pending judgements alone decide: all yes and all no then differ."""
    if not any(result.pending for result in results.values()):
        return Status.UNDETERMINED
    outcomes = {answered(clause, results, answer)[clause.id] for answer in (True, False)}
    return Status.NEEDS_JUDGEMENT if len(outcomes) > 1 else Status.UNDETERMINED


def answered(clause: Clause, results: Mapping[str, ClauseResult], answer: bool) -> dict[str, Truth]:
    """The truths if every pending judgement were ``answer``."""
    return node_truths(
        clause,
        {
            key: Truth.of(answer) if result.pending else result.truth
            for key, result in results.items()
        },
    )


_KINDS = {"all": Join.ALL, "any": Join.ANY, "none": Join.ALL, "at_least": Join.AT_LEAST}


def graph_of(clause: Clause) -> Graph:
    """The clause as the inference network takes it; a lone condition becomes a gate of one."""
    gates: list[Gate] = []

    def visit(part: Clause) -> None:
        if isinstance(part, Condition):
            return
        for child in part.children:
            visit(child)
        positive = part.kind != "none"
        children = tuple(Child(child.id, positive) for child in part.children)
        gates.append(
            Gate(id=part.id, kind=_KINDS[part.kind], children=children, threshold=part.threshold)
        )

    visit(clause)
    if not gates:
        gates.append(Gate(id=f"only {clause.id}", kind=Join.ALL, children=(Child(clause.id),)))
    return Graph(tuple(condition.id for condition in leaves(clause)), tuple(gates))


def gate_truths(clause: Clause, truths: Mapping[str, Truth]) -> Mapping[str, Truth]:
    """The truths under the names that :func:`graph_of` gives the nodes."""
    if isinstance(clause, Group):
        return truths
    return {**truths, f"only {clause.id}": truths[clause.id]}
