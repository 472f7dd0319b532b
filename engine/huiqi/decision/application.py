"""Whether one can apply on a day: by the windows that the sources name, and by nothing else.

A window of one year says nothing of the next.  A yearly one holds on days on which its document
is known to be in force; on others it is only what was usual.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiqi.decision.results import MeasureResult
from huiqi.rulebook.apply import Period, Window, Yearly
from huiqi.rulebook.force import InForce, Sighting
from huiqi.rulebook.measure import Measure
from huiqi.truth import Truth

#: A window that ends within so many days is closing.
SOON = 60


class Opening(StrEnum):
    """Whether one can apply."""

    AUTOMATIC = "automatic"  # nobody has to apply
    OPEN = "open"
    PERHAPS = "perhaps"  # the source leaves open on which day it begins or ends
    AHEAD = "ahead"  # it has not begun
    USUAL = "usual"  # it was so in earlier years; whether it still is nobody knows
    OVER = "over"  # the last one that is known has ended
    UNKNOWN = "unknown"  # no source names a window


#: The states in which one can, or perhaps can, apply.
_NOW = (Opening.OPEN, Opening.PERHAPS)
#: So many years back the last window of a document that has ended is looked for.
_BACK = 20
#: Of several windows the first in this order is told.
_TOLD = (
    *(Opening.OPEN, Opening.PERHAPS, Opening.AHEAD, Opening.USUAL, Opening.OVER),
    Opening.UNKNOWN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Whether one can apply on ``day``, by which window, and in which period of it."""

    state: Opening
    day: date
    window: Window | None = None
    period: Period | None = None

    @property
    def days_left(self) -> int | None:
        """After today it is open for at least so many days; ``None`` where it has no known end."""
        ends = self.period.last if self.period is not None else None
        if self.state not in _NOW or ends is None:
            return None
        return max(0, (ends.first - self.day).days)

    @property
    def days_until(self) -> int | None:
        """It begins in so many days at the earliest, where it is ahead."""
        begins = self.period.first if self.period is not None else None
        if self.state is not Opening.AHEAD or begins is None:
            return None
        return (begins.first - self.day).days

    @property
    def closing(self) -> bool:
        """Whether it may end within :data:`SOON` days."""
        left = self.days_left
        return left is not None and left <= SOON


def application(measure: Measure, day: date, in_force: Truth | None = None) -> Application:
    """Whether one can apply for a measure on a day.

    ``in_force``: whether its document is in force on that day, where an official said so; absent,
    by its dates.
    """
    if measure.apply.automatic:
        return Application(state=Opening.AUTOMATIC, day=day)
    today = force_on(measure.in_force, day) if in_force is None else in_force
    found = [
        _on(window, measure.in_force, day, today)
        for window in measure.apply.windows
        if window.relied_on
    ]
    return min(found, key=_order, default=Application(state=Opening.UNKNOWN, day=day))


def application_of(result: MeasureResult) -> Application:
    """Whether one can apply for a measure as it was decided, on the day of the decision."""
    return application(result.measure, result.force.on, result.force.truth)


def force_on(period: InForce, day: date) -> Truth:
    """Whether a document is in force on a day, by its dates alone."""
    known, (first, last) = period.known, period.possible
    if not first <= day <= last:
        return Truth.FALSE
    return Truth.TRUE if known is not None and known[0] <= day <= known[1] else Truth.UNKNOWN


def _order(found: Application) -> tuple[int, int]:
    """As told; of open ones the nearest end, of those ahead the nearest, of others the latest."""
    number = 0
    if found.period is not None:
        first, last = found.period.first, found.period.last
        if found.state in _NOW:
            number = last.first.toordinal() if last is not None else date.max.toordinal()
        elif found.state is Opening.AHEAD and first is not None:
            number = first.first.toordinal()
        elif last is not None:
            number = -last.last.toordinal()
    return _TOLD.index(found.state), number


def _on(window: Window, force: InForce, day: date, today: Truth) -> Application:
    """One window on a day on which its document is in force, is not, or nobody knows."""
    if window.once is not None:
        return _application(window, _state(window.once, day), window.once, day)
    starts = force.possible[0]
    if today is Truth.FALSE and day >= starts:
        # Where the document has ended, none comes again.
        last = _last(window.yearly, force, day) if window.yearly is not None else None
        return _application(window, Opening.OVER, last, day)
    if window.yearly is None:
        return _all_year(window, force, day, today)
    around = [window.yearly.beginning_in(day.year + later) for later in (-1, 0, 1)]
    now = [(state, period) for period in around if (state := _state(period, day)) in _NOW]
    if now and today is Truth.TRUE:
        state, period = min(now, key=_nearest)
        return _application(window, state, period, day)
    ahead = next((period for period in around if _state(period, day) is Opening.AHEAD), None)
    then = Truth.UNKNOWN
    if ahead is not None and ahead.first is not None and not (now and today is Truth.UNKNOWN):
        then = force_on(force, ahead.first.first)
    if then is Truth.TRUE:
        return _application(window, Opening.AHEAD, ahead, day)
    if then is Truth.FALSE and day >= starts:
        return _application(window, Opening.OVER, _last(window.yearly, force, day), day)
    return _application(window, Opening.USUAL if day >= starts else Opening.UNKNOWN, None, day)


def _all_year(window: Window, force: InForce, day: date, today: Truth) -> Application:
    """All year round, from the stated beginning of its document to its stated end."""
    until = Sighting.on(force.until) if force.until is not None else None
    if today is Truth.FALSE and force.since is not None:
        ahead = Period(Sighting.on(force.since), until)
        return _application(window, Opening.AHEAD, ahead, day)
    state = Opening.OPEN if today is Truth.TRUE else Opening.USUAL
    return _application(window, state, Period(None, until) if state is Opening.OPEN else None, day)


def _nearest(found: tuple[Opening, Period]) -> tuple[int, int]:
    """What is sure before what is not; the nearest end, or else the latest beginning."""
    state, (first, last) = found[0], (found[1].first, found[1].last)
    if last is not None:
        return _TOLD.index(state), last.last.toordinal()
    return _TOLD.index(state), -first.first.toordinal() if first is not None else 0


def _last(yearly: Yearly, force: InForce, day: date) -> Period | None:
    """The last that ended before a day and began while its document may have been in force."""
    first, last = force.possible
    for year in range(min(day, last).year, max(first.year, day.year - _BACK) - 1, -1):
        period = yearly.beginning_in(year)
        begun = period.first or period.last
        if begun is not None and _state(period, day) is Opening.OVER and begun.last <= last:
            return period
    return None


def _application(window: Window, state: Opening, period: Period | None, day: date) -> Application:
    return Application(state=state, day=day, window=window, period=period)


def _state(period: Period, day: date) -> Opening:
    """How a period stands to a day, as far as its ends are known."""
    first, last = period.first, period.last
    if first is not None and day < first.first:
        return Opening.AHEAD
    if last is not None and day > last.last:
        return Opening.OVER
    begun = first is not None and day >= first.last
    goes_on = last is not None and day <= last.first
    return Opening.OPEN if begun and goes_on else Opening.PERHAPS
