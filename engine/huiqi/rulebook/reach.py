"""On which facts a measure can rest at all: through definitions, formulas of records, limits of
what is possible, and looking back.  What is not among them changes nothing of it.

Too much may be named, never too little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from huiqi.language.tree import Arithmetic, FactReference, Growth, Literal, Node, walk
from huiqi.rulebook.constraint_bounds import Constraint
from huiqi.rulebook.linked_checks import all_below, all_read, nodes_behind
from huiqi.rulebook.measure import Condition, Gives, Measure, gives_nodes, leaves
from huiqi.rulebook.rulebook import Fact, Rulebook, names_read

P = ParamSpec("P")
V = TypeVar("V")
_Found = Callable[Concatenate["Reach", P], V]


def _remembered(find: _Found[P, V]) -> _Found[P, V]:
    """What is found once for each that is asked about."""

    @wraps(find)
    def found(self: Reach, /, *asked: P.args, **named: P.kwargs) -> V:
        key = (find, asked, *named.items())
        if key not in self.found:
            self.found[key] = find(self, *asked, **named)
        return cast("V", self.found[key])

    return found


class Reach:
    """The reach of one rulebook's names and measures, found as they are asked for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        #: By what was looked for, and of what.
        self.found: dict[tuple[object, ...], object] = {}

    @_remembered
    def of_name(self, name: str) -> frozenset[str]:
        """Every fact, definition and parameter that a name can rest on, itself included."""
        return all_below(name, self._near)

    @_remembered
    def of_measure(self, measure: Measure) -> frozenset[str]:
        """Every name that the answer on a measure can rest on, in either reading of the rules."""
        conflicting = measure.gives.conflicting if measure.gives is not None else ()
        own = set(names_read(*measure.nodes(), *(said.node for said in conflicting)))
        if measure.records is not None:
            own.add(measure.records)
        payments = self.rulebook.payments
        if payments is not None and any(leaf.once for leaf in measure.conditions()):
            own.add(payments.id)
        reached = {below for name in own for below in self.of_name(name)}
        for raised in _raised(measure):
            reached |= self.of_measure(self.rulebook.measures[raised])
        return frozenset(reached)

    @_remembered
    def of_condition(self, condition: Condition) -> frozenset[str]:
        """Every name that a condition of a measure can rest on."""
        names = set(names_read(*condition.nodes))
        if condition.once and self.rulebook.payments is not None:
            names.add(self.rulebook.payments.id)
        return frozenset(below for name in names for below in self.of_name(name))

    @_remembered
    def of_amount(self, gives: Gives) -> frozenset[str]:
        """Every name that what is paid for claims can rest on, but for what a measure raises."""
        nodes = (*gives_nodes(gives), *(said.node for said in gives.conflicting))
        reached = {below for name in names_read(*nodes) for below in self.of_name(name)}
        for stage in gives.stages:
            for leaf in leaves(stage.clause) if stage.clause is not None else ():
                reached |= self.of_condition(leaf)
        return frozenset(reached)

    @_remembered
    def of_constraint(self, rule: Constraint) -> frozenset[str]:
        """Every name that a constraint can rest on; it speaks of figures that it names."""
        names = set(names_read(*rule.nodes))
        names |= {part.name for part in rule.references if isinstance(part, FactReference)}
        if rule.each is not None:
            names.add(rule.each)
        return frozenset(below for name in names for below in self.of_name(name))

    @_remembered
    def in_years(self, measure: Measure, year: int) -> tuple[tuple[str, int | None], ...]:
        """The facts that the conditions rest on, each in the years they name when asked in
        ``year``; through definitions too, but for those that look back at earlier years.
        """
        return tuple(dict.fromkeys(self._named_in(measure, year)))

    def _named_in(self, measure: Measure, year: int) -> Iterator[tuple[str, int | None]]:
        waiting: list[tuple[Node, int]] = [
            (node, year) for condition in measure.conditions() for node in condition.nodes
        ]
        seen: set[tuple[str, int | None]] = set()
        while waiting:
            node, when = waiting.pop(0)
            for part in walk(node):
                if not isinstance(part, FactReference):
                    continue
                declared = self.rulebook.scope.facts[part.name]
                key = (part.name, when + part.shift if declared.yearly else None)
                if key in seen:
                    continue
                seen.add(key)
                definition = self.rulebook.definitions.get(part.name)
                if definition is None:
                    yield key
                elif definition.look_back is None:
                    waiting.append((definition.node, when + part.shift))

    @_remembered
    def judged(self, measure: Measure) -> frozenset[str]:
        """The measures whose judgements by an official bear on it: its own, those it raises."""
        below = (self.judged(self.rulebook.measures[name]) for name in _raised(measure))
        return frozenset((measure.id,)).union(*below)

    @_remembered
    def _near(self, name: str) -> frozenset[str]:
        return frozenset(self._direct(name))

    def _direct(self, name: str) -> Iterator[str]:
        rulebook = self.rulebook
        yield from names_read(*nodes_behind(rulebook, name))
        definition = rulebook.definitions.get(name)
        if definition is not None and definition.look_back is not None and definition.floor:
            # Looking back ends where the enterprise began.
            yield from (name for name in (rulebook.founded,) if name is not None)
        fact = rulebook.facts.get(name)
        if fact is not None:
            yield from self._of_fact(fact)

    def _of_fact(self, fact: Fact) -> Iterator[str]:
        """What its records are worked out from, and what bounds it or them."""
        constraints = self.rulebook.constraints
        for part, bounded in (
            (fact, fact.id),
            *((field, f"{fact.id}.{key}") for key, field in fact.fields.items()),
        ):
            yield from names_read(*(n for n in (part.formula, part.applies_when) if n is not None))
            for bound in (
                *constraints.limits.get(bounded, ()),
                *constraints.inverse.get(bounded, ()),
            ):
                yield from names_read(*bound.constraint.nodes, bound.limit)


def _raised(measure: Measure) -> tuple[str, ...]:
    """The measures of whose amounts it pays a share."""
    gives = measure.gives
    return gives.uplift.of if gives is not None and gives.uplift is not None else ()


def names_behind(rulebook: Rulebook, node: Node) -> set[str]:
    """What an expression names, and all that rests on."""
    return {other for name in names_read(node) for other in rulebook.closure.get(name, (name,))}


def rests_on_share(rulebook: Rulebook, condition: Condition) -> bool:
    """Whether an official may have to say what a share of nothing is."""
    if condition.node is None:
        return False
    reached = names_behind(rulebook, condition.node)
    behind = (node for name in reached for node in nodes_behind(rulebook, name))
    return any(map(_divides, all_read(rulebook, (condition.node, *behind))))


def _divides(node: Node) -> bool:
    if isinstance(node, Arithmetic):
        return node.operator == "/" and not isinstance(node.right, Literal)
    return isinstance(node, Growth)
