"""What "first violation" means, as a condition; open where the source leaves it open.

Each combination of window, kind and authority that the source leaves possible is one reading:
the answer is known where all readings agree.
"""

from __future__ import annotations

from itertools import product

from huiqi.diagnostics import Place
from huiqi.rulebook.basis import Basis, support
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.measure import Condition, Reading
from huiqi.rulebook.penalty_models import FirstModel
from huiqi.rulebook.text import Text

_KINDS = {
    "same": ("h.same_kind", "同类", "same kind"),
    "listed": (
        "h.listed",
        "同一清单所列事项",
        "listed",
    ),
    "domain": ("h.domain == incident.domain", "同一领域", "same field"),
    "any": ("", "任何违法", "any violation"),
}
_AUTHORITIES = {
    "same": ("h.authority == incident.authority", "同一机关", "same authority"),
    "any": ("", "任何机关", "any authority"),
}
_NAMED = {
    "calendar_year": ("同一自然年度", "the same calendar year"),
    "ever": ("此前从未", "ever before"),
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
        zh, en = _NAMED.get(window, (f"{window}内", _english(window)))
        readings.append(
            Reading(
                f"reading-{number}",
                Text(
                    zh=f"{zh}·{_KINDS[kind][1]}·{_AUTHORITIES[authority][1]}",
                    en=f"{en}, {_KINDS[kind][2]}, {_AUTHORITIES[authority][2]}",
                ),
                node,
            )
        )
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


def _english(window: str) -> str:
    """A span such as ``12个月`` in English."""
    number = window.rstrip("年个月")
    return f"within {number} {'months' if window.endswith('月') else 'years'}"
