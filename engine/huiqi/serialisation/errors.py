"""What is wrong with the input: what stderr says in words."""

from collections.abc import Iterable
from typing import Annotated, TypedDict

from huiqi.diagnostics import CellPlace, Diagnostic, Severity
from huiqi.serialisation.meanings import one_of

SeverityWord = Annotated[
    str, one_of(Severity, "severity", "An error stops the work; a warning does not.")
]


class PlaceForm(TypedDict):
    """Where: a file or an argument, of a workbook its sheet, and from 1 the line (there: the row)
    and the column.
    """

    file: str
    sheet: str | None
    line: int | None
    column: int | None


class ErrorForm(TypedDict):
    """One finding: a code that stays, where, what was found, what is allowed, the nearest
    spelling, and what to do.
    """

    code: str
    severity: SeverityWord
    place: PlaceForm
    message: str
    found: str | None
    allowed: list[str]
    nearest: str | None
    remedy: str | None


class ErrorsForm(TypedDict):
    """Why there is no answer."""

    errors: list[ErrorForm]


def errors_json(diagnostics: Iterable[Diagnostic]) -> ErrorsForm:
    """What any command prints with ``--json`` where it does not answer."""
    return {"errors": [finding_json(item) for item in diagnostics]}


def finding_json(item: Diagnostic) -> ErrorForm:
    """One finding."""
    return {
        "code": item.code,
        "severity": item.severity.value,
        "place": {
            "file": item.place.file,
            "sheet": item.place.sheet if isinstance(item.place, CellPlace) else None,
            "line": item.place.line or None,
            "column": item.place.column or None,
        },
        "message": item.message,
        "found": item.found or None,
        "allowed": list(item.allowed),
        "nearest": item.nearest or None,
        "remedy": item.remedy or None,
    }
