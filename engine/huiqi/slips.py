"""Slips of the pen and of the keyboard: a name that can only be another one, spelt wrongly.

A suggestion that names another thing misleads whoever follows it.  One Chinese character more,
less or other is another thing as often as not (总资产, 净资产), so only what looks alike, two that
changed places and one written twice are slips; of Latin words, a letter or two in a long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from huiqi.spelling import folded, plain

#: Characters that are taken for each other by the eye, or written for each other by custom.
# fmt: off
_ALIKE = (
    "入人八", "己已巳", "未末", "土士", "账帐", "研妍", "日曰目", "大太犬", "干千于", "天夫无",
    "午牛", "今令", "拆折析", "侯候", "籍藉", "竞竟", "戊戌戍", "免兔", "投没", "住往", "科料",
    "材村", "治冶", "准淮", "拨拔", "拣练炼", "收牧", "侧测", "做作", "象像", "份分", "其期",
    "在再", "的地得", "型形", "订定", "制治", "划画", "缴交", "惟唯", "附付", "纳钠", "额颔",
    "券卷", "徵征",
)
# fmt: on
_LOOKS = {frozenset((one, other)) for group in _ALIKE for one in group for other in group}
_WORDS = re.compile(r"[a-z]+")
_OTHER = re.compile(r"[^0-9a-z]+")
#: Longer texts are no names; of so many names at most the spelling is compared.
_LONGEST, _MOST = 80, 3000


def slip_of(written: str, names: Iterable[str]) -> str:
    """The one of the names that is meant by a slip; nothing where none, or more than one, is."""
    if not written or len(written) > _LONGEST:
        return ""
    found = [name for name in dict.fromkeys(list(names)[:_MOST]) if is_slip(written, name)]
    closest = get_close_matches(written, found, n=1, cutoff=0)
    return closest[0] if closest else ""


def near(written: str, names: Iterable[str], most: int = 5) -> list[str]:
    """The names spelt most like it, the nearest first: to look through, not to be followed."""
    if not written or len(written) > _LONGEST:
        return []
    spelt = {plain(name): name for name in list(names)[:_MOST]}
    return [spelt[name] for name in get_close_matches(plain(written), spelt, n=most, cutoff=0.4)]


def is_slip(written: str, name: str) -> bool:
    """Whether one is a slip for the other, and not the name of something else."""
    one, other = folded(written), folded(name)
    if written == name or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    if _OTHER.sub("", one) == _OTHER.sub("", other) and one.isascii():
        return True
    if one.isascii() and other.isascii():
        words = [_OTHER.split(text) for text in (one, other)]
        return len(words[0]) == len(words[1]) and all(
            a == b or _mistyped(a, b) for a, b in zip(*words, strict=True)
        )
    latin = [_WORDS.findall(text) for text in (one, other)]
    return latin[0] == latin[1] and _miswritten(plain(written), plain(name))


def _miswritten(one: str, other: str) -> bool:
    """Chinese: alike to the eye, two that changed places, or one written twice."""
    if one == other:
        return True
    if len(one) == len(other):
        apart = [place for place, letter in enumerate(one) if letter != other[place]]
        if len(apart) == 2 and apart[1] == apart[0] + 1:
            first, second = apart
            if (one[first], one[second]) == (other[second], other[first]):
                return True
        return all(frozenset((one[place], other[place])) in _LOOKS for place in apart)
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[place] == longer[place + 1] and longer[:place] + longer[place + 1 :] == shorter
        for place in range(len(shorter))
    )


def _mistyped(one: str, other: str) -> bool:
    """A Latin word: one letter more, less, other or moved; in a long one two, but not at its head
    (increase, decrease); a short one only at its end.
    """
    length, begins_alike = min(len(one), len(other)), one[:2] == other[:2]
    if length < 4:
        # Not net for new: only a last letter too many or too few.
        shorter, longer = sorted((one, other), key=len)
        return len(shorter) == 3 and longer[:-1] == shorter
    return _distance(one, other) <= (2 if length >= 7 and begins_alike else 1)


def _distance(one: Sequence[str], other: Sequence[str]) -> int:
    """So many letters to add, leave out, change or have change places with the next."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            least = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, rows[-2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]
