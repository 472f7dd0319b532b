"""A290: cases that do not hold, or cannot be read: they support nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.rulebook.text import Text


def _run(audit: Audit) -> Iterator[Finding]:
    for run in audit.observed.runs:
        for failure in run.failures:
            yield Finding(
                code="A290",
                severity=Level.ERROR,
                place=run.case.place,
                subject=run.case.name,
                text=Text(zh=f"用例不符：{failure}", en=f"the case does not hold: {failure}"),
                remedy=Text(zh="huiqi test 看全部", en="huiqi test lists them all"),
            )
    for place, why in audit.observed.unread:
        text = Text(zh=f"用例读不了：{why}", en=f"the case cannot be read: {why}")
        yield Finding(code="A290", severity=Level.ERROR, place=place, subject=place.file, text=text)
    for fault in audit.observed.diagnostics.errors:
        text = Text(zh=f"用例读不了：{fault.message}", en=f"cannot be read: {fault.message}")
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
    yield Figure(
        key="cases", text=Text(zh="用例通过", en="cases that hold"), done=held, total=total
    )
    supported = sum(run.case.supported for run in runs)
    text = Text(zh="其中期望出自来源或独立计算", en="of them from a source or worked out apart")
    yield Figure(key="cases_supported", text=text, done=supported, total=total)
    confirmed = sum(run.case.origin == "confirmed" for run in runs)
    if confirmed:
        text = Text(zh="其中由人回读确认", en="of them read back and confirmed by a person")
        yield Figure(key="cases_confirmed", text=text, done=confirmed, total=total)


CHECK = Check(
    code="A290",
    title=Text(zh="用例全部成立", en="All cases hold"),
    explanation=Text(
        zh="不符或读不了的用例不能支持任何规则，也不参加变异。",
        en="A case that fails or cannot be read supports no rule and takes no part in mutation.",
    ),
    run=_run,
    every=True,
    figures=_figures,
)
