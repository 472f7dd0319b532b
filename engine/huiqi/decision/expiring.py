"""What an enterprise holds for a time only: what of it ends soon, and what has ended.

The day is that of the certificate, as it was told; a field of a list declares it by its role,
``until``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from huiqi.decision.results import Decision, MeasureResult
from huiqi.objects import dataclass
from huiqi.profile.lasting import SOON as SOON
from huiqi.profile.profile import Profile
from huiqi.profile.record_lists import field_words, titles_stated
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.values import Choice, Interval, Record, Records, Value, symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """What is held, and its last day: between two, which are alike where the day was told; of a
    title also which one.
    """

    held: str
    earliest: date
    until: date
    title: str | None = None


def expiring(rulebook: Rulebook, profile: Profile, as_of: date) -> list[Expiry]:
    """What may end within :data:`SOON` days from ``as_of``, or has ended, the first to end first;
    what was held anew counts by its last day.  Of what no last day was told nothing is said, nor of
    what another certificate is told of without one.
    """
    found = [
        expiry
        for name, fact in rulebook.facts.items()
        if "until" in fact.roles and not fact.yearly
        for expiry in _held(fact, profile, name)
    ]
    told = [one for one in found if (one.earliest - as_of).days <= SOON]
    return sorted(told, key=lambda one: one.until)


def document_ends_soon(measure: Measure, as_of: date) -> bool:
    """Whether it is in force, and will not be within :data:`SOON` days."""
    until = measure.in_force.until
    return until is not None and 0 <= (until - as_of).days <= SOON


def held_already(rulebook: Rulebook, decision: Decision) -> dict[str, Mapping[str, str]]:
    """The measures of a decision that would recognise the enterprise as what it is already; each
    with what that is, by language.
    """
    return recognised_already(rulebook, decision.profile, decision.as_of, decision.results)


def recognised_already(
    rulebook: Rulebook, profile: Profile, as_of: date, results: Iterable[MeasureResult]
) -> dict[str, Mapping[str, str]]:
    """The same of some results: as what the profile tells that it is, and not that it has been up
    to a day that is over.
    """
    titles: dict[object, Mapping[str, str]] = {}
    for fact in rulebook.facts.values():
        for record in _records(fact, profile):
            if _is_over(record.fields.get(fact.roles.get("until", "")), as_of):
                continue
            for field, title in titles_stated(fact, record):
                options = fact.fields[field].type.enumeration
                if options is not None:
                    titles[symbol(title)] = options.labels[title]
    return {
        result.measure.id: titles[symbol(title)]
        for result in results
        for title in reversed(result.measure.recognises)
        if symbol(title) in titles
    }


def _is_over(until: Value | None, as_of: date) -> bool:
    last = until.high if isinstance(until, Interval) else None
    return isinstance(last, date) and last < as_of


def _records(fact: Fact, profile: Profile) -> Sequence[Record]:
    given = profile.given(fact.id, None)
    return given.value.items if given is not None and isinstance(given.value, Records) else ()


def _held(fact: Fact, profile: Profile, name: str) -> Iterator[Expiry]:
    """Of all that is one thing, by the first part of its key, that which is held longest."""
    last: dict[object, Expiry] = {}
    open_ = set[object]()
    for record in _records(fact, profile):
        until = record.fields.get(fact.roles["until"])
        if not isinstance(until, Interval):
            open_.add(_thing(fact, record))
            continue
        if isinstance(until.low, date) and isinstance(until.high, date):
            thing = _thing(fact, record)
            if thing not in last or last[thing].until < until.high:
                # Its name without what tells two certificates apart.
                names = (fact.shown_by, *fact.key)
                said = (field_words(fact, record.fields, name) for name in names)
                held = next(filter(None, said), record.key)
                last[thing] = Expiry(
                    held=held,
                    earliest=until.low,
                    until=until.high,
                    title=next((title for _, title in titles_stated(fact, record)), None),
                )
    yield from (one for thing, one in last.items() if thing not in open_)


def _thing(fact: Fact, record: Record) -> object:
    value = record.fields.get(fact.key[0]) if fact.key else None
    return value.symbols if isinstance(value, Choice) and value.known else record.key
