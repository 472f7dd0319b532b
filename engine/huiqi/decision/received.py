"""What was received before, for the clause of what is paid once: 已享受, when, how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.formatting import format_quantity
from huiqi.language.tree import Aggregate, Node
from huiqi.truth import Truth, conjunction
from huiqi.values import Interval, Records, Value


def received_text(
    evaluator: Evaluator, node: Node, names: Mapping[str, Value], language: str
) -> str:
    """The payments that exclude it, or may; and what is not known of them."""
    zh = language == "zh"
    payments = evaluator.rulebook.payments
    assert payments is not None
    said = [text for text, _ in _payments(evaluator, node, names, language)]
    for part in tree.walk(node):
        if isinstance(part, tree.FieldReference) and part.record.type.record is not None:
            owner = evaluator.rulebook.facts[part.record.type.record.name]
            if part.field == owner.received:
                answer = evaluator.evaluate(part, names).value
                words = {Truth.TRUE: ("是", "yes"), Truth.FALSE: ("否", "no")}
                unknown = ("未知", "unknown")
                shown = words.get(answer, unknown) if isinstance(answer, Truth) else unknown
                label = owner.fields[part.field].label.in_language(language)
                said.append(f"{label} = {shown[0 if zh else 1]}")
    if said:
        return ("；" if zh else "; ").join(said)
    value = evaluator.outcome(payments.id).value
    known = not isinstance(value, Records) or value.complete
    label = payments.label.in_language(language)
    none = ("没有这一项", "none of this measure") if known else ("没有填写", "not stated")
    return f"{label}：{none[0]}" if zh else f"{label}: {none[1]}"


def _payments(
    evaluator: Evaluator, node: Node, names: Mapping[str, Value], language: str
) -> Iterator[tuple[str, Truth]]:
    payments = evaluator.rulebook.payments
    assert payments is not None
    assert payments.receipts is not None
    records = evaluator.outcome(payments.id).value
    listed = [part for part in tree.walk(node) if isinstance(part, Aggregate)]
    for item in records.items if isinstance(records, Records) and listed else ():
        value = listed[0].value
        assert value is not None
        inner = {**names, listed[0].variable: item}
        found = evaluator.evaluate(value, inner).value
        truth = conjunction((item.there, found if isinstance(found, Truth) else Truth.FALSE))
        if truth is Truth.FALSE:
            continue
        words = ("已享受", "received") if truth is Truth.TRUE else ("可能已享受", "may be received")
        parts = [words[0 if language == "zh" else 1], item.key]
        roles = payments.receipts
        for key in (roles.day, roles.amount):
            own = item.fields.get(key)
            if isinstance(own, Interval) and own.known:
                parts.append(format_quantity(own.low, payments.fields[key].type, language))
        yield " ".join(part for part in parts if part), truth
