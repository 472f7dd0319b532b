"""Linking a period of force: its citations, and what of it contradicts itself."""

from __future__ import annotations

from pydantic import BaseModel

from huiqi.language.tree import Node
from huiqi.rulebook.force import InForce
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.measure_models import InForceModel
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.validation import Part
from huiqi.sentences import sentence

_Path = tuple[str | int, ...]


def link_period(
    model: InForceModel,
    part: Part[BaseModel],
    path: _Path,
    linker: Linking,
    on: tuple[Node, ...] = (),
) -> InForce:
    """The period; R328 where what it states cannot all be so.  ``on``: its days, as linked."""
    period = held(
        InForce,
        model,
        seen=tuple(sorted(model.seen)),
        basis=linker.bases(model.basis, part, (*path, "basis")),
        on=on,
        place=part.place(*path),
    )
    problem = _contradiction(period)
    if problem is not None:
        key, said = problem
        part.report("R328", (*path, key), said)
    return period


def _contradiction(period: InForce) -> tuple[str, str] | None:
    """What contradicts the rest, and why."""
    first, last = period.possible
    if first > last:
        key = "until" if period.until == last else "ended_by"
        return key, sentence("失效日（{key}）早于施行日（from {first}）", key=key, first=first)
    if period.ended_by is not None and (period.until is not None or period.open):
        return "ended_by", sentence(
            "ended_by（至迟何日已失效）只在没有见到失效日时写，不与 until、open 同写"
        )
    if any(sighting.last < first or sighting.first > last for sighting in period.seen):
        return "seen", sentence("看到它有效的日期（seen）不在起止日期之间")
    return None
