"""What the words of a cell say of how far a measure came: 报了，11.28; 批了没拨; 批了，拨了39万.

Each part of a cell is steps, days and amounts, and nothing else, or it is a remark beside them
(县里说等; 网上交的, in brackets), which is told where the cell is quoted and says nothing here.
What is said of the province's money and of the city's, or of each year of what is paid in parts, is
told apart: 省里10万到了，市里没到; 头一年5万到了，第二年的没给.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from huiqi.objects import dataclass
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.spelling import plain, read_whole

#: That the title was given for which something is: it stands on a list, or was recognised.
_NAMES_LIST = (
    r"(?:[进上入]|列[入进])(?:到|入)?[了的]?(?:[省市]|国家)?级?的?(?:名单|目录|榜)[里上]?"
    r"|(?:名单|目录)[里上](?:就|都|也)?有"
)
LISTED = f"{_NAMES_LIST}|列[入进为]|入选|入围|评[上定为]|认[定上]|获评|获奖|授予|授牌|公布|拿[的下]"
#: What one says of each step, in their order.
_DONE = {
    OutcomeStep.APPLIED: "申报|申请|上报|提交|上交|报|交",
    OutcomeStep.GRANTED: f"获批|批准|审批|审核|评审|通过|批|{LISTED}",
    OutcomeStep.PAID: "拨付|兑付|兑现|到账|到位|到手|收到|拿到|领到|入账|打款|发放"
    r"|拨款|付款|下款|拨|发|付|领|(?<![报交送递批])给(?![省市县区镇国报交送申批])",
}
_ORDER = tuple(_DONE)
_ANY = "|".join(_DONE.values())
#: Of what was looked at, be it a title or what is given for it.
_LOOKED_AT = ("审核", "评审")
#: Of money that somebody has to go for.
_FETCHED = "领"
#: Of the money that it came (80万已到, 钱没到), and not that the papers came somewhere (报到省里).
_ARRIVED = r"到(?![省市县区镇里期底年哪\d])"
#: The same before or behind its amount, or as all that a part says: 到了10万, 5万到了, 钱来了.
_CAME = (
    r"(?<![报交送递批])到(?=了?(?:大?约|近)?\d[\d.,]*[多几余]?[万亿元])"
    r"|(?<![报交送递批])到(?=[了的过齐](?![省市县区镇里期底年哪月再\d]))"
    r"|(?<=[钱款金])(?:下来|来)(?=了)"
)
#: That the money did not: 钱没来, 没见着, 钱还没下来.
_NOT_CAME = (
    r"来|见(?:[着到]|钱)*|有?动静|(?<=[钱款金]没)下来|(?<=[钱款金]还没)下来"
    r"|(?<=[万亿元]没)下来|(?<=[万亿元]还没)下来|(?<=[万亿元奖]没)下(?!来)"
)
#: That it was not granted.  Of what is not granted yet nobody says that it was refused.
_REFUSED = re.compile(
    "(?<![还尚暂])(?:没有?批|不批|没有?通过|未通过|没过(?!\\d)|未获批|被拒|拒绝|驳回|退回|不予|落选)"
    "(?:准|下来)?了?"
)
DAY = (
    r"(?:20)?\d\d年(?:\d{1,2}月(?:\d{1,2}[日号]?|份?[初中底末]?)|[春夏秋冬初底末]|[上下]半年)?|20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?"
    r"|\d{1,2}月(?:\d{1,2}[日号]?|份?[初中底末]?)|\d{1,2}[./-]\d{1,2}[日号]?|20\d\d|[去今前上]年(?:度|[春夏秋冬初底末]|[上下]半年)?|上个?月|[上下]半年"
)
_AMOUNT = r"(?:大?约|大概|近)?(?:\d+(?:,\d{3})*(?:\.\d+)?)(?:多|几|余)?[万亿]?元?(?:多|左右|余)?"
#: Whose money it is; the county pays what is the city's.
_LEVELS = {"省": "province", "市": "city", "国": "nation"}
#: Which year of what is paid in parts, or which part: the first half, and the other.
_YEARS = {
    **dict.fromkeys("头首一1前上", 1),
    **dict.fromkeys("二2后另余剩下尾", 2),
    **dict.fromkeys("三3", 3),
}
_HALVES = "[前上](?=一?半)|[后另余剩下](?=下?的?(?:那|一)?[半笔])|尾(?=款)"
#: A year, or a day without one, would be an amount as well: 2026.9, 11.28.
_TOKEN = re.compile(
    rf"(?P<refused>{_REFUSED.pattern})"
    r"|(?P<unasked>(?:还|都|也|一直|从来?)*(?:没有?|未)去?(?:问|打听|咨询)(?:过|的)?(?![题到出]))"
    r"|(?P<passed>(?:已经?|刚刚?|都|也|又|顺利|[一1]次)?(?:通过|过)(?:了|的(?!$))?)"
    rf"|(?P<yet>还|暂|尚)?(?:都|就|也|一直|至今)?(?:没有?|未)(?:能|再|给)?"
    rf"(?P<not>{_ANY}|{_ARRIVED}|{_NOT_CAME})(?:通过|下来|到位|过|上|成)?[呢的]?"
    rf"|(?:还在|还|在)?(?:等待?|待|等着)(?P<wait>{_ANY})(?:下来|到位)?"
    rf"|(?:还在|正在|在)(?P<go>{_ANY})|(?P<goes>{_ANY})中"
    rf"|(?:已经?|刚刚?|都|全|也|又)?(?P<did>{_ANY}|(?<=[已经都全钱款金]){_ARRIVED}"
    rf"|{_CAME})(?:通过|下来|到位|完|过|出去?|上去|上|成|好|齐)?(?:了|的(?!$))?"
    r"|(?<=[报交送])[到给]?[省市县区]里"
    r"|(?P<level>[省市]|国家)(?:里|级|本级|财政)?(?:配套|那份|这份)?(?![局厅委办场])"
    rf"|(?:第(?P<year>[一二三123])|(?P<first>头一|头|首|{_HALVES}))"
    r"(?:下?的?(?:那|一)?(?:年度?|笔|半|款))"
    rf"|(?P<day>(?:20)?\d\d年(?=\d+(?:\.\d+)?[万亿])|(?:{DAY})(?![\d.万亿元])|[去今前上]年(?=\d{{1,2}}月))|(?P<amount>{_AMOUNT})"
    r"|第?[一二三四五]期|[县区]里|(?:听|他们)?说(?=批)|网上|线上|材料|资金|今年"
    r"|奖补|奖励|奖金|奖|补助|补贴|备案|立项|开工|完工|竣工|投产|验收"
    r"|\.+(?!\d)|[于在共了的钱款都就:/ -]"
)
#: Whether it came to that is asked: 批没批.
_ASKS = re.compile(rf"({_ANY})[没未]\1")
#: Between what is said of it; a thousand has its comma.
_BETWEEN = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[;、。\n]|(?=\()|\)")
#: That somebody does not know, or will ask, whether there is anything to be had still, and that one
#: is to wait: neither says how far it came.
_WONDERS = re.compile(
    r"(?:我们?|他们?|老板|企业|也|都|就|但|可|还)*"
    r"(?:(?:不知道?|不清楚|不晓得|不确定|不了解|弄不清|说不[准清]|拿不准"
    r"|[想再要得去]*(?:问问|问[一1]?下|打听|了解[一1]?下))"
    r"(?!.*(?:报[了过没上]|[没未]报|撤|退|作废|误|\d+[万亿元]))[^,]*|(?:今年|现在)?还(?:有没有|(.)不\1)[^,报]*)"
    r"|(?:[省市县区局]里|他们)?[说讲让叫]?[还再]?[要得需]?再?等(?:等|[一1]等|着|[一1]?下|通知|消息|结果|信|明年)*了?"
)
#: A remark that may take back what is said beside it, or that says more of it, is none.
_TELLS = re.compile(rf"没|未|不|撤|退|误|想|准备|打算|计划|拟|可能|还[要差需]|{_ANY}|\d+[万亿元]")
_TAKES_BACK = re.compile(rf"撤|退|作废|误|[没未不][^,]{{0,4}}?(?:{_ANY}|成|受理)|\d+[万亿元]")

#: A product, and when it was listed.
_PRODUCT = re.compile(rf"(\D{{2,12}}?)((?:{DAY})?[就才也都的]?(?:{LISTED}).*)")
#: Why it was not granted: 说材料不全.
_REASON = re.compile(rf"(?:说是?|因为?|嫌|原因:?|理由:?)(?!.*(?:{_ANY}|撤|退|\d))[^,]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWords:
    """What the words say: the farthest step that it came to, or that it was refused; what they say
    that it did not come to; each amount with its step, as it is written.
    """

    step: OutcomeStep | None
    denied: frozenset[OutcomeStep]
    amounts: tuple[tuple[OutcomeStep | None, str], ...]
    #: Whose money that is of, where the cell says so: ``province``, ``city``, ``nation``.
    levels: frozenset[str] = frozenset()
    #: Of which year, where it is paid in parts; nought where the cell does not say so.
    year: int = 0
    #: That it was granted is said of the title alone; that something passed, be it the title.
    listed: bool = False
    passed: bool = False
    #: All that is said is that nobody asked about it.
    unasked: bool = False
    #: The days and years that are written there.
    days: tuple[str, ...] = ()

    @property
    def amount(self) -> str:
        """What is written beside its step; empty where nothing is, or two amounts are."""
        own = [text for step, text in self.amounts if step in (self.step, None)]
        return own[0] if len(own) == 1 else ""

    @property
    def is_of_two(self) -> bool:
        """Whether it says two amounts of one step: which of them counts nobody says."""
        return len({step for step, _ in self.amounts}) < len(self.amounts)


class _About(NamedTuple):
    """Of whose money, and of which year of it, something is said."""

    levels: frozenset[str] = frozenset()
    year: int = 0

    def holds_for(self, other: _About) -> bool:
        """Whether what is said of it is said of another one, too: of that, or in general."""
        return self.levels in (frozenset(), other.levels) and self.year in (0, other.year)


@lru_cache(maxsize=4096)
def outcome_words(text: str) -> tuple[OutcomeWords, ...]:
    """What a cell says, of each level and year of which it says something apart; nothing where it
    says nothing of it, or more than is read.
    """
    told = None if any(map(_asks, _parts(text))) else _told(text)
    if told is None:
        return ()
    every = dict.fromkeys(about for about, _ in told)
    apart = [one for one in every if not any(one != a and one.holds_for(a) for a in every)]
    found = []
    for about in apart:
        reading = _Reading()
        for own, token in told:
            # 10万 of both may be the sum of them.
            shared = len(apart) > 1 and own != about and token["amount"]
            if own.holds_for(about) and not shared and not reading.take(token):
                return ()
        said = reading.said()
        nothing = said is None or not (said.step or said.denied or said.unasked)
        if said is None or (len(apart) > 1 and nothing):
            return ()
        amounts = said.amounts if len(about.levels) < 2 else ()
        found.append(replace(said, amounts=amounts, levels=about.levels, year=about.year))
    return tuple(found)


def _told(text: str) -> list[tuple[_About, re.Match[str]]] | None:
    """Each token of a cell that says something, and of what; ``None`` where more is said."""
    found, about, listing = list[tuple[_About, re.Match[str]]](), _About(), False
    for part in _parts(text):
        tokens = _tokens(part) or _tokens(_without_product(part))
        if tokens is None:
            if _TAKES_BACK.search(part) if part.startswith("(") else not is_remark(part):
                return None
            continue
        for token in tokens:
            if level := token["level"]:
                levels = {_LEVELS[level[0]], *(about.levels if listing else ())}
                about, listing = _About(frozenset(levels)), True
            elif year := token["year"] or token["first"]:
                about = about._replace(year=_YEARS[year[0]])
            elif any(token.groups()):
                listing = False
                found.append((about, token))
    return found


class _Reading:
    """What the words of a cell said so far."""

    def __init__(self) -> None:
        self.step: OutcomeStep | None = None
        self.denied = set[OutcomeStep]()
        self.listed = self.passed = self.granted = self.unasked = False
        #: The days of that to which it came; those of which it is not told yet of what they are.
        self.days, self.dated = list[str](), list[str]()
        self.amounts: list[tuple[OutcomeStep | None, str]] = []
        #: An amount before any step: of the one that comes first.
        self.ahead = ""

    def take(self, token: re.Match[str]) -> bool:
        """What one token says more; whether it can be told."""
        if amount := token["amount"]:
            if self.step is not None:
                self.amounts.append((self.step, amount))
                return True
            alone, self.ahead = not self.ahead, amount
            return alone
        self.unasked = self.unasked or token["unasked"] is not None
        self.dated += [token["day"]] if token["day"] else []
        came, denied, known = _came(token)
        if came is not None or denied:
            # 去年批了，今年没报: of this year nothing came.
            self.days += [] if came is None and self.step is not None else self.dated
            self.dated.clear()
        if came is OutcomeStep.GRANTED:
            of_title = re.fullmatch(LISTED, token["did"] or "") is not None
            passed = bool(token["passed"]) or token["did"] in _LOOKED_AT
            self.listed, self.passed = self.listed or of_title, self.passed or passed
            self.granted = self.granted or not (of_title or passed)
        self.denied |= denied
        if came is None:
            return known
        again = OutcomeStep.REFUSED in (self.step, came)
        self.step = came if again or self.step is None else _later(self.step, came)
        if self.ahead:
            self.amounts.append((self.step, self.ahead))
            self.ahead = ""
        return True

    def said(self) -> OutcomeWords | None:
        """All of it; ``None`` where nothing is."""
        amounts = (*self.amounts, *([(None, self.ahead)] if self.ahead else ()))
        if self.step is None and not self.denied and not amounts and not self.unasked:
            return None
        return OutcomeWords(
            step=self.step,
            denied=frozenset(self.denied),
            amounts=amounts,
            listed=self.listed and not (self.granted or self.passed),
            passed=self.passed and not self.granted,
            unasked=self.unasked and self.step is None and not self.denied,
            days=(*self.days, *self.dated),
        )


def _later(one: OutcomeStep, other: OutcomeStep) -> OutcomeStep:
    return max(one, other, key=_ORDER.index)


def goes_on(text: str) -> bool:
    """Whether a part of a cell says more of what the part before it does, and names nothing."""
    return _tokens(plain(text)) is not None or bool(outcome_words(text))


def tells_refusal(text: str) -> bool:
    """Whether a cell says, among what else is not read, that it was refused."""
    return _REFUSED.search(plain(text)) is not None and _ASKS.search(plain(text)) is None


def _asks(part: str) -> bool:
    """Whether a part asks whether it came to something, and is more than a remark."""
    return _ASKS.search(part) is not None and not is_remark(part)


def is_remark(text: str) -> bool:
    """Whether a part of a cell may stand beside what another says, and takes nothing of it back."""
    told = plain(text)
    remarks = (_REASON, _WONDERS)
    return _TELLS.search(told) is None or any(one.fullmatch(told) for one in remarks)


def _came(token: re.Match[str]) -> tuple[OutcomeStep | None, set[OutcomeStep], bool]:
    """The step to which one token says that it came, those that it denies, and whether that is all
    that is to be told: of 申报中 nobody knows whether it is handed in.
    """
    if token["refused"]:
        return OutcomeStep.REFUSED, set(), True
    if token["passed"]:
        return OutcomeStep.GRANTED, set(), True
    if token["did"]:
        return _step(token["did"]), set(), True
    if words := token["not"]:
        step = _step(words)
        if words == _FETCHED:
            # Nobody went for it: unless it was granted it was not even applied for.
            return None, {OutcomeStep.APPLIED, OutcomeStep.PAID}, True
        # What is not granted yet waits for that; that it is not paid says nothing more.
        waits = token["yet"] and step is OutcomeStep.GRANTED
        return (OutcomeStep.APPLIED if waits else None), {step}, True
    if words := token["wait"] or token["go"] or token["goes"]:
        step = _step(words)
        at = _ORDER.index(step)
        return (_ORDER[at - 1] if at else None), {step}, bool(at or token["wait"])
    return None, set(), True


def _step(words: str) -> OutcomeStep:
    found = (one for one in _ORDER if re.fullmatch(_DONE[one], words))
    return next(found, OutcomeStep.PAID)


def _parts(text: str) -> Iterator[str]:
    """What a cell says, one after the other; what stands in brackets begins with one."""
    return (one for one in _BETWEEN.split(plain(text)) if one.strip("("))


def _without_product(part: str) -> str:
    """What is said of a product that stands on a list, without its name: 磨超线26.6进的名单."""
    match = _PRODUCT.fullmatch(part)
    return part if match is None or _TELLS.search(match[1]) is not None else match[2]


def _tokens(part: str) -> list[re.Match[str]] | None:
    """What a part says, where all of it is understood."""
    return read_whole(_TOKEN, part.removeprefix("("))
