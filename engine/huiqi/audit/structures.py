"""The small changes of what stands around expressions: clauses, amounts, periods, rules on several.

As of an expression, they follow from the fields; only how clauses are joined, and what was seen
in force, has a case of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

from huiqi.audit.owners import Owned
from huiqi.language import tree
from huiqi.language.fieldwise import with_parts
from huiqi.language.types import BOOL
from huiqi.rulebook.force import InForce, Sighting
from huiqi.rulebook.measure import (
    Cap,
    Clause,
    Condition,
    Floor,
    Gives,
    Group,
    Rounding,
    Stage,
    Uplift,
)
from huiqi.rulebook.rulebook import DatedValue, Fund, Parameter, Rulebook, Stacking
from huiqi.sentences import Sentence, sentence

#: The operator, what is changed, what stands there instead, and the sentence.
Change = tuple[str, object, object, Sentence]
#: What is changed field by field.
_STRUCTURES = (
    *(Gives, Cap, Floor, Rounding, Uplift, Stage),
    *(InForce, DatedValue, Parameter, Stacking, Fund),
)
#: The fields that are changed, in words; of what another field says nothing decides.
_LABELS = {
    "caps": ("cap", sentence("上限")),
    "floors": ("cap", sentence("下限")),
    "stages": ("drop", sentence("阶段")),
    "rounding": ("function", sentence("金额的取整")),
    "nothing_below": ("cap", sentence("起付额")),
    "to": ("limit", sentence("取整的单位")),
    "direction": ("function", sentence("取整的方向")),
    "shared_from": ("cap", sentence("资金总额的限制")),
    "less": ("cap", sentence("已享受部分的扣减")),
    "per": ("cap", sentence("上限按什么算")),
    "clause": ("drop", sentence("这一阶段的条件")),
    "since": ("date", sentence("起日")),
    "until": ("date", sentence("止日")),
    "ended_by": ("date", sentence("至迟失效日")),
    "rows": ("row", sentence("取值")),
    "overlap": ("function", sentence("几行同时适用时的取法")),
    "kind": ("function", sentence("叠加规则的种类")),
    "scope": ("scope", sentence("叠加规则的范围")),
    "measures": ("symbols", sentence("所涉措施")),
    "against": ("symbols", sentence("所对措施")),
    "pool": ("fact", sentence("资金总额")),
    "rate": ("fact", sentence("比例")),
    "cap": ("fact", sentence("单户上限")),
    "base": ("fact", sentence("基数")),
    "years_before": ("year", sentence("基数往前几年")),
}
#: The words of a field, and what could stand for each.
_WORDS = {
    "per": {"project": "enterprise", "item": "enterprise", "enterprise": "project"},
    "direction": {"down": "up", "up": "down", "half_up": "up"},
    "overlap": {"highest": "lowest", "lowest": "highest"},
    "kind": {
        "higher": "unknown",
        "choice": "unknown",
        "paid_before": "unknown",
        "unknown": "choice",
    },
    "scope": {
        "project": "enterprise",
        "item": "enterprise",
        "year": "enterprise",
        "level": "enterprise",
        "enterprise": "project",
    },
}
#: How a group is joined: in words, and the operator that makes of it what.
_JOINED = {
    "all": (sentence("全部满足"), "connective", "any"),
    "any": (sentence("满足其一"), "connective", "all"),
    "none": (sentence("都不具有"), "negate", "any"),
}


def structural(rulebook: Rulebook, owner: Owned) -> Iterator[Change]:
    """The changes of one object that decides."""
    part = owner.part
    if isinstance(part, Group):
        yield from _group(part)
    elif isinstance(part, Condition):
        if part in rulebook.rules[owner.key].clauses():
            yield "drop", part, _held(part), _dropped(part)
    elif isinstance(part, _STRUCTURES):
        for item in fields(part):
            operator, label = _LABELS.get(item.name, ("", None))
            value = getattr(part, item.name)
            if label is not None and value is not None:
                for new, said in _others(rulebook, item.name, value, "None" in str(item.type)):
                    other = with_parts(part, {item.name: new})
                    yield operator, part, other, _told(label, value, said)
    if isinstance(part, InForce):
        yield from _sightings(part)


def _told(label: Sentence, before: object, after: object) -> Sentence:
    """``after``: what it becomes; ``None``: it goes; of several, which goes."""
    if after is None:
        return sentence("去掉{label}", label=label)
    if isinstance(before, tuple):
        return sentence("去掉{label} {after}", label=label, after=after)
    return sentence("{label} {before} 改成 {after}", label=label, before=before, after=after)


def _others(
    rulebook: Rulebook, name: str, value: object, optional: bool
) -> Iterator[tuple[object, object]]:
    """What could stand in a field, and how that is said."""
    if optional and not isinstance(value, date):
        yield None, None
    if isinstance(value, tuple):
        # A parameter without a value, or a rule about no measure, is none.
        fewest = name in ("rows", "measures")
        for place in range(len(value) if len(value) > fewest else 0):
            gone = value[place]
            named = gone if isinstance(gone, str) else getattr(gone, "since", place + 1)
            yield value[:place] + value[place + 1 :], named
    elif isinstance(value, str):
        words = _WORDS.get(name)
        other = words.get(value) if words is not None else _another(rulebook, value)
        if other is not None:
            yield other, other
    elif isinstance(value, date | int | Decimal):
        for sign in (1, -1):
            moved = _moved(value, sign)
            if moved is not None:
                yield moved, moved


def _moved(value: date | int | Decimal, sign: int) -> date | int | Decimal | None:
    """A day or a number by one; none of them negative, and no unit nothing."""
    if isinstance(value, date):
        return value + timedelta(days=sign)
    moved = value + sign
    least = moved >= 0 if isinstance(value, int) else moved > 0
    return moved if least else None


def _another(rulebook: Rulebook, name: str) -> str | None:
    """Another parameter, or definition, of the same kind."""
    for listed in (rulebook.parameters, rulebook.definitions):
        own = listed.get(name)
        names = list(listed)
        for other in names[names.index(name) + 1 :] + names if own is not None else ():
            if other != name and listed[other].type == own.type:  # type: ignore[union-attr]
                return other
    return None


# ---- clauses


def _group(group: Group) -> Iterator[Change]:
    yield from _joint(group)
    for child in group.children:
        rest = tuple(other for other in group.children if other is not child)
        if group.kind == "at_least" and len(rest) < group.threshold:
            continue
        if not rest and isinstance(child, Condition):
            rest = (_held(child, group.kind != "none"),)
        if rest:
            yield "drop", group, replace(group, children=rest), _dropped(child)


def _held(condition: Condition, truth: bool = True) -> Condition:
    """A condition of which nothing is asked any more."""
    return replace(
        condition,
        node=tree.Literal(BOOL, truth, "true" if truth else "false"),
        unknown=None,
        question=None,
        readings=(),
        grade=0,
    )


def _dropped(clause: Clause) -> Sentence:
    return sentence("去掉“{clause}”", clause=clause.text or clause.id)


def _joint(group: Group) -> Iterator[Change]:
    """Another number of them, or another way to join them; of one alone the way says nothing."""
    if group.kind == "at_least":
        for threshold in (group.threshold - 1, group.threshold + 1):
            if 1 <= threshold <= len(group.children):
                text = sentence(
                    "“至少 {before} 条”改成“至少 {after} 条”",
                    before=group.threshold,
                    after=threshold,
                )
                yield "limit", group, replace(group, threshold=threshold), text
    elif group.kind == "none" or len(group.children) > 1:
        before, operator, turned = _JOINED[group.kind]
        after = _JOINED[turned][0]
        text = sentence(
            "“{before}”改成“{after}”（{group}）", before=before, after=after, group=group.id
        )
        yield operator, group, replace(group, kind=turned), text


# ---- what was seen in force


def _sightings(force: InForce) -> Iterator[Change]:
    """The ends of a period that rest on sightings, with the sightings that make them."""
    if force.known is None:
        return
    first, last = force.known
    ends = [(sentence("最早见到有效的日期"), first)] * (force.since is None)
    if last not in (force.until, force.since, date.max) and (first != last or force.since):
        ends.append((sentence("最晚见到有效的日期"), last))
    for label, day in ends:
        for sign in (1, -1):
            step = timedelta(days=sign)
            seen = tuple(
                Sighting(s.first + step, s.last + step) if day in (s.first, s.last) else s
                for s in force.seen
            )
            text = _told(label, day, day + step)
            yield "date", force, replace(force, seen=tuple(sorted(seen))), text
