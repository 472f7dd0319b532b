"""A typed expression as a sentence that a bookkeeper reads, in Chinese or English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, cast

from huiqi.language import tree
from huiqi.language.formatting import format_quantity
from huiqi.language.tree import Construct, Node
from huiqi.language.types import Kind


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

    def pick(self, zh: str, en: str) -> str:
        """One of two wordings."""
        return zh if self.zh else en

    def text(self, node: Node, place: int = 0) -> str:
        """The text, bracketed where ``place`` binds more tightly."""
        text, binding = READERS[type(node)](self, node)
        if binding >= place:
            return text
        return self.pick(f"（{text}）", f"({text})")

    def joined(self, nodes: tuple[Node, ...], zh: str = "、", en: str = ", ") -> str:
        """Several texts in a row."""
        return self.pick(zh, en).join(self.text(node) for node in nodes)

    def when(self, shift: int) -> str:
        """The year of a reference."""
        if self.year is not None:
            return self.pick(f"{self.year + shift}年", str(self.year + shift))
        if shift == 0:
            return self.pick("本年", "this year")
        if shift == -1:
            return self.pick("上一年", "last year")
        return self.pick(f"前{-shift}年", f"{-shift} years before")


@reads(tree.Literal)
def _literal(p: Prose, node: tree.Literal) -> tuple[str, int]:
    return format_quantity(node.value, node.type, p.language), _ATOM


@reads(tree.FactReference)
def _fact(p: Prose, node: tree.FactReference) -> tuple[str, int]:
    name = p.labels.fact(node.name, p.language)
    if node.every:
        return p.pick(f"各年{name}", f"{name} of all years"), _ATOM
    if node.at is not None:
        return p.pick(f"{name}（{p.text(node.at)}年）", f"{name} ({p.text(node.at)})"), _ATOM
    if not p.labels.fact_is_yearly(node.name):
        return name, _ATOM
    return p.pick(f"{name}（{p.when(node.shift)}）", f"{name} ({p.when(node.shift)})"), _ATOM


@reads(tree.ParameterReference)
def _parameter(p: Prose, node: tree.ParameterReference) -> tuple[str, int]:
    name = p.labels.parameter(node.name, p.language)
    if node.on is None:
        return name, _ATOM
    return p.pick(f"{name}（{p.text(node.on)}）", f"{name} (on {p.text(node.on)})"), _ATOM


@reads(tree.LocalReference)
def _local(p: Prose, node: tree.LocalReference) -> tuple[str, int]:
    return p.pick("该条", "the entry") if node.type.kind is Kind.RECORD else node.name, _ATOM


@reads(tree.FieldReference)
def _field(p: Prose, node: tree.FieldReference) -> tuple[str, int]:
    owner = node.record.type.record
    return p.labels.field(owner.name if owner else "", node.field, p.language), _ATOM


@reads(tree.YearReference)
def _year(p: Prose, node: tree.YearReference) -> tuple[str, int]:
    return str(p.year) if p.year is not None else p.pick("本年", "this year"), _ATOM


@reads(tree.AsOf)
def _as_of(p: Prose, node: tree.AsOf) -> tuple[str, int]:
    return p.pick("评估日", "the day of the decision"), _ATOM


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
        sign = p.pick("为", "is")
        return p.pick("{}{}{}", "{} {} {}").format(
            p.text(node.left, _SUM), sign, p.text(node.right, _SUM)
        ), _COMPARE
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
        return p.pick(f"{text}属于 {items[0]}", f"{text} is in {items[0]}"), _COMPARE
    return p.pick(
        f"{text}属于 {'、'.join(items)} 之一", f"{text} is one of {', '.join(items)}"
    ), _COMPARE


@reads(tree.IntervalMembership)
def _interval(p: Prose, node: tree.IntervalMembership) -> tuple[str, int]:
    signs = ("≥" if node.low_included else ">", "≤" if node.high_included else "<")
    text = p.text(node.operand, _SUM)
    low, high = p.text(node.low, _SUM), p.text(node.high, _SUM)
    return p.pick(
        f"{text} {signs[0]} {low} 且 {signs[1]} {high}",
        f"{text} {signs[0]} {low} and {signs[1]} {high}",
    ), _COMPARE


@reads(tree.And)
def _and(p: Prose, node: tree.And) -> tuple[str, int]:
    return p.pick(" 且 ", " and ").join(p.text(part, _AND) for part in node.operands), _AND


@reads(tree.Or)
def _or(p: Prose, node: tree.Or) -> tuple[str, int]:
    return p.pick(" 或 ", " or ").join(p.text(part, _OR) for part in node.operands), _OR


@reads(tree.Not)
def _not(p: Prose, node: tree.Not) -> tuple[str, int]:
    return p.pick("不满足", "not ") + p.pick(
        f"“{p.text(node.operand)}”", p.text(node.operand, _ATOM)
    ), _NOT


@reads(tree.Extreme)
def _extreme(p: Prose, node: tree.Extreme) -> tuple[str, int]:
    listed = p.joined(node.operands)
    if node.least:
        return p.pick(f"{listed} 中较小者", f"the least of {listed}"), _COMPARE
    return p.pick(f"{listed} 中较大者", f"the greatest of {listed}"), _COMPARE


@reads(tree.Round)
def _round(p: Prose, node: tree.Round) -> tuple[str, int]:
    if node.down:
        return p.pick(
            f"{p.text(node.operand, _ATOM)} 取整", f"floor of {p.text(node.operand)}"
        ), _SUM
    # Rounding to the cent is how every amount is written: naming it each time would tire.
    if node.places == 2 and node.type.kind is Kind.MONEY:
        return READERS[type(node.operand)](p, node.operand)
    return p.pick(
        f"{p.text(node.operand, _ATOM)}（四舍五入到 {node.places} 位小数）",
        f"{p.text(node.operand, _ATOM)} rounded to {node.places} places",
    ), _SUM


@reads(tree.DateOf)
def _date_of(p: Prose, node: tree.DateOf) -> tuple[str, int]:
    year = _named_year(p, node.year) or p.text(node.year, _ATOM)
    return p.pick(
        f"{year}年{node.month}月{node.day}日".replace("年年", "年"),
        f"{year}-{node.month:02}-{node.day:02}",
    ), _ATOM


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
    words = {"year": ("年份", "year"), "month": ("月份", "month")}[node.part]
    operand = p.text(node.operand, _ATOM)
    return p.pick(f"{operand}的{words[0]}", f"{words[1]} of {operand}"), _ATOM


@reads(tree.IsApplicable)
def _is_applicable(p: Prose, node: tree.IsApplicable) -> tuple[str, int]:
    operand = p.text(node.operand, _ATOM)
    return p.pick(f"有{operand}", f"{operand} applies"), _COMPARE


@reads(tree.Growth)
def _growth(p: Prose, node: tree.Growth) -> tuple[str, int]:
    operand = p.text(node.now, _ATOM)
    if node.years == 1:
        return p.pick(f"{operand}比上年的增长率", f"growth of {operand} over the year"), _ATOM
    return p.pick(
        f"{operand}{node.years}年复合增长率", f"{node.years}-year compound growth of {operand}"
    ), _ATOM


@reads(tree.CountTrue)
def _count_true(p: Prose, node: tree.CountTrue) -> tuple[str, int]:
    listed = p.joined(node.operands, "；", "; ")
    return p.pick(f"满足的项数（{listed}）", f"how many hold of ({listed})"), _ATOM


_AGGREGATES = {
    "sum": ("{value}之和", "sum of {value}"),
    "min": ("{value}的最小值", "least {value}"),
    "max": ("{value}的最大值", "greatest {value}"),
    "any": ("有一条{value}", "some entry has {value}"),
    "all": ("每一条都{value}", "every entry has {value}"),
    "count": ("条数", "number of entries"),
}


@reads(tree.Aggregate)
def _aggregate(p: Prose, node: tree.Aggregate) -> tuple[str, int]:
    value = p.text(node.value) if node.value is not None else ""
    words = p.pick(*_AGGREGATES[node.operator]).format(value=value)
    records = p.text(node.records, _ATOM)
    if node.condition is None:
        return p.pick(f"{records}中{words}", f"{words} in {records}"), _COMPARE
    condition = p.text(node.condition)
    return p.pick(
        f"{records}中（{condition} 的）{words}", f"{words} in {records} where {condition}"
    ), _COMPARE


@reads(tree.Choose)
def _choose(p: Prose, node: tree.Choose) -> tuple[str, int]:
    parts = []
    rows = list(node.rows)
    while rows:
        condition, value = rows.pop(0)
        said = p.pick(
            f"{p.text(condition)} 时为 {p.text(value)}", f"{p.text(value)} if {p.text(condition)}"
        )
        if rows and _is_the_edge_of(condition, *rows[0]):
            rows.pop(0)
            said += p.pick("（恰好等于时须判定）", " (the exact limit for judgement)")
        parts.append(said)
    if node.otherwise is not None:
        rest = p.text(node.otherwise)
        parts.append(p.pick(f"否则为 {rest}", f"otherwise {rest}"))
    return p.pick("；", "; ").join(parts), _OR


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
    keys = p.joined(node.keys)
    cells = []
    for symbols, value in node.cells:
        names = [
            key.type.enumeration.label(symbol, p.language) if key.type.enumeration else symbol
            for key, symbol in zip(node.keys, symbols, strict=True)
        ]
        cells.append(f"{p.pick('·', ' · ').join(names)} {p.text(value)}")
    listed = p.pick("，", ", ").join(cells)
    return p.pick(f"按 {keys} 查表：{listed}", f"by table of {keys}: {listed}"), _OR


@reads(tree.UnknownValue)
def _unknown(p: Prose, node: tree.UnknownValue) -> tuple[str, int]:
    return p.pick(f"未知（{node.reason}）", f"unknown ({node.reason_en or node.reason})"), _ATOM


@reads(tree.Let)
def _let(p: Prose, node: tree.Let) -> tuple[str, int]:
    bound = [f"{name} = {p.text(value)}" for name, value in node.bindings]
    return p.pick("，其中 ", ", where ").join(
        [p.text(node.body), p.pick("；", "; ").join(bound)]
    ), _OR
