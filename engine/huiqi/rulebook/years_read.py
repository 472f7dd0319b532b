"""Of which years the rules can read a fact, as seen from the year of the decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.language.tree import FactReference, Node, ParameterReference, walk
from huiqi.rulebook.linked_checks import definition_nodes, parameter_nodes
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook

#: The years that a year which is not known yet may be.
_LAST = range(-3, 1)


def years_read(rulebook: Rulebook, measures: Iterable[Measure]) -> dict[str, frozenset[int]]:
    """For each yearly fact or definition the years in which these measures can read it, from the
    year of the decision: -1 is the year before.

    Where the year itself depends on a fact (the year of entry in a directory), the last years are
    taken.  What a definition reads of its own earlier values (``look_back``) is left out: only the
    enterprise knows how far that goes.
    """
    found: dict[str, set[int]] = {}
    waiting: list[tuple[Iterable[Node], int, bool]] = [(m.nodes(), 0, False) for m in measures]
    while waiting:
        nodes, year, looks_back = waiting.pop()
        for name, shift in _read(nodes):
            declared = rulebook.definitions.get(name) or rulebook.facts.get(name)
            yearly = declared is None or declared.yearly
            at = year + shift if yearly else 0
            if (looks_back and shift < 0) or at in found.setdefault(name, set()):
                continue
            found[name].add(at)
            waiting.append((_behind(rulebook, name), at, _looks_back(rulebook, name)))
    return {name: frozenset(years) for name, years in found.items() if name in rulebook.closure}


def _looks_back(rulebook: Rulebook, name: str) -> bool:
    definition = rulebook.definitions.get(name)
    return definition is not None and definition.look_back is not None


def _behind(rulebook: Rulebook, name: str) -> Iterator[Node]:
    """The expressions that a name is worked out from."""
    if name in rulebook.definitions:
        yield from definition_nodes(rulebook.definitions[name])
    elif name in rulebook.parameters:
        yield from parameter_nodes(rulebook.parameters[name])
    else:
        fields = rulebook.facts[name].fields.values()
        yield from (field.formula for field in fields if field.formula is not None)


def _read(nodes: Iterable[Node]) -> Iterator[tuple[str, int]]:
    """The names that are read, and how many years from the year evaluated."""
    for node in nodes:
        for part in walk(node):
            if isinstance(part, FactReference):
                shifts = [part.shift] if part.at is None else _LAST
                yield from ((part.name, shift) for shift in shifts)
            elif isinstance(part, ParameterReference):
                yield part.name, 0
