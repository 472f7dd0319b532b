"""What a document says in the language asked for: whoever tells results has these words."""

from typing import Protocol

from huiqi.decision.groups import Standing
from huiqi.decision.trace import Gap, Said
from huiqi.evaluation.reads import Missing
from huiqi.language.tree import Node
from huiqi.rulebook.rulebook import Rulebook


class Told(Protocol):
    """The texts of one clause; ``gap`` is empty where there is none."""

    @property
    def required(self) -> str:
        """What it asks."""

    @property
    def actual(self) -> str:
        """What was found."""

    @property
    def gap(self) -> str:
        """How much is lacking."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gap as numbers."""


class Words(Protocol):
    """The words of one rulebook in one language."""

    rulebook: Rulebook

    def standing(self, part: Standing) -> Told:
        """A condition as it stands."""

    def said(self, said: Said) -> str:
        """An expression, with its years named."""

    def prose(self, node: Node, year: int | None = None) -> str:
        """An expression; ``year`` names its years."""

    def question(self, missing: Missing) -> str:
        """What to ask for a missing fact."""
