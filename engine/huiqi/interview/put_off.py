"""What was not known, or skipped: it is kept, and asked again when it is wanted, or at the end.

What is asked again stays told as it was (未知) until it is answered: whoever saves in between has
lost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huiqi.decision.standing import is_told_roughly
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.interview.results import AskedReply
from huiqi.interview.state import InterviewState
from huiqi.interview.telling import (
    Facts,
    is_said_not_known,
    records_named,
    written_of,
)
from huiqi.language.types import Kind
from huiqi.profile.profile import Profile
from huiqi.profile.record_lists import are_others_unknown, bare
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.values import Records
from huiqi.wordings import says_unknown


def is_put_off(
    key: Missing, state: InterviewState, facts: Facts, profile: Profile, rulebook: Rulebook
) -> bool:
    """Whether somebody said not to know it, or left it for another time."""
    if state.asks_again(key):
        return False
    step = state.step(key)
    if step is not None and step.reply is AskedReply.SKIPPED:
        return True
    declared = declared_of(rulebook, key)
    if declared is None:
        return False
    if not key.where:
        written = written_of(facts, key)
        return is_unknown(declared, bare(written)) or are_others_unknown(written)
    named = records_named(facts, key, profile)
    return any(is_unknown(declared, raw.get(key.field)) for raw in named)


def is_closed(
    key: Missing, state: InterviewState, facts: Facts, profile: Profile, rulebook: Rulebook
) -> bool:
    """Whether it was said, skipped, or said to be unknown, and is not asked once more."""
    if state.asks_again(key):
        return False
    if is_told_roughly(profile, key) and _is_figure_of_file(key, state, rulebook):
        return True
    step = state.step(key)
    if step is not None and (not key.where or step.reply is AskedReply.SKIPPED):
        return True
    if not key.where:
        return is_said_not_known(written_of(facts, key))
    told = [raw.get(key.field) for raw in records_named(facts, key, profile)]
    # What was told with its list, as far as it is known there (2026年11月), is asked for once.
    asked = step is not None or any(map(says_unknown, told))
    return asked and bool(told) and None not in told


def _is_figure_of_file(key: Missing, state: InterviewState, rulebook: Rulebook) -> bool:
    """Whether it is a figure that was told before this interview: whoever wrote a range, or what it
    is at most, had been asked, and knew no better.  A day that is a month away may be over by now.
    """
    declared = declared_of(rulebook, key)
    own = (key, key._replace(year=None, where=""))
    here = any(step.key in own for step in state.steps)
    return declared is not None and declared.type.kind is not Kind.DATE and not here


def taken_up(state: InterviewState, profile: Profile) -> InterviewState:
    """As if nothing had been skipped, and what somebody said not to know were to be asked."""
    state = state.with_only(lambda step: step.reply is not AskedReply.SKIPPED)
    own = (step.key for step in state.steps if step.reply is AskedReply.UNKNOWN)
    again = dict.fromkeys((*own, *said_unknown(profile)))
    return replace(state, wanted=None, page_again=None, again=tuple(again))


def said_unknown(profile: Profile) -> Iterator[Missing]:
    """All of which a profile says that it is not known, the fields of its records, too."""
    yield from (Missing(name, year) for name, year in profile.unknown)
    for (name, _), given in profile.facts.items():
        for record in given.value.items if isinstance(given.value, Records) else ():
            shown = f"({record.key})" if record.key else ""
            yield from (Missing(name, None, f".{field}{shown}") for field in sorted(record.unknown))


def is_unknown(declared: Fact | Definition, written: object) -> bool:
    """Whether it says 未知, and that is no option of its own."""
    options = declared.type.enumeration
    return says_unknown(written) and (options is None or options.find(str(written)) is None)
