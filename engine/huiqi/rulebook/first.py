"""What "first violation" means, as a condition; open where the source leaves it open.

Each combination of window, kind and authority that the source leaves possible is one reading:
the answer is known where all readings agree.
"""

from __future__ import annotations

from itertools import product

from huiqi.diagnostics import Place
from huiqi.quantities import parse_span
from huiqi.rulebook.basis import Basis, support
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.measure import Condition, Reading
from huiqi.rulebook.penalty_models import FirstModel
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, sentence

_KINDS = {
    "same": ("h.same_kind", sentence("同类")),
    "listed": ("h.listed", sentence("同一清单所列事项")),
    "domain": ("h.domain == incident.domain", sentence("同一领域")),
    "any": ("", sentence("任何违法")),
}
_AUTHORITIES = {
    "same": ("h.authority == incident.authority", sentence("同一机关")),
    "any": ("", sentence("任何机关")),
}
_NAMED = {
    "calendar_year": sentence("同一自然年度"),
    "ever": sentence("此前从未"),
}


def first_condition(
    model: FirstModel, key: str, basis: tuple[Basis, ...], expressions: Expressions, place: Place
) -> Condition:
    """The condition that no earlier violation counts."""
    readings = []
    choices = product(model.windows, model.kinds, model.authorities)
    for number, (window, kind, authority) in enumerate(choices, 1):
        counted = [_window(window), _KINDS[kind][0], _AUTHORITIES[authority][0]]
        text = " and ".join(part for part in counted if part)
        node = expressions.truth(f"not any({text} for h in history)", ("first",))
        said = sentence(
            "{window}·{kind}·{authority}",
            window=_NAMED.get(window) or _within(window),
            kind=_KINDS[kind][1],
            authority=_AUTHORITIES[authority][1],
        )
        readings.append(Reading(f"reading-{number}", Text.of(said), node))
    known = readings[0].node if len(readings) == 1 else None
    return Condition(
        id=key,
        text=model.text,
        basis=basis,
        grade=support(basis),
        node=known,
        readings=() if known is not None else tuple(readings),
        note=model.note,
        place=place,
    )


def _window(window: str) -> str:
    """The earlier violation's day, up to the day of this act."""
    if window == "ever":
        return "h.committed_on <= incident.committed_on"
    if window == "calendar_year":
        return (
            "h.committed_on >= start_of(incident.year) and h.committed_on <= incident.committed_on"
        )
    return f"h.committed_on within {window} before incident.committed_on"


def _within(window: str) -> Sentence:
    """A span such as ``12个月``."""
    span = parse_span(window)
    if span.unit == "months":
        return sentence("{number}个月内", number=span.amount)
    return sentence("{number}年内", number=span.amount)
