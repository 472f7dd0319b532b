"""Quantities as people read them, in Chinese and English; no digit is ever lost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from huiqi.language.types import Kind, Type
from huiqi.quantities import LARGE_UNITS, MONEY_UNITS, Span, round_half_up
from huiqi.words import Say

Quantity = Decimal | Fraction | int | date | bool | str | Span

_FEN = Decimal("0.01")
#: So many places of what does not end.
_ROUGH = 2
#: What an amount is that anybody names as the end of a range.
_WHOLE = Decimal(100)
_SPANS = {"years": "years", "months": "months", "days": "days", "working_days": "working days"}


def format_quantity(value: Quantity, type_: Type, language: str) -> str:
    """One value: ``2000万元``, ``3.5%``, ``2023-06-20``; a symbol by its label."""
    if isinstance(value, bool):
        say = Say(language)
        return say("是") if value else say("否")
    if isinstance(value, Span):
        if language == "zh":
            return value.text
        return f"{value.amount} {_SPANS[value.unit]}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return type_.enumeration.label(value, language) if type_.enumeration else value
    if type_.kind is Kind.MONEY:
        return money(value, language)
    if type_.kind is Kind.RATIO:
        return ratio(value, language)
    return count_text(value, language)


def format_range(low: Quantity | None, high: Quantity | None, type_: Type, language: str) -> str:
    """What is known of a number: ``100万元～200万元``, ``≥ 5%``, or unknown; of an amount that is
    a fen off a round one ``不到 2000万元``, and from nothing up ``不超过 1990万元``.
    """
    say = Say(language)
    if low is None:
        if high is None:
            return say("未知")
        if isinstance(high, date):
            return say("{day} 或以前", day=high)
        return _less_than(high, type_, language) or f"≤ {format_quantity(high, type_, language)}"
    if low == high:
        return format_quantity(low, type_, language)
    if isinstance(low, date):
        return _days(low, high, say)
    if high is None:
        return _more_than(low, type_, language) or f"≥ {format_quantity(low, type_, language)}"
    if low == 0 and type_.kind is Kind.MONEY:
        most = format_quantity(high, type_, language)
        return _less_than(high, type_, language) or say("不超过 {money}", money=most)
    dash = "～" if language == "zh" else " to "
    least = _more_than(low, type_, language) or format_quantity(low, type_, language)
    most = _less_than(high, type_, language) or format_quantity(high, type_, language)
    return f"{least}{dash}{most}"


def _days(first: date, last: Quantity | None, say: Say) -> str:
    """A whole month or year as one says it, another period by its ends."""
    if not isinstance(last, date):
        return say("{day} 或以后", day=first)
    begins, ends = first.day == 1, (last + timedelta(days=1)).day == 1
    if begins and ends and first.year == last.year:
        if first.month == last.month:
            return say("{year}年{month}月", year=first.year, month=first.month)
        if (first.month, last.month) == (1, 12):
            return say("{year}年", year=first.year)
    return say("{first}～{last}", first=first, last=last)


def _less_than(high: Quantity, type_: Type, language: str) -> str:
    """Of an amount that is a fen less than whole yuan that it is less than these."""
    if type_.kind is not Kind.MONEY or not isinstance(high, Decimal) or not _is_off(high + _FEN):
        return ""
    say = Say(language)
    return say("不到 {money}", money=money(high + _FEN, language))


def _more_than(low: Quantity, type_: Type, language: str) -> str:
    """Of an amount that is a fen more than whole yuan that it is more than these."""
    if type_.kind is not Kind.MONEY or not isinstance(low, Decimal) or not _is_off(low - _FEN):
        return ""
    say = Say(language)
    return say("超过 {money}", money=money(low - _FEN, language))


def _is_off(whole: Decimal) -> bool:
    return whole > 0 and whole % _WHOLE == 0


def money(amount: Decimal | Fraction | int, language: str) -> str:
    """Yuan in the largest unit that keeps the figure exact and short, else yuan and cents."""
    number, about = _decimal(amount, 2)
    if language == "zh":
        for unit in LARGE_UNITS:
            factor = MONEY_UNITS[unit]
            scaled = number / factor
            if abs(scaled) >= 1 and scaled == round_half_up(scaled, 2):
                return f"{_about(about, language)}{_counted(scaled)}{unit}"
    if number == number.to_integral_value():
        text = _grouped(number)
    else:
        text = _grouped(number, least_places=2)
    say = Say(language)
    return _about(about, language) + say("{amount}元", amount=text)


def ratio(value: Decimal | Fraction | int, language: str) -> str:
    """A ratio in percent."""
    number, about = _decimal(value * 100, 4)
    return f"{_about(about, language)}{_grouped(number)}%"


def count_text(value: Decimal | Fraction | int, language: str) -> str:
    """A count; only from five digits on are they grouped, so that a year reads as a year."""
    number, about = _decimal(value, 4)
    return f"{_about(about, language)}{_counted(number)}"


def _counted(number: Decimal) -> str:
    text = _grouped(number)
    return text if abs(number) >= 10000 else text.replace(",", "")


def _decimal(value: Decimal | Fraction | int, places: int) -> tuple[Decimal, bool]:
    """As a decimal, and whether it had to be rounded (a quotient that does not end)."""
    if isinstance(value, Fraction):
        rounded = round_half_up(value, places)
        if Fraction(rounded) == value:
            return rounded, False
        longer = round_half_up(value, 12)
        if Fraction(longer) == value:
            return longer, False
        # A rough figure has few places, unless it would be read as a round one: 5.998 is no 6.
        shorter = round_half_up(value, _ROUGH)
        return (rounded if shorter == round_half_up(value, 1) else shorter), True
    return Decimal(value), False


def _grouped(number: Decimal, least_places: int = 0) -> str:
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    places = len(text.split(".")[1]) if "." in text else 0
    if places < least_places:
        text += ("" if "." in text else ".") + "0" * (least_places - places)
    return "0" if text == "-0" else text


def _about(rounded: bool, language: str) -> str:
    say = Say(language)
    return say("约") if rounded else ""
