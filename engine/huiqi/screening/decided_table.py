"""A table of any size whose answers stand in the database, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostic, Diagnostics, Place
from huiqi.objects import dataclass
from huiqi.profile.given_table import GivenTable
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.apart_rows import Apart, ApartRows
from huiqi.screening.beyond_measures import MOST_ROWS, with_beyond
from huiqi.screening.city_totals import Waiting, totals
from huiqi.screening.discreet import refused_discreetly, told_faults, told_rejections
from huiqi.screening.embedded import Decide
from huiqi.screening.grouping import Grouping, grouping, remark_on_cut_short
from huiqi.screening.loader import Loaded, load_enterprises
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.row_remarks import told_once
from huiqi.screening.screened import CityScreening, ScreenedEnterprise
from huiqi.screening.table_answers import Asked, Detail, asked
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: So many processes decide rows one by one, side by side.
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Steps:
    """What is told of how far it is: the step, and within it ``done/total``."""

    step: Callable[[str], None]
    progress: Callable[[str], None]


class WantedEnterprises(NamedTuple):
    """Of which enterprises anything is told: ``wheres``, each ``name=what it is``; ``words``: what
    each mark is called.
    """

    wheres: Sequence[str] = ()
    words: Mapping[Mark, Sequence[str]] = {}


@dataclass(frozen=True, kw_only=True)
class DecidedTable:
    """A table whose answers stand in the database."""

    rulebook: Rulebook
    given: GivenTable
    as_of: date
    loaded: Loaded
    asked: Asked
    apart: Apart
    remarks: tuple[Diagnostic, ...]
    grouped: Grouping | None


def _cells_of(connection: DuckDBPyConnection, place: int) -> Iterable[tuple[str, int]]:
    """What stands in a carried column, and how often."""
    own = f"coalesce({CARRIED}.carried{place}, '')"
    return connection.execute(f"SELECT {own}, count(*) FROM {CARRIED} GROUP BY ALL").fetchall()


def decided_table(
    connection: DuckDBPyConnection,
    rulebook: Rulebook,
    given: GivenTable,
    as_of: date,
    *,
    detail: Detail,
    steps: Steps,
    decide: Decide,
    check: Callable[[Loaded], None] = lambda loaded: None,
) -> DecidedTable:
    """Loads a table and decides it; ``check`` looks at what was loaded before the work."""
    diagnostics = Diagnostics()
    steps.step("loading")
    with refused_discreetly(given.redact):
        loaded = load_enterprises(
            connection, given, rulebook, as_of, diagnostics, progress=steps.progress
        )
    loaded.table.require_rows(loaded.rows)
    # A column that is not there is told before the work, not after it.
    check(loaded)
    grouped = grouping(given.by, loaded.carried, rulebook, partial(_cells_of, connection))
    if grouped is not None:
        remark_on_cut_short(grouped, str(given.by), loaded.table.table.place(), diagnostics)
    steps.step("deciding")
    group = grouped.definition if grouped is not None else None
    wanted = asked(rulebook, loaded.columns, as_of, rulebook.supports, detail, group=group)
    decide(connection, wanted, steps.progress)
    steps.step("apart")
    apart = ApartRows(loaded, wanted, rulebook, as_of, PROCESSES).decide(steps.progress)
    if wanted.beyond:
        steps.step("beyond")
        wanted = with_beyond(
            loaded, wanted, rulebook, as_of, processes=PROCESSES, progress=steps.progress
        )
        remark_on_beyond(wanted, rulebook, given, diagnostics)
    if grouped is not None:
        grouped.make_table(connection)
    return DecidedTable(
        rulebook=rulebook,
        given=given,
        as_of=as_of,
        loaded=loaded,
        asked=wanted,
        apart=apart,
        remarks=(
            *told_faults(diagnostics.sorted(), given.redact),
            *told_once(told_faults(apart.unread, given.redact)),
        ),
        grouped=grouped,
    )


def remark_on_beyond(
    wanted: Asked, rulebook: Rulebook, given: GivenTable, diagnostics: Diagnostics
) -> None:
    """D106: on these measures no row was decided."""
    for name, reason in wanted.beyond.items():
        diagnostics.warn(
            "D106",
            Place(str(given.file)),
            sentence(
                "没有评估{measure}：写不成查询（{reason}）",
                measure=rulebook.measures[name].name,
                reason=reason,
            ),
            remedy=sentence(
                "不多于 {rows} 户的表逐户评估它；一户一户的用 huiqi check", rows=MOST_ROWS
            ),
        )


def screening_of(
    one: DecidedTable,
    entries: Sequence[ScreenedEnterprise] = (),
    waited_for: Iterable[Waiting] = (),
    chosen: Sequence[str] = (),
) -> CityScreening:
    """Its sums, with those to call first for its entries; ``chosen``: what was asked of them."""
    connection = one.loaded.connection
    counted = connection.execute("SELECT count(*) FROM answers").fetchone()
    assert counted is not None
    return CityScreening(
        rulebook=one.rulebook,
        as_of=one.as_of,
        table=str(one.given.file),
        carried=one.loaded.carried,
        evaluated=tuple(one.loaded.table.evaluated.values()),
        own_places=one.loaded.table.own_places,
        entries=tuple(entries),
        rejected=told_rejections(one.apart.rejected, one.grouped, one.given.redact),
        remarks=one.remarks,
        number=counted[0],
        undecided=one.asked.beyond,
        chosen=tuple(chosen),
        sums=totals(connection, one.asked),
        waited_for=tuple((w.missing, w.enterprises, w.answers) for w in waited_for),
    )
