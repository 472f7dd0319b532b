"""What surely follows from what: by the same figure against its limits, by options and codes.

Only what can be read off the texts; what needs the facts' bounds is proved by the audit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from huiqi.language import tree
from huiqi.language.canonical import written_form
from huiqi.language.compared import MIRROR, comparisons
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import Kind, Type

Limit = Decimal | date | int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLimit:
    """A figure against a limit that is written out."""

    measured: str
    type: Type
    operator: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class Implications:
    """What follows from what, where ``scope`` is."""

    scope: Scope

    def same(self, one: Node, other: Node) -> bool:
        """Whether two expressions are written alike."""
        return self._text(one) == self._text(other)

    def follows(self, other: Node, one: Node) -> bool:
        """Whether ``other`` surely holds where ``one`` holds."""
        if isinstance(other, tree.Literal) and other.value is True:
            return True
        if isinstance(one, tree.Or):
            return all(self.follows(other, part) for part in one.operands)
        if isinstance(other, tree.And):
            return all(self.follows(part, one) for part in other.operands)
        if isinstance(other, tree.Or) and any(self.follows(part, one) for part in other.operands):
            return True
        if isinstance(one, tree.And):
            return any(self.follows(other, part) for part in one.operands)
        if self.same(one, other):
            return True
        listed = self._listed(one, other)
        if listed is not None:
            return listed
        bounds = self.bounds(one)
        wanted = self.bounds(other)
        return bool(wanted) and all(any(_within(b, w) for b in bounds) for w in wanted)

    def bounds(self, node: Node) -> tuple[WrittenLimit, ...]:
        """The limits that a comparison or an interval sets, where all are written out."""
        made = [c for _, c in comparisons(node)]
        if isinstance(node, tree.And):
            parts = [self.bounds(part) for part in node.operands]
            return tuple(bound for part in parts for bound in part) if all(parts) else ()
        found = [self._bound(comparison) for comparison in made]
        return tuple(bound for bound in found if bound is not None) if all(found) else ()

    def _bound(self, node: tree.Comparison) -> WrittenLimit | None:
        left, right, operator = node.left, node.right, node.operator
        if isinstance(left, tree.Literal):
            left, right, operator = right, left, MIRROR[operator]
        limit = _limit(right)
        if limit is None:
            return None
        return WrittenLimit(
            measured=self._text(left), type=left.type, operator=operator, limit=limit
        )

    def _listed(self, one: Node, other: Node) -> bool | None:
        """Of two lists of options or of codes whether all of one are in the other."""
        if isinstance(one, tree.IndustryWithin) and isinstance(other, tree.IndustryWithin):
            return self.same(one.operand, other.operand) and all(
                code.startswith(other.codes) for code in one.codes
            )
        options, wanted = self._options(one), self._options(other)
        if options is None or wanted is None:
            return None
        return options[0] == wanted[0] and options[1] <= wanted[1]

    def _options(self, node: Node) -> tuple[str, frozenset[str]] | None:
        if isinstance(node, tree.Membership):
            return self._text(node.operand), frozenset(node.symbols)
        if isinstance(node, tree.Comparison) and node.operator == "==":
            left, right = node.left, node.right
            if isinstance(left, tree.Literal):
                left, right = right, left
            if isinstance(right, tree.Literal) and right.type.enumeration is not None:
                return self._text(left), frozenset((str(right.value),))
        return None

    def _text(self, node: Node) -> str:
        return written_form(node, self.scope, "en")


def _limit(node: Node) -> Limit | None:
    """The limit that is written out; of ordered options its place among them."""
    if isinstance(node, tree.Negative):
        inner = _limit(node.operand)
        return -inner if isinstance(inner, Decimal) else None
    if not isinstance(node, tree.Literal) or isinstance(node.value, bool):
        return None
    options = node.type.enumeration
    if options is not None:
        return options.symbols.index(str(node.value)) if options.ordered else None
    return node.value if isinstance(node.value, (Decimal, date)) else None


def _within(one: WrittenLimit, other: WrittenLimit) -> bool:
    """Whether whatever keeps the one limit keeps the other."""
    if one.measured != other.measured or type(one.limit) is not type(other.limit):
        return False
    a, b = one.limit, other.limit
    above, beyond = a > b, a < b  # type: ignore[operator]
    if other.operator == "!=":
        return {
            "==": a != b,
            "!=": a == b,
            ">=": above,
            ">": above or a == b,
            "<=": beyond,
            "<": beyond or a == b,
        }[one.operator]
    if one.operator == "==":
        return {"==": a == b, ">=": not beyond, ">": above, "<=": not above, "<": beyond}[
            other.operator
        ]
    if one.operator[0] != other.operator[0] or "=" in (one.operator[0], other.operator[0]):
        return False
    further = above if one.operator[0] == ">" else beyond
    strict_enough = len(one.operator) == 1 or len(other.operator) == 2
    return further or (a == b and strict_enough)


def hole(rows: list[tuple[WrittenLimit, ...]]) -> tuple[Limit, Limit, int] | None:
    """Between rows that each hold one figure within limits the first part that none has: its ends,
    and the row that begins behind it.  ``None`` where there is none, or none for sure.
    """
    spans = [_span(row) for row in rows]
    if not spans or any(span is None for span in spans):
        return None
    if len({row[0].measured for row in rows}) != 1:
        return None
    known = sorted(
        ((span, place) for place, span in enumerate(spans) if span is not None),
        key=lambda item: (item[0][0] is not None, item[0][0] or 0, not item[0][1]),
    )
    (_, _, reached, included), _ = known[0]
    step = _step(rows[0][0].type)
    for (low, low_included, high, high_included), place in known[1:]:
        if reached is None:
            return None
        if low is not None and _apart(reached, low, included, low_included, step):
            return reached, low, place
        if high is None or high > reached:  # type: ignore[operator]
            reached, included = high, high_included
        elif high == reached:
            included = included or high_included
    return None


def _apart(
    high: Limit,
    low: Limit,
    high_included: bool,
    low_included: bool,
    step: Decimal | timedelta | int | None,
) -> bool:
    """Whether anything lies between where one row ends and the next begins."""
    if low < high or (low == high and (high_included or low_included)):  # type: ignore[operator]
        return False
    if step is None or not (high_included and low_included):
        return True
    return bool(low > high + step)  # type: ignore[operator]


_Span = tuple[Limit | None, bool, Limit | None, bool]


def _span(row: tuple[WrittenLimit, ...]) -> _Span | None:
    """From where to where a row holds; ``None`` where it is no one span."""
    low: Limit | None = None
    high: Limit | None = None
    low_included = high_included = False
    if not row or len({bound.measured for bound in row}) != 1:
        return None
    for bound in row:
        if bound.operator == "!=":
            return None
        included = len(bound.operator) == 2
        if bound.operator[0] in ">=":
            if low is not None:
                return None
            low, low_included = bound.limit, included
        if bound.operator[0] in "<=":
            if high is not None:
                return None
            high, high_included = bound.limit, included
    return low, low_included, high, high_included


def _step(type_: Type) -> Decimal | timedelta | int | None:
    """The least by which two figures differ, where that is known."""
    if type_.enumeration is not None:
        return 1
    steps: dict[Kind, Decimal | timedelta] = {
        Kind.COUNT: Decimal(1),
        Kind.MONEY: Decimal("0.01"),
        Kind.DATE: timedelta(days=1),
    }
    return steps.get(type_.kind)
