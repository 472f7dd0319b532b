"""What was received before, for the clause of what is paid once: by which payment, or by none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.decision.trace import Found, Receipt, ReceivedBefore
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.tree import Aggregate, Node
from huiqi.truth import Truth, conjunction
from huiqi.values import Records, Value


def received_before(evaluator: Evaluator, node: Node, names: Mapping[str, Value]) -> ReceivedBefore:
    """The payments that exclude it, or may; what its own record says; and whether all is known."""
    payments = evaluator.rulebook.payments
    assert payments is not None
    answers = []
    for part in tree.walk(node):
        if isinstance(part, tree.FieldReference) and part.record.type.record is not None:
            owner = evaluator.rulebook.facts[part.record.type.record.name]
            if part.field == owner.received:
                value = evaluator.evaluate(part, names).value
                answers.append(Found(part, evaluator.as_of.year, value))
    records = evaluator.outcome(payments.id).value
    complete = not isinstance(records, Records) or records.complete
    return ReceivedBefore(tuple(_payments(evaluator, node, names)), tuple(answers), complete)


def _payments(evaluator: Evaluator, node: Node, names: Mapping[str, Value]) -> Iterator[Receipt]:
    payments = evaluator.rulebook.payments
    assert payments is not None
    records = evaluator.outcome(payments.id).value
    listed = [part for part in tree.walk(node) if isinstance(part, Aggregate)]
    for item in records.items if isinstance(records, Records) and listed else ():
        value = listed[0].value
        assert value is not None
        inner = {**names, listed[0].variable: item}
        found = evaluator.evaluate(value, inner).value
        truth = conjunction((item.there, found if isinstance(found, Truth) else Truth.FALSE))
        if truth is not Truth.FALSE:
            yield Receipt(item, truth)
