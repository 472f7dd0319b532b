"""A240: each branch taken: the rows of a choice, the cells of a table, the sides of min and max."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.owners import Owned, each_node, place_of
from huiqi.audit.quoting import quoted, way_to_cell
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import Sentence, sentence


def branches(audit: Audit) -> Iterator[tuple[Owned, Node, str, Node, bool]]:
    """Whose, the node, the branch's name, the expression that shows it; whether a case takes it."""
    for owner, node in each_node(audit.rulebook):
        taken = audit.observed.changed.get(node, set())
        for name, shown in _parting(node, audit.rulebook):
            yield owner, node, name, shown, name in taken


def _parting(node: Node, rulebook: Rulebook) -> Iterator[tuple[str, Node]]:
    """The branches of one node: a row, a cell, an operand; each with what shows it."""
    match node:
        case tree.Choose(rows=rows, otherwise=otherwise):
            for index, (condition, value) in enumerate(rows):
                if not isinstance(value, tree.UnknownValue):
                    yield str(index), condition
            if otherwise is not None:
                yield "otherwise", otherwise
        case tree.Lookup(cells=cells):
            for index, (_, value) in enumerate(cells):
                yield str(index), value
        case tree.Extreme(operands=operands):
            if rulebook.written_at(node) is not None:
                for index, operand in enumerate(operands):
                    yield str(index), operand


def _look(audit: Audit) -> Iterator[Looked]:
    for owner, node, name, shown, taken in branches(audit):
        yield taken or Finding(
            place=place_of(audit.rulebook, owner, shown),
            subject=owner.subject,
            text=_told(audit, owner, node, name, shown),
        )


def _told(audit: Audit, owner: Owned, node: Node, name: str, shown: Node) -> Sentence:
    """That no case takes the branch."""
    if isinstance(node, tree.Lookup):
        cell = way_to_cell(node, node.cells[int(name)][0])
        return sentence("{owner}：查表没有到过“{cell}”", owner=owner.label, cell=cell)
    said = quoted(audit.rulebook, shown)
    if isinstance(node, tree.Extreme):
        return sentence("{owner}：没有用例由“{said}”取值", owner=owner.label, said=said)
    if name == "otherwise":
        return sentence("{owner}：没有用例落到“否则 {said}”", owner=owner.label, said=said)
    return sentence("{owner}：没有用例取“{said}”这一档", owner=owner.label, said=said)


CHECK = Check(
    code="A240",
    title=sentence("每个分支都走到过"),
    explanation=sentence(
        "金额、定义和参数里，分档的每一行和“否则”、查表的每一格、取大取小的每一项，都要有用例由它取值。"
    ),
    look=_look,
    tally=Figure(key="branches", text=sentence("分档、查表与取大取小"), gate=True),
    every=True,
)
