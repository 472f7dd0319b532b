"""Amounts of money with their working."""

from typing import Annotated, Literal, TypedDict

from huiqi.decision.lines import Line, Operation
from huiqi.decision.results import Amount
from huiqi.rulebook.basis import GRADES
from huiqi.serialisation.meanings import GradeWord, TypeWord, Yuan, one_of
from huiqi.serialisation.texts import (
    BasisForm,
    JudgementForm,
    TextForm,
    basis_json,
    judgement_json,
    maybe_text,
    text_json,
)
from huiqi.serialisation.values import ValueForm, value_json, yuan_json
from huiqi.serialisation.words import Words

OperationWord = Annotated[
    str,
    one_of(
        Operation,
        "operation",
        "How a value comes about: written in the text, read of the enterprise, a parameter of the "
        "rules, unknown, carried from a line before; or of its operands: plus, minus, times, "
        "divided, least, greatest, rounded; tier (the last operand, because of those before it), "
        "sum (over records), once (of claims for one thing the one that pays most), floor, cap "
        "(less what was received of it), floor_each and cap_each (of several projects, items or "
        "years, each by itself), share (of the first operand, where the last, a "
        "condition, holds), pool (of a fund that others share, no bound of one).",
    ),
]


class OperandForm(TypedDict):
    """What a line is made of: what it is called, its expression in the language asked for, its
    value, and how that comes about from operands of its own.
    """

    text: TextForm
    formula: str | None
    value: ValueForm
    type: TypeWord
    operation: OperationWord
    operands: list["OperandForm"]


class LineForm(OperandForm):
    """A line of the working: what it says, by which expression, and what it comes to in yuan.

    Its ``operation`` makes its value of its ``operands``; of a limit, a share or a rounding the
    first operand is what was worked out so far.
    """

    note: TextForm | None
    basis: list[BasisForm]


class EndsForm(TypedDict):
    """Between ``low`` and ``high`` (``null``: not bounded), or only ``at_most``."""

    low: Yuan | None
    high: Yuan | None
    at_most: Yuan | None


class AmountForm(EndsForm):
    """An amount: between ``low`` and ``high`` (``null``: not bounded), or only ``at_most``.

    ``nothing_below``: where nothing is paid because so little is not paid out, the least that is;
    ``fund_only``: nothing bounds it but the whole of the fund it is paid from (``pool``), which
    is no bound of one enterprise; ``judgement``: an official's choice among sources that
    disagree; ``readings``: the same by another reading of the text, or by each of several
    sources, before any limit.
    """

    nothing_below: Yuan | None
    fund_only: bool
    pool: Yuan | None
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
        **ends_json(amount),
        "nothing_below": yuan_json(amount.nothing_below),
        "fund_only": amount.fund_only,
        "pool": yuan_json(amount.high) if amount.fund_only else None,
        "judgement": None if amount.judgement is None else judgement_json(amount.judgement),
        "currency": "CNY",
        "grade": GRADES[amount.grade].value,
        "lines": [_line(line, words) for line in amount.lines],
        "readings": [_line(line, words) for line in amount.readings],
    }


def ends_json(amount: Amount) -> EndsForm:
    """Its bounds; the whole of a fund is none."""
    return {
        "low": yuan_json(amount.low),
        "high": None if amount.fund_only else yuan_json(amount.high),
        "at_most": yuan_json(amount.at_most),
    }


def _line(line: Line, words: Words) -> LineForm:
    return {
        **_operand(line, words),
        "note": maybe_text(line.note),
        "basis": [basis_json(basis) for basis in line.basis],
    }


def _operand(line: Line, words: Words) -> OperandForm:
    return {
        "text": text_json(line.text),
        "formula": words.said(line.said) if line.said is not None else None,
        "value": value_json(line.value),
        "type": line.type.kind.name.lower(),
        "operation": line.operation.value,
        "operands": [_operand(operand, words) for operand in line.operands],
    }
