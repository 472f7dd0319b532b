"""What codes stand for in a column whose head says it: 高新技术企业（1是 2否）."""

from __future__ import annotations

import re
from collections.abc import Mapping

from huiqi.spelling import plain

_BRACKET = re.compile(r"\(([^()]*)\)")
#: A code and its word, and what may stand between two of them.
_PAIR = re.compile(r"(\d{1,2})[.:=、—-]? ?([^\d\s,;、/.:=()-]{1,12})")
_BETWEEN = re.compile(r"[\s,;、/]*")
#: What is counted or dated, and stands for nothing: 1-12月, 3年.
_COUNTED = re.compile("[年月日号人户个家项次台套元万亿级期类]+")


def legend_of(head: str) -> Mapping[str, str]:
    """What each code stands for, by a bracket of the head that says nothing else; empty where none
    does.
    """
    for inside in _BRACKET.findall(plain(head)):
        pairs = dict(_PAIR.findall(inside))
        rest = _PAIR.sub("", inside)
        counts = any(_COUNTED.fullmatch(word) for word in pairs.values())
        if len(pairs) > 1 and _BETWEEN.fullmatch(rest) and not counts:
            return pairs
    return {}
