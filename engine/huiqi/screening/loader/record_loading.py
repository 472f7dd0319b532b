"""Records that a row of the enterprises tells in columns of its own: the rows of their list.

What :func:`~huiqi.profile.record_columns.with_records` tells of one row, told of all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from huiqi.diagnostics import Place
from huiqi.language.types import Type
from huiqi.lowering.cell_columns import ListColumns
from huiqi.profile.column_names import Key
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.noughts_told import is_nought
from huiqi.profile.profile import Given
from huiqi.profile.record_columns import (
    as_written,
    columns_telling_of,
    day_told,
    name_told,
)
from huiqi.rulebook.list_columns import TITLE, WITHIN, is_title
from huiqi.rulebook.rulebook import Fact
from huiqi.screening.loader.fact_figures import fact_figure
from huiqi.screening.loader.held_figures import (
    APART_COLUMN,
    HeldColumn,
    HeldFigure,
    UnreadableError,
    held_name,
    held_names,
    one_or_both,
    read_figures,
    says_something,
)
from huiqi.screening.loader.list_figures import as_received, without_column, written_value
from huiqi.screening.loader.list_loading import fill_usual, list_columns_of
from huiqi.screening.loader.plain_texts import sql_name, sql_text
from huiqi.screening.loader.readings import NOTHING, in_last_place, reading
from huiqi.screening.loader.text_relations import TextRelation
from huiqi.values import Value
from huiqi.wordings import leaves_a_list_open

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class ToldRecords(NamedTuple):
    """A list that columns of the enterprises tell: its table, and what was read for it."""

    list_: ListColumns
    read: Mapping[Key, HeldColumn]


def load_told(
    connection: DuckDBPyConnection, source: TextRelation, facts: FactColumns, list_: str
) -> ToldRecords:
    """Makes the table of a list (under the name of its fact) of the columns that tell it.

    Which of the enterprises are decided apart, since a cell cannot be read, goes to ``apart_rows``;
    of whose records the columns do not tell all, to a table under the name of
    :attr:`~huiqi.lowering.cell_columns.ListColumns.open`.
    """
    fact = facts.rulebook.facts[list_]
    columns = columns_telling_of(facts, list_)
    fields = _field_figures(source, facts, fact, columns)
    titles = [fact_figure(source, facts, key) for key in columns if is_title(key[0])]
    found = read_figures(connection, source.relation, [*fields.values(), *titles])
    read, held = dict(zip(fields, found, strict=False)), found[len(fields) :]
    named = _usual(fact, name_told(fact))
    usual = _usual(fact, _beside(facts, fact))
    for key, value in usual.items():
        end = reading(value, read[key].figure.type, read[key].places)
        if end.low != end.high:
            read[key] = replace(read[key], ranges=True)
    told = _stage(connection, source, list_, [*read.values(), *held])
    if not facts.spent:
        _leave_out_plans(connection, told, facts, list_, read)
    _first_record(connection, told, list_, list(read.values()), 1 + len(held))
    _fill(connection, list_, read, named)
    _leave_noughts_apart(connection, source, facts, list_, columns)
    for number, one in enumerate(held, 1):
        record = f"row * {1 + len(held)} + {number}"
        _title(connection, fact, read, one, told=told, record=record)
    _fill(connection, list_, read, usual)
    connection.execute(f"INSERT INTO apart_rows SELECT row FROM {told} WHERE {APART_COLUMN}")
    whole = list_ in facts.whole
    own = replace(
        list_columns_of(connection, fact, read, whole=whole),
        open=_open_rows(connection, source, fact, columns) if whole else None,
    )
    of_key = {f"{list_}{WITHIN}{field}": one for field, one in read.items()}
    return ToldRecords(own, {key: of_key[key[0]] for key in columns if key[0] in of_key})


def _field_figures(
    source: TextRelation, facts: FactColumns, fact: Fact, columns: Mapping[Key, int]
) -> dict[str, HeldFigure]:
    """The fields that have a column, and those that a record has beside them."""
    told: dict[str, HeldFigure] = {}
    for key in columns:
        if not is_title(key[0]):
            field = key[0].partition(WITHIN)[2]
            own = fact_figure(source, facts, key)
            read = _written(facts, key, fact.fields[field], own.read)
            told[field] = replace(own, name=held_name(field), read=read)
    told = as_received(fact, facts.rulebook, told)
    told = {field: replace(own, read=_telling(own.read, own.type)) for field, own in told.items()}
    titled = {key[0].split(WITHIN)[1] for key in columns if is_title(key[0])}
    more = {*name_told(fact), *_beside(facts, fact), *titled} - told.keys()
    return told | {key: without_column(fact.fields[key]) for key in sorted(more)}


def _beside(facts: FactColumns, fact: Fact) -> dict[str, str]:
    """What each record says where no column of it does, as it is written."""
    usual = {key: own.default for key, own in fact.fields.items() if own.default is not None}
    return usual | day_told(fact, facts.as_of)


def _written(
    facts: FactColumns, key: Key, field: Fact, read: Callable[[str], Value | None]
) -> Callable[[str], Value | None]:
    """What the record says of a field that a cell tells: as a profile writes it."""
    place = Place(facts.table.file)

    def written(text: str) -> Value | None:
        value = read(text)
        if value is None:
            return None
        own = facts.in_full(key, facts.own_text(key, text))
        given = Given(value=value, written=own, place=place)
        return written_value(field, as_written(facts, key, given))

    return written


def _telling(read: Callable[[str], Value | None], type_: Type) -> Callable[[str], Value | None]:
    """The same, but for what tells of a record of which columns would then say nothing."""

    def telling(text: str) -> Value | None:
        value = read(text)
        if value is not None and reading(value, type_, 0) == NOTHING:
            raise UnreadableError
        return value

    return telling


def _usual(fact: Fact, written: Mapping[str, str]) -> dict[str, Value | None]:
    return {key: written_value(fact.fields[key], text) for key, text in written.items()}


def _fill(
    connection: DuckDBPyConnection,
    list_: str,
    read: Mapping[str, HeldColumn],
    usual: Mapping[str, Value | None],
) -> None:
    for key, value in usual.items():
        one = read[key]
        fill_usual(connection, list_, one, reading(value, one.figure.type, one.places))


def _stage(
    connection: DuckDBPyConnection, source: TextRelation, list_: str, read: list[HeldColumn]
) -> str:
    """A table of what each row of the enterprises tells of a list."""
    joins, columns, apart = "", [], []
    for number, one in enumerate(read):
        joins += one.join(f"m{number}")
        columns += one.columns(f"m{number}")
        if one.apart:
            apart.append(f"coalesce(m{number}.apart, false)")
    told = sql_name(f"{list_}.told")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {told} AS SELECT s.row AS row, {', '.join(columns)},"
        f" {' OR '.join(apart) or 'false'} AS {APART_COLUMN}"
        f" FROM {sql_name(source.relation)} s{joins}"
    )
    return told


def _leave_out_plans(
    connection: DuckDBPyConnection,
    told: str,
    facts: FactColumns,
    list_: str,
    read: Mapping[str, HeldColumn],
) -> None:
    """Of what is not completed by the day of decision what was spent is not known."""
    for key in columns_telling_of(facts, list_).keys() & facts.planned.keys():
        day = facts.planned[key]
        own, completed = (read[one[0].partition(WITHIN)[2]] for one in (key, day))
        last = sql_name(one_or_both(completed)[-1])
        over = f"{last} IS NOT NULL AND {last} <= {in_last_place(facts.as_of, 0)}"
        nothing = ", ".join(f"{sql_name(name)} = NULL" for name in one_or_both(own))
        connection.execute(
            f"UPDATE {told} SET {nothing} WHERE ({says_something([completed])}) AND NOT ({over})"
        )


def _leave_noughts_apart(
    connection: DuckDBPyConnection,
    source: TextRelation,
    facts: FactColumns,
    list_: str,
    columns: Mapping[Key, int],
) -> None:
    """A nought beside what tells of the record is told of, and may be none: to ``apart_rows``."""
    for key, index in columns.items():
        texts = [
            text
            for text in source.texts(connection, index)
            if is_nought(facts, key, facts.own_text(key, text))
        ]
        if texts:
            connection.execute(
                f"INSERT INTO apart_rows SELECT row FROM {sql_name(source.relation)}"
                f" WHERE {source.cell(index).text} IN ({', '.join(map(sql_text, texts))})"
                f" AND row IN (SELECT row FROM {sql_name(list_)})"
            )


def _first_record(
    connection: DuckDBPyConnection, told: str, list_: str, read: list[HeldColumn], most: int
) -> None:
    """The record of which the row tells a field; ``most``: so many a row may have."""
    names = ", ".join(sql_name(name) for one in read for name in held_names(one))
    connection.execute(
        f"CREATE OR REPLACE TABLE {sql_name(list_)} AS"
        f" SELECT row, row * {most} AS record, {names}, {APART_COLUMN}"
        f" FROM {told} WHERE {says_something(read)}"
    )


def _title(
    connection: DuckDBPyConnection,
    fact: Fact,
    read: Mapping[str, HeldColumn],
    held: HeldColumn,
    *,
    told: str,
    record: str,
) -> None:
    """The record of a title that is held, unless it is the one of which the row tells fields."""
    _, field, option = held.figure.name.split(WITHIN)
    options = fact.fields[field].type.enumeration
    assert options is not None
    place = str(options.symbols.index(option))
    values = {
        name: "false" if name not in one_or_both(one) else place if key == field else "NULL"
        for key, one in read.items()
        for name in held_names(one)
    }
    names = ", ".join(map(sql_name, values))
    first = sql_name(one_or_both(read[field])[0])
    connection.execute(
        f"INSERT INTO {sql_name(fact.id)} (row, record, {names}, {APART_COLUMN})"
        f" SELECT row, {record}, {', '.join(values.values())}, {APART_COLUMN}"
        f" FROM {told} WHERE {sql_name(held.figure.name)} AND {first} IS DISTINCT FROM {place}"
    )


def _open_rows(
    connection: DuckDBPyConnection,
    source: TextRelation,
    fact: Fact,
    columns: Mapping[Key, int],
) -> str | None:
    """A table, under the name of a column, of whose columns do not tell all: a cell says that it is
    not known.  None: everybody's do.
    """
    # A field of the one record that is told may be open; a title that is may be another.
    told = "true" if TITLE in fact.things else f"row NOT IN (SELECT row FROM {sql_name(fact.id)})"
    name = f"{fact.id}.open"
    some = []
    for index in set(columns.values()):
        unknown = [text for text in source.texts(connection, index) if leaves_a_list_open(text)]
        if unknown:
            some.append(f"{source.cell(index).text} IN ({', '.join(map(sql_text, unknown))})")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {sql_name(name)} AS SELECT row"
        f" FROM {sql_name(source.relation)} WHERE ({' OR '.join(some) or 'false'}) AND {told}"
    )
    found = connection.execute(f"SELECT count(*) FROM {sql_name(name)}").fetchone()
    return name if found is not None and found[0] else None
