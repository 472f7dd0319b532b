"""What is so of every enterprise of a table, and stands in none of its columns.

Code T116: what is told of all is not said as ``fact=value``, or is no fact with a column of its
own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from huiqi.diagnostics import Diagnostics, Place
from huiqi.sentences import sentence
from huiqi.tables import ReadTable, Wanted

#: Where it is said.
EVERY = Place("--every")


def told_of_every(
    options: Iterable[str], wanted: Wanted, diagnostics: Diagnostics
) -> Mapping[str, str]:
    """What is said of each enterprise, by the name of a column that says it."""
    told: dict[str, str] = {}
    for option in options:
        name, _, value = (part.strip() for part in option.partition("="))
        if not value or name in told or not wanted.positions([name]):
            diagnostics.report(
                "T116",
                EVERY,
                sentence("{column} 写了两次", column=name)
                if name in told
                else sentence("每一户都一样的，写作 事实=值，如 居民企业=是"),
                found=option,
                allowed=[names[0] for names in wanted.names.values()],
            )
            continue
        told[name] = value
    return told


def with_columns(table: ReadTable, told: Mapping[str, str]) -> ReadTable:
    """The table with a column more for each."""
    if not told:
        return table
    more = tuple(told.values())
    return replace(
        table,
        columns=(*table.columns, *told),
        rows=tuple(replace(row, cells=(*row.cells, *more)) for row in table.rows),
    )
