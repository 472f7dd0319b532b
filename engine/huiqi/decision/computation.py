"""One derived fact with its working, in the order of the form it belongs to."""

from __future__ import annotations

from huiqi.decision.computed import Computation, ComputedLine
from huiqi.evaluation import Evaluator
from huiqi.rulebook.rulebook import Definition, Rulebook
from huiqi.values import is_known


def computation_of(
    rulebook: Rulebook, strict: Evaluator, illustrative: Evaluator, name: str, year: int | None
) -> Computation:
    """The computation of ``name`` in ``year`` (for what is yearly)."""
    declared = rulebook.declared(name)
    when = year if declared.yearly else None
    working = declared.working if isinstance(declared, Definition) else ()
    lines = []
    for line in working or (name,):
        part = rulebook.declared(line)
        own = year if part.yearly else None
        stated = strict.profile.given(line, own) is not None
        lines.append(ComputedLine(part, strict.outcome(line, own), stated))
    outcome = strict.outcome(name, when)
    if isinstance(declared, Definition) and not is_known(outcome.value):
        # Whoever asks how it is worked out wants to know what that takes.
        derived = strict.derivation(name, when)
        causes = dict.fromkeys((*outcome.causes, *derived.causes))
        outcome = outcome._replace(missing=derived.missing, causes=tuple(causes))
    other = illustrative.outcome(name, when)
    name, day = strict.profile.name, strict.as_of
    return Computation(
        enterprise=name,
        as_of=day,
        declared=declared,
        year=when,
        outcome=outcome,
        illustrative=other,
        lines=tuple(lines),
    )
