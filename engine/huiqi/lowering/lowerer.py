"""Lowers facts, definitions and expressions for every row of a table at once.

It follows :class:`~huiqi.evaluation.evaluator.Evaluator` step by step, on scalars instead of
values; what it cannot say of some rows it marks: those are decided one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from huiqi.evaluation.reads import Missing
from huiqi.language.tree import Construct, Node
from huiqi.language.types import Kind, Type
from huiqi.lowering.columns import Column, Columns
from huiqi.lowering.comparing import Comparing
from huiqi.lowering.graph import Graph
from huiqi.lowering.lowered import Answer, Listed, Lowered, Number, Symbol, Where, Words
from huiqi.lowering.ranges import Ranges
from huiqi.lowering.reads import Outcome, Reads
from huiqi.lowering.scalars import BeyondError, Home, Scalar, Sort
from huiqi.rulebook.points import WrittenPoint
from huiqi.rulebook.rulebook import Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

_EPOCH = date(1970, 1, 1).toordinal()
CaseOf = Callable[["Lowerer", Construct, Where], Lowered]
Case = CaseOf[Node]
#: The case of each construct of the language; filled by the modules that import this.
CASES: dict[type[Node], Case] = {}


def lowers(node: type[Construct]) -> Callable[[CaseOf[Construct]], Case]:
    """Registers the case of a construct, which is asked of that construct alone."""

    def register(case: CaseOf[Construct]) -> Case:
        return CASES.setdefault(node, cast("Case", case))

    return register


class Lowerer:
    """Lowers what one rulebook says on one day of the rows of one table."""

    def __init__(self, rulebook: Rulebook, columns: Columns, as_of: date) -> None:
        self.rulebook = rulebook
        self.columns = columns
        self.as_of = as_of
        self.graph = Graph()
        self.ranges = Ranges(self.graph)
        self.comparing = Comparing(self.graph, self.ranges)
        self.reads = Reads.none(self.graph)
        #: On which rows of the enterprises the graph does not say what the evaluator would.
        self.apart = self.graph.false
        #: While a fact is bounded by facts that come after it: its place in the order.
        self.above: int | None = None
        #: The year from which a definition is looking back at its own earlier values.
        self.origin: int | None = None
        self.outcomes: dict[object, Outcome] = {}
        self.bounded: dict[object, Lowered] = {}
        #: Of sums of shares, by how much the sum may be above what was added up.
        self.slack: dict[Scalar, Scalar] = {}
        #: The years of which the table tells anything, by name.
        self.years: dict[str, set[int]] = {}
        for name, year in columns.facts:
            if year is not None:
                self.years.setdefault(name, set()).add(year)

    # ---- values

    def value(self, node: Node, where: Where) -> Lowered:
        """The value of an expression; what it rests on is added to :attr:`reads`."""
        return CASES[type(node)](self, node, where)

    def truth(self, node: Node, where: Where) -> Scalar:
        """The truth of an expression; what does not apply is not so."""
        outer, self.reads = self.reads, Reads.none(self.graph)
        try:
            truth = self.truth_of(CASES[type(node)](self, node, where))
            # Where it is known, what was not known did not matter.
            self.reads.only_where(self.graph, self.graph.is_null(truth))
            outer.add(self.graph, self.reads)
        finally:
            self.reads = outer
        return truth

    def truth_of(self, value: Lowered) -> Scalar:
        """A value as a truth."""
        if not isinstance(value, Answer):
            return self.graph.false
        return self.graph.case(value.absent, self.graph.false, value.truth)

    def number(self, node: Node, where: Where) -> Number:
        """A number or a day."""
        value = CASES[type(node)](self, node, where)
        assert isinstance(value, Number)
        return value

    def answer(self, truth: Scalar) -> Answer:
        """A truth that applies."""
        return Answer(truth, self.graph.false)

    @contextmanager
    def reading(self) -> Iterator[Reads]:
        """What is read within, apart from what is read around."""
        outer, self.reads = self.reads, Reads.none(self.graph)
        try:
            yield self.reads
        finally:
            self.reads = outer

    def collected(self, node: Node, where: Where) -> Outcome:
        """An expression with what it rests on: nothing is missing where it is known."""
        with self.reading() as reads:
            value = self.value(node, where)
            reads.only_where(self.graph, self.graph.negation(self.known(value)))
        return Outcome(value, reads)

    def noted(self, outcome: Outcome) -> Lowered:
        """The value of an outcome; what it rests on is added to :attr:`reads`."""
        self.reads.add(self.graph, outcome.reads)
        return outcome.value

    def set_apart(self, where: Scalar) -> None:
        """These rows are decided one by one."""
        if where.home:
            from huiqi.lowering.scalars import Operation

            where = self.graph.aggregate(Operation.ANY, where, where.home)
            self.set_apart(where)
            return
        self.apart = self.graph.either(self.apart, where)

    # ---- what is known of a value

    def known(self, value: Lowered) -> Scalar:
        """Whether nothing about it is open."""
        graph = self.graph
        if isinstance(value, Number):
            return self.ranges.known(value)
        if isinstance(value, Answer):
            return graph.either(value.absent, graph.negation(graph.is_null(value.truth)))
        if isinstance(value, Symbol):
            single = self.comparing.single(value)
            return graph.either(value.absent, graph.both(single, graph.negation(value.optional)))
        if isinstance(value, Words):
            told = graph.negation(graph.is_null(value.text))
            return graph.either(value.absent, graph.both(told, graph.negation(value.optional)))
        if isinstance(value, Listed):
            return graph.constant(value.complete)
        return graph.true

    def anything(
        self, type_: Type, low: WrittenPoint | None = None, high: WrittenPoint | None = None
    ) -> Lowered:
        """The value of which nothing is known but its type and domain."""
        graph = self.graph
        if type_.kind is Kind.BOOL:
            return Answer(graph.unknown, graph.false)
        if type_.enumeration is not None:
            possible = tuple(graph.true for _ in type_.enumeration.symbols)
            code = graph.nothing if len(possible) > 1 else graph.zero
            return Symbol(possible, graph.true, graph.false, code)
        if type_.kind in (Kind.INDUSTRY, Kind.TEXT):
            return Words(graph.no_text, graph.true, graph.false)
        return Number(self.point(low), self.point(high), graph.true, graph.false)

    def point(self, point: WrittenPoint | None) -> Scalar:
        """A number or a day as a constant; not known where there is none."""
        if point is None:
            return self.graph.nothing
        if isinstance(point, date):
            return self.graph.constant(point.toordinal() - _EPOCH)
        return self.graph.constant(Decimal(point))

    def case(self, condition: Scalar, then: Lowered, otherwise: Lowered) -> Lowered:
        """One value or another of one kind."""
        graph = self.graph
        condition = graph.is_true(condition)
        if condition.constant:
            return then if condition is graph.true else otherwise
        then, otherwise = self.of_one_kind(then, otherwise)
        if isinstance(then, Number) and isinstance(otherwise, Number):
            return self.ranges.case(condition, then, otherwise)
        if isinstance(then, Answer) and isinstance(otherwise, Answer):
            return Answer(
                graph.case(condition, then.truth, otherwise.truth),
                graph.case(condition, then.absent, otherwise.absent),
            )
        if isinstance(then, Words) and isinstance(otherwise, Words):
            return Words(
                *(graph.case(condition, a, b) for a, b in zip(then, otherwise, strict=True))
            )
        if isinstance(then, Symbol) and isinstance(otherwise, Symbol):
            possible = tuple(
                graph.case(condition, a, b)
                for a, b in zip(then.possible, otherwise.possible, strict=True)
            )
            coded = then.code is not None and otherwise.code is not None
            return Symbol(
                possible,
                graph.case(condition, then.optional, otherwise.optional),
                graph.case(condition, then.absent, otherwise.absent),
                graph.case(condition, then.code, otherwise.code) if coded else None,  # type: ignore[arg-type]
            )
        raise BeyondError("清单不能这样选取")

    def hull(self, left: Lowered, right: Lowered) -> Lowered:
        """Whatever is possible of either."""
        graph = self.graph
        if left == right:
            return left
        left, right = self.of_one_kind(left, right)
        if isinstance(left, Number) and isinstance(right, Number):
            return self.ranges.hull(left, right)
        if isinstance(left, Answer) and isinstance(right, Answer):
            one, other = self.truth_of(left), self.truth_of(right)
            alike = graph.truth(
                graph.both(graph.is_true(one), graph.is_true(other)),
                graph.both(
                    graph.is_true(graph.negation(one)), graph.is_true(graph.negation(other))
                ),
            )
            return Answer(alike, graph.both(left.absent, right.absent))
        if isinstance(left, Symbol) and isinstance(right, Symbol):
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
            return Symbol(
                possible,
                graph.either(left.optional, right.optional, differ),
                graph.both(left.absent, right.absent),
            )
        raise BeyondError("文字或清单有几种可能")

    def of_one_kind(self, left: Lowered, right: Lowered) -> tuple[Lowered, Lowered]:
        """Both as values of one kind: what does not apply has the kind of the other."""
        for one, other, swap in ((left, right, False), (right, left, True)):
            if type(one) is type(other) or not self._never_applies(one):
                continue
            alike = self.absent_like(other)
            return (other, alike) if swap else (alike, other)
        return left, right

    def _never_applies(self, value: Lowered) -> bool:
        return isinstance(value, Number) and value.absent is self.graph.true

    def absent_like(self, value: Lowered) -> Lowered:
        """What does not apply, of the kind of another value."""
        graph = self.graph
        if isinstance(value, Symbol):
            return Symbol(tuple(graph.false for _ in value.possible), graph.false, graph.true)
        if isinstance(value, Words):
            return Words(graph.no_text, graph.false, graph.true)
        if isinstance(value, Answer):
            return Answer(graph.false, graph.true)
        return self.ranges.absent

    # ---- columns

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
            return Answer(of("", Sort.TRUTH), absent)
        applies = graph.negation(absent)
        if type_.enumeration is not None:
            code = of("", Sort.NUMBER)
            optional = graph.both(graph.is_null(code), applies)
            return self.comparing.coded(code, len(type_.enumeration.symbols), optional, absent)
        if type_.kind in (Kind.INDUSTRY, Kind.TEXT):
            text = of("", Sort.TEXT)
            return Words(text, graph.both(graph.is_null(text), applies), absent)
        low, high = map(self.point, domain)
        if column.ranges:
            # A range is told: what it leaves open is open, and it applies.
            least = of(".low", Sort.NUMBER, nullable=True)
            most = of(".high", Sort.NUMBER, nullable=True)
            silent = graph.both(graph.is_null(least), graph.is_null(most))
            return Number(
                graph.case(silent, low, least),
                graph.case(silent, high, most),
                graph.both(silent, applies),
                absent,
            )
        figure = of("", Sort.NUMBER)
        optional = graph.both(graph.is_null(figure), applies)
        first = graph.coalesce(figure, low)
        return Number(
            first, first if low is high else graph.coalesce(figure, high), optional, absent
        )

    def told(self, column: Column | None, value: Lowered) -> Scalar:
        """Whether a column says anything of a row."""
        graph = self.graph
        if column is None:
            return graph.false
        if not column.nullable:
            return graph.true
        if isinstance(value, Answer):
            return graph.either(value.absent, graph.negation(graph.is_null(value.truth)))
        assert isinstance(value, (Number, Symbol, Words))
        return graph.negation(value.optional)

    def missing(self, name: str, year: int | None, where: Scalar) -> None:
        """A fact that is missing; of a year to come nobody can tell it."""
        if year is None or year <= self.as_of.year:
            self.reads.lack(self.graph, Missing(name, year), where)
        else:
            self.reads.other = self.graph.either(self.reads.other, where)
