"""The sheet of a list of records: what it says of itself, and a row for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from huiqi.language.types import Kind
from huiqi.profile.account import NOT_APPLICABLE
from huiqi.profile.form.cells import unit_for
from huiqi.profile.form.layout import (
    EXTENT,
    EXTENTS,
    RECORDS_UNIT,
    REST,
    THROUGH,
    YEAR,
    Extent,
    SheetKind,
)
from huiqi.report.form.book import Asks, Sheet, options_of
from huiqi.report.form.writer import FormWriter
from huiqi.rulebook.rulebook import Fact

#: Rows left free below the records.
_SPARE = 60
_Item: TypeAlias = Mapping[str, Any]


def list_sheet(writer: FormWriter, fact: Fact) -> None:
    """A list: what it says of itself, then a row for each record."""
    say = writer.say
    label = writer.phrases.text(fact.label)
    sheet = writer.book.sheet(label, SheetKind.LIST, fact.id)
    writer.labels[fact.id] = label
    fields = [field for field in fact.fields.values() if field.formula is None]
    sheet.widths(24, *(18 for _ in fields))
    sheet.said(label, "title")
    for text in (fact.question, fact.help):
        if text is not None:
            sheet.said(writer.phrases.text(text))
    given = writer.template.said.facts.get(fact.id, "")
    records = list(_extents(writer, sheet, fact, given))
    money = [field for field in fields if field.type.kind is Kind.MONEY]
    rest = [(REST, say("没写的金额都是 0"), Kind.BOOL)] if len(money) > 1 else []
    sheet.heads(*((one.id, writer.phrases.text(one.label), one.type.kind) for one in fields), *rest)
    writer.book.line("row", RECORDS_UNIT, "")
    _records(writer, sheet, fields, records, bool(rest))


def _records(
    writer: FormWriter,
    sheet: Sheet,
    fields: list[Fact],
    records: list[Mapping[str, Any]],
    rest: bool,
) -> None:
    """A row for each record, and rows left free."""
    sheet.mark(RECORDS_UNIT)
    units = {}
    for column, one in enumerate(fields, 1):
        kind = one.type.kind
        unit = unit_for(kind, [record.get(one.id, "") for record in records])
        units[one.id] = unit
        writer.unit(sheet, kind, unit, one.unit, column)
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
            if key == REST and value != "":
                value = writer.yes
            sheet.fill(column, asks.kind, value, units.get(key, ""))
        sheet.row += 1


def _extents(writer: FormWriter, sheet: Sheet, fact: Fact, given: Any) -> Iterator[_Item]:
    """What a list says of itself; yields its records."""
    given = writer.bare(fact.id, None, given)
    by_year = _years_of(given) if fact.yearly else {}
    whole = ("", "", []) if by_year or given == "" else _extent(given, fact.yearly)
    kinds = [Extent.ALL, Extent.AT_LEAST, Extent.NONE]
    if fact.yearly:
        kinds.insert(1, Extent.THESE_YEARS)
    _control(writer, sheet, (EXTENT, writer.say("这张清单写全了没有")), kinds, whole[0])
    yield from whole[2]
    if not fact.yearly:
        return
    _control(writer, sheet, (THROUGH, writer.say("全部：到哪一年为止（空着：各年）")), [], whole[1])
    kinds.remove(Extent.THESE_YEARS)
    for year in sorted({*writer.template.years, *by_year}):
        own = by_year.get(year, "")
        extent, _, records = (
            ("", "", []) if own == "" else _extent(writer.bare(fact.id, year, own), False)
        )
        label = writer.say("或者只说 {year} 年写全了没有", year=year)
        _control(writer, sheet, (f"{YEAR}{year}", label), kinds, extent)
        # In a list of its own year a record need not name it.
        yield from ({YEAR: str(year), **record} for record in records)


def _control(
    writer: FormWriter, sheet: Sheet, row: tuple[str, str], kinds: list[Extent], value: str
) -> None:
    """A row above a list."""
    key, label = row
    place = 0 if writer.phrases.zh else 1
    options = options_of([EXTENTS[kind][place] for kind in kinds]) if kinds else ()
    writer.book.line("row", key, label)
    sheet.mark(key)
    sheet.text(1, label, "label")
    sheet.value(2, Asks(kind=Kind.TEXT, options=options), value, style="asked")
    sheet.row += 1


def _years_of(given: Any) -> Mapping[int, Any]:
    if isinstance(given, Mapping) and given and all(isinstance(key, int) for key in given):
        return given
    return {}


def _extent(given: Any, yearly: bool) -> tuple[str, str, list[_Item]]:
    """What a list says of itself, up to which year, and its records."""
    through = ""
    if given == NOT_APPLICABLE:
        extent, items = Extent.NOT_APPLICABLE, []
    elif isinstance(given, Mapping) and "at_least" in given:
        extent, items = Extent.AT_LEAST, given["at_least"]
    elif isinstance(given, Mapping):
        extent, items = Extent.ALL, given["complete"]
        through = str(given.get("through", ""))
    elif not given:
        extent, items = Extent.NONE, []
    else:
        extent, items = Extent.THESE_YEARS if yearly else Extent.ALL, given
    return EXTENTS[extent][0], through, items
