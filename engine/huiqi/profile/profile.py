"""What is known of one enterprise, as given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from huiqi.diagnostics import Diagnostic, Place
from huiqi.rulebook.basis import Grade
from huiqi.sentences import sentence
from huiqi.values import Records, Value

#: What an enterprise is called that was told without a name.
UNNAMED = sentence("未命名企业")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One fact as the user gave it, with what supports it."""

    value: Value
    written: str = ""
    source: str = ""
    grade: Grade | None = None
    evidence: str = ""
    note: str = ""
    place: Place = Place("")  # noqa: RUF009  (frozen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An official's answer to a question only an official can decide.

    ``choice``: where sources disagree, the one that holds (``answer`` is true then).
    """

    answer: bool
    by: str
    on: date | None
    reason: str
    place: Place = Place("")  # noqa: RUF009  (frozen)
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A fact that the enterprise states, and a platform otherwise: what is stated is used."""

    name: str
    year: int | None
    stated: Given
    platform: Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    """What a platform's table put in: whose data it is, by which right it is used, of which day.

    ``facts``: those it alone tells.  What it tells alike is in neither list.
    """

    origin: str
    lawful_basis: str
    day: date
    facts: tuple[tuple[str, int | None], ...]
    differing: tuple[Differing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """An amount of the year of decision up to the end of a month: the figure of no year, pointed to
    where a year's would open something.
    """

    fact: str
    months: int
    amount: Decimal


class LeftOpen(NamedTuple):
    """What stands in the column of a fact that it does not tell; ``denied``: it says no."""

    written: str = ""
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An enterprise: its name, its facts by (id, year), and officials' judgements.

    The year is ``None`` for facts that have none.  For a list of records by year,
    ``(id, None)`` means that what is given of the years is all there is, in every year.
    ``unknown``: what somebody said not to know, in the order in which it was said.
    ``left_open``: the facts for which a table has a column that does not tell them of this one,
    with what stands there.  ``come_about``: the years of which it says that they came (是, 在库),
    and not which they are, with what stands there.
    """

    name: str
    credit_code: str = ""
    facts: Mapping[tuple[str, int | None], Given] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    note: str = ""
    file: str = ""
    prefilled: Prefilled | None = None
    unknown: tuple[tuple[str, int | None], ...] = ()
    left_open: Mapping[str, LeftOpen] = field(default_factory=dict)
    come_about: Mapping[str, str] = field(default_factory=dict)
    so_far: tuple[SoFar, ...] = ()

    @property
    def is_nameless(self) -> bool:
        """Whether it was told without a name."""
        return self.name == UNNAMED

    def given(self, name: str, year: int | None) -> Given | None:
        """The fact as given, if it was."""
        own = self.facts.get((name, year))
        whole = self.facts.get((name, None))
        if own is not None or whole is None or year is None:
            return own or whole
        through = whole.value.through if isinstance(whole.value, Records) else None
        # A list speaks of the years up to that one, and of no later year.
        return whole if through is None or year <= through else None


class ReadEnterprise(NamedTuple):
    """An enterprise, and what reading it gave rise to remark."""

    enterprise: Profile
    remarks: Sequence[Diagnostic]
