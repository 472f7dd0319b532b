"""What is wrong with the input: what stderr says in words."""

from collections.abc import Iterable
from typing import Annotated, NotRequired, TypedDict

from huiqi.diagnostics import CellPlace, Diagnostic, Severity
from huiqi.serialisation.meanings import one_of
from huiqi.words import Say

_CHINESE = Say("zh")
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


class WarnedForm(TypedDict):
    """What reading the file gave rise to remark, which stops nothing; where there is no stderr."""

    warnings: NotRequired[list[ErrorForm]]


def warned_json(diagnostics: Iterable[Diagnostic], say: Say = _CHINESE) -> WarnedForm:
    """What stands beside an answer."""
    return {"warnings": [finding_json(item, say) for item in diagnostics]}


def errors_json(diagnostics: Iterable[Diagnostic], say: Say = _CHINESE) -> ErrorsForm:
    """What any command prints with ``--json`` where it does not answer."""
    return {"errors": [finding_json(item, say) for item in diagnostics]}


def finding_json(item: Diagnostic, say: Say = _CHINESE) -> ErrorForm:
    """One finding, in the words of one language."""
    return {
        "code": item.code,
        "severity": item.severity.value,
        "place": {
            "file": say.told(item.place.file),
            "sheet": item.place.sheet if isinstance(item.place, CellPlace) else None,
            "line": item.place.line or None,
            "column": item.place.column or None,
        },
        "message": say.told(item.message),
        "found": say.told(item.found) or None,
        "allowed": [say.told(word) for word in item.allowed],
        "nearest": say.told(item.nearest) or None,
        "remedy": say.told(item.remedy) or None,
    }
