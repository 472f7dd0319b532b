"""What a spreadsheet's number stands for: fifteen digits of it, a date, a time.

A spreadsheet keeps a number as a double, of which 15 digits are certain; what follows is noise of
its own arithmetic (0.1 + 0.2), and a whole number beyond has lost its last digits already.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from math import isfinite

from huiqi.sentences import sentence
from huiqi.tables.table import Flaw

_DIGITS = 15
_TEXT_REMEDY = sentence("把这一列设成文本格式，照原件重新录入")
#: Formats without a code of their own, among them those of Chinese editions.
_DATES = {14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58}
_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}
_MONTHS = {17, 27, 36, 50, 52, 57}
_BOTH = 22
_PERCENT = {9, 10}
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d{1,3}")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)")


class NumberFormat(Enum):
    """What the format of a cell makes of its number."""

    NUMBER = "number"
    PERCENT = "percent"
    MONTH = "month"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"


def shown_as(number: int, code: str | None) -> NumberFormat:
    """By the number of a format, and its code where it has one of its own."""
    if code is None:
        if number in _MONTHS:
            return NumberFormat.MONTH
        if number in _DATES:
            return NumberFormat.DATE
        if number == _BOTH:
            return NumberFormat.MOMENT
        if number in _PERCENT:
            return NumberFormat.PERCENT
        return NumberFormat.TIME if number in _TIMES else NumberFormat.NUMBER
    # Only what a positive number is shown by; without texts, fillers, colours and locales.
    part = re.sub(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', "", code).split(";")[0]
    part = part.lower()
    if "general" in part:
        return NumberFormat.NUMBER
    part = re.sub(r"am/pm|a/p", "", part)
    if "%" in part:
        return NumberFormat.PERCENT
    clock = "h" in part or "s" in part
    day = "y" in part or "d" in part or ("m" in part and not clock)
    if day and clock:
        return NumberFormat.MOMENT
    if day:
        return NumberFormat.DATE if "d" in part else NumberFormat.MONTH
    return NumberFormat.TIME if clock else NumberFormat.NUMBER


def number_text(written: str, shown: NumberFormat, since_1904: bool) -> str | Flaw:
    """The number of a cell as a person would have typed it."""
    try:
        value = float(written)
    except ValueError:
        value = float("inf")
    if not isfinite(value):
        return Flaw(
            code="T107",
            message=sentence("这个单元格里不是一个数"),
            found=written,
            remedy=sentence("重写这个单元格"),
        )
    if shown not in (NumberFormat.NUMBER, NumberFormat.PERCENT):
        return _moment_text(value, shown, since_1904, written)
    if abs(value) >= 10**_DIGITS:
        whole = f"{Decimal(written):f}".split(".")[0] if len(written) <= 40 else written
        return Flaw(
            code="T108",
            message=sentence("超过 {digits} 位的数，表格软件没有存下最后几位", digits=_DIGITS),
            found=whole,
            remedy=_TEXT_REMEDY,
        )
    # Nothing less than nothing: a double knows a zero below zero.
    exact = Decimal(f"{value or 0.0:.{_DIGITS}g}")
    if shown is NumberFormat.PERCENT:
        # As it is shown: what is typed as 3.5% is kept as 0.035.
        exact = exact.scaleb(2)
    sign = "%" if shown is NumberFormat.PERCENT else ""
    whole_number = exact.to_integral_value()
    return f"{whole_number if exact == whole_number else exact.normalize():f}{sign}"


def text_flaw(text: str) -> Flaw | None:
    """What a text shows to have been lost before it was written down."""
    if text.startswith("#") and _ERROR.fullmatch(text):
        return error_flaw(text)
    if text[-1:].isdigit() and _SCIENTIFIC.fullmatch(text):
        return Flaw(
            code="T108",
            message=sentence("用科学计数法写的数，已经丢了位数"),
            found=text,
            remedy=sentence("{remedy}，再存成 CSV", remedy=_TEXT_REMEDY),
        )
    return None


def error_flaw(text: str) -> Flaw:
    """What is said of a cell whose formula failed."""
    remedy = sentence("改好公式，或者写上数；不知道就留空")
    if text.startswith("##"):
        return Flaw(
            code="T107",
            message=sentence("单元格太窄，存下来的是 # 号，不是内容"),
            found=text,
            remedy=sentence("加宽这一列，再存一次"),
        )
    return Flaw(code="T107", message=sentence("公式出错的单元格"), found=text, remedy=remedy)


def _moment_text(value: float, shown: NumberFormat, since_1904: bool, written: str) -> str | Flaw:
    days, part = divmod(value, 1)
    milliseconds = round(part * 86_400_000)
    clock = timedelta(milliseconds=milliseconds)
    if shown is NumberFormat.TIME and 0 <= value < 1:
        return _clock(datetime.min + clock)
    if since_1904:
        first = date(1904, 1, 1)
    else:
        # The day 60 is 29 February 1900, which never was.
        first = date(1899, 12, 30) if days > 60 else date(1899, 12, 31)
    try:
        if value < 0 or (days in (0, 60) and not since_1904):
            raise OverflowError
        moment = datetime.combine(first, datetime.min.time()) + timedelta(days=days) + clock
    except OverflowError:
        return Flaw(
            code="T107",
            message=sentence("这个数不是一天"),
            found=written,
            remedy=sentence("重写这个日期"),
        )
    if shown is NumberFormat.MONTH and moment.day == 1 and not milliseconds:
        return f"{moment:%Y-%m}"
    if shown in (NumberFormat.DATE, NumberFormat.MONTH) and not milliseconds:
        return moment.date().isoformat()
    return f"{moment.date().isoformat()} {_clock(moment)}"


def _clock(moment: datetime) -> str:
    if moment.microsecond:
        return moment.time().isoformat("milliseconds")
    return moment.time().isoformat("seconds" if moment.second else "minutes")
