"""How an interview stands as far as it has come, and what its last answers made certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import Mark, mark_of
from huiqi.decision.topics import overview
from huiqi.report.blocks import Note, Said
from huiqi.report.pages import marks
from huiqi.report.pages.interview import certain_lines
from huiqi.report.pages.result_lines import Marked
from huiqi.report.pages.result_rows import marked
from huiqi.report.phrases import Phrases

if TYPE_CHECKING:
    from huiqi.interview import Interview

#: So many verdicts are told that became certain.
_MOST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingNow:
    """How many topics have each mark as far as is known; what became certain by the last answer.

    ``of``: of what the marks are.
    """

    of: str
    tally: Sequence[tuple[Marked, int]]
    certain: Sequence[Said]


def standing_now(
    interview: Interview, phrases: Phrases, certain: Sequence[MeasureResult] = ()
) -> StandingNow:
    """The verdicts as they stand now: of the topics, or of the measures it is about; ``certain``:
    those that the last answers made so.
    """
    found = overview(phrases.rulebook, interview.decision)
    own = [mark_of(result) for result in interview.decision.results]
    counts = {mark: found.count(mark) if found.topics else own.count(mark) for mark in Mark}
    told = certain_lines(certain[:_MOST], phrases)
    return StandingNow(
        of=marks.topics_heading(phrases) if found.topics else phrases.say("所测的措施"),
        tally=[(marked(mark, phrases), number) for mark, number in counts.items() if number],
        certain=[block.text for block in told.blocks if isinstance(block, Note)],
    )
