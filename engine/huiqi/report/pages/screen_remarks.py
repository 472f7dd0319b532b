"""What there is to look at in a table itself, as its file tells it: by what it is about, and not by
the code of a program.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.report.blocks import Block, Facts, Heading, Note
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import Screening
from huiqi.words import to_say

#: So many things to look at in the table are told in its file.
_MOST_REMARKS = 200
#: What remarks are about, by the beginning of their codes: the longest counts.
_ABOUT = {
    "P174": to_say("没有读的格"),
    "P134": to_say("怎样读的"),
    "P176": to_say("怎样读的"),
    "P158": to_say("怎样读的"),
    "P112": to_say("到期"),
    "P113": to_say("还没有竣工"),
    "P146": to_say("可以问一问"),
    "P13": to_say("核对数字"),
    "P14": to_say("核对数字"),
    "P110": to_say("核对代码"),
    "P159": to_say("同一户写了几行"),
    "P157": to_say("没有用来评估的列"),
    "P151": to_say("没有用来评估的列"),
    "P154": to_say("没有用来评估的列"),
    "P168": to_say("申报、拨付"),
    "P169": to_say("申报、拨付"),
    "P175": to_say("申报、拨付"),
    "P167": to_say("写出和没有写出的列"),
    "T12": to_say("表的样子"),
    "P153": to_say("表的样子"),
    "P114": to_say("表的样子"),
    "Y11": to_say("表的样子"),
}
_OTHERS = to_say("别的")


def remarks_told(found: Screening, phrases: Phrases) -> Iterator[Block]:
    """All of it, that of one kind together: what was read may be meant otherwise."""
    say = phrases.say
    told = dict.fromkeys((_about(one.code), say.told(one.message)) for one in found.remarks)
    if told:
        kinds = list(dict.fromkeys(kind for kind, _ in told))
        shown = sorted(list(told)[:_MOST_REMARKS], key=lambda one: kinds.index(one[0]))
        yield Heading(say("读这张表时要看的"))
        yield Facts([(say(kind), message) for kind, message in shown])
    if (more := len(told) - _MOST_REMARKS) > 0:
        yield Note(say("另 {number} 项", number=more))


def _about(code: str) -> str:
    """What a remark of this code is about."""
    own = (beginning for beginning in _ABOUT if code.startswith(beginning))
    return _ABOUT.get(max(own, key=len, default=""), _OTHERS)
