"""What a text leaves to others: who is chosen, how, by what more is not published.  Beside an
amount it is the gate, whatever else is to be answered.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.results import ClauseResult, MeasureResult
from huiqi.report.phrases import Phrases
from huiqi.truth import Truth


def chosen_told(result: MeasureResult, phrases: Phrases) -> str:
    """All of it that is open, in full; empty where there is none."""
    texts = (one.condition.unknown or one.condition.text for one in _left_to_others(result))
    return phrases.joined(dict.fromkeys(map(phrases.text, texts)))


def chosen_in_short(result: MeasureResult, phrases: Phrases) -> str:
    """The same in few words."""
    texts = (one.condition.brief or one.condition.text for one in _left_to_others(result))
    return phrases.joined(dict.fromkeys(map(phrases.text, texts)))


def _left_to_others(result: MeasureResult) -> Iterator[ClauseResult]:
    """The conditions that no text says, where the outcome rests on them."""
    for verdict in result.verdicts:
        for part in verdict.parts:
            found = part.result
            if found is None or part.met is not Truth.UNKNOWN or not part.decides:
                continue
            if found.condition.unknown is not None and not found.condition.once:
                yield found
