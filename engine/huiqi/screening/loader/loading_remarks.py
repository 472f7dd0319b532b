"""What there is to remark on tables that no reader goes through row by row."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.profile.column_names import Key
from huiqi.profile.doubts import IMPLAUSIBLE
from huiqi.profile.list_tables import ListTable
from huiqi.screening.loader.held_figures import LINE, HeldColumn, one_or_both
from huiqi.screening.loader.loaded import ENTERPRISES, Loaded
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.sentences import sentence
from huiqi.tables.columns import row_numbers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: So many rows are named.
_NAMED = 12


def remark_on_doubtful(
    loaded: Loaded, table: str, read: Mapping[Key, HeldColumn], diagnostics: Diagnostics
) -> None:
    """Figures that are hardly meant as they stand, of the first row that has one in a column.

    ``table``: the one that holds them, of the enterprises or of a list that they tell.
    """
    asked = []
    for key, one in read.items():
        fact = loaded.table.facts.facts[key]
        column = sql_name(one_or_both(one)[0])
        beyond = [
            f"abs({column}) {sign} {end.scaleb(one.places):f}"
            for sign, end in zip("<>", fact.plausible, strict=True)
            if isinstance(end, Decimal)
        ]
        if beyond:
            asked.append(f"min(row) FILTER ({column} <> 0 AND ({' OR '.join(beyond)}))")
    if not asked:
        return
    apart = f"row IN (SELECT row FROM {ENTERPRISES} WHERE apart)"
    query = f"SELECT {', '.join(asked)} FROM {sql_name(table)} WHERE NOT {apart}"
    found = loaded.connection.execute(query).fetchone()
    assert found is not None
    part = loaded.written_rows(sorted({row for row in found if row is not None}))
    seen = set()
    for row in part.table.table.rows:
        own = Diagnostics()
        part.table.profile(row, own)
        for item in own.items:
            # What is remarked on a column is said once, not with each of its rows.
            if item.code == IMPLAUSIBLE and (item.place, item.remedy) not in seen:
                seen.add((item.place, item.remedy))
                diagnostics.items.append(item)


def remark_on_unmatched(
    connection: DuckDBPyConnection, relation: str, table: ListTable, diagnostics: Diagnostics
) -> None:
    """Rows of the source of a list that are of no enterprise: they came into no table."""
    cursor = connection.execute(
        f"SELECT row, count(*) OVER () FROM {sql_name(relation)}"
        f" WHERE row NOT IN (SELECT {LINE} FROM {sql_name(table.fact.id)})"
        f" ORDER BY row LIMIT {_NAMED}"
    )
    lost = cursor.fetchall()
    if lost:
        rows = row_numbers([row for row, _ in lost], lost[0][1])
        diagnostics.warn(
            "P156",
            table.table.place(),
            sentence("没有对上表里的企业：{rows}", rows=rows),
            remedy=sentence("两张表的信用代码或企业名称要一致"),
        )
