"""The decision on an incident as JSON, under keys that stay the same from release to release."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from huiqi.penalty.imported import Wording
from huiqi.penalty.laws import Choice, Law
from huiqi.penalty.results import Consequence, Course, PenaltyDecision, RuleResult
from huiqi.report.json_clauses import (
    basis_json,
    inference_json,
    judgement_json,
    text_json,
    tree_json,
)
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalties import PenaltyBook, Procedures, Rule
from huiqi.rulebook.penalty_models import PrecedentModel
from huiqi.values import Choice as Symbols

Json = dict[str, Any]


def penalty_json(decision: PenaltyDecision, book: PenaltyBook, phrases: Phrases) -> Json:
    """What ``penalty INCIDENT --json`` prints."""
    answer = decision.answer
    settled = answer.worst == answer.best
    return {
        "rulebook": {
            "version": book.terms.version,
            "sha256": book.sha256,
            "part": "penalties",
        },
        "as_of": decision.as_of.isoformat(),
        "incident": {
            "enterprise": decision.incident.name,
            **{name: _symbol(decision, name) for name in ("what", "domain", "authority")},
        },
        "status": answer.status.value,
        "outcome": _consequence(answer.worst)["outcome"] if settled else None,
        "otherwise": _consequence(answer.worst)["otherwise"] if settled else None,
        "at_best": _consequence(answer.best),
        "at_worst": _consequence(answer.worst),
        "rules": [_rule(result, phrases) for result in answer.rules],
        "rulings": {
            key: judgement_json(judgement)
            for key, judgement in decision.incident.known().judgements.items()
            if key.startswith("conflict/")
        },
        "steps": [
            {
                "kind": step.kind,
                "text": text_json(step.text),
                "by": step.by.isoformat() if step.by else None,
                "done": step.done,
                "rules": list(step.rules),
            }
            for step in decision.steps
        ],
        "duties": [
            {
                "id": task.duty.id,
                "text": text_json(task.duty.text),
                "if_chosen": task.chosen,
                "done": task.done,
                "basis": [basis_json(basis) for basis in task.duty.basis],
            }
            for task in decision.duties
        ],
        "procedures": procedures_json(decision.courses, book.procedures),
        "questions": [
            {
                "key": question.key,
                "text": text_json(question.text),
                "rules": list(question.rules),
                "basis": [basis_json(basis) for basis in question.basis],
                "precedents": [
                    precedent_json(saying.precedent, book, decision.as_of)
                    for saying in question.sayings
                ],
            }
            for question in decision.questions
        ],
        "missing": [str(missing) for missing in decision.missing],
        "items_not_said": decision.unnamed,
        "candidates": [item_json(rule, book) for rule in decision.candidates],
        "precedents": [
            precedent_json(model, book, decision.as_of) for model in decision.precedents
        ],
        "fines": {
            "versions": [_choice(choice) for choice in decision.versions],
            "one_fine": _choice(decision.fine) if decision.fine else None,
        },
        "events": [
            {
                "what": turn.label,
                "on": turn.on.isoformat() if turn.on else None,
                "status": turn.answer.status.value,
                "at_best": _consequence(turn.answer.best),
                "at_worst": _consequence(turn.answer.worst),
                "changed": {
                    leaf: [before.value, after.value]
                    for leaf, (before, after) in turn.changed.items()
                },
            }
            for turn in decision.turns
        ],
        "remarks": [
            {"list": found.id, "text": text_json(found.later)}
            for found in decision.dated
            if found.later is not None
        ],
        "city_list": {
            "imported": decision.city_list,
            "reported_domains": book.city_domains,
            "reported_items": book.city_items,
        },
        "inference": inference_json(decision.checked, decision.note),
    }


def procedures_json(courses: Iterable[Course], procedures: Procedures | None) -> list[Json]:
    """How the case is handled; ``review``: true, or ``null`` where the source does not say."""
    if procedures is None:
        return []
    return [
        {
            "id": course.procedure.id,
            "title": text_json(course.procedure.title),
            "outcome": course.procedure.outcome,
            "if_chosen": course.chosen,
            "applies": "unknown" if course.open else "true",
            "legal_review": course.procedure.review,
            "documents": [text_json(document) for document in course.procedure.documents],
            "register": text_json(procedures.register),
            "note": text_json(procedures.note) if procedures.note else None,
            "basis": [basis_json(basis) for basis in procedures.basis],
        }
        for course in courses
    ]


def item_json(rule: Rule, book: PenaltyBook) -> Json:
    """An item that may decide."""
    return {
        "id": rule.id,
        "decides": True,
        "list": rule.list,
        "jurisdiction": book.lists[rule.list].jurisdiction if rule.list else "national",
        "domain": rule.domain,
        "branch": rule.branch,
        "in_force": _force(rule),
        "violation": text_json(rule.title),
        "outcome": outcome_json(rule),
        "conditions": rule.conditions,
        "law": rule.law,
        "conflicts_with": list(rule.conflicts_with),
        "basis": [basis_json(basis) for basis in rule.basis],
    }


def outcome_json(rule: Rule | Wording) -> Json:
    """What follows; ``instead``: what the authority may choose in its place."""
    return {"effect": rule.effect, "modality": rule.modality, "instead": list(rule.instead)}


def _force(rule: Rule) -> Json:
    """The dates known; what is ``null`` or empty was not found."""
    period, issued = rule.force.period, rule.force.issued
    return {
        "from": period.since.isoformat() if period.since else None,
        "until": period.until.isoformat() if period.until else None,
        "open": period.open,
        "seen": [str(sighting) for sighting in period.seen],
        "not_before": issued.isoformat() if issued else None,
    }


def precedent_json(model: PrecedentModel, book: PenaltyBook, as_of: date) -> Json:
    """An item of a document that never decides; ``expired``: by its own dates, on the day."""
    document = book.documents[model.document]
    return {
        "id": model.id,
        "decides": False,
        "document": document.title,
        "number": document.number,
        "dates": document.dates,
        "until": document.until.isoformat() if document.until else None,
        "expired": book.expired(model, as_of),
        "place": text_json(document.place),
        "kind": document.kind,
        "domain": model.domain,
        "branch": model.branch,
        "violation": model.violation,
        "outcome": model.outcome,
        "conditions": model.conditions,
        "law": model.law,
        "url": model.url,
        "evidence": model.evidence,
    }


def _consequence(found: Consequence) -> Json:
    effect, modality = found.outcome
    otherwise = None
    if found.may is not None:
        otherwise = {"effect": found.must, "modality": "must"}
    return {"outcome": {"effect": effect, "modality": modality}, "otherwise": otherwise}


def _rule(result: RuleResult, phrases: Phrases) -> Json:
    rule = result.rule
    return {
        "id": rule.id,
        "list": rule.list or None,
        "title": text_json(rule.title),
        "outcome": outcome_json(rule),
        "truth": result.truth.value,
        "decides": result.decides.value,
        **tree_json(result.parts, phrases),
        "basis": [basis_json(basis) for basis in rule.basis],
        "conflicts_with": list(rule.conflicts_with),
    }


def _choice(choice: Choice) -> Json:
    return {
        "chosen": _law(choice.chosen) if choice.chosen else None,
        "among": [_law(law) for law in choice.among],
        "reason": text_json(choice.reason),
    }


def _law(law: Law) -> Json:
    return {
        "law": law.law,
        "article": law.article,
        "fine_low": None if law.fine_low is None else f"{law.fine_low:.2f}",
        "fine_high": None if law.fine_high is None else f"{law.fine_high:.2f}",
        "violation": law.violation,
    }


def _symbol(decision: PenaltyDecision, name: str) -> str | None:
    value = decision.fields.get(name)
    return next(iter(value.symbols)) if isinstance(value, Symbols) and value.symbols else None
