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
from huiqi.quantities import Number, round_half_up
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Note,
    Page,
    Said,
    Table,
    TextRun,
    as_carried,
    as_written,
    counted,
    numbered,
)
from huiqi.report.figures import at_most
from huiqi.report.pages import marks
from huiqi.report.pages.opening import framed
from huiqi.report.pages.screen_words import step_of
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES
from huiqi.screening.moved import ScreeningChange
from huiqi.screening.screened import MeasureAnswer, MeasureTotal, ScreenedEnterprise, Screening
from huiqi.truth import Truth
from huiqi.words import to_say

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
            *((one.row, one.name, one.unread) for one in found.entries),
        )
        for fault in sorted(faults, key=lambda fault: not fault.is_error)
    ]
    return Page(say("读不了的行"), (Table(columns, rows),))


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


def same_of_all(found: Screening, phrases: Phrases) -> dict[str, MeasureAnswer]:
    """The measures on which several enterprises all stand alike, with nothing that tells them
    apart; each with the answer.
    """
    first: dict[str, tuple[MeasureAnswer, str]] = {}
    apart = set[str]()
    for entry in found.entries:
        for one in entry.screened.answers:
            own = one, step_of(entry, one, phrases)
            if first.setdefault(one.measure, own) != own:
                apart.add(one.measure)
    several = len(found.entries) > 1
    return {name: own[0] for name, own in first.items() if several and name not in apart}


def same_told(found: Screening, phrases: Phrases) -> Iterator[Block]:
    """How they all stand on each of those."""
    say, same = phrases.say, same_of_all(found, phrases)
    if not same:
        return
    yield Note(say("逐户逐项里不列每户都一样的 {number} 项：", number=len(same)))
    rows = []
    for answer in same.values():
        mark, step = say(marks.WORDS[answer.mark]), step_of(found.entries[0], answer, phrases)
        said = say("{mark}：{step}", mark=mark, step=step) if step else mark
        rows.append((measure_name(answer, phrases), said))
    yield Facts(rows)


def answers_table(found: Screening, phrases: Phrases, *, in_words: bool = False) -> Table:
    """A row for each enterprise and measure; ``in_words``: conditions and facts as people call
    them, not by their ids, and without what is the same of all.
    """
    say = phrases.say
    columns = (
        *Column.figures(say("行")),
        *Column.texts(say("企业名称"), say("统一社会信用代码"), say("措施"), say("措施代号")),
        *Column.texts(say("标记"), say("结论")),
        *Column.figures(say("至少（元）"), say("至多（元）")),
        *Column.texts(say("金额怎样"), say("等级"), say("是否有效"), say("下一步")),
        *Column.texts(say("没有达到的条件"), say("缺的事实")),
        *Column.figures(say("差几成")),
        *Column.texts(
            *(found.in_own_order(found.carried, found.evaluated) if in_words else found.carried)
        ),
    )
    same = same_of_all(found, phrases) if in_words else {}
    rows = [
        (*_answer_row(entry, answer, phrases, in_words=in_words), *own)
        for entry in found.entries
        for own in (_own_cells(entry, found, in_words=in_words),)
        for answer in entry.screened.answers
        if answer.measure not in same
    ]
    return Table(columns, rows)


#: A fact that is waited for: its id, its year, and where in a list.
_FACT = re.compile(r"([^\[.(]+)(?:\[(\d+)\])?")
_KINDS = {
    AmountKind.NONE: to_say("没有金额"),
    AmountKind.UNKNOWN: to_say("金额未知"),
    AmountKind.NOT_DUE: to_say("不应支付"),
    AmountKind.EXACT: to_say("确数"),
    AmountKind.RANGE: to_say("范围"),
    AmountKind.AT_MOST: to_say("只有最高额"),
}
_FORCES = {
    Truth.TRUE: to_say("有效"),
    Truth.FALSE: to_say("无效"),
    Truth.UNKNOWN: to_say("待核"),
}


def _answer_row(
    entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases, *, in_words: bool
) -> Sequence[Said]:
    say = phrases.say
    failing, missing = " ".join(answer.failing), " ".join(answer.missing)
    if in_words:
        failing = phrases.joined(_conditions(answer, phrases))
        missing = say.listed(list(dict.fromkeys(_facts(answer, phrases))))
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
        _amount_said(answer, phrases) if in_words else say(_KINDS[answer.kind]),
        say(marks.GRADES_SAID[GRADES[answer.grade].value]),
        say(_FORCES[answer.force]),
        step_of(entry, answer, phrases),
        failing,
        missing,
        "" if answer.near is None else _share(answer.near),
    )


def _amount_said(answer: MeasureAnswer, phrases: Phrases) -> str:
    """What its amount is; of one that is not known what it comes to of what the table tells of."""
    say = phrases.say
    kind = say(_KINDS[answer.kind])
    if answer.kind is not AmountKind.UNKNOWN or not answer.of_told:
        return kind
    money = at_most(answer.of_told, say)
    return say("{text}（{notes}）", text=kind, notes=say("就写到的{money}", money=money))


def _own_cells(entry: ScreenedEnterprise, found: Screening, *, in_words: bool) -> Sequence[Said]:
    """What stands in the columns of the table; for a program what no rule reads."""
    if not in_words:
        return entry.carried
    return found.in_own_order(as_carried(entry.carried), as_written(entry.evaluated))


def _conditions(answer: MeasureAnswer, phrases: Phrases) -> Iterator[str]:
    """Those that are not met, as their text says them."""
    conditions = phrases.rulebook.measures[answer.measure].conditions()
    texts = {condition.id: condition.text for condition in conditions}
    for name in answer.failing:
        yield phrases.text(texts[name]) if name in texts else name


def _facts(answer: MeasureAnswer, phrases: Phrases) -> Iterator[str]:
    """Those it waits for, by their labels; of a field of a list its list."""
    for missing in answer.missing:
        match = _FACT.match(missing)
        assert match is not None
        name, year = match.groups()
        label = phrases.text(phrases.rulebook.label(name))
        yield label if year is None else phrases.say("{fact}（{year}年）", fact=label, year=year)


def yuan_cell(amount: Number | None) -> Said:
    """Yuan, exact where a file keeps numbers; nothing where it is not bounded."""
    if amount is None:
        return ""
    value = round_half_up(Fraction(amount), 2)
    return TextRun(f"{value:,.2f}", None, value)


def _share(near: Fraction) -> Said:
    value = round_half_up(near, 4)
    return TextRun(f"{value:f}", None, Decimal(value))
