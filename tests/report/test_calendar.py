"""The calendar: one screen, and a file that another reader reads back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from huiqi import Engine
from huiqi.decision.agenda import Agenda, agenda_of
from huiqi.report.blocks import Table, words_of
from huiqi.report.calendar_file import as_icalendar
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.calendar import calendar_page, calendar_pages
from huiqi.report.phrases import Phrases
from tests.commands import huiqi
from tests.decision.test_application import CALL, MONTHS, SEEN, SPRING, day, measure, window

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The rules of the project."""
    return Engine.load(ROOT / "rules", compare=False)


def agenda() -> Agenda:
    """A call, a yearly window of an unknown force, months, and one without a day."""
    named = {
        name: replace(one, id=name)
        for name, one in {
            "call": measure(CALL),
            "usual": measure(SPRING, force=SEEN),
            "months": measure(MONTHS),
            "bare": measure(),
        }.items()
    }
    return agenda_of(named.values(), day("2023-03-01"), 2023)


def test_every_event_is_a_line_and_what_has_none_a_count(engine: Engine) -> None:
    """The month stands once, the day or that there is none, and a star where it is not certain."""
    page = calendar_page(agenda(), Phrases(engine.rulebook), None)
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    assert [row[:2] + row[3:4] for row in rows] == [
        ["2023年2月", "20日", "开始受理"],
        ["2023年3月", "1日", "开始受理*"],
        ["", "日未写", "开始受理"],
        ["", "17日", "截止"],
        ["2023年4月", "日未写", "截止"],
        ["", "30日", "截止*"],
    ]
    said = [line.plain for line in terminal.lines(page, 80)]
    assert sum("另有 1 件，来源没有写申报时间" in line for line in said) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_many_days_are_one_screen(engine: Engine, language: str) -> None:
    """Those to come first; how many are left out is said."""
    start = date(2023, 1, 1)
    many = [
        replace(measure(window(str(start + timedelta(days=5 * n)))), id=f"m{n}") for n in range(70)
    ]
    found = agenda_of(many, day("2023-03-01"), 2023)
    phrases = Phrases(engine.rulebook, language)
    lines = terminal.lines(terminal.fitting(calendar_pages(found, phrases, None), 80, HEIGHT), 80)
    assert len(lines) <= HEIGHT
    assert all(widest(line.plain) <= 80 for line in lines)
    said = "\n".join(line.plain for line in lines)
    assert "--full" in said
    first = "2023年3月" if language == "zh" else "2023-03"
    assert first in said
    whole = calendar_page(found, phrases, None)
    (table,) = [block for block in whole.blocks if isinstance(block, Table)]
    assert len(table.rows) == len(found.events)


def test_the_file_is_read_back(engine: Engine) -> None:
    """By the library: days, names, sources, reminders, and the same each time."""
    found = agenda()
    content = as_icalendar(found, Phrases(engine.rulebook))
    assert content == as_icalendar(found, Phrases(engine.rulebook))
    calendar = icalendar.Calendar.from_ical(content)
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {
        "call-opens-2023-02-20@huiqi",
        "call-closes-2023-03-17@huiqi",
        "usual-opens-2023-03-01@huiqi",
        "usual-closes-2023-04-30@huiqi",
        "months-opens-2023-03@huiqi",
        "months-closes-2023-04@huiqi",
    }
    closes = events["call-closes-2023-03-17@huiqi"]
    # All day: a date without a time, the end being the day after (RFC 5545, 3.6.1).
    assert closes.decoded("DTSTART") == date(2023, 3, 17)
    assert closes.decoded("DTEND") == date(2023, 3, 18)
    assert "《办法》" in str(closes["DESCRIPTION"])
    (alarm,) = closes.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-7, hours=9)
    month = events["months-closes-2023-04@huiqi"]
    assert (month.decoded("DTSTART"), month.decoded("DTEND")) == (
        date(2023, 4, 1),
        date(2023, 5, 1),
    )
    assert "没有写哪一天" in str(month["DESCRIPTION"])
    usual = events["usual-closes-2023-04-30@huiqi"]
    assert str(usual["STATUS"]) == "TENTATIVE"
    assert not usual.walk("VALARM")
    assert str(closes["STATUS"]) == "CONFIRMED"


def test_two_windows_that_end_on_one_day_are_two_events(engine: Engine) -> None:
    """Each has its own UID."""
    both = measure(window(last="2023-03-17"), window("2023-03-01", "2023-03-17"))
    content = as_icalendar(agenda_of([both], day("2023-03-01"), 2023), Phrases(engine.rulebook))
    uids = [str(e["UID"]) for e in icalendar.Calendar.from_ical(content).walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 3


def test_the_command_writes_the_file_or_says_why_not(tmp_path: Path) -> None:
    """A name that is no calendar's is refused before any work; the enterprise's file is kept."""
    target = tmp_path / "a.ics"
    done = huiqi("calendar", "--as-of", "2026-03-01", "-o", str(target))
    assert done.returncode == 0, done.stderr
    calendar = icalendar.Calendar.from_ical(target.read_bytes())
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert "national-champion-due-2026-05-31@huiqi" in uids
    assert "5月31日" in done.stdout
    page = tmp_path / "a.html"
    assert huiqi("calendar", "--as-of", "2026-03-01", "-o", str(page)).returncode == 0
    assert "每年5月31日前更新信息" in page.read_text("utf-8")
    refused = huiqi("calendar", "-o", str(tmp_path / "a.txt"))
    assert (refused.returncode, "C120" in refused.stderr, ".ics" in refused.stderr) == (
        2,
        True,
        True,
    )
