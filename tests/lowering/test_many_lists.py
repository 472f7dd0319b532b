"""A table that tells of every fact and of several lists is asked of, too."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from huiqi.language.types import Kind, Type
from huiqi.lowering.cell_columns import Column, Columns, ListColumns
from huiqi.screening.table_answers import Detail, asked
from tests.titles import RULES

LISTS = sorted(name for name, fact in RULES.facts.items() if fact.type.kind is Kind.RECORDS)


def _column(name: str, type_: Type) -> Column:
    low, high = (10_000, 20_000) if type_.kind is Kind.DATE else (0, 10**12)
    if type_.enumeration is not None:
        high = len(type_.enumeration.symbols) - 1
    return Column(name=name, places=2 if type_.kind is Kind.MONEY else 0, low=low, high=high)


@pytest.mark.parametrize("lists", [*pairwise(LISTS), tuple(LISTS)])
def test_what_two_lists_lack_is_not_put_together(lists: tuple[str, ...]) -> None:
    """That cells of one are missing, and cells of another, is true of no record."""
    facts = {
        (name, year): _column(name if year is None else f"{name}.{year}", fact.type)
        for name, fact in RULES.facts.items()
        if fact.type.kind is not Kind.RECORDS
        for year in (range(2018, 2024) if fact.yearly else (None,))
    }
    records = {
        name: ListColumns(
            name=name,
            fields={key: _column(key, one.type) for key, one in RULES.facts[name].fields.items()},
        )
        for name in lists
    }
    measures = [RULES.measures["first-set"]]
    columns = Columns(facts=facts, lists=records)
    assert not asked(RULES, columns, date(2023, 6, 20), measures, Detail.FIGURES).beyond
