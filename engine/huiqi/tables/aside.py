"""Rows that stand in a table and are none of its entries: sums, notes, the header once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiqi.sentences import sentence
from huiqi.spelling import plain

_SUM = re.compile(
    r".{0,12}(?:合计|总计|小计|共计|累计)(?:数|额|金额)?(?:\(.*\))?:?(?:\d+(?:户|家|项|个|行|条)?)?"
    r"|(?:grand|sub)?-?totals?:?|sum:?|平均[值数]?:?|average:?"
)
_NOTE = re.compile(
    r"(?:注|注释|备注|附注|说明|(?:填表|填报|制表)(?:说明|人|日期|时间|单位)?|经办人|审[核批]人?|复核人?"
    r"|(?:单位|部门)?负责人|(?:分管|主要)领导|联系(?:人|电话)|日期|(?:数据|资料)?来源|notes?|sources?)"
    r"\d*[:(].*"
)
_NUMBERED = re.compile(r"\(?(\d+)\)?")
#: A sum says so near the front of its row.
_NEAR = 3


def what_it_is(
    cells: Sequence[str], header: Sequence[str], first: bool, across: bool
) -> str | None:
    """What the row is if it is no entry; ``None`` for an entry.

    ``first``: it stands right under the header.  ``across``: cells of it are merged side by side.
    """
    filled = [cell for cell in cells if cell]
    if says_sum(filled):
        return sentence("合计行")
    if _NOTE.fullmatch(plain(filled[0])) or (across and len(filled) == 1):
        return sentence("说明")
    names = [plain(cell) for cell in header if cell]
    if [plain(cell) for cell in filled] == names:
        return sentence("又一行表头")
    if first and len(filled) > 2 and len(filled) in (len(names), len(names) - 1):
        numbers = [_NUMBERED.fullmatch(plain(cell)) for cell in filled]
        if [match and match[1] for match in numbers] == [str(n + 1) for n in range(len(filled))]:
            return sentence("栏次")
    return None


def says_sum(filled: Sequence[str]) -> bool:
    """Whether the cells of a row that are not empty say that it is a sum of others."""
    return any(_SUM.fullmatch(plain(cell)) for cell in filled[:_NEAR] if len(cell) <= 40)
