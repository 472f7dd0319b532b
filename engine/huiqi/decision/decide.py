"""The decision: every measure for one enterprise on one day, in both readings of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date

from huiqi.decision.blank import Blanks
from huiqi.decision.clauses import gate_truths, graph_of
from huiqi.decision.later import Afterwards
from huiqi.decision.results import Decision, MeasureResult
from huiqi.decision.weakness import Weakness
from huiqi.evaluation import Evaluator, Strictness
from huiqi.evaluation.found_contradictions import FoundContradictions
from huiqi.inference import NOT_ASKED, Agreement, Assignment, InferenceWorker, agree_on_all
from huiqi.inference.graph import Graph
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook


class Decider:
    """Decides measures of one rulebook; keeps each measure's graph for the next enterprise."""

    def __init__(
        self, rulebook: Rulebook, worker: InferenceWorker | None = None, *, plain: bool = False
    ) -> None:
        """For one rulebook.

        Args:
            rulebook: The rules.
            worker: The inference network to compare with; absent, nothing is compared.
            plain: Every measure is worked out anew, whether or not it rests on what is told.
        """
        self.rulebook = rulebook
        self.worker = worker
        self._reach = Reach(rulebook)
        self._weakness = Weakness(rulebook)
        self._plain = plain
        self._blanks = None if plain else Blanks(rulebook, self._reach, self._weakness)
        self._graphs: dict[str, Graph] = {}

    def over(self, rulebook: Rulebook, changed: Measure | None = None) -> Decider:
        """This decider over a rulebook that differs in one measure, or in no measure at all; it
        is asked for few enterprises, and works everything out.
        """
        other = copy(self)
        other.rulebook = rulebook
        other._blanks, other._reach, other._weakness = None, Reach(rulebook), Weakness(rulebook)
        if changed is not None:
            other._graphs = {}
        return other

    def alone(self) -> Decider:
        """The same, comparing nothing: for answers that are only tried, or are compared apart."""
        other = copy(self)
        other.worker = None
        return other

    def decide(
        self, profile: Profile, as_of: date, measures: Iterable[Measure] | None = None
    ) -> Decision:
        """The decision on one enterprise.

        Args:
            profile: What is known of it.
            as_of: The day of decision.
            measures: Of this decider's rulebook; absent, all measures and titles.

        Raises:
            Disagreement: The inference network and the evaluator differ on a node.
        """
        strict = Evaluator(self.rulebook, profile, as_of)
        weak = Evaluator(self.rulebook, profile, as_of, Strictness.ILLUSTRATIVE, strict)
        blanks = self._blanks
        lenders = blanks.lenders(profile, as_of) if blanks is not None else (None, None)
        later = Afterwards(strict, weak, self._weakness, self._reach, lenders, plain=self._plain)
        asked = self.rulebook.measures.values() if measures is None else measures
        return self._decision(profile, as_of, asked, later)

    def decide_again(self, before: Decision, profile: Profile) -> Decision:
        """The same measures on the same day, after some facts are told otherwise: what rests on
        none of them is taken from ``before``, a decision of this decider.

        Raises:
            Disagreement: The inference network and the evaluator differ on a node.
        """
        asked = [result.measure for result in before.results]
        if self._blanks is None or not isinstance(before.rest, Afterwards):
            return self.decide(profile, before.as_of, asked)
        difference = self._blanks.difference(before.profile, profile)
        lenders = self._blanks.lenders(profile, before.as_of)
        later = before.rest.again(profile, difference, lenders)
        return self._decision(profile, before.as_of, asked, later)

    def evaluator(self, decision: Decision, profile: Profile | None = None) -> Evaluator:
        """The strict reading of the enterprise of a decision, with what it has worked out.

        ``profile``: of a profile that differs, with what is so of both.
        """
        if self._blanks is None or not isinstance(decision.rest, Afterwards):
            return Evaluator(self.rulebook, profile or decision.profile, decision.as_of)
        own = decision.rest.evaluator
        if profile is None:
            return own
        return own.again(profile, self._blanks.difference(decision.profile, profile).name)

    def can_be(self, decision: Decision, profile: Profile, asked: str = "") -> bool:
        """Whether nothing that a profile states which differs from a decision's would be refused,
        and nothing be asked about the fact ``asked``.
        """
        rest = decision.rest if self._blanks is not None else None
        if isinstance(rest, Afterwards):
            return rest.tried(profile).contradictions.can_be(asked)
        return FoundContradictions(self.evaluator(decision, profile)).can_be(asked)

    def afterwards(self, strict: Evaluator, illustrative: Evaluator) -> Afterwards:
        """What works out the dearer parts of what these decide, each reading by itself."""
        return Afterwards(strict, illustrative, self._weakness, self._reach, plain=True)

    def _decision(
        self, profile: Profile, as_of: date, asked: Iterable[Measure], later: Afterwards
    ) -> Decision:
        results = tuple(map(later.reading.measure, asked))
        agreed = self._agree(results)
        return Decision(
            profile=profile,
            as_of=as_of,
            results=results,
            rest=later,
            checked=agreed.checked,
            note=agreed.note,
            remembered=agreed.remembered,
        )

    def _agree(self, results: tuple[MeasureResult, ...]) -> Agreement:
        """Let the network decide every verdict too; a difference is an error, never a choice."""
        if self.worker is None:
            return Agreement(0, NOT_ASKED)
        asked = []
        for result in _with_models(results):
            clause = result.measure.requires
            cases = [
                Assignment(
                    {found.condition.id: found.truth for found in verdict.clauses},
                    gate_truths(clause, verdict.nodes),
                )
                for verdict in result.verdicts
            ]
            graph = self._graphs.get(result.measure.id)
            if graph is None:
                graph = self._graphs[result.measure.id] = graph_of(clause)
            asked.append((graph, cases))
        return agree_on_all(self.worker, asked)


def decide_measures(
    rulebook: Rulebook, profile: Profile, as_of: date, worker: InferenceWorker | None = None
) -> Decision:
    """The decision on the measures that support one enterprise; titles are the ladder's.

    Raises:
        Disagreement: The inference network and the evaluator differ on a node.
    """
    return Decider(rulebook, worker).decide(profile, as_of, rulebook.supports)


def _with_models(results: Iterable[MeasureResult]) -> Iterator[MeasureResult]:
    for result in results:
        yield result
        if result.illustration is not None:
            yield from result.illustration.models
