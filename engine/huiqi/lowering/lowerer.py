"""Lowers facts, definitions and expressions for every row of a table at once.

It follows :class:`~huiqi.evaluation.evaluator.Evaluator` step by step, on scalars instead of
values; what it cannot say of some rows it marks: those are decided one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, cast

from huiqi.evaluation.reads import Missing
from huiqi.language.tree import Construct, Node
from huiqi.lowering.cell_columns import Columns
from huiqi.lowering.ends import End
from huiqi.lowering.kinds import Kinds
from huiqi.lowering.lowered import (
    Lowered,
    LoweredNumber,
    Where,
)
from huiqi.lowering.row_reads import RowOutcome, RowReads
from huiqi.lowering.scalars import Operator, Scalar
from huiqi.rulebook.rulebook import Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

CaseOf = Callable[["Lowerer", Construct, Where], Lowered]

Case = CaseOf[Node]

#: The case of each construct of the language; filled by the modules that import this.
CASES: dict[type[Node], Case] = {}


def lowers(node: type[Construct]) -> Callable[[CaseOf[Construct]], Case]:
    """Registers the case of a construct, which is asked of that construct alone."""

    def register(case: CaseOf[Construct]) -> Case:
        return CASES.setdefault(node, cast("Case", case))

    return register


class Lowerer(Kinds):
    """Lowers what one rulebook says on one day of the rows of one table."""

    def __init__(self, rulebook: Rulebook, columns: Columns, as_of: date) -> None:
        super().__init__()
        self.rulebook = rulebook
        self.columns = columns
        self.as_of = as_of
        self.reads = RowReads.none(self.graph)
        self._apart = self.graph.false
        #: While a fact is bounded by facts that come after it: its place in the order.
        self.above: int | None = None
        #: The year from which a definition is looking back at its own earlier values.
        self.origin: int | None = None
        self.outcomes: dict[object, RowOutcome] = {}
        self.bounded: dict[object, Lowered] = {}
        #: Of sums of shares, how many parts of their unit the sum may be above what was added up.
        self.cut_off: dict[End, Scalar] = {}
        #: The years of which the table tells anything, by name.
        self.years: dict[str, set[int]] = {}
        for name, year in columns.facts:
            if year is not None:
                self.years.setdefault(name, set()).add(year)

    def value(self, node: Node, where: Where) -> Lowered:
        """The value of an expression; what it rests on is added to :attr:`reads`."""
        return CASES[type(node)](self, node, where)

    def truth(self, node: Node, where: Where) -> Scalar:
        """The truth of an expression; what does not apply is not so."""
        outer, self.reads = self.reads, RowReads.none(self.graph)
        try:
            truth = self.truth_of(CASES[type(node)](self, node, where))
            # Where it is known, what was not known did not matter.
            self.reads.only_where(self.graph, self.graph.is_null(truth))
            outer.add(self.graph, self.reads)
        finally:
            self.reads = outer
        return truth

    def number(self, node: Node, where: Where) -> LoweredNumber:
        """A number or a day."""
        value = CASES[type(node)](self, node, where)
        assert isinstance(value, LoweredNumber)
        return value

    @contextmanager
    def reading(self) -> Iterator[RowReads]:
        """What is read within, apart from what is read around."""
        outer, self.reads = self.reads, RowReads.none(self.graph)
        try:
            yield self.reads
        finally:
            self.reads = outer

    def collected(self, node: Node, where: Where) -> RowOutcome:
        """An expression with what it rests on: nothing is missing where it is known."""
        with self.reading() as reads:
            value = self.value(node, where)
            reads.only_where(self.graph, self.graph.negation(self.known(value)))
        return RowOutcome(value, reads)

    def noted(self, outcome: RowOutcome) -> Lowered:
        """The value of an outcome; what it rests on is added to :attr:`reads`."""
        self.reads.add(self.graph, outcome.reads)
        return outcome.value

    @property
    def apart(self) -> Scalar:
        """On which rows of the enterprises the graph does not say what the evaluator would."""
        while self.graph.beyond:
            where, _ = self.graph.beyond.popitem()
            self.set_apart(where)
        return self._apart

    def set_apart(self, where: Scalar) -> None:
        """These rows are decided one by one."""
        if where.home:
            where = self.graph.aggregate(Operator.ANY, where, where.home)
            self.set_apart(where)
            return
        self._apart = self.graph.either(self._apart, where)

    def missing(self, name: str, year: int | None, where: Scalar) -> None:
        """A fact that is missing; of a year to come nobody can tell it."""
        if year is None or year <= self.as_of.year:
            self.reads.lack(self.graph, Missing(name, year), where)
        else:
            self.reads.other = self.graph.either(self.reads.other, where)
