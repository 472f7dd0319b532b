"""Random enterprises as a table holds them: near every limit of the rules, with much left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from huiqi.language.tree import Literal, walk
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

_EPOCH = date(1970, 1, 1)
Cell = bool | int | str | None
Row = Mapping[str, Cell]
Key = tuple[str, int | None]


class Held(NamedTuple):
    """One enterprise as a profile, and as the rows of its tables."""

    profile: Profile
    row: Row
    lists: Mapping[str, Sequence[Row]]


class Table(NamedTuple):
    """Enterprises with the columns in which they stand."""

    columns: Columns
    enterprises: Sequence[Held]


class Drawing:
    """Draws enterprises that a rulebook can tell apart."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self.limits: dict[Kind, list[Decimal]] = {}
        self.codes = ["C", "C13", "C2641", "C39", "C3921", "D44", "I65", "C34", "C27"]
        for node in _nodes(rulebook):
            for part in walk(node):
                if isinstance(part, Literal) and isinstance(part.value, Decimal):
                    self.limits.setdefault(part.type.kind, []).append(part.value)

    def table(self, random: Random, number: int) -> Table:
        """So many enterprises in one table of random columns."""
        columns = self._columns(random)
        lists = {
            fact.id: random.random() < 0.5
            for fact in self.rulebook.facts.values()
            if fact.type.kind is Kind.RECORDS and random.random() < 0.6
        }
        shapes = {key: _shape(random) for key in columns}
        fields = {
            name: {
                field: _shape(random)
                for field, own in self.rulebook.facts[name].fields.items()
                if own.formula is None and (self._needed(name, field) or random.random() < 0.8)
            }
            for name in lists
        }
        drawn = [self._profile(random, columns, shapes, lists, fields) for _ in range(number)]
        return Table(
            Columns(
                facts={
                    key: self._column(_name(key), columns[key].type, [p.facts.get(key) for p, _ in drawn])
                    for key in columns
                },
                lists={
                    name: ListColumns(
                        name=name,
                        whole=whole,
                        fields={
                            field: self._column(
                                field,
                                self.rulebook.facts[name].fields[field].type,
                                [
                                    None if r.fields.get(field) is None else Given(value=r.fields[field])
                                    for _, records in drawn
                                    for r in records[name]
                                ],
                            )
                            for field in fields[name]
                        },
                    )
                    for name, whole in lists.items()
                },
            ),
            [],
        )._replace(
            enterprises=[]
        ), drawn, columns, fields  # type: ignore[return-value]

    def _needed(self, name: str, field: str) -> bool:
        fact = self.rulebook.facts[name]
        return field in fact.key or fact.fields[field].required or field == "year"

    def _columns(self, random: Random) -> dict[Key, Fact | Definition]:
        chance = random.choice([0.15, 0.5, 0.9])
        found: dict[Key, Fact | Definition] = {}
        declared: list[Fact | Definition] = [
            *self.rulebook.facts.values(),
            *(d for d in self.rulebook.definitions.values() if d.ask and random.random() < 0.3),
        ]
        for fact in declared:
            if fact.type.kind is Kind.RECORDS:
                continue
            years = range(self.as_of.year - 4, self.as_of.year + 1) if fact.yearly else [None]
            for year in years:
                if random.random() < chance:
                    found[fact.id, year] = fact
        return found

    def _profile(
        self,
        random: Random,
        columns: Mapping[Key, Fact | Definition],
        shapes: Mapping[Key, tuple[float, float, float]],
        lists: Mapping[str, bool],
        fields: Mapping[str, Mapping[str, tuple[float, float, float]]],
    ) -> tuple[Profile, dict[str, list[Record]]]:
        facts: dict[Key, Given] = {}
        for key, fact in columns.items():
            value = self._value(random, fact, shapes[key])
            if value is not None:
                facts[key] = Given(value=value, written="1")
        records: dict[str, list[Record]] = {}
        for name, whole in lists.items():
            own = records[name] = self._records(random, name, fields[name])
            if not own and not whole:
                continue
            fact = self.rulebook.facts[name]
            value = Records(tuple(own), complete=whole)
            if not fact.yearly:
                facts[name, None] = Given(value=value)
                continue
            years = by_year(value)
            assert not isinstance(years, int)
            for year, told in years.items():
                facts[name, year] = Given(value=told)
            if whole:
                facts[name, None] = Given(value=Records((), complete=True))
        return Profile(name="示例企业", facts=facts), records

    def _records(
        self, random: Random, name: str, fields: Mapping[str, tuple[float, float, float]]
    ) -> list[Record]:
        fact = self.rulebook.facts[name]
        found: dict[object, Record] = {}
        for number in range(random.choice([0, 0, 1, 2, 3])):
            own: dict[str, Value] = {}
            for field, shape in fields.items():
                declared = fact.fields[field]
                sure = (0.0, 0.0, 0.0) if self._needed(name, field) else shape
                value = self._value(random, declared, sure)
                if field == "year" and fact.yearly:
                    value = exactly(Decimal(random.randint(self.as_of.year - 4, self.as_of.year)))
                if value is not None:
                    own[field] = value
            key = tuple(own.get(part) for part in fact.key) if fact.key else number
            found.setdefault(key, Record(own, key=f"第{number}项"))
        return list(found.values())

    def _value(
        self, random: Random, fact: Fact | Definition, shape: tuple[float, float, float]
    ) -> Value | None:
        silent, ranges, absent = shape
        if random.random() < silent:
            return None
        if random.random() < absent:
            return NOT_APPLICABLE
        kind = fact.type.kind
        if kind is Kind.BOOL:
            return Truth.of(random.random() < 0.5)
        if fact.type.enumeration is not None:
            return symbol(random.choice(fact.type.enumeration.symbols))
        if kind is Kind.INDUSTRY:
            return symbol(random.choice(self.codes))
        if kind is Kind.TEXT:
            measures = list(self.rulebook.measures)
            pool = measures if fact.id == "measure" else ["甲", "乙", "丙 ", "Ａ", "a"]
            return symbol(random.choice(pool))
        if kind is Kind.DATE:
            days = random.choice([0, 1, 30, 365, 366, 730, 1096, 2000, 4000, 9000])
            around = random.choice([-1, 0, 1, 17])
            return exactly(self.as_of - timedelta(days=days + around * random.randint(0, 40)))
        point = self._point(random, fact)
        if random.random() < ranges:
            other = self._point(random, fact)
            low, high = min(point, other), max(point, other)
            return random.choice(
                [Interval(low, high), Interval(low, None), Interval(fact.low, high)]
            )
        return exactly(point)

    def _point(self, random: Random, fact: Fact | Definition) -> Decimal:
        kind = fact.type.kind
        step = {Kind.MONEY: Decimal("0.01"), Kind.RATIO: Decimal("0.001")}.get(kind, Decimal(1))
        pool = self.limits.get(kind, [])
        if random.random() < 0.7 and pool:
            value = random.choice(pool) + random.choice([-1, 0, 0, 1]) * step
        elif kind is Kind.MONEY:
            value = Decimal(random.randint(0, 10**random.randint(2, 11))) / 100
        elif kind is Kind.RATIO:
            value = Decimal(random.randint(0, 1000)) / 1000
        else:
            value = Decimal(random.choice([0, 1, 2, 3, 5, 10, 50, 300, 1000, self.as_of.year - 1]))
        if kind is Kind.COUNT:
            value = value.quantize(Decimal(1))
        if kind is Kind.MONEY:
            value = value.quantize(Decimal("0.01"))
        if fact.low is not None:
            value = max(value, Decimal(fact.low))  # type: ignore[arg-type]
        if fact.high is not None:
            value = min(value, Decimal(fact.high))  # type: ignore[arg-type]
        return value

    def _column(self, name: str, type_: Type, given: Iterable[Given | None]) -> Column:
        values = [None if one is None else one.value for one in given]
        numbers = [
            n
            for value in values
            if isinstance(value, Interval)
            for end in (value.low, value.high)
            if end is not None
            for n in [_whole(type_, end)]
        ]
        most = 10 ** len(str(max((abs(n) for n in numbers), default=0)))
        low = -most if min(numbers, default=0) < 0 else 0
        if type_.enumeration is not None:
            low, most = 0, len(type_.enumeration.symbols) - 1
        return Column(
            name=name,
            nullable=any(value is None or value is NOT_APPLICABLE for value in values),
            ranges=any(isinstance(v, Interval) and not v.known for v in values),
            absent=any(value is NOT_APPLICABLE for value in values),
            places=places_of(type_),
            low=low,
            high=most,
        )


def _shape(random: Random) -> tuple[float, float, float]:
    """How often a column says nothing, a range, that it does not apply."""
    return (
        random.choice([0.0, 0.1, 0.3, 0.6]),
        random.choice([0.0, 0.0, 0.0, 0.2]),
        random.choice([0.0, 0.0, 0.0, 0.1]),
    )


def _name(key: Key) -> str:
    return key[0] if key[1] is None else f"{key[0]}@{key[1]}"


def places_of(type_: Type) -> int:
    """The decimals of a column."""
    return {Kind.MONEY: 2, Kind.RATIO: 6}.get(type_.kind, 0)


def _whole(type_: Type, point: object) -> int:
    if isinstance(point, date):
        return (point - _EPOCH).days
    assert isinstance(point, Decimal)
    whole = point.scaleb(places_of(type_))
    assert whole == int(whole)
    return int(whole)


def cells(column: Column, type_: Type, value: Value | None) -> dict[str, Cell]:
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


def _nodes(rulebook: Rulebook) -> Iterable[object]:
    for measure in rulebook.measures.values():
        yield from measure.nodes()
    for definition in rulebook.definitions.values():
        yield definition.node


def drawn(drawing: Drawing, random: Random, number: int) -> Table:
    """A table of so many enterprises."""
    table, profiles, columns, fields = drawing.table(random, number)  # type: ignore[misc]
    shape = table.columns
    rulebook = drawing.rulebook
    held = []
    record_number = 0
    for position, (profile, records) in enumerate(profiles):
        row: dict[str, Cell] = {"row": position}
        for key, fact in columns.items():
            given = profile.facts.get(key)
            row |= cells(shape.facts[key], fact.type, None if given is None else given.value)
        lists: dict[str, list[Row]] = {}
        for name, own in records.items():
            lists[name] = []
            for record in own:
                cells_: dict[str, Cell] = {"row": position, "record": record_number}
                record_number += 1
                for field, column in shape.lists[name].fields.items():
                    type_ = rulebook.facts[name].fields[field].type
                    cells_ |= cells(column, type_, record.fields.get(field))
                lists[name].append(cells_)
        held.append(Held(profile, row, lists))
    return Table(shape, held)
