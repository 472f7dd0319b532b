"""What a row tells of its enterprise besides what is decided of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING

from huiqi.objects import dataclass
from huiqi.profile.standing_told import StandingTold, offences_told
from huiqi.profile.support_told import SupportTold, granted_in, support_told
from huiqi.profile.unfinished_told import UnfinishedTold, unfinished_told
from huiqi.profile.years_told import says_no
from huiqi.rulebook.list_columns import WITHIN
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from huiqi.profile.rows import EnterpriseTable
    from huiqi.tables import Row

#: Whose support it was, as a cell says it.
_LEVELS = (("省", "province"), ("市", "city"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOfRow:
    """What a row tells besides.

    Attributes:
        offences: What may be an offence or an accident, in columns that nothing else is read from.
        undated: The facts that are a year of which it says only that there is one.
        had_now: What it says was granted or paid this year, by measure of the level that it names:
            what is had once a year is had.
        unfinished: That its project is not done, where no column tells of its completion.
        tells_nothing: Nothing stands in a column of a fact, but of where it is.
    """

    offences: tuple[StandingTold, ...] = ()
    undated: frozenset[str] = frozenset()
    had_now: Mapping[str, SupportTold] = field(default_factory=dict)
    unfinished: UnfinishedTold | None = None
    tells_nothing: bool = False


NOTHING_MORE = ToldOfRow()


def told_of_row(table: EnterpriseTable, row: Row, redact: bool) -> ToldOfRow:
    """What a row tells besides; ``redact``: not in the words of its cells, since who was punished
    may be a person.
    """
    rulebook, columns = table.facts.rulebook, table.facts.columns.items()
    cells, as_of = table.carried_cells(row), table.facts.as_of
    read = {place for _, place in columns} | {*table.found.values()}
    # Of what is left out, since it may be a person's, it is told where to look.
    others = [one for one in enumerate(table.table.columns) if one[0] not in read]
    offences = tuple(offences_told(rulebook, ((head, row.cells[at]) for at, head in others)))
    places = {name for one in rulebook.vocabulary.places.values() for name in one.answers}
    places.update(rulebook.vocabulary.places)
    told = {name: row.cells[place] for (name, _), place in columns if name not in places}
    return ToldOfRow(
        offences=tuple(replace(one, written="") for one in offences) if redact else offences,
        undated=frozenset(
            key[0]
            for key, place in columns
            for cell in (row.cells[place],)
            if table.facts.says_no_year(key, cell) and not says_no(cell)
        ),
        had_now={} if as_of is None else dict(_had_in(as_of, table, cells)),
        unfinished=_unfinished_in(table, row, others, redact),
        tells_nothing=all(map(says_nothing, told.values())),
    )


def _unfinished_in(
    table: EnterpriseTable, row: Row, others: Sequence[tuple[int, str]], redact: bool
) -> UnfinishedTold | None:
    """That a project is not done of which a row tells figures, and of whose completion no column;
    in a column of the project itself, or in one that nothing is read from.
    """
    facts, rulebook = table.facts, table.facts.rulebook
    own: dict[str, list[int]] = {}
    for key, place in facts.columns.items():
        list_, within, _ = key[0].partition(WITHIN)
        if within and not facts.tells_nothing(key, facts.cell(key, row.cells)):
            own.setdefault(list_, []).append(-1 if key in facts.completions else place)
    planned = {
        name
        for name in own
        if any(one.planned_until for one in rulebook.facts[name].fields.values())
    }
    lists = {name: own[name] for name in planned if -1 not in own[name]}
    if not lists or facts.as_of is None:
        return None
    places = dict.fromkeys(place for one in lists.values() for place in one)
    columns = [(place, table.table.columns[place]) for place in places]
    cells = [(head, row.cells[place]) for place, head in (*columns, *others)]
    if (found := unfinished_told(cells, facts.as_of)) is None:
        return None
    return replace(found, lists=frozenset(lists), written="" if redact else found.written)


def _had_in(
    as_of: date, table: EnterpriseTable, cells: Sequence[str]
) -> Iterator[tuple[str, SupportTold]]:
    """Each measure with what its carried cells say was granted or paid in the year of a day."""
    rulebook, places = table.facts.rulebook, [*table.carried]
    heads = {**table.of_receipts}
    heads |= {places.index(one): table.carried[one] for one in table.places_of_outcomes}
    for at, head in heads.items():
        for one in support_told(rulebook, head, cells[at]):
            if not granted_in(one.written, as_of.year):
                continue
            for name in one.measures:
                measure = rulebook.measures[name]
                if measure.gives and _of_its_level(rulebook.level(measure), one.written):
                    yield name, one


def _of_its_level(level: str, written: str) -> bool:
    """Whether a measure is of the level that is named with what was had, where one is."""
    named = [own for word, own in _LEVELS if word in written]
    return not named or level in named
