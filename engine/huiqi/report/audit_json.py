"""An audit as JSON, under keys that stay."""

from __future__ import annotations

from typing import Any

from huiqi.audit.audited import Audited
from huiqi.audit.finding import Figure, Finding
from huiqi.report.audit import LIMITS
from huiqi.report.json_clauses import text_json


def audit_json(audited: Audited) -> dict[str, Any]:
    """What ``audit --json`` prints; ``mutation`` is null where it was not asked for."""
    rulebook = audited.audit.rulebook
    return {
        "rulebook": {"version": rulebook.version, "sha256": rulebook.sha256},
        "coverage": {
            figure.key: _figure(figure)
            for figure in audited.figures
            if not figure.key.startswith("mutation")
        },
        "mutation": _mutation(audited),
        "findings": [_finding(finding) for finding in audited.findings],
        "cannot_show": text_json(LIMITS),
    }


def _mutation(audited: Audited) -> dict[str, Any] | None:
    figures = {figure.key: figure for figure in audited.figures}
    if "mutation" not in figures:
        return None
    mutation = audited.audit.mutation
    score, supported = figures["mutation"].percent, figures["mutation_supported"].percent
    return {
        "score": str(score) if score is not None else None,
        "score_supported": str(supported) if supported is not None else None,
        "total": mutation.total,
        "detected": mutation.detected,
        "equivalent": len(mutation.equivalent),
        "by_operator": {
            operator: {"total": total, "detected": mutation.detected_by_operator[operator]}
            for operator, total in sorted(mutation.by_operator.items())
        },
        "survivors": [
            {
                "operator": survivor.mutant.operator,
                "subject": survivor.mutant.subject,
                "place": str(survivor.mutant.place),
                "text": text_json(survivor.mutant.text),
                "reached": survivor.reached,
            }
            for survivor in mutation.survivors
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    percent = figure.percent
    return {
        "text": text_json(figure.text),
        "done": figure.done,
        "total": figure.total,
        "excused": figure.excused,
        "percent": str(percent) if percent is not None else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": {"file": place.file, "line": place.line, "column": place.column},
        "subject": finding.subject,
        "text": text_json(finding.text),
        "remedy": text_json(finding.remedy) if finding.remedy is not None else None,
        "witness": finding.witness,
    }
