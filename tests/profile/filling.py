"""Answers to every question of a form, and to every question that these lead to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huiqi.decision.questions import Question
from huiqi.language.types import Kind
from huiqi.rulebook.rulebook import Rulebook


def filled(
    rulebook: Rulebook,
    written: dict[str, Any],
    questions: Sequence[Question],
    language: str = "zh",
    yes: str = "否",
) -> dict[str, Any]:
    """The facts of a form with something in every place: ``yes`` to what is yes or no, an empty
    list, the first option, a figure so large that it is no part of something smaller.
    """
    labels = {
        rulebook.label(q.missing.name).in_language(language): q.missing.name for q in questions
    }
    found: dict[str, Any] = {}
    for label, value in written.items():
        declared = rulebook.declared(labels[label])
        if isinstance(value, dict) and set(value) <= {"至少", "at_least"}:
            # These are all.
            (items,) = value.values()
            found[label] = {"complete": _records(declared, items, language, yes)}
        elif isinstance(value, dict):
            found[label] = {year: _some(declared, yes) for year in value}
        elif isinstance(value, list):
            found[label] = _records(declared, value, language, yes)
        else:
            found[label] = _some(declared, yes)
    return found


def _records(declared: Any, items: list[Any], language: str, yes: str) -> list[Any]:
    parts = {f.label.in_language(language): f for f in declared.fields.values()}
    return [
        {key: _some(parts[key], yes) if part is None else part for key, part in item.items()}
        for item in items
    ]


def _some(declared: Any, yes: str) -> Any:
    kind = declared.type.kind
    if kind is Kind.BOOL:
        return yes
    if kind is Kind.RECORDS:
        return []
    if kind is Kind.ENUM:
        return declared.type.enumeration.symbols[0]
    if kind is Kind.INDUSTRY:
        return "C3489"
    if kind is Kind.DATE:
        return "2023-01-10"
    if kind is Kind.TEXT:
        return "示例"
    if kind is Kind.COUNT and declared.low is not None and declared.low >= 1900:
        # The year of what never happened: two that did have an order.
        return "不适用"
    return "900亿元" if kind is Kind.MONEY else str(max(declared.low or 0, 2000))
