"""A graph whose numbers stay within what every database holds.

How wide a number is follows from what its columns may hold, which is far more than any enterprise
has.  What could be too wide is narrowed, and on which rows that changes it is noted: the evaluator
decides those.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction

from huiqi.lowering import day_numbers
from huiqi.lowering.made_scalars import MOST_RECORDS
from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import WIDEST, BeyondError, Home, Operator, Scalar, Sort
from huiqi.sentences import sentence

#: Of two factors that are both too wide, neither is left wider.
_FACTOR = 10**18


class KeptGraph(ScalarGraph):
    """Makes scalars, none too wide; :attr:`beyond`: where one was narrowed."""

    def __init__(self) -> None:
        super().__init__()
        self.beyond: dict[Scalar, None] = {}

    def kept(self, node: Scalar, most: int) -> Scalar:
        """The number, whose absolute value (in its last place) is at most so much."""
        if _widest(node) <= most:
            return node
        if node.constant:
            raise BeyondError(sentence("数太大"))
        high, low = self.constant(most, node.places), self.constant(-most, node.places)
        if node.high > most:
            self.note(self.below(high, node))
            node = super().least(node, high)
        if node.low < -most:
            self.note(self.below(node, low))
            node = super().greatest(node, low)
        return node

    def note(self, where: Scalar) -> None:
        """The graph does not say what is so on these rows."""
        where = self.is_true(where)
        if where is not self.false:
            self.beyond[where] = None

    def day(self, node: Scalar) -> Scalar:
        """A day that was worked out: one of the calendar."""
        if not node.is_null and node.low < day_numbers.FIRST_DAY:
            self.note(self.below(node, self.constant(day_numbers.FIRST_DAY)))
        if not node.is_null and node.high > day_numbers.LAST_DAY:
            self.note(self.below(self.constant(day_numbers.LAST_DAY), node))
        return node

    def _of_days(
        self,
        operation: Operator,
        node: Scalar,
        detail: Hashable,
        told: Callable[[int], int | None],
        *,
        ends: tuple[int, int] | None = None,
    ) -> Scalar:
        """What the calendar tells; the graph does not say what is beyond it."""
        found = super()._of_days(operation, node, detail, told, ends=ends)
        if found.nullable:
            self.note(self.both(self.negation(self.is_null(node)), self.is_null(found)))
        return found

    def add(self, left: Scalar, right: Scalar) -> Scalar:
        """The sum."""
        if not (left.is_null or right.is_null):
            left, right = self.aligned(left, right)
            if _widest(left) + _widest(right) > WIDEST:
                left, right = self.kept(left, WIDEST // 2), self.kept(right, WIDEST // 2)
        return super().add(left, right)

    def _product(self, left: Scalar, right: Scalar) -> Scalar:
        one, other = _widest(left), _widest(right)
        if one * other > WIDEST:
            if one > _FACTOR and other > _FACTOR:
                left, right = self.kept(left, _FACTOR), self.kept(right, _FACTOR)
            elif one >= other:
                left = self.kept(left, WIDEST // other)
            else:
                right = self.kept(right, WIDEST // one)
        return super()._product(left, right)

    def multiply_within(self, left: Scalar, right: Scalar, most: Fraction) -> Scalar:
        """A product whose absolute value is told not to pass ``most``."""
        places = left.places + right.places
        bound = int(most * 10**places) + 1
        wide = _widest(left) * _widest(right) > bound
        if not wide or bound > WIDEST or left.constant or right.constant:
            return self.multiply(left, right)
        first, second = sorted((left, right), key=lambda node: node.number)
        return self._make(
            Operator.MULTIPLY,
            (first, second),
            None,
            Sort.NUMBER,
            nullable=left.nullable or right.nullable,
            places=places,
            low=-bound,
            high=bound,
        )

    def aggregate(self, operation: Operator, value: Scalar, home: Home) -> Scalar:
        """Over the rows of a list."""
        if operation is Operator.SUM and not value.is_null:
            value = self.kept(value, WIDEST // MOST_RECORDS)
        return super().aggregate(operation, value, home)


def _widest(node: Scalar) -> int:
    return max(-node.low, node.high)
