"""Floors and caps over random claims, against a computation of its own: exact where all is known,
and wherever something is not, a range that holds every completion.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import Amount
from huiqi.diagnostics import InputError
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.basis import GRADES, Grade
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Record, Records, Value, exactly
from tests.decision.small import AS_OF, rulebook

YEARS = (2020, 2021, 2022, 2023)
WIDTH = {"item": 0, "project": 0, "year": 1, "enterprise": 2, "unknown": 2}


@dataclass(frozen=True)
class Limit:
    """A floor or a cap as drawn; ``less``: the names of what comes off it."""

    per: str
    yuan: int
    less: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """The limits of one measure for each thing, half of whose worth is paid."""

    floors: tuple[Limit, ...]
    caps: tuple[Limit, ...]
    rounding: tuple[int, str, int] | None
    by: bool

    def text(self) -> str:
        """The YAML of the measure."""
        lines = ["for_each: {t: things}"]
        lines.append("requires: {id: c, text: {zh: 丙, en: c}, if: c or t.worth >= 10元}")
        lines.append("gives:\n  amount: 50% * t.worth")
        for key, name, limits in (
            ("floors", "at_least", self.floors),
            ("caps", "at_most", self.caps),
        ):
            if limits:
                lines.append(f"  {key}:")
            for limit in limits:
                less = f", less: {' + '.join(limit.less)}" if limit.less else ""
                by = ", by: t.bought_on" if self.by and limit.per == "year" else ""
                lines.append(f"    - {{{name}: {limit.yuan}元, per: {limit.per}{less}{by}}}")
        if self.rounding:
            to, how, below = self.rounding
            least = f", nothing_below: {below}元" if below else ""
            lines.append(f"  rounding: {{to: {to}元, direction: {how}{least}}}")
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Thing:
    """One claim; ``None`` is not known.  ``bought``: its day where less than a year is told."""

    worth: int | None
    got: int | None
    year: int | None
    bought: Value | None = None


@dataclass(frozen=True)
class Case:
    """What is known of the enterprise; ``None`` is not."""

    things: tuple[Thing, ...]
    c: bool | None
    b: int | None
    past: tuple[int | None, ...]
    complete: bool = True

    def profile(self) -> Profile:
        """As the engine reads it."""
        facts: dict[tuple[str, int | None], Value] = {("things", None): self.records()}
        if self.c is not None:
            facts["c", None] = Truth.of(self.c)
        if self.b is not None:
            facts["b", None] = exactly(Decimal(self.b))
        for year, value in zip(YEARS, self.past, strict=True):
            if value is not None:
                facts["past", year] = exactly(Decimal(value))
        return Profile(
            name="示例企业", facts={key: Given(value=value) for key, value in facts.items()}
        )

    def records(self) -> Records:
        """The list of things."""
        items = []
        for number, thing in enumerate(self.things):
            fields: dict[str, Value] = {}
            for name, value in (("worth", thing.worth), ("got", thing.got)):
                if value is not None:
                    fields[name] = exactly(Decimal(value))
            if thing.year is not None:
                fields["bought_on"] = exactly(date(thing.year, 1 + number % 6, 1))
            if thing.bought is not None:
                fields["bought_on"] = thing.bought
            items.append(Record(fields, f"物{number}"))
        return Records(tuple(items), self.complete)


def paid(rules: Rules, case: Case) -> list[Fraction]:
    """What is paid, worked out apart; one figure for each way to read the caps left open."""
    number = sum(limit.per == "unknown" for limit in rules.caps)
    ways = itertools.product(("item", "enterprise"), repeat=number)
    return [_paid(rules, case, list(way)) for way in ways]


def _paid(rules: Rules, case: Case, readings: list[str]) -> Fraction:
    granted = [t for t in case.things if case.c or (t.worth or 0) >= 10]
    groups = [([t], Fraction(t.worth or 0) / 2) for t in granted]

    def gather(per: str) -> None:
        nonlocal groups
        if per == "item":
            return
        sums: dict[int, tuple[list[Thing], Fraction]] = {}
        for things, value in groups:
            year = (things[0].year or 0) if per == "year" and rules.by else 0
            before = sums.get(year, ([], Fraction(0)))
            sums[year] = (before[0] + things, before[1] + value)
        groups = list(sums.values())

    def received(limit: Limit, things: list[Thing], per: str) -> int:
        year = things[0].year if per == "year" and rules.by else AS_OF.year
        known = {"b": case.b, "past": dict(zip(YEARS, case.past, strict=True)).get(year or 0)}
        return sum((things[0].got if name == "t.got" else known[name]) or 0 for name in limit.less)

    for limit in rules.floors:
        gather("item" if limit.per == "project" else limit.per)
        groups = [(things, max(value, Fraction(limit.yuan))) for things, value in groups]
    for limit in rules.caps:
        per = {"project": "item", "unknown": ""}.get(limit.per, limit.per) or readings.pop(0)
        # A cap on each of what is already one sum holds as often as there are things in it.
        each = per == "item"
        gather(per)
        groups = [
            (
                things,
                min(
                    value,
                    (len(things) if each else 1)
                    * Fraction(max(limit.yuan - received(limit, things, per), 0)),
                ),
            )
            for things, value in groups
        ]
    values = [value for _, value in groups]
    if rules.rounding:
        values = [_rounded(value, *rules.rounding) for value in values]
    return sum(values, Fraction(0))


def _rounded(value: Fraction, to: int, how: str, below: int) -> Fraction:
    if value < below:
        return Fraction(0)
    more = {
        "down": Fraction(0),
        "up": Fraction(to) - Fraction(1, 10**6),
        "half_up": Fraction(to, 2),
    }
    return (value + more[how]) // to * Fraction(to)


@st.composite
def limits(draw: Any, per: list[str], less: bool) -> Limit:
    """One limit."""
    kind = draw(st.sampled_from(per))
    names = {"item": ["t.got"], "project": ["t.got"]}.get(kind, ["b", "past"])
    taken = draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if less else []
    if kind == "unknown":
        taken = [name for name in taken if name == "b"]
    return Limit(kind, draw(st.integers(1, 60)), tuple(taken))


@st.composite
def rules(draw: Any) -> Rules:
    """Limits in the order in which they can be told apart."""
    floors = draw(st.lists(limits(["item", "year", "enterprise"], False), max_size=2))
    caps = draw(st.lists(limits(list(WIDTH), True), max_size=3))
    floors.sort(key=lambda limit: WIDTH[limit.per])
    widest = max((WIDTH[limit.per] for limit in floors), default=0)
    caps = sorted((c for c in caps if WIDTH[c.per] >= widest), key=lambda limit: WIDTH[limit.per])
    rounding = draw(
        st.none()
        | st.tuples(
            st.sampled_from([1, 10]),
            st.sampled_from(["down", "up", "half_up"]),
            st.sampled_from([0, 5, 20]),
        )
    )
    return Rules(tuple(floors), tuple(caps), rounding, draw(st.booleans()))


THINGS = st.builds(Thing, st.integers(0, 90), st.integers(0, 40), st.sampled_from(YEARS))
KNOWN = st.builds(
    Case,
    st.lists(THINGS, min_size=1, max_size=4).map(tuple),
    st.booleans(),
    st.integers(0, 30),
    st.tuples(*[st.integers(0, 30)] * len(YEARS)),
)


@st.composite
def hidden(draw: Any, case: Case) -> Case:
    """The same enterprise with some of it not known."""

    def perhaps(value: Any) -> Any:
        return value if draw(st.booleans()) else None

    things = tuple(Thing(perhaps(t.worth), perhaps(t.got), perhaps(t.year)) for t in case.things)
    dropped = draw(st.integers(0, 1)) if len(things) > 1 else 0
    return Case(
        things[: len(things) - dropped],
        perhaps(case.c),
        perhaps(case.b),
        tuple(perhaps(value) for value in case.past),
        complete=not dropped,
    )


def load(drawn: Rules) -> Rulebook:
    """The rulebook with this one measure."""
    with TemporaryDirectory() as folder:
        return rulebook(Path(folder), m=drawn.text())


def amount(book: Rulebook, case: Case) -> Amount:
    """What the engine says."""
    found = decide_measures(book, case.profile(), AS_OF).results[0].amount
    assert found is not None
    return found


def ends(found: Amount) -> tuple[Fraction | None, Fraction | None]:
    """The range, as fractions."""
    low, high = (None if end is None else Fraction(end) for end in (found.low, found.high))
    return low, high


@settings(max_examples=80)
@given(drawn=rules(), case=KNOWN, data=st.data())
def test_every_completion_lies_inside_the_range(drawn: Rules, case: Case, data: Any) -> None:
    """Exact where all is known; else never narrower than what can come out."""
    book = load(drawn)
    expected = paid(drawn, case)
    known = amount(book, case)
    assert ends(known) == (min(expected), max(expected))
    for _ in range(4):
        partial = data.draw(hidden(case))
        found = amount(book, partial)
        assert found.low is not None
        assert found.low <= min(expected), partial
        assert found.high is None or max(expected) <= found.high, partial


def dated_ways(case: Case) -> Iterator[Case]:
    """Every way in which the things without a day can fall into years."""
    open_ = [index for index, thing in enumerate(case.things) if thing.year is None]
    for years in itertools.product((*YEARS, 2001, 2002, 2003), repeat=len(open_)):
        things = list(case.things)
        for index, year in zip(open_, years, strict=True):
            things[index] = replace(things[index], year=year)
        yield replace(case, things=tuple(things))


@settings(max_examples=60)
@given(drawn=rules(), case=KNOWN, data=st.data())
def test_where_only_days_are_unknown_the_range_is_what_can_come_out(
    drawn: Rules, case: Case, data: Any
) -> None:
    """Not a yuan wider."""
    caps = tuple(replace(cap, less=tuple(n for n in cap.less if n != "past")) for cap in drawn.caps)
    drawn = replace(drawn, caps=caps, by=True)
    undated = tuple(
        replace(thing, year=None) if data.draw(st.booleans()) and index < 3 else thing
        for index, thing in enumerate(case.things)
    )
    partial = replace(case, things=undated)
    figures = [figure for way in dated_ways(partial) for figure in paid(drawn, way)]
    found = amount(load(drawn), partial)
    assert ends(found) == (min(figures), max(figures))


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ("caps: [{at_most: 9元, per: enterprise}, {at_most: 5元, per: item}]", "R334"),
        ("caps: [{at_most: 9元, per: enterprise}, {at_most: 5元, per: year}]", "R334"),
        ("floors: [{at_least: 9元, per: year}], caps: [{at_most: 5元, per: item}]", "R334"),
        ("caps: [{at_most: 9元, per: item, by: t.bought_on}]", "R334"),
        ("floors: [{at_least: 1元, per: year, by: t.bought_on}], caps: [{at_most: 5元, per: year}]",
         "R334"),
        ("caps: [{at_most: t.worth, per: enterprise}]", "R335"),
        ("caps: [{at_most: 9元, per: year, less: t.got}]", "R335"),
        ("caps: [{at_most: 9元, per: unknown, less: t.got}]", "R335"),
        ("stages: [{id: x, text: {zh: 期, en: x}, share: 'round(t.worth / 9元, 2)'}]", "R335"),
        ("stages: [{id: x, text: {zh: 期, en: x}, share: 60}]", "R348"),
    ],
)  # fmt: skip
def test_limits_that_cannot_be_told_in_one_way_are_refused(
    tmp_path: Path, limits: str, code: str
) -> None:
    """A limit on each after one on all; years by two dates; one record's figure, or its share of
    the whole, for all.
    """
    body = "for_each: {t: things}\nrequires: {id: c, text: {zh: 丙, en: c}, if: c}\n"
    with pytest.raises(InputError) as refused:
        rulebook(tmp_path, m=body + f"gives: {{amount: t.worth, {limits}}}\n")
    assert code in {item.code for item in refused.value.diagnostics}


@pytest.mark.parametrize(
    ("floors", "caps", "case", "low", "high"),
    [
        # 30 of 30 is left when 29 were received before, whatever the cap is per.
        (
            (),
            (Limit("project", 30, ("t.got",)),),
            Case((Thing(60, 29, 2023),), True, 0, (0,) * 4),
            1,
            1,
        ),
        (
            (),
            (Limit("item", 30, ("t.got",)),),
            Case((Thing(60, 29, 2023),), True, 0, (0,) * 4),
            1,
            1,
        ),
        (
            (),
            (Limit("year", 30, ("b", "past")),),
            Case((Thing(60, 0, 2022),), True, 20, (0, 0, 9, 5)),
            1,
            1,
        ),
        (
            (),
            (Limit("enterprise", 30, ("b", "past")),),
            Case((Thing(60, 0, 2022),), True, 20, (0, 0, 5, 9)),
            1,
            1,
        ),
        (
            (),
            (Limit("unknown", 30, ("b",)),),
            Case((Thing(60, 0, 2022), Thing(60, 0, 2023)), True, 29, (0,) * 4),
            1,
            2,
        ),
        # At least 20 a year: both in one year, or one in each of two.
        (
            (Limit("year", 20),),
            (),
            Case((Thing(20, 0, 2022), Thing(20, 0, None)), True, 0, (0,) * 4),
            20,
            40,
        ),
        # Of all together at least 100: one that is granted is enough, whatever the other is.
        (
            (Limit("enterprise", 100),),
            (),
            Case((Thing(60, 0, 2022), Thing(4, 0, 2022)), None, 0, (0,) * 4),
            100,
            100,
        ),
        # The year of a claim is its own where a cap is for a year, and nothing to one in all.
        (
            (),
            (Limit("year", 50), Limit("enterprise", 40)),
            Case((Thing(60, 0, 2022), Thing(60, 0, 2023)), True, 0, (0,) * 4),
            40,
            40,
        ),
        # What was received is not known: anything up to the cap.
        (
            (),
            (Limit("item", 30, ("t.got",)),),
            Case((Thing(60, None, 2023),), True, 0, (0,) * 4),
            0,
            30,
        ),
    ],
)
def test_limits_worked_out_by_hand(
    floors: tuple[Limit, ...], caps: tuple[Limit, ...], case: Case, low: int, high: int
) -> None:
    """What was received comes off first, for every ``per``; a day that is not known, a range."""
    assert ends(amount(load(Rules(floors, caps, None, True)), case)) == (
        Fraction(low),
        Fraction(high),
    )


def _within(since: tuple[int, int] | None, until: tuple[int, int] | None) -> Interval:
    """From the first of a month to the first of another."""
    low, high = (None if end is None else date(*end, 1) for end in (since, until))
    return Interval(low, high)


@pytest.mark.parametrize(
    ("bought", "least"),
    [
        (_within((2022, 1), (2022, 12)), 50),
        (_within((2022, 12), (2023, 2)), 50),
        (_within((2021, 1), (2022, 1)), 50),
        (_within((2023, 1), (2023, 2)), 60),
        (_within((2020, 1), (2021, 12)), 60),
        (_within((2023, 1), None), 60),
        (_within((2022, 12), None), 50),
        (_within(None, (2022, 1)), 50),
        (_within(None, (2021, 12)), 60),
        # Over ten years and more only the years of the others make a difference.
        (_within((2010, 1), (2022, 1)), 50),
        (_within((2010, 1), (2021, 12)), 60),
        (_within((2013, 1), (2022, 1)), 50),
        (_within((2012, 1), (2021, 12)), 60),
        (NOT_APPLICABLE, 50),
        (None, 50),
    ],
)
def test_a_day_known_within_some_years_shares_a_cap_with_those_only(
    bought: Value | None, least: int
) -> None:
    """30 each, at most 50 a year, the other in 2022: 60 where this one is of another year."""
    case = Case((Thing(60, 0, 2022), Thing(60, 0, None, bought)), True, 0, (0,) * 4)
    found = amount(load(Rules((), (Limit("year", 50),), None, True)), case)
    within_2022 = isinstance(bought, Interval) and {end.year for end in bought[:2] if end} == {2022}
    both = isinstance(bought, Interval) and None not in bought[:2]
    assert ends(found) == (Fraction(least), Fraction(50 if within_2022 and both else 60))
    # What makes no difference is not missing; nor is what is stated not to apply.
    assert bool(found.missing) is (found.low != found.high and bought is not NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        # Within few years or many: together in a year that both may be of, else never.
        (_within((2010, 1), (2022, 1)), _within((2021, 1), (2022, 12)), 50),
        (None, _within((2021, 1), (2022, 12)), 50),
        (_within((2020, 1), (2021, 12)), _within((2022, 1), (2023, 2)), 60),
        (_within((2020, 1), (2022, 1)), _within((2022, 1), (2023, 2)), 50),
        (_within((1900, 1), (2021, 12)), _within((2022, 1), (2022, 12)), 60),
        (_within((1900, 1), (2022, 1)), _within((2022, 1), (2022, 12)), 50),
    ],
)
def test_two_days_known_within_some_years(
    one: Interval | None, other: Interval, least: int
) -> None:
    """30 each, at most 50 a year, whichever stands first in the file."""
    for bought in itertools.permutations((one, other)):
        things = tuple(Thing(60, 0, None, day) for day in bought)
        found = amount(
            load(Rules((), (Limit("year", 50),), None, True)), Case(things, True, 0, (0,) * 4)
        )
        assert ends(found) == (Fraction(least), Fraction(60)), bought


def test_what_comes_off_is_that_of_the_years_it_may_be_of() -> None:
    """At most 30 a year less 9 of 2021 or 5 of 2022; what other years had is nothing to it."""
    case = Case((Thing(60, 0, None, _within((2021, 3), (2022, 3))),), True, 0, (30, 9, 5, 30))
    found = amount(load(Rules((), (Limit("year", 30, ("past",)),), None, True)), case)
    assert ends(found) == (Fraction(21), Fraction(25))


def test_two_of_unknown_days_may_be_of_one_year_or_of_two() -> None:
    """Of one that is no other's, of each other's, or of the year of the third."""
    things = (Thing(60, 0, 2022), Thing(60, 0, None), Thing(60, 0, None))
    found = amount(
        load(Rules((), (Limit("year", 50),), None, True)), Case(things, True, 0, (0,) * 4)
    )
    assert ends(found) == (Fraction(50), Fraction(90))
    apart = (Thing(60, 0, 2022), *[Thing(60, 0, None, _within((2023, 1), None))] * 2)
    found = amount(
        load(Rules((), (Limit("year", 50),), None, True)), Case(apart, True, 0, (0,) * 4)
    )
    assert ends(found) == (Fraction(80), Fraction(90))


def test_many_things_without_a_day_take_no_long(tmp_path: Path) -> None:
    """Beyond what can be tried out they are counted apart: a wider range, and soon."""
    drawn = Rules((), (Limit("year", 50),), None, True)
    things = tuple(Thing(60, 0, None) for _ in range(40))
    found = amount(load(drawn), Case(things, True, 0, (0, 0, 0, 0)))
    assert (found.low, found.high) == (Decimal(50), Decimal(1200))
    # One of a known day after them is counted beside them all.
    dated = (*things, Thing(60, 0, 2022))
    found = amount(load(drawn), Case(dated, True, 0, (0, 0, 0, 0)))
    assert (found.low, found.high) == (Decimal(50), Decimal(1230))


def test_many_things_without_a_day_are_each_rounded_up() -> None:
    """All in one year 50, rounded up to 100; each in a year of its own 30, rounded up to 100."""
    drawn = Rules((), (Limit("year", 50),), (100, "up", 0), True)
    things = tuple(Thing(60, 0, None) for _ in range(40))
    found = amount(load(drawn), Case(things, True, 0, (0, 0, 0, 0)))
    assert found.low == 100
    assert found.high is not None
    assert found.high >= 40 * 100
    # The step is one of the rounding: under the cap alone they come to what each comes to.
    (limited,) = [line.value for line in found.lines if "上限" in line.text.in_language("zh")]
    assert limited == Interval(50, 40 * 30)


def test_many_things_without_a_day_may_reach_a_minimum_together() -> None:
    """18元 each is too little, and 40 of one year together are not, nor are some of them."""
    drawn = Rules((), (Limit("year", 10_000),), (1, "down", 100), True)
    things = tuple(Thing(36, 0, None) for _ in range(40))
    found = amount(load(drawn), Case(things, True, 0, (0, 0, 0, 0)))
    assert found.low == 0
    assert found.high is not None
    assert found.high >= 40 * 18


def test_days_of_more_years_than_are_tried() -> None:
    """101 of a year each, and one of any of those years or of none: a cap for each year."""
    drawn = Rules((), (Limit("year", 50),), None, True)
    things = tuple(Thing(60, 0, year) for year in range(1900, 2001))
    whole = amount(load(drawn), Case((*things, Thing(60, 0, None)), True, 0, (0, 0, 0, 0)))
    assert (whole.low, whole.high) == (Decimal(101 * 30), Decimal(102 * 30))


def test_what_a_cap_rests_on_is_told_before_anything_is_claimed(tmp_path: Path) -> None:
    """Of a list of which nothing is known the cap is all there is: by a reported figure."""
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "x.yaml").write_text(
        "parameters:\n  most:\n    type: money\n    label: {zh: 限额, en: most}\n    values:\n"
        "      - {from: 2020-01-01, value: 30元, basis: [{source: press}]}\n",
        "utf-8",
    )
    body = "for_each: {t: things}\nrequires: {id: c, text: {zh: 丙, en: c}, if: t.worth > 0元}\n"
    book = rulebook(
        tmp_path,
        m=body + "gives: {amount: t.worth, caps: [{at_most: most, per: enterprise, less: b}]}\n",
    )
    found = amount(book, Case((), True, None, (0, 0, 0, 0), complete=False))
    assert ends(found) == (Fraction(0), Fraction(30))
    assert GRADES[found.grade] is Grade.REPORTED
    assert "b" in {missing.name for missing in found.missing}


@pytest.mark.parametrize(
    ("gives", "most"),
    [
        # As far as the cap may go, not as little.
        ("caps: [{at_most: b, per: enterprise}]", 20),
        ("caps: [{at_most: b, per: enterprise}, {at_most: 15元, per: enterprise}]", 15),
        ("caps: [{at_most: b + past, per: enterprise}]", None),
        ("caps: [{at_most: b + past, per: enterprise}, {at_most: 15元, per: enterprise}]", 15),
        # One for each thing bounds no list, nor does another place's, nor one nobody vouches for.
        ("caps: [{at_most: 15元, per: item}]", None),
        ("caps: [{at_most: 15元, per: enterprise, basis: [{source: other}]}]", None),
        ("caps: [{at_most: 15元, per: enterprise, basis: [{source: press}]}]", 15),
        # What is capped may still be rounded up; what is in the fund may not.
        ("caps: [{at_most: 15元, per: enterprise}], rounding: {to: 10元, direction: up}", 20),
        ("caps: [{at_most: 15元, per: enterprise}], shared_from: 12元", 12),
        ("shared_from: b", 20),
        ("shared_from: past", None),
        ("rounding: {to: 10元, direction: up}, shared_from: 12元", 12),
    ],
)
def test_what_all_of_a_list_cannot_pass(tmp_path: Path, gives: str, most: int | None) -> None:
    """Nothing is known of the list, and of ``b`` that it is from 10元 to 20元."""
    body = "for_each: {t: things}\nrequires: {id: c, text: {zh: 丙, en: c}, if: t.worth > 0元}\n"
    book = rulebook(tmp_path, m=body + f"gives: {{amount: t.worth, {gives}}}\n")
    known = Profile(
        name="示例企业", facts={("b", None): Given(value=Interval(Decimal(10), Decimal(20)))}
    )
    found = decide_measures(book, known, AS_OF).results[0].amount
    assert found is not None
    assert ends(found) == (Fraction(0), None if most is None else Fraction(most))
