"""A formula taken apart for a clerk: which tier applies, what is the lesser, each record of a sum.

Worked out only where a line is shown: the decision itself does not need it.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.clauses import Names
from huiqi.decision.results import Line
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.rulebook.text import Text
from huiqi.truth import Truth
from huiqi.values import Records

#: So many records of a sum are listed.
_MOST_RECORDS = 20


def parts_of(evaluator: Evaluator, line: Line) -> Iterator[Line]:
    """The lines below a line of the working, from its expression."""
    if line.node is not None:
        yield from _parts(evaluator, line.node, line.names)


def _parts(evaluator: Evaluator, node: Node, names: Names) -> Iterator[Line]:
    if isinstance(node, tree.UnknownValue):
        return
    if isinstance(node, tree.Extreme):
        text = Text(zh="取较小者", en="the lesser of")
        if not node.least:
            text = Text(zh="取较大者", en="the greater of")
        for operand in node.operands:
            value = evaluator.evaluate(operand, names).value
            yield Line(text, value, operand, names=names)
    elif isinstance(node, tree.Choose):
        yield from _applying(evaluator, node, names)
    elif isinstance(node, tree.Aggregate) and node.value is not None:
        yield from _records(evaluator, node, names)
    elif node.type.kind is Kind.MONEY:
        for child in tree.children(node):
            yield from _parts(evaluator, child, names)


def _applying(evaluator: Evaluator, node: tree.Choose, names: Names) -> Iterator[Line]:
    """The row that decides, where every row before it is known not to."""
    for condition, value in node.rows:
        truth = evaluator.evaluate(condition, names).value
        if truth is Truth.FALSE:
            continue
        if truth is Truth.TRUE:
            shown = evaluator.evaluate(value, names).value
            text = Text(zh="适用的一档", en="the tier that applies")
            yield Line(text, shown, condition, names=names)
        return
    if node.otherwise is not None:
        text = Text(zh="适用其余一档", en="the remaining tier applies")
        yield Line(text, evaluator.evaluate(node.otherwise, names).value)


def _records(evaluator: Evaluator, node: tree.Aggregate, names: Names) -> Iterator[Line]:
    records = evaluator.evaluate(node.records, names).value
    if not isinstance(records, Records) or node.value is None:
        return
    there = [record for record in records.items if record.there is not Truth.FALSE]
    for record in there[:_MOST_RECORDS]:
        inner = {**names, node.variable: record}
        if node.condition is not None:
            truth = evaluator.evaluate(node.condition, inner).value
            if truth is Truth.FALSE:
                continue
        key = record.key or "—"
        yield Line(Text(zh=key, en=key), evaluator.evaluate(node.value, inner).value)
