"""How an interview begins: from a file, from nothing, or from where it was left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics
from huiqi.inference import InferenceWorker
from huiqi.interview.dialogue import Interview
from huiqi.interview.state import InterviewState, state_from
from huiqi.interview.told_profile import begun_with
from huiqi.profile.inputs import Input


def begin(
    decider: Decider,
    source: Input | None,
    as_of: date,
    measures: Sequence[str],
    worker: InferenceWorker | None = None,
) -> Interview:
    """An interview from what ``source`` tells; ``measures``: ids, none for all.

    Raises:
        InputError: Every fault found in it.
        KeyError: An id that no measure has.
    """
    diagnostics = Diagnostics()
    begun = begun_with(source, decider.rulebook, as_of, diagnostics)
    for name in measures:
        _ = decider.rulebook.measures[name]
    state = InterviewState(as_of=as_of, begun=begun, measures=tuple(measures))
    return Interview(decider.alone(), state, worker)


def go_on(
    decider: Decider, mapping: Mapping[str, object], worker: InferenceWorker | None = None
) -> Interview:
    """An interview from where it was left.

    Raises:
        InputError: P195 what is no state of one, and every fault found in what it tells.
    """
    diagnostics = Diagnostics()
    state, profile = state_from(mapping, decider.rulebook)
    begun = begun_with(profile or None, decider.rulebook, state.as_of, diagnostics)
    return Interview(decider.alone(), replace(state, begun=begun), worker)
