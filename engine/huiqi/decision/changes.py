"""What would make a measure qualify: the fewest facts, then the least relative change.

Only facts that can still change are offered; what lies in past years never is.  Every set that
is offered has been tried: with it, the measure qualifies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Self

from huiqi.decision.allowance import Allowance
from huiqi.decision.candidates import limits_of, values_worth_trying
from huiqi.decision.clauses import decide_clause, evaluate_condition, node_truths
from huiqi.decision.results import ClauseResult, MeasureResult, Status
from huiqi.decision.tracing import Tracer
from huiqi.decision.trials import Trial
from huiqi.decision.what_if import Change
from huiqi.evaluation import Evaluator
from huiqi.evaluation.frame import anything
from huiqi.language.types import Kind
from huiqi.objects import cached_property
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.measure import Clause, Condition, Measure
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import TRUE, Truth
from huiqi.values import Choice, Interval, Value

Key = tuple[str, int | None]
#: Bounds on the search: facts changed together, values tried per fact, and sets tried in all.
_MOST_FACTS = 3
_MOST_VALUES = 6
_MOST_SETS = 2000
#: Records looked at for all the measures of one enterprise: a few seconds.
MOST_LOOKED_AT = 100_000


class Changing:
    """Looks for changes with which measures of one enterprise qualify, within one allowance."""

    def __init__(self, trial: Trial, allowance: Allowance | None = None) -> None:
        """``trial``: the enterprise as it is."""
        self.trial = trial
        self.evaluator = trial.evaluator
        self.reach = trial.reach
        self.allowance = allowance or Allowance(trial.profile, MOST_LOOKED_AT)

    @cached_property
    def sound(self) -> bool:
        """Whether nothing stated contradicts anything, so that nothing changed may."""
        return self.trial.contradictions.can_be()

    def smallest(self, result: MeasureResult) -> tuple[Change, ...]:
        """The smallest set of changes, or nothing where none was found within the allowance."""
        search = _Search.of(self, result)
        if search is None:
            return ()
        for size in range(1, min(_MOST_FACTS, len(search.keys)) + 1):
            found = [(sum(map(_relative, each), Decimal(0)), each) for each in search.of_size(size)]
            if found:
                return min(found, key=lambda entry: entry[0])[1]
            if search.ended:
                break
        return ()

    def one_is_enough(self, result: MeasureResult) -> bool:
        """Whether a single change suffices; the first that does ends the search."""
        search = _Search.of(self, result)
        return search is not None and next(search.of_size(1), None) is not None


class _Search:
    """The sets of changes of one measure, tried one by one."""

    def __init__(self, changing: Changing, measure: Measure) -> None:
        self.changing = changing
        self.evaluator = changing.evaluator
        self.measure = measure
        tracer = Tracer(self.evaluator, {})
        self.found = {c.id: evaluate_condition(tracer, measure.id, c) for c in measure.conditions()}
        self.tried = 0
        self.ended = False
        reach = changing.reach
        self.keys = list(_changeable(reach, self.measure, self.evaluator.as_of))
        self.moves = {
            name: frozenset(
                condition.id
                for condition in self.measure.conditions()
                if name in reach.of_condition(condition)
            )
            for name, _ in self.keys
        }

    @classmethod
    def of(cls, changing: Changing, result: MeasureResult) -> Self | None:
        """The search where there is something to look for: not of a list, nor of what is open."""
        if result.status is not Status.DOES_NOT_QUALIFY or result.verdict is None:
            return None
        return cls(changing, result.measure)

    @cached_property
    def values(self) -> dict[Key, list[Value]]:
        """Of each fact that can change the values worth trying."""
        own = self.evaluator
        limits = list(limits_of(own.rulebook, own.profile, own.as_of, self.measure))
        found = {}
        for key in self.keys:
            fact = own.rulebook.facts[key[0]]
            worth = values_worth_trying(fact, limits, own.profile.given(*key))
            found[key] = list(dict.fromkeys(worth))[:_MOST_VALUES]
        return found

    def of_size(self, size: int) -> Iterator[tuple[Change, ...]]:
        """Every set of so many changes with which it qualifies, as long as may be tried."""
        for keys in combinations(self.keys, size):
            moved = frozenset().union(*(self.moves[name] for name, _ in keys))
            if not can_become(self.measure.requires, self.found, moved, truth=True):
                continue
            for values in product(*(self.values[key] for key in keys)):
                self.tried += 1
                if self.tried > _MOST_SETS or not self.changing.allowance.take():
                    self.ended = True
                    return
                changes = tuple(
                    Change(
                        name=name,
                        year=year,
                        before=_before(self.evaluator, (name, year)),
                        after=value,
                    )
                    for (name, year), value in zip(keys, values, strict=True)
                )
                if self.qualifies(changes, moved):
                    yield changes

    def qualifies(self, changes: tuple[Change, ...], moved: frozenset[str]) -> bool:
        """Whether its conditions are then met in the strict reading, and that can be."""
        own = self.changing.trial
        trial = own.again(apply(own.profile, changes))
        tracer = Tracer(trial.evaluator, {})
        results = dict(self.found)
        for condition in self.measure.conditions():
            if condition.id in moved:
                results[condition.id] = evaluate_condition(tracer, self.measure.id, condition)
        truths = node_truths(self.measure.requires, {k: r.truth for k, r in results.items()})
        if truths[self.measure.requires.id] is not TRUE:
            return False
        # What is offered can be: a part is not raised above its whole.
        return not self.changing.sound or trial.contradictions.can_be()


def can_become(
    clause: Clause, found: Mapping[str, ClauseResult], moved: frozenset[str], *, truth: bool
) -> bool:
    """Whether a clause could come to be true (or false), were the conditions ``moved`` anything."""
    if isinstance(clause, Condition):
        return clause.id in moved or found[clause.id].truth is Truth.of(truth)
    if clause.kind == "none":
        parts = [can_become(child, found, moved, truth=not truth) for child in clause.children]
    else:
        parts = [can_become(child, found, moved, truth=truth) for child in clause.children]
    if clause.kind == "at_least":
        needed = clause.threshold if truth else len(parts) - clause.threshold + 1
        return sum(parts) >= needed
    return all(parts) if truth is (clause.kind != "any") else any(parts)


def apply(profile: Profile, changes: tuple[Change, ...]) -> Profile:
    """The profile with the changes made."""
    facts = {**profile.facts}
    for change in changes:
        facts[change.name, change.year] = Given(value=change.after)
    return replace(profile, facts=facts)


def qualifies(rulebook: Rulebook, profile: Profile, as_of: date, measure: Measure) -> bool:
    """Whether its conditions are then met in the strict reading; force stands apart."""
    tracer = Tracer(Evaluator(rulebook, profile, as_of), {})
    results = {
        condition.id: evaluate_condition(tracer, measure.id, condition)
        for condition in measure.conditions()
    }
    return decide_clause(measure.requires, results).status is Status.QUALIFIES


def _changeable(reach: Reach, measure: Measure, as_of: date) -> Iterator[Key]:
    """The facts that the conditions rest on and that can change."""
    for name, year in reach.in_years(measure, as_of.year):
        fact = reach.rulebook.facts[name]
        if fact.can_change == "no" or fact.type.kind is Kind.DATE:
            continue
        if year is None or year >= as_of.year:
            yield name, year


def _before(evaluator: Evaluator, key: Key) -> Value:
    given = evaluator.profile.given(*key)
    if given is not None:
        return given.value
    fact = evaluator.rulebook.facts[key[0]]
    return anything(fact.type, fact.low, fact.high)


def _relative(change: Change) -> Decimal:
    """How large a change is beside what was; a yes-or-no or a symbol counts as the whole."""
    before, after = change.before, change.after
    if isinstance(before, Choice) or not (
        isinstance(before, Interval) and before.known and isinstance(after, Interval)
    ):
        return Decimal(1)
    base = max(abs(before.low), Decimal(1))
    # Only an order of preference: its rounding decides nothing.
    return Decimal(abs(after.low - before.low) / base)
