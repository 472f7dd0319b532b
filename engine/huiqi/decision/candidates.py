"""The values of a fact that are worth trying: where a rule compares it the outcome may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.language.types import Kind
from huiqi.profile.profile import Given, Profile
from huiqi.quantities import exact_product, exact_sum, round_half_up
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook, names_read
from huiqi.truth import Truth
from huiqi.values import Interval, Point, Value, exactly, lies_between, symbol

_PLACES = {Kind.MONEY: 2, Kind.COUNT: 0}


class Threshold(NamedTuple):
    """What something is compared with, and the facts and fields that this something rests on."""

    kind: Kind
    value: Point
    about: frozenset[str]


def limits_of(
    rulebook: Rulebook, profile: Profile, as_of: date, measure: Measure
) -> Iterator[Threshold]:
    """The limits that the conditions compare with: literals, parameters, and sides computed."""
    evaluator = Evaluator(rulebook, profile, as_of)
    nodes = list(measure.nodes())
    # In the order of reading: of many limits only the first are tried.
    for name in dict.fromkeys(n for node in nodes for n in names_read(node)):
        definition = rulebook.definitions.get(name)
        if definition is not None:
            nodes.append(definition.node)
    for node in nodes:
        for part in tree.walk(node):
            for _, compared in comparisons(part):
                yield from _limits(evaluator, compared.left, compared.right)
                yield from _limits(evaluator, compared.right, compared.left)


def _limits(evaluator: Evaluator, moved: tree.Node, limit: tree.Node) -> Iterator[Threshold]:
    """What one side would have to be to come to the other; the top of a share, and the figure
    whose growth is asked, too.
    """
    reached = _known(evaluator, limit)
    if reached is None:
        return
    yield Threshold(limit.type.kind, reached, _about(evaluator.rulebook, moved))
    if isinstance(reached, date):
        return  # of days there is no share and no growth
    if isinstance(moved, tree.Arithmetic) and moved.operator == "/":
        base = _known(evaluator, moved.right)
        if base is not None and not isinstance(base, date):
            about = _about(evaluator.rulebook, moved.left)
            yield Threshold(moved.left.type.kind, exact_product(base, reached), about)
    elif isinstance(moved, tree.Growth):
        base = _known(evaluator, moved.base)
        if base is not None and not isinstance(base, date):
            for _ in range(moved.years):
                base = exact_product(base, exact_sum(Decimal(1), reached))
            yield Threshold(moved.now.type.kind, base, _about(evaluator.rulebook, moved.now))


def _known(evaluator: Evaluator, node: tree.Node) -> Point | None:
    """The one value that an expression has, if it has one outside of any list."""
    if any(isinstance(below, tree.LocalReference) for below in tree.walk(node)):
        return None
    value = evaluator.evaluate(node).value
    known: Point | None = value.low if isinstance(value, Interval) and value.known else None
    return known


def _about(rulebook: Rulebook, node: tree.Node) -> frozenset[str]:
    names = {below for name in names_read(node) for below in rulebook.closure.get(name, {name})}
    fields = {part.field for part in tree.walk(node) if isinstance(part, tree.FieldReference)}
    return frozenset(names | fields)


def values_worth_trying(
    fact: Fact | Definition, limits: Sequence[Threshold], given: Given | None
) -> Iterator[Value]:
    """The values of a fact at which something may change: at, just above and below each limit,
    those first that something resting on the fact is compared with.
    """
    limits = sorted(limits, key=lambda limit: fact.id not in limit.about)
    kind = fact.type.kind
    now = given.value if given is not None else None
    if kind is Kind.BOOL:
        yield from (truth for truth in (Truth.TRUE, Truth.FALSE) if truth is not now)
    elif fact.type.enumeration is not None:
        for name in fact.type.enumeration.symbols:
            if symbol(name) != now:
                yield symbol(name)
    elif kind in (Kind.MONEY, Kind.COUNT, Kind.RATIO):
        yield from (exactly(figure) for figure in _figures(fact, limits))
    elif kind is Kind.DATE:
        for limit_kind, limit, _ in limits:
            if limit_kind is kind and isinstance(limit, date):
                for days in (0, 1, -1):
                    yield exactly(limit + timedelta(days=days))


def _figures(fact: Fact | Definition, limits: Sequence[Threshold]) -> Iterator[Decimal]:
    """The figures at and beside each limit that the fact may have."""
    kind = fact.type.kind
    step = {Kind.MONEY: Decimal("0.01"), Kind.COUNT: Decimal(1)}.get(kind, Decimal("0.0001"))
    for limit_kind, limit, _ in limits:
        # A bare number in a rule counts pieces or is a ratio, as its place asks.
        fits = limit_kind is kind or (limit_kind is Kind.SCALAR and kind is not Kind.MONEY)
        if fits and isinstance(limit, Decimal):
            # What is worked out may lie between two figures that can be stated.
            near = limit if kind is Kind.RATIO else round_half_up(limit, _PLACES[kind])
            for figure in (near, near + step, near - step):
                if lies_between(figure, fact.low, fact.high):
                    yield figure
