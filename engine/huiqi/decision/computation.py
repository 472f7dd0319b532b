"""One derived fact with its working, in the order of the form it belongs to."""

from __future__ import annotations

from datetime import date

from huiqi.decision.computed import Computation, ComputedLine
from huiqi.decision.lines import Line
from huiqi.decision.tracing import Tracer
from huiqi.diagnostics import Place, input_error
from huiqi.evaluation import Evaluator
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.sentences import sentence
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
        lines.append(
            ComputedLine(
                declared=part,
                outcome=strict.outcome(line, own),
                stated=stated,
                formula=None if stated else _formula(strict, part, own),
            )
        )
    outcome = strict.outcome(name, when)
    if isinstance(declared, Definition) and not is_known(outcome.value):
        # Whoever asks how it is worked out wants to know what that takes.
        derived = strict.derivation(name, when)
        causes = dict.fromkeys((*outcome.causes, *derived.causes))
        outcome = outcome._replace(missing=derived.missing, causes=tuple(causes))
    open_ = {missing.name for missing in outcome.missing}
    # What is not told and does not matter is no line, unless it stands on a form.
    lines = [
        one
        for one in lines
        if one.stated
        or one.declared.line
        or one.declared.id in open_
        or isinstance(one.declared, Definition)
    ]
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


def _formula(evaluator: Evaluator, declared: Fact | Definition, year: int | None) -> Line | None:
    """How a definition is worked out in a year."""
    if not isinstance(declared, Definition):
        return None
    outcome = evaluator.derivation(declared.id, year)
    tracer = Tracer(evaluator, {}, year=year)
    return Line(
        text=declared.label,
        value=outcome.value,
        node=declared.node,
        type=declared.type,
        telling=tracer,
    )


def year_asked(written: int | None, as_of: date) -> int:
    """The year asked for: the one before the decision unless given; C104 beyond the rules."""
    if written is None:
        return as_of.year - 1
    if not 1990 <= written <= 2100:
        raise input_error(
            "C104", Place("--year"), sentence("规则只回答 1990 至 2100 年度"), found=written
        )
    return written
