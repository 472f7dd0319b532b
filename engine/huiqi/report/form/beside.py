"""The sheets beside the facts: where figures come from, and what officials answered."""

from __future__ import annotations

from huiqi.language.types import Kind
from huiqi.profile.form.layout import (
    FACT,
    JUDGEMENT_PARTS,
    QUESTION,
    YEAR,
    SheetKind,
)
from huiqi.report.form.book import Asks, options_of
from huiqi.report.form.writer import FormWriter
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.force import IN_FORCE

#: Rows left free.
_SPARE = 20


def sources_sheet(writer: FormWriter) -> None:
    """Where figures come from: a row for each."""
    say = writer.say
    sheet = writer.book.sheet(say("来源（可不填）"), SheetKind.SOURCES)
    sheet.widths(34, 10, 50, 14, 20, 40)
    sheet.said(say("来源（可不填）"), "title")
    sheet.said(say("某个数从哪里来的；不分年的和清单，年度空着。"))
    heads = {
        FACT: say("项目"),
        YEAR: say("年度"),
        "source": say("来源"),
        "grade": say("等级"),
        "evidence": say("自述（stated）还是看过原件（seen）"),
        "note": say("备注"),
    }
    sheet.heads(*((key, label, Kind.TEXT) for key, label in heads.items()))
    sheet.freeze()
    options = {
        FACT: options_of(list(writer.labels.values())),
        "grade": tuple(grade.value for grade in Grade),
        "evidence": ("stated", "seen"),
    }
    for name, year, told in (*writer.told, *[("", None, {})] * _SPARE):
        row = {FACT: writer.labels.get(name, ""), YEAR: "" if year is None else str(year), **told}
        for column, key in enumerate(heads, 1):
            asks = Asks(kind=Kind.TEXT, options=options.get(key, ()))
            sheet.value(column, asks, row.get(key, ""))
        sheet.row += 1


def judgements_sheet(writer: FormWriter) -> None:
    """What only an official can decide: the answer with name, day and reason."""
    say, said = writer.say, writer.template.said.judgements
    sheet = writer.book.sheet(say("部门判定（可不填）"), SheetKind.JUDGEMENTS)
    sheet.widths(36, 44, 14, 16, 14, 40)
    sheet.said(say("部门判定（可不填）"), "title")
    sheet.said(say("只有主管部门能定的问题：问到了，写下谁、哪天、怎么说的。"))
    heads = {
        QUESTION: say("问题"),
        "text": say("说的是什么"),
        "answer": say("判定"),
        "by": say("谁判定的"),
        "date": say("日期"),
        "reason": say("理由"),
    }
    sheet.heads(*((key, label, Kind.TEXT) for key, label in heads.items()))
    sheet.freeze(2)
    for key in (*writer.template.judgements, *[""] * _SPARE):
        told = said.get(key, {})
        choices = writer.template.judgements.get(key, ())
        sheet.value(1, Asks(kind=Kind.TEXT), key)
        sheet.text(2, _question(writer, key))
        for column, part in enumerate(JUDGEMENT_PARTS, 3):
            options = (choices or (writer.yes, writer.no)) if part == "answer" and key else ()
            asks = Asks(kind=Kind.TEXT, options=options)
            value = told.get(part, "")
            if isinstance(value, bool):
                value = writer.yes if value else writer.no
            sheet.value(column, asks, str(value))
        sheet.row += 1


def _question(writer: FormWriter, key: str) -> str:
    """What a question is about."""
    name, _, own = key.partition("/")
    measure = writer.phrases.rulebook.measures.get(name)
    if measure is None:
        return ""
    title = writer.phrases.text(measure.name)
    if own == IN_FORCE:
        return writer.say("{title}：文件现在是否有效", title=title)
    texts = [writer.phrases.text(one.text) for one in measure.conditions() if one.id == own]
    return writer.say("{title}：{text}", title=title, text=texts[0]) if texts else title
