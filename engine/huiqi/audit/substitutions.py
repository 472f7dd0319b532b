"""The small changes of an expression, or of anything else that decides, that a case must notice.

They follow from the fields: a word becomes its contrary, a number moves by its smallest unit, a
flag is turned, one of several is left out, what need not be there is not there.  A construct of the
language needs no case here unless its fields do not tell what could stand in them: what names a
fact, a written value, what is two fields and one figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from huiqi.language import tree
from huiqi.language.fieldwise import with_parts
from huiqi.language.tree import Construct, Node
from huiqi.language.types import BOOL, Kind
from huiqi.quantities import EXACT, Span
from huiqi.rulebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True, eq=False)
class Substitution:
    """``target`` within an expression becomes ``new``."""

    operator: str
    target: Node
    new: Node


@dataclass(frozen=True, slots=True)
class Site:
    """Where the expression stands: whose it is, and whether it must not read itself."""

    rulebook: Rulebook
    owner: str = ""


MakerOf = Callable[[Site, Construct], Iterator[tuple[str, Node]]]
#: What is changed otherwise than field by field.
INSTEAD: dict[type[Node], MakerOf[Node]] = {}
#: What is changed besides.
BESIDES: dict[type[Node], MakerOf[Node]] = {}
#: The words of the language and of what is written around it, and what could stand for each.
WORDS = {
    ">=": ("comparison", (">", "<")),
    ">": ("comparison", (">=", "<=")),
    "<=": ("comparison", ("<", ">")),
    "<": ("comparison", ("<=", ">=")),
    "==": ("comparison", ("!=",)),
    "!=": ("comparison", ("==",)),
    "+": ("arithmetic", ("-",)),
    "-": ("arithmetic", ("+",)),
    "any": ("function", ("all",)),
    "all": ("function", ("any",)),
    "min": ("function", ("max",)),
    "max": ("function", ("min",)),
    "sum": ("function", ("max",)),
    "year": ("function", ("month",)),
    "month": ("function", ("year",)),
}
_CENT = Decimal("0.01")
#: A hundredth of a percentage point: no source of these rules states a finer share.
_BASIS_POINT = Decimal("0.0001")
#: Truths whose contrary is a change of their own, or themselves.
_TURNED = (tree.Comparison, tree.Not, tree.And, tree.Or, tree.Literal, tree.UnknownValue)


def changes(site: Site, root: Node) -> Iterator[Substitution]:
    """Every change of an expression, each once, in the order of reading."""
    seen: set[Node] = set()
    waiting: list[tuple[Node, Node | None]] = [(root, None)]
    while waiting:
        node, around = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for operator, new in _changes_of(site, node):
            yield Substitution(operator, node, new)
        plain = node.type.kind is Kind.BOOL and not isinstance(node, _TURNED)
        if plain and not isinstance(around, (tree.Not, tree.Comparison)):
            yield Substitution("negate", node, tree.Not(BOOL, node))
        # What is two fields and one figure is changed as one, or not at all.
        if not isinstance(node, tree.Growth):
            waiting.extend((child, node) for child in reversed(list(tree.children(node))))


def _changes_of(site: Site, node: Node) -> Iterator[tuple[str, Node]]:
    own = INSTEAD.get(type(node))
    if own is not None:
        yield from own(site, node)
        return
    yield from _by_fields(node)
    yield from _without(node)
    if type(node) in BESIDES:
        yield from BESIDES[type(node)](site, node)


def _by_fields(node: Node) -> Iterator[tuple[str, Node]]:
    """One field of it another."""
    for item in fields(node):
        if item.name == "type" or "together" in item.metadata:
            continue
        value = getattr(node, item.name)
        if isinstance(value, bool):
            operator = "comparison" if item.name.endswith("included") else "function"
            yield operator, with_parts(node, {item.name: not value})
        elif isinstance(value, int):
            low, high = item.metadata.get("between", (0, value + 1))
            moved = [value + 1] * (value < high) + [value - 1] * (value > low)
            for number in moved:
                operator = "date" if node.type.kind is Kind.DATE else "limit"
                yield operator, with_parts(node, {item.name: number})
        elif isinstance(value, str):
            operator, others = WORDS.get(value, ("", ()))
            for word in others if _is_of_one_kind(node) else ():
                yield operator, with_parts(node, {item.name: word})
        elif isinstance(value, tuple):
            yield from _one_less(node, item.name, value)
        elif isinstance(value, Node) and item.default is None:
            operator = "row" if isinstance(node, tree.Choose) else "drop"
            yield operator, with_parts(node, {item.name: None})


def _is_of_one_kind(node: Node) -> bool:
    """Two dates make a span by minus alone."""
    kinds = {child.type.kind for child in tree.children(node)}
    return kinds != {Kind.DATE} or node.type.kind is not Kind.SPAN


def _one_less(node: Node, name: str, listed: tuple[object, ...]) -> Iterator[tuple[str, Node]]:
    """Each of several left out; one truth or figure that is left stands for itself."""
    for left_out in range(len(listed)) if _may_be_fewer(node, listed) else ():
        rest = listed[:left_out] + listed[left_out + 1 :]
        first = rest[0] if rest else None
        if len(rest) == 1 and isinstance(first, Node) and first.type == node.type:
            yield "drop", first
        else:
            kind = {Node: "drop", str: "symbols"}
            operator = next((kind[k] for k in kind if isinstance(listed[left_out], k)), "row")
            yield operator, with_parts(node, {name: rest})


def _may_be_fewer(node: Node, listed: tuple[object, ...]) -> bool:
    """Nothing is left of one alone, but where something stands for the rest."""
    return len(listed) > 1 or isinstance(getattr(node, "otherwise", None), Node)


def _without(node: Node) -> Iterator[tuple[str, Node]]:
    """What it makes of its only operand is not made."""
    below = list(tree.children(node))
    if len(below) == 1 and below[0].type == node.type:
        yield "negate" if isinstance(node, (tree.Not, tree.Negative)) else "function", below[0]


def makes(
    kind: type[Construct], into: dict[type[Node], MakerOf[Node]]
) -> Callable[[MakerOf[Construct]], MakerOf[Node]]:
    """Registers changes of a construct, instead of those that its fields tell or besides."""

    def register(maker: MakerOf[Construct]) -> MakerOf[Node]:
        return into.setdefault(kind, cast("MakerOf[Node]", maker))

    return register


@makes(tree.Literal, INSTEAD)
def _literal(site: Site, node: tree.Literal) -> Iterator[tuple[str, Node]]:
    value = node.value
    if isinstance(value, bool):
        yield "negate", replace(node, value=not value, text=str(not value).lower())
    elif isinstance(value, str):
        symbols = node.type.enumeration.symbols if node.type.enumeration else ()
        if len(symbols) > 1 and value in symbols:
            other = symbols[(symbols.index(value) + 1) % len(symbols)]
            yield "symbols", replace(node, value=other, text=other)
    else:
        for sign in (1, -1):
            moved = _moved(value, node.type.kind, sign)
            if moved is not None:
                yield "limit", replace(node, value=moved, text=str(moved))


def _moved(value: Decimal | date | Span, kind: Kind, sign: int) -> Decimal | date | Span | None:
    """A value its smallest unit up or down: a cent, one, a day, 0.01 of a percentage point."""
    if isinstance(value, Span):
        return Span(value.amount + sign, value.unit) if value.amount + sign >= 0 else None
    if isinstance(value, date):
        return value + timedelta(days=sign)
    if kind is Kind.MONEY:
        unit = _CENT
    elif kind is Kind.RATIO:
        unit = _BASIS_POINT
    else:
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        unit = Decimal(1).scaleb(-places)
    return EXACT.add(value, unit * sign)


@makes(tree.FactReference, INSTEAD)
def _fact(site: Site, node: tree.FactReference) -> Iterator[tuple[str, Node]]:
    declared = site.rulebook.scope.facts[node.name]
    if declared.yearly and not node.every and node.at is None:
        for shift in (node.shift - 1, node.shift + 1):
            itself = site.owner in site.rulebook.closure.get(node.name, ())
            if shift <= 0 and not (itself and shift >= 0):
                yield "year", replace(node, shift=shift)
    if not node.every:
        for name in _after(list(site.rulebook.facts), node.name):
            other = site.rulebook.facts[name]
            if other.type == node.type and other.yearly == declared.yearly:
                yield "fact", replace(node, name=name)
                return


def _after(names: list[str], name: str) -> list[str]:
    """The names that come after one, and then those before it."""
    start = names.index(name) if name in names else 0
    return [*names[start + 1 :], *names[:start]]


@makes(tree.FieldReference, INSTEAD)
def _field(site: Site, node: tree.FieldReference) -> Iterator[tuple[str, Node]]:
    owner = node.record.type.record
    fields_of = site.rulebook.facts[owner.name].fields if owner else {}
    for name in _after(list(fields_of), node.field):
        if fields_of[name].type == node.type and fields_of[name].formula is None:
            yield "fact", replace(node, field=name)
            return


@makes(tree.ParameterReference, INSTEAD)
def _parameter(site: Site, node: tree.ParameterReference) -> Iterator[tuple[str, Node]]:
    weak = site.rulebook.weak
    for name, other in site.rulebook.parameters.items():
        alike = other.type == node.type and (name in weak) == (node.name in weak)
        if name != node.name and alike and not any(row.when for row in other.rows):
            yield "fact", replace(node, name=name)
            return


@makes(tree.Growth, INSTEAD)
def _growth(site: Site, node: tree.Growth) -> Iterator[tuple[str, Node]]:
    assert isinstance(node.now, tree.FactReference)
    for years in (node.years - 1, node.years + 1):
        if years >= 1:
            yield "year", _grown(node, node.now, years)
    for operator, now in _fact(site, node.now):
        assert isinstance(now, tree.FactReference)
        yield operator, _grown(node, now, node.years)


def _grown(node: tree.Growth, now: tree.FactReference, years: int) -> tree.Growth:
    base = replace(now, shift=now.shift - years)
    return replace(node, now=now, base=base, years=years)


@makes(tree.Round, INSTEAD)
def _round(site: Site, node: tree.Round) -> Iterator[tuple[str, Node]]:
    yield "function", replace(node, down=not node.down)
    if not node.down:  # downwards it is to whole ones
        yield "function", replace(node, places=node.places + 1)


@makes(tree.Membership, BESIDES)
def _membership(site: Site, node: tree.Membership) -> Iterator[tuple[str, Node]]:
    declared = node.operand.type.enumeration
    others = [s for s in (declared.symbols if declared else ()) if s not in node.symbols]
    for symbol in others[:1]:
        yield "symbols", replace(node, symbols=(*node.symbols, symbol))


@makes(tree.And, BESIDES)
@makes(tree.Or, BESIDES)
def _joined(site: Site, node: tree.And | tree.Or) -> Iterator[tuple[str, Node]]:
    other = tree.Or if isinstance(node, tree.And) else tree.And
    yield "connective", other(BOOL, node.operands)
