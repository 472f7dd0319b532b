"""A160: what the sources leave open, as the rules declare it."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level, Looked
from huiqi.language.tree import UnknownValue, walk
from huiqi.rulebook.measure import Measure
from huiqi.sentences import InLanguages, in_turn, sentence


def _declared(measure: Measure) -> Iterator[InLanguages]:
    """Conditions and figures declared unknown, and what else is unstated."""
    for condition in measure.conditions():
        if condition.unknown is not None:
            yield condition.unknown
    for node in measure.nodes():
        for part in walk(node):
            if isinstance(part, UnknownValue):
                yield part.reason
    yield from measure.unstated


def _look(audit: Audit) -> Iterator[Looked]:
    for measure in audit.rulebook.supports:
        # Each once, as it is written.
        found = {text.in_language("zh"): text for text in _declared(measure)}
        blanks = in_turn("{first}；{next}", found.values()) if found else None
        yield blanks is None or Finding(
            place=measure.place,
            subject=measure.id,
            text=sentence("“{measure}”来源没有写：{blanks}", measure=measure.title, blanks=blanks),
        )


CHECK = Check(
    code="A160",
    title=sentence("来源没有写明、规则声明未知的地方"),
    explanation=sentence(
        "条件写作 unknown 的、数额写作未知的、unstated 列出的：这些不是规则的缺陷，"
        "是来源的空白；补它要靠原文或主管部门的答复。"
    ),
    look=_look,
    severity=Level.NOTE,
    tally=Figure(key="stated", text=sentence("措施没有声明未知之处")),
)
