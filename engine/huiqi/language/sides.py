"""What may stand on the sides of a comparison: one check for comparisons, intervals, min and max.

Two things have no value of their own.  A compound rate (``cagr``) is only compared, since a root
is seldom exact; years and months are only steps from a date, since what lies between two dates is
a number of days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.language import tree
from huiqi.language.checking import error
from huiqi.language.parser import ExpressionError
from huiqi.language.tree import Node
from huiqi.language.types import Kind, Type, comparable
from huiqi.quantities import Span
from huiqi.sentences import sentence

#: How a date some years from another is written.
_STEPS = ("D within 2年 before E", "D <= E - 2年")


def related(left: Type, right: Type, at: object, sign: object, operator: str = "<=") -> Type:
    """The common type of two sides; E104 at ``at`` where they are not of one dimension, and at
    ``sign`` where what the operator asks for makes no sense of it.
    """
    common = comparable(left, right)
    if common is None:
        raise error(
            at,
            "E104",
            sentence("不能比较{left}与{right}", left=left, right=right),
            remedy=sentence("两边要是同一种量；金额带单位（元 万元），比例带 %"),
        )
    if common.kind in (Kind.RECORDS, Kind.RECORD):
        raise error(
            sign,
            "E104",
            sentence("{common}不能直接比较", common=common),
            remedy=sentence("用 count、sum、any 等"),
        )
    if operator not in ("==", "!=") and not common.ordered:
        raise error(
            sign,
            "E104",
            sentence("{common}没有大小之分", common=common),
            found=operator,
            allowed=("==", "!=", "in"),
        )
    return common


def valueless(node: Node, compared: bool = False) -> Iterator[Node]:
    """The parts that stand where a value is wanted and have none.

    ``compared``: the node itself is one whole side of a comparison.
    """
    match node:
        case tree.Growth(years=years):
            if years > 1 and not compared:
                yield node
        case tree.Literal(value=Span(unit=unit)):
            if unit != "days":
                yield node
        case tree.Arithmetic(left=left, right=tree.Literal(value=Span())):
            yield from valueless(left)
        case tree.Comparison(left=left, right=right):
            # Of two compound rates neither is a value to compare the other with.
            yield from valueless(left, not isinstance(right, tree.Growth))
            yield from valueless(right, not isinstance(left, tree.Growth))
        case tree.IntervalMembership(operand=operand, low=low, high=high):
            rates = isinstance(low, tree.Growth) or isinstance(high, tree.Growth)
            yield from valueless(operand, not rates)
            yield from valueless(low)
            yield from valueless(high)
        case _:
            for child in tree.children(node):
                yield from valueless(child)


def refuse_valueless(node: Node, columns: Mapping[Node, int], compared: bool = False) -> None:
    """E104 at the first part that stands where a value is wanted and has none."""
    for part in valueless(node, compared):
        column = columns.get(part, 0)
        if isinstance(part, tree.Growth):
            raise ExpressionError("E104", sentence("cagr 只能单独放在比较的一边"), column=column)
        raise ExpressionError(
            "E104",
            sentence("两个日期相差的是天数，年、月和工作日只能加在日期上"),
            column=column,
            found=part.text if isinstance(part, tree.Literal) else "",
            remedy=sentence("写作 {one},或 {other}", one=_STEPS[0], other=_STEPS[1]),
        )
