"""Enterprises from a table: a row is one of them, a column a fact, in a year where it has years.

The unit stands in a bracket of its own.  An empty cell, or one that says so (未知), is unknown,
never zero.

Codes: P150 no name, P152 too many rows, P177 none, T117 no unit of money; as remarks P159 rows of
one enterprise, P167 columns that are left out since they tell of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from huiqi.diagnostics import Diagnostic, Diagnostics, Place, input_error
from huiqi.language.types import Kind
from huiqi.profile.alike_names import NamedRow, called_alike, digest_of_name, of_one_enterprise
from huiqi.profile.column_meanings import ColumnInDoubt
from huiqi.profile.column_names import UndatedColumn
from huiqi.profile.column_remarks import ask_about_doubtful
from huiqi.profile.columns_sought import SoughtFact
from huiqi.profile.doubts import IMPLAUSIBLE, SECOND_LOOK
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.far_parts import remark_on_so_far
from huiqi.profile.outcome_heads import OutcomeStep, of_any_measure
from huiqi.profile.outcomes_meant import NONE_MEANT, receipts_in, titles_told_in
from huiqi.profile.profile import Profile
from huiqi.profile.row_profile import profile_of_row
from huiqi.profile.so_far import PartColumn, amounts_so_far, columns_so_far
from huiqi.profile.standing_told import (
    StandingTold,
    in_brackets,
    standing_told,
    trade_told,
)
from huiqi.profile.support_told import SupportTold, overlooked_heads, receipt_heads
from huiqi.profile.titles_listed import TitleTold
from huiqi.profile.told_aside import remark_on_told_aside
from huiqi.rulebook.list_columns import TITLE, WITHIN
from huiqi.rulebook.rulebook import Fact
from huiqi.sentences import sentence
from huiqi.spelling import Names, code_text, plain
from huiqi.tables import ReadTable, Row
from huiqi.tables.columns import listed
from huiqi.tables.personal_columns import tells_of_a_person
from huiqi.tables.table import Flaw
from huiqi.tables.table_reader import OTHERS, WORKBOOKS
from huiqi.wordings import says_nothing

#: After so many faults the rest of the table is not looked at.
MOST_FAULTS = 100
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("企业名称", "name", "enterprise", "企业", "申请单位", "单位名称", "公司名称", "企业全称"),
        *("单位详细名称", "企业详细名称", "法人单位名称", "法人单位详细名称", "纳税人名称"),
        *("单位全称", "公司全称", "企业（单位）名称", "单位（企业）名称", "市场主体名称"),
    ),
    "credit_code": (
        *("统一社会信用代码", "credit_code", "信用代码", "社会信用代码", "统一信用代码"),
        *("企业信用代码", "社会统一信用代码", "统一社会信用代码（纳税人识别号）"),
        *("纳税人识别号", "税号", "税号/社会信用代码", "社会信用代码/税号"),
        *("统一社会信用代码/税号",),
    ),
}
#: Years are looked for in so many of the first rows, one of which is the header.
SEARCHED = 30


def name_heads(columns: Iterable[str]) -> tuple[str, ...]:
    """How the column of the names is headed; ``columns``: as the user says it (企业名称=单位)."""
    names, told = Names(IDENTITY), (option.partition("=") for option in columns)
    stated = (theirs.strip() for ours, _, theirs in told if names.find(ours) == "name")
    return (*IDENTITY["name"], *stated)


class EnterpriseTable:
    """A table opened: which columns are whose, and its rows one by one.

    ``carried``: the columns that are none of the rules', in their order, by their place;
    ``in_doubt``: those of them that may be meant for a fact; ``sought``: works out what none of
    the others tells, and those that may; ``undated``: those of a year that say none.
    """

    def __init__(
        self,
        table: ReadTable,
        found: Mapping[str, int],
        facts: FactColumns,
    ) -> None:
        self.table, self.found, self.facts = table, found, facts
        self.in_doubt: tuple[ColumnInDoubt, ...] = ()
        self.sought: Callable[[], tuple[SoughtFact, ...]] = tuple
        self.undated: tuple[UndatedColumn, ...] = ()
        self._discreet, self.meant = False, NONE_MEANT
        #: Of whom it is not known whether a title told by its year alone is held, though of others.
        self.unsure: frozenset[str] = frozenset()
        #: Of the carried columns how the user says that they are headed, by their place.
        self.said: Mapping[int, str] = {}
        used = set(found.values())
        self.carried = {
            index: name
            for index, name in enumerate(table.columns)
            if index not in used and (name or any(row.cells[index] for row in table.rows))
        }

    def carry(self, name: str) -> bool:
        """Carries a column although it is the rules'; whether there is one that is called so."""
        columns = {index: (own,) for index, own in enumerate(self.table.columns) if own}
        index = Names(columns).find(name)
        if index is not None:
            self.carried = dict(sorted({**self.carried, index: self.table.columns[index]}.items()))
        return index is not None

    @property
    def headed(self) -> dict[int, str]:
        """The carried columns by their place, as they are headed or said to be."""
        return {index: self.said.get(index, name) for index, name in self.carried.items()}

    @property
    def evaluated(self) -> dict[int, str]:
        """The columns that are facts, in their order, by their place: beside what was decided they
        say on what; none that may tell of a person, but for what a project is called, and where
        that is minded none at all, since a cell may hold anything.
        """
        if self._discreet:
            return {}
        told = {
            index
            for key, index in self.facts.columns.items()
            for fact in (self.facts.facts[key],)
            if WITHIN in key[0]
            or (fact.type.kind is not Kind.TEXT and not (isinstance(fact, Fact) and fact.personal))
        }
        told |= {own.place for own in self.facts.beside.values()}
        return {index: self.table.columns[index] for index in sorted(told - {*self.carried})}

    def facts_in(self, faults: Iterable[Diagnostic]) -> tuple[frozenset[str], ...]:
        """Of each cell in which something is wrong its facts, with their year where they have one
        (``revenue[2025]``).
        """
        return tuple(
            frozenset(
                name if year is None else f"{name}[{year}]"
                for (name, year), index in self.facts.columns.items()
                if index + 1 == fault.place.column
            )
            for fault in faults
        )

    @property
    def told_facts(self) -> frozenset[str]:
        """The facts, and the fields of lists, of which a column tells, whatever stands in it."""
        return frozenset(name for name, _ in self.facts.columns)

    @property
    def told_beside(self) -> frozenset[str]:
        """The columns that may be empty since another says so: the day of a title, beside whether
        it is held; a year, beside whether there is any; those that tell all of a list.
        """
        places = (
            own.place if own.days else self.facts.columns[key]
            for key, own in self.facts.beside.items()
        )
        whole = {head for head, own in self.list_of.items() if own in self.facts.whole}
        return frozenset({*whole, *(self.table.columns[place] for place in places)})

    @property
    def list_of(self) -> dict[str, str]:
        """The list of whose one record a column tells, by the name of the column; of titles each
        has a column of its own.
        """
        return {
            self.table.columns[index]: own
            for key, index in self.facts.columns.items()
            for own, within, _ in (key[0].partition(WITHIN),)
            if within and TITLE not in self.facts.rulebook.facts[own].things
        }

    @property
    def own_places(self) -> tuple[int, ...]:
        """Where its carried and then its evaluated columns stand in the table."""
        return (*self.carried, *self.evaluated)

    def carried_cells(self, row: Row) -> tuple[str, ...]:
        """What stands in the columns that are none of the rules'."""
        return tuple(row.cells[index] for index in self.carried)

    def hardly_meant(self, noted: Iterable[Diagnostic]) -> tuple[str, ...]:
        """Of what is remarked on a row that its figures are hardly meant as they stand."""
        return tuple(
            one.message
            for one in noted
            if one.code == IMPLAUSIBLE
            or (one.code == SECOND_LOOK and one.place.column in self._of_figures)
        )

    @cached_property
    def _of_figures(self) -> frozenset[int]:
        """The columns of figures that are no record's, as a place counts them."""
        columns = self.facts.columns.items()
        own = ((key, index) for key, index in columns if WITHIN not in key[0])
        return frozenset(index + 1 for key, index in own if self.facts.is_figure(key))

    def receipts_told(self, cells: Sequence[str]) -> tuple[SupportTold, ...]:
        """What the cells that are carried say of support that was had; not again what is said to
        have come of a measure.
        """
        rules, heads, own = self.facts.rulebook, self.of_receipts, self.places_of_outcomes
        return tuple(receipts_in(rules, heads, self.carried, cells, self.meant, outcomes=own))

    def standing_told(self, row: Row) -> tuple[StandingTold, ...]:
        """What the cells that are told say by which the enterprise is hardly to be called."""
        told = [(self.table.columns[place], row.cells[place]) for place in self.own_places]
        name = self.found["name"]
        told += [(self.table.columns[name], beside) for beside in in_brackets(row.cells[name])]
        return tuple(standing_told(self.facts.rulebook, told))

    def trade_told(self, row: Row) -> StandingTold | None:
        """What its trade is, where that is no industry."""
        heads = self.table.columns
        told = ((heads[place], row.cells[place]) for place in self.own_places)
        columns = self.facts.columns.items()
        answers = {name: (heads[place], row.cells[place]) for (name, _), place in columns}
        name = self.found["name"]
        return trade_told(self.facts.rulebook, told, answers, (heads[name], row.cells[name]))

    @cached_property
    def of_receipts(self) -> Mapping[int, str]:
        """The carried columns of the support that was had, by their place among those."""
        return receipt_heads(self.facts.rulebook, [*self.headed.values()])

    @property
    def places_of_outcomes(self) -> Mapping[int, OutcomeStep]:
        """The carried columns of what came of measures whose heads name none, by their place."""
        return of_any_measure(self.headed)

    @property
    def overlooked(self) -> tuple[str, ...]:
        """The carried columns that may be what the rules ask for, by their heads."""
        heads, had = self.carried.values(), self.of_receipts.values()
        return tuple(overlooked_heads(self.facts.rulebook, heads, {*had}))

    def leave_out_persons(
        self,
        kept: Iterable[str],
        by: str | None,
        cells: Callable[[int], Iterable[str]],
        diagnostics: Diagnostics,
    ) -> None:
        """Carries no column that tells of a person, but those ``kept`` and the one ``by`` which
        the enterprises are grouped; which ones is remarked, and which are carried all the same.

        C140 where what is kept is no column that is carried.

        Args:
            cells: What stands in a column, by its place: the rows may be elsewhere.
        """
        self._discreet = True
        names = Names({index: (name,) for index, name in self.carried.items()})
        wanted = {None if by is None else names.find(by)}
        for name in kept:
            index = names.find(name)
            if index is None:
                allowed = self.carried.values()
                message = sentence("表里没有照抄的这一列")
                diagnostics.report("C140", Place("--keep"), message, found=name, allowed=allowed)
            else:
                wanted.add(index)
        left = {
            index: name
            for index, name in self.carried.items()
            if index not in wanted and tells_of_a_person(name, cells(index))
        }
        self.carried = {i: name for i, name in self.carried.items() if i not in left}
        if left:
            diagnostics.warn(
                "P167",
                self.table.place(None, next(iter(left))),
                sentence(
                    "像是人名、电话或证件号，没有写出的列：{columns}",
                    columns=listed(list(left.values())),
                ),
                remedy=sentence("要写出，用 --keep 列名（可重复）"),
            )
        if self.carried:
            diagnostics.warn(
                "P167",
                self.table.place(None, next(iter(self.carried))),
                sentence(
                    "照抄写出的列，里面的数和文字都照写：{columns}；用来评估的列不写出",
                    columns="、".join(self.carried.values()),
                ),
                remedy=sentence("不要写出的，先从表里删去那一列"),
            )

    def profile(self, row: Row, diagnostics: Diagnostics) -> Profile:
        """The enterprise of a row; what is wrong with it goes to ``diagnostics``."""
        self.facts.diagnostics = diagnostics
        self.facts.doubtful = []
        self.facts.titles_beside = self.titles_beside(row)
        if self.unsure:
            name = row.cells[self.found["name"]]
            marks = {plain(name), name, digest_of_name(name)}
            self.facts.still_held = self.unsure.isdisjoint(marks)
        flawed = set()
        for index, flaw in self.flaws.get(row.number, ()):
            if index in self.used or index >= len(self.table.columns):
                place = Place(self.table.file, row.number, index + 1)
                own = Diagnostics()
                own.report(flaw.code, place, flaw.message, found=flaw.found, remedy=flaw.remedy)
                if self.facts.lenient and index in self.facts.columns.values():
                    flawed.add(index)
                    self.facts.report(own.items[0])
                else:
                    diagnostics.items += own.items
        profile = profile_of_row(
            row, self.table, self.found, self.facts, diagnostics, flawed=flawed
        )
        so_far = tuple(amounts_so_far(self.so_far, row))
        if so_far:
            profile = replace(profile, so_far=so_far)
            remark_on_so_far(self.facts, profile, row, diagnostics)
        ask_about_doubtful(self.table, self.facts.doubtful, diagnostics)
        remark_on_told_aside(self, row, diagnostics)
        return profile

    def titles_beside(self, row: Row) -> tuple[tuple[int, TitleTold], ...]:
        """The titles that its cells of what came of measures say were given."""
        places = [*self.places_of_outcomes] if self.meant.words else []
        rules, as_of = self.facts.rulebook, self.facts.as_of
        return tuple(titles_told_in(rules, row.cells, places, self.meant, as_of))

    def require_rows(self, number: int) -> None:
        """P177 where a table has ``number`` of rows, and that is none: nothing can be decided."""
        if number:
            return
        place, said = self.table.place(), sentence("表头下面没有一户企业")
        remedy = sentence("一行写一户；表头不是这一行，用 --header 写明第几行")
        raise input_error("P177", place, said, found=" ".join(self.table.columns), remedy=remedy)

    def of_rows(
        self, rows: Iterable[Row], flaws: Mapping[tuple[int, int], Flaw]
    ) -> EnterpriseTable:
        """The same table with these rows for its own."""
        table = replace(self.table, rows=tuple(rows), flaws=flaws)
        other = EnterpriseTable(table, self.found, self.facts)
        other.carried, other.said, other.unsure = self.carried, self.said, self.unsure
        return other

    def identities(self) -> Iterator[tuple[str, str]]:
        """The name of every row as it is written, and its credit code as codes are compared."""
        name, code = self.found["name"], self.found.get("credit_code")
        for row in self.table.rows:
            written = "" if code is None else code_text(row.cells[code])
            yield row.cells[name], "" if says_nothing(written) else written

    def repeated(self) -> Mapping[tuple[int, ...], int]:
        """The rows of each enterprise that has several, with the place of the column by which it is
        one: its code or, without one, its name.
        """
        columns = {True: self.found.get("credit_code", 0), False: self.found["name"]}
        own = of_one_enterprise(self.named_rows())
        return {rows: columns[by_code] for by_code, rows in own}

    def alike(self) -> tuple[tuple[int, ...], ...]:
        """The rows whose names are hardly two enterprises'."""
        return tuple(called_alike(self.facts.rulebook, self.named_rows()))

    def named_rows(self) -> Iterator[NamedRow]:
        """Whose each row is."""
        rows = zip(self.table.rows, self.identities(), strict=True)
        return (NamedRow(row.number, name, code) for row, (name, code) in rows)

    @cached_property
    def so_far(self) -> Mapping[int, PartColumn]:
        """The carried columns of the year of decision up to a month, by their place."""
        return columns_so_far(self.table, self.headed, self.facts)

    @cached_property
    def used(self) -> frozenset[int]:
        """The places of the columns that are read."""
        return frozenset(self.found.values())

    @cached_property
    def flaws(self) -> Mapping[int, Sequence[tuple[int, Flaw]]]:
        """What cannot be taken as it is written, by the number of the row, with its column."""
        found: dict[int, list[tuple[int, Flaw]]] = {}
        for (number, index), flaw in self.table.flaws.items():
            found.setdefault(number, []).append((index, flaw))
        return found


def is_table(path: Path) -> bool:
    """Whether a file is a table by its name, and no profile."""
    return path.suffix.lower() in (".csv", *WORKBOOKS, *OTHERS)
