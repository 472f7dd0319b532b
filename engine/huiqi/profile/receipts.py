"""Payments received: the measure under its id and the title under its symbol, however written."""

from __future__ import annotations

from dataclasses import replace

from huiqi.rulebook.rulebook import Receipts, Rulebook
from huiqi.spelling import plain
from huiqi.values import Choice, Record, Records, Value, hull, symbol


def canonical(rulebook: Rulebook, roles: Receipts, records: Records) -> Records:
    """The payments as rules compare them; what the rules do not know stays as it is."""
    measures = {
        plain(name): measure.id
        for measure in rulebook.measures.values()
        for name in (measure.title.en, measure.title.zh, measure.id)
    }
    items = []
    for item in records.items:
        fields = dict(item.fields)
        if roles.measure in fields:
            fields[roles.measure] = _named(fields[roles.measure], measures)
        if roles.thing in fields:
            measure = fields.get(roles.measure)
            named = _named(fields[roles.thing], _things(rulebook, measure))
            # Of a measure that is not known it may be an option, or a name spelt like one.
            parts = (fields[roles.thing], named) if measure is None else (named,)
            fields[roles.thing] = hull(parts)
        items.append(Record(fields, item.key, item.there))
    return replace(records, items=tuple(items))


def _things(rulebook: Rulebook, measure: Value | None) -> dict[str, str]:
    """What a measure is paid once for, by its names, where that is an option (a title).

    Of a payment whose measure is not known: the options of every list that has such.
    """
    known = measure.symbols if isinstance(measure, Choice) and measure.known else None
    found: dict[str, str] = {}
    for other in rulebook.measures.values():
        once = other.gives.once if other.gives is not None else None
        if once is None or once.field is None or other.records is None:
            continue
        options = rulebook.facts[other.records].fields[once.field].type.enumeration
        if options is not None and (known is None or other.id in known):
            for own in options.symbols:
                for label in (own, options.label(own, "zh"), options.label(own, "en")):
                    found[plain(label)] = own
    return found


def _named(value: Value, known: dict[str, str]) -> Value:
    if isinstance(value, Choice) and value.known and value.symbols:
        (text,) = value.symbols
        return symbol(known.get(plain(text), text))
    return value
