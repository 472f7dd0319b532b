"""The sheet of a list of records: what it says of itself, and a row for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from huiqi.language.types import Kind
from huiqi.profile.account import NOT_APPLICABLE, UNKNOWN
from huiqi.profile.form.cells import unit_for
from huiqi.profile.form.layout import (
    EXTENT,
    EXTENTS,
    RECORDS_UNIT,
    REST,
    THROUGH,
    YEAR,
    YEAR_EXTENTS,
    YEARS,
    Extent,
    SheetKind,
)
from huiqi.report.form.book import Asks, Sheet, options_of
from huiqi.report.form.writer import FormWriter
from huiqi.rulebook.rulebook import Fact

#: Rows left free below the records.
_SPARE = 60
_Item: TypeAlias = Mapping[str, object]


def list_sheet(writer: FormWriter, fact: Fact) -> None:
    """A list: what it says of itself, then a row for each record."""
    say = writer.say
    label = writer.phrases.text(fact.label)
    sheet = writer.book.sheet(label, SheetKind.LIST, fact.id)
    # Its sheet's name, which may be cut, is what the form knows it by.
    writer.labels[fact.id] = sheet.sheet.get_name()
    fields = [field for field in fact.fields.values() if field.formula is None]
    sheet.widths(24, *(18 for _ in fields))
    sheet.said(label, "title")
    if fact.question is not None:
        # What stands after the question mark tells how to write the answer elsewhere.
        sheet.said(re.split("[？?]", writer.phrases.text(fact.question))[0] + say("？"))
    if fact.yearly:
        sheet.said(
            say(
                "“这就是全部”：没写到的年度就是没有；“写到的年度都写全了”：别的年度没有说；"
                "“至少这些”：可能还有。"
            )
        )
    elif fact.help is not None:
        sheet.said(writer.phrases.text(fact.help))
    given = writer.template.said.facts.get(fact.id, "")
    records = list(_extents(writer, sheet, fact, given))
    money = [field for field in fields if field.type.kind is Kind.MONEY]
    told = len(money) > 1 or any(REST in record for record in records)
    rest = [(REST, say("没写的金额都是 0"), Kind.BOOL)] if told else []
    sheet.heads(*((one.id, writer.phrases.text(one.label), one.type.kind) for one in fields), *rest)
    writer.book.line("row", RECORDS_UNIT, "")
    _records(writer, sheet, fields, records, bool(rest))


def _records(
    writer: FormWriter,
    sheet: Sheet,
    fields: list[Fact],
    records: list[Mapping[str, object]],
    rest: bool,
) -> None:
    """A row for each record, and rows left free."""
    sheet.mark(RECORDS_UNIT)
    units = {}
    for column, one in enumerate(fields, 1):
        kind = one.type.kind
        unit = unit_for(kind, [record.get(one.id, "") for record in records], one.unit)
        units[one.id] = unit
        writer.unit(sheet, kind, unit, column)
    if rest:
        sheet.shut(len(fields) + 1)
    sheet.row += 1
    sheet.freeze(2)
    first, last = sheet.row, sheet.row + len(records) + _SPARE - 1
    every = [(one.id, writer.asks(one, units[one.id])) for one in fields]
    every += [(REST, Asks(kind=Kind.BOOL, options=(writer.yes,)))] if rest else []
    for column, (_, asks) in enumerate(every, 1):
        sheet.check(first, column, last, asks)
    # A record of which nothing is known is no empty row.
    nothing = {fields[0].id: None}
    for record in (*(one or nothing for one in records), *[{}] * _SPARE):
        for column, (key, asks) in enumerate(every, 1):
            value = record.get(key, "")
            shown: object
            if key == REST:
                shown = writer.yes if value != "" else ""
            else:
                shown = writer.local(fields[column - 1], value)
            sheet.fill(column, asks.kind, shown, units.get(key, ""))
        sheet.row += 1


def _extents(writer: FormWriter, sheet: Sheet, fact: Fact, given: object) -> Iterator[_Item]:
    """What a list says of itself; yields its records."""
    given = writer.bare(fact.id, None, given)
    by_year = _years_of(given) if fact.yearly else {}
    told, through, items = "", "", list[_Item]()
    if not by_year and given != "":
        extent, through, items = _extent(given, fact.yearly)
        told = _said(writer, extent)
    kinds = [Extent.ALL, Extent.AT_LEAST, Extent.OTHERS_UNKNOWN, Extent.NONE]
    if fact.yearly:
        kinds.insert(1, Extent.THESE_YEARS)
    _control(writer, sheet, (EXTENT, writer.say("这张清单写全了没有")), kinds, told)
    yield from items
    if not fact.yearly:
        return
    until = writer.say("全部：到哪一年为止（空着：各年）")
    _control(writer, sheet, (THROUGH, until), [], through)
    kinds.remove(Extent.THESE_YEARS)
    yield from _years(writer, sheet, fact, by_year, kinds)


def _years(
    writer: FormWriter, sheet: Sheet, fact: Fact, by_year: Mapping[int, object], kinds: list[Extent]
) -> Iterator[_Item]:
    """The same year by year, side by side."""
    years = sorted({*writer.template.years, *by_year})
    writer.row(sheet, YEARS, writer.say("或者一年一年说"))
    for column, year in enumerate(years, 2):
        sheet.text(column, writer.say("{year}年", year=year), "head")
    sheet.row += 1
    writer.row(sheet, YEAR_EXTENTS, writer.say("这一年写全了没有"))
    asks = Asks(kind=Kind.TEXT, options=options_of([_said(writer, kind) for kind in kinds]))
    for column, year in enumerate(years, 2):
        own = by_year.get(year)
        if own is None:
            sheet.value(column, asks)
            continue
        extent, _, records = _extent(writer.bare(fact.id, year, own), False)
        sheet.value(column, asks, _said(writer, extent))
        # In a list of its own year a record need not name it.
        yield from ({YEAR: str(year), **record} for record in records)
    sheet.row += 1


def _said(writer: FormWriter, extent: Extent) -> str:
    return EXTENTS[extent][0 if writer.phrases.zh else 1]


def _control(
    writer: FormWriter, sheet: Sheet, row: tuple[str, str], kinds: list[Extent], value: str
) -> None:
    """A row above a list, with what it says of itself."""
    writer.row(sheet, *row)
    options = options_of([_said(writer, kind) for kind in kinds])
    asks = Asks(kind=Kind.ENUM if kinds else Kind.TEXT, options=options)
    sheet.value(2, asks, value, style="asked")
    sheet.row += 1


def _years_of(given: object) -> Mapping[int, object]:
    if isinstance(given, Mapping) and given and all(isinstance(key, int) for key in given):
        return given
    return {}


def _extent(given: object, yearly: bool) -> tuple[Extent, str, list[_Item]]:
    """What a list says of itself, up to which year, and its records."""
    through = ""
    extent, items = Extent.THESE_YEARS if yearly else Extent.ALL, given
    if given == NOT_APPLICABLE:
        extent, items = Extent.NOT_APPLICABLE, []
    elif given == UNKNOWN:
        extent, items = Extent.UNKNOWN, []
    elif isinstance(given, Mapping) and "at_least" in given:
        extent, items = Extent.AT_LEAST, given["at_least"]
        if "others" in given:
            extent = Extent.OTHERS_UNKNOWN
    elif isinstance(given, Mapping):
        extent, items = Extent.ALL, given["complete"]
        through = str(given.get("through", ""))
    elif not given:
        extent, items = Extent.NONE, []
    assert isinstance(items, list)
    return extent, through, items
