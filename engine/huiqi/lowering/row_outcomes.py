"""Facts and definitions by name, each lowered once."""

from __future__ import annotations

from huiqi.lowering.definition_outcomes import definition_outcome
from huiqi.lowering.fact_outcomes import fact_outcome, stated_fact
from huiqi.lowering.lowered import (
    Lowered,
)
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.row_reads import RowOutcome
from huiqi.rulebook.rulebook import Fact


def outcome(lowerer: Lowerer, name: str, year: int | None = None) -> RowOutcome:
    """A fact or a definition, in a year where it has years (absent: the decision's)."""
    declared = lowerer.rulebook.declared(name)
    when = (lowerer.as_of.year if year is None else year) if declared.yearly else None
    origin = lowerer.origin if name in lowerer.rulebook.looking_back else None
    key = (name, when, origin)
    found = lowerer.outcomes.get(key)
    if found is None:
        found = (
            fact_outcome(lowerer, declared, when)
            if isinstance(declared, Fact)
            else definition_outcome(lowerer, declared, when)
        )
        lowerer.outcomes[key] = found
    return found


def look_up(lowerer: Lowerer, name: str, year: int | None) -> Lowered:
    """A fact or a definition within an expression."""
    facts = lowerer.rulebook.facts
    if lowerer.above is not None and name in facts:
        return stated_fact(lowerer, facts[name], year)
    return lowerer.noted(outcome(lowerer, name, year))
