"""Comparisons in the graph."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.lowering.scalar_numbers import ScalarNumbers
from huiqi.lowering.scalars import (
    STRICT,
    WIDEST,
    Operator,
    Scalar,
    Sort,
)


class ScalarConditions(ScalarNumbers):
    """Conditions."""

    def at_most(self, left: Scalar, right: Scalar) -> Scalar:
        """``left <= right``."""
        if left.is_null or right.is_null:
            return self.unknown
        left, right = self.aligned(left, right)
        if left.constant and right.constant:
            return self.constant(left.low <= right.low)
        nullable = left.nullable or right.nullable
        if not nullable:
            if left.high <= right.low:
                return self.true
            if left.low > right.high:
                return self.false
        if left.constant:
            asked, least = _bare(right, left.low, down=False)
            if asked is not right:
                return self.at_most(self.constant(least, asked.places), asked)
        if right.constant:
            asked, most = _bare(left, right.low, down=True)
            if asked is not left:
                return self.at_most(asked, self.constant(most, asked.places))
        return self._make(Operator.AT_MOST, (left, right), None, Sort.TRUTH, nullable=nullable)

    def below(self, left: Scalar, right: Scalar) -> Scalar:
        """``left < right``."""
        return self.negation(self.at_most(right, left))

    def equal(self, left: Scalar, right: Scalar) -> Scalar:
        """``left = right``, of one sort."""
        if left.is_null or right.is_null:
            return self.unknown
        nullable = left.nullable or right.nullable
        if left.sort is Sort.NUMBER:
            left, right = self.aligned(left, right)
            if not nullable and (left.high < right.low or right.high < left.low):
                return self.false
        if left.constant and right.constant:
            return self.constant(left.detail == right.detail)
        if left is right and not nullable:
            return self.true
        for one, other in ((left, right), (right, left)):
            if one.sort is Sort.NUMBER and one.constant:
                asked, most = _bare(other, one.low, down=True)
                if asked is not other and _bare(other, one.low, down=False)[1] == most:
                    return self.equal(asked, self.constant(most, asked.places))
        if left.number > right.number:
            left, right = right, left
        return self._make(Operator.EQUAL, (left, right), None, Sort.TRUTH, nullable=nullable)

    def one_of(self, node: Scalar, values: Iterable[int | str]) -> Scalar:
        """Whether it is one of some constants."""
        among = tuple(sorted(set(values)))
        if not among:
            return self.false
        if node.is_null:
            return self.unknown
        if node.constant:
            return self.constant(node.detail in among)
        return self._make(Operator.ONE_OF, (node,), among, Sort.TRUTH, nullable=node.nullable)

    def starts_with(self, node: Scalar, beginnings: Iterable[str]) -> Scalar:
        """Whether a text begins with one of some."""
        if node.is_null:
            return self.unknown
        among = tuple(sorted(set(beginnings)))
        if node.constant:
            return self.constant(str(node.detail).startswith(among))
        return self._make(Operator.STARTS_WITH, (node,), among, Sort.TRUTH, nullable=node.nullable)

    def negation(self, node: Scalar) -> Scalar:
        """Not."""
        if node.constant:
            return node if node.is_null else self.constant(node is self.false)
        if node.operation is Operator.NOT:
            return node.operands[0]
        if node.operation is Operator.AT_MOST:
            # Of whole numbers: not at most 5 is at least 6.
            left, right = node.operands
            if left.constant:
                return self.at_most(right, self.constant(left.low - 1, left.places))
            if right.constant:
                return self.at_most(self.constant(right.low + 1, right.places), left)
        return self._make(Operator.NOT, (node,), None, Sort.TRUTH, nullable=node.nullable)

    def required(self, node: Scalar) -> frozenset[Scalar]:
        """What is known wherever the node is."""
        found = self._required.get(node)
        if found is None:
            if not node.nullable:
                found = frozenset()
            elif node.operation in STRICT or node.operation is Operator.NOT:
                found = frozenset().union(*(self.required(part) for part in node.operands))
            else:
                found = frozenset((node,))
            self._required[node] = found
        return found


def _bare(node: Scalar, end: int, *, down: bool) -> tuple[Scalar, int]:
    """What a sum or product with constants rests on, and to which of its numbers ``end`` of the
    whole comes, rounded down or up: ``2 + x <= 9`` asks the same as ``x <= 7``.

    Only what was made is asked: a number that was narrowed is none of the two.
    """
    while node.operation in (Operator.ADD, Operator.MULTIPLY):
        fixed, asked = sorted(node.operands, key=lambda part: not part.constant)
        if not fixed.constant or asked.constant or asked.places > node.places:
            break
        if node.operation is Operator.ADD:
            moved = end - fixed.low
        elif fixed.low > 0:
            moved = end // fixed.low if down else -(-end // fixed.low)
        else:
            break
        if abs(moved) > WIDEST:
            break
        node, end = asked, moved
    return node, end
