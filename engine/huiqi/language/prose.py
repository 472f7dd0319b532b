"""A typed expression as a sentence that a bookkeeper reads, in Chinese or English."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Protocol, cast

from huiqi.language import tree
from huiqi.language.formatting import format_quantity
from huiqi.language.tree import Construct, Node
from huiqi.language.types import Kind
from huiqi.words import Say, to_say


class Labels(Protocol):
    """What people call things; a rulebook gives it."""

    def fact(self, name: str, language: str) -> str:
        """A fact or a definition."""

    def parameter(self, name: str, language: str) -> str:
        """A parameter."""

    def field(self, records: str, field: str, language: str) -> str:
        """A field of a list's records."""

    def fact_is_yearly(self, name: str) -> bool:
        """Whether the fact has a value per year."""


ReaderOf = Callable[["Prose", Construct], tuple[str, int]]
Reader = ReaderOf[Node]
#: The case of each construct: its text and how tightly it binds.
READERS: dict[type[Node], Reader] = {}

# How tightly a text binds: what binds less tightly than its place needs brackets.
_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _ATOM = range(7)

#: How one stands after another.
_THEN = to_say("{first}；{next}")


def reads(node: type[Construct]) -> Callable[[ReaderOf[Construct]], Reader]:
    """Registers the case of a construct, which is asked of that construct alone."""

    def register(reader: ReaderOf[Construct]) -> Reader:
        return READERS.setdefault(node, cast("Reader", reader))

    return register


def prose(node: Node, labels: Labels, language: str, year: int | None = None) -> str:
    """The expression in ``zh`` or ``en``; ``year`` dates what is yearly."""
    return Prose(labels, language, year).text(node)


@dataclass(frozen=True, slots=True)
class Prose:
    """One rendering."""

    labels: Labels
    language: str
    year: int | None

    @property
    def zh(self) -> bool:
        """Whether it is written in Chinese."""
        return self.language == "zh"

    def say(self, sentence: str, /, **values: object) -> str:
        """A wording of ours."""
        return Say(self.language)(sentence, **values)

    def chain(self, sentence: str, parts: Iterable[str]) -> str:
        """Each of the parts as the ``{next}`` of a sentence to those before it, ``{first}``."""
        return reduce(lambda first, after: self.say(sentence, first=first, next=after), parts)

    def text(self, node: Node, place: int = 0) -> str:
        """The text, bracketed where ``place`` binds more tightly."""
        text, binding = READERS[type(node)](self, node)
        if binding >= place:
            return text
        return self.say("（{text}）", text=text)

    def when(self, shift: int) -> str:
        """The year of a reference."""
        if self.year is not None:
            return self.say("{year}年", year=self.year + shift)
        if shift == 0:
            return self.say("本年")
        if shift == -1:
            return self.say("上一年")
        return self.say("前{number}年", number=-shift)


@reads(tree.Literal)
def _literal(p: Prose, node: tree.Literal) -> tuple[str, int]:
    return format_quantity(node.value, node.type, p.language), _ATOM


@reads(tree.FactReference)
def _fact(p: Prose, node: tree.FactReference) -> tuple[str, int]:
    name = p.labels.fact(node.name, p.language)
    if node.every:
        return p.say("各年{fact}", fact=name), _ATOM
    if node.at is not None:
        return p.say("{fact}（{year}年）", fact=name, year=p.text(node.at)), _ATOM
    if not p.labels.fact_is_yearly(node.name):
        return name, _ATOM
    return p.say("{name}（{when}）", name=name, when=p.when(node.shift)), _ATOM


@reads(tree.ParameterReference)
def _parameter(p: Prose, node: tree.ParameterReference) -> tuple[str, int]:
    name = p.labels.parameter(node.name, p.language)
    if node.on is None:
        return name, _ATOM
    return p.say("{parameter}（{day}）", parameter=name, day=p.text(node.on)), _ATOM


@reads(tree.LocalReference)
def _local(p: Prose, node: tree.LocalReference) -> tuple[str, int]:
    return p.say("该条") if node.type.kind is Kind.RECORD else node.name, _ATOM


@reads(tree.FieldReference)
def _field(p: Prose, node: tree.FieldReference) -> tuple[str, int]:
    owner = node.record.type.record
    return p.labels.field(owner.name if owner else "", node.field, p.language), _ATOM


@reads(tree.YearReference)
def _year(p: Prose, node: tree.YearReference) -> tuple[str, int]:
    return str(p.year) if p.year is not None else p.say("本年"), _ATOM


@reads(tree.AsOf)
def _as_of(p: Prose, node: tree.AsOf) -> tuple[str, int]:
    return p.say("评估日"), _ATOM


_SIGNS = {"*": "×", "/": "÷", "+": "+", "-": "−", ">=": "≥", "<=": "≤", "==": "=", "!=": "≠"}


@reads(tree.Arithmetic)
def _arithmetic(p: Prose, node: tree.Arithmetic) -> tuple[str, int]:
    place = _PRODUCT if node.operator in "*/" else _SUM
    left = p.text(node.left, place)
    right = p.text(node.right, place + (node.operator in "-/"))
    return f"{left} {_SIGNS[node.operator]} {right}", place


@reads(tree.Negative)
def _negative(p: Prose, node: tree.Negative) -> tuple[str, int]:
    return f"−{p.text(node.operand, _ATOM)}", _PRODUCT


@reads(tree.Comparison)
def _comparison(p: Prose, node: tree.Comparison) -> tuple[str, int]:
    sign = _SIGNS.get(node.operator, node.operator)
    if node.left.type.enumeration is not None and node.operator == "==":
        left, right = p.text(node.left, _SUM), p.text(node.right, _SUM)
        return p.say("{left}为{right}", left=left, right=right), _COMPARE
    return f"{p.text(node.left, _SUM)} {sign} {p.text(node.right, _SUM)}", _COMPARE


@reads(tree.Membership)
def _membership(p: Prose, node: tree.Membership) -> tuple[str, int]:
    symbols = [format_quantity(s, node.operand.type, p.language) for s in node.symbols]
    return _listed(p, node.operand, symbols)


@reads(tree.IndustryWithin)
def _industry(p: Prose, node: tree.IndustryWithin) -> tuple[str, int]:
    return _listed(p, node.operand, list(node.codes))


def _listed(p: Prose, operand: Node, items: list[str]) -> tuple[str, int]:
    text = p.text(operand, _SUM)
    if len(items) == 1:
        return p.say("{operand}属于 {option}", operand=text, option=items[0]), _COMPARE
    return p.say("{operand}属于 {options} 之一", operand=text, options=tuple(items)), _COMPARE


@reads(tree.IntervalMembership)
def _interval(p: Prose, node: tree.IntervalMembership) -> tuple[str, int]:
    signs = ("≥" if node.low_included else ">", "≤" if node.high_included else "<")
    text = p.text(node.operand, _SUM)
    low, high = p.text(node.low, _SUM), p.text(node.high, _SUM)
    both = {"first": f"{text} {signs[0]} {low}", "next": f"{signs[1]} {high}"}
    return p.say("{first} 且 {next}", **both), _COMPARE


@reads(tree.And)
def _and(p: Prose, node: tree.And) -> tuple[str, int]:
    parts = (p.text(part, _AND) for part in node.operands)
    return p.chain(to_say("{first} 且 {next}"), parts), _AND


@reads(tree.Or)
def _or(p: Prose, node: tree.Or) -> tuple[str, int]:
    return p.chain(to_say("{first} 或 {next}"), (p.text(part, _OR) for part in node.operands)), _OR


@reads(tree.Not)
def _not(p: Prose, node: tree.Not) -> tuple[str, int]:
    # In Chinese it stands in quotation marks, which are brackets enough.
    return p.say("不满足“{condition}”", condition=p.text(node.operand, 0 if p.zh else _ATOM)), _NOT


@reads(tree.Extreme)
def _extreme(p: Prose, node: tree.Extreme) -> tuple[str, int]:
    listed = tuple(map(p.text, node.operands))
    if node.least:
        return p.say("{figures} 中较小者", figures=listed), _COMPARE
    return p.say("{figures} 中较大者", figures=listed), _COMPARE


@reads(tree.Round)
def _round(p: Prose, node: tree.Round) -> tuple[str, int]:
    if node.down:
        return p.say("{figure} 取整", figure=p.text(node.operand, _ATOM if p.zh else 0)), _SUM
    # Rounding to the cent is how every amount is written: naming it each time would tire.
    if node.places == 2 and node.type.kind is Kind.MONEY:
        return READERS[type(node.operand)](p, node.operand)
    figure = p.text(node.operand, _ATOM)
    return p.say("{figure}（四舍五入到 {places} 位小数）", figure=figure, places=node.places), _SUM


@reads(tree.DateOf)
def _date_of(p: Prose, node: tree.DateOf) -> tuple[str, int]:
    year = _named_year(p, node.year) or p.text(node.year, _ATOM)
    # 上一年 has its 年 already.
    year = year.removesuffix("年") if p.zh else year
    return p.say("{year}年{month}月{day}日", year=year, month=node.month, day=node.day), _ATOM


def _named_year(p: Prose, node: Node) -> str | None:
    """So many years from the year evaluated, where that is named: ``2025``, not ``2026 - 1``."""
    if p.year is None or not isinstance(node, tree.Arithmetic):
        return None
    if not isinstance(node.left, tree.YearReference) or node.operator not in ("+", "-"):
        return None
    years = node.right.value if isinstance(node.right, tree.Literal) else None
    if not isinstance(years, Decimal):
        return None
    return str(p.year + (years if node.operator == "+" else -years))


@reads(tree.PartOf)
def _part_of(p: Prose, node: tree.PartOf) -> tuple[str, int]:
    day = p.text(node.operand, _ATOM)
    if node.part == "year":
        return p.say("{day}的年份", day=day), _ATOM
    return p.say("{day}的月份", day=day), _ATOM


@reads(tree.IsApplicable)
def _is_applicable(p: Prose, node: tree.IsApplicable) -> tuple[str, int]:
    return p.say("有{fact}", fact=p.text(node.operand, _ATOM)), _COMPARE


@reads(tree.Growth)
def _growth(p: Prose, node: tree.Growth) -> tuple[str, int]:
    operand = p.text(node.now, _ATOM)
    if node.years == 1:
        return p.say("{fact}比上年的增长率", fact=operand), _ATOM
    return p.say("{fact}{years}年复合增长率", fact=operand, years=node.years), _ATOM


@reads(tree.CountTrue)
def _count_true(p: Prose, node: tree.CountTrue) -> tuple[str, int]:
    listed = p.chain(_THEN, map(p.text, node.operands))
    return p.say("满足的项数（{conditions}）", conditions=listed), _ATOM


_AGGREGATES = {
    "sum": to_say("{value}之和"),
    "min": to_say("{value}的最小值"),
    "max": to_say("{value}的最大值"),
    "any": to_say("有一条{value}"),
    "all": to_say("每一条都{value}"),
    "count": to_say("条数"),
}
#: Of days, and of parts of them.
_OF_DAYS = {"min": to_say("最早的{value}"), "max": to_say("最晚的{value}")}


@reads(tree.Aggregate)
def _aggregate(p: Prose, node: tree.Aggregate) -> tuple[str, int]:
    value = p.text(node.value) if node.value is not None else ""
    is_day = isinstance(node.value, tree.PartOf) or (
        node.value and node.value.type.kind is Kind.DATE
    )
    every = _AGGREGATES | _OF_DAYS if is_day else _AGGREGATES
    found = p.say(every[node.operator], value=value)
    records = p.text(node.records, _ATOM)
    if node.condition is None:
        return p.say("{records}中{found}", records=records, found=found), _COMPARE
    condition = p.text(node.condition)
    return p.say(
        "{records}中（{condition} 的）{found}", records=records, condition=condition, found=found
    ), _COMPARE


@reads(tree.Choose)
def _choose(p: Prose, node: tree.Choose) -> tuple[str, int]:
    parts = []
    rows = list(node.rows)
    while rows:
        condition, value = rows.pop(0)
        said = {"condition": p.text(condition), "value": p.text(value)}
        if rows and _is_the_edge_of(condition, *rows[0]):
            rows.pop(0)
            parts.append(p.say("{condition} 时为 {value}（恰好等于时须判定）", **said))
        else:
            parts.append(p.say("{condition} 时为 {value}", **said))
    if node.otherwise is not None:
        parts.append(p.say("否则为 {value}", value=p.text(node.otherwise)))
    return p.chain(_THEN, parts), _OR


def _is_the_edge_of(above: Node, condition: Node, value: Node) -> bool:
    """Whether a row only says that the row above does not settle its exact limit."""
    return (
        isinstance(above, tree.Comparison)
        and isinstance(condition, tree.Comparison)
        and isinstance(value, tree.UnknownValue)
        and (condition.left, condition.operator, condition.right) == (above.left, "==", above.right)
    )


@reads(tree.Lookup)
def _table(p: Prose, node: tree.Lookup) -> tuple[str, int]:
    keys = tuple(map(p.text, node.keys))
    cells = []
    for symbols, value in node.cells:
        names = [
            key.type.enumeration.label(symbol, p.language) if key.type.enumeration else symbol
            for key, symbol in zip(node.keys, symbols, strict=True)
        ]
        cell = p.chain(to_say("{first}·{next}"), names)
        cells.append(f"{cell} {p.text(value)}")
    listed = p.chain(to_say("{first}，{next}"), cells)
    return p.say("按 {keys} 查表：{cells}", keys=keys, cells=listed), _OR


@reads(tree.UnknownValue)
def _unknown(p: Prose, node: tree.UnknownValue) -> tuple[str, int]:
    return p.say("未知（{reason}）", reason=node.reason), _ATOM


@reads(tree.Let)
def _let(p: Prose, node: tree.Let) -> tuple[str, int]:
    bound = [f"{name} = {p.text(value)}" for name, value in node.bindings]
    names = p.chain(_THEN, bound)
    return p.say("{formula}，其中 {names}", formula=p.text(node.body), names=names), _OR
