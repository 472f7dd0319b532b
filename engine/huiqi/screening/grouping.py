"""By what the enterprises of a table are told apart: one of its columns.  C140: there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from huiqi.diagnostics import Place, input_error
from huiqi.objects import dataclass
from huiqi.screening.loader.loaded import CARRIED
from huiqi.sentences import sentence
from huiqi.spelling import Names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The table of the groups: ``row``, and what ``told`` it.
GROUPED = "grouped"
#: The group of those in whose column nothing is written.
NOT_WRITTEN = sentence("（没有写）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What tells the groups apart: the place of a column among those that are carried."""

    carried: int

    def make_table(self, connection: DuckDBPyConnection) -> None:
        """Makes the table :data:`GROUPED`."""
        told = f"coalesce(carried{self.carried}, '')"
        connection.execute(
            f"CREATE OR REPLACE TABLE {GROUPED} AS SELECT row, {told} AS told FROM {CARRIED}"
        )

    def named(self, written: str) -> str:
        """The name of a group, of what stands in the column."""
        return written or NOT_WRITTEN


def grouping(by: str | None, carried: Sequence[str]) -> Grouping | None:
    """What ``by`` names; nothing where nobody asks.

    Raises:
        InputError: C140.
    """
    if by is None:
        return None
    place = Names({str(number): (name,) for number, name in enumerate(carried)}).find(by)
    if place is None:
        said = sentence("表里没有这一列")
        raise input_error("C140", Place("--by"), said, found=by, allowed=carried)
    return Grouping(carried=int(place))
