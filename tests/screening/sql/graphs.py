"""Random graphs, and beside each scalar what it means: reckoned in fractions, not simplified."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import floor

from hypothesis import strategies as st

from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import BeyondError, Home, Operator, Scalar, Sort
from huiqi.objects import dataclass
from huiqi.sentences import sentence
from tests.screening.sql import reading
from tests.screening.sql.reading import Reading
from tests.screening.sql.tables import ENTERPRISE_COLUMNS, LISTS, Given

Meaning = bool | Fraction | str | None
#: Of a row of the enterprise, and of a record of each list of the home.
Means = Callable[[Reading, tuple[int, ...]], Meaning]


@dataclass(frozen=True, slots=True)
class Entry:
    """A scalar, and what it means.

    Attributes:
        home: On which rows it was said, which the scalar may not need.
    """

    node: Scalar
    home: Home
    means: Means

    def at(self, row: Reading, records: tuple[int, ...]) -> Meaning:
        """What it means on a row of a home that its own is of."""
        return self.means(row, records[: len(self.home)])


class Maker:
    """Makes entries of entries; what is beyond the graph is left out."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.graph = ScalarGraph()
        self.made: list[Entry] = []
        for given in ENTERPRISE_COLUMNS:
            self._column(given, ())
        for name, columns in LISTS.items():
            for given in columns:
                self._column(given, (name,))

    def _column(self, given: Given, home: Home) -> None:
        node = self.graph.column(
            given.name,
            given.sort,
            nullable=given.nullable,
            home=home,
            places=given.places,
            low=given.low,
            high=given.high,
        )
        self.made.append(Entry(node, home, lambda row, at: meaning(node, row.of(node, at))))

    # ---- choosing

    def any(self, *sorts: Sort, whole: bool = False) -> Entry:
        """One of what was made, or a constant; rather a late one."""
        sort = self.draw(st.sampled_from(sorts))
        found = [
            entry
            for entry in self.made
            if entry.node.sort is sort and not (whole and entry.node.places)
        ]
        place = self.draw(st.integers(0, len(found) + 2))
        if place >= len(found):
            return self.constant(sort, whole)
        return found[-1 - place]

    def constant(self, sort: Sort, whole: bool = False) -> Entry:
        """A constant, or what is never known."""
        draw = self.draw
        if draw(st.integers(0, 9)) == 0:
            return Entry(self.graph.null(sort), (), lambda row, at: None)
        node: Scalar
        if sort is Sort.TRUTH:
            node = self.graph.constant(draw(st.booleans()))
        elif sort is Sort.TEXT:
            node = self.graph.constant(draw(st.sampled_from(["", "C", "C39", "it's \\ \"é", "中"])))
        else:
            near = st.sampled_from([0, 1, -1, 100, 2**31, 2**63 - 1, -(2**63), 2**63, -(10**30)])
            value = draw(st.integers(-50, 50) | near)
            node = self.graph.constant(value, 0 if whole else draw(st.integers(0, 3)))
        return Entry(node, (), lambda row, at: meaning(node, row.of(node)))

    # ---- making

    def step(self) -> None:
        """One more."""
        make = self.draw(st.sampled_from(_STEPS))
        try:
            entry = make(self)
        except BeyondError:
            return
        self.made.append(entry)

    def aggregate(self, entry: Entry, operation: Operator, home: Home) -> Entry:
        """Over the records of a list."""
        node = self.graph.aggregate(operation, entry.node, home)

        def means(row: Reading, at: tuple[int, ...]) -> Meaning:
            found = [entry.at(row, (record, *at)) for record in row.records(home[0])]
            known = [value for value in found if value is not None]
            if operation is Operator.ANY:
                return True in known
            if operation is Operator.SUM:
                return Fraction(sum(known))  # type: ignore[arg-type]
            choose = min if operation is Operator.MIN else max
            return choose(known) if known else None

        return Entry(node, home[1:], means)

    def to_enterprise(self, entry: Entry) -> Entry:
        """Of an entry of a list some aggregate that stands on the enterprise."""
        while entry.home:
            if entry.node.sort is Sort.TEXT:
                shown = self.graph.starts_with(entry.node, ["C", "中"])
                entry = _strict(shown, _begins(("C", "中")), entry)
            operation = Operator.ANY
            if entry.node.sort is Sort.NUMBER:
                operation = self.draw(st.sampled_from([*_OF_NUMBERS]))
            entry = self.aggregate(entry, operation, entry.home)
        return entry


def meaning(node: Scalar, value: reading.Value) -> Meaning:
    """A value with its decimals."""
    if node.sort is not Sort.NUMBER or value is None:
        assert not isinstance(value, int) or isinstance(value, bool)
        return value
    assert isinstance(value, int)
    return Fraction(value, 10**node.places)


_OF_NUMBERS = (Operator.SUM, Operator.MIN, Operator.MAX)
_Make = Callable[[Maker], Entry]


def _strict(node: Scalar, function: Callable[..., Meaning], *parts: Entry) -> Entry:
    def means(row: Reading, at: tuple[int, ...]) -> Meaning:
        values = [part.at(row, at) for part in parts]
        return None if any(value is None for value in values) else function(*values)

    return Entry(node, _home(parts), means)


def _loose(node: Scalar, function: Callable[..., Meaning], *parts: Entry) -> Entry:
    return Entry(
        node, _home(parts), lambda row, at: function(*(part.at(row, at) for part in parts))
    )


def _home(parts: Iterable[Entry]) -> Home:
    homes = sorted((part.home for part in parts), key=len)
    if any(home != homes[-1][: len(home)] for home in homes):
        raise BeyondError(sentence("两张清单逐条相比"))
    return homes[-1]


def _two_numbers(name: str, function: Callable[..., Meaning]) -> _Make:
    def make(maker: Maker) -> Entry:
        left, right = maker.any(Sort.NUMBER), maker.any(Sort.NUMBER)
        return _strict(getattr(maker.graph, name)(left.node, right.node), function, left, right)

    return make


def _divide(maker: Maker) -> Entry:
    left, right = maker.any(Sort.NUMBER), maker.any(Sort.NUMBER)
    graph = maker.graph
    places = maker.draw(st.integers(0, 2))
    divisor = graph.greatest(right.node, graph.constant(1, maker.draw(st.integers(0, 1))))

    def function(above: Fraction, below: Fraction) -> Fraction:
        return Fraction(floor(above / below * 10**places), 10**places)

    below = Entry(divisor, right.home, lambda row, at: meaning(divisor, row.of(divisor, at)))
    return _strict(graph.divide(left.node, divisor, places), function, left, below)


def _negate(maker: Maker) -> Entry:
    entry = maker.any(Sort.NUMBER)
    return _strict(maker.graph.negate(entry.node), lambda value: -value, entry)


def _equal(maker: Maker) -> Entry:
    left = maker.any(*Sort)
    right = maker.any(left.node.sort)
    node = maker.graph.equal(left.node, right.node)
    return _strict(node, lambda one, other: one == other, left, right)


def _one_of(maker: Maker) -> Entry:
    entry = maker.any(Sort.NUMBER, Sort.TEXT)
    node = entry.node
    if node.sort is Sort.TEXT:
        texts = maker.draw(
            st.sets(st.sampled_from(["C", "C39", "it's \\ \"é", "中", "x"]), min_size=1)
        )
        found = maker.graph.one_of(node, texts)
        return _strict(found, lambda value: value in texts, entry)
    numbers = maker.draw(st.sets(st.integers(-5, 20) | st.just(2**63), min_size=1))
    found = maker.graph.one_of(node, numbers)
    return _strict(found, lambda value: value * 10**node.places in numbers, entry)


def _begins(beginnings: Iterable[str]) -> Callable[[str], bool]:
    among = tuple(beginnings)
    return lambda value: value.startswith(among)


def _starts_with(maker: Maker) -> Entry:
    entry = maker.any(Sort.TEXT)
    among = maker.draw(st.sets(st.sampled_from(["", "C", "C3", "it's", "it's \\", "中", "D"])))
    return _strict(maker.graph.starts_with(entry.node, among), _begins(among), entry)


def _of_days(make: Callable[[ScalarGraph, st.DrawFn, Scalar], Scalar]) -> _Make:
    """As the plain reader does it, which asks the calendar."""

    def made(maker: Maker) -> Entry:
        entry = maker.any(Sort.NUMBER, whole=True)
        node = make(maker.graph, maker.draw, entry.node)
        if node.constant or node.operands != (entry.node,):
            return Entry(node, entry.home, lambda row, at: meaning(node, row.of(node, at)))
        function = reading.strict(node)
        return _strict(node, lambda value: meaning(node, function(int(value))), entry)

    return made


def _month_and_day(draw: st.DrawFn) -> tuple[int, int]:
    return draw(st.sampled_from([(1, 1), (2, 28), (2, 29), (3, 1), (6, 30), (12, 31)]))


_LATER = st.integers(-30, 30) | st.sampled_from([12 * 9998, -12 * 9998, 200_000, -200_000])


def _not(maker: Maker) -> Entry:
    entry = maker.any(Sort.TRUTH)
    return _strict(maker.graph.negation(entry.node), lambda value: not value, entry)


def _joined(name: str, decisive: bool) -> _Make:
    def make(maker: Maker) -> Entry:
        parts = [maker.any(Sort.TRUTH) for _ in range(maker.draw(st.integers(1, 4)))]

        def function(*values: Meaning) -> Meaning:
            if decisive in values:
                return decisive
            return None if None in values else not decisive

        node = getattr(maker.graph, name)(*(part.node for part in parts))
        return _loose(node, function, *parts)

    return make


def _is_null(maker: Maker) -> Entry:
    entry = maker.any(*Sort)
    return _loose(maker.graph.is_null(entry.node), lambda value: value is None, entry)


def _is_true(maker: Maker) -> Entry:
    entry = maker.any(Sort.TRUTH)
    return _loose(maker.graph.is_true(entry.node), lambda value: value is True, entry)


def _coalesce(maker: Maker) -> Entry:
    first = maker.any(*Sort)
    second = maker.any(first.node.sort)
    node = maker.graph.coalesce(first.node, second.node)
    return _loose(node, lambda one, other: other if one is None else one, first, second)


def _case(maker: Maker) -> Entry:
    condition, first = maker.any(Sort.TRUTH), maker.any(*Sort)
    second = maker.any(first.node.sort)
    node = maker.graph.case(condition.node, first.node, second.node)
    parts = condition, first, second
    return _loose(node, lambda chosen, one, other: one if chosen is True else other, *parts)


def _truth(maker: Maker) -> Entry:
    graph = maker.graph
    holds, fails = maker.any(Sort.TRUTH), maker.any(Sort.TRUTH)
    # What holds and what fails exclude one another: whoever says a truth answers for it.
    sure = graph.is_true(holds.node)
    node = graph.truth(sure, graph.both(graph.is_true(fails.node), graph.negation(sure)))

    def function(one: Meaning, other: Meaning) -> Meaning:
        return True if one is True else False if other is True else None

    return _loose(node, function, holds, fails)


def _given_known(maker: Maker) -> Entry:
    """The same wherever what is asked is known."""
    graph = maker.graph
    entry, asked = maker.any(*Sort), maker.any(*Sort)
    simpler = graph.given_known(entry.node, [asked.node])
    node = graph.case(graph.is_null(asked.node), graph.null(entry.node.sort), simpler)
    return _loose(node, lambda value, other: None if other is None else value, entry, asked)


def _outer(maker: Maker) -> Entry:
    entry = maker.any(*Sort)
    if len(entry.home) != 1 or not entry.node.home:
        return _is_null(maker)
    node = maker.graph.outer(entry.node, maker.draw(st.sampled_from(list(LISTS))))
    return Entry(node, node.home, lambda row, at: entry.at(row, at[1:]))


def _aggregate(maker: Maker) -> Entry:
    entry = maker.any(Sort.TRUTH, Sort.NUMBER)
    operation = Operator.ANY
    if entry.node.sort is Sort.NUMBER:
        operation = maker.draw(st.sampled_from(_OF_NUMBERS))
    home = entry.home
    if len(home) < 2 and maker.draw(st.integers(0, 3)) == 0:
        # What is the same for each record is counted, too.
        home = (*home, maker.draw(st.sampled_from(list(LISTS))))
    return maker.aggregate(entry, operation, home) if home else _negate(maker)


_PARTS = ("year", "month")
_STEPS: tuple[_Make, ...] = (
    _two_numbers("add", lambda one, other: one + other),
    _two_numbers("subtract", lambda one, other: one - other),
    _two_numbers("multiply", lambda one, other: one * other),
    _two_numbers("least", min),
    _two_numbers("greatest", max),
    _two_numbers("at_most", lambda one, other: one <= other),
    _two_numbers("below", lambda one, other: one < other),
    _divide,
    _negate,
    _equal,
    _one_of,
    _starts_with,
    _of_days(lambda graph, draw, day: graph.part_of_day(day, draw(st.sampled_from(_PARTS)))),
    _of_days(lambda graph, draw, day: graph.months_later(day, draw(_LATER))),
    _of_days(lambda graph, draw, year: graph.day_in(year, *_month_and_day(draw))),
    _not,
    _joined("both", False),
    _joined("either", True),
    _is_null,
    _is_true,
    _coalesce,
    _case,
    _case,
    _truth,
    _given_known,
    _outer,
    _aggregate,
    _aggregate,
)


@st.composite
def entries(draw: st.DrawFn, most: int = 25) -> list[Entry]:
    """A graph and some of its scalars, all of the enterprises' home."""
    maker = Maker(draw)
    given = len(maker.made)
    for _ in range(draw(st.integers(1, most))):
        maker.step()
    found = []
    for entry in maker.made[given:] or maker.made[:1]:
        try:
            found.append(maker.to_enterprise(entry))
        except BeyondError:
            continue
    return found or [maker.made[0]]
