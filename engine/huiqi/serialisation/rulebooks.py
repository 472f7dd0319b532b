"""The rulebook: what ``rules list`` and ``rules show`` answer."""

from collections.abc import Callable
from typing import NotRequired, TypedDict

from huiqi.rulebook.basis import GRADES, support
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.serialisation.meanings import GradeWord, TypeWord
from huiqi.serialisation.penalty_items import OutcomeForm, outcome_json
from huiqi.serialisation.texts import TextForm, maybe_text, text_json


class ListedMeasureForm(TypedDict):
    """A measure of the rulebook."""

    id: str
    programme: str
    slot: int | None
    title: TextForm
    grade: GradeWord


class ProvisionForm(TypedDict):
    """A provision of the statute on penalties."""

    id: str
    title: TextForm
    outcome: OutcomeForm
    grade: GradeWord


class PenaltyListForm(TypedDict):
    """A list that may decide, with its items by id."""

    id: str
    title: TextForm
    jurisdiction: str
    items: list[str]
    grade: GradeWord


class ListedPenaltiesForm(TypedDict):
    """The rules on penalties, with the number of precedents."""

    provisions: list[ProvisionForm]
    lists: list[PenaltyListForm]
    precedents: int


class RulesForm(TypedDict):
    """What a rulebook holds; ``penalties`` where it has any."""

    measures: list[ListedMeasureForm]
    penalties: NotRequired[ListedPenaltiesForm]


class OptionForm(TypedDict):
    """A symbol that a fact may take, and its label by language."""

    id: str
    label: dict[str, str]


class DeclaredForm(TypedDict):
    """What a form or a page needs to ask for a fact.

    ``low``, ``high``: its domain; ``options``: of an enum, in order where ``ordered``;
    ``known_by``: who usually knows it; ``can_change``: no, later or yes; ``proof``: what shows it;
    ``personal``: it names somebody or something of the enterprise's own.
    """

    id: str
    label: TextForm
    type: TypeWord
    unit: str | None
    low: str | None
    high: str | None
    options: list[OptionForm] | None
    ordered: bool
    question: TextForm | None
    help: TextForm | None
    known_by: str | None
    can_change: str | None
    proof: list[str]
    personal: bool


class FieldForm(DeclaredForm):
    """A field of a record; ``derived``: worked out of others."""

    required: bool
    derived: bool


class FactForm(DeclaredForm):
    """A fact or a definition; of a list, the fields that tell its records apart (``key``), the
    one that dates them, and all of them.
    """

    yearly: bool
    derived: bool
    key: list[str]
    dated_by: str | None
    fields: list[FieldForm]


class FactsForm(TypedDict):
    """What can be known of an enterprise, stated or derived."""

    facts: list[FactForm]


class RuleForm(TypedDict):
    """One rule, fact, definition, parameter or source in words, line by line."""

    id: str
    zh: list[str]
    en: list[str]


def rules_json(rulebook: Rulebook, penalties: PenaltyBook | None) -> RulesForm:
    """What ``rules list --json`` prints."""
    told: RulesForm = {
        "measures": [
            {
                "id": measure.id,
                "programme": measure.collection,
                "slot": measure.slot,
                "title": text_json(measure.title),
                "grade": GRADES[support(measure.basis)].value,
            }
            for measure in rulebook.measures.values()
        ]
    }
    if penalties is not None:
        told["penalties"] = penalties_json(penalties)
    return told


def penalties_json(book: PenaltyBook) -> ListedPenaltiesForm:
    """The provisions and lists, with the number of items and precedents."""
    return {
        "provisions": [
            {
                "id": rule.id,
                "title": text_json(rule.title),
                "outcome": outcome_json(rule.sanction),
                "grade": GRADES[support(rule.basis)].value,
            }
            for rule in book.provisions
        ],
        "lists": [
            {
                "id": found.id,
                "title": text_json(found.title),
                "jurisdiction": found.level,
                "items": [item.id for item in book.items_of(found.id)],
                "grade": GRADES[support(found.basis)].value,
            }
            for found in book.lists.values()
        ],
        "precedents": len(book.precedents),
    }


def facts_json(rulebook: Rulebook) -> FactsForm:
    """What ``rules list --facts --json`` prints."""
    declared: tuple[Fact | Definition, ...] = (
        *rulebook.facts.values(),
        *rulebook.definitions.values(),
    )
    return {"facts": [_fact(one) for one in declared]}


def _fact(fact: Fact | Definition) -> FactForm:
    base = fact if isinstance(fact, Fact) else None
    return {
        **_declared(fact),
        "yearly": fact.yearly,
        "derived": base is None,
        "key": list(base.key) if base else [],
        "dated_by": base.dated_by if base else None,
        "fields": [_field(field) for field in base.fields.values()] if base else [],
    }


def _field(field: Fact) -> FieldForm:
    """A field of a record."""
    return {**_declared(field), "required": field.required, "derived": field.formula is not None}


def _declared(fact: Fact | Definition) -> DeclaredForm:
    """What a form or a page needs to ask for it."""
    return {
        "id": fact.id,
        "label": text_json(fact.label),
        "type": fact.type.kind.name.lower(),
        "unit": fact.unit or None,
        "low": None if fact.low is None else str(fact.low),
        "high": None if fact.high is None else str(fact.high),
        "options": _options(fact),
        "ordered": fact.type.enumeration is not None and fact.type.enumeration.ordered,
        "question": maybe_text(fact.question),
        "help": maybe_text(fact.help),
        "known_by": fact.known_by,
        "can_change": fact.can_change if isinstance(fact, Fact) else None,
        "proof": list(fact.proof),
        "personal": isinstance(fact, Fact) and fact.personal,
    }


def _options(fact: Fact | Definition) -> list[OptionForm] | None:
    options = fact.type.enumeration
    if options is None:
        return None
    return [{"id": one, "label": dict(options.labels.get(one, {}))} for one in options.symbols]


def rule_json(name: str, lines: Callable[[str], list[str]]) -> RuleForm:
    """What ``rules show --json`` prints: the ``lines`` of the rule in each language."""
    return {
        "id": name,
        "zh": lines("zh"),
        "en": lines("en"),
    }
