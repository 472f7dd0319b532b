"""A decision on an enterprise: what ``check`` and ``estimate`` answer."""

from typing import Annotated, NotRequired, TypedDict

from huiqi.decision.questions import Question
from huiqi.decision.results import Decision
from huiqi.decision.topics import Overview, overview
from huiqi.profile.profile import Prefilled, Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.serialisation.combinations import (
    CombinationForm,
    Level,
    TotalsForm,
    combination_json,
    levels_json,
    totals_json,
)
from huiqi.serialisation.errors import WarnedForm
from huiqi.serialisation.meanings import Day, FactKey, MarkWord, Meaning, Yuan
from huiqi.serialisation.measures import MeasureForm, measure_json
from huiqi.serialisation.texts import (
    InferenceForm,
    RulebookForm,
    TextForm,
    inference_json,
    rulebook_json,
    text_json,
)
from huiqi.serialisation.values import ValueForm, value_json, yuan_json
from huiqi.serialisation.words import Words

Outside = Annotated[
    str, Meaning("outside", "Why it is in no total.", words=("fund", "organisation", "cluster"))
]


class PrefilledFactForm(TypedDict):
    """A fact that a platform told; ``stated``: what the enterprise says instead, which was used,
    ``null`` where it says nothing.
    """

    fact: str
    year: int | None
    value: ValueForm
    stated: ValueForm | None


class PrefilledForm(TypedDict):
    """Whose data were put in, by which right they are used, and of which day they are."""

    origin: str
    lawful_basis: str
    day: Day
    facts: list[PrefilledFactForm]


class EnterpriseForm(TypedDict):
    """An enterprise; ``credit_code``: 统一社会信用代码."""

    name: str
    credit_code: NotRequired[str]
    prefilled: NotRequired[PrefilledForm]


class SubjectForm(TypedDict):
    """By which rules, on what day, for whom; ``hypothetical``: parameters that are only supposed,
    with the value each has.
    """

    rulebook: RulebookForm
    hypothetical: dict[str, str]
    as_of: Day
    enterprise: EnterpriseForm


class ReferenceForm(TypedDict):
    """A measure of another place."""

    id: str
    programme: str


class TopicForm(TypedDict):
    """A topic of a programme: the measure that answers it best, and the others under it, by id;
    ``elsewhere``: those of other places, for reference.
    """

    id: str
    title: TextForm
    short: TextForm
    mark: MarkWord
    measure: str | None
    siblings: list[str]
    elsewhere: list[ReferenceForm]


class ProgrammeForm(TypedDict):
    """A programme, and whose money it is."""

    title: TextForm
    level: Level


class QuestionForm(TypedDict):
    """A missing fact, in the order worth asking: its ``fact`` with year, or ``record`` (by key)
    and ``field``; who usually knows it; the measures that wait for it, and the largest amount
    known to hang on it; ``rules_out``: no answer opens a measure, it can only close some.
    """

    id: FactKey
    text: str
    fact: str
    year: int | None
    record: str | None
    field: str | None
    known_by: str | None
    measures: list[str]
    largest: Yuan | None
    rules_out: bool


class OverviewForm(TypedDict):
    """The topics with the document that answers each; the measures under none of them, and those
    of which only a title is public, by id; the programmes by id.
    """

    topics: list[TopicForm]
    beside_topics: list[str]
    unpublished: list[str]
    programmes: dict[str, ProgrammeForm]


class BesideForm(OverviewForm):
    """What is said of the measures as a whole; ``outside_totals``: those in no total, by id."""

    outside_totals: dict[str, Outside]
    questions: list[QuestionForm]
    inference: InferenceForm


class DecisionForm(SubjectForm, BesideForm):
    """What an enterprise may have.  ``totals`` are of what may be had together, by grade, of
    documents known to be in force; ``force_unknown`` is the same of those that may be.
    """

    measures: list[MeasureForm]
    totals: TotalsForm
    totals_by_level: dict[Level, TotalsForm]
    force_unknown: dict[Level, TotalsForm]
    force_unknown_combination: CombinationForm
    combination: CombinationForm


class CheckedForm(DecisionForm, WarnedForm):
    """What an enterprise may have.  ``totals`` are of what may be had together, by grade, of
    documents known to be in force; ``force_unknown`` is the same of those that may be;
    ``warnings``: over HTTP, what the command says on stderr.
    """


def decision_json(decision: Decision, words: Words) -> DecisionForm:
    """What ``check --json`` and ``estimate --json`` print."""
    return {
        **subject_json(decision, words),
        "measures": [measure_json(result, words) for result in decision.results],
        "totals": totals_json(decision.totals),
        "totals_by_level": levels_json(decision.totals_by_level),
        "force_unknown": levels_json(decision.force_unknown_by_level),
        "force_unknown_combination": combination_json(decision.force_unknown),
        "combination": combination_json(decision.combinations),
        **beside_json(decision, words),
    }


def subject_json(decision: Decision, words: Words) -> SubjectForm:
    """By which rules, on what day, for whom."""
    rulebook, profile = words.rulebook, decision.profile
    enterprise: EnterpriseForm = {"name": profile.name}
    if profile.credit_code:
        enterprise["credit_code"] = profile.credit_code
    if profile.prefilled is not None:
        enterprise["prefilled"] = _prefilled(profile.prefilled, profile)
    return {
        "rulebook": rulebook_json(rulebook),
        "hypothetical": {
            name: words.prose(rulebook.parameters[name].rows[0].value)
            for name in rulebook.hypothetical
        },
        "as_of": decision.as_of.isoformat(),
        "enterprise": enterprise,
    }


def _prefilled(found: Prefilled, profile: Profile) -> PrefilledForm:
    """What it told alone, and what both say."""
    alone: list[PrefilledFactForm] = [
        {
            "fact": name,
            "year": year,
            "value": value_json(profile.facts[name, year].value),
            "stated": None,
        }
        for name, year in found.facts
    ]
    both: list[PrefilledFactForm] = [
        {
            "fact": one.name,
            "year": one.year,
            "value": value_json(one.platform.value),
            "stated": value_json(one.stated.value),
        }
        for one in found.differing
    ]
    return {
        "origin": found.origin,
        "lawful_basis": found.lawful_basis,
        "day": found.day.isoformat(),
        "facts": alone + both,
    }


def beside_json(decision: Decision, words: Words) -> BesideForm:
    """What is said of the results as a whole."""
    return {
        "outside_totals": {result.measure.id: result.outside for result in decision.outside},
        **_overview(overview(words.rulebook, decision), words.rulebook),
        "questions": [_question(question, words) for question in decision.questions],
        "inference": inference_json(decision.checked, decision.note, decision.remembered),
    }


def _overview(found: Overview, rulebook: Rulebook) -> OverviewForm:
    """The topics with the document that answers each, and the documents under none of them."""
    return {
        "topics": [
            {
                "id": topic.slot.id,
                "title": text_json(topic.slot.title),
                "short": text_json(topic.slot.name),
                "mark": topic.mark.value,
                "measure": topic.best.result.measure.id if topic.best is not None else None,
                "siblings": [answer.result.measure.id for answer in topic.siblings],
                "elsewhere": [
                    {"id": measure.id, "programme": measure.collection}
                    for measure in topic.elsewhere
                ],
            }
            for topic in found.topics
        ],
        "beside_topics": [answer.result.measure.id for answer in found.beside],
        "unpublished": [result.measure.id for result in found.unpublished],
        "programmes": {
            programme.id: {"title": text_json(programme.title), "level": programme.level}
            for programme in rulebook.programmes.values()
        },
    }


def _question(question: Question, words: Words) -> QuestionForm:
    """A missing fact with what hangs on it: the measures, and the largest amount known."""
    missing = question.missing
    return {
        "id": str(missing),
        "text": words.question(missing),
        "fact": missing.name,
        "year": missing.year,
        "record": missing.key or None,
        "field": missing.field or None,
        "known_by": question.known_by,
        "measures": [result.measure.id for result in question.measures],
        "largest": yuan_json(question.largest),
        "rules_out": question.rules_out,
    }
