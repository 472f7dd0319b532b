"""What is written differently in two rulebooks, in prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from pydantic import BaseModel

from huiqi.audit.difference.applied import apply_changes, shown_apart
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
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import DatedValue, Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, Sentence, Teller, bilingual, in_turn, sentence
from huiqi.words import to_say

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
#: The same of the rules on violations, and of what stands beside them.
_PENALTY_TERMS = {"provisions": "provision", "facts": "fact", "sources": "source"}
_PENALTY_BOOK = {
    "lists": "list",
    "domains": "domain",
    "documents": "document",
    "precedents": "precedent",
}
#: What is told of, in this order.
KINDS = tuple(dict.fromkeys((*_KINDS.values(), *_PENALTY_TERMS.values(), *_PENALTY_BOOK.values())))
#: The fields whose words are told as well, and those that are not called by their own names.
_WORDS = {
    "title": to_say("名称：{before} → {after}"),
    "in_force": to_say("施行：{before} → {after}"),
    "gives": to_say("给付：{before} → {after}"),
    "modelled_on": to_say("参照：{before} → {after}"),
    "requires": to_say("条件的组合：{before} → {after}"),
}
_NOTHING = sentence("没有")
#: By whether its text is public after the change.
_PUBLIC = {
    True: sentence("条文：没有公开 → 有"),
    False: sentence("条文：有 → 没有公开"),
}


def structure(one: Rulebook, other: Rulebook) -> tuple[Structural, ...]:
    """Everything added, removed or changed, measures first."""
    if one is other:
        return ()
    tellers = _Teller(one), _Teller(other)
    return tuple(_changes(tellers, one, other, _KINDS))


def penalty_structure(one: PenaltyBook | None, other: PenaltyBook | None) -> tuple[Structural, ...]:
    """The same of the rules on violations: provisions and items first."""
    if one is other or one is None or other is None:
        return ()
    tellers = _Teller(one.terms), _Teller(other.terms)
    return (
        *_changes(tellers, one.terms, other.terms, _PENALTY_TERMS),
        *_changes(tellers, one, other, _PENALTY_BOOK),
    )


def _changes(
    tellers: tuple[_Teller, _Teller], one: object, other: object, kinds: Mapping[str, str]
) -> Iterator[Structural]:
    for collection, kind in kinds.items():
        before, after = getattr(one, collection), getattr(other, collection)
        for name in dict.fromkeys((*before, *after)):
            if name not in after:
                said = _called(before[name])
                yield Structural(kind, name, sentence("删去：{title}", title=said))
            elif name not in before:
                said = _called(after[name])
                yield Structural(kind, name, sentence("新增：{title}", title=said))
            else:
                for text in _differences(tellers, before[name], after[name]):
                    yield Structural(kind, name, text)


def _called(entry: object) -> InLanguages:
    """What people call an entry of the rulebook."""
    for name in ("title", "label", "text"):
        found = getattr(entry, name, None)
        if found is not None:
            return found if isinstance(found, Text) else bilingual(found)
    return _NOTHING


def _differences(tellers: tuple[_Teller, _Teller], a: object, b: object) -> Iterator[Sentence]:
    """Field by field; what is called like its entry is told of the entry."""
    before, after = tellers
    untold = False
    published = [getattr(side, "published", True) for side in (a, b)]
    if published[0] is not published[1]:
        yield _PUBLIC[published[1]]
    written, anew = _fields(a), _fields(b)
    for name in dict.fromkeys((*written, *anew)):
        one, other = written.get(name), anew.get(name)
        if isinstance(one, Apply) and isinstance(other, Apply):
            yield from apply_changes(one, other)
        elif (name in SAYS and name not in _WORDS) or print_of(one) == print_of(other) != "said":
            continue
        elif isinstance(one, Condition | Group) and isinstance(other, Condition | Group):
            told = _clauses(before, after, one, other)
            # That the one asks for a text which nobody has is said by that.
            yield from (t for t in told if published[0] is published[1] or UNPUBLISHED not in t)
        else:
            pattern = _WORDS.get(name, to_say("{label}：{before} → {after}"))
            label = _called(b) if name in ("node", "rows") else name
            if name == "grade" and isinstance(one, int) and isinstance(other, int):
                one, other = GRADES[one].value, GRADES[other].value
            was, now = before.told(one), after.told(other)
            if was is None or now is None:
                untold = True
            elif said := list(_words(pattern, was, now, label=label)):
                yield from said
            else:
                untold |= print_of(one) != print_of(other)
    if untold:
        yield sentence("{label}：类型、范围、年份或依据等级变了", label=_called(b))


def _fields(entry: object) -> dict[str, object]:
    """What stands in an entry; of a rule, what it does is told part by part as the rest is."""
    if isinstance(entry, BaseModel):
        return {name: part for name, part in entry if name != "basis"}
    own = {str(name): part for name, part in parts(entry)}
    effect = own.pop("effect", None)
    return own | {str(name): part for name, part in parts(effect)}


def _words(
    pattern: str, one: InLanguages, other: InLanguages, **named: object
) -> Iterator[Sentence]:
    if shown := shown_apart(one, other):
        before, after = (side or bilingual("—") for side in shown)
        yield sentence(pattern, before=before, after=after, **named)


def _clauses(
    before: _Teller, after: _Teller, a: Condition | Group, b: Condition | Group
) -> Iterator[Sentence]:
    """Conditions by their id; then how they are joined."""
    one, other = ({leaf.id: leaf for leaf in leaves(side)} for side in (a, b))
    for name in dict.fromkeys((*one, *other)):
        if name not in other:
            said = before.condition(one[name])
            yield sentence("条件 {name} 删去：{condition}", name=name, condition=said)
        elif name not in one:
            said = after.condition(other[name])
            yield sentence("条件 {name} 新增：{condition}", name=name, condition=said)
        elif print_of(one[name]) != print_of(other[name]):
            pattern = to_say("条件 {name}：{before} → {after}")
            told = before.condition(one[name]), after.condition(other[name])
            yield from _words(pattern, *told, name=name)
    yield from _words(_WORDS["requires"], bilingual(_shape(a)), bilingual(_shape(b)))


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

    def told(self, value: object) -> InLanguages | None:
        """The words of a value; ``None`` where it has none of its own."""
        match value:
            case None:
                return _NOTHING
            case Text():
                return value
            case Node():
                return self.node(value)
            case InForce():
                return value.text
            case Gives():
                return self.gives(value)
            case tuple() if all(isinstance(row, DatedValue) for row in value) and value:
                return in_turn(
                    "{first}；{next}",
                    (
                        sentence(
                            "{period} {value}",
                            period=f"{row.since}..{row.until or ''}",
                            value=self.node(row.value),
                        )
                        for row in value
                    ),
                )
            case tuple() if all(isinstance(part, str) for part in value):
                return bilingual(value)
            case bool():
                return None
            case str() | int() | Decimal() | date():
                return bilingual(str(value))
        return None

    def node(self, node: Node) -> Sentence:
        """An expression."""
        return bilingual(Teller(partial(prose, node, self.labels)))

    def condition(self, condition: Condition) -> Sentence:
        """What a condition asks, and how well it is supported."""
        grade = GRADES[condition.grade].value
        if condition.node is not None:
            said: InLanguages = self.node(condition.node)
        elif condition.readings:
            read = (self.node(reading.node) for reading in condition.readings)
            said = in_turn(to_say("{first} 或读作 {next}"), read)
        else:
            said = condition.text
        if condition.presumed:
            return sentence("{condition}（{grade}，推定）", condition=said, grade=grade)
        return sentence("{condition}（{grade}）", condition=said, grade=grade)

    def gives(self, gives: Gives) -> Sentence:
        """An amount with its limits."""
        return in_turn("{first}，{next}", list(self._parts(gives)) or ("",))

    def _parts(self, gives: Gives) -> Iterator[Sentence]:
        if gives.amount is not None:
            yield self.node(gives.amount)
        if gives.at_most is not None:
            yield sentence("最高 {amount}", amount=self.node(gives.at_most))
        if gives.uplift is not None:
            yield sentence("上浮 {rate}", rate=self.node(gives.uplift.rate))
        for cap in gives.caps:
            yield sentence("上限 {limit}（{per}）", limit=self.node(cap.at_most), per=cap.per)
        for floor in gives.floors:
            yield sentence("下限 {limit}（{per}）", limit=self.node(floor.at_least), per=floor.per)
        for stage in gives.stages:
            yield sentence("{stage} {share}", stage=stage.text, share=self.node(stage.share))
        if gives.rounding is not None:
            to, direction = gives.rounding.to, gives.rounding.direction
            yield sentence("取整到 {to}元（{direction}）", to=to, direction=direction)
