"""What a comparison says.  Plain data for the renderers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text


class Change(StrEnum):
    """How one measure's conditions compare: who may have it before and after."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    DIFFERENT = "different"
    ADDED = "added"
    REMOVED = "removed"
    BEGINS = "begins"
    ENDS = "ends"
    UNDECIDED = "undecided"


class AmountChange(StrEnum):
    """How its amount compares for those who have it before and after."""

    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    DIFFERENT = "different"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: a rulebook on a day, and what the user called it."""

    name: str
    rulebook: Rulebook
    as_of: date


@dataclass(frozen=True, slots=True)
class Structural:
    """One thing written differently: of what kind, which, and in words."""

    kind: str
    subject: str
    text: Text


@dataclass(frozen=True, slots=True)
class Witness:
    """An enterprise on which both sides differ, as a profile for each, and what each says."""

    text: Text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """What changes in the meaning of one measure; ``proved`` with a witness for each direction."""

    measure: str
    title: Text
    change: Change
    amount: AmountChange
    reason: Text
    gains: Witness | None = None
    losses: Witness | None = None
    higher: Witness | None = None
    lower: Witness | None = None

    @property
    def unchanged(self) -> bool:
        """Whether nothing changes for anybody."""
        return self.change is Change.SAME and self.amount is AmountChange.SAME


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause whose truth differs between the sides (``None``: not there)."""

    clause: str
    text: Text
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class EnterpriseChange:
    """What changes for one enterprise in one measure."""

    enterprise: str
    file: str
    measure: str
    title: Text
    before: str | None
    after: str | None
    amount_before: Decimal | None
    amount_after: Decimal | None
    clauses: tuple[ClauseChange, ...]

    @property
    def gain(self) -> bool:
        """Whether it is better off: it qualifies now, or is paid more."""
        if (self.before == "qualifies") != (self.after == "qualifies"):
            return self.after == "qualifies"
        return (self.amount_after or Decimal(0)) > (self.amount_before or Decimal(0))


@dataclass(frozen=True, slots=True)
class Difference:
    """The whole comparison."""

    before: Side
    after: Side
    structure: tuple[Structural, ...]
    measures: tuple[MeasureChange, ...]
    enterprises: tuple[EnterpriseChange, ...]
    #: How many enterprises of the table were compared, and those that one side cannot read.
    compared: int = 0
    unread: tuple[str, ...] = ()
    #: Why nothing was proved, where it was not.
    note: Text | None = None
