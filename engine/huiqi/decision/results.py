"""What a decision says.  Plain data: every renderer reads these and nothing else decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from huiqi.decision.asked_later import Later, Rest
from huiqi.decision.combined import Combinations, Total
from huiqi.decision.groups import Standing, standings
from huiqi.decision.lines import Line
from huiqi.decision.trace import UNTOLD, Telling, Trace
from huiqi.decision.validity import Force
from huiqi.decision.what_if import ByAnswer, Change, RangeReport
from huiqi.evaluation.reads import NOTHING, Cause, Missing
from huiqi.inference.errors import Reason
from huiqi.objects import cached_property, dataclass
from huiqi.profile.profile import Judgement, Profile
from huiqi.quantities import Number
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.measure import Clause, Condition, Measure
from huiqi.truth import Truth
from huiqi.values import Record

if TYPE_CHECKING:
    from huiqi.decision.made_up import MadeUp
    from huiqi.decision.questions import Question

#: So many records, awards and the like are told in full; the rest briefly, with their number.
MOST_IN_FULL = 40


class Status(StrEnum):
    """The verdict on a measure."""

    QUALIFIES = "qualifies"
    DOES_NOT_QUALIFY = "does_not_qualify"
    UNDETERMINED = "undetermined"
    NEEDS_JUDGEMENT = "needs_judgement"
    NOT_IN_FORCE = "not_in_force"


#: The statuses that more knowledge, or an official, may still settle.
UNSETTLED = (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
#: The statuses with which nothing is paid.
REFUSED = (Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE)


@dataclass(frozen=True, kw_only=True)
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

    @cached_property
    def applies(self) -> bool:
        """Whether it is asked at all: what is met only since nothing is asked does not apply."""
        unless, telling = self.condition.unless, self.telling
        if unless is None or telling is None or self.truth is not Truth.TRUE:
            return True
        return not telling.holds(unless)

    @property
    def pending(self) -> bool:
        """Whether an official's answer is still to come, as of a share of nothing, of which no
        fact says what it is; none settles what a text lacks.
        """
        if self.judgement is not None:
            return False
        if self.condition.question is not None:
            return not any(cause.kind == "weak" for cause in self.causes)
        if self.truth is not Truth.UNKNOWN or self.missing or not self.causes:
            return False
        return all(cause.kind == NOTHING for cause in self.causes)


class AmountKind(StrEnum):
    """What is said of an amount, where a figure may be there or not."""

    NONE = "none"  # the source names no amount
    UNKNOWN = "unknown"  # it names one, and what is known bounds it nowhere
    NOT_DUE = "not_due"  # the conditions are not met, or it is not in force: nothing is paid
    EXACT = "exact"  # one figure
    RANGE = "range"  # between two figures, of which one may be open
    AT_MOST = "at_most"  # the source says no more than a limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Yuan: between ``low`` and ``high`` (``None``: not bounded); or only ``at_most``."""

    low: Number | None
    high: Number | None
    at_most: Number | None = None
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
    #: What it comes to at most of all that was told of, where figures of the enterprise bound that
    #: and not the source alone; a list may hold more.
    of_told: Number | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one figure."""
        return self.low is not None and self.low == self.high


def amount_kind(amount: Amount | None, status: Status, named: bool = False) -> AmountKind:
    """What is said of an amount, of whose claim the verdict is ``status``.

    ``named``: the source names one, though none was worked out.  The whole of a fund bounds no
    one enterprise, and nothing as the lower end says nothing.
    """
    if amount is None and not named:
        return AmountKind.NONE
    if status in REFUSED:
        return AmountKind.NOT_DUE
    if amount is None:
        return AmountKind.UNKNOWN
    if amount.at_most is not None:
        return AmountKind.AT_MOST
    if amount.exact:
        return AmountKind.EXACT
    bounded = amount.high is not None and not amount.fund_only
    return AmountKind.RANGE if amount.low or bounded else AmountKind.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """The verdict on one record of a ``for_each`` measure."""

    key: str
    record: Record
    verdict: Verdict
    amount: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """What the measure would be with weak statements counted: for reference only.

    ``models``: for a measure whose text is not public, the measures it is modelled on;
    ``refusing``: the conditions on which it would be refused; ``in_another_year``: those only say
    which year counts, and of another in which its document is in force they hold.
    """

    status: Status
    conditions: Status
    amount: Amount | None
    modelled_on: tuple[Basis, ...]
    models: tuple[MeasureResult, ...] = ()
    refusing: tuple[ClauseResult, ...] = ()
    in_another_year: bool = False


@dataclass(frozen=True, kw_only=True)
class MeasureResult:
    """Everything one reading of the rules says of one measure."""

    measure: Measure
    status: Status
    #: The same by its conditions alone, whatever is known of its force.
    conditions: Status
    force: Force
    verdict: Verdict | None
    items: tuple[ItemResult, ...]
    amount: Amount | None
    #: What would have to be known of its list, where that may hold entries that are not known.
    more: tuple[Missing, ...]
    later: Later | None = field(default=None, repr=False, compare=False)

    @cached_property
    def illustration(self) -> Illustration | None:
        """With weak statements counted; ``None`` where that changes nothing."""
        return None if self.later is None else self.later.illustration(self)

    @cached_property
    def titles(self) -> tuple[MeasureResult, ...]:
        """Of a topic the titles that it is about and that are not held, by their own criteria."""
        return () if self.later is None else self.later.titles(self)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The smallest changes with which it would qualify, if any were found."""
        return () if self.later is None else self.later.changes(self)

    @cached_property
    def changed_amount(self) -> Amount | None:
        """What it would come to with ``changes`` made; ``None`` where it names no amount."""
        return None if self.later is None else self.later.changed_amount(self)

    @cached_property
    def made_up(self) -> MadeUp | None:
        """What it would be with the figure made up for which it is refused, where there is one."""
        return None if self.later is None else self.later.made_up(self)

    @cached_property
    def one_change(self) -> bool:
        """Whether a single change would be enough: found sooner than the smallest."""
        return self.later is not None and self.later.one_change(self)

    @cached_property
    def range(self) -> RangeReport | None:
        """Whether the ends of its amount, if it has two in this reading, can come out."""
        return None if self.later is None else self.later.range(self)

    @cached_property
    def by_answer(self) -> ByAnswer | None:
        """What it comes to by each answer to the one question that decides its amount, where there
        is one.
        """
        return None if self.later is None else self.later.by_answer(self)

    @property
    def amount_kind(self) -> AmountKind:
        """What is said of its amount: none named, not known, not due, or a figure."""
        return amount_kind(self.amount, self.status, self.measure.gives is not None)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Its own verdict, or those of its records."""
        if self.verdict is not None:
            return (self.verdict,)
        return tuple(item.verdict for item in self.items)

    @cached_property
    def grade(self) -> int:
        """How well the status is supported (a rank)."""
        own = self.measure.open_grade
        if self.verdict is not None:
            return self.verdict.grade if self.verdict.truth.known else max(self.verdict.grade, own)
        found = self.conditions
        deciding = [i.verdict.grade for i in self.items if i.verdict.status is found]
        if not deciding:
            return own
        if found is Status.QUALIFIES:
            return min(deciding)
        return max(deciding) if found is Status.DOES_NOT_QUALIFY else max(own, *deciding)

    @property
    def open_clauses(self) -> Iterator[ClauseResult]:
        """The clauses that leave its status open, of its records too."""
        return (clause for verdict in self.verdicts for clause in verdict.open)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What is not known and matters: for what is open, a record that adds too; the amount."""
        found = list(self.more)
        waits = self.conditions in UNSETTLED or self.measure.gives is not None
        if waits and self.status is not Status.NOT_IN_FORCE:
            found.extend(missing for clause in self.open_clauses for missing in clause.missing)
        if self.amount is not None and self.status is not Status.DOES_NOT_QUALIFY:
            found.extend(self.amount.missing)
        return tuple(dict.fromkeys(found))

    @cached_property
    def open_facts(self) -> tuple[Missing, ...]:
        """The missing facts that the status waits for, not those of the amount alone."""
        if self.conditions not in UNSETTLED:
            return ()
        of_amount = set(self.amount.missing) if self.amount is not None else set()
        of_status = {m for clause in self.open_clauses for m in clause.missing}
        return tuple(m for m in self.missing if m in of_status or m not in of_amount)

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """Why something stays open although no fact would settle it."""
        found = [cause for clause in self.open_clauses for cause in clause.causes]
        if self.amount is not None:
            found.extend(self.amount.causes)
        return tuple(dict.fromkeys(found))

    @property
    def proofs(self) -> tuple[str, ...]:
        """What to bring."""
        return () if self.status in REFUSED else self.measure.proofs

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


@dataclass(frozen=True, kw_only=True)
class Decision:
    """All measures for one enterprise on one day."""

    profile: Profile
    as_of: date
    results: tuple[MeasureResult, ...]
    rest: Rest = field(repr=False, compare=False)
    #: How many nodes the inference network decided alike; 0 with a note when it did not run.
    checked: int = 0
    note: Reason | None = None
    #: Of those, the nodes that it had decided before from the same truths.
    remembered: int = 0

    @cached_property
    def combinations(self) -> Combinations:
        """What may be had together, with its totals: of documents known to be in force."""
        return self.rest.combinations(r for r in self.results if r.force.truth is Truth.TRUE)

    @cached_property
    def force_unknown(self) -> Combinations:
        """What those whose force is not known would come to, were they all: in no total."""
        return self.rest.combinations(r for r in self.results if r.force.truth is Truth.UNKNOWN)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is worth asking, in which order."""
        return self.rest.questions(self.results)

    def __getitem__(self, measure: str) -> MeasureResult:
        """The result of a measure, by its id; raises :class:`KeyError` where it was not decided."""
        for result in self.results:
            if result.measure.id == measure:
                return result
        raise KeyError(measure)

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
        return tuple(
            result
            for result in self.results
            if result.outside and result.amount is not None and result.status not in REFUSED
        )

    @property
    def force_unknown_by_level(self) -> Mapping[str, Mapping[str, Total]]:
        """The same of measures whose force is not known, as if they were all in force."""
        return self.force_unknown.permitted.totals_by_level
