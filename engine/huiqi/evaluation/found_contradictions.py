"""Whether what a profile states can be; of profiles that differ a little, asked anew only of the
rules that rest on the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from huiqi.evaluation.contradiction import Contradiction
from huiqi.evaluation.contradictions import (
    contradictions_by_rule,
    plainest,
    records_by_list,
    rules_about,
)
from huiqi.evaluation.evaluator import Evaluator
from huiqi.profile.profile import Profile
from huiqi.rulebook.constraint_bounds import HINT, Constraint
from huiqi.rulebook.rulebook import Fact, Rulebook

#: A list that says what its records need, or a constraint, by its kind and id.
_Rule = tuple[type, str]


class FoundContradictions:
    """What each rule finds of what one profile states, but for what figures open."""

    def __init__(
        self, evaluator: Evaluator, before: Mapping[_Rule, list[Contradiction]] | None = None
    ) -> None:
        """``before``: what is the same of another profile, and not asked again."""
        known = before or {}
        #: Contradictions by what found them.
        self.found = dict(known)

        def asked(rule: Fact | Constraint) -> bool:
            hint = isinstance(rule, Constraint) and rule.severity == HINT
            return not hint and _rule(rule) not in known

        lists = records_by_list(evaluator.profile)
        for rule, found in contradictions_by_rule(evaluator, lists, {}, asked):
            self.found[_rule(rule)] = found

    def again(
        self, evaluator: Evaluator, holds: Callable[[Fact | Constraint], bool]
    ) -> FoundContradictions:
        """The same of a profile that differs in what the rules that ``holds`` do not rest on."""
        lists = records_by_list(evaluator.profile)
        rules = rules_about(evaluator.rulebook, lists)
        kept = (_rule(rule) for rule in rules if _rule(rule) in self.found and holds(rule))
        return FoundContradictions(evaluator, {key: self.found[key] for key in kept})

    def can_be(self, asked: str = "") -> bool:
        """Whether nothing stated would be refused, and nothing asked about the fact ``asked``."""
        told = plainest(each for found in self.found.values() for each in found)
        return not any(each.refused or asked in (name for name, _ in each.facts) for each in told)


def can_be(rulebook: Rulebook, profile: Profile, as_of: date) -> bool:
    """Whether nothing that a profile states would be refused."""
    return FoundContradictions(Evaluator(rulebook, profile, as_of)).can_be()


def _rule(rule: Fact | Constraint) -> _Rule:
    return type(rule), rule.id
