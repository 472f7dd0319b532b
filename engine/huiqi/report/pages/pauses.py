"""When an interview on pages offers the result so far: after so many questions, the first time not
before what is open of a record has been asked, since its sum and its day are what the result is of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from huiqi.evaluation.reads import Missing
    from huiqi.interview import Interview

#: After so many questions; the first time waits for a record until there have been so many.
_PAUSE, _LATEST = 18, 21


class Pause(NamedTuple):
    """``due``: now, before the next question; ``rested``: it had been due before."""

    due: bool
    rested: bool


def pause_at(interview: Interview, asked: Missing, before: int) -> Pause:
    """``asked``: the question that comes next; ``before``: how many had been asked until the page
    before it.
    """
    pages = interview.state.pages_before
    # What came first on the page that followed each.
    following = [*(page[0] for page in pages[1:] if page), asked]
    told: set[Missing] = set()
    first = None
    for place, (page, next_) in enumerate(zip(pages, following, strict=False)):
        told.update(page)
        if len(told) >= _LATEST or (len(told) >= _PAUSE and not next_.where):
            first = place
            break
    if first is None:
        return Pause(due=False, rested=False)
    if first == len(pages) - 1:
        return Pause(due=True, rested=False)
    number = len(interview.state.asked_before)
    return Pause(due=number // _PAUSE > before // _PAUSE, rested=True)
