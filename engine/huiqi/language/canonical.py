"""The one form of an expression that is meant: in Chinese with what things are called, in English
with their ids.  Read again in the same scope it is the same tree.

What stands in a rule as structure (choose, tables, let) is joined with words; its parts are in
the one form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from huiqi.language import tree
from huiqi.language.scope import Scope
from huiqi.language.tree import Construct, Node
from huiqi.language.types import Enumeration, Kind

WriterOf = Callable[["Canonical", Construct], tuple[str, int]]
Writer = WriterOf[Node]
#: The case of each construct: its text and how tightly it binds.
WRITERS: dict[type[Node], Writer] = {}

# How tightly a text binds: what binds less tightly than its place needs brackets.
_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _SIGNED, _ATOM = range(8)

#: A name that needs no 「」, and the words of the language, which do.
_NAME = re.compile(r"[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*")
_RESERVED = frozenset(
    {"or", "and", "not", "in", "within", "for", "if", "before", "after", "of", "at", "all", "on"}
    | {"true", "false", "year", "as_of", "且", "或", "非"}
)
#: The words that join the parts, in Chinese and in English.
_WORDS = {
    "and": (" 且 ", " and "),
    "or": (" 或 ", " or "),
    "not": ("非 ", "not "),
    "if": ("若 {} 则 {}", "if {} then {}"),
    "otherwise": ("否则 {}", "otherwise {}"),
    "then": ("；", "; "),
    "table": ("按 {} 查表：{}", "by {}: {}"),
    "unknown": ("未知（{}）", "unknown ({})"),
}


def written_form(node: Node, scope: Scope, language: str) -> str:
    """The expression as it is written, ``zh`` or ``en``, where ``scope`` is."""
    return Canonical(scope, language).text(node)


def in_quotes(name: str) -> str:
    """A name as an expression takes it: in 「」 where it has other signs or is a word of ours."""
    if _NAME.fullmatch(name) and name not in _RESERVED:
        return name
    return f"「{name.replace('「', '『').replace('」', '』')}」"


def spells(node: type[Construct]) -> Callable[[WriterOf[Construct]], Writer]:
    """Registers the case of a construct, which is asked of that construct alone."""

    def register(writer: WriterOf[Construct]) -> Writer:
        return WRITERS.setdefault(node, cast("Writer", writer))

    return register


@dataclass(frozen=True, slots=True)
class Canonical:
    """One rendering, where ``scope`` is."""

    scope: Scope
    language: str

    def pick(self, word: str) -> str:
        """A word of the language as it is written here."""
        zh, en = _WORDS[word]
        return zh if self.language == "zh" else en

    def text(self, node: Node, place: int = 0) -> str:
        """The text, bracketed where ``place`` binds more tightly."""
        text, binding = WRITERS[type(node)](self, node)
        return text if binding >= place else f"({text})"

    def listed(self, nodes: tuple[Node, ...]) -> str:
        """Several in a row."""
        return ", ".join(self.text(node) for node in nodes)

    def name(self, name: str, symbols: Enumeration | None = None) -> str:
        """A fact, a definition or a parameter: its word, unless that means something else here."""
        word = self.scope.called.words.get(name) if self.language == "zh" else None
        if word is None or word in self.scope.locals or (symbols and symbols.find(word)):
            return name
        own = self.scope.own
        return name if own is not None and own.find(word) is not None else in_quotes(word)

    def symbol(self, symbol: str, options: Enumeration) -> str:
        """An option of a list of options."""
        label = options.label(symbol, "zh") if self.language == "zh" else symbol
        return in_quotes(label if options.find(label) == symbol else symbol)


@spells(tree.Literal)
def _literal(w: Canonical, node: tree.Literal) -> tuple[str, int]:
    options = node.type.enumeration
    if options is not None:
        symbol = str(node.value)
        for word in dict.fromkeys((w.symbol(symbol, options), symbol)):
            if not w.scope.declares(word.strip("「」")):
                return word, _ATOM
        return f'"{symbol}"', _ATOM
    if node.type.kind is Kind.TEXT:
        return f'"{node.value}"', _ATOM
    return node.text, _ATOM


@spells(tree.FactReference)
def _fact(w: Canonical, node: tree.FactReference) -> tuple[str, int]:
    name = w.name(node.name, node.type.enumeration)
    if node.every:
        return f"{name}[all]", _ATOM
    if node.at is not None:
        return f"{name}[at: {w.text(node.at)}]", _ATOM
    return f"{name}[{node.shift}]" if node.shift else name, _ATOM


@spells(tree.ParameterReference)
def _parameter(w: Canonical, node: tree.ParameterReference) -> tuple[str, int]:
    name = w.name(node.name)
    return f"{name}[on: {w.text(node.on)}]" if node.on is not None else name, _ATOM


@spells(tree.LocalReference)
def _local(w: Canonical, node: tree.LocalReference) -> tuple[str, int]:
    return in_quotes(node.name), _ATOM


@spells(tree.FieldReference)
def _field(w: Canonical, node: tree.FieldReference) -> tuple[str, int]:
    owner = node.record.type.record
    words = owner.called.words if owner is not None and w.language == "zh" else {}
    name = in_quotes(words.get(node.field, node.field))
    alone = w.scope.own is not None and isinstance(node.record, tree.LocalReference)
    if alone and node.record.name == "self":  # type: ignore[attr-defined]
        return name, _ATOM
    return f"{w.text(node.record, _ATOM)}.{name}", _ATOM


@spells(tree.YearReference)
def _year(w: Canonical, node: tree.YearReference) -> tuple[str, int]:
    return "year", _ATOM


@spells(tree.AsOf)
def _as_of(w: Canonical, node: tree.AsOf) -> tuple[str, int]:
    return "as_of", _ATOM


@spells(tree.Arithmetic)
def _arithmetic(w: Canonical, node: tree.Arithmetic) -> tuple[str, int]:
    place = _PRODUCT if node.operator in "*/" else _SUM
    return f"{w.text(node.left, place)} {node.operator} {w.text(node.right, place + 1)}", place


@spells(tree.Negative)
def _negative(w: Canonical, node: tree.Negative) -> tuple[str, int]:
    return f"-{w.text(node.operand, _SIGNED)}", _SIGNED


@spells(tree.Comparison)
def _comparison(w: Canonical, node: tree.Comparison) -> tuple[str, int]:
    left, right = w.text(node.left, _SUM), w.text(node.right, _SUM)
    return f"{left} {node.operator} {right}", _COMPARE


@spells(tree.Membership)
def _membership(w: Canonical, node: tree.Membership) -> tuple[str, int]:
    options = node.operand.type.enumeration
    listed = ", ".join(w.symbol(s, options) for s in node.symbols) if options else ""
    return f"{w.text(node.operand, _SUM)} in {{{listed}}}", _COMPARE


@spells(tree.IndustryWithin)
def _industry(w: Canonical, node: tree.IndustryWithin) -> tuple[str, int]:
    return f"{w.text(node.operand, _SUM)} within {{{', '.join(node.codes)}}}", _COMPARE


@spells(tree.IntervalMembership)
def _interval(w: Canonical, node: tree.IntervalMembership) -> tuple[str, int]:
    operand = w.text(node.operand, _SUM)
    within = _within(w, node)
    if within is not None:
        return f"{operand} within {within}", _COMPARE
    marks = "[" if node.low_included else "(", "]" if node.high_included else ")"
    low, high = w.text(node.low, _SUM), w.text(node.high, _SUM)
    return f"{operand} in {marks[0]}{low}, {high}{marks[1]}", _COMPARE


def _within(w: Canonical, node: tree.IntervalMembership) -> str | None:
    """``2年 before D`` where that is what the ends say."""
    if not (node.low_included and node.high_included):
        return None
    back, forth = _step(w, node.low, "-"), _step(w, node.high, "+")
    if back is not None and back[1] == w.text(node.high, _SUM):
        return f"{back[0]} before {back[1]}"
    if forth is not None and forth[1] == w.text(node.low, _SUM):
        return f"{forth[0]} after {forth[1]}"
    return f"{back[0]} of {back[1]}" if back is not None and back == forth else None


def _step(w: Canonical, end: Node, operator: str) -> tuple[str, str] | None:
    """The span and the date of an end that lies a span from a date."""
    if not isinstance(end, tree.Arithmetic) or end.operator != operator:
        return None
    if not isinstance(end.right, tree.Literal) or end.right.type.kind is not Kind.SPAN:
        return None
    return end.right.text, w.text(end.left, _SUM)


@spells(tree.And)
def _and(w: Canonical, node: tree.And) -> tuple[str, int]:
    return w.pick("and").join(w.text(part, _NOT) for part in node.operands), _AND


@spells(tree.Or)
def _or(w: Canonical, node: tree.Or) -> tuple[str, int]:
    return w.pick("or").join(w.text(part, _AND) for part in node.operands), _OR


@spells(tree.Not)
def _not(w: Canonical, node: tree.Not) -> tuple[str, int]:
    # The brackets are not needed; without them one reads on from the first name.
    return w.pick("not") + w.text(node.operand, _ATOM), _NOT


@spells(tree.Extreme)
def _extreme(w: Canonical, node: tree.Extreme) -> tuple[str, int]:
    return f"{'min' if node.least else 'max'}({w.listed(node.operands)})", _ATOM


@spells(tree.Round)
def _round(w: Canonical, node: tree.Round) -> tuple[str, int]:
    operand = w.text(node.operand)
    return f"floor({operand})" if node.down else f"round({operand}, {node.places})", _ATOM


@spells(tree.DateOf)
def _date_of(w: Canonical, node: tree.DateOf) -> tuple[str, int]:
    year = w.text(node.year)
    ends = {(1, 1): f"start_of({year})", (12, 31): f"end_of({year})"}
    day = node.month, node.day
    return ends.get(day, f"date({year}, {node.month}, {node.day})"), _ATOM


@spells(tree.PartOf)
def _part_of(w: Canonical, node: tree.PartOf) -> tuple[str, int]:
    return f"{node.part}_of({w.text(node.operand)})", _ATOM


@spells(tree.IsApplicable)
def _is_applicable(w: Canonical, node: tree.IsApplicable) -> tuple[str, int]:
    return f"is_applicable({w.text(node.operand)})", _ATOM


@spells(tree.Growth)
def _growth(w: Canonical, node: tree.Growth) -> tuple[str, int]:
    now = w.text(node.now)
    return f"growth({now})" if node.years == 1 else f"cagr({now}, {node.years})", _ATOM


@spells(tree.CountTrue)
def _count_true(w: Canonical, node: tree.CountTrue) -> tuple[str, int]:
    return f"count_true({w.listed(node.operands)})", _ATOM


@spells(tree.Aggregate)
def _aggregate(w: Canonical, node: tree.Aggregate) -> tuple[str, int]:
    inner = replace(w, scope=w.scope.binding(node.variable, node.records.type))
    value = inner.text(node.value) if node.value is not None else in_quotes(node.variable)
    condition = f" if {inner.text(node.condition)}" if node.condition is not None else ""
    records = w.text(node.records, _ATOM)
    return f"{node.operator}({value} for {in_quotes(node.variable)} in {records}{condition})", _ATOM


@spells(tree.Choose)
def _choose(w: Canonical, node: tree.Choose) -> tuple[str, int]:
    rows = [w.pick("if").format(w.text(condition), w.text(value)) for condition, value in node.rows]
    if node.otherwise is not None:
        rows.append(w.pick("otherwise").format(w.text(node.otherwise)))
    return w.pick("then").join(rows), _OR


@spells(tree.Lookup)
def _lookup(w: Canonical, node: tree.Lookup) -> tuple[str, int]:
    rows = []
    for symbols, value in node.cells:
        options = [key.type.enumeration for key in node.keys]
        names = [w.symbol(s, o) if o else s for s, o in zip(symbols, options, strict=True)]
        rows.append(f"{', '.join(names)}: {w.text(value)}")
    listed = w.pick("then").join(rows)
    return w.pick("table").format(w.listed(node.keys), listed), _OR


@spells(tree.UnknownValue)
def _unknown(w: Canonical, node: tree.UnknownValue) -> tuple[str, int]:
    return w.pick("unknown").format(node.reason.in_language(w.language)), _ATOM


@spells(tree.Let)
def _let(w: Canonical, node: tree.Let) -> tuple[str, int]:
    bound = []
    for name, value in node.bindings:
        bound.append(f"{in_quotes(name)} = {w.text(value)}")
        w = replace(w, scope=w.scope.binding(name, value.type))
    return w.pick("then").join([*bound, w.text(node.body)]), _OR
