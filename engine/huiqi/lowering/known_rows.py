"""A scalar on the rows where a condition holds: without what the condition has answered.

What a measure comes to is asked only where it is not refused, and what refuses it is mostly a limit
of a number; on the other rows most of what its amount asks of that number is decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.lowering.scalar_graph import REBUILT, ScalarGraph
from huiqi.lowering.scalar_limits import NumberLimits, narrowest, number_limits
from huiqi.lowering.scalars import Operator, Scalar

#: At most so many parts are looked at; the rest stays as it is, which means the same.
_MOST = 4_000


def where_known(graph: ScalarGraph, node: Scalar, condition: Scalar) -> Scalar:
    """The same as ``node`` on the rows where the condition, which is never unknown, holds; on the
    others it may be anything of its sort.
    """
    return node if condition.constant else _KnownRows(graph, condition).of(node)


class _KnownRows:
    """The rows where a condition holds."""

    def __init__(self, graph: ScalarGraph, condition: Scalar) -> None:
        self.graph = graph
        self.truths: dict[Scalar, Scalar] = {}
        self.limits: dict[Scalar, NumberLimits] = {}
        self.found: dict[Scalar, Scalar] = {}
        self.left = _MOST
        for part in _parts(graph, condition):
            self._note(part)

    def _note(self, part: Scalar) -> None:
        graph = self.graph
        self.truths[part] = graph.true
        self.truths[graph.negation(part)] = graph.false
        if part.operation is Operator.IS_TRUE:
            self.truths[part.operands[0]] = graph.true
        told = number_limits(part)
        if told is not None:
            number, limits = told
            before = self.limits.get(number)
            self.limits[number] = limits if before is None else narrowest((before, limits))

    def of(self, node: Scalar) -> Scalar:
        """The node on these rows."""
        found = self.found.get(node)
        if found is None:
            self.left -= 1
            found = self.found[node] = self._of(node) if self.left > 0 else node
        return found

    def _of(self, node: Scalar) -> Scalar:
        told = self.truths.get(node)
        if told is None:
            told = self._within_limits(node)
        if told is not None:
            return told
        rebuilt = REBUILT.get(node.operation)
        if rebuilt is None:
            return node
        parts = [self.of(part) for part in node.operands]
        alike = all(one is other for one, other in zip(parts, node.operands, strict=True))
        return node if alike else rebuilt(self.graph, parts)

    def _within_limits(self, node: Scalar) -> Scalar | None:
        """Whether a condition on a number with limits is decided by them."""
        asked = number_limits(node)
        known = None if asked is None else self.limits.get(asked[0])
        if asked is None or known is None:
            return None
        number, wanted = asked
        both = narrowest((known, wanted)).within(number.low, number.high)
        if both.is_nowhere and not (both.unknown and number.nullable):
            return self.graph.false
        if both == known.within(number.low, number.high):
            return self.graph.true
        return None


def _parts(graph: ScalarGraph, condition: Scalar) -> Iterator[Scalar]:
    """What holds wherever the condition does."""
    if condition.operation is Operator.AND:
        for part in condition.operands:
            yield from _parts(graph, part)
    elif condition.operation is Operator.NOT and condition.operands[0].operation is Operator.OR:
        for part in condition.operands[0].operands:
            yield from _parts(graph, graph.negation(part))
    else:
        yield condition
