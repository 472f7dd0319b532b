"""The penalty rules in memory: the statute, the lists that may decide, and the precedents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huiqi.diagnostics import Place
from huiqi.language.tree import Node
from huiqi.objects import cached_property
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.force import InForce
from huiqi.rulebook.measure import NOWHERE, Clause, Condition
from huiqi.rulebook.penalty_models import (
    DocumentModel,
    DomainModel,
    EffectName,
    ModalityName,
    PrecedentModel,
)
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.spelling import Names


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TemporalScope:
    """When a rule applies, as a condition on the day of the act or of the decision.

    ``certain``: known to apply; outside ``possible``: known not to; between them an official says.
    """

    period: InForce
    issued: date | None
    certain: Node
    possible: Node
    condition: Condition


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Rule:
    """What changes the consequence of a violation: a provision of the statute or an item.

    ``conflicts_with``: the ids of items that state the same matter otherwise.
    """

    id: str
    title: Text
    effect: EffectName
    modality: ModalityName
    requires: Clause
    force: TemporalScope
    basis: tuple[Basis, ...]
    note: Text | None
    bars_lists: bool = False
    list: str = ""
    number: str = ""
    domain: str = ""
    branch: str = ""
    conditions: str = ""
    law: str = ""
    authority: str = ""
    conflicts_with: tuple[str, ...] = ()
    place: Place = NOWHERE
    #: More lenient effects that the authority may choose in place of ``effect``.
    instead: tuple[EffectName, ...] = ()
    #: The outcome in the source's own words, where they were kept.
    written: str = ""

    @property
    def outcomes(self) -> tuple[tuple[EffectName, ModalityName], ...]:
        """Everything that follows where the rule applies, each with must or may."""
        chosen: tuple[tuple[EffectName, ModalityName], ...] = tuple(
            (effect, "may") for effect in self.instead
        )
        return ((self.effect, self.modality), *chosen)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PenaltyList:
    """A list that may decide in Liaocheng."""

    id: str
    title: Text
    jurisdiction: str
    imported: bool
    basis: tuple[Basis, ...]
    note: Text | None
    force: TemporalScope
    items: tuple[str, ...]
    #: What is known of later versions, and the day from which it is said.
    later: Text | None = None
    later_since: date | None = None


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


@dataclass(frozen=True, eq=False, kw_only=True)
class PenaltyBook:
    """Everything ``huiqi penalty`` answers from.

    ``terms`` is the rulebook of what can be known of an incident: its facts and its sources.
    """

    terms: Rulebook
    domains: Mapping[str, DomainModel]
    city_domains: int
    city_items: int
    city_basis: tuple[Basis, ...]
    #: The office that is asked for the text of the city's own list.
    city_asked_of: Text | None
    #: Where the rules say how large it is.
    city_place: Place
    #: The day from which the statute in the rules applies; decisions before it are not answered.
    since: date | None
    provisions: tuple[Rule, ...]
    duties: tuple[Duty, ...]
    #: ``None`` where the rules name none.
    procedures: Procedures | None
    lists: Mapping[str, PenaltyList]
    items: Mapping[str, Rule]
    documents: Mapping[str, DocumentModel]
    precedents: Mapping[str, PrecedentModel]
    sha256: str

    def domain(self, written: str) -> str | None:
        """The id of a field of enforcement from any of its names; ``None`` if there is none."""
        return self._names.find(re.split(r"[(（]", written)[0])

    @cached_property
    def _names(self) -> Names[str]:
        return Names(
            {
                key: (key, model.label.zh, model.label.en, *model.also)
                for key, model in self.domains.items()
            }
        )

    def expired(self, model: PrecedentModel, day: date) -> bool:
        """Whether the document of a precedent says that it ended before the day."""
        until = self.documents[model.document].until
        return until is not None and until < day

    def domain_label(self, key: str, language: str) -> str:
        """What people call a field of enforcement."""
        return self.domains[key].label.in_language(language)
