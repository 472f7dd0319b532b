"""A500: facts that are asked and that no rule reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.audit.uses import used
from huiqi.diagnostics import Place
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence


def _unused(audit: Audit) -> Iterator[tuple[str, Text, Place]]:
    names, fields = used(audit)
    for fact in audit.rulebook.facts.values():
        place = audit.rulebook.declared_at.get(("name", fact.id), Place(fact.id))
        if fact.id not in names:
            yield fact.id, fact.label, place
            continue
        for key, field in fact.fields.items():
            # The key tells records apart, and the year puts them into their years.
            if f"{fact.id}.{key}" not in fields and key not in (
                *fact.key,
                fact.shown_by,
                fact.dated_by,
                "year",
            ):
                yield f"{fact.id}.{key}", field.label, place


def _run(audit: Audit) -> Iterator[Finding]:
    for subject, label, place in _unused(audit):
        yield Finding(
            code="A500",
            severity=Level.WARNING,
            place=place,
            subject=subject,
            text=sentence("“{fact}”问了，但没有规则用到", fact=label),
            remedy=sentence("删去，或写进用到它的规则"),
        )


def _figures(audit: Audit) -> Iterable[Figure]:
    facts = audit.rulebook.facts.values()
    total = len(facts) + sum(
        len(
            [
                key
                for key in fact.fields
                if key not in (*fact.key, fact.shown_by, fact.dated_by, "year")
            ]
        )
        for fact in facts
    )
    done = total - sum(1 for _ in _unused(audit))
    yield Figure(
        key="facts_used",
        text=sentence("事实被规则用到"),
        done=done,
        total=total,
    )


CHECK = Check(
    code="A500",
    title=sentence("没有问了不用的事实"),
    explanation=sentence("每项事实、清单的每个字段都要有规则读它（清单的名称键和年度除外）。"),
    run=_run,
    figures=_figures,
)
