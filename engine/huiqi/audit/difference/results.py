"""What a comparison says.  Plain data for the renderers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from enum import StrEnum

from huiqi.decision.lines import Line
from huiqi.decision.results import Amount, Status
from huiqi.diagnostics import Diagnostic
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages


class ChangeImpact(StrEnum):
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
    _: KW_ONLY
    #: The rules on violations that lie in the same folder; ``None``: none, or they are not asked.
    penalties: PenaltyBook | None = None


@dataclass(frozen=True, slots=True)
class Structural:
    """One thing written differently: of what kind, which, and in words."""

    kind: str
    subject: str
    text: InLanguages


@dataclass(frozen=True, slots=True)
class Witness:
    """An enterprise on which both sides differ, as a profile for each, and what each says."""

    text: InLanguages
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """What changes in the meaning of one measure; ``proved`` with a witness for each direction."""

    measure: str
    title: Text
    change: ChangeImpact
    amount: AmountChange
    reason: InLanguages
    gains: Witness | None = None
    losses: Witness | None = None
    higher: Witness | None = None
    lower: Witness | None = None

    @property
    def unchanged(self) -> bool:
        """Whether nothing changes for anybody."""
        return self.change is ChangeImpact.SAME and self.amount is AmountChange.SAME


class Direction(StrEnum):
    """What a change means for an enterprise; ``none``: it neither has more nor less."""

    GAIN = "gain"
    LOSS = "loss"
    MAY_GAIN = "may_gain"
    MAY_LOSE = "may_lose"
    UNCLEAR = "unclear"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ForceChange:
    """Why a measure is in force, is not, or may be, on each side."""

    before: InLanguages
    after: InLanguages


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """A clause that moved the verdict: whether it is met on each side (``None``: not there; on
    both: ``text`` says what changed).

    ``item``: the record it is about, of a measure for records.
    """

    clause: str
    text: InLanguages
    before: str | None
    after: str | None
    item: str = ""


@dataclass(frozen=True, slots=True)
class LineChange:
    """The first step of an amount that differs; ``written``: its formula does, not only a value."""

    before: Line | None
    after: Line | None
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseChange:
    """What changes for one enterprise in one measure; no amount where it does not have it.

    ``group``: what stands in the column by which a table's enterprises are told apart.
    """

    enterprise: str
    group: str
    file: str
    measure: str
    title: Text
    before: Status | None
    after: Status | None
    amount_before: Amount | None
    amount_after: Amount | None
    direction: Direction
    force: ForceChange | None
    clauses: tuple[ClauseChange, ...]
    line: LineChange | None


@dataclass(slots=True, kw_only=True)
class GroupChanges:
    """Of a group of enterprises: how many were compared, for how many something changes, and how
    many changes there are of each direction.
    """

    compared: int = 0
    changed: int = 0
    directions: Counter[Direction] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCause:
    """A clause that moved the verdict on a measure (of any record), or its force: how many changes
    it is a cause of, in each group.
    """

    measure: str
    title: Text
    cause: ClauseChange
    groups: Counter[str] = field(default_factory=Counter)

    @property
    def number(self) -> int:
        """Of how many changes in all."""
        return self.groups.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changes for the enterprises given, counted by group and by cause, the rest.

    ``unlisted``: so many changes are counted, and not told one by one.
    """

    changes: tuple[EnterpriseChange, ...] = ()
    groups: Mapping[str, GroupChanges] = field(default_factory=dict)
    causes: tuple[CountedCause, ...] = ()
    unlisted: int = 0
    #: The files and rows that one side cannot read, with every finding.
    unread: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    #: The same findings, once of all rows of which the same is.
    unread_once: tuple[Diagnostic, ...] = ()
    #: What is remarked on in the others.
    remarks: tuple[Diagnostic, ...] = ()

    @property
    def compared(self) -> int:
        """How many were compared."""
        return sum(group.compared for group in self.groups.values())

    @property
    def changed(self) -> int:
        """For how many something changes."""
        return sum(group.changed for group in self.groups.values())

    @property
    def directions(self) -> Mapping[Direction, int]:
        """How many changes there are of each direction."""
        found = Counter[Direction]()
        for group in self.groups.values():
            found.update(group.directions)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The whole comparison."""

    before: Side
    after: Side
    structure: tuple[Structural, ...]
    measures: tuple[MeasureChange, ...]
    enterprises: Changes
    #: Why nothing was proved, where it was not.
    note: InLanguages | None = None
