"""How the conditions of a measure exclude each other, seen from their expressions alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from huiqi.audit.difference.fingerprint import print_of
from huiqi.language import tree
from huiqi.language.compared import MIRROR, comparisons
from huiqi.language.tree import Node
from huiqi.quantities import Span
from huiqi.rulebook.measure import Condition
from huiqi.truth import Truth
from huiqi.values import Point, precedes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    """``operand`` lies in a range, or is one of some symbols."""

    operand: object
    low: Point | None = None
    low_included: bool = True
    high: Point | None = None
    high_included: bool = True
    symbols: frozenset[str] | None = None


@dataclass(slots=True)
class Atoms:
    """Pairs of conditions whose values exclude each other."""

    #: (condition, value, other condition, other value) that cannot be together.
    excluded: set[tuple[str, bool, str, bool]] = field(default_factory=set)

    @staticmethod
    def of(conditions: Iterable[Condition]) -> Atoms:
        """What the expressions of the conditions exclude of each other."""
        found = Atoms()
        nodes = [(c.id, c.node) for c in conditions if c.node is not None and not c.presumed]
        for (one, left), (other, right) in combinations(nodes, 2):
            if print_of(left) == print_of(right):
                found.excluded |= {(one, True, other, False), (one, False, other, True)}
                continue
            here, there = _range(left), _range(right)
            if here is None or there is None or here.operand != there.operand:
                continue
            if _apart(here, there):
                found.excluded.add((one, True, other, True))
            if _within(here, there):
                found.excluded.add((one, True, other, False))
            if _within(there, here):
                found.excluded.add((one, False, other, True))
        return found

    @property
    def related(self) -> bool:
        """Whether anything is excluded at all."""
        return bool(self.excluded)

    def consistent(self, given: Mapping[str, Truth]) -> bool:
        """Whether an assignment is not excluded."""
        return not any(
            given[one] is Truth.of(value) and given[other] is Truth.of(other_value)
            for one, value, other, other_value in self.excluded
        )


def _range(node: Node) -> _Range | None:
    """What a plain comparison with a literal, or an interval between two, says of its operand."""
    if isinstance(node, tree.Membership):
        return _Range(operand=print_of(node.operand), symbols=frozenset(node.symbols))
    found = [_side(compared) for _, compared in comparisons(node)]
    if len(found) == 2:
        low, high = found
        if low is None or high is None or low.operand != high.operand or low.low is None:
            return None
        return replace(low, high=high.high, high_included=high.high_included)
    return found[0] if found else None


def _side(node: tree.Comparison) -> _Range | None:
    left, right, operator = node.left, node.right, node.operator
    if isinstance(left, tree.Literal) and not isinstance(right, tree.Literal):
        left, right, operator = right, left, MIRROR[operator]
    if not isinstance(right, tree.Literal):
        return None
    value = right.value
    if isinstance(value, Span):
        value = Decimal(value.amount)  # between two dates there are days alone
    operand = print_of(left)
    if isinstance(value, str):
        return _Range(operand=operand, symbols=frozenset((value,))) if operator == "==" else None
    if isinstance(value, bool):
        return None
    if operator in (">", ">="):
        return _Range(operand=operand, low=value, low_included=operator == ">=")
    if operator in ("<", "<="):
        return _Range(operand=operand, high=value, high_included=operator == "<=")
    return _Range(operand=operand, low=value, high=value) if operator == "==" else None


def _apart(one: _Range, other: _Range) -> bool:
    if one.symbols is not None and other.symbols is not None:
        return not one.symbols & other.symbols
    for below, above in ((one, other), (other, one)):
        if below.high is None or above.low is None:
            continue
        touching = below.high_included and above.low_included
        if precedes(below.high, above.low) or (below.high == above.low and not touching):
            return True
    return False


def _within(one: _Range, other: _Range) -> bool:
    """Whether all of ``one`` lies in ``other``."""
    if one.symbols is not None or other.symbols is not None:
        return bool(one.symbols and other.symbols and one.symbols <= other.symbols)
    if other.low is not None:
        if one.low is None or precedes(one.low, other.low):
            return False
        if one.low == other.low and one.low_included and not other.low_included:
            return False
    if other.high is not None:
        if one.high is None or precedes(other.high, one.high):
            return False
        if one.high == other.high and one.high_included and not other.high_included:
            return False
    return True
