"""By what the enterprises of a table are told apart: one of its columns, or a definition of which
the rules say that it groups.  C140: neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from huiqi.evaluation.evaluator import Evaluator
from huiqi.objects import dataclass
from huiqi.profile.headings import group_named
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Definition, Rulebook
from huiqi.rulebook.text import Text
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.screened import EnterpriseGroup
from huiqi.screening.table_answers import GROUP
from huiqi.sentences import bilingual, sentence
from huiqi.spelling import Names
from huiqi.values import Choice

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The table of the groups: ``row``, and what ``told`` it.
GROUPED = "grouped"
#: What tells a group: what stands in the column, or the place of the symbol (beyond all: open).
Told = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What tells the groups apart: the place of a column among those that are carried, or else the
    definition.
    """

    carried: int | None
    definition: Definition | None

    def make_table(self, connection: DuckDBPyConnection) -> None:
        """Makes the table :data:`GROUPED` of the answers."""
        told = f"coalesce({CARRIED}.carried{self.carried}, '')"
        if self.definition is not None:
            told = f"coalesce({sql_name(GROUP)}::INT, {self._open})"
        connection.execute(
            f"CREATE OR REPLACE TABLE {GROUPED} AS SELECT answers.row, {told} AS told"
            f" FROM answers JOIN {CARRIED} USING (row)"
        )

    def group(self, cells: Sequence[str], place: int | None) -> EnterpriseGroup:
        """That of one enterprise.

        Args:
            cells: Those that are carried.
            place: :func:`place_in_group`, where a definition groups them.
        """
        if self.carried is not None:
            told: Told = cells[self.carried]
        else:
            told = self._open if place is None else place
        return EnterpriseGroup(told, self.named(told))

    def named(self, told: Told) -> str:
        """What a group is called."""
        if self.definition is None:
            return str(told) or sentence("（没有写）")
        options = self.definition.type.enumeration
        assert options is not None
        if told == self._open:
            return sentence("{fact}不能确定", fact=self.definition.label)
        symbol = options.symbols[int(told)]
        words = (options.label(symbol, language) for language in ("zh", "en"))
        return bilingual(Text(*words))

    @property
    def _open(self) -> int:
        assert self.definition is not None
        options = self.definition.type.enumeration
        assert options is not None
        return len(options.symbols)


def place_in_group(
    group: Definition, rulebook: Rulebook, profile: Profile, as_of: date
) -> int | None:
    """The place of the one symbol that is possible of an enterprise, if there is one."""
    year = group.year_grouped(as_of.year)
    value = Evaluator(rulebook, profile, as_of).outcome(group.id, year).value
    options = group.type.enumeration
    if not isinstance(value, Choice) or not value.known or options is None:
        return None
    return next(place for place, own in enumerate(options.symbols) if own in (value.symbols or ()))


def grouping(by: str | None, carried: Sequence[str], rulebook: Rulebook) -> Grouping | None:
    """What ``by`` names, of a table that was opened with it; nothing where nobody asks."""
    if by is None:
        return None
    place = Names({str(number): (name,) for number, name in enumerate(carried)}).find(by)
    if place is not None:
        return Grouping(carried=int(place), definition=None)
    definition = group_named(by, rulebook)
    assert definition is not None
    return Grouping(carried=None, definition=definition)
