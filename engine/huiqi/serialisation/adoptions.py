"""What adopting an entry sheet would do, or did: what ``rules adopt`` answers."""

from typing import TYPE_CHECKING, Literal, TypedDict

from huiqi.rulebook.yaml_text import flow
from huiqi.serialisation.amounts import AmountForm, amount_json
from huiqi.serialisation.meanings import Day, StatusWord, TruthWord
from huiqi.serialisation.texts import TextForm, text_json
from huiqi.serialisation.words import Words

if TYPE_CHECKING:
    from huiqi.adoption.firms import Firm, MeasureFirms
    from huiqi.adoption.plan import FileChange
    from huiqi.adoption.preview import Preview


class AdoptionFirmForm(TypedDict):
    """An invented enterprise: on which side of the limit it lies, its facts (YAML), the verdict."""

    at: Literal["below", "at", "above"]
    facts: str
    as_of: Day
    status: StatusWord
    amount: AmountForm | None


class AdoptionLimitForm(TypedDict):
    """A limit of a measure; ``missing``: the sides on which no enterprise was found."""

    measure: str
    limit: TextForm
    firms: list[AdoptionFirmForm]
    missing: list[str]


class AdoptionDayForm(TypedDict):
    """A day at an end of a measure's force."""

    measure: str
    day: Day
    force: TruthWord


class AdoptionExampleForm(TypedDict):
    """A worked example of the sheet; ``failures``: what the rule says otherwise."""

    name: str
    place: str
    failures: list[str]


class AdoptionGoneForm(TypedDict):
    """An old case that no longer holds; ``measures``: of which alone its expectation goes."""

    file: str
    case: str
    failures: list[str]
    measures: list[str]


class AdoptionFileForm(TypedDict):
    """A file below the folder of the rules or of the cases."""

    folder: Literal["rules", "cases"]
    file: str
    change: Literal["new", "changed", "removed"]


class AdoptionForm(TypedDict):
    """What is entered and what it does; ``confirmed``: whether somebody answers for the enterprises
    at the limits; ``questions``: left to a person; ``written``: whether it was.
    """

    measures: list[str]
    replaced: list[str]
    limits: list[AdoptionLimitForm]
    days: list[AdoptionDayForm]
    examples: list[AdoptionExampleForm]
    gone: list[AdoptionGoneForm]
    questions: list[str]
    files: list[AdoptionFileForm]
    confirmed: bool
    written: bool


def adoption_json(found: "Preview", written: bool, words: Words) -> AdoptionForm:
    """What ``rules adopt --json`` prints."""
    return {
        "measures": list(found.measures),
        "replaced": list(found.replaced),
        "limits": [limit for own in found.firms for limit in _limits(own, words)],
        "days": [
            {"measure": own.measure, "day": firm.as_of.isoformat(), "force": firm.force}
            for own in found.firms
            for firm in own.days
        ],
        "examples": [
            {"name": one.name, "place": str(one.place), "failures": list(one.failures)}
            for one in found.examples
        ],
        "gone": [
            {
                "file": case.file,
                "case": case.name,
                "failures": list(case.failures),
                "measures": list(case.measures),
            }
            for case in found.gone
        ],
        "questions": list(found.questions),
        "files": [_file(change) for change in found.changes],
        "confirmed": found.confirmed_by is not None,
        "written": written,
    }


def _limits(own: "MeasureFirms", words: Words) -> list[AdoptionLimitForm]:
    return [
        {
            "measure": own.measure,
            "limit": text_json(limit.said),
            "firms": [_firm(firm, words) for firm in limit.firms],
            "missing": [side.value for side in limit.missing],
        }
        for limit in own.limits
    ]


def _firm(firm: "Firm", words: Words) -> AdoptionFirmForm:
    assert firm.at is not None
    return {
        "at": firm.at.value,
        "facts": flow(firm.facts),
        "as_of": firm.as_of.isoformat(),
        "status": firm.status.value,
        "amount": amount_json(firm.amount, words),
    }


def _file(change: "FileChange") -> AdoptionFileForm:
    """``change``: seen from the files as they were."""
    done: Literal["new", "changed", "removed"] = "changed"
    if change.before is None or change.after is None:
        done = "new" if change.before is None else "removed"
    folder: Literal["rules", "cases"] = "cases" if change.kind == "cases" else "rules"
    return {"folder": folder, "file": change.file, "change": done}
