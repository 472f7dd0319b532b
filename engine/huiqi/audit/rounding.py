"""A260: each rounding seen to round."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.owners import each_node, place_of
from huiqi.language.tree import Round
from huiqi.sentences import sentence


def _look(audit: Audit) -> Iterator[Looked]:
    for owner, node in each_node(audit.rulebook):
        if not isinstance(node, Round):
            continue
        seen = audit.observed.changed.get(node, set())
        yield "cut" in seen or Finding(
            place=place_of(audit.rulebook, owner, node),
            subject=owner.subject,
            text=sentence("“{said}”的取整没有用例真正取过", said=audit.said(node.operand)),
        )


CHECK = Check(
    code="A260",
    title=sentence("每处取整都真正取过"),
    explanation=sentence("round 与 floor 要有一个用例，取整前后的数不同；否则去掉取整也看不出来。"),
    look=_look,
    tally=Figure(key="rounding", text=sentence("取整"), gate=True),
)
