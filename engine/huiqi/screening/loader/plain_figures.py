"""What a database reads by itself: figures, days and answers that are written plainly.

Each other text is read once by the reader of every table.  A figure is counted in its last place
by way of a double: with at most fifteen digits that is exact, its error being below a quarter.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from huiqi.language.types import Kind
from huiqi.profile.account import NO, YES
from huiqi.rulebook.rulebook import Definition, Fact
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
    """Whether a cell is plain, and what it says then; NULL both where a value is not there."""

    condition: str
    value: str


class BareFigure(NamedTuple):
    """What a bare number counts, as a power of ten, and between what it lies."""

    shift: int
    low: Decimal | date | None
    high: Decimal | date | None


def bare_figure(
    fact: Fact | Definition, factor: Decimal | None, share: Decimal | None
) -> BareFigure:
    """What a figure without a unit counts: an amount ``factor``, a ratio ``share``."""
    low, high = fact.low, fact.high
    if fact.type.kind is Kind.MONEY:
        return BareFigure((factor or Decimal(1)).adjusted(), low, high)
    if fact.type.kind is not Kind.RATIO:
        return BareFigure(0, low, high)
    if share is not None:
        return BareFigure(share.adjusted(), low, high)
    # A ratio without a unit lies between -1 and 1.
    one = Decimal(1)
    return BareFigure(
        0,
        max(low, -one) if isinstance(low, Decimal) else -one,
        min(high, one) if isinstance(high, Decimal) else one,
    )


def plain_cell(
    cell: SourceCell, kind: Kind, scale: int, low: int | None, high: int | None
) -> PlainCell | None:
    """What is read of a kind; ``scale``: so many places a bare figure is moved to be counted;
    ``low``, ``high``: between what it lies then, or what a day does.  None: nothing is.
    """
    if kind in DECIMALS:
        if cell.type in _WHOLE or _DECIMAL.fullmatch(cell.type):
            return _number(cell, scale, low, high)
        found = _written(cell.text, scale) if cell.type != "DOUBLE" else _double(cell, scale)
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
    bounds = " AND ".join(
        f"{found.value} {sign} {bound}"
        for sign, bound in ((">=", low), ("<=", high))
        if bound is not None
    )
    # In one CASE, so that a bound is not looked at where the cell is none.
    if bounds:
        condition = f"CASE WHEN NOT ({found.condition}) THEN false ELSE {bounds} END"
        return PlainCell(condition, found.value)
    return found


def _number(cell: SourceCell, scale: int, low: int | None, high: int | None) -> PlainCell:
    """Of whole numbers and decimals: their bounds are compared as they stand."""
    value, limit = cell.value, 10 ** (_DIGITS - scale)
    whole = cell.type in _WHOLE
    decimals = 0 if whole else int(cell.type[:-1].partition(",")[2])
    parts = [f"{value} > {-limit}", f"{value} < {limit}"]
    for sign, bound, rounding in ((">=", low, ROUND_CEILING), ("<=", high, ROUND_FLOOR)):
        if bound is not None:
            # With no more decimals than the column has: no other type is needed to compare them.
            last = Decimal(1).scaleb(-min(decimals, scale))
            end = Decimal(bound).scaleb(-scale).quantize(last, rounding)
            parts.append(f"{value} {sign} {end:f}")
    if decimals > scale:
        parts.append(f"{value} = round({value}, {scale})")
    counted = f"CAST({value} AS BIGINT) * {10**scale}" if whole else _counted(value, scale)
    return PlainCell(" AND ".join(parts), counted)


def _double(cell: SourceCell, scale: int) -> PlainCell:
    """It is the one that is nearest to a figure of so many places, or else its text is read."""
    value, written = cell.value, _written(cell.text, scale)
    limit = 10 ** (_DIGITS - scale)
    near = f"abs({value}) < {limit}e0 AND round({value} * 1e{scale}) / 1e{scale} = {value}"
    known = f"{value} IS NOT NULL"
    condition = f"CASE WHEN {near} THEN true WHEN {known} THEN {written.condition} END"
    counted = f"CAST(round({value} * 1e{scale}) AS BIGINT)"
    return PlainCell(condition, f"CASE WHEN {near} THEN {counted} ELSE {written.value} END")


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
        condition = f"{day} BETWEEN DATE '1000-01-01' AND DATE '2999-12-31'"
    else:
        day = f"TRY_CAST({cell.text} AS DATE)"
        condition = f"regexp_full_match({cell.text}, {sql_text(_DAY)}) AND {day} IS NOT NULL"
    return PlainCell(condition, f"CAST({day} - DATE '1970-01-01' AS INTEGER)")


def _answer(cell: SourceCell) -> PlainCell:
    if cell.type == "BOOLEAN":
        return PlainCell(f"{cell.value} = {cell.value}", cell.value)
    return PlainCell(
        f"{cell.text} IN ({sql_text(YES)}, {sql_text(NO)})", f"{cell.text} = {sql_text(YES)}"
    )
