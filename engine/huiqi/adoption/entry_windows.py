"""When applications are taken, as a sheet writes it: 每年 03-01 至 03-31, 常年, 2023年度：…"""

from __future__ import annotations

import re

#: All year round.
ALL_YEAR = "常年"
#: Of one year; each year; between two ends; a month, or a day of it.
OF_YEAR = re.compile(r"(\d{4})年度?[:：]\s*(.*)")
EACH = re.compile(r"每年\s*(.*)")
TO = re.compile(r"\s*(?:至|到|—|~|–)\s*")
MONTH_DAY = re.compile(r"(\d{1,2})月(?:(\d{1,2})[日号])?")
_FROM_TO, _EACH_YEAR, _OF_YEAR = "{first} 至 {last}", "每年 {ends}", "{year}年度：{window}"


def from_to(first: str, last: str) -> str:
    """Between two ends, of which one may be empty."""
    return _FROM_TO.format(first=first, last=last).strip()


def each_year(ends: str) -> str:
    """The same in every year."""
    return _EACH_YEAR.format(ends=ends)


def of_year(year: int, window: str) -> str:
    """Of one year, which stands before its days."""
    return _OF_YEAR.format(year=year, window=window)


#: How each kind is written.
EXAMPLES = (
    each_year(from_to("03-01", "03-31")),
    from_to("2023-03-01", "2023-03-20"),
    ALL_YEAR,
)
#: How one end alone is written.
ONE_END = from_to("", "03-31"), from_to("03-01", "")
