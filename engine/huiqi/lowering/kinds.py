"""What is done with a lowered value, whatever its kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from huiqi.language.types import Kind, Type
from huiqi.lowering.cell_columns import Column
from huiqi.lowering.comparing import Comparing
from huiqi.lowering.day_numbers import day_number
from huiqi.lowering.ends import Quotient
from huiqi.lowering.kept_graph import KeptGraph
from huiqi.lowering.lowered import (
    Listed,
    Lowered,
    LoweredAnswer,
    LoweredEntry,
    LoweredNumber,
    LoweredSymbol,
    LoweredWords,
)
from huiqi.lowering.range_arithmetic import RangeArithmetic
from huiqi.lowering.scalars import BeyondError, Home, Scalar, Sort
from huiqi.rulebook.points import WrittenPoint
from huiqi.sentences import sentence


class Kinds:
    """What is asked of a value of any kind, and made of it."""

    def __init__(self) -> None:
        self.graph = KeptGraph()
        self.ranges = RangeArithmetic(self.graph)
        self.comparing = Comparing(self.graph, self.ranges)

    def known(self, value: Lowered) -> Scalar:
        """Whether nothing about it is open."""
        graph = self.graph
        if isinstance(value, LoweredNumber):
            return self.ranges.known(value)
        if isinstance(value, LoweredAnswer):
            return graph.either(value.absent, graph.negation(graph.is_null(value.truth)))
        if isinstance(value, LoweredSymbol):
            single = self.comparing.single(value)
            return graph.either(value.absent, graph.both(single, graph.negation(value.optional)))
        if isinstance(value, LoweredWords):
            told = graph.negation(graph.is_null(value.text))
            return graph.either(value.absent, graph.both(told, graph.negation(value.optional)))
        if isinstance(value, Listed):
            return graph.negation(value.open)
        return graph.true

    def anything(
        self, type_: Type, low: WrittenPoint | None = None, high: WrittenPoint | None = None
    ) -> Lowered:
        """The value of which nothing is known but its type and domain."""
        graph = self.graph
        if type_.kind is Kind.BOOL:
            return LoweredAnswer(graph.unknown, graph.false)
        if type_.enumeration is not None:
            possible = tuple(graph.true for _ in type_.enumeration.symbols)
            code = graph.nothing if len(possible) > 1 else graph.zero
            return LoweredSymbol(possible, graph.true, graph.false, code)
        if type_.kind in (Kind.INDUSTRY, Kind.TEXT):
            return LoweredWords(graph.no_text, graph.true, graph.false)
        return LoweredNumber(self.point(low), self.point(high), graph.true, graph.false)

    def point(self, point: WrittenPoint | None) -> Scalar:
        """A number or a day as a constant; not known where there is none."""
        if point is None:
            return self.graph.nothing
        if isinstance(point, date):
            return self.graph.constant(day_number(point))
        return self.graph.constant(Decimal(point))

    def truth_of(self, value: Lowered) -> Scalar:
        """A value as a truth."""
        if not isinstance(value, LoweredAnswer):
            return self.graph.false
        return self.graph.case(value.absent, self.graph.false, value.truth)

    def answer(self, truth: Scalar) -> LoweredAnswer:
        """A truth that applies."""
        return LoweredAnswer(truth, self.graph.false)

    def case(self, condition: Scalar, then: Lowered, otherwise: Lowered) -> Lowered:
        """One value or another of one kind."""
        graph = self.graph
        condition = graph.is_true(condition)
        if condition.constant:
            return then if condition is graph.true else otherwise
        then, otherwise = self.of_one_kind(then, otherwise)
        if isinstance(then, LoweredNumber) and isinstance(otherwise, LoweredNumber):
            return self.ranges.case(condition, then, otherwise)
        if isinstance(then, LoweredAnswer) and isinstance(otherwise, LoweredAnswer):
            return LoweredAnswer(
                graph.case(condition, then.truth, otherwise.truth),
                graph.case(condition, then.absent, otherwise.absent),
            )
        if isinstance(then, LoweredWords) and isinstance(otherwise, LoweredWords):
            return LoweredWords(
                *(graph.case(condition, a, b) for a, b in zip(then, otherwise, strict=True))
            )
        if isinstance(then, LoweredSymbol) and isinstance(otherwise, LoweredSymbol):
            possible = tuple(
                graph.case(condition, a, b)
                for a, b in zip(then.possible, otherwise.possible, strict=True)
            )
            coded = then.code is not None and otherwise.code is not None
            return LoweredSymbol(
                possible,
                graph.case(condition, then.optional, otherwise.optional),
                graph.case(condition, then.absent, otherwise.absent),
                graph.case(condition, then.code, otherwise.code) if coded else None,  # type: ignore[arg-type]
            )
        raise BeyondError(sentence("清单不能这样选取"))

    def hull(self, left: Lowered, right: Lowered) -> Lowered:
        """Whatever is possible of either."""
        graph = self.graph
        if left == right:
            return left
        left, right = self.of_one_kind(left, right)
        if isinstance(left, LoweredNumber) and isinstance(right, LoweredNumber):
            return self.ranges.hull(left, right)
        if isinstance(left, LoweredAnswer) and isinstance(right, LoweredAnswer):
            one, other = self.truth_of(left), self.truth_of(right)
            alike = graph.truth(
                graph.both(graph.is_true(one), graph.is_true(other)),
                graph.both(
                    graph.is_true(graph.negation(one)), graph.is_true(graph.negation(other))
                ),
            )
            return LoweredAnswer(alike, graph.both(left.absent, right.absent))
        if isinstance(left, LoweredSymbol) and isinstance(right, LoweredSymbol):
            differ = graph.either(
                graph.both(left.absent, graph.negation(right.absent)),
                graph.both(right.absent, graph.negation(left.absent)),
            )
            possible = tuple(
                graph.either(
                    graph.both(a, graph.negation(left.absent)),
                    graph.both(b, graph.negation(right.absent)),
                )
                for a, b in zip(left.possible, right.possible, strict=True)
            )
            return LoweredSymbol(
                possible,
                graph.either(left.optional, right.optional, differ),
                graph.both(left.absent, right.absent),
            )
        raise BeyondError(sentence("文字或清单有几种可能"))

    def among(self, cells: list[tuple[Scalar, Lowered]], otherwise: Lowered) -> Lowered:
        """Whatever is possible of the cells whose condition holds."""
        graph = self.graph
        told = self._among_constants(cells, otherwise)
        if told is not None:
            return told
        some, found = graph.false, otherwise
        for condition, value in cells:
            joined = (
                value if some is graph.false else self.case(some, self.hull(found, value), value)
            )
            found = self.case(condition, joined, found)
            some = graph.either(some, condition)
        return found

    def _among_constants(
        self, cells: list[tuple[Scalar, Lowered]], otherwise: Lowered
    ) -> Lowered | None:
        """The same where each cell is one figure, or does not apply; else ``None``."""
        graph = self.graph
        figures: dict[Scalar, Scalar] = {}
        absent = open_ = optional = graph.false
        for condition, value in cells:
            if not isinstance(value, LoweredNumber):
                return None
            if value.absent is graph.true:
                absent = graph.either(absent, condition)
            elif _constant(value) is not None:
                end = self.ranges.scalar(value.low)
                figures[end] = graph.either(figures.get(end, graph.false), condition)
            elif _open(value):
                open_ = graph.either(open_, condition)
                optional = graph.either(optional, graph.both(condition, value.optional))
            else:
                return None
        if len(figures) < 2 or not isinstance(otherwise, LoweredNumber):
            return None
        if isinstance(otherwise.low, Quotient) or isinstance(otherwise.high, Quotient):
            return None
        some = graph.either(*figures.values(), open_)
        ordered = sorted(figures, key=lambda end: Decimal(end.low).scaleb(-end.places))
        low, high = otherwise.low, otherwise.high
        for end in reversed(ordered):
            low = graph.case(figures[end], end, low)
        for end in ordered:
            high = graph.case(figures[end], end, high)
        none = graph.negation(graph.either(some, absent))
        return LoweredNumber(
            graph.case(open_, graph.nothing, low),
            graph.case(open_, graph.nothing, high),
            graph.either(optional, graph.both(some, absent), graph.both(none, otherwise.optional)),
            graph.either(
                graph.both(absent, graph.negation(some)), graph.both(none, otherwise.absent)
            ),
        )

    def perhaps(self, value: Lowered, where: Scalar) -> Lowered:
        """The same, which on these rows may not apply."""
        if where is self.graph.false or isinstance(value, (LoweredEntry, Listed)):
            return value
        return self.case(where, self.hull(value, self.absent_like(value)), value)

    def of_one_kind(self, left: Lowered, right: Lowered) -> tuple[Lowered, Lowered]:
        """Both as values of one kind: what does not apply has the kind of the other."""
        for one, other, swap in ((left, right, False), (right, left, True)):
            if type(one) is type(other) or not self._never_applies(one):
                continue
            alike = self.absent_like(other)
            return (other, alike) if swap else (alike, other)
        return left, right

    def _never_applies(self, value: Lowered) -> bool:
        return isinstance(value, LoweredNumber) and value.absent is self.graph.true

    def absent_like(self, value: Lowered) -> Lowered:
        """What does not apply, of the kind of another value."""
        graph = self.graph
        if isinstance(value, LoweredSymbol):
            return LoweredSymbol(
                tuple(graph.false for _ in value.possible), graph.false, graph.true
            )
        if isinstance(value, LoweredWords):
            return LoweredWords(graph.no_text, graph.false, graph.true)
        if isinstance(value, LoweredAnswer):
            return LoweredAnswer(graph.false, graph.true)
        return self.ranges.absent

    def column(
        self,
        type_: Type,
        column: Column,
        domain: tuple[WrittenPoint | None, WrittenPoint | None],
        home: Home,
    ) -> Lowered:
        """What a column says; within its domain where it says nothing."""
        graph = self.graph

        def of(suffix: str, sort: Sort, *, nullable: bool = column.nullable) -> Scalar:
            return graph.column(
                column.name + suffix,
                sort,
                nullable=nullable,
                home=home,
                places=column.places if sort is Sort.NUMBER else 0,
                low=column.low if sort is Sort.NUMBER else 0,
                high=column.high if sort is Sort.NUMBER else 0,
            )

        absent = of(".absent", Sort.TRUTH, nullable=False) if column.absent else graph.false
        if type_.kind is Kind.BOOL:
            return LoweredAnswer(of("", Sort.TRUTH), absent)
        applies = graph.negation(absent)
        if type_.enumeration is not None:
            code = of("", Sort.NUMBER)
            optional = graph.both(graph.is_null(code), applies)
            return self.comparing.coded(code, len(type_.enumeration.symbols), optional, absent)
        if type_.kind in (Kind.INDUSTRY, Kind.TEXT):
            text = of("", Sort.TEXT)
            return LoweredWords(text, graph.both(graph.is_null(text), applies), absent)
        low, high = map(self.point, domain)
        if column.ranges:
            # A range is told: what it leaves open is open, and it applies.
            least = of(".low", Sort.NUMBER, nullable=True)
            most = of(".high", Sort.NUMBER, nullable=True)
            silent = graph.both(graph.is_null(least), graph.is_null(most))
            return LoweredNumber(
                graph.case(silent, low, least),
                graph.case(silent, high, most),
                graph.both(silent, applies),
                absent,
            )
        figure = of("", Sort.NUMBER)
        optional = graph.both(graph.is_null(figure), applies)
        first = graph.coalesce(figure, low)
        return LoweredNumber(
            first, first if low is high else graph.coalesce(figure, high), optional, absent
        )

    def told(self, column: Column | None, value: Lowered) -> Scalar:
        """Whether a column says anything of a row."""
        graph = self.graph
        if column is None:
            return graph.false
        if not column.nullable:
            return graph.true
        if isinstance(value, LoweredAnswer):
            return graph.either(value.absent, graph.negation(graph.is_null(value.truth)))
        assert isinstance(value, (LoweredNumber, LoweredSymbol, LoweredWords))
        return graph.negation(value.optional)


def _constant(value: Lowered) -> Scalar | None:
    """The one figure that a value is on every row."""
    if not isinstance(value, LoweredNumber) or not value.exact or not isinstance(value.low, Scalar):
        return None
    sure = not value.optional.nullable and value.optional.detail is False
    return value.low if sure and value.low.constant and not value.low.is_null else None


def _open(value: LoweredNumber) -> bool:
    """Whether nothing bounds a figure that applies."""
    ends = (value.low, value.high)
    sure = value.absent.constant and value.absent.detail is False
    return sure and all(isinstance(end, Scalar) and end.is_null for end in ends)
