"""What is wrong with the input, as JSON: what stderr says in words."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.diagnostics import Diagnostic
from huiqi.report.json_clauses import Json


def errors_json(diagnostics: Iterable[Diagnostic]) -> Json:
    """What any command prints with ``--json`` where it does not answer."""
    return {"errors": [_finding(item) for item in diagnostics]}


def _finding(item: Diagnostic) -> Json:
    return {
        "code": item.code,
        "severity": item.severity.value,
        "place": {
            "file": item.place.file,
            "line": item.place.line or None,
            "column": item.place.column or None,
        },
        "message": item.message,
        "found": item.found or None,
        "allowed": list(item.allowed),
        "nearest": item.nearest or None,
        "remedy": item.remedy or None,
    }
