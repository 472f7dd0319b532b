"""What is told of several parts of one project: 一期3000万，二期2000万; 一期2024年竣工，二期在建.

Of the whole nothing is told by that, unless the cell says so: 共5000万（一期3000万，二期2000万）.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.quantities import other_money
from huiqi.rulebook.list_columns import WITHIN
from huiqi.spelling import figure_text, plain

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

_PHASE = r"(?:第?[一二三四五六]期|(?<!\d)[1-6]期|首期)"
#: What tells a part apart: its phase, or its number.
_PART = re.compile(
    rf"{_PHASE}|[①-⑳⑴-⒇]|(?:^|(?<=[\s;；,，。、(（]))[1-9](?:[、)）]|\.(?!\d)|:(?!\d\d))"
)
#: Of all phases alike: 一期、二期都已完工.
_ALL = re.compile(rf"^(?:{_PHASE}[、,和及与]?)+(?:工程|项目)?(?:都|均|全部|全都|全)")
_AMOUNT = r"\d+(?:,\d{3})*(?:\.\d+)?[亿万千百]*元?"
_TOTAL = re.compile(
    rf"(?:合计共?|总计|总共|一共|共计|总投资额?|总额|共|计)(?:投资|投入)?:?(?P<amount>{_AMOUNT})"
)
_AMONG = "其中"
#: That it is none that was spent, or none that is exact.
_NOT_SO = re.compile("计划|拟|预计|预算|打算|准备|约|左右|以上|未|还[要差需]|贷款|补|奖")
#: A figure before its parts: 5000（一期3000，二期2000）, 5000万，其中一期3000万.
_BEFORE = re.compile(rf"(?P<amount>{_AMOUNT})(?:\(|[,;，；、]?{_AMONG})")
_OF_PART = re.compile(rf"{_PHASE}(?:工程|项目)?(?:投资|投入|设备)?:?(?P<amount>{_AMOUNT})")
_FIGURE = re.compile(r"[\d,.]+")


def tells_of_parts(text: str) -> bool:
    """Whether a cell tells of two parts at least, each by itself."""
    return len({match[0] for match in _PART.finditer(figure_text(text))}) > 1


def only_of_parts(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell tells of several parts of a record, where a day or an amount of the whole is
    asked for.
    """
    if key in columns.completions:
        # One phase alone is none of the whole, either.
        return tells_of_parts(text) or re.match(_PHASE, plain(text)) is not None
    of_money = columns.facts[key].type.kind is Kind.MONEY and WITHIN in key[0]
    return of_money and tells_of_parts(text)


def whole_done(text: str) -> str:
    """What a cell says of all phases alike, without naming them; else as it is."""
    return _ALL.sub("", plain(text), count=1)


def whole_told(text: str) -> str:
    """The amount of the whole that a cell says beside those of its parts; empty where it says none,
    or another than these come to.
    """
    told = plain(text)
    match = _BEFORE.match(told) or _TOTAL.search(told)
    parts = [part["amount"] for part in _OF_PART.finditer(told)]
    if match is None or not parts or _NOT_SO.search(told) or other_money(told):
        return ""
    every = len(parts) == len(re.findall(_PHASE, told)) and _AMONG not in told
    return match["amount"] if _adds_up(match["amount"], parts, every=every) else ""


def _adds_up(whole: str, parts: list[str], *, every: bool) -> bool:
    """Whether parts come to the whole, or to less where they are not ``every`` one, as far as all
    are written in one unit.
    """
    units = {_FIGURE.sub("", one) for one in (whole, *parts)}
    first, *others = (Decimal(re.sub("[^0-9.]", "", one)) for one in (whole, *parts))
    return len(units) > 1 or first == sum(others) or (not every and first > sum(others))
