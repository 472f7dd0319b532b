"""What is written differently in two rulebooks, in prose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from huiqi.audit.difference.applied import apply_changes
from huiqi.audit.difference.fingerprint import SAYS, print_of
from huiqi.audit.difference.results import Structural
from huiqi.language.fieldwise import parts
from huiqi.language.prose import prose
from huiqi.language.tree import Node
from huiqi.rulebook.apply import Apply
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.force import InForce
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.measure import UNPUBLISHED, Condition, Gives, Group, leaves
from huiqi.rulebook.rulebook import DatedValue, Rulebook
from huiqi.rulebook.text import Text

#: What stands in a rulebook by its id, and what one of it is called here.
_KINDS = {
    "measures": "measure",
    "definitions": "definition",
    "parameters": "parameter",
    "facts": "fact",
    "stacking": "stacking",
    "funds": "fund",
    "programmes": "programme",
    "sources": "source",
}
#: The fields whose words are told as well, and those that are not called by their own names.
_WORDS = {
    "title": Text(zh="名称", en="title"),
    "in_force": Text(zh="施行", en="in force"),
    "gives": Text(zh="给付", en="gives"),
    "modelled_on": Text(zh="参照", en="modelled on"),
    "requires": Text(zh="条件的组合", en="how conditions are joined"),
}
_NOTHING = Text(zh="没有", en="none")
_OTHER = Text(zh="类型、范围、年份或依据等级变了", en="type, domain, years or grade changed")
_PUBLIC = {
    True: Text(zh="有", en="there"),
    False: Text(zh="没有公开", en="not public"),
}


def structure(one: Rulebook, other: Rulebook) -> tuple[Structural, ...]:
    """Everything added, removed or changed, measures first."""
    return () if one is other else tuple(_changes(one, other))


def _changes(one: Rulebook, other: Rulebook) -> Iterator[Structural]:
    tellers = _Teller(one), _Teller(other)
    for collection, kind in _KINDS.items():
        before, after = getattr(one, collection), getattr(other, collection)
        for name in dict.fromkeys((*before, *after)):
            if name not in after:
                said = _called(before[name])
                yield Structural(kind, name, Text(zh=f"删去：{said.zh}", en=f"removed: {said.en}"))
            elif name not in before:
                said = _called(after[name])
                yield Structural(kind, name, Text(zh=f"新增：{said.zh}", en=f"added: {said.en}"))
            else:
                for text in _differences(tellers, before[name], after[name]):
                    yield Structural(kind, name, text)


def _called(entry: object) -> Text:
    """What people call an entry of the rulebook."""
    for name in ("title", "label", "text"):
        found = getattr(entry, name, None)
        if found is not None:
            return found if isinstance(found, Text) else _same(str(found))
    return _NOTHING


def _differences(tellers: tuple[_Teller, _Teller], a: object, b: object) -> Iterator[Text]:
    """Field by field; what is called like its entry is told of the entry."""
    before, after = tellers
    untold = False
    published = [getattr(side, "published", True) for side in (a, b)]
    if published[0] is not published[1]:
        yield from _words(Text(zh="条文", en="text"), *(_PUBLIC[side] for side in published))
    for (name, one), (_, other) in zip(parts(a), parts(b), strict=True):
        if isinstance(one, Apply) and isinstance(other, Apply):
            for label, was, now in apply_changes(one, other):
                yield from _words(label, was, now)
        elif (name in SAYS and name not in _WORDS) or print_of(one) == print_of(other) != "said":
            continue
        elif isinstance(one, Condition | Group) and isinstance(other, Condition | Group):
            told = _clauses(before, after, one, other)
            # That the one asks for a text which nobody has is said by that.
            yield from (t for t in told if published[0] is published[1] or UNPUBLISHED not in t.zh)
        else:
            label = _WORDS.get(str(name), _same(str(name)))
            if name in ("node", "rows"):
                label = _called(b)
            if name == "grade" and isinstance(one, int) and isinstance(other, int):
                one, other = GRADES[one].value, GRADES[other].value
            texts = before.told(one), after.told(other)
            if texts[0] is None or texts[1] is None:
                untold = True
            else:
                yield from _words(label, texts[0], texts[1])
    if untold:
        label = _called(b)
        yield Text(zh=f"{label.zh}：{_OTHER.zh}", en=f"{label.en}: {_OTHER.en}")


def _words(label: Text, one: Text, other: Text) -> Iterator[Text]:
    if one != other:
        yield Text(
            zh=f"{label.zh}：{one.zh or '—'} → {other.zh or '—'}",
            en=f"{label.en}: {one.en or '—'} → {other.en or '—'}",
        )


def _clauses(
    before: _Teller, after: _Teller, a: Condition | Group, b: Condition | Group
) -> Iterator[Text]:
    """Conditions by their id; then how they are joined."""
    one, other = ({leaf.id: leaf for leaf in leaves(side)} for side in (a, b))
    for name in dict.fromkeys((*one, *other)):
        if name not in other:
            said = before.condition(one[name])
            yield Text(zh=f"条件 {name} 删去：{said.zh}", en=f"condition {name} removed: {said.en}")
        elif name not in one:
            said = after.condition(other[name])
            yield Text(zh=f"条件 {name} 新增：{said.zh}", en=f"condition {name} added: {said.en}")
        elif print_of(one[name]) != print_of(other[name]):
            label = Text(zh=f"条件 {name}", en=f"condition {name}")
            yield from _words(label, before.condition(one[name]), after.condition(other[name]))
    yield from _words(_WORDS["requires"], _same(_shape(a)), _same(_shape(b)))


def _shape(clause: Condition | Group) -> str:
    if isinstance(clause, Group):
        parts_of = ", ".join(_shape(child) for child in clause.children)
        threshold = f" {clause.threshold}" if clause.kind == "at_least" else ""
        return f"{clause.kind}{threshold}({parts_of})"
    return clause.id


class _Teller:
    """What stands in one rulebook, in words."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.labels = RulebookLabels(rulebook)

    def told(self, value: object) -> Text | None:
        """The words of a value; ``None`` where it has none of its own."""
        match value:
            case None:
                return _NOTHING
            case Text():
                return value
            case Node():
                return self.node(value)
            case InForce():
                return Text.of(value.text)
            case Gives():
                return self.gives(value)
            case tuple() if all(isinstance(row, DatedValue) for row in value) and value:
                said = [(_period(row), self.node(row.value)) for row in value]
                return Text(
                    zh="；".join(f"{when} {node.zh}" for when, node in said),
                    en="; ".join(f"{when} {node.en}" for when, node in said),
                )
            case tuple() if all(isinstance(part, str) for part in value):
                return _same("、".join(value))
            case bool():
                return None
            case str() | int() | Decimal() | date():
                return _same(str(value))
        return None

    def node(self, node: Node) -> Text:
        """An expression."""
        return Text(zh=prose(node, self.labels, "zh"), en=prose(node, self.labels, "en"))

    def condition(self, condition: Condition) -> Text:
        """What a condition asks, and how well it is supported."""
        grade = GRADES[condition.grade].value
        if condition.node is not None:
            said = self.node(condition.node)
        elif condition.readings:
            read = [self.node(reading.node) for reading in condition.readings]
            said = Text(
                zh=" 或读作 ".join(p.zh for p in read), en=" or read as ".join(p.en for p in read)
            )
        else:
            said = condition.text
        presumed = ("，推定", ", presumed") if condition.presumed else ("", "")
        return Text(zh=f"{said.zh}（{grade}{presumed[0]}）", en=f"{said.en} ({grade}{presumed[1]})")

    def gives(self, gives: Gives) -> Text:
        """An amount with its limits."""
        zh, en = [], []
        limits = [("上限", "cap", cap.at_most, cap.per) for cap in gives.caps]
        limits += [("下限", "floor", floor.at_least, floor.per) for floor in gives.floors]
        for word_zh, word_en, node in (
            ("", "", gives.amount),
            ("最高 ", "at most ", gives.at_most),
            ("上浮 ", "raised by ", gives.uplift.rate if gives.uplift is not None else None),
        ):
            if node is not None:
                said = self.node(node)
                zh.append(word_zh + said.zh)
                en.append(word_en + said.en)
        for word_zh, word_en, node, per in limits:
            said = self.node(node)
            zh.append(f"{word_zh} {said.zh}（{per}）")
            en.append(f"{word_en} {said.en} ({per})")
        for stage in gives.stages:
            said = self.node(stage.share)
            zh.append(f"{stage.text.zh} {said.zh}")
            en.append(f"{stage.text.en} {said.en}")
        if gives.rounding is not None:
            zh.append(f"取整到 {gives.rounding.to}元（{gives.rounding.direction}）")
            en.append(f"rounded to CNY {gives.rounding.to} ({gives.rounding.direction})")
        return Text(zh="，".join(zh), en=", ".join(en))


def _period(row: DatedValue) -> str:
    return f"{row.since}..{row.until or ''}"


def _same(text: str) -> Text:
    return Text(zh=text, en=text)
