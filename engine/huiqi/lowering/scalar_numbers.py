"""Numbers and days in the graph: constants are worked out, and every number keeps its bounds."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from decimal import Context, Decimal
from fractions import Fraction

from huiqi.lowering import day_numbers
from huiqi.lowering.made_scalars import MadeScalars
from huiqi.lowering.scalars import (
    Operator,
    Scalar,
    Sort,
)


class ScalarNumbers(MadeScalars):
    """Arithmetic."""

    def to_places(self, node: Scalar, places: int) -> Scalar:
        """The same number with more decimals."""
        more = places - node.places
        if more == 0:
            return node
        if node.is_null:
            return node
        if node.constant:
            assert isinstance(node.detail, int)
            return self.constant(node.detail * 10**more, places)
        return self._product(node, self.constant(10**more, more))

    def aligned(self, left: Scalar, right: Scalar) -> tuple[Scalar, Scalar]:
        """Both with the decimals of the finer."""
        places = max(left.places, right.places)
        return self.to_places(left, places), self.to_places(right, places)

    def add(self, left: Scalar, right: Scalar) -> Scalar:
        """The sum."""
        if left.is_null or right.is_null:
            return self.nothing
        left, right = self.aligned(left, right)
        if left.constant and right.constant:
            assert isinstance(left.detail, int)
            assert isinstance(right.detail, int)
            return self.constant(left.detail + right.detail, left.places)
        for one, other in ((left, right), (right, left)):
            if one.constant and one.detail == 0:
                return other
        if left.number > right.number:
            left, right = right, left
        return self._make(
            Operator.ADD,
            (left, right),
            None,
            Sort.NUMBER,
            nullable=left.nullable or right.nullable,
            places=left.places,
            low=left.low + right.low,
            high=left.high + right.high,
        )

    def negate(self, node: Scalar) -> Scalar:
        """The number with the contrary sign."""
        return self.multiply(node, self.constant(-1))

    def subtract(self, left: Scalar, right: Scalar) -> Scalar:
        """The difference."""
        return self.add(left, self.negate(right))

    def multiply(self, left: Scalar, right: Scalar) -> Scalar:
        """The product."""
        if left.is_null or right.is_null:
            return self.nothing
        for one, other in ((left, right), (right, left)):
            if one.constant and one.detail == 0 and not other.nullable:
                return self.zero
            if one.constant and one.detail == 1 and one.places == 0:
                return other
        return self._product(left, right)

    def _product(self, left: Scalar, right: Scalar) -> Scalar:
        places = left.places + right.places
        if left.constant and right.constant:
            assert isinstance(left.detail, int)
            assert isinstance(right.detail, int)
            return self.constant(Decimal(left.detail * right.detail).scaleb(-places, _WIDE))
        if left.number > right.number:
            left, right = right, left
        ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
        return self._make(
            Operator.MULTIPLY,
            (left, right),
            None,
            Sort.NUMBER,
            nullable=left.nullable or right.nullable,
            places=places,
            low=min(ends),
            high=max(ends),
        )

    def divide(
        self, left: Scalar, right: Scalar, places: int = 0, most: Fraction | None = None
    ) -> Scalar:
        """The number of so many ``places`` not above the quotient; the divisor is positive.

        ``most``: what the absolute value of the quotient does not pass.
        """
        if left.is_null or right.is_null:
            return self.nothing
        # n/10^a ÷ d/10^b, counted in 10^-places, is n·10^(b+places) ÷ d·10^a.
        above, below = right.places + places, left.places
        common = min(above, below)
        numerator = self._whole(left, 10 ** (above - common))
        denominator = self._whole(right, 10 ** (below - common))
        if numerator.constant and denominator.constant:
            assert isinstance(numerator.detail, int)
            assert isinstance(denominator.detail, int)
            return self.constant(numerator.detail // denominator.detail, places)
        if denominator.constant and denominator.detail == 1 and numerator.places == places:
            return numerator
        least = max(denominator.low, 1)
        greatest = max(denominator.high, 1)
        ends = [n // d for n in (numerator.low, numerator.high) for d in (least, greatest)]
        low, high = min(ends), max(ends)
        if most is not None:
            bound = int(most * 10**places) + 1
            low, high = max(low, -bound), min(high, bound)
        return self._make(
            Operator.DIVIDE,
            (numerator, denominator),
            None,
            Sort.NUMBER,
            nullable=numerator.nullable or denominator.nullable,
            places=places,
            low=low,
            high=high,
        )

    def _whole(self, node: Scalar, times: int) -> Scalar:
        """The digits of a number, as a whole number, so many times."""
        factor = self.constant(times)
        if node.constant:
            assert isinstance(node.detail, int)
            return self.constant(node.detail * times)
        return node if times == 1 else self._product(node, factor)

    def least(self, left: Scalar, right: Scalar) -> Scalar:
        """The lesser; not known where either is not."""
        return self._extreme(Operator.LEAST, left, right)

    def greatest(self, left: Scalar, right: Scalar) -> Scalar:
        """The greater; not known where either is not."""
        return self._extreme(Operator.GREATEST, left, right)

    def _extreme(self, operation: Operator, left: Scalar, right: Scalar) -> Scalar:
        if left.is_null or right.is_null:
            return self.nothing
        left, right = self.aligned(left, right)
        if left is right:
            return left
        least = operation is Operator.LEAST
        for one, other in ((left, right), (right, left)):
            beyond = one.high <= other.low if least else one.low >= other.high
            if beyond and not other.nullable:
                return one
        if left.number > right.number:
            left, right = right, left
        choose = min if least else max
        return self._make(
            operation,
            (left, right),
            None,
            Sort.NUMBER,
            nullable=left.nullable or right.nullable,
            places=left.places,
            low=choose(left.low, right.low),
            high=choose(left.high, right.high),
        )

    def part_of_day(self, day: Scalar, part: str) -> Scalar:
        """The ``year`` or the ``month`` of a day."""

        def told(number: int) -> int | None:
            found = day_numbers.day_of_number(number)
            if found is None:
                return None
            return found.year if part == "year" else found.month

        operation = Operator.YEAR_OF if part == "year" else Operator.MONTH_OF
        ends = None if part == "year" else (1, 12)
        return self._of_days(operation, day, None, told, ends=ends)

    def months_later(self, day: Scalar, months: int) -> Scalar:
        """A day so many months later (fewer than none: earlier)."""
        return self._of_days(
            Operator.MONTHS_LATER,
            day,
            months,
            lambda number: day_numbers.months_moved(number, months),
        )

    def day_in(self, year: Scalar, month: int, day: int) -> Scalar:
        """A day of a year."""
        return self._of_days(
            Operator.DAY_IN,
            year,
            (month, day),
            lambda number: day_numbers.day_of_year(number, month, day),
        )

    def _of_days(
        self,
        operation: Operator,
        node: Scalar,
        detail: Hashable,
        told: Callable[[int], int | None],
        *,
        ends: tuple[int, int] | None = None,
    ) -> Scalar:
        """What the calendar tells; beyond it nothing is known."""
        if node.is_null:
            return self.nothing
        low, high = told(node.low), told(node.high)
        if node.constant:
            return self.nothing if low is None else self.constant(low)
        least, most = ends or (
            _BEFORE[operation] if low is None else low,
            _AFTER[operation] if high is None else high,
        )
        return self._make(
            operation,
            (node,),
            detail,
            Sort.NUMBER,
            nullable=node.nullable or low is None or high is None,
            low=least,
            high=most,
        )


_BEFORE = {
    Operator.YEAR_OF: day_numbers.FIRST_YEAR,
    Operator.MONTH_OF: 1,
    Operator.MONTHS_LATER: day_numbers.FIRST_DAY,
    Operator.DAY_IN: day_numbers.FIRST_DAY,
}


_AFTER = {
    Operator.YEAR_OF: day_numbers.LAST_YEAR,
    Operator.MONTH_OF: 12,
    Operator.MONTHS_LATER: day_numbers.LAST_DAY,
    Operator.DAY_IN: day_numbers.LAST_DAY,
}


_WIDE = Context(prec=100)
