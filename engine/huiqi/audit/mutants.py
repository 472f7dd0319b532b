"""What a mutant is: the rulebook with one thing changed, said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from huiqi.diagnostics import Place
from huiqi.language.tree import Node
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text


@dataclass(frozen=True, slots=True, eq=False)
class Touch:
    """Which cases can see a change: those that reach this node, name or measure."""

    node: Node | None = None
    name: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Mutant:
    """One change.  ``subject``: ``measure/clause``, a definition or a parameter.

    ``before`` and ``after``: the whole expression, where the change is inside one.
    """

    operator: str
    subject: str
    place: Place
    text: Text
    touch: Touch
    rulebook: Callable[[], Rulebook]
    measure: str | None = None
    before: Node | None = None
    after: Node | None = None
    clauses: tuple[Measure, Measure] | None = None
    #: The definition, parameter or fact that is changed, where it is no measure.
    name: str | None = None


#: What each operator changes, in words.
OPERATORS: dict[str, Text] = {
    "comparison": Text(zh="比较符", en="comparison"),
    "limit": Text(zh="数值移动一个单位", en="figure moved by one unit"),
    "connective": Text(zh="且与或对调", en="all and any swapped"),
    "drop": Text(zh="去掉一个条件", en="condition dropped"),
    "negate": Text(zh="取反", en="negation"),
    "arithmetic": Text(zh="加减对调", en="plus and minus swapped"),
    "symbols": Text(zh="选项或代码", en="symbols or codes"),
    "year": Text(zh="年度", en="year index"),
    "fact": Text(zh="换成另一项事实", en="another fact"),
    "function": Text(zh="函数", en="function"),
    "row": Text(zh="去掉一行", en="row dropped"),
    "date": Text(zh="日期移动一天", en="date moved by one day"),
    "cap": Text(zh="上限", en="cap"),
}
