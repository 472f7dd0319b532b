"""A310: changes proved to make no other rule, each with its proof."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Finding, Level
from huiqi.sentences import sentence


def _look(audit: Audit) -> Iterator[Finding]:
    for mutant, proof in audit.mutation.equivalent:
        yield Finding(
            place=mutant.place,
            subject=mutant.subject,
            text=sentence("{mutant}：不改变任何结论（{proof}）", mutant=mutant.text, proof=proof),
        )


CHECK = Check(
    code="A310",
    title=sentence("证明等价、不计入的改动"),
    explanation=sentence(
        "等价只认证明：化简后同一棵树；真值的全部取值穷举相同；只涉及有限取值或一个有界限的量时，把它可能的取值（含未知与范围）全部算过相同；"
        "施行期与各日的先后（含未知与范围）全部算过相同。"
    ),
    look=_look,
    severity=Level.NOTE,
    every=True,
)
