"""A230: each limit tested below, at and above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from huiqi.audit.context import Audit
from huiqi.audit.difference.fingerprint import print_of
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.observe import SIGNS, Relation
from huiqi.audit.owners import Owned, each_node, period_of, place_of
from huiqi.evaluation import Evaluator, Strictness
from huiqi.evaluation.comparison import compare
from huiqi.evaluation.frame import Frame, anything
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.language.tree import Node, walk
from huiqi.language.types import Kind
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Parameter, Rulebook
from huiqi.sentences import sentence
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, NotApplicable, Record, Value, hull
from huiqi.words import to_say

_WORDS = {
    Relation.BELOW: sentence("低于界限"),
    Relation.AT: sentence("恰好在界限上"),
    Relation.ABOVE: sentence("高于界限"),
}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Boundary:
    """A limit: an ordered comparison, or one end of an interval."""

    owner: Owned
    node: Node
    end: str
    measured: Node
    against: Node
    #: Conditions that have failed wherever this one is looked at: those of the rows above it.
    above: tuple[Node, ...] = ()

    @property
    def wanted(self) -> tuple[frozenset[Relation], ...]:
        """What some case must show: each side, or of an equality that it holds and does not."""
        if isinstance(self.node, tree.Comparison) and self.node.operator in ("==", "!="):
            return (frozenset((Relation.AT,)), frozenset((Relation.BELOW, Relation.ABOVE)))
        return tuple(frozenset((relation,)) for relation in Relation)


def limits(rulebook: Rulebook) -> Iterator[Boundary]:
    """Every limit of the rulebook, each once."""
    above: dict[Node, tuple[Node, ...]] = {}
    for owner, node in each_node(rulebook):
        if isinstance(node, tree.Choose):
            conditions = tuple(condition for condition, _ in node.rows)
            for index, condition in enumerate(conditions):
                above[condition] = conditions[:index]
        for end, compared in comparisons(node):
            if end or _ordered(rulebook, compared):
                yield Boundary(
                    owner=owner,
                    node=node,
                    end=end,
                    measured=compared.left,
                    against=compared.right,
                    above=above.get(node, ()),
                )


def _ordered(rulebook: Rulebook, node: tree.Comparison) -> bool:
    """Whether there is a below and an above (an equality that sugar made says nothing new)."""
    if not node.left.type.ordered:
        return False
    if node.operator not in ("==", "!="):
        return True
    return node.left.type.enumeration is None and rulebook.written_at(node) is not None


class _Timeless(Evaluator):
    """An evaluator for every day at once: the day is unknown, a parameter any of its values."""

    def value(self, node: Node, frame: Frame) -> Value:
        if isinstance(node, (tree.AsOf, tree.YearReference)):
            return Interval(None, None)
        return super().value(node, frame)

    def number(self, node: Node, frame: Frame) -> Interval | NotApplicable:
        if isinstance(node, (tree.AsOf, tree.YearReference)):
            return Interval(None, None)
        return super().number(node, frame)

    def parameter(self, parameter: Parameter, day: Interval, frame: Frame) -> Value:
        return hull(self.value(row.value, frame) for row in parameter.rows)


class Bounds:
    """What an expression can be at all: of an enterprise of which nothing is known."""

    def __init__(self, rulebook: Rulebook, *, happened: bool = False) -> None:
        """``happened``: no day is stated that has not come."""
        self.happened = happened
        day = date(2023, 6, 30)
        self.evaluator = _Timeless(rulebook, Profile(name=""), day, Strictness.ILLUSTRATIVE)

    def impossible(self, limit: Boundary) -> frozenset[Relation]:
        """The relations no enterprise can have, by the domains of its facts."""
        left, right = self._value(limit.measured), self._value(limit.against)
        if NOT_APPLICABLE in (left, right):
            return frozenset()
        for condition in limit.above:
            left = _failed(condition, limit.measured, left)
        options = limit.measured.type.enumeration
        order = options.symbols if options is not None else None
        found = {one for one in Relation if compare(SIGNS[one], left, right, order) is Truth.FALSE}
        if self.happened and isinstance(limit.against, tree.AsOf):
            # A day of an incident that is stated has come.
            found.add(Relation.ABOVE)
        return frozenset(found)

    def _value(self, node: Node) -> Value:
        names: dict[str, Value] = {}
        for part in walk(node):
            if isinstance(part, tree.LocalReference):
                open_ = Record({}) if part.type.kind is Kind.RECORD else anything(part.type)
                names[part.name] = open_
        return self.evaluator.evaluate(node, names, 2022).value


def _failed(condition: Node, measured: Node, value: Value) -> Value:
    """What is left of a figure where a condition on it has failed; pieces are counted whole."""
    if not isinstance(condition, tree.Comparison) or not isinstance(condition.right, tree.Literal):
        return value
    limit = condition.right.value
    pieces = measured.type.kind is Kind.COUNT and isinstance(measured, tree.FactReference)
    same = pieces and print_of(condition.left) == print_of(measured)
    if not same or not isinstance(limit, Decimal) or not isinstance(value, Interval):
        return value
    if condition.operator in (">=", ">"):
        most = limit - 1 if condition.operator == ">=" else limit
        return value._replace(high=most if value.high is None else min(most, value.high))
    if condition.operator in ("<=", "<"):
        least = limit + 1 if condition.operator == "<=" else limit
        return value._replace(low=least if value.low is None else max(least, value.low))
    return value


def relations(audit: Audit) -> Iterator[tuple[Boundary, Relation, bool, bool]]:
    """Each relation that a case should lie in: whether one does, and whether none can."""
    bounds = Bounds(audit.rulebook, happened=audit.happened)
    for limit in limits(audit.rulebook):
        seen = audit.observed.relations.get((limit.node, limit.end), set())
        missing = any(not some & seen for some in limit.wanted)
        impossible = bounds.impossible(limit) if missing else frozenset()
        for some in limit.wanted:
            possible = sorted(some - impossible) or sorted(some)
            shown = bool(some & seen)
            yield limit, possible[0], shown, not shown and some <= impossible


def _days(audit: Audit) -> Iterator[tuple[Measure, str, date, bool]]:
    """The days around the ends of a measure's period, and whether a case is judged on each."""
    told: set[object] = set()
    for measure in audit.rulebook.rules.values():
        force, day = measure.in_force, timedelta(days=1)
        # That of a statute or a list is of all its rules.
        whose = period_of(measure)
        if measure.modelled_on or whose in told:
            continue
        told.add(whose)
        same = {one.id for one in audit.rulebook.rules.values() if period_of(one) == whose}
        asked = {on for run in audit.observed.runs if run.rules & same for on in run.days}
        wanted: dict[str, tuple[date, ...]] = {}
        first, last = force.known or (None, None)
        if force.since is not None:
            wanted["from"] = (force.since - day, force.since)
        elif first is not None:
            wanted["first"] = (first - day, first)
        for name, end in (("until", force.until), ("ended", force.ended_by)):
            if end is not None:
                wanted[name] = (end, end + day)
        if last not in (None, force.until, date.max):
            wanted["last"] = (last, last + day)
        for name, days in wanted.items():
            for one in days:
                yield measure, name, one, one in asked


def _look(audit: Audit) -> Iterator[Looked]:
    for limit, relation, shown, impossible in relations(audit):
        if impossible:
            yield None
            continue
        yield shown or Finding(
            place=place_of(audit.rulebook, limit.owner, limit.node),
            subject=limit.owner.subject,
            text=sentence(_UNTESTED[limit.end], said=audit.said(limit.node), word=_WORDS[relation]),
        )
    for measure, name, day, asked in _days(audit):
        yield asked or Finding(
            place=measure.place,
            subject=f"{measure.id}/in_force",
            text=sentence(
                "“{measure}”{word}：没有用例的评估日是 {day}",
                measure=measure.title,
                word=_PERIOD[name],
                day=day,
            ),
        )


#: At which end of it no case lies.
_UNTESTED = {
    "": to_say("“{said}”没有用例{word}"),
    "low": to_say("“{said}”没有用例{word}（下端）"),
    "high": to_say("“{said}”没有用例{word}（上端）"),
}
_PERIOD = {
    "from": sentence("施行日前后"),
    "until": sentence("失效日前后"),
    "ended": sentence("至迟失效日前后"),
    "first": sentence("最早见到有效之日前后"),
    "last": sentence("最晚见到有效之日前后"),
}


CHECK = Check(
    code="A230",
    title=sentence("每个界限都有恰好、以下、以上的用例"),
    explanation=sentence(
        "条件、定义、参数和金额里的每个大小比较，都要有用例的数在界限以下、恰好在界限上、在界限以上；区间的两端各算一个界限，“等于”只要成立和不成立。施行期看首末日和相邻的一天。"
        "事实的值域、分档里前面各行使其不可能的不计。不区分用例是否断言了这个数：有没有断言看变异（A300）。"
    ),
    look=_look,
    tally=Figure(key="limits", text=sentence("界限的下、恰好、上"), gate=True),
    every=True,
)
