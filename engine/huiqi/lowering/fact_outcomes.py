"""Facts: what the table says, within what constraints leave possible."""

from __future__ import annotations

from huiqi.language.types import Kind
from huiqi.lowering.fact_bounds import within_bounds
from huiqi.lowering.list_rows import any_record
from huiqi.lowering.lowered import (
    Listed,
    Lowered,
    Where,
)
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.row_reads import RowOutcome
from huiqi.lowering.scalars import ENTERPRISE, Sort
from huiqi.rulebook.rulebook import Fact


def fact_outcome(lowerer: Lowerer, fact: Fact, year: int | None) -> RowOutcome:
    if fact.type.kind is Kind.RECORDS:
        return _list(lowerer, fact, year)
    with lowerer.reading() as reads:
        value = given(lowerer, fact, year)
        where = Where(lowerer.as_of.year if year is None else year, fact.yearly, {})
        value = within_bounds(lowerer, fact.id, value, where)
        lowerer.missing(fact.id, year, lowerer.graph.negation(lowerer.known(value)))
        column = lowerer.columns.facts.get((fact.id, year))
        if fact.yearly and column is not None:
            # What every enterprise states says nothing of whether its books are at hand.
            reads.give(lowerer.graph, lowerer.told(column, given(lowerer, fact, year)))
    return RowOutcome(value, reads)


def list_told(lowerer: Lowerer, name: str, year: int | None = None) -> Listed:
    """A list; of one year, or (absent) whatever is told of it."""
    found, graph = lowerer.columns.lists.get(name), lowerer.graph
    open_ = graph.constant(found is None or not found.whole)
    if found is not None and found.whole and found.open is not None:
        open_ = graph.column(found.open, Sort.TRUTH, nullable=False)
    return Listed(list=name, told=found is not None, open=open_, year=year)


def _list(lowerer: Lowerer, fact: Fact, year: int | None) -> RowOutcome:
    value, graph = list_told(lowerer, fact.id, year), lowerer.graph
    with lowerer.reading() as reads:
        lowerer.missing(fact.id, year, value.open)
        whole = graph.negation(value.open)
        some = whole if whole is graph.true else graph.either(whole, any_record(lowerer, value))
        reads.give(graph, some)
    return RowOutcome(value, reads)


def given(lowerer: Lowerer, fact: Fact, year: int | None) -> Lowered:
    """What the table says of a fact; within its domain where it says nothing."""
    column = lowerer.columns.facts.get((fact.id, year if fact.yearly else None))
    if column is None:
        return lowerer.anything(fact.type, fact.low, fact.high)
    return lowerer.column(fact.type, column, (fact.low, fact.high), ENTERPRISE)


def stated_fact(lowerer: Lowerer, fact: Fact, year: int | None) -> Lowered:
    """A fact by what is stated of it and of facts that come after it."""
    if fact.type.kind is Kind.RECORDS:
        return _list(lowerer, fact, year).value
    when = year if fact.yearly else None
    where = Where(lowerer.as_of.year if when is None else when, fact.yearly, {})
    return within_bounds(lowerer, fact.id, given(lowerer, fact, when), where)
