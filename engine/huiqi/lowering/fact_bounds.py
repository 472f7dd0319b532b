"""What constraints leave possible of a fact, or of a field of a record, that is not known."""

from __future__ import annotations

from huiqi.language.types import Kind
from huiqi.lowering.ends import End
from huiqi.lowering.lowered import (
    Lowered,
    LoweredAnswer,
    LoweredNumber,
    LoweredSymbol,
    LoweredWords,
    Where,
)
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.scalars import Operator, Scalar
from huiqi.rulebook.constraint_bounds import Bound


def within_bounds(lowerer: Lowerer, name: str, value: Lowered, where: Where) -> Lowered:
    """The value of a fact (or ``list.field`` of the record ``self``) within its bounds."""
    constraints = lowerer.rulebook.constraints
    rank, above = constraints.ranks.get(name), lowerer.above
    known = lowerer.known(value)
    if rank is None or known is lowerer.graph.true or (above is not None and rank <= above):
        return value
    key = (where.names.get("self"), name, where.year, above is not None, value)
    found = lowerer.bounded.get(key)
    if found is not None:
        return found
    narrowed = _where_not_known(lowerer, value)
    with lowerer.reading():
        try:
            lowerer.above = rank
            for bound in constraints.inverse.get(name, ()):
                narrowed = _narrowed(lowerer, bound, narrowed, where)
            if above is None:
                lowerer.above = None
                narrowed = _applicable(lowerer, name, narrowed, where)
                for bound in constraints.limits.get(name, ()):
                    narrowed = _narrowed(lowerer, bound, narrowed, where)
        finally:
            lowerer.above = above
    found = lowerer.bounded[key] = lowerer.case(known, value, narrowed)
    return found


def _where_not_known(lowerer: Lowerer, value: Lowered) -> Lowered:
    """The value on the rows on which it is not known: of one column, all of its domain."""
    graph = lowerer.graph
    if isinstance(value, LoweredNumber):
        low, high = (_figure(end) for end in (value.low, value.high))
        if low is None or low is not high:
            return value
        least, most = (_default(lowerer, end) for end in (value.low, value.high))
        return value._replace(low=least, high=most)
    if isinstance(value, LoweredSymbol) and value.code is not None and value.code.nullable:
        possible = tuple(graph.true for _ in value.possible)
        return value._replace(possible=possible, code=graph.nothing)
    return value


def _figure(end: End) -> Scalar | None:
    """What a number is where it is known, however little that says where it is not."""
    if isinstance(end, Scalar) and end.operation is Operator.COALESCE:
        end = end.operands[0]
    return end if isinstance(end, Scalar) and end.nullable else None


def _default(lowerer: Lowerer, end: End) -> Scalar:
    if isinstance(end, Scalar) and end.operation is Operator.COALESCE:
        return end.operands[1]
    return lowerer.graph.nothing


def _applicable(lowerer: Lowerer, name: str, value: Lowered, where: Where) -> Lowered:
    """Whether it applies at all, where the declaration says when."""
    owner, _, field = name.partition(".")
    fact = lowerer.rulebook.facts[owner]
    condition = (fact.fields[field] if field else fact).applies_when
    if condition is None:
        return value
    graph = lowerer.graph
    truth = lowerer.truth(condition, where)
    applies, never = graph.is_true(truth), graph.is_true(graph.negation(truth))
    if isinstance(value, (LoweredNumber, LoweredSymbol, LoweredWords)):
        optional = graph.both(value.optional, graph.negation(applies))
        value = value._replace(optional=optional)
    return lowerer.case(never, lowerer.absent_like(value), value)


def _narrowed(lowerer: Lowerer, bound: Bound, value: Lowered, where: Where) -> Lowered:
    """The value within one bound; what may not apply bounds nothing."""
    graph = lowerer.graph
    here = Where(where.year - bound.shift, where.yearly, where.names)
    if not bound.constraint.locals <= here.names.keys():
        return value
    when = bound.constraint.when
    holds = graph.true if when is None else graph.is_true(lowerer.truth(when, here))
    if holds is graph.false:
        return value
    limit = lowerer.value(bound.limit, here)
    narrowed = value
    if isinstance(value, LoweredNumber) and isinstance(limit, LoweredNumber):
        holds = graph.both(holds, graph.negation(graph.either(limit.optional, limit.absent)))
        narrowed = _range(lowerer, value, bound.operator, limit, days=_is_day(bound))
    elif isinstance(value, LoweredSymbol) and isinstance(limit, LoweredSymbol):
        holds = graph.both(holds, graph.negation(graph.either(limit.optional, limit.absent)))
        narrowed = _symbols(lowerer, value, bound.operator, limit)
    elif isinstance(value, LoweredAnswer) and isinstance(limit, LoweredAnswer):
        holds = graph.both(holds, graph.negation(limit.absent))
        narrowed = _answer(lowerer, value, bound.operator, limit)
    absent = (
        value.absent
        if isinstance(value, (LoweredNumber, LoweredSymbol, LoweredWords, LoweredAnswer))
        else graph.false
    )
    return lowerer.case(graph.both(holds, graph.negation(absent)), narrowed, value)


def _is_day(bound: Bound) -> bool:
    return bound.limit.type.kind is Kind.DATE


def _range(
    lowerer: Lowerer, value: LoweredNumber, operator: str, limit: LoweredNumber, *, days: bool
) -> LoweredNumber:
    graph, ends = lowerer.graph, lowerer.ranges.ends
    low, high = value.low, value.high

    def beside(end: End, step: int) -> End:
        # After a day is from the next one on; of other figures the nearest greater is not named.
        return ends.add(end, graph.constant(step)) if days else end

    if operator in (">=", ">", "=="):
        least = beside(limit.low, 1) if operator == ">" else limit.low
        low = lowerer.ranges.greater_known(low, least)
    if operator in ("<=", "<", "=="):
        most = beside(limit.high, -1) if operator == "<" else limit.high
        high = lowerer.ranges.lesser_known(high, most)
    crossed = graph.is_true(ends.below(high, low))
    return lowerer.ranges.case(crossed, value, value._replace(low=low, high=high))


def _answer(
    lowerer: Lowerer, value: LoweredAnswer, operator: str, limit: LoweredAnswer
) -> LoweredAnswer:
    graph = lowerer.graph
    if operator not in ("==", "!="):
        return value
    truth = limit.truth if operator == "==" else graph.negation(limit.truth)
    return value._replace(truth=graph.coalesce(value.truth, truth))


def _symbols(
    lowerer: Lowerer, value: LoweredSymbol, operator: str, limit: LoweredSymbol
) -> LoweredSymbol:
    graph = lowerer.graph
    if operator not in ("==", "!="):
        return value
    if operator == "==":
        left = tuple(graph.both(a, b) for a, b in zip(value.possible, limit.possible, strict=True))
    else:
        single = lowerer.comparing.single(limit)
        left = tuple(
            graph.both(a, graph.negation(graph.both(single, b)))
            for a, b in zip(value.possible, limit.possible, strict=True)
        )
    some = graph.either(*left)
    possible = tuple(graph.case(some, a, b) for a, b in zip(left, value.possible, strict=True))
    return LoweredSymbol(possible, value.optional, value.absent)
