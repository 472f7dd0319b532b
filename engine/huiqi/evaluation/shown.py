"""A value within a message."""

from __future__ import annotations

from collections.abc import Callable

from huiqi.language.formatting import format_quantity, format_range
from huiqi.language.types import Type
from huiqi.rulebook.text import Text
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, Value


def written(value: Value, type_: Type, language: str = "zh") -> str:
    """A value within a message, in ``zh`` or ``en``."""
    chinese = language == "zh"
    if isinstance(value, Interval):
        return format_range(value.low, value.high, type_, language)
    if isinstance(value, Choice):
        symbols = sorted(value.symbols or ())
        told = [format_quantity(name, type_, language) for name in symbols]
        return ("、" if chinese else ", ").join(told)
    if isinstance(value, Truth):
        said = _TRUTHS.get(value, ("未知", "unknown"))
    else:
        said = ("不适用", "not applicable")
    return said[0] if chinese else said[1]


_TRUTHS = {Truth.TRUE: ("是", "yes"), Truth.FALSE: ("否", "no")}


def in_both(tell: Callable[[str], str]) -> Text:
    """What is told in either language."""
    return Text(zh=tell("zh"), en=tell("en"))
