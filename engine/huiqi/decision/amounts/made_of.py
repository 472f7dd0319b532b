"""What the steps after the formula are made of: told when a line is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.decision.amounts.working import Claim, Working
from huiqi.decision.lines import Line, Operation
from huiqi.decision.tracing import Names
from huiqi.language.tree import Node
from huiqi.language.types import BOOL
from huiqi.rulebook.measure import Cap, Floor
from huiqi.rulebook.text import Text
from huiqi.truth import Truth
from huiqi.values import Interval

_BEFORE = Text(zh="此前算得", en="so far")
_LIMIT = Text(zh="上限", en="cap")
_FLOOR = Text(zh="下限", en="floor")
_RECEIVED = Text(zh="已享受", en="received before")
_RATE = Text(zh="上浮比例", en="rate of the uplift")
_SHARE = Text(zh="本阶段的比例", en="share of this stage")
_CONDITION = Text(zh="条件", en="condition")
_CLAIM = Text(zh="一项", en="one claim")


def of_value(value: Interval, text: Text = _BEFORE) -> Iterator[Line]:
    """What was worked out so far."""
    yield Line(text=text, value=value, step=Operation.CARRIED)


def of_claims(values: Sequence[Interval], claims: Sequence[Claim] = ()) -> Iterator[Line]:
    """Each of several values; of claims by their names."""
    for place, value in enumerate(values):
        key = claims[place].key if place < len(claims) else ""
        yield from of_value(value, Text(zh=key, en=key) if key else _CLAIM)


def of_limit(
    working: Working, limit: Floor | Cap, before: Interval, received: Interval, names: Names
) -> Iterator[Line]:
    """What was to be paid, the limit, and what was received of it before."""
    yield from of_value(before)
    if isinstance(limit, Floor):
        yield working.operand(_FLOOR, limit.at_least, limit.grade, names)
        return
    yield working.operand(_LIMIT, limit.at_most, limit.grade, names)
    if limit.less is not None:
        yield Line(text=_RECEIVED, value=received, step=Operation.READ)


def of_uplift(working: Working, base: Interval, rate: Node, names: Names) -> Iterator[Line]:
    """What is raised, and by how much of it."""
    yield from of_value(base)
    yield working.operand(_RATE, rate, names=names)


def of_stage(working: Working, whole: Interval, share: Node, truth: Truth) -> Iterator[Line]:
    """A whole, the stage's share of it, and whether its condition holds."""
    yield from of_value(whole)
    yield working.operand(_SHARE, share)
    yield Line(text=_CONDITION, value=truth, type=BOOL, step=Operation.READ)
