"""How one applies for a measure: when, where, with what, and what follows.

What is absent the sources do not say.  A weakly supported statement (another body's, assumed) is
kept and shown with its grade; no day is worked out from it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from huiqi.objects import dataclass
from huiqi.quantities import Span
from huiqi.rulebook.basis import Basis, relied_on
from huiqi.rulebook.force import Sighting
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, sentence

_WRITTEN = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of each year; ``day`` 0: a source names the month alone."""

    month: int
    day: int = 0

    @staticmethod
    def parse(written: object) -> MonthDay:
        """``03-01``, or ``03`` for a month; :class:`ValueError` for anything else."""
        match = _WRITTEN.fullmatch(str(written))
        try:
            if match is None or isinstance(written, bool):
                raise ValueError
            month, day = int(match[1]), int(match[2] or 0)
            # A leap year: 02-29 is a day of some years.
            date(2024, month, day if match[2] else 1)
        except ValueError:
            raise ValueError(sentence("写成月-日或月：03-01 或 03")) from None
        return MonthDay(month, day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}" if self.day else f"{self.month:02}"

    def opening(self, year: int) -> Sighting:
        """The first day of a period that begins on it; 29 February is 1 March in a common year."""
        return self._within(year, later=True)

    def closing(self, year: int) -> Sighting:
        """The last day of a period that ends on it; 29 February is the 28th in a common year."""
        return self._within(year, later=False)

    def _within(self, year: int, later: bool) -> Sighting:
        length = monthrange(year, self.month)[1]
        if not self.day:
            return Sighting(date(year, self.month, 1), date(year, self.month, length))
        day = date(year, self.month, min(self.day, length))
        return Sighting.on(day + timedelta(days=1) if later and self.day > length else day)

    @property
    def text(self) -> Sentence:
        """As one says it: 3月1日, 1 March."""
        month = Text(zh=str(self.month), en=_MONTHS[self.month - 1])
        if not self.day:
            return sentence("{month}月", month=month)
        return sentence("{month}月{day}日", month=month, day=self.day)


@dataclass(frozen=True, slots=True)
class Period:
    """When applications are taken, once: ``None`` for an end that the source does not name."""

    first: Sighting | None
    last: Sighting | None


@dataclass(frozen=True, slots=True)
class Yearly:
    """The same of each year; a last day before the first lies in the year after."""

    first: MonthDay | None
    last: MonthDay | None

    def beginning_in(self, year: int) -> Period:
        """The one that begins in a year; where no beginning is named, that ends in it."""
        if self.first is None:
            return Period(None, self.last.closing(year) if self.last is not None else None)
        if self.last is None:
            return Period(self.first.opening(year), None)
        over = self.last < MonthDay(self.first.month, self.first.day if self.last.day else 0)
        return Period(self.first.opening(year), self.last.closing(year + over))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Window:
    """When applications are taken: exactly one of once, yearly and all_year is given.

    ``year``: the year for which (申报年度), where a notice names it; ``condition``: for whom.
    """

    once: Period | None
    yearly: Yearly | None
    all_year: bool
    year: int | None
    condition: Text | None
    basis: tuple[Basis, ...]

    @property
    def relied_on(self) -> bool:
        """Whether days may be worked out from it."""
        return relied_on(self.basis)

    @property
    def text(self) -> Sentence:
        """In words, without its condition."""
        said = self.days
        if self.yearly is not None:
            return sentence("每年{days}", days=said)
        if self.year is not None:
            return sentence("{year}年度：{days}", year=self.year, days=said)
        return said

    @property
    def days(self) -> Sentence:
        """From when to when, of a yearly one without a year."""
        if self.all_year:
            return sentence("常年受理")
        between = self.yearly or self.once
        assert between is not None
        first, last = between.first, between.last
        if first is not None and last is not None:
            return sentence("{first} 至 {last}", first=first.text, last=last.text)
        if last is not None:
            return sentence("{day} 截止", day=last.text)
        assert first is not None
        return sentence("{day} 起", day=first.text)


@dataclass(frozen=True, slots=True)
class Platform:
    """Where one applies online: its name, its address, or both."""

    name: Text | None
    url: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """Who takes applications, and at which address."""

    name: Text
    address: Text | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number to ask, and whose it is."""

    number: str
    whose: Text | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A paper to hand in: who issues it, and how many copies are asked for."""

    name: Text
    issuer: Text | None
    copies: int | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Obligation:
    """What whoever has it owes afterwards; ``due``: by which day of each year."""

    text: Text
    due: MonthDay | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class PaidWithin:
    """How soon it is paid, and from when that counts."""

    span: Span
    since: Text | None
    basis: tuple[Basis, ...]


_Stated = Window | Platform | Office | Telephone | Material | Obligation | PaidWithin


@dataclass(frozen=True, slots=True, kw_only=True)
class Apply:
    """How to apply; ``None`` or empty: the sources do not say."""

    windows: tuple[Window, ...] = ()
    platform: Platform | None = None
    office: Office | None = None
    telephones: tuple[Telephone, ...] = ()
    materials: tuple[Material, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    paid_within: PaidWithin | None = None
    #: Paid without an application (免申即享).
    automatic: bool | None = None
    #: What else is said of applying.
    note: Text | None = None

    @property
    def silent(self) -> bool:
        """Whether no source says anything of it."""
        return self == Apply()

    @property
    def bases(self) -> tuple[Basis, ...]:
        """Every citation of it."""
        parts: list[_Stated | None] = [self.platform, self.office, self.paid_within]
        parts += [*self.windows, *self.telephones, *self.materials, *self.obligations]
        return tuple(basis for part in parts if part is not None for basis in part.basis)
