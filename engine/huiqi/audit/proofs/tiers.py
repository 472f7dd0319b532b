"""Tiers (choose, bands, tables): rows that nothing reaches, gaps, and rows that contradict."""

from __future__ import annotations

from huiqi.audit.finding import Level
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.choice_rows import MOST_UNDECIDED, Owner, Rows, rows_of
from huiqi.audit.proofs.examination import Examination, ProofCase, Whose, asked_applicable
from huiqi.audit.proofs.overlaps import check_overlaps
from huiqi.audit.proofs.proof_days import days_of, days_of_definition
from huiqi.audit.proofs.solver import Reply, Satisfiability, ask
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.witness_check import Shown
from huiqi.language import tree
from huiqi.language.types import NUMERIC
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import names_read
from huiqi.sentences import Sentence, sentence
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE


def examine_definition(found: Examination, name: str) -> None:
    """The tiers of a definition."""
    definition = found.rulebook.definitions[name]
    days = days_of_definition(found.rulebook, name)
    owner = Owner(
        whose=Whose(definition.place, name),
        node=definition.node,
        days=days,
        yearly=definition.yearly,
    )
    _examine(found, owner)


def examine_tiers(found: Examination, measure: Measure) -> None:
    """The tiers of a measure's amount."""
    gives, whose = measure.gives, Whose(measure.place, measure.id)
    for node in [gives.amount, gives.at_most] if gives is not None else []:
        if node is not None:
            days = days_of(found.rulebook, measure)
            _examine(found, Owner(whose=whose, node=node, days=days, measure=measure))


def _examine(found: Examination, owner: Owner) -> None:
    if not any(isinstance(part, (tree.Choose, tree.Lookup)) for part in tree.walk(owner.node)):
        return
    first = list(rows_of(ProofCase(found, owner.days[0], owner.whose.subject), owner))
    for rows in first:
        _check_gap(rows)
    check_overlaps(first)
    missed = [_unreached(rows, None) for rows in first]
    for day in owner.days[1:]:
        if not any(missed):
            return
        # What is reached on one day is reached.
        later = list(rows_of(ProofCase(found, day, owner.whose.subject), owner))
        missed = [_unreached(*both) for both in zip(later, missed, strict=True)]
    for rows, positions in zip(first, missed, strict=True):
        for position in positions:
            _report_unreached(rows, position)


def _check_gap(rows: Rows) -> None:
    """Of a choice without an ``otherwise``, and of a table."""
    asked = asked_applicable(rows.case.rulebook)
    closed = isinstance(rows.node, tree.Choose) and rows.node.otherwise is not None
    # Where a rule asks whether it applies, that it may not is meant.
    if closed or rows.owner.whose.subject in asked:
        return
    none = [terms.contrary(row.true) for row in rows.conditions]
    formulas = [rows.claim.there, rows.claim.granted.true, _keys_apply(rows), *none]
    formulas += rows.case.world.applicable(asked)
    known = terms.both(*(row.sure for row in rows.conditions))
    reply, witness = rows.case.confirmed(
        formulas, known, lambda shown: rows.value(shown, rows.node) is NOT_APPLICABLE
    )
    if reply.impossible:
        return
    if not reply.possible:
        rows.open(sentence("各档是否有空当，没有在限时内判定"))
        return
    choose = isinstance(rows.node, tree.Choose)
    between = choose and rows.node.type.kind in NUMERIC and not _one_sided(rows.node)
    if not choose:
        text = sentence("表中缺格：举出的企业不落在任何一档，值为不适用")
    elif between:
        text = sentence("各档之间有空当：举出的企业不落在任何一档，值为不适用")
    else:
        text = sentence("各档没有包括全部：举出的企业不落在任何一档，值为不适用")
    rows.case.found.report(
        "A411",
        Level.WARNING if between else Level.NOTE,
        rows.owner.whose,
        text=text,
        remedy=sentence("补上缺的一档，或写 otherwise"),
        witness=witness,
    )


def _one_sided(node: tree.Choose | tree.Lookup) -> bool:
    """Whether every row says at least (or at most) so much of one quantity: nothing is between."""
    signs, measured = set(), set()
    for condition, _ in node.rows if isinstance(node, tree.Choose) else ():
        if not isinstance(condition, tree.Comparison):
            return False
        signs.add(condition.operator[0])
        measured.add(tuple(names_read(condition.left)))
    return len(measured) == 1 and len(signs - {"="}) == 1


def _keys_apply(rows: Rows) -> Logical:
    """That a table is asked for a key that applies."""
    if not isinstance(rows.node, tree.Lookup):
        return True
    keys = [rows.case.translator.number(key, rows.frame) for key in rows.node.keys]
    return terms.both(*(terms.contrary(key.absent) for key in keys))


def _unreached(rows: Rows, asked: list[int] | None) -> list[int]:
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
        return rows.case.possible(rows.claim.there, rows.conditions[position].true)
    earlier = [terms.contrary(other.true) for other in rows.conditions[:position]]
    return rows.case.possible(rows.claim.there, _own(rows, position), *earlier)


def _own(rows: Rows, position: int) -> Logical:
    return rows.conditions[position].true if position < len(rows.conditions) else True


def _report_unreached(rows: Rows, position: int) -> None:
    """The finding, with an enterprise that the covering row takes away."""
    covering = [] if isinstance(rows.node, tree.Lookup) else _covering(rows, position)
    wanted: list[Logical] = [rows.claim.there]
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
    base = [*rows.case.world.possible, rows.claim.there, _own(rows, position)]
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
