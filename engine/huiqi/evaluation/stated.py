"""Whether a figure read off a form agrees with its derivation: as exactly as it was written."""

from __future__ import annotations

import re
from decimal import Decimal

from huiqi.evaluation.arithmetic import add
from huiqi.profile.profile import Given
from huiqi.rulebook.rulebook import Definition
from huiqi.values import Interval, Value, intersects

#: The digits of a figure as people write it, with or without separators.
_FIGURE = re.compile(r"\d[\d,，]*(?:\.\d+)?")


def agrees(definition: Definition, given: Given, derived: Value) -> bool:
    """Whether both statements of the figure can be right.

    A form rounds its lines, each a little; how far that may add up to is declared with the
    definition (``tolerance``).  Besides, a figure is as exact as its last digit written.
    """
    stated = given.value
    if isinstance(stated, Interval) and definition.type.numeric:
        room = (definition.tolerance or Decimal(0)) + half_a_digit(given)
        widened = add(stated, Interval(-room, room))
        assert isinstance(widened, Interval)
        stated = widened
    return intersects(stated, derived)


def half_a_digit(given: Given) -> Decimal:
    """Half of the last digit written: 267.4051万元 is no more than half a yuan away.

    The unit, which may be written elsewhere, shows in the value: what one of the written is worth.
    """
    found = _FIGURE.search(given.written)
    value = given.value
    if found is None or not isinstance(value, Interval) or not value.known:
        return Decimal(0)
    digits = Decimal(re.sub("[,，]", "", found[0]))
    if not digits or not isinstance(value.low, Decimal):
        return Decimal(0)
    decimals = Decimal(1).scaleb(int(digits.as_tuple().exponent))
    worth = abs(value.low / digits)
    return decimals * worth / 2
