"""A290: cases that do not hold, or cannot be read: they support nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level, share_figure
from huiqi.sentences import sentence


def _look(audit: Audit) -> Iterator[Finding]:
    for run in audit.observed.runs:
        for failure in run.failures:
            yield Finding(
                place=run.case.place,
                subject=run.case.name,
                text=sentence("用例不符：{failure}", failure=failure),
                remedy=sentence("huiqi test 看全部"),
            )
    for place, why in audit.observed.unread:
        text = sentence("用例读不了：{why}", why=why)
        yield Finding(place=place, subject=place.file, text=text)
    for fault in audit.observed.diagnostics.errors:
        text = sentence("用例读不了：{message}", message=fault.message)
        yield Finding(place=fault.place, subject=fault.place.file, text=text)


def _figures(audit: Audit) -> Iterable[Figure]:
    runs = audit.observed.runs
    unread = [False] * len(audit.observed.unread)
    yield share_figure(
        "cases", sentence("用例通过"), [*(not run.failures for run in runs), *unread]
    )
    text = sentence("其中期望出自来源或独立计算")
    yield share_figure("cases_supported", text, [*(run.case.supported for run in runs), *unread])
    confirmed = [run.case.origin == "confirmed" for run in runs]
    if any(confirmed):
        yield share_figure("cases_confirmed", sentence("其中由人回读确认"), [*confirmed, *unread])


CHECK = Check(
    code="A290",
    title=sentence("用例全部成立"),
    explanation=sentence("不符或读不了的用例不能支持任何规则，也不参加变异。"),
    look=_look,
    severity=Level.ERROR,
    every=True,
    further=_figures,
)
