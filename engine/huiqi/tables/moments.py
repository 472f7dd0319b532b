"""Days and moments in the spellings that spreadsheets give them when they save a CSV."""

from __future__ import annotations

import re
from datetime import date, time

from huiqi.quantities import QuantityError

_MOMENT = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})日)"
    r"(?:[ T]*(\d{1,2})[:时](\d{2})(?:分|[:分](\d{2})(?:\.\d+)?秒?)?)?"
)


def parse_moment(text: str) -> tuple[date, time | None]:
    """A day, and the hour where there is one: ``2023/7/1 9:30``, ``2023年7月1日``."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise QuantityError("时间写作 YYYY-MM-DD 或 YYYY-MM-DD HH:MM")
    year, *days = match.groups()[:9]
    month, day = (int(part) for part in days if part)
    try:
        found = date(int(year), month, day)
    except ValueError:
        raise QuantityError("没有这一天") from None
    if match[10] is None:
        return found, None
    try:
        return found, time(int(match[10]), int(match[11]), int(match[12] or 0))
    except ValueError:
        raise QuantityError("没有这个时刻") from None
