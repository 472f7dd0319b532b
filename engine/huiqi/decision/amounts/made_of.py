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
from huiqi.sentences import InLanguages, sentence
from huiqi.truth import Truth
from huiqi.values import Interval

_BEFORE = sentence("此前算得")
_LIMIT = sentence("上限")
_FLOOR = sentence("下限")
_RECEIVED = sentence("已享受")
_RATE = sentence("上浮比例")
_SHARE = sentence("本阶段的比例")
_CONDITION = sentence("条件")
_CLAIM = sentence("一项")


def of_value(value: Interval, text: InLanguages = _BEFORE) -> Iterator[Line]:
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
