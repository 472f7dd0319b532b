"""Where an enterprise stands on the ladder of titles, and which step is the nearest.

A title is a measure whose instrument is ``title``; the versions of one title share a step, and
the one in force on the day of decision speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.decision.groups import standings
from huiqi.decision.results import Decision, MeasureResult, Status, Verdict
from huiqi.decision.steps import Lacking, Ladder, Step
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.rulebook.measure import Clause, Condition, Measure
from huiqi.rulebook.rulebook import Rulebook, names_read
from huiqi.truth import Truth


def ladder_of(rulebook: Rulebook, decision: Decision) -> Ladder:
    """The ladder, from a decision on :attr:`Rulebook.titles`."""
    evaluator = Evaluator(rulebook, decision.profile, decision.as_of)
    by_step: dict[str, list[MeasureResult]] = {}
    for result in decision.results:
        rung = result.measure.ladder
        assert rung is not None
        by_step.setdefault(rung.step, []).append(result)
    steps = tuple(_step(rulebook, results, evaluator) for results in by_step.values())
    reachable = [step for step in steps if step.held is not Truth.TRUE and _could_apply(step)]
    return Ladder(steps, min(reachable, key=_distance, default=None), decision)


def _lacking(clause: Clause, verdict: Verdict) -> Lacking:
    parts = standings(clause, verdict.nodes, verdict.clauses)
    return Lacking(
        clause,
        tuple(
            part
            for part in parts
            if isinstance(part.clause, Condition) and part.met is not Truth.TRUE and not part.idle
        ),
    )


def _step(rulebook: Rulebook, results: list[MeasureResult], evaluator: Evaluator) -> Step:
    result = _speaker(results)
    rung = result.measure.ladder
    assert rung is not None
    value = evaluator.evaluate(rung.held).value
    held = value if isinstance(value, Truth) else Truth.FALSE
    verdict = result.verdict
    failing: list[Lacking] = []
    open_: list[Lacking] = []
    if verdict is not None:
        for part in _parts(result.measure.requires):
            truth = verdict.nodes[part.id]
            if truth is not Truth.TRUE:
                (failing if truth is Truth.FALSE else open_).append(_lacking(part, verdict))
    names = {name for name in names_read(rung.held) if name in rulebook.definitions}
    names = names or set(names_read(rung.held))
    own = {other.measure.id for other in results}
    opens = tuple(_resting_on(rulebook, names, own))
    return Step(
        name=rung.step,
        order=rung.order,
        held=held,
        result=result,
        failing=tuple(failing),
        open=tuple(open_),
        opens=opens,
    )


def _speaker(results: list[MeasureResult]) -> MeasureResult:
    """The version that speaks for a step: in force, then possibly; the most hopeful of them."""
    order = (
        Status.QUALIFIES,
        Status.NEEDS_JUDGEMENT,
        Status.UNDETERMINED,
        Status.DOES_NOT_QUALIFY,
    )
    force = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)
    return min(
        results,
        key=lambda result: (force.index(result.force.truth), order.index(result.conditions)),
    )


def _parts(clause: Clause) -> Iterable[Clause]:
    if isinstance(clause, Condition) or clause.kind != "all":
        return (clause,)
    return clause.children


def _could_apply(step: Step) -> bool:
    return step.result.force.truth is not Truth.FALSE


def _distance(step: Step) -> tuple[int, int, int]:
    """Fewest parts that fail, then fewest that are not known, then the lower step."""
    return len(step.failing), len(step.open), step.order


def _resting_on(rulebook: Rulebook, names: set[str], own: set[str]) -> Iterable[Measure]:
    """The measures that ask for a title: those one of whose conditions reads it."""
    for measure in (*rulebook.supports, *rulebook.titles):
        if measure.id in own:
            continue
        read = {name for condition in measure.conditions() for name in _names(condition)}
        reached = {other for name in read for other in rulebook.closure.get(name, ())}
        if names & (read | reached):
            yield measure


def _names(condition: Condition) -> Iterable[str]:
    for node in condition.nodes:
        yield from _asked(node)


def _asked(node: Node, positive: bool = True) -> Iterable[str]:
    """The names a condition asks for: what it only excludes ("not above scale, or") is none."""
    if isinstance(node, tree.Not):
        yield from _asked(node.operand, not positive)
    elif isinstance(node, (tree.And, tree.Or)):
        for operand in node.operands:
            yield from _asked(operand, positive)
    elif positive:
        yield from names_read(node)
