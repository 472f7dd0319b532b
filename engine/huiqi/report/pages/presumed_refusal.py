"""Which presumed condition would refuse what is still open, in words."""

from __future__ import annotations

from huiqi.decision.results import MeasureResult
from huiqi.report.pages.had_before import perhaps_had
from huiqi.report.phrases import Phrases

#: So many conditions are named.
_NAMED = 2


def year_asked(result: MeasureResult, phrases: Phrases) -> str:
    """Which year is presumed to count, and is not so, where an office is asked which it is."""
    refusing = result.illustration.refusing if result.illustration is not None else ()
    named = (phrases.text(one.condition.brief or one.condition.text) for one in refusing)
    return phrases.say(
        "来源没有写看哪一年：按推定不符合（{reasons}），文件有效的别的年份够，问部门算不算",
        reasons=phrases.say.listed(list(dict.fromkeys(named))[:_NAMED]),
    )


def refused_by(result: MeasureResult, phrases: Phrases) -> str:
    """What is presumed and not so, and who knows: of a text that is not public whose conditions
    those are.
    """
    say, found = phrases.say, result.illustration
    refusing = () if found is None else found.refusing
    named = (clause.condition.brief or clause.condition.text for clause in refusing)
    reasons = say.listed(list(dict.fromkeys(map(phrases.text, named)))[:_NAMED])
    if not reasons:
        return say("别的条件够，只有推定的不符合：先问部门")
    had = perhaps_had(result, phrases)
    if had:
        return say("{had}；推定有一条不符合（{reasons}）：最后再问部门", had=had, reasons=reasons)
    if found is not None and found.models:
        model = phrases.text(found.models[0].measure.name)
        return say(
            "条文没有公开，照“{measure}”推定不符合（{reasons}）：要办先问部门",
            measure=model,
            reasons=reasons,
        )
    values = [value for clause in refusing for _, value, _ in phrases.values(clause.trace.actual)]
    if values and not any(values):
        # Nobody told whether there is any such thing: where there is, it is refused all the same.
        return say("没有填；就是有，由别的所填推出{reasons}，推定不符合", reasons=reasons)
    return say("推定有一条不符合（{reasons}），文件没有写：先问部门算不算", reasons=reasons)
