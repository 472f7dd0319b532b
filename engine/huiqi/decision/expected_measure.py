"""What a case expects of a measure, and how it differs from what came out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from huiqi.decision.expected_amounts import amount_failures
from huiqi.decision.expected_values import otherwise
from huiqi.decision.kept_open import kept_open, kept_open_by, still_asked
from huiqi.decision.results import UNSETTLED, MeasureResult, Status
from huiqi.rulebook.basis import GRADES, Grade
from huiqi.rulebook.model_parts import Model
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence

_Amount = Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, (int, Decimal)) else v)]


class ExpectedMeasure(Model):
    """A measure's expected verdict and, where given, its amount in yuan and its clauses.

    ``grade``: of the verdict, or of verdict and amount together where an amount is named.
    """

    status: Status | None = None
    conditions: Status | None = Field(None, description="the same without force")
    grade: Grade | None = None
    in_force: Literal["true", "false", "unknown"] | None = None
    amount: _Amount | None = None
    low: _Amount | None = None
    high: _Amount | None = None
    at_most: _Amount | None = None
    clauses: dict[str, Literal["true", "false", "unknown"]] = Field(default_factory=dict)
    items: dict[str, Status] = Field(default_factory=dict)
    held: Literal["true", "false", "unknown"] | None = Field(
        None, description="of a title: whether the enterprise has it"
    )
    illustration: Status | None = None
    illustration_conditions: Status | None = None
    illustration_amount: _Amount | None = None
    illustration_low: _Amount | None = None
    illustration_high: _Amount | None = None
    illustration_at_most: _Amount | None = None


def measure_failures(
    name: str, expected: ExpectedMeasure, result: MeasureResult, rulebook: Rulebook
) -> Iterator[str]:
    """What differs of a measure from what is expected of it, and what it waits for."""
    apart = result.illustration or result
    illustrated = sentence("{name} 参照", name=name)
    for said, wanted, came in (
        (name, expected.status, result.status),
        (sentence("{name} 条件", name=name), expected.conditions, result.conditions),
        (sentence("{name} 施行", name=name), expected.in_force, result.force.truth),
        (illustrated, expected.illustration, apart.status),
        (
            sentence("{name} 参照条件", name=name),
            expected.illustration_conditions,
            apart.conditions,
        ),
        (sentence("{name} 依据等级", name=name), expected.grade, GRADES[result.figure_grade]),
    ):
        if wanted is not None and came.value != wanted:
            failure = otherwise(said, wanted, came.value)
            if came in UNSETTLED and apart is result:
                questions = still_asked(name, result.open_clauses)
                failure = kept_open(failure, rulebook, result.open_facts, questions)
            yield failure
    # Of a measure for records those of the first one.
    shown = (clause for verdict in result.verdicts[:1] for clause in verdict.clauses)
    clauses = {clause.condition.id: clause for clause in shown}
    groups = {key: truth for verdict in result.verdicts[:1] for key, truth in verdict.nodes.items()}
    for key, truth in expected.clauses.items():
        clause = clauses.get(key)
        if clause is None and key in groups:
            if groups[key].value != truth:
                yield otherwise(f"{name}/{key}", truth, groups[key].value)
        elif clause is None:
            yield otherwise(f"{name}/{key}", truth, sentence("没有这个条件"))
        elif clause.truth.value != truth:
            failure = otherwise(f"{name}/{key}", truth, clause.truth.value)
            yield kept_open_by(failure, rulebook, name, (clause,))
    verdicts = {item.key: item.verdict for item in result.items}
    for key, status in expected.items.items():
        verdict = verdicts.get(key)
        if verdict is None or verdict.status is not status:
            failure = otherwise(f"{name}/{key}", status.value, verdict and verdict.status)
            open_ = verdict.open if verdict is not None else ()
            yield kept_open_by(failure, rulebook, name, open_)
    ends = expected.amount or expected.low, expected.amount or expected.high, expected.at_most
    yield from amount_failures(name, ends, result.amount, rulebook)
    exact = expected.illustration_amount
    low, high = expected.illustration_low, expected.illustration_high
    ends = exact or low, exact or high, expected.illustration_at_most
    yield from amount_failures(illustrated, ends, apart.amount, rulebook)
