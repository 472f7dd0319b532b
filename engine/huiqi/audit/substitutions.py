"""The changes of an expression: each a node of it, and what stands there instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from huiqi.language import tree
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
Maker = MakerOf[Node]
MAKERS: dict[type[Node], Maker] = {}
_FLIPPED = {">=": (">", "<"), ">": (">=", "<="), "<=": ("<", ">"), "<": ("<=", ">=")}
_EQUAL = {"==": "!=", "!=": "=="}
_CENT = Decimal("0.01")
#: A hundredth of a percentage point: no source of these rules states a finer share.
_BASIS_POINT = Decimal("0.0001")


def changes(site: Site, root: Node) -> Iterator[Substitution]:
    """Every change of an expression, each once, in the order of reading."""
    seen: set[Node] = set()
    for node in _in_order(root):
        if node in seen:
            continue
        seen.add(node)
        for operator, new in MAKERS.get(type(node), _none)(site, node):
            yield Substitution(operator, node, new)
    if root.type.kind is Kind.BOOL and isinstance(root, _PLAIN_TRUTHS):
        yield Substitution("negate", root, tree.Not(BOOL, root))


#: Truths whose negation is no other change of them already.
_PLAIN_TRUTHS = (
    tree.FactReference,
    tree.FieldReference,
    tree.Membership,
    tree.IntervalMembership,
    tree.IndustryWithin,
    tree.IsApplicable,
    tree.Aggregate,
)


def _in_order(root: Node) -> Iterator[Node]:
    yield root
    # Now and base of a growth are one figure in two years: changed together, or not at all.
    for child in () if isinstance(root, tree.Growth) else tree.children(root):
        yield from _in_order(child)


def _none(site: Site, node: Node) -> Iterator[tuple[str, Node]]:
    return iter(())


def makes(kind: type[Construct]) -> Callable[[MakerOf[Construct]], Maker]:
    """Registers the changes of a construct, which are asked of that construct alone."""

    def register(maker: MakerOf[Construct]) -> Maker:
        return MAKERS.setdefault(kind, cast("Maker", maker))

    return register


@makes(tree.Comparison)
def _comparison(site: Site, node: tree.Comparison) -> Iterator[tuple[str, Node]]:
    if node.operator in _EQUAL:
        yield "comparison", replace(node, operator=_EQUAL[node.operator])
        return
    for operator in _FLIPPED[node.operator]:
        yield "comparison", replace(node, operator=operator)


@makes(tree.Literal)
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


@makes(tree.FactReference)
def _fact(site: Site, node: tree.FactReference) -> Iterator[tuple[str, Node]]:
    declared = site.rulebook.scope.facts[node.name]
    if declared.yearly and not node.every and node.at is None:
        for shift in (node.shift - 1, node.shift + 1):
            itself = site.owner in site.rulebook.closure.get(node.name, ())
            if shift <= 0 and not (itself and shift >= 0):
                yield "year", replace(node, shift=shift)
    if not node.every:
        names = list(site.rulebook.facts)
        start = names.index(node.name) if node.name in names else 0
        for name in (*names[start + 1 :], *names[:start]):
            other = site.rulebook.facts[name]
            if other.type == node.type and other.yearly == declared.yearly:
                yield "fact", replace(node, name=name)
                return


@makes(tree.FieldReference)
def _field(site: Site, node: tree.FieldReference) -> Iterator[tuple[str, Node]]:
    owner = node.record.type.record
    fields = site.rulebook.facts[owner.name].fields if owner else {}
    names = list(fields)
    start = names.index(node.field)
    for name in (*names[start + 1 :], *names[:start]):
        if fields[name].type == node.type and fields[name].formula is None:
            yield "fact", replace(node, field=name)
            return


@makes(tree.ParameterReference)
def _parameter(site: Site, node: tree.ParameterReference) -> Iterator[tuple[str, Node]]:
    weak = site.rulebook.weak
    for name, other in site.rulebook.parameters.items():
        alike = other.type == node.type and (name in weak) == (node.name in weak)
        if name != node.name and alike and not any(row.when for row in other.rows):
            yield "fact", replace(node, name=name)
            return


@makes(tree.Arithmetic)
def _arithmetic(site: Site, node: tree.Arithmetic) -> Iterator[tuple[str, Node]]:
    between_dates = node.left.type.kind is Kind.DATE and node.right.type.kind is not Kind.SPAN
    if node.operator in ("+", "-") and not between_dates:
        yield "arithmetic", replace(node, operator="-" if node.operator == "+" else "+")


@makes(tree.Negative)
def _negative(site: Site, node: tree.Negative) -> Iterator[tuple[str, Node]]:
    yield "negate", node.operand


@makes(tree.Membership)
def _membership(site: Site, node: tree.Membership) -> Iterator[tuple[str, Node]]:
    if len(node.symbols) > 1:
        for symbol in node.symbols:
            rest = tuple(other for other in node.symbols if other != symbol)
            yield "symbols", replace(node, symbols=rest)
    declared = node.operand.type.enumeration
    others = [s for s in (declared.symbols if declared else ()) if s not in node.symbols]
    for symbol in others[:1]:
        yield "symbols", replace(node, symbols=(*node.symbols, symbol))


@makes(tree.IntervalMembership)
def _interval(site: Site, node: tree.IntervalMembership) -> Iterator[tuple[str, Node]]:
    yield "comparison", replace(node, low_included=not node.low_included)
    yield "comparison", replace(node, high_included=not node.high_included)


@makes(tree.IndustryWithin)
def _industry(site: Site, node: tree.IndustryWithin) -> Iterator[tuple[str, Node]]:
    if len(node.codes) > 1:
        for code in node.codes:
            yield "symbols", replace(node, codes=tuple(o for o in node.codes if o != code))


@makes(tree.And)
def _and(site: Site, node: tree.And) -> Iterator[tuple[str, Node]]:
    yield "connective", tree.Or(BOOL, node.operands)
    yield from _dropped(node)


@makes(tree.Or)
def _or(site: Site, node: tree.Or) -> Iterator[tuple[str, Node]]:
    yield "connective", tree.And(BOOL, node.operands)
    yield from _dropped(node)


def _dropped(node: tree.And | tree.Or) -> Iterator[tuple[str, Node]]:
    for operand in node.operands:
        rest = tuple(other for other in node.operands if other is not operand)
        yield "drop", rest[0] if len(rest) == 1 else replace(node, operands=rest)
        if isinstance(operand, _PLAIN_TRUTHS):
            turned = tuple(
                tree.Not(BOOL, other) if other is operand else other for other in node.operands
            )
            yield "negate", replace(node, operands=turned)


@makes(tree.Not)
def _not(site: Site, node: tree.Not) -> Iterator[tuple[str, Node]]:
    yield "negate", node.operand


@makes(tree.Extreme)
def _extreme(site: Site, node: tree.Extreme) -> Iterator[tuple[str, Node]]:
    yield "function", replace(node, least=not node.least)
    for operand in node.operands:
        rest = tuple(other for other in node.operands if other is not operand)
        yield "drop", rest[0] if len(rest) == 1 else replace(node, operands=rest)


@makes(tree.Round)
def _round(site: Site, node: tree.Round) -> Iterator[tuple[str, Node]]:
    yield "function", replace(node, down=not node.down)
    if not node.down:
        yield "function", replace(node, places=node.places + 1)


@makes(tree.DateOf)
def _date_of(site: Site, node: tree.DateOf) -> Iterator[tuple[str, Node]]:
    if node.day < 28:
        yield "date", replace(node, day=node.day + 1)
    if node.day > 1:
        yield "date", replace(node, day=node.day - 1)


@makes(tree.IsApplicable)
def _is_applicable(site: Site, node: tree.IsApplicable) -> Iterator[tuple[str, Node]]:
    yield "drop", tree.Literal(BOOL, True, "true")


@makes(tree.CountTrue)
def _count_true(site: Site, node: tree.CountTrue) -> Iterator[tuple[str, Node]]:
    if len(node.operands) > 1:
        for operand in node.operands:
            rest = tuple(other for other in node.operands if other is not operand)
            yield "drop", replace(node, operands=rest)


_OTHER_AGGREGATE = {"any": "all", "all": "any", "min": "max", "max": "min", "sum": "max"}


@makes(tree.Aggregate)
def _aggregate(site: Site, node: tree.Aggregate) -> Iterator[tuple[str, Node]]:
    if node.operator in _OTHER_AGGREGATE:
        yield "function", replace(node, operator=_OTHER_AGGREGATE[node.operator])
    if node.condition is not None:
        yield "drop", replace(node, condition=None)
    inner = node.value if node.operator in ("any", "all") else node.condition
    if isinstance(inner, _PLAIN_TRUTHS):
        turned = tree.Not(BOOL, inner)
        changed = {"value": turned} if inner is node.value else {"condition": turned}
        yield "negate", replace(node, **changed)  # type: ignore[arg-type]


@makes(tree.Choose)
def _choose(site: Site, node: tree.Choose) -> Iterator[tuple[str, Node]]:
    for index in range(len(node.rows)):
        rest = node.rows[:index] + node.rows[index + 1 :]
        if rest or node.otherwise is not None:
            yield "row", replace(node, rows=rest)
    for index, (condition, value) in enumerate(node.rows):
        if isinstance(condition, _PLAIN_TRUTHS):
            turned = (tree.Not(BOOL, condition), value)
            yield (
                "negate",
                replace(node, rows=(*node.rows[:index], turned, *node.rows[index + 1 :])),
            )


@makes(tree.Lookup)
def _table(site: Site, node: tree.Lookup) -> Iterator[tuple[str, Node]]:
    if len(node.cells) > 1:
        for index in range(len(node.cells)):
            yield "row", replace(node, cells=node.cells[:index] + node.cells[index + 1 :])


@makes(tree.Growth)
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


@makes(tree.PartOf)
def _part_of(site: Site, node: tree.PartOf) -> Iterator[tuple[str, Node]]:
    yield "function", replace(node, part="month" if node.part == "year" else "year")
