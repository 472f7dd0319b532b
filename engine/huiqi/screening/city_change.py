"""A whole table under two rulebooks, compared in the database: what each measure costs under
either, who gains and who loses.

As :mod:`huiqi.screening.moved` compares smaller ones, but an enterprise is compared by what it has
for certain and may have together, not by what it may have besides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from huiqi.decision.standing import Mark
from huiqi.decision.ways import Range, Way
from huiqi.objects import dataclass
from huiqi.screening.cents import from_cents
from huiqi.screening.city_together import TOGETHER
from huiqi.screening.city_totals import mark_name, most
from huiqi.screening.grouping import GROUPED, Grouping
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.moved import OPEN, Moved, Possible
from huiqi.screening.table_answers import MARKS, Answers, Asked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The table of the answers under the rules as they are.
BEFORE = "answers_before"
TOGETHER_BEFORE = f"{TOGETHER}_before"
#: The name of what is of all enterprises.
WHOLE = "\0"
_WAYS = tuple(Way)


def keep_before(connection: DuckDBPyConnection) -> None:
    """Keeps the answers that were decided, to be compared with those decided next, and nothing
    else.
    """
    connection.execute(f"ALTER TABLE answers RENAME TO {BEFORE}")
    connection.execute(f"ALTER TABLE {TOGETHER} RENAME TO {TOGETHER_BEFORE}")
    for kind in ("view", "table"):
        listed = f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE NOT internal"
        for (name,) in connection.execute(listed).fetchall():
            if name not in (BEFORE, TOGETHER_BEFORE, GROUPED):
                connection.execute(f"DROP {kind} IF EXISTS {sql_name(name)}")


def moved_measures(connection: DuckDBPyConnection, before: Asked, after: Asked) -> dict[str, Moved]:
    """Each measure by itself, under both."""
    sides = [{own.measure.id: own for own in asked.answers} for asked in (before, after)]
    names = dict.fromkeys([*sides[0], *sides[1]])
    found = {}
    for name in names:
        ends = [_ends(side.get(name), alias, OPEN) for side, alias in zip(sides, "ba", strict=True)]
        said = _said(sides[0].get(name), sides[1].get(name))
        (found[name],) = _moved(connection, ends, said, None, {"": name}).values()
    return found


def moved_enterprises(
    connection: DuckDBPyConnection,
    before: Asked,
    after: Asked,
    grouped: Grouping | None,
    bound: tuple[frozenset[str], frozenset[str]],
    *,
    moving: Collection[str],
) -> dict[str, Moved]:
    """What an enterprise has for certain and may have together; by group, and of all under
    :data:`WHOLE`.

    Args:
        bound: The measures that rules on having several speak of, under either.
        moving: Those that differ: of them what is open is told besides.
    """
    sides = ((before, "b", bound[0]), (after, "a", bound[1]))
    ends = [_sums(asked, alias, own, moving) for asked, alias, own in sides]
    found = {WHOLE: _moved(connection, ends, "false", None, {})[""]}
    if grouped is not None:
        found |= _moved(connection, ends, "false", grouped, {})
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """Whether something is had, between what it lies, and what each of what is open comes to at
    most, as expressions over the joined answers.
    """

    had: str
    low: str
    high: str
    open: Sequence[str] = ()

    @property
    def possible(self) -> tuple[str, str]:
        """What is open comes to together, and how much of it nothing bounds."""
        most = (f"coalesce({end}, 0)::HUGEINT" for end in self.open)
        unbounded = (f"(({end}) IS NULL)::BIGINT" for end in self.open)
        return " + ".join(most) or "0", " + ".join(unbounded) or "0"


def _ends(own: Answers | None, alias: str, also: Sequence[Mark] = ()) -> _Ends:
    """``also``: what stands so may be had, too."""
    if own is None:
        return _Ends(had="false", low="0", high="0")
    mark = f"{alias}.{sql_name(mark_name(own))}"
    had = f"{mark} = {MARKS.index(Mark.ELIGIBLE)}"
    if own.measure.gives is None:
        return _Ends(had=had, low="0", high="0")
    low = f"coalesce({alias}.{sql_name(own.low)}, 0)" if own.low is not None else "0"

    def greatest(marks: Sequence[Mark]) -> str:
        may = ", ".join(str(MARKS.index(one)) for one in marks)
        return f"CASE WHEN {mark} IN ({may}) THEN {most(own, alias)} ELSE 0 END"

    return _Ends(
        had=had,
        low=f"CASE WHEN {had} THEN {low} ELSE 0 END",
        high=greatest((Mark.ELIGIBLE, *also)),
        open=(greatest(OPEN),),
    )


def _sums(asked: Asked, alias: str, bound: frozenset[str], moving: Collection[str]) -> _Ends:
    """What may be had together: of the ``bound`` measures what was worked out for them; and what
    is open of those that differ.
    """
    lows: list[str] = []
    highs: list[str] = []
    open_: list[str] = []
    for own in asked.answers:
        ends = _ends(own, alias)
        if own.measure.id in moving:
            open_ += ends.open
        if own.measure.recipient != "enterprise":
            continue
        for side, end in ((lows, ends.low), (highs, ends.high)):
            # What only the whole of a fund bounds is in no enterprise's sum.
            fund = own.fund_only and f"{alias}.{sql_name(own.fund_only)}"
            free = f"CASE WHEN {fund} THEN 0 ELSE {end} END" if fund else end
            if own.measure.id in bound:
                free = f"CASE WHEN t{alias}.row IS NULL THEN {free} ELSE 0 END"
            side.append(f"({free})::HUGEINT")
    low = " + ".join([*lows, f"coalesce(t{alias}.low, 0)"])
    high = " + ".join([*highs, f"CASE WHEN t{alias}.row IS NULL THEN 0 ELSE t{alias}.high END"])
    return _Ends(had=f"coalesce(({high}) <> 0, true)", low=low, high=high, open=open_)


def _said(before: Answers | None, after: Answers | None) -> str:
    """Whether anything that is told of a measure differs."""
    if before is None or after is None:
        return "true"
    pairs = [
        (getattr(before, name), getattr(after, name))
        for name in ("status", "conditions", "grade", "low", "high", "at_most")
    ]
    return " OR ".join(
        f"b.{sql_name(one)} IS DISTINCT FROM a.{sql_name(other)}"
        for one, other in pairs
        if one and other
    )


def _moved(
    connection: DuckDBPyConnection,
    ends: Sequence[_Ends],
    said: str,
    grouped: Grouping | None,
    names: dict[str, str],
) -> dict[str, Moved]:
    sides = ", ".join(_side(end, alias) for end, alias in zip(ends, "ba", strict=True))
    told = f"{GROUPED}.told" if grouped is not None else "''"
    join = f" JOIN {GROUPED} ON {GROUPED}.row = b.row" if grouped is not None else ""
    counts = ", ".join(f"count(*) FILTER (way = {place})" for place in range(len(_WAYS)))
    query = (
        f"SELECT told, {_summed('b')}, {_summed('a')}, {counts} FROM (SELECT *, {WAY} AS way FROM"
        f" (SELECT {told} AS told, {sides}, {said} AS differs"
        f" FROM {BEFORE} b JOIN answers a ON a.row = b.row{join}"
        f" LEFT JOIN {TOGETHER_BEFORE} tb ON tb.row = b.row"
        f" LEFT JOIN {TOGETHER} ta ON ta.row = b.row)) GROUP BY told ORDER BY told"
    )
    found = {}
    for name, *row in connection.execute(query).fetchall():
        before, after, ways = row[:_SUMS], row[_SUMS : 2 * _SUMS], row[2 * _SUMS :]
        found[name] = Moved(
            name=names.get(name, name) if grouped is None else grouped.named(name),
            before=_range(before),
            after=_range(after),
            open_before=_possible(before),
            open_after=_possible(after),
            had_before=before[0],
            had_after=after[0],
            ways=Counter(dict(zip(_WAYS, ways, strict=True))),
        )
    return found


def _side(ends: _Ends, alias: str) -> str:
    """The columns of one side, by which the ways are told and of which the sums are made."""
    most, unbounded = ends.possible
    return (
        f"{ends.had} AS had_{alias}, ({ends.low})::HUGEINT AS low_{alias},"
        f" ({ends.high})::HUGEINT AS high_{alias}, {most} AS open_{alias},"
        f" {unbounded} AS unbounded_{alias}"
    )


#: How many sums there are of a side.
_SUMS = 6


def _summed(side: str) -> str:
    """Of those who have it for certain: how many, and what it comes to; and what is open."""
    had = f"FILTER (had_{side})"
    no_end = f"count(*) FILTER (had_{side} AND high_{side} IS NULL)"
    low, high = (f"coalesce(sum({end}_{side}) {had}, 0)" for end in ("low", "high"))
    most, unbounded = (f"coalesce(sum({end}_{side}), 0)" for end in ("open", "unbounded"))
    return f"count(*) {had}, {low}, {no_end}, {high}, {most}, {unbounded}"


def _range(sums: Sequence[int]) -> Range:
    _, low, no_end, high, *_ = sums
    return Range(from_cents(low), None if no_end else from_cents(high))


def _possible(sums: Sequence[int]) -> Possible:
    *_, most, unbounded = sums
    return Possible(from_cents(most), unbounded)


def _place(way: Way) -> int:
    return _WAYS.index(way)


_RISES = "low_a >= low_b AND (high_a IS NULL OR coalesce(high_a >= high_b, false))"
_FALLS = "low_a <= low_b AND (high_b IS NULL OR coalesce(high_a <= high_b, false))"
#: Which way it is, by its place among them: :meth:`Range.moves_to`, of ``low_b``..``high_b`` to
#: ``low_a``..``high_a``; where neither has an end and anything that is told ``differs``, unclear.
WAY = (
    "CASE WHEN low_a = low_b AND high_a IS NOT DISTINCT FROM high_b THEN"
    f" CASE WHEN high_b IS NULL AND differs THEN {_place(Way.UNCLEAR)} ELSE {_place(Way.SAME)} END"
    f" WHEN coalesce(low_a > high_b, false) THEN {_place(Way.MORE)}"
    f" WHEN coalesce(high_a < low_b, false) THEN {_place(Way.LESS)}"
    f" WHEN ({_RISES}) = ({_FALLS}) THEN {_place(Way.UNCLEAR)}"
    f" WHEN {_RISES} THEN {_place(Way.MAY_BE_MORE)} ELSE {_place(Way.MAY_BE_LESS)} END"
)
