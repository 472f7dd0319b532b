"""Rows that no enterprise comes to, and the earlier rows that cover them."""

from __future__ import annotations

from huiqi.audit.finding import Level
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.choice_rows import MOST_UNDECIDED, Rows
from huiqi.audit.proofs.solver import Reply, Satisfiability, ask
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.witness_check import Shown
from huiqi.language import tree
from huiqi.sentences import Sentence, sentence
from huiqi.truth import Truth


def unreached(rows: Rows, asked: list[int] | None) -> list[int]:
    """Of the rows asked about (``None``: all), those that no enterprise reaches on this day."""
    missed: list[int] = []
    undecided = 0
    last = isinstance(rows.node, tree.Choose) and rows.node.otherwise is not None
    for position in range(len(rows.conditions) + last) if asked is None else asked:
        if undecided == MOST_UNDECIDED:
            break
        answer = _reached(rows, position).answer
        if answer is Satisfiability.IMPOSSIBLE:
            missed.append(position)
        elif answer is Satisfiability.UNDECIDED:
            undecided += 1
    if undecided:
        text = sentence("{day}：有的档够不够得到，没有在限时内判定", day=rows.case.as_of)
        rows.open(text)
    return missed


def _reached(rows: Rows, position: int) -> Reply:
    """Whether some enterprise comes to the row; the count of rows stands for ``otherwise``."""
    if isinstance(rows.node, tree.Lookup):
        return rows.case.possible(rows.there, rows.conditions[position].true)
    earlier = [terms.contrary(other.true) for other in rows.conditions[:position]]
    return rows.case.possible(rows.there, _own(rows, position), *earlier)


def _own(rows: Rows, position: int) -> Logical:
    return rows.conditions[position].true if position < len(rows.conditions) else True


def report_unreached(rows: Rows, position: int) -> None:
    """The finding, with an enterprise that the covering row takes away."""
    covering = [] if isinstance(rows.node, tree.Lookup) else _covering(rows, position)
    wanted: list[Logical] = [rows.there]
    known: Logical = True
    if covering:
        first = rows.conditions[covering[0]]
        wanted += [_own(rows, position), first.true]
        known = first.sure

    def test(shown: Shown) -> bool:
        if not covering:
            return rows.met(shown, position) is Truth.FALSE
        own = position >= len(rows.conditions) or rows.met(shown, position) is Truth.TRUE
        return own and rows.met(shown, covering[0]) is Truth.TRUE

    _, witness = rows.case.confirmed(wanted, known, test)
    rows.case.found.report(
        "A410",
        Level.WARNING,
        rows.owner.whose,
        text=_text(rows, position, covering),
        remedy=sentence("核对各档的界限与次序"),
        witness=witness,
    )


def _covering(rows: Rows, position: int) -> list[int]:
    """The earlier rows that together take all of it; none where its own condition never holds."""
    base = [*rows.case.world.possible, rows.there, _own(rows, position)]
    if ask(base).impossible:
        return []
    earlier = list(enumerate(rows.conditions[:position]))
    always = [index for index, row in earlier if row.true is True]
    assumed = [
        (str(index), terms.contrary(row.true))
        for index, row in earlier
        if not isinstance(row.true, bool)
    ]
    return always[:1] or [int(mark) for mark in ask(base, assumed).core]


def _text(rows: Rows, position: int, covering: list[int]) -> Sentence:
    if isinstance(rows.node, tree.Lookup):
        names = rows.node.cells[position][0]
        return sentence("表中“{names}”一格够不到：没有企业取到这个键", names=names)
    row = position + 1
    if position < len(rows.conditions):
        if not covering:
            return sentence("第{row}档够不到：它的条件不可能成立", row=row)
        return sentence("第{row}档够不到：{rows}已经包含它", row=row, rows=_named(covering))
    if not covering:
        return sentence("“其余”一档够不到：它的条件不可能成立")
    return sentence("“其余”一档够不到：{rows}已经包含它", rows=_named(covering))


def _named(positions: list[int]) -> tuple[Sentence, ...]:
    return tuple(sentence("第{row}档", row=position + 1) for position in positions)
