"""How groups and their parts are marked and named in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.decision.groups import Standing
from huiqi.report import wording
from huiqi.report.layout import Flowing
from huiqi.rulebook.measure import Group
from huiqi.truth import Truth

TRUTH_STYLE = {Truth.TRUE: "green", Truth.FALSE: "red", Truth.UNKNOWN: "yellow"}


def mark(part: Standing) -> Flowing:
    """Whether it is as it should be; a dash where it is not, and need not be."""
    if part.idle:
        return Flowing(wording.IDLE, style="dim")
    return Flowing(wording.MARK[part.met], style=TRUTH_STYLE[part.met])


def group_asks(group: Group, truths: Mapping[str, Truth], language: str) -> str:
    """What a group asks of its parts, and of how many it holds where it counts them."""
    holding = sum(truths[child.id] is Truth.TRUE for child in group.children)
    return wording.group(group, holding, language)


def nothing_rests(language: str) -> str:
    """Said beside what is not met, and need not be."""
    return "  不影响结论" if language == "zh" else "  nothing rests on it"
