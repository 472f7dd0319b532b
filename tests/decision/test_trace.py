"""What a result says of how it came about: not built before it is asked for, and true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huiqi.decision.cases import Case, case_files, read_cases
from huiqi.decision.decide import Decider
from huiqi.decision.results import ClauseResult, Line, MeasureResult, Verdict
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator, Strictness
from huiqi.evaluation.frame import Frame
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.profile.profile import Profile
from huiqi.profile.reader import read_profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import Interval, NotApplicable, Value

ROOT = Path(__file__).resolve().parents[2]
RULES = load_rulebook(ROOT / "rules")
DECIDER = Decider(RULES)
CASES = case_files([ROOT / "cases" / "measures", ROOT / "cases" / "titles"])
#: What settles a condition, or leaves it open, other than its expression.
APART = {"weak", "declared"}


class Retold(Evaluator):
    """Knows nothing of an enterprise but the values that a trace tells."""

    def __init__(self, as_of: date, strictness: Strictness, told: dict[Node, Value]) -> None:
        super().__init__(RULES, Profile("示例企业"), as_of, strictness)
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


def verdicts(results: tuple[MeasureResult, ...]) -> Iterator[tuple[Verdict, dict[str, Value]]]:
    """Every verdict of both readings, with what its conditions call the record."""
    for result in results:
        if result.verdict is not None:
            yield result.verdict, {}
        for item in result.items:
            yield item.verdict, {result.measure.variable or "": item.record}
        if result.illustration is not None:
            yield from verdicts(result.illustration.models)


def lines(results: tuple[MeasureResult, ...]) -> Iterator[Line]:
    """Every line of every amount."""
    for result in results:
        for amount in (result.amount, *(item.amount for item in result.items)):
            if amount is not None:
                yield from (*amount.lines, *amount.readings)


def test_nothing_is_told_before_it_is_asked_for() -> None:
    """A decision builds no trace, takes no formula apart, tries no other facts, and neither
    illustrates nor combines.
    """
    path = ROOT / "cases" / "examples" / "example-complete.yaml"
    profile = read_profile(path, RULES, Diagnostics())
    decision = DECIDER.decide(profile, date(2023, 6, 20), RULES.supports)
    results = decision.results
    assert not {"combinations", "force_unknown", "questions"} & set(vars(decision))
    assert not any({"illustration", "changes", "range"} & set(vars(result)) for result in results)
    clauses = [clause for verdict, _ in verdicts(results) for clause in verdict.clauses]
    assert clauses
    assert not any("trace" in vars(clause) for clause in clauses)
    drawn = list(lines(results))
    assert drawn
    assert not any({"found", "parts"} & set(vars(line)) for line in drawn)
    assert clauses[0].trace is clauses[0].trace
    assert "trace" in vars(clauses[0])


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


def retold(clause: ClauseResult, day: date, reading: Strictness, names: dict[str, Value]) -> None:
    """The expression told, with the values told, comes to the truth of the verdict."""
    trace = clause.trace
    told = {found.node: found.value for found in trace.actual}
    if len(trace.required) != 1 or not by_expression(clause):
        return
    (said,) = trace.required
    evaluator = Retold(day, reading, told)
    yearly = said.year if said.node is not clause.condition.node else None
    truth = evaluator.evaluate(said.node, names, yearly).value
    truth = truth if isinstance(truth, Truth) else Truth.FALSE
    if truth is not clause.truth:
        assert truth is Truth.UNKNOWN, clause.condition.id
        assert looks_elsewhere(said.node), clause.condition.id
    if trace.gaps:
        assert clause.truth is Truth.FALSE
    assert all(gap.distance >= 0 for gap in trace.gaps)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_trace_and_verdict_agree(path: Path) -> None:
    """For every case: what is said to be asked and found is what decided."""
    for case in read_cases(path, RULES, Diagnostics()):
        if not isinstance(case, Case) or not case.expect.measures:
            continue
        decision = DECIDER.decide(case.profile, case.as_of, case.measures(RULES))
        for result in decision.results:
            told = list(verdicts((result,)))
            own = 1 if result.verdict is not None else len(result.items)
            for number, (verdict, names) in enumerate(told):
                reading = Strictness.STRICT if number < own else Strictness.ILLUSTRATIVE
                for clause in verdict.clauses:
                    retold(clause, case.as_of, reading, names)
