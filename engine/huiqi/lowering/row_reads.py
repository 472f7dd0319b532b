"""What a lowered value rests on, as the evaluator keeps it: the weakest grade, what is missing, and
whether a cause leaves it open; each under the condition that it is so of a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from huiqi.evaluation.reads import Missing
from huiqi.lowering.kept_graph import KeptGraph
from huiqi.lowering.lowered import Lowered
from huiqi.lowering.scalars import Scalar

#: That anything is missing, whatever its name: kept beside the names, so that whoever only asks
#: whether something is missing need not go through them all.
SOMETHING = Missing("", None)


@dataclass(slots=True, kw_only=True)
class RowReads:
    """Collected while an expression is lowered.

    ``nothing``: whether a share of nothing leaves it open; ``other``: whether another cause does;
    ``given``: whether anything of the books is told (absent: nothing is).
    """

    grade: Scalar
    nothing: Scalar
    other: Scalar
    missing: dict[Missing, Scalar] = field(default_factory=dict)
    given: Scalar | None = None

    @staticmethod
    def none(graph: KeptGraph) -> RowReads:
        """Nothing read."""
        return RowReads(grade=graph.zero, nothing=graph.false, other=graph.false)

    @staticmethod
    def of(grade: Scalar, nothing: Scalar, other: Scalar) -> RowReads:
        """What was read, of which nothing is missing."""
        return RowReads(grade=grade, nothing=nothing, other=other)

    def copy(self, grade: Scalar) -> RowReads:
        """The same with another grade."""
        return RowReads(
            grade=grade,
            nothing=self.nothing,
            other=self.other,
            missing=dict(self.missing),
            given=self.given,
        )

    def add(self, graph: KeptGraph, more: RowReads, where: Scalar | None = None) -> None:
        """What was read besides; ``where``: only on these rows."""
        where = graph.true if where is None else where
        self.grade = graph.greatest(self.grade, graph.case(where, more.grade, graph.zero))
        self.nothing = graph.either(self.nothing, graph.both(where, more.nothing))
        self.other = graph.either(self.other, graph.both(where, more.other))
        self.lack_all(graph, more.missing, where)
        if more.given is not None:
            self.give(graph, graph.both(where, more.given))

    def give(self, graph: KeptGraph, where: Scalar) -> None:
        """Something of the books is told on these rows."""
        self.given = where if self.given is None else graph.either(self.given, where)

    def lack(self, graph: KeptGraph, missing: Missing, where: Scalar) -> None:
        """A fact that is missing on these rows."""
        self._lack(graph, missing, where)
        self._lack(graph, SOMETHING, where)

    def lack_all(self, graph: KeptGraph, missing: Mapping[Missing, Scalar], where: Scalar) -> None:
        """What is missing elsewhere, on these rows here, too."""
        for name, condition in missing.items():
            self._lack(graph, name, graph.both(where, condition))

    def _lack(self, graph: KeptGraph, missing: Missing, where: Scalar) -> None:
        found = graph.either(self.missing.get(missing, graph.false), where)
        if found is not graph.false:
            self.missing[missing] = found

    def only_where(self, graph: KeptGraph, where: Scalar) -> None:
        """What is missing, and what leaves it open, only on these rows; elsewhere it is known."""
        self.nothing = graph.both(self.nothing, where)
        self.other = graph.both(self.other, where)
        kept = {
            missing: graph.both(condition, where) for missing, condition in self.missing.items()
        }
        self.missing = {key: found for key, found in kept.items() if found is not graph.false}

    def any_missing(self, graph: KeptGraph) -> Scalar:
        """Whether anything is missing."""
        return self.missing.get(SOMETHING, graph.false)


class RowOutcome(NamedTuple):
    """A value and what it rests on."""

    value: Lowered
    reads: RowReads

    @property
    def missing(self) -> Mapping[Missing, Scalar]:
        """What is missing, and on which rows."""
        return self.reads.missing
