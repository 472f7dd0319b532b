"""Values as people write them, in rules, profiles and cases: one reading for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from huiqi.dates import parse_date, parse_days, year_meant
from huiqi.language.types import Kind, Type
from huiqi.numerals import in_digits
from huiqi.parts_of_year import part_of_year
from huiqi.quantities import (
    EXACT,
    YUAN,
    QuantityError,
    checked,
    parse_count,
    parse_money,
    parse_ratio,
    split_money,
)
from huiqi.sentences import sentence
from huiqi.spelling import figure_text

#: 以上, 以下 and 以内 include the figure, 超过 and 不满 do not (民法典 art. 1259); so, by their
#: sense, 不少于 and 少于.
_WORDS = {
    ">=": ("≥", "至少", "最少", "不少于", "不低于", "不小于"),
    "<=": ("≤", "至多", "最多", "不超过", "不多于", "不高于", "不大于"),
    ">": ("超过", "多于", "高于", "大于"),
    "<": ("不到", "不满", "不足", "少于", "低于", "小于"),
}
_AFTER = {">=": ("及以上", "以上"), "<=": ("及以下", "以下", "以内")}
_SIGNS = {word: sign for sign, words in _WORDS.items() for word in (sign, *words)}
_AFTER_SIGNS = {word: sign for sign, words in _AFTER.items() for word in words}
#: What stands before a figure that is a bound.
BOUND_BEFORE = "|".join(sorted(_SIGNS, key=len, reverse=True))
_BOUND = re.compile(rf" ?({BOUND_BEFORE}) ?(.+)")
_BOUND_AFTER = re.compile(rf"(.*?\S) ?({'|'.join(_AFTER_SIGNS)})")
#: So much and more, and nobody says up to what: 800+, 800+万.
_AND_MORE = re.compile(r"(.*\S) ?\+ ?([^\d零〇一二两三四五六七八九十]*)")
#: Between two figures; with two points each end keeps what is written, or not, as its unit.
_BETWEEN = re.compile(r"(.*?[^ ]) ?(?:至|到|~) ?(.*)")
#: The same with a dash, of what is no day: 2018-03 is a month.
_DASHED = re.compile(r"(?!\d{4}-\d{1,2}$)(\d[^-—]*?) ?(?:-|—{1,2}) ?(\d[^-—]*)")
#: A range as an example.
_UNITS_AT_BOTH = "100万元至200万元"

_YUAN = "元"
#: What a calendar year, and a number of years, counts.
_YEARS = "年"

WrittenPoint = Decimal | date


def parse_number(
    raw: object, type_: Type, unit: str = "", bare: Decimal | None = None
) -> WrittenPoint:
    """An amount (in yuan), ratio, count or date.

    ``bare``: what an amount without a unit counts (yuan, unless it is told), or a ratio (as it
    stands, if it can).

    Raises :class:`~huiqi.quantities.QuantityError`.
    """
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal, str)):
        raise QuantityError(sentence("这里要写{kind}", kind=sentence(str(type_))))
    if type_.kind is Kind.DATE:
        return parse_date(str(raw))
    text = str(raw) if isinstance(raw, str) else f"{checked(Decimal(raw)):f}"
    if type_.kind is Kind.MONEY:
        return parse_money(text, bare or YUAN)
    if type_.kind is Kind.RATIO:
        return parse_ratio(text, bare)
    year = year_meant(text) if unit == _YEARS else None
    return parse_count(text, unit) if year is None else Decimal(year)


def parse_range(
    raw: object, type_: Type, unit: str = "", bare: Decimal | None = None
) -> tuple[WrittenPoint | None, WrittenPoint | None]:
    """The low and high of a value, a bound (``">= 5%"``, ``"300人以上"``) or a range
    (``"1万元..2万元"``); a month or a year where a day is asked is all its days.

    ``>`` and ``<`` become the next cent, piece or day; a ratio has no next one, so there they
    are refused rather than changed in silence.
    """

    def ends(written: object) -> tuple[WrittenPoint, WrittenPoint]:
        if type_.kind is Kind.DATE and not isinstance(written, bool):
            return parse_days(str(written))
        number = parse_number(written, type_, unit, bare)
        return number, number

    if not isinstance(raw, str):
        return ends(raw)
    sign, parts = _parts(raw, type_)
    if sign == "..":
        low = ends(parts[0])[0] if parts[0] else None
        high = ends(parts[1])[1] if parts[1] else None
        if low is not None and high is not None and low > high:  # type: ignore[operator]
            raise QuantityError(sentence("范围的下限大于上限"))
        return low, high
    first, last = ends(parts[0])
    if sign == ">=":
        return first, None
    if sign == "<=":
        return None, last
    if sign == ">":
        return _next(last, type_, 1), None
    if sign == "<":
        return None, _next(first, type_, -1)
    return first, last


def is_bare(raw: object, type_: Type, counted: str = "") -> bool:
    """Whether some figure of a value is written without its unit, be it ``counted``."""
    if not isinstance(raw, str):
        return not isinstance(raw, bool)
    try:
        return any(part and not split_money(part)[1] for part in _parts(raw, type_, counted)[1])
    except QuantityError:
        return False


def figures(raw: object, type_: Type) -> list[tuple[Decimal, str]]:
    """The figures of a value with the unit that each is written with; none where it is no value."""
    text = raw if isinstance(raw, str) else f"{raw}"
    try:
        return [split_money(part) for part in _parts(text, type_)[1] if part]
    except QuantityError:
        return []


def at_most(raw: str, type_: Type) -> str:
    """A figure, or the end of a range, as a bound of what is at most so much; empty where it has no
    such end (>= 800); as it is written, where it is such a bound already, or no figure.
    """
    try:
        sign, parts = _parts(raw, type_)
        parse_range(raw, type_)
    except QuantityError:
        return raw
    if sign.startswith("<"):
        return raw
    told = _plainly(parts[-1], type_) if sign in ("", "..") and parts[-1] else ""
    return f"<= {told}" if told else ""


def read_as(raw: object, type_: Type) -> str:
    """How a value is read that is written in words (一千五百万, 2025年底): in digits, or from which
    day to which; empty for what is written as it is read, or cannot be read.
    """
    if not isinstance(raw, str):
        return ""
    try:
        sign, parts = _parts(raw, type_)
        if type_.kind is Kind.DATE:
            if not any(map(part_of_year, parts)):
                return ""
            return "..".join("" if end is None else str(end) for end in parse_range(raw, type_))
    except QuantityError:
        return ""
    told = [_plainly(part, type_) for part in parts]
    if told == list(parts):
        return ""
    return sign.join(told) if sign == ".." else f"{sign} {told[0]}".strip()


def _plainly(part: str, type_: Type) -> str:
    if type_.kind is not Kind.MONEY:
        return in_digits(part)
    told = in_digits(part, whole=_YUAN)
    return f"{told}{_YUAN}" if told != part and told.endswith(("万", "亿")) else told


def ends_written(raw: str, type_: Type) -> tuple[str, tuple[str, ...]]:
    """How a value stands: ``>=``, ``<=``, ``>`` or ``<`` with its figure, ``..`` with both ends, of
    which one may be empty, or nothing with what is written.
    """
    try:
        return _parts(raw, type_)
    except QuantityError:
        return "", (raw,)


def end_written(raw: str, type_: Type) -> str:
    """The one figure of a value that is open to one side (2600以上: 2600); of another nothing."""
    sign, parts = ends_written(raw, type_)
    own = [part for part in parts if part]
    return own[0] if sign and len(own) == 1 else ""


def _parts(raw: str, type_: Type, counted: str = "") -> tuple[str, tuple[str, ...]]:
    """A sign (none: the value itself) and the figures it stands with, as they are written.

    ``counted``: the unit of a bare figure, where that is known: 1至2万元 is no riddle in 万元.
    """
    written = figure_text(raw)
    if ".." in written:
        left, right = written.split("..", 1)
        return "..", (left.strip(), right.strip())
    match = _BOUND.fullmatch(written)
    if match is not None:
        return _SIGNS[match[1]], (match[2],)
    match = None if type_.kind is Kind.DATE else _BOUND_AFTER.fullmatch(written)
    if match is not None:
        return _AFTER_SIGNS[match[2]], (match[1],)
    match = None if type_.kind is Kind.DATE else _AND_MORE.fullmatch(written)
    if match is not None:
        return ">=", (f"{match[1]}{match[2]}",)
    match = _BETWEEN.fullmatch(written)
    if match is None and type_.kind is not Kind.DATE:
        match = _DASHED.fullmatch(written)
    if match is None or not match[2]:
        return "", (written,)
    if type_.kind in (Kind.MONEY, Kind.RATIO):
        # 1至2万元 is one figure or ten thousand times the other; 1..2万元 says what it says.
        units = [split_money(part)[1] for part in match.groups()]
        if (
            not all(units)
            and any(units)
            and not _is_unit(next(filter(None, units)), type_, counted)
        ):
            raise QuantityError(
                sentence("范围的两头都要写单位，例如 {example}", example=_UNITS_AT_BOTH)
            )
    return "..", (match[1], match[2])


def _is_unit(written: str, type_: Type, unit: str) -> bool:
    """Whether an amount is written in that unit: 万 is 万元."""
    if not unit or type_.kind is not Kind.MONEY:
        return False
    return parse_money(f"1{written}") == parse_money(f"1{unit}")


def with_unit(raw: object, type_: Type, unit: str) -> str:
    """A value or a range as a text; to each figure without a unit ``unit`` is added."""
    return _each_bare(raw, type_, lambda figure: f"{figure}{unit}", unit)


def in_percent(raw: object, type_: Type) -> str:
    """A ratio or a range of them as a text in which every figure has a unit: 0.052 is 5.2%, as
    exactly written as before.
    """
    return _each_bare(raw, type_, lambda figure: f"{split_money(figure)[0].scaleb(2):f}%")


def _each_bare(raw: object, type_: Type, change: Callable[[str], str], counted: str = "") -> str:
    text = raw if isinstance(raw, str) else f"{Decimal(str(raw)):f}"
    if not is_bare(text, type_, counted):
        return text
    sign, parts = _parts(text, type_, counted)
    told = [part if not part or split_money(part)[1] else change(part) for part in parts]
    return sign.join(told) if sign == ".." else f"{sign} {told[0]}".strip()


def _next(number: WrittenPoint, type_: Type, sign: int) -> WrittenPoint:
    """The next day, cent or piece, above (1) or below (-1)."""
    if isinstance(number, date):
        try:
            return date.fromordinal(number.toordinal() + sign)
        except ValueError:
            raise QuantityError(sentence("没有这一天")) from None
    if type_.kind is Kind.MONEY:
        return EXACT.add(number, Decimal("0.01") * sign)
    if type_.kind is Kind.COUNT and number == int(number):
        return EXACT.add(number, Decimal(sign))
    raise QuantityError(sentence("比例的界限写作 >= 或 <=（> 与 < 没有下一个数）"))
