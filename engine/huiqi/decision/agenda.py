"""What opens, closes and falls due in a stretch of days: by the dates that sources name alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from huiqi.decision.application import force_on
from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import Mark, mark_of
from huiqi.decision.steps import Ladder
from huiqi.quantities import Span, shift_date
from huiqi.rulebook.apply import Period, Window
from huiqi.rulebook.basis import WEAK, Basis, support
from huiqi.rulebook.force import Sighting
from huiqi.rulebook.measure import Measure
from huiqi.sentences import InLanguages
from huiqi.truth import Truth


class Occasion(StrEnum):
    """What happens on a day."""

    CLOSES = "closes"  # the last day of a window
    OPENS = "opens"  # its first
    DUE = "due"  # by then whoever has it owes something


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happens ``on`` a day, or within a month or year where the source names no day.

    ``certain``: the document is known to be in force then; else it was so in earlier years.
    ``text``: for whom the window is, or what is owed.  ``mark``: how the measure stands for the
    enterprise, where one is asked about.
    """

    occasion: Occasion
    measure: Measure
    on: Sighting
    certain: bool
    text: InLanguages | None
    basis: tuple[Basis, ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The events from ``first`` to ``last`` in their order.

    ``always``: what is taken all year round; ``automatic``: for what nobody applies; ``undated``:
    of what no source names a day; ``elsewhen``: what has dates outside these days only.
    """

    as_of: date
    first: date
    last: date
    events: tuple[Event, ...]
    always: tuple[Measure, ...]
    automatic: tuple[Measure, ...]
    elsewhen: tuple[Measure, ...]
    undated: tuple[Measure, ...]


class Attainable(NamedTuple):
    """What an enterprise can have or could, by its mark; what it is known not to hold yet."""

    marks: Mapping[str, Mark]
    not_held: frozenset[str]


def agenda_of(
    measures: Iterable[Measure],
    as_of: date,
    year: int | None = None,
    reach: Attainable | None = None,
) -> Agenda:
    """The events of these measures in a year; absent, in the twelve months from the day on.

    ``reach``: of what an enterprise can have or could alone.
    """
    first, last = _stretch(as_of, year)
    events: list[Event] = []
    always: list[Measure] = []
    automatic: list[Measure] = []
    elsewhen: list[Measure] = []
    undated: list[Measure] = []
    for measure in measures:
        if not measure.published or not _may_be_in_force(measure, first, last):
            continue
        if reach is not None and measure.id not in reach.marks:
            continue
        mark = reach.marks[measure.id] if reach is not None else None
        windows = [window for window in measure.apply.windows if window.relied_on]
        around = list(_opened(measure, windows, first, last))
        if reach is None or measure.id not in reach.not_held:
            around += _owed(measure, first, last)
        own = [
            replace(event, mark=mark)
            for event in around
            if event.on.first <= last and event.on.last >= first
        ]
        events += own
        if measure.apply.automatic:
            automatic.append(measure)
        elif any(window.all_year for window in windows):
            always.append(measure)
        elif not own:
            dated = windows or any(one.due for one in measure.apply.obligations)
            (elsewhen if dated else undated).append(measure)
    order = list(Occasion)
    events.sort(key=lambda e: (e.on.first, e.on.last, order.index(e.occasion), e.measure.id))
    return Agenda(
        as_of=as_of,
        first=first,
        last=last,
        events=tuple(events),
        always=tuple(always),
        automatic=tuple(automatic),
        elsewhen=tuple(elsewhen),
        undated=tuple(undated),
    )


def _may_be_in_force(measure: Measure, first: date, last: date) -> bool:
    """On some of these days, as far as its dates say."""
    since, until = measure.in_force.possible
    return since <= last and until >= first


def _stretch(as_of: date, year: int | None) -> tuple[date, date]:
    if year is not None:
        return date(year, 1, 1), date(year, 12, 31)
    later = shift_date(as_of, Span(1, "years"))
    assert later is not None
    return as_of, later - timedelta(days=1)


def _opened(
    measure: Measure, windows: Iterable[Window], first: date, last: date
) -> Iterator[Event]:
    """Beginnings and ends of its windows around these days."""
    for window in windows:
        for period in _periods(window, first, last):
            if period.first and period.last and period.first.first > period.last.last:
                continue  # 29 February alone, in a common year
            for occasion, on in ((Occasion.OPENS, period.first), (Occasion.CLOSES, period.last)):
                force = force_on(measure.in_force, on.first) if on is not None else Truth.FALSE
                # A call for one year holds as it was made.
                sure = window.once is not None or force is Truth.TRUE
                if on is not None and (sure or force is Truth.UNKNOWN):
                    yield Event(
                        occasion=occasion,
                        measure=measure,
                        on=on,
                        certain=sure,
                        text=window.condition,
                        basis=window.basis,
                    )


def _periods(window: Window, first: date, last: date) -> Iterator[Period]:
    if window.once is not None:
        yield window.once
    elif window.yearly is not None:
        # One that began in the year before may end in this one.
        for year in range(first.year - 1, last.year + 1):
            yield window.yearly.beginning_in(year)


def _owed(measure: Measure, first: date, last: date) -> Iterator[Event]:
    """What whoever has it owes, each year."""
    for obligation in measure.apply.obligations:
        if obligation.due is None or support(obligation.basis) >= WEAK:
            continue
        for year in range(first.year, last.year + 1):
            on = obligation.due.closing(year)
            force = force_on(measure.in_force, on.first)
            if force is not Truth.FALSE:
                yield Event(
                    occasion=Occasion.DUE,
                    measure=measure,
                    on=on,
                    certain=force is Truth.TRUE,
                    text=obligation.text,
                    basis=obligation.basis,
                )


def within_reach(results: Iterable[MeasureResult], ladder: Ladder) -> Attainable:
    """What an enterprise can have or could, and the titles that it holds or could."""
    marks = {}
    for result in (*results, *(step.result for step in ladder.steps)):
        mark = mark_of(result)
        if mark is not Mark.NO and result.measure.published:
            marks[result.measure.id] = mark
    for step in ladder.steps:
        if step.held is Truth.TRUE:
            marks[step.result.measure.id] = Mark.ELIGIBLE
    not_held = (step.result.measure.id for step in ladder.steps if step.held is Truth.FALSE)
    return Attainable(marks, frozenset(not_held))
