"""Two rulebooks or two days compared: what ``diff`` answers."""

from typing import Annotated, Literal, TypedDict

from huiqi.audit.difference.results import (
    AmountChange,
    ChangeImpact,
    CountedCause,
    Difference,
    Direction,
    EnterpriseChange,
    GroupChanges,
    MeasureChange,
    Side,
    Witness,
)
from huiqi.decision.results import Amount
from huiqi.serialisation.amounts import EndsForm, ends_json
from huiqi.serialisation.meanings import Day, StatusWord, TruthWord, one_of
from huiqi.serialisation.texts import (
    RulebookForm,
    TextForm,
    maybe_text,
    rulebook_json,
    text_json,
)

ChangeWord = Annotated[
    str,
    one_of(ChangeImpact, "change", "How the conditions compare: who may have it before and after."),
]
AmountChangeWord = Annotated[
    str, one_of(AmountChange, "amount_change", "How the amount compares for those who have it.")
]
DirectionWord = Annotated[
    str, one_of(Direction, "direction", "What a change means for an enterprise.")
]


class SideForm(TypedDict):
    """A rulebook on a day, as the user called it."""

    name: str
    as_of: Day
    rulebook: RulebookForm


class StructuralForm(TypedDict):
    """One thing written differently: of what kind, which, and in words."""

    kind: str
    subject: str
    text: TextForm


class WitnessForm(TypedDict):
    """An enterprise on which both differ, as the text of a profile for each side."""

    text: TextForm
    before: str
    after: str


class WitnessesForm(TypedDict, total=False):
    """One for each way in which they differ."""

    gains: WitnessForm
    losses: WitnessForm
    higher: WitnessForm
    lower: WitnessForm


class MeasureChangeForm(TypedDict):
    """What changes in the meaning of one measure, proved."""

    id: str
    title: TextForm
    change: ChangeWord
    amount: AmountChangeWord
    reason: TextForm
    witnesses: WitnessesForm


class ChangedAmountForm(EndsForm):
    """What an enterprise gets on one side."""

    currency: Literal["CNY"]


class ForceChangeForm(TypedDict):
    """Why it is in force, is not, or may be, on each side."""

    before: TextForm
    after: TextForm


class ClauseChangeForm(TypedDict):
    """A clause that moved the verdict; ``item``: the record it is about; ``null``: not there."""

    id: str
    item: str | None
    text: TextForm
    before: TruthWord | None
    after: TruthWord | None


class EnterpriseChangeForm(TypedDict):
    """What changes for one enterprise in one measure; ``null``: that side has no such measure.

    ``group``: what stands in the column of ``--by``; ``null`` without one.
    """

    enterprise: str
    group: str | None
    file: str
    measure: str
    before: StatusWord | None
    after: StatusWord | None
    direction: DirectionWord
    amount_before: ChangedAmountForm | None
    amount_after: ChangedAmountForm | None
    force: ForceChangeForm | None
    clauses: list[ClauseChangeForm]


class GroupChangesForm(TypedDict):
    """Of a group (``null``: of all): how many were compared, for how many something changes, and
    how many changes there are of each direction.
    """

    group: str | None
    compared: int
    changed: int
    directions: dict[DirectionWord, int]


class CountedCauseForm(TypedDict):
    """A clause that moved the verdict on a measure, or its force (``in-force``): whether it is met
    on each side, how many changes it is a cause of, and how many in each group.
    """

    measure: str
    id: str
    text: TextForm
    before: TruthWord | None
    after: TruthWord | None
    number: int
    groups: dict[str, int]


class UnreadForm(TypedDict):
    """Why an enterprise was not compared."""

    code: str
    place: str
    message: str


class DifferenceForm(TypedDict):
    """Two sides: as written (``structure``), as meant (``measures``), and for the enterprises
    given, of which ``compared`` were read on both sides; ``unlisted``: so many changes are counted
    in ``groups`` and ``causes`` and not among the ``enterprises``; ``note``: why nothing was
    proved.
    """

    before: SideForm
    after: SideForm
    structure: list[StructuralForm]
    measures: list[MeasureChangeForm]
    enterprises: list[EnterpriseChangeForm]
    unlisted: int
    groups: list[GroupChangesForm]
    causes: list[CountedCauseForm]
    compared: int
    unread: dict[str, list[UnreadForm]]
    note: TextForm | None


def difference_json(found: Difference) -> DifferenceForm:
    """What ``diff --json`` prints."""
    given = found.enterprises
    return {
        "before": _side(found.before),
        "after": _side(found.after),
        "structure": [
            {"kind": one.kind, "subject": one.subject, "text": text_json(one.text)}
            for one in found.structure
        ],
        "measures": [_measure(one) for one in found.measures],
        "enterprises": [_enterprise(change) for change in given.changes],
        "unlisted": given.unlisted,
        "groups": [_group(name, own) for name, own in given.groups.items()],
        "causes": [_cause(one) for one in given.causes],
        "compared": given.compared,
        "unread": {
            file: [
                {"code": item.code, "place": str(item.place), "message": item.message}
                for item in findings
            ]
            for file, findings in given.unread.items()
        },
        "note": maybe_text(found.note),
    }


def _side(side: Side) -> SideForm:
    return {
        "name": side.name,
        "as_of": side.as_of.isoformat(),
        "rulebook": rulebook_json(side.rulebook),
    }


def _measure(one: MeasureChange) -> MeasureChangeForm:
    witnesses: WitnessesForm = {}
    if one.gains is not None:
        witnesses["gains"] = _witness(one.gains)
    if one.losses is not None:
        witnesses["losses"] = _witness(one.losses)
    if one.higher is not None:
        witnesses["higher"] = _witness(one.higher)
    if one.lower is not None:
        witnesses["lower"] = _witness(one.lower)
    return {
        "id": one.measure,
        "title": text_json(one.title),
        "change": one.change.value,
        "amount": one.amount.value,
        "reason": text_json(one.reason),
        "witnesses": witnesses,
    }


def _witness(witness: Witness) -> WitnessForm:
    return {"text": text_json(witness.text), "before": witness.before, "after": witness.after}


def _enterprise(one: EnterpriseChange) -> EnterpriseChangeForm:
    force: ForceChangeForm | None = None
    if one.force is not None:
        force = {"before": text_json(one.force.before), "after": text_json(one.force.after)}
    return {
        "enterprise": one.enterprise,
        "group": one.group or None,
        "file": one.file,
        "measure": one.measure,
        "before": one.before.value if one.before is not None else None,
        "after": one.after.value if one.after is not None else None,
        "direction": one.direction.value,
        "amount_before": _amount(one.amount_before),
        "amount_after": _amount(one.amount_after),
        "force": force,
        "clauses": [
            {
                "id": clause.clause,
                "item": clause.item or None,
                "text": text_json(clause.text),
                "before": clause.before,
                "after": clause.after,
            }
            for clause in one.clauses
        ],
    }


def _group(name: str, own: GroupChanges) -> GroupChangesForm:
    return {
        "group": name or None,
        "compared": own.compared,
        "changed": own.changed,
        "directions": {way.value: own.directions[way] for way in Direction if own.directions[way]},
    }


def _cause(one: CountedCause) -> CountedCauseForm:
    return {
        "measure": one.measure,
        "id": one.cause.clause,
        "text": text_json(one.cause.text),
        "before": one.cause.before,
        "after": one.cause.after,
        "number": one.number,
        "groups": {name: number for name, number in sorted(one.groups.items()) if name},
    }


def _amount(value: Amount | None) -> ChangedAmountForm | None:
    if value is None:
        return None
    return {**ends_json(value), "currency": "CNY"}
