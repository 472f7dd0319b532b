"""What each block of a query is given, makes and hands on: only what is needed later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from huiqi.lowering.scalars import AGGREGATES, ENTERPRISE, Home, Operator, Scalar
from huiqi.objects import dataclass
from huiqi.screening.sql.fewer_layers import GIVEN
from huiqi.screening.sql.layers import Layering, read, source

_Key = tuple[int, Home]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The rows of a home at one stage.

    Attributes:
        given: The columns that it reads of others: of tables, of blocks before, aggregates.
        aggregates: Those that come in, by the list they go over.
        layers: The columns of each of its layers.
    """

    home: Home
    stage: int
    given: tuple[Scalar, ...]
    aggregates: dict[Home, list[Scalar]]
    layers: tuple[tuple[Scalar, ...], ...]

    def comes_in(self, node: Scalar) -> bool:
        """Whether a column is an aggregate of this stage."""
        return any(node in nodes for nodes in self.aggregates.values())

    @property
    def lifted(self) -> list[Scalar]:
        """Columns of the enterprise, on the rows of a list."""
        return [node for node in self.given if self.home and not node.home]

    @property
    def lifts_table(self) -> bool:
        """Whether those are all in the enterprises' table."""
        return all(node.operation is Operator.COLUMN for node in self.lifted)


def blocked(layering: Layering, outputs: Iterable[Scalar]) -> list[Block]:
    """The blocks in the order of their making; what none of the outputs needs is in none."""
    keys = _keys(layering)
    wanted: dict[_Key, dict[Scalar, None]] = defaultdict(dict)
    homes = defaultdict(list)
    for stage, home in sorted(keys):
        homes[home].append(stage)

    def want(home: Home, stage: int, nodes: Iterable[Scalar]) -> None:
        """Of the last block of a home up to a stage; of a table nothing has to be wanted."""
        found = [at for at in homes[home] if at <= stage]
        if found:
            wanted[found[-1], home].update(dict.fromkeys(nodes))

    want(ENTERPRISE, len(keys), read(outputs, layering.columns))
    blocks = []
    for stage, home in sorted(keys, key=lambda key: (key[0], len(key[1]), key[1]), reverse=True):
        block = _block(home, stage, list(wanted[stage, home]), layering)
        blocks.append(block)
        for node in block.given:
            if node.operation is Operator.OUTER:
                want(home[1:], stage, node.operands)
            elif node.home != home:
                if node.home or not block.lifts_table:
                    want(node.home, stage, [node])
            elif not block.comes_in(node):
                want(home, stage - 1, [node])
        for of, nodes in block.aggregates.items():
            values = read((node.operands[0] for node in nodes), layering.columns)
            want(of, stage - 1, values)
    return blocks[::-1]


def _keys(layering: Layering) -> set[_Key]:
    keys: set[_Key] = set()
    for node in layering.nodes:
        if node.constant:
            continue
        stage = layering.stages[node]
        if node.operation in AGGREGATES:
            keys.add((stage - 1, source(node)))
        if node in layering.columns and node.operation is not Operator.COLUMN:
            keys.add((stage, node.home))
    return keys


def _block(home: Home, stage: int, wanted: list[Scalar], layering: Layering) -> Block:
    def made_here(node: Scalar) -> bool:
        own = node.home == home and node.operation not in GIVEN
        return own and (layering.stages[node] == stage or len(home) > 1)

    own = {node for node in layering.passed if made_here(node)}
    handed = layering.columns - own
    needs: dict[Scalar, dict[Scalar, None]] = {}
    given: dict[Scalar, None] = {}
    waiting = list(wanted)
    while waiting:
        node = waiting.pop()
        if not made_here(node):
            given[node] = None
        elif node not in needs:
            needs[node] = read(node.operands, handed)
            waiting.extend(needs[node])
    levels = layering.levels
    top = max((levels[node] for node in needs), default=1)
    layers = [dict.fromkeys(wanted)]
    for level in range(top, 1, -1):
        below: dict[Scalar, None] = {}
        for node in layers[-1]:
            if node in needs and levels[node] == level:
                below.update(needs[node])
            else:
                below[node] = None
        layers.append(below)
    aggregates: dict[Home, list[Scalar]] = {}
    for node in sorted(given, key=lambda node: node.number):
        if node.home == home and node.operation in AGGREGATES and layering.stages[node] == stage:
            aggregates.setdefault(source(node), []).append(node)
    return Block(
        home=home,
        stage=stage,
        given=tuple(given),
        aggregates=aggregates,
        layers=tuple(
            tuple(sorted(layer, key=lambda node: node.number)) for layer in reversed(layers)
        ),
    )
