"""In which year each claim falls; where its day is not known, every way it can fall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from huiqi.decision.amounts.money import number
from huiqi.decision.amounts.working import Claim, Working
from huiqi.evaluation import arithmetic
from huiqi.evaluation.reads import Outcome
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.rulebook.measure import Gives
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Interval

#: So many ways are tried; claims that would make more of them are counted apart.
_MOST_WAYS = 100
#: A range of at most so many years is gone through year by year.
_MOST_YEARS = 10


class Year(NamedTuple):
    """A calendar year; or one that is no other claim's, told apart by ``key``."""

    number: int | None
    key: int = 0

    @staticmethod
    def other(key: int) -> Year:
        """Some year of which nothing is known."""
        return Year(None, key)


Assigned = dict[int, Year]


class Years:
    """The years of the claims on one measure, by the number of the claim.

    ``assignments``: every way in which they can fall into years (one without any where no date
    decides); ``beyond``: those that would make too many ways, and are counted apart.
    """

    def __init__(self, working: Working, gives: Gives, claims: Sequence[Claim]) -> None:
        self.working = working
        by = gives.year_by
        self._dated: Assigned = {}
        self._undated: dict[int, Interval] = {}
        self.beyond: list[int] = []
        self._outcomes: list[Outcome] = []
        if by is not None:
            for index, claim in enumerate(claims):
                self._place(index, working.evaluator.evaluate(by, claim.names))
        self.assignments = self._assignments()

    def _place(self, index: int, outcome: Outcome) -> None:
        year = arithmetic.part_of(number(outcome.value), "year")
        if isinstance(year, Interval) and year.known:
            # Its year is all that is asked of it.
            self.working.rests_on(outcome._replace(missing=(), causes=()))
            self._dated[index] = Year(int(year.low))
            return
        self._outcomes.append(outcome)
        self._undated[index] = year if isinstance(year, Interval) else Interval(None, None)

    def matters(self) -> None:
        """The amount is open for want of a day."""
        for outcome in self._outcomes:
            self.working.rests_on(outcome)

    def _assignments(self) -> list[Assigned]:
        found = [dict(self._dated)]
        # Those within a few years first: the others may fall in the same.
        for index in sorted(self._undated, key=lambda i: not _few(self._undated[i])):
            more = [
                {**assigned, index: year}
                for assigned in found
                for year in _possible(self._undated[index], set(assigned.values()))
            ]
            if len(more) > _MOST_WAYS:
                self.beyond.append(index)
            else:
                found = more
        return found


def _few(years: Interval) -> bool:
    return years.low is not None and years.high is not None and years.high - years.low < _MOST_YEARS


def _possible(years: Interval, taken: set[Year]) -> list[Year]:
    """Each year of the range; or each year that is taken within it, and one that is not."""
    if _few(years):
        return [Year(year) for year in range(int(years.low), int(years.high) + 1)]
    within = [
        year
        for year in sorted(taken, key=lambda year: (year.number is None, year))
        if year.number is None
        or not (
            (years.low is not None and year.number < years.low)
            or (years.high is not None and year.number > years.high)
        )
    ]
    return [*within, Year.other(1 + max((year.key for year in taken), default=0))]


def depends_on_year(rulebook: Rulebook, node: Node) -> bool:
    """Whether an expression has another value in another year."""
    return any(
        isinstance(part, tree.YearReference)
        or (
            isinstance(part, tree.FactReference)
            and part.at is None
            and not part.every
            and rulebook.scope.facts[part.name].yearly
        )
        for part in tree.walk(node)
    )
