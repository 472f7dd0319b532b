"""The functions of the language: their arguments, their dimensions, the node each becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from huiqi.language import tree
from huiqi.language.checking import error, is_symbol
from huiqi.language.parser import IN_QUOTES
from huiqi.language.sides import related
from huiqi.language.tree import Node
from huiqi.language.types import BOOL, COUNT, DATE, MONEY, NUMERIC, RATIO, Kind, Type
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from huiqi.language.checking import Checker, Syntax

Builder = Callable[["Checker", "Syntax", "list[Syntax]", "Type | None"], Node]
FUNCTIONS: dict[str, tuple[int, int, Builder]] = {}
AGGREGATES = ("sum", "count", "min", "max", "any", "all")


def function(name: str, least: int, most: int) -> Callable[[Builder], Builder]:
    """Registers a function of the language with the number of arguments it takes."""

    def register(builder: Builder) -> Builder:
        FUNCTIONS[name] = (least, most, builder)
        return builder

    return register


def call(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    """A function call; E103 where there is no such function, E106 for its arguments."""
    name = str(syntax.children[0])
    arguments = [cast("Syntax", child) for child in syntax.children if hasattr(child, "data")]
    if name not in FUNCTIONS:
        allowed = (*FUNCTIONS, *AGGREGATES)
        remedy = "" if name.isascii() else IN_QUOTES
        raise error(
            syntax, "E103", sentence("没有这个函数"), found=name, allowed=allowed, remedy=remedy
        )
    least, most, builder = FUNCTIONS[name]
    if not least <= len(arguments) <= most:
        wanted = (
            str(least) if least == most else sentence("{least} 至 {most}", least=least, most=most)
        )
        raise error(
            syntax,
            "E106",
            sentence(
                "{name} 要 {wanted} 个参数，写了 {number} 个",
                name=name,
                wanted=wanted,
                number=len(arguments),
            ),
        )
    return builder(checker, syntax, arguments, expected)


def aggregate(checker: Checker, syntax: Syntax) -> Node:
    """``sum(value for variable in records if condition)`` and its kin."""
    operator = str(syntax.children[0])
    if operator not in AGGREGATES:
        raise error(syntax, "E103", sentence("没有这个汇总"), found=operator, allowed=AGGREGATES)
    parts = [cast("Syntax", child) for child in syntax.children if hasattr(child, "data")]
    names = [str(c) for c in syntax.children[1:] if getattr(c, "type", "") == "NAME"]
    variable = names[0]
    records = checker.check(parts[1])
    if records.type.kind is not Kind.RECORDS:
        raise error(parts[1], "E104", sentence("in 后面要是清单，这里是{type}", type=records.type))
    item = records.type.item
    inner = checker.within(checker.scope.binding(variable, item))
    condition = inner.truth(parts[2]) if len(parts) > 2 else None
    if operator == "count":
        return tree.Aggregate(
            COUNT,
            operator=operator,
            value=None,
            variable=variable,
            records=records,
            condition=condition,
        )
    value = inner.truth(parts[0]) if operator in ("any", "all") else inner.check(parts[0])
    allowed_kinds = {Kind.BOOL} if operator in ("any", "all") else NUMERIC | {Kind.DATE}
    if value.type.kind not in allowed_kinds or (operator == "sum" and value.type == DATE):
        raise error(
            parts[0],
            "E104",
            sentence("不能对{type}作 {operator}", type=value.type, operator=operator),
        )
    return tree.Aggregate(
        value.type,
        operator=operator,
        value=value,
        variable=variable,
        records=records,
        condition=condition,
    )


def is_quotient(node: Node, names: frozenset[str] = frozenset()) -> bool:
    """Whether the value may be an unrounded quotient, which no amount may be.

    ``names`` are locals of which it holds.
    """
    match node:
        case tree.Arithmetic(operator="/"):
            return True
        case tree.Growth():
            return True
        case tree.LocalReference(name=name):
            return name in names
        case tree.Let(bindings=bindings, body=body):
            for name, value in bindings:
                names = names | {name} if is_quotient(value, names) else names - {name}
            return is_quotient(body, names)
        case tree.Choose(rows=rows, otherwise=otherwise):
            values = [value for _, value in rows] + ([otherwise] if otherwise else [])
            return any(is_quotient(value, names) for value in values)
        case tree.Aggregate(value=None):
            return False
        case tree.Aggregate(value=Node() as counted):
            return is_quotient(counted, names)
        case tree.Round() | tree.DateOf():
            return False
        case tree.FactReference() | tree.ParameterReference() | tree.FieldReference():
            return False
    if node.type.kind in (Kind.BOOL, Kind.DATE, Kind.ENUM):
        return False
    return any(is_quotient(child, names) for child in tree.children(node))


def _numeric(checker: Checker, syntax: Syntax, expected: Type | None = None) -> Node:
    node = checker.check(syntax, expected)
    if node.type.kind not in NUMERIC:
        raise error(syntax, "E104", sentence("这里要一个数，写出来的是{type}", type=node.type))
    return node


def _year(checker: Checker, syntax: Syntax) -> Node:
    node = checker.check(syntax, COUNT)
    if node.type.kind not in (Kind.COUNT, Kind.SCALAR):
        raise error(syntax, "E104", sentence("这里要年份，写出来的是{type}", type=node.type))
    return node


def _whole(syntax: Syntax, node: Node, low: int, high: int) -> int:
    value = node.value if isinstance(node, tree.Literal) else None
    if node.type.kind is not Kind.SCALAR or value is None or not low <= value <= high:  # type: ignore[operator]
        raise error(syntax, "E106", sentence("这里要写 {low} 至 {high} 的整数", low=low, high=high))
    if value != int(value):  # type: ignore[arg-type]
        raise error(syntax, "E106", sentence("这里要写整数"))
    return int(value)  # type: ignore[arg-type]


@function("min", 2, 20)
def _minimum(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    return _extreme(True, checker, arguments, expected)


@function("max", 2, 20)
def _maximum(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    return _extreme(False, checker, arguments, expected)


def _extreme(least: bool, checker: Checker, arguments: list[Syntax], expected: Type | None) -> Node:
    """Each operand is compared with those before it; a bare symbol takes the enum of the others."""
    nodes: dict[int, Node] = {}
    common = expected
    for index in sorted(range(len(arguments)), key=lambda i: is_symbol(checker, arguments[i])):
        nodes[index] = checker.check(arguments[index], common)
        common = nodes[index].type if len(nodes) == 1 else common
    common = nodes[0].type
    for index, argument in enumerate(arguments[1:], 1):
        common = related(common, nodes[index].type, argument, argument)
    return tree.Extreme(common, least, tuple(nodes[index] for index in sorted(nodes)))


@function("round", 2, 2)
def _round(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    operand = _numeric(checker, arguments[0], expected)
    places = _whole(arguments[1], checker.check(arguments[1]), 0, 10)
    return tree.Round(operand.type, operand=operand, places=places)


@function("floor", 1, 1)
def _floor(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    operand = _numeric(checker, arguments[0], expected)
    type_ = operand.type if operand.type == MONEY else COUNT
    return tree.Round(type_, operand=operand, places=0, down=True)


@function("date", 3, 3)
def _date(checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None) -> Node:
    year = _year(checker, arguments[0])
    month = _whole(arguments[1], checker.check(arguments[1]), 1, 12)
    day = _whole(arguments[2], checker.check(arguments[2]), 1, 28 if month == 2 else 31)
    if day == 31 and month in (4, 6, 9, 11):
        raise error(arguments[2], "E106", sentence("没有这一天"))
    return tree.DateOf(DATE, year=year, month=month, day=day)


@function("start_of", 1, 1)
def _start_of(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    return tree.DateOf(DATE, year=_year(checker, arguments[0]), month=1, day=1)


@function("end_of", 1, 1)
def _end_of(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    return tree.DateOf(DATE, year=_year(checker, arguments[0]), month=12, day=31)


def _part(part: str) -> Builder:
    def build(
        checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
    ) -> Node:
        operand = checker.check(arguments[0])
        if operand.type != DATE:
            raise error(
                arguments[0], "E104", sentence("这里要日期，写出来的是{type}", type=operand.type)
            )
        return tree.PartOf(COUNT, operand, part)

    return build


function("year_of", 1, 1)(_part("year"))
function("month_of", 1, 1)(_part("month"))


@function("is_applicable", 1, 1)
def _is_applicable(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    return tree.IsApplicable(BOOL, checker.check(arguments[0]))


@function("growth", 1, 1)
def _growth(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    return _compound(checker, arguments[0], 1)


@function("cagr", 2, 2)
def _cagr(checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None) -> Node:
    return _compound(
        checker, arguments[0], _whole(arguments[1], checker.check(arguments[1]), 1, 10)
    )


def _compound(checker: Checker, syntax: Syntax, years: int) -> Node:
    now = _numeric(checker, syntax)
    if (
        not isinstance(now, tree.FactReference)
        or now.at is not None
        or not checker.scope.facts[now.name].yearly
    ):
        raise error(
            syntax, "E106", sentence("增长率的参数要是一个按年的事实，如 growth(revenue[-1])")
        )
    base = tree.FactReference(now.type, name=now.name, shift=now.shift - years)
    return tree.Growth(RATIO, now=now, base=base, years=years)


@function("count_true", 1, 40)
def _count_true(
    checker: Checker, syntax: Syntax, arguments: list[Syntax], expected: Type | None
) -> Node:
    return tree.CountTrue(COUNT, tuple(checker.truth(argument) for argument in arguments))
