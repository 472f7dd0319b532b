"""Random enterprises as a table holds them: near every limit of the rules, with much left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import NamedTuple

from huiqi.evaluation.contradictions import contradictions
from huiqi.evaluation.evaluator import Evaluator
from huiqi.language.tree import Literal, Node, walk
from huiqi.language.types import Kind, Type
from huiqi.lowering.cell_columns import Column, Columns, ListColumns
from huiqi.profile.profile import Given, Profile
from huiqi.profile.record_lists import by_year
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.spelling import plain
from huiqi.truth import Truth
from huiqi.values import (
    NOT_APPLICABLE,
    Choice,
    Interval,
    Record,
    Records,
    Value,
    exactly,
    symbol,
)

Cell = bool | int | str | None
Row = Mapping[str, Cell]
Key = tuple[str, int | None]
Declared = Fact | Definition
_EPOCH = date(1970, 1, 1)
#: Codes of every level, of industries that rules name and of one that they do not.
_INDUSTRIES = ("C", "C13", "C2641", "C39", "C3921", "D44", "I65", "C34", "C27", "A", "C392")
_TEXTS = ("甲", "乙", "丙 ", "Ａ", "a", "甲 ")
#: So many years back figures are told.
_YEARS_BACK = 4


class Held(NamedTuple):
    """One enterprise as a profile, and as the rows of its tables."""

    profile: Profile
    row: Row
    lists: Mapping[str, Sequence[Row]]


class Table(NamedTuple):
    """Enterprises with the columns in which they stand."""

    columns: Columns
    enterprises: Sequence[Held]


class Shape(NamedTuple):
    """How often a column says nothing, a range, that it does not apply."""

    silent: float
    ranges: float
    absent: float


class Layout(NamedTuple):
    """The columns of a table: of figures, and of the fields of lists; which lists are whole, and
    which of those but of some enterprises.
    """

    facts: Mapping[Key, Declared]
    shapes: Mapping[Key, Shape]
    lists: Mapping[str, Mapping[str, Shape]]
    whole: frozenset[str]
    parted: frozenset[str]


def _forget(facts: dict[Key, Given], key: Key) -> None:
    """Leave out a figure; a list that is whole is emptied, since a table says that of it."""
    given = facts.pop(key)
    if isinstance(given.value, Records) and given.value.complete:
        facts[key] = replace(given, value=replace(given.value, items=()))


class Drawing:
    """Draws tables of enterprises that a rulebook can tell apart."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self.limits: dict[Kind, list[Decimal]] = {}
        for node in _nodes(rulebook):
            for part in walk(node):
                if isinstance(part, Literal) and isinstance(part.value, Decimal):
                    self.limits.setdefault(part.type.kind, []).append(part.value)

    def table(self, random: Random, number: int) -> Table:
        """So many enterprises in one table of random columns."""
        layout = self.layout(random)
        drawn = [self.enterprise(random, layout) for _ in range(number)]
        return held(self.rulebook, drawn, layout.lists, layout.whole, list(layout.facts))

    def layout(self, random: Random) -> Layout:
        """Random columns: of hardly anything to almost everything."""
        chance = random.choice([0.15, 0.5, 0.9])
        declared: list[Declared] = [
            *self.rulebook.facts.values(),
            *(d for d in self.rulebook.definitions.values() if d.ask and random.random() < 0.3),
        ]
        facts: dict[Key, Declared] = {}
        for fact in declared:
            if fact.type.kind is Kind.RECORDS:
                continue
            this = self.as_of.year
            years = range(this - _YEARS_BACK, this + 1) if fact.yearly else (None,)
            facts |= {(fact.id, year): fact for year in years if random.random() < chance}
        lists = {
            fact.id: {
                name: _shape(random)
                for name, field in fact.fields.items()
                if field.formula is None and (self.needed(fact, name) or random.random() < 0.8)
            }
            for fact in self.rulebook.facts.values()
            if fact.type.kind is Kind.RECORDS and random.random() < 0.6
        }
        whole = frozenset(name for name in lists if random.random() < 0.5)
        parted = frozenset(
            name
            for name in sorted(whole)
            if not self.rulebook.facts[name].yearly and random.random() < 0.5
        )
        return Layout(facts, {key: _shape(random) for key in facts}, lists, whole, parted)

    def needed(self, fact: Fact, field: str) -> bool:
        """Whether every record says it."""
        return field in fact.key or fact.fields[field].required or field == "year"

    def enterprise(self, random: Random, layout: Layout) -> Profile:
        """One enterprise; of figures that cannot be together one is left out."""
        facts: dict[Key, Given] = {}
        for key, declared in layout.facts.items():
            value = self.value(random, declared, layout.shapes[key])
            if isinstance(declared, Fact) and value is not None:
                facts[key] = Given(value=value, written="1")
        for name, fields in layout.lists.items():
            whole = name in layout.whole and (name not in layout.parted or random.random() < 0.6)
            records = Records(tuple(self.records(random, name, fields)), complete=whole)
            facts |= _list_given(self.rulebook.facts[name], records)
        profile = self._possible(random, Profile(name="示例企业", facts=facts))
        return self._with_definitions(random, layout, profile)

    def _possible(self, random: Random, profile: Profile) -> Profile:
        facts = dict(profile.facts)
        for _ in range(12):
            own = Profile(name=profile.name, facts=facts)
            found = [
                (each.facts, each.record)
                for each in contradictions(
                    Evaluator(self.rulebook, own, self.as_of), _records_of(facts)
                )
                if each.refused
            ]
            if not found:
                return own
            for about, record in found:
                gone = [key for key in about if key in facts]
                if record is not None:
                    _drop(facts, record)
                elif gone:
                    _forget(facts, random.choice(gone))
        return Profile(name=profile.name, facts=facts)

    def _with_definitions(self, random: Random, layout: Layout, profile: Profile) -> Profile:
        """Figures that follow from others, stated beside them: mostly as they follow."""
        facts = dict(profile.facts)
        evaluator = Evaluator(self.rulebook, profile, self.as_of)
        for key, declared in layout.facts.items():
            if isinstance(declared, Fact) or random.random() < layout.shapes[key].silent:
                continue
            value: Value | None = None
            derived = evaluator.outcome(*key).value
            follows = holdable(declared.type, derived, told=True)
            if follows and random.random() < 0.95:
                value = derived
            elif random.random() < 0.3:
                value = self.value(random, declared, layout.shapes[key])
            if value is not None:
                facts[key] = Given(value=value, written="1")
        return Profile(name=profile.name, facts=facts)

    def records(self, random: Random, name: str, fields: Mapping[str, Shape]) -> list[Record]:
        """The records of one list: none, one, or several, often of one thing."""
        fact = self.rulebook.facts[name]
        found: dict[object, Record] = {}
        for number in range(random.choice([0, 0, 1, 2, 3])):
            own: dict[str, Value] = {}
            for field, shape in fields.items():
                sure = Shape(0, 0, 0) if self.needed(fact, field) else shape
                value = self.value(random, fact.fields[field], sure)
                if field == "year" and fact.yearly:
                    this = self.as_of.year
                    value = exactly(Decimal(random.randint(this - _YEARS_BACK, this)))
                if value is not None:
                    own[field] = value
            key = tuple(own.get(part) for part in fact.key) if fact.key else number
            found.setdefault(key, Record(own, key=f"第{number}项"))
        return list(found.values())

    # ---- values

    def value(self, random: Random, declared: Declared, shape: Shape) -> Value | None:
        """What a cell says."""
        if random.random() < shape.silent:
            return None
        if random.random() < shape.absent:
            return NOT_APPLICABLE
        kind, enumeration = declared.type.kind, declared.type.enumeration
        if kind is Kind.BOOL:
            return Truth.of(random.random() < 0.5)
        if enumeration is not None:
            return symbol(random.choice(enumeration.symbols))
        if kind is Kind.INDUSTRY:
            return symbol(random.choice(_INDUSTRIES))
        if kind is Kind.TEXT:
            pool = list(self.rulebook.measures) if declared.id == "measure" else list(_TEXTS)
            return symbol(random.choice(pool))
        if kind is Kind.DATE:
            days = random.choice([0, 1, 30, 365, 366, 730, 1096, 2000, 4000, 9000])
            around = random.choice([-1, 0, 1, 17]) * random.randint(0, 40)
            return exactly(self.as_of - timedelta(days=days + around))
        point = self.point(random, declared)
        if random.random() < shape.ranges:
            other = self.point(random, declared)
            low, high = min(point, other), max(point, other)
            return random.choice(
                [Interval(low, high), Interval(low, None), Interval(declared.low, high)]
            )
        return exactly(point)

    def point(self, random: Random, declared: Declared) -> Decimal:
        """A number: mostly one at or beside a limit of the rules."""
        kind = declared.type.kind
        step = {Kind.MONEY: Decimal("0.01"), Kind.RATIO: Decimal("0.001")}.get(kind, Decimal(1))
        pool = self.limits.get(kind, [])
        if random.random() < 0.7 and pool:
            value = random.choice(pool) + random.choice([-1, 0, 0, 1]) * step
        elif kind is Kind.MONEY:
            value = Decimal(random.randint(0, 10 ** random.randint(2, 13))) / 100
        elif kind is Kind.RATIO:
            value = Decimal(random.randint(0, 1000)) / 1000
        else:
            value = Decimal(random.choice([0, 1, 2, 3, 5, 10, 50, 300, 1000, self.as_of.year - 1]))
        value = round(value, places_of(declared.type))
        for end, choose in ((declared.low, max), (declared.high, min)):
            if isinstance(end, Decimal):
                value = choose(value, end)
        return value


def _shape(random: Random) -> Shape:
    return Shape(
        random.choice([0.0, 0.1, 0.3, 0.6]),
        random.choice([0.0, 0.0, 0.0, 0.2]),
        random.choice([0.0, 0.0, 0.0, 0.1]),
    )


def _nodes(rulebook: Rulebook) -> Iterable[Node]:
    for measure in rulebook.measures.values():
        yield from measure.nodes()
    for definition in rulebook.definitions.values():
        yield definition.node


def _list_given(fact: Fact, records: Records) -> dict[Key, Given]:
    """How a profile holds a list: by year, where its records are of years."""
    if not records.items and not records.complete:
        return {}
    if not fact.yearly:
        return {(fact.id, None): Given(value=records)}
    years = by_year(records)
    assert not isinstance(years, int)
    found: dict[Key, Given] = {(fact.id, year): Given(value=own) for year, own in years.items()}
    if records.complete:
        found[fact.id, None] = Given(value=Records((), complete=True))
    return found


def _records_of(facts: Mapping[Key, Given]) -> dict[str, list[Record]]:
    lists: dict[str, list[Record]] = {}
    for (name, _), given in facts.items():
        if isinstance(given.value, Records):
            lists.setdefault(name, []).extend(given.value.items)
    return lists


def _drop(facts: dict[Key, Given], record: Record) -> None:
    """Takes a record out of its list."""
    for key, given in list(facts.items()):
        if isinstance(given.value, Records) and any(one is record for one in given.value.items):
            kept = tuple(one for one in given.value.items if one is not record)
            if kept or given.value.complete:
                facts[key] = Given(value=Records(kept, complete=given.value.complete))
            else:
                del facts[key]


# ---- how columns hold it


def places_of(type_: Type) -> int:
    """The decimals of a column."""
    return {Kind.MONEY: 2, Kind.RATIO: 6}.get(type_.kind, 0)


def holdable(type_: Type, value: Value, *, told: bool = False) -> bool:
    """Whether columns can hold a value; ``told``: and nothing about it is open."""
    if value is NOT_APPLICABLE:
        return not told
    if isinstance(value, Interval):
        ends = [end for end in (value.low, value.high) if isinstance(end, (Decimal, date))]
        shut = [end for end in ends if isinstance(end, Decimal)]
        return (
            not value.optional
            and bool(ends)
            and (value.known or not told)
            and all(end == round(end, places_of(type_)) for end in shut)
        )
    if isinstance(value, Choice):
        return value.known and not value.optional
    return value in (Truth.TRUE, Truth.FALSE)


def held(
    rulebook: Rulebook,
    profiles: Sequence[Profile],
    lists: Mapping[str, Iterable[str]],
    whole: Iterable[str] = (),
    facts: Iterable[Key] | None = None,
) -> Table:
    """Profiles as a table: with columns for these ``facts`` (absent: all that any says), and for
    these fields of ``lists``, of which some are ``whole``, of whom the profile says so.
    """
    if facts is None:
        facts = {
            key
            for profile in profiles
            for key, given in profile.facts.items()
            if not isinstance(given.value, Records)
        }
    keys, told = list(facts), set(whole)
    parted = {name for name in told if not all(_tells_all(own, name) for own in profiles)}
    shape = Columns(
        facts={
            key: _column(
                key[0] if key[1] is None else f"{key[0]}@{key[1]}",
                rulebook.declared(key[0]).type,
                [_value(profile.facts.get(key)) for profile in profiles],
            )
            for key in keys
        },
        lists={
            name: ListColumns(
                name=name,
                whole=name in told,
                open=_open(name) if name in parted else None,
                fields={
                    field: _column(
                        field,
                        rulebook.facts[name].fields[field].type,
                        [
                            record.fields.get(field)
                            for profile in profiles
                            for record in _records_of(profile.facts).get(name, ())
                        ],
                    )
                    for field in fields
                },
            )
            for name, fields in lists.items()
        },
    )
    numbers = count()
    found = []
    for position, profile in enumerate(profiles):
        row: dict[str, Cell] = {"row": position}
        for key in keys:
            type_ = rulebook.declared(key[0]).type
            row |= _cells(shape.facts[key], type_, _value(profile.facts.get(key)))
        row |= {
            columns.open: not _tells_all(profile, name)
            for name, columns in shape.lists.items()
            if columns.open is not None
        }
        own: dict[str, list[Row]] = {}
        records = _records_of(profile.facts)
        for name, columns in shape.lists.items():
            own[name] = []
            for record in records.get(name, ()):
                cells: dict[str, Cell] = {"row": position, "record": next(numbers)}
                for field, column in columns.fields.items():
                    type_ = rulebook.facts[name].fields[field].type
                    cells |= _cells(column, type_, record.fields.get(field))
                own[name].append(cells)
        found.append(Held(profile, row, own))
    return Table(shape, found)


def _open(list_: str) -> str:
    """The column that says of whose records a list does not hold all."""
    return f"{list_}.open"


def _tells_all(profile: Profile, list_: str) -> bool:
    return any(
        isinstance(given.value, Records) and given.value.complete
        for (name, _), given in profile.facts.items()
        if name == list_
    )


def _value(given: Given | None) -> Value | None:
    return None if given is None else given.value


def _column(name: str, type_: Type, values: Sequence[Value | None]) -> Column:
    numbers = [
        _whole(type_, end)
        for value in values
        if isinstance(value, Interval)
        for end in (value.low, value.high)
        if end is not None
    ]
    most = 10 ** len(str(max((abs(number) for number in numbers), default=0)))
    low = -most if min(numbers, default=0) < 0 else 0
    if type_.enumeration is not None:
        low, most = 0, len(type_.enumeration.symbols) - 1
    return Column(
        name=name,
        nullable=any(value is None or value is NOT_APPLICABLE for value in values),
        ranges=any(isinstance(value, Interval) and not value.known for value in values),
        absent=any(value is NOT_APPLICABLE for value in values),
        places=places_of(type_),
        low=low,
        high=most,
    )


def _whole(type_: Type, point: object) -> int:
    if isinstance(point, date):
        return (point - _EPOCH).days
    assert isinstance(point, Decimal)
    whole = point.scaleb(places_of(type_))
    assert whole == int(whole)
    return int(whole)


def _cells(column: Column, type_: Type, value: Value | None) -> dict[str, Cell]:
    """A value as the cells of its column."""
    name = column.name
    found: dict[str, Cell] = {}
    if column.absent:
        found[f"{name}.absent"] = value is NOT_APPLICABLE
    if value is None or value is NOT_APPLICABLE:
        empty = (f"{name}.low", f"{name}.high") if column.ranges else (name,)
        return {**found, **dict.fromkeys(empty)}
    if isinstance(value, Truth):
        return {**found, name: value is Truth.TRUE}
    if isinstance(value, Choice):
        assert value.symbols is not None
        (text,) = value.symbols
        if type_.enumeration is not None:
            return {**found, name: type_.enumeration.symbols.index(text)}
        return {**found, name: text if type_.kind is Kind.INDUSTRY else plain(text)}
    assert isinstance(value, Interval)
    ends = [None if end is None else _whole(type_, end) for end in value[:2]]
    if column.ranges:
        return {**found, f"{name}.low": ends[0], f"{name}.high": ends[1]}
    return {**found, name: ends[0]}
