"""Applicants from a table: CSV or spreadsheet, columns by Chinese or English names.

An empty cell, ``未知`` or ``unknown`` is unknown, never zero.  Codes: F101 no name, F102 the same
applicant twice, F103 the base, F104 the time, F105 the rank or score, F106 the credit code (a
warning), F107 no applicant at all, F108 too many faults to go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from huiqi.diagnostics import Diagnostic, Diagnostics
from huiqi.funds.applicants import Applicant
from huiqi.funds.eligibility import Eligibility, facts_asked
from huiqi.language.types import COUNT, MONEY
from huiqi.profile.account import YUAN
from huiqi.profile.credit_code import check_credit_code
from huiqi.profile.doubts import Doubt, doubt_of
from huiqi.profile.rows import IDENTITY, MOST_FAULTS
from huiqi.quantities import QuantityError
from huiqi.rulebook.naming import called
from huiqi.rulebook.points import parse_number, parse_range
from huiqi.rulebook.rulebook import Definition, Fact, Fund, Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import code_text, plain
from huiqi.tables import ReadTable, Row, Wanted, find_columns, read_cells, table_of
from huiqi.tables.moments import parse_moment
from huiqi.tables.units import stated_factor
from huiqi.truth import Truth
from huiqi.wordings import says_nothing

COLUMNS: Mapping[str, tuple[str, ...]] = {
    **IDENTITY,
    "base": ("加计扣除额", "base", "基数"),
    "applied": ("申请时间", "applied_at", "applied", "申请日期"),
    "rank": ("排名", "rank", "名次"),
    "score": ("得分", "score", "评分"),
}
#: The unit that a column of figures most often has.
_TEN_THOUSAND, _EXAMPLE = "万元", "350万元"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadApplicants:
    """Those who apply to a fund; ``checked``: the facts by which a column decides who may."""

    fund: Fund
    applicants: Sequence[Applicant]
    checked: Sequence[str]
    remarks: Sequence[Diagnostic]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNamed:
    """A table's file, and what its reader cannot find alone: the sheet, the row (from 1) of the
    column names, and columns as ``what it is=what the table calls it``.
    """

    file: Path
    sheet: str | None = None
    header: int | None = None
    columns: tuple[str, ...] = ()


def applicants_in(named: TableNamed, rulebook: Rulebook, fund: Fund, as_of: date) -> ReadApplicants:
    """Those who apply to a fund, from the file of a table.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault at its place.
    """
    diagnostics = Diagnostics()
    wanted = columns_wanted(rulebook, fund).with_columns(named.columns, diagnostics)
    cells = read_cells(named.file, diagnostics, named.sheet, wanted.heads)
    diagnostics.raise_errors()
    assert cells is not None
    rows = table_of(cells, named.file, diagnostics, named.header, wanted)
    diagnostics.raise_errors()
    assert rows is not None
    applicants, checked = read_applicants(
        rows, wanted, rulebook, fund=fund, as_of=as_of, diagnostics=diagnostics
    )
    return ReadApplicants(
        fund=fund, applicants=applicants, checked=checked, remarks=diagnostics.sorted()
    )


def columns_wanted(rulebook: Rulebook, fund: Fund) -> Wanted:
    """The columns that are read, and the names each may have, without a unit in brackets."""
    bases = (*COLUMNS["base"], *called(rulebook.declared(fund.base)))
    facts = {name: called(fact) for name, fact in facts_asked(rulebook, fund).items()}
    for place in rulebook.vocabulary.places.values():
        if any(name in facts for name in place.answers):
            facts[place.id] = (place.label.zh, place.label.en, place.id, *place.also)
    return Wanted(names={**COLUMNS, "base": bases, **facts}, required=("name", "base"))


def read_applicants(
    table: ReadTable,
    wanted: Wanted,
    rulebook: Rulebook,
    *,
    fund: Fund,
    as_of: date,
    diagnostics: Diagnostics,
) -> tuple[tuple[Applicant, ...], tuple[str, ...]]:
    """The applicants, in the order of the table, and the facts it was asked for whether each
    qualifies; remarks go to ``diagnostics``.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault at its row and column.
    """
    found = find_columns(table, wanted, diagnostics)
    diagnostics.raise_errors()
    factor = stated_factor(table, found["base"], diagnostics)
    eligibility = Eligibility(
        rulebook, fund, as_of, table=table, columns=found, diagnostics=diagnostics
    )
    diagnostics.raise_errors()
    declared = rulebook.declared(fund.base)
    reader = _Reader(
        table, found, factor, declared, eligibility=eligibility, diagnostics=diagnostics
    )
    applicants = []
    for row in table.rows:
        applicants.append(reader.applicant(row))
        if len(diagnostics.errors) > MOST_FAULTS:
            diagnostics.report(
                "F108", table.place(row), sentence("有误的单元格太多，后面的没有再看")
            )
            break
    if not applicants:
        diagnostics.report("F107", table.place(), sentence("表里没有申请企业"))
    elif not diagnostics.errors and all(a.eligible is Truth.FALSE for a in applicants):
        message = sentence("表里的企业没有一户符合条件")
        diagnostics.report("F107", table.place(), message, found=applicants[0].because)
    diagnostics.raise_errors()
    if True in reader.doubtful:
        diagnostics.warn(
            "P131",
            table.place(None, found["base"]),
            sentence("这一列没有写单位，按元读，数字偏小"),
            found=table.columns[found["base"]],
            remedy=sentence(
                "单位写在列名后面的括号里，如（{unit}）；确是元的，写（{yuan}）",
                unit=_TEN_THOUSAND,
                yuan=YUAN,
            ),
        )
    if False in reader.doubtful:
        diagnostics.warn(
            "P131",
            table.place(None, found["base"]),
            sentence("这一列里有的数大得或小得不像，照写的读了"),
            found=reader.doubtful[False].named,
            remedy=sentence("核对列名里的单位；确是这样就不用改"),
        )
    return tuple(applicants), tuple(eligibility.facts)


class _Reader:
    def __init__(
        self,
        table: ReadTable,
        columns: Mapping[str, int],
        factor: Decimal | None,
        declared: Fact | Definition,
        *,
        eligibility: Eligibility,
        diagnostics: Diagnostics,
    ) -> None:
        self.table = table
        self.columns = columns
        self.factor = factor
        self.declared = declared
        #: The first base that is hardly meant in yuan, for want of a unit (true), and the first
        #: that is not plausible in the unit that is told.
        self.doubtful: dict[bool, Doubt] = {}
        self.eligibility = eligibility
        self.diagnostics = diagnostics
        #: The first row of each credit code and of each name, and whether that row has a code.
        self.codes: dict[str, int] = {}
        self.names: dict[str, tuple[int, bool]] = {}

    def applicant(self, row: Row) -> Applicant:
        low, high = self.read(
            row, "base", self.base, "F103", sentence("例如 {example}、1,200.50", example=_EXAMPLE)
        ) or (
            Decimal(0),
            None,
        )
        day, hour = self.read(
            row, "applied", parse_moment, "F104", sentence("例如 2023-06-20 或 2023-06-20 09:30")
        ) or (None, None)
        rank = self.read(row, "rank", self.rank, "F105", sentence("名次写 1、2、3 …"))
        score = self.read(row, "score", self.score, "F105", sentence("例如 86.5"))
        name, code = self.identity(row)
        eligible, because = self.eligibility.of(row)
        return Applicant(
            row=row.number,
            name=name,
            credit_code=code,
            base_low=low,
            base_high=high,
            applied_on=day,
            applied_at=hour,
            rank=rank,
            score=score,
            eligible=eligible,
            because=because,
        )

    def text(self, row: Row, column: str) -> str:
        return row.cells[self.columns[column]] if column in self.columns else ""

    def read(
        self, row: Row, column: str, parse: Callable[[str], _T], code: str, remedy: str
    ) -> _T | None:
        """A cell's value; ``None`` where it is unknown, or faulty and reported."""
        text = self.text(row, column)
        if says_nothing(text):
            return None
        try:
            return parse(text)
        except QuantityError as problem:
            place = self.table.place(row, self.columns[column])
            name = self.table.columns[self.columns[column]]
            self.diagnostics.report(
                code,
                place,
                sentence("{column}：{problem}", column=name, problem=problem.told),
                found=text,
                remedy=remedy,
            )
            return None

    def base(self, text: str) -> tuple[Decimal, Decimal | None]:
        """An amount, ``>= 500万元`` or a range; bare numbers have the unit of the header."""
        low, high = parse_range(text, MONEY, bare=self.factor)
        doubt = doubt_of(self.declared, text, (low, high), (), self.factor)
        if doubt is not None:
            self.doubtful.setdefault(doubt.bare, doubt)
        for end in (low, high):
            if isinstance(end, Decimal) and end < 0:
                raise QuantityError(sentence("不能小于零"))
        assert not isinstance(low, date)
        assert not isinstance(high, date)
        return low or Decimal(0), high

    @staticmethod
    def rank(text: str) -> Decimal:
        number = parse_number(text, COUNT)
        assert isinstance(number, Decimal)
        if number < 1 or number != number.to_integral_value():
            raise QuantityError(sentence("名次是从 1 起的整数"))
        return number

    @staticmethod
    def score(text: str) -> Decimal:
        number = parse_number(text, COUNT)
        assert isinstance(number, Decimal)
        return number

    def identity(self, row: Row) -> tuple[str, str]:
        """Name and credit code; each applicant once, by its code where both rows have one."""
        name, code = self.text(row, "name"), code_text(self.text(row, "credit_code"))
        place = self.table.place(row, self.columns["name"])
        if says_nothing(code):
            code = ""
        if not plain(name):
            self.diagnostics.report(
                "F101", place, sentence("这一行没有企业名称"), remedy=sentence("补上名称，或删去")
            )
            return name, code
        if code:
            at = self.table.place(row, self.columns["credit_code"])
            if code in self.codes:
                message = sentence("与第 {row} 行是同一个信用代码", row=self.codes[code])
                self.diagnostics.report(
                    "F102", at, message, found=code, remedy=sentence("每户只写一行")
                )
                return name, code
            self.codes[code] = row.number
            reason = check_credit_code(code)
            if reason is not None:
                self.diagnostics.warn("F106", at, reason, found=code)
        first, coded = self.names.setdefault(plain(name), (row.number, bool(code)))
        if first != row.number and not (code and coded):
            message = sentence("与第 {row} 行同名，而没有信用代码可以分辨", row=first)
            remedy = sentence("每户只写一行；确是两户的，两行都写信用代码")
            self.diagnostics.report("F102", place, message, found=name, remedy=remedy)
        return name, code
