"""A value within a message."""

from __future__ import annotations

from huiqi.language.formatting import format_quantity, format_range
from huiqi.language.types import Type
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, Value
from huiqi.words import Say


def written(value: Value, type_: Type, language: str = "zh") -> str:
    """A value within a message, in ``zh`` or ``en``."""
    say = Say(language)
    if isinstance(value, Interval):
        return format_range(value.low, value.high, type_, language)
    if isinstance(value, Choice):
        symbols = sorted(value.symbols or ())
        told = [format_quantity(name, type_, language) for name in symbols]
        return say.listed(told)
    if value is Truth.TRUE:
        return say("是")
    if value is Truth.FALSE:
        return say("否")
    return say("未知") if value is Truth.UNKNOWN else say("不适用")
