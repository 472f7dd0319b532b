"""A290: cases that do not hold, or cannot be read: they support nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Severity
from huiqi.rulebook.text import Text


def _run(audit: Audit) -> Iterator[Finding]:
    for run in audit.observed.runs:
        for failure in run.failures:
            yield Finding(
                "A290",
                Severity.ERROR,
                run.case.place,
                run.case.name,
                Text(zh=f"用例不符：{failure}", en=f"the case does not hold: {failure}"),
                Text(zh="huiqi test 看全部", en="huiqi test lists them all"),
            )
    for place, why in audit.observed.unread:
        text = Text(zh=f"用例读不了：{why}", en=f"the case cannot be read: {why}")
        yield Finding("A290", Severity.ERROR, place, place.file, text)
    for fault in audit.observed.diagnostics.errors:
        text = Text(zh=f"用例读不了：{fault.message}", en=f"cannot be read: {fault.message}")
        yield Finding("A290", Severity.ERROR, fault.place, fault.place.file, text)


def _figures(audit: Audit) -> Iterable[Figure]:
    runs = audit.observed.runs
    total = len(runs) + len(audit.observed.unread)
    held = sum(not run.failures for run in runs)
    yield Figure("cases", Text(zh="用例通过", en="cases that hold"), held, total)
    supported = sum(run.case.origin != "author" for run in runs)
    text = Text(zh="其中期望出自来源或独立计算", en="of them from a source or worked out apart")
    yield Figure("cases_supported", text, supported, total)


CHECK = Check(
    "A290",
    Text(zh="用例全部成立", en="All cases hold"),
    Text(
        zh="不符或读不了的用例不能支持任何规则，也不参加变异。",
        en="A case that fails or cannot be read supports no rule and takes no part in mutation.",
    ),
    _run,
    _figures,
)
