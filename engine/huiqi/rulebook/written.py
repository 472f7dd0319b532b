"""Where the expressions of a rulebook are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from huiqi.diagnostics import Place
from huiqi.language.tree import Node


class Written:
    """The place of each node; worked out only when somebody asks, as no decision does."""

    def __init__(self, nodes: Sequence[Node], places: Callable[[], Sequence[Place]]) -> None:
        self.nodes = nodes
        self._work_out = places
        self._places: dict[Node, Place] | None = None

    def __call__(self, node: Node) -> Place | None:
        """Where it is written; ``None`` for one that sugar was rewritten into."""
        if self._places is None:
            self._places = dict(zip(self.nodes, self._work_out(), strict=True))
        return self._places.get(node)

    @property
    def places(self) -> Sequence[Place]:
        """Those of all nodes, in their order."""
        return self._work_out()


NOWHERE_WRITTEN = Written((), tuple)
