"""The case of each construct that is true or false."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.language import tree
from huiqi.language.compared import MIRROR, comparisons
from huiqi.lowering.cases_of_values import note_nothing
from huiqi.lowering.list_rows import any_record
from huiqi.lowering.lowered import (
    Listed,
    Lowered,
    LoweredAnswer,
    LoweredNumber,
    LoweredSymbol,
    LoweredWords,
    Where,
)
from huiqi.lowering.lowerer import Lowerer, lowers
from huiqi.lowering.scalars import Scalar
from huiqi.lowering.weighed_grades import strongest, weakest


@lowers(tree.Comparison)
def _comparison(lowerer: Lowerer, node: tree.Comparison, where: Where) -> Lowered:
    return lowerer.answer(_compared(lowerer, node.operator, node.left, node.right, where))


def _compared(
    lowerer: Lowerer, sign: str, left: tree.Node, right: tree.Node, where: Where
) -> Scalar:
    if isinstance(left, tree.Growth):
        return _growth_compared(lowerer, sign, left, right, where)
    if isinstance(right, tree.Growth):
        return _growth_compared(lowerer, MIRROR[sign], right, left, where)
    one, other = lowerer.value(left, where), lowerer.value(right, where)
    for words, symbol, node in ((one, other, right), (other, one, left)):
        if isinstance(words, LoweredWords) and isinstance(symbol, LoweredSymbol):
            # A text that names a symbol: what a payment was for, beside the kind of a step.
            assert node.type.enumeration is not None
            symbols = node.type.enumeration.symbols
            return lowerer.comparing.named(sign, words, symbol, symbols)
    return lowerer.comparing.compare(sign, one, other)


def _growth_compared(
    lowerer: Lowerer, sign: str, growth: tree.Growth, other: tree.Node, where: Where
) -> Scalar:
    """A growth is compared, never worked out."""
    now, base = lowerer.number(growth.now, where), lowerer.number(growth.base, where)
    note_nothing(lowerer, base)
    return lowerer.comparing.growth(sign, now, base, growth.years, lowerer.number(other, where))


@lowers(tree.Membership)
def _membership(lowerer: Lowerer, node: tree.Membership, where: Where) -> Lowered:
    operand = lowerer.value(node.operand, where)
    if isinstance(operand, LoweredSymbol):
        enumeration = node.operand.type.enumeration
        assert enumeration is not None
        places = [enumeration.symbols.index(one) for one in node.symbols]
        return lowerer.answer(lowerer.comparing.member(operand, places))
    if isinstance(operand, LoweredNumber):
        # What never applies is in no set.
        return lowerer.answer(
            lowerer.graph.case(operand.absent, lowerer.graph.false, lowerer.graph.unknown)
        )
    assert isinstance(operand, LoweredWords)
    graph = lowerer.graph
    inside = graph.one_of(operand.text, node.symbols)
    truth = lowerer.comparing.settled(
        graph.is_true(inside),
        graph.is_true(graph.negation(inside)),
        operand.optional,
        operand.absent,
    )
    return lowerer.answer(truth)


@lowers(tree.IntervalMembership)
def _interval(lowerer: Lowerer, node: tree.IntervalMembership, where: Where) -> Lowered:
    graph = lowerer.graph
    if isinstance(node.operand, tree.Growth):
        # A rate is compared, never worked out.
        ends = [
            _compared(lowerer, end.operator, end.left, end.right, where)
            for _, end in comparisons(node)
        ]
        return lowerer.answer(graph.both(*ends))
    low = ">=" if node.low_included else ">"
    high = "<=" if node.high_included else "<"
    operand = lowerer.value(node.operand, where)
    least, most = lowerer.value(node.low, where), lowerer.value(node.high, where)
    return lowerer.answer(
        graph.both(
            lowerer.comparing.compare(low, operand, least),
            lowerer.comparing.compare(high, operand, most),
        )
    )


@lowers(tree.IndustryWithin)
def _industry(lowerer: Lowerer, node: tree.IndustryWithin, where: Where) -> Lowered:
    operand = lowerer.value(node.operand, where)
    if not isinstance(operand, LoweredWords):
        assert isinstance(operand, LoweredNumber)
        return lowerer.answer(lowerer.graph.false)
    return lowerer.answer(lowerer.comparing.industry(operand, node.codes))


@lowers(tree.And)
def _and(lowerer: Lowerer, node: tree.And, where: Where) -> Lowered:
    return lowerer.answer(_joined(lowerer, node.operands, where, decisive=False))


@lowers(tree.Or)
def _or(lowerer: Lowerer, node: tree.Or, where: Where) -> Lowered:
    return lowerer.answer(_joined(lowerer, node.operands, where, decisive=True))


def _joined(
    lowerer: Lowerer, operands: Iterable[tree.Node], where: Where, *, decisive: bool
) -> Scalar:
    """The connective of which one ``decisive`` part is enough, and how well it is supported."""
    graph = lowerer.graph
    parts = []
    for operand in operands:
        with lowerer.reading() as reads:
            truth = lowerer.truth(operand, where)
        parts.append((truth, reads))
    grade = _grade_of_parts(
        lowerer, [(truth, reads.grade) for truth, reads in parts], decisive=decisive
    )
    reached = graph.true
    for truth, reads in parts:
        decides = graph.is_true(truth if decisive else graph.negation(truth))
        best = graph.is_true(graph.at_most(reads.grade, graph.zero))
        reads.grade = graph.zero
        lowerer.reads.add(graph, reads, reached)
        # What is decided, and as well as can be, asks for nothing more.
        reached = graph.both(reached, graph.negation(graph.both(decides, best)))
    lowerer.reads.grade = graph.greatest(lowerer.reads.grade, grade)
    truths = [truth for truth, _ in parts]
    return graph.either(*truths) if decisive else graph.both(*truths)


def _grade_of_parts(
    lowerer: Lowerer, parts: list[tuple[Scalar, Scalar]], *, decisive: bool
) -> Scalar:
    """The grade of the strongest decisive part, else of the weakest open one, else of all."""
    graph = lowerer.graph
    grades = {grade for _, grade in parts}
    if len(grades) == 1:
        return grades.pop()
    decides = [
        (graph.is_true(truth if decisive else graph.negation(truth)), grade)
        for truth, grade in parts
    ]
    opened = [(graph.is_null(truth), grade) for truth, grade in parts]
    return graph.case(
        graph.either(*(counts for counts, _ in decides)),
        strongest(graph, decides),
        graph.case(
            graph.either(*(counts for counts, _ in opened)),
            weakest(graph, opened),
            weakest(graph, [(graph.true, grade) for _, grade in parts]),
        ),
    )


@lowers(tree.Not)
def _not(lowerer: Lowerer, node: tree.Not, where: Where) -> Lowered:
    return lowerer.answer(lowerer.graph.negation(lowerer.truth(node.operand, where)))


@lowers(tree.IsApplicable)
def _is_applicable(lowerer: Lowerer, node: tree.IsApplicable, where: Where) -> Lowered:
    graph = lowerer.graph
    value = lowerer.value(node.operand, where)
    if isinstance(value, (LoweredNumber, LoweredSymbol, LoweredWords)):
        applies = graph.case(value.optional, graph.unknown, graph.true)
        return lowerer.answer(graph.case(value.absent, graph.false, applies))
    if isinstance(value, LoweredAnswer):
        applies = graph.case(graph.is_null(value.truth), graph.unknown, graph.true)
        return lowerer.answer(graph.case(value.absent, graph.false, applies))
    if isinstance(value, Listed):
        if value.open is graph.false:
            return lowerer.answer(graph.true)
        some = graph.either(graph.negation(value.open), any_record(lowerer, value))
        return lowerer.answer(graph.case(some, graph.true, graph.unknown))
    return lowerer.answer(graph.true)
