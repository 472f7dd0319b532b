"""A limited fund as a sheet, and a filled sheet as what the rules say of the fund."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from huiqi.adoption.entered import Content, EnteredPart
from huiqi.adoption.entry_articles import locator_of
from huiqi.adoption.entry_cited import CitedDocuments
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_items import FUND_ITEMS
from huiqi.adoption.entry_layout import EntrySection, EntrySheetKind
from huiqi.adoption.entry_located import LocatedSheet, ReadRow
from huiqi.adoption.entry_others import read_open
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_rows import EntryRow, EntrySheet
from huiqi.adoption.entry_words import YES, EntryWords
from huiqi.dates import parse_date, written_year
from huiqi.funds.sharing_rules import RULES
from huiqi.language.canonical import written_form
from huiqi.language.tree import UnknownValue
from huiqi.quantities import QuantityError, parse_money, parse_ratio
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.rulebook import DatedValue, Fund, Rulebook
from huiqi.sentences import sentence

_SHARING = EntryWords({rule.id: (rule.title.in_language("zh"), rule.id) for rule in RULES})
#: The parameters of a fund, by their items.
_TERMS = ("pool", "rate", "cap")


def fund_sheet(rulebook: Rulebook, fund: Fund, cited: CitedDocuments) -> EntrySheet:
    """What is known of a fund; what is not is left free."""
    sheet = EntrySheet(kind=EntrySheetKind.FUND, id=fund.id, title=fund.title.zh)

    def known(key: str, text: str, bases: tuple[Basis, ...]) -> None:
        cells = {"text": text, "confirmed": YES, **cited.cells(bases)}
        sheet.add(EntrySection.FUND, EntryRow(cells=cells, mark=key, confirmed=True))

    for key in _TERMS:
        row = _latest(rulebook, getattr(fund, key))
        if not isinstance(row.value, UnknownValue):
            known(key, written_form(row.value, rulebook.scope, "zh"), row.basis)
    for key, stated in (("year", fund.year), ("sharing", fund.sharing)):
        if stated.value is not None:
            shown = _SHARING.word(stated.value) if key == "sharing" else stated.value
            known(key, shown, stated.basis)
    for number, text in enumerate(fund.unstated, 1):
        cells = {"group": str(number), "text": text.zh, "confirmed": YES}
        sheet.add(EntrySection.OPEN, EntryRow(cells=cells, confirmed=True))
    return sheet


def read_fund(context: EntryContext, fund: Fund, sheet: LocatedSheet) -> list[EnteredPart]:
    """What a sheet says otherwise than the rules: terms, year, sharing, and what is open."""
    rows: dict[str, ReadRow] = {}
    for row in sheet.of(EntrySection.FUND):
        if row.mark in FUND_ITEMS and row.text("text"):
            rows[row.mark] = row
    file = context.below(fund.place.file)
    found: list[EnteredPart] = []

    def put(key: str, content: InCells | None) -> None:
        if content is not None:
            found.append(
                EnteredPart(file=file, at=(key,), content=content.value, places=content.places)
            )

    found += _terms(context, fund, rows)
    if "year" in rows and rows["year"].text("text") != fund.year.value:
        year = written_year(rows["year"].text("text"))
        if year is None:
            context.fault("S116", rows["year"], "text", sentence("资金年度写作 2023"))
        else:
            put("year", _stated(context, rows["year"], at(year, rows["year"].place("text"))))
    if "sharing" in rows:
        rule = context.code(rows["sharing"], "text", _SHARING, sentence("怎样分"))
        if rule is not None and rule != fund.sharing.value:
            put("sharing", _stated(context, rows["sharing"], at(rule, rows["sharing"].first)))
    notes = [
        f"{FUND_ITEMS[key].label}：{rows[key].text('text')}"
        for key in ("criteria", "coverage")
        if key in rows
    ]
    if notes:
        place = rows["criteria" if "criteria" in rows else "coverage"].first
        put("note", context.text("；".join(notes), place))
    opened = sheet.of(EntrySection.OPEN)
    if tuple(row.text("text") for row in opened) != tuple(text.zh for text in fund.unstated):
        head = sheet.heads[EntrySection.OPEN]
        put("unstated", read_open(context, opened) or at([], head))
    return found


def _terms(context: EntryContext, fund: Fund, rows: Mapping[str, ReadRow]) -> list[EnteredPart]:
    """The values of its parameters that are new, each since a day."""
    found = []
    for key in _TERMS:
        row = rows.get(key)
        if row is None:
            continue
        name = getattr(fund, key)
        latest = _latest(context.rulebook, name)
        written = row.text("text").replace(" ", "")
        if written == written_form(latest.value, context.rulebook.scope, "zh"):
            continue
        try:
            if written.isdecimal():
                raise QuantityError(sentence("没有写单位"))
            (parse_ratio if key == "rate" else parse_money)(written)
        except QuantityError as problem:
            context.fault("S116", row, "text", problem.told)
            continue
        since = _since(context, rows)
        if since is None:
            message = sentence("没有写从何时起")
            if "since" not in rows:
                context.fault(
                    "S110",
                    row,
                    "text",
                    message,
                    remedy=sentence("在“{item}”一行写日期", item=FUND_ITEMS["since"].label),
                )
            continue
        basis = _basis(context, row)
        if basis is None:
            continue
        value = mapping(
            {"from": since, "value": at(written, row.place("text")), "basis": basis}, row.first
        )
        content = listing([*_kept(context, name, since), value])
        assert content is not None
        place = context.rulebook.declared_at["name", name]
        found.append(
            EnteredPart(
                file=context.below(place.file),
                at=("parameters", name, "values"),
                content=content.value,
                places=content.places,
            )
        )
    return found


def _kept(context: EntryContext, name: str, since: InCells) -> Sequence[InCells]:
    """The values of earlier days, up to the day before; what was unknown then stays so."""
    found = []
    place, first = since.places[()], since.value
    assert isinstance(first, date)
    before = first - timedelta(days=1)
    for row in context.rulebook.parameters[name].rows:
        if row.since >= first:
            continue
        value: Content = written_form(row.value, context.rulebook.scope, "zh")
        if isinstance(row.value, UnknownValue):
            value = {"unknown": {key: row.value.reason.in_language(key) for key in ("zh", "en")}}
        cited: list[InCells] = [
            mapping(
                {
                    "source": at(basis.source.id, place),
                    "locator": at(basis.locator, place) if basis.locator else None,
                }
            )
            for basis in row.basis
        ]
        until = min(row.until or before, before)
        found.append(
            mapping(
                {
                    "from": at(row.since, place),
                    "until": at(until, place),
                    "value": at(value, place),
                    "basis": listing(cited),
                }
            )
        )
    return found


def _since(context: EntryContext, rows: Mapping[str, ReadRow]) -> InCells | None:
    row = rows.get("since")
    if row is None:
        return None
    try:
        return at(parse_date(row.text("text")), row.place("text"))
    except QuantityError as problem:
        context.fault("S116", row, "text", problem.told)
        return None


def _stated(context: EntryContext, row: ReadRow, value: InCells) -> InCells | None:
    """What is stated, with what it rests on."""
    basis = _basis(context, row)
    return None if basis is None else mapping({"stated": value, "basis": basis}, row.first)


def _basis(context: EntryContext, row: ReadRow) -> InCells | None:
    """What a row cites, else the first document; a term of a fund never goes without."""
    own = context.basis(row)
    if own is not None:
        return own
    document = context.document(row, "1")
    return (
        None
        if document is None
        else listing([context.citation(document, locator_of(row), row.place("text"))])
    )


def _latest(rulebook: Rulebook, name: str) -> DatedValue:
    return max(rulebook.parameters[name].rows, key=lambda row: row.since)
