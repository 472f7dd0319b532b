"""Checking what names something: facts, years, parameters, fields, literals, calls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from huiqi.dates import parse_date
from huiqi.language import calls, tree
from huiqi.language.checking import Checker, case, error, operands
from huiqi.language.literals import literal_at
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import (
    BOOL,
    COUNT,
    DATE,
    Kind,
    Type,
)
from huiqi.quantities import QuantityError
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from lark import Token, Tree

    Syntax = Tree[Token]


@case("name")
def _name(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    """An id first, then an option of what is expected, then what goes by that word."""
    name = str(syntax.children[0])
    scope = checker.scope
    if name in scope.locals:
        return tree.LocalReference(scope.locals[name], name)
    if scope.has(name):
        return _declared(scope, name)
    if name in ("true", "false"):
        return tree.Literal(BOOL, name == "true", name)
    options = expected.enumeration if expected is not None else None
    symbol = options.find(name) if options is not None else None
    if expected is not None and symbol is not None:
        return tree.Literal(expected, symbol, name)
    if scope.declares(name):
        return _declared(scope, name)
    remedy = _AND_SO_ON if _JOINED.search(name) else ""
    if options is not None:
        allowed = (*options.words("zh"), *options.symbols, *scope.names(name))
        raise error(
            syntax, "E107", sentence("没有这个选项"), found=name, allowed=allowed, remedy=remedy
        )
    raise error(
        syntax,
        "E103",
        sentence("没有这个名称"),
        found=name,
        allowed=scope.names(name),
        remedy=remedy,
    )


#: A name that may be two, written together with the word between them.
_JOINED = re.compile("[^且或非][且或]|^非")
_AND_SO_ON = sentence("且、或、非的前后空一格；名称里有这几个字的，写在「」里")


def _declared(scope: Scope, word: str) -> Node:
    """What goes by a word: a field of the record that stands here, a fact, a parameter."""
    own = None
    if scope.own is not None and (word in scope.own.fields or not scope.has(word)):
        own = scope.own.find(word)
    if scope.record is not None and scope.own is not None and own is not None:
        record = tree.LocalReference(scope.record, "self")
        return tree.FieldReference(scope.own.fields[own], record, own)
    fact, parameter = scope.fact(word), scope.parameter(word)
    if fact is not None:
        return tree.FactReference(scope.facts[fact].type, name=fact)
    if parameter is not None:
        return tree.ParameterReference(scope.parameters[parameter], parameter)
    return tree.YearReference(COUNT) if word == "year" else tree.AsOf(DATE)


@case("field")
def _field(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    record = checker.check(operands(syntax)[0])
    word = str(syntax.children[-1])
    owner = record.type.record
    if record.type.kind is not Kind.RECORD or owner is None:
        raise error(syntax, "E104", sentence("{type}没有字段", type=record.type))
    name = owner.find(word)
    if name is None:
        raise error(
            syntax.children[-1],
            "E103",
            sentence("没有这个字段"),
            found=word,
            allowed=(*owner.fields, *owner.called.words.values()),
        )
    return tree.FieldReference(owner.fields[name], record, name)


@case("earlier", "at_year", "every_year")
def _shifted(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    word = str(syntax.children[0])
    name = checker.scope.fact(word)
    if name is None:
        allowed = checker.scope.names(word)
        raise error(syntax, "E103", sentence("没有这个按年的事实"), found=word, allowed=allowed)
    declaration = checker.scope.facts[name]
    if not declaration.yearly:
        raise error(
            syntax,
            "E108",
            sentence("{word} 不按年，不能取某一年", word=word),
            remedy=sentence("去掉方括号"),
        )
    if syntax.data == "every_year":
        if declaration.type.kind is not Kind.RECORDS:
            raise error(
                syntax,
                "E108",
                sentence("[all] 只用于清单"),
                remedy=sentence("例如 {word}[-1]", word=word),
            )
        return tree.FactReference(declaration.type, name=name, every=True)
    if syntax.data == "at_year":
        at = checker.check(operands(syntax)[0], COUNT)
        if at.type.kind not in (Kind.COUNT, Kind.SCALAR):
            raise error(syntax, "E108", sentence("at: 后面要是年份"))
        return tree.FactReference(declaration.type, name=name, at=at)
    written = str(syntax.children[3])
    if not written.isdigit() or not 1 <= int(written) <= 20:
        raise error(
            syntax.children[3], "E108", sentence("往前的年数写作 1 到 20 的整数"), found=written
        )
    return tree.FactReference(declaration.type, name=name, shift=-int(written))


@case("on_date")
def _on_date(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    word = str(syntax.children[0])
    name = checker.scope.parameter(word)
    if name is None:
        words = checker.scope.called.words
        allowed = [w for n in checker.scope.parameters for w in (n, words.get(n, n))]
        raise error(syntax, "E103", sentence("没有这个参数"), found=word, allowed=allowed)
    on = checker.check(operands(syntax)[0], DATE)
    if on.type != DATE:
        raise error(syntax, "E104", sentence("on: 后面要是日期"))
    return tree.ParameterReference(checker.scope.parameters[name], name, on)


@case("date")
def _date(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    token = syntax.children[0]
    try:
        return tree.Literal(DATE, parse_date(str(token)), str(token))
    except QuantityError as problem:
        raise error(syntax, "E102", problem.told, found=str(token)) from None


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
                syntax,
                "E107",
                sentence("没有这个选项"),
                found=text,
                allowed=expected.enumeration.symbols,
            )
        return tree.Literal(expected, symbol, text)
    return tree.Literal(Type(kind=Kind.TEXT), text, text)


@case("call")
def _call(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return calls.call(checker, syntax, expected)


@case("aggregate")
def _aggregate(checker: Checker, syntax: Syntax, expected: Type | None) -> Node:
    return calls.aggregate(checker, syntax)
