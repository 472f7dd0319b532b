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
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.values import Choice, Records, Value
from huiqi.wordings import says_not_applicable, says_unknown

#: What stands for whoever gave an official's answer, and for what they said of it in free words.
SOMEBODY = str(sentence("（隐去）"))
_SAID = (JUDGED_BY, "reason")


def without_names(account: Account, rulebook: Rulebook) -> Account:
    """The same told of nobody: no name, no code, no notes, no sources, and names as numbers."""
    renaming = Renaming()
    for name, value in account.facts.items():
        fact = rulebook.facts.get(name)
        if fact is not None:
            renaming.learn(fact, value)
    placed, titles = rulebook.vocabulary.places, rulebook.vocabulary.titles
    answered = {fact for place in placed.values() for fact in place.answers}

    def nameless(name: str, value: object) -> object:
        if name in placed or name in answered:
            return division_alone(str(value), rulebook)
        return value if name in titles else renaming.renamed(rulebook.declared(name), value)

    return Account(
        facts={name: nameless(name, _bare(value)) for name, value in account.facts.items()},
        judgements={key: nameless_judgement(judged) for key, judged in account.judgements.items()},
    )


def division_alone(written: str, rulebook: Rulebook) -> str:
    """Of an address the smallest division that it names, which answers the same; any other word
    as it is.
    """
    for place in rulebook.vocabulary.places.values():
        code = place.division(written)
        if code is not None:
            return place.divisions[code][0]
    return written


def nameless_judgement(told: Mapping[str, object]) -> dict[str, object]:
    """An official's answer, of nobody."""
    return {part: SOMEBODY if part in _SAID else said for part, said in told.items()}


def _bare(value: object) -> object:
    """A value, or one for each year, without what tells of its source."""
    if isinstance(value, Mapping):
        if "value" in value:
            return value["value"]
        return {key: _bare(part) for key, part in value.items()}
    return value


class Renaming:
    """Numbers for the texts that name something."""

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}

    def learn(self, fact: Fact, value: object) -> None:
        """A number for each text of a fact, or of its records, that names something."""
        if isinstance(value, list):
            for part in value:
                self.learn(fact, part)
        elif isinstance(value, Mapping):
            for key, part in value.items():
                field = fact.fields.get(str(key))
                if field is None:
                    self.learn(fact, part)
                elif field.personal:
                    self._number(part)
        elif fact.personal:
            self._number(value)

    def _number(self, text: object) -> None:
        # What says that nothing is known names nothing.
        if text is not None and not says_unknown(text) and not says_not_applicable(text):
            self.numbers.setdefault(plain(str(text)), str(len(self.numbers) + 1))

    def renamed(self, declared: Fact | Definition, value: object) -> object:
        """A value with its texts that are names as numbers; an option stays what it is."""
        if isinstance(value, list):
            return [self.renamed(declared, part) for part in value]
        if isinstance(value, Mapping):
            fields = declared.fields if isinstance(declared, Fact) else {}
            return {
                key: self.renamed(fields.get(str(key), declared), part)
                for key, part in value.items()
            }
        if declared.type.kind is Kind.TEXT:
            return self.numbers.get(plain(str(value)), value)
        return value


def impersonal(profile: Profile, rulebook: Rulebook) -> Profile:
    """The same enterprise, with what the rules mark as personal as numbers, and no notes."""
    numbers: dict[str, str] = {}
    facts = {}
    answered = {fact for place in rulebook.vocabulary.places.values() for fact in place.answers}
    for (name, year), given in profile.facts.items():
        fact = rulebook.facts.get(name)
        value = given.value if fact is None else _numbered(fact, given.value, numbers)
        written = division_alone(given.written, rulebook) if name in answered else given.written
        facts[name, year] = Given(
            value=value,
            written="" if value is not given.value else written,
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
        items.append(replace(item, fields=fields, key=field_words(fact, fields, fact.shown_by)))
    return Records(told_apart(fact, items), value.complete, value.through)
