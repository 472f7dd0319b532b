"""Events as formulas: what is dated after the day of decision has not happened."""

from __future__ import annotations

from datetime import date

from huiqi.audit.proofs import calendar, terms
from huiqi.audit.proofs.symbols import Entries, Entry, Number
from huiqi.rulebook.rulebook import Fact


def happened_entries(whole: Entries, fact: Fact, as_of: date) -> Entries:
    """The list with the records dated no later than the day."""
    if fact.dated_by is None:
        return whole
    items = []
    for item in whole.items:
        day = item.fields[fact.dated_by]
        assert isinstance(day, Number)
        by_then = terms.not_above(day.top, calendar.ordinal(as_of))
        there = terms.both(item.there, by_then, terms.contrary(day.absent))
        items.append(Entry(there, item.fields, item.label))
    return whole._replace(items=tuple(items))
