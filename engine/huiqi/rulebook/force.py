"""When a document is in force: what it states, and the days on which it was seen in force."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import field
from datetime import date
from functools import lru_cache

from huiqi.diagnostics import Place
from huiqi.language.tree import And, AsOf, Comparison, Extreme, Literal, Node, Or
from huiqi.language.types import BOOL, DATE
from huiqi.objects import dataclass
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, bilingual, sentence

#: The name under which an official says whether a document is in force: ``<measure>/in-force``.
IN_FORCE = "in-force"

#: Of what was seen so many days before a day it is told how long before.
_LATELY = 99

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A document was seen in force on some day from ``first`` to ``last``.

    A source that shows only a month or a year shows no more: a year is not its last day.
    """

    first: date
    last: date

    @staticmethod
    def parse(written: object) -> Sighting:
        """``2022``, ``2022-05`` or ``2022-05-03``; :class:`ValueError` for anything else."""
        match = _WRITTEN.fullmatch(str(written))
        try:
            if match is None:
                raise ValueError
            year, month, day = (int(part) if part else 0 for part in match.groups())
            if not month:
                return Sighting(date(year, 1, 1), date(year, 12, 31))
            last = day or monthrange(year, month)[1]
            return Sighting(date(year, month, day or 1), date(year, month, last))
        except ValueError:
            raise ValueError(sentence("写成年、月或日：2022、2022-05 或 2022-05-03")) from None

    @staticmethod
    def on(day: date) -> Sighting:
        """One of a single day."""
        return Sighting(day, day)

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        whole_year = self.first.month != self.last.month
        return f"{self.first:%Y}" if whole_year else f"{self.first:%Y-%m}"

    @property
    def text(self) -> Sentence:
        """As one says it: 2019年, 2019年5月, 2019-05-03."""
        if self.first == self.last:
            return bilingual(str(self))
        year, month = self.first.year, self.first.month
        if month != self.last.month:
            return sentence("{year}年", year=year)
        return sentence("{year}年{month}月", year=year, month=month)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The period of a measure, of a title or of a rule on penalties.

    ``since`` and ``until`` are stated; ``ended_by``: it had ended by then, on which day is not
    known.  ``open``: a law, or a text marked 长期, that ends only with a recorded repeal;
    ``issued``: it cannot have applied before that day.
    """

    since: date | None = None
    until: date | None = None
    seen: tuple[Sighting, ...] = ()
    basis: tuple[Basis, ...] = ()
    note: Text | None = None
    ended_by: date | None = None
    open: bool = False
    issued: date | None = None
    #: The days of which one has to lie in it; none: the day of decision has to.  What comes later
    #: than the decision is as the decision finds it: an act that goes on has not ended.
    on: tuple[Node, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    @property
    def known(self) -> tuple[date, date] | None:
        """The first and the last day on which it is known to be in force, if any is.

        From its stated beginning, else from the first sighting, to its stated end, else to the
        last sighting.  Of a sighting within a month or a year only its nearer end is sure.
        """
        # On its last day it was in force, too; it was seen by then at the latest.
        ended = self.ended_by or date.max
        last_days = [min(sighting.last, ended) for sighting in self.seen]
        last_days += [self.until] if self.until is not None else []
        first = self.since or min(last_days, default=None)
        if first is None:
            return None
        if self.open or self.until is not None:
            return first, self.until or date.max
        last = max((sighting.first for sighting in self.seen), default=first)
        if self.since is not None:
            return first, max(first, last)
        return (first, last) if first <= last else None

    @property
    def possible(self) -> tuple[date, date]:
        """Outside these days it is known not to be in force."""
        ends = [day for day in (self.until, self.ended_by) if day is not None]
        return self.since or self.issued or date.min, min(ends, default=date.max)

    @property
    def settled(self) -> bool:
        """Whether of every day it is known whether it is in force."""
        return self.known == self.possible

    @property
    def surely(self) -> Node:
        """Of a rule with days of its own: that it is known to be in force on one of them."""
        return _covered(self.on, *self.known) if self.known is not None else _truth("false")

    @property
    def perhaps(self) -> Node:
        """That it may be in force on one of them."""
        return _covered(self.on, *self.possible)

    @property
    def last_seen(self) -> Sighting | None:
        """The latest sighting; a stated beginning is one where nothing later was seen."""
        latest = max(self.seen, key=lambda sighting: sighting.last, default=None)
        if self.since is not None and (latest is None or latest.last < self.since):
            return Sighting.on(self.since)
        return latest

    def seen_days_before(self, day: date) -> int | None:
        """So many days before a day it was last seen in force, where that was lately."""
        last = max((one for one in self.seen if one.first == one.last), default=None)
        days = (day - last.last).days if last is not None and last is self.last_seen else 0
        return days if 0 < days <= _LATELY else None

    @property
    def first_seen(self) -> Sighting | None:
        """The earliest sighting."""
        return min(self.seen, default=None)

    @property
    def text(self) -> Sentence:
        """Its dates in words, as far as they are known."""
        start = sentence("{day} 起", day=self.since) if self.since else sentence("施行日未见")
        end = None
        if self.until is not None:
            end = sentence("至 {day}", day=self.until)
        elif self.ended_by is not None:
            end = sentence("至迟 {day} 已失效", day=self.ended_by)
        elif self.open:
            end = sentence("未见废止")
        elif self.since is not None:
            end = sentence("未见失效日")
        dates = start if end is None else sentence("{start}，{end}", start=start, end=end)
        if not self.seen:
            return dates
        days = tuple(sighting.text for sighting in self.seen)
        return sentence("{dates}，见于 {days}", dates=dates, days=days)

    @property
    def turns(self) -> tuple[date, ...]:
        """The days on which something about its force is stated or seen, and so may change."""
        days = [self.since, self.until, self.ended_by, *(self.known or ())]
        return tuple(dict.fromkeys(d for d in days if d is not None and d != date.max))


@lru_cache(maxsize=256)
def _covered(days: tuple[Node, ...], low: date, high: date) -> Node:
    """That one of the days lies between the ends; an end may be open."""
    ends = [(">=", low)] if low != date.min else []
    ends += [("<=", high)] if high != date.max else []
    if not ends:
        return _truth("true")
    within = [[_compared(_by_then(day), sign, end) for sign, end in ends] for day in days]
    return Or(BOOL, tuple(And(BOOL, tuple(parts)) if parts[1:] else parts[0] for parts in within))


def _by_then(day: Node) -> Node:
    if isinstance(day, AsOf):
        return day
    return Extreme(DATE, least=True, operands=(day, AsOf(DATE)))


def _compared(day: Node, sign: str, end: date) -> Node:
    return Comparison(BOOL, operator=sign, left=day, right=Literal(DATE, end, end.isoformat()))


def _truth(text: str) -> Node:
    return Literal(BOOL, text == "true", text)
