"""The words that are a value whatever is asked: yes, no, unknown, not applicable."""

from __future__ import annotations

import re

from huiqi.spelling import plain

_TICKS, _CROSSES = "√✓✔☑✅", "×✕✖✗✘❌"
_YES = {"是", "true", "yes", "y", "有", "对", "是的", *_TICKS}
_NO = {"否", "false", "no", "n", "无", "没有", "没", "不是", *_CROSSES}
#: That something is not so, whatever is asked about; of a figure not that it is nought.
_NOT_SO = {
    "不符合",
    "不符合条件",
    "不符合要求",
    "不够条件",
    "条件不够",
    "不够格",
    "不具备",
    "不具备条件",
}
_NOT_SO |= {"不达标", "没达标", "未达标", "没有了"}
#: A yes or a no that is no 是 or 否, before what else is said: √ 2012, √（2010年）, 对，2018年.
_BEFORE_MORE = re.compile(
    rf"(?:(?P<yes>[{_TICKS}]|(?:是的|对|yes|y)(?=[\d(,:;、]))|(?P<no>[{_CROSSES}]))"
    r"(?P<more>.+)"
)
#: What says yes before a figure: √ 486, 有，486万.
BEFORE_A_FIGURE = ("是", "是的", "有", "对", *_TICKS)
_WORDS = {True: "是", False: "否"}
#: Behind what is said, it says no more: 过期了！, 是。; not a mark of doubt.
_EMPHASIS = "!。~"
#: Nothing need part what begins so from a yes before it.
_PARTED = re.compile(r"[\d(,:;、/|~-]")
#: Of these yes and no depend on what is asked about: that there is none is said by 没有, too.
_THERE_IS = {"有", "无", "没有", "没"}
_DENIED = ("没有", "无", "未")
#: All that says yes or no.
SAYS_WHETHER = frozenset(_YES | _NO | _NOT_SO)
#: All that says that there is none of it.
SAYS_NONE = frozenset(_THERE_IS - {"有"})
_UNKNOWN = {"未知", "不知道", "不知", "不清楚", "不详", "不确定", "待定", "待查", "待核实", "待补"}
_UNKNOWN |= {"待补充", "unknown", "?", "-", "--", "/", "—", "——", "暂无"}
#: Of these, in a list, those that say that there is none, as far as anybody has told.
_NOTHING_THERE = {"/", "暂无"}
_NOT_APPLICABLE = {"not_applicable", "不适用"}
#: All that says that a text is none: it is not known, or there is no such thing.
SAYS_NO_VALUE = frozenset(_UNKNOWN | _NOT_APPLICABLE)


def yes_or_no(written: object, about: str = "") -> bool | None:
    """Yes or no; ``None`` if it is neither, or could be both.

    ``about``: the label of what is asked.  To 没有违法记录, 没有 is an answer with two meanings.
    """
    if isinstance(written, bool):
        return written
    text = plain(str(written)).rstrip(_EMPHASIS)
    if text in _THERE_IS and about.startswith(_DENIED):
        return None
    return True if text in _YES else False if text in _NO or text in _NOT_SO else None


def answer_in_words(cell: str) -> str:
    """What a cell says, in its plain form, with a tick before more than that as the word
    (√（2010年） as 是(2010年), √省级 as 是,省级), and with a cross as the other.
    """
    told = plain(cell).rstrip(_EMPHASIS) or plain(cell)
    match = _BEFORE_MORE.fullmatch(told)
    if match is None:
        return told
    word = _WORDS[bool(match["yes"])]
    return f"{word}{match['more']}" if _PARTED.match(match["more"]) else f"{word},{match['more']}"


def says_none(written: object) -> bool:
    """Whether the words say that there is none of it."""
    return isinstance(written, str) and plain(written) in SAYS_NONE


def says_no_plainly(written: str) -> bool:
    """Whether a word is no more than a no."""
    return plain(written) in _NO


def says_unknown(written: object) -> bool:
    """Whether the words say that it is not known."""
    return isinstance(written, str) and plain(written) in _UNKNOWN


def says_nothing(cell: str) -> bool:
    """Whether a cell of a table is empty, or says that it is not known."""
    return not plain(cell) or says_unknown(cell)


def leaves_a_list_open(cell: str) -> bool:
    """Whether a cell of a list says that it is not known; / and 暂无 say that there is nothing."""
    return says_unknown(cell) and plain(cell) not in _NOTHING_THERE


def says_nothing_there(cell: str) -> bool:
    """Whether a cell of a list says that there is nothing, as far as anybody has told."""
    return says_none(cell) or plain(cell) in _NOTHING_THERE


def says_not_applicable(written: object) -> bool:
    """Whether the words say that there is no such thing."""
    return isinstance(written, str) and plain(written) in _NOT_APPLICABLE


#: That a penalty was imposed already, and is not only feared.
_PUNISHED = re.compile(
    r"(?<!会)(?<!要)(?<!怕)被[^，。；,;、]{0,8}罚(?:款|了)?[^，。；,;、]{0,8}"
    r"|(?:已经?|刚)被?(?:处罚|罚款?)[^，。；,;、]{0,8}|罚了\s*\d[^，。；,;、]{0,6}|罚款已[交缴]|[交缴]了罚款"
    r"|(?:收到|下达|送达)[^，。；,;、]{0,8}处罚决定"
)


def says_punished(text: str) -> str:
    """The words by which somebody says that a penalty was imposed already; empty where none do."""
    match = _PUNISHED.search(text)
    return "" if match is None else match[0].strip()


def asks_for_none(text: str) -> bool:
    """Whether a condition begins by asking for something not to be so."""
    return text.startswith(("没有", "还没有", "尚未", "未"))
