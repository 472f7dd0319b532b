"""The public face for many enterprises at once: a table of them, decided row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostic, Diagnostics, InputError
from huiqi.profile.given_table import GivenTable as GivenTable
from huiqi.profile.table_questions import denied as denied
from huiqi.screening.clusters import Cluster as Cluster
from huiqi.screening.clusters import cluster_of as cluster_of
from huiqi.screening.clusters import place_to_decide
from huiqi.screening.last_list import last_list as last_list

if TYPE_CHECKING:
    from huiqi.decision.results import Decision
    from huiqi.decision.standing import Mark
    from huiqi.profile.list_tables import ListTable
    from huiqi.profile.rows import EnterpriseTable
    from huiqi.quantities import Number
    from huiqi.rulebook.rulebook import Fund, Rulebook
    from huiqi.screening.city_results import City
    from huiqi.screening.moved import ScreeningChange
    from huiqi.screening.portable_results import PortableQuery
    from huiqi.screening.screened import Screened, ScreenedEnterprise, Screening
    from huiqi.screening.worded import Worded

#: A larger file (bytes) is decided in a database.
LARGE_TABLE = 1_000_000


def _opened(
    table: GivenTable, rulebook: Rulebook, as_of: date, diagnostics: Diagnostics
) -> tuple[EnterpriseTable, tuple[ListTable, ...]]:
    from huiqi.screening.discreet import refused_discreetly

    with refused_discreetly(table.redact):
        return table.sure_of_units(rulebook, as_of).opened(rulebook, as_of, diagnostics)


def screen(
    rulebook: Rulebook,
    table: GivenTable,
    as_of: date,
    worded: Callable[[Decision], Worded],
    *,
    processes: int = 2,
    progress: Callable[[str], None] = lambda message: None,
) -> Screening:
    """Every enterprise of a table on every measure that may support it.

    Args:
        worded: What is said of a decision in words.
        processes: How many decide side by side.
        progress: Told ``done/total``.

    Raises:
        InputError: The file cannot be read as a table, or what a column is stays in doubt.  What
            is wrong with a row is no error: it is among the rejected.
    """
    from huiqi.decision.decide import Decider
    from huiqi.profile.repeated_rows import remark_on_repeated
    from huiqi.profile.told_of_row import told_of_row
    from huiqi.screening.discreet import told_faults, told_rejections
    from huiqi.screening.grouping import grouping, place_in_group, remark_on_cut_short
    from huiqi.screening.keeping import screened
    from huiqi.screening.outcome_columns import outcomes_in
    from huiqi.screening.planned import with_plans
    from huiqi.screening.row_remarks import told_once
    from huiqi.screening.running import Decided, RowDecider, decide_rows
    from huiqi.screening.screened import ScreenedEnterprise, Screening
    from huiqi.screening.twins import twins_of_table

    diagnostics = Diagnostics()
    opened, given = _opened(table, rulebook, as_of, diagnostics)
    opened.require_rows(len(opened.table.rows))
    outcomes = outcomes_in(opened, rulebook, diagnostics)
    diagnostics.raise_errors()
    places, carried = list(opened.carried), tuple(opened.carried.values())
    evaluated, told_facts = opened.evaluated, opened.told_facts | {one.fact.id for one in given}

    def cells_of(place: int) -> Iterable[tuple[str, int]]:
        return Counter(row.cells[places[place]] for row in opened.table.rows).items()

    grouped = grouping(table.by, carried, rulebook, cells_of)
    remark_on_cut_short(grouped, str(table.by), opened.table.place(), diagnostics)

    def tell(decision: Decision) -> tuple[str, str, int | None, Screened, Worded]:
        profile, place = decision.profile, None
        if grouped is not None and grouped.definition is not None:
            place = place_in_group(grouped.definition, rulebook, profile, as_of)
        own = screened(decision, rulebook)
        return profile.name, profile.credit_code, place, own, worded(decision)

    row_decider = RowDecider(
        Decider(rulebook),
        opened,
        given,
        as_of,
        measures=rulebook.supports,
        tell=tell,
        redact=table.redact,
    )
    # What is remarked on a column is said once, not with each of its rows.
    entries, rejected, remarks = [], [], dict[tuple[str, str], Diagnostic]()
    for found in decide_rows(row_decider, processes, progress):
        if not isinstance(found, Decided):
            rejected.append(found)
            continue
        name, code, place, answers, words = found.told
        cells = opened.carried_cells(found.row)
        noted = told_faults(outcomes.with_unread(found.noted, found.row.number), table.redact)
        for one in found.remarks:
            remarks.setdefault((one.code, str(one.place)), one)
        entries.append(
            ScreenedEnterprise(
                row=found.row.number,
                name=name,
                credit_code=code,
                carried=cells,
                screened=answers,
                worded=words,
                unread=told_faults(found.unread, table.redact),
                unread_facts=opened.facts_in(found.unread),
                told_facts=told_facts,
                received=opened.receipts_told(cells),
                outcomes=outcomes.told.get(found.row.number, ()),
                standing=opened.standing_told(found.row),
                trade=opened.trade_told(found.row),
                told=told_of_row(opened, found.row, table.redact),
                hardly_meant=opened.hardly_meant(noted),
                noted=noted,
                evaluated=tuple(map(found.row.as_written, evaluated)),
                group=None if grouped is None else grouped.group(cells, place),
            )
        )
    remark_on_repeated(opened, {entry.row for entry in entries}, diagnostics)
    same, told = opened.alike(), with_plans(entries, row_decider, worded)
    of_rows = told_once(told_faults((*outcomes.uncounted, *remarks.values()), table.redact))
    return Screening(
        rulebook=rulebook,
        as_of=as_of,
        table=str(table.file),
        carried=carried,
        entries=twins_of_table(told, opened, same, table.redact),
        rejected=told_rejections(rejected, grouped, table.redact),
        remarks=(*told_faults(diagnostics.sorted(), table.redact), *of_rows),
        repeated=tuple(opened.repeated()),
        alike=same,
        outcomes=outcomes.told,
        evaluated=tuple(evaluated.values()),
        own_places=opened.own_places,
        told_beside=opened.told_beside,
        list_of=opened.list_of,
    )


def chosen_of(
    found: Screening, wheres: Sequence[str], words: Mapping[Mark, Sequence[str]]
) -> Screening:
    """The same of those alone of whom all holds: ``县市区=东昌府区``, ``小升规奖励=差一步``; a row
    that could not be read stays where it may.

    Args:
        words: What each mark is called.

    Raises:
        InputError: C144, neither a carried column nor a measure; C145, nobody has it so.
    """
    from huiqi.screening.chosen import rows_where
    from huiqi.screening.row_remarks import told_once

    alike = Diagnostics()
    own = found.of_rows(rows_where(found, wheres, words, alike), wheres)
    # What is remarked on the table stands, and of its rows what is remarked on these.
    every = chain.from_iterable((*one.unread, *one.noted) for one in found.entries)
    known = {(one.code, one.place) for one in every}
    of_table = (one for one in found.remarks if (one.code, one.place) not in known)
    of_rows = (one for entry in own.entries for one in (*entry.unread, *entry.noted))
    return replace(own, remarks=(*alike.items, *of_table, *told_once(of_rows)))


def is_for_database(files: Iterable[Path]) -> bool:
    """Whether tables, read or written, are decided in a database: Parquet, and what is large."""
    return any(
        file.suffix.lower() == ".parquet"
        or file.is_dir()
        or (file.is_file() and file.stat().st_size > LARGE_TABLE)
        for file in files
    )


def is_city(place: Path) -> bool:
    """Whether enterprises are a table that is decided in a database, and no folder of profiles."""
    if place.is_dir():
        return next(place.rglob("*.parquet"), None) is not None
    return place.suffix not in (".yaml", ".yml", ".json") and is_for_database([place])


@contextmanager
def screen_city(
    rulebook: Rulebook,
    table: GivenTable,
    as_of: date,
    worded: Callable[[Decision], Worded],
    *,
    first: int | None,
    step: Callable[[str], None] = lambda message: None,
    progress: Callable[[str], None] = lambda message: None,
    wheres: Sequence[str] = (),
    words: Mapping[Mark, Sequence[str]] = {},
    cluster: Cluster | None = None,
) -> Iterator[City]:
    """The same for a table of any size, in a database that is there until it is left.

    Args:
        worded: What is said of a decision in words, of those to call first.
        first: So many of each group are to be called first; ``None``: those who have something for
            certain take their place.
        step: Told what is done now: ``loading``, ``deciding``, ``apart``, ``telling``.
        progress: Told ``done/total`` of the rows of a step.
        wheres: Of those alone anything is told of whom all holds, as :func:`chosen_of`.
        words: What each mark is called.
        cluster: Where it is decided; absent, here.

    Raises:
        InputError: C144, C145 as :func:`chosen_of`, C146 where that takes too long; D100 without
            DuckDB; D101 without Spark, D102 without Java, D105 where it does not answer; or as
            :func:`screen`.
    """
    from huiqi.screening.needed import require_query_parts

    require_query_parts()
    from huiqi.screening.decided_table import Steps, WantedEnterprises
    from huiqi.screening.whole_city import decided_city

    steps, wanted = Steps(step, progress), WantedEnterprises(wheres, words)
    with place_to_decide(cluster) as decide:
        city = decided_city(
            rulebook, table, as_of, worded, steps, first=first, wanted=wanted, decide=decide
        )
        with city as found:
            yield found


def query_for(
    rulebook: Rulebook,
    as_of: date,
    dialect: str,
    *,
    table: GivenTable | None = None,
    measures: Iterable[str] = (),
    detail: str = "figures",
) -> PortableQuery:
    """The rules as one query, to be run where the data is.

    Args:
        dialect: ``duckdb``, ``spark``, ``postgres``, or another that sqlglot writes.
        table: It has the columns of this table, and between what their figures lie; absent, of
            every fact that the measures read, and of all lists.
        measures: By any of their names; none: all that may support an enterprise.
        detail: ``figures`` or ``whole``.

    Raises:
        InputError: D100 without sqlglot (of a table, without DuckDB), D103 no such dialect, D104
            no such detail; a name is that of no measure; the table cannot be read.
    """
    from huiqi.screening.needed import require_query_parts, require_query_writer

    if table is None:
        require_query_writer()
    else:
        require_query_parts()
    from huiqi.decision.topics import documents_named
    from huiqi.screening.portable_query import (
        columns_of,
        columns_read,
        detail_named,
        dialect_named,
        portable_query,
    )

    dialect, told = dialect_named(dialect), detail_named(detail)
    names = dict.fromkeys(documents_named(rulebook, measures))
    wanted = [rulebook.measures[name] for name in names] or rulebook.supports
    if table is None:
        columns = columns_read(rulebook, wanted, as_of)
    else:
        columns = columns_of(rulebook, table, as_of)
    return portable_query(rulebook, columns, as_of, wanted, dialect=dialect, detail=told)


def beside_in_database(
    before: Rulebook,
    after: Rulebook,
    table: GivenTable,
    as_of: date,
    *,
    step: Callable[[str], None] = lambda message: None,
    progress: Callable[[str], None] = lambda message: None,
    wheres: Sequence[str] = (),
    words: Mapping[Mark, Sequence[str]] = {},
    cluster: Cluster | None = None,
) -> ScreeningChange:
    """The same as :func:`beside` for a table of any size; what may be had together is of what is
    had for certain.

    Args:
        step, progress, wheres, words, cluster: As :func:`screen_city`.

    Raises:
        InputError: D100 without DuckDB; or as :func:`screen`.
    """
    from huiqi.screening.needed import require_query_parts

    require_query_parts()
    from huiqi.screening.beside_city import changed_city
    from huiqi.screening.decided_table import Steps, WantedEnterprises

    pool = partial(_pool, as_of)
    steps = Steps(step, progress)
    with place_to_decide(cluster) as decide:
        wanted = WantedEnterprises(wheres, words)
        return changed_city(
            (before, after), table, as_of, steps, pool, wanted=wanted, decide=decide
        )


def _pool(as_of: date, rulebook: Rulebook, fund: Fund) -> Number | None:
    """How much is in a fund under a rulebook, in yuan; ``None``: not known."""
    from huiqi.funds.fund_terms import fund_terms

    own = rulebook.funds.get(fund.id)
    if own is None:
        return None
    try:
        return fund_terms(rulebook, own, as_of).pool.value
    except InputError:
        return None


def decisions(
    rulebook: Rulebook, table: GivenTable, as_of: date, rows: Container[int]
) -> Iterator[tuple[int, Decision]]:
    """The decisions on some rows (their numbers) of a table, whole, one after the other."""
    from huiqi.decision.decide import Decider
    from huiqi.screening.running import Decided, RowDecider

    opened, given = _opened(table, rulebook, as_of, Diagnostics())
    decider = RowDecider(
        Decider(rulebook),
        opened,
        given,
        as_of,
        measures=rulebook.supports,
        tell=lambda one: one,
        redact=table.redact,
    )
    for row in opened.table.rows:
        if row.number in rows:
            found = decider.decide(row)
            if isinstance(found, Decided):
                yield row.number, found.told


def beside(
    before: Screening,
    after: Screening,
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]],
) -> ScreeningChange:
    """One table under the rules as they are, and as they would be: who gains and who loses, what
    it costs, how far each fund goes.

    Args:
        groups: Of the first, as :func:`groups_of` makes them.
    """
    from huiqi.screening.moved import compared_screenings

    return compared_screenings(before, after, groups, partial(_pool, after.as_of))


def groups_of(found: Screening) -> list[tuple[str, list[ScreenedEnterprise]]]:
    """The enterprises by what the table was grouped by, in the order of those groups; one group
    without a name where nobody asked for that.
    """
    from huiqi.screening.enterprise_group import EnterpriseGroup

    groups: dict[EnterpriseGroup, list[ScreenedEnterprise]] = {}
    for entry in found.entries:
        groups.setdefault(entry.group or EnterpriseGroup("", ""), []).append(entry)
    return [(group.name, groups[group]) for group in sorted(groups)]
