"""How a group of conditions, and an official's answer to one of them, read on every page."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.profile.profile import Judgement
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Group
from huiqi.truth import Truth


def group_said(group: Group, truths: Sequence[Truth], phrases: Phrases, references: int = 0) -> str:
    """What a group asks of its parts, and of how many it holds; ``truths``: those of its parts;
    ``references``: how many there are besides that only another place's document asks.
    """
    say = phrases.say
    number, held = len(truths), sum(truth is Truth.TRUE for truth in truths)
    values = {"number": number, "held": held, "least": group.threshold}
    if group.kind == "none":
        absent = sum(truth is Truth.FALSE for truth in truths)
        said = say("均不得有（{number} 条都没有）", **values)
        if absent < number:
            said = say("均不得有（{number} 条里 {absent} 条没有）", absent=absent, **values)
    elif group.kind == "all":
        said = say("全部满足（{number} 条都够）", **values)
        if held < number or references:
            said = say("须全部满足（{number} 条里已够 {held} 条）", **values)
    elif group.kind == "any":
        said = say("满足任一（{number} 条里已够 {held} 条）", **values)
    else:
        said = say("至少 {least} 项（{number} 条里已够 {held} 条）", **values)
    if references:
        said = say("{said}，另 {number} 条只有外地参照", said=said, number=references)
    if group.text is None:
        return said
    return say("{text}：{said}", text=phrases.text(group.text), said=said)


def judged(judgement: Judgement, phrases: Phrases) -> str:
    """Who answered, when, what and why."""
    say = phrases.say
    return say(
        "{who} {day} 判定：{answer}（{reason}）",
        who=judgement.by,
        day=judgement.on,
        answer=say("是") if judgement.answer else say("否"),
        reason=judgement.reason,
    )
