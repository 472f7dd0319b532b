"""What is wrong in a file or an answer, and what is allowed, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.diagnostics import FEW, MOST_SHOWN, Diagnostic, Severity, shortened
from huiqi.slips import near
from huiqi.words import Say


def finding_text(found: Diagnostic, say: Say) -> str:
    """A finding as a command tells it: the place, what is wrong, and below it what helps."""
    if say.language == "zh":
        return str(found)
    mark = say("错误") if found.severity is Severity.ERROR else say("提醒")
    lines = [f"{found.place}: {mark} {found.code} {say.told(found.message)}"]
    return "\n".join([*lines, *(f"  {line}" for line in finding_help(found, say))])


def finding_help(found: Diagnostic, say: Say) -> Sequence[str]:
    """What was found, what was meant, what is allowed, and what to do; a line each."""
    lines = []
    if found.found:
        lines.append(say("写的是：{found}", found=shortened(say.told(found.found))))
    if found.nearest:
        lines.append(say("是否想写：{nearest}", nearest=say.told(found.nearest)))
    if found.allowed:
        lines.append(say("可以写：{allowed}", allowed=allowed_words(found, say)))
    if found.remedy:
        lines.append(say("办法：{remedy}", remedy=say.told(found.remedy)))
    return lines


def allowed_words(found: Diagnostic, say: Say) -> str:
    """What may be written; of much the nearest few, and how much there is."""
    told = [say.told(word) for word in found.allowed]
    between = " " if say.language == "zh" else ", "
    if len(told) <= MOST_SHOWN:
        return between.join(told)
    few = near(say.told(found.found), told) or told[:FEW]
    return say("{words} 等 {number} 个", words=between.join(few), number=len(told))
