"""Rows of one enterprise, or of what is hardly two: which of them tells most, and is the one to be
called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from huiqi.diagnostics import Diagnostics
from huiqi.profile.rows import EnterpriseTable
from huiqi.quantities import QuantityError, parse_money
from huiqi.screening.screened import ScreenedEnterprise
from huiqi.spelling import plain
from huiqi.tables.aside import SERIAL
from huiqi.tables.units import stated_factor
from huiqi.wordings import says_nothing

#: Of a head, that it says in which unit of money its figures are: 贷款余额（万）.
_OF_MONEY = re.compile("[(:/][^()]*[元万亿]")


def twins_of_table(
    entries: Sequence[ScreenedEnterprise],
    table: EnterpriseTable,
    alike: Iterable[Sequence[int]],
    redact: bool,
) -> tuple[ScreenedEnterprise, ...]:
    """The same of all rows of a table, each told what its other rows say otherwise."""
    places = (*table.evaluated, *table.carried)
    heads = tuple(table.table.columns[place] for place in places)
    units = tuple(_unit_of(table, place) for place in places)
    repeated = table.repeated()
    return with_twins(entries, repeated, alike, heads=heads, units=units, redact=redact)


def _unit_of(table: EnterpriseTable, place: int) -> Decimal | None:
    """How many yuan a bare figure of a column counts; ``None`` where it is none of money."""
    facts = table.facts
    own = [key for key, index in facts.columns.items() if index == place]
    if own:
        return next((facts.factors[key] for key in own if key in facts.factors), None)
    if not _OF_MONEY.search(plain(table.table.columns[place])):
        return None
    return stated_factor(table.table, place, Diagnostics())


def with_twins(
    entries: Sequence[ScreenedEnterprise],
    repeated: Iterable[Sequence[int]],
    alike: Iterable[Sequence[int]],
    others: Mapping[int, int] = {},
    heads: Sequence[str] = (),
    *,
    units: Sequence[Decimal | None] = (),
    redact: bool = False,
) -> tuple[ScreenedEnterprise, ...]:
    """The same; each row of an enterprise that another of its rows tells more of knows that one,
    and that one what stands there otherwise.

    Args:
        repeated: The rows of each enterprise that has several.
        alike: The rows of names that are hardly two enterprises'.
        others: How much rows tell that are none of these entries.
        heads: Of the evaluated and then of the carried columns; without them nothing is compared.
        units: How many yuan a bare figure counts in each of these columns, where they are of money.
        redact: Nothing that stands in a cell is told, only in which columns they differ.
    """
    told = {entry.row: how_much_told((*entry.carried, *entry.evaluated)) for entry in entries}
    told = {**others, **told}
    same, alone = _twins(repeated, told), _twins(alike, told)
    less: dict[int, list[ScreenedEnterprise]] = {}
    for entry in entries if heads else ():
        if entry.row in same:
            less.setdefault(same[entry.row], []).append(entry)
    found = []
    for entry in entries:
        if entry.row in same or entry.row in alone:
            entry = replace(
                entry,
                twin_of=same.get(entry.row, alone.get(entry.row)),
                twin_by_name=entry.row not in same and entry.row in alone,
            )
        if telling_less := less.get(entry.row):
            differing = {
                one.row: _differing(entry, one, heads, units, redact) for one in telling_less
            }
            entry = replace(entry, twins=differing)
        found.append(entry)
    return tuple(found)


def _differing(
    entry: ScreenedEnterprise,
    other: ScreenedEnterprise,
    heads: Sequence[str],
    units: Sequence[Decimal | None],
    redact: bool,
) -> tuple[tuple[str, str, str], ...]:
    """In which columns, but those that count the rows, the other row says another thing."""
    own, its = (*entry.evaluated, *entry.carried), (*other.evaluated, *other.carried)
    known = units or [None] * len(heads)
    return tuple(
        (head, "", "") if redact else (head, one, another)
        for head, one, another, unit in zip(heads, own, its, known, strict=True)
        if not says_nothing(another)
        and _bare(one) != _bare(another)
        and not _same_amount(one, another, unit)
        and plain(head) not in SERIAL
    )


def _same_amount(one: str, another: str, unit: Decimal | None) -> bool:
    """Whether two cells tell one amount: 3260 and 3260万 where the column counts 万."""
    if unit is None:
        return False
    try:
        return parse_money(one, unit) == parse_money(another, unit)
    except QuantityError:
        return False


def _bare(cell: str) -> str:
    """A cell without what sets its figures apart."""
    return plain(cell).replace(",", "")


def _twins(groups: Iterable[Sequence[int]], told: Mapping[int, int]) -> dict[int, int]:
    """For each row of a group, but the one that tells most, that one."""
    twins: dict[int, int] = {}
    for rows in groups:
        own = [row for row in rows if row in told]
        if own:
            # Of two that tell as much the first.
            first = max(own, key=lambda row: (told[row], -row))
            twins |= dict.fromkeys((row for row in own if row != first), first)
    return twins


def how_much_told(cells: Iterable[str]) -> int:
    """How much the cells of a row tell."""
    return sum(not says_nothing(cell) for cell in cells)
