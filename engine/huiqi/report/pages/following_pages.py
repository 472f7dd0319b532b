"""Which page of an interview it is, and about how many questions follow it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from huiqi.decision.questions import counted
from huiqi.evaluation.reads import Missing
from huiqi.words import Say, to_say

if TYPE_CHECKING:
    from huiqi.interview import Interview

#: While more lists are open than these, nobody can tell how many questions follow.
_LISTS = 4


class FollowingPages:
    """How many questions follow those of a page, of which ``before`` were said to follow the page
    before; ``told``: of how many it is said, 0 where of none.
    """

    def __init__(self, interview: Interview, on_page: Sequence[Missing], before: int) -> None:
        self._progress, self._state = interview.progress, interview.state
        self._here, self._before = len(on_page), before
        state = self._state
        self._again = state.wanted is None and state.is_skipped_once(on_page[0])
        following = [one for one in interview.questions if one.missing not in on_page]
        there = {*on_page, *(one.missing for one in following)}
        later = (q for q in interview.put_off if q.missing not in there)
        self._skipped = counted(q for q in later if state.is_skipped_once(q.missing))
        self._left = counted(following)
        # What lists hold opens and settles too much to say, as long as many are open.
        few = interview.progress.lists <= _LISTS
        self.told = 0 if self._again or not few else self._left

    def said(self, say: Say, *, rested: bool) -> str:
        """Which page it is, where it began with nothing, and about how many questions follow: more
        than were said to, because of what was answered; until it has ``rested`` when that will be.
        """
        left, skipped = self._left, self._skipped
        if self._again and left + skipped:
            return say("前面跳过的，再问一次；后面还有 {left} 题", left=left + skipped)
        if self._again:
            return say("前面跳过的，再问一次；可能是最后一页")
        # Of what was answered before a profile was opened nobody knows on how many pages it was.
        begun = self._state.begun.facts
        page = say("接着答") if begun else say("第 {page} 页", page=self._progress.page)
        if not left and not skipped:
            # What is written into a list is asked about.
            lists = self._progress.lists
            return say("{page}，写了有的才再问", page=page) if lists else say("可能是最后一页")
        if self._progress.lists > _LISTS:
            if begun or rested:
                return say("{page}，答到哪里都能看结果", page=page)
            number = len(self._state.asked_before)
            return say("{page}，过了 {number} 题；二十来题先给一次结果", page=page, number=number)
        if self._here > 1:
            page = say("{page}，这一页 {number} 题", page=page, number=self._here)
        if not left:
            told = to_say("{page}，后面只有跳过一次的 {number} 题，再问一遍")
            return say(told, page=page, number=skipped)
        follow = to_say("{page}，后面大约还有 {left} 题")
        if 0 < self._before < left:
            follow = to_say("{page}，刚才的回答引出几题，后面大约还有 {left} 题")
        told = say(follow, page=page, left=left)
        if not skipped:
            return told
        return say("{told}，跳过一次的 {number} 题最后再问一遍", told=told, number=skipped)
