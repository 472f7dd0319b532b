"""Floors and caps of an amount: per project or item, per year, per enterprise.

What is not known of the limits themselves (the year a claim falls in, whether a cap is per project
or per enterprise) is tried out: each way is worked out as if it were known, and the amount is the
range of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from huiqi.decision.amounts.made_of import of_limit
from huiqi.decision.amounts.money import (
    ZERO,
    larger,
    positive,
    possibly,
    rounded,
    smaller,
    total,
)
from huiqi.decision.amounts.working import Claim, Working
from huiqi.decision.amounts.years import Year, Years, depends_on_year
from huiqi.decision.lines import Operation
from huiqi.decision.operands import speaks_of_named
from huiqi.decision.tracing import Names
from huiqi.evaluation import arithmetic
from huiqi.language.formatting import format_range
from huiqi.language.types import MONEY
from huiqi.rulebook.gives_texts import PER
from huiqi.rulebook.measure import Cap, Floor, Gives
from huiqi.sentences import InLanguages, Sentence, Teller, sentence
from huiqi.truth import TRUE
from huiqi.values import Interval, hull


class Portion(NamedTuple):
    """A part of what is paid: the claims in it by number, its value, and the year they share.

    ``certain``: a claim in it is certainly granted; otherwise it may come to nothing.
    """

    claims: tuple[int, ...]
    value: Interval
    certain: bool
    year: Year | None = None


class Limited(NamedTuple):
    """One way it can be: the values paid, and after each limit the sum and what came off it."""

    values: list[Interval]
    sums: list[Interval]
    received: list[Interval]
    before_rounding: Interval


def limited(
    working: Working, gives: Gives, claims: Sequence[Claim], values: Sequence[Interval]
) -> Limited:
    """What is paid for the claims after floors, caps and rounding; one value where it is open how
    they go together.
    """
    if not (gives.floors or gives.caps or gives.rounding):
        sure = [claim.truth is TRUE for claim in claims]
        paid = [v if certain else possibly(v) for v, certain in zip(values, sure, strict=True)]
        return Limited(paid, [], [], total(paid))
    years = Years(working, gives, claims)
    open_caps = sum(cap.per == "unknown" for cap in gives.caps)
    ways = [
        _Way(working, gives, claims, assigned, readings).worked(values)
        for assigned in years.assignments
        for readings in _readings(open_caps)
    ]
    beyond = [
        _Way(working, gives, (claims[i],), {0: Year(None)}, ()).worked((values[i],))
        for i in years.beyond
    ]
    found = _together(ways, beyond, gives)
    if not total(found.values).known:
        years.matters()
    _lines(working, gives, found, claims, values)
    return found


def _readings(number: int) -> list[tuple[str, ...]]:
    """For each cap of which the source does not say so: per project, or per enterprise."""
    found: list[tuple[str, ...]] = [()]
    for _ in range(number):
        found = [(*before, per) for before in found for per in ("project", "enterprise")]
    return found


class _Way:
    """One way it can be: in which year each claim falls, how each cap is to be read."""

    def __init__(
        self,
        working: Working,
        gives: Gives,
        claims: Sequence[Claim],
        years: dict[int, Year],
        readings: tuple[str, ...],
    ) -> None:
        self.working = working
        self.gives = gives
        self.claims = claims
        self.years = years
        self.readings = iter(readings)
        self.parts: list[Portion] = []

    def worked(self, values: Sequence[Interval]) -> Limited:
        """Floors, then caps in their order, then rounding."""
        for number, value in enumerate(values):
            # A claim that is not placed in a year here is counted apart.
            if self.years and number not in self.years:
                continue
            certain = self.claims[number].truth is TRUE
            self.parts.append(Portion((number,), value if certain else possibly(value), certain))
        sums: list[Interval] = []
        received: list[Interval] = []
        for floor in self.gives.floors:
            self.raise_to(floor)
            sums.append(self.sum)
            received.append(ZERO)
        for cap in self.gives.caps:
            received.append(self.cap_at(cap))
            sums.append(self.sum)
        before = self.sum
        rounding = self.gives.rounding
        if rounding is not None:
            self.parts = [p._replace(value=rounded(p.value, rounding)) for p in self.parts]
        return Limited([part.value for part in self.parts], sums, received, before)

    @property
    def sum(self) -> Interval:
        """What all parts come to."""
        return total(part.value for part in self.parts)

    def raise_to(self, floor: Floor) -> None:
        """What is granted is not less than the floor."""
        self.gather(floor.per)
        raised = []
        for part in self.parts:
            limit = total(
                self.working.money(floor.at_least, names, floor.grade)
                for names in self.names(part, floor.per)
            )
            value = larger(part.value, limit) if part.claims else part.value
            raised.append(part._replace(value=value if part.certain else possibly(value)))
        self.parts = raised

    def cap_at(self, cap: Cap) -> Interval:
        """What is paid is not more than the cap, less what was received of it; the latter."""
        per = cap.per
        if per == "unknown":
            per = next(self.readings, "enterprise")
        self.gather(per)
        capped, all_received = [], []
        for part in self.parts:
            limits = []
            for names in self.names(part, per):
                limit = self.working.money(cap.at_most, names, cap.grade)
                if cap.less is not None:
                    year = part.year if per == "year" else None
                    received = self.received(cap, names, year)
                    all_received.append(received)
                    limit = positive(arithmetic.subtract(limit, received))
                limits.append(limit)
            capped.append(part._replace(value=smaller(part.value, total(limits))))
        self.parts = capped
        return total(all_received)

    def received(self, cap: Cap, names: Names, year: Year | None) -> Interval:
        """What was received before: in the year of a yearly cap, where it differs by year."""
        assert cap.less is not None
        if year is None or not depends_on_year(self.working.evaluator.rulebook, cap.less):
            return self.working.money(cap.less, names)
        if year.number is None:
            return positive(Interval(None, None))
        return self.working.money(cap.less, names, year=year.number)

    def names(self, part: Portion, per: str) -> list[Names]:
        """What the expressions of a limit call things: once per claim, or once for all, where
        none speaks of one claim.
        """
        if per in ("project", "item"):
            return [self.claims[number].names for number in part.claims]
        return [{}]

    def gather(self, per: str) -> None:
        """The parts that share a limit made into one."""
        if per in ("project", "item"):
            return
        shared: dict[Year | None, list[Portion]] = {} if per == "year" else {None: []}
        for part in self.parts:
            year = None
            if per == "year" and part.claims:
                year = self.years.get(part.claims[0], Year(self.working.evaluator.as_of.year))
            shared.setdefault(year, []).append(part)
        self.parts = [
            Portion(
                tuple(number for part in parts for number in part.claims),
                total(part.value for part in parts),
                any(part.certain for part in parts),
                year,
            )
            for year, parts in shared.items()
        ]


def _together(ways: Sequence[Limited], beyond: Sequence[Limited], gives: Gives) -> Limited:
    """The range of all ways; ``beyond``: claims that may add, each at most what it comes to alone.

    Floors and caps never give more for two claims together than for each apart; rounding may, by
    one step, or by what lies below its minimum.
    """
    if len(ways) == 1 and not beyond:
        return ways[0]

    def whole(found: Sequence[Interval], more: Sequence[Interval], step: bool = False) -> Interval:
        range_ = hull(found)
        assert isinstance(range_, Interval)
        high = total((range_, *more)).high
        if step and high is not None and gives.rounding is not None:
            below = gives.rounding.nothing_below
            high += max(gives.rounding.to, below or gives.rounding.to) * len(more)
        return Interval(range_.low, high)

    def sums(
        lists: Sequence[Sequence[Interval]], more: Sequence[Sequence[Interval]]
    ) -> list[Interval]:
        pairs = zip_longest(zip(*lists, strict=True), zip(*more, strict=True), fillvalue=())
        return [whole(found, apart) for found, apart in pairs]

    ends = [way.before_rounding for way in beyond]
    return Limited(
        [whole([total(way.values) for way in ways], ends, step=True)],
        sums([way.sums for way in ways], [way.sums for way in beyond]),
        sums([way.received for way in ways], [way.received for way in beyond]),
        whole([way.before_rounding for way in ways], ends),
    )


#: How a limit is told: of what is one sum, or of each part of it.
_STEPS = {
    (Floor, False): Operation.FLOOR,
    (Floor, True): Operation.FLOOR_EACH,
    (Cap, False): Operation.CAP,
    (Cap, True): Operation.CAP_EACH,
}


def _lines(
    working: Working,
    gives: Gives,
    found: Limited,
    claims: Sequence[Claim],
    values: Sequence[Interval],
) -> None:
    """A line for each limit, with the sum after it: what is left, never the limit itself."""
    sure = [claim.truth is TRUE for claim in claims]
    before = total(v if s else possibly(v) for v, s in zip(values, sure, strict=True))
    names = claims[0].names if len(claims) == 1 else {}
    limits: tuple[Floor | Cap, ...] = (*gives.floors, *gives.caps)
    for limit, value, received in zip(limits, found.sums, found.received, strict=True):
        per: InLanguages = PER[limit.per]
        if isinstance(limit, Floor):
            text = sentence("按下限（{per}）补足后", per=per)
            node = limit.at_least
        else:
            if limit.per != "unknown":
                per = sentence("（{per}）", per=per)
            less = limit.less is not None
            text, node = _capped(per, received if less else None), limit.at_most
        step = _STEPS[type(limit), len(claims) > 1 and limit.per != "enterprise"]
        made_of = partial(of_limit, working, limit, before, received, names)
        working.line(
            text,
            value,
            # A limit that each claim has of its own is none of them all.
            node if speaks_of_named(node, names) else None,
            note=limit.note,
            basis=limit.basis,
            names=names,
            step=step,
            made_of=made_of,
        )
        before = value


def _capped(per: InLanguages, received: Interval | None) -> Sentence:
    """What is left under a cap; and what was received of it, which comes off first."""
    if received is None:
        return sentence("受上限{per}限制后", per=per)
    had = Teller(partial(format_range, received.low, received.high, MONEY))
    return sentence("先扣除已享受的（{had}），受上限{per}限制后", had=had, per=per)
