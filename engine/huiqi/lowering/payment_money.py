"""What is asked of money while an amount is worked out."""

from __future__ import annotations

from huiqi.language.tree import Node
from huiqi.lowering.claims import Claims, Others
from huiqi.lowering.lowered import LoweredNumber, Where
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.row_reads import RowReads
from huiqi.lowering.scalars import Operator, Scalar
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.measure import Measure


class PaymentMoney:
    """One amount being worked out: the claims, and what it rests on so far."""

    def __init__(self, lowerer: Lowerer, measure: Measure, claims: Claims, others: Others) -> None:
        assert measure.gives is not None
        self.lowerer, self.graph, self.ranges = lowerer, lowerer.graph, lowerer.ranges
        self.measure, self.gives, self.claims = measure, measure.gives, claims
        self.others = others
        self.reads = RowReads.none(self.graph)
        self.reads.grade = self.graph.constant(self.gives.grade)
        #: What tells the days of the claims, and the claims of which the year is open.
        self.undated: tuple[RowReads, Scalar] | None = None
        self.fund_only = self.graph.false
        self.only_limit = self.graph.constant(self.gives.at_most is not None)

    def money(
        self, node: Node, where: Where, grade: int = 0, there: Scalar | None = None
    ) -> LoweredNumber:
        """An expression's value in yuan, never below zero."""
        graph = self.graph
        if grade >= WEAK:
            self.reads.other = graph.true
            return self.positive(self.ranges.between(graph.nothing, graph.nothing))
        found = self.lowerer.collected(node, where)
        assert isinstance(found.value, LoweredNumber)
        self.rests_on(found.reads, there)
        return self.positive(found.value)

    def rests_on(self, reads: RowReads, there: Scalar | None, where: Scalar | None = None) -> None:
        """What a value rests on; of claims where any is ``there``; ``where``: on these rows."""
        graph = self.graph
        where = graph.true if where is None else where
        if not self.claims.home:
            self.reads.add(graph, reads, where if there is None else graph.both(there, where))
            return
        there = graph.true if there is None else there

        def some(condition: Scalar) -> Scalar:
            where = graph.both(condition, there)
            if where is graph.false:
                return where
            return graph.aggregate(Operator.ANY, where, self.claims.home)

        merged = RowReads.of(graph.zero, some(reads.nothing), some(reads.other))
        merged.missing = {one: some(where) for one, where in reads.missing.items()}
        if reads.grade.constant:
            merged.grade = graph.case(some(graph.true), reads.grade, graph.zero)
        else:
            grade = graph.case(there, reads.grade, graph.zero)
            most = graph.aggregate(Operator.MAX, grade, self.claims.home)
            merged.grade = graph.coalesce(most, graph.zero)
        self.reads.add(graph, merged, where)

    def positive(self, value: LoweredNumber) -> LoweredNumber:
        """Never below zero; what does not apply, or may not, pays nothing."""
        graph, ends = self.graph, self.ranges.ends
        sure = graph.both(graph.negation(value.optional), graph.negation(value.absent))
        above = graph.is_true(ends.below(graph.zero, value.low))
        low = ends.case(graph.both(above, sure), value.low, graph.zero)
        below = graph.is_true(ends.below(value.high, graph.zero))
        high = ends.case(graph.either(below, value.absent), graph.zero, value.high)
        if value.exact and low == high:
            high = low
        return self.ranges.between(low, high)

    def possibly(self, value: LoweredNumber) -> LoweredNumber:
        """What may also turn out to be nothing."""
        return self.ranges.between(self.graph.zero, value.high)

    def smaller(self, left: LoweredNumber, right: LoweredNumber) -> LoweredNumber:
        return self.positive(self.ranges.extreme(True, (left, right)))

    def larger(self, left: LoweredNumber, right: LoweredNumber) -> LoweredNumber:
        return self.positive(self.ranges.extreme(False, (left, right)))

    def total(self, value: LoweredNumber) -> LoweredNumber:
        """The sum of what is paid for the claims."""
        graph, claims = self.graph, self.claims
        if not claims.home:
            zero = self.ranges.zero
            return self.ranges.case(claims.there, value, zero)
        low, high = self.ranges.scalar(value.low), self.ranges.scalar(value.high)

        def summed(end: Scalar) -> Scalar:
            end = graph.case(claims.there, end, graph.zero)
            whole = graph.aggregate(Operator.SUM, graph.coalesce(end, graph.zero), claims.home)
            open_ = graph.is_null(end)
            if open_ is graph.false:
                return whole
            return graph.case(
                graph.aggregate(Operator.ANY, open_, claims.home), graph.nothing, whole
            )

        return self.ranges.between(summed(low), summed(high))
