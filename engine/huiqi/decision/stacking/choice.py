"""The best set of awards of which no two exclude each other, under ceilings: exactly, not greedily.

What can be had is taken apart as a tree; what shares a ceiling that matters is searched together,
the rest part by part.
"""

from __future__ import annotations

from typing import NamedTuple

from huiqi.decision.stacking.choice_search import best_of
from huiqi.decision.stacking.choice_tree import All, Node, One, Take, tree_of
from huiqi.decision.stacking.problem import ENDLESS, Problem
from huiqi.decision.stacking.weighed import Limit, Numbers, Weighed, mattering
from huiqi.quantities import Number, exact_sum

#: States worked out for one problem, and awards looked at to take it apart: a few seconds.
EFFORT = 30_000


class Chosen(NamedTuple):
    """The awards to take, and what no permitted set can pass in what is preferred first.

    ``proved``: no permitted set is better, in what is preferred first or then.
    """

    awards: int
    bound: Number
    proved: bool


def taken_apart(problem: Problem, effort: int = EFFORT) -> Node:
    """What may be had together as a tree, whatever it is worth."""
    worths = problem.worths

    def prefer(n: int) -> tuple[Number, int]:
        """What is worth more first, then the earlier."""
        return -exact_sum(worths[n][0], worths[n][-1]), n

    return tree_of(len(worths), problem.excluded, prefer, effort)


def choose(problem: Problem, tree: Node | None = None, effort: int = EFFORT) -> Chosen:
    """The awards to take; one problem has one answer, on every machine.

    ``tree``: what excludes what, where it has been taken apart already.
    """
    tree = taken_apart(problem, effort) if tree is None else tree
    if isinstance(tree, Take) and not problem.ceilings:
        # Nothing excludes or limits anything: all is taken.
        return Chosen(tree.awards, min(problem.worth_of(tree.awards)[0], ENDLESS), True)
    numbers = Numbers(problem)
    awards = worth = bound = 0
    parts = _parts(tree, mattering(numbers, tree))
    for place, (part, limits) in enumerate(parts):
        # What one part does not need is left for those after it.
        found = best_of(Weighed(numbers, part, limits), effort // (len(parts) - place))
        effort -= found.effort
        awards |= found.awards
        worth += found.worth
        bound += found.bound
    return Chosen(awards, numbers.first(bound), bound == worth)


def _parts(tree: Node, limits: list[Limit]) -> list[tuple[Node, list[Limit]]]:
    """The parts that share no limit that matters, each with its own; those with none together."""
    nodes = tree.parts if isinstance(tree, All) else (tree,)
    groups = [(_awards(part, {}), [part]) for node in nodes for part in _split(node, limits)]
    for limit in limits:
        touched = [group for group in groups if group[0] & limit.members]
        groups = [group for group in groups if not group[0] & limit.members]
        together, listed = limit.members, list[Node]()
        for awards, own in touched:
            together |= awards
            listed += own
        groups.append((together, listed))
    free: list[Node] = []
    found: list[tuple[Node, list[Limit]]] = []
    for awards, listed in groups:
        own_limits = [limit for limit in limits if limit.members & awards]
        if own_limits:
            found.append((All(tuple(listed)), own_limits))
        else:
            free += listed
    return [(All(tuple(free)), []), *found] if free else found


def _split(node: Node, limits: list[Limit]) -> list[Node]:
    """What is taken in any case, limit by limit: it joins nothing."""
    if not isinstance(node, Take):
        return [node]
    pieces = [node.awards]
    for limit in limits:
        halves = ((piece & limit.members, piece & ~limit.members) for piece in pieces)
        pieces = [half for both in halves for half in both if half]
    return [Take(piece) for piece in pieces]


def _awards(node: Node, known: dict[int, int]) -> int:
    """All awards that stand in it."""
    if isinstance(node, Take):
        return node.awards
    found = known.get(id(node))
    if found is None:
        found = 0
        for part in node.parts:
            found |= _awards(part, known)
        if isinstance(node, One) and node.above is not None:
            found |= _awards(node.above, known)
        known[id(node)] = found
    return found
