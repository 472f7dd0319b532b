"""A measure as it was answered on both sides: in expressions over the answers joined, those before
``b``, those after ``a``; and as results, as far as is needed to say why they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import product

from huiqi.audit.difference.causes import HAVING, HEIGHTS
from huiqi.audit.difference.gains_and_losses import direction_of
from huiqi.audit.difference.results import Direction
from huiqi.decision.in_force import force_of
from huiqi.decision.results import Amount, MeasureResult, Status, Verdict
from huiqi.decision.ways import Way
from huiqi.lowering.status_rows import STATUSES
from huiqi.objects import dataclass
from huiqi.profile.profile import Profile
from huiqi.screening.city_change import WAY
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.table_answers import BITS, Answers, Bits
from huiqi.truth import Truth

#: The force of a measure is the same for everybody: no table holds an official's answer.
_NOBODY = Profile(name="")
#: What the statuses, the bits of the conditions and the amounts are, as they are told.
_Values = Iterator[int | None]
#: The directions by the number that stands for each.
DIRECTIONS = tuple(Direction)


@dataclass(frozen=True, kw_only=True)
class AnswerPair:
    """A measure on both sides; ``None``: that side has it not."""

    place: int
    before: Answers | None
    after: Answers | None

    @property
    def known(self) -> Answers:
        """That of either side, the later first."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def measure(self) -> str:
        """Its id."""
        return self.known.measure.id

    @property
    def for_records(self) -> bool:
        """Whether a verdict on each record is what decides it, on both sides."""
        return all(own is not None and own.measure.records is not None for own in self.sides)

    @property
    def sides(self) -> tuple[Answers | None, Answers | None]:
        """Before and after."""
        return self.before, self.after

    @property
    def places(self) -> int:
        """So many places have its amounts where they are compared."""
        return max((p for own in self.sides for _, p in amounts(own)), default=0)


def amounts(own: Answers | None) -> Iterator[tuple[str, int]]:
    """The columns of its amounts, with their places."""
    if own is not None:
        for name in (own.low, own.high, own.at_most):
            if name is not None:
                yield name, own.places[name.rpartition(".")[2]]


def told_of_amount(own: Answers | None) -> Sequence[str]:
    """The columns that tell of its amount, as they are listed."""
    if own is None:
        return ()
    return [name for name in (own.low, own.high, own.at_most, own.fund_only) if name is not None]


def bits_of(pair: AnswerPair) -> list[str]:
    """The bits of its conditions, before and after."""
    return [
        f"{alias}.{sql_name(name)}"
        for own, alias in zip(pair.sides, "ba", strict=True)
        if own is not None
        for name in (*own.met.outputs, *own.open.outputs)
    ]


def side_of(own: Answers | None, alias: str, places: int) -> str:
    """Status, whether it is had, and between what its amount lies."""
    if own is None:
        return (
            f"NULL::UTINYINT AS status_{alias}, 0 AS had_{alias}, NULL::HUGEINT AS low_{alias},"
            f" NULL::HUGEINT AS high_{alias}"
        )
    status = f"{alias}.{sql_name(own.status)}"
    had = " ".join(
        f"WHEN {place} THEN {HEIGHTS[HAVING[one]]}" for place, one in enumerate(STATUSES)
    )

    def end(name: str | None) -> str:
        if name is None:
            return "NULL::HUGEINT"
        more = places - own.places[name.rpartition(".")[2]]
        column = f"{alias}.{sql_name(name)}"
        return f"({column} * {10**more}::HUGEINT)" if more else column

    low = f"coalesce({end(own.low)}, 0::HUGEINT)"
    if own.at_most is not None:
        low = f"CASE WHEN {alias}.{sql_name(own.at_most)} IS NULL THEN {low} ELSE 0::HUGEINT END"
    return (
        f"{status} AS status_{alias}, CASE {status} {had} END AS had_{alias},"
        f" {low} AS low_{alias}, coalesce({end(own.at_most)}, {end(own.high)}) AS high_{alias}"
    )


def direction_between(paid: Sequence[bool]) -> str:
    """The place of the direction, of an answer that differs; ``paid``: whether each side names an
    amount.
    """
    way = str(tuple(Way).index(Way.UNCLEAR if any(paid) else Way.SAME))
    cases = product(HEIGHTS, HEIGHTS, Way)
    places = ", ".join(str(DIRECTIONS.index(direction_of(*case))) for case in cases)
    case = f"(had_b * {len(HEIGHTS)} + had_a) * {len(Way)} + {WAY if all(paid) else way}"
    # A list counts from one.
    return f"[{places}][{case} + 1]"


def results_of(
    pair: AnswerPair, values: Sequence[int | None], days: tuple[date, date]
) -> tuple[MeasureResult | None, MeasureResult | None]:
    """The results of both sides.

    Args:
        values: Both statuses, the bits of both, then the amounts of both where they are told.
        days: Of the decisions on both sides.
    """
    told = iter(values)
    statuses = [next(told), next(told)]
    nodes = [_nodes(own, told) for own in pair.sides]
    amounts = [_amount(own, told) for own in pair.sides]
    one, other = (
        None
        if own is None or status is None
        else _result(own, day, STATUSES[status], truths, amount)
        for own, day, status, truths, amount in zip(
            pair.sides, days, statuses, nodes, amounts, strict=True
        )
    )
    return one, other


def _result(
    own: Answers, day: date, status: Status, nodes: dict[str, Truth], amount: Amount | None
) -> MeasureResult:
    measure = own.measure
    verdict = None
    if nodes:
        verdict = Verdict(
            clause=measure.requires,
            status=status,
            truth=nodes[measure.requires.id],
            grade=0,
            clauses=(),
            nodes=nodes,
        )
    return MeasureResult(
        measure=measure,
        status=status,
        conditions=status,
        force=force_of(measure, _NOBODY, day),
        verdict=verdict,
        items=(),
        amount=amount,
        more=(),
    )


def _nodes(own: Answers | None, told: _Values) -> dict[str, Truth]:
    """The truth of each condition and group; none where their bits are not told."""
    if own is None:
        return {}
    met, open_ = (_set(bits, told) for bits in (own.met, own.open))
    if met is None or open_ is None:
        return {}
    return {
        name: Truth.UNKNOWN if name in open_ else Truth.of(name in met) for name in own.met.names
    }


def _set(bits: Bits, told: _Values) -> set[str] | None:
    numbers = [next(told) for _ in bits.outputs]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    return {
        name for place, name in enumerate(bits.names) if known[place // BITS] >> place % BITS & 1
    }


def _amount(own: Answers | None, told: _Values) -> Amount | None:
    """``None``: no amount is named, or it is not told."""
    if own is None:
        return None
    found, fund_only = {}, False
    for name in told_of_amount(own):
        key = name.rpartition(".")[2]
        value = next(told, None)
        if name == own.fund_only:
            fund_only = bool(value)
        elif value is not None:
            found[key] = Decimal(f"{value}E-{own.places[key]}")
    if own.measure.gives is None:
        return None
    return Amount(
        low=found.get("low"),
        high=found.get("high"),
        at_most=found.get("at_most"),
        fund_only=fund_only,
    )
