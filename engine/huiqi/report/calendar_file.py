"""A calendar as a file that calendars read (iCalendar, RFC 5545), by the library of that name."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from huiqi.decision.agenda import Agenda, Event, Occasion
from huiqi.report.pages.calendar import OCCASIONS
from huiqi.report.pages.citations import cited
from huiqi.report.phrases import Phrases

if TYPE_CHECKING:
    import icalendar

#: So long before an end, or on the morning of a beginning, one is reminded.
_REMINDED = {
    Occasion.OPENS: timedelta(hours=9),
    Occasion.CLOSES: timedelta(days=-7, hours=9),
    Occasion.DUE: timedelta(days=-7, hours=9),
}


def as_icalendar(agenda: Agenda, phrases: Phrases) -> bytes:
    """The events as days: what was so in earlier years alone is tentative and reminds nobody.

    The same event has the same UID each time, so that reading the file again doubles nothing.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//huiqi//huiqi//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", phrases.say("惠企申报日历"))
    counted: dict[str, int] = {}
    for event in agenda.events:
        key = f"{event.measure.id}-{event.occasion.value}-{event.on}"
        counted[key] = counted.get(key, 0) + 1
        # Two windows for different enterprises may end on one day.
        number = f"-{counted[key]}" if counted[key] > 1 else ""
        calendar.add_component(_event(event, f"{key}{number}@huiqi", agenda, phrases))
    return bytes(calendar.to_ical())


def _event(event: Event, uid: str, agenda: Agenda, phrases: Phrases) -> icalendar.Event:
    from icalendar import Alarm
    from icalendar import Event as Entry

    say = phrases.say
    name, what = phrases.text(event.measure.name), say(OCCASIONS[event.occasion])
    summary = say("{name} {what}", name=name, what=what)
    if not event.certain:
        summary = say("{summary}（文件到时是否有效未知）", summary=summary)
    entry = Entry()
    entry.add("uid", uid)
    # That of the answer: the same question gives the same file.
    entry.add("dtstamp", datetime.combine(agenda.as_of, time(), UTC))
    entry.add("dtstart", event.on.first)
    entry.add("dtend", event.on.last + timedelta(days=1))
    entry.add("summary", summary)
    entry.add("description", "\n".join(_described(event, phrases)))
    entry.add("status", "CONFIRMED" if event.certain else "TENTATIVE")
    entry.add("transp", "TRANSPARENT")
    address = next((basis.source.url for basis in event.basis if basis.source.url), "")
    if address:
        entry.add("url", address)
    if event.certain:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", _REMINDED[event.occasion])
        entry.add_component(alarm)
    return entry


def _described(event: Event, phrases: Phrases) -> list[str]:
    """The measure in full, for whom, that a day is not known, and the sources."""
    said = [phrases.text(event.measure.title)]
    if event.text is not None:
        said.append(phrases.text(event.text))
    if event.on.first != event.on.last:
        said.append(phrases.say("来源只写到 {month}，没有写哪一天", month=event.on))
    if not event.certain:
        said.append(phrases.say("文件到那天是否有效没有查到：先问部门"))
    said += [cited(basis, phrases, full=True) for basis in event.basis]
    return said
