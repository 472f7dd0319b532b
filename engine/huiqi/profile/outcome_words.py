"""What the words of a cell say of how far a measure came: 报了，11.28; 批了没拨; 批了，拨了39万.

Each part of a cell is steps, days and amounts, and nothing else, or it is a remark beside them
(县里说等; 网上交的, in brackets), which is told where the cell is quoted and says nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.spelling import plain, read_whole

#: What one says of each step, in their order.
_DONE = {
    OutcomeStep.APPLIED: "申报|申请|上报|提交|上交|报|交",
    OutcomeStep.GRANTED: "获批|批准|审批|审核|评审|认定|通过|批",
    OutcomeStep.PAID: "拨付|兑付|兑现|到账|到位|到手|收到|入账|打款|发放|拨款|付款|拨|发|付",
}
_ORDER = tuple(_DONE)
_ANY = "|".join(_DONE.values())
#: Of the money that it came (80万已到, 钱没到), and not that the papers came somewhere (报到省里).
_ARRIVED = r"到(?![省市县区镇里期底年哪\d])"
#: That it was not granted.  Of what is not granted yet nobody says that it was refused.
_REFUSED = re.compile(
    "(?<![还尚暂])(?:没有?批|不批|没有?通过|未通过|没过(?!\\d)|未获批|被拒|拒绝|驳回|退回|不予|落选)"
    "(?:准|下来)?了?"
)
_DAY = (
    r"(?:20)?\d\d年(?:\d{1,2}月(?:\d{1,2}[日号]?|份?[初中底末]?))?|20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?"
    r"|\d{1,2}月(?:\d{1,2}[日号]?|份?[初中底末]?)|\d{1,2}[./-]\d{1,2}[日号]?|20\d\d|[去今前]年|上个?月|[上下]半年"
)
_AMOUNT = r"(?:大?约|大概|近)?(?:\d+(?:,\d{3})*(?:\.\d+)?)(?:多|几|余)?[万亿]?元?(?:多|左右|余)?"
#: A year, or a day without one, would be an amount as well: 2026.9, 11.28.
_TOKEN = re.compile(
    rf"(?P<refused>{_REFUSED.pattern})"
    rf"|(?P<yet>还|暂|尚)?(?:都|就|也)?(?:没有?|未)(?:能|再|给)?(?P<not>{_ANY}|{_ARRIVED})"
    r"(?:通过|下来|到位|完|过|上|成)?呢?"
    rf"|(?:还在|还|在)?(?:等待?|待|等着)(?P<wait>{_ANY})(?:下来|到位)?"
    rf"|(?:还在|正在|在)(?P<go>{_ANY})|(?P<goes>{_ANY})中"
    rf"|(?:已经?|刚刚?|都|全|也|又)?(?P<did>{_ANY}|(?<=[已经都全钱款金]){_ARRIVED})"
    r"(?:通过|下来|到位|完|过|出去?|上去|上|成|好)?(?:了|的(?!$))?"
    rf"|(?P<day>(?:{_DAY})(?![\d.万亿元]))|(?P<amount>{_AMOUNT})"
    r"|第?[一二三四五]期|[省市县区]里|网上|线上|材料|资金|\.+(?!\d)|[于在共了的钱款都就:/ -]"
)
#: Whether it came to that is asked: 批没批.
_ASKS = re.compile(rf"({_ANY})[没未]\1")
#: Between what is said of it; a thousand has its comma.
_BETWEEN = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[;、。\n]|(?=\()|\)")
#: A remark that may take back what is said beside it, or that says more of it, is none.
_TELLS = re.compile(rf"没|未|不|撤|退|误|想|准备|打算|计划|拟|可能|还[要差需]|{_ANY}|\d+[万亿元]")
_TAKES_BACK = re.compile(rf"撤|退|作废|误|[没未不][^,]{{0,4}}?(?:{_ANY}|成|受理)|\d+[万亿元]")


class OutcomeWords(NamedTuple):
    """What the words say: the farthest step that it came to, or that it was refused; what they say
    that it did not come to; each amount with its step, as it is written.
    """

    step: OutcomeStep | None
    denied: frozenset[OutcomeStep]
    amounts: tuple[tuple[OutcomeStep | None, str], ...]

    @property
    def amount(self) -> str:
        """What is written beside its step; empty where nothing is, or two amounts are."""
        own = [text for step, text in self.amounts if step in (self.step, None)]
        return own[0] if len(own) == 1 else ""

    @property
    def is_of_two(self) -> bool:
        """Whether it says two amounts of one step: which of them counts nobody says."""
        return len({step for step, _ in self.amounts}) < len(self.amounts)


def outcome_words(text: str) -> OutcomeWords | None:
    """What a cell says; ``None`` where it says nothing of it, or more than is read."""
    if _ASKS.search(plain(text)):
        return None
    reading = _Reading()
    for part in _parts(text):
        tokens = _tokens(part)
        if tokens is not None:
            if not all(map(reading.take, tokens)):
                return None
        elif (_TAKES_BACK if part.startswith("(") else _TELLS).search(part):
            return None
    return reading.said()


class _Reading:
    """What the words of a cell said so far."""

    def __init__(self) -> None:
        self.step: OutcomeStep | None = None
        self.denied = set[OutcomeStep]()
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
        came, denied, known = _came(token)
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
        if self.step is None and not self.denied and not amounts:
            return None
        return OutcomeWords(self.step, frozenset(self.denied), amounts)


def _later(one: OutcomeStep, other: OutcomeStep) -> OutcomeStep:
    return max(one, other, key=_ORDER.index)


def goes_on(text: str) -> bool:
    """Whether a part of a cell says more of what the part before it does, and names nothing."""
    return _tokens(plain(text)) is not None or outcome_words(text) is not None


def tells_refusal(text: str) -> bool:
    """Whether a cell says, among what else is not read, that it was refused."""
    return _REFUSED.search(plain(text)) is not None and _ASKS.search(plain(text)) is None


def is_remark(text: str) -> bool:
    """Whether a part of a cell may stand beside what another says, and takes nothing of it back."""
    return _TELLS.search(plain(text)) is None


def _came(token: re.Match[str]) -> tuple[OutcomeStep | None, set[OutcomeStep], bool]:
    """The step to which one token says that it came, those that it denies, and whether that is all
    that is to be told: of 申报中 nobody knows whether it is handed in.
    """
    if token["refused"]:
        return OutcomeStep.REFUSED, set(), True
    if token["did"]:
        return _step(token["did"]), set(), True
    if words := token["not"]:
        step = _step(words)
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


def _tokens(part: str) -> list[re.Match[str]] | None:
    """What a part says, where all of it is understood."""
    return read_whole(_TOKEN, part.removeprefix("("))
