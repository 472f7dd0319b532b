"""The expressions of one claim: evaluated for its verdict, and told of afterwards when asked.

What was evaluated once is remembered by the evaluator, so that telling finds the same values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.decision.gaps import gaps_of
from huiqi.decision.limits_asked import needed_of
from huiqi.decision.lines import Line, Operation
from huiqi.decision.operands import operands_of, operation_of
from huiqi.decision.parts import parts_of
from huiqi.decision.received import received_before
from huiqi.decision.trace import UNTOLD, Found, Said, Trace
from huiqi.evaluation import Evaluator
from huiqi.evaluation.reads import Outcome
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.rulebook.measure import Condition
from huiqi.truth import Truth
from huiqi.values import Value

Names = Mapping[str, Value]


class Tracer:
    """One reading of one enterprise, and what the expressions call the record they are about."""

    __slots__ = ("evaluator", "names", "past", "year")

    def __init__(
        self, evaluator: Evaluator, names: Names, past: bool = False, year: int | None = None
    ) -> None:
        """``past``: what is told of has happened, so that nothing lacking can be made up;
        ``year``: of the yearly definition that is told of.
        """
        self.evaluator = evaluator
        self.names = names
        self.past = past
        self.year = year

    def evaluate(self, node: Node) -> Outcome:
        """An expression of a measure, in the year of the decision, or of a definition in its."""
        return self.evaluator.evaluate(node, self.names, self.year)

    def holds(self, node: Node) -> bool:
        """Whether an expression is known to be so."""
        return self.evaluate(node).value is Truth.TRUE

    def binding(self, name: str, value: Value) -> Tracer:
        """The same, where ``name`` also stands for ``value``."""
        return Tracer(self.evaluator, {**self.names, name: value}, self.past, self.year)

    def said(self, node: Node) -> Said:
        """An expression of a measure as it is said on the day of the decision."""
        return Said(node, self.evaluator.as_of.year if self.year is None else self.year)

    def condition(self, condition: Condition) -> Trace:
        """What a condition asks, the values it read, and how much is lacking."""
        node = condition.node
        if node is not None and condition.once:
            return Trace(received=received_before(self.evaluator, node, self.names))
        if node is not None:
            meant, year = self._unfolded(node)
            said = self.said(meant) if year is None else Said(meant, year)
            found = tuple(self.found(meant, year))
            unless = condition.unless
            if unless is not None and self.holds(unless):
                # Of what does not apply only why it does not is told.
                found = tuple(self.found(unless))
            gaps = () if self.past else gaps_of(self.evaluator, meant, self.names, year)
            needed = needed_of(self.evaluator, meant, self.names, year)
            return Trace(required=(said,), actual=found, gaps=gaps, needed=needed)
        if condition.readings:
            return Trace(
                required=tuple(
                    self.said(r.node)._replace(reading=r.text) for r in condition.readings
                ),
                actual=tuple(found for r in condition.readings for found in self.found(r.node)),
            )
        return UNTOLD

    def found(self, node: Node, year: int | None = None) -> Iterator[Found]:
        """The values an expression read, in the order in which it names them."""
        year = self.year if year is None else year
        when = self.evaluator.as_of.year if year is None else year
        for part in _references(node):
            yield Found(part, when, self.evaluator.evaluate(part, self.names, year).value)

    def parts(self, node: Node) -> Iterator[Line]:
        """A formula taken apart."""
        return parts_of(self, node)

    def operation(self, node: Node) -> Operation:
        """How an expression comes about from what it is made of."""
        return operation_of(node)

    def operands(self, node: Node) -> Iterator[Line]:
        """What an expression is made of."""
        return operands_of(self, node)

    def _unfolded(self, node: Node) -> tuple[Node, int | None]:
        """What a clause says: in place of a definition's name, what it means, and in which year.

        A definition that is stated, or can be, stays a name: it is what people answer.
        """
        year: int | None = None
        rulebook, profile = self.evaluator.rulebook, self.evaluator.profile
        while isinstance(node, tree.FactReference):
            definition = rulebook.definitions.get(node.name)
            if definition is None or definition.ask or definition.bindings:
                break
            when = (self.evaluator.as_of.year if year is None else year) + node.shift
            stated = profile.given(node.name, when if definition.yearly else None)
            if stated is not None or isinstance(definition.node, tree.UnknownValue):
                break
            node, year = definition.node, when if definition.yearly else None
        return node, year


def _references(node: Node) -> Iterator[Node]:
    """The facts and fields an expression names itself, outermost first; not those of lists."""
    if isinstance(node, tree.FactReference | tree.FieldReference | tree.ParameterReference):
        yield node
        return
    if isinstance(node, tree.Aggregate):
        yield node.records
        return
    for child in tree.children(node):
        yield from _references(child)
