"""Parts of a year or of a month as people name them: 2025年上半年, 2025年底, 2025年3月下旬.

Each is its days, from the first to the last.  What nobody can say the days of (年初, 年中, 冬天) is
refused, with what to write.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from huiqi.quantities import QuantityError
from huiqi.sentences import sentence

#: By its first and its last month; the seasons as the weather service counts them.
_MONTHS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "春": (3, 5),
    "夏": (6, 8),
    "秋": (9, 11),
    "年底": (12, 12),
    "年末": (12, 12),
}
#: Of a month, by its first and its last day.
_DAYS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_OF_YEAR = re.compile(rf"(\d{{4}})年?第?({'|'.join(_MONTHS)})[天季]?")
_OF_MONTH = re.compile(rf"(\d{{4}})年(\d{{1,2}})月({'|'.join(_DAYS)})")
_VAGUE = re.compile(r"(\d{4})年?(?:年初|年中|年前|年后|冬[天季]?|\d{1,2}月中)")
_QUARTERS = {f"{place}季度": f"{name}季度" for place, name in enumerate("一二三四", 1)}


def part_of_year(written: str) -> tuple[date, date] | None:
    """The first and the last day of such a part; ``None`` for what is none.

    Raises:
        QuantityError: It is one, but nobody can say which days it is.
    """
    text = written.replace(" ", "")
    for digits, name in _QUARTERS.items():
        text = text.replace(digits, name)
    try:
        return _days(text)
    except QuantityError:
        raise
    except ValueError:
        # The year 0, or a thirteenth month.
        raise QuantityError(sentence("没有这一天")) from None


def _days(text: str) -> tuple[date, date] | None:
    if match := _OF_YEAR.fullmatch(text):
        first, last = _MONTHS[match[2]]
        year = int(match[1])
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if match := _OF_MONTH.fullmatch(text):
        first, last = _DAYS[match[3]]
        year, month = int(match[1]), int(match[2])
        end = date(year, month, 1).replace(day=min(last, monthrange(year, month)[1]))
        return end.replace(day=first), end
    if match := _VAGUE.fullmatch(text):
        message = sentence(
            "“{written}”说不准是哪几天：写 {year}年3月，或 {year}年1月..{year}年3月",
            written=text,
            year=match[1],
        )
        raise QuantityError(message)
    return None
