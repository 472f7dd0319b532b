"""What became of a title year by year, as people tell it in a cell: 24年头一回认上的; 22年头回、
25年复审过了; 23年首次（12月到期）; 今年头一回报，没过.

A cell is days, what happened, whether that was the first time, and nothing else; else nothing of it
is read here.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from huiqi.dates import YEARS_TOLD, days_perhaps, in_years
from huiqi.profile.days_of_titles import Days
from huiqi.profile.lasting import Held, held_since, held_until
from huiqi.profile.over_told import with_centuries
from huiqi.rulebook.levels_written import FIRST
from huiqi.spelling import plain, read_whole
from huiqi.truth import Truth


class TitleEvent(Enum):
    """What happened; ``ENDS``: until when it is held, or when it is due to be looked at again."""

    GIVEN = "given"
    RECHECKED = "recheck passed"
    ENDS = "ends"
    APPLIED = "applied"
    APPLYING = "applying"
    REFUSED = "refused"


class Happened(NamedTuple):
    """One event: when, ``None`` where it is not said, and whether it was the first time."""

    event: TitleEvent
    days: Days | None
    first: bool = False


class TitleHistory(NamedTuple):
    """All that a cell tells, in its order; ``yes``: it says that the title is held; ``anew``: that
    something was done again.
    """

    events: tuple[Happened, ...]
    yes: bool
    anew: bool

    def of(self, event: TitleEvent) -> list[Happened]:
        """The events of one kind."""
        return [one for one in self.events if one.event is event]

    @property
    def only_applied(self) -> bool:
        """Whether it tells of applications alone."""
        dated = (TitleEvent.GIVEN, TitleEvent.RECHECKED, TitleEvent.ENDS)
        return not any(one.event in dated for one in self.events)

    @property
    def last_given(self) -> Days | None:
        """When it was given, or rechecked, the last time."""
        given = (*self.of(TitleEvent.GIVEN), *self.of(TitleEvent.RECHECKED))
        return max((one.days for one in given if one.days is not None), default=None)

    @property
    def refusal(self) -> Happened | None:
        """The only time that it was refused, with the application that it answers."""
        refused, applied = self.of(TitleEvent.REFUSED), self.of(TitleEvent.APPLIED)
        if len(refused) != 1:
            return None
        own = refused[0]
        if own.days is None and len(applied) == 1 and not self.anew:
            own = own._replace(days=applied[0].days, first=own.first or applied[0].first)
        return own

    @property
    def failed_year(self) -> str:
        """In which year the first application failed, as far as that is certain: ``2024``,
        ``<= 2024`` where it was refused, and given for the first time later; else empty.
        """
        own = self.refusal
        if own is None or (year := _year(own.days)) is None:
            return ""
        if own.first and not self.of(TitleEvent.GIVEN):
            return str(year)
        first = [_year(one.days) for one in self.of(TitleEvent.GIVEN) if one.first]
        return f"<= {year}" if first and first[0] is not None and year <= first[0] else ""

    def first_year(self, years: int) -> str:
        """In which year it was first given, or up to which: ``2024..2024``, ``<= 2023``."""
        first = [_year(one.days) for one in self.of(TitleEvent.GIVEN) if one.first]
        if first and first[0] is not None:
            return f"{first[0]}..{first[0]}"
        given = [_year(one.days) for one in self.of(TitleEvent.GIVEN)]
        again = [_year(one.days) for one in self.of(TitleEvent.RECHECKED)]
        most = [one for one in given if one is not None]
        most += [one - 1 for one in again if one is not None]
        most += [
            year - years
            for one in self.of(TitleEvent.ENDS)
            if (year := _year(one.days)) is not None
        ]
        return f"<= {min(most)}" if most else ""

    def rechecked_year(self, as_of: date, years: int) -> str:
        """In which year it was rechecked the last time; empty where it may have been since."""
        told = [_year(one.days) for one in self.of(TitleEvent.RECHECKED)]
        last = max((one for one in told if one is not None), default=0)
        return str(last) if last + years > as_of.year else ""


_REFUSED = (
    "(?:但|可)?(?:没有?|未)(?:能|有)?"
    "(?:通过|认上|认定上?|认下来|评上|批(?:下来|准)?|获批|过)了?|落选了?"
)
_TOKEN = re.compile(
    r"(?P<day>20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?(?!\d)"
    r"|20\d\d年?(?:\d{1,2}月(?:份|\d{1,2}[日号])?)?(?!\d))(?:[底末]|初(?!次))?"
    r"|(?P<month>(?:1[0-2]|[1-9])月)份?(?:[底末]|初(?!次))?"
    rf"|(?P<first>{FIRST})"
    rf"|(?P<refused>{_REFUSED})"
    "|(?P<due>(?:就|快)?(?:该|要|得|等|待)(?:去|做)?(?:复[审核]|重新?认定|续)了?)"
    "|(?P<again>(?P<passing>通过)?(?:复[审核]|重新认定)(?P<passed>通?过了?|通过了?)?)"
    "|(?P<pending>还?(?:没有?|未|等|待)(?:出)?(?:结果|消息|公示)|(?:还在|正在|在)?(?:评审|审核)中?)"
    "|(?P<applying>(?:还在|正在|正|在)(?:申报|申请|报)|(?:申报|申请)中)"
    "|(?P<applied>(?:已经?|刚|才|就)?(?:申报|申请|上报|报)(?:上去)?[了的过]*)"
    "|(?P<given>认(?:定|上|下来|下|的|了)[上下来的了过]*|通过[的了]?|拿[到下了][的了]?证?书?|获[批得评]"
    "|评上[的了]?|批下来[的了]?|发[的了]?证|领[到了的]?证|的证书?|过[的了])"
    "|(?P<end>(?:证书?)?(?:就|将|快|要)?(?:到期|期满|届满|截止)[了的日]?|有效期?[至到]?|[至到](?=2))"
    "|(?P<anew>又|再次?)"
    "|(?P<yes>[有是](?=[,(]|2))|[,()]|高企|国高|高新技术企业|资格|[于在就也的了:]"
)
#: A verb, and what it says that happened.
_EVENTS = {
    "given": TitleEvent.GIVEN,
    "end": TitleEvent.ENDS,
    "refused": TitleEvent.REFUSED,
    "applied": TitleEvent.APPLIED,
    "applying": TitleEvent.APPLYING,
    "due": TitleEvent.ENDS,
}
#: 2025（复审）
_SAID_BEHIND = re.compile(rf"\((复[审核]|{FIRST})\)")
_SEPARATES = re.compile("[;、。 /]+|[,]{2,}")


@lru_cache(maxsize=4096)
def title_history(text: str, as_of: date, *, held: bool = False) -> TitleHistory | None:
    """What a cell tells; ``None`` where it tells nothing, or anything else as well; ``held``: of a
    title that is said to be in force.
    """
    written = _SEPARATES.sub(",", _SAID_BEHIND.sub(r"\1", plain(text)))
    told = with_centuries(in_years(written, as_of, YEARS_TOLD))
    tokens = read_whole(_TOKEN, told)
    if not tokens:
        return None
    reading = _Reading(as_of, yes=held)
    if not all(map(reading.take, tokens)) or not reading.close():
        return None
    found = TitleHistory(tuple(reading.events), reading.yes, reading.anew)
    return found if _fits(found, as_of) else None


class _Reading:
    """What the tokens of a cell said so far."""

    def __init__(self, as_of: date, *, yes: bool) -> None:
        self.as_of, self.yes = as_of, yes
        self.events = list[Happened]()
        self.anew = False
        #: What was said since the last event: a day, that it was the first, that it was again.
        self.days: Days | None = None
        self.first = self.again = False
        #: Whether the last event may still be told its day, and whether any is told in this part.
        self.open = False

    def take(self, token: re.Match[str]) -> bool:
        """What one token says more; whether it can be told."""
        if token["day"] or token["month"]:
            return self._day(token)
        if token["yes"]:
            self.yes = True
        elif token["anew"]:
            self.anew = True
        elif token["first"]:
            self.first = True
        elif token["pending"]:
            self._add(TitleEvent.APPLYING)
        elif token["again"]:
            if token["passed"] or token["passing"]:
                self._add(TitleEvent.RECHECKED)
            else:
                self.again = True
        elif token[0] in (",", "(", ")"):
            return self.close()
        else:
            for name, event in _EVENTS.items():
                if token[name]:
                    return self._event(name, event)
        return True

    def _event(self, name: str, event: TitleEvent) -> bool:
        if name == "due":
            if self.days is None:
                return True
            # One applies for it some months before it ends.
            year = self.days[0].year
            self.days = date(year, 1, 1), date(year, 12, 31)
        if self.again and event is not TitleEvent.GIVEN:
            # That it is refused at a recheck, or one is applied for, is more than is told here.
            return False
        own = TitleEvent.RECHECKED if self.again else event
        days, first = self.days, self.first
        if own is TitleEvent.REFUSED and days is None and self.events:
            before = self.events[-1]
            if before.event is TitleEvent.APPLIED:
                days, first = before.days, first or before.first
        self.days, self.first = days, first
        self._add(own)
        return True

    def _add(self, event: TitleEvent) -> None:
        self.events.append(Happened(event, self.days, self.first))
        self.open = self.days is None
        self.days, self.first, self.again = None, False, False

    def _day(self, token: re.Match[str]) -> bool:
        days = self._days_of(token)
        if days is None:
            return False
        if self.days is not None:
            # 22年头回25年复审过了
            return (self.first or self.again) and self.close() and self._keep(days)
        if self.open and self.events and not (self.first or self.again):
            # 首次认定2024.12; 到期：2026.12.
            self.events[-1] = self.events[-1]._replace(days=days)
            self.open = False
            return True
        return self._keep(days)

    def _keep(self, days: Days) -> bool:
        self.days = days
        return True

    def _days_of(self, token: re.Match[str]) -> Days | None:
        if token["day"]:
            return days_perhaps(token["day"])
        # A month alone is of the year in which three years end, where that is this one.
        given = [one.days for one in self.events if one.days is not None]
        year = self.as_of.year
        if not given or max(given)[0].year != year - _HELD_FOR:
            return None
        return days_perhaps(f"{year}-{int(token['month'][:-1]):02}")

    def close(self) -> bool:
        """The end of a part; whether all that was said in it is told."""
        self.open = False
        if self.again:
            # Rechecked then, and held: it was passed.
            if not self.yes or self.days is None:
                return False
            self._add(TitleEvent.RECHECKED)
        elif self.first and self.days is not None:
            self._add(TitleEvent.GIVEN)
        return self.days is None and not self.first


#: For so many years a title is held of which a month alone is told.
_HELD_FOR = 3


def _fits(told: TitleHistory, as_of: date) -> bool:
    """Whether one title may have gone so."""
    past = (TitleEvent.GIVEN, TitleEvent.RECHECKED, TitleEvent.REFUSED, TitleEvent.APPLIED)
    if any(one.days and one.days[0] > as_of for one in told.events if one.event in past):
        return False
    # What was given, and not when, says no more than a yes.
    dated = (TitleEvent.GIVEN, TitleEvent.RECHECKED, TitleEvent.ENDS)
    if any(one.days is None for one in told.events if one.event in dated):
        return False
    firsts = [one for one in told.of(TitleEvent.GIVEN) if one.first]
    given = [
        one.days for one in (*told.of(TitleEvent.GIVEN), *told.of(TitleEvent.RECHECKED)) if one.days
    ]
    refusal = told.refusal
    if told.of(TitleEvent.REFUSED) and given and (refusal is None or refusal.days is None):
        # 没过（26年首次): what was the first is not said.
        return False
    if len(firsts) > 1 or len(told.of(TitleEvent.ENDS)) > 1:
        return False
    return not firsts or firsts[0].days == min(given)


def held_by_history(told: TitleHistory, as_of: date, years: int | None) -> Held:
    """Whether it is held on the day of decision: by its end, by when it was given last, for so many
    years; or that it never was, where it was refused this year, or is applied for the first time.
    """
    last, ends = (
        told.last_given,
        [one.days for one in told.of(TitleEvent.ENDS) if one.days is not None],
    )
    refused = told.refusal
    if refused is not None and last is None and not ends:
        later = told.of(TitleEvent.APPLYING) or len(told.of(TitleEvent.APPLIED)) > 1 or told.anew
        this_year = refused.days is None or refused.days[0].year == as_of.year
        return Held(Truth.FALSE) if this_year and not later else Held()
    if last is None and not ends:
        first = any(
            one.first for one in (*told.of(TitleEvent.APPLIED), *told.of(TitleEvent.APPLYING))
        )
        return Held(Truth.FALSE) if first and told.of(TitleEvent.APPLYING) else Held()
    given = Held() if last is None else held_since(last, as_of, years)
    if not ends:
        return given
    if given.between is not None and not (
        given.between[0].year <= ends[0][1].year and ends[0][0].year <= given.between[1].year
    ):
        # What is held for so many years cannot end in another.
        return Held()
    held = held_until(*ends[0], as_of)
    over = held.truth is Truth.FALSE and told.yes
    return Held(None, ends[0], since=last is not None) if over or held.truth is None else held


def _year(days: Days | None) -> int | None:
    """The year of a day, where that is one."""
    return days[0].year if days is not None and days[0].year == days[1].year else None
