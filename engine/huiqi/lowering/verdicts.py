"""Clauses: the truth of each condition, Kleene logic above, and the grade of the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from huiqi.evaluation.reads import Missing
from huiqi.language.tree import Node
from huiqi.lowering.lowered import Where
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.row_reads import RowReads
from huiqi.lowering.scalars import Scalar
from huiqi.lowering.weighed_grades import Weighed, strongest, weakest
from huiqi.objects import dataclass
from huiqi.rulebook.basis import GRADES, WEAK
from huiqi.rulebook.measure import Clause, Condition, Group, leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweredCondition:
    """What is found of a condition: its truth, the grade, what it rests on.

    ``pending``: whether an official's answer is still to come.
    """

    truth: Scalar
    grade: Scalar
    missing: Mapping[Missing, Scalar]
    pending: Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweredVerdict:
    """The verdict on a clause.

    ``nodes``: the truth of each condition and group; ``judged``: whether only a judgement is
    wanting; ``failing`` and ``open``: by condition, where it decides a refusal, where it leaves
    the whole open.
    """

    truth: Scalar
    grade: Scalar
    judged: Scalar
    nodes: Mapping[str, Scalar]
    failing: Mapping[str, Scalar]
    open: Mapping[str, Scalar]
    missing: Mapping[Missing, Scalar]


def condition_of(lowerer: Lowerer, condition: Condition, where: Where) -> LoweredCondition:
    """A condition for one claim; no table holds an official's answer."""
    graph = lowerer.graph
    own = graph.constant(condition.grade)
    open_ = LoweredCondition(truth=graph.unknown, grade=own, missing={}, pending=graph.false)
    if condition.unknown is not None:
        return open_
    if condition.presumed and condition.node is not None:
        truth, reads = _asked(lowerer, condition.node, where)
        rest = open_ if condition.grade >= WEAK else _stated(lowerer, condition, truth, reads)
        met_or_open = graph.negation(graph.is_true(graph.negation(truth)))
        missing = {
            one: graph.either(
                graph.both(graph.is_null(truth), reads.missing.get(one, graph.false)),
                graph.both(graph.negation(met_or_open), rest.missing.get(one, graph.false)),
            )
            for one in {**reads.missing, **rest.missing}
        }
        return LoweredCondition(
            truth=graph.case(met_or_open, truth, rest.truth),
            grade=graph.case(met_or_open, graph.zero, rest.grade),
            missing=missing,
            pending=graph.both(graph.is_null(truth), _left_to_judgement(lowerer, truth, reads)),
        )
    if condition.grade >= WEAK:
        return open_
    if condition.question is not None:
        return replace(open_, pending=graph.true)
    if condition.readings:
        return _ambiguous(lowerer, condition, where)
    assert condition.node is not None
    truth, reads = _asked(lowerer, condition.node, where)
    return _stated(lowerer, condition, truth, reads)


def _asked(lowerer: Lowerer, node: Node, where: Where) -> tuple[Scalar, RowReads]:
    found = lowerer.collected(node, where)
    truth = lowerer.truth_of(found.value)
    # What does not apply is not so, and nothing is missing of it.
    found.reads.only_where(lowerer.graph, lowerer.graph.is_null(truth))
    return truth, found.reads


def _stated(
    lowerer: Lowerer, condition: Condition, truth: Scalar, reads: RowReads
) -> LoweredCondition:
    graph = lowerer.graph
    grade = graph.greatest(graph.constant(condition.grade), reads.grade)
    return _from_reads(lowerer, truth, grade, reads)


def _from_reads(
    lowerer: Lowerer, truth: Scalar, grade: Scalar, reads: RowReads
) -> LoweredCondition:
    return LoweredCondition(
        truth=truth,
        grade=grade,
        missing=reads.missing,
        pending=_left_to_judgement(lowerer, truth, reads),
    )


def _left_to_judgement(lowerer: Lowerer, truth: Scalar, reads: RowReads) -> Scalar:
    """Whether it is a share of nothing that alone leaves it open."""
    graph = lowerer.graph
    return graph.both(
        graph.is_null(truth),
        reads.nothing,
        graph.negation(reads.other),
        graph.negation(reads.any_missing(graph)),
    )


def _ambiguous(lowerer: Lowerer, condition: Condition, where: Where) -> LoweredCondition:
    """True or false where every reading says so."""
    graph = lowerer.graph
    found = [_asked(lowerer, reading.node, where) for reading in condition.readings]
    truths = [truth for truth, _ in found]
    all_hold = graph.both(*map(graph.is_true, truths))
    all_fail = graph.both(*(graph.is_true(graph.negation(truth)) for truth in truths))
    truth = graph.truth(all_hold, all_fail)
    reads = RowReads.none(graph)
    for _, own in found:
        reads.add(graph, own)
    open_ = graph.is_null(truth)
    reads.only_where(graph, open_)
    grade = graph.greatest(graph.constant(condition.grade), reads.grade)
    ambiguous = graph.both(
        open_,
        graph.negation(reads.any_missing(graph)),
        graph.negation(reads.nothing),
        graph.negation(reads.other),
    )
    reads.other = graph.either(reads.other, ambiguous)
    return _from_reads(lowerer, truth, grade, reads)


def verdict_of(
    lowerer: Lowerer, clause: Clause, found: Mapping[str, LoweredCondition]
) -> LoweredVerdict:
    """The verdict on a clause whose conditions were lowered."""
    graph = lowerer.graph
    nodes = {name: one.truth for name, one in found.items()}
    truth = truth_of_clause(lowerer, clause, nodes)
    answers = []
    for answer in (graph.true, graph.false):
        given = {name: graph.case(one.pending, answer, one.truth) for name, one in found.items()}
        answers.append(truth_of_clause(lowerer, clause, given))
    differ = graph.either(
        graph.is_true(graph.negation(lowerer.comparing.alike(*answers))),
        graph.both(graph.is_null(answers[0]), graph.negation(graph.is_null(answers[1]))),
        graph.both(graph.is_null(answers[1]), graph.negation(graph.is_null(answers[0]))),
    )
    some = graph.either(*(one.pending for one in found.values()))
    open_ = dict(_open_leaves(lowerer, clause, nodes, graph.is_null(truth)))
    missing: dict[Missing, Scalar] = {}
    for name, where in open_.items():
        for one, condition in found[name].missing.items():
            both = graph.either(missing.get(one, graph.false), graph.both(where, condition))
            missing[one] = both
    return LoweredVerdict(
        truth=truth,
        grade=_grade_of(lowerer, clause, nodes, {n: one.grade for n, one in found.items()}),
        judged=graph.both(graph.is_null(truth), some, differ),
        nodes=nodes,
        failing=dict(_failing(lowerer, clause, nodes, graph.is_true(graph.negation(truth)))),
        open=open_,
        missing={one: where for one, where in missing.items() if where is not graph.false},
    )


def truth_of_clause(lowerer: Lowerer, clause: Clause, nodes: dict[str, Scalar]) -> Scalar:
    """The truth of a clause from those of its conditions; those of groups are added."""
    if isinstance(clause, Condition):
        return nodes[clause.id]
    below = [truth_of_clause(lowerer, child, nodes) for child in clause.children]
    found = nodes[clause.id] = _joint(lowerer, clause, below)
    return found


def _joint(lowerer: Lowerer, group: Group, parts: Sequence[Scalar]) -> Scalar:
    graph = lowerer.graph
    if group.kind == "all":
        return graph.both(*parts)
    if group.kind == "any":
        return graph.either(*parts)
    if group.kind == "none":
        return graph.both(*map(graph.negation, parts))
    sure = possible = graph.zero
    for part in parts:
        fails = graph.is_true(graph.negation(part))
        sure = graph.add(sure, graph.case(part, graph.one, graph.zero))
        possible = graph.add(possible, graph.case(fails, graph.zero, graph.one))
    threshold = graph.constant(group.threshold)
    return graph.truth(graph.at_most(threshold, sure), graph.below(possible, threshold))


def _open_leaves(
    lowerer: Lowerer, clause: Clause, nodes: Mapping[str, Scalar], where: Scalar
) -> Iterator[tuple[str, Scalar]]:
    """The open conditions that leave the whole open: none within a group that is settled."""
    graph = lowerer.graph
    here = graph.both(where, graph.is_null(nodes[clause.id]))
    if isinstance(clause, Condition):
        yield clause.id, here
        return
    for child in clause.children:
        yield from _open_leaves(lowerer, child, nodes, here)


def _failing(
    lowerer: Lowerer,
    clause: Clause,
    nodes: Mapping[str, Scalar],
    decides: Scalar,
    *,
    veto: bool = False,
) -> Iterator[tuple[str, Scalar]]:
    """The conditions that fail and decide a refusal; ``decides``: where the clause does."""
    graph = lowerer.graph
    own = nodes[clause.id]
    if isinstance(clause, Condition):
        yield clause.id, graph.both(decides, graph.is_true(own if veto else graph.negation(own)))
        return
    holds, fails = graph.is_true(own), graph.is_true(graph.negation(own))
    open_ = graph.is_null(own)
    contrary = clause.kind == "none"
    for child in clause.children:
        part = nodes[child.id]
        yes, no = graph.is_true(part), graph.is_true(graph.negation(part))
        if contrary:
            yes, no = no, yes
        alike = graph.either(
            graph.both(holds, yes), graph.both(fails, no), graph.both(open_, graph.is_null(part))
        )
        within = graph.both(decides, alike)
        yield from _failing(lowerer, child, nodes, within, veto=veto is not contrary)


def _grade_of(
    lowerer: Lowerer,
    clause: Clause,
    nodes: Mapping[str, Scalar],
    grades: Mapping[str, Scalar],
) -> Scalar:
    """How well the outcome of a clause is supported (a rank): what decided it counts."""
    graph = lowerer.graph
    if isinstance(clause, Condition):
        return grades[clause.id]
    below = [_grade_of(lowerer, child, nodes, grades) for child in clause.children]
    truths = [nodes[child.id] for child in clause.children]
    own = nodes[clause.id]
    holds = [graph.is_true(truth) for truth in truths]
    fails = [graph.is_true(graph.negation(truth)) for truth in truths]
    if clause.kind == "none":
        holds, fails = fails, holds
    number = len(below)
    needed = {"any": (1, number), "at_least": (clause.threshold, number - clause.threshold + 1)}
    of_held, of_failed = needed.get(clause.kind, (number, 1))
    held = _nth(lowerer, list(zip(holds, below, strict=True)), of_held)
    failed = _nth(lowerer, list(zip(fails, below, strict=True)), of_failed)
    # A weak statement that was not relied on left it open, but supports nothing.
    opened = [
        (graph.both(graph.is_null(truth), graph.below(grade, graph.constant(WEAK))), grade)
        for truth, grade in zip(truths, below, strict=True)
    ]
    return graph.case(graph.is_null(own), weakest(graph, opened), graph.case(own, held, failed))


def _nth(lowerer: Lowerer, parts: Sequence[Weighed], needed: int) -> Scalar:
    """The grade of the n-th strongest of those that decide; so many do."""
    graph = lowerer.graph
    grades = [grade for _, grade in parts]
    if len({*grades}) == 1:
        return grades[0]
    if needed == len(parts):
        return weakest(graph, [(graph.true, grade) for grade in grades])
    if needed == 1:
        return strongest(graph, parts)
    worst = len(GRADES) - 1
    found = graph.constant(worst)
    threshold = graph.constant(needed)
    for rank in range(worst - 1, -1, -1):
        number = graph.zero
        for counts, grade in parts:
            within = graph.both(counts, graph.at_most(grade, graph.constant(rank)))
            number = graph.add(number, graph.case(within, graph.one, graph.zero))
        found = graph.case(graph.at_most(threshold, number), graph.constant(rank), found)
    return found


def conditions_of(lowerer: Lowerer, clause: Clause, where: Where) -> dict[str, LoweredCondition]:
    """Every condition of a clause, for one claim."""
    return {one.id: condition_of(lowerer, one, where) for one in leaves(clause)}
