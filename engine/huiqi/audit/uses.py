"""What the rules read of an enterprise: for the checks of the facts."""

from __future__ import annotations

from huiqi.audit.context import Audit
from huiqi.audit.owners import expressions
from huiqi.language.tree import FactReference, FieldReference, walk


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
