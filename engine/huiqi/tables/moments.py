"""Days and moments in the spellings that spreadsheets give them when they save a CSV."""

from __future__ import annotations

import re
from datetime import date, time

from huiqi.dates import parse_date
from huiqi.quantities import QuantityError
from huiqi.sentences import sentence
from huiqi.spelling import figure_text

_CLOCK = re.compile(r"[ T]*(\d{1,2})[:时](\d{2})(?:分|[:分](\d{2})(?:\.\d+)?秒?)?")
_MOMENT = re.compile(rf"(\d{{4}}.*?[^ T])({_CLOCK.pattern})?")


def parse_moment(text: str) -> tuple[date, time | None]:
    """A day, and the hour where there is one: ``2023/7/1 9:30``, ``2023年7月1日``."""
    match = _MOMENT.fullmatch(figure_text(text))
    if match is None:
        raise QuantityError(sentence("时间写作 2023-06-20 或 2023-06-20 09:30"))
    found = parse_date(match[1])
    if match[2] is None:
        return found, None
    try:
        return found, time(int(match[3]), int(match[4]), int(match[5] or 0))
    except ValueError:
        raise QuantityError(sentence("没有这个时刻")) from None
