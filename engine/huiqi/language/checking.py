"""The machinery of the dimension checker: the cases of the grammar, and errors at their column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from huiqi.language.parser import ExpressionError
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import BOOL, Kind, Type
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from lark import Token, Tree

    Syntax = Tree[Token]

CASES: dict[str, Callable[[Checker, Syntax, Type | None], Node]] = {}


class Checker:
    """One expression's check within a scope."""

    def __init__(self, scope: Scope, columns: dict[Node, int] | None = None) -> None:
        self.scope = scope
        #: Where each node is written, as a column from 0.
        self.columns: dict[Node, int] = {} if columns is None else columns

    def check(self, syntax: Syntax, expected: Type | None = None) -> Node:
        """The typed node of a piece of syntax."""
        node = CASES[str(syntax.data)](self, syntax, expected)
        self.columns.setdefault(node, column(syntax))
        return node

    def within(self, scope: Scope) -> Checker:
        """A checker for what stands in an inner scope."""
        return Checker(scope, self.columns)

    def truth(self, syntax: Syntax) -> Node:
        """A node that must be a truth value."""
        node = self.check(syntax, BOOL)
        if node.type.kind is not Kind.BOOL:
            raise error(
                syntax, "E105", sentence("这里要一个是非判断，写出来的是{type}", type=node.type)
            )
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
    while len(syntax.children) == 1 and syntax.data in ("disjunction", "conjunction"):
        syntax = cast("Syntax", syntax.children[0])
    return syntax.data == "name" and not checker.scope.declares(str(syntax.children[0]))


def operands(syntax: Syntax) -> list[Syntax]:
    """The child rules, without the tokens between them."""
    return [cast("Syntax", child) for child in syntax.children if hasattr(child, "data")]
