"""What was answered before, as it stands in the field of its question."""

from __future__ import annotations

from huiqi.interview.results import AnswerKind, InterviewQuestion
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
