"""Comparisons, as :mod:`huiqi.evaluation.comparison` makes them, of scalars: true or false where
they hold or fail throughout, else unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from huiqi.lowering.ends import End
from huiqi.lowering.kept_graph import KeptGraph
from huiqi.lowering.lowered import (
    Lowered,
    LoweredAnswer,
    LoweredNumber,
    LoweredSymbol,
    LoweredWords,
)
from huiqi.lowering.range_arithmetic import RangeArithmetic
from huiqi.lowering.scalars import Operator, Scalar
from huiqi.spelling import plain


class Comparing:
    """What is asked of values."""

    def __init__(self, graph: KeptGraph, ranges: RangeArithmetic) -> None:
        self.graph = graph
        self.ranges = ranges

    def compare(
        self, operator: str, left: Lowered, right: Lowered, order: tuple[str, ...] | None = None
    ) -> Scalar:
        """``left operator right``."""
        graph = self.graph
        if isinstance(left, LoweredNumber) and isinstance(right, LoweredNumber):
            holds, fails = self._ranges(operator, left, right)
        elif isinstance(left, LoweredSymbol) and isinstance(right, LoweredSymbol):
            holds, fails = self._symbols(operator, left, right)
        elif isinstance(left, LoweredWords) and isinstance(right, LoweredWords):
            same = graph.equal(left.text, right.text)
            same = same if operator == "==" else graph.negation(same)
            holds, fails = graph.is_true(same), graph.is_true(graph.negation(same))
        elif isinstance(left, LoweredAnswer) and isinstance(right, LoweredAnswer):
            same = graph.truth(
                graph.is_true(self.alike(left.truth, right.truth)),
                graph.is_true(graph.negation(self.alike(left.truth, right.truth))),
            )
            same = same if operator == "==" else graph.negation(same)
            absent = graph.either(left.absent, right.absent)
            return graph.case(absent, graph.false, same)
        else:
            return graph.unknown
        optional = graph.either(left.optional, right.optional)
        return self.settled(holds, fails, optional, graph.either(left.absent, right.absent))

    def settled(self, holds: Scalar, fails: Scalar, optional: Scalar, absent: Scalar) -> Scalar:
        """What may not apply cannot be true; what does not is false."""
        graph = self.graph
        holds = self.surely(holds, optional)
        holds = graph.both(holds, graph.negation(absent))
        fails = graph.either(fails, absent)
        return graph.truth(holds, fails)

    def surely(self, holds: Scalar, optional: Scalar) -> Scalar:
        """Where it holds and the values apply: those that are not known do not, for certain."""
        graph = self.graph
        unknown = _asked_null(optional)
        if unknown:
            holds = graph.is_true(graph.given_known(holds, unknown))
        return graph.both(holds, graph.negation(optional))

    def alike(self, left: Scalar, right: Scalar) -> Scalar:
        """Whether two truths are one; unknown where either is."""
        graph = self.graph
        both = graph.both(left, right)
        neither = graph.both(graph.negation(left), graph.negation(right))
        alike = graph.either(both, neither)
        unknown = graph.either(graph.is_null(left), graph.is_null(right))
        return graph.case(unknown, graph.unknown, alike)

    def _ranges(
        self, operator: str, left: LoweredNumber, right: LoweredNumber
    ) -> tuple[Scalar, Scalar]:
        graph, ends = self.graph, self.ranges.ends
        if operator in (">", ">="):
            left, right = right, left
            operator = "<" if operator == ">" else "<="
        if operator == "<":
            return (
                graph.is_true(ends.below(left.high, right.low)),
                graph.is_true(ends.at_most(right.high, left.low)),
            )
        if operator == "<=":
            return (
                graph.is_true(ends.at_most(left.high, right.low)),
                graph.is_true(ends.below(right.high, left.low)),
            )
        if left.exact and right.exact:
            equal = ends.equal(left.low, right.low)
            same, apart = graph.is_true(equal), graph.is_true(graph.negation(equal))
        else:
            apart = graph.either(
                graph.is_true(ends.below(left.high, right.low)),
                graph.is_true(ends.below(right.high, left.low)),
            )
            same = graph.both(
                graph.is_true(ends.equal(left.low, right.low)),
                self._one(left.low, left.high),
                self._one(right.low, right.high),
            )
        return (same, apart) if operator == "==" else (apart, same)

    def _one(self, low: End, high: End) -> Scalar:
        """Whether both ends are one."""
        if low == high:
            return self.graph.negation(self.ranges.ends.is_null(low))
        return self.graph.is_true(self.ranges.ends.equal(low, high))

    # ---- symbols

    def symbol(self, symbols: tuple[str, ...], written: str) -> LoweredSymbol:
        """One symbol, told."""
        graph = self.graph
        place = symbols.index(written)
        possible = tuple(graph.constant(position == place) for position in range(len(symbols)))
        return LoweredSymbol(possible, graph.false, graph.false, graph.constant(place))

    def coded(self, code: Scalar, number: int, optional: Scalar, absent: Scalar) -> LoweredSymbol:
        """What a column says; any of so many symbols where it says nothing."""
        graph = self.graph
        unknown = graph.is_null(code)
        possible = tuple(
            graph.either(unknown, graph.is_true(graph.equal(code, graph.constant(place))))
            for place in range(number)
        )
        return LoweredSymbol(possible, optional, absent, code)

    def ranks(self, value: LoweredSymbol) -> LoweredNumber:
        """The places of the lowest and of the highest symbol that is possible."""
        graph = self.graph
        last = len(value.possible) - 1
        if value.code is not None:
            low = graph.coalesce(value.code, graph.zero)
            high = graph.coalesce(value.code, graph.constant(last))
        else:
            low = high = graph.nothing
            for place in range(last, -1, -1):
                low = graph.case(value.possible[place], graph.constant(place), low)
            for place in range(last + 1):
                high = graph.case(value.possible[place], graph.constant(place), high)
        return LoweredNumber(low, high, value.optional, value.absent)

    def single(self, value: LoweredSymbol) -> Scalar:
        """Whether just one symbol is possible."""
        graph = self.graph
        if value.code is not None:
            return graph.negation(graph.is_null(value.code))
        ranks = self.ranks(value)
        return graph.is_true(self.ranges.ends.equal(ranks.low, ranks.high))

    def _symbols(
        self, operator: str, left: LoweredSymbol, right: LoweredSymbol
    ) -> tuple[Scalar, Scalar]:
        graph = self.graph
        if operator not in ("==", "!="):
            return self._ranges(operator, self.ranks(left), self.ranks(right))
        if left.code is not None and right.code is not None:
            equal = graph.equal(left.code, right.code)
            same, apart = graph.is_true(equal), graph.is_true(graph.negation(equal))
        else:
            common = graph.either(
                *(graph.both(a, b) for a, b in zip(left.possible, right.possible, strict=True))
            )
            apart = graph.negation(common)
            same = graph.both(common, self.single(left), self.single(right))
        return (same, apart) if operator == "==" else (apart, same)

    def named(
        self, operator: str, words: LoweredWords, value: LoweredSymbol, symbols: tuple[str, ...]
    ) -> Scalar:
        """A text compared with the names of symbols."""
        graph = self.graph
        told = graph.negation(graph.is_null(words.text))
        common = graph.either(
            *(
                graph.both(
                    possible, graph.is_true(graph.equal(words.text, graph.constant(plain(symbol))))
                )
                for possible, symbol in zip(value.possible, symbols, strict=True)
            )
        )
        same = graph.both(common, self.single(value))
        apart = graph.both(told, graph.negation(common))
        holds, fails = (same, apart) if operator == "==" else (apart, same)
        return self.settled(
            holds,
            fails,
            graph.either(words.optional, value.optional),
            graph.either(words.absent, value.absent),
        )

    def member(self, operand: LoweredSymbol, places: Iterable[int]) -> Scalar:
        """Whether the symbol is one of those listed."""
        graph, listed = self.graph, set(places)
        if operand.code is not None:
            inside = graph.one_of(operand.code, listed)
            holds = graph.is_true(inside)
            fails = graph.is_true(graph.negation(inside))
            if not listed:
                holds, fails = graph.false, graph.true
        else:
            within = [p for place, p in enumerate(operand.possible) if place in listed]
            without = [p for place, p in enumerate(operand.possible) if place not in listed]
            fails = graph.negation(graph.either(*within))
            holds = graph.both(graph.either(*within), graph.negation(graph.either(*without)))
        return self.settled(holds, fails, operand.optional, operand.absent)

    def extreme_symbol(self, least: bool, operands: Iterable[LoweredSymbol]) -> LoweredSymbol:
        """The lowest or the highest symbol of what applies."""
        return reduce(lambda left, right: self._pick(least, left, right), operands)

    def _pick(self, least: bool, left: LoweredSymbol, right: LoweredSymbol) -> LoweredSymbol:
        graph = self.graph
        possible = []
        number = len(left.possible)

        def may_not(value: LoweredSymbol) -> Scalar:
            return graph.either(value.optional, value.absent)

        for place in range(number):
            beyond = range(place, number) if least else range(place + 1)
            ways = []
            for one, other in ((left, right), (right, left)):
                own = graph.both(one.possible[place], graph.negation(one.absent))
                others = [
                    graph.both(other.possible[rest], graph.negation(other.absent))
                    for rest in beyond
                ]
                ways.append(graph.both(own, graph.either(*others, may_not(other))))
            possible.append(graph.either(*ways))
        return LoweredSymbol(
            tuple(possible),
            graph.both(
                may_not(left), may_not(right), graph.negation(graph.both(left.absent, right.absent))
            ),
            graph.both(left.absent, right.absent),
        )

    # ---- industries

    def industry(self, operand: LoweredWords, codes: tuple[str, ...]) -> Scalar:
        """Whether the code, or one of those above it, is listed; of one known only to a higher
        level it is open.
        """
        graph = self.graph
        above = {code[:length] for code in codes for length in range(1, len(code))}
        inside = graph.starts_with(operand.text, codes)
        maybe = graph.one_of(operand.text, above) if above else graph.false
        holds = graph.is_true(inside)
        told = graph.negation(graph.is_null(operand.text))
        fails = graph.both(
            graph.is_true(graph.negation(inside)), graph.negation(graph.is_true(maybe)), told
        )
        return self.settled(holds, fails, operand.optional, operand.absent)

    # ---- growth

    def growth(
        self,
        operator: str,
        now: LoweredNumber,
        base: LoweredNumber,
        years: int,
        rate: LoweredNumber,
    ) -> Scalar:
        """``(now / base)^(1/years) - 1 operator rate`` without division or root."""
        graph, ranges = self.graph, self.ranges
        sure = self._above(base.low)
        if years > 1:
            sure = graph.both(
                sure,
                self._at_least(now.low, 0),
                self._at_least(rate.low, -1),
            )
        factor = ranges.add(ranges.one, rate)
        target = base
        for _ in range(years):
            target = ranges.multiply(target, factor)
        truth = self.compare(operator, now, target)
        absent = graph.either(now.absent, base.absent, rate.absent)
        return graph.case(absent, graph.false, graph.case(sure, truth, graph.unknown))

    def growth_value(self, now: LoweredNumber, base: LoweredNumber) -> LoweredNumber:
        """One year's growth as a ratio."""
        ranges = self.ranges
        sure = self._above(base.low)
        found = ranges.subtract(ranges.divide(now, base), ranges.one)
        graph = self.graph
        open_ = LoweredNumber(
            graph.nothing,
            graph.nothing,
            graph.either(now.optional, base.optional),
            graph.either(now.absent, base.absent),
        )
        return ranges.case(sure, found, open_)

    def _above(self, end: End) -> Scalar:
        return self.graph.is_true(self.ranges.ends.below(self.graph.zero, end))

    def _at_least(self, end: End, least: int) -> Scalar:
        return self.graph.is_true(self.ranges.ends.at_most(self.graph.constant(least), end))


def text_of(written: str) -> str:
    """A text as it is compared."""
    return plain(written)


def _asked_null(condition: Scalar) -> list[Scalar]:
    """What is not known wherever a condition may hold: of each alternative one."""
    parts = condition.operands if condition.operation is Operator.OR else (condition,)
    return [part.operands[0] for part in parts if part.operation is Operator.IS_NULL]
