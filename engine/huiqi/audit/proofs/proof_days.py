"""The days a proof is made for: what holds on one day need not hold on another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from huiqi.language import tree
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook, names_read

#: How many further days are tried before something is said of all of them.
_MOST = 8
_YEARS = range(1990, 2100)


def reference_day(rulebook: Rulebook) -> date:
    """The latest day on which something of the rulebook's rules begins or was seen in force."""
    days = [date(2000, 1, 1)]
    for measure in rulebook.rules.values():
        period = measure.in_force
        days += [*(s.first for s in period.seen), *([period.since] if period.since else [])]
    return max(days)


def days_of(rulebook: Rulebook, measure: Measure) -> list[date]:
    """Days on which the measure is or may be in force, the one that represents it first."""
    period, today = measure.in_force, reference_day(rulebook)
    first = period.since or min((sighting.last for sighting in period.seen), default=today)
    last = max((s.first for s in period.seen), default=first) if period.since is None else today
    last = max(first, period.until or period.ended_by or last)
    between = [day for day in _turns(rulebook, list(measure.nodes())) if first <= day <= last]
    return list(dict.fromkeys([min(max(today, first), last), first, last, *between]))[:_MOST]


def days_of_definition(rulebook: Rulebook, name: str) -> list[date]:
    """Days on both sides of every date and year that the definition rests on."""
    nodes = list(rulebook.definitions[name].nodes)
    return list(dict.fromkeys([reference_day(rulebook), *_turns(rulebook, nodes)]))[:_MOST]


def _turns(rulebook: Rulebook, nodes: list[tree.Node]) -> list[date]:
    """The last days of the years about which a rule may change its mind."""
    names = {name for node in nodes for name in names_read(node)}
    reached = {other for name in names for other in rulebook.closure.get(name, ())} | names
    years: set[int] = set()
    for name in reached:
        if name in rulebook.definitions:
            nodes = [*nodes, *rulebook.definitions[name].nodes]
        if name in rulebook.parameters:
            parameter = rulebook.parameters[name]
            nodes = [*nodes, *parameter.nodes]
            years.update(row.since.year for row in parameter.rows)
    for node in nodes:
        for part in tree.walk(node):
            if isinstance(part, tree.Literal):
                years.update(_years(part.value))
    around = {year + step for year in years for step in (-1, 0, 1)}
    return [date(year, 12, 31) for year in sorted(around, reverse=True) if year in _YEARS]


def _years(value: object) -> set[int]:
    if isinstance(value, date):
        return {value.year}
    if isinstance(value, Decimal) and value == int(value) and int(value) in _YEARS:
        return {int(value)}
    return set()
