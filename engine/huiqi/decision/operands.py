"""What an expression is made of, operand by operand, so that its working can be redone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.decision.lines import Line, Operation
from huiqi.evaluation import arithmetic
from huiqi.language import tree
from huiqi.language.formatting import format_quantity
from huiqi.language.tree import Node
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, sentence
from huiqi.truth import Truth
from huiqi.values import Interval, Record, Records, Value, exactly, hull, symbol

if TYPE_CHECKING:
    from huiqi.decision.tracing import Tracer

#: So many records of a sum are told one by one; the rest as their sum.
_MOST_RECORDS = 20

_NOTHING = exactly(Decimal(0))
_SIGNS = {
    "+": Operation.PLUS,
    "-": Operation.MINUS,
    "*": Operation.TIMES,
    "/": Operation.DIVIDED,
}
_PLAIN: dict[type[Node], Operation] = {
    tree.Literal: Operation.WRITTEN,
    tree.FactReference: Operation.READ,
    tree.FieldReference: Operation.READ,
    tree.LocalReference: Operation.READ,
    tree.ParameterReference: Operation.PARAMETER,
    tree.UnknownValue: Operation.UNKNOWN,
    tree.Negative: Operation.MINUS,
    tree.Round: Operation.ROUNDED,
    tree.Choose: Operation.TIER,
    tree.Lookup: Operation.TIER,
}
_FORMULA = sentence("算式")
_TIER = sentence("适用的一档")
_BECAUSE = sentence("条件")
_OTHERS = sentence("可能还有的")
_REST = sentence("适用其余一档")


def operation_of(node: Node) -> Operation:
    """How an expression comes about from its operands."""
    if isinstance(node, tree.Arithmetic):
        return _SIGNS[node.operator]
    if isinstance(node, tree.Extreme):
        return Operation.LEAST if node.least else Operation.GREATEST
    if isinstance(node, tree.Aggregate) and node.operator == "sum":
        return Operation.SUM
    if isinstance(node, tree.Let):
        return operation_of(node.body)
    return _PLAIN.get(type(node), Operation.FORMULA)


def operands_of(tracer: Tracer, node: Node) -> Iterator[Line]:
    """What an expression is made of; nothing where it is about a record that is not named."""
    if not speaks_of_named(node, tracer.names):
        return
    if isinstance(node, tree.Choose):
        yield from _tier(tracer, node)
    elif isinstance(node, tree.Lookup):
        yield from _cell(tracer, node)
    elif isinstance(node, tree.Aggregate) and node.operator == "sum":
        yield from _records(tracer, node)
    elif isinstance(node, tree.Let):
        for name, bound in node.bindings:
            tracer = tracer.binding(name, tracer.evaluate(bound).value)
        yield from operands_of(tracer, node.body)
    else:
        for operand in _direct(node):
            yield line_of(tracer, operand)


def line_of(tracer: Tracer, node: Node, text: InLanguages | None = None) -> Line:
    """An operand, under its own name unless it has another here."""
    return Line(
        text=text or _label(tracer.evaluator.rulebook, node),
        value=tracer.evaluate(node).value,
        node=node,
        type=node.type,
        telling=tracer,
    )


def speaks_of_named(node: Node, names: Collection[str]) -> bool:
    """Whether every record an expression is about has its name."""
    if isinstance(node, tree.LocalReference):
        return node.name in names
    if isinstance(node, tree.Aggregate):
        own = {*names, node.variable}
        inner = (part for part in (node.value, node.condition) if part is not None)
        return speaks_of_named(node.records, names) and all(
            speaks_of_named(part, own) for part in inner
        )
    if isinstance(node, tree.Let):
        names = {*names, *(name for name, _ in node.bindings)}
    return all(speaks_of_named(child, names) for child in tree.children(node))


def _direct(node: Node) -> Iterator[Node]:
    """The operands of a sum, a product, a limit, a rounding."""
    if isinstance(node, tree.Arithmetic):
        yield from _chain(node, node.operator)
    elif isinstance(node, tree.Extreme):
        yield from node.operands
    elif isinstance(node, tree.Negative | tree.Round):
        yield node.operand


def _chain(node: Node, operator: str) -> Iterator[Node]:
    """The terms of a sum, the factors of a product: a + b + c is one step."""
    if not isinstance(node, tree.Arithmetic) or node.operator != operator:
        yield node
        return
    if operator in ("+", "*"):
        yield from _chain(node.left, operator)
        yield from _chain(node.right, operator)
    else:
        yield from (node.left, node.right)


def _label(rulebook: Rulebook, node: Node) -> InLanguages:
    """What people call it."""
    if isinstance(node, tree.FactReference | tree.ParameterReference):
        return rulebook.label(node.name)
    if isinstance(node, tree.FieldReference):
        owner = node.record.type.record
        assert owner is not None
        return rulebook.facts[owner.name].fields[node.field].label
    if isinstance(node, tree.Literal):
        zh, en = (format_quantity(node.value, node.type, language) for language in ("zh", "en"))
        return Text(zh=zh, en=en)
    return _FORMULA


def _tier(tracer: Tracer, node: tree.Choose) -> Iterator[Line]:
    """The row that decides and its condition, where every row before it is known not to."""
    for condition, value in node.rows:
        truth = tracer.evaluate(condition).value
        if truth is Truth.FALSE:
            continue
        yield line_of(tracer, condition, _BECAUSE)
        if truth is Truth.TRUE:
            yield line_of(tracer, value, _TIER)
        return
    if node.otherwise is not None:
        yield line_of(tracer, node.otherwise, _REST)


def _cell(tracer: Tracer, node: tree.Lookup) -> Iterator[Line]:
    """The keys, and the cell that they name where they are known."""
    keys = [line_of(tracer, key) for key in node.keys]
    yield from keys
    for symbols, cell in node.cells:
        if [key.value for key in keys] == [symbol(name) for name in symbols]:
            yield line_of(tracer, cell, _TIER)


def _records(tracer: Tracer, node: tree.Aggregate) -> Iterator[Line]:
    """What each record adds; of one that may not count, from nothing to that."""
    records, value = tracer.evaluate(node.records).value, node.value
    if not isinstance(records, Records) or value is None:
        return
    lines = [
        line
        for record in records.items
        for line in _record(tracer.binding(node.variable, record), node, record, value)
    ]
    yield from lines[:_MOST_RECORDS]
    rest = lines[_MOST_RECORDS:]
    if rest:
        text = sentence("另 {len} 项", len=len(rest))
        yield Line(text=text, value=_sum(rest), type=value.type)
    # A list may end at a year, and say all of the years before.
    through = records.through is not None and _sum(lines) == tracer.evaluate(node).value
    if not records.complete and not through:
        unknown = Interval(None, None)
        yield Line(text=_OTHERS, value=unknown, type=value.type, step=Operation.UNKNOWN)


def _record(tracer: Tracer, node: tree.Aggregate, record: Record, value: Node) -> Iterator[Line]:
    there = record.there
    if there is not Truth.FALSE and node.condition is not None:
        counted = tracer.evaluate(node.condition).value
        assert isinstance(counted, Truth)
        there = counted if there is Truth.TRUE or counted is Truth.FALSE else Truth.UNKNOWN
    if there is Truth.FALSE:
        return
    key = record.key or "—"
    line = line_of(tracer, value, Text(zh=key, en=key))
    found = line.value
    if isinstance(found, Interval) and (there is Truth.UNKNOWN or found.optional):
        # It may add nothing.
        line = Line(text=line.text, value=hull((_NOTHING, Interval(*found[:2]))), type=value.type)
    yield line


def _sum(lines: list[Line]) -> Value:
    whole: arithmetic.Numeric = _NOTHING
    for line in lines:
        if isinstance(line.value, Interval):
            whole = arithmetic.add(whole, line.value)
    return whole
