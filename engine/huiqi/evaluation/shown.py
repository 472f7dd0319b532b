"""A value within a message, in Chinese."""

from __future__ import annotations

from huiqi.language.formatting import format_quantity, format_range
from huiqi.language.types import Type
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, Value


def written(value: Value, type_: Type) -> str:
    """A value within a message."""
    if isinstance(value, Interval):
        return format_range(value.low, value.high, type_, "zh")
    if isinstance(value, Choice):
        symbols = sorted(value.symbols or ())
        return "、".join(format_quantity(name, type_, "zh") for name in symbols)
    if isinstance(value, Truth):
        return {Truth.TRUE: "是", Truth.FALSE: "否"}.get(value, "未知")
    return "不适用"
