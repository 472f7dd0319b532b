"""Which scalars become columns, and in which layer of the query.

The rows of a home are read in blocks, one for each time that aggregates come in: a block's columns
rest on aggregates of the blocks before.  Within a block each layer selects from the one before; a
scalar becomes a column where it is used more than once and is not quickly written again, or where
an expression would grow too long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

from huiqi.lowering.scalars import AGGREGATES, Home, Scalar, Sort
from huiqi.objects import dataclass
from huiqi.screening.sql.fewer_layers import AGAIN, GIVEN, Fewer
from huiqi.screening.sql.scalar_expressions import is_wide

#: A scalar used more than once is written out again where it is no longer than this.
SHORT = 4
#: The longest and the deepest expression.
LONGEST = 150
DEEPEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Layering:
    """Where each scalar stands.

    Attributes:
        nodes: All that the outputs rest on, operands first.
        stages: Of each how many aggregates lie one behind the other below it.
        columns: Those that are columns; the others are written out where they are used.
        passed: Those of the columns that are written out all the same within their own block.
        levels: Of each column in which layer of its block it is made, from 1; 0 of what a block
            is given.
    """

    nodes: tuple[Scalar, ...]
    stages: dict[Scalar, int]
    columns: frozenset[Scalar]
    passed: frozenset[Scalar]
    levels: dict[Scalar, int]


def layered(outputs: Iterable[Scalar]) -> Layering:
    """The layers of a query for some scalars."""
    wanted = list(outputs)
    nodes = _reachable(wanted)
    stages = _stages(nodes)
    columns = _columns(nodes, wanted, stages)
    blocks: dict[tuple[int, Home], list[Scalar]] = defaultdict(list)
    for node in nodes:
        if not node.constant and node.operation not in GIVEN:
            # What is read of pairs of records is made anew in each block of them.
            blocks[stages[node] if len(node.home) < 2 else 0, node.home].append(node)
    passed: set[Scalar] = set()
    levels = dict.fromkeys(nodes, 0)
    for members in blocks.values():
        found = Fewer(members, columns)
        passed |= found.passed
        levels |= found.levels
    return Layering(
        nodes=nodes, stages=stages, columns=columns, passed=frozenset(passed), levels=levels
    )


def source(node: Scalar) -> Home:
    """Over the rows of what list an aggregate goes."""
    assert isinstance(node.detail, tuple)
    return node.detail


def aggregates_below(outputs: Iterable[Scalar]) -> dict[Scalar, int]:
    """Of each scalar, and all that it rests on, how many aggregates lie one behind the other."""
    return _stages(_reachable(list(outputs)))


def _reachable(outputs: list[Scalar]) -> tuple[Scalar, ...]:
    found: set[Scalar] = set()
    waiting = list(outputs)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(node.operands)
    return tuple(sorted(found, key=lambda node: node.number))


def _stages(nodes: tuple[Scalar, ...]) -> dict[Scalar, int]:
    stages: dict[Scalar, int] = {}
    for node in nodes:
        below = max((stages[part] for part in node.operands), default=0)
        stages[node] = below + (node.operation in AGGREGATES)
    return stages


def _columns(
    nodes: tuple[Scalar, ...], outputs: list[Scalar], stages: dict[Scalar, int]
) -> frozenset[Scalar]:
    uses: dict[Scalar, int] = defaultdict(int)
    crossed: set[Scalar] = set()
    for node in nodes:
        for part in node.operands:
            uses[part] += AGAIN.get(node.operation, 1)
            if _crosses(part, node, stages):
                crossed.add(part)
    for node in outputs:
        uses[node] += 1
    columns: set[Scalar] = set()
    size: dict[Scalar, int] = {}
    depth: dict[Scalar, int] = {}
    for node in nodes:
        size[node], depth[node] = _measured(node, size, depth)
        if node.constant:
            continue
        long = size[node] > (SHORT if uses[node] > 1 else LONGEST) or depth[node] > DEEPEST
        if long or node.operation in GIVEN or node in crossed:
            columns.add(node)
            size[node] = depth[node] = 1
    return frozenset(columns)


def _crosses(part: Scalar, node: Scalar, stages: dict[Scalar, int]) -> bool:
    """Whether an operand is read in another block than its own."""
    if node.operation in AGGREGATES:
        return part.home != source(node)
    return part.home != node.home or stages[part] != stages[node]


def _measured(node: Scalar, size: dict[Scalar, int], depth: dict[Scalar, int]) -> tuple[int, int]:
    again = AGAIN.get(node.operation, 1)
    long = 1 + again * sum(size[part] for part in node.operands)
    deep = 1 + max((depth[part] for part in node.operands), default=0)
    if node.sort is Sort.NUMBER and is_wide(node):
        long += 2
    return long, deep


def read(nodes: Iterable[Scalar], columns: Set[Scalar]) -> dict[Scalar, None]:
    """The columns that some scalars are made of, where they stand or are written out."""
    found: dict[Scalar, None] = {}
    seen: set[Scalar] = set()
    waiting = list(nodes)
    while waiting:
        part = waiting.pop()
        if part in seen or part.constant:
            continue
        seen.add(part)
        if part in columns:
            found[part] = None
        else:
            waiting.extend(part.operands)
    return found
