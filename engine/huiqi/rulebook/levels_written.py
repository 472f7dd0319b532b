"""The level of a title as people write it: alone (省), or behind it (专精特新（省）); and what says
behind it that it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEVEL, _YEAR = "级", "年"
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
#: What a title of a product ends with, which is not the enterprise's.
OF_PRODUCT = "产品"
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


#: A day in a bracket behind a title, and what is written behind it there.
_DAY_OF_TITLE = r"\d{2,4}(?:[年./-]\d{0,2}(?:月份?|[./-]\d{1,2})?(?:\d{1,2}[日号])?)?"
_IN_BRACKET = rf"(?P<open>[(（]\s*)(?P<day>{_DAY_OF_TITLE})"
_CLOSED = r"\s*(?P<close>[)）])"
#: That the certificate is of that day, or that it was entered then: no more than the day says.
_OF_CERTIFICATE = re.compile(
    rf"{_IN_BRACKET}\s*(?:的证书?|证书?|[发拿领下办得](?:到|下来|下)?的?证书?|[拿得评认]的|入库的?|进库的?)"
    rf"{_CLOSED}"
)
#: That it was the first time that it was given: 25.12头一回过.
_GIVEN_FIRST = re.compile(
    rf"{_IN_BRACKET}\s*[,，]?\s*(?:就|才)?(?:{_ONCE}|初次|头次)"
    rf"(?:认定|认上|通过|评上|拿到?|批|过)(?:下来)?[了的]?{_CLOSED}"
)
#: A level, or that it is of a product, behind the day within the bracket.
_LEVEL_WITHIN = re.compile(
    rf"{_IN_BRACKET}\s*[,，、]?\s*(?P<level>省|市|县|区|国家)[级里]?的?{_CLOSED}"
)
_PRODUCT_WITHIN = re.compile(
    rf"{_IN_BRACKET}\s*[,，、]\s*(?:是?个?)?(?P<product>产品)(?:类|的)?{_CLOSED}"
    rf"|(?P<first>[(（]\s*)产品(?:类|的)?\s*[,，、]\s*(?P<then>{_DAY_OF_TITLE}\s*[)）])"
)


def level_before_day(written: str) -> str:
    """A cell with a level that stands behind the day before it (专精特新（省）2023年6月), and
    without what says of the day no more than that (高企(24.12证)).
    """
    told = _OF_CERTIFICATE.sub(_with_its_year, written)
    told = _GIVEN_FIRST.sub(r"\g<open>\g<day>首次认定\g<close>", told)
    told = _LEVEL_WITHIN.sub(r"\g<open>\g<level>,\g<day>\g<close>", told)
    told = _PRODUCT_WITHIN.sub(_product_before, told)
    return _LEVEL_BEHIND_DAY.sub(r"(\g<level>)\g<day>", told)


def _with_its_year(match: re.Match[str]) -> str:
    """The day alone, where it is a bare year (26入库) as one."""
    year = _YEAR if match["day"].isdigit() else ""
    return f"{match['open']}{match['day']}{year}{match['close']}"


def _product_before(match: re.Match[str]) -> str:
    """A title of a product as it is called: 单项冠军(25年，产品) as 单项冠军产品(25年)."""
    if match["product"]:
        return f"{match['product']}{match['open']}{match['day']}{match['close']}"
    return f"{OF_PRODUCT}{match['first']}{match['then']}"


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
