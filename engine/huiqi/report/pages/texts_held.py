"""Of how many of the topics the text is held, and how well those are known of which it is not."""

from __future__ import annotations

from collections.abc import Collection

from huiqi.report.pages.marks import topics_name
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import WEAK, support
from huiqi.rulebook.measure import Measure


def texts_held(slots: Collection[Measure], phrases: Phrases) -> str:
    """As the rules have it on this day; nothing of what is held is said not to be public."""
    say = phrases.say
    lacking = [slot for slot in slots if not slot.published]
    if not lacking:
        return say("{number} 个题目都有条文", number=len(slots))
    inferred = sum(support(slot.basis) >= WEAK for slot in lacking)
    reported = len(lacking) - inferred
    if len(lacking) == len(slots):
        return say(
            "条文没有公开（{reported} 个题目见报道，{inferred} 个推定）",
            reported=reported,
            inferred=inferred,
        )
    return say(
        "{held} 个题目有条文；{lacking} 个没有公开（{reported} 个见报道，{inferred} 个推定）",
        held=len(slots) - len(lacking),
        lacking=len(lacking),
        reported=reported,
        inferred=inferred,
    )


def topics_held(phrases: Phrases) -> str:
    """The same of all topics of the rules, by the name of their programme; nothing without one."""
    slots = [measure for measure in phrases.rulebook.measures.values() if measure.slot is not None]
    if not slots:
        return ""
    topics, texts = topics_name(phrases), texts_held(slots, phrases)
    return phrases.say("{topics}：{texts}", topics=topics, texts=texts)
