"""How a change of the rules is told: what it was, what it became."""

from __future__ import annotations

from huiqi.language import tree
from huiqi.language.prose import prose
from huiqi.language.tree import Node, children
from huiqi.language.types import Kind
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, Sentence, sentence

#: The longest expression quoted whole, and how much of what is alike stays before a difference.
_LONGEST = 90
_BEFORE = 16


def quoted(rulebook: Rulebook, node: Node) -> Text:
    """An expression as people read it, cut where it is long."""
    return _cut_whole(said(rulebook, node))


def _cut_whole(text: InLanguages) -> Text:
    return Text.in_both(lambda language: _cut(text.in_language(language), 0))


def changed(rulebook: Rulebook, before: Node, after: Node, target: Node, new: Node) -> Sentence:
    """``before`` became ``after`` by ``new`` in the place of ``target``, in one sentence."""
    row = _row_gone(rulebook, target, new)
    if row is not None:
        return sentence("去掉“{row}”这一档", row=row)
    gone = [part for part in children(target) if part not in set(children(new))]
    added = [part for part in children(new) if part not in set(children(target))]
    if isinstance(new, type(target)) and len(gone) == 1 and not added:
        what = quoted(rulebook, gone[0])
        return sentence("去掉“{what}”", what=what)
    outer, inner = _around(before, after, target)
    old, fresh = _stands(rulebook, before, outer), _stands(rulebook, after, inner)
    zh, en = (_differing(old.in_language(own), fresh.in_language(own)) for own in ("zh", "en"))
    was, now = (Text(zh=one, en=other) for one, other in zip(zh, en, strict=True))
    return sentence("“{was}”改成“{now}”", was=was, now=now)


def said(rulebook: Rulebook, node: Node) -> Text:
    """An expression as people read it."""
    labels = RulebookLabels(rulebook)
    return Text.in_both(lambda language: prose(node, labels, language))


def _row_gone(rulebook: Rulebook, target: Node, new: Node) -> Text | None:
    """The row of a choice or cell of a table that is no longer there."""
    if isinstance(target, tree.Choose) and isinstance(new, tree.Choose):
        left: list[object] = list(new.rows)
        gone: list[Node] = [row[1] for row in target.rows if row not in left]
        if target.otherwise is not None and new.otherwise is None:
            gone.append(target.otherwise)
    elif isinstance(target, tree.Lookup) and isinstance(new, tree.Lookup):
        gone = [cell for names, cell in target.cells if (names, cell) not in new.cells]
    else:
        return None
    kept, before = (len(list(children(node))) for node in (new, target))
    if len(gone) != 1 or kept >= before:
        return None
    return _cut_whole(_stands(rulebook, target, gone[0]))


def _stands(rulebook: Rulebook, root: Node, node: Node) -> InLanguages:
    """The expression, with the row of the table or choice it is the value of."""
    text = said(rulebook, node)
    chain = _path(root, node)
    parent = chain[-2] if len(chain) > 1 else None
    if isinstance(parent, tree.Choose):
        for condition, value in parent.rows:
            if value is node:
                when = said(rulebook, condition)
                return sentence("{when} 时为 {text}", when=when, text=text)
        if parent.otherwise is node:
            return sentence("否则为 {text}", text=text)
    if isinstance(parent, tree.Lookup):
        for names, cell in parent.cells:
            if cell is node:
                return sentence("{cell}：{value}", cell=way_to_cell(parent, names), value=text)
    return text


def way_to_cell(table: tree.Lookup, names: tuple[str, ...]) -> Text:
    """The options that lead to a cell, as its name."""
    chosen = [
        (key.type.enumeration, name)
        for key, name in zip(table.keys, names, strict=True)
        if key.type.enumeration is not None
    ]
    return Text(
        zh="·".join(options.label(name, "zh") for options, name in chosen),
        en=" · ".join(options.label(name, "en") for options, name in chosen),
    )


def _around(before: Node, after: Node, target: Node) -> tuple[Node, Node]:
    """The smallest sentence around the change, in both."""
    chain = _path(before, target)
    for depth in range(len(chain) - 1, -1, -1):
        node = chain[depth]
        parent = chain[depth - 1] if depth else None
        if (
            depth == 0
            or node.type.kind is Kind.BOOL
            or isinstance(parent, (tree.Choose, tree.Lookup, tree.Let))
        ):
            return node, _same_place(before, after, node)
    return before, after


def _path(root: Node, target: Node) -> list[Node]:
    if root is target:
        return [root]
    for child in children(root):
        below = _path(child, target)
        if below:
            return [root, *below]
    return []


def _same_place(before: Node, after: Node, node: Node) -> Node:
    """What stands in ``after`` where ``node`` stands in ``before``."""
    here = [(before, after)]
    while here:
        one, other = here.pop()
        if one is node:
            return other
        if one is not other:
            here.extend(zip(children(one), children(other), strict=False))
    return node


def _differing(old: str, fresh: str) -> tuple[str, str]:
    """Both texts, cut to where they differ."""
    if max(len(old), len(fresh)) <= _LONGEST:
        return old, fresh
    alike = next((i for i, (a, b) in enumerate(zip(old, fresh, strict=False)) if a != b), 0)
    start = max(alike - _BEFORE, 0)
    return _cut(old, start), _cut(fresh, start)


def _cut(text: str, start: int) -> str:
    head = "…" if start else ""
    rest = text[start:]
    return head + (rest if len(rest) <= _LONGEST else rest[: _LONGEST - 1] + "…")
