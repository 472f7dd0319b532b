"""Asking Z3: one question, a bound on its time, and three answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from huiqi.screening.needed import installed

if TYPE_CHECKING:
    import z3

    from huiqi.audit.proofs.terms import Logical

#: The most time one question takes, in milliseconds.
LONGEST = 5_000
REMEDY = "pip install 'huiqi[audit]'"


class Satisfiability(Enum):
    """Some enterprise satisfies it; none does; or Z3 did not say in time."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNDECIDED = "undecided"


def solver_present() -> bool:
    """Whether Z3 can be imported."""
    return installed("z3")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; where possible, the model that shows it; where impossible, what it took.

    ``core``: the labels of the assumptions that cannot hold together.
    """

    answer: Satisfiability
    model: z3.ModelRef | None = None
    core: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether there is such an enterprise."""
        return self.answer is Satisfiability.POSSIBLE

    @property
    def impossible(self) -> bool:
        """Whether it is proved that there is none."""
        return self.answer is Satisfiability.IMPOSSIBLE


def ask(
    formulas: Iterable[Logical], assumed: Iterable[tuple[str, Logical]] = (), longest: int = LONGEST
) -> Reply:
    """Whether all formulas can hold together; a Python bool is a formula, too."""
    import z3

    solver = z3.Solver()
    solver.set("timeout", longest)
    # Z3 would take Ctrl-C for itself, and lose it where the answer comes in the same moment.
    solver.set("ctrl_c", False)
    labels: dict[str, str] = {}
    for formula in formulas:
        if formula is False:
            return Reply(Satisfiability.IMPOSSIBLE)
        if formula is not True:
            solver.add(formula)
    for position, (label, formula) in enumerate(assumed):
        mark = z3.Bool(f"assumed {position}")
        labels[str(mark)] = label
        solver.add(z3.Implies(mark, formula))
    result = solver.check([z3.Bool(name) for name in labels])
    if result == z3.sat:
        return Reply(Satisfiability.POSSIBLE, solver.model())
    if result == z3.unsat:
        found = {str(mark) for mark in solver.unsat_core()}
        return Reply(
            Satisfiability.IMPOSSIBLE, None, tuple(labels[name] for name in labels if name in found)
        )
    return Reply(Satisfiability.UNDECIDED)
