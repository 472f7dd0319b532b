"""What people call the things of a rulebook, for the prose."""

from __future__ import annotations

from dataclasses import dataclass

from huiqi.rulebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class RulebookLabels:
    """The labels of a rulebook, as :class:`huiqi.language.prose.Labels`."""

    rulebook: Rulebook

    def fact(self, name: str, language: str) -> str:
        """A fact or a definition."""
        return self.rulebook.label(name).in_language(language)

    def parameter(self, name: str, language: str) -> str:
        """A parameter."""
        return self.rulebook.parameters[name].label.in_language(language)

    def field(self, records: str, field: str, language: str) -> str:
        """A field of a list's records."""
        return self.rulebook.facts[records].fields[field].label.in_language(language)

    def fact_is_yearly(self, name: str) -> bool:
        """Whether the fact has a value per year."""
        return self.rulebook.scope.facts[name].yearly
