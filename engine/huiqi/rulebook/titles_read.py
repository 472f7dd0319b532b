"""Which titles the documents ask for at all: of the others nothing is given that is known of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from huiqi.language.tree import Literal, Lookup, Membership, Node, walk
from huiqi.language.types import Enumeration
from huiqi.rulebook.linked_checks import nodes_behind
from huiqi.rulebook.list_columns import TITLE
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook, names_read


@lru_cache(maxsize=4)
def titles_read(rulebook: Rulebook) -> frozenset[str]:
    """The titles that a document for enterprises, of the city or the province, asks for, by id."""
    reach = Reach(rulebook)
    kinds = {
        fact.fields[field].type.enumeration
        for fact in rulebook.facts.values()
        for field in fact.things.get(TITLE, ())
    }
    return frozenset(
        title
        for measure in rulebook.supports
        if measure.published
        and measure.recipient == "enterprise"
        and rulebook.level(measure) != "comparable"
        for node in _nodes(rulebook, measure, reach)
        for part in walk(node)
        for kind, titles in _options_named(part)
        if kind in kinds
        for title in titles
    )


@lru_cache(maxsize=256)
def steps_of_title(rulebook: Rulebook, title: str) -> tuple[Measure, ...]:
    """The documents, of whatever day, by which a title is recognised or reviewed: those of the
    highest step of the ladder that whoever has the title has reached.
    """
    reach, found = Reach(rulebook), list[Measure]()
    for measure in rulebook.titles:
        assert measure.ladder is not None
        own = {below for name in names_read(measure.ladder.held) for below in reach.of_name(name)}
        behind = (node for name in own for node in nodes_behind(rulebook, name))
        named = (one for node in behind for part in walk(node) for one in _options_named(part))
        if any(title in titles for _, titles in named):
            found.append(measure)
    highest = max((one.ladder.order for one in found if one.ladder is not None), default=None)
    return tuple(one for one in found if one.ladder is not None and one.ladder.order == highest)


def rechecked_of_title(rulebook: Rulebook, title: str) -> str:
    """The fact that tells when a title was last recognised anew, where one is declared; else
    empty.
    """
    for name, definition in rulebook.definitions.items():
        if definition.last_rechecked is not None:
            parts = (part for node in nodes_behind(rulebook, name) for part in walk(node))
            if any(title in titles for part in parts for _, titles in _options_named(part)):
                return definition.last_rechecked
    return ""


def _options_named(node: Node) -> Iterator[tuple[Enumeration | None, Iterable[str]]]:
    """The options that an expression names, and of what they are: alone, among others, or as the
    key of what each gives.
    """
    if isinstance(node, Literal) and isinstance(node.value, str):
        yield node.type.enumeration, (node.value,)
    elif isinstance(node, Membership):
        yield node.operand.type.enumeration, node.symbols
    elif isinstance(node, Lookup):
        for place, key in enumerate(node.keys):
            yield key.type.enumeration, (names[place] for names, _ in node.cells)


def _nodes(rulebook: Rulebook, measure: Measure, reach: Reach) -> Iterator[Node]:
    """What a measure asks, and what the definitions that it asks about ask."""
    yield from measure.nodes()
    for name in reach.of_measure(measure):
        yield from nodes_behind(rulebook, name)
