"""What a decision on an enterprise comes to in a table: plain data, small enough for many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, reduce
from operator import itemgetter
from typing import Self, TypeVar

from huiqi.decision.nearness import NEAR
from huiqi.decision.results import AmountKind, Status
from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostic
from huiqi.evaluation.reads import Missing
from huiqi.objects import dataclass
from huiqi.profile.standing_told import StandingTold
from huiqi.profile.support_told import SupportTold
from huiqi.profile.told_of_row import NOTHING_MORE, ToldOfRow
from huiqi.quantities import Number, exact_sum
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.enterprise_group import EnterpriseGroup
from huiqi.screening.outcome_told import OutcomeTold
from huiqi.screening.short import Short
from huiqi.screening.worded import Worded
from huiqi.tables.personal_columns import heads_to_call_by
from huiqi.truth import Truth

T = TypeVar("T")

NOTHING: Number = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAnswer:
    """One measure for one enterprise.

    Attributes:
        conditions: The verdict by its conditions alone, whatever is known of its force.
        low, high, at_most: Yuan, as in an :class:`~huiqi.decision.results.Amount`.
        failing: The ids of the conditions that fail and decide it.
        missing: The facts that it waits for.
        asks: For how many facts of the enterprise its status waits.
        grade: A rank: 0 is the strongest.
        force: Whether its document is known to be in force.
        fund_only: Nothing bounds it but the whole of a fund.
        of_told: What its amount comes to at most of all that was told, where figures bound that.
        near: How far it is from being met, as a share of what is asked (:func:`nearness`).
        near_over: Whether what it lacks is of years that are over.
        told_roughly: Whether a day or a year that it waits for is known within bounds.
        figured_roughly: Whether a figure that it waits for is.
        presumed_no: Whether what is only presumed would refuse it, whatever is answered.
        theirs: Whether it is given to an enterprise, and to nobody above or beside it.
        ends_soon: The last day of its document, where it is in force and soon will not be.
        unclaimed: Whether it is refused for an amount that was not claimed, and nothing else.
    """

    measure: str
    status: Status
    conditions: Status
    mark: Mark
    kind: AmountKind
    low: Number | None
    high: Number | None
    at_most: Number | None
    grade: int
    force: Truth
    failing: tuple[str, ...]
    missing: tuple[str, ...]
    asks: int
    fund_only: bool
    near: Fraction | None
    near_over: bool = False
    of_told: Number | None = None
    told_roughly: bool = False
    figured_roughly: bool = False
    presumed_no: bool = False
    theirs: bool = True
    ends_soon: date | None = None
    unclaimed: bool = False

    @property
    def most(self) -> Number | None:
        """What it comes to at most, as far as it is known of one enterprise."""
        if self.fund_only:
            return None
        return self.at_most if self.at_most is not None else self.high

    @property
    def ready(self) -> bool:
        """Whether money can be had, or only an office has to say whether the document holds."""
        met = self.mark is Mark.ASK_OFFICE and self.conditions is Status.QUALIFIES
        return (met or self.mark is Mark.ELIGIBLE) and bool(self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """An enterprise with all its answers.

    ``low`` and ``high``: between what the best that may be had together lies, in yuan, of
    documents known to be in force (``high`` is ``None`` where nothing bounds it).
    ``waiting``: how many measures wait for each fact, whichever record it is of.
    """

    answers: tuple[MeasureAnswer, ...]
    low: Number
    high: Number | None
    waiting: Mapping[Missing, int]

    def of(self, mark: Mark) -> tuple[MeasureAnswer, ...]:
        """Those that stand so."""
        return tuple(answer for answer in self.answers if answer.mark is mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedEnterprise:
    """A row of the table: the enterprise, the cells that are none of the rules', the answers."""

    row: int
    name: str
    credit_code: str
    carried: tuple[str, ...]
    screened: Screened
    worded: Worded
    #: What is wrong with its cells that were not read; of each the facts that are unknown so.
    unread: tuple[Diagnostic, ...] = ()
    unread_facts: tuple[frozenset[str], ...] = ()
    #: The facts, fields of lists and whole lists of which the table tells, be it of others alone.
    told_facts: frozenset[str] = frozenset()
    #: What it says in columns that no rule reads of support that it has had, and came of measures.
    received: tuple[SupportTold, ...] = ()
    outcomes: tuple[OutcomeTold, ...] = ()
    #: What it says of itself by which it is hardly to be called at all, or is no industry.
    standing: tuple[StandingTold, ...] = ()
    trade: StandingTold | None = None
    #: What else its row tells of it.
    told: ToldOfRow = NOTHING_MORE
    #: What measures would come to, in yuan, of what is only planned, and of the low ends of figures
    #: that are about so much; how those are written, by fact.
    planned: Mapping[str, Number] = field(default_factory=dict)
    rough: Mapping[str, Number] = field(default_factory=dict)
    rough_cells: Mapping[str, str] = field(default_factory=dict)
    #: Of these the facts whose columns tell what they are at most: nothing is the least of those.
    rough_at_most: frozenset[str] = frozenset()
    #: What holds at most at the far end of a figure that is told within bounds alone.
    short: Mapping[str, Short] = field(default_factory=dict)
    #: The row that tells more of the same enterprise, or of one that is only called alike; by the
    #: row that tells less of it what stands there otherwise: the head, and both cells.
    twin_of: int | None = None
    twin_by_name: bool = False
    twins: Mapping[int, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
    #: What is remarked on its figures that are hardly meant as they stand.
    hardly_meant: tuple[str, ...] = ()
    #: What there is to look at in cells that were read; what stands in the columns of facts.
    noted: tuple[Diagnostic, ...] = ()
    evaluated: tuple[str, ...] = ()
    group: EnterpriseGroup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A row that could not be decided, and why (of a list's table, in that file; among ``faults``
    stands what is no error, too); ``name``: where it could be read; the rest as of one decided.
    """

    row: int
    faults: tuple[Diagnostic, ...]
    name: str = ""
    carried: tuple[str, ...] = ()
    group: EnterpriseGroup | None = None

    def lists(self, table: str) -> frozenset[str]:
        """The files of lists in which a fault of it stands; ``table``: the main one."""
        return frozenset(one.place.file for one in self.faults if one.is_error) - {table}


@dataclass(frozen=True, kw_only=True)
class Screening:
    """A table decided: ``carried`` are the names of the columns that are none of the rules';
    ``repeated``: the rows, decided or not, that are of one enterprise, by its credit code or, where
    none is written, its name; ``outcomes``: what a row, decided or not, says came of measures;
    ``undecided``: the measures on which no row was decided, with the reason; ``chosen``: what was
    asked of the enterprises, of those of whom it does not hold nothing is told; ``evaluated``: the
    names of the columns that are the rules'; ``own_places``: where the carried and then the
    evaluated ones stand in the table.
    """

    rulebook: Rulebook
    as_of: date
    table: str
    carried: tuple[str, ...]
    entries: tuple[ScreenedEnterprise, ...]
    rejected: tuple[Rejected, ...]
    remarks: tuple[Diagnostic, ...]
    repeated: tuple[tuple[int, ...], ...] = ()
    #: The rows whose names are hardly two enterprises'.
    alike: tuple[tuple[int, ...], ...] = ()
    outcomes: Mapping[int, tuple[OutcomeTold, ...]] = field(default_factory=dict)
    undecided: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    evaluated: tuple[str, ...] = ()
    own_places: tuple[int, ...] = ()
    #: The names of the evaluated columns that say nothing where another says that there is none.
    told_beside: frozenset[str] = frozenset()
    #: The list of which an evaluated column tells, by the name of the column.
    list_of: Mapping[str, str] = field(default_factory=dict)
    #: Of the whole table, where only some of its rows are told of.
    of_whole: frozenset[str] | None = None

    def in_own_order(self, carried: Sequence[T], evaluated: Sequence[T]) -> list[T]:
        """What is told of its carried and of its evaluated columns, as they stand in the table."""
        told = zip(self.own_places, (*carried, *evaluated), strict=True)
        return [one for _, one in sorted(told, key=itemgetter(0))]

    def contacts(self, carried: Sequence[T], evaluated: Sequence[T]) -> tuple[list[T], list[T]]:
        """The same: of the columns that say whom to call, and where; and of all others."""
        heads = self.in_own_order(self.carried, self.evaluated)
        by, called = heads_to_call_by(heads), (list[T](), list[T]())
        for head, one in zip(heads, self.in_own_order(carried, evaluated), strict=True):
            called[head not in by].append(one)
        return called

    @property
    def estimated(self) -> tuple[ScreenedEnterprise, ...]:
        """Those beside whose answers stands what was paid."""
        return self.entries

    @property
    def coded(self) -> bool:
        """Whether any enterprise that is told of has a credit code."""
        return any(entry.credit_code for entry in self.entries)

    def of_rows(self, rows: Container[int], chosen: Sequence[str]) -> Self:
        """The same of these rows alone; ``chosen``: what was asked of them."""
        return replace(
            self,
            entries=tuple(entry for entry in self.entries if entry.row in rows),
            rejected=tuple(one for one in self.rejected if one.row in rows),
            outcomes={row: told for row, told in self.outcomes.items() if row in rows},
            chosen=tuple(chosen),
            of_whole=self.asked_of_most,
        )

    @cached_property
    def asked_of_most(self) -> frozenset[str]:
        """The measures that wait for an answer of more than half of the table: a column that it
        lacks, and no reason to call one.
        """
        if self.of_whole is not None:
            return self.of_whole
        waits = (m for m in self.measures if 2 * m.marks[Mark.ASK_ENTERPRISE] > self.decided)
        return frozenset(one.measure for one in waits)

    def measure(self, name: str) -> Measure:
        """A measure of its rulebook."""
        return self.rulebook.measures[name]

    @property
    def decided(self) -> int:
        """How many rows were decided."""
        return len(self.entries)

    @property
    def together(self) -> tuple[Number, Number | None] | None:
        """Between what it lies (yuan) what all of them may have together; ``None``: not known."""
        lows = (Fraction(entry.screened.low) for entry in self.entries)
        highs = [entry.screened.high for entry in self.entries]
        known = [Fraction(high) for high in highs if high is not None]
        high = sum(known, Fraction(0)) if len(known) == len(highs) else None
        return sum(lows, Fraction(0)), high

    @cached_property
    def counted_again(self) -> tuple[tuple[int, ...], ...]:
        """Of the repeated rows those decided, where they are several: each is in the sums."""
        decided = {entry.row for entry in self.entries}
        found = (tuple(row for row in rows if row in decided) for rows in self.repeated)
        return tuple(rows for rows in found if len(rows) > 1)

    @cached_property
    def waiting(self) -> tuple[tuple[Missing, int, int], ...]:
        """Which facts answers wait for: of how many enterprises, and of how many answers in all;
        the most first, equal numbers in the order of their names.
        """
        firms, answers = Counter[Missing](), Counter[Missing]()
        for entry in self.entries:
            firms.update(entry.screened.waiting.keys())
            answers.update(entry.screened.waiting)
        found = ((missing, firms[missing], number) for missing, number in answers.items())
        return tuple(sorted(found, key=lambda one: (-one[2], str(one[0]))))

    @cached_property
    def measures(self) -> tuple[MeasureTotal, ...]:
        """What each measure comes to over all of them, in the rules' order."""
        found: dict[str, list[MeasureAnswer]] = {}
        for entry in self.entries:
            for answer in entry.screened.answers:
                found.setdefault(answer.measure, []).append(answer)
        return tuple(MeasureTotal.of(name, answers) for name, answers in found.items())


@dataclass(frozen=True, kw_only=True)
class CityScreening(Screening):
    """A table decided in a database: its sums are of all rows, its entries those to call first.

    ``number``: how many were decided; ``paid``: those of whom the table says what was paid.
    """

    number: int
    sums: tuple[MeasureTotal, ...]
    waited_for: tuple[tuple[Missing, int, int], ...]
    paid: tuple[ScreenedEnterprise, ...] = ()

    @property
    def estimated(self) -> tuple[ScreenedEnterprise, ...]:
        """Those beside whose answers stands what was paid."""
        return self.paid

    @property
    def decided(self) -> int:
        """How many rows were decided."""
        return self.number

    @property
    def together(self) -> tuple[Number, Number | None] | None:
        """What may be had together is not worked out for every row."""
        return None

    @cached_property
    def asked_of_most(self) -> frozenset[str]:
        """None of those chosen: what is alike for a few tells nothing of the table."""
        return frozenset() if self.chosen else super().asked_of_most

    @cached_property
    def waiting(self) -> tuple[tuple[Missing, int, int], ...]:
        """Which facts answers wait for, over all rows."""
        return self.waited_for

    @cached_property
    def measures(self) -> tuple[MeasureTotal, ...]:
        """What each measure comes to, over all rows."""
        return self.sums


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTotal:
    """One measure over all enterprises.

    ``low`` and ``high`` (yuan): of those who can have it for certain, each by itself: before any
    rule on having several, and before any limit of a fund; ``None``: not bounded.  ``unfigured``:
    so many of them have an amount that is not known.  ``near``: so many are refused by figures
    alone, by no more than a tenth of what is asked.
    """

    measure: str
    marks: Mapping[Mark, int]
    low: Number
    high: Number | None
    unfigured: int
    near: int

    @classmethod
    def of(cls, measure: str, answers: Sequence[MeasureAnswer]) -> MeasureTotal:
        """The sums over its answers."""
        had = [answer for answer in answers if answer.mark is Mark.ELIGIBLE]
        paid = [answer for answer in had if answer.kind is not AmountKind.NONE]
        bounded = [answer.most for answer in paid]
        known = [most for most in bounded if most is not None]
        whole = len(known) == len(bounded)
        return cls(
            measure=measure,
            marks=Counter(answer.mark for answer in answers),
            low=reduce(exact_sum, (answer.low or NOTHING for answer in paid), NOTHING),
            high=reduce(exact_sum, known, NOTHING) if whole else None,
            unfigured=sum(answer.kind is AmountKind.UNKNOWN for answer in paid),
            near=sum(answer.near is not None and answer.near <= NEAR for answer in answers),
        )
