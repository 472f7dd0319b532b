"""A whole table of enterprises: decided in a database, and told as a smaller one is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostics
from huiqi.objects import dataclass
from huiqi.profile.alike_names import NamedRow, called_alike, core_of, of_one_enterprise
from huiqi.profile.given_table import GivenTable
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.profile.told_of_row import told_of_row
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.city_chosen import check_wanted, keep_chosen
from huiqi.screening.city_results import Heads
from huiqi.screening.city_rows import CityRows
from huiqi.screening.city_totals import first_to_call, having_some, waiting
from huiqi.screening.city_writing import write_city_answers
from huiqi.screening.decided_table import (
    PROCESSES,
    DecidedTable,
    Steps,
    WantedEnterprises,
    decided_table,
    screening_of,
)
from huiqi.screening.discreet import told_faults
from huiqi.screening.embedded import Decide, database, decide_in_duckdb
from huiqi.screening.keeping import screened
from huiqi.screening.loaded_rows import decided_parts
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.loader.plain_texts import normal_name, plain_name, sql_text
from huiqi.screening.outcome_columns import Outcomes, outcomes_loaded
from huiqi.screening.planned import with_plans
from huiqi.screening.row_remarks import told_once
from huiqi.screening.running import Decided, RowDecider
from huiqi.screening.screened import CityScreening, Screened, ScreenedEnterprise
from huiqi.screening.table_answers import Asked, Detail
from huiqi.screening.twins import how_much_told, with_twins
from huiqi.screening.worded import Worded
from huiqi.sentences import sentence
from huiqi.spelling import plain

#: So many enterprises that were paid are decided one by one, to stand beside it.
_MOST_PAID = 10_000
#: Of so many rows at a time it is looked at what may be a plan.
_PLANNED_AT_ONCE = 500
#: Of so many it is sought in the database who stands in another row.
_MOST_SOUGHT = 500
_Told = tuple[str, str, Screened, Worded]


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
    wanted: WantedEnterprises,
    decide: Decide = decide_in_duckdb,
) -> Iterator[DecidedCity]:
    """Decides a table.

    Args:
        worded: What is said of a decision in words, of those to call first.
        first: So many of each group are to be called first; ``None``: those who have something for
            certain take their place.
        wanted: Of whom anything is told.
        decide: Where it is decided.

    Raises:
        InputError: The file cannot be read as a table, or what a column is stays in doubt; C144,
            C145, C146: what is wanted.
    """
    with database() as connection:
        one = decided_table(
            connection,
            rulebook,
            given,
            as_of,
            detail=Detail.WHOLE,
            steps=steps,
            decide=decide,
            check=lambda loaded: check_wanted(loaded, rulebook, wanted),
        )
        one = keep_chosen(one, wanted, steps)
        steps.step("telling")
        called = (
            [("", having_some(connection, one.asked))]
            if first is None
            else first_to_call(connection, one.asked, first, one.grouped)
        )
        remarks = Diagnostics()
        telling = _Telling(
            loaded=one.loaded,
            outcomes=outcomes_loaded(one.loaded, rulebook, remarks),
            rulebook=rulebook,
            as_of=as_of,
            worded=worded,
            processes=PROCESSES,
            progress=steps.progress,
        )
        groups = [(name, telling.entries(rows)) for name, rows in called]
        groups = _with_twins(groups, one)
        listed = [entry for _, entries in groups for entry in entries]
        screening = screening_of(one, listed, waiting(connection, one.asked), wanted.wheres)
        screening = _with_outcomes(screening, one, telling, remarks)
        told = {entry.row: entry for entry in screening.entries}
        groups = [(name, [told[entry.row] for entry in entries]) for name, entries in groups]
        yield DecidedCity(
            loaded=one.loaded,
            asked=one.asked,
            screening=screening,
            groups=groups,
            apart=one.apart.rows,
        )


def _with_twins(
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]], one: DecidedTable
) -> list[tuple[str, list[ScreenedEnterprise]]]:
    """The same; who stands in another row too, on the list or not, is told so."""
    loaded, connection = one.loaded, one.loaded.connection
    listed = [entry for _, entries in groups for entry in entries]
    own = {entry.row for entry in listed}
    refused = {entry.row for entry in one.apart.rejected}
    query = (
        f"SELECT row, coalesce(name, ''), coalesce(credit_code, '') FROM {CARRIED}"
        f" WHERE {_may_be_one_of(listed, one.rulebook)} ORDER BY row"
    )
    found = connection.execute(query).fetchall()
    rows = [NamedRow(row, name, code) for row, name, code in found if row not in refused]
    same = [several for _, several in of_one_enterprise(rows) if not own.isdisjoint(several)]
    alone = [several for several in called_alike(one.rulebook, rows) if not own.isdisjoint(several)]
    others = list({row for several in (*same, *alone) for row in several} - own)
    places = loaded.table.own_places
    told = {
        row.number: how_much_told(row.cells[place] for place in places)
        for row in (loaded.written_rows(others).table.table.rows if others else ())
    }
    twins = {entry.row: entry for entry in with_twins(listed, same, alone, told)}
    return [(name, [twins[entry.row] for entry in entries]) for name, entries in groups]


def _may_be_one_of(listed: Sequence[ScreenedEnterprise], rulebook: Rulebook) -> str:
    """In SQL: whether a row may be of one of these enterprises, of all names the few that have to
    be looked at.
    """
    if len(listed) > _MOST_SOUGHT:
        return "true"
    called = {
        own for one in listed for own in (plain(one.name), core_of(rulebook, one.name)) if own
    }
    codes = {one.credit_code for one in listed if one.credit_code}
    parts = [f"credit_code IN ({', '.join(map(sql_text, sorted(codes)))})"] if codes else []
    if called:
        pattern = sql_text("|".join(map(re.escape, sorted(called))))
        # Another reader's normal form than ours is not to be relied upon.
        parts.append(f"NOT {plain_name('name')}")
        parts.append(f"regexp_matches({normal_name('name')}, {pattern})")
    return " OR ".join(f"coalesce({part}, false)" for part in parts) or "false"


def _with_outcomes(
    found: CityScreening, one: DecidedTable, telling: _Telling, diagnostics: Diagnostics
) -> CityScreening:
    """With what the table says came of measures, of the enterprises that are told of; those of whom
    it says what was paid are decided one by one.  D109 where they are too many.
    """
    outcomes = telling.outcomes
    # Of a whole city few rows say so: no other is fetched.
    query = "SELECT row FROM answers WHERE row IN (SELECT unnest(?::BIGINT[]))"
    asked = [[*outcomes.told, *outcomes.unread]]
    told = {row for (row,) in one.loaded.connection.execute(query, asked).fetchall()}
    told |= {entry.row for entry in found.rejected}
    kept = {row: own for row, own in outcomes.told.items() if row in told}
    uncounted = (own for row, own in outcomes.unread.items() if row in told)
    rows = [
        row for row, own in kept.items() if any(outcome.step is OutcomeStep.PAID for outcome in own)
    ]
    if len(rows) > _MOST_PAID:
        diagnostics.warn(
            "D109",
            one.loaded.table.table.place(),
            sentence("拨付与估算只比前 {number} 户", number=_MOST_PAID),
        )
        left = set(rows[_MOST_PAID:])
        kept = {row: own for row, own in kept.items() if row not in left}
    return replace(
        found,
        entries=tuple(replace(entry, outcomes=kept.get(entry.row, ())) for entry in found.entries),
        outcomes=kept,
        paid=tuple(telling.entries(rows[:_MOST_PAID])),
        remarks=(
            *found.remarks,
            *told_faults(diagnostics.sorted(), one.given.redact),
            *told_once(told_faults(chain.from_iterable(uncounted), one.given.redact)),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Telling:
    """Decides some rows as ``check`` decides them, with what is said of them in words.

    What asks for a second look is told where one enterprise is checked: of a city it would bury
    the rest.
    """

    loaded: Loaded
    outcomes: Outcomes
    rulebook: Rulebook
    as_of: date
    worded: Callable[[Decision], Worded]
    processes: int
    progress: Callable[[str], None]

    def entries(self, rows: Sequence[int]) -> list[ScreenedEnterprise]:
        """The enterprises of these rows."""
        cells, evaluated = _carried(self.loaded, rows), self.loaded.table.evaluated
        lists = {one.fact.id for _, one in self.loaded.lists}
        told_facts = self.loaded.table.told_facts | lists
        parts = decided_parts(
            self.loaded,
            rows,
            Decider(self.rulebook),
            self.as_of,
            measures=self.rulebook.supports,
            tell=self._told,
            processes=self.processes,
            progress=self.progress,
        )
        found = [
            ScreenedEnterprise(
                row=one.row.number,
                name=one.told[0],
                credit_code=one.told[1],
                carried=cells.get(one.row.number, ()),
                screened=one.told[2],
                worded=one.told[3],
                unread=told_faults(one.unread, self.loaded.redact),
                unread_facts=self.loaded.table.facts_in(one.unread),
                told_facts=told_facts,
                received=self.loaded.table.receipts_told(cells.get(one.row.number, ())),
                standing=self.loaded.table.standing_told(one.row),
                trade=self.loaded.table.trade_told(one.row),
                told=told_of_row(self.loaded.table, one.row, self.loaded.redact),
                hardly_meant=self.loaded.table.hardly_meant(noted),
                noted=noted,
                evaluated=tuple(one.row.cells[index] for index in evaluated),
            )
            for one in chain.from_iterable(parts)
            if isinstance(one, Decided)
            for own in (self.outcomes.with_unread(one.noted, one.row.number),)
            for noted in (told_faults(own, self.loaded.redact),)
        ]
        return list(self._with_plans(found))

    def _with_plans(self, entries: Sequence[ScreenedEnterprise]) -> Iterator[ScreenedEnterprise]:
        """With what comes of what may be a plan, or is only told about, part by part."""
        rules = Decider(self.rulebook)
        for start in range(0, len(entries), _PLANNED_AT_ONCE):
            part = entries[start : start + _PLANNED_AT_ONCE]
            written = self.loaded.written_rows([one.row for one in part])
            decider = RowDecider(
                rules,
                written.table,
                written.lists,
                self.as_of,
                measures=self.rulebook.supports,
                tell=self._told,
                redact=self.loaded.redact,
            )
            yield from with_plans(part, decider, self.worded)

    def _told(self, decision: Decision) -> _Told:
        profile = decision.profile
        return (
            profile.name,
            profile.credit_code,
            screened(decision, self.rulebook),
            self.worded(decision),
        )


def _carried(loaded: Loaded, rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The cells of some rows that are none of the rules'."""
    columns = "".join(f", coalesce(carried{place}, '')" for place in range(len(loaded.carried)))
    query = f"SELECT row{columns} FROM {CARRIED} WHERE row IN (SELECT unnest(?::BIGINT[]))"
    found = loaded.connection.execute(query, [list(rows)]).fetchall()
    return {row: tuple(cells) for row, *cells in found}
