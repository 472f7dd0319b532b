"""Mutation: how many changes of the rules the cases would notice.

Every mutant is a tree that shares all but its change with the rulebook; only the cases that
reach the change are judged again, until one of them differs.  What one case decides is what the
evaluator says: the inference network is compared with it wherever huiqi answers, not here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TypeVar

from huiqi.audit.equivalence import equivalent
from huiqi.audit.mutants import Mutant, mutants
from huiqi.audit.observe import Observations, Run, judged
from huiqi.decision.cases import failures_of
from huiqi.decision.decide import Decider
from huiqi.decision.expected_values import Evaluators
from huiqi.evaluation import Evaluator, Strictness
from huiqi.evaluation.reads import Outcome
from huiqi.language.tree import Node
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.running import side_by_side
from huiqi.sentences import InLanguages, Sentence

#: By whom a mutant is noticed: nobody, a case of the author's alone, one of a source or an
#: independent computation; or it never was another rule.
SURVIVED, AUTHOR, SUPPORTED, EQUIVALENT = range(4)
#: What a rule that says nothing that can be worked out fails with.
_UNTOLD = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(RecursionError, TypeError, ValueError),
)
#: How many mutants one process takes at a time.
_CHUNK = 40
_One = TypeVar("_One")
_Key = TypeVar("_Key")


@dataclass(slots=True, kw_only=True)
class Mutation:
    """What became of all mutants."""

    total: int = 0
    detected: int = 0
    supported: int = 0
    #: Changes no case notices, each with whether some case at least evaluates it.
    survivors: list[tuple[Mutant, bool]] = field(default_factory=list)
    #: Changes proved to make no other rule, each with the proof.
    equivalent: list[tuple[Mutant, InLanguages]] = field(default_factory=list)
    by_operator: Counter[str] = field(default_factory=Counter)
    detected_by_operator: Counter[str] = field(default_factory=Counter)

    def and_(self, other: Mutation) -> Mutation:
        """Both together: of the rules on enterprises, and of those on violations."""
        names = [item.name for item in fields(self)]
        return Mutation(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def counted(self) -> int:
        """The mutants that are other rules."""
        return self.total - len(self.equivalent)


def _by(found: Iterable[_One], keys: Callable[[_One], Iterable[_Key]]) -> dict[_Key, list[_One]]:
    """Under each key those that have it."""
    grouped: dict[_Key, list[_One]] = {}
    for one in found:
        for key in keys(one):
            grouped.setdefault(key, []).append(one)
    return grouped


class Bench(ABC):
    """The cases, ready to judge one mutant after the other."""

    def __init__(self, rulebook: Rulebook, observed: Observations) -> None:
        self.rulebook = rulebook
        self.mutants = list(mutants(rulebook))
        # What already fails says nothing of a change; sources' cases are asked before an author's.
        runs = [run for run in observed.runs if not run.failures]
        self.runs = sorted(runs, key=lambda run: not run.case.supported)
        self.by_node = _by(self.runs, lambda run: run.nodes)
        self.by_rule = _by(self.runs, lambda run: run.rules)

    def touching(self, mutant: Mutant) -> list[Run]:
        """The cases that may notice a mutant."""
        # What is evaluated as part of something else is not noted apart: ask the others too.
        near = self.by_node.get(mutant.target, []) if isinstance(mutant.target, Node) else []
        return list(dict.fromkeys((*near, *self.wide(mutant))))

    def wide(self, mutant: Mutant) -> Iterable[Run]:
        """The cases that come to what a mutant changes, as a whole."""
        owner = mutant.owner
        return self.by_rule.get(owner.key, ()) if owner.rule is not None else self.runs

    def verdict(self, index: int) -> int:
        """Who notices a mutant."""
        mutant = self.mutants[index]
        runs = self.touching(mutant)
        if runs:
            noticed = self.noticing(mutant)
            for run in runs:
                try:
                    differs = noticed(run)
                except _UNTOLD:
                    # A change that cannot even be evaluated does not pass unnoticed.
                    differs = True
                if differs:
                    return SUPPORTED if run.case.supported else AUTHOR
        return EQUIVALENT if self.proof(mutant) is not None else SURVIVED

    def verdicts(self, indices: range) -> list[int]:
        """Who notices each of some mutants."""
        return [self.verdict(index) for index in indices]

    def proof(self, mutant: Mutant) -> Sentence | None:
        """The proof that a mutant is no other rule, if found."""
        return equivalent(self.rulebook, mutant)

    @abstractmethod
    def noticing(self, mutant: Mutant) -> Callable[[Run], bool]:
        """Whether a case comes out otherwise under a mutant."""


class EnterpriseBench(Bench):
    """The cases of enterprises, each with what it knows under the rules as they are."""

    def __init__(self, rulebook: Rulebook, observed: Observations) -> None:
        super().__init__(rulebook, observed)
        self.decider = Decider(rulebook)
        self.by_name = _by(self.runs, lambda run: run.names)
        self.by_fund = _by(self.runs, lambda run: run.of_enterprise.expect.funds)
        #: Those that say what is had together.
        expected = ((run, run.of_enterprise.expect.together) for run in self.runs)
        self.together = [run for run, together in expected if together is not None]
        #: The evaluators of a case under the rules as they are; what they know they keep.
        self.before = cache(lambda run: Evaluators.of(rulebook, run.of_enterprise))
        #: For each name, those that rest on it.
        resting = _by(rulebook.closure, lambda name: rulebook.closure[name])
        self.affected = {name: frozenset(above) for name, above in resting.items()}

    def wide(self, mutant: Mutant) -> Iterable[Run]:
        match mutant.owner.collection:
            case "stacking":
                return self.together
            case "funds":
                return self.by_fund.get(mutant.owner.key, ())
        wide = self.by_rule if mutant.owner.rule is not None else self.by_name
        return wide.get(mutant.owner.key, ())

    def noticing(self, mutant: Mutant) -> Callable[[Run], bool]:
        rulebook, owner = mutant.rulebook(self.rulebook), mutant.owner
        changed = rulebook.rules[owner.key] if owner.rule is not None else None
        decider = self.decider.over(rulebook, changed)
        name = owner.key if changed is None else ""
        affected = self.affected.get(name, frozenset())

        def noticed(run: Run) -> bool:
            before, case = self.before(run), run.of_enterprise
            strict = _Resumed(rulebook, before.strict, affected)
            readings = Evaluators(strict, _Resumed(rulebook, before.illustrative, affected, strict))
            if name in rulebook.definitions and _as_before(readings, name, run.names[name]):
                return False
            results = judged(case, rulebook, decider, readings)
            return next(failures_of(case, rulebook, results, readings), None) is not None

        return noticed


class _Resumed(Evaluator):
    """An evaluator of a mutant: what does not rest on the change is as it was."""

    def __init__(
        self,
        rulebook: Rulebook,
        before: Evaluator,
        affected: frozenset[str],
        other: Evaluator | None = None,
    ) -> None:
        strictness = Strictness.STRICT if before.strict else Strictness.ILLUSTRATIVE
        super().__init__(rulebook, before.profile, before.as_of, strictness, other)
        self.before = before
        self.affected = affected

    def outcome(self, name: str, year: int | None = None) -> Outcome:
        if name in self.affected:
            return super().outcome(name, year)
        return self.before.outcome(name, year)


def _as_before(readings: Evaluators, name: str, years: Iterable[int | None]) -> bool:
    """Whether a changed definition comes out as it was: then so does all that rests on it."""
    return all(
        reading.outcome(name, year) == reading.before.outcome(name, year)
        for year in years
        for reading in (readings.strict, readings.illustrative)
        if isinstance(reading, _Resumed)
    )


def mutate(bench: Bench, processes: int, progress: Callable[[str], None]) -> Mutation:
    """Judge every mutant, in ``processes`` processes; the order of the answer is always one."""
    total = len(bench.mutants)
    chunks = [range(start, min(start + _CHUNK, total)) for start in range(0, total, _CHUNK)]
    found: list[int] = []
    for verdicts in side_by_side(bench.verdicts, chunks, processes):
        found.extend(verdicts)
        progress(f"{len(found)}/{total}")
    return _summed(bench, found)


def _summed(bench: Bench, found: list[int]) -> Mutation:
    result = Mutation(total=len(found))
    for mutant, verdict in zip(bench.mutants, found, strict=True):
        if verdict == EQUIVALENT:
            proof = bench.proof(mutant)
            assert proof is not None
            result.equivalent.append((mutant, proof))
            continue
        result.by_operator[mutant.operator] += 1
        if verdict == SURVIVED:
            result.survivors.append((mutant, bool(bench.touching(mutant))))
            continue
        result.detected += 1
        result.detected_by_operator[mutant.operator] += 1
        result.supported += verdict == SUPPORTED
    return result
