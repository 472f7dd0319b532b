"""What was not known, or skipped: it is kept, and asked again when it is wanted, or at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from huiqi.evaluation.reads import Missing, declared_of
from huiqi.interview.results import AskedReply
from huiqi.interview.state import InterviewState
from huiqi.interview.telling import Facts, records_named, written_of
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.wordings import says_unknown


def is_put_off(
    key: Missing, state: InterviewState, facts: Facts, profile: Profile, rulebook: Rulebook
) -> bool:
    """Whether somebody said not to know it, or left it for another time."""
    step = state.step(key)
    if step is not None and step.reply is AskedReply.SKIPPED:
        return True
    declared = declared_of(rulebook, key)
    if declared is None:
        return False
    if not key.where:
        return is_unknown(declared, written_of(facts, key))
    named = records_named(facts, key, profile)
    return any(is_unknown(declared, raw.get(key.field)) for raw in named)


def is_closed(key: Missing, state: InterviewState, facts: Facts, profile: Profile) -> bool:
    """Whether it was said, skipped, or said to be unknown."""
    step = state.step(key)
    if step is not None and (not key.where or step.reply is AskedReply.SKIPPED):
        return True
    if not key.where:
        return says_unknown(written_of(facts, key))
    told = [raw.get(key.field) for raw in records_named(facts, key, profile)]
    # What was told with its list, as far as it is known there (2026年11月), is asked for once.
    asked = step is not None or any(map(says_unknown, told))
    return asked and bool(told) and None not in told


def taken_up(state: InterviewState, rulebook: Rulebook) -> InterviewState:
    """As if nobody had said yet not to know something, and nothing had been skipped."""
    facts = {
        name: _without(rulebook.declared(name), value) for name, value in state.begun.facts.items()
    }
    begun = {name: value for name, value in facts.items() if value is not None}
    steps = tuple(
        replace(step, written=_without(rulebook.declared(step.key.name), step.written))
        if isinstance(step.written, list)
        else step
        for step in state.steps
        if step.reply is AskedReply.ANSWERED
    )
    return replace(state, begun=replace(state.begun, facts=begun), steps=steps, wanted=None)


def is_unknown(declared: Fact | Definition, written: object) -> bool:
    """Whether it says 未知, and that is no option of its own."""
    options = declared.type.enumeration
    return says_unknown(written) and (options is None or options.find(str(written)) is None)


def _without(declared: Fact | Definition, value: object) -> object:
    """A value without what is said to be unknown in it; ``None`` where nothing is left to say."""
    if isinstance(value, Mapping):
        if is_unknown(declared, value.get("value")):
            return None
        fields = declared.fields if isinstance(declared, Fact) else {}
        found = {key: _without(fields.get(str(key), declared), own) for key, own in value.items()}
        return {key: own for key, own in found.items() if own is not None} or None
    if isinstance(value, list):
        # A record of which nothing else is told stays one.
        return [_without(declared, item) or item for item in value]
    return None if is_unknown(declared, value) else value
