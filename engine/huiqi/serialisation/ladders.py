"""The ladder of titles: what ``ladder`` answers."""

from typing import TypedDict

from huiqi.decision.steps import Ladder
from huiqi.serialisation.decisions import BesideForm, SubjectForm, beside_json, subject_json
from huiqi.serialisation.meanings import TruthWord
from huiqi.serialisation.measures import MeasureForm, measure_json
from huiqi.serialisation.words import Words


class StepForm(TypedDict):
    """A step: whether its title is held; the parts of its criteria that fail or are open, by id;
    the measures it opens; and the title itself as a measure.
    """

    step: str
    held: TruthWord
    failing: list[str]
    open: list[str]
    opens: list[str]
    title: MeasureForm


class LadderForm(SubjectForm, BesideForm):
    """Where an enterprise stands, from the foot up; ``nearest``: the step to try next."""

    nearest: str | None
    steps: list[StepForm]


def ladder_json(ladder: Ladder, words: Words) -> LadderForm:
    """What ``ladder --json`` prints: the steps, each with its title as a measure of ``check``."""
    nearest = ladder.nearest
    return {
        **subject_json(ladder.decision, words),
        **beside_json(ladder.decision, words),
        "nearest": nearest.name if nearest is not None else None,
        "steps": [
            {
                "step": step.name,
                "held": step.held.value,
                "failing": [part.clause.id for part in step.failing],
                "open": [part.clause.id for part in step.open],
                "opens": [measure.id for measure in step.opens],
                "title": measure_json(step.result, words),
            }
            for step in ladder.steps
        ],
    }
