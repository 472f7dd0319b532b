"""What "first violation" means, as a condition; open where the source leaves it open.

Each combination of window, kind and authority that the source leaves possible is one reading:
the answer is known where all readings agree.
"""

from __future__ import annotations

from itertools import product

from pydantic import BaseModel

from huiqi.quantities import parse_span
from huiqi.rulebook.basis import support
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.measure import Condition, Reading
from huiqi.rulebook.penalty_clauses import ACT, HISTORY, PenaltyLinking
from huiqi.rulebook.penalty_models import FirstModel
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Part
from huiqi.sentences import Sentence, sentence

_KINDS = {
    "same": ("h.{same_kind}", sentence("同类")),
    "listed": ("h.{listed}", sentence("同一清单所列事项")),
    "domain": ("h.{domain} == incident.{act_domain}", sentence("同一领域")),
    "any": ("", sentence("任何违法")),
}
_AUTHORITIES = {
    "same": ("h.{authority} == incident.{act_authority}", sentence("同一机关")),
    "any": ("", sentence("任何机关")),
}
_NAMED = {"calendar_year": sentence("同一自然年度"), "ever": sentence("此前从未")}


def link_first(
    name: str, model: FirstModel, part: Part[BaseModel], linker: PenaltyLinking
) -> Condition:
    """The condition that no earlier violation counts, as a named one."""
    expressions = Expressions(part, linker.scope)
    basis = linker.bases(model.basis, part, ("first", name, "basis"))
    fields = {**linker.facts[HISTORY].roles}
    fields |= {f"act_{role}": field for role, field in linker.facts[ACT].roles.items()}
    readings = []
    choices = product(model.windows, model.kinds, model.authorities)
    for window, kind, authority in choices:
        counted = [_window(window), _KINDS[kind][0], _AUTHORITIES[authority][0]]
        text = " and ".join(part for part in counted if part).format_map(fields)
        node = expressions.truth(f"not any({text} for h in history)", ("first", name))
        said = sentence(
            "{window}·{kind}·{authority}",
            window=_NAMED.get(window) or _within(window),
            kind=_KINDS[kind][1],
            authority=_AUTHORITIES[authority][1],
        )
        readings.append(Reading(f"{window}-{kind}-{authority}", Text.of(said), node))
    known = readings[0].node if len(readings) == 1 else None
    return Condition(
        id=name.replace("_", "-"),
        text=model.text,
        basis=basis,
        grade=support(basis),
        node=known,
        readings=() if known is not None else tuple(readings),
        note=model.note,
        place=part.document.key_place(("first", name)),
    )


def _window(window: str) -> str:
    """The earlier violation's day, up to the day of this act."""
    until = "h.{committed} <= incident.{act_committed}"
    if window == "ever":
        return until
    if window == "calendar_year":
        return f"h.{{committed}} >= start_of(incident.{{act_year}}) and {until}"
    return f"h.{{committed}} within {window} before incident.{{act_committed}}"


def _within(window: str) -> Sentence:
    """A span such as ``12个月``."""
    span = parse_span(window)
    if span.unit == "months":
        return sentence("{number}个月内", number=span.amount)
    return sentence("{number}年内", number=span.amount)
