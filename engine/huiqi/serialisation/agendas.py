"""What opens, closes and falls due: what ``calendar`` answers."""

from typing import Annotated, TypedDict

from huiqi.decision.agenda import Agenda, Event, Occasion
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.serialisation.meanings import Day, MarkWord, Meaning, one_of
from huiqi.serialisation.texts import (
    BasisForm,
    RulebookForm,
    TextForm,
    basis_json,
    maybe_text,
    rulebook_json,
    text_json,
)

OccasionWord = Annotated[
    str,
    one_of(
        Occasion, "occasion", "The first or last day of a window; or by when something is owed."
    ),
]
MeasureName = Annotated[str, Meaning("measure_id", "The id of a measure.")]
OccasionForm = TypedDict(
    "OccasionForm",
    {
        "occasion": OccasionWord,
        "measure": MeasureName,
        "title": TextForm,
        "from": Day,
        "until": Day,
        "certain": bool,
        "text": TextForm | None,
        "mark": MarkWord | None,
        "basis": list[BasisForm],
    },
)
OccasionForm.__doc__ = """What happens on a day, or on one from ``from`` to ``until``; ``certain``:
the document is known to be in force then, else it was so in earlier years; ``text``: for whom, or
what is owed; ``mark``: how the measure stands for the enterprise.
"""


class AgendaForm(TypedDict):
    """The events from ``first`` to ``last``; measures that are taken all year round, for which
    nobody applies, whose dates lie elsewhere, and of which no source names a day.
    """

    rulebook: RulebookForm
    as_of: Day
    enterprise: str | None
    first: Day
    last: Day
    events: list[OccasionForm]
    always: list[MeasureName]
    automatic: list[MeasureName]
    elsewhen: list[MeasureName]
    undated: list[MeasureName]


def agenda_json(agenda: Agenda, rulebook: Rulebook, profile: Profile | None) -> AgendaForm:
    """What ``calendar --json`` prints."""
    return {
        "rulebook": rulebook_json(rulebook),
        "as_of": agenda.as_of.isoformat(),
        "enterprise": profile.name if profile is not None else None,
        "first": agenda.first.isoformat(),
        "last": agenda.last.isoformat(),
        "events": [_event(event) for event in agenda.events],
        "always": [measure.id for measure in agenda.always],
        "automatic": [measure.id for measure in agenda.automatic],
        "elsewhen": [measure.id for measure in agenda.elsewhen],
        "undated": [measure.id for measure in agenda.undated],
    }


def _event(event: Event) -> OccasionForm:
    return {
        "occasion": event.occasion.value,
        "measure": event.measure.id,
        "title": text_json(event.measure.title),
        "from": event.on.first.isoformat(),
        "until": event.on.last.isoformat(),
        "certain": event.certain,
        "text": maybe_text(event.text),
        "mark": event.mark.value if event.mark is not None else None,
        "basis": [basis_json(basis) for basis in event.basis],
    }
