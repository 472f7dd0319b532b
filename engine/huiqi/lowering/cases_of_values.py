"""The case of each construct that is, or makes, a figure: literals, arithmetic, days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from huiqi.language import tree
from huiqi.language.types import Kind
from huiqi.lowering.day_numbers import EPOCH
from huiqi.lowering.ends import End
from huiqi.lowering.listing import aggregated
from huiqi.lowering.lowered import (
    Lowered,
    LoweredEntry,
    LoweredNumber,
    LoweredWords,
    Where,
)
from huiqi.lowering.lowerer import Lowerer, lowers
from huiqi.lowering.record_fields import field_of
from huiqi.lowering.scalars import Scalar
from huiqi.lowering.share_parts import PART
from huiqi.quantities import Span
from huiqi.spelling import plain


@lowers(tree.Literal)
def _literal(lowerer: Lowerer, node: tree.Literal, where: Where) -> Lowered:
    value, graph = node.value, lowerer.graph
    if isinstance(value, bool):
        return lowerer.answer(graph.constant(value))
    if isinstance(value, str):
        if node.type.enumeration is not None:
            return lowerer.comparing.symbol(node.type.enumeration.symbols, value)
        text = value if node.type.kind is Kind.INDUSTRY else plain(value)
        return LoweredWords(graph.constant(text), graph.false, graph.false)
    if isinstance(value, Span):
        return lowerer.ranges.exactly(graph.constant(value.amount))
    return lowerer.ranges.exactly(lowerer.point(value))


@lowers(tree.LocalReference)
def _local(lowerer: Lowerer, node: tree.LocalReference, where: Where) -> Lowered:
    return where.names[node.name]


@lowers(tree.FieldReference)
def _field(lowerer: Lowerer, node: tree.FieldReference, where: Where) -> Lowered:
    entry = lowerer.value(node.record, where)
    assert isinstance(entry, LoweredEntry)
    return field_of(lowerer, entry, node.field, where)


@lowers(tree.YearReference)
def _year(lowerer: Lowerer, node: tree.YearReference, where: Where) -> Lowered:
    return lowerer.ranges.exactly(lowerer.graph.constant(where.year))


@lowers(tree.AsOf)
def _as_of(lowerer: Lowerer, node: tree.AsOf, where: Where) -> Lowered:
    return lowerer.ranges.exactly(lowerer.point(lowerer.as_of))


@lowers(tree.Arithmetic)
def _arithmetic(lowerer: Lowerer, node: tree.Arithmetic, where: Where) -> Lowered:
    ranges, graph = lowerer.ranges, lowerer.graph
    share = node.right
    if node.operator == "*" and isinstance(share, tree.Arithmetic) and share.operator == "/":
        # a · (b ÷ c) is (a · b) ÷ c, and then no two quotients are compared.
        factor = lowerer.number(node.left, where)
        product = ranges.multiply(factor, lowerer.number(share.left, where))
        divisor = lowerer.number(share.right, where)
        note_nothing(lowerer, divisor)
        found = ranges.divide(product, divisor)
        if ranges.surely_positive(divisor):
            return found
        # Whatever a share of nothing may be, none of it is nothing.
        nothing = lowerer.comparing.compare("==", factor, ranges.zero)
        return ranges.case(graph.is_true(nothing), ranges.like(found, graph.zero), found)
    left = lowerer.number(node.left, where)
    right_kind, sign = node.right.type.kind, 1 if node.operator == "+" else -1
    if right_kind is Kind.SPAN and isinstance(node.right, tree.Literal):
        span = node.right.value
        assert isinstance(span, Span)
        return ranges.shifted(left, span, sign)
    right = lowerer.number(node.right, where)
    if right_kind is Kind.SPAN:
        right = ranges.floor(right)
    if node.operator == "*":
        return ranges.multiply(left, right)
    if node.operator == "/":
        note_nothing(lowerer, right)
        return ranges.divide(left, right)
    found = ranges.add(left, right) if sign > 0 else ranges.subtract(left, right)
    if node.type.kind is Kind.DATE:
        for end in (found.low, found.high):
            graph.day(ranges.scalar(end))
    return found


def note_nothing(lowerer: Lowerer, base: LoweredNumber) -> None:
    """Where a base is known not to be positive, no fact would settle a share of it."""
    graph = lowerer.graph
    nothing = graph.is_true(lowerer.ranges.ends.at_most(base.high, graph.zero))
    nothing = graph.both(nothing, graph.negation(base.absent))
    lowerer.reads.nothing = graph.either(lowerer.reads.nothing, nothing)


@lowers(tree.Negative)
def _negative(lowerer: Lowerer, node: tree.Negative, where: Where) -> Lowered:
    return lowerer.ranges.negate(lowerer.number(node.operand, where))


@lowers(tree.Round)
def _round(lowerer: Lowerer, node: tree.Round, where: Where) -> Lowered:
    graph, ends = lowerer.graph, lowerer.ranges.ends
    own = node.operand
    operand = (
        aggregated(lowerer, own, where)
        if isinstance(own, tree.Aggregate)
        else lowerer.value(own, where)
    )
    assert isinstance(operand, LoweredNumber)

    def rounded(end: End) -> Scalar:
        return ends.floor(end) if node.down else ends.half_up(end, node.places)

    for end in (operand.low, operand.high):
        cut = lowerer.cut_off.get(end)
        if cut is not None:
            # What was cut off shares that were added up must not decide how it is rounded.
            beyond = rounded(ends.add(end, ends.of(cut, graph.constant(PART))))
            differ = graph.negation(graph.equal(beyond, rounded(end)))
            lowerer.set_apart(graph.is_true(differ))
    if node.down:
        return lowerer.ranges.floor(operand)
    return lowerer.ranges.half_up(operand, node.places)


@lowers(tree.DateOf)
def _date_of(lowerer: Lowerer, node: tree.DateOf, where: Where) -> Lowered:
    year = lowerer.ranges.floor(lowerer.number(node.year, where))

    def day(end: End) -> Scalar:
        scalar = lowerer.ranges.scalar(end)
        if scalar.constant and not scalar.is_null and 1 <= scalar.low <= 9999:
            return lowerer.point(_day(scalar.low, node.month, node.day))
        return lowerer.graph.day_in(scalar, node.month, node.day)

    return _each(year, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        # 29 February of a common year is the day after the 28th.
        return date(year, month + 1, 1)


def _each(value: LoweredNumber, change: Callable[[End], Scalar]) -> LoweredNumber:
    low = change(value.low)
    return value._replace(low=low, high=low if value.exact else change(value.high))


@lowers(tree.PartOf)
def _part_of(lowerer: Lowerer, node: tree.PartOf, where: Where) -> Lowered:
    graph, ranges = lowerer.graph, lowerer.ranges
    operand = lowerer.number(node.operand, where)

    def part(end: End) -> Scalar:
        day = ranges.scalar(end)
        if day.constant and not day.is_null:
            told = date.fromordinal(day.low + EPOCH)
            return graph.constant(told.year if node.part == "year" else told.month)
        return graph.part_of_day(day, node.part)

    found = _each(operand, part)
    if node.part == "year":
        return found
    years = [graph.part_of_day(ranges.scalar(end), "year") for end in (operand.low, operand.high)]
    one_year = graph.is_true(graph.equal(*years))
    open_ = found._replace(low=graph.one, high=graph.constant(12))
    return ranges.case(graph.either(one_year, operand.absent), found, open_)


@lowers(tree.Growth)
def _growth(lowerer: Lowerer, node: tree.Growth, where: Where) -> Lowered:
    graph = lowerer.graph
    now, base = lowerer.number(node.now, where), lowerer.number(node.base, where)
    note_nothing(lowerer, base)
    if node.years > 1:
        # Only comparable, never a value.
        return LoweredNumber(graph.nothing, graph.nothing, graph.true, graph.false)
    return lowerer.comparing.growth_value(now, base)


@lowers(tree.UnknownValue)
def _unknown(lowerer: Lowerer, node: tree.UnknownValue, where: Where) -> Lowered:
    graph, ranges = lowerer.graph, lowerer.ranges
    value = lowerer.anything(node.type)
    lowerer.reads.other = graph.true
    if not isinstance(value, LoweredNumber):
        return value
    low = lowerer.number(node.low, where) if node.low is not None else None
    high = lowerer.number(node.high, where) if node.high is not None else None
    ends = ranges.ends
    # A bound that does not apply is none.
    low_end: End = graph.nothing
    high_end: End = graph.nothing
    if low is not None:
        low_end = ends.case(low.absent, graph.nothing, low.low)
    if high is not None:
        high_end = ends.case(high.absent, graph.nothing, high.high)
    if low is not None and high is not None:
        # Two bounds that may have changed places: it lies between them, whichever is less.
        four = (low_end, high.low, low.high, high_end)
        open_ = graph.either(*map(ends.is_null, four), low.absent, high.absent)
        low_end = ends.case(open_, low_end, ends.least(low_end, high.low))
        high_end = ends.case(open_, high_end, ends.greatest(low.high, high_end))
    optional = graph.both(ends.is_null(low_end), ends.is_null(high_end))
    return LoweredNumber(low_end, high_end, optional, graph.false)


@lowers(tree.Let)
def _let(lowerer: Lowerer, node: tree.Let, where: Where) -> Lowered:
    for name, bound in node.bindings:
        where = where.binding(name, lowerer.value(bound, where))
    return lowerer.value(node.body, where)
