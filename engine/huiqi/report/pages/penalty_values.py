"""The values of what settles most, in words: yes and no, a kind, stretches of days or amounts."""

from __future__ import annotations

from huiqi.evaluation.reads import declared_of
from huiqi.language.types import Kind, Type
from huiqi.penalty.results import Settling, ValueEffect
from huiqi.report.pages.penalty_room import Told
from huiqi.rulebook.penalty_clauses import HISTORY
from huiqi.rulebook.rulebook import Fact
from huiqi.truth import Truth
from huiqi.values import Interval, exactly


def value_said(effect: ValueEffect, first: Settling, told: Told) -> str:
    """A value, or a stretch of values, of what is asked first."""
    say, missing = told.phrases.say, first.missing
    if missing is None:
        return _yes_or_no(effect, told)
    if missing.name == HISTORY:
        return say("查清没有")
    declared = declared_of(told.phrases.rulebook, missing)
    if declared is None or isinstance(effect.value, Truth):
        return _yes_or_no(effect, told)
    if not isinstance(effect.value, Interval):
        return told.phrases.value(effect.value, declared.type)
    if declared.type.kind is Kind.DATE:
        return _days(effect.value, effect, first, declared.type, told)
    said = _amounts(effect.value, declared.type, told)
    unit = told.phrases.counted_in(declared.unit) if isinstance(declared, Fact) else ""
    return f"{said} {unit}".rstrip()


def _yes_or_no(effect: ValueEffect, told: Told) -> str:
    return told.phrases.say("是") if effect.value is Truth.TRUE else told.phrases.say("否")


def _days(value: Interval, effect: ValueEffect, first: Settling, type_: Type, told: Told) -> str:
    say, phrases = told.phrases.say, told.phrases
    if value.low is None and value.high is None:
        return say("到评估日还没有")
    if effect.beyond:
        return say("{low} 起，或者还没有", low=phrases.value(exactly(value.low), type_))
    if not value.known and (value.low is None or effect is first.effects[0]):
        return say("不晚于 {high}", high=phrases.value(exactly(value.high), type_))
    return phrases.value(value, type_)


def _amounts(value: Interval, type_: Type, told: Told) -> str:
    say, phrases = told.phrases.say, told.phrases
    if not value.known and value.high is None:
        return say("不少于 {low}", low=phrases.value(exactly(value.low), type_))
    if not value.known and not value.low:
        return say("不超过 {high}", high=phrases.value(exactly(value.high), type_))
    return phrases.value(value, type_)
