"""Columns that say what came of a measure: 已申报, 已获批 or 已拨付 with the measure's title, or
是否已申报 and the like.

Of what was paid the cell has the amount, in the unit of its head; of the others yes, a day or an
amount.  An empty cell says nothing, as 否 and 0 say that it was not.

Codes, all remarks: P168 no one measure goes by the title, P169 a cell that cannot be read, P175
more rows than are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from huiqi.diagnostics import Diagnostic, Diagnostics
from huiqi.profile.account import YES, YUAN
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.support_told import measures_meant
from huiqi.quantities import MONEY_UNITS, QuantityError
from huiqi.rulebook.naming import MeasureNames, measures_called, things_near
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.outcome_cells import is_inexact, outcome_told
from huiqi.screening.outcome_told import OutcomeStep, OutcomeTold, WrittenOutcome
from huiqi.screening.paid import OUTCOME_UNREAD
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import plain
from huiqi.tables import ReadTable, Row
from huiqi.tables.units import stated_factor

#: Of so many rows of a table in a database it is read what came of measures.
MOST_OUTCOMES = 500_000
_STEPS = {
    OutcomeStep.APPLIED: ("已申报", "已申请"),
    OutcomeStep.GRANTED: ("已获批", "已批准", "已认定"),
    OutcomeStep.PAID: ("已拨付", "已兑付", "已兑现", "已到账"),
}
#: The same asked: 是否已申报, 是否申报.
_WORDS = {
    own: step
    for step, words in _STEPS.items()
    for word in words
    for own in (word, f"是否{word}", f"是否{word[1:]}")
}
_HEAD = re.compile(rf"({'|'.join(_WORDS)})(?:金额|项目|措施|政策|情况)?[:\-—_/|·]?(.*)")
#: That it was not granted, whatever the column is of.
_REFUSED = re.compile("没批|不批|没通过|未通过|没过(?!\\d)|被拒|拒绝|驳回|退回|不予|落选")
#: A head of what was applied for or paid, whichever measure that is of.
_TOLD = re.compile("申报|到账|拨付|兑现|兑付")
#: What was paid, as one may write it.
_EXAMPLE = "50万元"
#: A unit after the title.
_UNIT = re.compile(r"(.+?)(?:\([^()]*\)|/[^/()]{1,4})")


class _Column:
    """One such column: the measure, how far it came, and what a bare number counts."""

    def __init__(self, index: int, measure: str, step: OutcomeStep) -> None:
        self.index, self.measure, self.step = index, measure, step
        self.unit = MONEY_UNITS[YUAN]
        self.alike: frozenset[str] = frozenset()

    def read(self, row: Row) -> WrittenOutcome | None:
        """What the row says; ``QuantityError`` where it cannot be read."""
        text = row.cells[self.index]
        if _REFUSED.search(plain(text)):
            return WrittenOutcome(self.measure, OutcomeStep.REFUSED, None)
        return outcome_told(text, self.measure, self.step, self.unit)


class Outcomes(NamedTuple):
    """By the number of the row what it says came of measures, and which of its cells are not
    counted.
    """

    told: dict[int, tuple[OutcomeTold, ...]]
    unread: dict[int, tuple[Diagnostic, ...]]

    @property
    def uncounted(self) -> Iterator[Diagnostic]:
        """What is remarked on those cells."""
        return chain.from_iterable(self.unread.values())

    def with_unread(self, noted: Iterable[Diagnostic], row: int) -> tuple[Diagnostic, ...]:
        """What is remarked on a row, with its cells that are not counted."""
        return (*noted, *self.unread.get(row, ()))


def outcomes_in(opened: EnterpriseTable, rulebook: Rulebook, diagnostics: Diagnostics) -> Outcomes:
    """What the carried columns say came of measures."""
    columns = list(_columns(opened, rulebook, diagnostics))
    return _outcomes(opened.table, columns, opened.table.rows if columns else ())


def outcomes_loaded(loaded: Loaded, rulebook: Rulebook, diagnostics: Diagnostics) -> Outcomes:
    """The same of a table in a database; P175 where more rows say so than are read."""
    opened = loaded.table
    columns = list(_columns(opened, rulebook, diagnostics))
    if not columns:
        return Outcomes({}, {})
    places = list(opened.carried)
    cells = [f"coalesce(carried{places.index(one.index)}, '')" for one in columns]
    said = " OR ".join(f"{cell} <> ''" for cell in cells)
    query = f"SELECT row, {', '.join(cells)} FROM {CARRIED} WHERE {said} ORDER BY row"
    found = loaded.connection.execute(f"{query} LIMIT {MOST_OUTCOMES + 1}").fetchall()
    if len(found) > MOST_OUTCOMES:
        diagnostics.warn(
            "P175",
            opened.table.place(None, columns[0].index),
            sentence("写了申报、获批、拨付的只读前 {number} 行", number=MOST_OUTCOMES),
        )

    def rows() -> Iterator[Row]:
        for number, *own in found[:MOST_OUTCOMES]:
            line = [""] * len(opened.table.columns)
            for column, cell in zip(columns, own, strict=True):
                line[column.index] = cell
            yield Row(number, tuple(line))

    return _outcomes(opened.table, columns, rows())


def _outcomes(table: ReadTable, columns: Sequence[_Column], rows: Iterable[Row]) -> Outcomes:
    found = Outcomes({}, {})
    for row in rows:
        own, unread = [], Diagnostics()
        for column in columns:
            cell = row.cells[column.index]
            try:
                outcome = column.read(row)
            except QuantityError:
                _warn(
                    unread, table, column, row, sentence("看不懂这一格，没有算进申报、获批、拨付")
                )
                continue
            if outcome is None:
                continue
            own.append(
                OutcomeTold(
                    measure=outcome.measure,
                    step=outcome.step,
                    amount=outcome.amount,
                    head=table.columns[column.index],
                    written=cell,
                    alike=column.alike,
                )
            )
            if column.step is OutcomeStep.PAID and is_inexact(cell, column.unit):
                said = sentence("算作拨付了；拨付多少没有写确切，没有算进拨付合计")
                _warn(unread, table, column, row, said)
        if own:
            found.told[row.number] = tuple(own)
        if unread.items:
            found.unread[row.number] = tuple(unread.items)
    return found


def _warn(unread: Diagnostics, table: ReadTable, column: _Column, row: Row, said: Sentence) -> None:
    """P169: a cell that is not counted, or not with its amount."""
    paid = column.step is OutcomeStep.PAID
    unread.warn(
        OUTCOME_UNREAD,
        table.place(row, column.index),
        said,
        found=row.cells[column.index],
        remedy=sentence("写金额，例如 {example}；没有拨付就留空", example=_EXAMPLE)
        if paid
        else sentence("写 {yes}、日期，或留空", yes=YES),
    )


def _columns(
    opened: EnterpriseTable, rulebook: Rulebook, diagnostics: Diagnostics
) -> Iterator[_Column]:
    names = MeasureNames(rulebook)
    called = measures_called(rulebook.supports)
    for index, head in opened.carried.items():
        match = _HEAD.fullmatch(plain(head))
        if match is None:
            if head in opened.of_receipts.values() and _TOLD.search(plain(head)):
                diagnostics.warn(
                    "P168",
                    opened.table.place(None, index),
                    sentence(
                        "“{column}”各项写在一格，只照抄，在名单上和理由先对一对；要按它排先后、"
                        "和估算比，一项分一列写：{applied}：措施名称、{paid}：措施名称（万元）",
                        column=head,
                        applied=_STEPS[OutcomeStep.APPLIED][0],
                        paid=_STEPS[OutcomeStep.PAID][0],
                    ),
                )
            continue
        bare = _UNIT.fullmatch(match[2])
        titles = (match[2], *([bare[1]] if bare is not None else ()))
        meant = next(filter(None, map(names.called, titles)), frozenset())
        if len(meant) != 1:
            near = things_near(called, titles[-1]) if match[2] else {}
            diagnostics.warn(
                "P168",
                opened.table.place(None, index),
                sentence("“{column}”不知道是哪一项措施的结果，只照抄", column=head),
                found=head,
                remedy=_remedy(_STEPS[_WORDS[match[1]]][0], near.get("allowed", ())),
            )
            continue
        (measure,) = meant
        column = _Column(index, measure, _WORDS[match[1]])
        column.alike = measures_meant(rulebook, plain(head)) - {measure}
        column.unit = _unit(opened.table, index, called.get(measure, ()), diagnostics)
        yield column


def _remedy(head: str, near: object) -> Sentence:
    """How such a column is called; ``near``: the titles that are most like it."""
    titles = tuple(str(title) for title in near[:3]) if isinstance(near, (list, tuple)) else ()
    if not titles:
        return sentence("写作 {head}：措施名称；huiqi rules list 列出全部名称", head=head)
    return sentence(
        "写作 {head}：措施名称；相近的有 {titles}；huiqi rules list 列出全部名称",
        head=head,
        titles=titles,
    )


def _unit(
    table: ReadTable, index: int, names: tuple[str, ...], diagnostics: Diagnostics
) -> Decimal:
    stated = stated_factor(table, index, diagnostics, names=names)
    return stated if stated is not None else MONEY_UNITS[YUAN]
