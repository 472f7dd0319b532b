"""Trying every value: of facts that have few, of one figure that is only held against limits, of
the days that a period is held against.

A figure that nothing is done with but comparing it with limits matters only by which of them it
lies below, at or above; one value from each stretch stands for all of it, a range for all ranges
with its ends there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, product
from math import prod

from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.language.tree import Node, walk
from huiqi.language.types import Kind
from huiqi.profile.profile import Given, Profile
from huiqi.quantities import EXACT
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.sentences import Sentence, sentence
from huiqi.truth import Truth
from huiqi.values import (
    NOT_APPLICABLE,
    Choice,
    Interval,
    Point,
    Record,
    Value,
    exactly,
    in_order,
    lies_between,
)

#: The most combinations tried.
_MOST = 5000
_YEAR = 2022
_DAY = date(2022, 6, 30)
_Key = tuple[str, int]
#: What may stand beside facts: nothing that depends on the day, a record or a dated value.
_PLAIN = (
    tree.Literal,
    tree.FactReference,
    tree.Comparison,
    tree.Membership,
    tree.IntervalMembership,
    tree.And,
    tree.Or,
    tree.Not,
    tree.IsApplicable,
    tree.CountTrue,
    tree.Choose,
    tree.Lookup,
)
#: What days may be made of: nothing that moves them, so that each keeps to its stretch.
_PLAIN_DAYS = (
    *(tree.Literal, tree.Comparison, tree.IntervalMembership, tree.And, tree.Or),
    *(tree.Extreme, tree.AsOf, tree.FieldReference, tree.LocalReference),
)


def same_for_every_value(rulebook: Rulebook, before: Node, after: Node) -> int | None:
    """How many values were tried, all with the same answer; ``None`` where one differs or where
    the values cannot all be tried.
    """
    keys = _keys(rulebook, before, after)
    if keys is None:
        return None
    values = []
    for key in keys:
        fact = rulebook.facts[key[0]]
        found = list(_finite(fact)) or list(_stretches(fact, key, before, after))
        if not found:
            return None
        values.append(found)
    count = prod(map(len, values))
    if count > _MOST:
        return None
    for combination in product(*values):
        facts = {
            (name, _YEAR + shift if rulebook.facts[name].yearly else None): Given(value=value)
            for (name, shift), value in zip(keys, combination, strict=True)
            if value is not None
        }
        evaluator = Evaluator(rulebook, Profile(name="", facts=facts), _DAY)
        one, other = (evaluator.evaluate(node, year=_YEAR).value for node in (before, after))
        if one != other:
            return None
    return count


def _keys(rulebook: Rulebook, before: Node, after: Node) -> list[_Key] | None:
    """The facts read, if nothing else is, and each figure only against limits."""
    found: dict[_Key, None] = {}
    for root in (before, after):
        for part in walk(root):
            if not isinstance(part, _PLAIN):
                return None
            if isinstance(part, tree.FactReference):
                if part.name not in rulebook.facts or part.at is not None or part.every:
                    return None
                found[part.name, part.shift] = None
        if not all(_against_limits(part) for part in walk(root)):
            return None
    return list(found)


def _against_limits(node: Node) -> bool:
    """Whether each figure read here is one side of a comparison with written limits."""
    for _, compared in comparisons(node):
        sides = (compared.left, compared.right)
        written = sum(isinstance(side, tree.Literal) for side in sides)
        if written != 1 and any(_is_figure(side) for side in sides):
            return False
    if isinstance(node, (tree.Choose, tree.Lookup)):
        values = [
            value for _, value in (node.rows if isinstance(node, tree.Choose) else node.cells)
        ]
        return not any(_is_figure(value) for value in values)
    return True


def _is_figure(node: Node) -> bool:
    return isinstance(node, tree.FactReference) and (
        node.type.numeric or node.type.kind is Kind.DATE
    )


def _finite(fact: Fact) -> Iterator[Value | None]:
    """All a yes-or-no or an enum can be; ``None``: not known."""
    if fact.type.kind is Kind.BOOL:
        yield from (Truth.TRUE, Truth.FALSE, None, NOT_APPLICABLE)
    elif fact.type.enumeration is not None and len(fact.type.enumeration.symbols) <= 5:
        symbols = fact.type.enumeration.symbols
        for size in range(1, len(symbols) + 1):
            for some in combinations(symbols, size):
                yield Choice(frozenset(some))
        yield from (None, NOT_APPLICABLE)


def _stretches(fact: Fact, key: _Key, *roots: Node) -> Iterator[Value | None]:
    """A figure below, at and above each limit, and every range between these."""
    points = in_order(
        point for point in _points(fact, key, roots) if lies_between(point, fact.low, fact.high)
    )
    if points:
        yield from (*_all_between(points), None, NOT_APPLICABLE)


def _all_between(points: Sequence[Point]) -> Iterator[Interval]:
    """Each of the points, and every range between two of them."""
    yield from (exactly(point) for point in points)
    yield from (Interval(low, high) for low, high in combinations(points, 2))


def _points(fact: Fact, key: _Key, roots: tuple[Node, ...]) -> set[Point]:
    found: set[Point] = set()
    for root in roots:
        for part in walk(root):
            limits = [side for _, both in comparisons(part) for side in (both.left, both.right)]
            if any(isinstance(n, tree.FactReference) and (n.name, n.shift) == key for n in limits):
                for limit in limits:
                    value = limit.value if isinstance(limit, tree.Literal) else None
                    if isinstance(value, (Decimal, date)):
                        found |= set(_beside(fact, value))
    return found


def _beside(fact: Fact, value: Decimal | date) -> tuple[Decimal | date, ...]:
    if isinstance(value, date):
        day = timedelta(days=1)
        return (value - day, value, value + day)
    if fact.type.kind is Kind.COUNT and not fact.unit.endswith("%"):
        unit = Decimal(1) if value == value.to_integral_value() else Decimal("0.1")
    else:
        # Finer than any limit is moved: what lies between two limits is never left out.
        unit = Decimal("0.000001") if fact.type.kind is Kind.RATIO else Decimal("0.001")
    return (EXACT.subtract(value, unit), value, EXACT.add(value, unit))


# ---- when a provision or a list is in force


def same_in_force(book: PenaltyBook, before: Rule, after: Rule) -> Sentence | None:
    """The proof that both forms of a rule are in force in the same decisions, if found.

    A period is held against days, so of a day it matters only where it lies among the days that
    the period names.  Only decisions that are answered count: none before the statute applies.
    """
    if (before.force.question is None) is not (after.force.question is None):
        return None
    sides = [(rule.in_force.surely, rule.in_force.perhaps) for rule in (before, after)]
    nodes = list(chain.from_iterable(walk(node) for side in sides for node in side))
    if not all(isinstance(node, _PLAIN_DAYS) for node in nodes):
        return None
    first = book.since or date.min
    if before.in_force.since == first and after.in_force.since is not None:
        # When the statute applies is changed: so is, from when decisions are answered.
        first = min(first, after.in_force.since)
    fields = {node.field: None for node in nodes if isinstance(node, tree.FieldReference)}
    days = _days(nodes)
    decided = sorted({max(day, first) for day in days})
    values: list[Value] = [*_all_between(days), Interval(None, None), NOT_APPLICABLE]
    count = len(decided) * len(values) ** len(fields)
    if count > _MOST:
        return None
    for as_of in decided:
        evaluator = Evaluator(book.terms, Profile(name=""), as_of)
        for told in product(values, repeat=len(fields)):
            act = Record(dict(zip(fields, told, strict=True)))
            one, other = (
                [evaluator.evaluate(node, {ACT: act}).value for node in side] for side in sides
            )
            if one != other:
                return None
    return sentence(
        "凡回答的决定，所看各日先后的 {count} 种情形（含未知与范围）结果都相同", count=count
    )


def _days(nodes: list[Node]) -> list[date]:
    """The days named, and those beside them."""
    limits = {node.value for node in nodes if isinstance(node, tree.Literal)}
    step = timedelta(days=1)
    named = [limit for limit in limits if isinstance(limit, date)]
    return sorted({day for limit in named for day in (limit - step, limit, limit + step)})
