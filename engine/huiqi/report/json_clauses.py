"""The parts of an answer that every JSON shares: clauses in their groups, citations, texts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from huiqi.decision.groups import Standing
from huiqi.decision.trace import Gap
from huiqi.inference.errors import Reason
from huiqi.language.types import Kind
from huiqi.profile.profile import Judgement
from huiqi.quantities import Number, round_half_up
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES, Basis
from huiqi.rulebook.measure import Group
from huiqi.rulebook.text import Text

Json = dict[str, Any]


def tree_json(parts: Iterable[Standing], phrases: Phrases) -> Json:
    """The conditions, each with the group it stands in, and the groups.

    ``truth`` is whether it is so; ``met``: whether it is as it should be (of what a group 均不得有
    lists, that it is not so); ``decides``: the verdict rests on it.
    """
    page: Json = {"clauses": [], "groups": []}
    for part in parts:
        standing = {"met": part.met.value, "decides": part.decides}
        group = part.clause
        if not isinstance(group, Group):
            own = _condition(part, phrases)
            page["clauses"].append({**own, "group": part.within, **standing})
            continue
        page["groups"].append(
            {
                "id": group.id,
                "kind": group.kind,
                "at_least": group.threshold if group.kind == "at_least" else None,
                "within": part.within,
                "text": text_json(group.text) if group.text else None,
                "truth": part.truth.value,
                **standing,
            }
        )
    return page


def _condition(part: Standing, phrases: Phrases) -> Json:
    """A condition with what it requires, what was found, and who judged it."""
    result = part.result
    assert result is not None
    condition = result.condition
    explained = phrases.standing(part)
    judgement = None if result.judgement is None else judgement_json(result.judgement)
    return {
        "id": condition.id,
        "text": text_json(condition.text),
        "truth": result.truth.value,
        "grade": GRADES[result.grade].value,
        "required": explained.required,
        "actual": explained.actual,
        "gap": explained.gap,
        "gaps": [_gap(gap, phrases) for gap in explained.gaps],
        "basis": [basis_json(basis) for basis in condition.basis],
        "missing": [str(missing) for missing in result.missing],
        "reasons": [cause.text for cause in result.causes],
        "judgement": judgement,
        "readings": {key: truth.value for key, truth in result.readings.items()},
    }


def _gap(gap: Gap, phrases: Phrases) -> Json:
    """A gap as a number: of what, how far, in which unit, and whether time alone closes it."""
    kind = gap.type.kind
    units = {Kind.MONEY: "CNY", Kind.RATIO: "percentage_points", Kind.DATE: "days"}
    far = gap.distance * 100 if kind is Kind.RATIO else gap.distance
    if isinstance(far, Fraction):
        # A quotient that does not end: its rounding is only shown, never computed with.
        far = round_half_up(far, 12)
    return {
        "of": phrases.said(gap.of),
        "distance": f"{far:f}",
        "unit": units.get(kind, gap.unit or None),
        "over": gap.over,
        "holds_from": gap.holds_from.isoformat() if gap.holds_from is not None else None,
    }


def judgement_json(judgement: Judgement) -> Json:
    """An official's answer."""
    return {
        "answer": judgement.choice or judgement.answer,
        "by": judgement.by,
        "date": judgement.on.isoformat() if judgement.on else None,
        "reason": judgement.reason,
    }


def basis_json(basis: Basis) -> Json:
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


def text_json(text: Text) -> Json:
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def inference_json(checked: int, note: Reason | None, remembered: int = 0) -> Json:
    """On how many nodes network and evaluator said the same; ``note``: why not on all;
    ``remembered``: of how many the network had been asked the same before.
    """
    said = {"zh": note.zh, "en": note.en, "remedy": note.remedy or None} if note else None
    return {"checked": checked, "remembered": remembered, "note": said}


def yuan(amount: Number | None) -> str | None:
    """An amount as a decimal string; ``None`` where none is known."""
    return None if amount is None else f"{round_half_up(amount, 2):f}"
