"""What a proof speaks of, how that is told, and the evaluator's word on a witness: what is not seen
there is no finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Never

from huiqi.audit.observe import names_of_claims, truths_within
from huiqi.audit.proofs.witness import Content, read_back, yaml_of
from huiqi.decision.amounts import amount_of
from huiqi.decision.amounts.working import Claim
from huiqi.decision.results import Amount
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator, Strictness
from huiqi.language.tree import Node
from huiqi.profile.profile import Profile
from huiqi.quantities import Number
from huiqi.rulebook.measure import Clause, Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import Sentence, sentence
from huiqi.truth import Truth, conjunction, disjunction
from huiqi.values import Interval, Record, Value
from huiqi.words import to_say


class Shown:
    """One enterprise before the evaluator, in the reading that proofs are about."""

    def __init__(self, rulebook: Rulebook, profile: Profile, as_of: date) -> None:
        self.rulebook = rulebook
        self.evaluator = Evaluator(rulebook, profile, as_of, Strictness.ILLUSTRATIVE)

    def names(self, measure: Measure) -> list[dict[str, Value]]:
        """The local names of each claim on a measure."""
        return names_of_claims(self.evaluator, measure)

    def clause(self, measure: Measure, clause: Clause, names: dict[str, Value]) -> Truth:
        """A clause for one claim; what has not happened claims nothing."""
        truths = truths_within(Tracer(self.evaluator, names), measure.id, clause)
        there = [item.there for item in names.values() if isinstance(item, Record)]
        return conjunction((*there, truths[clause.id]))

    def granted(self, measure: Measure) -> Truth:
        """Whether the measure's conditions are met."""
        return disjunction(
            self.clause(measure, measure.requires, names) for names in self.names(measure)
        )

    def amount(self, measure: Measure) -> Amount | None:
        """What it pays; not for a share of what others pay, of which nothing is proved."""
        if measure.gives is None or measure.gives.uplift is not None:
            return None
        claims = [
            Claim(names, self.clause(measure, measure.requires, names))
            for names in self.names(measure)
        ]
        certain = Truth.TRUE in [claim.truth for claim in claims]
        return amount_of(self.evaluator, measure, claims, certain, _no_others)

    def number(self, node: Node, names: dict[str, Value]) -> Fraction | None:
        """The one figure of an expression, where it has one."""
        value = self.evaluator.evaluate(node, names).value
        if isinstance(value, Interval) and value.known and not hasattr(value.low, "toordinal"):
            return Fraction(value.low)
        return None


def _no_others(name: str) -> Never:
    raise LookupError(name)


def paid_figure(amount: Amount | None, measure: Measure) -> Number | None:
    """The one figure that is paid, or the limit where the text or a pool gives no more.

    A limit of which a stage is still open is none: it counts what may yet not be paid.
    """
    if amount is None or measure.gives is None:
        return None
    if amount.at_most is not None:
        open_stage = measure.gives.stages and (amount.missing or amount.causes)
        return None if open_stage else amount.at_most
    return amount.high if amount.exact or measure.gives.shared_from is not None else None


@dataclass(frozen=True, kw_only=True)
class Subjects:
    """What a proof speaks of: any enterprise, unless it says otherwise.

    ``never``, ``always``: of a clause; ``together``, ``anyone``: of a rule as a whole.
    """

    note: Sentence
    never: str
    always: str
    together: str
    anyone: str

    def text(self, content: Content, as_of: date) -> str:
        """One of them as the text of its file."""
        return yaml_of(content)

    def shown(self, rulebook: Rulebook, content: Content, as_of: date) -> Shown:
        """One of them, read from its file, before the evaluator.

        Raises :class:`~huiqi.diagnostics.InputError` where no file can say it.
        """
        return Shown(rulebook, read_back(self.text(content, as_of), rulebook), as_of)


ENTERPRISES = Subjects(
    note=sentence("审计举出的虚构企业"),
    never=to_say("没有企业能满足：{clause}"),
    always=to_say("任何企业都满足：{clause}"),
    together=to_say("没有企业能同时满足：{clauses}"),
    anyone=to_say("任何企业都满足这项措施的条件"),
)
