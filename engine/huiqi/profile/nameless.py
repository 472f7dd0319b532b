"""A profile without names: what the rules mark as personal, and who the enterprise is.

A text that names something (a project, a certificate) becomes a number; the same text becomes the
same number everywhere, so that what goes by a name still does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from huiqi.language.types import Kind
from huiqi.profile.account import JUDGED_BY, Account
from huiqi.profile.profile import Given, Profile
from huiqi.profile.record_lists import field_words, told_apart
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.spelling import plain
from huiqi.values import Choice, Record, Records, Value

#: What stands for whoever gave an official's answer.
SOMEBODY = "（隐去）"


def without_names(account: Account, rulebook: Rulebook) -> Account:
    """The same told of nobody: no name, no code, no notes, no sources, and names as numbers."""
    numbers: dict[str, str] = {}
    for name, value in account.facts.items():
        fact = rulebook.facts.get(name)
        if fact is not None:
            _number(fact, value, numbers)
    return Account(
        facts={
            name: _renamed(rulebook.declared(name), _bare(value), numbers)
            for name, value in account.facts.items()
        },
        judgements={
            key: {part: SOMEBODY if part == JUDGED_BY else said for part, said in judged.items()}
            for key, judged in account.judgements.items()
        },
    )


def _bare(value: object) -> object:
    """A value, or one for each year, without what tells of its source."""
    if isinstance(value, Mapping):
        if "value" in value:
            return value["value"]
        return {key: _bare(part) for key, part in value.items()}
    return value


def _number(fact: Fact, value: object, numbers: dict[str, str]) -> None:
    """A number for each text that names something."""
    if isinstance(value, list):
        for part in value:
            _number(fact, part, numbers)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            field = fact.fields.get(str(key))
            if field is None:
                _number(fact, part, numbers)
            elif field.personal and isinstance(part, str):
                numbers.setdefault(plain(part), str(len(numbers) + 1))
    elif fact.personal and isinstance(value, str):
        numbers.setdefault(plain(value), str(len(numbers) + 1))


def _renamed(declared: Fact | Definition, value: object, numbers: Mapping[str, str]) -> object:
    """A value with its texts that are names as numbers; an option stays what it is."""
    if isinstance(value, str) and declared.type.kind is Kind.TEXT:
        return numbers.get(plain(value), value)
    if isinstance(value, list):
        return [_renamed(declared, part, numbers) for part in value]
    if isinstance(value, Mapping):
        fields = declared.fields if isinstance(declared, Fact) else {}
        return {
            key: _renamed(fields.get(str(key), declared), part, numbers)
            for key, part in value.items()
        }
    return value


def impersonal(profile: Profile, rulebook: Rulebook) -> Profile:
    """The same enterprise, with what the rules mark as personal as numbers, and no notes."""
    numbers: dict[str, str] = {}
    facts = {}
    for (name, year), given in profile.facts.items():
        fact = rulebook.facts.get(name)
        value = given.value if fact is None else _numbered(fact, given.value, numbers)
        facts[name, year] = Given(
            value=value,
            written="" if value is not given.value else given.written,
            grade=given.grade,
            evidence=given.evidence,
            place=given.place,
        )
    return replace(profile, facts=facts, note="")


def _numbered(fact: Fact, value: Value, numbers: dict[str, str]) -> Value:
    if isinstance(value, Choice) and fact.personal and value.symbols:
        texts = sorted(value.symbols)
        return Choice(
            frozenset(numbers.setdefault(plain(text), str(len(numbers) + 1)) for text in texts),
            value.optional,
        )
    if not isinstance(value, Records) or not any(own.personal for own in fact.fields.values()):
        return value
    items = []
    for item in value.items:
        fields = {
            key: _numbered(fact.fields[key], part, numbers) if key in fact.fields else part
            for key, part in item.fields.items()
        }
        items.append(Record(fields, field_words(fact, fields, fact.shown_by), item.there))
    return Records(told_apart(fact, items), value.complete, value.through)
