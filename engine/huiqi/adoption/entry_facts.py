"""What a sheet calls the facts of the rulebook, and what it means by a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.adoption.entry_rows import OfferedFact
from huiqi.adoption.entry_words import MONEY_UNIT, OTHER_TOPIC
from huiqi.language.types import Kind, Type
from huiqi.rulebook.naming import fact_names, names_of
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.spelling import Names

#: Stands between the name of a list and that of a field of its records.
OF = "："


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a name on the sheet stands for: how an expression writes it, and what it is.

    ``records``: the list, where it is a field of a list's records.
    """

    name: str
    type: Type
    yearly: bool = False
    unit: str = ""
    records: str = ""


class EntryFacts:
    """The names of a rulebook's facts, definitions, and fields of lists."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.names = fact_names(rulebook)
        self._fields = {
            fact.id: names_of(fact.fields) for fact in rulebook.facts.values() if fact.fields
        }
        self._lists = Names(
            {
                fact.id: (fact.id, fact.label.zh, *fact.also)
                for fact in rulebook.facts.values()
                if fact.fields
            }
        )

    def label(self, name: str) -> str:
        """A fact or a definition as the sheet calls it."""
        return self.rulebook.label(name).zh

    def field_label(self, records: str, name: str) -> str:
        """A field of a list's records as the sheet calls it."""
        listed = self.rulebook.facts[records]
        return f"{listed.label.zh}{OF}{listed.fields[name].label.zh}"

    def records(self, written: str) -> str | None:
        """The list that goes by a name."""
        return self._lists.find(written)

    def lists(self) -> tuple[str, ...]:
        """The lists that can be named."""
        return tuple(fact.label.zh for fact in self.rulebook.facts.values() if fact.fields)

    def pools(self) -> tuple[str, ...]:
        """The amounts of money that can be named of which a measure may be paid."""
        parameters = self.rulebook.parameters.values()
        return tuple(one.label.zh for one in parameters if one.type.kind is Kind.MONEY)

    def find(self, written: str) -> Meant | None:
        """What is meant by a name; ``None`` where nothing is, or no one thing."""
        listed, colon, own = written.replace(":", OF).partition(OF)
        records = self._lists.find(listed) if colon else None
        if records is not None:
            field = self._fields[records].find(own)
            if field is None:
                return None
            found = self.rulebook.facts[records].fields[field]
            return Meant(name=field, type=found.type, unit=found.unit, records=records)
        name = self.names.find(written)
        if name is None:
            return None
        declared = self.names.declared[name]
        return Meant(name=name, type=declared.type, yearly=declared.yearly, unit=declared.unit)

    def offered(self) -> Iterator[OfferedFact]:
        """Everything, topic by topic; the fields of a list after it."""
        topics: dict[str, list[OfferedFact]] = {}
        for one in self.names.declared.values():
            topic = one.topic.zh if one.topic is not None else OTHER_TOPIC
            if isinstance(one, Fact) and one.fields:
                topics.setdefault(topic, []).extend(
                    _offered(f"{one.label.zh}：", field, f"{one.label.zh}{OF}{field.label.zh}")
                    for field in one.fields.values()
                )
            else:
                topics.setdefault(topic, []).append(_offered(topic, one, one.label.zh))
        for found in topics.values():
            yield from found


def _offered(topic: str, one: Fact | Definition, name: str) -> OfferedFact:
    options = one.type.enumeration
    return OfferedFact(
        topic=topic.rstrip(OF),
        name=name,
        kind=one.type.kind.value,
        yearly=one.yearly,
        unit=one.unit or (MONEY_UNIT if one.type.kind is Kind.MONEY else ""),
        options=() if options is None else options.words("zh"),
    )
