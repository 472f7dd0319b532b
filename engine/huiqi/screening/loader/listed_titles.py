"""Titles that cells name, several in one, or that cells of what came of measures say were given:
the rows of their lists, read once for each text by the reader of one row.

Codes, remarks on a column: P178 what stands among the titles and is none that is known; P200 a
title of a year that is named without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.lowering.cell_columns import RECORD, ROW, ListColumns
from huiqi.objects import dataclass
from huiqi.profile.record_columns import lists_of_titles, titles_of_row
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.titles_listed import UNPLACED
from huiqi.profile.titles_of_a_year import YEARLESS
from huiqi.rulebook.list_columns import TITLE
from huiqi.rulebook.rulebook import Fact
from huiqi.screening.loader.held_figures import (
    APART_COLUMN,
    LINE,
    HeldFigure,
    held_name,
    read_figures,
)
from huiqi.screening.loader.list_figures import as_received, without_column, written_value
from huiqi.screening.loader.list_loading import fill_usual, list_columns_of
from huiqi.screening.loader.plain_figures import SourceCell
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.loader.readings import reading
from huiqi.screening.loader.text_relations import TextRelation, text_column
from huiqi.sentences import sentence
from huiqi.tables import Row
from huiqi.values import Value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What cells say together, each once, and of which rows they are.
_TEXTS, _LINES = "titles.texts", "titles.lines"
#: So many texts are read, or records written down, at a time.
_BATCH = 20_000
#: So many words are shown of those that were not read.
_SHOWN = 5
_Record = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTitles:
    """The records that texts tell, by list, each with the number of its text; and which texts leave
    open what others there are.
    """

    records: Mapping[str, Sequence[tuple[int, _Record]]]
    open: Sequence[int]


def listed_titles(
    connection: DuckDBPyConnection,
    source: TextRelation,
    table: EnterpriseTable,
    diagnostics: Diagnostics,
) -> ListedTitles:
    """The titles that the cells of a table name, as the reader of one row tells them."""
    places = [*table.facts.listing]
    if table.meant.words:
        places += [one for one in table.places_of_outcomes if one not in places]
    if not places or table.facts.as_of is None:
        return ListedTitles(records={}, open=())
    records: dict[str, list[tuple[int, _Record]]] = {}
    open_, faults = list[int](), Counter[tuple[str, int, str]]()
    for line, rows, cells in _texts(connection, source, places):
        own = Diagnostics()
        row = Row(0, tuple(cells.get(at, "") for at in range(len(table.table.columns))))
        table.facts.titles_beside = table.titles_beside(row)
        told, leaves_open = titles_of_row(table.facts, row, own)
        for list_, several in told.items():
            records.setdefault(list_, []).extend((line, one) for one in several)
        open_ += [line] if leaves_open else []
        for one in own.items:
            faults[one.code, one.place.column - 1, str(one.found)] += rows
    table.facts.titles_beside = ()
    _remark_on_unread(table, faults, diagnostics)
    return ListedTitles(records=records, open=open_)


def _texts(
    connection: DuckDBPyConnection, source: TextRelation, places: Sequence[int]
) -> Iterator[tuple[int, int, dict[int, str]]]:
    """What stands in these columns together, each once: its number, of how many rows it is, and
    the cells by their place.
    """
    texts = ", ".join(f"{source.cell(place).text} AS k{place}" for place in places)
    told = f"(SELECT {ROW}, {texts} FROM {sql_name(source.relation)})"
    own = ", ".join(f"k{place}" for place in places)
    some = " OR ".join(f"k{place} <> ''" for place in places)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {sql_name(_TEXTS)} AS SELECT row_number() OVER () AS {LINE},"
        f" {own}, count(*) AS rows FROM {told} WHERE {some} GROUP BY {own}"
    )
    same = " AND ".join(f"s.k{place} = t.k{place}" for place in places)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {sql_name(_LINES)} AS SELECT s.{ROW}, t.{LINE}"
        f" FROM {told} s JOIN {sql_name(_TEXTS)} t ON {same}"
    )
    first = 1
    while found := connection.execute(
        f"SELECT {LINE}, rows, {own} FROM {sql_name(_TEXTS)}"
        f" WHERE {LINE} >= {first} AND {LINE} < {first + _BATCH} ORDER BY {LINE}"
    ).fetchall():
        for line, rows, *cells in found:
            stripped = (cell.strip() for cell in cells)
            yield line, rows, dict(zip(places, stripped, strict=True))
        first += _BATCH


def _remark_on_unread(
    table: EnterpriseTable, faults: Mapping[tuple[str, int, str], int], diagnostics: Diagnostics
) -> None:
    """P178 and P200, once for each column: of how many rows, and what to write."""
    for code, index in dict.fromkeys((code, index) for code, index, _ in faults):
        if code not in (UNPLACED, YEARLESS):
            continue
        own = {text: rows for (a, at, text), rows in faults.items() if (a, at) == (code, index)}
        often = sorted(own, key=lambda text: (-own[text], text))
        told = {
            "column": table.table.columns[index],
            "number": sum(own.values()),
            "written": tuple(often[:_SHOWN]),
        }
        place = table.table.place(None, index)
        if code == UNPLACED:
            said = sentence(
                "“{column}”里有 {number} 处认不出是哪一级、哪个称号，没有读：{written}", **told
            )
            remedy = sentence("写全是哪一级、哪个称号，如 省级绿色工厂2025年")
        else:
            said = sentence(
                "“{column}”里有 {number} 处一年一认的称号没有写是哪一年的，按未知：{written}",
                **told,
            )
            remedy = sentence(
                "格里写上年份；都是同一年的，用 {option} 年份", option="--titles-year"
            )
        diagnostics.warn(code, place, said, remedy=remedy)


def set_listed_apart(
    connection: DuckDBPyConnection,
    source: TextRelation,
    table: EnterpriseTable,
    titles: ListedTitles,
    *,
    told: Iterable[str],
    with_: Iterable[str],
) -> None:
    """The rows whose titles stand beside other records of their list: to ``apart_rows``.

    Args:
        told: The lists that other columns tell.
        with_: Those that have tables of their own.
    """
    for list_ in told:
        lines = [line for line, _ in titles.records.get(list_, ())]
        _set_apart(connection, [*lines, *(titles.open if list_ in table.facts.whole else ())])
    for list_ in with_:
        _set_apart(connection, [line for line, _ in titles.records.get(list_, ())])
        if list_ in table.facts.whole:
            # Who stands in no row of that table has those titles alone.
            connection.execute(
                f"INSERT INTO apart_rows SELECT {ROW} FROM {sql_name(source.relation)}"
            )


def _set_apart(connection: DuckDBPyConnection, lines: Sequence[int]) -> None:
    if lines:
        connection.execute(
            f"INSERT INTO apart_rows SELECT {ROW} FROM {sql_name(_LINES)}"
            f" WHERE {LINE} IN (SELECT unnest(?::BIGINT[]))",
            [[*dict.fromkeys(lines)]],
        )


def lists_listed(titles: ListedTitles, table: EnterpriseTable) -> frozenset[str]:
    """The lists of which the cells of a table tell, or would."""
    own = lists_of_titles(table.facts) & table.facts.whole
    return own | {list_ for list_, records in titles.records.items() if records}


def load_listed(
    connection: DuckDBPyConnection, titles: ListedTitles, table: EnterpriseTable, list_: str
) -> ListColumns:
    """Makes the table of a list (under the name of its fact) of the titles that cells name.

    Which of the enterprises are decided apart goes to ``apart_rows``.
    """
    fact, records = table.facts.rulebook.facts[list_], titles.records.get(list_, ())
    named = [*dict.fromkeys(name for _, record in records for name in record)]
    listed = f"{list_}.listed"
    most = _write_down(connection, listed, named, records)
    figures = {
        name: HeldFigure(
            name=held_name(name),
            type=fact.fields[name].type,
            cell=SourceCell(text_column(at)),
            read=_reader(fact.fields[name]),
            shift=None,
        )
        for at, name in enumerate(named)
    }
    usual = {name: own.default for name, own in fact.fields.items() if own.default is not None}
    figures |= {name: without_column(fact.fields[name]) for name in usual.keys() - {*named}}
    figures = as_received(fact, table.facts.rulebook, figures)
    read = dict(zip(figures, read_figures(connection, listed, [*figures.values()]), strict=True))
    joins, columns, apart = "", [], []
    for number, one in enumerate(read.values()):
        joins += one.join(f"m{number}")
        columns += one.columns(f"m{number}")
        if one.apart:
            apart.append(f"coalesce(m{number}.apart, false)")
    columns.append(f"{' OR '.join(apart) or 'false'} AS {APART_COLUMN}")
    connection.execute(
        f"CREATE OR REPLACE TABLE {sql_name(list_)} AS"
        f" SELECT l.{ROW}, l.{ROW} * {most} + g.n AS {RECORD}, {', '.join(columns)}"
        f" FROM {sql_name(_LINES)} l JOIN {sql_name(listed)} g ON g.{LINE} = l.{LINE}{joins}"
    )
    for name, written in usual.items():
        value = written_value(fact.fields[name], written)
        own = read[name]
        fill_usual(connection, list_, own, reading(value, own.figure.type, own.places))
    whole = list_ in table.facts.whole
    found = list_columns_of(connection, fact, read, whole=whole)
    return replace(found, open=_open_rows(connection, titles, fact) if whole else None)


def _reader(field: Fact) -> Callable[[str], Value | None]:
    def read(text: str) -> Value | None:
        return written_value(field, text) if text else None

    return read


def _write_down(
    connection: DuckDBPyConnection,
    relation: str,
    named: Sequence[str],
    records: Sequence[tuple[int, _Record]],
) -> int:
    """A table of records with the number of their text, and which of its records each is; how many
    a text has at most.
    """
    own = [text_column(at) for at in range(len(named))]
    columns = "".join(f", {one} VARCHAR" for one in own)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {sql_name(relation)} ({LINE} BIGINT, n BIGINT{columns})"
    )
    counted, values = Counter[int](), []
    for line, record in records:
        values.append([line, counted[line], *(record.get(name, "") for name in named)])
        counted[line] += 1
    told = ", ".join(["unnest(?::BIGINT[])"] * 2 + ["unnest(?::VARCHAR[])"] * len(own))
    for start in range(0, len(values), _BATCH):
        part = [list(one) for one in zip(*values[start : start + _BATCH], strict=True)]
        connection.execute(f"INSERT INTO {sql_name(relation)} SELECT {told}", part)
    return max(counted.values(), default=1)


def _open_rows(connection: DuckDBPyConnection, titles: ListedTitles, fact: Fact) -> str | None:
    """A table, under the name of a column, of whose cells leave open what others there are; None:
    nobody's do.
    """
    if not titles.open:
        return None
    name = f"{fact.id}.open"
    # A title that is open may be another than those that are told.
    told = (
        "" if TITLE in fact.things else f" AND {ROW} NOT IN (SELECT {ROW} FROM {sql_name(fact.id)})"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {sql_name(name)} AS SELECT {ROW} FROM {sql_name(_LINES)}"
        f" WHERE {LINE} IN (SELECT unnest(?::BIGINT[])){told}",
        [[*titles.open]],
    )
    return name
