"""Amounts that lie far from those beside them: of the same enterprise in another year, or of the
others in their column.  Read as they are written, and asked about: mostly one counts another unit.

Code, a remark: P131, as of any figure that is hardly meant as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.column_remarks import said_of_far_figure
from huiqi.profile.doubts import IMPLAUSIBLE, in_other_units
from huiqi.profile.profile import Given
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.points import is_bare
from huiqi.sentences import sentence
from huiqi.spelling import figure_text
from huiqi.tables import Row
from huiqi.values import Interval

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

#: So many times another is far; beside a whole column also so many times the next of it.
_FAR, _ABOVE_NEXT = 1000, 10
#: Of so many others at least it can be said that one lies far from them.
_LEAST = 5


def remark_on_far_figures(
    columns: FactColumns, told: Mapping[Key, Given], row: Row, diagnostics: Diagnostics
) -> None:
    """P131 of each amount of a row that is a thousand times, or a thousandth of, what the same is
    in another year; else of one that stands so far above all others in its column.
    """
    amounts = {
        key: amount
        for key, given in told.items()
        if columns.facts[key].type.kind is Kind.MONEY and WITHIN not in key[0]
        if (amount := _amount(given)) is not None
    }
    for key, amount in amounts.items():
        others = {own: other for own, other in amounts.items() if own[0] == key[0] and own != key}
        far = [own for own, other in others.items() if _is_far(amount, other)]
        index = columns.columns[key]
        if far and _off_its_column(columns, key, amount) >= max(
            _off_its_column(columns, own, amounts[own]) for own in far
        ):
            beside = columns.table.columns[columns.columns[far[0]]]
        elif not others and _above_its_column(columns, key, row):
            beside = columns.table.columns[index]
        else:
            continue
        fact, written = columns.facts[key], row.cells[index]
        meant = in_other_units(fact, written, columns.factors.get(key))
        diagnostics.warn(
            IMPLAUSIBLE,
            columns.table.place(row, index),
            said_of_far_figure(columns.table.columns[index], written, beside, meant),
            remedy=sentence("核对列名里的单位；确是这样就不用改"),
        )


def _amount(given: Given) -> Decimal | None:
    """The amount that is told, where it is one and not nought."""
    value = given.value
    if not isinstance(value, Interval) or value.low != value.high:
        return None
    return value.low if isinstance(value.low, Decimal) and value.low > 0 else None


def _is_far(one: Decimal, other: Decimal) -> bool:
    return one >= _FAR * other or other >= _FAR * one


def _off_its_column(columns: FactColumns, key: Key, amount: Decimal) -> Decimal:
    """How many times the usual figure of its column it is, or the other way round."""
    numbers, factor = _bare_numbers(columns, key), columns.factors.get(key) or Decimal(1)
    if not numbers:
        return Decimal(1)
    usual = median(numbers) * factor
    return max(amount / usual, usual / amount)


def _above_its_column(columns: FactColumns, key: Key, row: Row) -> bool:
    """Whether a figure without a unit stands far above all others in its column."""
    own = _bare(columns, key, row.cells[columns.columns[key]])
    numbers = _bare_numbers(columns, key)
    if own is None or len(numbers) <= _LEAST or own != numbers[-1]:
        return False
    return own >= _FAR * median(numbers[:-1]) and own >= _ABOVE_NEXT * numbers[-2]


def _bare_numbers(columns: FactColumns, key: Key) -> list[Decimal]:
    """The figures of a column that stand there without a unit, above nought, in their order."""
    if key not in columns.bare_numbers:
        index = columns.columns[key]
        found = (_bare(columns, key, row.cells[index]) for row in columns.table.rows)
        columns.bare_numbers[key] = sorted(one for one in found if one is not None)
    return columns.bare_numbers[key]


def _bare(columns: FactColumns, key: Key, cell: str) -> Decimal | None:
    text = figure_text(cell).replace(",", "")
    if not text.replace(".", "", 1).isdecimal() or not is_bare(text, columns.facts[key].type):
        return None
    return Decimal(text) or None
