"""What is compared when a measure's figure is worked out apart: the words for it, nothing else.

The modules ``measures_*`` work out from the sources alone what a measure says; each figure is in
yuan and exact.  :func:`same` and :func:`within` compare one with the product's answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from tests.oracles.asking import Answer

Facts = Mapping[str, Any]
Number = Decimal | Fraction | int
QUALIFIES, FAILS, OPEN, JUDGED = (
    "qualifies",
    "does_not_qualify",
    "undetermined",
    "needs_judgement",
)


class Said(NamedTuple):
    """What the source says of an enterprise.

    ``low`` and ``high``: a stated sum, ``None`` where the source gives no end; ``at_most``: the
    source names a limit only.  All three ``None``: the source names no figure that can be worked
    out.
    """

    status: str
    low: Number | None = None
    high: Number | None = None
    at_most: Number | None = None


NOTHING = Said(FAILS)


def amount(status: str, value: Number) -> Said:
    """A stated sum or formula."""
    return Said(status, value, value)


def limit(status: str, value: Number) -> Said:
    """最高、不超过: a limit and no sum."""
    return Said(status, at_most=value)


def received(facts: Facts, measure: str, as_of: date) -> list[Any]:
    """What this measure has paid by then: the title, product or kind of each payment."""
    return [
        row["project"]
        for row in facts["support_received"]
        if row["measure"] == measure and row["received_on"] <= as_of
    ]


def same(said: Said, answer: Answer) -> bool:
    """Whether the product says exactly this; of what fails, that it gives nothing."""
    if said.status != answer.status:
        return False
    if said.status == FAILS:
        return not answer.low and not answer.high and not answer.at_most
    return (said.low, said.high, said.at_most) == (answer.low, answer.high, answer.at_most)


def within(said: Said, answer: Answer) -> bool:
    """Whether the product, knowing less, has said nothing that this completion contradicts."""
    if answer.status in (QUALIFIES, FAILS) and answer.status != said.status:
        return False
    if said.status == FAILS:
        # What gives nothing lies in every range from 0 and under every limit.
        return answer.low is None or answer.low <= 0
    if said.at_most is not None:
        # Where the records are not known there is no limit either: from 0, without an end.
        boundless = answer.high is None and not answer.low
        return boundless if answer.at_most is None else said.at_most <= answer.at_most
    if said.low is None and said.high is None:
        return answer.low is None and answer.high is None
    enough = answer.high is None or (said.high is not None and said.high <= answer.high)
    return enough and (answer.low is None or (said.low is not None and answer.low <= said.low))
