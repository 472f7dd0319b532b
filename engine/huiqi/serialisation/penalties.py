"""The decision on an incident: what ``penalty`` answers."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, TypedDict

from huiqi.penalty.laws import ApplicableLaw, Law
from huiqi.penalty.results import (
    Consequence,
    Course,
    OfficerQuestion,
    PenaltyDecision,
    PenaltyStatus,
    Precondition,
    RuleResult,
    Task,
    Turn,
)
from huiqi.rulebook.penalties import PenaltyBook, Procedures
from huiqi.rulebook.roles import Role
from huiqi.serialisation.clauses import TreeForm, tree_json
from huiqi.serialisation.errors import WarnedForm
from huiqi.serialisation.meanings import Day, FactKey, Meaning, Sha256, TruthWord, Yuan, one_of
from huiqi.serialisation.penalty_items import (
    Citations,
    EffectWord,
    Ids,
    OutcomeForm,
    PairForm,
    PenaltyItemForm,
    PrecedentForm,
    item_json,
    outcome_json,
    precedent_json,
)
from huiqi.serialisation.texts import (
    BasisForm,
    InferenceForm,
    JudgementForm,
    TextForm,
    basis_json,
    inference_json,
    judgement_json,
    maybe_text,
    text_json,
)
from huiqi.serialisation.values import yuan_json
from huiqi.serialisation.words import Words
from huiqi.values import Choice as Symbols

PenaltyStatusWord = Annotated[
    str, one_of(PenaltyStatus, "penalty_status", "Whether what follows is settled.")
]


class PenaltyRulebookForm(TypedDict):
    """By which rules: their version, and the fingerprint of the part on penalties."""

    version: str
    sha256: Sha256
    part: Literal["penalties"]


class IncidentForm(TypedDict):
    """Whose incident, and what is known of it: the violation, its field, the authority."""

    enterprise: str
    what: str | None
    domain: str | None
    authority: str | None


class ConsequenceForm(TypedDict):
    """What follows; ``otherwise``: where the officer does not choose what may follow."""

    outcome: PairForm
    otherwise: PairForm | None


class RuleResultForm(TreeForm):
    """A provision or an item: whether it applies (``truth``), and whether it decides (an item that
    is barred, or stated twice differently, may apply and not decide); its conditions in their
    groups, each with whether the answer rests on it.
    """

    id: str
    list: str | None
    title: TextForm
    outcome: OutcomeForm
    truth: TruthWord
    decides: TruthWord
    basis: Citations
    conflicts_with: Ids


class PenaltyStepForm(TypedDict):
    """What has to happen before the lenient outcome, and by when."""

    kind: str
    text: TextForm
    by: Day | None
    done: bool
    rules: list[str]


class DutyForm(TypedDict):
    """A duty that follows; ``if_chosen``: only where the authority decides not to punish."""

    id: str
    text: TextForm
    if_chosen: bool
    done: bool
    basis: list[BasisForm]


class ProcedureForm(TypedDict):
    """How the case is handled; ``legal_review``: true, or ``null`` where the source does not say;
    ``applies``: unknown where it depends on what is not known.
    """

    id: str
    title: TextForm
    outcome: EffectWord
    if_chosen: bool
    applies: Annotated[str, Meaning("applies", "", words=("true", "unknown"))]
    legal_review: bool | None
    documents: list[TextForm]
    register: TextForm
    note: TextForm | None
    basis: list[BasisForm]


class OfficerQuestionForm(TypedDict):
    """What only an officer can say, the rules that ask it, and what others' lists say of it."""

    key: str
    text: TextForm
    rules: list[str]
    basis: list[BasisForm]
    precedents: list[PrecedentForm]


class LawForm(TypedDict):
    """A provision violated, in one version, with the range of its fine in yuan."""

    law: str
    article: str
    fine_low: Yuan | None
    fine_high: Yuan | None
    violation: bool


class ChoiceForm(TypedDict):
    """What applies among provisions or versions; ``null``: an officer has to choose."""

    chosen: LawForm | None
    among: list[LawForm]
    reason: TextForm


class FinesForm(TypedDict):
    """Which version of each law applies, and which of several fines is imposed."""

    versions: list[ChoiceForm]
    one_fine: ChoiceForm | None


class EventForm(TypedDict):
    """What an arrival of a fact, an event or an answer changed: leaves from what to what."""

    what: str
    on: Day | None
    status: PenaltyStatusWord
    at_best: ConsequenceForm
    at_worst: ConsequenceForm
    changed: dict[str, list[TruthWord]]


class RemarkForm(TypedDict):
    """What is known of later versions of a list."""

    list: str
    text: TextForm


class CityListForm(TypedDict):
    """Whether the city's own list was imported, and how large it is reported to be."""

    imported: bool
    reported_domains: int
    reported_items: int


class PenaltyForm(WarnedForm):
    """What follows from an incident: settled (``outcome``), or between ``at_best`` and
    ``at_worst``.

    ``rulings``: an official's answers on conflicts; ``items_not_said``: the answer turns on items
    that the incident does not name, ``candidates`` are what it may be; ``precedents`` never decide.
    """

    rulebook: PenaltyRulebookForm
    as_of: Day
    incident: IncidentForm
    status: PenaltyStatusWord
    outcome: PairForm | None
    otherwise: PairForm | None
    at_best: ConsequenceForm
    at_worst: ConsequenceForm
    rules: list[RuleResultForm]
    rulings: dict[str, JudgementForm]
    steps: list[PenaltyStepForm]
    duties: list[DutyForm]
    procedures: list[ProcedureForm]
    questions: list[OfficerQuestionForm]
    missing: list[FactKey]
    items_not_said: bool
    candidates: list[PenaltyItemForm]
    precedents: list[PrecedentForm]
    fines: FinesForm
    events: list[EventForm]
    remarks: list[RemarkForm]
    city_list: CityListForm
    inference: InferenceForm


def penalty_json(decision: PenaltyDecision, book: PenaltyBook, words: Words) -> PenaltyForm:
    """What ``penalty INCIDENT --json`` prints."""
    answer, day = decision.answer, decision.as_of
    settled = answer.worst == answer.best
    known = decision.incident.known().judgements
    return {
        "rulebook": {"version": book.terms.version, "sha256": book.sha256, "part": "penalties"},
        "as_of": day.isoformat(),
        "incident": {
            "enterprise": decision.incident.name,
            "what": _symbol(decision, book, "act"),
            "domain": _symbol(decision, book, "domain"),
            "authority": _symbol(decision, book, "authority"),
        },
        "status": answer.status.value,
        "outcome": _consequence(answer.worst)["outcome"] if settled else None,
        "otherwise": _consequence(answer.worst)["otherwise"] if settled else None,
        "at_best": _consequence(answer.best),
        "at_worst": _consequence(answer.worst),
        "rules": [_rule(result, words) for result in answer.rules],
        "rulings": {
            key: judgement_json(ruling)
            for key, ruling in known.items()
            if key.startswith("conflict/")
        },
        "steps": [_step(step) for step in decision.steps],
        "duties": [_duty(task) for task in decision.duties],
        "procedures": procedures_json(decision.courses, book.procedures),
        "questions": [_question(question, book, day) for question in decision.questions],
        "missing": [str(missing) for missing in decision.missing],
        "items_not_said": decision.unnamed,
        "candidates": [item_json(rule, book) for rule in decision.candidates],
        "precedents": [precedent_json(model, book, day) for model in decision.precedents],
        "fines": {
            "versions": [_choice(choice) for choice in decision.versions],
            "one_fine": _choice(decision.fine) if decision.fine else None,
        },
        "events": [_event(turn) for turn in decision.turns],
        "remarks": [
            {"list": found.id, "text": text_json(found.later)}
            for found in decision.dated
            if found.later is not None
        ],
        "city_list": {
            "imported": decision.city_list,
            "reported_domains": book.city.domains,
            "reported_items": book.city.items,
        },
        "inference": inference_json(decision.checked, decision.note),
    }


def _rule(result: RuleResult, words: Words) -> RuleResultForm:
    rule = result.rule
    return {
        "id": rule.id,
        "list": rule.collection if rule.sanction.listed else None,
        "title": text_json(rule.title),
        "outcome": outcome_json(rule.sanction),
        "truth": result.verdict.truth.value,
        "decides": result.decides.value,
        **tree_json(result.verdict.parts, words),
        "basis": [basis_json(basis) for basis in rule.basis],
        "conflicts_with": list(rule.sanction.conflicts_with),
    }


def _consequence(found: Consequence) -> ConsequenceForm:
    effect, modality = found.outcome
    otherwise: PairForm | None = None
    if found.may is not None:
        otherwise = {"effect": found.must, "modality": "must"}
    return {"outcome": {"effect": effect, "modality": modality}, "otherwise": otherwise}


def _step(step: Precondition) -> PenaltyStepForm:
    return {
        "kind": step.kind,
        "text": text_json(step.text),
        "by": step.by.isoformat() if step.by else None,
        "done": step.done,
        "rules": list(step.rules),
    }


def _duty(task: Task) -> DutyForm:
    return {
        "id": task.duty.id,
        "text": text_json(task.duty.text),
        "if_chosen": task.chosen,
        "done": task.done,
        "basis": [basis_json(basis) for basis in task.duty.basis],
    }


def procedures_json(courses: Iterable[Course], book: Procedures | None) -> list[ProcedureForm]:
    """How the case is handled."""
    if book is None:
        return []
    return [
        {
            "id": course.procedure.id,
            "title": text_json(course.procedure.title),
            "outcome": course.procedure.outcome,
            "if_chosen": course.chosen,
            "applies": "unknown" if course.open else "true",
            "legal_review": course.procedure.review,
            "documents": [text_json(document) for document in course.procedure.documents],
            "register": text_json(book.register),
            "note": maybe_text(book.note),
            "basis": [basis_json(basis) for basis in book.basis],
        }
        for course in courses
    ]


def _question(question: OfficerQuestion, book: PenaltyBook, as_of: date) -> OfficerQuestionForm:
    return {
        "key": question.key,
        "text": text_json(question.text),
        "rules": list(question.rules),
        "basis": [basis_json(basis) for basis in question.basis],
        "precedents": [precedent_json(said.precedent, book, as_of) for said in question.sayings],
    }


def _event(turn: Turn) -> EventForm:
    return {
        "what": turn.label,
        "on": turn.on.isoformat() if turn.on else None,
        "status": turn.answer.status.value,
        "at_best": _consequence(turn.answer.best),
        "at_worst": _consequence(turn.answer.worst),
        "changed": {
            leaf: [before.value, after.value] for leaf, (before, after) in turn.changed.items()
        },
    }


def _choice(choice: ApplicableLaw) -> ChoiceForm:
    return {
        "chosen": _law(choice.chosen) if choice.chosen else None,
        "among": [_law(law) for law in choice.among],
        "reason": text_json(choice.reason),
    }


def _law(law: Law) -> LawForm:
    return {
        "law": law.law,
        "article": law.article,
        "fine_low": yuan_json(law.fine_low),
        "fine_high": yuan_json(law.fine_high),
        "violation": law.violation,
    }


def _symbol(decision: PenaltyDecision, book: PenaltyBook, role: Role) -> str | None:
    value = decision.fields.get(book.act.roles[role])
    return next(iter(value.symbols)) if isinstance(value, Symbols) and value.symbols else None
