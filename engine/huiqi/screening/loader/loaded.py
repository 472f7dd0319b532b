"""What was loaded: the columns, and the rows as they were written, to be decided one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from huiqi.lowering.cell_columns import Columns
from huiqi.objects import dataclass
from huiqi.profile.list_tables import ListTable
from huiqi.profile.rows import EnterpriseTable
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.loader.text_relations import TextRelation
from huiqi.tables import ReadTable, Row
from huiqi.tables.numbers import text_flaw
from huiqi.tables.table import Flaw

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The table of the enterprises, and what is carried of them: ``row``, ``name``, ``credit_code``
#: and ``carried0``, ``carried1`` and so on.
ENTERPRISES = "enterprises"
CARRIED = "carried"
#: What the cells of the columns that name titles are called there, by their place in the table.
TITLES = "titled"


class WrittenRows(NamedTuple):
    """Some rows as they are written, with their records: as the evaluator decides rows."""

    table: EnterpriseTable
    lists: tuple[ListTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A table of enterprises and its lists, in a connection.

    Attributes:
        columns: The columns of ``enterprises`` and of the lists' tables, which have their ids.
        rows: How many enterprises there are.
        apart: How many of them the evaluator decides.
        table: The table without its rows.
        lists: The lists without theirs, each with the relation of its texts.
        redact: Nothing that the rules mark as personal is told of its rows.
    """

    connection: DuckDBPyConnection
    columns: Columns
    rows: int
    apart: int
    table: EnterpriseTable
    lists: Sequence[tuple[TextRelation, ListTable]]
    source: TextRelation
    flaws: Mapping[tuple[int, int], Flaw]
    redact: bool

    @property
    def carried(self) -> tuple[str, ...]:
        """The columns that are carried, as the table calls them."""
        return tuple(self.table.carried.values())

    def apart_rows(self) -> list[int]:
        """The numbers of the rows that the evaluator decides."""
        query = f"SELECT row FROM {ENTERPRISES} WHERE apart ORDER BY row"
        return [row for (row,) in self.connection.execute(query).fetchall()]

    def written_rows(self, numbers: Sequence[int]) -> WrittenRows:
        """These rows as they are written, with their records."""
        wanted = "row IN (SELECT unnest(?::BIGINT[]))"
        rows = self._rows(self.source, self.table.table, wanted, numbers)
        flaws = {at: flaw for at, flaw in self.flaws.items() if at[0] in set(numbers)}
        for row in rows:
            for index, cell in enumerate(row.cells):
                if cell and (flaw := text_flaw(cell)) is not None:
                    flaws.setdefault((row.number, index), flaw)
        lists = []
        for source, own in self.lists:
            lines = f"row IN (SELECT line FROM {sql_name(own.fact.id)} WHERE {wanted})"
            lists.append(own.of_rows(self._rows(source, own.table, lines, numbers)))
        return WrittenRows(self.table.of_rows(rows, flaws), tuple(lists))

    def _rows(
        self, source: TextRelation, table: ReadTable, where: str, numbers: Sequence[int]
    ) -> list[Row]:
        texts = ", ".join(source.cell(position).text for position in range(len(table.columns)))
        query = f"SELECT row, {texts} FROM {sql_name(source.relation)} WHERE {where} ORDER BY row"
        found = self.connection.execute(query, [list(numbers)]).fetchall()
        return [Row(number, tuple(cell.strip() for cell in cells)) for number, *cells in found]
