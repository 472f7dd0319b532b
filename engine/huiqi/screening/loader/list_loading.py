"""The records of a list in a table of their own, each with the row of the enterprise it is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from huiqi.language.types import Kind
from huiqi.lowering.cell_columns import ListColumns
from huiqi.lowering.made_scalars import MOST_RECORDS
from huiqi.profile.account import YUAN
from huiqi.profile.list_tables import ListTable
from huiqi.quantities import MONEY_UNITS
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.screening.loader.held_figures import (
    APART_COLUMN,
    LINE,
    HeldColumn,
    HeldFigure,
    UnreadableError,
    absent_name,
    described,
    held_name,
    held_names,
    one_or_both,
    read_figures,
    says_something,
)
from huiqi.screening.loader.identity_keys import code_of, matching_key, name_of
from huiqi.screening.loader.list_figures import as_received, without_column, written_value
from huiqi.screening.loader.plain_figures import bare_figure
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.loader.readings import Held, HeldReading, reading
from huiqi.screening.loader.text_relations import TextRelation
from huiqi.tables.numbers import text_flaw
from huiqi.values import Value
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class EnterpriseKeys(NamedTuple):
    """The relation of the enterprises by code and by name: ``key``, ``row``, and of those that have
    one in common each its ``copy``; ``copies``: how many have at most.
    """

    relation: str
    copies: int


def load_list(
    connection: DuckDBPyConnection,
    source: TextRelation,
    table: ListTable,
    rulebook: Rulebook,
    keys: EnterpriseKeys,
) -> ListColumns:
    """Makes the table of a list (under the name of its fact) from its source.

    Which of the enterprises are decided apart goes to ``apart_rows``.
    """
    fact, relation = table.fact, source.relation
    figures = _figures(source, table, rulebook)
    read = dict(
        zip(figures, read_figures(connection, relation, list(figures.values())), strict=True)
    )
    joins, columns, apart = "", [], []
    for number, one in enumerate(read.values()):
        joins += one.join(f"m{number}")
        columns += one.columns(f"m{number}")
        if one.apart:
            apart.append(f"coalesce(m{number}.apart, false)")
    columns.append(f"{' OR '.join(apart) or 'false'} AS {APART_COLUMN}")
    connection.execute(
        f"CREATE OR REPLACE TABLE {sql_name(fact.id)} AS"
        f" SELECT k.row AS row, s.row * {keys.copies} + k.copy AS record,"
        f" s.row AS {LINE}, {', '.join(columns)}"
        f" FROM ({_keyed(connection, relation, table)}) s"
        f" JOIN {sql_name(keys.relation)} k ON k.key = s.key{joins}"
    )
    for key, one in read.items():
        usual = fact.fields[key].default
        if usual is not None:
            value = written_value(fact.fields[key], usual)
            fill_usual(connection, fact.id, one, reading(value, one.figure.type, one.places))
    return list_columns_of(connection, fact, read, whole=table.whole)


def list_columns_of(
    connection: DuckDBPyConnection, fact: Fact, read: Mapping[str, HeldColumn], *, whole: bool
) -> ListColumns:
    """The columns of the table of a list that has been made.

    Of whose records they do not tell all, or what is refused, goes to ``apart_rows``.
    """
    _tell_apart(connection, fact, read)
    matter = "row NOT IN (SELECT row FROM apart_rows)"
    found = described(connection, fact.id, list(read.values()), matter)
    fields = dict(zip(read, found, strict=True))
    return ListColumns(name=fact.id, fields=fields, whole=whole)


def _keyed(connection: DuckDBPyConnection, relation: str, table: ListTable) -> str:
    """A query of the rows of a list, each with the key by which it is matched."""
    whose = matching_key(
        code_of(connection, relation, table.found.get("@credit_code")),
        name_of(connection, relation, table.found.get("@name")),
    )
    return f"SELECT s.*, {whose.value} AS key FROM {sql_name(relation)} s{whose.joins}"


def _figures(source: TextRelation, table: ListTable, rulebook: Rulebook) -> dict[str, HeldFigure]:
    """The fields that have a column, and those that are usually something."""
    found: dict[str, HeldFigure] = {}
    for key, field in table.fact.fields.items():
        if field.formula is not None or (key not in table.found and field.default is None):
            continue
        if key not in table.found:
            found[key] = without_column(field)
            continue
        bare = bare_figure(field, MONEY_UNITS[table.units.get(key) or YUAN], None)
        found[key] = HeldFigure(
            name=held_name(key),
            type=field.type,
            cell=source.cell(table.found[key]),
            read=_reader(table, key),
            shift=bare.shift,
            low=bare.low,
            high=bare.high,
            whole=field.is_calendar_year,
        )
    return as_received(table.fact, rulebook, found)


def _reader(table: ListTable, key: str) -> Callable[[str], Value | None]:
    field = table.fact.fields[key]

    def read(text: str) -> Value | None:
        if says_nothing(text):
            return None
        if text_flaw(text) is not None:
            raise UnreadableError
        return written_value(field, table.cell(key, text))

    return read


def fill_usual(
    connection: DuckDBPyConnection, table: str, read: HeldColumn, default: HeldReading
) -> None:
    """Where nothing is said it is what is usual."""
    names = one_or_both(read)
    where = " AND ".join(f"{sql_name(own)} IS NULL" for own in names)
    if read.absent:
        where += f" AND NOT {sql_name(absent_name(read))}"
    held: Sequence[Held] = (default.low, default.high)[: len(names)]
    told = ", ".join(f"{sql_name(own)} = ?" for own in names)
    connection.execute(f"UPDATE {sql_name(table)} SET {told} WHERE {where}", list(held))


def _tell_apart(connection: DuckDBPyConnection, fact: Fact, read: Mapping[str, HeldColumn]) -> None:
    """The enterprises of whose records the columns do not tell all, or what is refused."""
    faults = [APART_COLUMN]
    for key, field in fact.fields.items():
        needed = field.required or (key in fact.key and field.type.kind is Kind.TEXT)
        if field.formula is None and (needed or (fact.yearly and key == "year")):
            open_too = field.required or (fact.yearly and key == "year")
            faults.append(_not_known(read.get(key), open_too=open_too, year=key == "year"))
    if fact.yearly and "year" not in fact.fields:
        faults.append("true")
    table = sql_name(fact.id)
    connection.execute(
        f"INSERT INTO apart_rows SELECT DISTINCT row FROM {table} WHERE {' OR '.join(faults)}"
    )
    connection.execute(
        f"INSERT INTO apart_rows SELECT row FROM {table} GROUP BY row"
        f" HAVING count(*) > {MOST_RECORDS}"
    )
    parts = [read[key] for key in fact.key if key in read]
    names = [name for one in parts for name in held_names(one)]
    if names:
        listed, some = ", ".join(map(sql_name, names)), says_something(parts)
        connection.execute(
            f"INSERT INTO apart_rows SELECT DISTINCT row FROM {table} WHERE {some}"
            f" GROUP BY row, {listed} HAVING count(*) > 1"
        )


def _not_known(one: HeldColumn | None, *, open_too: bool, year: bool) -> str:
    """Whether a field says nothing, or (``open_too``) not one figure."""
    if one is None:
        return "true"
    low, high = one_or_both(one)[0], one_or_both(one)[-1]
    found = f"{sql_name(low)} IS NULL"
    if one.ranges:
        found += f" {'OR' if open_too else 'AND'} {sql_name(high)} IS NULL"
        if open_too:
            found += f" OR {sql_name(low)} <> {sql_name(high)}"
    if one.absent and not year:
        found = f"({found}) AND NOT {sql_name(absent_name(one))}"
    return f"({found})"
