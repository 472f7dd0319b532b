"""Payments received: the measure under its id and the title under its symbol, however written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from huiqi.profile.profile import Given
from huiqi.profile.support_by_name import measure_by_name
from huiqi.rulebook.naming import MeasureNames
from huiqi.rulebook.rulebook import Fact, Receipts, Rulebook
from huiqi.slips import near
from huiqi.spelling import plain
from huiqi.values import Choice, Record, Records, Value, hull, symbol

#: So many measures are named that a payment could be of.
_MOST_NAMED = 5


def canonical(
    rulebook: Rulebook,
    fact: Fact,
    records: Records,
    told: Callable[[str, Sequence[str]], None],
) -> Records:
    """The payments of a list as rules compare them; what the rules do not know stays as it is.

    A name that is only like those of some measures may be any of them, or none; ``told`` hears it
    with their titles.  Where nobody said which measure it is, what it was is told by its name.
    """
    measures, roles = MeasureNames(rulebook), fact.receipts
    assert roles is not None
    items = []
    for item in records.items:
        fields = dict(item.fields)
        if roles.measure in fields:
            fields[roles.measure] = _meant(measures, fields[roles.measure], told)
        elif name := _text(fields.get(fact.shown_by or "")):
            by_name = measure_by_name(rulebook, name)
            if by_name is not None:
                fields[roles.measure] = by_name
        if roles.thing in fields:
            measure = fields.get(roles.measure)
            named = _named(fields[roles.thing], _things(rulebook, measure))
            # Of a measure that is not known it may be an option, or a name spelt like one.
            parts = (named,) if _text(measure) is not None else (fields[roles.thing], named)
            fields[roles.thing] = hull(parts)
        items.append(replace(item, fields=fields))
    return replace(records, items=tuple(items))


def _meant(
    measures: MeasureNames, value: Value, told: Callable[[str, Sequence[str]], None]
) -> Value:
    """The measure that a payment names; several, where it names none but could be those."""
    written = _text(value)
    if written is None:
        return value
    called = measures.called(written)
    if called:
        return Choice(called)
    short = plain(written)
    within = [name for name in measures.ids if short in name or name in short]
    # What is shortened (高企奖励) keeps its order; only else it is misspelt.
    meant = within or [name for name in measures.ids if _shortens(short, name)]
    ids = {one for name in meant or near(short, measures.ids) for one in measures.ids[name]}
    if not ids or not short:
        return value
    titles = [measures.measures[one].title.zh for one in sorted(ids)]
    told(written, list(dict.fromkeys(titles))[:_MOST_NAMED])
    return Choice(frozenset((*ids, written)))


def _shortens(short: str, name: str) -> bool:
    """Whether all that is written stands in a name, in its order."""
    rest = iter(name)
    return all(letter in rest for letter in short)


def matched(
    rulebook: Rulebook, facts: Mapping[tuple[str, int | None], Given]
) -> dict[tuple[str, int | None], Given]:
    """The facts, where a payment goes by another name of a record as for that record.

    A title's payment may name the certificate, and a mark's the title.  One that could be of
    several records is of any of them; one for a title that names none may be of any.
    """
    found = dict(facts)
    for key, given in facts.items():
        fact = rulebook.facts.get(key[0])
        if fact is None or fact.receipts is None or not isinstance(given.value, Records):
            continue
        items = [_for_record(rulebook, fact.receipts, item, facts) for item in given.value.items]
        found[key] = replace(given, value=replace(given.value, items=tuple(items)))
    return found


def _for_record(
    rulebook: Rulebook,
    roles: Receipts,
    item: Record,
    facts: Mapping[tuple[str, int | None], Given],
) -> Record:
    """A payment of a known measure, its thing as the measure's records have it."""
    of, thing = _text(item.fields.get(roles.measure)), _text(item.fields.get(roles.thing))
    measure = rulebook.measures.get(of or "")
    once = measure.gives.once if measure is not None and measure.gives is not None else None
    if thing is None or once is None or once.field is None or measure is None:
        return item
    listed = rulebook.facts[measure.records or ""]
    records = [
        record
        for (name, _), given in facts.items()
        if name == listed.id and isinstance(given.value, Records)
        for record in given.value.items
    ]
    options = listed.fields[once.field].type.enumeration
    own = {plain(text): text for r in records if (text := _text(r.fields.get(once.field)))}
    if options is not None and thing in options.symbols:
        return item
    if plain(thing) in own:
        value: Value = symbol(own[plain(thing)])
    else:
        named = [r for r in records if plain(thing) in map(plain, _names(listed, r))]
        values = [r.fields.get(once.field, Choice(None)) for r in named]
        if not values and options is None:
            return item
        value = hull(values) if values else Choice(None)
    return replace(item, fields={**item.fields, roles.thing: value})


def _names(listed: Fact, record: Record) -> Iterable[str]:
    """What a record may go by: its texts, and its options by id and label."""
    for key, value in record.fields.items():
        text = _text(value)
        if text is None:
            continue
        yield text
        options = listed.fields[key].type.enumeration if key in listed.fields else None
        if options is not None and text in options.symbols:
            yield from (options.label(text, "zh"), options.label(text, "en"))


def _text(value: Value | None) -> str | None:
    """A text or an option that is known."""
    if isinstance(value, Choice) and value.known and value.symbols:
        (text,) = value.symbols
        return text
    return None


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
