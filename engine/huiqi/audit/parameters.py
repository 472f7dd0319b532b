"""A130: parameters whose values rest on nothing the strict reading relies on."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.rulebook.basis import WEAK
from huiqi.sentences import sentence


def _look(audit: Audit) -> Iterator[Looked]:
    for parameter in audit.rulebook.parameters.values():
        for row in parameter.rows:
            cited = tuple(basis.cited() for basis in row.basis)
            yield row.grade < WEAK or Finding(
                place=audit.rulebook.written_at(row.value) or audit.declared(parameter.id),
                subject=parameter.id,
                text=sentence(
                    "{parameter}（{since} 起）的依据不足以采信：{cited}",
                    parameter=parameter.label,
                    since=row.since,
                    cited=cited,
                ),
            )


CHECK = Check(
    code="A130",
    title=sentence("参数的取值有依据"),
    explanation=sentence(
        "没有写依据的取值装载时就拒绝；这里列出依据只是外地可比、假定或无来源的取值。"
    ),
    look=_look,
    tally=Figure(key="parameters", text=sentence("参数取值有可采信的依据")),
)
