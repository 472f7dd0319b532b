"""Whether a figure read off a form agrees with its derivation: as exactly as it was written."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from huiqi.evaluation.arithmetic import ZERO, add
from huiqi.evaluation.frame import anything
from huiqi.evaluation.reads import Cause, Outcome
from huiqi.evaluation.shown import written
from huiqi.profile.profile import Given
from huiqi.rulebook.rulebook import Definition
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, sentence
from huiqi.values import Interval, Value, intersects

if TYPE_CHECKING:
    from huiqi.evaluation.evaluator import Evaluator

#: Where two statements of one figure come from.
STATED, DERIVED = sentence("填写的"), sentence("按其他事实算出的")
#: The digits of a figure as people write it, with or without separators.
_FIGURE = re.compile(r"\d[\d,，]*(?:\.\d+)?")


def agrees(definition: Definition, given: Given, derived: Value) -> bool:
    """Whether both statements of the figure can be right.

    A form rounds its lines, each a little; how far that may add up to is declared with the
    definition (``tolerance``).  Besides, a figure is as exact as its last digit written.
    """
    return within(definition, given.value, derived, half_a_digit(given))


def within(definition: Definition, one: Value, other: Value, room: Decimal = ZERO) -> bool:
    """Whether two statements of a definition's figure can both be right, ``room`` apart or less
    besides its tolerance.
    """
    if isinstance(one, Interval) and definition.type.numeric:
        room += definition.tolerance or ZERO
        widened = add(one, Interval(-room, room))
        assert isinstance(widened, Interval)
        one = widened
    return intersects(one, other)


def contradicts_itself(definition: Definition, derived: Outcome) -> bool:
    """Whether the derivation alone is a contradiction, which no statement settles."""
    return any(c.kind == "contradiction" and c.name == definition.id for c in derived.causes)


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


def contradiction(
    definition: Definition, parts: tuple[tuple[Sentence, Value], ...], derived: Outcome
) -> Outcome:
    """Two statements of one figure that cannot both be right: both are named."""
    (one, first), (other, second) = (
        (how, Text.in_both(partial(written, value, definition.type))) for how, value in parts
    )
    text = sentence(
        "{fact}{one}是 {first}，{other}是 {second}，两者不能都对",
        fact=definition.label,
        one=one,
        first=first,
        other=other,
        second=second,
    )
    value = anything(definition.type, definition.low, definition.high)
    cause = Cause("contradiction", definition.id, text)
    return Outcome(value, (), (cause,), derived.grade, 1, derived.value)


def form_at_hand(evaluator: Evaluator, definition: Definition, year: int | None) -> bool:
    """Whether a figure stands on a form of which another line is told, while no list is from which
    the lines are worked out: then it is read off the form, not put together.
    """
    form, rulebook = definition.line.partition(" ")[0], evaluator.rulebook
    told = {name for name, when in evaluator.profile.facts if when == year}
    below = rulebook.closure[definition.id] & told
    lists = [name for name in below & rulebook.facts.keys() if rulebook.facts[name].fields]
    lines = [rulebook.definitions[name] for name in below & rulebook.definitions.keys()]
    return bool(form) and not lists and any(o.ask and o.line.startswith(form) for o in lines)
