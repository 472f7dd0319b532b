"""What rules stand in together."""

from __future__ import annotations

from datetime import date

from huiqi.objects import dataclass
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.force import InForce
from huiqi.rulebook.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What rules stand in together: a programme of measures, a list of items, or the statute."""

    id: str
    title: Text
    #: Whose it is: ``city``, ``province``, ``national``; ``comparable``: another place's.
    level: str
    basis: tuple[Basis, ...]
    note: Text | None
    summary: Text | None = None
    #: The lower, the earlier it is shown.
    rank: int = 0
    slots: int | None = None
    #: The heading of its measures, where each is a topic that other documents answer.
    topics: Text | None = None
    #: Whose it is, in a word.
    place: Text | None = None
    sections: tuple[Text, ...] = ()
    short: Text | None = None
    #: The office that is asked about it where no document names its issuer.
    asked_of: Text | None = None
    #: Who helps an enterprise whatever the measure, as its sources tell.
    helped_by: Text | None = None
    #: Of a list or of the statute, whose rules are in force together.
    in_force: InForce = InForce()
    #: A list that an official took over.
    imported: bool = False
    #: What is known of later versions, and the day from which it is said.
    later: Text | None = None
    later_since: date | None = None

    @property
    def name(self) -> Text:
        """The title where there is little room."""
        return self.short or self.title
