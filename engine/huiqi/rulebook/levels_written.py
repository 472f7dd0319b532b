"""The level of a title as people write it: alone (省), or behind it (专精特新（省）); and what says
behind it that it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEVEL = "级"
#: A word that names a level, and no title.
NAMES_LEVEL = re.compile("[级里的]$")
#: A level without that word, before days or nothing.
_BARE_LEVEL = re.compile(r"[^\d(,]{1,2}(?=$|[\d(,])")
#: A level in brackets behind its title, with what is said beside it: 专精特新（省级，2024）.
_LEVEL_BEHIND = re.compile(
    r"(?P<title>[^\d()]+)\((?P<level>省|市|县|区|国家)级?(?:[,，;；、 ]+(?P<more>[^()]+))?\)"
)
#: The same behind the day on which it was given: 专精特新 2023年6月（省）.
_LEVEL_BEHIND_DAY = re.compile(
    r"(?<=[^\s\d])\s*(?P<day>\d{2,4}[\d年月日号./-]*)\s*[(（]\s*(?P<level>省|市|县|区|国家)级?\s*[)）]"
)
#: Which time it was given, as people say it: the first, or at a recheck.
_ONCE = "(?:头一?|第一|首)[次回]"
FIRST = f"{_ONCE}|初次"
FIRST_TIME = f"{_ONCE}(?:认定|认上|通过|过)?[了的]?|初次(?:认定)?"
RECHECK_PASSED = "(?:已经?)?(?:通过(?:复[审核]|重新认定)|(?:复[审核]|重新认定)通?过)了?的?"
#: That, or that it is reviewed, or ends, in a year to come: so it was given; said behind it.
WAS_GIVEN = re.compile(
    r"[,，、；;( ]+[明后]年(?:要|该|得)?(?:复核|复审|到期|重新认定)\)?$"
    rf"|\((?:{FIRST_TIME}|{RECHECK_PASSED})\)$"
)


def level_before_day(written: str) -> str:
    """A cell with a level that stands behind the day before it: 专精特新（省）2023年6月."""
    return _LEVEL_BEHIND_DAY.sub(r"(\g<level>)\g<day>", written)


def level_in_full(told: str, words: Iterable[str]) -> str:
    """What a cell says in the words for titles: 省 as 省级, 省2024 as 省级2024, 专精特新(省) as
    省级专精特新.

    Args:
        told: The cell in its plain form.
        words: Those for titles and their levels, in theirs.
    """
    told = _level_before(told)
    match = _BARE_LEVEL.match(told)
    if match is None:
        return told
    levels = (word for word in words if NAMES_LEVEL.search(word) and word[:-1] == match[0])
    return f"{next(levels, match[0])}{told[match.end() :]}"


def _level_before(told: str) -> str:
    """What a cell says with the level before the title: 专精特新(省) as 省级专精特新."""
    match = _LEVEL_BEHIND.match(told)
    if match is None:
        return told
    more = f"({match['more']})" if match["more"] else ""
    return f"{match['level']}{_LEVEL}{match['title']}{more}{told[match.end() :]}"
