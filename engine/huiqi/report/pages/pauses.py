"""When an interview on pages offers the result so far: after so many questions, the first time not
right after a record was named: its sum and its day, which the next page asks, are what it is of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from huiqi.evaluation.reads import Missing
    from huiqi.interview import Interview

#: After so many questions.
_PAUSE = 18


class Pause(NamedTuple):
    """``due``: now, before the next question; ``rested``: it had been due before."""

    due: bool
    rested: bool


def pause_at(interview: Interview, asked: Missing, before: int) -> Pause:
    """``asked``: the question that comes next; ``before``: how many had been asked until the page
    before it.
    """
    # What a page sends to be held may be anything: one of no questions, too.
    pages = [page for page in interview.state.pages_before if page]
    # What came first on the page that followed each.
    following = [*(page[0] for page in pages[1:]), asked]
    told: set[Missing] = set()
    first = None
    for place, (page, next_) in enumerate(zip(pages, following, strict=False)):
        told.update(page)
        # A record that was just named is asked about first, for a page.
        named = bool(next_.where) and not page[0].where
        if len(told) >= _PAUSE and not named:
            first = place
            break
    if first is None:
        return Pause(due=False, rested=False)
    if first == len(pages) - 1:
        return Pause(due=True, rested=False)
    number = len(interview.state.asked_before)
    return Pause(due=number // _PAUSE > before // _PAUSE, rested=True)
