"""The enterprise of which nothing is known: what does not rest on anything told is so of it, too.

Most real enterprises tell few facts, and most measures rest on none of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from threading import get_ident
from typing import TypeVar

from huiqi.decision.measure_decider import Beside, Lender, MeasureDecider
from huiqi.decision.weakness import Weakness
from huiqi.evaluation import Evaluator, Strictness
from huiqi.profile.profile import Profile
from huiqi.rulebook.constraint_bounds import Constraint
from huiqi.rulebook.measure import Condition, Measure
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Fact, Rulebook

#: So many days (for each thread) are kept.
_MOST = 4
_NOBODY = Profile(name="")
Key = TypeVar("Key", bound=Hashable)


class Blank:
    """Both readings of the rules for nobody on one day; each measure when it is first asked for."""

    def __init__(self, rulebook: Rulebook, as_of: date, weakness: Weakness) -> None:
        strict = Evaluator(rulebook, _NOBODY, as_of)
        self.strict = MeasureDecider(strict)
        self.illustrative = MeasureDecider(
            Evaluator(rulebook, _NOBODY, as_of, Strictness.ILLUSTRATIVE, strict),
            beside=Beside(self.strict, weakness),
        )


class Blanks:
    """What is so of nobody under one rulebook, by day."""

    def __init__(self, rulebook: Rulebook, reach: Reach, weakness: Weakness) -> None:
        self.rulebook = rulebook
        self.reach = reach
        self.weakness = weakness
        self._days: dict[tuple[date, int], Blank] = {}

    def on(self, as_of: date) -> Blank:
        """Nobody on a day.  What an evaluator works out is one thread's own."""
        key = as_of, get_ident()
        found = self._days.pop(key, None) or Blank(self.rulebook, as_of, self.weakness)
        while len(self._days) >= _MOST:
            del self._days[next(iter(self._days))]
        self._days[key] = found
        return found

    def lenders(self, profile: Profile, as_of: date) -> tuple[Lender, Lender]:
        """What the strict and the illustrative reading of this enterprise may take from there."""
        blank, told = self.on(as_of), self.difference(_NOBODY, profile)
        return Lender(blank.strict, told), Lender(blank.illustrative, told)

    def difference(self, before: Profile, after: Profile) -> ProfileDifference:
        """What is told otherwise of two enterprises."""
        return ProfileDifference(self.reach, before, after)


class ProfileDifference:
    """What is told otherwise of two enterprises, and what does not rest on it."""

    def __init__(self, reach: Reach, before: Profile, after: Profile) -> None:
        self._reach = reach
        self._told = {name for name, _ in _changed(before.facts, after.facts)}
        names = _changed(before.judgements, after.judgements)
        self._judged = {name.partition("/")[0] for name in names}
        self._measures: dict[str, bool] = {}
        self._names: dict[str, bool] = {}

    def name(self, name: str) -> bool:
        """Whether a fact or definition is the same of both."""
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = self._told.isdisjoint(self._reach.of_name(name))
        return found

    def rule(self, rule: Fact | Constraint) -> bool:
        """Whether a constraint, or what a list says of its records, finds the same in both."""
        if isinstance(rule, Fact):
            return self.name(rule.id)
        # One of any year speaks of every figure.
        return not rule.of_any_year and self._told.isdisjoint(self._reach.of_constraint(rule))

    def measure(self, measure: Measure) -> bool:
        """Whether the answer on a measure is the same for both."""
        found = self._measures.get(measure.id)
        if found is None:
            reach = self._reach
            found = self._told.isdisjoint(reach.of_measure(measure)) and (
                not self._judged or self._judged.isdisjoint(reach.judged(measure))
            )
            self._measures[measure.id] = found
        return found

    def condition(self, measure: Measure, condition: Condition) -> bool:
        """Whether the answer on one condition of a measure is the same for both."""
        if measure.id in self._judged:
            return False
        return self._told.isdisjoint(self._reach.of_condition(condition))

    def amount(self, measure: Measure) -> bool:
        """Whether both are paid the same for the same claims on a measure; of a share of what
        another measure pays that is not asked.
        """
        gives = measure.gives
        if gives is None or gives.uplift is not None or measure.id in self._judged:
            return False
        return self._told.isdisjoint(self._reach.of_amount(gives))


def _changed(before: Mapping[Key, object], after: Mapping[Key, object]) -> Iterator[Key]:
    for key in before.keys() | after.keys():
        if before.get(key) is not after.get(key):
            yield key
