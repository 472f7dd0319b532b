"""What a database reads by itself: figures, days and answers that are written plainly.

Each other text is read once by the reader of every table.  A figure is counted in its last place
by way of a double: with at most fifteen digits that is exact, its error being below a quarter.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from huiqi.language.types import Kind
from huiqi.profile.account import NO, YES
from huiqi.screening.loader import plain_texts
from huiqi.screening.loader.plain_texts import sql_text

#: The digits of a double that are certain.
_DIGITS = 15
_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
_DECIMAL = re.compile(r"DECIMAL\(\d+,\d+\)")
_DAY = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
#: The kinds whose cells are figures with decimals.
DECIMALS = (Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.SCALAR)


class SourceCell(NamedTuple):
    """A column of a source: its text, and its value with the type of it where it has one."""

    text: str
    value: str = ""
    type: str = "VARCHAR"


class PlainCell(NamedTuple):
    """Whether a cell is plain, and what it says then."""

    condition: str
    value: str


def plain_cell(
    cell: SourceCell, kind: Kind, scale: int, low: int | None, high: int | None
) -> PlainCell | None:
    """What is read of a kind; ``scale``: so many places a bare figure is moved to be counted;
    ``low``, ``high``: between what it lies then, or what a day does.  None: nothing is.
    """
    if kind in DECIMALS:
        found = _figure(cell, scale)
    elif kind is Kind.DATE:
        found = _day(cell)
    elif kind is Kind.BOOL:
        found = _answer(cell)
    elif kind is Kind.TEXT:
        text = cell.text
        condition = f"{plain_texts.plain_name(text)} AND NOT {plain_texts.says_no_value(text)}"
        found = PlainCell(condition, plain_texts.normal_name(text))
    else:
        return None
    if found is None:
        return None
    bounds = [
        f" AND {found.value} {sign} {bound}"
        for sign, bound in ((">=", low), ("<=", high))
        if bound is not None
    ]
    # In one CASE, so that a bound is not looked at where the cell is none.
    if bounds:
        condition = f"CASE WHEN {found.condition} THEN true{''.join(bounds)} ELSE false END"
        return PlainCell(condition, found.value)
    return found


def _figure(cell: SourceCell, scale: int) -> PlainCell | None:
    text, value = cell.text, cell.value
    limit = 10 ** (_DIGITS - scale)
    if cell.type in _WHOLE:
        condition = f"{value} IS NOT NULL AND {value} > {-limit} AND {value} < {limit}"
        return PlainCell(condition, f"CAST({value} AS BIGINT) * {10**scale}")
    if _DECIMAL.fullmatch(cell.type):
        condition = (
            f"{value} IS NOT NULL AND {value} > {-limit} AND {value} < {limit}"
            f" AND {value} = round({value}, {scale})"
        )
        return PlainCell(condition, _counted(value, scale))
    written = _written(text, scale)
    if cell.type == "DOUBLE":
        # It is the one that is nearest to a figure of so many places, or else its text is read.
        near = f"abs({value}) < {limit}e0 AND round({value} * 1e{scale}) / 1e{scale} = {value}"
        condition = f"CASE WHEN {near} THEN true ELSE {written.condition} END"
        counted = f"CAST(round({value} * 1e{scale}) AS BIGINT)"
        return PlainCell(condition, f"CASE WHEN {near} THEN {counted} ELSE {written.value} END")
    return written


def _written(text: str, scale: int) -> PlainCell:
    digits = _DIGITS - scale
    whole = f"[0-9]{{1,{digits}}}"
    grouped = f"[0-9]{{1,3}}(?:,[0-9]{{3}}){{0,{max(digits - 3, 0) // 3}}}"
    # Of few digits groups are no shorter.
    either = f"(?:{whole}|{grouped})" if digits >= 6 else whole
    decimals = f"(?:[.][0-9]{{1,{scale}}})?" if scale else ""
    pattern = sql_text(f"-?{either}{decimals}")
    return PlainCell(
        f"regexp_full_match({text}, {pattern})", _counted(f"replace({text}, ',', '')", scale)
    )


def _counted(number: str, scale: int) -> str:
    # TRY_: a database may reckon with what the condition has not let through.
    return f"TRY_CAST(round(TRY_CAST({number} AS DOUBLE) * 1e{scale}) AS BIGINT)"


def _day(cell: SourceCell) -> PlainCell:
    if cell.type == "DATE":
        day = cell.value
        condition = f"{day} IS NOT NULL AND {day} BETWEEN DATE '1000-01-01' AND DATE '2999-12-31'"
    else:
        day = f"TRY_CAST({cell.text} AS DATE)"
        condition = f"regexp_full_match({cell.text}, {sql_text(_DAY)}) AND {day} IS NOT NULL"
    return PlainCell(condition, f"CAST({day} - DATE '1970-01-01' AS INTEGER)")


def _answer(cell: SourceCell) -> PlainCell:
    if cell.type == "BOOLEAN":
        return PlainCell(f"{cell.value} IS NOT NULL", cell.value)
    return PlainCell(
        f"{cell.text} IN ({sql_text(YES)}, {sql_text(NO)})", f"{cell.text} = {sql_text(YES)}"
    )
