"""Proofs that a changed period of a provision or a list is in force in the same decisions.

A period is held against days, so of a day it matters only where it lies among the days that the
period names; one day from each stretch stands for all of it, a range for all ranges with its ends
there.  Only decisions that are answered count: none before the statute applies.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, combinations, product

from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.tree import Node, walk
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT
from huiqi.sentences import Sentence, sentence
from huiqi.values import NOT_APPLICABLE, Interval, Record, Value, exactly

#: The most decisions tried.
_MOST = 5000
#: What days may be made of: nothing that moves them, so that each keeps to its stretch.
_PLAIN = (
    *(tree.Literal, tree.Comparison, tree.IntervalMembership, tree.And, tree.Or),
    *(tree.Extreme, tree.AsOf, tree.FieldReference, tree.LocalReference),
)


def same_in_force(book: PenaltyBook, before: Rule, after: Rule) -> Sentence | None:
    """The proof that both forms of a rule are in force in the same decisions, if found."""
    if (before.force.question is None) is not (after.force.question is None):
        return None
    sides = [(rule.in_force.surely, rule.in_force.perhaps) for rule in (before, after)]
    nodes = list(chain.from_iterable(walk(node) for side in sides for node in side))
    if not all(isinstance(node, _PLAIN) for node in nodes):
        return None
    first = book.since or date.min
    if before.in_force.since == first and after.in_force.since is not None:
        # When the statute applies is changed: so is, from when decisions are answered.
        first = min(first, after.in_force.since)
    fields = {node.field: None for node in nodes if isinstance(node, tree.FieldReference)}
    days = _days(nodes)
    decided = sorted({max(day, first) for day in days})
    values = list(_values(days))
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


def _values(days: list[date]) -> Iterator[Value]:
    yield from (exactly(day) for day in days)
    yield from (Interval(low, high) for low, high in combinations(days, 2))
    yield from (Interval(None, None), NOT_APPLICABLE)
