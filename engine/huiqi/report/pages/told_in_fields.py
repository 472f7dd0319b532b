"""What was answered before, as it stands in the field of its question."""

from __future__ import annotations

from typing import NamedTuple

from huiqi.interview.results import HAS, NONE, AnswerKind, InterviewQuestion
from huiqi.words import Say, to_say

_TO = ".."  # between the ends of a range


def told_in_field(asked: InterviewQuestion | None) -> str:
    """What stands in the field of a question that was answered before."""
    if asked is None or not isinstance(asked.told, str | int):
        return ""
    ends = str(asked.told).split(_TO)
    bare = [end.removesuffix(asked.unit) for end in ends]
    # 950至2亿 would be refused: of one end in another unit both keep theirs.
    return _TO.join(bare if all(map(_is_bare, bare)) else ends)


def _is_bare(end: str) -> bool:
    return not end or end[-1].isdigit()


#: That nobody knows it, as it is chosen.
NOT_KNOWN = to_say("不知道")


class HeldInField(NamedTuple):
    """What stands on a page of what was answered: in the field of its question, which end of a
    figure that is (``>=``, ``<=``), and what is ticked in its place.
    """

    written: str
    end: str
    ticked: str

    def in_one_field(self, asked: InterviewQuestion, say: Say) -> str:
        """The same where one field takes all: also that nobody knows it, and of a list whether
        there is any.
        """
        if self.ticked == NOT_KNOWN and asked.kind in _WRITTEN:
            return say(NOT_KNOWN)
        beside = asked.kind in _WRITTEN and self.ticked != NOT_KNOWN
        return self.written or ("" if beside else self.ticked)


def told_on_page(asked: InterviewQuestion, say: Say) -> HeldInField:
    """What was answered to a question, as its page holds it."""
    if asked.not_known:
        return HeldInField("", "", NOT_KNOWN)
    if asked.kind is AnswerKind.RECORDS:
        whether = "" if asked.told is None else HAS if asked.records else NONE
        return HeldInField("", "", whether)
    end, figure = end_told(asked)
    if asked.kind in _WRITTEN and figure in {one.written for one in asked.options}:
        return HeldInField("", "", figure)
    return HeldInField(range_shown(asked, figure, say), end, "")


#: The kinds of answers that are typed.
_WRITTEN = (AnswerKind.NUMBER, AnswerKind.DAY, AnswerKind.WORDS)
#: How a range is written by whoever writes it; a day has its own ways.
_BETWEEN = to_say("{least}至{most}")


def range_shown(asked: InterviewQuestion, told: str, say: Say) -> str:
    """What was told as somebody types it: 950至1800."""
    least, to, most = told.partition(_TO)
    if asked.kind is not AnswerKind.NUMBER or not (least and to and most):
        return told
    return say(_BETWEEN, least=least, most=most)


def end_told(asked: InterviewQuestion | None) -> tuple[str, str]:
    """Whether what was told is the least or the most (``>=``, ``<=``), and the figure; nothing
    where it is neither.
    """
    told = told_in_field(asked)
    if asked is None or asked.kind is not AnswerKind.NUMBER:
        return "", told
    end = next((end for end in (">=", "<=") if told.startswith(end)), "")
    return end, told.removeprefix(end).strip()
