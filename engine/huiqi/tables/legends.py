"""What codes stand for in a column whose head says it: 高新技术企业（1是 2否）; and signs in a
table whose notes say it: √=有，/=没有.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from huiqi.spelling import plain
from huiqi.wordings import says_unknown, yes_or_no

_BRACKET = re.compile(r"\(([^()]*)\)")
#: A code and its word, and what may stand between two of them.
_PAIR = re.compile(r"(\d{1,2})[.:=、—-]? ?([^\d\s,;、/.:=()-]{1,12})")
_BETWEEN = re.compile(r"[\s,;、/]*")
#: What is counted or dated, and stands for nothing: 1-12月, 3年.
_COUNTED = re.compile("[年月日号人户个家项次台套元万亿级期类]+")


#: A sign that a note explains, by the first of its words; no bound of a figure.
_SIGN = re.compile(
    r"(?<![\w=])(?P<sign>[^\w\s,;。、()=:.<>≥≤+*%?\"'¥$]{1,2})(?:=|:|表示|代表)(?P<word>[^\W\d_]{1,6})"
)
#: So many notes are looked at, and so much of each.
_NOTES, _LONGEST = 20, 300


def legend_told(notes: Iterable[str]) -> Mapping[str, str]:
    """What each sign stands for that the notes of a table explain as a yes, a no or not known; none
    that they explain in two ways.
    """
    found: dict[str, set[str]] = {}
    for note in list(notes)[:_NOTES]:
        for match in _SIGN.finditer(plain(note[:_LONGEST])):
            found.setdefault(match["sign"], set()).add(match["word"])
    alone = {sign: next(iter(words)) for sign, words in found.items() if len(words) == 1}
    return {
        sign: word
        for sign, word in alone.items()
        if yes_or_no(word) is not None or says_unknown(word)
    }


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
