"""The workbook for what is named: measures, topics, whole programmes, with suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huiqi.adoption.entry_cited import CitedDocuments
from huiqi.adoption.entry_facts import EntryFacts
from huiqi.adoption.entry_fund import fund_sheet
from huiqi.adoption.entry_items import CONFIRMED_ITEMS
from huiqi.adoption.entry_layout import (
    DOCUMENTS_TITLE,
    EntrySection,
    EntrySheetKind,
    suggested_from,
)
from huiqi.adoption.entry_measure import SaidMeasure
from huiqi.adoption.entry_rows import EntryForm, EntryRow, EntrySheet
from huiqi.adoption.entry_words import FUND_WORD, NOT_TAKEN, YES
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.naming import support_or_title_named
from huiqi.rulebook.rulebook import Fund, Rulebook
from huiqi.spelling import Names, plain

#: The items that a model suggests; what names its own document, office or days is its own.
_SUGGESTED_ITEMS = ("instrument", "recipient", "for_each", "once", "tiers")
_SUGGESTED = (
    EntrySection.WHO,
    EntrySection.VETO,
    EntrySection.TIERS,
    EntrySection.LIMITS,
    EntrySection.PAPERS,
)


def entry_form(rulebook: Rulebook, named: Sequence[str]) -> EntryForm:
    """The workbook of the measures, topics and programmes that are named.

    Raises :class:`~huiqi.diagnostics.InputError` C107 where nothing goes by a name.
    """
    funds = [fund for name in named if (fund := _fund_named(rulebook, name)) is not None]
    others = [name for name in named if _fund_named(rulebook, name) is None]
    own = [rulebook.measures[fund.measure] for fund in funds]
    measures = {m.id: m for m in (*own, *measures_of(rulebook, others))}
    return form_of(rulebook, list(measures.values()), funds)


def _fund_named(rulebook: Rulebook, written: str) -> Fund | None:
    """A fund by its title, or by the title shortened: 研发机构资金 for the whole of it."""
    wanted = plain(written)
    for fund in rulebook.funds.values():
        title = iter(plain(fund.title.zh))
        if wanted.endswith(FUND_WORD) and all(letter in title for letter in wanted):
            return fund
    return None


def measures_of(rulebook: Rulebook, named: Iterable[str]) -> list[Measure]:
    """The measures that are named, each once; a programme stands for all of its own."""
    programmes = Names(
        {p.id: (p.id, p.title.zh, p.title.en, p.name.zh) for p in rulebook.programmes.values()}
    )
    found: dict[str, Measure] = {}
    for name in named:
        programme = programmes.find(name)
        own = [m for m in rulebook.measures.values() if m.collection == programme]
        for measure in own or [rulebook.measures[support_or_title_named(rulebook, name)]]:
            found[measure.id] = measure
    return list(found.values())


def form_of(
    rulebook: Rulebook, measures: Sequence[Measure], funds: Sequence[Fund] = ()
) -> EntryForm:
    """The workbook of these measures and funds."""
    facts, cited = EntryFacts(rulebook), CitedDocuments()
    writer = SaidMeasure(rulebook, facts, cited)
    if funds or any(measure.modelled_on for measure in measures):
        cited.blank()
    shared = [fund_sheet(rulebook, fund, cited) for fund in funds]
    sheets = [
        _slot(rulebook, SaidMeasure(rulebook, facts, cited.assumed()), measure)
        if measure.modelled_on
        else writer.sheet(measure)
        for measure in measures
    ]
    first = EntrySheet(kind=EntrySheetKind.DOCUMENTS, id="", title=DOCUMENTS_TITLE)
    first.add(
        EntrySection.CONFIRMED,
        *(EntryRow(cells={"group": item.label}, mark=key) for key, item in CONFIRMED_ITEMS.items()),
    )
    first.add(EntrySection.DOCUMENTS, *cited.rows())
    return EntryForm(
        version=rulebook.version,
        sha256=rulebook.sha256,
        sheets=(first, *shared, *sheets),
        facts=tuple(facts.offered()),
        lists=facts.lists(),
        measures=tuple(measure.title.zh for measure in rulebook.measures.values()),
        parameters=facts.pools(),
    )


def _slot(rulebook: Rulebook, writer: SaidMeasure, slot: Measure) -> EntrySheet:
    """A topic whose text is not in the rules: its title, and what its nearest model suggests."""
    model = rulebook.measures[slot.modelled_on[0]]
    sheet = EntrySheet(
        kind=EntrySheetKind.MEASURE,
        id=slot.id,
        title=slot.title.zh,
        note=suggested_from(model.title.zh),
    )
    own = {"title": slot.title.zh, "short": slot.short.zh if slot.short else ""}
    sheet.add(
        EntrySection.BASIC,
        *(
            EntryRow(cells={"text": text, "confirmed": YES}, mark=key, confirmed=True)
            for key, text in own.items()
            if text
        ),
        EntryRow(cells={"text": "1", "confirmed": YES}, mark="basis", confirmed=True),
    )
    for section, rows in writer.sections(model).items():
        if section is EntrySection.BASIC:
            rows = [(mark, cells) for mark, cells in rows if mark in _SUGGESTED_ITEMS]
        elif section not in _SUGGESTED:
            continue
        for mark, cells in rows:
            kept = {k: v for k, v in cells.items() if k not in ("article", "paragraph")}
            sheet.add(
                section,
                EntryRow(cells={**kept, "confirmed": NOT_TAKEN}, mark=mark, model=model.title.zh),
            )
    return sheet
