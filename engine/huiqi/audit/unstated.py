"""A160: what the sources leave open, as the rules declare it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.language.tree import UnknownValue, walk
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.text import Text


def _declared(measure: Measure) -> Iterator[Text]:
    """Conditions and figures declared unknown, and what else is unstated."""
    for condition in measure.conditions():
        if condition.unknown is not None:
            yield condition.unknown
    for node in measure.nodes():
        for part in walk(node):
            if isinstance(part, UnknownValue):
                yield Text(zh=part.reason, en=part.reason.in_language("en"))
    yield from measure.unstated


def _run(audit: Audit) -> Iterator[Finding]:
    for measure in audit.rulebook.supports:
        found = list(dict.fromkeys((text.zh, text.en) for text in _declared(measure)))
        if found:
            yield Finding(
                code="A160",
                severity=Level.NOTE,
                place=measure.place,
                subject=measure.id,
                text=Text(
                    zh=f"“{measure.title.zh}”来源没有写：{'；'.join(zh for zh, _ in found)}",
                    en=f"“{measure.title.en}” leaves open: {'; '.join(en for _, en in found)}",
                ),
            )


def _figures(audit: Audit) -> Iterable[Figure]:
    supports = audit.rulebook.supports
    stated = sum(not any(True for _ in _declared(measure)) for measure in supports)
    text = Text(zh="措施没有声明未知之处", en="measures that leave nothing open")
    yield Figure(key="stated", text=text, done=stated, total=len(supports))


CHECK = Check(
    code="A160",
    title=Text(zh="来源没有写明、规则声明未知的地方", en="What the sources leave open"),
    explanation=Text(
        zh="条件写作 unknown 的、数额写作未知的、unstated 列出的：这些不是规则的缺陷，"
        "是来源的空白；补它要靠原文或主管部门的答复。",
        en="Conditions and figures declared unknown, and what unstated lists: no fault of the "
        "rules but blanks of the sources; only the text or the department can fill them.",
    ),
    run=_run,
    figures=_figures,
)
