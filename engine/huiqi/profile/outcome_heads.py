"""Columns of what came of a measure, by their heads: 已申报, 已获批 or 已拨付 with the measure's
title, 是否已申报 and the like; or without one, where the cells may say which measure it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from huiqi.spelling import plain


class OutcomeStep(Enum):
    """How far a measure came for an enterprise, as its officer has written down; ``OWED``: it was
    granted and is not paid; ``UNPAID``: it is not paid, and nobody says whether it was granted;
    ``LISTED``: the title that it is given for was, and nobody says whether it was applied for;
    ``UNCLAIMED``: it was not; ``UNASKED``: nobody has asked about it yet.
    """

    APPLIED = "applied"
    GRANTED = "granted"
    PAID = "paid"
    REFUSED = "refused"
    UNPAID = "unpaid"
    OWED = "owed"
    LISTED = "listed"
    UNCLAIMED = "unclaimed"
    UNASKED = "unasked"

    @property
    def tells_of_none(self) -> bool:
        """Whether nothing was done about the measure itself: it may be had as before."""
        return self in (OutcomeStep.LISTED, OutcomeStep.UNCLAIMED, OutcomeStep.UNASKED)


#: What a head begins with, as it is written first.
STEP_WORDS: Mapping[OutcomeStep, tuple[str, ...]] = {
    OutcomeStep.APPLIED: ("已申报", "已申请"),
    OutcomeStep.GRANTED: ("已获批", "已批准", "已认定"),
    OutcomeStep.PAID: ("已拨付", "已兑付", "已兑现", "已到账"),
}
#: The same asked: 是否已申报, 是否申报.
_WORDS = {
    own: step
    for step, words in STEP_WORDS.items()
    for word in words
    for own in (word, f"是否{word}", f"是否{word[1:]}")
}
_HEAD = re.compile(
    rf"({'|'.join(_WORDS)})(?:金额|项目|措施|政策|情况|事项|内容|奖补)?[:\-—_/|·]?(.*)"
)
#: The same without 已, which alone or before a sign is of an outcome, and within a name of another
#: thing (获批时间, 拨付单位).
_SHORT = {
    "获批": OutcomeStep.GRANTED,
    "批复": OutcomeStep.GRANTED,
    "批了": OutcomeStep.GRANTED,
    "拨付": OutcomeStep.PAID,
    "拨了": OutcomeStep.PAID,
    "兑付": OutcomeStep.PAID,
    "兑现": OutcomeStep.PAID,
    "到账": OutcomeStep.PAID,
}
_SHORT_HEAD = re.compile(
    rf"({'|'.join(_SHORT)})(?:金额|资金|情况)?(?:了没有?|没有?|了吗|了?多少钱?|了)?"
    r"(|(?:\([^()]*\)|/?[万亿]?元)|[:\-—_|·].*)"
)
#: The same as people ask it, of no measure by name: 钱到没, 批没批, 报了没.
_ASKED = {
    step: re.compile(rf"(?:{asked})(\([^()]*\)|/?[万亿]?元)?")
    for step, asked in (
        (
            OutcomeStep.PAID,
            "(?:钱|款|资金|补贴|奖金)?(?:到账?|拨|给|发|兑)了?没有?(?:到账?|拨|给|发|兑)?"
            "|(?:钱|款|资金|补贴|奖金)(?:到账?|拨|给|发|兑)了?多少",
        ),
        (OutcomeStep.GRANTED, "批没批(?:下来)?|批下来了?没有?"),
        (OutcomeStep.APPLIED, "报没报|报了没有?"),
    )
}
_SIGNS = ":-—_|·"
#: A unit after the title, or in its place.
_UNIT = re.compile(r"(?:\([^()]*\)|/?(?:[万亿]?元))$")


class OutcomeHead(NamedTuple):
    """How far its column says that it came; ``title``: what stands there for the measure."""

    step: OutcomeStep
    title: str

    @property
    def names_none(self) -> bool:
        """Whether it says of no measure that it is of that."""
        return not _UNIT.sub("", self.title)


def outcome_head(head: str) -> OutcomeHead | None:
    """What a head says; ``None`` where it is of no outcome."""
    told = plain(head)
    if (match := _HEAD.fullmatch(told)) is not None:
        return OutcomeHead(_WORDS[match[1]], match[2])
    if (match := _SHORT_HEAD.fullmatch(told)) is not None:
        return OutcomeHead(_SHORT[match[1]], match[2].lstrip(_SIGNS))
    asked = ((step, own.fullmatch(told)) for step, own in _ASKED.items())
    return next((OutcomeHead(step, own[1] or "") for step, own in asked if own), None)


def of_any_measure(carried: Mapping[int, str]) -> dict[int, OutcomeStep]:
    """The columns of what came of measures whose heads name none, by their place."""
    heads = ((place, outcome_head(head)) for place, head in carried.items())
    return {place: told.step for place, told in heads if told is not None and told.names_none}
