"""The answers that are tried to see what a question settles, each as the rulebook it would make.

An answer that is a yes or no, or one of a few, is tried each way.  A condition that nobody knows
is tried as met and as not met: what the text would ask of the enterprise besides, nobody knows.  A
figure that is not known is tried at its least and at its greatest.  Of an answer in free words
nothing is tried, and nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import NoneType

from huiqi.inquiry.asked import Matter, OpenPoint
from huiqi.language.fieldwise import rewritten
from huiqi.language.tree import Literal, Node, UnknownValue
from huiqi.language.types import BOOL, MONEY, Kind
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.force import InForce
from huiqi.rulebook.hypothesis import suppose
from huiqi.rulebook.measure import UNPUBLISHED, Cap, Condition, Gives, Measure, leaves
from huiqi.rulebook.rulebook import Parameter, Rulebook
from huiqi.rulebook.text import Text

Tried = Callable[[Rulebook], Rulebook]
#: More than any measure pays, in yuan; a figure that is tried at its greatest is a thousand times
#: that, so that a share of it is still as much.
MUCH = Decimal(10**12)
_GREATEST = MUCH * 1000
_EXTREMES = {
    Kind.MONEY: ("0元", f"{_GREATEST}元"),
    Kind.RATIO: ("0%", "100%"),
    Kind.COUNT: ("0", "1000000000"),
    Kind.BOOL: ("是", "否"),
}


#: What of a measure holds no clause: most of it.
_NO_CLAUSE = (Node, Text, Basis, InForce, str, NoneType)


def answers_of(point: OpenPoint, rulebook: Rulebook) -> tuple[Tried, ...]:
    """The answers that can be tried of a point; none where it is answered in free words."""
    about = point.about
    match point.topic:
        case Matter.FORCE:
            return (_force(point, _HOLDS), _force(point, _ENDED))
        case Matter.TEXT:
            met, unmet = (_both(_force(point, _HOLDS), _text(point, truth)) for truth in (1, 0))
            return (_force(point, _ENDED), met, unmet)
        case Matter.PRESUMED if isinstance(about, tuple):
            return (_clauses(about, _confirmed), _clauses(about, _met))
        case Matter.CLAUSE if isinstance(about, Condition):
            return (_clauses((about,), _met), _clauses((about,), _unmet))
        case Matter.BORROWED if isinstance(about, Condition):
            return tuple(_clauses((about,), change) for change in (_confirmed, _met, _unmet))
        case Matter.READING if isinstance(about, Condition):
            return tuple(_clauses((about,), _read_as(own.id)) for own in about.readings)
        case Matter.READING if isinstance(about, Gives):
            return (_gives(point, _as_used), *(_gives(point, _by(r.id)) for r in about.readings))
        case Matter.CONFLICT if isinstance(about, Gives) and about.conflicting:
            return tuple(_gives(point, _stated(own.id)) for own in about.conflicting)
        case Matter.CAP if isinstance(about, Cap):
            return tuple(_cap(point, about, per) for per in _scopes(point, rulebook))
        case Matter.VALUE if isinstance(about, tuple):
            return tuple(_value(point, about, end) for end in (0, 1))
        case Matter.VALUE if isinstance(about, Parameter):
            ends = _EXTREMES.get(about.type.kind, ())
            return tuple(_parameter(about.id, value) for value in ends)
    return ()


_HOLDS = InForce(since=date.min, until=None, seen=(), basis=(), note=None, open=True)
_ENDED = InForce(since=None, until=date.min, seen=(), basis=(), note=None)


def _both(first: Tried, second: Tried) -> Tried:
    return lambda rulebook: second(first(rulebook))


def _with(rulebook: Rulebook, measure: Measure) -> Rulebook:
    return replace(rulebook, measures={**rulebook.measures, measure.id: measure})


def _measures(names: tuple[str, ...], change: Callable[[Measure], Measure]) -> Tried:
    """Each of the measures changed that is there."""

    def tried(rulebook: Rulebook) -> Rulebook:
        for name in [own for own in names if own in rulebook.measures]:
            rulebook = _with(rulebook, change(rulebook.measures[name]))
        return rulebook

    return tried


def _force(point: OpenPoint, period: InForce) -> Tried:
    return _measures(point.measures, lambda measure: replace(measure, in_force=period))


def _text(point: OpenPoint, met: int) -> Tried:
    change = _met if met else _unmet

    def changed(measure: Measure) -> Measure:
        own = next(leaf for leaf in leaves(measure.requires) if leaf.unknown is not None)
        assert measure.modelled_on or own.id == UNPUBLISHED
        return rewritten(measure, own, change(own), closed=_NO_CLAUSE)

    return _measures(point.measures, changed)


def _clauses(conditions: tuple[Condition, ...], change: Callable[[Condition], Condition]) -> Tried:
    """Each of the conditions changed, in whichever measure it stands."""

    def tried(rulebook: Rulebook) -> Rulebook:
        for measure in rulebook.measures.values():
            changed = measure
            for clause in measure.clauses():
                for leaf in leaves(clause):
                    if any(leaf is own for own in conditions):
                        changed = rewritten(changed, leaf, change(leaf), closed=_NO_CLAUSE)
            if changed is not measure:
                rulebook = _with(rulebook, changed)
        return rulebook

    return tried


def _confirmed(condition: Condition) -> Condition:
    """It is a condition, as it is written."""
    return replace(condition, presumed=False, grade=0)


def _met(condition: Condition) -> Condition:
    """It is met, or there is no such condition."""
    return _known(condition, True)


def _unmet(condition: Condition) -> Condition:
    return _known(condition, False)


def _known(condition: Condition, truth: bool) -> Condition:
    node = Literal(BOOL, truth, "true" if truth else "false")
    return replace(
        condition,
        node=node,
        unknown=None,
        question=None,
        readings=(),
        presumed=False,
        grade=0,
    )


def _read_as(reading: str) -> Callable[[Condition], Condition]:
    def changed(condition: Condition) -> Condition:
        node = next(own.node for own in condition.readings if own.id == reading)
        return replace(condition, node=node, readings=())

    return changed


def _gives(point: OpenPoint, change: Callable[[Gives], Gives]) -> Tried:
    def changed(measure: Measure) -> Measure:
        assert measure.gives is not None
        return measure.giving(change(measure.gives))

    return _measures(point.measures, changed)


def _as_used(gives: Gives) -> Gives:
    """The amount as the rules work it out now."""
    return replace(gives, readings=())


def _by(reading: str) -> Callable[[Gives], Gives]:
    def changed(gives: Gives) -> Gives:
        node = next(own.node for own in gives.readings if own.id == reading)
        return replace(gives, amount=node, readings=())

    return changed


def _stated(statement: str) -> Callable[[Gives], Gives]:
    # What was chosen by another answer already stays so.
    return lambda gives: replace(gives.stated(statement), conflicting=())


def _scopes(point: OpenPoint, rulebook: Rulebook) -> tuple[str, ...]:
    """For whom a limit can count: each project only of what has projects."""
    measure = rulebook.measures[point.measures[0]]
    return ("project", "enterprise") if measure.variable is not None else ("enterprise",)


def _cap(point: OpenPoint, cap: Cap, per: str) -> Tried:
    def changed(gives: Gives) -> Gives:
        caps = [replace(own, per=per) if own.at_most is cap.at_most else own for own in gives.caps]
        return replace(gives, caps=tuple(caps))

    return _gives(point, changed)


def _value(point: OpenPoint, nodes: tuple[object, ...], end: int) -> Tried:
    def changed(gives: Gives) -> Gives:
        for node in nodes:
            assert isinstance(node, UnknownValue)
            bound = node.high if end else node.low
            most = _GREATEST if node.type.kind is MONEY.kind else Decimal(1)
            new = bound or Literal(node.type, most if end else Decimal(0), "")
            gives = rewritten(gives, node, new)
        return gives

    return _gives(point, changed)


def _parameter(name: str, value: str) -> Tried:
    return lambda rulebook: suppose(rulebook, [f"{name}={value}"])
