"""What columns may hold at most is not too much for the graph, nor decided apart."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.language.types import Kind, Type
from huiqi.lowering.cell_columns import LARGEST_HELD, Column, Columns, ListColumns
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.measures import MeasureLowerer
from huiqi.lowering.scalars import WIDEST, Scalar
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Definition, Fact
from tests.screening.enterprises import places_of

RULES = load_rulebook()
AS_OF = date(2023, 6, 20)
_YEARS = range(2017, 2024)


def widest_column(name: str, declared: Fact | Definition, type_: Type | None = None) -> Column:
    """A column that holds the most, with ranges, and what does not apply."""
    own = declared.type if type_ is None else type_
    low, high = -LARGEST_HELD, LARGEST_HELD
    if own.enumeration is not None:
        low, high = 0, len(own.enumeration.symbols) - 1
    numbers = own.numeric or own.kind is Kind.DATE
    return Column(
        name=name,
        ranges=numbers,
        absent=True,
        places=12 if own.kind is Kind.RATIO else places_of(own),
        low=low,
        high=high,
    )


def widest_columns() -> Columns:
    """Every fact of every year, and every field of every list."""
    facts = {}
    for fact in RULES.facts.values():
        if fact.type.kind is Kind.RECORDS:
            continue
        for year in _YEARS if fact.yearly else (None,):
            facts[fact.id, year] = widest_column(f"{fact.id}@{year}", fact)
    lists = {
        fact.id: ListColumns(
            name=fact.id,
            fields={
                name: widest_column(name, field)
                for name, field in fact.fields.items()
                if field.formula is None
            },
            whole=True,
        )
        for fact in RULES.facts.values()
        if fact.type.kind is Kind.RECORDS
    }
    return Columns(facts=facts, lists=lists)


def below(roots: list[Scalar]) -> set[Scalar]:
    """The scalars that some rest on, and themselves."""
    seen: set[Scalar] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(node.operands)
    return seen


@pytest.fixture(scope="module")
def lowering() -> MeasureLowerer:
    """Of a table with all columns, each of which may hold the most there is."""
    return MeasureLowerer(Lowerer(RULES, widest_columns(), AS_OF))


@pytest.mark.parametrize("name", [*RULES.measures])
def test_no_measure_is_beyond(lowering: MeasureLowerer, name: str) -> None:
    """The graph says each, and no number in it is wider than every database holds."""
    found = lowering.measure(RULES.measures[name])
    ends = [end for end in (found.low, found.high, found.at_most) if end is not None]
    for node in below([found.status, found.conditions, found.figure_grade, *ends]):
        assert max(-node.low, node.high) <= WIDEST
