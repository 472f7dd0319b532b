"""Rows that no enterprise comes to, and the earlier rows that cover them."""

from __future__ import annotations

from huiqi.audit.finding import Level
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.choice_rows import MOST_UNDECIDED, Rows
from huiqi.audit.proofs.examination import NOTE, Examination
from huiqi.audit.proofs.solver import Reply, Satisfiability, ask
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.witness_check import Shown
from huiqi.language import tree
from huiqi.rulebook.text import Text
from huiqi.truth import Truth


def unreached(found: Examination, rows: Rows, asked: list[int] | None) -> list[int]:
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
        text = Text(
            zh=f"{rows.case.as_of}：有的档够不够得到，没有在限时内判定",
            en=f"{rows.case.as_of}: whether some rows are reached was not decided in time",
        )
        found.open(rows.owner.place, rows.owner.subject, text)
    return missed


def _reached(rows: Rows, position: int) -> Reply:
    """Whether some enterprise comes to the row; the count of rows stands for ``otherwise``."""
    if isinstance(rows.node, tree.Lookup):
        return rows.case.possible(rows.there, rows.conditions[position].true)
    earlier = [terms.contrary(other.true) for other in rows.conditions[:position]]
    return rows.case.possible(rows.there, _own(rows, position), *earlier)


def _own(rows: Rows, position: int) -> Logical:
    return rows.conditions[position].true if position < len(rows.conditions) else True


def report_unreached(found: Examination, rows: Rows, position: int) -> None:
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

    _, witness = rows.case.confirmed(wanted, known, NOTE, test)
    found.report(
        "A410",
        Level.WARNING,
        rows.owner.place,
        subject=rows.owner.subject,
        text=_text(rows, position, covering),
        remedy=Text(zh="核对各档的界限与次序", en="Check the limits and the order of the rows"),
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


def _text(rows: Rows, position: int, covering: list[int]) -> Text:
    if isinstance(rows.node, tree.Lookup):
        names = "、".join(rows.node.cells[position][0])
        return Text(
            zh=f"表中“{names}”一格够不到：没有企业取到这个键",
            en=f"The cell {names} is unreachable: no enterprise has this key",
        )
    whole = position >= len(rows.conditions)
    zh = "“其余”一档" if whole else f"第{position + 1}档"
    en = "the last row (otherwise)" if whole else f"row {position + 1}"
    if not covering:
        return Text(
            zh=f"{zh}够不到：它的条件不可能成立", en=f"{en} is unreachable: it can never hold"
        )
    listed = "、".join(f"第{index + 1}档" for index in covering)
    listed_en = ", ".join(f"row {index + 1}" for index in covering)
    return Text(
        zh=f"{zh}够不到：{listed}已经包含它",
        en=f"{en} is unreachable: {listed_en} already covers it",
    )
