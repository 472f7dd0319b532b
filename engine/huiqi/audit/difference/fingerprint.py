"""Whether two rules are written the same, with all that they rest on."""

from __future__ import annotations

from dataclasses import fields

from huiqi.language.tree import Node, walk
from huiqi.language.types import Type
from huiqi.rulebook.measure import Condition, Gives, Group, Measure, gives_nodes
from huiqi.rulebook.rulebook import Rulebook, names_read

Print = tuple[object, ...]


def print_of(value: object) -> object:
    """What of a value or an expression can make a difference; never where it stands."""
    if isinstance(value, Type):
        symbols = value.enumeration.symbols if value.enumeration is not None else ()
        return (value.kind.name, symbols)
    if isinstance(value, Node):
        own = [print_of(getattr(value, item.name)) for item in fields(value)]
        return (type(value).__name__, *own)
    if isinstance(value, tuple):
        return tuple(print_of(part) for part in value)
    return value


def clause_print(clause: Condition | Group) -> Print:
    """A clause by what it asks."""
    if isinstance(clause, Group):
        parts = tuple(clause_print(child) for child in clause.children)
        return (clause.kind, clause.threshold, parts)
    readings = tuple(print_of(reading.node) for reading in clause.readings)
    asked = clause.unknown is not None or clause.question is not None
    own = print_of(clause.node) if clause.node is not None else None
    return (clause.id, own, readings, asked, clause.presumed, clause.grade)


def gives_print(gives: Gives | None) -> Print:
    """What a measure gives."""
    if gives is None:
        return ()
    floors = tuple(floor.per for floor in gives.floors)
    caps = tuple(cap.per for cap in gives.caps)
    stages = tuple(clause_print(s.clause) if s.clause is not None else () for s in gives.stages)
    uplift = (gives.uplift.of, print_of(gives.uplift.rate)) if gives.uplift is not None else ()
    rounding = (
        (gives.rounding.to, gives.rounding.direction, gives.rounding.nothing_below)
        if gives.rounding is not None
        else ()
    )
    nodes = tuple(print_of(node) for node in gives_nodes(gives))
    once = gives.once.scope if gives.once is not None else ""
    return (nodes, floors, caps, stages, uplift, rounding, gives.at_most is not None, once)


def name_print(rulebook: Rulebook, name: str) -> Print:
    """A fact, definition or parameter by what it says, without what it rests on."""
    if name in rulebook.parameters:
        parameter = rulebook.parameters[name]
        rows = tuple(
            (row.since, row.until, print_of(row.when), print_of(row.value), row.grade)
            for row in parameter.rows
        )
        return ("parameter", parameter.overlap, rows)
    if name in rulebook.definitions:
        found = rulebook.definitions[name]
        own = (found.yearly, found.low, found.high, found.look_back, found.ask, found.grade)
        return (
            "definition",
            print_of(found.type),
            (*own, found.tolerance),
            print_of(found.node),
            print_of(found.floor),
            print_of(found.same_as),
        )
    fact = rulebook.facts.get(name)
    if fact is None:
        return ("missing",)
    parts = tuple(
        (key, print_of(own.type), own.low, own.high, print_of(own.formula), own.default)
        for key, own in fact.fields.items()
    )
    return ("fact", print_of(fact.type), fact.yearly, fact.low, fact.high, parts)


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
