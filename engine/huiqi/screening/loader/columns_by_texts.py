"""What the columns of a table are by what stands in them, where its rows lie in the database: as
of a table whose rows are held.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.profile.columns_by_cells import LOOKED_AT, TitlesInSeveral, titles_in_several
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.loader.text_relations import TextRelation, text_column
from huiqi.tables import ReadTable, Row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_JOINED, _TEXT = "joined", "VARCHAR"
#: So many texts are written down at a time.
_BATCH = 20_000


def first_rows(connection: DuckDBPyConnection, source: TextRelation) -> ReadTable:
    """The table with the rows by which columns are told."""
    places = range(len(source.table.columns))
    texts = ", ".join(f"coalesce({source.cell(place).text}, '')" for place in places)
    found = connection.execute(
        f"SELECT row, {texts} FROM {sql_name(source.relation)} ORDER BY row LIMIT {LOOKED_AT}"
    )
    rows = (Row(number, tuple(cells)) for number, *cells in found.fetchall())
    return replace(source.table, rows=tuple(rows))


def with_titles_in_one(
    connection: DuckDBPyConnection,
    source: TextRelation,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
) -> TextRelation:
    """The texts with the titles of numbered columns in the first of these."""
    groups = [*titles_in_several(first_rows(connection, source), rulebook, diagnostics)]
    for number, several in enumerate(groups):
        first = several.places[0]
        joined = _joined(connection, source, f"{source.relation}.{number}", several)
        same = " AND ".join(f"{_told(one)} = j.k{one}" for one in several.read)
        # Parquet keeps its values beside the texts.
        told = [text_column(first), *([f"v{first}"] if source.types else [])]
        replaced = ", ".join(f"j.{_JOINED} AS {one}" for one in told)
        relation = f"{source.relation}.{_JOINED}{number}"
        connection.execute(
            f"CREATE TEMP VIEW {sql_name(relation)} AS SELECT s.* REPLACE ({replaced})"
            f" FROM {sql_name(source.relation)} s JOIN {joined} j ON {same}"
        )
        types = list(source.types)
        if types:
            types[first] = _TEXT
        source = replace(source, relation=relation, types=tuple(types))
    return source


def _joined(
    connection: DuckDBPyConnection,
    source: TextRelation,
    name: str,
    several: TitlesInSeveral,
) -> str:
    """A table of what columns tell together, by what stands in each of them, once."""
    read = several.read
    lines, joined = sql_name(f"{name}.lines"), sql_name(f"{name}.{_JOINED}")
    texts = ", ".join(f"{_told(one)} AS k{one}" for one in read)
    keys = ", ".join(f"k{one}" for one in read)
    connection.execute(
        f"CREATE TEMP TABLE {lines} AS SELECT row_number() OVER () AS line, {keys}"
        f" FROM (SELECT DISTINCT {texts} FROM {sql_name(source.relation)} s)"
    )
    columns = ", ".join(f"{own} {_TEXT}" for own in (_JOINED, *keys.split(", ")))
    connection.execute(f"CREATE TEMP TABLE {joined} ({columns})")
    first = 1
    while found := connection.execute(
        f"SELECT {keys} FROM {lines} WHERE line >= {first} AND line < {first + _BATCH}"
    ).fetchall():
        told = []
        for own in found:
            cells = [""] * (max(read) + 1)
            for place, text in zip(read, own, strict=True):
                cells[place] = text
            told.append(several.together(cells))
        written = [told, *map(list, zip(*found, strict=True))]
        values = ", ".join(f"unnest(?::{_TEXT}[])" for _ in written)
        connection.execute(f"INSERT INTO {joined} SELECT {values}", written)
        first += _BATCH
    connection.execute(f"DROP TABLE {lines}")
    return joined


def _told(place: int) -> str:
    """What stands in a column of a row."""
    return f"coalesce(s.{text_column(place)}, '')"
