"""Checking what relates: connectives, comparisons, membership, arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from huiqi.language import tree
from huiqi.language.checking import Checker, case, error, operands
from huiqi.language.industries import IndustryError
from huiqi.language.literals import literal_at
from huiqi.language.sides import related
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
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from lark import Token, Tree

    Syntax = Tree[Token]

_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "＝": "=="}


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
    operator = _SIGNS.get(str(sign)) or str(sign).replace("＝", "=")
    left, right = checker.pair(cast("Syntax", left_syntax), cast("Syntax", right_syntax))
    related(left.type, right.type, left_syntax, sign, operator)
    return tree.Comparison(BOOL, operator=operator, left=left, right=right)


@case("membership", "exclusion")
def _membership(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    operand = checker.check(operands(syntax)[0])
    enumeration = operand.type.enumeration
    if enumeration is None:
        raise error(syntax, "E104", sentence("in {{…}} 用于选项，这里是{type}", type=operand.type))
    symbols = []
    for token in syntax.children[1:]:
        symbol = enumeration.find(str(token).strip('"'))
        if symbol is None:
            allowed = (*enumeration.words("zh"), *enumeration.symbols)
            raise error(token, "E107", sentence("没有这个选项"), found=str(token), allowed=allowed)
        symbols.append(symbol)
    node = tree.Membership(BOOL, operand, tuple(symbols))
    return node if syntax.data == "membership" else tree.Not(BOOL, node)


@case("industry")
def _industry(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    operand = checker.check(operands(syntax)[0])
    if operand.type.kind is not Kind.INDUSTRY:
        raise error(
            syntax, "E104", sentence("within {{…}} 用于行业代码，这里是{type}", type=operand.type)
        )
    codes = []
    for token in syntax.children[1:]:
        try:
            codes.append(operand.type.industries.full(str(token)))
        except IndustryError as problem:
            raise error(token, "E107", problem.told, found=str(token)) from None
    return tree.IndustryWithin(BOOL, operand, tuple(codes))


@case("interval")
def _interval(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    """Each end is compared with the value as in ``>=`` and ``<=``."""
    value, opening, low, high, closing = syntax.children
    operand, least = checker.pair(cast("Syntax", value), cast("Syntax", low))
    most = checker.check(cast("Syntax", high), operand.type)
    for end, place in ((least, low), (most, high)):
        related(operand.type, end.type, place, place)
    return tree.IntervalMembership(
        BOOL,
        operand=operand,
        low=least,
        high=most,
        low_included=str(opening) == "[",
        high_included=str(closing) == "]",
    )


@case("within")
def _within(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    """``x within 2年 before D`` is x in [D - 2年, D]; ``of`` reaches both ways; ends included."""
    value, written, where, anchor_syntax = syntax.children
    operand = checker.check(cast("Syntax", value))
    anchor = checker.check(cast("Syntax", anchor_syntax))
    if operand.type != DATE or anchor.type != DATE:
        raise error(syntax, "E104", sentence("within … before/after/of 的两边都要是日期"))
    span = literal_at(written, SPAN)
    back = tree.Arithmetic(DATE, operator="-", left=anchor, right=span)
    forth = tree.Arithmetic(DATE, operator="+", left=anchor, right=span)
    low = anchor if where == "after" else back
    high = anchor if where == "before" else forth
    return tree.IntervalMembership(
        BOOL, operand=operand, low=low, high=high, low_included=True, high_included=True
    )


@case("total", "product")
def _arithmetic(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    node = checker.check(cast("Syntax", syntax.children[0]), expected)
    for sign, part in zip(syntax.children[1::2], syntax.children[2::2], strict=True):
        right = checker.check(cast("Syntax", part), expected)
        operator = str(sign)
        result = _result(operator, node.type, right.type)
        if result is None:
            raise error(
                sign,
                "E104",
                sentence(
                    "{left} {operator} {right} 没有意义",
                    left=node.type,
                    operator=operator,
                    right=right.type,
                ),
            )
        node = tree.Arithmetic(result, operator=operator, left=node, right=right)
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
        raise error(syntax, "E104", sentence("{type}没有负值", type=operand.type))
    return tree.Negative(operand.type, operand)
