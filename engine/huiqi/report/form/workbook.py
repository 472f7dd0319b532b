"""The form as a workbook: a sheet for each topic and for each list of records.

What is known already stands in it; everything else is empty, and nothing is answered by it.
"""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.language.types import Kind
from huiqi.profile.form.cells import unit_for
from huiqi.profile.form.layout import ACCEPTED, ITEM, UNIT, VALUE, SheetKind
from huiqi.profile.form.template import Template
from huiqi.report.form.beside import judgements_sheet, sources_sheet
from huiqi.report.form.book import Asks, Sheet
from huiqi.report.form.lists import list_sheet
from huiqi.report.form.writer import FormWriter
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition, Fact


def form_workbook(template: Template, phrases: Phrases) -> bytes:
    """The workbook, to be written as it is."""
    writer = FormWriter(template, phrases)
    _first(writer)
    for topic in template.topics:
        if topic.facts:
            _topic(writer, phrases.text(topic.title), topic.facts)
        for fact in topic.lists:
            list_sheet(writer, fact)
    sources_sheet(writer)
    judgements_sheet(writer)
    return writer.book.content()


def _first(writer: FormWriter) -> None:
    """How to fill it in, and who the enterprise is."""
    say, said = writer.say, writer.template.said
    sheet = writer.book.sheet(say("先看这里"), SheetKind.IDENTITY)
    sheet.widths(28, 44, 60)
    sheet.said(say("企业情况表"), "title")
    for line in (
        say("一、填白色和黄色的格子；黄色的是现在的规则会用到的，先填这些。"),
        say("二、不知道的空着，或者选“不知道”：不会当成“否”，也不会当成 0。"),
        say("三、金额的单位在“单位”一格里选；只知道大概的写 >= 500 或 100..200。"),
        say("四、清单每条一行，上面选这是全部还是至少这些；没有就选“没有”。"),
        say("五、存盘后在网页上传，或运行 huiqi check 企业.xlsx（estimate 等也一样）。"),
    ):
        sheet.said(line, "line")
    version, day = writer.template.version, writer.template.as_of
    sheet.said(say("规则库 {version}，评估日 {day}。", version=version, day=day))
    sheet.heads(
        (ITEM, say("项目"), Kind.TEXT),
        (VALUE, say("填写"), Kind.TEXT),
        ("help", say("说明"), Kind.TEXT),
    )
    code, address = say("营业执照上的 18 位代码"), say("营业执照上的住所，从省或市写起")
    accepted = say("代码不合校验、而证照上确是如此时选“是”；平时空着")
    checked = writer.yes if said.accepted else ""
    places = (
        (place.id, writer.phrases.text(place.label), said.facts.get(place.id, ""), address)
        for place in writer.template.places
    )
    for key, label, value, note in (
        ("name", say("企业名称"), said.name, say("营业执照上的名称")),
        ("credit_code", say("统一社会信用代码"), said.credit_code, code),
        (ACCEPTED, say("代码核对过，照证照就是这样"), checked, accepted),
        *places,
        ("note", say("备注"), said.note, say("想记下的话，规则不读")),
    ):
        kind = Kind.BOOL if key == ACCEPTED else Kind.TEXT
        writer.row(sheet, key, label, kind)
        options = (writer.yes,) if key == ACCEPTED else ()
        sheet.value(2, Asks(kind=kind, options=options), value)
        sheet.text(3, note)
        sheet.row += 1


def _topic(writer: FormWriter, title: str, facts: tuple[Fact | Definition, ...]) -> None:
    """Facts of one topic, a row each, with the years as columns."""
    say, years = writer.say, writer.template.years
    sheet = writer.book.sheet(title, SheetKind.FACTS)
    yearly = any(fact.yearly for fact in facts)
    shown = years if yearly else ()
    sheet.widths(34, 8, 16, *(14 for _ in shown), 30, 44, 10, 24)
    sheet.said(title, "title")
    sheet.said(say("黄色：现在的规则会读到。不知道的空着。"))
    sheet.heads(
        (ITEM, say("项目"), Kind.TEXT),
        (UNIT, say("单位"), Kind.TEXT),
        (VALUE, say("不分年的填这里"), Kind.TEXT),
        *((str(year), say("{year}年", year=year), Kind.TEXT) for year in shown),
        ("found_in", say("在哪里找"), Kind.TEXT),
        ("help", say("说明"), Kind.TEXT),
        ("known_by", say("谁知道"), Kind.TEXT),
        ("proof", say("证明"), Kind.TEXT),
    )
    sheet.freeze(2)
    for fact in facts:
        _fact(writer, sheet, fact, shown)


def _fact(
    writer: FormWriter, sheet: Sheet, fact: Fact | Definition, years: tuple[int, ...]
) -> None:
    """The row of one fact."""
    kind, label = fact.type.kind, writer.phrases.text(fact.label)
    writer.labels[fact.id] = label
    writer.row(sheet, fact.id, label, kind)
    given = writer.template.said.facts.get(fact.id, "")
    by_year = given if fact.yearly and isinstance(given, Mapping) else {}
    inner = {
        year: writer.local(fact, writer.bare(fact.id, year, value))
        for year, value in by_year.items()
    }
    single = "" if by_year else writer.local(fact, writer.bare(fact.id, None, given))
    unit = unit_for(kind, (*inner.values(), single), fact.unit)
    asks = writer.asks(fact, unit)
    writer.unit(sheet, kind, unit)
    if fact.yearly:
        # What it does not have it has in no year.
        only = Asks(kind=Kind.TEXT, options=(writer.not_applicable,))
        sheet.value(3, only, single, style="shut" if not single else "open")
    else:
        sheet.value(3, asks, single, unit, "asked")
    for column, year in enumerate(years, 4):
        if not fact.yearly:
            sheet.shut(column)
            continue
        asked = year in writer.template.asked[fact.id]
        sheet.value(column, asks, inner.get(year, ""), unit, "asked" if asked else "open")
    for column, text in enumerate(writer.notes(fact), 4 + len(years)):
        sheet.text(column, text)
    sheet.row += 1
