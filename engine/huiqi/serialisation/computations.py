"""A derived fact with its working: what ``compute`` answers."""

from typing import TypedDict

from huiqi.decision.computed import Computation, ComputedLine
from huiqi.rulebook.basis import GRADES
from huiqi.serialisation.meanings import FactKey, GradeWord
from huiqi.serialisation.texts import TextForm, text_json
from huiqi.serialisation.values import ValueForm, value_json


class ComputedLineForm(TypedDict):
    """A fact on the way; ``line``: of which line of the tax form; ``stated``: not worked out."""

    fact: str
    label: TextForm
    line: str | None
    value: ValueForm
    stated: bool


class ComputationForm(TypedDict):
    """The fact, its value, and the same with weak statements counted where that differs."""

    fact: str
    year: int | None
    value: ValueForm
    grade: GradeWord
    illustration: ValueForm | None
    missing: list[FactKey]
    reasons: list[str]
    lines: list[ComputedLineForm]


def computation_json(computation: Computation) -> ComputationForm:
    """What ``compute --json`` prints."""
    same = computation.illustrative.value == computation.outcome.value
    return {
        "fact": computation.declared.id,
        "year": computation.year,
        "value": value_json(computation.outcome.value),
        "grade": GRADES[computation.outcome.grade].value,
        "illustration": None if same else value_json(computation.illustrative.value),
        "missing": [str(missing) for missing in computation.outcome.missing],
        "reasons": [cause.text for cause in computation.outcome.causes],
        "lines": [_line(line) for line in computation.lines],
    }


def _line(line: ComputedLine) -> ComputedLineForm:
    declared = line.declared
    return {
        "fact": declared.id,
        "label": text_json(declared.label),
        "line": declared.line or None,
        "value": value_json(line.outcome.value),
        "stated": line.stated,
    }
