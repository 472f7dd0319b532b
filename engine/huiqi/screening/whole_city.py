"""A whole table of enterprises: decided in a database, and told as a smaller one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostic, Diagnostics, Place, input_error
from huiqi.objects import dataclass
from huiqi.profile.given_table import GivenTable
from huiqi.quantities import Number
from huiqi.rulebook.rulebook import Fund, Rulebook
from huiqi.screening.apart_rows import Apart, ApartRows
from huiqi.screening.city_change import WHOLE, keep_before, moved_enterprises, moved_measures
from huiqi.screening.city_results import Heads
from huiqi.screening.city_rows import CityRows
from huiqi.screening.city_together import bound_measures, decide_together
from huiqi.screening.city_totals import first_to_call, having_some, totals, waiting
from huiqi.screening.city_writing import write_city_answers
from huiqi.screening.discreet import refused_discreetly, told_faults
from huiqi.screening.embedded import Decide, database, decide_in_duckdb
from huiqi.screening.keeping import screened
from huiqi.screening.loaded_rows import decided_parts
from huiqi.screening.loader import Loaded, load_enterprises
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.moved import PoolClaims, ScreeningChange
from huiqi.screening.running import Decided
from huiqi.screening.screened import (
    CityScreening,
    Rejected,
    Screened,
    ScreenedEnterprise,
    Worded,
)
from huiqi.screening.table_answers import Asked, Detail, asked
from huiqi.spelling import Names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: So many processes decide rows one by one, side by side.
PROCESSES = 2
_Told = tuple[str, str, Screened, Worded]


class Steps:
    """What is told of how far it is: the step, and within it ``done/total``."""

    def __init__(self, step: Callable[[str], None], progress: Callable[[str], None]) -> None:
        self.step, self.progress = step, progress


@dataclass(frozen=True, kw_only=True)
class DecidedCity:
    """The answers of a table in its database, as long as that is open.

    ``groups``: whom to call first, by what stands in the column that groups them.
    """

    loaded: Loaded
    asked: Asked
    screening: CityScreening
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]]
    #: How many rows the evaluator decided.
    apart: int

    def rows(self) -> CityRows:
        """Its enterprises one by one."""
        return CityRows(self.loaded, self.asked, self.screening.number)

    def decisions(self, rows: Sequence[int]) -> Iterator[tuple[int, Decision]]:
        """The decisions on some rows, whole, one after the other."""
        rulebook = self.screening.rulebook
        parts = decided_parts(
            self.loaded,
            rows,
            Decider(rulebook),
            self.screening.as_of,
            measures=rulebook.supports,
            tell=lambda one: one,
        )
        for found in chain.from_iterable(parts):
            if isinstance(found, Decided):
                yield found.row.number, found.told

    def write(self, path: Path, heads: Heads) -> None:
        """All answers in a file, a row for each enterprise."""
        write_city_answers(self.loaded, self.asked, path, heads, safe=path.suffix.lower() == ".csv")


@contextmanager
def decided_city(
    rulebook: Rulebook,
    given: GivenTable,
    as_of: date,
    worded: Callable[[Decision], Worded],
    steps: Steps,
    *,
    first: int | None,
    detail: Detail = Detail.WHOLE,
    decide: Decide = decide_in_duckdb,
) -> Iterator[DecidedCity]:
    """Decides a table.

    Args:
        worded: What is said of a decision in words, of those to call first.
        first: So many of each group are to be called first; ``None``: those who have something for
            certain take their place.
        decide: Where it is decided.

    Raises:
        InputError: The file cannot be read as a table, or what a column is stays in doubt.
    """
    with database() as connection:
        one = _decided(
            connection, rulebook, given, as_of, detail=detail, steps=steps, decide=decide
        )
        steps.step("telling")
        called = (
            [("", having_some(connection, one.asked))]
            if first is None
            else first_to_call(connection, one.asked, first, _group(one.loaded, given.by))
        )
        telling = _Telling(
            loaded=one.loaded,
            rulebook=rulebook,
            as_of=as_of,
            worded=worded,
            processes=PROCESSES,
        )
        groups = [(name, telling.entries(rows)) for name, rows in called]
        screening = _screening(one, [entry for _, entries in groups for entry in entries])
        yield DecidedCity(
            loaded=one.loaded,
            asked=one.asked,
            screening=screening,
            groups=groups,
            apart=one.apart.rows,
        )


def changed_city(
    rulebooks: tuple[Rulebook, Rulebook],
    given: GivenTable,
    as_of: date,
    steps: Steps,
    pool: Callable[[Rulebook, Fund], Number | None],
    *,
    decide: Decide = decide_in_duckdb,
) -> ScreeningChange:
    """What the second rulebook would make of a table, beside the first.

    Args:
        pool: How much is in a fund under a rulebook.
        decide: Where it is decided.
    """
    present, other = rulebooks
    with database() as connection:
        figures = Detail.FIGURES
        before = _decided(
            connection, present, given, as_of, detail=figures, steps=steps, decide=decide
        )
        screened_before = _screening(before, [])
        _together(before, steps)
        keep_before(connection)
        after = _decided(
            connection, other, given, as_of, detail=figures, steps=steps, decide=decide
        )
        _together(after, steps)
        steps.step("telling")
        measures = moved_measures(connection, before.asked, after.asked)
        carried = _group(after.loaded, given.by)
        bound = (bound_measures(present), bound_measures(other))
        enterprises = moved_enterprises(connection, before.asked, after.asked, carried, bound)
        funds = [fund for fund in other.funds.values() if fund.measure in measures]
        return ScreeningChange(
            before=screened_before,
            after=_screening(after, []),
            measures=tuple(
                one for one in measures.values() if one.differing or one.had_before != one.had_after
            ),
            whole=enterprises.pop(WHOLE),
            enterprises=(),
            groups=tuple(enterprises.values()),
            pools=tuple(
                PoolClaims(
                    fund=fund,
                    claims=measures[fund.measure],
                    before=pool(present, fund),
                    after=pool(other, fund),
                )
                for fund in funds
            ),
            stacked=False,
        )


def _together(one: _Decided, steps: Steps) -> None:
    """What may be had together, where rules on having several can matter."""
    steps.step("together")
    decide_together(
        one.loaded,
        one.asked,
        one.rulebook,
        one.as_of,
        progress=steps.progress,
        processes=PROCESSES,
    )


@dataclass(frozen=True, kw_only=True)
class _Decided:
    """A table whose answers stand in the database."""

    rulebook: Rulebook
    given: GivenTable
    as_of: date
    loaded: Loaded
    asked: Asked
    apart: Apart
    remarks: tuple[Diagnostic, ...]


def _decided(
    connection: DuckDBPyConnection,
    rulebook: Rulebook,
    given: GivenTable,
    as_of: date,
    *,
    detail: Detail,
    steps: Steps,
    decide: Decide,
) -> _Decided:
    diagnostics = Diagnostics()
    steps.step("loading")
    with refused_discreetly(given.redact):
        loaded = load_enterprises(connection, given, rulebook, as_of, diagnostics)
    # A column that is not there is told before the work, not after it.
    _group(loaded, given.by)
    steps.step("deciding")
    wanted = asked(rulebook, loaded.columns, as_of, rulebook.supports, detail)
    decide(connection, wanted)
    steps.step("apart")
    apart = ApartRows(loaded, wanted, rulebook, as_of, PROCESSES).decide(steps.progress)
    return _Decided(
        rulebook=rulebook,
        given=given,
        as_of=as_of,
        loaded=loaded,
        asked=wanted,
        apart=apart,
        remarks=told_faults(diagnostics.sorted(), given.redact),
    )


def _screening(one: _Decided, entries: Sequence[ScreenedEnterprise]) -> CityScreening:
    """Its sums, with those to call first for its entries."""
    connection = one.loaded.connection
    counted = connection.execute("SELECT count(*) FROM answers").fetchone()
    assert counted is not None
    return CityScreening(
        rulebook=one.rulebook,
        as_of=one.as_of,
        table=str(one.given.file),
        carried=one.loaded.carried,
        entries=tuple(entries),
        rejected=tuple(
            Rejected(row=row.row, faults=told_faults(row.faults, one.given.redact))
            for row in one.apart.rejected
        ),
        remarks=one.remarks,
        number=counted[0],
        sums=totals(connection, one.asked),
        waited_for=tuple(
            (w.missing, w.enterprises, w.answers) for w in waiting(connection, one.asked)
        ),
    )


def _group(loaded: Loaded, by: str | None) -> int | None:
    """The place among the carried columns of the one that groups them."""
    if by is None:
        return None
    names = {str(place): (name,) for place, name in enumerate(loaded.carried)}
    place = Names(names).find(by)
    if place is None:
        raise input_error("C140", Place("--by"), "表里没有这一列", found=by, allowed=loaded.carried)
    return int(place)


@dataclass(frozen=True, kw_only=True)
class _Telling:
    """Decides some rows as ``check`` decides them, with what is said of them in words.

    What asks for a second look is told where one enterprise is checked: of a city it would bury
    the rest.
    """

    loaded: Loaded
    rulebook: Rulebook
    as_of: date
    worded: Callable[[Decision], Worded]
    processes: int

    def entries(self, rows: Sequence[int]) -> list[ScreenedEnterprise]:
        """The enterprises of these rows."""
        cells = _carried(self.loaded, rows)
        parts = decided_parts(
            self.loaded,
            rows,
            Decider(self.rulebook),
            self.as_of,
            measures=self.rulebook.supports,
            tell=self._told,
            processes=self.processes,
        )
        return [
            ScreenedEnterprise(
                row=one.row.number,
                name=one.told[0],
                credit_code=one.told[1],
                carried=cells.get(one.row.number, ()),
                screened=one.told[2],
                worded=one.told[3],
            )
            for one in chain.from_iterable(parts)
            if isinstance(one, Decided)
        ]

    def _told(self, decision: Decision) -> _Told:
        profile = decision.profile
        return profile.name, profile.credit_code, screened(decision), self.worded(decision)


def _carried(loaded: Loaded, rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The cells of some rows that are none of the rules'."""
    columns = "".join(f", coalesce(carried{place}, '')" for place in range(len(loaded.carried)))
    query = f"SELECT row{columns} FROM {CARRIED} WHERE row IN (SELECT unnest(?::BIGINT[]))"
    found = loaded.connection.execute(query, [list(rows)]).fetchall()
    return {row: tuple(cells) for row, *cells in found}
