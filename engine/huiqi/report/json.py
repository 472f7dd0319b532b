"""The decision as JSON, under keys that stay the same from release to release."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from huiqi.decision.lines import Line
from huiqi.decision.results import (
    MOST_IN_FULL,
    Amount,
    Decision,
    ItemResult,
    MeasureResult,
    Question,
)
from huiqi.decision.standing import mark_of, settlers
from huiqi.decision.steps import Ladder
from huiqi.decision.topics import Overview, overview
from huiqi.decision.what_if import Change, Witness
from huiqi.evaluation.reads import Missing
from huiqi.quantities import round_half_up
from huiqi.report.json_clauses import (
    Json,
    basis_json,
    inference_json,
    judgement_json,
    text_json,
    tree_json,
    yuan,
)
from huiqi.report.json_combination import combination_json, totals_json
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.measure import Apply
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Choice, Interval, NotApplicable, Record, Records, Value


def decision_json(decision: Decision, phrases: Phrases) -> Json:
    """What ``check --json`` and ``estimate --json`` print."""
    return {
        **_subject(decision, phrases),
        "measures": [_measure(result, phrases) for result in decision.results],
        "totals": totals_json(decision.totals),
        "totals_by_level": {
            level: totals_json(totals) for level, totals in decision.totals_by_level.items()
        },
        "force_unknown": {
            level: totals_json(totals) for level, totals in decision.force_unknown_by_level.items()
        },
        "force_unknown_combination": combination_json(decision.force_unknown),
        "combination": combination_json(decision.combinations),
        **_beside(decision, phrases),
    }


def _subject(decision: Decision, phrases: Phrases) -> Json:
    """By which rules, on what day, for whom."""
    rulebook, profile = phrases.rulebook, decision.profile
    enterprise: Json = {"name": profile.name}
    if profile.credit_code:
        enterprise["credit_code"] = profile.credit_code
    return {
        "rulebook": {"version": rulebook.version, "sha256": rulebook.sha256},
        "hypothetical": {
            name: phrases.prose(rulebook.parameters[name].rows[0].value)
            for name in rulebook.hypothetical
        },
        "as_of": decision.as_of.isoformat(),
        "enterprise": enterprise,
    }


def _beside(decision: Decision, phrases: Phrases) -> Json:
    """What is said of the results as a whole."""
    return {
        "outside_totals": {result.measure.id: result.outside for result in decision.outside},
        **_overview(overview(phrases.rulebook, decision), phrases.rulebook),
        "questions": [_question(question, phrases) for question in decision.questions],
        "inference": inference_json(decision.checked, decision.note, decision.remembered),
    }


def _overview(found: Overview, rulebook: Rulebook) -> Json:
    """The topics with the document that answers each, and the documents under none of them."""
    return {
        "topics": [
            {
                "id": topic.slot.id,
                "title": text_json(topic.slot.title),
                "short": text_json(topic.slot.name),
                "mark": topic.mark.value,
                "measure": topic.best.result.measure.id if topic.best is not None else None,
                "siblings": [answer.result.measure.id for answer in topic.siblings],
                "elsewhere": [
                    {"id": measure.id, "programme": measure.programme}
                    for measure in topic.elsewhere
                ],
            }
            for topic in found.topics
        ],
        "beside_topics": [answer.result.measure.id for answer in found.beside],
        "unpublished": [result.measure.id for result in found.unpublished],
        "programmes": {
            programme.id: {"title": text_json(programme.title), "level": programme.level}
            for programme in rulebook.programmes.values()
        },
    }


def _question(question: Question, phrases: Phrases) -> Json:
    """A missing fact with what hangs on it: the measures, and the largest amount known."""
    missing = question.missing
    return {
        "id": str(missing),
        "text": phrases.question(missing),
        "fact": missing.name,
        "year": missing.year,
        "record": missing.key or None,
        "field": missing.field or None,
        "known_by": question.known_by,
        "measures": [result.measure.id for result in question.measures],
        "largest": yuan(question.largest),
        "rules_out": question.rules_out,
    }


def ladder_json(ladder: Ladder, phrases: Phrases) -> Json:
    """What ``ladder --json`` prints: the steps, each with its title as a measure of ``check``."""
    nearest = ladder.nearest
    return {
        **_subject(ladder.decision, phrases),
        **_beside(ladder.decision, phrases),
        "nearest": nearest.name if nearest is not None else None,
        "steps": [
            {
                "step": step.name,
                "held": step.held.value,
                "failing": [part.clause.id for part in step.failing],
                "open": [part.clause.id for part in step.open],
                "opens": [measure.id for measure in step.opens],
                "title": _measure(step.result, phrases),
            }
            for step in ladder.steps
        ],
    }


def _apply(apply: Apply) -> Json:
    return {
        "window": text_json(apply.window) if apply.window else None,
        "where": text_json(apply.where) if apply.where else None,
        "contact": text_json(apply.contact) if apply.contact else None,
        "automatic": apply.automatic,
    }


def _measure(result: MeasureResult, phrases: Phrases) -> Json:
    measure = result.measure
    illustration = None
    if result.illustration is not None:
        illustration = {
            "status": result.illustration.status.value,
            "conditions": result.illustration.conditions.value,
            "amount": amount_json(result.illustration.amount, phrases),
            "modelled_on": [model.measure.id for model in result.illustration.models]
            or [basis.source.title for basis in result.illustration.modelled_on],
            "models": [_measure(model, phrases) for model in result.illustration.models],
        }
    return {
        "id": measure.id,
        "programme": measure.programme,
        "slot": measure.slot,
        "title": text_json(measure.title),
        "short": text_json(measure.name),
        "status": result.status.value,
        "conditions": result.conditions.value,
        "force": result.force.truth.value,
        # Another place's is a reference: it answers nothing here.
        "mark": None if phrases.rulebook.level(measure) == "comparable" else mark_of(result).value,
        "settled_by": [settler.value for settler in settlers(result)],
        "grade": GRADES[result.grade].value,
        "in_force": _force(result),
        "recipient": measure.recipient,
        "department": text_json(measure.department) if measure.department else None,
        "apply": _apply(measure.apply),
        "amount": amount_json(result.amount, phrases),
        "range": _range(result),
        "illustration": illustration,
        **(
            tree_json(result.verdict.parts, phrases)
            if result.verdict
            else {"clauses": [], "groups": []}
        ),
        "items": [
            _item(item, phrases) if place < MOST_IN_FULL else _briefly(item)
            for place, item in enumerate(result.items)
        ],
        "items_in_full": min(len(result.items), MOST_IN_FULL),
        "changes": [change_json(change) for change in result.changes],
        "missing": [str(missing) for missing in result.missing],
        "reasons": [cause.text for cause in result.causes],
        "unstated": [text_json(text) for text in measure.unstated],
        "conflicts": [
            {"id": c.id, "text": text_json(c.text), "basis": [basis_json(b) for b in c.basis]}
            for c in measure.conflicts
        ],
        "basis": [basis_json(basis) for basis in measure.basis],
        "proofs": list(result.proofs),
    }


def _force(result: MeasureResult) -> Json:
    """Whether it is in force, why, when it was last seen, and an official's answer."""
    force, last = result.force, result.measure.in_force.last_seen
    return {
        "truth": force.truth.value,
        "reason": text_json(force.reason),
        "last_seen": str(last) if last is not None else None,
        "judgement": judgement_json(force.judgement) if force.judgement is not None else None,
    }


def _range(result: MeasureResult) -> Json | None:
    """Of an amount that is not one figure: a witness at each end, and what narrows it the most."""
    report = result.range
    if report is None:
        return None

    def told(witness: Witness | None) -> list[Json] | None:
        if witness is None:
            return None
        return [{"fact": str(f.missing), "value": value_json(f.value)} for f in witness]

    return {
        "tight": report.tight,
        "low": told(report.low),
        "high": told(report.high),
        "narrowest": str(report.narrowest) if report.narrowest is not None else None,
        "cut_short": report.cut_short,
    }


def _item(item: ItemResult, phrases: Phrases) -> Json:
    return {
        "key": item.key,
        "status": item.verdict.status.value,
        "grade": GRADES[item.verdict.grade].value,
        "amount": amount_json(item.amount, phrases),
        **tree_json(item.verdict.parts, phrases),
    }


def _briefly(item: ItemResult) -> Json:
    """A record beyond those that are told in full: its verdict and what it comes to."""
    amount = None
    if item.amount is not None:
        low, high = yuan(item.amount.low), yuan(item.amount.high)
        amount = {"low": low, "high": high, "at_most": yuan(item.amount.at_most)}
    status = item.verdict.status.value
    return {"key": item.key, "status": status, "amount": amount, "brief": True}


def amount_json(amount: Amount | None, phrases: Phrases) -> Json | None:
    """An amount in yuan, as decimal strings; ``None`` where the measure names none."""
    if amount is None:
        return None
    return {
        "low": yuan(amount.low),
        "high": yuan(amount.high),
        "at_most": yuan(amount.at_most),
        "nothing_below": yuan(amount.nothing_below),
        "fund_only": amount.fund_only,
        "judgement": None if amount.judgement is None else judgement_json(amount.judgement),
        "currency": "CNY",
        "grade": GRADES[amount.grade].value,
        "lines": [_line(line, phrases) for line in amount.lines],
        "readings": [_line(line, phrases) for line in amount.readings],
    }


def _line(line: Line, phrases: Phrases) -> Json:
    return {
        "text": text_json(line.text),
        "formula": phrases.said(line.said) if line.said is not None else None,
        "value": value_json(line.value),
        "note": text_json(line.note) if line.note else None,
        "basis": [basis_json(basis) for basis in line.basis],
    }


def change_json(change: Change) -> Json:
    """One change of a fact."""
    return {
        "fact": str(Missing(change.name, change.year)),
        "from": value_json(change.before),
        "to": value_json(change.after),
    }


def value_json(value: Value) -> Any:
    """A value: a string, a truth, a list; an open one as its bounds or its possible symbols."""
    if isinstance(value, NotApplicable):
        return "not_applicable"
    if isinstance(value, Interval):
        if value.known:
            return _point(value.low)
        return {"low": _point(value.low), "high": _point(value.high)}
    if isinstance(value, Choice):
        symbols = sorted(value.symbols) if value.symbols is not None else None
        return symbols[0] if value.known and symbols else {"possible": symbols}
    if isinstance(value, Records):
        return {"complete": value.complete, "items": [value_json(item) for item in value.items]}
    if isinstance(value, Record):
        return dict(_fields(value))
    return value.value


def _fields(record: Record) -> Iterator[tuple[str, Any]]:
    for name, value in record.fields.items():
        yield name, value_json(value)


def _point(point: Any) -> str | None:
    if point is None:
        return None
    if isinstance(point, Fraction):
        # A quotient that does not end: its rounding is only shown, never computed with.
        point = round_half_up(point, 12)
    return f"{point:f}" if isinstance(point, Decimal) else str(point)
