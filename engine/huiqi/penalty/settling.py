"""Which single fact or judgement would settle most of an open answer, and what each value does.

Every value is decided, not argued: the answer is worked out anew with it.  Days and amounts are
tried where the rules compare them and where they would differ, and told as the stretches in which
the answer stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from huiqi.evaluation.contradictions import contradictions
from huiqi.evaluation.reads import Missing
from huiqi.language.tree import FieldReference, Literal, walk
from huiqi.language.types import Kind, Type
from huiqi.penalty.answering import Assessor
from huiqi.penalty.incident import Learnt, come_by
from huiqi.penalty.results import Answer, PenaltyDecision, RuleResult, Settling, ValueEffect
from huiqi.penalty.rule_graph import bearing
from huiqi.profile.profile import Judgement
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalty_clauses import ACT, HISTORY
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, Record, Value, exactly, is_known, symbol

#: So many answers are worked out at most.
_MOST = 400
_TRUTHS = (Truth.TRUE, Truth.FALSE)
#: How fine a number of a kind is.
_STEPS = {Kind.COUNT: Decimal(1), Kind.MONEY: Decimal("0.01")}


class _Rests(IntEnum):
    """What rests on a fact, the more telling first."""

    MATTER = 0
    NO_PENALTY = 1
    MITIGATION = 2


class Rank(NamedTuple):
    """When a fact is asked about: by what rests on it, then where the authors have it."""

    rests: _Rests
    place: int


class _SpentError(Exception):
    """So many answers were worked out that no more are."""


class ValueTrials:
    """Works out what the values of one fact or judgement would do."""

    def __init__(self, assessor: Assessor, known: Learnt, answer: Answer) -> None:
        self.assessor = assessor
        self.known = known
        self.answer = answer
        self.left = _MOST
        self.record = assessor.record(known)
        self.declared = assessor.book.act

    def ranked(self, asked: PenaltyDecision) -> list[Settling]:
        """What is best asked, the best first: what settles the answer, then by what rests on it
        (:meth:`ranks`); of what by itself changes nothing that is open nothing.
        """
        found = [
            settling
            for settling in self.each(asked)
            if any(effect.holds or effect.falls for effect in settling.effects)
            # That there was none before opens nothing alone, but that there was may close it.
            or (settling.missing is not None and settling.missing.name == HISTORY)
        ]
        ranks = self.ranks(asked)
        return sorted(found, key=lambda one: self._worth(one, ranks))

    def ranks(self, asked: PenaltyDecision) -> Mapping[Missing, Rank]:
        """When each missing fact is asked about: first what the listed matter rests on that the act
        falls under, or is like; then what may keep a penalty away; last what only mitigates it.
        """
        items = {*(self.assessor.incident.items or ())}
        found = dict.fromkeys(map(self.before, asked.missing), _Rests.MITIGATION)
        results = [result for result in self.answer.rules if result.rule.id in asked.open_rules]
        if asked.unnamed and asked.alike:
            likest = asked.like[0]
            items = {likest.id}
            results += [own for own in self.under((likest,)).rules if own.rule is likest]
        for result in results:
            rests = _rests_on(result.rule, items)
            for missing in map(self.before, result.still_open.facts):
                if missing in found:
                    found[missing] = min(found[missing], rests)
        return {missing: Rank(rests, self._place(missing)) for missing, rests in found.items()}

    def _worth(
        self, settling: Settling, ranks: Mapping[Missing, Rank]
    ) -> tuple[int, bool, _Rests, int, int, int, int]:
        """Smaller is better: what settles the answer, what more rests on, what narrows the answer,
        then what turns more rules; of equal ones in the order of the authors, with what was before
        first.
        """
        ends = (self.answer.worst, self.answer.best)
        effects, asked = settling.effects, settling.question
        if settling.missing is not None:
            rests = ranks[settling.missing].rests
        else:
            assert asked is not None
            own = [one.rule for one in self.answer.rules if one.rule.id in asked.rules]
            items = {*(self.assessor.incident.items or ())}
            rests = min(_rests_on(rule, items) for rule in own) if own else _Rests.MATTER
        of_the_matter = rests is _Rests.MATTER
        return (
            -sum(effect.settled for effect in effects),
            # What only an officer can say after what whoever asks can tell.
            asked is not None,
            rests,
            self._place(settling.missing) if of_the_matter else 0,
            -sum((effect.answer.worst, effect.answer.best) != ends for effect in effects),
            # Earlier violations may close a rule, whatever they were: they are not tried.
            -max(1, sum(len(effect.holds) + len(effect.falls) for effect in effects)),
            self._place(settling.missing),
        )

    def _place(self, missing: Missing | None) -> int:
        """Where the authors have a fact; what was before stands before all of the act."""
        fields = list(self.declared.fields)
        if missing is None or missing.name != ACT or missing.field not in fields:
            return -1
        return fields.index(missing.field)

    def under(self, items: Sequence[Rule]) -> Answer:
        """What follows where the act falls under these items and no others."""
        own = self.assessor
        rules = bearing(own.book, tuple(item.id for item in items), None)
        named = Assessor(own.book, own.incident, rules, own.as_of, own.questions)
        return named.answer(self.known)

    def each(self, asked: PenaltyDecision) -> Iterator[Settling]:
        """Every fact and judgement that is open, each whole, as far as the bound allows."""
        open_ = asked.open_rules
        try:
            for missing in asked.to_find_out:
                effects = tuple(self._of_fact(missing, open_))
                yield Settling(missing=missing, question=None, effects=effects)
            for question in asked.questions:
                effects = tuple(
                    self._effect(truth, self._judged(question.key, truth), open_)
                    for truth in _TRUTHS
                )
                yield Settling(missing=None, question=question, effects=effects)
        except _SpentError:
            return

    def before(self, missing: Missing) -> Missing:
        """The fact itself; where it is not known whether it applies, the one that says so."""
        declared = self.declared.fields.get(missing.field)
        if missing.name != self.declared.id or declared is None or declared.applies_when is None:
            return missing
        for part in walk(declared.applies_when):
            if isinstance(part, FieldReference):
                value = self.record.fields.get(part.field)
                if value is None or not is_known(value):
                    return missing._replace(where=f".{part.field}")
        return missing

    def _judged(self, key: str, truth: Truth) -> Answer:
        """With an officer's answer."""
        judgement = Judgement(answer=truth is Truth.TRUE, by="", on=self.assessor.as_of, reason="")
        judgements = {**self.known.judgements, key: judgement}
        return self._answer(replace(self.known, judgements=judgements))

    def _of_fact(self, missing: Missing, open_: Sequence[str]) -> Iterator[ValueEffect]:
        if missing.name == HISTORY and not missing.where and not self.known.history:
            clean = replace(self.known, complete=True)
            yield self._effect(Truth.FALSE, self._answer(clean), open_)
            return
        if missing.name != ACT or missing.field not in self.declared.fields:
            return
        name = missing.field
        type_ = self.declared.fields[name].type
        if type_.kind is Kind.DATE or type_.kind in _STEPS:
            yield from self._stretches(name, type_, open_)
            return
        for value in _symbols(type_, self.record.fields.get(name)):
            if self._stateable(name, value):
                yield self._effect(value, self._answer(self._with(name, value)), open_)

    def _with(self, name: str, value: Value) -> Learnt:
        return replace(self.known, fields={**self.known.fields, name: value})

    def _answer(self, known: Learnt) -> Answer:
        self.left -= 1
        if self.left < 0:
            raise _SpentError
        return self.assessor.answer(known)

    def _effect(
        self, value: Value, answer: Answer, open_: Sequence[str], beyond: bool = False
    ) -> ValueEffect:
        def turned(truth: Truth) -> tuple[RuleResult, ...]:
            return tuple(r for r in answer.rules if r.rule.id in open_ and r.decides is truth)

        return ValueEffect(
            value=value,
            beyond=beyond,
            answer=answer,
            holds=tuple(r.rule for r in turned(Truth.TRUE)),
            falls=tuple(r.rule for r in turned(Truth.FALSE)),
        )

    def _stateable(self, name: str, value: Value) -> bool:
        """Whether a file could say it without contradicting what it says already."""
        fields = Record({**come_by(self.known.fields, self.assessor.as_of), name: value})
        evaluator = self.assessor.evaluator(self.known)
        found = contradictions(evaluator, {ACT: [fields]}, {ACT: fields})
        return not any(each.refused for each in found)

    def _stretches(self, name: str, type_: Type, open_: Sequence[str]) -> Iterator[ValueEffect]:
        line = _Line(_STEPS.get(type_.kind))
        bounds = self.record.fields.get(name)
        low, high = (
            (None if end is None else line.place(end) for end in bounds[:2])
            if isinstance(bounds, Interval)
            else (None, None)
        )
        # Of days that have not come a point beyond the day of the decision stands for all.
        last = line.place(self.assessor.as_of) + 1 if type_.kind is Kind.DATE else None
        found = self._points(type_.kind, line)
        if last is not None:
            found = [place for place in found if place < last] + [last]
        found += [end for end in (low, high) if end is not None]
        points = sorted(
            {
                place
                for point in found
                for place in (point - 1, point, point + 1)
                if (low is None or place >= low)
                and (high is None or place <= high)
                and (last is None or place <= last)
            }
        )

        def decided(place: int) -> Answer | None:
            value = (
                Interval(line.value(place), None) if place == last else exactly(line.value(place))
            )
            if place != last and not self._stateable(name, value):
                return None
            return self._answer(self._with(name, value))

        for start, end, answer in _runs(points, decided):
            beyond = last is not None and end == last
            # Before the first and after the last point tried nothing is compared any more.
            first = None if low is None and start == points[0] else line.value(start)
            if beyond:
                until = line.value(end - 1) if start < end else None
                first = None if until is None else first
            else:
                open_end = high is None and end == points[-1]
                until = None if open_end else line.value(end)
            yield self._effect(Interval(first, until), answer, open_, beyond)

    def _points(self, kind: Kind, line: _Line) -> list[int]:
        """What the field may be compared with: known values of its kind, and those of the rules."""
        found = []
        for value in self.record.fields.values():
            if isinstance(value, Interval):
                found += [end for end in value[:2] if _of_kind(end, kind)]
        clauses = (clause for result in self.answer.rules for clause in result.verdict.clauses)
        for node in (node for clause in clauses for node in clause.condition.nodes):
            found += [
                part.value
                for part in walk(node)
                if isinstance(part, Literal) and _of_kind(part.value, kind)
            ]
        return [line.place(value) for value in found]


def _rests_on(rule: Rule, items: Collection[str]) -> _Rests:
    """What a rule is, to whoever asks what it turns on; ``items``: the listed matters meant."""
    if rule.id in items:
        return _Rests.MATTER
    spares = any(effect == "none" for effect, _ in rule.sanction.outcomes)
    return _Rests.NO_PENALTY if spares or rule.sanction.bars_lists else _Rests.MITIGATION


def _symbols(type_: Type, now: Value | None) -> Iterable[Value]:
    """The values of a yes or no, or of an enum, that are still possible."""
    if type_.kind is Kind.BOOL:
        return _TRUTHS
    if type_.enumeration is None:
        return ()
    left = now.symbols if isinstance(now, Choice) else None
    return [symbol(s) for s in type_.enumeration.symbols if left is None or s in left]


class _Line:
    """Days or amounts as whole numbers, so that there is a next one."""

    def __init__(self, step: Decimal | None) -> None:
        self.step = step

    def place(self, value: date | Decimal) -> int:
        if isinstance(value, date):
            return value.toordinal()
        return int(value / (self.step or 1))

    def value(self, place: int) -> date | Decimal:
        return date.fromordinal(place) if self.step is None else place * self.step


def _of_kind(value: object, kind: Kind) -> bool:
    if kind is Kind.DATE:
        return isinstance(value, date) and date.min + timedelta(9) < value < date.max - timedelta(9)
    return isinstance(value, Decimal)


def _told(answer: Answer | None) -> object:
    """What is told of an answer: where that is the same, nothing differs."""
    if answer is None:
        return None
    return answer.worst, answer.best, [result.decides for result in answer.rules]


def _runs(
    points: Sequence[int], decided: Callable[[int], Answer | None]
) -> Iterator[tuple[int, int, Answer]]:
    """The stretches between the points, each with one answer."""

    def between(
        one: tuple[int, Answer | None], two: tuple[int, Answer | None]
    ) -> Iterator[tuple[int, Answer | None]]:
        """Where the answer changes between two points."""
        if two[0] - one[0] > 1 and _told(one[1]) != _told(two[1]):
            middle = (one[0] + two[0]) // 2
            found = (middle, decided(middle))
            yield from between(one, found)
            yield found
            yield from between(found, two)

    tried = [(place, decided(place)) for place in points]
    steps = tried[:1]
    for one, two in pairwise(tried):
        steps += [*between(one, two), two]
    for _, alike in groupby(steps, key=lambda step: _told(step[1])):
        run = list(alike)
        last, answer = run[-1]
        if answer is not None:
            yield run[0][0], last, answer
