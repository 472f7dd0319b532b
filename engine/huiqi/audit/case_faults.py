"""A290: cases that do not hold, or cannot be read: they support nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.sentences import sentence


def _run(audit: Audit) -> Iterator[Finding]:
    for run in audit.observed.runs:
        for failure in run.failures:
            yield Finding(
                code="A290",
                severity=Level.ERROR,
                place=run.case.place,
                subject=run.case.name,
                text=sentence("用例不符：{failure}", failure=failure),
                remedy=sentence("huiqi test 看全部"),
            )
    for place, why in audit.observed.unread:
        text = sentence("用例读不了：{why}", why=why)
        yield Finding(code="A290", severity=Level.ERROR, place=place, subject=place.file, text=text)
    for fault in audit.observed.diagnostics.errors:
        text = sentence("用例读不了：{message}", message=fault.message)
        yield Finding(
            code="A290",
            severity=Level.ERROR,
            place=fault.place,
            subject=fault.place.file,
            text=text,
        )


def _figures(audit: Audit) -> Iterable[Figure]:
    runs = audit.observed.runs
    total = len(runs) + len(audit.observed.unread)
    held = sum(not run.failures for run in runs)
    yield Figure(key="cases", text=sentence("用例通过"), done=held, total=total)
    supported = sum(run.case.supported for run in runs)
    text = sentence("其中期望出自来源或独立计算")
    yield Figure(key="cases_supported", text=text, done=supported, total=total)
    confirmed = sum(run.case.origin == "confirmed" for run in runs)
    if confirmed:
        text = sentence("其中由人回读确认")
        yield Figure(key="cases_confirmed", text=text, done=confirmed, total=total)


CHECK = Check(
    code="A290",
    title=sentence("用例全部成立"),
    explanation=sentence("不符或读不了的用例不能支持任何规则，也不参加变异。"),
    run=_run,
    every=True,
    figures=_figures,
)
