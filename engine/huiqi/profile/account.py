"""What a file says of an enterprise, in one notation: the same said, whatever way it was written.

Facts by their ids, years as numbers, every amount and ratio with its unit, options by their labels,
each list as it speaks of itself; 未知 where somebody said so.  Nothing is worked out and nothing is
left out: whoever writes it down elsewhere loses nothing, and read as a profile it is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huiqi.dates import written_year
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.file_parts import IDENTITY, PARTS
from huiqi.profile.inputs import Input, read_input
from huiqi.profile.judgements import PART_NAMES, judgements_called
from huiqi.profile.profile_reader import profile_from
from huiqi.profile.record_lists import THROUGH, WHOLE, are_others_unknown, wrapper
from huiqi.quantities import MONEY_UNITS, money_unit
from huiqi.rulebook.documents import Document
from huiqi.rulebook.naming import fact_names, names_of
from huiqi.rulebook.points import in_percent, with_unit
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.vocabulary import StatedWord
from huiqi.wordings import says_not_applicable, says_unknown, yes_or_no

NOT_APPLICABLE = "不适用"
#: How it is written that somebody does not know.
UNKNOWN = "未知"
YES, NO = "是", "否"
#: Of an official's answer: who gave it.
JUDGED_BY = "by"
YUAN = "元"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """``facts``: by id a value, a list, or either for each year; with ``value:`` where a source is
    told.  A list that is told of is ``complete:``, ``at_least:`` or plain; an address stands under
    the id of the place that it tells.
    """

    name: str = ""
    credit_code: str = ""
    #: The code is as on the certificate although its check does not come out.
    accepted: bool = False
    note: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    judgements: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        """As a profile's file holds it."""
        own = self.credit_code
        code = {"value": own, "accepted": True} if self.accepted else own
        enterprise = {"name": self.name, "credit_code": code, "note": self.note}
        said = {
            "enterprise": {key: value for key, value in enterprise.items() if value},
            "facts": dict(self.facts),
            "judgements": {key: dict(value) for key, value in self.judgements.items()},
        }
        return {key: value for key, value in said.items() if value}


def account_of(document: Document, rulebook: Rulebook) -> Account:
    """What a document says that reads as a profile without a fault."""
    data = document.data
    assert isinstance(data, Mapping)
    top = {PARTS.find(key): value for key, value in data.items()}
    enterprise = top.get("enterprise")
    if isinstance(enterprise, Mapping):
        top |= {PARTS.find(key): value for key, value in enterprise.items()}
    elif enterprise is not None:
        top["name"] = enterprise
    written = top.get("facts")
    if "facts" not in top:
        written = {key: value for key, value in data.items() if PARTS.find(key) is None}
    code = top.get("credit_code")
    accepted = isinstance(code, Mapping) and code.get("accepted") is True
    if isinstance(code, Mapping):
        code = code.get("value")
    identity = {name: top[name] for name in (*IDENTITY, "note") if top.get(name) is not None}
    return Account(
        name=str(identity.get("name", "")),
        credit_code="" if code is None else str(code),
        accepted=accepted,
        note=str(identity.get("note", "")),
        facts=_Normal(rulebook, _unit(top.get("unit"))).facts(written or {}),
        judgements=_judgements(rulebook, top.get("judgements")),
    )


def restated(source: Input, rulebook: Rulebook, answers: Input | None = None) -> Account:
    """What a file says, with the answers kept beside it; raises
    :class:`~huiqi.diagnostics.InputError`.
    """
    diagnostics = Diagnostics()
    document = read_input(source, diagnostics, "profile")
    if answers is not None:
        from huiqi.profile.answers import with_answers

        given = read_input(answers, diagnostics, "answers")
        document = with_answers(document, given, rulebook, diagnostics)
    profile_from(document, rulebook, diagnostics)
    diagnostics.raise_errors()
    return account_of(document, rulebook)


def _judgements(rulebook: Rulebook, written: object) -> dict[str, dict[str, object]]:
    """What officials answered, by the ids of the questions and of the parts of an answer."""
    found: dict[str, dict[str, object]] = {}
    if not isinstance(written, Mapping) or not written:
        return found
    questions = judgements_called(rulebook)
    for key, value in written.items():
        question = questions.find(key)
        if question is not None and isinstance(value, Mapping):
            parts = {PART_NAMES.find(part): own for part, own in value.items()}
            found[question] = {part: own for part, own in parts.items() if part is not None}
    return found


def _unit(written: object) -> str:
    """What a bare amount counts, by the one name of the unit."""
    factor = money_unit(str(written)) if written else MONEY_UNITS[YUAN]
    return next(name for name, own in MONEY_UNITS.items() if own == factor)


class _Normal:
    def __init__(self, rulebook: Rulebook, unit: str) -> None:
        self.names = fact_names(rulebook)
        self.unit = unit

    def facts(self, written: Mapping[object, object]) -> dict[str, object]:
        told: dict[str, object] = {}
        places: list[StatedWord] = []
        for key, value in written.items():
            name, place = self.names.find(key), self.names.place(key)
            if name is not None:
                found = self.fact(self.names.declared[name], value)
                if found is not None:
                    told[name] = found
            elif place is not None and says_unknown(value):
                places.append(place)
            elif place is not None and value is not None:
                told[place.id] = str(value)
        # Of whom it is not known where they are, nothing is known that the place would tell.
        unknown = {name: UNKNOWN for place in places for name in place.answers}
        return {**unknown, **told}

    def fact(self, fact: Fact | Definition, value: object) -> object:
        if not fact.yearly or not _by_year(value):
            return self.detailed(fact, value)
        found = {}
        for key, part in value.items() if isinstance(value, Mapping) else ():
            year = written_year(key)
            told = self.detailed(fact, part)
            if year is not None and told is not None:
                found[year] = told
        return found or None

    def detailed(self, fact: Fact | Definition, value: object) -> object:
        if isinstance(value, Mapping) and "value" in value:
            inner = self.value(fact, value["value"])
            more = {key: str(part) for key, part in value.items() if key != "value" and part}
            return {"value": inner, **more} if more and inner is not None else inner
        return self.value(fact, value)

    def value(self, fact: Fact | Definition, value: object) -> object:
        options = fact.type.enumeration
        if value is None:
            return None
        if says_unknown(value) and (options is None or options.find(str(value)) is None):
            return UNKNOWN
        if says_not_applicable(value):
            return NOT_APPLICABLE
        if isinstance(fact, Fact) and fact.fields:
            return self.listed(fact, value)
        return self.figure(fact, value)

    def listed(self, fact: Fact, value: object) -> object:
        word = wrapper(value)
        if word is None:
            assert isinstance(value, list)
            return [self.record(fact, item) for item in value]
        assert isinstance(value, Mapping)
        found: dict[str, object] = {
            "complete" if WHOLE[word] else "at_least": [
                self.record(fact, item) for item in value[word]
            ]
        }
        if are_others_unknown(value):
            found["others"] = UNKNOWN
        through = [written_year(part) for key, part in value.items() if key in THROUGH]
        return found | ({"through": through[0]} if through else {})

    def record(self, fact: Fact, item: Mapping[object, object]) -> dict[str, object]:
        names = names_of(fact.fields)
        found: dict[str, object] = {}
        for key, value in item.items():
            name = names.find(key)
            if name is None:
                found["rest"] = 0
            else:
                # That it is not known can be said: then it is not what it usually is, nor nothing.
                found[name] = self.value(fact.fields[name], value)
        return found

    def figure(self, fact: Fact | Definition, value: object) -> object:
        kind = fact.type.kind
        if kind is Kind.BOOL:
            answer = yes_or_no(value, fact.label.zh)
            # An address, or a title with its days, says yes or no where it is read.
            return str(value) if answer is None else YES if answer else NO
        if kind is Kind.MONEY:
            return with_unit(value, fact.type, self.unit)
        if kind is Kind.RATIO:
            return in_percent(value, fact.type)
        if isinstance(value, list):
            return [self.figure(fact, item) for item in value]
        enumeration = fact.type.enumeration
        symbol = enumeration.find(str(value)) if enumeration is not None else None
        if enumeration is not None and symbol is not None:
            label = enumeration.label(symbol, "zh")
            return label if enumeration.find(label) == symbol else symbol
        return str(value)


def _by_year(value: object) -> bool:
    """Whether a value is told for each year."""
    return (
        isinstance(value, Mapping)
        and "value" not in value
        and wrapper(value) is None
        and all(written_year(key) is not None for key in value)
    )
