"""The letters: what is not known, question by question, with what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from huiqi.inquiry.asked import Inquiry, Letter, Matter, OpenPoint, OpenQuestion, Weight
from huiqi.inquiry.measure_points import MeasurePoints
from huiqi.inquiry.points_beside import (
    points_of_applying,
    points_of_figures,
    points_of_funds,
    points_of_list,
    points_of_stacking,
)
from huiqi.inquiry.weighing import Weighing
from huiqi.profile.profile import Profile
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Rulebook

#: What the text of one measure leaves open is one question, in the order in which it is asked.
_CONTENT = (
    *(Matter.CLAUSE, Matter.BORROWED, Matter.READING, Matter.CONFLICT, Matter.CAP),
    *(Matter.VALUE, Matter.UNSTATED),
)


def points_of(rulebook: Rulebook, penalties: PenaltyBook | None, as_of: date) -> list[OpenPoint]:
    """Everything that is not known on a day."""
    own = (*rulebook.supports, *rulebook.titles)
    found = [
        *MeasurePoints(rulebook, as_of).of(own),
        *points_of_figures(rulebook, own),
        *points_of_stacking(rulebook),
        *points_of_funds(rulebook),
        *points_of_applying(rulebook, rulebook.supports),
        *(points_of_list(penalties) if penalties is not None else ()),
    ]
    assert len({point.id for point in found}) == len(found)
    return found


def inquiry_of(
    rulebook: Rulebook,
    penalties: PenaltyBook | None,
    enterprises: Sequence[Profile],
    as_of: date,
    progress: Callable[[str], None],
) -> Inquiry:
    """The letters, what settles most first."""
    points = points_of(rulebook, penalties, as_of)
    weighing = Weighing(rulebook, enterprises, as_of, progress)
    groups: dict[str, list[OpenPoint]] = {}
    offices: dict[str, list[str]] = {}
    for point in points:
        name = _group(point)
        if name not in groups:
            office = point.document.office
            offices.setdefault(office.in_language("zh") if office is not None else "", []).append(
                name
            )
        groups.setdefault(name, []).append(point)
    alone = {point.key: [point] for point in points}
    weights = weighing.weights({**groups, **{f"= {key}": own for key, own in alone.items()}})
    letters = [
        _letter([_question(name, groups[name], weights) for name in names], weighing)
        for names in offices.values()
    ]
    letters.sort(key=lambda letter: (*letter.weight.order, letter.office is None))
    return Inquiry(
        rulebook=rulebook,
        as_of=as_of,
        letters=tuple(letters),
        standings=weighing.standings,
        weight=weighing.weight(points),
    )


def _letter(questions: list[OpenQuestion], weighing: Weighing) -> Letter:
    questions.sort(key=lambda question: (*question.weight.order, question.key))
    points = [point for question in questions for point in question.points]
    return Letter(
        office=questions[0].document.office,
        questions=tuple(questions),
        weight=weighing.weight(points),
    )


def _question(name: str, points: Iterable[OpenPoint], weights: dict[str, Weight]) -> OpenQuestion:
    own = sorted(points, key=lambda p: (*weights[f"= {p.key}"].order, list(Matter).index(p.topic)))
    return OpenQuestion(
        key=name,
        topic=own[0].topic,
        document=own[0].document,
        points=tuple(own),
        weight=weights[name],
        each=tuple(weights[f"= {point.key}"] for point in own),
    )


def _group(point: OpenPoint) -> str:
    """What is asked together."""
    document = point.document.key
    if point.key.startswith("measure/") and point.topic in _CONTENT:
        return f"{document}/content/{point.measures[0]}"
    if point.key.startswith(("parameter/", "definition/")):
        return f"{document}/figures"
    return f"{document}/{point.topic}"
