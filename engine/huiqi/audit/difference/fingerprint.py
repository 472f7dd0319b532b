"""Whether two rules say the same, with all that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from huiqi.language import tree
from huiqi.language.fieldwise import parts
from huiqi.language.tree import Node, walk
from huiqi.language.types import Type
from huiqi.rulebook.measure import Condition, Group, Measure, Unpublished
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook, names_read
from huiqi.rulebook.text import Text

#: The fields that say, ask, show or explain, or tell where from: what differs in them alone makes
#: no difference.
SAYS = frozenset(
    (
        *("text", "reason", "label", "title", "short", "summary", "also", "note", "brief", "line"),
        *("help", "known_by", "office", "rarely_known", "region", "proof", "working"),
        *("place", "basis", "bindings", "unit", "topic", "found_in", "plausible", "personal"),
        "whether",
        *("can_change", "shown_by", "unconstrained", "prefill"),
    )
)
#: Of a group its made-up name, of a fact that somebody is asked for it; of a condition what it
#: waits for, and where it is not asked, which its expression says as well; of a topic its titles.
_SAYS_OF = {
    Group: ("id",),
    Fact: ("question",),
    Definition: ("question", "ask"),
    Condition: ("awaits", "unless"),
    Unpublished: ("titles",),
}


def print_of(value: object) -> object:
    """What of a value, an expression or a rule can make a difference; the same for two that are
    written alike, however their operands are ordered.
    """
    match value:
        case tree.And(operands=operands) | tree.Or(operands=operands):
            said = sorted(map(print_of, operands), key=repr)
            return (type(value).__name__, *dict.fromkeys(said))
        case tree.Comparison(operator=">" | ">=" as operator, left=left, right=right):
            return _compared(operator.replace(">", "<"), right, left)
        case tree.Comparison(operator=operator, left=left, right=right):
            return _compared(operator, left, right)
        case Type(kind=kind, enumeration=enumeration):
            return (kind.name, enumeration.symbols if enumeration is not None else ())
        case Text():
            return "said"  # that it is, not how
        case Decimal():
            return Fraction(value)
        case tuple():
            return tuple(map(print_of, value))
        case Mapping():
            return tuple((key, print_of(part)) for key, part in value.items())
        case bool():
            return ("bool", value)
    says = _SAYS_OF.get(type(value), ())
    own = [print_of(part) for name, part in parts(value) if name not in SAYS and name not in says]
    return (type(value).__name__, *own) if own else value


def _compared(operator: str, left: Node, right: Node) -> object:
    return ("Comparison", operator, print_of(left), print_of(right))


def name_print(rulebook: Rulebook, name: str) -> object:
    """A fact, definition or parameter by what it says, without what it rests on."""
    for listed in (rulebook.parameters, rulebook.definitions, rulebook.facts):
        if name in listed:
            return print_of(listed[name])
    return None


def reachable(rulebook: Rulebook, nodes: list[Node]) -> frozenset[str]:
    """Everything that expressions rest on."""
    names = {name for node in nodes for name in names_read(node)}
    for node in nodes:
        for part in walk(node):
            record = part.type.record
            if record is not None:
                names.add(record.name)
    return frozenset(other for name in names for other in rulebook.closure.get(name, {name}))


def measure_reached(rulebook: Rulebook, measure: Measure) -> frozenset[str]:
    """Everything that a measure rests on."""
    found = reachable(rulebook, list(measure.nodes()))
    if measure.records is not None:
        found |= rulebook.closure.get(measure.records, frozenset({measure.records}))
    return found


def same_below(one: Rulebook, other: Rulebook, names: frozenset[str]) -> bool:
    """Whether all of these names say the same in both."""
    return one is other or all(name_print(one, n) == name_print(other, n) for n in names)
