"""Checking what relates: connectives, comparisons, membership, arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from huiqi.language import calls, tree
from huiqi.language.checking import Checker, case, error, operands
from huiqi.language.literals import literal_at
from huiqi.language.tree import Node
from huiqi.language.types import (
    BOOL,
    DATE,
    NUMERIC,
    SPAN,
    Kind,
    Type,
    comparable,
    product,
    quotient,
)
from huiqi.quantities import Span

if TYPE_CHECKING:
    from lark import Token, Tree

    Syntax = Tree[Token]

_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!="}


@case("disjunction", "conjunction")
def _connective(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    parts = operands(syntax)
    if len(parts) == 1:
        return checker.check(parts[0], expected)
    nodes = tuple(checker.truth(part) for part in parts)
    return tree.Or(BOOL, nodes) if syntax.data == "disjunction" else tree.And(BOOL, nodes)


@case("negation")
def _negation(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return tree.Not(BOOL, checker.truth(operands(syntax)[0]))


@case("group")
def _group(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return checker.check(operands(syntax)[0], expected)


@case("comparison")
def _comparison(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    left_syntax, sign, right_syntax = syntax.children
    operator = _SIGNS.get(str(sign), str(sign))
    left, right = checker.pair(cast("Syntax", left_syntax), cast("Syntax", right_syntax))
    common = comparable(left.type, right.type)
    if common is None:
        raise error(
            left_syntax,
            "E104",
            f"不能比较{left.type}与{right.type}",
            remedy="两边要是同一种量；金额带单位（元 万元），比例带 %",
        )
    if operator not in ("==", "!=") and not common.ordered:
        raise error(
            sign, "E104", f"{common}没有大小之分", found=operator, allowed=("==", "!=", "in")
        )
    for node in (left, right):
        span = node.value if isinstance(node, tree.Literal) else None
        if isinstance(span, Span) and span.unit != "days":
            raise error(
                sign,
                "E104",
                "两个日期相差的是天数，只能与 日 比较",
                found=span.text,
                remedy="年与月写作 D within 2年 before E,或 D <= E - 2年",
            )
    if common.kind is Kind.RECORDS:
        raise error(sign, "E104", "清单不能直接比较", remedy="用 count、sum、any 等")
    for side, other in ((left, right), (right, left)):
        # A compound rate is never a value, only one whole side that the other is compared with.
        alone = isinstance(side, tree.Growth) and not isinstance(other, tree.Growth)
        below = list(tree.walk(side))[1 if alone else 0 :]
        if any(isinstance(part, tree.Growth) and part.years > 1 for part in below):
            raise error(left_syntax, "E104", "cagr 只能单独放在比较的一边")
    return tree.Comparison(BOOL, operator, left, right)


@case("membership", "exclusion")
def _membership(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    operand = checker.check(operands(syntax)[0])
    enumeration = operand.type.enumeration
    if enumeration is None:
        raise error(syntax, "E104", f"in {{…}} 用于选项，这里是{operand.type}")
    symbols = []
    for token in syntax.children[1:]:
        symbol = enumeration.find(str(token).strip('"'))
        if symbol is None:
            raise error(
                token, "E107", "没有这个选项", found=str(token), allowed=enumeration.symbols
            )
        symbols.append(symbol)
    node = tree.Membership(BOOL, operand, tuple(symbols))
    return node if syntax.data == "membership" else tree.Not(BOOL, node)


@case("industry")
def _industry(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    operand = checker.check(operands(syntax)[0])
    if operand.type.kind is not Kind.INDUSTRY:
        raise error(syntax, "E104", f"within {{…}} 用于行业代码，这里是{operand.type}")
    codes = tuple(str(token) for token in syntax.children[1:])
    for token, code in zip(syntax.children[1:], codes, strict=True):
        if not calls.INDUSTRY_CODE.fullmatch(code):
            raise error(token, "E107", "不是国民经济行业代码（如 C、C25、C2511）", found=code)
    return tree.IndustryWithin(BOOL, operand, codes)


@case("interval")
def _interval(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    value, opening, low, high, closing = syntax.children
    operand = checker.check(cast("Syntax", value))
    ends = [checker.check(cast("Syntax", end), operand.type) for end in (low, high)]
    for end, place in zip(ends, (low, high), strict=True):
        if comparable(operand.type, end.type) is None or not operand.type.ordered:
            raise error(place, "E104", f"不能比较{operand.type}与{end.type}")
    return tree.IntervalMembership(
        BOOL, operand, ends[0], ends[1], str(opening) == "[", str(closing) == "]"
    )


@case("within")
def _within(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    """``x within 2年 before D`` is x in [D - 2年, D]; ``of`` reaches both ways; ends included."""
    value, written, where, anchor_syntax = syntax.children
    operand = checker.check(cast("Syntax", value))
    anchor = checker.check(cast("Syntax", anchor_syntax))
    if operand.type != DATE or anchor.type != DATE:
        raise error(syntax, "E104", "within … before/after/of 的两边都要是日期")
    span = literal_at(written, SPAN)
    back = tree.Arithmetic(DATE, "-", anchor, span)
    forth = tree.Arithmetic(DATE, "+", anchor, span)
    low = anchor if where == "after" else back
    high = anchor if where == "before" else forth
    return tree.IntervalMembership(BOOL, operand, low, high, True, True)


@case("total", "product")
def _arithmetic(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    node = checker.check(cast("Syntax", syntax.children[0]), expected)
    for sign, part in zip(syntax.children[1::2], syntax.children[2::2], strict=True):
        right = checker.check(cast("Syntax", part), expected)
        operator = str(sign)
        result = _result(operator, node.type, right.type)
        if result is None:
            raise error(sign, "E104", f"{node.type} {operator} {right.type} 没有意义")
        node = tree.Arithmetic(result, operator, node, right)
    return node


def _result(operator: str, left: Type, right: Type) -> Type | None:
    if operator == "*":
        return product(left, right)
    if operator == "/":
        return quotient(left, right)
    if left.kind is Kind.DATE:
        if right.kind is Kind.SPAN:
            return DATE
        return SPAN if right.kind is Kind.DATE and operator == "-" else None
    common = comparable(left, right)
    return common if common is not None and common.kind in NUMERIC else None


@case("negative")
def _negative(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    operand = checker.check(operands(syntax)[0], expected)
    if operand.type.kind not in NUMERIC:
        raise error(syntax, "E104", f"{operand.type}没有负值")
    return tree.Negative(operand.type, operand)
