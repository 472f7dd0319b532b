"""``screen``: whom to call, and what a table of enterprises comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from huiqi.decision.standing import Mark
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    counted,
)
from huiqi.report.figures import between
from huiqi.report.layout import WIDTH, widest
from huiqi.report.pages import marks
from huiqi.report.pages.answers_in_words import answers_in_words, same_told
from huiqi.report.pages.call_kinds import TO_FILL
from huiqi.report.pages.call_line import at_a_glance, cut_to
from huiqi.report.pages.call_order import order_told
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.columns_lacking import columns_lacking
from huiqi.report.pages.opening import and_more, closing, heading
from huiqi.report.pages.screen_list import CallList
from huiqi.report.pages.screen_paid import paid_blocks, paid_screen
from huiqi.report.pages.screen_remarks import only_carried, remarks_told, unread_by_column
from huiqi.report.pages.screen_table_reasons import (
    asked_once,
    columns_to_add,
    documents_told,
    papers_of_parts,
)
from huiqi.report.pages.screen_tables import (
    SHOWN,
    is_paid,
    totals_table,
    undecided_notes,
)
from huiqi.report.pages.together_told import together_told
from huiqi.report.pages.told_once import more_for_few, rounded_unsaid
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import (
    MeasureTotal,
    Rejected,
    ScreenedEnterprise,
    Screening,
)
from huiqi.words import to_say

#: On one screen, so many measures, enterprises and facts.
_MEASURES, _ENTERPRISES, _FACTS = 12, 15, 5
#: So wide is the line of one enterprise at most, in columns of a terminal, and its name in it; what
#: it is called for has so many at least, be it on two lines.
_LINE, _NAME, _LEAST = 100, 24, 32
#: What stands before its cells, and before one that a column of figures is before.
_BETWEEN, _BEHIND_FIGURES = 1, 2
#: In a file, so many facts.
_COLUMNS = 10
#: So many measures at least, although all stand alike on them.
_LEAST_MEASURES = 4
#: So many measures are named in a cell.
_NAMED = 3
#: So many columns with cells that were not read are told.
_UNREAD = 4


def screening_screen(
    found: Screening, phrases: Phrases, *, asked: bool = False, width: int = WIDTH
) -> Page:
    """What fits one screen: what each measure comes to, and who is to be called first; ``asked``:
    what cells mean was asked at a terminal; ``width``: so many columns it has.
    """
    say = phrases.say
    title = say("企业筛选")
    totals = sorted(found.measures, key=_most_first)
    shown = [one for one in totals if phrases.rulebook.measures[one.measure].published]
    # What is the same of all tells nothing of any.
    apart = sum(_tells_apart(one) for one in shown)
    shown = shown[: min(max(apart, _LEAST_MEASURES), _MEASURES)]
    calls = Calls(found, phrases)
    every = [(one, calls.of(one)) for one in calls.in_order(found.entries)]
    # What is to be filled in is told of the table.
    called = [(one, own) for one, own in every if own.because and own.kind is not TO_FILL]
    first = called[:_ENTERPRISES]
    blocks: list[Block] = [heading(title, found.as_of, phrases)]
    if first:
        blocks += [
            _calls(first, phrases, min(width, _LINE)),
            Note(TextRun(order_told(phrases, short=True), Role.QUIET)),
            *_more_called(len(found.entries) - len(first), phrases),
            Space(),
        ]
    blocks += [Facts(list(_counts(found, phrases, asked=asked))), Space()]
    if found.decided and not first:
        blocks += [Note(say("还说不出先联系谁：照提醒认列、补列，再运行一次")), Space()]
    blocks += [_brief_totals(shown, phrases), _legend(phrases)]
    rest = to_say("另有 {number} 项，全部在 -o 写出的文件里")
    blocks += and_more(len(totals) - len(shown), rest, phrases)
    blocks += paid_screen(found, phrases)
    if found.waiting:
        blocks += [Space(), columns_lacking(found, phrases, _FACTS)]
    blocks += [*_notes(found, phrases), closing(phrases)]
    return Page(title, blocks)


def _more_called(more: int, phrases: Phrases) -> Iterator[Block]:
    """How many others are on the list, and how the first are taken along on paper."""
    rest = to_say("名单上另有 {number} 户，全部在 -o 写出的文件里")
    yield from and_more(more, rest, phrases)
    yield Note(phrases.say("要前几户的走访页（一户一页）：同一条命令加 --cards 文件夹 --top 5"))


def screening_page(
    found: Screening,
    phrases: Phrases,
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]],
    lists: CallList | None = None,
) -> Page:
    """Everything, table by table.

    Args:
        lists: Whom to call, where that is worked out already.
        groups: The enterprises by county or officer, each group under its name; a single group
            without a name where nobody asked for that.
    """
    say, lists = phrases.say, lists or CallList(found, phrases)
    blocks: list[Block] = [
        *listed_groups(found, phrases, groups, lists),
        *_gone(lists, phrases),
        *remarks_told(found, phrases),
        Heading(say("逐户逐项")),
        *same_told(found, phrases),
        answers_in_words(found, phrases),
        *counted_blocks(found, phrases),
        closing(phrases),
    ]
    return Page(say("企业筛选"), blocks)


def _gone(lists: CallList, phrases: Phrases) -> Iterator[Block]:
    """Who was on the last list, and is in the table no more."""
    if gone := lists.gone:
        yield Heading(phrases.say("上次名单里有、这次表里没有的"))
        yield Note(phrases.say.listed(gone))


def listed_groups(
    found: Screening,
    phrases: Phrases,
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]],
    lists: CallList | None = None,
) -> Iterator[Block]:
    """Whom to call, group by group; at the foot of each who could not be read, and why."""
    say = phrases.say
    yield heading(say("企业筛选"), found.as_of, phrases)
    refused: dict[str, list[Rejected]] = {}
    for one in found.rejected:
        refused.setdefault(one.group.name if one.group is not None else "", []).append(one)
    listed, lists = dict(groups), lists or CallList(found, phrases)
    names = list(dict.fromkeys((*listed, *refused)))
    if len(names) > 1:
        # Of all together first: who is called first of all stands in one place.
        every = [entry for entries in listed.values() for entry in entries]
        yield Heading(say("先联系谁"))
        yield lists.table(lists.calls.in_order(every), found.rejected)
    for name in names:
        yield Heading(say.told(name) if name else say("先联系谁"))
        yield lists.table(lists.calls.in_order(listed.get(name, ())), refused.get(name, ()))


def counted_blocks(found: Screening, phrases: Phrases) -> Iterator[Block]:
    """What each measure comes to, which columns would help, what became of the table."""
    say = phrases.say
    yield Heading(say("每项合计"))
    # Whose text nobody has says nothing of anybody.
    measures = phrases.rulebook.measures
    published = sorted(found.measures, key=lambda one: not measures[one.measure].published)
    yield totals_table(published, phrases)
    yield from paid_blocks(found, phrases)
    yield Heading(say("补上哪几列最有用"))
    yield columns_lacking(found, phrases, _COLUMNS)
    rest = to_say("另有 {number} 项，等它的答案更少")
    yield from and_more(len(found.waiting) - _COLUMNS, rest, phrases)
    yield Heading(say("读表"))
    yield Facts(list(_counts(found, phrases)))
    yield Note(order_told(phrases))
    yield from _notes(found, phrases)


def _counts(
    found: Screening, phrases: Phrases, *, asked: bool = False
) -> Iterator[tuple[Said, Said]]:
    say = phrases.say
    if found.chosen:
        yield say("只看"), say.listed(found.chosen)
    yield say("已评估"), say("{number} 户", number=found.decided) + _hardly_called(found, phrases)
    if found.rejected:
        yield say("读不了"), _refused(found, phrases)
    unread = sum(bool(entry.unread) for entry in found.entries)
    if unread:
        text = say("{number} 户有读不懂的格，按未知评估", number=unread)
        yield say("没有读的"), TextRun(text, Role.OPEN)
    lines = unread_by_column(found, phrases, asked=asked)
    for line in (*lines[:_UNREAD], *(lines[-1:] if len(lines) > _UNREAD else ())):
        yield say("看不懂的格"), TextRun(line, Role.OPEN)
    again = found.counted_again
    if again:
        rows = say.listed([say.listed(list(map(str, rows))) for rows in again[:_NAMED]])
        text = say("第 {rows} 行是同一户，下面的合计里各行都算了", rows=rows)
        if len(again) > _NAMED:
            number = sum(map(len, again)) - len(again)
            text = say("{number} 行与别的行是同一户，下面的合计里都算了", number=number)
        yield say("重复"), TextRun(text, Role.OPEN)
    if alike := _called_alike(found, phrases):
        yield say("像是重复"), TextRun(alike, Role.OPEN)
    if found.together is not None:
        yield say("可同时得的"), together_told(found, found.together, phrases)
    of_table = (
        (say("文件快失效"), documents_told(found, phrases)),
        (say("先问一次"), asked_once(found, phrases)),
        (say("谁更多"), more_for_few(found, phrases)),
        (say("取整"), rounded_unsaid(found, phrases)),
        (say("谁的文件"), papers_of_parts(found, phrases)),
        (say("先补一列"), "；".join(columns_to_add(found, phrases))),
    )
    yield from ((label, TextRun(told, Role.OPEN)) for label, told in of_table if told)
    if carried := only_carried(found):
        yield say("照抄的列"), say.listed(carried)


def _hardly_called(found: Screening, phrases: Phrases) -> str:
    """That the sums are of those, too, who are hardly to be called at all; nothing where not all
    rows are at hand.
    """
    if len(found.entries) != found.decided:
        return ""
    say = phrases.say
    gone = sum(bool(entry.standing) or entry.twin_of is not None for entry in found.entries)
    trades = sum(
        entry.trade is not None and not entry.standing and entry.twin_of is None
        for entry in found.entries
    )
    told = [
        say("停产、重复一类先核实的 {number} 户", number=gone) if gone else "",
        say("行业像不是工业的 {number} 户", number=trades) if trades else "",
    ]
    named = say.listed([*filter(None, told)])
    return say("（合计、缺的户数都算了{named}）", named=named) if named else ""


def _called_alike(found: Screening, phrases: Phrases) -> str:
    """The rows that are called alike: whether they are one nobody can tell from here."""
    say, own = phrases.say, {entry.row for entry in found.entries}
    alike = [rows for rows in found.alike if not own.isdisjoint(rows)]
    if not alike:
        return ""
    rows = say.listed([say.listed(list(map(str, rows))) for rows in alike[:_NAMED]])
    if len(alike) > _NAMED:
        text = to_say("第 {rows} 行等 {number} 处像是同一户写了几行，先核对；合计里各行都算了")
        return say(text, rows=rows, number=len(alike))
    return say("第 {rows} 行像是同一户，先核对；下面的合计里各行都算了", rows=rows)


def _refused(found: Screening, phrases: Phrases) -> str:
    """How many rows, and how many of them for what stands in a list's table."""
    say = phrases.say
    files = [one.lists(found.table) for one in found.rejected]
    text = say("{number} 行", number=len(files))
    listed = sorted(frozenset().union(*files))
    if not listed:
        return text
    return say(
        "{text}；其中 {number} 行错在清单的表里：{files}",
        text=text,
        number=sum(map(bool, files)),
        files=say.listed([Path(file).name for file in listed]),
    )


def _legend(phrases: Phrases) -> Note:
    """What the marks mean."""
    said = (f"{marks.GLYPHS[mark]} {phrases.say(marks.WORDS[mark])}" for mark in SHOWN)
    return Note(TextRun("  ".join(said), Role.QUIET))


def _notes(found: Screening, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    yield from undecided_notes(found, phrases)
    if found.together is None:
        yield Note(say("整表评估不逐户找差一步（➚）：只在先联系的名单里有"))
    yield Note(say("各项金额是每项单独算的：没有扣除不能同时享受的，也没有受资金总额限制"))
    yield Note(say("差一步：改变一个还能改变的事实就符合；接近：只差数字，相差不到要求的一成"))


def _tells_apart(one: MeasureTotal) -> bool:
    """Whether some have it or nearly do, or they do not all stand alike."""
    standing = sum(count > 0 for count in one.marks.values())
    return standing > 1 or one.marks[Mark.ELIGIBLE] + one.marks[Mark.ONE_STEP] + one.near > 0


def _most_first(one: MeasureTotal) -> tuple[int, int, int, int, str]:
    """What some have, or nearly have; then what tells the enterprises apart; then the rest."""
    return (
        -one.marks[Mark.ELIGIBLE],
        -(one.marks[Mark.ONE_STEP] + one.near),
        -sum(count > 0 for count in one.marks.values()),
        -one.marks[Mark.ASK_OFFICE],
        one.measure,
    )


def _brief_totals(totals: Iterable[MeasureTotal], phrases: Phrases) -> Table:
    """How many stand how on each measure, under the marks alone."""
    say = phrases.say
    columns = (
        Column(head=say("措施"), least=24),
        *(Column(head=marks.GLYPHS[mark], align="right", least=4) for mark in SHOWN),
        *Column.figures(say("接近"), say("能得的合计")),
    )
    rows = [
        (
            phrases.text(phrases.rulebook.measures[one.measure].name),
            *(counted(one.marks[mark]) for mark in SHOWN),
            counted(one.near),
            between(one.low, one.high, say) if is_paid(one, phrases) else "",
        )
        for one in totals
    ]
    return Table(columns, rows)


def _calls(first: Sequence[tuple[ScreenedEnterprise, Call]], phrases: Phrases, width: int) -> Table:
    """Whom to call first, and why, each in a line of so many columns: the rest is in the file."""
    say = phrases.say
    had = [len(entry.screened.of(Mark.ELIGIBLE)) for entry, _ in first]
    # What is left of its line, behind all that stands before it.
    before = [
        max(map(widest, cells))
        for cells in (
            [say("先联系谁"), *(cut_to(entry.name, _NAME) for entry, _ in first)],
            [say("类"), *(call.word for _, call in first)],
            [say("能得")] if any(had) else [],
        )
        if cells
    ]
    between = _BETWEEN * 3 + (_BEHIND_FIGURES if any(had) else 0)
    room = max(width - sum(before) - between, _LEAST)
    # A column that is empty for all is left out.
    number = (Column(head=say("能得"), align="right"),) if any(had) else ()
    rows = [
        (
            cut_to(entry.name, _NAME),
            call.word,
            *([counted(own)] if number else []),
            at_a_glance(call, room, phrases),
        )
        for (entry, call), own in zip(first, had, strict=True)
    ]
    columns = (
        Column(head=say("先联系谁"), least=before[0]),
        Column(head=say("类")),
        *number,
        Column(head=say("为什么"), grows=True),
    )
    return Table(columns, rows)
