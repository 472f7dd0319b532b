"""What opens, closes and falls due in a stretch of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from huiqi import Engine
from huiqi.decision.agenda import Agenda, Occasion, agenda_of
from huiqi.decision.standing import Mark
from huiqi.diagnostics import InputError
from huiqi.rulebook.apply import MonthDay, Obligation, Window
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.force import InForce
from huiqi.rulebook.measure import Measure
from tests.decision.test_application import (
    ALWAYS,
    CALL,
    PERIOD,
    ROOT,
    SEEN,
    SPRING,
    WINTER,
    basis,
    day,
    measure,
    window,
)

OPENS, CLOSES, DUE = Occasion.OPENS, Occasion.CLOSES, Occasion.DUE


def agenda(
    *windows: Window, as_of: str = "2023-01-01", year: int | None = 2023, force: InForce = ALWAYS
) -> Agenda:
    """Of one measure with these windows."""
    return agenda_of([measure(*windows, force=force)], day(as_of), year)


def told(found: Agenda) -> list[tuple[Occasion, str, bool]]:
    """What happens when, and whether for certain."""
    return [(event.occasion, str(event.on), event.certain) for event in found.events]


def owing(due: str, force: InForce = ALWAYS, grade: Grade = Grade.OFFICIAL) -> Measure:
    """A measure after which something is owed each year."""
    one = measure(force=force)
    obligation = Obligation(one.title, MonthDay.parse(due), basis(grade))
    return replace(one, apply=replace(one.apply, obligations=(obligation,)))


def test_both_ends_of_a_window() -> None:
    """A call as it was made, a yearly window as its document is in force."""
    assert told(agenda(CALL)) == [(OPENS, "2023-02-20", True), (CLOSES, "2023-03-17", True)]
    assert told(agenda(CALL, force=SEEN)) == [
        (OPENS, "2023-02-20", True),
        (CLOSES, "2023-03-17", True),
    ]
    assert told(agenda(SPRING)) == [(OPENS, "2023-03-01", True), (CLOSES, "2023-04-30", True)]
    assert told(agenda(SPRING, force=SEEN)) == [
        (OPENS, "2023-03-01", False),
        (CLOSES, "2023-04-30", False),
    ]


def test_a_year_has_the_end_of_the_winter_before_it() -> None:
    """The window that began in December ends in January; the next begins in December."""
    assert told(agenda(WINTER)) == [(CLOSES, "2023-01-31", True), (OPENS, "2023-12-01", True)]
    # In force in 2023 alone: what would end in 2024 is not told.
    assert told(agenda(WINTER, force=PERIOD)) == [
        (CLOSES, "2023-01-31", True),
        (OPENS, "2023-12-01", True),
    ]
    assert told(agenda(WINTER, force=PERIOD, year=2024)) == []


def test_twelve_months_from_the_day_on() -> None:
    """The day itself is in it, the same day of the next year is not; also from 29 February."""
    found = agenda(SPRING, as_of="2023-03-01", year=None)
    assert (found.first, found.last) == (day("2023-03-01"), day("2024-02-29"))
    assert told(found) == [(OPENS, "2023-03-01", True), (CLOSES, "2023-04-30", True)]
    found = agenda(SPRING, as_of="2023-03-02", year=None)
    assert told(found) == [(CLOSES, "2023-04-30", True), (OPENS, "2024-03-01", True)]
    leap = agenda(SPRING, as_of="2024-02-29", year=None)
    assert leap.last == day("2025-02-27")


def test_a_month_is_told_where_it_touches() -> None:
    """Of a day that is somewhere in April, until the last of it."""
    april = window(yearly="03..04")
    assert told(agenda(april, as_of="2023-04-30", year=None))[0] == (CLOSES, "2023-04", True)
    assert told(agenda(april, as_of="2023-05-01", year=None))[0] == (OPENS, "2024-03", True)


def test_what_is_owed() -> None:
    """Each year by its day, as far as the document is in force and the source is strong."""

    def due(one: Measure) -> list[tuple[Occasion, str, bool]]:
        return told(agenda_of([one], day("2023-06-01"), 2023))

    assert due(owing("05-31")) == [(DUE, "2023-05-31", True)]
    assert due(owing("02-29")) == [(DUE, "2023-02-28", True)]
    assert due(owing("05-31", SEEN)) == [(DUE, "2023-05-31", False)]
    assert due(owing("05-31", grade=Grade.ASSUMED)) == []


def test_what_has_no_day_is_counted_once() -> None:
    """Each measure in one place alone."""
    bare, weak = measure(), measure(window("2023-02-20", grade=Grade.COMPARABLE))
    always, call = measure(window(all_year=True)), measure(CALL)
    automatic = measure(automatic=True)
    found = agenda_of([bare, weak, always, call, automatic], day("2024-01-01"), 2024)
    assert found.undated == (bare, weak)
    assert found.always == (always,)
    assert found.automatic == (automatic,)
    assert found.elsewhen == (call,)
    assert agenda_of([call], day("2023-01-01"), 2023).elsewhen == ()


def test_what_is_not_in_force_is_left_out() -> None:
    """A document that ended before, or begins after."""
    assert agenda_of([measure(force=PERIOD)], day("2024-01-01"), 2024).undated == ()
    assert agenda_of([measure(force=PERIOD)], day("2022-01-01"), 2022).undated == ()
    assert len(agenda_of([measure(force=PERIOD)], day("2023-12-31"), 2023).undated) == 1


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The rules of the project."""
    return Engine.load(ROOT / "rules", compare=False)


def test_an_enterprise_sees_what_it_can_have_or_could(engine: Engine) -> None:
    """Nothing that is refused, each with the mark that check gives it."""
    source = ROOT / "cases" / "examples" / "example-complete.yaml"
    as_of = date(2023, 6, 20)
    enterprise = engine.read_enterprise(source, as_of).enterprise
    decision = engine.check(enterprise, as_of)
    everything = engine.agenda(as_of)
    own = engine.agenda(as_of, enterprise=enterprise)
    names = {one.id for one in own.undated} | {event.measure.id for event in own.events}
    every = {one.id for one in everything.undated} | {e.measure.id for e in everything.events}
    assert names < every
    refused = {r.measure.id for r in decision.results if r.conditions == "does_not_qualify"}
    near = {r.measure.id for r in decision.results if r.one_change}
    assert not names & (refused - near)
    assert "rd-institution-subsidy" in names


@pytest.mark.parametrize(("held", "due"), [(True, 1), (False, 0)])
def test_a_title_that_is_not_held_owes_nothing(engine: Engine, held: bool, due: int) -> None:
    """The champions update their particulars by 31 May (工信部政法〔2023〕138号)."""
    as_of = date(2026, 3, 1)
    facts: dict[str, object] = {"recognitions": []}
    if held:
        facts = {
            "recognitions": [
                {
                    "title": "国家级制造业单项冠军",
                    "recognised_on": "2025-01-01",
                    "valid_until": "2027-12-31",
                }
            ]
        }
    enterprise = engine.read_enterprise(
        {"enterprise": "示例企业", "facts": facts}, as_of
    ).enterprise
    events = engine.agenda(as_of, enterprise=enterprise).events
    found = [event for event in events if event.measure.id == "national-champion"]
    assert [str(event.on) for event in found] == ["2026-05-31"] * due
    if held:
        assert found[0].mark is Mark.ELIGIBLE
        assert found[0].certain


def test_a_year_beyond_the_rules_is_refused(engine: Engine) -> None:
    """With its code."""
    with pytest.raises(InputError) as refused:
        engine.agenda(date(2023, 1, 1), year=2101)
    assert refused.value.diagnostics[0].code == "C104"


def test_a_window_of_29_february_alone_is_in_leap_years_alone() -> None:
    """In a common year it would end before it begins."""
    assert told(agenda(window(yearly="02-29..02-29"), as_of="2023-01-01", year=2023)) == []
    leap = told(agenda(window(yearly="02-29..02-29"), as_of="2024-01-01", year=2024))
    assert len(leap) == 2
