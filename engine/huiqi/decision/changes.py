"""What would make a measure qualify: the fewest facts, then the least relative change.

Only facts that can still change are offered; what lies in past years never is.  Every set that
is offered has been tried: with it, the measure qualifies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, product

from huiqi.decision.allowance import Allowance
from huiqi.decision.candidates import limits_of, values_worth_trying
from huiqi.decision.clauses import decide_clause, evaluate_condition
from huiqi.decision.results import MeasureResult, Status
from huiqi.decision.tracing import Tracer
from huiqi.decision.what_if import Change
from huiqi.evaluation import Evaluator
from huiqi.evaluation.contradictions import can_be
from huiqi.evaluation.frame import anything
from huiqi.language import tree
from huiqi.language.types import Kind
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Choice, Interval, Value

_Key = tuple[str, int | None]
#: Bounds on the search: facts changed together, values tried per fact, and sets tried in all.
_MOST_FACTS = 3
_MOST_VALUES = 6
_MOST_SETS = 2000
#: Records looked at for all the measures of one enterprise: a few seconds.
MOST_LOOKED_AT = 100_000


def smallest_changes(
    rulebook: Rulebook,
    profile: Profile,
    as_of: date,
    result: MeasureResult,
    allowance: Allowance | None = None,
) -> tuple[Change, ...]:
    """The smallest set of changes, or nothing where none was found within the allowance."""
    measure = result.measure
    allowance = allowance or Allowance(profile, MOST_LOOKED_AT)
    if result.status is not Status.DOES_NOT_QUALIFY or measure.variable is not None:
        return ()
    candidates = dict(_candidates(rulebook, profile, as_of, measure, result))
    if not candidates:
        return ()
    # What is offered can be: a part is not raised above its whole.
    sound = can_be(rulebook, profile, as_of)
    tried = 0
    for size in range(1, min(_MOST_FACTS, len(candidates)) + 1):
        found: list[tuple[Decimal, tuple[Change, ...]]] = []
        for keys in combinations(candidates, size):
            for values in product(*(candidates[key] for key in keys)):
                tried += 1
                if tried > _MOST_SETS or not allowance.take():
                    return min(found, key=lambda entry: entry[0])[1] if found else ()
                changes = tuple(
                    Change(name, year, _before(rulebook, profile, (name, year)), value)
                    for (name, year), value in zip(keys, values, strict=True)
                )
                changed = apply(profile, changes)
                if qualifies(rulebook, changed, as_of, measure) and (
                    not sound or can_be(rulebook, changed, as_of)
                ):
                    found.append((sum(map(_relative, changes), Decimal(0)), changes))
        if found:
            return min(found, key=lambda entry: entry[0])[1]
    return ()


def apply(profile: Profile, changes: tuple[Change, ...]) -> Profile:
    """The profile with the changes made."""
    facts = {**profile.facts}
    for change in changes:
        facts[change.name, change.year] = Given(change.after)
    return replace(profile, facts=facts)


def qualifies(rulebook: Rulebook, profile: Profile, as_of: date, measure: Measure) -> bool:
    """Whether its conditions are then met in the strict reading; force stands apart."""
    tracer = Tracer(Evaluator(rulebook, profile, as_of), {})
    results = {
        condition.id: evaluate_condition(tracer, measure.id, condition)
        for condition in measure.conditions()
    }
    return decide_clause(measure.requires, results).status is Status.QUALIFIES


def _candidates(
    rulebook: Rulebook, profile: Profile, as_of: date, measure: Measure, result: MeasureResult
) -> Iterator[tuple[_Key, list[Value]]]:
    """The facts that can change, each with the values worth trying."""
    limits = list(limits_of(rulebook, profile, as_of, measure))
    for key in dict.fromkeys(_reached(rulebook, measure, as_of)):
        name, year = key
        fact = rulebook.facts.get(name)
        if fact is None or fact.can_change == "no" or fact.type.kind is Kind.DATE:
            continue
        if year is not None and year < as_of.year:
            continue
        values = list(dict.fromkeys(values_worth_trying(fact, limits, profile.given(name, year))))
        if values:
            yield key, values[:_MOST_VALUES]


def _reached(rulebook: Rulebook, measure: Measure, as_of: date) -> Iterator[_Key]:
    """Every fact that the conditions rest on, in the years they name; through definitions too."""
    waiting: list[tuple[tree.Node, int]] = [
        (node, as_of.year)
        for condition in measure.conditions()
        for node in [condition.node, *(reading.node for reading in condition.readings)]
        if node is not None
    ]
    seen: set[_Key] = set()
    while waiting:
        node, year = waiting.pop(0)
        for part in tree.walk(node):
            if not isinstance(part, tree.FactReference):
                continue
            declared = rulebook.scope.facts[part.name]
            key = (part.name, year + part.shift if declared.yearly else None)
            if key in seen:
                continue
            seen.add(key)
            definition = rulebook.definitions.get(part.name)
            if definition is None:
                yield key
            elif definition.look_back is None:
                waiting.append((definition.node, year + part.shift))


def _before(rulebook: Rulebook, profile: Profile, key: _Key) -> Value:
    given = profile.given(*key)
    if given is not None:
        return given.value
    fact = rulebook.facts[key[0]]
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
