"""Enterprises from a table: a row is one of them, a column a fact, in a year where it has years.

The unit stands in a bracket of its own.  An empty cell, or one that says so (未知), is unknown,
never zero.

Codes: P150 no name, P152 too many rows, T117 no unit of money; as remarks P159 rows of one
enterprise, P167 columns that are left out since they tell of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.column_names import ColumnNames, Key
from huiqi.profile.columns_meant import ColumnInDoubt, ask_about_carried
from huiqi.profile.credit_code import check_credit_code
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.of_every_row import EVERY, told_of_every, with_columns
from huiqi.profile.profile import Profile
from huiqi.quantities import MONEY_UNITS, QuantityError, money_unit
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.vocabulary import PlaceWord
from huiqi.sentences import sentence
from huiqi.spelling import Names, code_text, one_line, plain
from huiqi.tables import ReadTable, Row, Wanted, find_columns, read_cells, table_of
from huiqi.tables.columns import listed, row_numbers
from huiqi.tables.personal_columns import tells_of_a_person
from huiqi.tables.table import Flaw
from huiqi.tables.table_reader import OTHERS, WORKBOOKS
from huiqi.wordings import says_nothing

#: After so many faults the rest of the table is not looked at.
MOST_FAULTS = 100
#: So many enterprises that have several rows are named.
_MOST_REPEATED = 10
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("企业名称", "name", "enterprise", "企业", "申请单位", "单位名称", "公司名称", "企业全称"),
        *("单位全称", "公司全称", "企业（单位）名称", "单位（企业）名称", "市场主体名称"),
    ),
    "credit_code": (
        *("统一社会信用代码", "credit_code", "信用代码", "社会信用代码", "统一信用代码"),
        *("企业信用代码", "社会统一信用代码", "统一社会信用代码（纳税人识别号）"),
        *(
            "纳税人识别号",
            "税号",
            "税号/社会信用代码",
            "社会信用代码/税号",
            "统一社会信用代码/税号",
        ),
    ),
}
#: Years are looked for in so many of the first rows, one of which is the header.
SEARCHED = 30


class EnterpriseTable:
    """A table opened: which columns are whose, and its rows one by one.

    ``carried``: the columns that are none of the rules', in their order, by their place;
    ``in_doubt``: those of them that may be meant for a fact; ``undated``: those of a year that say
    none.
    """

    def __init__(
        self,
        table: ReadTable,
        found: Mapping[str, int],
        facts: FactColumns,
    ) -> None:
        self.table, self.found, self.facts = table, found, facts
        self.in_doubt: tuple[ColumnInDoubt, ...] = ()
        self.undated: tuple[str, ...] = ()
        used = set(found.values())
        self.carried = {
            index: name
            for index, name in enumerate(table.columns)
            if index not in used and (name or any(row.cells[index] for row in table.rows))
        }

    def carried_cells(self, row: Row) -> tuple[str, ...]:
        """What stands in the columns that are none of the rules'."""
        return tuple(row.cells[index] for index in self.carried)

    def leave_out_persons(
        self,
        kept: Iterable[str],
        by: str | None,
        cells: Callable[[int], Iterable[str]],
        diagnostics: Diagnostics,
    ) -> None:
        """Carries no column that tells of a person, but those ``kept`` and the one ``by`` which
        the enterprises are grouped; which ones is remarked.

        C140 where what is kept is no column that is carried.

        Args:
            cells: What stands in a column, by its place: the rows may be elsewhere.
        """
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

    def profile(self, row: Row, diagnostics: Diagnostics) -> Profile:
        """The enterprise of a row; what is wrong with it goes to ``diagnostics``."""
        self.facts.diagnostics = diagnostics
        self.facts.doubtful = {True: {}, False: {}}
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
        profile = _profile(row, self.table, self.found, self.facts, diagnostics, flawed=flawed)
        self.facts.ask_about_doubtful(diagnostics)
        return profile

    def of_rows(
        self, rows: Iterable[Row], flaws: Mapping[tuple[int, int], Flaw]
    ) -> EnterpriseTable:
        """The same table with these rows for its own."""
        table = replace(self.table, rows=tuple(rows), flaws=flaws)
        other = EnterpriseTable(table, self.found, self.facts)
        other.carried = self.carried
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
        found: dict[tuple[bool, str], list[int]] = {}
        for row, (name, code) in zip(self.table.rows, self.identities(), strict=True):
            if code or plain(name):
                found.setdefault((bool(code), code or plain(name)), []).append(row.number)
        columns = {True: self.found.get("credit_code", 0), False: self.found["name"]}
        return {
            tuple(rows): columns[by_code] for (by_code, _), rows in found.items() if len(rows) > 1
        }

    def remark_on_repeated(self, decided: Container[int], diagnostics: Diagnostics) -> None:
        """P159: each enterprise that has several rows among those ``decided``."""
        found = [
            ([row for row in rows if row in decided], column)
            for rows, column in self.repeated().items()
        ]
        several = [(rows, column) for rows, column in found if len(rows) > 1]
        for rows, column in several[:_MOST_REPEATED]:
            named = row_numbers(rows)
            said = sentence(
                "{rows}企业名称相同，是同一户；各评估一次，合计里也各算一次", rows=named
            )
            if column != self.found["name"]:
                said = sentence(
                    "{rows}信用代码相同，是同一户；各评估一次，合计里也各算一次", rows=named
                )
            diagnostics.warn(
                "P159",
                Place(self.table.file, rows[1], column + 1),
                said,
                remedy=sentence("留一行，别的删去；不是同一户，改正代码或名称"),
            )
        if len(several) > _MOST_REPEATED:
            rest = len(several) - _MOST_REPEATED
            message = sentence("另有 {number} 户也各有几行", number=rest)
            diagnostics.warn("P159", self.table.place(), message)

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


class Headings:
    """What is looked for in the header of a table of enterprises.

    ``cells``: of the first rows; ``columns``: what the user says a column is; ``as_of``: the day
    from which 去年 is told; absent, such a column is of no year; ``year``: that of the columns that
    name none; ``unit``: of the amounts whose head names none; ``apart``: the columns that are said
    to be none of the rules'; ``every``: what is so of each enterprise.
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
    ) -> None:
        self.rulebook = rulebook
        self.unit = None if unit is None else _unit_told(unit, diagnostics)
        self.apart = frozenset(map(plain, apart))
        # A year may also stand in what the user says a column is: 2021年营业收入=前年销售收入.
        cells = [*cells, *(option.partition("=")[0] for option in columns)]
        self.named = ColumnNames(rulebook, cells, as_of, year)
        placed = rulebook.vocabulary.places.values()
        places = {own.id: (own.label.zh, own.label.en, own.id, *own.also) for own in placed}
        self.wanted = Wanted(
            names={**IDENTITY, **places, **self.named.names}, required=("name",), dated=True
        ).with_columns(columns, diagnostics)
        #: What is so of each enterprise, by the name of a column that would say it.
        facts = {key: names for key, names in self.wanted.names.items() if key not in IDENTITY}
        self.every = told_of_every(every, replace(self.wanted, names=facts), diagnostics)
        diagnostics.raise_errors()

    def opened(
        self, table: ReadTable, diagnostics: Diagnostics, *, by_row: bool
    ) -> EnterpriseTable:
        """The table, which has a column for what is so of each, with its columns told; what is in
        doubt is raised.
        """
        keys, placed = self.named.keys, self.rulebook.vocabulary.places
        found = find_columns(table, self.wanted, diagnostics, by_row=by_row)
        undated = self.named.check_years(table, set(found.values()), diagnostics, carried=by_row)
        diagnostics.raise_errors()
        self.named.tell_relative(table, found, self.wanted.stated, diagnostics)
        read = {keys[k]: index for k, index in found.items() if k in keys}
        # What a column of its own says of a place comes before what an address tells of it.
        addresses: dict[Key, PlaceWord] = {
            (fact, None): own
            for own in placed.values()
            if own.id in found
            for fact in own.answers
            if (fact, None) not in read
        }
        read |= {key: found[own.id] for key, own in addresses.items()}
        facts = FactColumns(self.rulebook, table, read, diagnostics, self.unit, places=addresses)
        for key, index in read.items():
            if (told := self.every.get(table.columns[index])) is not None:
                facts.value(key, told, EVERY, diagnostics)
        diagnostics.raise_errors()
        opened = EnterpriseTable(table, found, facts)
        if by_row:
            opened.undated = undated
            carried = {
                i: name for i, name in opened.carried.items() if plain(name) not in self.apart
            }
            opened.in_doubt = ask_about_carried(self.named, table, carried, diagnostics)
        return opened


def _unit_told(unit: str, diagnostics: Diagnostics) -> Decimal | None:
    """What an amount counts, in yuan; T117 where that is no unit of money."""
    try:
        return money_unit(unit)
    except QuantityError as problem:
        diagnostics.report("T117", Place("--unit"), problem.told, found=unit, allowed=MONEY_UNITS)
        return None


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
    by_row: bool = False,
) -> EnterpriseTable:
    """The table of a file, with at ``most`` so many rows; remarks go to ``diagnostics``.

    ``as_of``: the day from which 去年 is told; absent, such a column is of no year.  ``year``: that
    of the columns that name none.  ``unit``: of the amounts whose head names none.  ``apart``: the
    columns that are said to be none of the rules'.  ``every``: what is so of each enterprise:
    ``fact=value``.
    ``by_row``: what is wrong with a cell is told with its row, not of the table; columns that are
    none of the rules' are carried, not remarked on.

    Raises :class:`~huiqi.diagnostics.InputError` where it cannot be read, or a column is in doubt.
    """
    grid = read_cells(path, diagnostics, sheet)
    diagnostics.raise_errors()
    assert grid is not None
    cells = [cell for _, line in grid.lines[:SEARCHED] for cell in line]
    headings = Headings(
        rulebook,
        cells,
        tuple(columns),
        as_of,
        diagnostics,
        year=year,
        unit=unit,
        apart=apart,
        every=every,
    )
    table = table_of(grid, path, diagnostics, header, headings.wanted, by_row=by_row)
    diagnostics.raise_errors()
    assert table is not None
    if len(table.rows) > most:
        message = sentence("一次最多读 {number} 户", number=most)
        diagnostics.report("P152", table.place(), message, found=len(table.rows))
        diagnostics.raise_errors()
    return headings.opened(with_columns(table, headings.every), diagnostics, by_row=by_row)


def _profile(
    row: Row,
    table: ReadTable,
    columns: Mapping[str, int],
    facts: FactColumns,
    diagnostics: Diagnostics,
    *,
    flawed: Iterable[int] = (),
) -> Profile:
    name = one_line(row.cells[columns["name"]])
    if not name:
        place = table.place(row, columns["name"])
        message, remedy = sentence("这一行没有企业名称"), sentence("补上名称，或删去")
        diagnostics.report("P150", place, message, remedy=remedy)
    code = ""
    if "credit_code" in columns:
        code = code_text(row.cells[columns["credit_code"]])
        code = "" if says_nothing(code) else code
        reason = check_credit_code(code) if code else None
        if reason is not None:
            at = table.place(row, columns["credit_code"])
            message = sentence("统一社会信用代码：{problem}", problem=reason)
            diagnostics.warn("P110", at, message, found=code)
    return Profile(
        name=name,
        credit_code=code,
        facts=facts.read(row, flawed),
        file=str(Place(table.file, row.number, 1)),
    )


def is_table(path: Path) -> bool:
    """Whether a file is a table by its name, and no profile."""
    return path.suffix.lower() in (".csv", *WORKBOOKS, *OTHERS)
