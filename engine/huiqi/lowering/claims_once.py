"""Of several claims for one thing only one is paid, the one that pays most."""

from __future__ import annotations

from dataclasses import replace

from huiqi.lowering.cell_columns import RECORD
from huiqi.lowering.claims import Claims
from huiqi.lowering.lowered import LoweredEntry, LoweredNumber, LoweredWords, Where
from huiqi.lowering.payment_money import PaymentMoney
from huiqi.lowering.record_fields import field_of
from huiqi.lowering.scalars import ENTERPRISE, BeyondError, Home, Operator, Scalar, Sort
from huiqi.rulebook.measure import Once
from huiqi.sentences import sentence


def best_of_each_thing(work: PaymentMoney, once: Once, values: LoweredNumber) -> LoweredNumber:
    """Of several claims for one thing only one is paid, the one that pays most."""
    graph, ranges, claims = work.graph, work.ranges, work.claims
    low, high = ranges.scalar(values.low), ranges.scalar(values.high)
    sure = graph.is_true(claims.truth)
    if once.field is None or once.variable is None:
        return _once_in_all(work, low, high, sure)
    same, known = _same_thing(work, once)
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
        first = graph.is_true(graph.below(_order(work), graph.outer(_order(work), inner)))
        return graph.either(surer, graph.both(equal, graph.either(more, graph.both(level, first))))

    beaten = graph.aggregate(Operator.ANY, graph.both(others, better()), pair)
    others_high = graph.aggregate(Operator.MAX, graph.case(others, high, graph.nothing), pair)
    unbounded = graph.aggregate(Operator.ANY, graph.both(others, graph.is_null(high)), pair)
    best = ranges.greater_known(high, others_high)
    capped = ranges.ends.case(graph.either(unbounded, graph.is_null(high)), graph.nothing, best)
    # What is for a thing that is not known may be for the same as another.
    several = graph.below(
        graph.one,
        graph.aggregate(Operator.SUM, graph.case(claims.there, graph.one, graph.zero), claims.home),
    )
    perhaps = graph.both(graph.negation(known), several)
    kept = graph.both(claims.there, graph.negation(beaten))
    work.claims = replace(claims, there=kept)
    return ranges.between(
        graph.case(perhaps, graph.zero, low),
        graph.case(known, ranges.scalar(capped), high),
    )


def _order(work: PaymentMoney) -> Scalar:

    return work.graph.column(
        RECORD, Sort.NUMBER, nullable=False, home=work.claims.home, low=0, high=2**62
    )


def _same_thing(work: PaymentMoney, once: Once) -> tuple[Scalar, Scalar]:
    """Whether two claims are for one thing, and whether it is known what one is for."""
    graph, lowerer = work.graph, work.lowerer
    inner = work.claims.home[0]
    same, known = graph.true, graph.true

    with lowerer.reading():
        for name in once.fields:
            value = field_of(lowerer, LoweredEntry(inner), name, work.claims.where)
            known = graph.both(known, lowerer.known(value))
            if isinstance(value, LoweredWords):
                own = value.text
            else:
                code = getattr(value, "code", None)
                if code is None:
                    raise BeyondError(sentence("一次性的事项不是文字"))
                own = code
            same = graph.both(same, graph.is_true(graph.equal(own, graph.outer(own, inner))))
    return graph.both(same, known), known


def _once_in_all(work: PaymentMoney, low: Scalar, high: Scalar, sure: Scalar) -> LoweredNumber:
    """One payment for the enterprise, whatever the number of claims."""
    graph, claims = work.graph, work.claims

    def over(operation: Operator, rows: Scalar, end: Scalar) -> Scalar:
        return graph.aggregate(operation, graph.case(rows, end, graph.nothing), claims.home)

    some = graph.aggregate(Operator.ANY, claims.there, claims.home)
    granted = graph.both(claims.there, sure)
    some_sure = graph.aggregate(Operator.ANY, granted, claims.home)
    best = graph.coalesce(over(Operator.MAX, granted, low), over(Operator.MAX, claims.there, low))
    open_ = graph.aggregate(
        Operator.ANY, graph.both(claims.there, graph.is_null(high)), claims.home
    )
    most = graph.case(open_, graph.nothing, over(Operator.MAX, claims.there, high))
    work.claims = Claims(
        home=ENTERPRISE,
        truth=graph.case(some_sure, graph.true, graph.unknown),
        there=some,
        where=Where(claims.where.year, claims.where.yearly, {}),
    )
    return work.ranges.between(graph.coalesce(best, graph.zero), most)
