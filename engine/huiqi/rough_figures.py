"""Figures that are said to be about so much (约800, 近100, 两千多万), each as its range."""

from __future__ import annotations

import re
from decimal import Decimal

from huiqi.quantities import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    MORE_AFTER,
    NEARLY_BEFORE,
    SPAN_UNITS,
    QuantityError,
    split_quantity,
)
from huiqi.spelling import figure_text, plain

_SAID_ABOUT = re.compile(
    rf"(?:{ABOUT_BEFORE}) ?(.+?)(?: ?(?:{ABOUT_AFTER}))?|(.+?) ?(?:{ABOUT_AFTER})"
)
#: Nearly so much, and somewhat more (2000多万, 2000万出头): the figure is an end of what is meant,
#: the word gives the other (多: below one more of its last digit); of 800+ none does.
_NEARLY = re.compile(rf"(?:{NEARLY_BEFORE}) ?(?P<figure>.+)")
_MORE = re.compile(rf"(?P<figure>.*?\S) ?(?:{MORE_AFTER})(?P<unit>\D*)")
#: Some so many, by its digits: 20来万.
_SOME = re.compile(r"(?P<figure>.*?\S) ?来(?P<unit>\D*)")
_LESS, _ABOVE = Decimal("0.9"), Decimal("1.1")
#: What is nearly so much is less than it.
_JUST_BELOW = Decimal("0.999999")
_TEN = Decimal(10)


def said_about(text: str) -> str:
    """The figure that is said to be about what is written (约800), without that word; else
    nothing.
    """
    match = _SAID_ABOUT.fullmatch(figure_text(text))
    return "" if match is None else match[1] or match[2]


def _a_tenth_about(figure: str) -> str:
    """The range from a tenth less to a tenth more than a figure: 800万 as 720万..880万.

    Raises:
        QuantityError: It is no figure.
    """
    number, unit = split_quantity(figure)
    return _range(number * _LESS, number * _ABOVE, unit)


def range_about_it(text: str) -> str:
    """The range of a figure that is said to be about what is written, a tenth to either side
    (约800); nearly so much, from a tenth less (近100); or so much and more, up to the next of its
    last digit (2000多万: up to 3000万; 1198万多: up to 1199万).  Empty where it is no such figure.
    """
    written, about = figure_text(text), said_about(text)
    nearly, more = _NEARLY.fullmatch(written), _MORE.fullmatch(written)
    # What is said in brackets behind it (含税) would be taken for its unit, twice.
    if "(" in plain(written):
        return ""
    try:
        if nearly is not None:
            number, unit = split_quantity(nearly["figure"])
            # 近三年 are the last three.
            if unit in SPAN_UNITS:
                return ""
            return _range(number * _LESS, number, unit)
        if more is not None:
            number, unit = split_quantity(f"{more['figure']}{more['unit']}")
            return _range(number, number + _last_digit(number), unit) if number > 0 else ""
        if some := _SOME.fullmatch(written):
            return _a_tenth_about(f"{some['figure']}{some['unit']}")
        return _a_tenth_about(about) if about else ""
    except QuantityError:
        return ""


def figure_about(text: str) -> str:
    """The figure itself that is said to be about so much (约800: 800; 2000多: 2000); of nearly so
    much what is just below it.  Empty where it is no such figure.
    """
    told = range_about_it(text)
    if not told:
        return ""
    (low, unit), (high, _) = map(split_quantity, told.split(".."))
    written = figure_text(text)
    if _NEARLY.fullmatch(written) is not None:
        figure = high * _JUST_BELOW
    elif _MORE.fullmatch(written) is not None:
        figure = low
    else:
        figure = (low + high) / 2
    return f"{figure.normalize():f}{unit}"


def _last_digit(number: Decimal) -> Decimal:
    """What one more of its last digit that is no nought comes to: 1000 of 2000, 100 of 2500."""
    digits = number.normalize()
    return _TEN ** (digits.adjusted() - len(digits.as_tuple().digits) + 1)


def _range(low: Decimal, high: Decimal, unit: str) -> str:
    low, high = sorted((low.normalize(), high.normalize()))
    return f"{low:f}{unit}..{high:f}{unit}"
