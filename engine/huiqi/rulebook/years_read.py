"""Of which years the rules can read a fact, as seen from the year of the decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from huiqi.language.tree import (
    And,
    Choose,
    Comparison,
    DateOf,
    FactReference,
    Literal,
    Node,
    Or,
    ParameterReference,
    YearReference,
    children,
)
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Parameter, Rulebook

#: The years that a year which is not known yet may be.
_LAST = range(-3, 1)


class _Read(NamedTuple):
    """A name, so many years from the decision's; of a parameter whether of that year alone."""

    name: str
    shift: int
    dated: bool = False


def years_read(
    rulebook: Rulebook, measures: Iterable[Measure], year: int
) -> dict[str, frozenset[int]]:
    """For each fact or definition the years in which these measures can read it, from the ``year``
    of the decision: -1 is the year before, and 0 stands for what has no years.

    What the rules say of other years alone is not read.  Where the year itself depends on a fact
    (the year of entry in a directory), the last years are taken.  What a definition reads of its
    own earlier values (``look_back``) is left out: only the enterprise knows how far that goes.
    What only bounds another fact is not read.
    """
    found: dict[str, set[int]] = {}
    seen: set[_Read] = set()
    waiting: list[tuple[Sequence[_Read], bool]] = [
        (list(_of_measure(rulebook, measure, year)), False) for measure in measures
    ]
    while waiting:
        reads, looks_back = waiting.pop()
        for read in reads:
            definition = rulebook.definitions.get(read.name)
            declared = definition or rulebook.facts.get(read.name)
            if declared is not None and not declared.yearly:
                read = read._replace(shift=0)
            if (looks_back and read.shift < 0) or read in seen:
                continue
            seen.add(read)
            found.setdefault(read.name, set()).add(read.shift)
            behind = list(_behind(rulebook, read, year))
            waiting.append((behind, definition is not None and definition.look_back is not None))
    return {name: frozenset(years) for name, years in found.items() if name in rulebook.closure}


def _of_measure(rulebook: Rulebook, measure: Measure, year: int) -> Iterator[_Read]:
    """What a measure reads itself, with what it raises."""
    gives, payments = measure.gives, rulebook.payments
    yield from _read(measure.nodes(), year, 0)
    if measure.records is not None:
        yield _Read(measure.records, 0)
    if payments is not None and any(leaf.once for leaf in measure.conditions()):
        yield _Read(payments.id, 0)
    if gives is not None:
        yield from _read((statement.node for statement in gives.conflicting), year, 0)
        for raised in gives.uplift.of if gives.uplift is not None else ():
            yield from _of_measure(rulebook, rulebook.measures[raised], year)


def _behind(rulebook: Rulebook, read: _Read, year: int) -> Iterator[_Read]:
    """What a name is worked out from."""
    definition, parameter = rulebook.definitions.get(read.name), rulebook.parameters.get(read.name)
    if definition is not None:
        yield from _read(definition.nodes, year, read.shift)
        if definition.look_back is not None and rulebook.founded is not None:
            # Looking back ends where the enterprise began.
            yield _Read(rulebook.founded, 0)
    elif parameter is not None:
        own = year + read.shift if read.dated else None
        yield from _read(_rows_of(parameter, own), year, read.shift)
    else:
        fields = rulebook.facts[read.name].fields.values()
        nodes = (node for field in fields for node in (field.formula, field.applies_when))
        yield from _read((node for node in nodes if node is not None), year, read.shift)


def _rows_of(parameter: Parameter, year: int | None) -> Iterator[Node]:
    """The expressions of its values, of one year where one is meant."""
    for row in parameter.rows:
        if year is None or (
            row.since.year <= year and (row.until is None or row.until.year >= year)
        ):
            yield from row.nodes


def _read(nodes: Iterable[Node], year: int, shift: int) -> Iterator[_Read]:
    """The names that expressions read which are evaluated so many years from the decision's."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, FactReference):
            shifts = [shift + node.shift] if node.at is None else [shift + last for last in _LAST]
            yield from (_Read(node.name, own) for own in shifts)
        elif isinstance(node, ParameterReference):
            yield _Read(node.name, shift, dated=_is_of_the_year(node))
        if isinstance(node, Choose):
            waiting += _chosen(node, year + shift)
        elif _of_year(node, year + shift) is None:
            waiting += children(node)


def _is_of_the_year(node: ParameterReference) -> bool:
    """Whether a parameter is asked for on a day of the year that is evaluated."""
    day = node.on
    return day is None or (isinstance(day, DateOf) and isinstance(day.year, YearReference))


def _chosen(node: Choose, year: int) -> Iterator[Node]:
    """What can decide in a year: no row whose condition is of other years, and none after one
    that always holds in it.
    """
    for condition, value in node.rows:
        holds = _of_year(condition, year)
        if holds is not False:
            yield from (condition, value)
        if holds:
            return
    if node.otherwise is not None:
        yield node.otherwise


def _of_year(node: Node, year: int) -> bool | None:
    """Whether a condition holds in a year, where the year alone tells."""
    if isinstance(node, And | Or):
        parts = [_of_year(part, year) for part in node.operands]
        ends = isinstance(node, Or)
        return ends if ends in parts else None if None in parts else not ends
    if not isinstance(node, Comparison) or not isinstance(node.left, YearReference):
        return None
    if not isinstance(node.right, Literal) or not isinstance(node.right.value, Decimal):
        return None
    own, limit = Decimal(year), node.right.value
    return {
        "<": own < limit,
        "<=": own <= limit,
        ">": own > limit,
        ">=": own >= limit,
        "==": own == limit,
        "!=": own != limit,
    }[node.operator]
