"""A table of enterprises is opened: what is looked for in its header, and what it then is.

Codes, remarks: P114 a column taken for the names, P154 amounts of a unit that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.bare_rows import remark_on_bare_rows
from huiqi.profile.carried_heads import said_of_carried, say_of_carried
from huiqi.profile.column_names import ColumnNames, Key
from huiqi.profile.columns_by_cells import (
    read_titles_by_level,
    read_years_by_cells,
    with_titles_together,
)
from huiqi.profile.columns_meant import ask_about_carried, may_mean_others
from huiqi.profile.columns_sought import sought
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.first_years import first_years
from huiqi.profile.groups_named import group_named, groupings_of
from huiqi.profile.lasting import AT_MOST, OtherColumn, head_told
from huiqi.profile.of_every_row import EVERY, told_of_every, with_columns
from huiqi.profile.parted_columns import parts_stated
from huiqi.profile.project_cells import told_within
from huiqi.profile.rows import IDENTITY, SEARCHED, EnterpriseTable, name_heads
from huiqi.profile.signs_told import remark_on_signs
from huiqi.profile.titles_listed import lists_called
from huiqi.profile.years_told import says_no_year
from huiqi.quantities import MONEY_UNITS, QuantityError, money_unit
from huiqi.rulebook.list_columns import column_of
from huiqi.rulebook.naming import WHETHER, fact_names
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.vocabulary import StatedWord, TitleWord
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain
from huiqi.tables import ReadTable, Wanted, find_columns, read_cells, table_of
from huiqi.tables.columns import listed
from huiqi.tables.names_by_content import head_of_names
from huiqi.tables.table import Grid
from huiqi.wordings import says_unknown


class Headings:
    """What is looked for in the header of a table of enterprises.

    ``cells``: of the first rows; ``columns``: what the user says a column is; ``as_of``: the day
    from which 去年 is told; absent, such a column is of no year; ``year``: that of the columns that
    name none; ``unit``: of the amounts whose head names none; ``apart``: the columns that are said
    to be none of the rules'; ``every``: what is so of each enterprise; ``by``, ``chosen``: columns
    that are carried although they are.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        cells: Iterable[str],
        columns: Sequence[str],
        as_of: date | None,
        diagnostics: Diagnostics,
        *,
        year: int | None = None,
        unit: str | None = None,
        apart: Iterable[str] = (),
        every: Iterable[str] = (),
        by: str | None = None,
        chosen: Iterable[str] = (),
        file: Path = Path(),
    ) -> None:
        self.rulebook, self.by, self.file = rulebook, by, file
        # By its name and code an enterprise is told as it is.
        self.chosen = [name for name in chosen if Names(IDENTITY).find(name) is None]
        #: Whether it is said that nobody knows what amounts count whose head does not say it.
        self.unit_unknown = unit is not None and says_unknown(unit)
        self.unit = None if unit is None or self.unit_unknown else _unit_told(unit, diagnostics)
        self.apart = frozenset(map(plain, apart))
        # A year may also stand in what the user says a column is: 2021年营业收入=前年销售收入.
        cells = [*cells, *(option.partition("=")[0] for option in columns)]
        self.named = ColumnNames(rulebook, cells, as_of, year)
        words = rulebook.vocabulary.stated.items()
        places = {
            key: (own.label.zh, own.label.en, key, *own.also, *lists_called(rulebook, own))
            for key, own in words
        }
        self._by_name = own = Wanted(
            names={**IDENTITY, **places, **self.named.names},
            required=("name",),
            dated=True,
            also=self.named.find,
        )
        #: How the user says that columns are headed which are no facts, by their names.
        self._said = said_of_carried(columns, own, rulebook, as_of)
        columns = [one for one in columns if one.partition("=")[2].strip() not in self._said]
        self.wanted = own.with_columns(columns, diagnostics)
        #: What the user says the days of a column are, or that its figures are at most so much.
        self._heads: dict[Key, str] = {
            (key, None): days
            for option in columns
            for key, theirs in self.wanted.stated.items()
            if theirs == option.partition("=")[2] and (days := head_told(option.partition("=")[0]))
        }
        #: What is so of each enterprise, by the name of a column that would say it.
        facts = {key: names for key, names in self.wanted.names.items() if key not in IDENTITY}
        # A place may be said of all although a column says more of it.
        stated = {
            key: name
            for key, name in self.wanted.stated.items()
            if key not in rulebook.vocabulary.places
        }
        self._facts = replace(self.wanted, names=facts, stated=stated)
        self.every = told_of_every(every, self._facts, diagnostics)
        #: By place, where all are of a table that has a column of it.
        self._within: dict[str, str] = {}
        diagnostics.raise_errors()

    def table(
        self, grid: Grid, diagnostics: Diagnostics, header: int | None = None, *, by_row: bool
    ) -> ReadTable:
        """The table among the cells of its file, with its columns as they are headed.

        Raises :class:`~huiqi.diagnostics.InputError` where there is none.
        """
        self._name_by_content(grid, diagnostics)
        table = table_of(grid, self.file, diagnostics, header, self.wanted, by_row=by_row)
        diagnostics.raise_errors()
        assert table is not None
        return table

    def names(self, table: ReadTable) -> bool:
        """Whether a column is known to be the names of the enterprises."""
        return "name" in self.wanted.positions(table.columns)

    def _name_by_content(self, grid: Grid, diagnostics: Diagnostics) -> None:
        """P114: where no head is that of the enterprises' names, the one over such names is."""
        lines = grid.lines[:SEARCHED]
        if any("name" in self.wanted.positions(cells) for _, cells in lines):
            return
        if head := head_of_names(grid):
            said = sentence("“{column}”当作企业名称读", column=head)
            remedy = sentence("不是的话，用 --column 企业名称=列名 写明是哪一列")
            diagnostics.warn("P114", Place(str(self.file)), said, remedy=remedy)
            self.wanted = self.wanted.with_columns([f"name={head}"], diagnostics)

    def added(self, columns: Sequence[str]) -> Mapping[str, str]:
        """The columns that a table has more, by name, each with what it says in every row.

        Where a place has a column of its own that is none: its addresses lie there.
        """
        stated, places = self.wanted.positions(columns), self.rulebook.vocabulary.places
        found = {}
        for name, told in self.every.items():
            key = next(iter(self._facts.positions([name])))
            if key in places and key in stated:
                self._within[key] = told
            else:
                found[name] = told
        return found

    def opened(
        self,
        table: ReadTable,
        diagnostics: Diagnostics,
        *,
        by_row: bool,
        first: ReadTable | None = None,
    ) -> EnterpriseTable:
        """The table, which has a column for what is so of each, with its columns told; what is in
        doubt is raised.

        ``first``: the same with its first rows, where it has none itself.
        """
        keys = self.named.keys
        found = find_columns(table, self.wanted, diagnostics, by_row=by_row)
        read_titles_by_level(first or table, found, self.wanted.stated, self.rulebook, diagnostics)
        read_years_by_cells(first or table, found, self.rulebook, diagnostics)
        beside = self._told_beside(table, found)
        undated = self.named.check_years(table, set(found.values()), diagnostics, carried=by_row)
        diagnostics.raise_errors()
        self.named.tell_relative(table, found, self.wanted.stated, diagnostics)
        read = {keys[k]: index for k, index in found.items() if k in keys}
        # What a column of its own says of a place comes before what an address tells of it.
        stated = [one for one in self.rulebook.vocabulary.stated.values() if one.id in found]
        # A column of one title says more of it than one of all.
        stated.sort(key=lambda own: not (isinstance(own, TitleWord) and own.several))
        addresses: dict[Key, StatedWord] = {
            (fact, None): own for own in stated for fact in own.answers if (fact, None) not in read
        }
        read |= {key: found[own.id] for key, own in addresses.items()}
        # A title's day tells of the year of the first, what was spent on a project of its end.
        read |= first_years(self.rulebook, read) | told_within(self.rulebook, read)
        facts = FactColumns(
            self.rulebook,
            table,
            read,
            diagnostics,
            self.unit,
            places=addresses,
            as_of=self.named.as_of,
        )
        bare = [key for key, own in facts.factors.items() if own is None and self.unit_unknown]
        unread = {table.columns[read[key]] for key in bare}
        if bare:
            # What there was to remark on them was remarked.
            _remark_on_no_unit(table, [read[key] for key in bare], diagnostics)
            read = {key: index for key, index in read.items() if key not in bare}
            found = {k: index for k, index in found.items() if keys.get(k) not in bare}
            facts = FactColumns(
                self.rulebook, table, read, Diagnostics(), places=addresses, as_of=self.named.as_of
            )
            facts.diagnostics = diagnostics
        facts.within, facts.beside = self._within, beside
        titles = [one for one in stated if isinstance(one, TitleWord) and one.several]
        facts.listing = {found[own.id]: own for own in titles} if by_row else {}
        named = {keys[k]: own for k, own in self.wanted.stated.items() if k in keys}
        named |= {
            key: self.wanted.stated[own.id]
            for key, own in addresses.items()
            if own.id in self.wanted.stated
        }
        facts.parts = parts_stated(table, read, named)
        facts.heads = {key: days for key, days in self._heads.items() if key not in beside}
        facts.heads |= dict.fromkeys(facts.within_cells - facts.completions, AT_MOST)
        for key, own in addresses.items():
            if own.id in self._within:
                facts.value(key, self._within[own.id], EVERY, diagnostics)
        for key, index in read.items():
            if (told := self.every.get(table.columns[index])) is not None:
                facts.value(key, told, EVERY, diagnostics)
        diagnostics.raise_errors()
        opened = EnterpriseTable(table, found, facts)
        say_of_carried(opened, self._said, diagnostics)
        diagnostics.raise_errors()
        if by_row:
            opened.undated = undated
            carried = {
                i: name
                for i, name in opened.carried.items()
                if plain(name) not in self.apart and name not in unread and i not in opened.said
            }
            # Every cell of the others is looked at for it: only where it is asked.
            opened.sought = partial(sought, self.named, table, carried, read)
            opened.in_doubt = ask_about_carried(self.named, table, carried, read, diagnostics)
            opened.in_doubt += tuple(
                one
                for one in may_mean_others(self.named, table, read)
                if plain(one.name) not in self.apart
            )
        for name in self.chosen:
            opened.carry(name)
        self._check_by(opened, diagnostics)
        if by_row:
            remark_on_bare_rows(opened, self.every, diagnostics)
        return opened

    def _told_beside(self, table: ReadTable, found: dict[str, int]) -> dict[Key, OtherColumn]:
        """Of what two columns tell the other one: of a title whether it is held, and its day, as
        the user says; of a year the year, and whether there is any (是否规上).  The answer is
        ``found`` then, or the year.
        """
        beside: dict[Key, OtherColumn] = {}
        named = self._by_name.positions(table.columns) if self._heads else {}
        for (name, _), days in self._heads.items():
            if days == AT_MOST:
                continue
            index = found.get(name)
            answers = [place for place in named.get(name, ()) if place != index]
            if index is not None and len(answers) == 1:
                beside[name, None] = OtherColumn(index, days)
                found[name], found[f"{name}{days}"] = answers[0], index
        facts, taken = fact_names(self.rulebook), {*found.values()}
        for name in [name for name, key in self.named.keys.items() if name in found and not key[1]]:
            declared = column_of(self.rulebook, name)
            if not declared.is_calendar_year:
                continue
            for index, head in enumerate(table.columns):
                if index in taken or not head or declared not in facts.looks_like(head):
                    continue
                cells = [row.cells[index] for row in table.rows]
                whether = sum(map(says_no_year, cells))
                # 是否规上 asks it by its head, 规上 where it is mostly answered so.
                if facts.asks_whether(head) or 2 * whether > sum(map(bool, cells)):
                    beside[name, None] = OtherColumn(index)
                    found[f"{name}{WHETHER}"] = index
        return beside

    def _check_by(self, opened: EnterpriseTable, diagnostics: Diagnostics) -> None:
        """C140 where enterprises cannot be grouped as is asked, before anything else is done."""
        if (by := self.by) is None or opened.carry(by) or group_named(by, self.rulebook):
            return
        columns = dict(sorted({**opened.carried, **opened.evaluated}.items())).values()
        allowed = [*columns, *(one.label.zh for one in groupings_of(self.rulebook))]
        said, remedy = sentence("表里没有这一列"), sentence("不写 --by 就不分，出一张名单")
        diagnostics.report("C140", Place("--by"), said, found=by, allowed=allowed, remedy=remedy)
        diagnostics.raise_errors()


def _remark_on_no_unit(table: ReadTable, bare: list[int], diagnostics: Diagnostics) -> None:
    diagnostics.warn(
        "P154",
        table.place(None, bare[0]),
        sentence(
            "这些金额没有写单位，也不知道是哪个单位，没有用来评估：{columns}",
            columns=listed([table.columns[index] for index in bare]),
        ),
        remedy=sentence("问清楚以后写在列名后面的括号里，如（万元），或用 --unit"),
    )


def _unit_told(unit: str, diagnostics: Diagnostics) -> Decimal | None:
    """What an amount counts, in yuan; T117 where that is no unit of money."""
    try:
        return money_unit(unit)
    except QuantityError as problem:
        diagnostics.report("T117", Place("--unit"), problem.told, found=unit, allowed=MONEY_UNITS)
        return None


def first_cells(grid: Grid) -> list[str]:
    """Those among which the header is."""
    return [cell for _, line in grid.lines[:SEARCHED] for cell in line]


def open_profiles(
    path: Path,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
    *,
    most: int,
    sheet: str | None = None,
    header: int | None = None,
    columns: Iterable[str] = (),
    as_of: date | None = None,
    year: int | None = None,
    unit: str | None = None,
    apart: Iterable[str] = (),
    every: Iterable[str] = (),
    by: str | None = None,
    chosen: Iterable[str] = (),
    by_row: bool = False,
    grid: Grid | None = None,
) -> EnterpriseTable:
    """The table of a file, with at ``most`` so many rows; remarks go to ``diagnostics``.

    ``as_of``: the day from which 去年 is told; absent, such a column is of no year.  ``year``: that
    of the columns that name none.  ``unit``: of the amounts whose head names none.  ``apart``: the
    columns that are said to be none of the rules'.  ``every``: what is so of each enterprise:
    ``fact=value``.  ``by``, ``chosen``: columns that are carried although they are the rules'.
    ``by_row``: what is wrong with a cell is told with its row, not of the table; columns that are
    none of the rules' are carried, not remarked on.
    ``grid``: the cells, where they have been read.

    Raises :class:`~huiqi.diagnostics.InputError` where it cannot be read, or a column is in doubt.
    """
    grid = grid or read_cells(path, diagnostics, sheet, name_heads(columns))
    diagnostics.raise_errors()
    assert grid is not None
    headings = Headings(
        rulebook,
        first_cells(grid),
        tuple(columns),
        as_of,
        diagnostics,
        year=year,
        unit=unit,
        apart=apart,
        every=every,
        by=by,
        chosen=chosen,
        file=path,
    )
    table = headings.table(grid, diagnostics, header, by_row=by_row)
    if len(table.rows) > most:
        message = sentence("一次最多读 {number} 户", number=most)
        diagnostics.report("P152", table.place(), message, found=len(table.rows))
        diagnostics.raise_errors()
    table = with_titles_together(table, rulebook, diagnostics)
    table = with_columns(table, headings.added(table.columns))
    opened = headings.opened(table, diagnostics, by_row=by_row)
    remark_on_signs(opened.facts, diagnostics)
    return opened
