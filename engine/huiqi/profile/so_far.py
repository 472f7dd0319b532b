"""What a table tells of the year of decision up to a month (今年1-10月营收): the figure of no year,
which no rule reads; pointed to where it says that the year's will open something.

Code, a remark: P157 for what such a column is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from huiqi.dates import RELATIVE_YEARS, year_in_full
from huiqi.diagnostics import Diagnostics
from huiqi.language.tree import FactReference
from huiqi.language.types import Kind
from huiqi.profile.column_names import bare_head
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.profile import SoFar
from huiqi.quantities import EXACT, QuantityError, money_unit, split_quantity
from huiqi.rough_figures import said_about
from huiqi.rulebook.constraint_bounds import HINT
from huiqi.rulebook.naming import fact_names
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import figure_text, plain
from huiqi.tables import ReadTable, Row
from huiqi.tables.units import stated_factor
from huiqi.wordings import says_nothing

#: From the first of January up to the end of a month.
_FROM_JANUARY = re.compile(
    r"(?<!\d)1月?(?:份)?[-—–~至到](?P<to>[2-9]|1[01])月(?:份|底|末)?|前(?P<first>\d{1,2})个?月"
    r"|(?:截[至止]到?|(?:^|(?<=年)|(?<=年度))[到至])(?P<until>[1-9]|1[01])月(?:底|末|份)?(?!\d)"
    r"|(?P<half>上半年)"
    r"|(?<!\d)(?:前|1[-—–~至到])?(?P<quarter>[一二三123])季度"
)
#: How such a column is headed.
HEADED = "{year}年1-{months}月{label}"
_QUARTERS = {"一": 3, "二": 6, "三": 9, "1": 3, "2": 6, "3": 9}
#: A quarter alone is the first of the year, or one that begins later.
_FIRST_QUARTERS = re.compile("前|1[-—–~至到]|[一1]季度")
_HALF = 6
#: Beside a head: of another year, or none that has come about.
_OTHERS = re.compile("同期|增[长幅速加]|同比|预计|计划|目标|预期|预估|拟")
_YEAR = re.compile("(20\\d\\d)年?|" + "|".join(sorted(RELATIVE_YEARS, key=len, reverse=True)))
_SUMMED = re.compile("累计|合计|已")
_TO_DATE = re.compile("累计|至今|以来|截[至止](?:目前|现在)")


class PartColumn(NamedTuple):
    """A column of such amounts: of which fact, up to which month, what a bare one counts."""

    fact: str
    months: int
    factor: Decimal | None


def columns_so_far(
    table: ReadTable, carried: Mapping[int, str], facts: FactColumns
) -> dict[int, PartColumn]:
    """The carried columns that tell so much of what figures may open, by their place."""
    found = {}
    for index, head in carried.items():
        if (told := part_told_of(head, facts.rulebook, facts.as_of)) is not None:
            factor = stated_factor(table, index, Diagnostics(), dated=True) or facts.unit
            found[index] = PartColumn(*told, factor)
    return found


def part_told_of(head: str, rulebook: Rulebook, as_of: date | None) -> tuple[str, int] | None:
    """Of which fact a head is so far this year, and up to which month."""
    told = _part_of_this_year(head, as_of)
    fact = None if told is None else _fact_named(told[1], _subjects(rulebook), rulebook)
    return None if told is None or fact is None else (fact, told[0])


def remark_on_part(table: ReadTable, index: int, diagnostics: Diagnostics) -> None:
    """P157: for what a column of such amounts is used, and that they are no year's."""
    head = table.columns[index]
    said = sentence(
        "“{column}”只用来看规上（今年照现在会到多少），不是哪一年的数", column=head, used=True
    )
    diagnostics.warn("P157", table.place(None, index), said)


def part_beside(table: ReadTable, index: int, facts: FactColumns) -> tuple[str, int] | None:
    """The same of a head that names nothing but the months, and stands beside the column of such a
    fact: of that it may be.
    """
    told = _part_of_this_year(table.columns[index], facts.as_of)
    if told is None or told[1]:
        return None
    places = {place: name for (name, _), place in facts.columns.items()}
    beside = (places.get(index + step) for step in (-1, 1))
    subjects = _subjects(facts.rulebook)
    # 主营业务收入 is written for 营业收入.
    meant = (own for name in beside for own in (name, _may_mean(name, facts.rulebook)))
    fact = next((name for name in meant if name in subjects), None)
    figures = [_amount(plain(row.cells[index]), Decimal(1)) for row in table.rows]
    written = sum(not says_nothing(row.cells[index]) for row in table.rows)
    if fact is None or 2 * sum(one is not None for one in figures) <= written:
        return None
    return fact, told[0]


def _may_mean(name: str | None, rulebook: Rulebook) -> str | None:
    """The fact for which people tell this one."""
    fact = rulebook.facts.get(name or "")
    return None if fact is None else fact.may_mean


def told_to_date(head: str, rulebook: Rulebook, as_of: date | None) -> str | None:
    """Of which fact a head is that sums up this year, and does not say to which month."""
    told = year_in_full(plain(head))
    year = _YEAR.search(told)
    if as_of is None or year is None or not _TO_DATE.search(told) or _FROM_JANUARY.search(told):
        return None
    if _OTHERS.search(told) or not _is_of_year(told, as_of.year):
        return None
    bare = bare_head(_TO_DATE.sub("", _YEAR.sub("", told)))
    return _fact_named(bare, _subjects(rulebook), rulebook)


def _part_of_this_year(head: str, as_of: date | None) -> tuple[int, str] | None:
    """Up to which month of the year of decision a head is, and what else it names."""
    told = year_in_full(plain(head))
    part = _FROM_JANUARY.search(told)
    months = 0 if part is None else _months(part)
    if as_of is None or part is None or not 0 < months <= as_of.month:
        return None
    rest = told[: part.start()] + told[part.end() :]
    if _OTHERS.search(rest) or not _is_of_year(rest, as_of.year):
        return None
    return months, bare_head(_YEAR.sub("", _SUMMED.sub("", rest)))


def amounts_so_far(columns: Mapping[int, PartColumn], row: Row) -> Iterator[SoFar]:
    """What a row says there; a cell may say for itself up to which month (1-9月1720)."""
    for index, column in columns.items():
        text = plain(row.cells[index])
        if says_nothing(text):
            continue
        months, part = column.months, _FROM_JANUARY.match(text)
        if part is not None:
            months, text = _months(part), text[part.end() :].lstrip(":：")
        amount = _amount(text, column.factor)
        if months and amount is not None:
            yield SoFar(fact=column.fact, months=months, amount=amount)


def _subjects(rulebook: Rulebook) -> list[str]:
    """The amounts by whose figures something may be opened."""
    hints = (one.subject for one in rulebook.constraints.all if one.severity == HINT)
    own = (one.name for one in hints if isinstance(one, FactReference))
    return [name for name in own if rulebook.declared(name).type.kind is Kind.MONEY]


def _fact_named(bare: str, subjects: list[str], rulebook: Rulebook) -> str | None:
    """Of which of them a head is that has no part of a year in it."""
    names = fact_names(rulebook)
    like = {one.id for one in names.looks_like(bare)} | {*rulebook.vocabulary.meanings(bare)}
    like |= {names.find(bare) or ""}
    return next((name for name in subjects if name in like), None)


def _is_of_year(text: str, year: int) -> bool:
    """Whether no other year is named than that of the decision."""
    told = (match[1] or year + RELATIVE_YEARS[match[0]] for match in _YEAR.finditer(text))
    return all(int(one) == year for one in told)


def _months(part: re.Match[str]) -> int:
    if part["half"]:
        return _HALF
    if part["quarter"]:
        return _QUARTERS[part["quarter"]] if _FIRST_QUARTERS.match(part[0]) else 0
    return int(part["to"] or part["first"] or part["until"])


def _amount(text: str, factor: Decimal | None) -> Decimal | None:
    """In yuan, where a figure stands there, be it about so much, and its unit is known."""
    written = figure_text(text)
    try:
        number, unit = split_quantity(said_about(written) or written)
    except QuantityError:
        return None
    # 0.61亿 has its unit as 0.61亿元 has.
    counted = money_unit(unit) if unit else factor
    return None if counted is None or number <= 0 else EXACT.multiply(number, counted)
