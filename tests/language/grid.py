"""Small grids of enterprises for a sample: each fact it reads below, at and above what it is
compared with, negative, and not applicable.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from huiqi.audit.proofs.world import industries
from huiqi.language import tree
from huiqi.language.checker import check_expression
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.rulebook import Fact
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Record, Records, Value, exactly, symbol
from tests.language.meanings import YEAR, Firm, Key, Project
from tests.language.samples import RULES, SCOPE

#: So many enterprises are tried of each sample; of a larger grid, some of every part.
MOST = 70
_STEP = {Kind.MONEY: Decimal("0.01"), Kind.RATIO: Decimal("0.0001"), Kind.COUNT: Decimal(1)}
_PLAIN: dict[Kind, tuple[Any, ...]] = {
    Kind.MONEY: (Fraction(-25), Fraction(0), Fraction(10), Fraction(100)),
    Kind.RATIO: (Fraction(-1, 20), Fraction(0), Fraction(1, 4)),
    Kind.COUNT: (Fraction(0), Fraction(2), Fraction(3), Fraction(7)),
    Kind.DATE: (date(2019, 12, 31), date(2020, 2, 29), date(2021, 1, 31), date(2023, 7, 1)),
    Kind.BOOL: (True, False),
    Kind.TEXT: ("A", "B"),
    Kind.INDUSTRY: tuple(industries((RULES,))),
}
_P = Project
_LISTS: tuple[list[Project], ...] = (
    [],
    [_P(2023, Fraction(3), date(2022, 5, 1), True, "red")],
    [_P(2023, Fraction(301, 100), date(2022, 5, 1), True, "red")],
    [_P(2023, Fraction(3), date(2022, 5, 1), False, "blue")],
    [_P(2022, Fraction(4), date(2021, 5, 1), True, "red")],
    [
        _P(2023, Fraction(-2), date(2022, 5, 1), True, "blue"),
        _P(2023, Fraction(9), date(2020, 3, 1), False, "red"),
        _P(2022, Fraction(7), date(2019, 3, 1), True, "red"),
    ],
    [
        _P(2023, Fraction(4), date(2022, 5, 1), True, "red"),
        _P(2023, Fraction(9), date(2020, 3, 1), True, "blue"),
        _P(2023, Fraction(2), date(2020, 2, 1), False, "blue"),
    ],
    [
        _P(2022, Fraction(4), date(2022, 5, 1), True, "red"),
        _P(2021, Fraction(9), date(2020, 3, 1), True, "blue"),
        _P(2023, Fraction(2), date(2020, 2, 1), False, "blue"),
    ],
    [
        _P(2023, None, date(2022, 5, 1), True, "red"),
        _P(2023, Fraction(301, 100), None, None, None),
        _P(2022, Fraction(20), None, None, "red"),
    ],
    [
        _P(2023, Fraction(5), date(2020, 2, 29), True, "blue"),
        _P(2023, Fraction(5), date(2020, 2, 29), True, "blue"),
        _P(2022, None, None, False, None),
    ],
)
#: Where what is compared is worked out: the values of its parts that bring it to the limit.
_OWN: dict[str, dict[Key, tuple[int | str, ...]]] = {
    "revenue / profit >= 50%": {
        ("revenue", 2023): (-1, "4999.5", 5000, 5001),
        ("profit", 2023): (-10000, 0, 10000),
    },
    "revenue in [profit, limit]": {
        ("revenue", 2023): (-25, 10, 199, 200, 201),
        ("profit", 2023): (-25, 10, 300),
    },
    "min(revenue, profit, limit)": {
        ("revenue", 2023): (-25, 10, 300),
        ("profit", 2023): (-30, 20, 250),
    },
    "cagr(revenue, 2) in [10%, 30%)": {
        ("revenue", 2023): (-1, 12099, 12100, 16899, 16900, 16901),
        ("revenue", 2021): (-10000, 0, 10000),
    },
    "growth(revenue) in [10%, 30%]": {
        ("revenue", 2023): (-1, "10999.5", 11000, 13000, "13000.5"),
        ("revenue", 2022): (-10000, 0, 10000),
    },
    "growth(revenue[-1]) >= 5%": {
        ("revenue", 2022): (-1, "10499.5", 10500, 10501),
        ("revenue", 2021): (-10000, 0, 10000),
    },
    "growth(partly_told) >= 5%": {
        ("revenue", 2023): ("10499.5", 10500, 10501),
        ("revenue", 2022): (0, 10000),
    },
    "growth(profit) >= -150%": {
        ("profit", 2023): ("-5000.5", -5000, 0),
        ("profit", 2022): (-10000, 0, 10000),
    },
    "growth(revenue) >= growth(profit)": {
        ("revenue", 2023): (-5, 11, 12),
        ("revenue", 2022): (0, 10),
        ("profit", 2023): (-5, 22),
        ("profit", 2022): (-1, 20),
    },
    "cagr(revenue, 2) >= 25%": {
        ("revenue", 2023): (-1, 9999, 10000, 10001),
        ("revenue", 2021): (-6400, 0, 6400),
    },
    "25% <= cagr(revenue, 2)": {
        ("revenue", 2023): (-1, 9999, 10000, 10001),
        ("revenue", 2021): (-6400, 0, 6400),
    },
    "cagr(revenue, 2) == share": {
        ("revenue", 2023): (-1, 0, 100, 101),
        ("revenue", 2021): (-64, 0, 64),
        ("share", None): (-1, 0, "0.25"),
    },
    "share in [growth(people), 60%]": {("people", 2023): (4, 5, 6), ("people", 2022): (0, 4)},
    "sliced": {("revenue", 2023): (-20, 0, 99, 100, 101, 299, 300, 301)},
    "falling_bands": {("people", 2023): (0, 4, 5, 6, 9, 10, 11)},
    "disputed_bands": {("people", 2023): (0, 4, 5, 6, 9, 10, 11)},
    "rising_bands": {("revenue", 2023): (-1, 4, 5, 6, 9, 10, 11)},
}
_DAYS = {
    "as_of - founded >= 30日": (date(2023, 5, 20), date(2023, 5, 21), date(2023, 5, 22)),
    "as_of - founded in [30日, 60日]": (
        date(2023, 4, 20),
        date(2023, 4, 21),
        date(2023, 5, 21),
        date(2023, 5, 22),
    ),
    "founded within 2年 before as_of": (date(2021, 6, 19), date(2021, 6, 20), date(2023, 6, 20)),
    "founded within 30日 of as_of": (
        date(2023, 5, 20),
        date(2023, 5, 21),
        date(2023, 7, 20),
        date(2023, 7, 21),
    ),
    "founded within 3个月 after 2020-01-01": (date(2020, 4, 1), date(2020, 4, 2)),
    "founded within 5个工作日 before as_of": (
        date(2023, 6, 14),
        date(2023, 6, 15),
        date(2023, 6, 20),
        date(2023, 6, 21),
    ),
    "max(as_of - founded, 30日)": (date(2023, 5, 20), date(2023, 5, 21), date(2023, 5, 22)),
    "limit[on: founded]": (date(2022, 12, 31), date(2023, 1, 1), date(2020, 1, 1)),
    "founded - 13个月": (date(2021, 3, 31), date(2021, 3, 29)),
    "revenue[at: year_of(founded) + 1]": (date(2022, 12, 31),),
}


def node_of(text: str) -> Node:
    """A sample, or the reference to a definition, as a tree."""
    return check_expression(text, SCOPE)


def keys_of(text: str) -> list[Key]:
    """The facts that a sample rests on, in the years it can name."""
    found: dict[Key, None] = {}
    waiting, seen = [(node_of(text), 0)], set[tuple[str, int]]()
    while waiting:
        node, year = waiting.pop()
        for part in tree.walk(node):
            if isinstance(part, tree.ParameterReference):
                below = RULES.parameters[part.name].nodes
            elif isinstance(part, tree.FactReference) and part.name in RULES.definitions:
                below = RULES.definitions[part.name].nodes
            elif isinstance(part, tree.FactReference):
                found.update(dict.fromkeys(_keys(text, part, year)))
                continue
            else:
                continue
            then = year + getattr(part, "shift", 0)
            if (part.name, then) not in seen and (text != "running" or not then):
                seen.add((part.name, then))
                waiting.extend((other, then) for other in below)
    if text == "running":
        found["established_on", None] = None
    return list(found)


def _keys(text: str, part: tree.FactReference, year: int) -> list[Key]:
    fact = RULES.facts[part.name]
    if not fact.yearly or fact.fields:
        return [(part.name, None)]
    if part.at is not None or text == "running":
        return [(part.name, YEAR - back) for back in range(-1, 4)]
    return [(part.name, YEAR + year + part.shift)]


def values_of(text: str, key: Key) -> list[Any]:
    """The values tried of a fact; the last is that it does not apply."""
    fact = RULES.facts[key[0]]
    kind = fact.type.kind
    if fact.fields:
        return [*_LISTS, None]
    if fact.type.enumeration is not None:
        return [*fact.type.enumeration.symbols, None]
    own = _OWN.get(text, {}).get(key)
    if own is not None:
        return [*map(Fraction, own), None]
    found = list(_PLAIN[kind])
    if kind is Kind.DATE:
        found.extend(_DAYS.get(text, ()))
    for part in tree.walk(node_of(text)):
        value = part.value if isinstance(part, tree.Literal) else None
        if isinstance(value, date) and kind is Kind.DATE:
            found.extend(value + timedelta(step) for step in (-1, 0, 1))
        elif isinstance(value, Decimal) and _fits(kind, part.type.kind):
            found.extend(Fraction(value + step * _STEP[kind]) for step in (-1, 0, 1))
    low = fact.low
    kept = [v for v in dict.fromkeys(found) if not isinstance(low, Decimal) or v >= low]
    return [*kept, None]


def _fits(kind: Kind, written: Kind) -> bool:
    return written is kind or (written is Kind.SCALAR and kind in (Kind.COUNT, Kind.RATIO))


def firms(text: str) -> list[Firm]:
    """The enterprises tried of a sample."""
    keys = keys_of(text)
    grid = list(product(*(values_of(text, key) for key in keys)))
    if len(grid) > MOST:
        grid = Random(text).sample(grid, MOST)
    return [Firm(dict(zip(keys, values, strict=True))) for values in grid]


def given(fact: Fact, value: Any) -> Value:
    """A plain value as the engine holds it."""
    if value is None:
        return NOT_APPLICABLE
    if isinstance(value, list):
        return Records(tuple(record(fact, item) for item in value), complete=True)
    if isinstance(value, bool):
        return Truth.of(value)
    if isinstance(value, str):
        return symbol(value)
    return exactly(value if isinstance(value, date) else decimal(value))


def decimal(number: Fraction) -> Decimal:
    """The number as the decimal it is."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def record(fact: Fact, project: Project) -> Record:
    """A record as the engine holds it."""
    return Record({name: given(fact.fields[name], value) for name, value in project.plain.items()})


def profile(firm: Firm) -> Profile:
    """The enterprise as the engine reads it."""
    facts: dict[Key, Given] = {}
    for (name, year), value in firm.facts.items():
        whole = given(RULES.facts[name], value)
        if isinstance(whole, Records):
            facts |= _facts(name, whole)
        else:
            facts[name, year] = Given(value=whole)
    return Profile(name="示例企业", facts=facts)


def _facts(name: str, whole: Records) -> dict[Key, Given]:
    """A list of every year: each year its own records and, where it is complete, no others."""
    by_year: dict[int, list[Record]] = {}
    for item in whole.items:
        year = item.fields["year"]
        assert isinstance(year, Interval)
        by_year.setdefault(int(year.low), []).append(item)
    facts: dict[Key, Given] = {}
    for year_, items in by_year.items():
        facts[name, year_] = Given(value=Records(tuple(items), complete=whole.complete))
    if whole.complete:
        facts[name, None] = Given(value=Records((), complete=True))
    return facts


def parts(text: str, firm: Firm) -> Iterator[tuple[Profile, list[Firm]]]:
    """The enterprise with one fact less known, and all that it can then turn out to be."""
    for key in firm.facts:
        fact = RULES.facts[key[0]]
        rest = {k: v for k, v in profile(firm).facts.items() if k != key}
        if fact.fields:
            rest = {k: v for k, v in rest.items() if k[0] != key[0]}
        for known, values in _less(fact, values_of(text, key), firm.facts[key]):
            facts = rest
            if known is not None:
                told = (
                    _facts(key[0], known)
                    if isinstance(known, Records)
                    else {key: Given(value=known)}
                )
                facts = {**rest, **told}
            whole = [Firm({**firm.facts, key: value}) for value in values]
            yield Profile(name="示例企业", facts=facts), [one for one in whole if can_be(text, one)]


def can_be(text: str, firm: Firm) -> bool:
    """Whether no figures are told of years before the founding."""
    founded = firm.facts.get(("established_on", None))
    return text != "running" or founded is None or founded.year <= YEAR - 3


def _less(fact: Fact, values: list[Any], value: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Nothing known; of a figure, between which two it lies; of a list, that there may be more, or
    not all of a record.
    """
    yield None, values
    if isinstance(value, list):
        whole = given(fact, value)
        assert isinstance(whole, Records)
        more = [[*value, *other] for other in values if other is not None]
        yield Records(whole.items, complete=False), more
        for index, item in enumerate(value):
            for name in ("cost", "began", "done", "kind"):
                yield (
                    _without(whole, index, name),
                    [
                        [*value[:index], item._replace(**{name: own}), *value[index + 1 :]]
                        for own in _FIELDS[name]
                    ],
                )
        return
    applying: list[Any] = sorted(v for v in values if isinstance(v, Fraction | date))
    for low, high in zip(applying, applying[2:], strict=False):
        between = [v for v in applying if low <= v <= high]
        ends = (low, high) if isinstance(low, date) else (decimal(low), decimal(high))
        yield Interval(*ends), between


_FIELDS: dict[str, tuple[Any, ...]] = {
    "cost": (None, Fraction(-5), Fraction(3), Fraction(301, 100), Fraction(40)),
    "began": (None, date(2019, 1, 1), date(2023, 5, 1)),
    "done": (None, True, False),
    "kind": (None, "red", "blue"),
}


def _without(whole: Records, index: int, name: str) -> Records:
    """The list with a field of one record not known."""
    items = list(whole.items)
    items[index] = Record({k: v for k, v in items[index].fields.items() if k != name})
    return Records(tuple(items), complete=True)
