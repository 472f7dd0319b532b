"""Figures that hardly go with others of the same row: of last year beside this year's so far, of a
project beside an amount in its name.  Read as they are written.

Codes, remarks: P131 as of any figure that is hardly meant as it stands, P134 an amount in the name
of a project, which is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.doubts import IMPLAUSIBLE
from huiqi.profile.profile import Given, Profile
from huiqi.profile.told_aside import work_told
from huiqi.quantities import QuantityError, money_unit, parse_money
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.points import figures
from huiqi.sentences import sentence
from huiqi.spelling import figure_text
from huiqi.tables import Row
from huiqi.values import Interval

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

#: So many times as much, or a part of it so small, is far.
_FAR, _MONTHS = 10, 12
#: An amount with its unit, or behind 备案 and the like, among words.
_AMOUNT = re.compile(
    r"(?:备案|总?投资|概算|预算)额?[:：]? ?(?P<said>\d[\d,]*(?:\.\d+)?(?:千万|百万|万|亿)?元?)"
    r"|(?P<alone>\d[\d,]*(?:\.\d+)?(?:千万|百万|万|亿)元?)"
)
#: Behind an amount, that it is none: 50万吨, 5万平方米.
_COUNTS = re.compile(r"\s*(?:平方?米|[吨件台套只米度㎡亩支片])")


def remark_on_so_far(
    columns: FactColumns, profile: Profile, row: Row, diagnostics: Diagnostics
) -> None:
    """P131 of an amount of last year that is more than ten times, or less than a tenth, of what
    this year's comes to for a whole year as it goes on, in whatever unit it is written: one of
    both is hardly meant.  Growth within that is no slip.
    """
    if columns.as_of is None:
        return
    for part in profile.so_far:
        key = (part.fact, columns.as_of.year - 1)
        index, factor = columns.columns.get(key), columns.factors.get(key) or Decimal(1)
        if index is None:
            continue
        whole = part.amount * _MONTHS / part.months
        own = figures(columns.in_full(key, columns.cell(key, row.cells)), columns.facts[key].type)
        amounts = [number * (money_unit(unit) if unit else factor) for number, unit in own]
        # Of nothing at all no unit makes more.
        if not all(amounts) or not amounts or not all(_is_far(one, whole) for one in amounts):
            continue
        said = sentence(
            "{column}“{written}”和今年前 {months} 个月的数差十倍以上，照写的读了："
            "两个数、单位都写对了吗",
            column=columns.table.columns[index],
            written=row.cells[index],
            months=part.months,
        )
        remedy = sentence("核对列名里的单位；确是这样就不用改")
        diagnostics.warn(IMPLAUSIBLE, columns.table.place(row, index), said, remedy=remedy)


def _is_far(one: Decimal, other: Decimal) -> bool:
    return one * _FAR < other or one > other * _FAR


def remark_on_amounts_in_names(
    columns: FactColumns, told: Mapping[Key, Given], row: Row, diagnostics: Diagnostics
) -> None:
    """P134 of an amount in the name of a project: it is not read; where another of its columns
    tells more than that, that is to be looked at.
    """
    for key, given in told.items():
        if WITHIN not in key[0] or columns.facts[key].type.kind is not Kind.TEXT:
            continue
        list_ = key[0].partition(WITHIN)[0]
        beside = {
            own: one.value
            for own, one in told.items()
            if own[0].partition(WITHIN)[0] == list_ and columns.facts[own].type.kind is Kind.MONEY
        }
        text = figure_text(str(given.written))
        for match in _AMOUNT.finditer(text):
            amount = match["said"] or match["alone"]
            if _COUNTS.match(text, match.end()):
                continue
            more = [own for own, value in beside.items() if _is_more(columns, own, value, amount)]
            place = columns.table.place(row, columns.columns[key])
            values = {"fact": columns.facts[key].label, "written": given.written}
            said = sentence("{fact}：“{written}”里写的金额没有读", **values)
            if more:
                head = columns.table.columns[columns.columns[more[0]]]
                said = sentence(
                    "{fact}：“{written}”里写的金额没有读；{column}写的比它大，先核对",
                    **values,
                    column=head,
                )
            elif columns.as_of is not None and work_told(columns.rulebook, text, columns.as_of):
                # Of which year it is, and where it is read, is told of it.
                continue
            diagnostics.warn("P134", place, said)


def _is_more(columns: FactColumns, key: Key, value: object, written: str) -> bool:
    """Whether a figure may be more than an amount that has its unit, or its column's."""
    try:
        amount = parse_money(written, columns.factors.get(key) or Decimal(1))
    except QuantityError:
        return False
    high = value.high if isinstance(value, Interval) else None
    return isinstance(high, Decimal) and high > amount
