"""By what the enterprises of a table are told apart: one of its columns, or a definition of which
the rules say that it groups.  C140: neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics, Place
from huiqi.evaluation.evaluator import Evaluator
from huiqi.objects import dataclass
from huiqi.profile.groups_named import group_named
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Definition, Rulebook
from huiqi.rulebook.text import Text
from huiqi.screening.enterprise_group import EnterpriseGroup
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.table_answers import GROUP
from huiqi.sentences import bilingual, sentence
from huiqi.spelling import Names
from huiqi.values import Choice

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The table of the groups: ``row``, and what ``told`` it.
GROUPED = "grouped"
#: Names of groups, and those that they are written short of.
_ALIKE = "grouped_alike"
#: What kind of place a name may end with, the shorter first; of fewer letters nothing is cut.
_KINDS = ("镇", "乡", "区", "县", "市", "办", "街道", "街道办", "办事处", "街道办事处")
_SHORTEST = 2
#: What tells a group: what stands in the column, or the place of the symbol (beyond all: open).
Told = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What tells the groups apart: the place of a column among those that are carried, or else the
    definition.
    """

    carried: int | None
    definition: Definition | None
    #: Names that are another one cut short, each with that: 乐平铺 of 乐平铺镇.
    alike: Mapping[str, str] = field(default_factory=dict)

    def make_table(self, connection: DuckDBPyConnection) -> None:
        """Makes the table :data:`GROUPED` of the answers."""
        told = f"coalesce({_ALIKE}.told, {CARRIED}.carried{self.carried}, '')"
        joined = f" LEFT JOIN {_ALIKE} ON {CARRIED}.carried{self.carried} = {_ALIKE}.written"
        if self.definition is not None:
            told, joined = f"coalesce({sql_name(GROUP)}::INT, {self._open})", ""
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_ALIKE} (written TEXT, told TEXT)")
        for pair in self.alike.items():
            connection.execute(f"INSERT INTO {_ALIKE} VALUES (?, ?)", pair)
        connection.execute(
            f"CREATE OR REPLACE TABLE {GROUPED} AS SELECT answers.row, {told} AS told"
            f" FROM answers JOIN {CARRIED} USING (row){joined}"
        )

    def group(self, cells: Sequence[str], place: int | None) -> EnterpriseGroup:
        """That of one enterprise.

        Args:
            cells: Those that are carried.
            place: :func:`place_in_group`, where a definition groups them.
        """
        if self.carried is not None:
            told: Told = self.alike.get(cells[self.carried], cells[self.carried])
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


def cut_short(names: Mapping[str, int]) -> dict[str, str]:
    """The names that are another of them without what kind of place it is, each with the one that
    is written most often: 乐平铺 and 乐平铺镇 are one town, 城关 beside 城关镇 and 城关街道 is not
    known to be either.
    """
    whole: dict[str, str] = {}
    for name in names:
        longer = [own for kind in _KINDS if (own := f"{name}{kind}") in names]
        # One of the longer goes on to the others, or they are two places.
        if len(name) >= _SHORTEST and longer and all(own.startswith(longer[0]) for own in longer):
            whole[name] = longer[0]
    groups: dict[str, list[str]] = {}
    for name in names:
        last = name
        while last in whole:
            last = whole[last]
        groups.setdefault(last, []).append(name)
    most = {last: max(own, key=lambda one: (names[one], len(one))) for last, own in groups.items()}
    return {name: most[last] for last, own in groups.items() for name in own if name != most[last]}


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


def grouping(
    by: str | None,
    carried: Sequence[str],
    rulebook: Rulebook,
    cells: Callable[[int], Iterable[tuple[str, int]]] = lambda place: (),
) -> Grouping | None:
    """What ``by`` names, of a table that was opened with it; nothing where nobody asks.

    ``cells``: what stands in a carried column, and how often.
    """
    if by is None:
        return None
    place = Names({str(number): (name,) for number, name in enumerate(carried)}).find(by)
    if place is not None:
        alike = cut_short(dict(cells(int(place))))
        return Grouping(carried=int(place), definition=None, alike=alike)
    definition = group_named(by, rulebook)
    assert definition is not None
    return Grouping(carried=None, definition=definition)


def remark_on_cut_short(
    grouped: Grouping | None, by: str, place: Place, diagnostics: Diagnostics
) -> None:
    """P134: which names were taken for others."""
    for name, told in grouped.alike.items() if grouped is not None else ():
        said = sentence("按{column}分：“{written}”归入“{told}”", column=by, written=name, told=told)
        remedy = sentence("不是同一处的，把表里的名称写全")
        diagnostics.warn("P134", place, said, remedy=remedy)
