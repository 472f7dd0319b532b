"""A310: changes proved to make no other rule, each with its proof."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Finding, Level
from huiqi.rulebook.text import Text


def _run(audit: Audit) -> Iterator[Finding]:
    for mutant, proof in audit.mutation.equivalent:
        yield Finding(
            code="A310",
            severity=Level.NOTE,
            place=mutant.place,
            subject=mutant.subject,
            text=Text(
                zh=f"{mutant.text.zh}：不改变任何结论（{proof.zh}）",
                en=f"{mutant.text.en}: changes no answer ({proof.en})",
            ),
        )


CHECK = Check(
    code="A310",
    title=Text(zh="证明等价、不计入的改动", en="Changes proved equivalent, not counted"),
    explanation=Text(
        zh="等价只认证明：化简后同一棵树；真值的全部取值穷举相同；只涉及有限取值或一个有界限的量时，"
        "把它可能的取值（含未知与范围）全部算过相同。",
        en="Equivalence counts only with a proof: the same tree after simplification; the same "
        "truth under every assignment; or, where only facts of few values or one measured against "
        "limits are read, the same answer for every value (unknown and ranges included).",
    ),
    run=_run,
    every=True,
)
