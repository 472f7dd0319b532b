"""The pure evaluator: one enterprise, one day, one reading of the rules.

It is the reference that every other reader of the tree is compared with.  A value is computed
once per fact and year; what it rests on comes back with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import cast

from huiqi.evaluation import arithmetic, bounds, reasons, stated
from huiqi.evaluation.days import days_told_apart
from huiqi.evaluation.events import happened
from huiqi.evaluation.frame import Frame, anything
from huiqi.evaluation.looking_back import floor_of_looking_back, kept_within
from huiqi.evaluation.reads import Cause, Missing, Outcome, Reads
from huiqi.language.prose import prose
from huiqi.language.tree import Construct, Node
from huiqi.profile.inputs import day_alone
from huiqi.profile.profile import Profile
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.rulebook import DatedValue, Definition, Fact, Parameter, Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence
from huiqi.truth import FALSE, TRUE, UNKNOWN, Truth
from huiqi.values import (
    NOT_APPLICABLE,
    Choice,
    Interval,
    NotApplicable,
    Record,
    Records,
    Value,
    hull,
    is_known,
)

#: A name, its year, and the year from which was looked back at it.
_Key = tuple[str, int | None, int | None]
CaseOf = Callable[["Evaluator", Construct, "Frame"], Value]
Case = CaseOf[Node]
#: The case of each construct of the language; filled by the modules that import this.
CASES: dict[type[Node], Case] = {}


def evaluates(node: type[Construct]) -> Callable[[CaseOf[Construct]], Case]:
    """Registers the case of a construct, which is asked of that construct alone."""

    def register(case: CaseOf[Construct]) -> Case:
        return CASES.setdefault(node, cast("Case", case))

    return register


class Strictness(Enum):
    """Whether statements graded comparable, assumed or unsourced count."""

    STRICT = "strict"
    ILLUSTRATIVE = "illustrative"


class Evaluator:
    """Values of facts, definitions and expressions for one enterprise on one day."""

    def __init__(
        self,
        rulebook: Rulebook,
        profile: Profile,
        as_of: date,
        strictness: Strictness = Strictness.STRICT,
        other: Evaluator | None = None,
    ) -> None:
        """``strictness``: which statements count; ``other``, of the same enterprise and day, lends
        what both readings agree on.
        """
        self.other = other
        self.rulebook = rulebook
        self.profile = profile
        self.as_of = day_alone(as_of)
        self.strict = strictness is Strictness.STRICT
        self.reads = Reads()
        #: Records' derived fields, by how they were read.
        self.derived_fields: dict[tuple[Record, str, int, bool, int | None], Outcome] = {}
        self._outcomes: dict[_Key, Outcome] = {}
        self._alike: tuple[Evaluator, Callable[[str], bool]] | None = None
        self._running: set[tuple[str, int | None]] = set()
        #: The year from which a definition is looking back at its own earlier values.
        self.origin: int | None = None
        #: While a fact is bounded by facts that come after it: its place in the order.
        self.above: int | None = None
        #: Bounded values by record, name, year and whether only from above.
        self.bounded: dict[tuple[Record | None, str, int, bool], Value] = {}
        self._climbing = False
        #: For what looks back, from which year anything is told.
        self.told: dict[str, int] = {}
        #: The entry that a list may hold besides those known, by the year up to which all are.
        self.further: dict[int | None, Record] = {}

    def borrow(self, alike: Evaluator, holds: Callable[[str], bool]) -> None:
        """Take from the same reading of another enterprise, on the same day, what is so of both."""
        self._alike = alike, holds

    def again(
        self, profile: Profile, holds: Callable[[str], bool], other: Evaluator | None = None
    ) -> Evaluator:
        """The same for a profile that differs in facts on which what ``holds`` does not rest."""
        strictness = Strictness.STRICT if self.strict else Strictness.ILLUSTRATIVE
        found = Evaluator(self.rulebook, profile, self.as_of, strictness, other)
        found._outcomes = {key: own for key, own in self._outcomes.items() if holds(key[0])}
        return found

    def evaluate(
        self,
        node: Node,
        names: Mapping[str, Value] | None = None,
        year: int | None = None,
        yearly: bool = True,
    ) -> Outcome:
        """An expression of a measure; with ``year``, one of a yearly definition in that year, or
        (not ``yearly``) one of a measure that speaks of that year.  ``names``: the local ones.
        """
        if year is None:
            return self.collected(node, Frame(self.as_of.year, False, names))
        return self.collected(node, Frame(year, yearly, names))

    def outcome(self, name: str, year: int | None = None) -> Outcome:
        """A fact or a definition, in a year where it has years (absent: the decision's); money is
        in yuan, a ratio of 1.  ``KeyError`` where the rules declare no such name.
        """
        declared = self.rulebook.declared(name)
        when = (self.as_of.year if year is None else year) if declared.yearly else None
        # How far back a value reaches depends on where the looking back began.
        origin = self.origin if name in self.rulebook.looking_back else None
        key = (name, when, origin)
        found = self._outcomes.get(key)
        if found is None:
            alike = self._alike if self.above is None else None
            if alike is not None and alike[1](name):
                return self._outcomes.setdefault(key, self._said_by(alike[0], name, year))
            lent = self._said_by(self.other, name, year) if self.other is not None else None
            if lent is not None and (name not in self.rulebook.weak or is_known(lent.value)):
                # Counting weak statements only narrows a value: what is known stays as it is.
                found = lent
            elif isinstance(declared, Fact):
                found = self._fact(declared, when)
            else:
                found = self._definition(declared, when)
            self._outcomes[key] = found
        return found

    def _said_by(self, other: Evaluator, name: str, year: int | None) -> Outcome:
        """What another evaluator says, looking back from the same year."""
        other.origin = self.origin
        try:
            return other.outcome(name, year)
        finally:
            other.origin = None

    def derivation(self, name: str, year: int | None = None) -> Outcome:
        """A definition worked out from other facts, whatever is stated of it itself."""
        definition = self.rulebook.definitions[name]
        when = (self.as_of.year if year is None else year) if definition.yearly else None
        return self._derived(definition, when)

    def value(self, node: Node, frame: Frame) -> Value:
        """The value of an expression; what it rests on is added to :attr:`reads`."""
        return CASES[type(node)](self, node, frame)

    def truth(self, node: Node, frame: Frame) -> Truth:
        """The truth of an expression; what does not apply is not so."""
        reads = self.reads
        missing, causes = len(reads.missing), len(reads.causes)
        value = CASES[type(node)](self, node, frame)
        if value is not UNKNOWN:
            # What was not known did not matter.
            del reads.missing[missing:], reads.causes[causes:]
        return value if isinstance(value, Truth) else FALSE

    def number(self, node: Node, frame: Frame) -> Interval | NotApplicable:
        """A number or a date."""
        value = CASES[type(node)](self, node, frame)
        assert isinstance(value, Interval) or value is NOT_APPLICABLE
        return value

    def look_up(self, name: str, year: int | None) -> Value:
        """A fact or definition within an expression."""
        if self.above is not None and name in self.rulebook.facts:
            return bounds.stated(self, self.rulebook.facts[name], year)
        return self.noted(self.outcome(name, year))

    def noted(self, outcome: Outcome) -> Value:
        """The value of an outcome; what it rests on is added to :attr:`reads`."""
        value, missing, causes, grade, given, _, fields = outcome
        reads = self.reads
        if grade > reads.grade:
            reads.grade = grade
        if missing:
            reads.missing += missing
        if causes:
            reads.causes += causes
        reads.given += given
        reads.fields += fields
        return value

    def every_year(self, name: str, year: int) -> Records:
        """The records of all years together, as they bear on a year; complete where the list
        says so, or up to the year where one list names it.
        """
        by_year = {
            when: given.value
            for (fact, when), given in self.profile.facts.items()
            if fact == name and when is not None
        }
        lists = [by_year[when] for when in sorted(by_year)]
        items = [item for told in lists if isinstance(told, Records) for item in told.items]
        declared = self.rulebook.facts[name]
        given = self.profile.given(name, None)
        whole = given.value if given is not None else None
        if whole is NOT_APPLICABLE:
            return Records((), complete=True)
        complete = isinstance(whole, Records) and whole.complete and whole.through is None
        speaking = [told for told in (whole, by_year.get(year)) if isinstance(told, Records)]
        ends = [told.through for told in speaking if told.through is not None]
        through = max(ends, default=None)
        if not complete and (through is None or through < year):
            self.reads.missing.append(Missing(name, None))
        return happened(declared, Records(tuple(items), complete, through), self.as_of)

    def unknown(self, cause: Cause, value: Value) -> Value:
        """An open value that no further fact would settle, with the reason."""
        self.reads.causes.append(cause)
        return value

    def parameter(self, parameter: Parameter, day: Interval, frame: Frame) -> Value:
        """A parameter on a day, by its overlap rule; of a range of days, the values of them all."""
        if day.known:
            return self._on(parameter, day.low, frame)
        found = [self._on(parameter, first, frame) for first in days_told_apart(parameter, day)]
        return hull([*found, NOT_APPLICABLE] if day.optional else found)

    def _on(self, parameter: Parameter, day: date, frame: Frame) -> Value:
        applying: list[tuple[Truth, DatedValue]] = []
        for row in parameter.rows:
            if day < row.since or (row.until is not None and day > row.until):
                continue
            truth = TRUE if row.when is None else self.truth(row.when, frame)
            if truth is FALSE:
                continue
            applying.append((truth, row))
            if truth is TRUE and parameter.overlap in ("none", "first"):
                if len(applying) == 1:
                    return self._row(parameter, row, frame)
                break
        values = [(truth, self._row(parameter, row, frame)) for truth, row in applying]
        if not any(truth is TRUE for truth, _ in values):
            return self.unknown(reasons.no_value(parameter, day), anything(parameter.type))
        if parameter.overlap in ("none", "first"):
            return hull(value for _, value in values)
        operands = [
            value if truth is TRUE else value._replace(optional=True)
            for truth, value in values
            if isinstance(value, Interval)
        ]
        return arithmetic.extreme(parameter.overlap == "lowest", operands)

    def _row(self, parameter: Parameter, row: DatedValue, frame: Frame) -> Value:
        if self.strict and row.grade >= WEAK:
            figure = anything(parameter.type)
            if isinstance(figure, Interval):
                # That there is a figure is not in doubt, only which.
                figure = figure._replace(optional=False)
            return self.unknown(reasons.weak_figure(parameter), figure)
        self.reads.grade = max(self.reads.grade, row.grade)
        return self.value(row.value, frame)

    def collected(self, node: Node, frame: Frame) -> Outcome:
        outer, self.reads = self.reads, Reads()
        try:
            value = self.value(node, frame)
            reads = self.reads
        finally:
            self.reads = outer
        missing: tuple[Missing, ...] = ()
        causes: tuple[Cause, ...] = ()
        if not is_known(value):
            missing = tuple(dict.fromkeys(reads.missing))
            causes = tuple(dict.fromkeys(reads.causes))
        return Outcome(value, missing, causes, reads.grade, reads.given, fields=reads.fields)

    def _fact(self, fact: Fact, year: int | None) -> Outcome:
        given = self.profile.given(fact.id, year)
        value = anything(fact.type, fact.low, fact.high) if given is None else given.value
        open_ = given is None or (isinstance(value, (Interval, Choice)) and not value.known)
        if open_:
            here = Frame(self.as_of.year if year is None else year, fact.yearly)
            value = bounds.bounded(self, fact.id, value, here)
            open_ = not is_known(value)
        if given is None:
            return self._lacking(fact, year, value) if open_ else Outcome(value)
        if isinstance(value, Records):
            open_ = not value.complete
            value = happened(fact, value, self.as_of)
        # What every enterprise states (its age, its industry) says nothing of whether this part
        # of its books is at hand; what is kept per year does.
        at_hand = int(fact.yearly or bool(fact.fields))
        if open_:
            return self._lacking(fact, year, value)._replace(given=at_hand)
        return Outcome(value, given=at_hand)

    def _lacking(self, declared: Fact | Definition, year: int | None, value: Value) -> Outcome:
        """What is not known: missing; or, of a year to come, still to be seen by anybody."""
        missing = Missing(declared.id, year)
        if year is None or year <= self.as_of.year:
            return Outcome(value, (missing,))
        return Outcome(value, (), (reasons.ahead(declared, year, missing),))

    def _definition(self, definition: Definition, year: int | None) -> Outcome:
        derived = self._derived(definition, year)
        given = self.profile.given(definition.id, year)
        if given is None or stated.contradicts_itself(definition, derived):
            whole = not derived.given or stated.form_at_hand(self, definition, year)
            if definition.ask and derived.missing and whole:
                own = self._lacking(definition, year, derived.value)
                return derived._replace(missing=own.missing, causes=own.causes)
            return derived
        if definition.prefill or stated.agrees(definition, given, derived.value):
            return self._stated(definition, year, given.value, derived)
        parts = ((stated.STATED, given.value), (stated.DERIVED, derived.value))
        return stated.contradiction(definition, parts, derived)

    def _stated(
        self, definition: Definition, year: int | None, value: Value, derived: Outcome
    ) -> Outcome:
        """What is stated, where its derivation does not contradict it; of a range, what it leaves
        open.
        """
        if is_known(value):
            return Outcome(value, given=1, derived=derived.value)
        if definition.prefill:
            return self._lacking(definition, year, value)._replace(given=1, derived=derived.value)
        return derived if is_known(derived.value) else derived._replace(value=value, given=1)

    def _derived(self, definition: Definition, year: int | None) -> Outcome:
        if self.strict and definition.grade >= WEAK:
            value = anything(definition.type, definition.low, definition.high)
            return Outcome(value, (), (reasons.weak_figure(definition),))
        when = self.as_of.year if year is None else year
        outer = self.origin
        if outer is None and definition.look_back is not None:
            self.origin = when
        key = (definition.id, year)
        try:
            if definition.look_back is not None:
                before = floor_of_looking_back(self, definition, when)
                if before is not None:
                    return before
            if key in self._running:
                # The linker refuses cycles; this only guards against a defect there.
                raise RecursionError(f"{definition.id} rests on itself")
            self._running.add(key)
            self._climb(definition, when)
            outcome = self.collected(definition.node, Frame(when, definition.yearly))
            value = kept_within(outcome.value, definition.low, definition.high)
            if value is not outcome.value or definition.grade > outcome.grade:
                grade = max(outcome.grade, definition.grade)
                outcome = outcome._replace(value=value, grade=grade)
            return self._beside(definition, outcome, when)
        finally:
            self._running.discard(key)
            self.origin = outer

    def _beside(self, definition: Definition, outcome: Outcome, year: int) -> Outcome:
        """The figure beside the other line of the form that shows it, too."""
        if definition.same_as is None:
            return outcome
        other = self.collected(definition.same_as, Frame(year, definition.yearly))
        if stated.within(definition, outcome.value, other.value):
            return other if is_known(other.value) and not is_known(outcome.value) else outcome
        same, labels = definition.same_as, RulebookLabels(self.rulebook)
        told = Text.in_both(lambda language: prose(same, labels, language, year))
        line = sentence("按{line}", line=told)
        parts = ((stated.DERIVED, outcome.value), (line, other.value))
        return stated.contradiction(definition, parts, outcome)

    def _climb(self, definition: Definition, year: int) -> None:
        """Once earlier years are asked for: from the earliest up, so that none is deep."""
        if definition.look_back is None or self.origin in (None, year) or self._climbing:
            return
        assert self.origin is not None
        self._climbing = True
        try:
            for earlier in range(self.origin - definition.look_back, year):
                self.outcome(definition.id, earlier)
        finally:
            self._climbing = False
