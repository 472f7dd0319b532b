"""Exact quantities: money, ratios, counts, dates and spans of time, as they are written in Chinese.

Amounts are yuan.  Sums and products stay :class:`~decimal.Decimal`; only a quotient becomes a
:class:`~fractions.Fraction`, so that comparing with it is the same as cross-multiplying.  Nothing
is ever rounded unless a rule says so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import (
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
)
from fractions import Fraction

from huiqi.numerals import in_digits, names_numerals
from huiqi.objects import dataclass
from huiqi.sentences import sentence
from huiqi.spelling import figure_text

Number = Decimal | Fraction

#: Traps every loss of a digit: an inexact sum raises instead of rounding in silence.
EXACT = Context(prec=60, traps=[Inexact, InvalidOperation, DivisionByZero])

#: The largest amount read, in yuan or in pieces: beyond any enterprise, and it bounds all work.
LARGEST = Decimal(10) ** 18
#: The most digits after the decimal point that are read.
MOST_DECIMALS = 12

MONEY_UNITS = {
    "亿元": Decimal(10) ** 8,
    "千万元": Decimal(10) ** 7,
    "百万元": Decimal(10) ** 6,
    "万元": Decimal(10) ** 4,
    "千元": Decimal(1000),
    "元": Decimal(1),
}
_YUAN = "元"
YUAN = MONEY_UNITS[_YUAN]
#: In which large amounts are written.
LARGE_UNITS = ("亿元", "万元")
RATIO_UNITS = {"%": Decimal("0.01"), "‰": Decimal("0.001")}
SPAN_UNITS = {"个工作日": "working_days", "工作日": "working_days", "个月": "months"} | {
    "年": "years",
    "月": "months",
    "日": "days",
    "天": "days",
}
_SPANS = {"years": "年", "months": "个月", "days": "日", "working_days": "个工作日"}

#: What counts the same: 300名 are 300人, 3个 are 3项.
COUNTED_ALIKE = (("人", "名", "位", "个"), ("项", "个", "件"), ("年", "年度"), ("岁", "周岁"))

_QUANTITY = re.compile(
    r"(?P<digits>[+-]? ?(?:\d{1,3}(?:(?: ?, ?|\s)\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)) ?(?P<unit>\D*)"
)
#: A loss as accountants write it: (1,200), with what stands around it.
_BRACKETED = re.compile(
    r"(?P<before>[^\d()+-]*)\((?P<inside>[^()+-]*\d[^()+-]*)\)(?P<after>[^\d()]*)"
)
_CURRENCY = re.compile(r"(?:¥|人民币|RMB|CNY)[: ]*", re.IGNORECASE)
#: Money of another country, by its name or sign; a short name only behind what is counted.
_OTHER_MONEY = re.compile(
    r"(?:美[元金刀]|欧元|日[元圆円币]|新台币|(?<![更增翻])[港韩台澳加新][元币圆])(?![件器年素旦])"
    r"|(?<=[0-9万亿千百]) ?[美欧刀镑]|英[镑鎊]|卢布|法郎|泰[铢币]|卢比|外[币汇]"
    r"|(?:us|hk|a|c|s|nt)?[$]|[€£₽₩₹]"
    r"|(?<![a-z])(?:usd|eur|euros?|jpy|hkd|gbp|krw|twd|aud|cad|sgd|chf|rub|dollars?)(?![a-z])",
    re.IGNORECASE,
)
#: What an English reader writes, as a factor and a unit of ours.
_ENGLISH_UNIT = re.compile(
    r"(?=.)(?P<scale>thousand|k|million|billion)? ?(?:yuan|RMB|CNY)?", re.IGNORECASE
)
_SCALES = {
    "": (1, _YUAN),
    "k": (1, "千元"),
    "thousand": (1, "千元"),
    "million": (1, "百万元"),
    "billion": (10, "亿元"),
}
#: What says that a figure is about what is written, before it and after it.
ABOUT_BEFORE, ABOUT_AFTER = "大约|约莫|约|大概|大致|差不多|≈|~", "左右|上下"
#: That it is nearly so much, before it; that it is so much and some more, behind it.
NEARLY_BEFORE, MORE_AFTER = "接近|将近|近", "多|余|出头"
#: 900w are 900万.
_TEN_THOUSAND_SHORT = "w"
#: 两个亿 are 两亿.
_SO_MANY = re.compile("个(?=亿|千万|百万|万)")
_INEXACT = re.compile(
    rf"{ABOUT_BEFORE}|{ABOUT_AFTER}|{NEARLY_BEFORE}|{MORE_AFTER}|\+|几|来|估计|预计"
)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


_KNOWN_UNITS = sentence("亿元 千万元 百万元 万元 千元 元")


class QuantityError(ValueError):
    """A text that is no quantity of the kind wanted; ``told`` says why, for the user."""

    @property
    def told(self) -> str:
        """Why, to be told in the reader's language."""
        return str(self) if not self.args else self.args[0]


class TooFineError(QuantityError):
    """More decimals than are read: most often what a formula came to, to be rounded first."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: ``amount`` of ``unit`` (years, months, days or working_days)."""

    amount: int
    unit: str

    @property
    def text(self) -> str:
        """As written in the rules, such as ``2年``."""
        return f"{self.amount}{_SPANS[self.unit]}"


def checked(number: Decimal) -> Decimal:
    """The number, if it is finite and of a size an enterprise can have; else ``QuantityError``."""
    if not number.is_finite():
        raise QuantityError(sentence("不是有限的数"))
    exponent = number.as_tuple().exponent
    if abs(number) > LARGEST:
        raise QuantityError(sentence("数值过大（超过 10^18）"))
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise TooFineError(sentence("小数超过 {number} 位", number=MOST_DECIMALS))
    return number


def split_quantity(text: str) -> tuple[Decimal, str]:
    """``"1.2亿元"`` as ``(Decimal("1.2"), "亿元")``; the unit may be empty.

    Full width is as half width, ``(1,200)`` is below zero as in accounts.

    Raises:
        QuantityError: No number, or one too large, with too many decimals or said to be rough.
    """
    written = in_digits(figure_text(text))
    bracketed = _BRACKETED.fullmatch(written)
    if bracketed is not None:
        written = f"{bracketed['before']}{bracketed['inside']}{bracketed['after']}".strip()
    match = _QUANTITY.fullmatch(written)
    unit = "" if match is None else match["unit"].strip()
    rough = _INEXACT.search(unit if match is not None else written)
    if rough is not None and (re.search(r"\d", written) or names_numerals(written)):
        said = sentence(
            "“{word}”说明不是确切的数：写“至少…”“不超过…”（>=、<= 也行），或写范围",
            word=rough[0],
        )
        raise QuantityError(said)
    if match is None or len(text) > 60:
        raise QuantityError(sentence("不是一个数"))
    number = checked(Decimal(re.sub("[, ]", "", match["digits"])))
    return number if bracketed is None else -number, unit


def other_money(text: str) -> str:
    """The name or the sign of another country's money that stands in an amount; else nothing."""
    match = _OTHER_MONEY.search(figure_text(text))
    return "" if match is None else match[0].strip()


def rounded_text(text: str, bare: Decimal, least: Decimal) -> str:
    """A figure rounded to ``least`` (a cent, a hundredth of a percent), in the unit it is written
    with; ``bare``: what one without a unit counts.  Empty where it is none.
    """
    match = _QUANTITY.fullmatch(in_digits(figure_text(text)))
    if match is None or len(text) > 60:
        return ""
    number, unit = Decimal(re.sub("[, ]", "", match["digits"])), match["unit"].strip()
    worth = (
        RATIO_UNITS.get(unit) or MONEY_UNITS.get(unit) or MONEY_UNITS.get(f"{unit}{_YUAN}") or bare
    )
    places = max(0, worth.adjusted() - least.adjusted())
    return f"{round_half_up(number, places):f}{unit}"


def parse_money(text: str, bare: Decimal = YUAN) -> Decimal:
    """Yuan from ``"1.2亿元"``, ``"350万"``, ``"¥350万"`` or, each counting ``bare`` yuan,
    ``"1,200.50"``.

    Raises:
        QuantityError: No number, another unit, or not whole cents.
    """
    number, unit = split_money(text)
    return cents(EXACT.multiply(number, money_unit(unit) if unit else bare))


def split_money(text: str) -> tuple[Decimal, str]:
    """As :func:`split_quantity`, without what says that it is Chinese money: ¥, 人民币, 整.

    A sign of the currency is no unit: ¥120 may stand in a table kept in 万元.  8.6 million yuan
    are 8.6 百万元.

    Raises:
        QuantityError: No number, or money of another country.
    """
    if other := other_money(text):
        raise QuantityError(sentence("“{word}”不是人民币：换算成人民币再写", word=other))
    written = _SO_MANY.sub("", _CURRENCY.sub("", figure_text(text), count=1), count=1)
    number, unit = split_quantity(in_digits(written, whole=_YUAN))
    if unit.lower() == _TEN_THOUSAND_SHORT:
        return number, LARGE_UNITS[1]
    english = _ENGLISH_UNIT.fullmatch(unit)
    if english is None:
        return number, unit.removesuffix("整").strip()
    factor, own = _SCALES[(english["scale"] or "").lower()]
    return number if factor == 1 else checked(EXACT.multiply(number, Decimal(factor))), own


def money_unit(text: str) -> Decimal:
    """How many yuan a unit is: ``万元``, or ``万`` for short.

    Raises:
        QuantityError: It is no unit of money.
    """
    unit = text.strip()
    factor = MONEY_UNITS.get(unit) or MONEY_UNITS.get(unit + _YUAN)
    if factor is None:
        said = sentence("不认识的金额单位 {unit}（可用：{known}）", unit=unit, known=_KNOWN_UNITS)
        raise QuantityError(said)
    return factor


def cents(amount: Decimal) -> Decimal:
    """The amount, if it is whole cents (分); else ``QuantityError``: it is not rounded for you."""
    amount = checked(amount)
    if amount != amount.quantize(Decimal("0.01"), context=Context(prec=60)):
        raise TooFineError(sentence("金额精确到分：小数不超过两位（以元计）"))
    return amount


def parse_ratio(text: str, bare: Decimal | None = None) -> Decimal:
    """A ratio (0.035) from ``"3.5%"``, ``"2‰"`` or ``"0.035"``; ``bare``: what one without a unit
    is counted in, where that is known.

    Raises:
        QuantityError: No number, another unit, or beyond 1 without one.
    """
    number, unit = split_quantity(text)
    if unit and unit not in RATIO_UNITS:
        raise QuantityError(sentence("不认识的比例单位 {unit}（可用：% ‰）", unit=unit))
    factor = RATIO_UNITS[unit] if unit else bare
    return bare_ratio(number) if factor is None else EXACT.multiply(number, factor)


def bare_ratio(number: Decimal) -> Decimal:
    """A ratio without a unit, between -1 and 1; beyond, nobody can tell 52% from 5,200%.

    Raises:
        QuantityError: It is beyond.
    """
    if abs(number) <= 1:
        return number
    shown = f"{number:f}"
    part = f"{EXACT.divide(number, Decimal(100)):f}"
    said = sentence(
        "比例没有写单位：是 {shown}%（即 {part}），还是 {shown} 倍？",
        shown=shown,
        part=part,
    )
    raise QuantityError(said)


def parse_count(text: str, own_unit: str = "") -> Decimal:
    """A number of pieces from ``"120"`` or, where the fact counts 人, ``"120人"``.

    Args:
        text: The number, with its unit or without.
        own_unit: What the fact counts.

    Raises:
        QuantityError: No number, or another unit.
    """
    number, unit = split_quantity(text)
    alike = {own_unit, *(word for group in COUNTED_ALIKE if own_unit in group for word in group)}
    if unit and unit not in alike:
        if not own_unit:
            raise QuantityError(sentence("不认识的单位 {unit}", unit=unit))
        raise QuantityError(sentence("不认识的单位 {unit}（可用：{own}）", unit=unit, own=own_unit))
    return number


def parse_span(text: str) -> Span:
    """A span from ``"2年"``, ``"3个月"``, ``"10日"`` or ``"5个工作日"``.

    Raises:
        QuantityError: No whole number, no unit of time, or beyond 10,000.
    """
    number, unit = split_quantity(text)
    if unit not in SPAN_UNITS or number != number.to_integral_value():
        raise QuantityError(sentence("时长写作整数加单位({units})", units=" ".join(SPAN_UNITS)))
    if abs(number) > 10000:
        raise QuantityError(sentence("时长过长"))
    return Span(int(number), SPAN_UNITS[unit])


def shift_date(day: date, span: Span, sign: int = 1) -> date | None:
    """The calendar day a span later; ``None`` for working days, which need a dated calendar,
    and beyond the calendar's ends.  29 February falls on the 28th in a common year.
    """
    amount = span.amount * sign
    try:
        if span.unit == "days":
            return day + timedelta(days=amount)
        if span.unit == "working_days":
            return None
        months = day.year * 12 + day.month - 1 + amount * (12 if span.unit == "years" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def exact_sum(left: Number, right: Number) -> Number:
    """The exact sum."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return EXACT.add(left, right)
        except Inexact:
            pass
    return _fraction(left) + _fraction(right)


def exact_product(left: Number, right: Number) -> Number:
    """The exact product."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return EXACT.multiply(left, right)
        except Inexact:
            pass
    return _fraction(left) * _fraction(right)


def exact_quotient(left: Number, right: Number) -> Fraction:
    """The exact quotient.

    Raises:
        ZeroDivisionError: ``right`` is zero.
    """
    return _fraction(left) / _fraction(right)


def _fraction(number: Number) -> Fraction:
    """A number as a fraction; one that is a fraction is not made again."""
    return number if type(number) is Fraction else Fraction(number)


def round_half_up(number: Number, places: int) -> Decimal:
    """Half up (half away from zero) to so many decimals, as accountants and the tax form round."""
    if isinstance(number, Decimal):
        quantum = Decimal(1).scaleb(-places)
        return number.quantize(quantum, rounding=ROUND_HALF_UP, context=_wide(number, places))
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = Decimal(whole if number >= 0 else -whole)
    return rounded.scaleb(-places, context=_wide(rounded))


def round_down(number: Number) -> Decimal:
    """The whole number not above."""
    if isinstance(number, Decimal):
        return number.quantize(Decimal(1), rounding=ROUND_FLOOR, context=_wide(number))
    return Decimal(number.numerator // number.denominator)


def _wide(number: Decimal, places: int = 0) -> Context:
    """A context that holds every digit of a number, however large, with so many places."""
    digits = number.adjusted() + places + 2
    return _USUAL if digits <= _USUAL.prec else Context(prec=digits)


_USUAL = Context(prec=90)
