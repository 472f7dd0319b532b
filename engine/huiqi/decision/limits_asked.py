"""What a condition asks for that is open: the figure to which something has to come, and of a share
of an amount that is known how much money that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from huiqi.decision.gaps import unit_of
from huiqi.decision.trace import Needed, Said
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.truth import Truth
from huiqi.values import Interval, Value

_OVER, _BEYOND = ("<", "<="), ("<", ">")
_FIGURES = (Kind.MONEY, Kind.COUNT, Kind.RATIO, Kind.SCALAR)


def needed_of(
    evaluator: Evaluator, node: Node, names: Mapping[str, Value], year: int | None = None
) -> tuple[Needed, ...]:
    """What the open comparisons of an expression ask for, be they asked together; of a table those
    of the row that applies, where it is known which, and of alternatives none.
    """
    return tuple(_needed(evaluator, node, names, year))


def _needed(
    evaluator: Evaluator, node: Node, names: Mapping[str, Value], year: int | None
) -> Iterator[Needed]:
    def value(of: Node) -> Value:
        return evaluator.evaluate(of, names, year).value

    if isinstance(node, tree.And):
        for part in node.operands:
            yield from _needed(evaluator, part, names, year)
        return
    if isinstance(node, tree.Choose):
        for asked, then in node.rows:
            if (truth := value(asked)) is Truth.FALSE:
                continue
            if truth is Truth.TRUE:
                yield from _needed(evaluator, then, names, year)
            return
        if node.otherwise is not None:
            yield from _needed(evaluator, node.otherwise, names, year)
        return
    for _, one in comparisons(node):
        limit = value(one.right)
        known = isinstance(limit, Interval) and limit.known
        figure = limit.low if isinstance(limit, Interval) and known else None
        fits = one.left.type.kind in _FIGURES and one.operator not in ("==", "!=")
        if not fits or not isinstance(figure, Decimal | Fraction):
            continue
        if value(one) is not Truth.UNKNOWN:
            continue
        when = evaluator.as_of.year if year is None else year
        amount, whole = _share(one.left)
        of = value(whole) if whole is not None else None
        base = of.low if isinstance(of, Interval) and of.known else None
        money = Fraction(figure) * Fraction(base) if isinstance(base, Decimal | Fraction) else None
        yield Needed(
            of=Said(one.left, when),
            limit=figure,
            type=one.right.type if one.left.type.kind is Kind.SCALAR else one.left.type,
            unit=unit_of(evaluator.rulebook, one.left),
            over=one.operator in _OVER,
            beyond=one.operator in _BEYOND,
            part=Said(amount, when) if amount is not None else None,
            money=money,
        )


def _share(node: Node) -> tuple[Node | None, Node | None]:
    """The amount and that of which it is a share, where it is one."""
    if not isinstance(node, tree.Arithmetic) or node.operator != "/":
        return None, None
    money = node.left.type.kind is Kind.MONEY and node.right.type.kind is Kind.MONEY
    return (node.left, node.right) if money else (None, None)
