"""Events: what is dated after the day of decision has not happened; the undated may not have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from huiqi.evaluation.comparison import compare
from huiqi.evaluation.reads import Missing
from huiqi.rulebook.rulebook import Fact
from huiqi.truth import UNKNOWN
from huiqi.values import Record, Records, exactly


def happened(fact: Fact, records: Records, as_of: date) -> Records:
    """The list on a day: each record with whether it has happened by then."""
    if fact.dated_by is None:
        return records
    today = exactly(as_of)
    items = []
    for item in records.items:
        day = item.fields.get(fact.dated_by)
        there = UNKNOWN if day is None else compare("<=", day, today)
        items.append(item if there is item.there else replace(item, there=there))
    return replace(records, items=tuple(items))


def undated(fact: Fact, item: Record) -> Missing:
    """The date that a record of a list lacks, as a missing fact."""
    return Missing(fact.id, None, f".{fact.dated_by}" + (f"({item.key})" if item.key else ""))
