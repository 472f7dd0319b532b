"""The values of a fact that are worth trying: where a rule compares it the outcome may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.types import Kind
from huiqi.profile.profile import Given, Profile
from huiqi.quantities import multiply
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook, names_read
from huiqi.truth import Truth
from huiqi.values import Interval, Value, exactly, symbol


def limits_of(
    rulebook: Rulebook, profile: Profile, as_of: date, measure: Measure
) -> Iterator[tuple[Kind, Any]]:
    """The limits that the conditions compare with: literals, parameters, and sides computed."""
    evaluator = Evaluator(rulebook, profile, as_of)
    nodes = list(measure.nodes())
    for name in {n for node in nodes for n in names_read(node)}:
        definition = rulebook.definitions.get(name)
        if definition is not None:
            nodes.append(definition.node)
    for node in nodes:
        for part in tree.walk(node):
            if not isinstance(part, tree.Comparison):
                continue
            for side in (part.left, part.right):
                if any(isinstance(below, tree.LocalReference) for below in tree.walk(side)):
                    continue
                value = evaluator.evaluate(side).value
                if isinstance(value, Interval) and value.known:
                    yield side.type.kind, value.low
            yield from _share_limits(evaluator, part)


def _share_limits(evaluator: Evaluator, comparison: tree.Comparison) -> Iterator[tuple[Kind, Any]]:
    """What the top of a compared share would have to be: the limit times its base."""
    for share, limit in (
        (comparison.left, comparison.right),
        (comparison.right, comparison.left),
    ):
        if not isinstance(share, tree.Arithmetic) or share.operator != "/":
            continue
        parts = [share.right, limit]
        if any(isinstance(b, tree.LocalReference) for part in parts for b in tree.walk(part)):
            continue
        base, rate = (evaluator.evaluate(part).value for part in parts)
        if isinstance(base, Interval) and isinstance(rate, Interval) and base.known and rate.known:
            yield share.left.type.kind, multiply(base.low, rate.low)


def values_worth_trying(
    fact: Fact | Definition, limits: Sequence[tuple[Kind, Any]], given: Given | None
) -> Iterator[Value]:
    """The values of a fact at which something may change: at, just above and below each limit."""
    kind = fact.type.kind
    now = given.value if given is not None else None
    if kind is Kind.BOOL:
        yield from (truth for truth in (Truth.TRUE, Truth.FALSE) if truth is not now)
    elif fact.type.enumeration is not None:
        for name in fact.type.enumeration.symbols:
            if symbol(name) != now:
                yield symbol(name)
    elif kind in (Kind.MONEY, Kind.COUNT, Kind.RATIO):
        step = {Kind.MONEY: Decimal("0.01"), Kind.COUNT: Decimal(1)}.get(kind, Decimal("0.0001"))
        for limit_kind, limit in limits:
            # A bare number in a rule counts pieces or is a ratio, as its place asks.
            fits = limit_kind is kind or (limit_kind is Kind.SCALAR and kind is not Kind.MONEY)
            if fits and isinstance(limit, Decimal):
                for value in (limit, limit + step, limit - step):
                    if inside(value, fact.low, fact.high):
                        yield exactly(value)
    elif kind is Kind.DATE:
        for limit_kind, limit in limits:
            if limit_kind is kind and isinstance(limit, date):
                for days in (0, 1, -1):
                    yield exactly(limit + timedelta(days=days))


def inside(value: Any, low: Any, high: Any) -> bool:
    """Whether a value lies between two ends, of which ``None`` is unbounded."""
    return (low is None or value >= low) and (high is None or value <= high)
