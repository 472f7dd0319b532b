"""Conditions in their groups, as they stand in a verdict."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, TypedDict

from huiqi.decision.groups import Standing
from huiqi.decision.standing import settler_of
from huiqi.decision.trace import Gap
from huiqi.language.types import Kind
from huiqi.quantities import round_half_up
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.measure import Group
from huiqi.serialisation.meanings import Day, FactKey, GradeWord, Meaning, SettlerWord, TruthWord
from huiqi.serialisation.texts import (
    BasisForm,
    JudgementForm,
    TextForm,
    basis_json,
    judgement_json,
    maybe_text,
    text_json,
)
from huiqi.serialisation.words import Words

GroupKind = Annotated[
    str,
    Meaning("group_kind", "How many must be so.", words=("all", "any", "none", "at_least")),
]


class GapForm(TypedDict):
    """How far a figure is from what is asked of it, as a number.

    ``unit``: CNY, percentage_points, days, or what is counted; ``over``: it is too much, not too
    little; ``holds_from``: it holds by itself from that day.
    """

    of: str
    distance: str
    unit: str | None
    over: bool
    holds_from: Day | None


class ClauseForm(TypedDict):
    """A condition.  ``truth``: whether it is so; ``met``: whether it is as it should be (of what
    must not be, that it is not so); ``decides``: the verdict rests on it; ``applies``: it is asked
    at all, and not met only since nothing is.

    ``required``, ``actual``, ``gap`` are told in the language asked for, empty where there is
    nothing to tell; ``brief``: in few words, what is so where it is not met; ``readings``: its
    truth under each reading of an ambiguous text; ``settled_by``: who can settle it where it is
    open, the enterprise by a fact of its own or of the incident; ``group``: the group it stands in.
    """

    id: str
    text: TextForm
    brief: TextForm | None
    truth: TruthWord
    grade: GradeWord
    required: str
    actual: str
    gap: str
    gaps: list[GapForm]
    basis: list[BasisForm]
    missing: list[FactKey]
    reasons: list[str]
    judgement: JudgementForm | None
    readings: dict[str, TruthWord]
    settled_by: SettlerWord | None
    group: str | None
    met: TruthWord
    decides: bool
    applies: bool


class GroupForm(TypedDict):
    """A group of conditions and groups; ``within``: the group it stands in."""

    id: str
    kind: GroupKind
    at_least: int | None
    within: str | None
    text: TextForm | None
    truth: TruthWord
    met: TruthWord
    decides: bool


class TreeForm(TypedDict):
    """The conditions and the groups of a verdict, in the order of reading."""

    clauses: list[ClauseForm]
    groups: list[GroupForm]


def tree_json(parts: Iterable[Standing], words: Words) -> TreeForm:
    """The conditions, each with the group it stands in, and the groups."""
    page: TreeForm = {"clauses": [], "groups": []}
    for part in parts:
        if isinstance(part.clause, Group):
            page["groups"].append(_group(part, part.clause))
        else:
            page["clauses"].append(_condition(part, words))
    return page


def _group(part: Standing, group: Group) -> GroupForm:
    return {
        "id": group.id,
        "kind": group.kind,
        "at_least": group.threshold if group.kind == "at_least" else None,
        "within": part.within,
        "text": maybe_text(group.text),
        "truth": part.truth.value,
        "met": part.met.value,
        "decides": part.decides,
    }


def _condition(part: Standing, words: Words) -> ClauseForm:
    """A condition with what it requires, what was found, and who judged it."""
    result = part.result
    assert result is not None
    condition, told, settler = result.condition, words.standing(part), settler_of(result)
    return {
        "id": condition.id,
        "text": text_json(condition.text),
        "brief": maybe_text(condition.brief),
        "truth": result.truth.value,
        "grade": GRADES[result.grade].value,
        "required": told.required,
        "actual": told.actual,
        "gap": told.gap,
        "gaps": [_gap(gap, words) for gap in told.gaps],
        "basis": [basis_json(basis) for basis in condition.basis],
        "missing": [str(missing) for missing in result.missing],
        "reasons": [cause.text for cause in result.causes],
        "judgement": None if result.judgement is None else judgement_json(result.judgement),
        "readings": {key: truth.value for key, truth in result.readings.items()},
        "settled_by": None if settler is None else settler.value,
        "group": part.within,
        "met": part.met.value,
        "decides": part.decides,
        "applies": part.applies,
    }


def _gap(gap: Gap, words: Words) -> GapForm:
    """A gap as a number: of what, how far, in which unit, and whether time alone closes it."""
    kind = gap.type.kind
    units = {Kind.MONEY: "CNY", Kind.RATIO: "percentage_points", Kind.DATE: "days"}
    far = gap.distance * 100 if kind is Kind.RATIO else gap.distance
    if isinstance(far, Fraction):
        # A quotient that does not end: its rounding is only shown, never computed with.
        far = round_half_up(far, 12)
    return {
        "of": words.said(gap.of),
        "distance": f"{far:f}",
        "unit": units.get(kind, gap.unit or None),
        "over": gap.over,
        "holds_from": gap.holds_from.isoformat() if gap.holds_from is not None else None,
    }
