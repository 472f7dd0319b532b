"""Whether one can apply, at, below and above each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.decision.application import SOON, Application, Opening, application
from huiqi.rulebook.apply import Apply, MonthDay, Period, Window, Yearly
from huiqi.rulebook.basis import Basis, Grade, Source
from huiqi.rulebook.force import InForce, Sighting
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Measure
from huiqi.truth import Truth

ROOT = Path(__file__).resolve().parents[2]
OPEN, PERHAPS, AHEAD = Opening.OPEN, Opening.PERHAPS, Opening.AHEAD
USUAL, OVER, UNKNOWN = Opening.USUAL, Opening.OVER, Opening.UNKNOWN


def day(written: str) -> date:
    """A day as it is written."""
    return date.fromisoformat(written)


def basis(grade: Grade = Grade.OFFICIAL) -> tuple[Basis, ...]:
    """A citation of this grade."""
    source = Source(
        id="s", title="办法", number="", issuer="", date=None, url="", grade=grade, note=""
    )
    return (Basis(source=source, locator="", supports=(), grade=grade, note=""),)


def window(
    first: str | None = None,
    last: str | None = None,
    *,
    yearly: str = "",
    all_year: bool = False,
    grade: Grade = Grade.OFFICIAL,
) -> Window:
    """A window as it is written in the rules; ``yearly``: ``03-01..04-30``."""
    each = None
    if yearly:
        begins, _, ends = yearly.partition("..")
        each = Yearly(
            MonthDay.parse(begins) if begins else None, MonthDay.parse(ends) if ends else None
        )
    once = None
    if first or last:
        once = Period(
            Sighting.parse(first) if first else None, Sighting.parse(last) if last else None
        )
    return Window(
        once=once, yearly=each, all_year=all_year, year=None, condition=None, basis=basis(grade)
    )


@cache
def some_measure() -> Measure:
    """Any measure: only how one applies and its force are read."""
    return load_rulebook(ROOT / "rules").measures["first-set"]


#: Known to be in force throughout; in force for a while; seen once.
ALWAYS = InForce(since=day("2000-01-01"), until=None, seen=(), basis=(), note=None, open=True)
PERIOD = InForce(since=day("2023-01-01"), until=day("2023-12-31"), seen=(), basis=(), note=None)
SEEN = InForce(since=None, until=None, seen=(Sighting.parse("2023-05-10"),), basis=(), note=None)


def measure(*windows: Window, force: InForce = ALWAYS, automatic: bool | None = None) -> Measure:
    """A measure with these windows."""
    apply = Apply(
        windows=windows,
        platform=None,
        office=None,
        telephones=(),
        materials=(),
        obligations=(),
        paid_within=None,
        automatic=automatic,
        note=None,
    )
    return replace(some_measure(), apply=apply, in_force=force)


def on(written: str, *windows: Window, force: InForce = ALWAYS) -> Application:
    """Whether one can apply on a day."""
    return application(measure(*windows, force=force), day(written))


CALL = window("2023-02-20", "2023-03-17")
SPRING = window(yearly="03-01..04-30")
WINTER = window(yearly="12-01..01-31")
LEAP = window(yearly="02-01..02-29")
LEAP_START = window(yearly="02-29..03-31")
MONTHS = window(yearly="03..04")
DUE = window(yearly="..03-17")
FROM = window(yearly="03-01..")


@pytest.mark.parametrize(
    ("one", "written", "state", "begins", "ends"),
    [
        # Once: the day before the first, the first, the last, the day after.
        (CALL, "2023-02-19", AHEAD, "2023-02-20", "2023-03-17"),
        (CALL, "2023-02-20", OPEN, "2023-02-20", "2023-03-17"),
        (CALL, "2023-03-17", OPEN, "2023-02-20", "2023-03-17"),
        (CALL, "2023-03-18", OVER, "2023-02-20", "2023-03-17"),
        # A call for one year says nothing of the next.
        (CALL, "2024-03-01", OVER, "2023-02-20", "2023-03-17"),
        # Each year.
        (SPRING, "2023-02-28", AHEAD, "2023-03-01", "2023-04-30"),
        (SPRING, "2023-03-01", OPEN, "2023-03-01", "2023-04-30"),
        (SPRING, "2023-04-30", OPEN, "2023-03-01", "2023-04-30"),
        (SPRING, "2023-05-01", AHEAD, "2024-03-01", "2024-04-30"),
        # Over the new year, from both sides of it.
        (WINTER, "2023-11-30", AHEAD, "2023-12-01", "2024-01-31"),
        (WINTER, "2023-12-01", OPEN, "2023-12-01", "2024-01-31"),
        (WINTER, "2023-12-31", OPEN, "2023-12-01", "2024-01-31"),
        (WINTER, "2024-01-01", OPEN, "2023-12-01", "2024-01-31"),
        (WINTER, "2024-01-31", OPEN, "2023-12-01", "2024-01-31"),
        (WINTER, "2024-02-01", AHEAD, "2024-12-01", "2025-01-31"),
        # 29 February.
        (LEAP, "2024-02-29", OPEN, "2024-02-01", "2024-02-29"),
        (LEAP, "2024-03-01", AHEAD, "2025-02-01", "2025-02-28"),
        (LEAP, "2023-02-28", OPEN, "2023-02-01", "2023-02-28"),
        (LEAP, "2023-03-01", AHEAD, "2024-02-01", "2024-02-29"),
        (LEAP_START, "2024-02-28", AHEAD, "2024-02-29", "2024-03-31"),
        (LEAP_START, "2024-02-29", OPEN, "2024-02-29", "2024-03-31"),
        (LEAP_START, "2023-02-28", AHEAD, "2023-03-01", "2023-03-31"),
        (LEAP_START, "2023-03-01", OPEN, "2023-03-01", "2023-03-31"),
        # Months: on which day of March it begins, and of April it ends, is not known.
        (MONTHS, "2023-02-28", AHEAD, "2023-03", "2023-04"),
        (MONTHS, "2023-03-01", PERHAPS, "2023-03", "2023-04"),
        (MONTHS, "2023-03-30", PERHAPS, "2023-03", "2023-04"),
        (MONTHS, "2023-03-31", OPEN, "2023-03", "2023-04"),
        (MONTHS, "2023-04-01", OPEN, "2023-03", "2023-04"),
        (MONTHS, "2023-04-02", PERHAPS, "2023-03", "2023-04"),
        (MONTHS, "2023-04-30", PERHAPS, "2023-03", "2023-04"),
        (MONTHS, "2023-05-01", AHEAD, "2024-03", "2024-04"),
        # One end only.
        (DUE, "2023-03-17", PERHAPS, None, "2023-03-17"),
        (DUE, "2023-03-18", PERHAPS, None, "2024-03-17"),
        (FROM, "2023-02-28", PERHAPS, "2022-03-01", None),
        (FROM, "2023-03-01", PERHAPS, "2023-03-01", None),
        (window(last="2023-03-17"), "2023-03-17", PERHAPS, None, "2023-03-17"),
        (window(last="2023-03-17"), "2023-03-18", OVER, None, "2023-03-17"),
        (window("2023-03-17"), "2023-03-16", AHEAD, "2023-03-17", None),
        (window("2023-03-17"), "2023-03-17", PERHAPS, "2023-03-17", None),
    ],
)
def test_the_days_around_each_limit(
    one: Window, written: str, state: Opening, begins: str | None, ends: str | None
) -> None:
    """The state, and the period it is of."""
    found = on(written, one)
    assert found.state is state
    assert found.window is one
    assert found.period is not None
    assert (found.period.first and str(found.period.first)) == begins
    assert (found.period.last and str(found.period.last)) == ends


def test_sixty_days_are_soon_and_sixty_one_are_not() -> None:
    """At, below and above the limit; on the last day none is left."""
    assert SOON == 60
    ends = day("2023-12-31")
    always_open = window("2023-01-01", "2023-12-31")
    for left, closing in ((61, False), (60, True), (59, True), (0, True)):
        found = application(measure(always_open), ends - timedelta(days=left))
        assert (found.state, found.days_left, found.closing) == (OPEN, left, closing)
    over = application(measure(always_open), ends + timedelta(days=1))
    assert (over.days_left, over.closing) == (None, False)


def test_of_a_month_the_first_day_may_be_the_last() -> None:
    """A window that ends in April may end on the first: closing is told from then backwards."""
    april = window("2023-01-01", "2023-04")
    assert on("2023-01-30", april).days_left == 61
    assert not on("2023-01-30", april).closing
    assert on("2023-01-31", april).closing
    assert on("2023-04-15", april).days_left == 0


def test_how_long_it_is_ahead() -> None:
    """Days to the first day."""
    assert on("2023-02-19", CALL).days_until == 1
    assert on("2022-02-20", CALL).days_until == 365
    assert on("2023-02-20", CALL).days_until is None


@pytest.mark.parametrize(
    ("force", "written", "state"),
    [
        # In force from 2023-01-01 to 2023-12-31, each as stated.
        (PERIOD, "2022-12-31", AHEAD),
        (PERIOD, "2023-03-01", OPEN),
        (PERIOD, "2023-05-01", OVER),  # the next one would begin after its end
        (PERIOD, "2024-03-15", OVER),
        # Seen in force on one day in May 2023 only.
        (SEEN, "2023-03-15", USUAL),
        (SEEN, "2023-05-10", USUAL),
        (SEEN, "2024-03-15", USUAL),
    ],
)
def test_a_yearly_window_holds_while_its_document_does(
    force: InForce, written: str, state: Opening
) -> None:
    """What is not known to be in force says what was usual; what has ended comes no more."""
    assert on(written, SPRING, force=force).state is state


def test_a_yearly_window_on_the_day_it_was_seen() -> None:
    """On that day its document is known to be in force, and on no other."""
    may = window(yearly="05-01..05-31")
    assert on("2023-05-10", may, force=SEEN).state is OPEN
    assert on("2023-05-09", may, force=SEEN).state is USUAL
    assert on("2023-05-11", may, force=SEEN).state is USUAL


def test_an_official_says_whether_it_is_in_force() -> None:
    """The answer holds on the day on which it is asked."""
    seen = measure(SPRING, force=SEEN)
    assert application(seen, day("2024-03-15"), Truth.TRUE).state is OPEN
    assert application(seen, day("2024-03-15"), Truth.FALSE).state is OVER
    assert application(seen, day("2024-03-15"), Truth.UNKNOWN).state is USUAL


def test_all_year_round() -> None:
    """From the stated beginning of the document to its stated end."""
    always = window(all_year=True)
    assert on("2022-12-31", always, force=PERIOD).days_until == 1
    assert on("2023-01-01", always, force=PERIOD).state is OPEN
    assert on("2023-12-31", always, force=PERIOD).days_left == 0
    assert on("2024-01-01", always, force=PERIOD).state is OVER
    assert on("2024-01-01", always, force=SEEN).state is USUAL
    assert on("2024-01-01", always).days_left is None


def test_of_several_windows_the_one_to_act_on() -> None:
    """What is open before what is ahead; of open ones the one that ends first."""
    later = window("2023-03-01", "2023-06-30")
    assert on("2023-03-10", later, CALL).window is CALL
    assert on("2023-03-18", CALL, later).window is later
    autumn = window("2023-09-01", "2023-09-30")
    assert on("2023-07-01", CALL, autumn, later).window is autumn
    assert on("2024-01-01", CALL, autumn, later).window is autumn


def test_what_is_automatic_has_no_window() -> None:
    """Nobody has to apply."""
    assert application(measure(automatic=True), day("2023-01-01")).state is Opening.AUTOMATIC
    assert application(measure(automatic=False), day("2023-01-01")).state is UNKNOWN


@pytest.mark.parametrize("grade", [Grade.COMPARABLE, Grade.ASSUMED, Grade.UNSOURCED])
def test_nothing_is_worked_out_from_weak_sources(grade: Grade) -> None:
    """Another body's dates, or assumed ones, say nothing of this measure."""
    assert on("2023-03-01", window("2023-02-20", "2023-03-17", grade=grade)).state is UNKNOWN
    assert on("2023-03-01", window("2023-02-20", "2023-03-17", grade=Grade.REPORTED)).state is OPEN


_DAYS = st.dates(day("2020-01-01"), day("2026-12-31"))
_MONTH_DAYS = st.dates(day("2024-01-01"), day("2024-12-31")).map(lambda d: (d.month, d.day))


@given(_MONTH_DAYS, _MONTH_DAYS, _DAYS)
def test_a_yearly_window_is_what_a_calendar_on_the_wall_says(
    first: tuple[int, int], last: tuple[int, int], on_day: date
) -> None:
    """Open where month and day lie between both, or outside where it runs over the new year."""
    one = window(yearly="{:02}-{:02}..{:02}-{:02}".format(*first, *last))
    here = (on_day.month, on_day.day)
    expected = first <= here <= last if first <= last else here >= first or here <= last
    found = application(measure(one), on_day)
    # A window of 29 February alone is none in a common year.
    if first == last == (2, 29):
        return
    assert (found.state is OPEN) is expected
    if found.state is OPEN and found.days_left is not None:
        ends = on_day + timedelta(days=found.days_left)
        assert application(measure(one), ends).days_left == 0


@given(_DAYS, _DAYS, _DAYS, st.booleans(), st.booleans())
def test_learning_the_day_changes_no_sure_answer(
    one: date, other: date, on_day: date, month_first: bool, month_last: bool
) -> None:
    """What is said of months, or of one end, holds for every day that it may turn out to be."""
    first, last = min(one, other), max(one, other)
    exact = application(measure(window(str(first), str(last))), on_day).state
    less = window(
        str(first)[:7] if month_first else str(first), str(last)[: 7 if month_last else 10]
    )
    for known in (less, window(last=str(last)), window(str(first))):
        state = application(measure(known), on_day).state
        assert state in (exact, PERHAPS)


def test_silence_is_unknown() -> None:
    """No window, no answer."""
    found = on("2023-03-01")
    assert (found.state, found.window, found.days_left) == (UNKNOWN, None, None)
