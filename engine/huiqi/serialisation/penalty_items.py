"""Items that may decide on a violation, precedents that never do; a search and an import."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypedDict

from huiqi.penalty.found import SearchResult
from huiqi.penalty.imported import Import, RowReport, Wording
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_models import PrecedentModel
from huiqi.rulebook.sanction import Sanction
from huiqi.serialisation.meanings import Day, Meaning
from huiqi.serialisation.texts import BasisForm, TextForm, basis_json, text_json

EffectWord = Annotated[
    str,
    Meaning(
        "effect",
        "What follows, from the most lenient: 免罚, 减轻, 从轻或减轻, 从轻, 一般处罚.",
        words=("none", "mitigated", "lighter_or_mitigated", "lighter", "ordinary"),
    ),
]
ModalityWord = Annotated[
    str, Meaning("modality", "Whether it must follow (应当) or may (可以).", words=("must", "may"))
]


#: A form with the key ``list`` cannot name that type itself.
Ids = list[str]
Citations = list[BasisForm]


class PairForm(TypedDict):
    """What follows, and whether it must or may."""

    effect: EffectWord
    modality: ModalityWord


class OutcomeForm(PairForm):
    """The same; ``instead``: what the authority may choose in its place."""

    instead: list[EffectWord]


PeriodForm = TypedDict(
    "PeriodForm",
    {
        "from": Day | None,
        "until": Day | None,
        "open": bool,
        "seen": list[str],
        "not_before": Day | None,
    },
)
PeriodForm.__doc__ = """When it is in force: ``null`` or empty is what was not found.

``open``: until it is repealed; ``seen``: the days, months or years on which it was seen in force.
"""


class PenaltyItemForm(TypedDict):
    """An item that may decide: of a list, or (``list`` empty) a provision of the statute."""

    id: str
    decides: Literal[True]
    list: str
    jurisdiction: str
    domain: str
    branch: str
    in_force: PeriodForm
    violation: TextForm
    outcome: OutcomeForm
    conditions: str
    law: str
    conflicts_with: Ids
    basis: Citations


class PrecedentForm(TypedDict):
    """An item of a document that never decides; ``expired``: by its own dates, on the day."""

    id: str
    decides: Literal[False]
    document: str
    number: str
    dates: str
    until: Day | None
    expired: bool
    place: TextForm
    kind: str
    domain: str
    branch: str
    violation: str
    outcome: str
    conditions: str
    law: str
    url: str
    evidence: str


class NotFoundForm(TypedDict):
    """A word that no item holds, with the nearest that some do."""

    word: str
    nearest: list[str]


class SoughtForm(TypedDict):
    """An everyday word, and those of the lists by which it was found: that widens the search and
    says nothing of the law.
    """

    word: str
    listed: list[str]


class PenaltyFoundForm(TypedDict):
    """What a search found, the best first."""

    query: str
    as_of: Day
    found: list[PenaltyItemForm | PrecedentForm]
    sought: list[SoughtForm]
    not_found: list[NotFoundForm]


class ImportedRowForm(TypedDict):
    """A row of the table: taken over under an id, or refused for a reason; what its outcome was
    read as, and the parts of its conditions that became questions for an officer.
    """

    place: str
    violation: str
    status: Annotated[str, Meaning("row_status", "", words=("accepted", "refused"))]
    id: str | None
    code: str | None
    reason: str | None
    outcome: OutcomeForm | None
    for_judgement: list[str]
    conflicts_with: list[str]


class CoverageForm(TypedDict):
    """How much of the city's list, by what is reported of its size, was taken over."""

    items: int
    of_items: int
    domains: int
    of_domains: int
    by_domain: dict[str, int]


class ImportForm(TypedDict):
    """What became of a table; ``imported``: the file written (``null``: it was a trial)."""

    file: str
    imported: str | None
    columns: dict[str, str]
    rows: list[ImportedRowForm]
    coverage: CoverageForm


class UndoForm(TypedDict):
    """The import taken back, and the file in use now."""

    undone: str
    current: str | None


def item_json(rule: Rule, book: PenaltyBook) -> PenaltyItemForm:
    """An item that may decide."""
    sanction = rule.sanction
    return {
        "id": rule.id,
        "decides": True,
        "list": rule.collection if sanction.listed else "",
        "jurisdiction": (book.lists.get(rule.collection) or book.statute).level,
        "domain": sanction.domain,
        "branch": sanction.branch,
        "in_force": _force(rule),
        "violation": text_json(rule.title),
        "outcome": outcome_json(sanction),
        "conditions": sanction.conditions,
        "law": sanction.law,
        "conflicts_with": list(sanction.conflicts_with),
        "basis": [basis_json(basis) for basis in rule.basis],
    }


def outcome_json(rule: Sanction | Wording) -> OutcomeForm:
    """What follows; ``instead``: what the authority may choose in its place."""
    return {"effect": rule.effect, "modality": rule.modality, "instead": list(rule.instead)}


def _force(rule: Rule) -> PeriodForm:
    period = rule.in_force
    return {
        "from": period.since.isoformat() if period.since else None,
        "until": period.until.isoformat() if period.until else None,
        "open": period.open,
        "seen": [str(sighting) for sighting in period.seen],
        "not_before": period.issued.isoformat() if period.issued else None,
    }


def precedent_json(model: PrecedentModel, book: PenaltyBook, as_of: date) -> PrecedentForm:
    """An item of a document that never decides."""
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


def found_json(query: str, found: SearchResult, book: PenaltyBook, as_of: date) -> PenaltyFoundForm:
    """What ``penalty find --json`` prints."""
    return {
        "query": query,
        "as_of": as_of.isoformat(),
        "found": [
            precedent_json(book.precedents[hit.id], book, as_of)
            if hit.precedent
            else item_json(book.items[hit.id], book)
            for hit in found.hits
        ],
        "sought": [{"word": word, "listed": list(listed)} for word, listed in found.widened],
        "not_found": [{"word": word, "nearest": list(nearest)} for word, nearest in found.unknown],
    }


def import_json(outcome: Import, book: PenaltyBook, written: Path | None) -> ImportForm:
    """What ``penalty import --json`` prints."""
    return {
        "file": outcome.file,
        "imported": str(written) if written else None,
        "columns": dict(outcome.columns),
        "rows": _rows(outcome.rows),
        "coverage": {
            "items": len(outcome.accepted),
            "of_items": book.city.items,
            "domains": len(outcome.domains),
            "of_domains": book.city.domains,
            "by_domain": dict(outcome.domains),
        },
    }


def _rows(rows: Iterable[RowReport]) -> list[ImportedRowForm]:
    return [
        {
            "place": str(row.place),
            "violation": row.violation,
            "status": "accepted" if row.id else "refused",
            "id": row.id or None,
            "code": row.code or None,
            "reason": row.reason or None,
            "outcome": outcome_json(row.outcome) if row.outcome else None,
            "for_judgement": list(row.judged),
            "conflicts_with": list(row.conflicts_with),
        }
        for row in rows
    ]


def undo_json(gone: Path, left: Path | None) -> UndoForm:
    """What ``penalty undo --json`` prints."""
    return {"undone": str(gone), "current": str(left) if left else None}
