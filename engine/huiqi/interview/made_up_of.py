"""What a figure that nobody knows is made up of: asked in its place, where that can still help.

Its lists come first, since the other parts are nothing without them.  Once somebody does not know
one of its parts either, only those are asked that settle the figure by themselves; of whatever is
told of it, the decision itself names what else it waits for.  A figure that looks back at itself is
not taken apart: its parts go back through the years.  A fact that is no such figure may still be
bounded by others (a part by its whole).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from huiqi.decision.bearing import bearing_on
from huiqi.decision.decide import Decider
from huiqi.decision.questions import Question
from huiqi.decision.ranges import fill
from huiqi.decision.results import Decision
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.language.tree import FactReference, walk
from huiqi.language.types import Kind
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.truth import Truth
from huiqi.values import Records, Value, exactly, is_known, symbol

#: So many parts are looked at for one figure.
MOST_PARTS = 60
#: What a part is told to be, to see whether that settles the whole.
_NOTHING, _MUCH = Decimal(0), Decimal(10) ** 12


class Parts:
    """The parts of what is not known, for one enterprise as it is told so far."""

    def __init__(
        self,
        decider: Decider,
        decision: Decision,
        *,
        unknown: Iterable[Missing],
        closed: Callable[[Missing], bool],
        useless: set[tuple[Missing, Missing]],
        moves: Callable[[Missing], bool],
    ) -> None:
        """``unknown``: what somebody said not to know; ``closed``: what is not asked any more;
        ``useless``: the parts found to help no whole, which no further answer makes useful;
        ``moves``: whether some answer to a question alone makes a measure stand otherwise.
        """
        self._rulebook, self._evaluator = decider.rulebook, decider.evaluator(decision)
        self._profile, self._as_of = decision.profile, decision.as_of
        self._if = partial(decider.evaluator, decision)
        self._unknown = frozenset(unknown)
        self._closed = closed
        self._useless = useless
        self._moves = moves

    def with_parts(self, questions: Iterable[Question]) -> tuple[Question, ...]:
        """The questions that are open and can still matter, those on parts in the place of what
        they are parts of.
        """
        asked = [(question, tuple(self._parts(question))) for question in questions]
        # What is not known, but has parts that are asked, may be known yet.
        alive = {question.missing for question, parts in asked if parts}

        def still_open(key: Missing) -> bool:
            return key in alive or not self._closed(key)

        bearing: dict[str, frozenset[Missing]] = {}
        found: dict[Missing, Question] = {}
        for question, parts in asked:
            measures = []
            for result in question.measures:
                name = result.measure.id
                if name not in bearing:
                    bearing[name] = bearing_on(result, still_open)
                if question.missing in bearing[name]:
                    measures.append(result)
            for part in (question, *parts) if measures else ():
                if not self._closed(part.missing):
                    one = replace(part, measures=tuple(measures))
                    own = found.get(part.missing)
                    found[part.missing] = one if own is None else _together(own, one)
        return tuple(found.values())

    def _parts(self, question: Question) -> Iterator[Question]:
        whole = question.missing
        if whole not in self._unknown or whole.where:
            return
        if not self._can_be_taken_apart(whole):
            for part in dict.fromkeys(self._bounding(whole)):
                if not self._closed(part) and self._moves(part):
                    yield self._asking(question, part)
            return
        parts = list(dict.fromkeys(self._below(whole, frozenset())))[:MOST_PARTS]
        parts.sort(key=self._is_no_list)
        blocked = any(
            part in self._unknown and not self._can_be_taken_apart(part) for part in parts
        )
        for part in parts:
            if not self._closed(part) and (not blocked or self._settles(whole, part)):
                yield self._asking(question, part)

    def _is_no_list(self, key: Missing) -> bool:
        return self._rulebook.declared(key.name).type.kind is not Kind.RECORDS

    def _asking(self, question: Question, part: Missing) -> Question:
        known_by = self._rulebook.declared(part.name).known_by
        return replace(question, missing=part, known_by=known_by)

    def _bounding(self, key: Missing) -> Iterator[Missing]:
        """The facts by which constraints bound one that is not known."""
        constraints, facts = self._rulebook.constraints, self._rulebook.facts
        bounds = constraints.limits.get(key.name, ()), constraints.inverse.get(key.name, ())
        for bound in (*bounds[0], *bounds[1]):
            year = (self._as_of.year if key.year is None else key.year) - bound.shift
            for part in walk(bound.limit):
                if not isinstance(part, FactReference) or part.at is not None or part.every:
                    continue
                fact = facts.get(part.name)
                if fact is None or fact.fields:
                    continue
                own = Missing(fact.id, year + part.shift if fact.yearly else None)
                if not self._profile_knows(own):
                    yield own

    def _profile_knows(self, key: Missing) -> bool:
        given = self._profile.given(key.name, key.year)
        return given is not None and is_known(given.value)

    def _can_be_taken_apart(self, key: Missing) -> bool:
        declared = self._rulebook.declared(key.name)
        return isinstance(declared, Definition) and declared.look_back is None

    def _below(self, whole: Missing, above: frozenset[Missing]) -> Iterator[Missing]:
        """The parts, and those of parts that are not known either."""
        for part in self._evaluator.derivation(whole.name, whole.year).missing:
            yield part
            within = above | {whole}
            if part in self._unknown and part not in within and self._can_be_taken_apart(part):
                yield from self._below(part, within)

    def _settles(self, whole: Missing, part: Missing) -> bool:
        """Whether some answer to a part alone makes the whole another."""
        if (whole, part) in self._useless:
            return False
        now = self._evaluator.outcome(whole.name, whole.year).value
        for figure, yes in ((_NOTHING, False), (_MUCH, True)):
            if self._value_if(part, figure, whole, yes=yes) != now:
                return True
        self._useless.add((whole, part))
        return False

    def _value_if(self, part: Missing, figure: Decimal, whole: Missing, *, yes: bool) -> Value:
        declared = declared_of(self._rulebook, part)
        value = self._answer(declared, figure, yes) if declared is not None else None
        filled = None if value is None else fill(self._profile, part, value)
        evaluator = self._evaluator if filled is None else self._if(filled)
        return evaluator.outcome(whole.name, whole.year).value

    def _answer(self, declared: Fact | Definition, figure: Decimal, yes: bool) -> Value | None:
        """Some answer to a question: a figure, yes or no, a list without entries."""
        enumeration, kind = declared.type.enumeration, declared.type.kind
        if kind is Kind.RECORDS:
            return Records((), complete=True)
        if kind is Kind.BOOL:
            return Truth.of(yes)
        if enumeration is not None:
            return symbol(enumeration.symbols[0 if yes else -1])
        if kind is Kind.DATE:
            return exactly(date(self._as_of.year - (2 if yes else 20), 1, 1))
        if kind in (Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.SCALAR):
            return exactly(figure)
        return None


def _together(one: Question, other: Question) -> Question:
    """One question for two ways of coming to it."""
    measures = {result.measure.id: result for result in (*one.measures, *other.measures)}
    return replace(one, measures=tuple(measures.values()))
