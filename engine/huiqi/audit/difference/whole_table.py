"""A table of any size compared: each side decided by one query, what differs found in the database.

Of few rows that differ the evaluator tells all that it tells of a single one.  Of more a change is
told by the figures and the truths of the conditions that the queries gave, which is the same but
for the step in which an amount differs.  The rows that no query can say the evaluator decides.

Codes: D107 of measures for records it is not told which condition moved them, of so many rows;
D108 nor in which step an amount differs.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from huiqi.audit.difference.answer_pairs import DIRECTIONS, results_of
from huiqi.audit.difference.answered_sides import AnsweredSide, AnsweredSides
from huiqi.audit.difference.causes import why
from huiqi.audit.difference.changed_rows import PROCESSES, BothSides, other_rows, told_from
from huiqi.audit.difference.counting import MOST_LISTED, Counting, RowChanges
from huiqi.audit.difference.gains_and_losses import Who, change_of
from huiqi.audit.difference.results import EnterpriseChange, Side
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.given_table import GivenTable
from huiqi.rulebook.rulebook import Definition
from huiqi.screening.beyond_measures import MOST_ROWS
from huiqi.screening.decided_table import Steps, remark_on_beyond
from huiqi.screening.embedded import CITY, database, decide_in_database, written_query
from huiqi.screening.grouping import Grouping, grouping
from huiqi.screening.loader import Loaded, load_enterprises
from huiqi.screening.running import Decided, decide_rows
from huiqi.screening.screened import Rejected
from huiqi.screening.table_answers import Detail, asked
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Of so many rows that differ the evaluator tells all that changes.
FEW_ROWS = 1_000
#: In so many rows it tells which condition moved the verdict on a record.
MOST_BY_RECORD = MOST_ROWS
#: So many rows are fetched at a time.
_PART = 2_000
_SCHEMAS = ("side_a", "side_b")


def compare_city(
    sides: tuple[Side, Side], given: GivenTable, compared: Counting, steps: Steps
) -> None:
    """All rows of a table of any size.

    Raises :class:`~huiqi.diagnostics.InputError` where it cannot be read as a table, what a column
    is stays in doubt, or (C140) it has no such column to group by.
    """
    diagnostics = Diagnostics()
    with database() as base:
        steps.step("loading")
        loaded = [_loaded(base, 0, sides, given, diagnostics=diagnostics)]
        grouped = grouping(given.by, loaded[0].carried, sides[0].rulebook)
        # Two days are asked of one table.
        if sides[1].rulebook is sides[0].rulebook:
            loaded.append(loaded[0])
        else:
            loaded.append(_loaded(base, 1, sides, given, diagnostics=diagnostics))
        before, after = (
            _answered(sides, place, loaded[place], steps, grouped if place == 0 else None)
            for place in (0, 1)
        )
        beyond = {**before.asked.beyond, **after.asked.beyond}
        one_by_one = bool(beyond) and loaded[0].rows <= MOST_ROWS
        if not one_by_one:
            for own in (before, after):
                remark_on_beyond(own.asked, own.side.rulebook, given, diagnostics)
        city = _City((before, after), given, grouped, compared, steps)
        city.compare(everything=one_by_one, diagnostics=diagnostics)
    compared.remark(diagnostics.sorted())


def _loaded(
    base: DuckDBPyConnection,
    place: int,
    sides: tuple[Side, Side],
    given: GivenTable,
    *,
    diagnostics: Diagnostics,
) -> Loaded:
    """The table as a side understands it, in a schema of its own: each cursor has one in use."""
    connection = base.cursor()
    schema = f"{CITY}.{_SCHEMAS[place]}"
    connection.execute(f"CREATE SCHEMA {schema}")
    connection.execute(f"USE {schema}")
    rulebook = sides[place].rulebook
    return load_enterprises(connection, given, rulebook, told_from(sides), diagnostics)


def _answered(
    sides: tuple[Side, Side], place: int, loaded: Loaded, steps: Steps, grouped: Grouping | None
) -> AnsweredSide:
    steps.step("deciding")
    side, connection = sides[place], loaded.connection
    rulebook = side.rulebook
    group: Definition | None = grouped.definition if grouped is not None else None
    wanted = asked(
        rulebook, loaded.columns, side.as_of, rulebook.supports, Detail.TRUTHS, group=group
    )
    written = written_query(wanted)
    decide_in_database(connection, wanted, written, steps.progress, exact=True)
    if grouped is not None:
        grouped.make_table(connection)
    # The other side's may come into the same schema.
    answers = f"answers_{place}"
    connection.execute(f"ALTER TABLE answers RENAME TO {answers}")
    (schema,) = connection.execute("SELECT current_schema()").fetchone() or ("",)
    relation = f"{schema}.{answers}"
    return AnsweredSide(side=side, schema=schema, loaded=loaded, asked=wanted, relation=relation)


class _City:
    def __init__(
        self,
        sides: tuple[AnsweredSide, AnsweredSide],
        given: GivenTable,
        grouped: Grouping | None,
        compared: Counting,
        steps: Steps,
    ) -> None:
        self._sides, self._file, self._grouped = sides, str(given.file), grouped
        self._compared, self._steps = compared, steps
        self._deciders = (Decider(sides[0].side.rulebook), Decider(sides[1].side.rulebook))
        self._answered = AnsweredSides(*sides, grouped=grouped is not None)
        self._days = (sides[0].side.as_of, sides[1].side.as_of)

    def compare(self, *, everything: bool, diagnostics: Diagnostics) -> None:
        """Everything that differs; ``everything``: the evaluator decides every row."""
        answered = self._answered
        if answered.other_rows():
            raise other_rows(self._file)
        self._steps.step("apart")
        aside = answered.set_aside(everything=everything)
        self._compared.take(self._file, self._decided(aside, None))
        self._steps.step("comparing")
        answered.compare()
        rows = answered.differing_rows()
        few = len(rows) <= FEW_ROWS
        for told, number in answered.compared(same=few):
            self._compared.groups[self._group(told)].compared += number
        if few:
            measures = {pair.measure for pair in answered.differing_pairs()}
            self._compared.take(self._file, self._decided(rows, measures))
            return
        diagnostics.warn(
            "D108",
            Place(self._file),
            sentence("没有逐户说金额在哪一步变了：有变化的有 {rows} 户", rows=len(rows)),
            remedy=sentence("不多于 {rows} 户有变化时逐户说", rows=FEW_ROWS),
        )
        by_record = self._by_record(diagnostics)
        self._count(by_record)
        self._list(by_record)

    def _group(self, told: str | int) -> str:
        return "" if self._grouped is None else self._grouped.named(told)

    def _decided(
        self, rows: Sequence[int], measures: Container[str] | None
    ) -> Iterator[Decided[RowChanges] | Rejected]:
        """These rows, decided by the evaluator on both sides; ``measures``: by these, in which the
        queries say that they differ (``None``: by all, of rows that no query decides).
        """
        sides = (self._sides[0].side, self._sides[1].side)
        for start in range(0, len(rows), _PART):
            numbers = rows[start : start + _PART]
            one, other = (own.loaded.written_rows(numbers) for own in self._sides)
            both = BothSides(
                sides,
                (one, other),
                self._deciders,
                self._grouped,
                measures=measures,
                # The queries decided them, and set apart what contradicts itself.
                sound=measures is not None,
            )
            yield from decide_rows(both, PROCESSES, lambda told: None)
            self._steps.progress(f"{start + len(numbers)}/{len(rows)}")

    def _by_record(self, diagnostics: Diagnostics) -> _ByRecord:
        """What the evaluator tells of measures for records, where any of them moved."""
        pairs = [pair for pair in self._answered.differing_pairs() if pair.for_records]
        rows = self._answered.differing_rows(pair.place for pair in pairs)
        if len(rows) > MOST_BY_RECORD:
            for pair in pairs:
                diagnostics.warn(
                    "D107",
                    Place(self._file),
                    sentence(
                        "没有说{measure}因哪一条：逐条记录评估，有变化的有 {rows} 户",
                        measure=pair.known.measure.name,
                        rows=len(rows),
                    ),
                    remedy=sentence("分成几次，每次不多于 {rows} 户有变化", rows=MOST_BY_RECORD),
                )
            return {}
        decided = self._decided(rows, {pair.measure for pair in pairs})
        return {
            (found.row.number, change.measure): change
            for found in decided
            if isinstance(found, Decided)
            for change in found.told.changes
        }

    # ---- counted

    def _count(self, by_record: _ByRecord) -> None:
        answered, compared = self._answered, self._compared
        for told, number in answered.changed():
            compared.groups[self._group(told)].changed += number
        for change in by_record.values():
            compared.causes_of(change)
        evaluated = {measure for _, measure in by_record}
        pairs = answered.differing_pairs()
        for done, pair in enumerate(pairs, 1):
            for told, number, direction, values in answered.standing(pair):
                group, title = self._group(told), pair.known.measure.title
                compared.groups[group].directions[DIRECTIONS[direction]] += number
                if pair.measure not in evaluated:
                    moved = why(*results_of(pair, values, self._days))
                    compared.causes(pair.measure, title, moved, group, number=number)
            self._steps.progress(f"{done}/{len(pairs)}")

    # ---- one by one

    def _list(self, by_record: _ByRecord) -> None:
        answered = self._answered
        answered.list_first(MOST_LISTED)
        for pair in answered.differing_pairs():
            for row, name, told, *values in answered.listed(pair):
                who = Who(name, self._group(told), str(Place(self._file, row, 1)))
                change = by_record.get((row, pair.measure))
                change = change or change_of(who, *results_of(pair, values, self._days))
                assert change is not None, (pair.measure, row)
                self._compared.tell(row, change)


#: What the evaluator tells of a measure for records, by the row and its id.
_ByRecord = dict[tuple[int, str], EnterpriseChange]
