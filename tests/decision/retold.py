"""Everything a decision says, as plain data: equal where two decisions say the same of everything.

What stands in the rulebook is itself; a record, which every evaluator may copy, is its contents.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from huiqi.decision.combined import Award
from huiqi.decision.lines import Line
from huiqi.decision.results import Decision, Illustration, MeasureResult
from huiqi.decision.topics import overview
from huiqi.language.tree import Node
from huiqi.profile.profile import Given, Judgement
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.force import InForce
from huiqi.rulebook.measure import Condition, Group, Measure
from huiqi.rulebook.rulebook import Rulebook, Stacking
from huiqi.values import Record, Records

#: Told by what they are, not by what is in them.
_AS_THEY_ARE = (Measure, Group, Basis, Stacking, InForce, Given, Judgement)
#: What can say more, and is asked apart.
_NOT_SAID = ("telling", "made_of", "later", "rest")


def said(value: Any) -> Any:
    """A part of a decision as plain data."""
    if isinstance(value, _AS_THEY_ARE):
        return id(value)
    if isinstance(value, Condition):
        return value.id, value.text
    if isinstance(value, Node):
        return _written(value)
    if isinstance(value, Award):
        return said_of_award(value)
    if isinstance(value, MeasureResult):
        return value.measure.id, value.status
    if isinstance(value, (Record, Records)) or is_dataclass(value):
        return (
            type(value).__name__,
            *(said(getattr(value, f.name)) for f in fields(value) if f.name not in _NOT_SAID),
        )
    if isinstance(value, tuple | list):
        return tuple(map(said, value))
    if isinstance(value, dict):
        return tuple((key, said(part)) for key, part in value.items())
    return value


@cache
def _written(node: Node) -> str:
    # One that says whether a record has happened is made by each decision.
    return repr(node)


def said_of_award(award: Award) -> Any:
    """An award with its figures, and the measure it is of."""
    return award.measure, award.key, award.low, award.high, award.only_limit, award.grade


def said_of_measure(result: MeasureResult, *, told: bool) -> Any:
    """All of a measure; ``told``: with how each clause and each line of the working came about."""
    return (
        result.measure.id,
        *(
            said(getattr(result, name))
            for name in (
                "status",
                "conditions",
                "force",
                "verdict",
                "items",
                "amount",
                "more",
                "grade",
                "missing",
                "causes",
                "figure_grade",
                "outside",
            )
        ),
        _said_of_illustration(result.illustration),
        _told(result) if told else None,
    )


def _said_of_illustration(found: Illustration | None) -> Any:
    if found is None:
        return None
    models = tuple((said(m.verdict), said(m.items), said(m.amount)) for m in found.models)
    return found.status, found.conditions, said(found.amount), said(found.modelled_on), models


def _told(result: MeasureResult) -> Any:
    amounts = [result.amount, *(item.amount for item in result.items)]
    lines = [line for amount in amounts if amount is not None for line in amount.lines]
    return (
        [said(clause.trace) for verdict in result.verdicts for clause in verdict.clauses],
        [(said(line.said), said(line.found), said(line.parts), _operands(line)) for line in lines],
    )


def _operands(line: Line) -> Any:
    """By which operation a line comes of which operands, all the way down."""
    return line.operation, [(said(part), _operands(part)) for part in line.operands]


def said_of_all(decision: Decision, *, told: bool = False) -> Any:
    """Everything but what is found by trying other facts."""
    return (
        [said_of_measure(result, told=told) for result in decision.results],
        said(decision.combinations),
        said(decision.force_unknown),
        [said(question) for question in decision.questions],
    )


def said_on_the_screen(rulebook: Rulebook, decision: Decision) -> Any:
    """The topics and what stands beside them, with their marks."""
    return said(overview(rulebook, decision))
