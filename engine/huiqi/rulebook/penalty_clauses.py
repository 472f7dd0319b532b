"""The clauses of penalty provisions and items, in the scope of an incident.

The same texts stand many times in a long list, so each is checked once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel

from huiqi.diagnostics import Diagnostics
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import Type
from huiqi.rulebook.basis import Basis, support
from huiqi.rulebook.clause_linker import ClauseLinker
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.measure import Condition, Rule
from huiqi.rulebook.penalty_models import DomainModel
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Files, Part, Path_
from huiqi.sentences import sentence

#: The parts of an incident file that are facts: the act that a rule on violations is about, the
#: earlier ones, the provisions violated.
ACT, HISTORY, LAWS = "incident", "history", "laws"
#: Stands for the conditions that a source does not list.
UNSEEN = "item-conditions"


class PenaltyLinking(Linking):
    """What the linking of every provision and item shares."""

    def __init__(self, files: Files, diagnostics: Diagnostics) -> None:
        super().__init__(files, diagnostics)
        self.scope = Scope(facts={})
        self.domains: dict[str, DomainModel] = {}
        self.rules: dict[str, Rule] = {}
        #: The days on which a rule has to be in force, unless it says others.
        self.on: tuple[Node, ...] = ()
        #: What has been linked already.
        self.formulas: dict[tuple[str, Type | None], Node] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembered(Expressions):
    """Expressions of a long list, where the same text stands many times: each checked once."""

    found: dict[tuple[str, Type | None], Node] = field(default_factory=dict)

    def formula(
        self, text: str, path: Path_, expected: Type | None, compared: bool = False
    ) -> Node:
        """The typed tree; a text at fault is not remembered, and reported at every place."""
        node = self.found.get((text, expected)) if not compared else None
        if node is None:
            before = len(self.part.diagnostics.items)
            # Named, since a dataclass with slots is another class than the one it was written as.
            node = Expressions.formula(self, text, path, expected, compared)
            if len(self.part.diagnostics.items) == before and not compared:
                self.found[text, expected] = node
        return node


class PenaltyClauses(ClauseLinker):
    """The clauses of one provision or item, in the scope of an incident."""

    def __init__(
        self, part: Part[BaseModel], linker: PenaltyLinking, basis: tuple[Basis, ...]
    ) -> None:
        super().__init__(part, linker.scope, linker, basis)
        self.expressions = _Remembered(part, linker.scope, found=linker.formulas)


def unseen(basis: tuple[Basis, ...]) -> Condition:
    """The condition that stands for those a source does not list."""
    text = Text.of(sentence("来源没有列出条件：本案是否符合"))
    return Condition(id=UNSEEN, text=text, basis=basis, grade=support(basis), question=text)
