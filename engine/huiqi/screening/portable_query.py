"""The rulebook as one query to be run where the data is, with what has to be known to run it.

Codes: D103 no such dialect, D104 no such detail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from huiqi.diagnostics import Diagnostics, Place, input_error
from huiqi.language.types import Kind, Type
from huiqi.lowering.cell_columns import Column, Columns, ListColumns
from huiqi.lowering.day_numbers import FIRST_DAY, LAST_DAY
from huiqi.lowering.scalars import AGGREGATES, Operator, Scalar, Sort
from huiqi.profile.given_table import GivenTable
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.years_read import years_read
from huiqi.screening.embedded import database, loaded_tables
from huiqi.screening.loader import load_enterprises
from huiqi.screening.loader.held_figures import held_name
from huiqi.screening.loader.loaded import ENTERPRISES
from huiqi.screening.loader.readings import in_last_place
from huiqi.screening.portable_results import (
    PortableQuery,
    QueriedColumn,
    QueriedMeasure,
    QueriedTable,
)
from huiqi.screening.sql.dialects import SLOW_OPTIMIZERS, text
from huiqi.screening.sql.layers import source
from huiqi.screening.sql.query import query
from huiqi.screening.table_answers import BITS, Answers, Asked, Detail, asked
from huiqi.sentences import sentence

#: Those whose servers answer in the tests.
TESTED = ("duckdb", "spark", "postgres")
#: So many decimals of a figure, and below what it lies in its last place where nothing is said.
_PLACES = {Kind.MONEY: 2, Kind.RATIO: 6}
_MOST = {Kind.MONEY: 10**15, Kind.RATIO: 10**10}
_MOST_COUNTED = 10**9
_TYPES = {Sort.TRUTH: "BOOLEAN", Sort.TEXT: "TEXT", Sort.NUMBER: "BIGINT"}


def portable_query(
    rulebook: Rulebook,
    columns: Columns,
    as_of: date,
    measures: Iterable[Measure],
    *,
    dialect: str,
    detail: Detail,
) -> PortableQuery:
    """What some measures come to, over tables with these columns."""
    wanted = asked(rulebook, columns, as_of, measures, detail)
    return PortableQuery(
        rulebook=rulebook,
        as_of=as_of,
        dialect=dialect,
        tested=dialect in TESTED,
        slow=SLOW_OPTIMIZERS if dialect == "duckdb" else (),
        tables=list(_tables(rulebook, columns, wanted)),
        measures=[_told(own) for own in wanted.answers],
        beyond=wanted.beyond,
        text=text(query(wanted.outputs, loaded_tables(wanted)), dialect),
    )


def _told(own: Answers) -> QueriedMeasure:
    ends = (("low", own.low), ("high", own.high), ("at_most", own.at_most))
    return QueriedMeasure(
        measure=own.measure,
        amounts={name: own.places[key] for key, name in ends if name is not None},
        fund_only=own.fund_only,
        bits={
            output: bits.names[number * BITS : (number + 1) * BITS]
            for bits in (own.failing, own.missing, own.waiting)
            for number, output in enumerate(bits.outputs)
        },
    )


def dialect_named(written: str) -> str:
    """The dialect as the library calls it.

    Raises :class:`~huiqi.diagnostics.InputError` D103 for one that it does not know.
    """
    from sqlglot.dialects.dialect import Dialects

    known = [one.value for one in Dialects if one.value]
    name = {"postgresql": "postgres"}.get(written.strip().lower(), written.strip().lower())
    if name not in known:
        said = sentence("没有这种 SQL 方言")
        names = [*TESTED, *(one for one in known if one not in TESTED)]
        raise input_error("D103", Place("--dialect"), said, found=written, allowed=names)
    return name


def detail_named(written: str) -> Detail:
    """``figures`` or ``whole``.

    Raises :class:`~huiqi.diagnostics.InputError` D104 for anything else.
    """
    known = {one.value: one for one in (Detail.FIGURES, Detail.WHOLE)}
    found = known.get(written.strip().lower())
    if found is None:
        said = sentence("写多少：figures 结论和金额，whole 还有条件和缺的事实")
        raise input_error("D104", Place("--detail"), said, found=written, allowed=list(known))
    return found


# ---- the columns where no table is given


def columns_read(rulebook: Rulebook, measures: Iterable[Measure], as_of: date) -> Columns:
    """A column of each fact that these measures can read, in the years in which they do, and all
    lists, each of which holds all there is.
    """
    read = years_read(rulebook, measures, as_of.year)
    facts: dict[tuple[str, int | None], Column] = {}
    lists: dict[str, ListColumns] = {}
    for fact in rulebook.facts.values():
        if fact.type.kind is Kind.RECORDS:
            lists[fact.id] = _list(fact)
        elif fact.id in read:
            shifts = sorted(read[fact.id]) if fact.yearly else (None,)
            for shift in shifts:
                year = None if shift is None else as_of.year + shift
                name = fact.id if year is None else f"{fact.id}.{year}"
                facts[fact.id, year] = _column(held_name(name), fact)
    return Columns(facts=facts, lists=lists)


def columns_of(rulebook: Rulebook, given: GivenTable, as_of: date) -> Columns:
    """Those of a table and its lists, for any rows of them: what the figures of these rows lie
    between decides nothing of others, and is nobody's business where the query is read.

    Raises :class:`~huiqi.diagnostics.InputError` where it cannot be read.
    """
    diagnostics = Diagnostics()
    with database() as connection:
        columns = load_enterprises(connection, given, rulebook, as_of, diagnostics).columns
    facts = {
        key: _as_declared(own, rulebook.declared(key[0])) for key, own in columns.facts.items()
    }
    lists = {}
    for name, listed in columns.lists.items():
        declared = rulebook.facts[name].fields
        fields = {key: _as_declared(own, declared[key]) for key, own in listed.fields.items()}
        lists[name] = replace(listed, fields=fields)
    return Columns(facts=facts, lists=lists)


def _as_declared(column: Column, declared: Fact | Definition) -> Column:
    wide = _column(column.name, declared, column.places)
    return replace(wide, ranges=column.ranges, absent=column.absent)


def _list(fact: Fact) -> ListColumns:
    fields = {
        key: _column(held_name(key), field)
        for key, field in fact.fields.items()
        if field.formula is None
    }
    return ListColumns(name=fact.id, fields=fields, whole=True)


def _column(name: str, fact: Fact | Definition, places: int | None = None) -> Column:
    kind = fact.type.kind
    if places is None:
        places = _PLACES.get(kind, 0)
    low, high = 0, 0
    if fact.type.enumeration is not None:
        high = len(fact.type.enumeration.symbols) - 1
    elif kind is Kind.DATE:
        low, high = FIRST_DAY, LAST_DAY
    elif _is_number(fact.type):
        most = _MOST.get(kind, _MOST_COUNTED)
        low, high = -most, most
    ends = (in_last_place(fact.low, places), in_last_place(fact.high, places))
    return Column(
        name=name,
        places=places,
        low=low if ends[0] is None else ends[0],
        high=high if ends[1] is None else ends[1],
    )


def _is_number(type_: Type) -> bool:
    return type_.kind in (Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.SCALAR, Kind.SPAN)


# ---- what the query reads


def _tables(rulebook: Rulebook, columns: Columns, wanted: Asked) -> Iterator[QueriedTable]:
    homes = _read(wanted.outputs.values())
    facts = (
        found
        for (name, year), column in columns.facts.items()
        for found in _of(homes.get((), {}), column, rulebook.declared(name), year)
    )
    opened = (
        _open(own.open, rulebook.facts[name])
        for name, own in columns.lists.items()
        if own.open is not None and own.open in homes.get((), {})
    )
    yield QueriedTable(name=ENTERPRISES, fact=None, whole=True, columns=[*facts, *opened])
    for name, listed in columns.lists.items():
        if (name,) in homes:
            fact = rulebook.facts[name]
            fields = (
                found
                for key, column in listed.fields.items()
                for found in _of(homes[name,], column, fact.fields[key], None)
            )
            yield QueriedTable(name=name, fact=fact, whole=listed.whole, columns=list(fields))


def _open(name: str, fact: Fact) -> QueriedColumn:
    """Whether an enterprise may have records that its list does not hold."""
    return QueriedColumn(
        name=name,
        type=_TYPES[Sort.TRUTH],
        declared=fact,
        year=None,
        end="open",
        places=0,
        low=0,
        high=0,
        nullable=False,
    )


def _of(
    read: Mapping[str, Sort], column: Column, declared: Fact | Definition | None, year: int | None
) -> Iterator[QueriedColumn]:
    """What is read of a figure: its column, or those of its ends."""
    assert declared is not None
    for end in ("", "low", "high", "absent"):
        name = f"{column.name}.{end}" if end else column.name
        if name in read:
            yield QueriedColumn(
                name=name,
                type=_TYPES[read[name]],
                declared=declared,
                year=year,
                end=end,
                places=column.places,
                low=column.low,
                high=column.high,
                nullable=column.nullable and end != "absent",
            )


def _read(outputs: Iterable[Scalar]) -> dict[tuple[str, ...], dict[str, Sort]]:
    """The columns below some scalars, by the table; a list of which only the records matter has
    none.
    """
    found: dict[tuple[str, ...], dict[str, Sort]] = {}
    seen: set[Scalar] = set()
    waiting = list(outputs)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        waiting += node.operands
        lists = (*node.home, *(source(node) if node.operation in AGGREGATES else ()))
        for name in lists:
            found.setdefault((name,), {})
        if node.operation is Operator.COLUMN:
            assert isinstance(node.detail, str)
            found.setdefault(node.home, {})[node.detail] = node.sort
    return found
