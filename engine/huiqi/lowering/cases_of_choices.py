"""The case of each construct that chooses: among operands, rows, cells."""

from __future__ import annotations

from itertools import product

from huiqi.language import tree
from huiqi.lowering.lowered import (
    Lowered,
    LoweredNumber,
    LoweredSymbol,
    Where,
)
from huiqi.lowering.lowerer import Lowerer, lowers
from huiqi.lowering.row_reads import RowReads
from huiqi.lowering.scalars import Scalar


@lowers(tree.Extreme)
def _extreme(lowerer: Lowerer, node: tree.Extreme, where: Where) -> Lowered:
    values = [lowerer.value(operand, where) for operand in node.operands]
    if node.type.enumeration is not None:
        symbols = [value for value in values if isinstance(value, LoweredSymbol)]
        if not symbols:
            return lowerer.ranges.absent
        return lowerer.comparing.extreme_symbol(node.least, symbols)
    return lowerer.ranges.extreme(node.least, [v for v in values if isinstance(v, LoweredNumber)])


@lowers(tree.CountTrue)
def _count_true(lowerer: Lowerer, node: tree.CountTrue, where: Where) -> Lowered:
    graph = lowerer.graph
    sure = possible = graph.zero
    for operand in node.operands:
        truth = lowerer.truth(operand, where)
        fails = graph.is_true(graph.negation(truth))
        sure = graph.add(sure, graph.case(truth, graph.one, graph.zero))
        possible = graph.add(possible, graph.case(fails, graph.zero, graph.one))
    return lowerer.ranges.between(sure, possible)


@lowers(tree.Choose)
def _choose(lowerer: Lowerer, node: tree.Choose, where: Where) -> Lowered:
    graph = lowerer.graph
    reached = graph.true
    rows: list[tuple[Scalar, Lowered]] = []
    for condition, result in node.rows:
        with lowerer.reading() as asked:
            truth = lowerer.truth(condition, where)
        lowerer.reads.add(graph, asked, reached)
        possible = graph.both(reached, graph.negation(graph.is_true(graph.negation(truth))))
        rows.append((truth, _within(lowerer, result, where, possible)))
        reached = graph.both(reached, graph.negation(graph.is_true(truth)))
        if reached is graph.false:
            break
    if reached is graph.false:
        found = rows.pop()[1]
    elif node.otherwise is None:
        found = lowerer.absent_like(rows[-1][1])
    else:
        found = _within(lowerer, node.otherwise, where, reached)
    if any(truth.nullable for truth, _ in rows):
        symbols = _symbols_chosen(lowerer, rows, found)
        if symbols is not None:
            return symbols
    for truth, value in reversed(rows):
        open_ = graph.is_null(truth)
        rest = found
        if open_ is not graph.false:
            rest = lowerer.case(open_, lowerer.hull(value, found), found)
        found = lowerer.case(truth, value, rest)
    return found


def _symbols_chosen(
    lowerer: Lowerer, rows: list[tuple[Scalar, Lowered]], otherwise: Lowered
) -> LoweredSymbol | None:
    """Where each row is one symbol, known: which can be reached; ``None``: it is not so."""
    graph = lowerer.graph
    ways: list[tuple[Scalar, LoweredSymbol]] = []
    reached = graph.true
    for truth, value in (*rows, (graph.true, otherwise)):
        if not isinstance(value, LoweredSymbol):
            return None
        known = all(one.constant for one in (*value.possible, value.optional, value.absent))
        if not known or value.optional is graph.true or value.absent is graph.true:
            return None
        possible = graph.negation(graph.is_true(graph.negation(truth)))
        ways.append((graph.both(reached, possible), value))
        reached = graph.both(reached, graph.negation(graph.is_true(truth)))
    possible_of = tuple(
        graph.either(*(way for way, value in ways if value.possible[place] is graph.true))
        for place in range(len(ways[0][1].possible))
    )
    return LoweredSymbol(possible_of, graph.false, graph.false)


def _within(lowerer: Lowerer, node: tree.Node, where: Where, rows: Scalar) -> Lowered:
    """A value that is asked for on some rows only."""
    with lowerer.reading() as reads:
        value = lowerer.value(node, where)
    lowerer.reads.add(lowerer.graph, reads, rows)
    return value


@lowers(tree.Lookup)
def _table(lowerer: Lowerer, node: tree.Lookup, where: Where) -> Lowered:
    graph = lowerer.graph
    keys = [lowerer.value(key, where) for key in node.keys]
    if any(not isinstance(key, LoweredSymbol) for key in keys):
        # A key that never applies finds no cell.
        return lowerer.absent_like(lowerer.anything(node.type))
    symbols = [key for key in keys if isinstance(key, LoweredSymbol)]
    orders = [key.type.enumeration.symbols for key in node.keys if key.type.enumeration]
    absent = graph.either(*(key.absent for key in symbols))
    optional = graph.either(*(key.optional for key in symbols))
    grouped: dict[Lowered, tuple[list[tuple[int, ...]], RowReads]] = {}
    for names, cell in node.cells:
        with lowerer.reading() as reads:
            value = lowerer.value(cell, where)
        places = tuple(order.index(name) for order, name in zip(orders, names, strict=True))
        kept = grouped.setdefault(value, ([], RowReads.none(graph)))
        kept[0].append(places)
        kept[1].add(graph, reads)
    told, ways = [], []
    for value, (cells, reads) in grouped.items():
        possible = graph.either(
            *(
                graph.both(*(key.possible[p] for key, p in zip(symbols, places, strict=True)))
                for places in cells
            )
        )
        lowerer.reads.add(graph, reads, graph.both(possible, graph.negation(absent)))
        ways.append((possible, value))
        told.append((cells, value))
    anything = lowerer.anything(node.type)
    missing = _without_cell(lowerer, node, symbols)
    single = graph.both(*(lowerer.comparing.single(key) for key in symbols))
    open_ = lowerer.among(ways, lowerer.absent_like(anything))
    open_ = lowerer.perhaps(
        open_,
        graph.both(graph.either(optional, missing), graph.either(*(w for w, _ in ways))),
    )
    found = open_
    if len(symbols) == 1 and symbols[0].code is not None:
        # One pass over what the key can be, whatever the number of cells.
        chosen: Lowered = lowerer.absent_like(anything)
        for cells, value in told:
            inside = graph.one_of(symbols[0].code, [places[0] for places in cells])
            chosen = lowerer.case(inside, value, chosen)
        found = lowerer.case(graph.both(single, graph.negation(optional)), chosen, open_)
    return lowerer.case(absent, lowerer.absent_like(found), found)


def _without_cell(lowerer: Lowerer, node: tree.Lookup, keys: list[LoweredSymbol]) -> Scalar:
    """Whether some of what the keys can be finds no cell."""
    graph = lowerer.graph
    orders = [key.type.enumeration.symbols for key in node.keys if key.type.enumeration]
    there = {names for names, _ in node.cells}
    ways = []
    for places in product(*(range(len(order)) for order in orders)):
        names = tuple(order[place] for order, place in zip(orders, places, strict=True))
        if names not in there:
            ways.append(graph.both(*(k.possible[p] for k, p in zip(keys, places, strict=True))))
    return graph.either(*ways)
