"""A line for each document: how it stands, its name, whose money and grade, how much, what next."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.decision.standing import Mark
from huiqi.decision.topics import MarkedResult
from huiqi.report.blocks import Column, Role, Said, TextRun
from huiqi.report.pages import marks
from huiqi.report.pages.in_short import worth_in_column
from huiqi.report.pages.next_step import NumberedQuestions, next_step
from huiqi.report.phrases import Phrases

#: Mark, name, whose money and grade, amount, next step.
COLUMNS = (
    Column(),
    Column(least=20),
    Column(least=8),
    Column(align="right", least=16),
    Column(),
)


def answer_row(
    answer: MarkedResult, name: str, asked: NumberedQuestions, phrases: Phrases
) -> Sequence[Said]:
    """The line of one document; ``asked``: the questions that have numbers on the page."""
    refused = answer.mark in (Mark.NO, Mark.ONE_STEP)
    amount = "" if refused else worth_in_column(answer.result, phrases)
    return (
        marks.glyph(answer.mark),
        name,
        marks.whose(answer.result, phrases),
        TextRun(amount, Role.STRONG) if answer.mark is Mark.ELIGIBLE else amount,
        next_step(answer, asked, phrases),
    )
