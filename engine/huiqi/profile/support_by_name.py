"""What support was by its name alone, where nobody said of which measure it is: 专精特新奖励 was
not for a high-technology certificate.
"""

from __future__ import annotations

import re
from functools import lru_cache

from huiqi.profile.support_told import measures_meant, words_of_support
from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import QUOTES, plain
from huiqi.values import Choice

#: What it is called where it is none of the measures here; no measure has such an id.
ANOTHER = "*"
#: A remark behind it: （县里还是市里不清楚）.
_REMARK = re.compile(r"\([^()]*\)")
#: What says nothing of what it is for: when, whose money, which batch, that it is money.
_BESIDE = re.compile(
    r"(?:19|20)?\d\d年度?|第[一二三四五六七八九十\d]+批次?|国家级?|省级?|市级?|县级?|区级?|山东|聊城"
    r"|第?[一二三四1-4]季度|中小企业|企业|认定|首次|申报|通过|扶持|专项|财政|一次性|奖励|奖补|奖金|奖|补助|补贴|资金"
    r"|配套|款项?|钱|到账|获得|得过|拿过|的"
)


@lru_cache(maxsize=1024)
def measure_by_name(rulebook: Rulebook, name: str) -> Choice | None:
    """The measures that a name may stand for, and that it may be another; ``None`` where it tells
    of something besides what support here is for, or of nothing: it may be any.
    """
    told = _REMARK.sub("", plain(name)).translate(QUOTES)
    words = words_of_support(rulebook, told)
    rest = told
    for word in words:
        rest = rest.replace(word, "")
    if not words or re.search(r"\w", _BESIDE.sub("", rest)):
        return None
    return Choice(frozenset((*measures_meant(rulebook, told), ANOTHER)))
