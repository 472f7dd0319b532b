"""How much the comparisons of a condition that fails are lacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from huiqi.decision.trace import Gap
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.quantities import add
from huiqi.truth import Truth
from huiqi.values import Interval, Value


def gaps_of(
    evaluator: Evaluator, node: Node, names: Mapping[str, Value], year: int | None
) -> Iterator[Gap]:
    """Of each comparison that fails, where both sides are exact; of alternatives none is chosen."""
    if isinstance(node, tree.And):
        for part in node.operands:
            yield from gaps_of(evaluator, part, names, year)
        return
    if not isinstance(node, tree.Comparison) or node.operator in ("==", "!="):
        return
    if isinstance(node.left, tree.Growth) or isinstance(node.right, tree.Growth):
        return
    if evaluator.evaluate(node, names, year).value is not Truth.FALSE:
        return
    left = evaluator.evaluate(node.left, names, year).value
    right = evaluator.evaluate(node.right, names, year).value
    if not (isinstance(left, Interval) and left.known):
        return
    if not (isinstance(right, Interval) and right.known):
        return
    if node.left.type.kind is Kind.DATE:
        yield Gap(Decimal(abs((left.low - right.low).days)), node.left.type)
        return
    apart = add(right.low, -left.low)
    yield Gap(apart if apart >= 0 else -apart, node.left.type)
