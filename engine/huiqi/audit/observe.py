"""What the cases make happen in the rules: which nodes they reach, with what truth, and where
their figures lie against each limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from huiqi.decision.cases import AnyCase, Case, CaseResult, case_files, failures_of, read_cases
from huiqi.decision.clauses import evaluate_condition, node_truths
from huiqi.decision.decide import Decider
from huiqi.decision.expected_values import Evaluators
from huiqi.decision.measure_decider import MeasureDecider
from huiqi.decision.results import MeasureResult
from huiqi.decision.tracing import Tracer
from huiqi.decision.weakness import rests_on_weak
from huiqi.diagnostics import Diagnostics, Place
from huiqi.evaluation import Evaluator, Strictness
from huiqi.evaluation.comparison import compare, growth_compare
from huiqi.evaluation.frame import Frame
from huiqi.evaluation.reads import Outcome
from huiqi.language import tree
from huiqi.language.compared import MIRROR, comparisons
from huiqi.language.tree import Node
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Clause, Measure, leaves
from huiqi.rulebook.rulebook import Parameter, Rulebook
from huiqi.sentences import in_turn
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, NotApplicable, Records, Value, is_known
from huiqi.words import to_say


class Relation(StrEnum):
    """Where a figure lies against a limit."""

    BELOW = "below"
    AT = "at"
    ABOVE = "above"


#: An end of a limit: its node, and ``low`` or ``high`` of an interval (else empty).
End = tuple[Node, str]
Vector = Mapping[str, Truth]
_Found = TypeVar("_Found", bound=Value)
_Case = TypeVar("_Case", bound=AnyCase)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Run:
    """What one case reached; ``results`` of the measures decided, ``days`` that force looked at."""

    case: AnyCase
    results: Mapping[str, MeasureResult]
    failures: tuple[str, ...]
    nodes: frozenset[Node]
    #: Each fact, definition and parameter looked up, with the years asked for.
    names: Mapping[str, frozenset[int | None]]
    #: The rules decided on the way: those asked for, and what they are modelled on.
    rules: frozenset[str]
    days: frozenset[date]

    @property
    def of_enterprise(self) -> Case:
        """The case, which is of an enterprise."""
        assert isinstance(self.case, Case)
        return self.case


@dataclass(slots=True, eq=False, kw_only=True)
class Observations:
    """What all cases together reached."""

    runs: list[Run] = field(default_factory=list)
    #: Cases that could not be read: where, and why.
    unread: list[tuple[Place, str]] = field(default_factory=list)
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    relations: dict[End, set[Relation]] = field(default_factory=dict)
    #: Known values an expression took, where somebody asks for them (roundings, extremes).
    changed: dict[Node, set[str]] = field(default_factory=dict)
    #: Symbols that enums were seen with, by fact, definition or ``list.field``.
    symbols: dict[str, set[str]] = field(default_factory=dict)
    #: By measure, the truths of its clauses in each decision on an enterprise or a record.
    vectors: dict[str, list[Vector]] = field(default_factory=dict)
    #: The measures whose clauses are looked at in the illustrative reading.
    illustrative: frozenset[str] = frozenset()

    def take(self, cases: Iterable[_Case | CaseResult], run: Callable[[_Case], Run]) -> None:
        """Cases as they were read: what each reaches is added."""
        for case in cases:
            if isinstance(case, CaseResult):
                told = in_turn(to_say("{first}；{next}"), case.failures)
                self.unread.append((case.place, told))
            else:
                self.runs.append(run(case))

    def note(
        self, observers: Iterable[Observer]
    ) -> tuple[frozenset[Node], Mapping[str, frozenset[int | None]]]:
        """What evaluators met is added; the nodes they came to, and the names, by year."""
        nodes: set[Node] = set()
        names: dict[str, frozenset[int | None]] = {}
        for observer in observers:
            for end, where in observer.relations:
                self.relations.setdefault(end, set()).add(where)
            for node, change in observer.changed:
                self.changed.setdefault(node, set()).add(change)
            for name, symbol in observer.symbols:
                self.symbols.setdefault(name, set()).add(symbol)
            nodes.update(observer.last)
            for name, years in observer.names.items():
                names[name] = names.get(name, frozenset()) | years
        return frozenset(nodes), names


class Observer(Evaluator):
    """An evaluator that notes what it meets."""

    def __init__(
        self,
        rulebook: Rulebook,
        profile: Profile,
        as_of: date,
        strictness: Strictness = Strictness.STRICT,
        other: Evaluator | None = None,
    ) -> None:
        super().__init__(rulebook, profile, as_of, strictness, other)
        self.last: dict[Node, Value] = {}
        self.names: dict[str, set[int | None]] = {}
        self.relations: list[tuple[End, Relation]] = []
        self.changed: list[tuple[Node, str]] = []
        self.symbols: list[tuple[str, str]] = []

    def value(self, node: Node, frame: Frame) -> Value:
        return self._noted(node, super().value(node, frame))

    def truth(self, node: Node, frame: Frame) -> Truth:
        return self._noted(node, super().truth(node, frame))

    def number(self, node: Node, frame: Frame) -> Interval | NotApplicable:
        return self._noted(node, super().number(node, frame))

    def outcome(self, name: str, year: int | None = None) -> Outcome:
        self.names.setdefault(name, set()).add(year)
        found = super().outcome(name, year)
        self._symbol(name, found.value)
        return found

    def _symbol(self, name: str, value: Value) -> None:
        if isinstance(value, Choice) and value.known:
            self.symbols.extend((name, symbol) for symbol in value.symbols or ())

    def parameter(self, parameter: Parameter, day: Interval, frame: Frame) -> Value:
        self.names.setdefault(parameter.id, set())
        return super().parameter(parameter, day, frame)

    def _noted(self, node: Node, value: _Found) -> _Found:
        self.last[node] = value
        for end, compared in comparisons(node):
            found = self._compared(compared)
            if found is not None:
                self.relations.append(((node, end), found))
        if isinstance(node, tree.FieldReference) and node.record.type.record is not None:
            self._symbol(f"{node.record.type.record.name}.{node.field}", value)
        self.changed.extend((node, name) for name in self._taken(node, value))
        return value

    def _compared(self, node: tree.Comparison) -> Relation | None:
        """Where the left side lies, where both are one figure, or one option."""
        left, right = node.left, node.right
        turned = isinstance(right, tree.Growth) and not isinstance(left, tree.Growth)
        if turned:
            left, right = right, left
        parts = (left.now, left.base, right) if isinstance(left, tree.Growth) else (left, right)
        found = [self.last.get(part) for part in parts]
        known = [one for one in found if isinstance(one, (Interval, Choice)) and one.known]
        if not left.type.ordered or len(known) < len(parts):
            return None
        options = left.type.enumeration
        for relation, sign in SIGNS.items():
            sign = MIRROR[sign] if turned else sign
            if isinstance(left, tree.Growth):
                now, base, rate = (one for one in known if isinstance(one, Interval))
                truth = growth_compare(sign, now, base, left.years, rate)
            else:
                truth = compare(sign, known[0], known[1], options.symbols if options else None)
            if truth is Truth.TRUE:
                return relation
        return None

    def _taken(self, node: Node, value: Value) -> Iterator[str]:
        """The branches that it took its value from; of a rounding, whether anything was cut."""
        match node:
            case tree.Round(operand=operand):
                before = self.last.get(operand)
                if isinstance(before, Interval) and before.known and isinstance(value, Interval):
                    yield "cut" if before.low != value.low else "whole"
            case tree.Extreme(operands=operands) if is_known(value):
                yield from _places(self.last.get(operand) == value for operand in operands)
            case tree.Choose(rows=rows):
                for index, (condition, _) in enumerate(rows):
                    truth = self.last.get(condition)
                    if truth is Truth.TRUE:
                        yield str(index)
                    if truth is not Truth.FALSE:
                        return
                yield "otherwise"
            case tree.Lookup(keys=keys, cells=cells):
                found = [self.last.get(key) for key in keys]
                known = [key for key in found if isinstance(key, Choice) and key.known]
                symbols = tuple(next(iter(key.symbols or ())) for key in known)
                yield from _places(names == symbols for names, _ in cells)


def _places(taken: Iterable[bool]) -> Iterator[str]:
    return (str(place) for place, own in enumerate(taken) if own)


#: The sign that holds of each.
SIGNS = {Relation.BELOW: "<", Relation.AT: "==", Relation.ABOVE: ">"}


def observe(rulebook: Rulebook, paths: tuple[Path, ...]) -> Observations:
    """Run every case under observation."""
    found = Observations()
    decider = Decider(rulebook)
    found.illustrative = frozenset(
        measure.id for measure in rulebook.measures.values() if rests_on_weak(rulebook, measure)
    )
    for path in case_files(list(paths)):
        cases = read_cases(path, rulebook, found.diagnostics)
        found.take(cases, lambda case: run_case(case, rulebook, decider, found))
    return found


def judged(
    case: Case, rulebook: Rulebook, decider: Decider, readings: Evaluators
) -> dict[str, MeasureResult]:
    """The measures of a case, decided by the evaluator alone."""
    later = decider.afterwards(readings.strict, readings.illustrative)
    reading = MeasureDecider(readings.strict, later)
    results = {measure.id: reading.measure(measure) for measure in case.measures(rulebook)}
    for result in results.values():
        # What is observed is all that an answer may rest on, so it is all asked for.
        _ = result.illustration
    return results


def run_case(case: Case, rulebook: Rulebook, decider: Decider, found: Observations) -> Run:
    """Judge one case under observation; what it reaches is added to ``found``."""
    readings = Evaluators.of(rulebook, case, Observer)
    results = judged(case, rulebook, decider, readings)
    failures = tuple(failures_of(case, rulebook, results, readings))
    observers = [
        reading
        for reading in (readings.strict, readings.illustrative)
        if isinstance(reading, Observer)
    ]
    nodes, names = found.note(observers)
    reached = set(results)
    for result in results.values():
        gives = result.measure.gives
        uplift = gives.uplift if gives is not None else None
        reached.update(result.measure.modelled_on, uplift.of if uplift is not None else ())
    plain = Evaluators.of(rulebook, case)
    for name in results:
        reading = plain.illustrative if name in found.illustrative else plain.strict
        vectors = found.vectors.setdefault(name, [])
        vectors.extend(clause_truths(reading, rulebook.measures[name]))
    return Run(
        case=case,
        results=results,
        failures=failures,
        nodes=nodes,
        names=names,
        rules=frozenset(reached),
        days=frozenset((case.as_of,)),
    )


def clause_truths(evaluator: Evaluator, measure: Measure) -> Iterator[Vector]:
    """The truths of a measure's conditions and groups: once, or once for each record."""
    for names in names_of_claims(evaluator, measure):
        truths: dict[str, Truth] = {}
        for clause in measure.clauses():
            truths.update(truths_within(Tracer(evaluator, names), measure.id, clause))
        yield truths


def truths_within(tracer: Tracer, measure: str, clause: Clause) -> dict[str, Truth]:
    """The truths of a clause and of all below it, for one claim."""
    own = {leaf.id: evaluate_condition(tracer, measure, leaf).truth for leaf in leaves(clause)}
    return node_truths(clause, own)


def names_of_claims(evaluator: Evaluator, measure: Measure) -> list[dict[str, Value]]:
    """The local names of each claim on a measure: of the one, or of one for each record."""
    if measure.variable is None or measure.records is None:
        return [{}]
    records = evaluator.outcome(measure.records).value
    items = records.items if isinstance(records, Records) else ()
    return [{measure.variable: item} for item in items]
