"""What is paid: formula, once, floors, caps, rounding, stages, pool, as ranges of scalars.

As :mod:`huiqi.decision.amounts` works it out; where several claims share a limit by the year in
which each falls, the enterprise is decided apart.
"""

from __future__ import annotations

from huiqi.language.tree import Node
from huiqi.lowering import verdicts
from huiqi.lowering.claims import Paid
from huiqi.lowering.claims_limits import claims_limited, rounded_end
from huiqi.lowering.claims_once import best_of_each_thing
from huiqi.lowering.ends import End
from huiqi.lowering.lowered import LoweredNumber, Where
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.payment_money import PaymentMoney
from huiqi.lowering.scalars import BeyondError, Scalar
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.measure import Gives, Stage, Uplift, leaves
from huiqi.sentences import sentence


class LoweredPayment(PaymentMoney):
    """Works out one amount."""

    def paid(self, certain: Scalar) -> Paid:
        """The amount; ``certain``: where the measure qualifies."""
        gives = self.gives
        values = self._values()
        if gives.once is not None and self.claims.home:
            values = best_of_each_thing(self, gives.once, values)
        whole = claims_limited(self, values)
        if gives.stages:
            whole = self._staged(whole)
        if gives.shared_from is not None:
            whole = self._shared(gives.shared_from, whole)
        whole = self.ranges.case(certain, whole, self.possibly(whole))
        return Paid(
            low=self.ranges.scalar(whole.low),
            high=self.ranges.scalar(whole.high),
            only_limit=self.only_limit,
            grade=self.reads.grade,
            fund_only=self.fund_only,
            reads=self.reads,
        )

    def _values(self) -> LoweredNumber:
        gives, claims = self.gives, self.claims
        if gives.uplift is not None:
            return self._uplifted(gives.uplift)
        node = gives.at_most if gives.amount is None else gives.amount
        assert node is not None
        return self.money(node, claims.where, there=claims.there)

    def _uplifted(self, uplift: Uplift) -> LoweredNumber:
        """A share of what other measures pay."""
        graph, ranges = self.graph, self.ranges
        base = ranges.zero
        limit = graph.constant(uplift.only_limit)
        for name in uplift.of:
            other = self.others(name)
            amount = other.amount
            self.reads.grade = graph.greatest(self.reads.grade, amount.grade)
            self.reads.add(graph, amount.reads)
            for one, where in other.missing.items():
                self.reads.lack(graph, one, where)
            limit = graph.either(limit, amount.only_limit)
            low = graph.coalesce(graph.case(amount.only_limit, graph.zero, amount.low), graph.zero)
            if not other.sure:
                low = graph.zero
            base = self.positive(ranges.add(base, ranges.between(low, amount.high)))
        self.only_limit = limit
        found = self.lowerer.collected(uplift.rate, self.claims.where)
        assert isinstance(found.value, LoweredNumber)
        self.rests_on(found.reads, self.claims.there)
        return self.positive(ranges.multiply(base, found.value))

    def _staged(self, whole: LoweredNumber) -> LoweredNumber:
        """What is paid of the whole: each stage's share where its own condition holds."""
        graph, ranges = self.graph, self.ranges
        paid = ranges.zero
        for stage in self.gives.stages:
            truth = self._stage_truth(stage)
            found = self.lowerer.collected(stage.share, Where(self.lowerer.as_of.year, False, {}))
            assert isinstance(found.value, LoweredNumber)
            self.reads.add(graph, found.reads)
            part = self.positive(ranges.multiply(whole, found.value))
            part = ranges.case(
                truth,
                part,
                ranges.case(graph.is_null(truth), self.possibly(part), ranges.zero),
            )
            paid = self.positive(ranges.add(paid, part))
        return paid

    def _stage_truth(self, stage: Stage) -> Scalar:
        """The truth of a stage's condition, where it is the same for every claim."""
        graph, claims = self.graph, self.claims
        if stage.clause is None:
            return graph.true
        found = {
            one.id: verdicts.condition_of(self.lowerer, one, claims.where)
            for one in leaves(stage.clause)
        }
        verdict = verdicts.verdict_of(self.lowerer, stage.clause, found)
        if claims.home:
            raise BeyondError(sentence("逐项的阶段条件"))
        for one, where in verdict.missing.items():
            self.reads.lack(graph, one, graph.both(where, claims.there))
        return verdict.truth

    def _shared(self, node: Node, whole: LoweredNumber) -> LoweredNumber:
        """A pool shared by a rule that is not known: at most this, perhaps nothing."""
        graph, ends = self.graph, self.ranges.ends
        found = self.lowerer.collected(node, Where(self.lowerer.as_of.year, False, {}))
        assert isinstance(found.value, LoweredNumber)
        self.reads.add(graph, found.reads)
        pool = self.positive(found.value)
        beyond = graph.either(
            ends.is_null(whole.high), graph.is_true(ends.below(pool.high, whole.high))
        )
        self.fund_only = graph.both(graph.negation(ends.is_null(pool.high)), beyond)
        return self.possibly(self.smaller(whole, pool))


def most_of_all_claims(lowerer: Lowerer, gives: Gives) -> Scalar:
    """What all claims together cannot pass (yuan); not known where nothing bounds them."""
    graph, ranges = lowerer.graph, lowerer.ranges
    where = Where(lowerer.as_of.year, False, {})
    found: End = graph.nothing
    with lowerer.reading():

        def high(node: Node) -> End:
            value = lowerer.collected(node, where).value
            assert isinstance(value, LoweredNumber)
            below = graph.is_true(ranges.ends.below(value.high, graph.zero))
            return ranges.ends.case(graph.either(below, value.absent), graph.zero, value.high)

        for cap in gives.caps:
            if cap.per == "enterprise" and cap.grade < WEAK:
                found = ranges.lesser_known(found, high(cap.at_most))
        if gives.rounding is not None and found is not graph.nothing:
            found = rounded_end(ranges, found, gives.rounding)
        if gives.shared_from is not None:
            found = ranges.lesser_known(found, high(gives.shared_from))
    return ranges.scalar(found)
