"""The penalty rules in memory: the statute, the lists that may decide, and the precedents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from huiqi.diagnostics import Place
from huiqi.language.tree import Node
from huiqi.objects import cached_property
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalty_clauses import ACT
from huiqi.rulebook.penalty_models import CityListModel, DocumentModel, DomainModel, PrecedentModel
from huiqi.rulebook.phrases import Phrase
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.rulebook.sanction import EffectName
from huiqi.rulebook.text import Text
from huiqi.rulebook.written import Written
from huiqi.spelling import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is done besides; told unless ``applies`` is false, done where ``done`` is true."""

    id: str
    text: Text
    when: str
    basis: tuple[Basis, ...]
    applies: Node | None
    done: Node | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """How a case that ends with ``outcome`` is handled."""

    id: str
    title: Text
    outcome: EffectName
    applies: Node | None
    #: Whether legal review is required; ``None``: the source does not say.
    review: bool | None
    documents: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedures:
    """All of them, with what they share."""

    each: tuple[Procedure, ...]
    register: Text
    note: Text | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EverydayWords:
    """``listed``: by what people say the words of the lists that are sought for it.  ``apart``:
    longer words that mean something else; ``passed_over``: what says nothing of what was done;
    ``how``: what of itself makes no two matters alike.
    """

    listed: Mapping[str, tuple[str, ...]]
    how: frozenset[str] = frozenset()
    apart: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()

    @property
    def formal(self) -> frozenset[str]:
        """The words of the lists."""
        return frozenset(word for words in self.listed.values() for word in words)


@dataclass(frozen=True, eq=False, kw_only=True)
class PenaltyBook:
    """Everything ``huiqi penalty`` answers from.

    ``terms`` is the rulebook of what can be known of an incident and of the rules on it: its facts,
    its sources, the provisions of the statute and the items of the lists.
    """

    terms: Rulebook
    domains: Mapping[str, DomainModel]
    #: What the levels of lists, and the kinds of documents that precedents stand in, are called.
    called: Mapping[str, Text]
    #: What is known of the city's own list, on what that rests, and where the rules say it.
    city: CityListModel
    city_basis: tuple[Basis, ...]
    city_place: Place
    statute: Collection
    duties: tuple[Duty, ...]
    #: ``None`` where the rules name none.
    procedures: Procedures | None
    lists: Mapping[str, Collection]
    documents: Mapping[str, DocumentModel]
    precedents: Mapping[str, PrecedentModel]
    #: The conditions that rules ask by a name.
    named: frozenset[str]
    #: How officials write conditions.
    phrases: tuple[Phrase, ...]
    #: How people say what the lists say.
    words: EverydayWords
    sha256: str

    @property
    def written_at(self) -> Written:
        """Where its expressions are written."""
        return self.terms.written_at

    def placed(self, written: Written) -> PenaltyBook:
        """The same, with its expressions written there."""
        return replace(self, terms=self.terms.placed(written))

    @property
    def act(self) -> Fact:
        """What can be known of the act that is judged."""
        return self.terms.facts[ACT]

    @property
    def since(self) -> date | None:
        """The day from which the statute applies; decisions before it are not answered."""
        return self.statute.in_force.since

    @property
    def city_title(self) -> Text:
        """What an imported list of the city's own is called."""
        return self.city.title or Text(zh=self.city.id, en=self.city.id)

    @cached_property
    def provisions(self) -> tuple[Rule, ...]:
        """Those of the statute."""
        return tuple(one for one in self.terms.provisions.values() if not one.sanction.listed)

    @cached_property
    def items(self) -> Mapping[str, Rule]:
        """Those of all lists."""
        return {key: one for key, one in self.terms.provisions.items() if one.sanction.listed}

    def items_of(self, name: str) -> tuple[Rule, ...]:
        """Those of one list."""
        return tuple(item for item in self.items.values() if item.collection == name)

    def domain(self, written: str) -> str | None:
        """The id of a field of enforcement from any of its names; ``None`` if there is none."""
        return self._names.find(re.split(r"[(（]", written)[0])

    @cached_property
    def _names(self) -> Names[str]:
        every = self.domains.items()
        return Names({key: (key, one.label.zh, one.label.en, *one.also) for key, one in every})

    def expired(self, model: PrecedentModel, day: date) -> bool:
        """Whether the document of a precedent says that it ended before the day."""
        until = self.documents[model.document].until
        return until is not None and until < day

    def whose(self, collection: str) -> Text:
        """Whose a list, or the statute, is, in a word."""
        level = (self.lists.get(collection) or self.statute).level
        return self.named_as(level)

    def named_as(self, key: str) -> Text:
        """What a level of lists, or a kind of documents, is called."""
        return self.called.get(key) or Text(zh=key, en=key)

    def domain_label(self, key: str, language: str) -> str:
        """What people call a field of enforcement."""
        return self.domains[key].label.in_language(language)
