"""What a decision says.  Plain data: every renderer reads these and nothing else decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol

from huiqi.decision.force import Force
from huiqi.decision.groups import Standing, standings
from huiqi.decision.trace import UNTOLD, Found, Said, Telling, Trace
from huiqi.decision.what_if import Change, RangeReport
from huiqi.evaluation.reads import NOTHING, Cause, Missing
from huiqi.inference.errors import Reason
from huiqi.language.tree import Node
from huiqi.profile.profile import Judgement, Profile
from huiqi.quantities import Number
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.measure import Clause, Condition, Measure
from huiqi.rulebook.rulebook import Stacking
from huiqi.rulebook.text import Text
from huiqi.truth import Truth
from huiqi.values import Record, Value


class Status(StrEnum):
    """The verdict on a measure."""

    QUALIFIES = "qualifies"
    DOES_NOT_QUALIFY = "does_not_qualify"
    UNDETERMINED = "undetermined"
    NEEDS_JUDGEMENT = "needs_judgement"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True)
class ClauseResult:
    """A condition's truth in one reading of the rules, and what it rests on."""

    condition: Condition
    truth: Truth
    grade: int
    missing: tuple[Missing, ...] = ()
    causes: tuple[Cause, ...] = ()
    judgement: Judgement | None = None
    #: For an ambiguous text, the truth under each reading.
    readings: Mapping[str, Truth] = field(default_factory=dict)
    telling: Telling | None = field(default=None, repr=False, compare=False)

    @cached_property
    def trace(self) -> Trace:
        """What it asks, the values it read, and how much is lacking."""
        return UNTOLD if self.telling is None else self.telling.condition(self.condition)

    @property
    def pending(self) -> bool:
        """Whether an official's answer is still to come; none settles what a text lacks.

        A share of nothing is for an official too: no further fact says what it is.
        """
        if self.judgement is not None:
            return False
        kinds = {cause.kind for cause in self.causes}
        if self.condition.question is not None:
            return "weak" not in kinds
        return self.truth is Truth.UNKNOWN and not self.missing and kinds == {NOTHING}


class Claim(NamedTuple):
    """One claim on a measure: the names its expressions use, and whether it is granted."""

    names: Mapping[str, Value]
    truth: Truth
    key: str = ""


@dataclass(frozen=True)
class Line:
    """One line of an amount's working: what, by which expression, and its value in yuan."""

    text: Text
    value: Value
    node: Node | None = None
    note: Text | None = None
    basis: tuple[Basis, ...] = ()
    telling: Telling | None = field(default=None, repr=False, compare=False)

    @property
    def said(self) -> Said | None:
        """Its expression, as it is said on the day of the decision."""
        if self.telling is None or self.node is None:
            return None
        return self.telling.said(self.node)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The values its expression read."""
        if self.telling is None or self.node is None:
            return ()
        return tuple(self.telling.found(self.node))

    @cached_property
    def parts(self) -> tuple[Line, ...]:
        """The lines below it: which tier applies, what is the lesser, each record of a sum."""
        if self.telling is None or self.node is None:
            return ()
        return tuple(self.telling.parts(self.node))


@dataclass(frozen=True, slots=True)
class Amount:
    """Yuan: between ``low`` and ``high`` (``None``: not bounded); or only ``at_most``."""

    low: Decimal | None
    high: Decimal | None
    at_most: Decimal | None = None
    grade: int = 0
    lines: tuple[Line, ...] = ()
    #: The same amount under another reading of the text, where it differs.
    readings: tuple[Line, ...] = ()
    missing: tuple[Missing, ...] = ()
    causes: tuple[Cause, ...] = ()
    #: Where nothing is paid because so little is not paid out: the least that is, in yuan.
    nothing_below: Decimal | None = None
    #: An official's choice among sources that disagree on it.
    judgement: Judgement | None = None
    #: Nothing bounds it but the whole of the fund it is paid from: no limit of one enterprise.
    fund_only: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one figure."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict with the clauses it rests on; ``clause``: what it is a verdict on."""

    clause: Clause
    status: Status
    truth: Truth
    grade: int
    clauses: tuple[ClauseResult, ...]
    #: The truth of each condition and group by id.
    nodes: Mapping[str, Truth]
    #: The clauses that leave it open: those of open groups alone; none where it is settled.
    open: tuple[ClauseResult, ...] = ()

    @property
    def parts(self) -> tuple[Standing, ...]:
        """The conditions and groups as they stand in it, in the order of reading."""
        return tuple(standings(self.clause, self.nodes, self.clauses))


@dataclass(frozen=True, slots=True)
class ItemResult:
    """The verdict on one record of a ``for_each`` measure."""

    key: str
    record: Record
    verdict: Verdict
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Illustration:
    """What the measure would be with weak statements counted: for reference only.

    ``models``: for a measure whose text is not public, the measures it is modelled on.
    """

    status: Status
    conditions: Status
    amount: Amount | None
    modelled_on: tuple[Basis, ...]
    models: tuple[MeasureResult, ...] = ()


class Later(Protocol):
    """What is worked out of a measure's result only when it is asked for."""

    def changes(self, result: MeasureResult) -> tuple[Change, ...]:
        """The smallest set of facts that would have to be different."""

    def range(self, result: MeasureResult) -> RangeReport | None:
        """What is known of the range of its amount."""


@dataclass(frozen=True)
class MeasureResult:
    """Everything said of one measure."""

    measure: Measure
    status: Status
    #: The same by its conditions alone, whatever is known of its force.
    conditions: Status
    grade: int
    force: Force
    verdict: Verdict | None
    items: tuple[ItemResult, ...]
    amount: Amount | None
    illustration: Illustration | None
    missing: tuple[Missing, ...]
    causes: tuple[Cause, ...]
    proofs: tuple[str, ...]
    later: Later | None = field(default=None, repr=False, compare=False)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The smallest changes with which it would qualify; none where none were found."""
        return () if self.later is None else self.later.changes(self)

    @cached_property
    def range(self) -> RangeReport | None:
        """Whether the ends of its amount can come out; ``None`` where it is one figure, or none
        is named, or another reading than the strict one tells it.
        """
        return None if self.later is None else self.later.range(self)

    @property
    def figure_grade(self) -> int:
        """How well a figure given for it is supported: by its verdict and by its amount."""
        return max(self.grade, self.amount.grade if self.amount is not None else 0)

    @property
    def outside(self) -> str:
        """Why its amount is in no enterprise's total; empty where it is in one."""
        if self.measure.recipient != "enterprise":
            return self.measure.recipient
        return "fund" if self.amount is not None and self.amount.fund_only else ""

    @property
    def to_be_confirmed(self) -> bool:
        """Whether its conditions are met and only its force is not known."""
        return self.conditions is Status.QUALIFIES and self.force.truth is Truth.UNKNOWN

    @property
    def clauses(self) -> tuple[ClauseResult, ...]:
        """The clauses shown for the measure: its own, or those of its first record."""
        if self.verdict is not None:
            return self.verdict.clauses
        return self.items[0].verdict.clauses if self.items else ()


@dataclass(frozen=True, slots=True)
class Total:
    """Sums over the measures of one grade, in yuan."""

    low: Number
    high: Number | None
    #: Of sources that name only a limit (最高): what they come to at most.
    at_most: Number | None = Decimal(0)


@dataclass(frozen=True, slots=True)
class Award:
    """What one measure would pay for one thing; ``key``: the record, where it is for one."""

    result: MeasureResult
    key: str | None
    low: Number
    high: Number | None
    only_limit: bool
    grade: int
    level: str

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.result.measure.id


@dataclass(frozen=True, slots=True)
class Received:
    """An award that what was received before excludes (true), or may exclude (unknown)."""

    award: int
    rule: Stacking
    excluded: Truth
    by: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An award not taken: the rule, and what is taken, or was received, in its stead."""

    award: Award
    rule: Stacking
    instead: tuple[Award, ...]
    received: str | None = None


@dataclass(frozen=True, slots=True)
class Unproved:
    """What no permitted set can pass, of what is sure and of what is possible (``None``: no known
    limit), where the search ended before the set found was proved to be the best.
    """

    sure: Number | None
    most: Number | None


@dataclass(frozen=True, slots=True)
class Combination:
    """A set of awards that may be had together; ``taken`` as paid under every ceiling.

    ``most``: the upper end of what the best permitted set can come to (``None``: no known limit),
    by ``most_by`` where that is another set than the one taken.
    """

    taken: tuple[Award, ...]
    left_out: tuple[LeftOut, ...]
    totals: dict[str, Total]
    totals_by_level: dict[str, dict[str, Total]]
    most: Number | None
    most_by: tuple[Award, ...]
    #: Where it is not proved that no permitted set is better.
    unproved: Unproved | None = None


@dataclass(frozen=True, slots=True)
class Combinations:
    """``permitted``: where no rule is known, both are had; ``cautious``: only one of them.

    ``cautious`` is absent where no unsettled rule meets two awards of this enterprise; ``open``
    are the unsettled rules that do, ``received`` what earlier payments do or may do.
    """

    permitted: Combination
    cautious: Combination | None
    open: tuple[Stacking, ...]
    received: tuple[tuple[Award, Received], ...]


class Question(NamedTuple):
    """A missing fact, and the measures that wait for it.

    ``largest``: the largest amount in yuan known to hang on it, of one measure; ``None`` where
    none is known.  ``rules_out``: no answer to it opens a measure, it can only close some.
    """

    missing: Missing
    measures: tuple[MeasureResult, ...]
    largest: Number | None
    known_by: str | None
    rules_out: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """All measures for one enterprise on one day."""

    profile: Profile
    as_of: date
    results: tuple[MeasureResult, ...]
    #: What may be had together, with its totals: of documents known to be in force.
    combinations: Combinations
    #: What those whose force is not known would come to, were they all in force: in no total.
    force_unknown: Combinations
    questions: tuple[Question, ...]
    #: How many nodes the inference network decided alike; 0 with a note when it did not run.
    checked: int = 0
    note: Reason | None = None

    @property
    def totals(self) -> Mapping[str, Total]:
        """By grade, of what may be had together where no rule forbids it."""
        return self.combinations.permitted.totals

    @property
    def totals_by_level(self) -> Mapping[str, Mapping[str, Total]]:
        """The same by whose money it is (``city``, ``province``), then by grade."""
        return self.combinations.permitted.totals_by_level

    @property
    def outside(self) -> tuple[MeasureResult, ...]:
        """What may be paid and is in no total: not for an enterprise, or without a limit of one."""
        refused = (Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE)
        return tuple(
            result
            for result in self.results
            if result.outside and result.amount is not None and result.status not in refused
        )

    @property
    def force_unknown_by_level(self) -> Mapping[str, Mapping[str, Total]]:
        """The same of measures whose force is not known, as if they were all in force."""
        return self.force_unknown.permitted.totals_by_level
