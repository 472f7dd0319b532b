"""What is said to a question, as a step of the interview, where it stands among the others."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.evaluation.reads import Missing
from huiqi.interview.results import AskedReply
from huiqi.interview.state import AskedStep, InterviewState
from huiqi.interview.telling import Known, identity_of, records_named
from huiqi.interview.told_anew import without_told


def with_said(
    state: InterviewState,
    known: Known,
    key: Missing,
    reply: AskedReply,
    written: object,
    *,
    whole: bool,
) -> InterviewState:
    """The state with one more step, or with another in the place of one; ``whole``: of a list,
    whether that is all.
    """
    place = state.place_of(key)
    own, wanted = place or state.step(key), state.wanted == key
    of: Mapping[str, object] = {}
    if key.where:
        named = records_named(known.facts, key, known.profile)
        lacking = [raw for raw in named if raw.get(key.field) is None] or named
        fact = known.rulebook.facts[key.name]
        of = identity_of(lacking[0], fact) if own is None else own.of
    anew = wanted and (own is None or own.replaces or isinstance(written, list))
    kept = reply is AskedReply.UNKNOWN and own is not None and own.replaces
    step = AskedStep(
        key=key,
        reply=reply,
        written=written,
        of=of,
        whole=whole,
        # A list that is asked again is told anew, whoever told it first.
        replaces=anew or kept,
        twice=reply is AskedReply.SKIPPED and state.step(key) is not None,
    )
    if anew and isinstance(written, list):
        state = without_told(state, key, known)
    # In its place: what was told of the records of a list stands after it.
    return state.with_step(step, place)
