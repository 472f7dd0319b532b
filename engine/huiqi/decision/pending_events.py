"""What has not happened by the day of decision earns nothing, and says so among the clauses."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from huiqi.decision.gaps import by_today
from huiqi.decision.results import ClauseResult, Status, Verdict
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator
from huiqi.evaluation.events import undated
from huiqi.language.tree import LocalReference
from huiqi.language.types import Kind, RecordType, Type
from huiqi.rulebook.basis import support
from huiqi.rulebook.measure import Condition, Measure
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, sentence
from huiqi.truth import Truth, conjunction
from huiqi.values import Record

#: The id of the clause that says whether a record has happened; shown where it is not met.
HAPPENED = "happened"


def as_event(evaluator: Evaluator, measure: Measure, item: Record, verdict: Verdict) -> Verdict:
    """The verdict on a record, of which it may not be known whether it has happened yet."""
    if item.there is Truth.TRUE:
        return verdict
    assert measure.records is not None
    assert measure.variable is not None
    fact = evaluator.rulebook.facts[measure.records]
    assert fact.dated_by is not None
    record = fact.type.record
    condition = _happened(measure, record, fact.dated_by, fact.fields[fact.dated_by].label)
    open_ = item.there is Truth.UNKNOWN
    clause = ClauseResult(
        condition=condition,
        truth=item.there,
        grade=condition.grade,
        missing=(undated(fact, item),) if open_ else (),
        telling=Tracer(evaluator, {measure.variable: item}),
    )
    truth = conjunction((item.there, verdict.truth))
    status = verdict.status
    if truth is Truth.FALSE:
        status = Status.DOES_NOT_QUALIFY
    elif status is Status.QUALIFIES:
        status = Status.UNDETERMINED
    return replace(verdict, status=status, truth=truth, clauses=(*verdict.clauses, clause))


@lru_cache(maxsize=1024)
def _happened(
    measure: Measure, of: RecordType | None, dated_by: str, label: InLanguages
) -> Condition:
    """That a record of the measure's list has happened: of a measure it is always the same."""
    assert measure.variable is not None
    said = sentence("评估日以前已经发生（看{label}）", label=label)
    record = LocalReference(Type(kind=Kind.RECORD, record=of), measure.variable)
    return Condition(
        id=HAPPENED,
        text=Text.of(said),
        basis=measure.basis,
        grade=support(measure.basis),
        node=by_today(record, dated_by),
        place=measure.place,
    )
