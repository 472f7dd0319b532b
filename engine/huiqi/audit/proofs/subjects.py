"""What a proof speaks of: any enterprise, or any act; how that is told, and how one is shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from huiqi.audit.proofs.witness import Content, read_back, yaml_of
from huiqi.audit.proofs.witness_check import Shown
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import Sentence, sentence
from huiqi.words import to_say


@dataclass(frozen=True, kw_only=True)
class Subjects(ABC):
    """``never``, ``always``: of a clause; ``together``, ``anyone``: of a rule as a whole."""

    note: Sentence
    never: str
    always: str
    together: str
    anyone: str

    @abstractmethod
    def text(self, content: Content, as_of: date) -> str:
        """One of them as the text of its file."""

    @abstractmethod
    def shown(self, rulebook: Rulebook, content: Content, as_of: date) -> Shown:
        """One of them, read from its file, before the evaluator.

        Raises :class:`~huiqi.diagnostics.InputError` where no file can say it.
        """


class _Enterprises(Subjects):
    def text(self, content: Content, as_of: date) -> str:
        return yaml_of(content)

    def shown(self, rulebook: Rulebook, content: Content, as_of: date) -> Shown:
        return Shown(rulebook, read_back(self.text(content, as_of), rulebook), as_of)


ENTERPRISES = _Enterprises(
    note=sentence("审计举出的虚构企业"),
    never=to_say("没有企业能满足：{clause}"),
    always=to_say("任何企业都满足：{clause}"),
    together=to_say("没有企业能同时满足：{clauses}"),
    anyone=to_say("任何企业都满足这项措施的条件"),
)
