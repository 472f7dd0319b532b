"""Arithmetic over ranges, as :mod:`huiqi.evaluation.arithmetic` does it, of scalars."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from huiqi.lowering.ends import End, Ends, Quotient
from huiqi.lowering.kept_graph import KeptGraph
from huiqi.lowering.lowered import LoweredNumber
from huiqi.lowering.scalars import BeyondError, Scalar
from huiqi.quantities import Span
from huiqi.sentences import sentence


class RangeArithmetic:
    """What is done with numbers."""

    def __init__(self, graph: KeptGraph) -> None:
        self.graph = graph
        self.ends = Ends(graph)
        self.zero = self.exactly(graph.zero)
        self.one = self.exactly(graph.one)

    def exactly(self, end: Scalar) -> LoweredNumber:
        """One figure."""
        return LoweredNumber(end, end, self.graph.false, self.graph.false)

    def between(self, low: End, high: End) -> LoweredNumber:
        """A range that applies."""
        return LoweredNumber(low, high, self.graph.false, self.graph.false)

    @property
    def absent(self) -> LoweredNumber:
        """What does not apply."""
        graph = self.graph
        return LoweredNumber(graph.nothing, graph.nothing, graph.false, graph.true)

    def known(self, value: LoweredNumber) -> Scalar:
        """Whether exactly one figure is possible, or it does not apply."""
        graph = self.graph
        bounded = graph.negation(self.ends.is_null(value.low))
        if not value.exact:
            bounded = graph.is_true(self.ends.equal(value.low, value.high))
        sure = graph.both(graph.negation(value.optional), bounded)
        return graph.either(value.absent, sure)

    # ---- the arithmetic of ranges

    def add(self, left: LoweredNumber, right: LoweredNumber) -> LoweredNumber:
        """The sum."""
        low = self.ends.add(left.low, right.low)
        high = low
        if not (left.exact and right.exact):
            high = self.ends.add(left.high, right.high)
        return self._of_both(left, right, low, high)

    def negate(self, value: LoweredNumber) -> LoweredNumber:
        """With the contrary sign."""
        high = self.ends.negate(value.low)
        low = high if value.exact else self.ends.negate(value.high)
        return value._replace(low=low, high=high)

    def subtract(self, left: LoweredNumber, right: LoweredNumber) -> LoweredNumber:
        """The difference."""
        return self.add(left, self.negate(right))

    def multiply(self, left: LoweredNumber, right: LoweredNumber) -> LoweredNumber:
        """The product; an unbounded end times zero is zero."""
        if left.exact and right.exact:
            product = self._or_nothing(left.low, right.low)
            return self._of_both(left, right, product, product)
        for one, other in ((left, right), (right, left)):
            sign = _sign(one)
            if sign is not None:
                low = self._or_nothing(one.low, other.low if sign > 0 else other.high)
                high = self._or_nothing(one.low, other.high if sign > 0 else other.low)
                return self._of_both(left, right, low, high)
        if _positive(left.low) and _positive(right.low):
            low = self.ends.multiply(left.low, right.low)
            return self._of_both(left, right, low, self._or_nothing(left.high, right.high))
        for one, other in ((left, right), (right, left)):
            if _positive(other.low):
                return self._of_both(left, right, *self._by_positive(one, other))
        return self._of_both(left, right, *self._corners(left, right))

    def _by_positive(self, one: LoweredNumber, other: LoweredNumber) -> tuple[End, End]:
        """The ends of a product with what is not below zero."""
        ends = []
        for end, outward, inward, least in (
            (one.low, other.high, other.low, True),
            (one.high, other.low, other.high, False),
        ):
            numerator, _ = self.ends.parts(end)
            below = self.graph.is_true(self.graph.below(numerator, self.graph.zero))
            if least:
                # Not bounded below.
                below = self.graph.either(below, self.ends.is_null(end))
            far, near = self._or_nothing(end, outward), self._or_nothing(end, inward)
            ends.append(self.ends.case(below, far, near))
        return ends[0], ends[1]

    def _or_nothing(self, left: End, right: End) -> End:
        """The product; zero where one is zero and the other is not bounded."""
        graph = self.graph
        product = self.ends.multiply(left, right)
        rescued = []
        for one, other in ((left, right), (right, left)):
            unbounded = self.ends.is_null(other)
            numerator, _ = self.ends.parts(one)
            nothing = graph.is_true(graph.equal(numerator, graph.zero))
            rescued.append(graph.both(unbounded, nothing))
        return self.ends.case(graph.either(*rescued), graph.zero, product)

    def _corners(self, left: LoweredNumber, right: LoweredNumber) -> tuple[End, End]:
        """The ends of a product whose factors may have any sign."""
        graph, ends = self.graph, self.ends
        least: list[End] = []
        unbounded_below, unbounded_above = [], []
        for a, a_above in ((left.low, False), (left.high, True)):
            for b, b_above in ((right.low, False), (right.high, True)):
                least.append(self._or_nothing(a, b))
                a_up, a_down = self._signs(a, a_above)
                b_up, b_down = self._signs(b, b_above)
                infinite = graph.either(ends.is_null(a), ends.is_null(b))
                up = graph.either(graph.both(a_up, b_up), graph.both(a_down, b_down))
                down = graph.either(graph.both(a_up, b_down), graph.both(a_down, b_up))
                unbounded_above.append(graph.both(infinite, up))
                unbounded_below.append(graph.both(infinite, down))
        low, high = least[0], least[0]
        for corner in least[1:]:
            low = self.lesser_known(low, corner)
            high = self.greater_known(high, corner)
        return (
            ends.case(graph.either(*unbounded_below), graph.nothing, low),
            ends.case(graph.either(*unbounded_above), graph.nothing, high),
        )

    def _signs(self, end: End, above: bool) -> tuple[Scalar, Scalar]:
        """Whether an end is above, and whether it is below zero; unbounded is beyond all."""
        graph = self.graph
        numerator, _ = self.ends.parts(end)
        unbounded = self.ends.is_null(end)
        up = graph.is_true(graph.below(graph.zero, numerator))
        down = graph.is_true(graph.below(numerator, graph.zero))
        return (graph.either(up, unbounded), down) if above else (up, graph.either(down, unbounded))

    def lesser_known(self, left: End, right: End) -> End:
        """The lesser of what is known."""
        return self.ends.coalesce(self.ends.least(left, right), self.ends.coalesce(left, right))

    def greater_known(self, left: End, right: End) -> End:
        """The greater of what is known."""
        return self.ends.coalesce(self.ends.greatest(left, right), self.ends.coalesce(left, right))

    def divide(self, left: LoweredNumber, right: LoweredNumber) -> LoweredNumber:
        """The quotient; not bounded where the divisor may not be positive."""
        graph, ends = self.graph, self.ends
        # What divides is no quotient itself: the checker lets none through.
        least = self._positive(right.low)
        if right.exact:
            low = self._over(left.low, least)
            high = low if left.exact else self._over(left.high, least)
            return self._of_both(left, right, low, high)
        most = self._positive(right.high)
        sure = graph.negation(ends.is_null(least))
        shares = []
        for end, negative in ((left.low, True), (left.high, False)):
            numerator, _ = ends.parts(end)
            below = graph.is_true(graph.below(numerator, graph.zero))
            by_most = ends.case(ends.is_null(most), graph.zero, self._over(end, most))
            by_least = self._over(end, least)
            share = (
                ends.case(below, by_least, by_most)
                if negative
                else ends.case(below, by_most, by_least)
            )
            unbounded = graph.either(graph.negation(sure), ends.is_null(end))
            shares.append(ends.case(unbounded, graph.nothing, share))
        return self._of_both(left, right, shares[0], shares[1])

    def _positive(self, end: End) -> End:
        graph = self.graph
        numerator, _ = self.ends.parts(end)
        if numerator.low > 0:
            return end
        above = graph.is_true(graph.below(graph.zero, numerator))
        return self.ends.case(above, end, graph.nothing)

    def _over(self, end: End, divisor: End) -> End:
        (a, b), (c, d) = self.ends.parts(end), self.ends.parts(divisor)
        most = None
        if isinstance(end, Scalar) and isinstance(divisor, Scalar) and divisor.low > 0:
            share = Fraction(max(-end.low, end.high), 10**end.places)
            most = share / Fraction(divisor.low, 10**divisor.places)
        return Quotient(self.graph.multiply(a, d), self.graph.multiply(b, c), most)

    def _of_both(
        self, left: LoweredNumber, right: LoweredNumber, low: End, high: End
    ) -> LoweredNumber:
        graph = self.graph
        return LoweredNumber(
            low,
            high,
            graph.either(left.optional, right.optional),
            graph.either(left.absent, right.absent),
        )

    def surely_positive(self, value: LoweredNumber) -> bool:
        """Whether a figure is known of every row, and above zero."""
        end = value.low
        numerator, denominator = self.ends.parts(end)
        return numerator.low > 0 and not (numerator.nullable or denominator.nullable)

    def like(self, value: LoweredNumber, end: Scalar) -> LoweredNumber:
        """One figure, where the value applies."""
        return value._replace(low=end, high=end)

    # ---- choosing among ranges

    def case(
        self, condition: Scalar, then: LoweredNumber, otherwise: LoweredNumber
    ) -> LoweredNumber:
        """One or the other; where it does not apply its ends say nothing, and may be any."""
        ends, graph = self.ends, self.graph
        if otherwise.absent is graph.true:
            otherwise = otherwise._replace(low=then.low, high=then.high)
        elif then.absent is graph.true:
            then = then._replace(low=otherwise.low, high=otherwise.high)
        low = ends.case(condition, then.low, otherwise.low)
        high = low
        if not (then.exact and otherwise.exact):
            high = ends.case(condition, then.high, otherwise.high)
        return LoweredNumber(
            low,
            high,
            graph.case(condition, then.optional, otherwise.optional),
            graph.case(condition, then.absent, otherwise.absent),
        )

    def hull(self, left: LoweredNumber, right: LoweredNumber) -> LoweredNumber:
        """Whatever is possible of either."""
        if left == right:
            return left
        graph, ends = self.graph, self.ends
        low = ends.least(left.low, right.low)
        high = ends.greatest(left.high, right.high)
        for one, other in ((left, right), (right, left)):
            low = ends.case(one.absent, other.low, low)
            high = ends.case(one.absent, other.high, high)
        differ = graph.either(
            graph.both(left.absent, graph.negation(right.absent)),
            graph.both(right.absent, graph.negation(left.absent)),
        )
        return LoweredNumber(
            low,
            high,
            graph.either(left.optional, right.optional, differ),
            graph.both(left.absent, right.absent),
        )

    def extreme(self, least: bool, values: Iterable[LoweredNumber]) -> LoweredNumber:
        """The least or the greatest of what applies; not applicable if nothing does."""
        result: LoweredNumber | None = None
        for value in values:
            result = value if result is None else self._pick(least, result, value)
        return self.absent if result is None else result

    def _pick(self, least: bool, left: LoweredNumber, right: LoweredNumber) -> LoweredNumber:
        ends, graph = self.ends, self.graph
        near, far = ("low", "high") if least else ("high", "low")
        strict = ends.least if least else ends.greatest
        contrary = ends.greatest if least else ends.least
        known = self.lesser_known if least else self.greater_known
        one_near, other_near = getattr(left, near), getattr(right, near)
        one_far, other_far = getattr(left, far), getattr(right, far)
        # What may not apply leaves the other alone.
        far_end = ends.case(
            right.optional,
            ends.case(left.optional, contrary(one_far, other_far), one_far),
            ends.case(left.optional, other_far, known(one_far, other_far)),
        )
        near_end = strict(one_near, other_near)
        low, high = (near_end, far_end) if least else (far_end, near_end)
        both = LoweredNumber(low, high, graph.both(left.optional, right.optional), graph.false)
        return self.case(right.absent, left, self.case(left.absent, right, both))

    # ---- rounding and days

    def floor(self, value: LoweredNumber) -> LoweredNumber:
        """The whole number not above."""
        return self._each(value, self.ends.floor)

    def half_up(self, value: LoweredNumber, places: int) -> LoweredNumber:
        """Rounded half up."""
        return self._each(value, lambda end: self.ends.half_up(end, places))

    def _each(self, value: LoweredNumber, change: object) -> LoweredNumber:
        assert callable(change)
        low = change(value.low)
        return value._replace(low=low, high=low if value.exact else change(value.high))

    def shifted(self, day: LoweredNumber, span: Span, sign: int) -> LoweredNumber:
        """A day some time later (``sign`` 1) or earlier."""
        graph = self.graph
        amount = sign * span.amount

        def moved(end: End) -> Scalar:
            assert isinstance(end, Scalar)
            if span.unit in ("days", "working_days"):
                return graph.day(graph.add(end, graph.constant(amount)))
            return graph.months_later(end, amount * (12 if span.unit == "years" else 1))

        found = self._each(day, moved)
        if span.unit == "working_days":
            # So many working days are at least as many days.
            return found._replace(**{"high" if sign > 0 else "low": graph.nothing})
        return found

    def scalar(self, end: End) -> Scalar:
        """An end that is no quotient: of a day, or of what was rounded."""
        if not isinstance(end, Scalar):
            raise BeyondError(sentence("比例没有取整"))
        return end


def _sign(value: LoweredNumber) -> int | None:
    """The sign of one figure that is known of every row; ``None`` of what is no such figure."""
    if not value.exact:
        return None
    end = value.low
    numerator = end if isinstance(end, Scalar) else end.numerator
    if isinstance(end, Scalar) and end.nullable:
        return None
    if isinstance(end, Quotient) and (end.numerator.nullable or end.denominator.nullable):
        return None
    if numerator.low >= 0:
        return 1
    return -1 if numerator.high <= 0 else None


def _positive(end: End) -> bool:
    """Whether an end is known of every row, and not below zero."""
    parts = (end,) if isinstance(end, Scalar) else (end.numerator, end.denominator)
    return not any(part.nullable for part in parts) and parts[0].low >= 0
