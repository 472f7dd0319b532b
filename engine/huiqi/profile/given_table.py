"""A table of enterprises as it is given: its file, how that is read, and its lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostic, Diagnostics
from huiqi.objects import dataclass

if TYPE_CHECKING:
    from huiqi.profile.asked_of_columns import Questions
    from huiqi.profile.fact_columns import FactColumns
    from huiqi.profile.list_tables import ListTable
    from huiqi.profile.rows import EnterpriseTable
    from huiqi.rulebook.rulebook import Rulebook
    from huiqi.tables.table import Grid, ReadTable

#: The most rows that are decided one by one; a larger table would take hours.
MOST_ROWS = 50_000


#: So many rows are looked at for what amounts without a unit count.
_LOOKED_AT = 200
#: How it is said that nobody knows it.
UNKNOWN_UNIT = "不知道"


class HeldCells:
    """The cells of one file or sheet, once they have been read, with what there was to remark."""

    def __init__(self) -> None:
        self._found: tuple[Path, str | None, Grid] | None = None
        self._remarks: tuple[Diagnostic, ...] = ()

    def read(
        self, file: Path, sheet: str | None, heads: Sequence[str], diagnostics: Diagnostics
    ) -> Grid:
        """The cells, of the sheet that has one of ``heads`` where none is named.

        Raises :class:`~huiqi.diagnostics.InputError` where they cannot be read.
        """
        from huiqi.tables import read_cells

        if self._found is None or self._found[:2] != (file, sheet):
            own = Diagnostics()
            grid = read_cells(file, own, sheet, heads)
            own.raise_errors()
            assert grid is not None
            self._found, self._remarks = (file, sheet, grid), tuple(own.items)
        diagnostics.items += self._remarks
        return self._found[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTable:
    """A table of enterprises as it is given.

    Attributes:
        file: CSV or XLSX, an enterprise a row; columns that are no facts are carried.
        sheet: The sheet of a workbook; absent, the first, or the only one that is of enterprises.
        header: The row, from 1, of the column names; absent, it is looked for.
        columns: ``what it is=what the table calls it``, each.
        year: That of the columns of a year that name none.
        unit: What amounts count whose head says no unit: 元, 万元, 亿元; absent, yuan; where it is
            said to be unknown (不知道), they are not read.
        apart: The columns that are said to be none of the rules'.
        every: ``fact=value`` each: what is so of all of them, and stands in no column; of a place
            with a column of its own, where an address there lies that names no province or city.
        lists: ``list=file`` each: records in tables of their own.
        meant: ``word=measure`` each: which one it is where a cell says what came of a measure that
            its column does not name; ``column=column``: where it is named beside.
        whole: The lists of which such a table, or its own columns, hold all there is.
        redact: Nothing that tells of a person is carried, or said of what is wrong.
        lenient: A cell that cannot be read leaves its facts unknown, and refuses no row; ``None``:
            nobody says so, and it does refuse.
        about: A figure that is said to be about (约800) is read as a tenth about it.
        spent: What is told to be spent on what is not completed was; else it may be a plan.
        none_is_nought: Where a figure is asked for, 无 says that it is nought, and 没报 of what is
            claimed; else neither does.
        whether_claimed: Of an amount that is claimed √ says that it was; else that is not known.
        no_is_never: Where a year is asked for, 否 says that it never came to that; else not known.
        still_held: A title of which only is told when it was given, and of which the rules do not
            say how long it is held, is in force; else that is not known.
        titles_year: Of which year the titles are that are given for one, where a cell of several
            does not say it; absent, that is not known.
        unsure: The enterprises of which that is not known, by name or its digest.
        keep: The columns that are carried all the same; so is ``by``, which groups the enterprises.
        chosen: The columns by which enterprises are chosen: they are carried, too.
    """

    file: Path
    sheet: str | None = None
    header: int | None = None
    columns: tuple[str, ...] = ()
    year: int | None = None
    unit: str | None = None
    apart: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    redact: bool = False
    lenient: bool | None = None
    about: bool = False
    spent: bool = False
    none_is_nought: bool = False
    no_is_never: bool = False
    whether_claimed: bool = False
    still_held: bool = False
    titles_year: int | None = None
    unsure: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    by: str | None = None
    chosen: tuple[str, ...] = ()
    #: Its cells, which are read once however often it is asked about.
    cells: HeldCells = field(default_factory=HeldCells, compare=False, repr=False)

    def opened(
        self, rulebook: Rulebook, as_of: date | None, diagnostics: Diagnostics
    ) -> tuple[EnterpriseTable, tuple[ListTable, ...]]:
        """The table and its lists, as a rulebook understands them; ``as_of``: the day from which
        去年 is told.

        Raises :class:`~huiqi.diagnostics.InputError` where the table cannot be read.
        """
        from huiqi.profile.list_tables import open_lists, unmatched
        from huiqi.profile.record_columns import refuse_twice

        table = self.alone(rulebook, as_of, diagnostics)
        lists = open_lists(self.lists, self.whole_apart(table, rulebook), rulebook, diagnostics)
        refuse_twice(table.facts, (one.fact for one in lists), diagnostics)
        unmatched(lists, table.identities(), diagnostics)
        return table, lists

    def alone(
        self, rulebook: Rulebook, as_of: date | None, diagnostics: Diagnostics
    ) -> EnterpriseTable:
        """The same without its lists."""
        from huiqi.profile.outcomes_meant import measures_said
        from huiqi.profile.record_columns import whole_among
        from huiqi.profile.rows import name_heads

        heads = name_heads(self.columns)
        grid = self.cells.read(self.file, self.sheet, heads, diagnostics)
        table = self.read(rulebook, as_of, diagnostics, most=MOST_ROWS, grid=grid)
        self.read_so(table.facts)
        table.facts.whole = whole_among(table.facts, self.whole)
        table.unsure = frozenset(self.unsure) if self.still_held else frozenset()
        table.meant = measures_said(self.meant, table.carried, table.places_of_outcomes, rulebook)
        if self.redact:
            rows = table.table.rows
            table.leave_out_persons(
                self.keep, self.by, lambda index: (row.cells[index] for row in rows), diagnostics
            )
            diagnostics.raise_errors()
        return table

    def headed(self, rulebook: Rulebook, as_of: date | None) -> tuple[ReadTable, bool]:
        """The table by its heads alone, and whether one is known to be that of the names.

        Raises :class:`~huiqi.diagnostics.InputError` where it cannot be read.
        """
        from huiqi.profile.headings import Headings, first_cells
        from huiqi.profile.rows import name_heads

        unsaid = Diagnostics()
        grid = self.cells.read(self.file, self.sheet, name_heads(self.columns), unsaid)
        headings = Headings(
            rulebook, first_cells(grid), self.columns, as_of, unsaid, year=self.year, file=self.file
        )
        table = headings.table(grid, unsaid, self.header, by_row=True)
        return table, headings.names(table)

    def read_so(self, facts: FactColumns) -> None:
        """Has the cells read as is said here."""
        facts.lenient, facts.about, facts.spent = bool(self.lenient), self.about, self.spent
        facts.none_is_nought = self.none_is_nought
        # Without a name for each row nothing is taken for so.
        facts.still_held = self.still_held and not self.unsure
        facts.titles_year = self.titles_year
        facts.no_is_never, facts.whether_claimed = self.no_is_never, self.whether_claimed

    def sure_of_units(self, rulebook: Rulebook, as_of: date | None) -> GivenTable:
        """The same; where most figures without a unit are hardly meant in yuan, and nobody said
        what they count, that is unknown: read as yuan they would refuse and promise falsely.
        """
        if self.unit is not None:
            return self
        table, doubted, read = self.alone(rulebook, as_of, Diagnostics()), 0, 0
        bare = {key for key, factor in table.facts.factors.items() if factor is None}
        for row in table.table.rows[:_LOOKED_AT] if bare else ():
            own = table.profile(row, Diagnostics())
            read += not bare.isdisjoint(own.facts)
            doubted += bool(table.facts.doubtful)
        return replace(self, unit=UNKNOWN_UNIT) if 2 * doubted > read else self

    def whole_apart(self, table: EnterpriseTable, rulebook: Rulebook) -> list[str]:
        """The lists that are whole and stand in tables of their own, by their names."""
        from huiqi.rulebook.naming import fact_names

        facts = fact_names(rulebook)
        return [name for name in self.whole if facts.find(name) not in table.facts.whole]

    def read(
        self,
        rulebook: Rulebook,
        as_of: date | None,
        diagnostics: Diagnostics,
        *,
        most: int,
        grid: Grid | None = None,
    ) -> EnterpriseTable:
        """The table alone, row by row, with at ``most`` so many rows; raises as above.

        ``grid``: its cells, where they have been read.
        """
        from huiqi.profile.headings import open_profiles

        return open_profiles(
            self.file,
            rulebook,
            diagnostics,
            most=most,
            sheet=self.sheet,
            header=self.header,
            columns=self.columns,
            as_of=as_of,
            year=self.year,
            unit=self.unit,
            apart=self.apart,
            every=self.every,
            by=self.by,
            chosen=self.chosen,
            by_row=True,
            grid=grid,
        )

    def questions(self, rulebook: Rulebook, as_of: date) -> Questions:
        """What is to be asked before it is decided; the table as it then is.

        Raises :class:`~huiqi.diagnostics.InputError` where the table cannot be read.
        """
        from huiqi.profile.asked_of_table import asked_of_table

        return asked_of_table(self, rulebook, as_of)
