"""For which measures a fact, or a field of a list, is asked: who has them, and how much they come
to, in the reading on which an answer rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.constraint_bounds import bounded_names
from huiqi.rulebook.linked_checks import nodes_behind
from huiqi.rulebook.measure import Measure, gives_nodes
from huiqi.rulebook.rulebook import Rulebook

#: What bounds from above.
_AT_MOST = ("<=", "<")


class Served(NamedTuple):
    """The measures and titles that rest on it: by what they give, by what bounds that from above,
    by a condition; none of them twice.
    """

    amounts: tuple[Measure, ...] = ()
    bounds: tuple[Measure, ...] = ()
    conditions: tuple[Measure, ...] = ()


@lru_cache(maxsize=256)
def measures_served(rulebook: Rulebook, name: str, as_of: date, *, at_most: bool = False) -> Served:
    """Those of the documents and titles that are not over.

    Args:
        name: The fact or the definition, or ``list.field``.
        at_most: Only what it is at most is told: then it bounds, and decides nothing.
    """
    every = [one for one in (*rulebook.documents, *rulebook.titles) if _counts(one, as_of)]
    below = {one for one, limited in _limits(rulebook) if limited == name}
    amounts: list[Measure] = []
    bounds: list[Measure] = []
    conditions: list[Measure] = []
    for measure in every:
        given = measure.gives
        paid = _read(rulebook, gives_nodes(given)) if given and given.grade < WEAK else frozenset()
        strict = (one for one in measure.conditions() if one.grade < WEAK and not one.presumed)
        asked = _read(rulebook, (node for one in strict for node in one.nodes))
        if name in paid:
            (bounds if at_most else amounts).append(measure)
        elif below & paid:
            bounds.append(measure)
        elif name in asked and not at_most:
            conditions.append(measure)
    return Served(tuple(amounts), tuple(bounds), tuple(conditions))


@lru_cache(maxsize=256)
def amounts_beside(rulebook: Rulebook, name: str, measure: str) -> frozenset[str]:
    """The amounts of money, stated and not worked out, on which what a measure gives rests besides
    a fact or a definition, and which that is not worked out from.
    """
    gives = rulebook.measures[measure].gives
    read = _read(rulebook, gives_nodes(gives)) if gives is not None else frozenset()
    own = {name} | _read(rulebook, nodes_behind(rulebook, name))
    return frozenset(
        one
        for one in read - own
        if one in rulebook.facts and rulebook.facts[one].type.kind is Kind.MONEY
    )


@lru_cache(maxsize=256)
def asked_by_others(rulebook: Rulebook, name: str, as_of: date) -> bool:
    """Whether a condition reads it that is taken from what holds elsewhere, and from nothing else
    that is not over.
    """
    every = [one for one in (*rulebook.documents, *rulebook.titles) if _counts(one, as_of)]
    weak = (one for own in every for one in own.conditions() if one.grade >= WEAK)
    return name in _read(rulebook, (node for one in weak for node in one.nodes))


def _counts(measure: Measure, as_of: date) -> bool:
    return measure.recipient == "enterprise" and measure.in_force.possible[1] >= as_of


def _read(rulebook: Rulebook, nodes: Iterable[Node]) -> frozenset[str]:
    """What expressions read, and the definitions that they name."""
    waiting, found = list(nodes), set[str]()
    while waiting:
        for name in bounded_names(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.extend(nodes_behind(rulebook, name))
    return frozenset(found)


def _limits(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """What is bounded from above, each with what bounds it, by itself alone."""
    for name, bounds in rulebook.constraints.limits.items():
        for bound in bounds:
            limits = list(bounded_names(bound.limit))
            if bound.constraint.binds and bound.operator in _AT_MOST and len(limits) == 1:
                yield name, limits[0]
