"""What every check may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.audit.mutation import Bench, EnterpriseBench, Mutation, mutate
from huiqi.audit.observe import Observations, observe
from huiqi.audit.quoting import said
from huiqi.diagnostics import Place
from huiqi.language.tree import Node
from huiqi.objects import cached_property
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text

if TYPE_CHECKING:
    from huiqi.audit.proofs.examination import Examination
    from huiqi.audit.proofs.witness_check import Subjects


@dataclass(frozen=True, eq=False, kw_only=True)
class Audit:
    """A rulebook under audit, its cases, and where progress is told.

    What several checks need is worked out once, when the first of them asks.
    """

    rulebook: Rulebook
    rules: Path
    cases: tuple[Path, ...] = ()
    progress: Callable[[str], None] = lambda message: None
    processes: int = 2
    #: Whether only what has happened is stated.
    happened: bool = False

    @cached_property
    def observed(self) -> Observations:
        """What the cases made happen in the rules."""
        return observe(self.rulebook, self.cases)

    @cached_property
    def mutation(self) -> Mutation:
        """Which changes of the rules the cases detect."""
        return mutate(self.bench(), self.processes, self.progress)

    @cached_property
    def proved(self) -> Examination:
        """What was asked of the prover, and what it found; only where Z3 is there."""
        from huiqi.audit.proofs.examine import examine

        return examine(self.rulebook, self.subjects(), self.progress)

    def subjects(self) -> Subjects:
        """What the rules are about."""
        from huiqi.audit.proofs.witness_check import ENTERPRISES

        return ENTERPRISES

    def bench(self) -> Bench:
        """The cases, ready to judge changes of the rules."""
        return EnterpriseBench(self.rulebook, self.observed)

    @cached_property
    def beside(self) -> tuple[Audit, ...]:
        """The audits of the other rulebooks that stand beside this one: of violations."""
        from huiqi.audit.incidents import audits_of_incidents

        return audits_of_incidents(self)

    @property
    def rules_place(self) -> Place:
        """The rulebook as a whole."""
        return Place(str(self.rules))

    def declared(self, name: str) -> Place:
        """Where a fact, a definition or a parameter is declared."""
        return self.rulebook.declared_at.get(("name", name), Place(name))

    def said(self, node: Node) -> Text:
        """An expression as a sentence."""
        return said(self.rulebook, node)
