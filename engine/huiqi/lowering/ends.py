"""The ends of a range, as scalars; a quotient is kept as a numerator over a positive denominator,
so that it is compared, never worked out.  An end that is not known is not bounded.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from huiqi.lowering.kept_graph import KeptGraph
from huiqi.lowering.scalars import WIDEST, Scalar

#: So many decimals of two shares are compared first.
_DIGITS = 8


class Quotient(NamedTuple):
    """A share: the denominator is above zero, or not known and then the whole is not.

    ``most``: what its absolute value does not pass, where that is told; it only says how wide
    what is made of it has to be.
    """

    numerator: Scalar
    denominator: Scalar
    most: Fraction | None = None


End = Scalar | Quotient


class Ends:
    """What is done with ends."""

    def __init__(self, graph: KeptGraph) -> None:
        self.graph = graph

    def parts(self, end: End) -> tuple[Scalar, Scalar]:
        """Numerator and denominator."""
        return (end, self.graph.one) if isinstance(end, Scalar) else (end[0], end[1])

    def of(self, numerator: Scalar, denominator: Scalar, most: Fraction | None = None) -> End:
        """A quotient, or the number itself."""
        if denominator is self.graph.one or numerator.is_null:
            return numerator
        return Quotient(numerator, denominator, most)

    def most(self, end: End) -> Fraction | None:
        """What its absolute value does not pass, where that is known."""
        if isinstance(end, Quotient):
            return end.most
        return Fraction(max(-end.low, end.high), 10**end.places)

    def _together(
        self, left: End, right: End, join: Callable[[Fraction, Fraction], Fraction]
    ) -> Fraction | None:
        one, other = self.most(left), self.most(right)
        return None if one is None or other is None else join(one, other)

    def is_null(self, end: End) -> Scalar:
        """Whether it is not bounded."""
        return self.graph.either(*map(self.graph.is_null, self.parts(end)))

    def at_most(self, left: End, right: End) -> Scalar:
        """``left <= right``, by cross-multiplying."""
        if self._wide(left, right):
            less, same = self._by_digits(left, right)
            return self.graph.either(less, same)
        one, other = self._crossed(left, right)
        return self.graph.at_most(one, other)

    def below(self, left: End, right: End) -> Scalar:
        """``left < right``."""
        if self._wide(left, right):
            return self._by_digits(left, right)[0]
        one, other = self._crossed(left, right)
        return self.graph.below(one, other)

    def equal(self, left: End, right: End) -> Scalar:
        """``left = right``."""
        if self._wide(left, right):
            return self._by_digits(left, right)[1]
        one, other = self._crossed(left, right)
        return self.graph.equal(one, other)

    def _wide(self, left: End, right: End) -> bool:
        """Whether two shares are too wide to be multiplied crosswise."""
        if isinstance(left, Scalar) or isinstance(right, Scalar):
            return False
        return left.denominator is not right.denominator and any(
            max(-one.numerator.low, one.numerator.high) * other.denominator.high > WIDEST
            for one, other in ((left, right), (right, left))
        )

    def _by_digits(self, left: End, right: End) -> tuple[Scalar, Scalar]:
        """Whether a share is less than another, and whether it is the same: by their first
        digits, and where those are the same, as they are written.
        """
        graph = self.graph
        one, other = self.floor(left, _DIGITS), self.floor(right, _DIGITS)
        (a, b), (c, d) = self.parts(left), self.parts(right)
        nothing = graph.both(graph.equal(a, graph.zero), graph.equal(c, graph.zero))
        written = graph.either(graph.both(graph.equal(a, c), graph.equal(b, d)), nothing)
        level = graph.equal(one, other)
        graph.note(graph.both(level, graph.negation(graph.is_true(written))))
        return graph.below(one, other), graph.both(level, written)

    def _crossed(self, left: End, right: End) -> tuple[Scalar, Scalar]:
        if isinstance(left, Scalar) and isinstance(right, Scalar):
            return left, right
        (a, b), (c, d) = self.parts(left), self.parts(right)
        if b is d:
            # Not the same as the denominators' own knowledge: it is not known where they are not.
            factor = self.graph.case(self.graph.is_null(b), self.graph.nothing, self.graph.one)
            return self.graph.multiply(a, factor), c
        return self.graph.multiply(a, d), self.graph.multiply(c, b)

    def add(self, left: End, right: End) -> End:
        """The sum."""
        (a, b), (c, d) = self.parts(left), self.parts(right)
        graph = self.graph
        most = self._together(left, right, lambda one, other: one + other)
        if b is d:
            return self.of(graph.add(a, c), b, most)
        numerator = graph.add(graph.multiply(a, d), graph.multiply(c, b))
        return self.of(numerator, graph.multiply(b, d), most)

    def multiply(self, left: End, right: End) -> End:
        """The product."""
        (a, b), (c, d) = self.parts(left), self.parts(right)
        most = self._together(left, right, lambda one, other: one * other)
        return self.of(self.graph.multiply(a, c), self.graph.multiply(b, d), most)

    def negate(self, end: End) -> End:
        """With the contrary sign."""
        numerator, denominator = self.parts(end)
        return self.of(self.graph.negate(numerator), denominator, self.most(end))

    def case(self, condition: Scalar, then: End, otherwise: End) -> End:
        """One or the other."""
        graph = self.graph
        if isinstance(then, Scalar) and isinstance(otherwise, Scalar):
            return graph.case(condition, then, otherwise)
        if condition.constant:
            return then if condition is graph.true else otherwise
        (a, b), (c, d) = self.parts(then), self.parts(otherwise)
        most = self._together(then, otherwise, max)
        return self.of(graph.case(condition, a, c), graph.case(condition, b, d), most)

    def coalesce(self, end: End, default: End) -> End:
        """The end, or the default where it is not bounded."""
        if isinstance(end, Scalar) and isinstance(default, Scalar):
            return self.graph.coalesce(end, default)
        found = self.case(self.is_null(end), default, end)
        if isinstance(found, Scalar) or any(part.nullable for part in self.parts(default)):
            return found
        # Known of every row, which its parts alone do not show.
        numerator = self.graph.coalesce(found.numerator, self.graph.zero)
        denominator = self.graph.coalesce(found.denominator, self.graph.one)
        return self.of(numerator, denominator, found.most)

    def least(self, left: End, right: End) -> End:
        """The lesser; not bounded where either is not."""
        return self._extreme(self.graph.least, self.at_most, left, right)

    def greatest(self, left: End, right: End) -> End:
        """The greater; not bounded where either is not."""
        return self._extreme(self.graph.greatest, lambda a, b: self.at_most(b, a), left, right)

    def _extreme(
        self,
        of_scalars: Callable[[Scalar, Scalar], Scalar],
        wins: Callable[[End, End], Scalar],
        left: End,
        right: End,
    ) -> End:
        if left == right:
            return left
        if isinstance(left, Scalar) and isinstance(right, Scalar):
            return of_scalars(left, right)
        chosen = self.case(wins(left, right), left, right)
        either = self.graph.either(self.is_null(left), self.is_null(right))
        return self.case(either, self.graph.nothing, chosen)

    def floor(self, end: End, places: int = 0) -> Scalar:
        """The number of so many places not above."""
        if isinstance(end, Scalar) and end.places <= places:
            return end
        return self.graph.divide(*self.parts(end), places, most=self.most(end))

    def half_up(self, end: End, places: int) -> Scalar:
        """Rounded half up, half away from zero."""
        if isinstance(end, Scalar) and end.places <= places:
            return end
        graph = self.graph
        half = graph.constant(Decimal(5).scaleb(-places - 1))
        numerator, _ = self.parts(end)
        up = self.floor(self.add(end, half), places)
        if numerator.low >= 0 or numerator.is_null:
            return up
        down = graph.negate(self.floor(self.add(self.negate(end), half), places))
        return graph.case(graph.at_most(graph.zero, numerator), up, down)

    def mapped(self, end: End, change: Callable[[Scalar], Scalar]) -> End:
        """The end with each scalar changed."""
        numerator, denominator = self.parts(end)
        return self.of(change(numerator), change(denominator), self.most(end))
