"""What is paid for the claims after floors, caps and rounding."""

from __future__ import annotations

from huiqi.decision.amounts.years import depends_on_year
from huiqi.lowering.ends import End
from huiqi.lowering.lowered import LoweredNumber, Where
from huiqi.lowering.payment_money import PaymentMoney
from huiqi.lowering.range_arithmetic import RangeArithmetic
from huiqi.lowering.scalars import BeyondError, Operator, Scalar
from huiqi.rulebook.measure import Cap, Rounding
from huiqi.sentences import sentence

#: So many years back a payment in the year of a claim is looked for.
_YEARS_BACK = 12


def claims_limited(work: PaymentMoney, values: LoweredNumber) -> LoweredNumber:
    """What is paid for the claims after floors, caps and rounding."""
    graph = work.graph
    certain = graph.is_true(work.claims.truth)
    paid = work.ranges.case(certain, values, work.possibly(values))
    _claims_of_years(work)
    ways = [_way(work, paid, readings) for readings in _readings(work)]
    found = ways[0]
    for way in ways[1:]:
        found = work.ranges.hull(found, way)
    # Where the amount is open for want of a day, it rests on that.
    if work.undated is not None:
        low, high = work.ranges.scalar(found.low), work.ranges.scalar(found.high)
        open_ = graph.negation(graph.is_true(graph.equal(low, high)))
        work.rests_on(*work.undated, open_)
    return found


def _readings(work: PaymentMoney) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    open_caps = sum(cap.per == "unknown" for cap in work.gives.caps)
    if not work.claims.home:
        return [("enterprise",) * open_caps]
    for _ in range(open_caps):
        found = [(*before, per) for before in found for per in ("project", "enterprise")]
    return found


def _claims_of_years(work: PaymentMoney) -> None:
    """Where a limit is of a year, one claim is reckoned with; more are decided apart."""
    per_year = "year" in {
        *(c.per for c in work.gives.caps),
        *(f.per for f in work.gives.floors),
    }
    if not (per_year and work.claims.home):
        return
    graph = work.graph
    number = graph.aggregate(
        Operator.SUM, graph.case(work.claims.there, graph.one, graph.zero), work.claims.home
    )
    work.lowerer.set_apart(graph.below(graph.one, number))


def _way(work: PaymentMoney, value: LoweredNumber, readings: tuple[str, ...]) -> LoweredNumber:
    """Floors, then caps in their order, then rounding: one way to read them."""
    gives, claims, graph = work.gives, work.claims, work.graph
    whole = not claims.home
    certain = graph.is_true(claims.truth)
    given = iter(readings)
    # A limit by year is of the one claim there is.
    each = ("project", "item", "year")
    for floor in gives.floors:
        if not whole and floor.per not in each:
            value, whole = work.total(value), True
            certain = graph.aggregate(Operator.ANY, graph.both(claims.there, certain), claims.home)
        elif whole and claims.home and floor.per in each:
            raise BeyondError(sentence("逐项的下限在合计以后"))
        where = Where(claims.where.year, False, {}) if whole else claims.where
        limit = work.money(floor.at_least, where, floor.grade, claims.there)
        value = work.larger(value, limit)
        value = work.ranges.case(certain, value, work.possibly(value))
    for cap in gives.caps:
        per = next(given, "enterprise") if cap.per == "unknown" else cap.per
        if not whole and per not in each:
            value, whole = work.total(value), True
        elif whole and claims.home and per in each:
            raise BeyondError(sentence("逐项的上限在合计以后"))
        where = Where(claims.where.year, False, {}) if whole else claims.where
        value = work.smaller(value, _limit(work, cap, per, where))
    if gives.rounding is not None:
        if not whole and claims.home:
            value = _rounded(work, value, gives.rounding)
            return work.total(value)
        value = _rounded(work, value, gives.rounding)
    if whole and claims.home:
        return value
    return work.total(value)


def _limit(work: PaymentMoney, cap: Cap, per: str, where: Where) -> LoweredNumber:
    claims = work.claims
    limit = work.money(cap.at_most, where, cap.grade, claims.there)
    if cap.less is None:
        return limit
    if per == "year" and depends_on_year(work.lowerer.rulebook, cap.less):
        received = _received_in_year(work, cap, where)
    else:
        received = work.money(cap.less, where, there=claims.there)
    return work.positive(work.ranges.subtract(limit, received))


def _received_in_year(work: PaymentMoney, cap: Cap, where: Where) -> LoweredNumber:
    """What was received before in the year that the claim falls in."""
    graph, ranges, claims = work.graph, work.ranges, work.claims
    assert cap.less is not None
    this = work.lowerer.as_of.year
    by = work.gives.year_by
    year = ranges.exactly(graph.constant(this))
    undated, placed = graph.false, graph.true
    if by is not None:
        found = work.lowerer.collected(by, claims.where)
        assert isinstance(found.value, LoweredNumber)
        # Which year it is decides; where its day leaves a few, the row is decided apart.
        low = graph.part_of_day(ranges.scalar(found.value.low), "year")
        high = graph.part_of_day(ranges.scalar(found.value.high), "year")
        first, last = graph.constant(this - _YEARS_BACK), graph.constant(this)
        optional, absent = found.value.optional, found.value.absent
        placed = graph.both(
            graph.is_true(graph.equal(low, high)),
            graph.is_true(graph.at_most(first, low)),
            graph.is_true(graph.at_most(low, last)),
            graph.negation(graph.either(optional, absent)),
        )
        # Of some year of which nothing is known nobody knows what was received in it.
        undated = graph.either(graph.is_null(low), graph.is_null(high), absent)
        work.lowerer.set_apart(
            graph.both(claims.there, graph.negation(graph.either(placed, undated)))
        )
        work.undated = found.reads, graph.both(claims.there, undated)
        year = ranges.exactly(low)
    received = ranges.case(undated, ranges.between(graph.zero, graph.nothing), ranges.zero)
    years = [this] if by is None else range(this - _YEARS_BACK, this + 1)
    for number in years:
        here = Where(number, False, where.names)
        same = graph.equal(ranges.scalar(year.low), graph.constant(number))
        is_it = graph.both(placed, graph.is_true(same))
        own = work.money(cap.less, here, there=graph.both(claims.there, is_it))
        received = ranges.case(is_it, own, received)
    return received


def _rounded(work: PaymentMoney, value: LoweredNumber, rule: Rounding) -> LoweredNumber:
    """To whole units of the rule; below its minimum nothing is paid."""
    low = rounded_end(work.ranges, value.low, rule)
    return work.ranges.between(
        low, low if value.exact else rounded_end(work.ranges, value.high, rule)
    )


def rounded_end(ranges: RangeArithmetic, end: End, rule: Rounding) -> Scalar:
    """One end, rounded as an amount is."""
    graph, ends = ranges.graph, ranges.ends
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
