"""One measure as it was decided."""

from typing import Annotated, Literal, TypedDict

from huiqi.decision.application import application_of
from huiqi.decision.contested import Contest, contests
from huiqi.decision.groups import awaited
from huiqi.decision.results import MOST_IN_FULL, ItemResult, MeasureResult, amount_kind
from huiqi.decision.standing import mark_of, settlers
from huiqi.decision.what_if import Change, Witness
from huiqi.evaluation.reads import Missing
from huiqi.rulebook.basis import GRADES
from huiqi.serialisation.amounts import AmountForm, EndsForm, amount_json, ends_json
from huiqi.serialisation.applying import ApplyForm, apply_json
from huiqi.serialisation.clauses import TreeForm, tree_json
from huiqi.serialisation.meanings import (
    AmountKindWord,
    FactKey,
    GradeWord,
    MarkWord,
    Meaning,
    SettlerWord,
    StatusWord,
    TruthWord,
    Yuan,
)
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

Recipient = Annotated[
    str,
    Meaning("recipient", "Whose it is to have.", words=("enterprise", "organisation", "cluster")),
]


class ForceForm(TypedDict):
    """Whether it is in force, why, when it was last seen (a day, a month or a year), and an
    official's answer.
    """

    truth: TruthWord
    reason: TextForm
    last_seen: str | None
    judgement: JudgementForm | None


ChangeForm = TypedDict("ChangeForm", {"fact": FactKey, "from": ValueForm, "to": ValueForm})
ChangeForm.__doc__ = """A fact that would have to be different: from what it is, to what."""


class FilledForm(TypedDict):
    """A missing fact with the value it is given in a completion."""

    fact: FactKey
    value: ValueForm


class RangeForm(TypedDict):
    """Of an amount that is not one figure: the facts with which each end comes out, if any were
    found; ``tight``: both do; ``narrowest``: the fact that narrows it most; ``cut_short``: the
    effort ended before all was tried.
    """

    tight: bool
    low: list[FilledForm] | None
    high: list[FilledForm] | None
    narrowest: FactKey | None
    cut_short: bool


class ItemForm(TreeForm):
    """A record of a measure that is decided record by record."""

    key: str
    status: StatusWord
    grade: GradeWord
    amount: AmountForm | None
    amount_kind: AmountKindWord


class BriefItemForm(TypedDict):
    """A record beyond those that are told in full: its verdict and what it comes to."""

    key: str
    status: StatusWord
    amount: EndsForm | None
    amount_kind: AmountKindWord
    brief: Literal[True]


class IllustrationForm(TypedDict):
    """What it would be with weak statements counted: for reference only, in no total.

    ``models``: of a measure whose text is not public, those it is modelled on, each as a measure;
    ``modelled_on``: their ids, or the titles of what it rests on.
    """

    status: StatusWord
    conditions: StatusWord
    amount: AmountForm | None
    amount_kind: AmountKindWord
    modelled_on: list[str]
    models: list["MeasureForm"]


class StatementForm(TypedDict):
    """What one of several sources says the amount is, in yuan (``null``: not worked out)."""

    id: str
    text: TextForm
    value: ValueForm | None
    grade: GradeWord
    basis: list[BasisForm]


class ContestForm(TypedDict):
    """What a conflict does to the amount: what each source says, the bounds of all (``null``: not
    worked out, or open), the weaker grade, which the amount has until an official chooses, and
    under which key of ``judgements`` that is said; ``judgement``: who chose.
    """

    statements: list[StatementForm]
    low: Yuan | None
    high: Yuan | None
    grade: GradeWord
    settled_under: str
    judgement: JudgementForm | None


class ConflictForm(TypedDict):
    """Sources that disagree; ``amount``: what that does to the amount, ``null`` where they
    disagree on something else.
    """

    id: str
    text: TextForm
    basis: list[BasisForm]
    amount: ContestForm | None


class MeasureForm(TreeForm):
    """A measure.  ``status`` is the verdict; ``conditions`` the same whatever is known of its
    ``force``; ``mark`` how it stands for a reader (``null``: another place's, a reference alone);
    ``settled_by``: who can settle what is open, the nearest first.

    ``amount_kind`` says what ``amount`` is where it is ``null`` or a figure; ``clauses`` and
    ``groups`` are of its own verdict, those of a measure for records stand in ``items``, of which
    the first ``items_in_full`` are told in full.  ``changes``: the smallest with which it would
    qualify, ``changed_amount``: what it would then come to; ``missing`` and ``reasons``: what
    leaves it open; ``unstated``: what the source does not say; ``proofs``: what to bring;
    ``awaited``: what may still happen, where the refusal rests on that alone.
    """

    id: str
    programme: str
    slot: int | None
    title: TextForm
    short: TextForm
    status: StatusWord
    conditions: StatusWord
    force: TruthWord
    mark: MarkWord | None
    settled_by: list[SettlerWord]
    grade: GradeWord
    in_force: ForceForm
    recipient: Recipient
    department: TextForm | None
    apply: ApplyForm
    amount: AmountForm | None
    amount_kind: AmountKindWord
    range: RangeForm | None
    illustration: IllustrationForm | None
    items: list[ItemForm | BriefItemForm]
    items_in_full: int
    changes: list[ChangeForm]
    changed_amount: AmountForm | None
    awaited: list[TextForm]
    missing: list[FactKey]
    reasons: list[str]
    unstated: list[TextForm]
    conflicts: list[ConflictForm]
    basis: list[BasisForm]
    proofs: list[str]


def measure_json(result: MeasureResult, words: Words) -> MeasureForm:
    """A measure with everything that is said of it."""
    measure = result.measure
    none: TreeForm = {"clauses": [], "groups": []}
    return {
        "id": measure.id,
        "programme": measure.collection,
        "slot": measure.slot,
        "title": text_json(measure.title),
        "short": text_json(measure.name),
        "status": result.status.value,
        "conditions": result.conditions.value,
        "force": result.force.truth.value,
        # Another place's is a reference: it answers nothing here.
        "mark": None if words.rulebook.level(measure) == "comparable" else mark_of(result).value,
        "settled_by": [settler.value for settler in settlers(result)],
        "grade": GRADES[result.grade].value,
        "in_force": _force(result),
        "recipient": measure.recipient,
        "department": maybe_text(measure.department),
        "apply": apply_json(measure.apply, application_of(result)),
        "amount": amount_json(result.amount, words),
        "amount_kind": result.amount_kind.value,
        "range": _range(result),
        "illustration": _illustration(result, words),
        **(tree_json(result.verdict.parts, words) if result.verdict else none),
        "items": [
            _item(item, result, words) if place < MOST_IN_FULL else _briefly(item, result)
            for place, item in enumerate(result.items)
        ],
        "items_in_full": min(len(result.items), MOST_IN_FULL),
        "changes": [change_json(change) for change in result.changes],
        "changed_amount": amount_json(result.changed_amount, words),
        "awaited": [
            text_json(event)
            for clause in awaited(result)
            for event in (clause.condition.awaits,)
            if event is not None
        ],
        "missing": [str(missing) for missing in result.missing],
        "reasons": [cause.text for cause in result.causes],
        "unstated": [text_json(text) for text in measure.unstated],
        "conflicts": [_conflict(contest, result) for contest in contests(result)],
        "basis": [basis_json(basis) for basis in measure.basis],
        "proofs": list(result.proofs),
    }


def _force(result: MeasureResult) -> ForceForm:
    force, last = result.force, result.measure.in_force.last_seen
    return {
        "truth": force.truth.value,
        "reason": text_json(force.reason),
        "last_seen": str(last) if last is not None else None,
        "judgement": judgement_json(force.judgement) if force.judgement is not None else None,
    }


def _illustration(result: MeasureResult, words: Words) -> IllustrationForm | None:
    told = result.illustration
    if told is None:
        return None
    kind = amount_kind(told.amount, told.status, result.measure.gives is not None)
    return {
        "status": told.status.value,
        "conditions": told.conditions.value,
        "amount": amount_json(told.amount, words),
        "amount_kind": kind.value,
        "modelled_on": [model.measure.id for model in told.models]
        or [basis.source.title for basis in told.modelled_on],
        "models": [measure_json(model, words) for model in told.models],
    }


def _conflict(contest: Contest, result: MeasureResult) -> ConflictForm:
    conflict = contest.conflict
    return {
        "id": conflict.id,
        "text": text_json(conflict.text),
        "basis": [basis_json(basis) for basis in conflict.basis],
        "amount": _contest(contest, result),
    }


def _contest(contest: Contest, result: MeasureResult) -> ContestForm | None:
    grade, between, amount = contest.grade, contest.between, result.amount
    if grade is None:
        return None
    chosen = amount.judgement if amount is not None else None
    return {
        "statements": [
            {
                "id": statement.id,
                "text": text_json(statement.text),
                "value": None if value is None else value_json(value),
                "grade": GRADES[statement.grade].value,
                "basis": [basis_json(basis) for basis in statement.basis],
            }
            for statement, value in contest.statements
        ],
        "low": yuan_json(between.low) if between is not None else None,
        "high": yuan_json(between.high) if between is not None else None,
        "grade": GRADES[grade].value,
        "settled_under": result.measure.amount_question,
        "judgement": None if chosen is None else judgement_json(chosen),
    }


def _range(result: MeasureResult) -> RangeForm | None:
    report = result.range
    if report is None:
        return None
    return {
        "tight": report.tight,
        "low": _witness(report.low),
        "high": _witness(report.high),
        "narrowest": str(report.narrowest) if report.narrowest is not None else None,
        "cut_short": report.cut_short,
    }


def _witness(witness: Witness | None) -> list[FilledForm] | None:
    if witness is None:
        return None
    return [{"fact": str(one.missing), "value": value_json(one.value)} for one in witness]


def _kind(item: ItemResult, result: MeasureResult) -> str:
    named = result.measure.gives is not None
    return amount_kind(item.amount, item.verdict.status, named).value


def _item(item: ItemResult, result: MeasureResult, words: Words) -> ItemForm:
    return {
        "key": item.key,
        "status": item.verdict.status.value,
        "grade": GRADES[item.verdict.grade].value,
        "amount": amount_json(item.amount, words),
        "amount_kind": _kind(item, result),
        **tree_json(item.verdict.parts, words),
    }


def _briefly(item: ItemResult, result: MeasureResult) -> BriefItemForm:
    amount = None if item.amount is None else ends_json(item.amount)
    status, kind = item.verdict.status.value, _kind(item, result)
    return {"key": item.key, "status": status, "amount": amount, "amount_kind": kind, "brief": True}


def change_json(change: Change) -> ChangeForm:
    """One change of a fact."""
    return {
        "fact": str(Missing(change.name, change.year)),
        "from": value_json(change.before),
        "to": value_json(change.after),
    }
