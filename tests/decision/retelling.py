"""A trace told back: an evaluator that knows nothing but what the trace says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from huiqi.decision.results import ClauseResult
from huiqi.evaluation import Evaluator, Strictness
from huiqi.evaluation.frame import Frame
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Interval, NotApplicable, Value

#: What settles a condition, or leaves it open, other than its expression.
APART = {"weak", "declared"}


class Retold(Evaluator):
    """Knows nothing of an enterprise but the values that a trace tells."""

    def __init__(
        self, rules: Rulebook, as_of: date, reading: Strictness, told: Mapping[Node, Value]
    ) -> None:
        super().__init__(rules, Profile(name="示例企业"), as_of, reading)
        self.told_values = told

    def value(self, node: Node, frame: Frame) -> Value:
        found = self.told_values.get(node)
        return super().value(node, frame) if found is None else found

    def truth(self, node: Node, frame: Frame) -> Truth:
        found = self.told_values.get(node)
        if found is None:
            return super().truth(node, frame)
        return found if isinstance(found, Truth) else Truth.FALSE

    def number(self, node: Node, frame: Frame) -> Interval | NotApplicable:
        found = self.told_values.get(node)
        if found is None:
            return super().number(node, frame)
        assert isinstance(found, (Interval, NotApplicable))
        return found


def by_expression(clause: ClauseResult) -> bool:
    """Whether the truth of a condition is that of its expression."""
    condition = clause.condition
    told_apart = {cause.kind for cause in clause.causes} & APART
    return not (condition.presumed or condition.once or clause.judgement or told_apart)


def looks_elsewhere(node: Node) -> bool:
    """Whether something within a list reads facts beside the list: those are not told."""
    return any(
        isinstance(part, tree.Aggregate)
        and any(
            isinstance(below, tree.FactReference | tree.ParameterReference)
            for inner in (part.condition, part.value)
            if inner is not None
            for below in tree.walk(inner)
        )
        for part in tree.walk(node)
    )


def agrees(
    clause: ClauseResult,
    rules: Rulebook,
    day: date,
    names: Mapping[str, Value],
    reading: Strictness = Strictness.STRICT,
) -> bool:
    """Holds a clause to its trace: the expression told, with the values told, comes to the truth
    of the verdict.  Whether there was an expression to hold it to.
    """
    trace = clause.trace
    told = {found.node: found.value for found in trace.actual}
    condition = clause.condition
    if not trace.required or not by_expression(clause):
        return False
    truths = [clause.truth]
    if condition.readings:
        truths = [clause.readings[reading.id] for reading in condition.readings]
    for said, decided in zip(trace.required, truths, strict=True):
        evaluator = Retold(rules, day, reading, told)
        meant = condition.node is not None and said.node is not condition.node
        found = evaluator.evaluate(said.node, names, said.year if meant else None).value
        truth = found if isinstance(found, Truth) else Truth.FALSE
        if truth is not decided:
            assert truth is Truth.UNKNOWN, condition.id
            assert looks_elsewhere(said.node), condition.id
    if trace.gaps:
        assert clause.truth is Truth.FALSE
    assert all(gap.distance >= 0 for gap in trace.gaps)
    return True
