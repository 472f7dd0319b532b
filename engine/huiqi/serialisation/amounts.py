"""Amounts of money with their working."""

from typing import Literal, TypedDict

from huiqi.decision.lines import Line
from huiqi.decision.results import Amount
from huiqi.rulebook.basis import GRADES
from huiqi.serialisation.meanings import GradeWord, Yuan
from huiqi.serialisation.texts import (
    BasisForm,
    JudgementForm,
    TextForm,
    basis_json,
    judgement_json,
    maybe_text,
    text_json,
)
from huiqi.serialisation.values import ValueForm, value_json, yuan
from huiqi.serialisation.words import Words


class LineForm(TypedDict):
    """A line of the working: what it says, by which expression, and what it comes to in yuan."""

    text: TextForm
    formula: str | None
    value: ValueForm
    note: TextForm | None
    basis: list[BasisForm]


class AmountForm(TypedDict):
    """An amount: between ``low`` and ``high`` (``null``: not bounded), or only ``at_most``.

    ``nothing_below``: where nothing is paid because so little is not paid out, the least that is;
    ``fund_only``: nothing bounds it but the whole of the fund it is paid from; ``judgement``: an
    official's choice among sources that disagree; ``readings``: the same by another reading of
    the text, or by each of several sources.
    """

    low: Yuan | None
    high: Yuan | None
    at_most: Yuan | None
    nothing_below: Yuan | None
    fund_only: bool
    judgement: JudgementForm | None
    currency: Literal["CNY"]
    grade: GradeWord
    lines: list[LineForm]
    readings: list[LineForm]


def amount_json(amount: Amount | None, words: Words) -> AmountForm | None:
    """An amount; ``None`` where the measure names none."""
    if amount is None:
        return None
    return {
        "low": yuan(amount.low),
        "high": yuan(amount.high),
        "at_most": yuan(amount.at_most),
        "nothing_below": yuan(amount.nothing_below),
        "fund_only": amount.fund_only,
        "judgement": None if amount.judgement is None else judgement_json(amount.judgement),
        "currency": "CNY",
        "grade": GRADES[amount.grade].value,
        "lines": [_line(line, words) for line in amount.lines],
        "readings": [_line(line, words) for line in amount.readings],
    }


def _line(line: Line, words: Words) -> LineForm:
    return {
        "text": text_json(line.text),
        "formula": words.said(line.said) if line.said is not None else None,
        "value": value_json(line.value),
        "note": maybe_text(line.note),
        "basis": [basis_json(basis) for basis in line.basis],
    }
