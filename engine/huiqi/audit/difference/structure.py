"""What is written differently in two rulebooks, in prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from huiqi.audit.difference.applied import apply_changes
from huiqi.audit.difference.fingerprint import (
    clause_print,
    gives_print,
    name_print,
    print_of,
)
from huiqi.audit.difference.results import Structural
from huiqi.language.prose import prose
from huiqi.language.tree import Node
from huiqi.rulebook.basis import GRADES, Source
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.measure import UNPUBLISHED, Clause, Condition, Gives, Group, Measure
from huiqi.rulebook.rulebook import DatedValue, Definition, Fact, Parameter, Rulebook, Stacking
from huiqi.rulebook.text import Text

T = TypeVar("T")
Declared = Fact | Definition


def structure(one: Rulebook, other: Rulebook) -> tuple[Structural, ...]:
    """Everything added, removed or changed, measures first."""
    if one is other:
        return ()
    return (
        *_kind("measure", one.measures, other.measures, lambda m: m.title, _measure(one, other)),
        *_kind(
            "definition", one.definitions, other.definitions, lambda d: d.label, _name(one, other)
        ),
        *_kind(
            "parameter", one.parameters, other.parameters, lambda p: p.label, _parameter(one, other)
        ),
        *_kind("fact", one.facts, other.facts, lambda f: f.label, _name(one, other)),
        *_kind("stacking", one.stacking, other.stacking, lambda s: s.text, _stacking),
        *_kind("source", one.sources, other.sources, lambda s: _both(s.title), _source),
    )


def _kind(
    kind: str,
    one: Mapping[str, T],
    other: Mapping[str, T],
    label: Callable[[T], Text],
    changes: Callable[[T, T], Iterator[Text]],
) -> Iterator[Structural]:
    for name in dict.fromkeys((*one, *other)):
        if name not in other:
            said = label(one[name])
            yield Structural(kind, name, Text(zh=f"删去：{said.zh}", en=f"removed: {said.en}"))
        elif name not in one:
            said = label(other[name])
            yield Structural(kind, name, Text(zh=f"新增：{said.zh}", en=f"added: {said.en}"))
        else:
            for text in changes(one[name], other[name]):
                yield Structural(kind, name, text)


def _measure(one: Rulebook, other: Rulebook) -> Callable[[Measure, Measure], Iterator[Text]]:
    before, after = _Teller(one), _Teller(other)

    def changes(a: Measure, b: Measure) -> Iterator[Text]:
        yield from _words("名称", "title", a.title, b.title)
        yield from _words("施行", "in force", a.in_force.text, b.in_force.text)
        clauses = _clauses(before, after, a.requires, b.requires)
        if a.published is not b.published:
            yield from _words("条文", "text", _PUBLIC[a.published], _PUBLIC[b.published])
            # That the one asks for a text which nobody has is said by that.
            clauses = (text for text in clauses if UNPUBLISHED not in text.zh)
        yield from clauses
        if gives_print(a.gives) != gives_print(b.gives):
            yield from _words("给付", "gives", before.gives(a.gives), after.gives(b.gives))
        for label, was, now in apply_changes(a.apply, b.apply):
            yield from _words(label.zh, label.en, was, now)
        yield from _words(
            "参照", "modelled on", _both("、".join(a.modelled_on)), _both("、".join(b.modelled_on))
        )

    return changes


_PUBLIC = {
    True: Text(zh="有", en="there"),
    False: Text(zh="没有公开", en="not public"),
}


class _Teller:
    """The expressions of one rulebook in words."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.labels = RulebookLabels(rulebook)

    def node(self, node: Node | None) -> Text:
        """An expression."""
        if node is None:
            return Text(zh="没有", en="none")
        return Text(zh=prose(node, self.labels, "zh"), en=prose(node, self.labels, "en"))

    def condition(self, condition: Condition) -> Text:
        """What a condition asks, and how well it is supported."""
        grade = GRADES[condition.grade].value
        if condition.node is not None:
            said = self.node(condition.node)
        elif condition.readings:
            parts = [self.node(reading.node) for reading in condition.readings]
            said = Text(
                zh=" 或读作 ".join(p.zh for p in parts), en=" or read as ".join(p.en for p in parts)
            )
        else:
            said = condition.text
        presumed = ("，推定", ", presumed") if condition.presumed else ("", "")
        return Text(zh=f"{said.zh}（{grade}{presumed[0]}）", en=f"{said.en} ({grade}{presumed[1]})")

    def gives(self, gives: Gives | None) -> Text:
        """An amount with its limits."""
        if gives is None:
            return Text(zh="没有", en="none")
        zh, en = [], []
        for word_zh, word_en, node in (
            ("", "", gives.amount),
            ("最高 ", "at most ", gives.at_most),
            ("上浮 ", "raised by ", gives.uplift.rate if gives.uplift is not None else None),
        ):
            if node is not None:
                said = self.node(node)
                zh.append(word_zh + said.zh)
                en.append(word_en + said.en)
        for floor in gives.floors:
            said = self.node(floor.at_least)
            zh.append(f"下限 {said.zh}（{floor.per}）")
            en.append(f"floor {said.en} ({floor.per})")
        for cap in gives.caps:
            said = self.node(cap.at_most)
            zh.append(f"上限 {said.zh}（{cap.per}）")
            en.append(f"cap {said.en} ({cap.per})")
        for stage in gives.stages:
            said = self.node(stage.share)
            zh.append(f"{stage.text.zh} {said.zh}")
            en.append(f"{stage.text.en} {said.en}")
        if gives.rounding is not None:
            zh.append(f"取整到 {gives.rounding.to}元（{gives.rounding.direction}）")
            en.append(f"rounded to CNY {gives.rounding.to} ({gives.rounding.direction})")
        return Text(zh="，".join(zh), en=", ".join(en))


def _clauses(before: _Teller, after: _Teller, a: Clause, b: Clause) -> Iterator[Text]:
    """Conditions by their id; then how they are joined."""
    if clause_print(a) == clause_print(b):
        return
    one, other = _leaves(a), _leaves(b)
    for name in dict.fromkeys((*one, *other)):
        if name not in other:
            said = before.condition(one[name])
            yield Text(zh=f"条件 {name} 删去：{said.zh}", en=f"condition {name} removed: {said.en}")
        elif name not in one:
            said = after.condition(other[name])
            yield Text(zh=f"条件 {name} 新增：{said.zh}", en=f"condition {name} added: {said.en}")
        elif clause_print(one[name]) != clause_print(other[name]):
            yield from _words(
                f"条件 {name}",
                f"condition {name}",
                before.condition(one[name]),
                after.condition(other[name]),
            )
    if _shape(a) != _shape(b):
        yield from _words(
            "条件的组合", "how conditions are joined", _both(_shape(a)), _both(_shape(b))
        )


def _leaves(clause: Clause) -> dict[str, Condition]:
    from huiqi.rulebook.measure import leaves

    return {condition.id: condition for condition in leaves(clause)}


def _shape(clause: Clause) -> str:
    if isinstance(clause, Group):
        parts = ", ".join(_shape(child) for child in clause.children)
        threshold = f" {clause.threshold}" if clause.kind == "at_least" else ""
        return f"{clause.kind}{threshold}({parts})"
    return clause.id


def _parameter(one: Rulebook, other: Rulebook) -> Callable[[Parameter, Parameter], Iterator[Text]]:
    before, after = _Teller(one), _Teller(other)

    def rows(teller: _Teller, parameter: Parameter) -> Text:
        said = [(_period(row), teller.node(row.value)) for row in parameter.rows]
        return Text(
            zh="；".join(f"{when} {value.zh}" for when, value in said),
            en="; ".join(f"{when} {value.en}" for when, value in said),
        )

    def changes(a: Parameter, b: Parameter) -> Iterator[Text]:
        if name_print(one, a.id) != name_print(other, b.id):
            yield from _words(a.label.zh, a.label.en, rows(before, a), rows(after, b), always=True)

    return changes


def _period(row: DatedValue) -> str:
    return f"{row.since}..{row.until or ''}"


def _name(one: Rulebook, other: Rulebook) -> Callable[[Declared, Declared], Iterator[Text]]:
    before, after = _Teller(one), _Teller(other)

    def changes(a: Declared, b: Declared) -> Iterator[Text]:
        if name_print(one, a.id) == name_print(other, b.id):
            return
        node = getattr(a, "node", None)
        new = getattr(b, "node", None)
        if node is not None and print_of(node) != print_of(new):
            yield from _words(
                a.label.zh, a.label.en, before.node(node), after.node(new), always=True
            )
        else:
            yield Text(
                zh=f"{a.label.zh}：类型、范围、年份或依据等级变了",
                en=f"{a.label.en}: type, domain, years or grade changed",
            )

    return changes


def _stacking(a: Stacking, b: Stacking) -> Iterator[Text]:
    for key in ("kind", "scope", "measures", "against", "grade"):
        one, other = getattr(a, key), getattr(b, key)
        if one != other:
            yield from _words(key, key, _both(_listed(one)), _both(_listed(other)))
    if print_of(a.at_most) != print_of(b.at_most):
        yield Text(zh="上限变了", en="the ceiling changed")


def _source(a: Source, b: Source) -> Iterator[Text]:
    for key in ("title", "number", "issuer", "date", "url", "grade"):
        one, other = getattr(a, key), getattr(b, key)
        if one != other:
            yield from _words(key, key, _both(str(one)), _both(str(other)))


def _listed(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _both(text: str) -> Text:
    return Text(zh=text or "—", en=text or "—")


def _words(zh: str, en: str, one: Text, other: Text, always: bool = False) -> Iterator[Text]:
    if one != other or always:
        yield Text(zh=f"{zh}：{one.zh} → {other.zh}", en=f"{en}: {one.en} → {other.en}")
