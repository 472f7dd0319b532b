"""The dimension checker: from a text to the typed tree.

It resolves every name, settles what each bare symbol belongs to, and refuses what has no meaning
(money plus a count, an amount compared with a share) at its column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from huiqi.language import names, relations
from huiqi.language.checking import CASES, Checker
from huiqi.language.parser import ExpressionError, parse
from huiqi.language.scope import Scope
from huiqi.language.sides import refuse_valueless
from huiqi.language.tree import Node
from huiqi.language.types import Type, comparable
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from lark import Token, Tree

    Syntax = Tree[Token]

__all__ = ["CASES", "check_expression", "names", "relations"]


def check_expression(
    text: str,
    scope: Scope,
    expected: Type | None = None,
    columns: dict[Node, int] | None = None,
    compared: bool = False,
) -> Node:
    """The typed tree of ``text``; ``expected`` gives a bare symbol its enum, and is enforced.

    ``columns`` is filled with the column (from 0) of each node that is written; ``compared``: the
    text is one whole side of comparisons.

    Raises :class:`ExpressionError`: E101 size, E102 syntax, E103 unknown name, E104 dimensions,
    E105 wrong type for its place, E106 arguments, E107 unknown symbol, E108 years.
    """
    columns = {} if columns is None else columns
    node = Checker(scope, columns).check(cast("Syntax", parse(text).children[0]), expected)
    if expected is not None and comparable(node.type, expected) is None:
        raise ExpressionError(
            "E105",
            sentence("这里要的是{expected},写出来的是{type}", expected=expected, type=node.type),
            found=text[:60],
        )
    refuse_valueless(node, columns, compared)
    return node
