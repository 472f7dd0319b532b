"""What the rules read of an enterprise: for the checks of the facts."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.language.tree import FactReference, FieldReference, Node, walk
from huiqi.rulebook.linked_checks import definition_nodes, parameter_nodes
from huiqi.rulebook.rulebook import Rulebook


def expressions(rulebook: Rulebook) -> Iterator[Node]:
    """Every expression of the rulebook, wherever it stands."""
    for measure in rulebook.measures.values():
        yield from measure.nodes()
        if measure.ladder is not None:
            yield measure.ladder.held
    for definition in rulebook.definitions.values():
        yield from definition_nodes(definition)
    for parameter in rulebook.parameters.values():
        yield from parameter_nodes(parameter)
    for fact in rulebook.facts.values():
        yield from (f.formula for f in fact.fields.values() if f.formula is not None)
    for rule in rulebook.stacking.values():
        if rule.at_most is not None:
            yield rule.at_most


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
