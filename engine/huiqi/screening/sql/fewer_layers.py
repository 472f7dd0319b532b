"""Layers in which little is made are done without: it is written out in the layer after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from huiqi.lowering.scalars import AGGREGATES, Operator, Scalar

#: What a block is given: it is a column from the start.
GIVEN = AGGREGATES | {Operator.COLUMN, Operator.OUTER}
#: So much longer may what is made in a layer become, written out in the next: a layer less is a
#: column less of each that is only handed on.
LONGER = 700
#: The longest and the deepest that it may become.
_LONGEST, _DEEPEST = 400, 40
#: Written as often as an operand may stand in what is made of it.
AGAIN = {
    Operator.LEAST: 2,
    Operator.GREATEST: 2,
    Operator.DIVIDE: 2,
    Operator.MONTHS_LATER: 2,
    Operator.YEAR_OF: 2,
    Operator.MONTH_OF: 2,
    Operator.DAY_IN: 2,
    Operator.STARTS_WITH: 2,
}


class Fewer:
    """The layers of one block.

    Attributes:
        levels: Of each member in which layer it is made, from 1 (of what is no column: in which
            layer what it rests on is, from 0).
        passed: The columns that are written out where the block itself uses them.
    """

    def __init__(self, members: list[Scalar], columns: Set[Scalar]) -> None:
        self._members = members
        self._columns = columns
        self._own = set(members)
        self._uses: dict[Scalar, int] = defaultdict(int)
        for node in members:
            for part in node.operands:
                self._uses[part] += AGAIN.get(node.operation, 1)
        self.passed: set[Scalar] = set()
        self.levels: dict[Scalar, int] = {}
        self._size: dict[Scalar, int] = {}
        self._depth: dict[Scalar, int] = {}
        self._measure(members)
        level = 1
        while level < max((self.levels[node] for node in members), default=0):
            if not self._pass(level):
                level += 1

    def _measure(self, members: list[Scalar]) -> None:
        for node in members:
            level, size, depth = 0, 1, 0
            for part in node.operands:
                if part in self._own:
                    made = part in self._columns and part not in self.passed
                    written = self._size[part] if not made else 1
                    level = max(level, self._below(part))
                    depth = max(depth, self._depth[part] if not made else 1)
                else:
                    written = 1
                size += written * AGAIN.get(node.operation, 1)
            self.levels[node] = level + (node in self._columns)
            self._size[node], self._depth[node] = size, depth + 1

    def _below(self, part: Scalar) -> int:
        """In which layer what uses it finds what it needs."""
        return self.levels[part] - (part in self.passed)

    def _pass(self, level: int) -> bool:
        """Do without a layer; whether that could be done."""
        made = [
            node
            for node in self._members
            if self.levels[node] == level and node in self._columns and node not in self.passed
        ]
        if sum(self._size[node] * self._uses[node] for node in made) > LONGER:
            return False
        later = [node for node in self._members if self.levels[node] >= level]
        before = {node: (self.levels[node], self._size[node], self._depth[node]) for node in later}
        self.passed.update(made)
        self._measure(later)
        if all(self._size[node] <= _LONGEST and self._depth[node] <= _DEEPEST for node in later):
            return True
        self.passed.difference_update(made)
        for node, (at, size, depth) in before.items():
            self.levels[node], self._size[node], self._depth[node] = at, size, depth
        return False
