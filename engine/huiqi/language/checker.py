"""The dimension checker: from Lark's tree to the typed tree.

It resolves every name, settles what each bare symbol belongs to, and refuses what has no meaning
(money plus a count, an amount compared with a share) at its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from huiqi.language import calls, tree
from huiqi.language.literals import literal
from huiqi.language.parser import ExpressionError, parse
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import (
    BOOL,
    COUNT,
    DATE,
    NUMERIC,
    SPAN,
    Kind,
    Type,
    comparable,
    product,
    quotient,
)
from huiqi.quantities import Span, parse_date, parse_span

if TYPE_CHECKING:
    from lark import Token, Tree

    Syntax = Tree[Token]

CASES: dict[str, Callable[[Checker, Syntax, Type | None], Node]] = {}
_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!="}


def check_expression(text: str, scope: Scope, expected: Type | None = None) -> Node:
    """The typed tree of ``text``; ``expected`` gives a bare symbol its enum, and is enforced.

    Raises :class:`ExpressionError`: E101 size, E102 syntax, E103 unknown name, E104 dimensions,
    E105 wrong type for its place, E106 arguments, E107 unknown symbol, E108 years.
    """
    node = Checker(scope).check(cast("Syntax", parse(text).children[0]), expected)
    if expected is not None and comparable(node.type, expected) is None:
        raise ExpressionError(
            "E105", f"这里要的是{expected},写出来的是{node.type}", found=text[:60]
        )
    return node


class Checker:
    """One expression's check within a scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def check(self, syntax: Syntax, expected: Type | None = None) -> Node:
        """The typed node of a piece of syntax."""
        return CASES[str(syntax.data)](self, syntax, expected)

    def within(self, scope: Scope) -> Checker:
        """A checker for what stands in an inner scope."""
        return Checker(scope)

    def truth(self, syntax: Syntax) -> Node:
        """A node that must be a truth value."""
        node = self.check(syntax, BOOL)
        if node.type.kind is not Kind.BOOL:
            raise error(syntax, "E105", f"这里要一个是非判断,写出来的是{node.type}")
        return node

    def pair(self, left: Syntax, right: Syntax, expected: Type | None = None) -> tuple[Node, Node]:
        """Two sides of one dimension; a bare symbol takes the enum of the other side."""
        if is_symbol(self, left):
            right_node = self.check(right, expected)
            return self.check(left, right_node.type), right_node
        left_node = self.check(left, expected)
        return left_node, self.check(right, left_node.type)


def case(
    *rules: str,
) -> Callable[
    [Callable[[Checker, Syntax, Type | None], Node]], Callable[[Checker, Syntax, Type | None], Node]
]:
    """Registers the function for rules of the grammar."""

    def register(
        function: Callable[[Checker, Syntax, Type | None], Node],
    ) -> Callable[[Checker, Syntax, Type | None], Node]:
        for rule in rules:
            CASES[rule] = function
        return function

    return register


def column(syntax: object) -> int:
    """Where a piece of syntax starts, from 0."""
    start = getattr(syntax, "start_pos", None)
    if start is None:
        for child in getattr(syntax, "children", ()):
            return column(child)
    return start or 0


def error(
    syntax: object,
    code: str,
    message: str,
    *,
    found: str = "",
    allowed: Iterable[str] = (),
    remedy: str = "",
) -> ExpressionError:
    """An error at a piece of syntax."""
    return ExpressionError(
        code, message, column=column(syntax), found=found, allowed=tuple(allowed), remedy=remedy
    )


def is_symbol(checker: Checker, syntax: Syntax) -> bool:
    """Whether it is a bare name that is nothing declared, so a symbol of some enum."""
    return syntax.data == "name" and str(syntax.children[0]) not in checker.scope.names()


def operands(syntax: Syntax) -> list[Syntax]:
    """The child rules, without the tokens between them."""
    return [cast("Syntax", child) for child in syntax.children if hasattr(child, "data")]


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
            remedy="两边要是同一种量;金额带单位(元 万元),比例带 %",
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
                "两个日期相差的是天数,只能与 日 比较",
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
        raise error(syntax, "E104", f"in {{…}} 用于选项,这里是{operand.type}")
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
        raise error(syntax, "E104", f"within {{…}} 用于行业代码,这里是{operand.type}")
    codes = tuple(str(token) for token in syntax.children[1:])
    for token, code in zip(syntax.children[1:], codes, strict=True):
        if not calls.INDUSTRY_CODE.fullmatch(code):
            raise error(token, "E107", "不是国民经济行业代码(如 C、C25、C2511)", found=code)
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
    span = _literal(written, SPAN)
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


@case("name")
def _name(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    name = str(syntax.children[0])
    scope = checker.scope
    if name in scope.locals:
        return tree.LocalReference(scope.locals[name], name)
    record = scope.record
    if record is not None and record.record is not None and name in record.record.fields:
        own = tree.LocalReference(record, "self")
        return tree.FieldReference(record.record.fields[name], own, name)
    if name in scope.facts:
        return tree.FactReference(scope.facts[name].type, name)
    if name in scope.parameters:
        return tree.ParameterReference(scope.parameters[name], name)
    if name == "year":
        return tree.YearReference(COUNT)
    if name == "as_of":
        return tree.AsOf(DATE)
    if name in ("true", "false"):
        return tree.Literal(BOOL, name == "true", name)
    if expected is not None and expected.enumeration is not None:
        symbol = expected.enumeration.find(name)
        if symbol is not None:
            return tree.Literal(expected, symbol, name)
        allowed = (*expected.enumeration.symbols, *scope.names())
        raise error(syntax, "E107", "没有这个选项", found=name, allowed=allowed)
    raise error(syntax, "E103", "没有这个名称", found=name, allowed=scope.names())


@case("field")
def _field(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    record = checker.check(operands(syntax)[0])
    name = str(syntax.children[-1])
    if record.type.kind is not Kind.RECORD or record.type.record is None:
        raise error(syntax, "E104", f"{record.type}没有字段")
    if name not in record.type.record.fields:
        raise error(
            syntax.children[-1],
            "E103",
            "没有这个字段",
            found=name,
            allowed=record.type.record.fields,
        )
    return tree.FieldReference(record.type.record.fields[name], record, name)


@case("earlier", "at_year", "every_year")
def _shifted(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    name = str(syntax.children[0])
    declaration = checker.scope.facts.get(name)
    if declaration is None:
        raise error(syntax, "E103", "没有这个按年的事实", found=name, allowed=checker.scope.facts)
    if not declaration.yearly:
        raise error(syntax, "E108", f"{name} 不按年,不能取某一年", remedy="去掉方括号")
    if syntax.data == "every_year":
        if declaration.type.kind is not Kind.RECORDS:
            raise error(syntax, "E108", "[all] 只用于清单", remedy=f"例如 {name}[-1]")
        return tree.FactReference(declaration.type, name, every=True)
    if syntax.data == "at_year":
        at = checker.check(operands(syntax)[0], COUNT)
        if at.type.kind not in (Kind.COUNT, Kind.SCALAR):
            raise error(syntax, "E108", "at: 后面要是年份")
        return tree.FactReference(declaration.type, name, at=at)
    written = str(syntax.children[3])
    if not written.isdigit() or not 1 <= int(written) <= 20:
        raise error(syntax.children[3], "E108", "往前的年数写作 1 到 20 的整数", found=written)
    return tree.FactReference(declaration.type, name, shift=-int(written))


@case("on_date")
def _on_date(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    name = str(syntax.children[0])
    if name not in checker.scope.parameters:
        raise error(syntax, "E103", "没有这个参数", found=name, allowed=checker.scope.parameters)
    on = checker.check(operands(syntax)[0], DATE)
    if on.type != DATE:
        raise error(syntax, "E104", "on: 后面要是日期")
    return tree.ParameterReference(checker.scope.parameters[name], name, on)


@case("date")
def _date(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    token = syntax.children[0]
    try:
        return tree.Literal(DATE, parse_date(str(token)), str(token))
    except ValueError as problem:
        raise error(syntax, "E102", str(problem), found=str(token)) from None


@case("quantity")
def _quantity(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return _literal(syntax.children[0])


@case("string")
def _string(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    text = str(syntax.children[0]).strip('"')
    if expected is not None and expected.enumeration is not None:
        symbol = expected.enumeration.find(text)
        if symbol is None:
            raise error(
                syntax, "E107", "没有这个选项", found=text, allowed=expected.enumeration.symbols
            )
        return tree.Literal(expected, symbol, text)
    return tree.Literal(Type(Kind.TEXT), text, text)


@case("call")
def _call(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return calls.call(checker, syntax, expected)


@case("aggregate")
def _aggregate(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return calls.aggregate(checker, syntax)


def _literal(token: object, expected: Type | None = None) -> Node:
    try:
        if expected == SPAN:
            return tree.Literal(SPAN, parse_span(str(token)), str(token))
        return literal(str(token))
    except ValueError as problem:
        raise error(token, "E102", str(problem), found=str(token)) from None
