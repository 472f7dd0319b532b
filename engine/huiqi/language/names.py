"""Checking what names something: facts, years, parameters, fields, literals, calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.dates import parse_date
from huiqi.language import calls, tree
from huiqi.language.checking import Checker, case, error, operands
from huiqi.language.literals import literal_at
from huiqi.language.tree import Node
from huiqi.language.types import (
    BOOL,
    COUNT,
    DATE,
    Kind,
    Type,
)

if TYPE_CHECKING:
    from lark import Token, Tree

    Syntax = Tree[Token]


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
        return tree.FactReference(scope.facts[name].type, name=name)
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
        raise error(syntax, "E108", f"{name} 不按年，不能取某一年", remedy="去掉方括号")
    if syntax.data == "every_year":
        if declaration.type.kind is not Kind.RECORDS:
            raise error(syntax, "E108", "[all] 只用于清单", remedy=f"例如 {name}[-1]")
        return tree.FactReference(declaration.type, name=name, every=True)
    if syntax.data == "at_year":
        at = checker.check(operands(syntax)[0], COUNT)
        if at.type.kind not in (Kind.COUNT, Kind.SCALAR):
            raise error(syntax, "E108", "at: 后面要是年份")
        return tree.FactReference(declaration.type, name=name, at=at)
    written = str(syntax.children[3])
    if not written.isdigit() or not 1 <= int(written) <= 20:
        raise error(syntax.children[3], "E108", "往前的年数写作 1 到 20 的整数", found=written)
    return tree.FactReference(declaration.type, name=name, shift=-int(written))


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
    return literal_at(syntax.children[0])


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
    return tree.Literal(Type(kind=Kind.TEXT), text, text)


@case("call")
def _call(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return calls.call(checker, syntax, expected)


@case("aggregate")
def _aggregate(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return calls.aggregate(checker, syntax)
