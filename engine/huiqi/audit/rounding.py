"""A260: each rounding seen to round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.audit.owners import Owned, owned, place_of
from huiqi.language.tree import Node, Round, walk
from huiqi.sentences import sentence


def _rounds(audit: Audit) -> Iterator[tuple[Owned, Round]]:
    seen: set[Node] = set()
    for owner in owned(audit.rulebook):
        for node in walk(owner.root):
            if isinstance(node, Round) and node not in seen:
                seen.add(node)
                yield owner, node


def _missing(audit: Audit) -> Iterator[tuple[Owned, Round]]:
    for owner, node in _rounds(audit):
        if "cut" not in audit.observed.changed.get(node, set()):
            yield owner, node


def _run(audit: Audit) -> Iterator[Finding]:
    for owner, node in _missing(audit):
        said = audit.said(node.operand)
        yield Finding(
            code="A260",
            severity=Level.WARNING,
            place=place_of(audit.rulebook, owner, node),
            subject=owner.subject,
            text=sentence("“{said}”的取整没有用例真正取过", said=said),
        )


def _figures(audit: Audit) -> Iterable[Figure]:
    total = sum(1 for _ in _rounds(audit))
    done = total - sum(1 for _ in _missing(audit))
    yield Figure(key="rounding", text=sentence("取整"), done=done, total=total, gate=True)


CHECK = Check(
    code="A260",
    title=sentence("每处取整都真正取过"),
    explanation=sentence("round 与 floor 要有一个用例，取整前后的数不同；否则去掉取整也看不出来。"),
    run=_run,
    figures=_figures,
)
