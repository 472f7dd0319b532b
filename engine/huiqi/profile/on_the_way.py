"""How far an application is, told where it is asked whether a title is held: 正在申报, 材料已交,
今年已公示，证书没下来.

What is being applied for may be held all the same: who has a title applies for it anew as it ends.
What was shown to the public, or approved, without a certificate may be held by now.  What was
refused is not held.
"""

from __future__ import annotations

import re
from datetime import date

from huiqi.spelling import plain
from huiqi.wordings import answer_in_words

#: Between what is said of it.
_BETWEEN = re.compile(r"[,;，；、。:： ()]+")
#: When that is, or in which batch.
_WHEN = (
    r"(?:[今本去明后]年|(?:20)?\d\d年?(?:\d{1,2}月份?)?|\d{1,2}月份?|[上下]半年|年[底末初内]"
    r"|第?[一二三四1-4]批次?)*"
)
_HOW = "(?:还|正|已经?|刚|就|也|都)*"
_ANEW = "(?:申报|申请|报|冲)"
_PAPERS = "(?:申报|申请|认定)?材料"
_OFFICE = "(?:[到给往送]?(?:国家|[省市县区]里?)?(?:工信|科技)?[厅局部委]?)"
_DOING = "(?:申报|申请|报|评审|评|审核|审查|审|受理|准备|筹备|办理?|辅导|走流程)"
#: A part of a cell that says no more than that it is hoped for or asked for.
_APPLYING = re.compile(
    rf"{_WHEN}{_HOW}(?:"
    rf"(?:正?在)?(?:准备|打算|计划|拟|想|争取|希望|筹备){_WHEN}{_ANEW}(?:{_PAPERS})?中?"
    rf"|(?:准备|筹备|申报|申请|评审|审核|审查|受理|辅导)(?:材料)?中"
    rf"|正?在{_DOING}(?:材料)?|正(?:准备|筹备)(?:材料)?"
    rf"|(?:正?在)?(?:做|写|弄|整理|组织|准备){_PAPERS}"
    rf"|{_PAPERS}(?:正?在)(?:做|写|弄|整理|组织|准备|审核?)|{_PAPERS}(?:准备|整理|审核)中"
    rf"|{_PAPERS}(?:已经?|都)?(?:[交报递]|提交|上报|递交|报送|受理)(?:{_OFFICE}|了|上去)*"
    rf"|(?:提交|上报|递交|交|报送)了?{_PAPERS}|报{_OFFICE}了?(?<!报)(?<!报了)|报上去了?"
    rf"|受理了?|[等待](?:结果|批复?|评审?|审核?|审批|通知|专家评审)"
    rf"){_WHEN}"
)
#: The same of a time to come: 明年报, 2027年申报.
_TO_COME = re.compile(
    rf"(?:(?P<later>明年|后年)|(?P<year>20\d\d)年?)(?:[上下]半年|年[底末初]|\d{{1,2}}月份?)?"
    rf"(?:再|才|要|去|还)?(?:{_ANEW}(?:材料)?|争取|努力)"
)
#: It was refused: nothing says when.
_REFUSED = re.compile(
    "(?:申?报了?)?(?:但|可)?(?:还)?(?:没有?|未)(?:能)?(?:通过|过|评上|报上|批(?:下来)?|获批|入选)"
    "(?:评审|审核)?了?|落选了?"
)
_REFUSED_THEN = re.compile(f"{_WHEN}(?:{_REFUSED.pattern})")
_CERTIFICATE = "(?:证书?|牌子?|批文|文件)"
#: It may be held by now: shown to the public, or approved, or named, and no certificate is told of.
_NEARLY = re.compile(
    "公示|拟(?:认定|入选|入库|通过|命名|确定)"
    f"|{_CERTIFICATE}[^,;，；、。()]{{0,3}}(?:没|未|不)[^,;，；、。()]{{0,4}}|{_CERTIFICATE}在(?:办|路上)"
    f"|(?:待|等|没|未|还没)(?:颁?发|领|拿|下|收到?)[^,;，；、。()]{{0,2}}{_CERTIFICATE}|等{_CERTIFICATE}"
    "|刚批|(?:评审|审核|答辩)已?(?:通?过)|通过(?:评审|审核|答辩)"
)
#: That a cell tells of an application, whatever else it tells.
_OF_APPLYING = re.compile(
    "申报|申请|公示|评审|审核|受理|材料|培育|辅导|准备|打算|争取|筹备|拟|复审|复核|重新认定|落选|批复"
    "|[今明后]年报|在[报评审办]|已报|报了|报上|想报|没过|[没未]有?(?:通过|获批|评上|入选|报)|[等待](?:批|结果|审|评)"
)
#: What may stand beside that: a yes, a day.
_BESIDE = re.compile(rf"[是有]|{_WHEN}|20\d\d[\d./年月日-]*")


def applies_for_it(cell: str, as_of: date) -> bool:
    """Whether a cell says no more than that it is being applied for, will be, or was refused."""
    told = _told(cell)
    return bool(told) and all(_is_of_it(part, as_of) for part in told)


def refused_it(cell: str, as_of: date) -> bool:
    """Whether it says no more than that, and that it was refused."""
    refused = any(_REFUSED.fullmatch(part) for part in _told(cell))
    return refused and applies_for_it(cell, as_of)


def _told(cell: str) -> list[str]:
    """The parts of a cell that say more than when; none where it may be held by now."""
    own = answer_in_words(cell)
    parts = [] if _NEARLY.search(own) else [part for part in _BETWEEN.split(own) if part]
    # 正在申报（2026年）
    return [part for part in parts if re.fullmatch(_WHEN, part) is None]


def _is_of_it(part: str, as_of: date) -> bool:
    told = _APPLYING.fullmatch(part) or _REFUSED.fullmatch(part)
    return told is not None or _is_to_come(part, as_of)


def _is_to_come(part: str, as_of: date) -> bool:
    match = _TO_COME.fullmatch(part)
    return match is not None and (bool(match["later"]) or int(match["year"]) > as_of.year)


def tells_of_refusal(cell: str) -> bool:
    """Whether a cell says that it was refused, in whatever year: 2025年没过."""
    return _REFUSED_THEN.fullmatch(plain(cell)) is not None


def says_refused(cell: str) -> bool:
    """Whether a cell says that it was refused, and nothing of when."""
    return _REFUSED.fullmatch(plain(cell)) is not None


def is_nearly_held(cell: str) -> bool:
    """Whether it was shown to the public or approved, and no certificate is told of."""
    return _NEARLY.search(plain(cell)) is not None


def tells_how_far(cell: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a cell tells how far an application is, beside a yes, a day or one of ``names`` at
    most; or that something is nearly held, whatever else it tells.
    """
    told = answer_in_words(cell)
    if _NEARLY.search(told) is not None:
        return True
    parts = [part for part in _BETWEEN.split(told) if part]
    tells = [part for part in parts if _OF_APPLYING.search(part) is not None]
    if not any(name in part for part in tells for name in names):
        # 省级（省级没过） says two things.
        parts = [part for part in parts if part not in names]
    others = (part for part in parts if part not in tells)
    return bool(tells) and all(_BESIDE.fullmatch(part) for part in others)
