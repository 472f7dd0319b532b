"""Fields of the records of a list."""

from __future__ import annotations

from huiqi.evaluation.reads import Missing
from huiqi.lowering.fact_bounds import within_bounds
from huiqi.lowering.lowered import (
    Lowered,
    LoweredAnswer,
    LoweredEntry,
    LoweredNumber,
    LoweredSymbol,
    LoweredWords,
    Where,
)
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.row_reads import RowOutcome, RowReads


def field_of(lowerer: Lowerer, entry: LoweredEntry, name: str, where: Where) -> Lowered:
    """A field of a record."""
    graph = lowerer.graph
    if entry.within is not None:
        # Of a record outside: worked out on its own row, and seen from the inner one.
        within = entry.within
        with lowerer.reading() as outside:
            found = field_of(lowerer, LoweredEntry(entry.list), name, where)
        reads = RowReads(
            grade=graph.outer(outside.grade, within),
            nothing=graph.outer(outside.nothing, within),
            other=graph.outer(outside.other, within),
            given=None if outside.given is None else graph.outer(outside.given, within),
            missing={missing: graph.outer(one, within) for missing, one in outside.missing.items()},
        )
        lowerer.reads.add(graph, reads)
        return mapped(lowerer, found, lambda scalar: graph.outer(scalar, within))
    fact = lowerer.rulebook.facts[entry.list].fields[name]
    column = None
    if not entry.further:
        column = lowerer.columns.lists[entry.list].fields.get(name)
    key = (entry, name, where.year, where.yearly, lowerer.origin, lowerer.above)
    found_before = lowerer.outcomes.get(key)
    if found_before is not None:
        return lowerer.noted(found_before)
    here = Where(where.year, where.yearly, {"self": entry})
    if fact.formula is not None:
        own = lowerer.collected(fact.formula, here)
    else:
        with lowerer.reading() as reads:
            value = (
                lowerer.anything(fact.type, fact.low, fact.high)
                if column is None
                else lowerer.column(fact.type, column, (fact.low, fact.high), (entry.list,))
            )
            full = f"{entry.list}.{name}"
            if full in lowerer.rulebook.constraints.ranks:
                value = within_bounds(lowerer, full, value, where.binding("self", entry))
            open_ = graph.negation(lowerer.known(value))
            reads.lack(graph, Missing(entry.list, None, f".{name}"), open_)
        own = RowOutcome(value, reads)
    lowerer.outcomes[key] = own
    return lowerer.noted(own)


def mapped(lowerer: Lowerer, value: Lowered, change: object) -> Lowered:
    """A value with each of its scalars changed."""
    assert callable(change)
    ends = lowerer.ranges.ends
    if isinstance(value, LoweredNumber):
        low = ends.mapped(value.low, change)
        high = low if value.exact else ends.mapped(value.high, change)
        return LoweredNumber(low, high, change(value.optional), change(value.absent))
    if isinstance(value, LoweredSymbol):
        return LoweredSymbol(
            tuple(change(one) for one in value.possible),
            change(value.optional),
            change(value.absent),
            None if value.code is None else change(value.code),
        )
    if isinstance(value, LoweredWords):
        return LoweredWords(*map(change, value))
    if isinstance(value, LoweredAnswer):
        return LoweredAnswer(*map(change, value))
    return value
