"""What titles are called, at whatever level: by that a cell is known to tell of another one."""

from __future__ import annotations

import re
from functools import lru_cache

from huiqi.rulebook.list_columns import TITLE
from huiqi.rulebook.naming import asked_whether
from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import QUOTES, plain

#: Of a title at which level it is given, and to whom.
_LEVEL_OF = re.compile(
    "^(?:国家级?|山东省|省级?|市级?|县级|中国)?(?:制造业)?|(?<=..)(?:企业|产品)$"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


@lru_cache(maxsize=4)
def titles_called(rulebook: Rulebook) -> frozenset[str]:
    """What the titles that may be held are called, without their level: 单项冠军, 绿色工厂."""
    lists = (fact for fact in rulebook.facts.values() if fact.things.get(TITLE))
    options = (fact.fields[name].type.enumeration for fact in lists for name in fact.things[TITLE])
    names = {
        name for own in options if own is not None for one in own.symbols for name in own.names(one)
    }
    for own in rulebook.definitions.values():
        names |= asked_whether(own) if own.lasting else set()
    short = (_LEVEL_OF.sub("", plain(name).translate(QUOTES)) for name in names)
    return frozenset(name for name in short if _CHINESE.fullmatch(name))
