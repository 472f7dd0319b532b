"""A500: facts that are asked and that no rule reads."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.owners import expressions
from huiqi.language.tree import FactReference, FieldReference, walk
from huiqi.rulebook.rulebook import Fact
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence


def used(audit: Audit) -> tuple[set[str], set[str]]:
    """The facts and definitions read, and the fields of lists (``list.field``)."""
    rulebook = audit.rulebook
    names = {m.records for m in rulebook.measures.values() if m.records is not None}
    names.update(fund.base for fund in rulebook.funds.values())
    names.update(rule.less for rule in rulebook.stacking.values() if rule.less is not None)
    fields: set[str] = set()
    payments = rulebook.payments
    if rulebook.stacking and payments is not None:
        # What was received before is read by the engine itself, not by an expression.
        names.add(payments.id)
        fields.update(f"{payments.id}.{key}" for key in payments.fields)
    for node in expressions(rulebook):
        for part in walk(node):
            if isinstance(part, FactReference):
                names.add(part.name)
            elif isinstance(part, FieldReference) and part.record.type.record is not None:
                fields.add(f"{part.record.type.record.name}.{part.field}")
    return names, fields


def _look(audit: Audit) -> Iterator[Looked]:
    names, fields = used(audit)
    for fact in audit.rulebook.facts.values():
        read = fact.id in names
        yield read or _unused(audit, fact, fact.id, fact.label)
        for key, field in fact.fields.items():
            # The key tells records apart, and the year puts them into their years.
            if key in (*fact.key, fact.shown_by, fact.dated_by, "year"):
                continue
            name = f"{fact.id}.{key}"
            # Of a list that no rule reads nothing more is said.
            yield name in fields or not read or _unused(audit, fact, name, field.label)


def _unused(audit: Audit, fact: Fact, name: str, label: Text) -> Finding:
    return Finding(
        place=audit.declared(fact.id),
        subject=name,
        text=sentence("“{fact}”问了，但没有规则用到", fact=label),
        remedy=sentence("删去，或写进用到它的规则"),
    )


CHECK = Check(
    code="A500",
    title=sentence("没有问了不用的事实"),
    explanation=sentence("每项事实、清单的每个字段都要有规则读它（清单的名称键和年度除外）。"),
    look=_look,
    tally=Figure(key="facts_used", text=sentence("事实被规则用到")),
)
