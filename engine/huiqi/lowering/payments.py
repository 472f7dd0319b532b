"""What is paid: formula, once, floors, caps, rounding, stages, pool, as ranges of scalars.

As :mod:`huiqi.decision.amounts` works it out; where several claims share a limit by the year in
which each falls, the enterprise is decided apart.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from huiqi.decision.amounts.years import depends_on_year
from huiqi.language.tree import Node
from huiqi.lowering import verdicts
from huiqi.lowering.ends import End
from huiqi.lowering.lowered import Entry, Number, Where, Words
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.reads import Reads
from huiqi.lowering.scalars import ENTERPRISE, BeyondError, Home, Operation, Scalar
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.measure import Cap, Gives, Measure, Once, Rounding, Stage, Uplift, leaves

#: So many years back a payment in the year of a claim is looked for.
_YEARS_BACK = 12


class Claims(NamedTuple):
    """The claims on a measure: on the rows of a list, or one on each row of the enterprises.

    ``truth``: whether it is granted; ``there``: whether it is granted or may be.
    """

    home: Home
    truth: Scalar
    there: Scalar
    where: Where


class Paid(NamedTuple):
    """An amount: between two ends, or (``only_limit``) only no more than the upper.

    ``fund_only``: nothing bounds it but the whole of a fund.
    """

    low: Scalar
    high: Scalar
    only_limit: Scalar
    grade: Scalar
    fund_only: Scalar
    reads: Reads


class Decided(NamedTuple):
    """What an uplift asks of a measure that it raises."""

    amount: Paid
    sure: bool


Others = Callable[[str], Decided]


class Payment:
    """Works out one amount."""

    def __init__(self, lowerer: Lowerer, measure: Measure, claims: Claims, others: Others) -> None:
        assert measure.gives is not None
        self.lowerer, self.graph, self.ranges = lowerer, lowerer.graph, lowerer.ranges
        self.measure, self.gives, self.claims = measure, measure.gives, claims
        self.others = others
        self.reads = Reads.none(self.graph)
        self.reads.grade = self.graph.constant(self.gives.grade)
        self.fund_only = self.graph.false
        self.only_limit = self.graph.constant(self.gives.at_most is not None)

    def paid(self, certain: Scalar) -> Paid:
        """The amount; ``certain``: where the measure qualifies."""
        gives = self.gives
        values = self._values()
        if gives.once is not None and self.claims.home:
            values = self._once(gives.once, values)
        whole = self._limited(values)
        if gives.stages:
            whole = self._staged(whole)
        if gives.shared_from is not None:
            whole = self._shared(gives.shared_from, whole)
        whole = self.ranges.case(certain, whole, self._possibly(whole))
        return Paid(
            self.ranges.scalar(whole.low),
            self.ranges.scalar(whole.high),
            self.only_limit,
            self.reads.grade,
            self.fund_only,
            self.reads,
        )

    # ---- money

    def money(
        self, node: Node, where: Where, grade: int = 0, there: Scalar | None = None
    ) -> Number:
        """An expression's value in yuan, never below zero."""
        graph = self.graph
        if grade >= WEAK:
            self.reads.other = graph.true
            return self._positive(self.ranges.between(graph.nothing, graph.nothing))
        found = self.lowerer.collected(node, where)
        assert isinstance(found.value, Number)
        self._rests_on(found.reads, there)
        return self._positive(found.value)

    def _rests_on(self, reads: Reads, there: Scalar | None) -> None:
        """What a value rests on; of claims where any is ``there``."""
        graph = self.graph
        if not self.claims.home:
            self.reads.add(graph, reads, there)
            return
        there = graph.true if there is None else there

        def some(condition: Scalar) -> Scalar:
            where = graph.both(condition, there)
            if where is graph.false:
                return where
            return graph.aggregate(Operation.ANY, where, self.claims.home)

        merged = Reads(graph.zero, some(reads.nothing), some(reads.other))
        merged.missing = {one: some(where) for one, where in reads.missing.items()}
        if reads.grade.constant:
            merged.grade = graph.case(some(graph.true), reads.grade, graph.zero)
        else:
            grade = graph.case(there, reads.grade, graph.zero)
            most = graph.aggregate(Operation.MAX, grade, self.claims.home)
            merged.grade = graph.coalesce(most, graph.zero)
        self.reads.add(graph, merged)

    def _positive(self, value: Number) -> Number:
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

    def _possibly(self, value: Number) -> Number:
        """What may also turn out to be nothing."""
        return self.ranges.between(self.graph.zero, value.high)

    def _smaller(self, left: Number, right: Number) -> Number:
        return self._positive(self.ranges.extreme(True, (left, right)))

    def _larger(self, left: Number, right: Number) -> Number:
        return self._positive(self.ranges.extreme(False, (left, right)))

    # ---- formula and once

    def _values(self) -> Number:
        gives, claims = self.gives, self.claims
        if gives.uplift is not None:
            return self._uplifted(gives.uplift)
        node = gives.at_most if gives.amount is None else gives.amount
        assert node is not None
        return self.money(node, claims.where, there=claims.there)

    def _uplifted(self, uplift: Uplift) -> Number:
        """A share of what other measures pay."""
        graph, ranges = self.graph, self.ranges
        base = ranges.zero
        limit = graph.constant(uplift.only_limit)
        for name in uplift.of:
            other = self.others(name)
            amount = other.amount
            self.reads.grade = graph.greatest(self.reads.grade, amount.grade)
            self.reads.add(graph, amount.reads)
            limit = graph.either(limit, amount.only_limit)
            low = graph.coalesce(graph.case(amount.only_limit, graph.zero, amount.low), graph.zero)
            if not other.sure:
                low = graph.zero
            base = self._positive(ranges.add(base, ranges.between(low, amount.high)))
        self.only_limit = limit
        found = self.lowerer.collected(uplift.rate, self.claims.where)
        assert isinstance(found.value, Number)
        self._rests_on(found.reads, self.claims.there)
        return self._positive(ranges.multiply(base, found.value))

    def _once(self, once: Once, values: Number) -> Number:
        """Of several claims for one thing only one is paid, the one that pays most."""
        graph, ranges, claims = self.graph, self.ranges, self.claims
        low, high = ranges.scalar(values.low), ranges.scalar(values.high)
        sure = graph.is_true(claims.truth)
        if once.field is None or once.variable is None:
            return self._once_in_all(low, high, sure)
        same, known = self._same_thing(once)
        inner = claims.home[0]
        pair: Home = (inner, *claims.home)
        others = graph.both(same, claims.there, graph.outer(claims.there, inner), known)

        def better() -> Scalar:
            """Whether another claim for the same thing is the one that is paid."""
            surer = graph.both(sure, graph.negation(graph.outer(sure, inner)))
            equal = graph.both(
                graph.either(sure, graph.negation(graph.outer(sure, inner))),
                graph.negation(surer),
            )
            more = graph.is_true(graph.below(graph.outer(low, inner), low))
            level = graph.is_true(graph.equal(low, graph.outer(low, inner)))
            first = graph.is_true(graph.below(self._order(), graph.outer(self._order(), inner)))
            return graph.either(
                surer, graph.both(equal, graph.either(more, graph.both(level, first)))
            )

        beaten = graph.aggregate(Operation.ANY, graph.both(others, better()), pair)
        others_high = graph.aggregate(Operation.MAX, graph.case(others, high, graph.nothing), pair)
        unbounded = graph.aggregate(Operation.ANY, graph.both(others, graph.is_null(high)), pair)
        best = ranges.greater_known(high, others_high)
        capped = ranges.ends.case(graph.either(unbounded, graph.is_null(high)), graph.nothing, best)
        # What is for a thing that is not known may be for the same as another.
        several = graph.below(
            graph.one,
            graph.aggregate(
                Operation.SUM, graph.case(claims.there, graph.one, graph.zero), claims.home
            ),
        )
        perhaps = graph.both(graph.negation(known), several)
        kept = graph.both(claims.there, graph.negation(beaten))
        self.claims = claims._replace(there=kept)
        return ranges.between(
            graph.case(perhaps, graph.zero, low),
            graph.case(known, ranges.scalar(capped), high),
        )

    def _order(self) -> Scalar:
        from huiqi.lowering.columns import RECORD
        from huiqi.lowering.scalars import Sort

        return self.graph.column(
            RECORD, Sort.NUMBER, nullable=False, home=self.claims.home, low=0, high=2**62
        )

    def _same_thing(self, once: Once) -> tuple[Scalar, Scalar]:
        """Whether two claims are for one thing, and whether it is known what one is for."""
        graph, lowerer = self.graph, self.lowerer
        inner = self.claims.home[0]
        same, known = graph.true, graph.true
        from huiqi.lowering.facts import field_of

        with lowerer.reading():
            for name in once.fields:
                value = field_of(lowerer, Entry(inner), name, self.claims.where)
                known = graph.both(known, lowerer.known(value))
                if isinstance(value, Words):
                    own = value.text
                else:
                    code = getattr(value, "code", None)
                    if code is None:
                        raise BeyondError("一次性的事项不是文字")
                    own = code
                same = graph.both(same, graph.is_true(graph.equal(own, graph.outer(own, inner))))
        return graph.both(same, known), known

    def _once_in_all(self, low: Scalar, high: Scalar, sure: Scalar) -> Number:
        """One payment for the enterprise, whatever the number of claims."""
        graph, claims = self.graph, self.claims

        def over(operation: Operation, rows: Scalar, end: Scalar) -> Scalar:
            return graph.aggregate(operation, graph.case(rows, end, graph.nothing), claims.home)

        some = graph.aggregate(Operation.ANY, claims.there, claims.home)
        granted = graph.both(claims.there, sure)
        some_sure = graph.aggregate(Operation.ANY, granted, claims.home)
        best = graph.coalesce(
            over(Operation.MAX, granted, low), over(Operation.MAX, claims.there, low)
        )
        open_ = graph.aggregate(
            Operation.ANY, graph.both(claims.there, graph.is_null(high)), claims.home
        )
        most = graph.case(open_, graph.nothing, over(Operation.MAX, claims.there, high))
        self.claims = Claims(
            ENTERPRISE,
            graph.case(some_sure, graph.true, graph.unknown),
            some,
            Where(claims.where.year, claims.where.yearly, {}),
        )
        return self.ranges.between(graph.coalesce(best, graph.zero), most)

    # ---- limits

    def _total(self, value: Number) -> Number:
        """The sum of what is paid for the claims."""
        graph, claims = self.graph, self.claims
        if not claims.home:
            zero = self.ranges.zero
            return self.ranges.case(claims.there, value, zero)
        low, high = self.ranges.scalar(value.low), self.ranges.scalar(value.high)

        def summed(end: Scalar) -> Scalar:
            end = graph.case(claims.there, end, graph.zero)
            whole = graph.aggregate(Operation.SUM, graph.coalesce(end, graph.zero), claims.home)
            open_ = graph.is_null(end)
            if open_ is graph.false:
                return whole
            return graph.case(
                graph.aggregate(Operation.ANY, open_, claims.home), graph.nothing, whole
            )

        return self.ranges.between(summed(low), summed(high))

    def _limited(self, values: Number) -> Number:
        """What is paid for the claims after floors, caps and rounding."""
        gives, graph = self.gives, self.graph
        certain = graph.is_true(self.claims.truth)
        paid = self.ranges.case(certain, values, self._possibly(values))
        self._claims_of_years()
        ways = [self._way(paid, readings) for readings in self._readings()]
        found = ways[0]
        for way in ways[1:]:
            found = self.ranges.hull(found, way)
        return found

    def _readings(self) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = [()]
        open_caps = sum(cap.per == "unknown" for cap in self.gives.caps)
        if not self.claims.home:
            return [("enterprise",) * open_caps]
        for _ in range(open_caps):
            found = [(*before, per) for before in found for per in ("project", "enterprise")]
        return found

    def _claims_of_years(self) -> None:
        """Where a limit is of a year, one claim is reckoned with; more are decided apart."""
        per_year = "year" in {*(c.per for c in self.gives.caps), *(f.per for f in self.gives.floors)}
        if not (per_year and self.claims.home):
            return
        graph = self.graph
        number = graph.aggregate(
            Operation.SUM, graph.case(self.claims.there, graph.one, graph.zero), self.claims.home
        )
        self.lowerer.set_apart(graph.below(graph.one, number))

    def _way(self, value: Number, readings: tuple[str, ...]) -> Number:
        """Floors, then caps in their order, then rounding: one way to read them."""
        gives, claims, graph = self.gives, self.claims, self.graph
        whole = not claims.home
        certain = graph.is_true(claims.truth)
        given = iter(readings)
        # A limit by year is of the one claim there is.
        each = ("project", "item", "year")
        for floor in gives.floors:
            if not whole and floor.per not in each:
                value, whole = self._total(value), True
                certain = graph.aggregate(
                    Operation.ANY, graph.both(claims.there, certain), claims.home
                )
            elif whole and claims.home and floor.per in each:
                raise BeyondError("逐项的下限在合计以后")
            where = Where(claims.where.year, False, {}) if whole else claims.where
            limit = self.money(floor.at_least, where, floor.grade, claims.there)
            value = self._larger(value, limit)
            value = self.ranges.case(certain, value, self._possibly(value))
        for cap in gives.caps:
            per = next(given, "enterprise") if cap.per == "unknown" else cap.per
            if not whole and per not in each:
                value, whole = self._total(value), True
            elif whole and claims.home and per in each:
                raise BeyondError("逐项的上限在合计以后")
            where = Where(claims.where.year, False, {}) if whole else claims.where
            value = self._smaller(value, self._limit(cap, per, where))
        if gives.rounding is not None:
            if not whole and claims.home:
                value = self._rounded(value, gives.rounding)
                return self._total(value)
            value = self._rounded(value, gives.rounding)
        if whole and claims.home:
            return value
        return self._total(value)

    def _limit(self, cap: Cap, per: str, where: Where) -> Number:
        claims = self.claims
        limit = self.money(cap.at_most, where, cap.grade, claims.there)
        if cap.less is None:
            return limit
        if per == "year" and depends_on_year(self.lowerer.rulebook, cap.less):
            received = self._received_in_year(cap, where)
        else:
            received = self.money(cap.less, where, there=claims.there)
        return self._positive(self.ranges.subtract(limit, received))

    def _received_in_year(self, cap: Cap, where: Where) -> Number:
        """What was received before in the year that the claim falls in."""
        graph, ranges, claims = self.graph, self.ranges, self.claims
        assert cap.less is not None
        this = self.lowerer.as_of.year
        by = self.gives.year_by
        year = ranges.exactly(graph.constant(this))
        if by is not None:
            found = self.lowerer.collected(by, claims.where)
            assert isinstance(found.value, Number)
            # Which year it is decides; where its day leaves that open, the row is decided apart.
            low = graph.part_of_day(ranges.scalar(found.value.low), "year")
            high = graph.part_of_day(ranges.scalar(found.value.high), "year")
            first, last = graph.constant(this - _YEARS_BACK), graph.constant(this)
            sure = graph.both(
                graph.is_true(graph.equal(low, high)),
                graph.is_true(graph.at_most(first, low)),
                graph.is_true(graph.at_most(low, last)),
                graph.negation(found.value.optional),
                graph.negation(found.value.absent),
            )
            self.lowerer.set_apart(graph.both(claims.there, graph.negation(sure)))
            year = ranges.exactly(low)
        received = ranges.zero
        years = [this] if by is None else range(this - _YEARS_BACK, this + 1)
        for number in years:
            here = Where(number, False, where.names)
            own = self.money(cap.less, here, there=claims.there)
            is_it = graph.is_true(graph.equal(ranges.scalar(year.low), graph.constant(number)))
            received = ranges.case(is_it, own, received)
        return received

    def _rounded(self, value: Number, rule: Rounding) -> Number:
        """To whole units of the rule; below its minimum nothing is paid."""
        low = self._rounded_end(value.low, rule)
        return self.ranges.between(low, low if value.exact else self._rounded_end(value.high, rule))

    def _rounded_end(self, end: End, rule: Rounding) -> Scalar:
        graph, ends = self.graph, self.ranges.ends
        unit = graph.constant(rule.to)
        numerator, denominator = ends.parts(end)
        below = graph.multiply(denominator, unit)
        if rule.direction == "down":
            units = graph.divide(numerator, below)
        elif rule.direction == "up":
            units = graph.negate(graph.divide(graph.negate(numerator), below))
        else:
            half = graph.add(graph.multiply(numerator, graph.constant(2)), below)
            units = graph.divide(half, graph.multiply(below, graph.constant(2)))
        found = graph.multiply(units, unit)
        if rule.nothing_below is not None:
            least = graph.constant(rule.nothing_below)
            too_little = graph.is_true(ends.below(end, least))
            found = graph.case(too_little, graph.zero, found)
        return found

    # ---- stages and pool

    def _staged(self, whole: Number) -> Number:
        """What is paid of the whole: each stage's share where its own condition holds."""
        graph, ranges = self.graph, self.ranges
        paid = ranges.zero
        for stage in self.gives.stages:
            truth = self._stage_truth(stage)
            found = self.lowerer.collected(stage.share, Where(self.lowerer.as_of.year, False, {}))
            assert isinstance(found.value, Number)
            self.reads.add(graph, found.reads)
            part = self._positive(ranges.multiply(whole, found.value))
            part = ranges.case(
                truth,
                part,
                ranges.case(graph.is_null(truth), self._possibly(part), ranges.zero),
            )
            paid = self._positive(ranges.add(paid, part))
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
            raise BeyondError("逐项的阶段条件")
        for one, where in verdict.missing.items():
            self.reads.lack(graph, one, graph.both(where, claims.there))
        return verdict.truth

    def _shared(self, node: Node, whole: Number) -> Number:
        """A pool shared by a rule that is not known: at most this, perhaps nothing."""
        graph, ends = self.graph, self.ranges.ends
        found = self.lowerer.collected(node, Where(self.lowerer.as_of.year, False, {}))
        assert isinstance(found.value, Number)
        self.reads.add(graph, found.reads)
        pool = self._positive(found.value)
        beyond = graph.either(
            ends.is_null(whole.high), graph.is_true(ends.below(pool.high, whole.high))
        )
        self.fund_only = graph.both(graph.negation(ends.is_null(pool.high)), beyond)
        return self._possibly(self._smaller(whole, pool))


def most_in_all(lowerer: Lowerer, gives: Gives) -> Scalar:
    """What all claims together cannot pass (yuan); not known where nothing bounds them."""
    graph, ranges = lowerer.graph, lowerer.ranges
    where = Where(lowerer.as_of.year, False, {})
    found: End = graph.nothing
    with lowerer.reading():

        def high(node: Node) -> End:
            value = lowerer.collected(node, where).value
            assert isinstance(value, Number)
            below = graph.is_true(ranges.ends.below(value.high, graph.zero))
            return ranges.ends.case(graph.either(below, value.absent), graph.zero, value.high)

        for cap in gives.caps:
            if cap.per == "enterprise" and cap.grade < WEAK:
                found = ranges.lesser_known(found, high(cap.at_most))
        if gives.rounding is not None and found is not graph.nothing:
            found = _round_alone(lowerer, found, gives.rounding)
        if gives.shared_from is not None:
            found = ranges.lesser_known(found, high(gives.shared_from))
    return ranges.scalar(found)


def _round_alone(lowerer: Lowerer, end: End, rule: Rounding) -> Scalar:
    """One end rounded as an amount is."""
    payment = object.__new__(Payment)
    payment.graph, payment.ranges = lowerer.graph, lowerer.ranges
    return payment._rounded_end(end, rule)
