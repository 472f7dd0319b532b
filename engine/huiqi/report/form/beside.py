"""The sheets beside the facts: where figures come from, and what officials answered."""

from __future__ import annotations

from huiqi.language.types import Kind
from huiqi.profile.form.layout import FACT, JUDGEMENT_PARTS, QUESTION, YEAR, SheetKind
from huiqi.profile.judgements import judgement_names
from huiqi.report.form.book import Asks, options_of
from huiqi.report.form.writer import FormWriter
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.force import IN_FORCE

#: How one answers whether a document is in force.
_FORCE = ("有效", "失效")
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
    say, template = writer.say, writer.template
    sheet = writer.book.sheet(say("部门判定（可不填）"), SheetKind.JUDGEMENTS)
    sheet.widths(64, 16, 18, 14, 44)
    sheet.said(say("部门判定（可不填）"), "title")
    sheet.said(say("只有主管部门能定的问题：问到了，选是哪一问，写下谁、哪天、怎么说的。"))
    heads = {
        QUESTION: say("问题"),
        "answer": say("判定"),
        "by": say("谁判定的"),
        "date": say("日期"),
        "reason": say("理由"),
    }
    sheet.heads(*((key, label, Kind.TEXT) for key, label in heads.items()))
    sheet.freeze()
    names = judgement_names(writer.phrases.rulebook)
    shown = {key: names[key][1 if writer.phrases.zh else 2] for key in names}
    which = Asks(kind=Kind.TEXT, options=options_of([shown[key] for key in template.choosable]))
    in_words = _FORCE if writer.phrases.zh else ()
    every = {choice for choices in template.judgements.values() for choice in choices}
    for key in (*template.listed, *[""] * _SPARE):
        told = template.said.judgements.get(key, {})
        sheet.value(1, which, shown.get(key, ""))
        choices = template.judgements[key] if key else ()
        answers = choices or (writer.yes, writer.no)
        if not choices and (not key or key.endswith(f"/{IN_FORCE}")):
            answers = (*answers, *in_words)
        for column, part in enumerate(JUDGEMENT_PARTS, 2):
            options = answers if key else (*answers, *sorted(every))
            asks = Asks(kind=Kind.TEXT, options=options if part == "answer" else ())
            value = told.get(part, "")
            if isinstance(value, bool):
                value = writer.yes if value else writer.no
            sheet.value(column, asks, str(value))
        sheet.row += 1
