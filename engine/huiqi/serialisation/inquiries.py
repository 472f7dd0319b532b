"""What is not known, as questions to offices: what ``rules questions`` answers."""

from collections.abc import Iterable
from typing import Annotated, TypedDict

from huiqi.inquiry.asked import Inquiry, Letter, Matter, OpenPoint, OpenQuestion, Standings, Weight
from huiqi.serialisation.meanings import Day, Yuan, one_of
from huiqi.serialisation.texts import (
    BasisForm,
    RulebookForm,
    TextForm,
    basis_json,
    maybe_text,
    rulebook_json,
    text_json,
)

MatterWord = Annotated[str, one_of(Matter, "matter", "What kind of thing is not known.")]


class WeightForm(TypedDict):
    """What hangs on an answer, over the verdicts on a table (one enterprise, one measure).

    ``only``: open verdicts that are settled with each answer tried, all else staying as it is;
    ``bears``: verdicts that some answer tried changes, or whose amount; ``amounts``: amounts that
    are one figure with each answer; ``low`` to ``high``: what the verdicts of ``only`` come to,
    added up, without the ``unbounded`` ones; ``at_stake``: the upper ends of ``bears``, without
    the ``at_stake_unbounded`` ones.  ``tried``: of so many of the ``points`` answers were tried.
    """

    only: int
    bears: int
    amounts: int
    low: Yuan
    high: Yuan
    unbounded: int
    at_stake: Yuan
    at_stake_unbounded: int
    tried: int
    points: int


class PointForm(TypedDict):
    """One thing that is not known: ``id`` by which an answer finds its place, ``key`` what it is,
    ``file`` and ``path`` where it is written, ``stands`` what the rules say now.
    """

    id: str
    key: str
    matter: MatterWord
    measures: list[str]
    text: TextForm
    stands: TextForm
    basis: list[BasisForm]
    file: str
    path: list[str | int]
    weight: WeightForm


class QuestionAskedForm(TypedDict):
    """Points that are asked together about one document; ``held``: it is cited itself, and not a
    report of it.
    """

    id: str
    matter: MatterWord
    document: TextForm
    number: str | None
    held: bool
    measures: list[str]
    points: list[PointForm]
    weight: WeightForm


class LetterForm(TypedDict):
    """All that one office is asked; ``office``: ``null`` where the rules name no one."""

    office: TextForm | None
    questions: list[QuestionAskedForm]
    weight: WeightForm


class StandingsForm(TypedDict):
    """How the verdicts on a table stand: settled, or by who is wanted next: the enterprise, an
    office, or the text of the measure.
    """

    enterprises: int
    verdicts: int
    settled: int
    enterprise: int
    office: int
    text: int


class InquiryForm(TypedDict):
    """The letters, what settles most first; ``weight``: of all answers together."""

    rulebook: RulebookForm
    as_of: Day
    standings: StandingsForm
    weight: WeightForm
    letters: list[LetterForm]


def inquiry_json(inquiry: Inquiry, letters: Iterable[Letter]) -> InquiryForm:
    """What ``rules questions --json`` prints; ``letters``: those asked for."""
    return {
        "rulebook": rulebook_json(inquiry.rulebook),
        "as_of": inquiry.as_of.isoformat(),
        "standings": standings_json(inquiry.standings),
        "weight": _weight(inquiry.weight),
        "letters": [
            {
                "office": maybe_text(letter.office),
                "questions": [_question(question) for question in letter.questions],
                "weight": _weight(letter.weight),
            }
            for letter in letters
        ],
    }


def standings_json(found: Standings) -> StandingsForm:
    """How the verdicts stand."""
    return {
        "enterprises": found.enterprises,
        "verdicts": found.verdicts,
        "settled": found.settled,
        "enterprise": found.enterprise,
        "office": found.office,
        "text": found.text,
    }


def _question(question: OpenQuestion) -> QuestionAskedForm:
    document = question.document
    return {
        "id": question.id,
        "matter": question.topic.value,
        "document": text_json(document.title),
        "number": document.number or None,
        "held": document.held,
        "measures": list(question.measures),
        "points": [
            _point(point, weight)
            for point, weight in zip(question.points, question.each, strict=True)
        ],
        "weight": _weight(question.weight),
    }


def _point(point: OpenPoint, weight: Weight) -> PointForm:
    return {
        "id": point.id,
        "key": point.key,
        "matter": point.topic.value,
        "measures": list(point.measures),
        "text": text_json(point.text),
        "stands": text_json(point.stands),
        "basis": [basis_json(basis) for basis in point.basis],
        "file": point.place.file,
        "path": list(point.path),
        "weight": _weight(weight),
    }


def _weight(weight: Weight) -> WeightForm:
    return {
        "only": weight.only,
        "bears": weight.bears,
        "amounts": weight.amounts,
        "low": f"{weight.low:.2f}",
        "high": f"{weight.high:.2f}",
        "unbounded": weight.unbounded,
        "at_stake": f"{weight.at_stake:.2f}",
        "at_stake_unbounded": weight.at_stake_unbounded,
        "tried": weight.tried,
        "points": weight.points,
    }
