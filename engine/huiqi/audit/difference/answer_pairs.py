"""A measure as it was answered on both sides, in expressions over the answers joined: those before
are ``b``, those after ``a``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.audit.difference.causes import HAVING
from huiqi.audit.difference.gains_and_losses import OF_WAYS
from huiqi.audit.difference.results import Direction
from huiqi.decision.ways import Way
from huiqi.lowering.status_rows import STATUSES
from huiqi.objects import dataclass
from huiqi.screening.city_change import WAY
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.table_answers import Answers
from huiqi.truth import Truth

#: The directions by the number that stands for each.
DIRECTIONS = tuple(Direction)
_HAVING = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}


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
        f"WHEN {place} THEN {_HAVING[HAVING[one]]}" for place, one in enumerate(STATUSES)
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


def direction_of(paid: Sequence[bool]) -> str:
    """The place of the direction, of an answer that differs."""

    def code(direction: Direction) -> int:
        return DIRECTIONS.index(direction)

    if all(paid):
        ways = " ".join(
            f"WHEN {place} THEN CASE had_b WHEN 2 THEN {code(OF_WAYS[way][0])}"
            f" ELSE {code(OF_WAYS[way][1])} END"
            for place, way in enumerate(Way)
        )
        amounts = f"CASE ({WAY}) {ways} END"
    else:
        amounts = str(code(Direction.UNCLEAR if any(paid) else Direction.NONE))
    unsure = "had_a = 1 OR had_b = 1"
    return (
        f"CASE WHEN had_a > had_b THEN CASE WHEN {unsure} THEN {code(Direction.MAY_GAIN)}"
        f" ELSE {code(Direction.GAIN)} END"
        f" WHEN had_a < had_b THEN CASE WHEN {unsure} THEN {code(Direction.MAY_LOSE)}"
        f" ELSE {code(Direction.LOSS)} END"
        f" WHEN had_b = 0 THEN {code(Direction.NONE)} ELSE {amounts} END"
    )
