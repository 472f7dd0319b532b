"""What every document shares: texts, citations, officials' answers, the rulebook, the network."""

from typing import TypedDict

from huiqi.inference.errors import Reason
from huiqi.profile.profile import Judgement
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import InLanguages
from huiqi.serialisation.meanings import Day, GradeWord, Sha256


class TextForm(TypedDict):
    """A text in Chinese and English."""

    zh: str
    en: str


class BasisForm(TypedDict):
    """A citation: a source of the rulebook by id, its title and number, the place in it."""

    source: str
    title: str
    number: str | None
    locator: str | None
    url: str | None
    grade: GradeWord


class JudgementForm(TypedDict):
    """An official's answer: yes, no, or which of several sources holds (its id)."""

    answer: bool | str
    by: str
    date: Day | None
    reason: str


class ReasonForm(TypedDict):
    """Why the inference network did not decide; ``remedy``: a command that may help."""

    zh: str
    en: str
    remedy: str | None


class InferenceForm(TypedDict):
    """On how many nodes the network and the evaluator said the same.

    ``remembered``: of how many of them the network had been asked the same before; ``note``: why
    not on all.
    """

    checked: int
    remembered: int
    note: ReasonForm | None


class RulebookForm(TypedDict):
    """By which rules: their version, and the fingerprint of their files."""

    version: str
    sha256: Sha256


def text_json(text: InLanguages) -> TextForm:
    """A text in both languages."""
    return {"zh": text.in_language("zh"), "en": text.in_language("en")}


def maybe_text(text: InLanguages | None) -> TextForm | None:
    """The same of a text that may be absent."""
    return None if text is None else text_json(text)


def basis_json(basis: Basis) -> BasisForm:
    """A citation."""
    source = basis.source
    return {
        "source": source.id,
        "title": source.title,
        "number": source.number or None,
        "locator": basis.locator or None,
        "url": source.url or None,
        "grade": basis.grade.value,
    }


def judgement_json(judgement: Judgement) -> JudgementForm:
    """An official's answer."""
    return {
        "answer": judgement.choice or judgement.answer,
        "by": judgement.by,
        "date": judgement.on.isoformat() if judgement.on else None,
        "reason": judgement.reason,
    }


def inference_json(checked: int, note: Reason | None, remembered: int = 0) -> InferenceForm:
    """On how many nodes network and evaluator said the same; ``note``: why not on all."""
    said: ReasonForm | None = None
    if note is not None:
        said = {
            "zh": note.alone("zh"),
            "en": note.alone("en"),
            "remedy": note.remedy or None,
        }
    return {"checked": checked, "remembered": remembered, "note": said}


def rulebook_json(rulebook: Rulebook) -> RulebookForm:
    """By which rules."""
    return {"version": rulebook.version, "sha256": rulebook.sha256}
