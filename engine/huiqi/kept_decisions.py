"""The public face for whoever keeps decisions: a receipt of each, and the decision made anew of it.

A receipt is a text (JSON); what is told of an enterprise or an incident stands in it, the rules do
not, but for their fingerprint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from huiqi import __version__
from huiqi.authoring import incident_told
from huiqi.engine import Engine, Input, day_of_decision

if TYPE_CHECKING:
    from huiqi.report.blocks import Page
    from huiqi.report.pages.replay import Replayed
    from huiqi.serialisation.decisions import DecisionForm
    from huiqi.serialisation.incident_receipts import IncidentReceiptForm, IncidentReplayForm
    from huiqi.serialisation.penalties import PenaltyForm
    from huiqi.serialisation.receipts import ReceiptForm, ReplayForm


def check_receipt(
    engine: Engine,
    told: Mapping[str, object],
    as_of: date,
    *,
    language: str = "zh",
    measure: str | None = None,
    supposed: Sequence[str] = (),
    nameless: bool = False,
) -> str:
    """The receipt of a decision on an enterprise.

    Args:
        told: What :meth:`Engine.restated` gives of it, without names where it is to be without.
        measure: The one measure or topic that was asked about, by its id.
        supposed: Parameters that are only supposed, as ``engine`` supposes them.
        nameless: Whether names were left out, which the receipt says.
    """
    from huiqi.serialisation.receipt_files import CHECK
    from huiqi.serialisation.receipt_parts import OMITTED, keys_as_text
    from huiqi.serialisation.receipts import receipt_json
    from huiqi.serialisation.writing import document_text

    content = receipt_json(
        checked_again(engine, told, as_of, measure, language),
        {key: keys_as_text(part) for key, part in told.items()},
        engine=__version__,
        language=language,
        measure=measure,
        supposed=supposed,
        omitted=OMITTED if nameless else (),
    )
    return document_text(CHECK, content)


def incident_receipt(
    engine: Engine, source: Input, as_of: date, *, language: str = "zh", nameless: bool = False
) -> str:
    """The receipt of a decision on an incident; on request without the party, notes, and what is
    said in free words.

    Raises:
        InputError: Every fault of the incident.
    """
    from huiqi.serialisation.incident_receipts import incident_receipt_json
    from huiqi.serialisation.receipt_files import PENALTY
    from huiqi.serialisation.receipt_parts import OMITTED_OF_INCIDENT, keys_as_text
    from huiqi.serialisation.writing import document_text

    # Only what reads without a fault can be restated.
    engine.read_incident(source, as_of)
    told = {
        key: keys_as_text(part)
        for key, part in incident_told(source, engine.penalties, nameless=nameless).items()
    }
    content = incident_receipt_json(
        judged_again(engine, told, as_of, language),
        told,
        engine=__version__,
        language=language,
        omitted=OMITTED_OF_INCIDENT if nameless else (),
    )
    return document_text(PENALTY, content)


def checked_again(
    engine: Engine, told: Mapping[str, object], as_of: date, measure: str | None, language: str
) -> DecisionForm:
    """The document of ``check --json`` of what is told."""
    from huiqi.report.phrases import Phrases
    from huiqi.serialisation.decisions import decision_json

    enterprise = engine.read_enterprise(told, as_of).enterprise
    only = None
    if measure is not None:
        only = tuple(dict.fromkeys((measure, *engine.answering(measure))))
    decision = engine.check(enterprise, as_of, only)
    return decision_json(decision, Phrases(engine.rulebook, language))


def judged_again(
    engine: Engine, told: Mapping[str, object], as_of: date, language: str
) -> PenaltyForm:
    """The document of ``penalty --json`` of what is told."""
    from huiqi.report.phrases import Phrases
    from huiqi.serialisation.penalties import penalty_json

    book = engine.penalties
    decision = engine.judge(engine.read_incident(told, as_of).incident, as_of)
    return penalty_json(decision, book, Phrases(book.terms, language))


def replay_check(engine: Engine, receipt: ReceiptForm) -> tuple[DecisionForm, ReplayForm]:
    """A decision on an enterprise made anew, and what of it is another now."""
    from huiqi.serialisation.receipts import replay_json

    supposing = engine.supposing(*receipt["supposed"])
    measure = receipt["measure"]
    if measure is not None:
        measure = supposing.measure(measure)
    day = day_of_decision(receipt["as_of"], "as_of")
    document = checked_again(supposing, receipt["profile"], day, measure, receipt["language"])
    return document, replay_json(receipt, document, __version__)


def replay_incident(
    engine: Engine, receipt: IncidentReceiptForm
) -> tuple[PenaltyForm, IncidentReplayForm]:
    """A decision on an incident made anew, and what of it is another now."""
    from huiqi.serialisation.incident_receipts import incident_replay_json

    day = day_of_decision(receipt["as_of"], "as_of")
    document = judged_again(engine, receipt["incident"], day, receipt["language"])
    return document, incident_replay_json(receipt, document, __version__)


def check_replayed(
    engine: Engine, receipt: ReceiptForm, made: tuple[DecisionForm, ReplayForm], language: str
) -> Page:
    """What :func:`replay_check` gives, as a page."""
    from huiqi.report.pages.replay import replay_page
    from huiqi.report.phrases import Phrases

    document, found = made
    changed = [(one["id"], one["then"], one["now"]) for one in found["changed"]]
    replayed = _replayed(found, receipt, document["as_of"])
    phrases = Phrases(engine.rulebook, language)
    return replay_page(replayed, changed, len(document["measures"]), phrases)


def incident_replayed(
    engine: Engine,
    receipt: IncidentReceiptForm,
    made: tuple[PenaltyForm, IncidentReplayForm],
    language: str,
) -> Page:
    """What :func:`replay_incident` gives, as a page."""
    from huiqi.report.pages.replay import incident_replay_page
    from huiqi.report.phrases import Phrases

    document, found = made
    changed = [(one["id"], one["then"], one["now"]) for one in found["changed"]]
    replayed = _replayed(found, receipt, document["as_of"])
    book = engine.penalties
    phrases = Phrases(book.terms, language)
    return incident_replay_page(replayed, found["answers"], changed, book, phrases)


def _replayed(
    found: ReplayForm | IncidentReplayForm, told: ReceiptForm | IncidentReceiptForm, as_of: str
) -> Replayed:
    """What the page says of the receipt itself."""
    from huiqi.report.pages.replay import Replayed

    return Replayed(
        same=found["same"],
        edited=found["edited"],
        omitted=bool(told["omitted"]),
        engines=found["engine"],
        rulebooks=[(own["version"], own["sha256"]) for own in found["rulebook"]],
        as_of=as_of,
    )
