"""A formula taken apart for a clerk: the tier that applies, the lesser, each record of a sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from huiqi.decision.lines import Line
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence
from huiqi.truth import Truth
from huiqi.values import Records, symbol

if TYPE_CHECKING:
    from huiqi.decision.tracing import Tracer

#: So many records of a sum are listed.
_MOST_RECORDS = 20


def parts_of(tracer: Tracer, node: Node) -> Iterator[Line]:
    """The lines below a line of the working, from its expression."""
    if isinstance(node, tree.UnknownValue):
        return
    if isinstance(node, tree.Extreme):
        text = sentence("取较小者")
        if not node.least:
            text = sentence("取较大者")
        for operand in node.operands:
            yield Line(
                text=text, value=tracer.evaluate(operand).value, node=operand, telling=tracer
            )
    elif isinstance(node, tree.Choose):
        yield from _applying(tracer, node)
    elif isinstance(node, tree.Lookup):
        yield from _looked_up(tracer, node)
    elif isinstance(node, tree.Aggregate) and node.value is not None:
        yield from _records(tracer, node)
    elif node.type.kind is Kind.MONEY:
        for child in tree.children(node):
            yield from parts_of(tracer, child)


def _applying(tracer: Tracer, node: tree.Choose) -> Iterator[Line]:
    """The row that decides, where every row before it is known not to."""
    for condition, value in node.rows:
        truth = tracer.evaluate(condition).value
        if truth is Truth.FALSE:
            continue
        if truth is Truth.TRUE:
            text = sentence("适用的一档")
            yield Line(
                text=text, value=tracer.evaluate(value).value, node=condition, telling=tracer
            )
        return
    if node.otherwise is not None:
        text = sentence("适用其余一档")
        yield Line(text=text, value=tracer.evaluate(node.otherwise).value)


def _looked_up(tracer: Tracer, node: tree.Lookup) -> Iterator[Line]:
    """The parts of the one cell that the keys, where they are known, name."""
    keys = [tracer.evaluate(key).value for key in node.keys]
    for symbols, cell in node.cells:
        if keys == [symbol(name) for name in symbols]:
            yield from parts_of(tracer, cell)


def _records(tracer: Tracer, node: tree.Aggregate) -> Iterator[Line]:
    records = tracer.evaluate(node.records).value
    if not isinstance(records, Records) or node.value is None:
        return
    there = [record for record in records.items if record.there is not Truth.FALSE]
    for record in there[:_MOST_RECORDS]:
        inner = tracer.binding(node.variable, record)
        if node.condition is not None and inner.evaluate(node.condition).value is Truth.FALSE:
            continue
        key = record.key or "—"
        yield Line(text=Text(zh=key, en=key), value=inner.evaluate(node.value).value)
