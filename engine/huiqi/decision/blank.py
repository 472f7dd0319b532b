"""The enterprise of which nothing is known: what does not rest on anything told is so of it, too.

Most real enterprises tell few facts, and most measures rest on none of them.
"""

from __future__ import annotations

from datetime import date
from threading import get_ident

from huiqi.decision.reading import Lender, Reading
from huiqi.evaluation import Evaluator, Strictness
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook

#: So many days (for each thread) are kept.
_MOST = 4


class Blank:
    """Both readings of the rules for nobody on one day; each measure when it is first asked for."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        nobody = Profile("")
        strict = Evaluator(rulebook, nobody, as_of)
        self.strict = Reading(strict)
        self.illustrative = Reading(
            Evaluator(rulebook, nobody, as_of, Strictness.ILLUSTRATIVE, strict)
        )


class Blanks:
    """What is so of nobody under one rulebook, by day."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.reach = Reach(rulebook)
        self._days: dict[tuple[date, int], Blank] = {}

    def on(self, as_of: date) -> Blank:
        """Nobody on a day.  What an evaluator works out is one thread's own."""
        key = as_of, get_ident()
        found = self._days.pop(key, None) or Blank(self.rulebook, as_of)
        while len(self._days) >= _MOST:
            del self._days[next(iter(self._days))]
        self._days[key] = found
        return found

    def lenders(self, profile: Profile, as_of: date) -> tuple[Lender, Lender]:
        """What the strict and the illustrative reading of this enterprise may take from there."""
        told = {name for name, _ in profile.facts}
        judged = {name.partition("/")[0] for name in profile.judgements}
        same: dict[str, bool] = {}

        def unmoved(measure: Measure) -> bool:
            found = same.get(measure.id)
            if found is None:
                reach = self.reach
                found = same[measure.id] = told.isdisjoint(
                    reach.of_measure(measure)
                ) and judged.isdisjoint(reach.judged(measure))
            return found

        blank = self.on(as_of)
        return Lender(blank.strict, unmoved), Lender(blank.illustrative, unmoved)
