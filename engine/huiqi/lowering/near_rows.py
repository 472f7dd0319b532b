"""How far a measure is from being met on the rows that refuse it: the share of what is asked that
is lacking, as :mod:`huiqi.decision.nearness` tells of one enterprise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from huiqi.decision.gaps import completed, may_fall, of_time
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.lowering.lowered import LoweredAnswer, LoweredNumber, Where
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.scalars import Scalar
from huiqi.rulebook.measure import Clause, Condition

#: So many decimals of the share are told, rounded down.
NEAR_PLACES = 4
#: What lacks no more than one part in so many is near.
NEAR_PART = 10


class Near(NamedTuple):
    """``far``: the share that is lacking, not known where no figure would do; ``close``: whether
    it is no more than one part in :data:`NEAR_PART`.
    """

    far: Scalar
    close: Scalar


def near_rows(lowerer: Lowerer, clause: Clause, nodes: Mapping[str, Scalar], where: Where) -> Near:
    """What is lacking of what is false; what holds, or is open, lacks nothing that is known."""
    graph = lowerer.graph
    fails = graph.is_true(graph.negation(nodes[clause.id]))
    if isinstance(clause, Condition):
        own = _of_condition(lowerer, clause, where)
    elif clause.kind == "none":
        own = _nothing(lowerer)
    else:
        parts = [near_rows(lowerer, child, nodes, where) for child in clause.children]
        needed = {"any": 1, "at_least": clause.threshold}.get(clause.kind, len(parts))
        own = _nearest(lowerer, parts, needed)
    return Near(
        graph.case(fails, own.far, graph.zero),
        graph.either(graph.negation(fails), own.close),
    )


def _nothing(lowerer: Lowerer) -> Near:
    return Near(lowerer.graph.nothing, lowerer.graph.false)


def _nearest(lowerer: Lowerer, parts: Sequence[Near], needed: int) -> Near:
    """Of so many of the parts, those that lack least, the one that lacks most."""
    graph = lowerer.graph
    if needed == len(parts):
        far = parts[0].far
        for part in parts[1:]:
            far = graph.greatest(far, part.far)
        return Near(far, graph.both(*(part.close for part in parts)))
    far = graph.nothing
    for part in parts:
        number = graph.zero
        for other in parts:
            within = graph.is_true(graph.at_most(other.far, part.far))
            number = graph.add(number, graph.case(within, graph.one, graph.zero))
        enough = graph.at_most(graph.constant(needed), number)
        own = part.far if needed == 1 else graph.case(enough, part.far, graph.nothing)
        far = graph.coalesce(graph.least(far, own), graph.coalesce(far, own))
    close = graph.zero
    for part in parts:
        close = graph.add(close, graph.case(part.close, graph.one, graph.zero))
    return Near(far, graph.at_most(graph.constant(needed), close))


def _of_condition(lowerer: Lowerer, condition: Condition, where: Where) -> Near:
    if condition.node is None or condition.once:
        return _nothing(lowerer)
    node = condition.node
    told = lowerer.graph.false
    while isinstance(node, tree.FactReference):
        # In place of a definition's name what it means, unless it is what people answer.
        definition = lowerer.rulebook.definitions.get(node.name)
        if definition is None or definition.ask or definition.bindings:
            return _nothing(lowerer)
        if isinstance(definition.node, tree.UnknownValue):
            return _nothing(lowerer)
        when = where.year + node.shift
        column = lowerer.columns.facts.get((node.name, when if definition.yearly else None))
        if column is not None:
            own = lowerer.column(definition.type, column, (None, None), ())
            told = lowerer.graph.either(told, lowerer.told(column, own))
        node = definition.node
        where = Where(when if definition.yearly else lowerer.as_of.year, definition.yearly, {})
    with lowerer.reading():
        found = _gap(lowerer, node, where)
    graph = lowerer.graph
    return Near(
        graph.case(told, graph.nothing, found.far),
        graph.both(graph.negation(told), found.close),
    )


def _gap(lowerer: Lowerer, node: Node, where: Where) -> Near:
    """Of what an expression asks that is not so."""
    graph = lowerer.graph
    if isinstance(node, tree.And):
        far, close, some = graph.zero, graph.true, graph.false
        for part in node.operands:
            fails, own = _fails(lowerer, part, where), _gap(lowerer, part, where)
            far = graph.greatest(far, graph.case(fails, own.far, graph.zero))
            close = graph.both(close, graph.either(graph.negation(fails), own.close))
            some = graph.either(some, fails)
        return Near(graph.case(some, far, graph.nothing), graph.both(some, close))
    if isinstance(node, tree.Choose):
        return _of_table(lowerer, node, where)
    found = _nothing(lowerer)
    fails = _fails(lowerer, node, where)
    for _, compared in comparisons(node):
        own = _lacking(lowerer, node, compared, where)
        missed = graph.both(fails, graph.negation(graph.is_null(own.far)))
        first = graph.is_null(found.far)
        found = Near(
            graph.coalesce(found.far, graph.case(missed, own.far, graph.nothing)),
            graph.either(found.close, graph.both(first, missed, own.close)),
        )
    return found


def _of_table(lowerer: Lowerer, node: tree.Choose, where: Where) -> Near:
    """Of the row that applies, where it is known which."""
    graph = lowerer.graph
    found = _gap(lowerer, node.otherwise, where) if node.otherwise else _nothing(lowerer)
    for asked, then in reversed(node.rows):
        passed, value = _fails(lowerer, asked, where), lowerer.value(asked, where)
        assert isinstance(value, LoweredAnswer)
        applies = graph.both(graph.is_true(value.truth), graph.negation(value.absent))
        own = _gap(lowerer, then, where)
        rest = graph.case(passed, found.far, graph.nothing)
        close = graph.either(graph.both(applies, own.close), graph.both(passed, found.close))
        found = Near(graph.case(applies, own.far, rest), close)
    return found


def _fails(lowerer: Lowerer, node: Node, where: Where) -> Scalar:
    """Whether it is false; what does not apply is not so, but nothing is lacking of it."""
    graph = lowerer.graph
    value = lowerer.value(node, where)
    if not isinstance(value, LoweredAnswer):
        return graph.false
    fails = graph.is_true(graph.negation(value.truth))
    return graph.both(fails, graph.negation(value.absent))


def _holds(lowerer: Lowerer, node: Node, where: Where) -> Scalar:
    """Whether it is known to be so."""
    value = lowerer.value(node, where)
    if not isinstance(value, LoweredAnswer):
        return lowerer.graph.false
    return lowerer.graph.both(
        lowerer.graph.is_true(value.truth), lowerer.graph.negation(value.absent)
    )


def _lacking(lowerer: Lowerer, node: Node, compared: tree.Comparison, where: Where) -> Near:
    """What a figure lacks of a limit, both being known."""
    graph, ranges = lowerer.graph, lowerer.ranges
    ends, sign = ranges.ends, compared.operator
    over = sign in ("<", "<=")
    if (
        sign in ("==", "!=")
        or of_time(lowerer.rulebook, node)
        or compared.left.type.kind is Kind.DATE
        or (over and not may_fall(lowerer.rulebook, compared.left))
    ):
        return _nothing(lowerer)
    here, there = lowerer.value(compared.left, where), lowerer.value(compared.right, where)
    if not (isinstance(here, LoweredNumber) and isinstance(there, LoweredNumber)):
        return _nothing(lowerer)
    known = graph.both(
        *(graph.both(ranges.known(one), graph.negation(one.absent)) for one in (here, there))
    )
    if not over:
        for done in completed(lowerer.rulebook, compared.left):
            known = graph.both(known, graph.negation(_holds(lowerer, done, where)))
    more, less = (here.low, there.low) if over else (there.low, here.low)
    lacking = ends.add(more, ends.negate(less))
    above, below = ends.parts(lacking)
    limit, unit = ends.parts(there.low)
    size = limit if limit.low >= 0 else graph.greatest(limit, graph.negate(limit))
    asked = graph.case(graph.below(graph.zero, size), size, graph.nothing)
    missed = graph.both(
        known,
        graph.is_true(graph.at_most(graph.zero, above)),
        graph.negation(graph.is_null(asked)),
    )
    far = graph.divide(graph.multiply(above, unit), graph.multiply(below, asked), NEAR_PLACES)
    close = ends.at_most(ends.multiply(lacking, graph.constant(NEAR_PART)), ends.of(asked, unit))
    return Near(graph.case(missed, far, graph.nothing), graph.both(missed, graph.is_true(close)))
