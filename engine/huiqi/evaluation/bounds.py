"""What constraints leave possible of a value that is not known.

A bound only narrows, is read from facts in one fixed order, and never contradicts what is stated:
where a bound would leave nothing, the statement stands (whoever reads the file refuses it).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from huiqi.evaluation.frame import Frame, anything
from huiqi.evaluation.reads import Reads
from huiqi.rulebook.constraint_bounds import Bound
from huiqi.rulebook.rulebook import Fact
from huiqi.truth import FALSE, TRUE, UNKNOWN, Truth, negation
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value, greatest, is_known, least, shared

if TYPE_CHECKING:
    from huiqi.evaluation.evaluator import Evaluator

_DAY = timedelta(days=1)


def bounded(evaluator: Evaluator, name: str, value: Value, frame: Frame) -> Value:
    """The value of a fact (or ``list.field`` of the record ``self``) within its bounds.

    While a fact that comes before is being bounded, only what comes after bounds it.
    """
    constraints = evaluator.rulebook.constraints
    rank = constraints.ranks.get(name)
    above = evaluator.above
    if rank is None or is_known(value) or (above is not None and rank <= above):
        return value
    record = frame.locals.get("self")
    key = (record, name, frame.year, above is not None)
    found = evaluator.bounded.get(key)  # type: ignore[arg-type]
    if found is not None:
        return found
    reads, evaluator.reads = evaluator.reads, Reads()
    try:
        evaluator.above = rank
        for bound in constraints.inverse.get(name, ()):
            value = _narrowed(evaluator, bound, value, frame)
        if above is None:
            evaluator.above = None
            value = _applicable(evaluator, name, value, frame)
            for bound in constraints.limits.get(name, ()):
                value = _narrowed(evaluator, bound, value, frame)
    finally:
        evaluator.reads, evaluator.above = reads, above
    evaluator.bounded[key] = value  # type: ignore[index]
    return value


def stated(evaluator: Evaluator, fact: Fact, year: int | None) -> Value:
    """A fact by what is stated of it and of facts that come after it."""
    year = year if fact.yearly else None
    given = evaluator.profile.given(fact.id, year)
    value = given.value if given is not None else anything(fact.type, fact.low, fact.high)
    here = Frame(evaluator.as_of.year if year is None else year, fact.yearly)
    return bounded(evaluator, fact.id, value, here)


def _applicable(evaluator: Evaluator, name: str, value: Value, frame: Frame) -> Value:
    """Whether it applies at all, where the declaration says when."""
    owner, _, field = name.partition(".")
    fact = evaluator.rulebook.facts[owner]
    condition = (fact.fields[field] if field else fact).applies_when
    if condition is None:
        return value
    truth = evaluator.truth(condition, frame)
    if truth is FALSE:
        return NOT_APPLICABLE
    if truth is TRUE and isinstance(value, (Interval, Choice)):
        return value._replace(optional=False)
    return value


def _narrowed(evaluator: Evaluator, bound: Bound, value: Value, frame: Frame) -> Value:
    """The value within one bound; what may not apply bounds nothing."""
    here = Frame(frame.year - bound.shift, frame.yearly, frame.locals)
    if not bound.constraint.locals <= here.locals.keys():
        return value
    when = bound.constraint.when
    if when is not None and evaluator.truth(when, here) is not TRUE:
        return value
    limit = evaluator.value(bound.limit, here)
    if isinstance(value, Interval) and isinstance(limit, Interval):
        return value if limit.optional else _interval(value, bound.operator, limit)
    if isinstance(value, Choice) and isinstance(limit, Choice):
        return value if limit.optional else _choice(value, bound.operator, limit)
    if value is UNKNOWN and isinstance(limit, Truth) and bound.operator in ("==", "!="):
        return limit if bound.operator == "==" else negation(limit)
    return value


def _interval(value: Interval, operator: str, limit: Interval) -> Interval:
    low, high = value.low, value.high
    if operator in (">=", ">", "==") and limit.low is not None:
        # After a day is from the next one on; of other figures the nearest greater is not named.
        least_ = limit.low
        if operator == ">" and isinstance(least_, date) and least_ < date.max:
            least_ += _DAY
        low = least_ if low is None else greatest((low, least_))
    if operator in ("<=", "<", "==") and limit.high is not None:
        most = limit.high
        if operator == "<" and isinstance(most, date) and most > date.min:
            most -= _DAY
        high = most if high is None else least((high, most))
    if low is not None and high is not None and low > high:
        return value
    return Interval(low, high, value.optional)


def _choice(value: Choice, operator: str, limit: Choice) -> Choice:
    if limit.symbols is None or operator not in ("==", "!="):
        return value
    symbols = value.symbols
    if operator == "==":
        symbols = limit.symbols if symbols is None else shared(symbols, limit.symbols)
    elif symbols is not None and limit.known:
        symbols = symbols - limit.symbols
    return Choice(symbols, value.optional) if symbols else value
