"""A130: parameters whose values rest on nothing the strict reading relies on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.diagnostics import Place
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.rulebook import DatedValue, Parameter
from huiqi.sentences import sentence


def _weak_rows(audit: Audit) -> Iterator[tuple[Parameter, DatedValue]]:
    for parameter in audit.rulebook.parameters.values():
        for row in parameter.rows:
            if row.grade >= WEAK:
                yield parameter, row


def _run(audit: Audit) -> Iterator[Finding]:
    for parameter, row in _weak_rows(audit):
        declared = audit.rulebook.declared_at.get(("name", parameter.id), Place(parameter.id))
        cited = tuple(basis.cited() for basis in row.basis)
        yield Finding(
            code="A130",
            severity=Level.WARNING,
            place=audit.rulebook.written_at(row.value) or declared,
            subject=parameter.id,
            text=sentence(
                "{parameter}（{since} 起）的依据不足以采信：{cited}",
                parameter=parameter.label,
                since=row.since,
                cited=cited,
            ),
        )


def _figures(audit: Audit) -> Iterable[Figure]:
    total = sum(len(parameter.rows) for parameter in audit.rulebook.parameters.values())
    done = total - sum(1 for _ in _weak_rows(audit))
    text = sentence("参数取值有可采信的依据")
    yield Figure(key="parameters", text=text, done=done, total=total)


CHECK = Check(
    code="A130",
    title=sentence("参数的取值有依据"),
    explanation=sentence(
        "没有写依据的取值装载时就拒绝；这里列出依据只是外地可比、假定或无来源的取值。"
    ),
    run=_run,
    figures=_figures,
)
