"""The tables that ``screen`` writes: every answer, every measure, every row that was refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.diagnostics import MOST_SHOWN, Diagnostic, cell_name, shortened
from huiqi.profile.doubts import HINTS, TEN_THOUSAND_YUAN
from huiqi.profile.fact_columns import ENDS_SOON
from huiqi.quantities import MONEY_UNITS, Number, round_half_up
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Note,
    Page,
    Said,
    Table,
    TextRun,
    counted,
    numbered,
)
from huiqi.report.pages import marks
from huiqi.report.pages.opening import framed
from huiqi.report.pages.screen_words import step_of
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES
from huiqi.screening.moved import ScreeningChange
from huiqi.screening.paid import uncounted
from huiqi.screening.screened import MeasureAnswer, MeasureTotal, ScreenedEnterprise, Screening
from huiqi.sentences import Sentence
from huiqi.truth import Truth
from huiqi.words import to_say

#: From so many yuan on an amount is told in 万元.
_THOUSANDS = 1000
#: The marks that have a column, in this order.
SHOWN = (Mark.ELIGIBLE, Mark.ONE_STEP, Mark.ASK_ENTERPRISE, Mark.ASK_OFFICE, Mark.NO)


def answers_page(found: Screening, phrases: Phrases) -> Page:
    """Every answer of every enterprise, a row each: for a file that has place for one table."""
    return Page(phrases.say("企业筛选"), (answers_table(found, phrases),))


def automatic_page(found: Screening, phrases: Phrases) -> Page:
    """For an office that pays without being applied to: who qualifies for certain for what, under
    documents known to be in force, and the facts it rests on.
    """
    say = phrases.say
    columns = (
        Column(head=say("措施"), least=20),
        *Column.texts(say("企业名称"), say("统一社会信用代码")),
        *Column.figures(say("至少（元）"), say("至多（元）")),
        *Column.texts(say("等级")),
        Column(head=say("凭据"), grows=True),
    )
    pairs = [(a, entry) for entry in found.entries for a in entry.screened.of(Mark.ELIGIBLE)]
    rows = [
        (
            measure_name(answer, phrases),
            entry.name,
            entry.credit_code,
            yuan_cell(answer.low) if answer.kind is not AmountKind.NONE else "",
            yuan_cell(answer.most) if answer.kind is not AmountKind.NONE else "",
            say(marks.GRADES_SAID[GRADES[answer.grade].value]),
            entry.worded.evidence.get(answer.measure, ""),
        )
        for answer, entry in sorted(pairs, key=lambda pair: (pair[0].measure, pair[1].row))
    ]
    listed: list[Block] = [Table(columns, rows)]
    if not rows:
        listed.append(Note(say("没有一户一项是一定符合、文件一定有效的")))
    listed += undecided_notes(found, phrases)
    if found.chosen:
        listed.insert(0, Facts([(say("只看"), say.listed(found.chosen))]))
    return framed(say("免申即享名单"), listed, phrases, found.as_of)


def undecided_notes(found: Screening | ScreeningChange, phrases: Phrases) -> Iterator[Note]:
    """The measures on which nobody was decided, and why."""
    say = phrases.say
    for name, reason in found.undecided.items():
        title = phrases.text(found.measure(name).name)
        told = say("没有评估 {measure}：{reason}", measure=title, reason=say.told(reason))
        yield Note.open(told)


def rejects_page(found: Screening, phrases: Phrases) -> Page:
    """The rows, and of those that were decided the cells, that could not be read: where, what was
    found, what to do.

    The row is of the main table; the file and its cell are where the fault stands, which may be a
    list's table.
    """
    say = phrases.say
    columns = (
        *Column.texts(say("行"), say("企业名称"), say("文件"), say("单元格")),
        *Column.texts(say("代码"), say("原因"), say("读到"), say("办法")),
    )
    rows = [
        (
            numbered(row),
            name,
            Path(fault.place.file).name,
            _cell(fault),
            fault.code,
            _reason(fault, phrases),
            say.told(fault.found),
            _remedy(fault, phrases),
        )
        for row, name, faults in (
            *((one.row, one.name, one.faults) for one in found.rejected),
            *((one.row, one.name, (*one.unread, *uncounted(one))) for one in found.entries),
        )
        for fault in sorted(faults, key=lambda fault: not fault.is_error)
    ]
    return Page(say("读不了的行"), (Table(columns, rows),))


#: What is remarked on a cell that is a reason to call, and stands there.
_SURE = (ENDS_SOON, *HINTS)
#: What is written in figures and signs alone, with a unit or the parts of a day.
_PLAIN = re.compile(r"[\d\s.,，/%＋+()（）-]*(?:[年月日号万亿元]+[\d\s.,，/-]*)*")
#: What tells of more than one figure: 45-50, 1800+.
_SEVERAL = re.compile("[-+＋]")


def may_be_wrong(remark: Diagnostic) -> bool:
    """Whether what is remarked on a cell that was read is to be looked at: not that a day or a
    figure was read as what it is.
    """
    if remark.code in _SURE:
        return False
    said = remark.message
    values = said.values if isinstance(said, Sentence) else {}
    written = values.get("written")
    read = "told" in values and "fact" in values
    if not (read and isinstance(written, str) and _PLAIN.fullmatch(written)):
        return True
    return _SEVERAL.search(written) is not None and _is_bounds(values["told"])


def _is_bounds(told: object) -> bool:
    """Whether a figure, and no day, was read as the bounds within which it is."""
    if isinstance(told, Sentence):
        return "figure" in told.values
    return isinstance(told, str) and ".." in told and "-" not in told


def cells_told(faults: Iterable[Diagnostic], table: str, phrases: Phrases) -> str:
    """What is wrong, cell by cell; ``table``: the file of the enterprises."""
    told = []
    for fault in faults:
        place = _cell(fault)
        if fault.place.file != table:
            place = f"{Path(fault.place.file).name} {place}"
        found = f"“{shortened(phrases.say.told(fault.found))}”" if fault.found else ""
        told.append(f"{place}{found} {phrases.say.told(fault.message)}".strip())
    return "；".join(dict.fromkeys(told))


def _cell(fault: Diagnostic) -> str:
    """Where it stands, as spreadsheets name it."""
    place = fault.place
    return cell_name(place.line, place.column - 1) if place.column else ""


def _reason(fault: Diagnostic, phrases: Phrases) -> str:
    """Why it could not be read; what is only to be looked at says so."""
    told = phrases.say.told(fault.message)
    return told if fault.is_error else phrases.say("提醒：{message}", message=told)


def _remedy(fault: Diagnostic, phrases: Phrases) -> str:
    """What may be written instead, where that is a short list, and what to do."""
    few = fault.allowed and len(fault.allowed) <= MOST_SHOWN
    allowed = phrases.say("可以写：{listed}", listed=fault.allowed) if few else ""
    return phrases.joined(filter(None, (allowed, phrases.say.told(fault.remedy))))


def totals_table(totals: Iterable[MeasureTotal], phrases: Phrases) -> Table:
    """The same in words, exactly."""
    say, rulebook = phrases.say, phrases.rulebook
    columns = (
        *Column.texts(say("措施"), say("级别")),
        *Column.figures(*(say(marks.WORDS[mark]) for mark in SHOWN), say("接近")),
        *Column.figures(say("能得的至少（元）"), say("能得的至多（元）"), say("金额未知（户）")),
    )
    rows = [
        (
            phrases.text(rulebook.measures[one.measure].name),
            say(marks.LEVELS[rulebook.level(rulebook.measures[one.measure])]),
            *(counted(one.marks[mark]) for mark in SHOWN),
            counted(one.near),
            yuan_cell(one.low) if is_paid(one, phrases) else "",
            yuan_cell(one.high) if is_paid(one, phrases) else "",
            counted(one.unfigured),
        )
        for one in totals
    ]
    return Table(columns, rows)


def is_paid(one: MeasureTotal, phrases: Phrases) -> bool:
    """Whether some have it for certain, and it is paid in money."""
    return phrases.rulebook.measures[one.measure].gives is not None and one.marks[Mark.ELIGIBLE] > 0


def measure_name(answer: MeasureAnswer, phrases: Phrases) -> str:
    """What the measure is called where there is little room."""
    return phrases.text(phrases.rulebook.measures[answer.measure].name)


def answers_table(found: Screening, phrases: Phrases) -> Table:
    """A row for each enterprise and measure, for a program."""
    say = phrases.say
    columns = (
        *Column.figures(say("行")),
        *Column.texts(say("企业名称"), say("统一社会信用代码"), say("措施"), say("措施代号")),
        *Column.texts(say("标记"), say("结论")),
        *Column.figures(say("至少（元）"), say("至多（元）")),
        *Column.texts(say("金额怎样"), say("等级"), say("是否有效"), say("下一步")),
        *Column.texts(say("没有达到的条件"), say("缺的事实")),
        *Column.figures(say("差几成")),
        *Column.texts(*found.carried),
    )
    rows = [
        (*_answer_row(entry, answer, phrases), *entry.carried)
        for entry in found.entries
        for answer in entry.screened.answers
    ]
    return Table(columns, rows)


KINDS = {
    AmountKind.NONE: to_say("没有金额"),
    AmountKind.UNKNOWN: to_say("金额未知"),
    AmountKind.NOT_DUE: to_say("不应支付"),
    AmountKind.EXACT: to_say("确数"),
    AmountKind.RANGE: to_say("范围"),
    AmountKind.AT_MOST: to_say("只有最高额"),
}
FORCES = {
    Truth.TRUE: to_say("有效"),
    Truth.FALSE: to_say("无效"),
    Truth.UNKNOWN: to_say("待核"),
}


def _answer_row(
    entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases
) -> Sequence[Said]:
    say = phrases.say
    figured = answer.kind in (AmountKind.EXACT, AmountKind.RANGE)
    return (
        numbered(entry.row),
        entry.name,
        entry.credit_code,
        measure_name(answer, phrases),
        answer.measure,
        say(marks.WORDS[answer.mark]),
        say(marks.STATUSES[answer.status]),
        yuan_cell(answer.low) if figured else "",
        yuan_cell(answer.most) if figured or answer.kind is AmountKind.AT_MOST else "",
        say(KINDS[answer.kind]),
        say(marks.GRADES_SAID[GRADES[answer.grade].value]),
        say(FORCES[answer.force]),
        step_of(entry, answer, phrases),
        " ".join(answer.failing),
        " ".join(answer.missing),
        "" if answer.near is None else share_cell(answer.near),
    )


class Money:
    """Amounts of a column, or of several together: in 万元 where all come to thousands at least,
    exact in any case.
    """

    def __init__(self, amounts: Iterable[Number | None]) -> None:
        told = [amount for amount in amounts if amount]
        self.in_ten_thousands = bool(told) and min(told) >= _THOUSANDS

    def head(self, of_yuan: str, of_ten_thousands: str) -> str:
        """How the column is headed."""
        return of_ten_thousands if self.in_ten_thousands else of_yuan

    def cell(self, amount: Number | None) -> Said:
        """An amount; nothing where it is not bounded."""
        if amount is None or not self.in_ten_thousands:
            return yuan_cell(amount)
        value = round_half_up(Fraction(amount), 2) / MONEY_UNITS[TEN_THOUSAND_YUAN]
        return TextRun(f"{value.normalize():f}", None, value.normalize())


def yuan_cell(amount: Number | None) -> Said:
    """Yuan, exact where a file keeps numbers; nothing where it is not bounded."""
    if amount is None:
        return ""
    value = round_half_up(Fraction(amount), 2)
    return TextRun(f"{value:,.2f}", None, value)


def share_cell(near: Fraction) -> Said:
    value = round_half_up(near, 4)
    return TextRun(f"{value:f}", None, Decimal(value))
