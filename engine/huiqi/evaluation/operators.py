"""The case of each construct, except lists: what the evaluator does with a node."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from huiqi.evaluation import arithmetic, comparison
from huiqi.evaluation.connectives import joined
from huiqi.evaluation.evaluator import Evaluator, evaluates
from huiqi.evaluation.frame import Frame, anything
from huiqi.evaluation.reads import NOTHING, Cause
from huiqi.language import tree
from huiqi.language.compared import MIRROR, comparisons
from huiqi.language.prose import prose
from huiqi.language.types import Kind
from huiqi.quantities import Span
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence
from huiqi.truth import FALSE, TRUE, UNKNOWN, Truth, conjunction, negation
from huiqi.values import (
    NOT_APPLICABLE,
    Choice,
    Interval,
    Record,
    Records,
    Value,
    exactly,
    hull,
    symbol,
)

#: How many possible years ``f[at: …]`` tries before it says unknown.
_MOST_YEARS = 10


@evaluates(tree.Literal)
def _literal(evaluator: Evaluator, node: tree.Literal, frame: Frame) -> Value:
    return _written(node)


@lru_cache(maxsize=4096)
def _written(node: tree.Literal) -> Value:
    """A literal's value, made once: a rulebook has few, and reads them all the time."""
    value = node.value
    if isinstance(value, bool):
        return Truth.of(value)
    if isinstance(value, str):
        return symbol(value)
    if isinstance(value, Span):
        return exactly(Decimal(value.amount))
    return exactly(value)


@evaluates(tree.FactReference)
def _fact(evaluator: Evaluator, node: tree.FactReference, frame: Frame) -> Value:
    if node.every:
        return evaluator.every_year(node.name, frame.year)
    if node.stated:
        told = evaluator.outcome(node.name).value
        return replace(told, complete=True) if isinstance(told, Records) else told
    if node.at is None:
        return evaluator.look_up(node.name, frame.year + node.shift)
    at = evaluator.number(node.at, frame)
    if at is NOT_APPLICABLE:
        return NOT_APPLICABLE
    # A figure that is no whole number names the year it falls in.
    at = arithmetic.floor_of(at)
    assert isinstance(at, Interval)
    if at.low is None or at.high is None or at.high - at.low >= _MOST_YEARS:
        return anything(node.type)
    years = range(int(at.low), int(at.high) + 1)
    found = [evaluator.look_up(node.name, year) for year in years]
    return hull([*found, NOT_APPLICABLE] if at.optional else found)


@evaluates(tree.ParameterReference)
def _parameter(evaluator: Evaluator, node: tree.ParameterReference, frame: Frame) -> Value:
    parameter = evaluator.rulebook.parameters[node.name]
    if node.on is not None:
        day = evaluator.number(node.on, frame)
        if day is NOT_APPLICABLE:
            return NOT_APPLICABLE
    else:
        day = exactly(date(frame.year, 12, 31) if frame.yearly else evaluator.as_of)
    return evaluator.parameter(parameter, day, frame)


@evaluates(tree.LocalReference)
def _local(evaluator: Evaluator, node: tree.LocalReference, frame: Frame) -> Value:
    return frame.locals[node.name]


@evaluates(tree.YearReference)
def _year(evaluator: Evaluator, node: tree.YearReference, frame: Frame) -> Value:
    return exactly(Decimal(frame.year))


@evaluates(tree.AsOf)
def _as_of(evaluator: Evaluator, node: tree.AsOf, frame: Frame) -> Value:
    return exactly(evaluator.as_of)


@evaluates(tree.Arithmetic)
def _arithmetic(evaluator: Evaluator, node: tree.Arithmetic, frame: Frame) -> Value:
    left = evaluator.number(node.left, frame)
    right_kind = node.right.type.kind
    if right_kind is Kind.SPAN and isinstance(node.right, tree.Literal):
        span = node.right.value
        assert isinstance(span, Span)
        return arithmetic.shift(left, span, 1 if node.operator == "+" else -1)
    right = evaluator.number(node.right, frame)
    if right_kind is Kind.SPAN:
        return arithmetic.shift_days(left, right, 1 if node.operator == "+" else -1)
    if node.operator == "+":
        return arithmetic.add(left, right)
    if node.operator == "*":
        return arithmetic.multiply(left, right)
    if node.operator == "-":
        if right_kind is Kind.DATE:
            return arithmetic.days_between(left, right)
        return arithmetic.subtract(left, right)
    _note_nothing(evaluator, node.right, right, frame)
    return arithmetic.divide(left, right)


def _note_nothing(evaluator: Evaluator, base: tree.Node, value: Value, frame: Frame) -> None:
    """Notes a base that is known not to be positive: no fact would settle a share of it."""
    if isinstance(value, Interval) and value.high is not None and value.high <= 0:
        labels = RulebookLabels(evaluator.rulebook)
        told = Text.in_both(lambda language: prose(base, labels, language, frame.year))
        why = sentence("{figure}不大于0，占比和增长率无从算起，由受理部门判断", figure=told)
        evaluator.reads.causes.append(Cause(NOTHING, "", why))


@evaluates(tree.Negative)
def _negative(evaluator: Evaluator, node: tree.Negative, frame: Frame) -> Value:
    return arithmetic.negate(evaluator.number(node.operand, frame))


@evaluates(tree.Comparison)
def _comparison(evaluator: Evaluator, node: tree.Comparison, frame: Frame) -> Value:
    return _compared(evaluator, node.operator, node.left, node.right, frame)


def _compared(
    evaluator: Evaluator, sign: str, left: tree.Node, right: tree.Node, frame: Frame
) -> Truth:
    if isinstance(left, tree.Growth):
        return _growth_compared(evaluator, sign, left, right, frame)
    if isinstance(right, tree.Growth):
        return _growth_compared(evaluator, MIRROR[sign], right, left, frame)
    return comparison.compare(
        sign, evaluator.value(left, frame), evaluator.value(right, frame), _order(left)
    )


def _growth_compared(
    evaluator: Evaluator, sign: str, growth: tree.Growth, other: tree.Node, frame: Frame
) -> Truth:
    """A growth is compared, never worked out."""
    now, base = evaluator.number(growth.now, frame), evaluator.number(growth.base, frame)
    _note_nothing(evaluator, growth.base, base, frame)
    rate = evaluator.number(other, frame)
    return comparison.growth_compare(sign, now, base, growth.years, rate)


def _order(node: tree.Node) -> tuple[str, ...] | None:
    """The symbols of the enum compared, in their order; both sides are of one."""
    return node.type.enumeration.symbols if node.type.enumeration is not None else None


@evaluates(tree.Membership)
def _membership(evaluator: Evaluator, node: tree.Membership, frame: Frame) -> Value:
    return comparison.member(evaluator.value(node.operand, frame), node.symbols)


@evaluates(tree.IntervalMembership)
def _interval(evaluator: Evaluator, node: tree.IntervalMembership, frame: Frame) -> Value:
    if isinstance(node.operand, tree.Growth):
        # A rate is compared, never worked out.
        ends = [
            _compared(evaluator, end.operator, end.left, end.right, frame)
            for _, end in comparisons(node)
        ]
        return conjunction(ends)
    low = ">=" if node.low_included else ">"
    high = "<=" if node.high_included else "<"
    operand, order = evaluator.value(node.operand, frame), _order(node.operand)
    least, most = evaluator.value(node.low, frame), evaluator.value(node.high, frame)
    return conjunction(
        (
            comparison.compare(low, operand, least, order),
            comparison.compare(high, operand, most, order),
        )
    )


@evaluates(tree.IndustryWithin)
def _industry(evaluator: Evaluator, node: tree.IndustryWithin, frame: Frame) -> Value:
    return comparison.industry_within(evaluator.value(node.operand, frame), node.codes)


@evaluates(tree.And)
def _and(evaluator: Evaluator, node: tree.And, frame: Frame) -> Value:
    return joined(evaluator, node.operands, lambda part: evaluator.truth(part, frame), FALSE)


@evaluates(tree.Or)
def _or(evaluator: Evaluator, node: tree.Or, frame: Frame) -> Value:
    return joined(evaluator, node.operands, lambda part: evaluator.truth(part, frame), TRUE)


@evaluates(tree.Not)
def _not(evaluator: Evaluator, node: tree.Not, frame: Frame) -> Value:
    return negation(evaluator.truth(node.operand, frame))


@evaluates(tree.Extreme)
def _extreme(evaluator: Evaluator, node: tree.Extreme, frame: Frame) -> Value:
    if node.type.enumeration is not None:
        return comparison.extreme_symbol(
            node.least,
            [evaluator.value(operand, frame) for operand in node.operands],
            node.type.enumeration.symbols,
        )
    return arithmetic.extreme(
        node.least, (evaluator.number(operand, frame) for operand in node.operands)
    )


@evaluates(tree.Round)
def _round(evaluator: Evaluator, node: tree.Round, frame: Frame) -> Value:
    operand = evaluator.number(node.operand, frame)
    return arithmetic.floor_of(operand) if node.down else arithmetic.round_to(operand, node.places)


@evaluates(tree.DateOf)
def _date_of(evaluator: Evaluator, node: tree.DateOf, frame: Frame) -> Value:
    return arithmetic.date_of(evaluator.number(node.year, frame), node.month, node.day)


@evaluates(tree.PartOf)
def _part_of(evaluator: Evaluator, node: tree.PartOf, frame: Frame) -> Value:
    return arithmetic.part_of(evaluator.number(node.operand, frame), node.part)


@evaluates(tree.IsApplicable)
def _is_applicable(evaluator: Evaluator, node: tree.IsApplicable, frame: Frame) -> Value:
    value = evaluator.value(node.operand, frame)
    if value is NOT_APPLICABLE:
        return FALSE
    if isinstance(value, (Interval, Choice)):
        return UNKNOWN if value.optional else TRUE
    if isinstance(value, Truth):
        # An unknown yes-or-no may also not apply; learning so must not flip an answer.
        return UNKNOWN if value is UNKNOWN else TRUE
    return TRUE if isinstance(value, Record) or _given(value) else UNKNOWN


def _given(value: Value) -> bool:
    return isinstance(value, Records) and (value.complete or bool(value.items))


@evaluates(tree.Growth)
def _growth(evaluator: Evaluator, node: tree.Growth, frame: Frame) -> Value:
    now, base = evaluator.number(node.now, frame), evaluator.number(node.base, frame)
    _note_nothing(evaluator, node.base, base, frame)
    if node.years > 1:
        # Only comparable, never a value: a root is seldom exact.
        return Interval(None, None, True)
    return comparison.growth_value(now, base)


@evaluates(tree.CountTrue)
def _count_true(evaluator: Evaluator, node: tree.CountTrue, frame: Frame) -> Value:
    truths = [evaluator.truth(operand, frame) for operand in node.operands]
    sure = sum(truth is TRUE for truth in truths)
    possible = sum(truth is not FALSE for truth in truths)
    return Interval(Decimal(sure), Decimal(possible))


@evaluates(tree.Choose)
def _choose(evaluator: Evaluator, node: tree.Choose, frame: Frame) -> Value:
    possible: list[Value] = []
    for condition, value in node.rows:
        truth = evaluator.truth(condition, frame)
        if truth is not FALSE:
            possible.append(evaluator.value(value, frame))
        if truth is TRUE:
            return hull(possible)
    if node.otherwise is None:
        possible.append(NOT_APPLICABLE)
    else:
        possible.append(evaluator.value(node.otherwise, frame))
    return hull(possible)


@evaluates(tree.Lookup)
def _table(evaluator: Evaluator, node: tree.Lookup, frame: Frame) -> Value:
    keys = [evaluator.value(key, frame) for key in node.keys]
    if NOT_APPLICABLE in keys:
        return NOT_APPLICABLE
    # The linker lets only enums be keys, so the symbols are always listed.
    choices = [key for key in keys if isinstance(key, Choice)]
    symbols = [choice.symbols or frozenset() for choice in choices]
    cells = [
        cell
        for names, cell in node.cells
        if all(name in own for name, own in zip(names, symbols, strict=True))
    ]
    possible = [evaluator.value(cell, frame) for cell in cells]
    optional = any(choice.optional for choice in choices)
    if optional or len(cells) < math.prod(map(len, symbols)):
        possible.append(NOT_APPLICABLE)
    return hull(possible)


@evaluates(tree.UnknownValue)
def _unknown(evaluator: Evaluator, node: tree.UnknownValue, frame: Frame) -> Value:
    value = anything(node.type)
    if isinstance(value, Interval):
        low = evaluator.number(node.low, frame) if node.low is not None else None
        high = evaluator.number(node.high, frame) if node.high is not None else None
        low_end = low.low if isinstance(low, Interval) else None
        high_end = high.high if isinstance(high, Interval) else None
        if isinstance(low, Interval) and isinstance(high, Interval):
            # Two bounds that may have changed places: it lies between them, whichever is less.
            ends = [low_end, high.low, low.high, high_end]
            if None not in ends:
                low_end, high_end = min(ends[:2]), max(ends[2:])
        value = Interval(low_end, high_end, low_end is None and high_end is None)
    return evaluator.unknown(Cause("declared", "", node.reason), value)


@evaluates(tree.Let)
def _let(evaluator: Evaluator, node: tree.Let, frame: Frame) -> Value:
    for name, bound in node.bindings:
        frame = frame.binding(name, evaluator.value(bound, frame))
    return evaluator.value(node.body, frame)
