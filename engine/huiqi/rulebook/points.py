"""Values as people write them, in rules, profiles and cases: one reading for all of them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from huiqi.language.types import Kind, Type
from huiqi.quantities import (
    EXACT,
    MONEY_UNITS,
    QuantityError,
    bare_ratio,
    cents,
    checked,
    parse_count,
    parse_date,
    parse_money,
    parse_ratio,
)

_BOUND = re.compile(r"\s*(>=|<=|>|<|≥|≤|至少|至多|不超过)\s*(.+)")
_WORDS = {"≥": ">=", "≤": "<=", "至少": ">=", "至多": "<=", "不超过": "<="}

Number = Decimal | date
YUAN = MONEY_UNITS["元"]


def parse_number(raw: object, type_: Type, unit: str = "", bare: Decimal = YUAN) -> Number:
    """An amount (in yuan; ``bare`` is what a figure without a unit counts), ratio, count or date.

    Raises :class:`~huiqi.quantities.QuantityError`.
    """
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal, str)):
        raise QuantityError(f"这里要写{type_}")
    if type_.kind is Kind.DATE:
        return parse_date(str(raw))
    if isinstance(raw, str):
        if type_.kind is Kind.MONEY:
            return parse_money(raw, bare)
        if type_.kind is Kind.RATIO:
            return parse_ratio(raw)
        return parse_count(raw, unit)
    number = checked(Decimal(raw))
    if type_.kind is Kind.MONEY:
        return cents(EXACT.multiply(number, bare))
    return bare_ratio(number) if type_.kind is Kind.RATIO else number


def parse_range(
    raw: object, type_: Type, unit: str = "", bare: Decimal = YUAN
) -> tuple[Number | None, Number | None]:
    """The low and high of a value, a bound (``">= 5%"``) or a range (``"1万元..2万元"``).

    ``>`` and ``<`` become the next cent, piece or day; a ratio has no next one, so there they
    are refused rather than changed in silence.
    """
    if not isinstance(raw, str):
        number = parse_number(raw, type_, unit, bare)
        return number, number
    if ".." in raw:
        left, right = raw.split("..", 1)
        low = parse_number(left, type_, unit, bare) if left.strip() else None
        high = parse_number(right, type_, unit, bare) if right.strip() else None
        if low is not None and high is not None and low > high:  # type: ignore[operator]
            raise QuantityError("范围的下限大于上限")
        return low, high
    match = _BOUND.fullmatch(raw)
    if match is None:
        number = parse_number(raw, type_, unit, bare)
        return number, number
    sign = _WORDS.get(match[1], match[1])
    number = parse_number(match[2], type_, unit, bare)
    if sign == ">=":
        return number, None
    if sign == "<=":
        return None, number
    step = _step(number, type_)
    if sign == ">":
        return _moved(number, step, 1), None
    return None, _moved(number, step, -1)


def is_bare(raw: object) -> bool:
    """Whether some figure of a value is written without its unit."""
    if not isinstance(raw, str):
        return not isinstance(raw, bool)
    ends = [_BOUND.sub(r"\2", end).strip() for end in raw.split("..", 1)]
    return any(end and end[-1].isdigit() for end in ends)


def _step(number: Number, type_: Type) -> Decimal:
    if type_.kind is Kind.MONEY:
        return Decimal("0.01")
    if type_.kind is Kind.COUNT and isinstance(number, Decimal) and number == int(number):
        return Decimal(1)
    if type_.kind is Kind.DATE:
        return Decimal(1)
    raise QuantityError("比例的界限写作 >= 或 <=(> 与 < 没有下一个数)")


def _moved(number: Number, step: Decimal, sign: int) -> Number:
    if isinstance(number, date):
        try:
            return date.fromordinal(number.toordinal() + sign)
        except ValueError:
            raise QuantityError("没有这一天") from None
    return EXACT.add(number, step * sign)
