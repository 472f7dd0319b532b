"""Answers that came back, and where they go: what ``rules answers`` answers."""

from typing import TYPE_CHECKING, TypedDict

from huiqi.serialisation.texts import TextForm, maybe_text

if TYPE_CHECKING:
    from huiqi.inquiry.asked import AnswerCarried
    from huiqi.inquiry.carried import Carried


class AnswerPlaceForm(TypedDict):
    """A place in the rules (0: the file as a whole)."""

    file: str
    line: int
    column: int


class AnswerForm(TypedDict):
    """An answer; ``key``: what it is of, ``null`` where that is not asked any more; ``at``: where
    it goes; ``writes``: what is written there, each ``path = value``; ``left``: why a person has
    to write it, ``null`` where it is carried as it stands; ``besides``: what to look at even so.
    """

    id: str
    key: str | None
    answer: str
    cited: str | None
    at: list[AnswerPlaceForm]
    writes: list[str]
    left: TextForm | None
    besides: TextForm | None


class FileDifferenceForm(TypedDict):
    """The lines of a file that differ, as a unified difference."""

    file: str
    lines: list[str]


class AnswersForm(TypedDict):
    """The answers of a workbook and what they make of the rules; ``gone``: cases that no longer
    hold and leave their files; ``written``: whether it was.
    """

    answers: list[AnswerForm]
    difference: list[FileDifferenceForm]
    gone: list[str]
    written: bool


def answers_json(carried: "Carried", written: bool) -> AnswersForm:
    """What ``rules answers --json`` prints."""
    return {
        "answers": [_answer(answer) for answer in carried.answers],
        "difference": [{"file": file, "lines": list(lines)} for file, lines in carried.difference],
        "gone": [f"{case.file} {case.name}" for case in carried.gone],
        "written": written,
    }


def _answer(answer: "AnswerCarried") -> AnswerForm:
    return {
        "id": answer.id,
        "key": answer.point.key if answer.point is not None else None,
        "answer": answer.answer,
        "cited": answer.cited or None,
        "at": [{"file": p.file, "line": p.line, "column": p.column} for p in answer.at],
        "writes": list(answer.writes),
        "left": maybe_text(answer.left),
        "besides": maybe_text(answer.besides),
    }
