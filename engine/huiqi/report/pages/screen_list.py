"""The list of whom to call: a row for each enterprise of a table, its own columns as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostic
from huiqi.quantities import Number
from huiqi.report.blocks import (
    Column,
    ListTable,
    Said,
    Table,
    TextRun,
    as_carried,
    as_written,
    counted,
    words_of,
)
from huiqi.report.pages.call_kinds import TO_FILL, TO_MEND
from huiqi.report.pages.call_line import brief, in_a_line
from huiqi.report.pages.call_measures import nearest
from huiqi.report.pages.call_order import order_in_a_line, order_told
from huiqi.report.pages.call_papers import papers_of_all
from huiqi.report.pages.call_titles import title_worth
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_tables import Money, cells_told, may_be_wrong, measure_name
from huiqi.report.pages.since_last import NO_LAST, SinceLast
from huiqi.report.phrases import Phrases
from huiqi.screening.list_notes import NOTHING, LastList
from huiqi.screening.screened import MeasureAnswer, Rejected, ScreenedEnterprise, Screening
from huiqi.sentences import Sentence
from huiqi.spelling import plain

T = TypeVar("T")

#: So many measures are named in a cell.
_NAMED = 3


class _Told(NamedTuple):
    """A column of what was decided; ``apart``: it is of use only where it tells rows apart."""

    head: Column
    cell: Callable[[ScreenedEnterprise], Said]
    apart: bool = False


class CallList:
    """Lists of one table, or of one officer after the other: all have the same columns."""

    def __init__(
        self,
        found: Screening,
        phrases: Phrases,
        last: SinceLast = NO_LAST,
        notes: LastList | None = None,
        calls: Calls | None = None,
    ) -> None:
        """``last``: the list that was written before; ``notes``: what a person wrote beside it."""
        self._found, self._phrases, self._last = found, phrases, last
        self._notes = notes or NOTHING
        self._noted = self._notes.of_rows((one.name, one.row) for one in self._everyone)
        self.calls = calls or Calls(found, phrases)
        every = [self.calls.of(entry) for entry in found.entries]
        self._money = Money(one.figured.most for one in every if one.figured is not None)
        #: Why each is called, by row; and what the last list said, where that is another thing.
        self._reasons = {
            entry.row: own.because
            or phrases.say("读到的列里没有先联系的理由；每项怎样见“逐户逐项”，没有用上的列见“说明”")
            for entry, own in zip(found.entries, every, strict=True)
        }
        rows = ((one.name, one.row) for one in self._everyone)
        self._news = last.changed(rows, self._reasons, phrases)
        self._tells_news = any(self._news.values())
        #: Of what was decided a column stands there only where it says something; by row its cells.
        columns = ((one, [*map(one.cell, found.entries)]) for one in _rest(found, phrases))
        rest = [(one.head, cells) for one, cells in columns if _is_of_use(one, cells)]
        self._heads = [head for head, _ in rest]
        self._cells = {
            entry.row: [cells[place] for _, cells in rest]
            for place, entry in enumerate(found.entries)
        }

    def table(self, entries: Iterable[ScreenedEnterprise], refused: Iterable[Rejected]) -> Table:
        """Who is called, why, their own columns; then what each can have, what it nearly has, what
        to ask.  At the foot who could not be read, and why.
        """
        heads = (*self._before(), *Column.texts(*self.added_heads), *self._after())
        called = [*entries]
        above = order_in_a_line({self.calls.of(one).word for one in called}, self._phrases)
        rows = [*map(self._row, called), *map(self._refused, refused)]
        return ListTable(heads, rows, above=above)

    def _before(self) -> Iterator[Column]:
        """The columns before those that a person added: who it is, why in a line, for how much,
        and whom to call: that much is seen without moving the sheet.
        """
        say, found = self._phrases.say, self._found
        yield from Column.texts(say("企业名称"))
        yield from Column.texts(say("统一社会信用代码")) if found.coded else ()
        yield Column(head=say("类"), note=order_told(self._phrases, lines=True))
        yield from Column.texts(say("一句话"))
        yield from Column.figures(self._money.head(say("至多（元）"), say("至多（万元）")))
        yield from Column.texts(*found.contacts(found.carried, found.evaluated)[0])

    def _after(self) -> Sequence[Column]:
        say, found = self._phrases.say, self._found
        return (
            *Column.texts(say("问什么"), say("为什么先联系")),
            *Column.texts(say("是哪一项的"), say("带什么")),
            *(Column.texts(say("和上次比")) if self._tells_news else ()),
            *Column.texts(*found.contacts(found.carried, found.evaluated)[1], cut=True),
            *self._heads,
            *Column.figures(say("行")),
        )

    @property
    def own_heads(self) -> list[str]:
        """The heads of all columns but of those that a person added."""
        return [column.head for column in (*self._before(), *self._after())]

    @property
    def added_heads(self) -> list[str]:
        """The heads of the columns that a person added to the list before: none is one of ours."""
        say, ours = self._phrases.say, set(map(plain, self.own_heads))
        heads = (head or say("没有写列名的") for head in self._notes.added)
        return [
            say("{head}（名单上写的）", head=head) if plain(head) in ours else head
            for head in heads
        ]

    @property
    def left(self) -> int:
        """Beside how many enterprises somebody wrote that are not on this list."""
        return len(self._notes.left(one.name for one in self._everyone))

    @property
    def _everyone(self) -> Sequence[ScreenedEnterprise | Rejected]:
        return (*self._found.entries, *self._found.rejected)

    def _noted_beside(self, row: int) -> Sequence[Said]:
        notes = self._noted.get(row, {})
        return as_carried(notes.get(head, "") for head in self._notes.added)

    def _row(self, entry: ScreenedEnterprise) -> Sequence[Said]:
        found, call, phrases = self._found, self.calls.of(entry), self._phrases
        contacts, own = found.contacts(as_carried(entry.carried), as_written(entry.evaluated))
        figured = call.figured
        return (
            entry.name,
            *([entry.credit_code] if found.coded else []),
            call.word,
            in_a_line(call, phrases),
            self._money.cell(figured.most if figured is not None else None),
            *contacts,
            *self._noted_beside(entry.row),
            call.asked,
            self._reasons[entry.row],
            self._of_which(entry),
            papers_of_all(call.reasons, entry, phrases),
            *([self._news[entry.row]] if self._tells_news else []),
            *own,
            *self._cells[entry.row],
            TextRun(str(entry.row), None, entry.row),
        )

    def _of_which(self, entry: ScreenedEnterprise) -> str:
        """The measure of the amount; where nothing has one, what the first reason is of."""
        own = self.calls.of(entry)
        figured, first = own.figured, next(iter(own.reasons), None)
        if figured is not None:
            return figured.measure
        if first is None or own.kind in (TO_MEND, TO_FILL):
            return ""
        say = self._phrases.say
        if first.measure and first.unfigured:
            return say("{text}（{notes}）", text=first.measure, notes=first.unfigured)
        return first.measure or title_worth(first, self._found, self._phrases)

    @property
    def since_last(self) -> str:
        """How many are new, have another reason, or are gone since the last list, in a line; empty
        where nothing is new.
        """
        names = {one.row: one.name for one in self._found.entries}
        return self._last.told(self._news, names, self._unread, self._phrases)

    @property
    def gone(self) -> list[str]:
        """Who was on the last list, and is in the table no more."""
        return self._last.gone([*(one.name for one in self._found.entries), *self._unread])

    @property
    def _unread(self) -> list[str]:
        return [one.name for one in self._found.rejected]

    def _refused(self, one: Rejected) -> Sequence[Said]:
        found, say = self._found, self._phrases.say
        faults = (fault for fault in one.faults if fault.is_error)
        carried, others = one.carried or [""] * len(found.carried), [""] * len(found.evaluated)
        contacts, own = found.contacts(as_carried(carried), as_written(others))
        told = say("未能读入：{reasons}", reasons=cells_told(faults, found.table, self._phrases))
        return (
            one.name,
            *([""] if found.coded else []),
            *("", brief(told), ""),
            *contacts,
            *self._noted_beside(one.row),
            "",
            told,
            *("", ""),
            *([""] if self._tells_news else []),
            *own,
            *[""] * len(self._heads),
            TextRun(str(one.row), None, one.row),
        )


def _is_of_use(told: _Told, cells: Sequence[Said]) -> bool:
    words = set(map(words_of, cells))
    return any(words) and (len(words) > 1 or len(cells) == 1 or not told.apart)


def _rest(found: Screening, phrases: Phrases) -> list[_Told]:
    """What is told of each besides: what it can have, what it nearly has, what to ask."""
    say, alike = phrases.say, _of_most(found, lambda entry: map(_kind, entry.noted))

    def names(answers: Iterable[MeasureAnswer]) -> str:
        return say.listed([measure_name(answer, phrases) for answer in answers])

    def number(mark: Mark) -> Callable[[ScreenedEnterprise], Said]:
        return lambda entry: counted(len(entry.screened.of(mark)))

    least = Money(entry.screened.low for entry in found.entries)

    def bound(amount: Number | None) -> Said:
        # Of what may be nothing, or is of no document in force, no figure is told: it would read
        # as if there were nothing to be had.
        return least.cell(amount or None)

    def steps(entry: ScreenedEnterprise) -> str:
        return "；".join(
            f"{measure_name(answer, phrases)}：{entry.worded.steps[answer.measure]}"
            for answer in nearest(entry)[:_NAMED]
        )

    def figure(head: str) -> Column:
        return Column.figures(head)[0]

    def text(head: str) -> Column:
        return Column.texts(head, cut=True)[0]

    return [
        _Told(figure(say("能得（项）")), number(Mark.ELIGIBLE)),
        _Told(
            figure(least.head(say("可同时得的至少（元）"), say("可同时得的至少（万元）"))),
            lambda entry: bound(entry.screened.low),
        ),
        _Told(text(say("能得哪些")), lambda entry: names(entry.screened.of(Mark.ELIGIBLE))),
        _Told(text(say("差一步或接近")), steps),
        _Told(
            text(say("没有读的格")), lambda entry: cells_told(entry.unread, found.table, phrases)
        ),
        _Told(
            text(say("要看的格")),
            lambda entry: cells_told(
                (one for one in entry.noted if _kind(one) not in alike and may_be_wrong(one)),
                found.table,
                phrases,
            ),
        ),
    ]


def _kind(remark: Diagnostic) -> tuple[object, ...]:
    """What is said of a column, whatever stands in its cells."""
    said = remark.message
    pattern = said.pattern if isinstance(said, Sentence) else said
    return remark.code, remark.place.column, pattern


def _of_most(found: Screening, told: Callable[[ScreenedEnterprise], Iterable[T]]) -> frozenset[T]:
    """What is told of more than half of several enterprises, which is told once for all."""
    often = Counter(one for entry in found.entries for one in {*told(entry)})
    many = max(len(found.entries), 2)
    return frozenset(one for one, number in often.items() if 2 * number > many)
