"""Invented enterprises at each limit of a measure, just below it and just above, with what the
rule gives them: by these one sees whether what was entered is what was meant.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from huiqi.adoption.rule_words import INVENTED
from huiqi.audit.boundaries import Boundary, Bounds, limits
from huiqi.audit.context import Audit
from huiqi.audit.coverage_gaps import search
from huiqi.audit.observe import Observations, Relation, Run, run_case
from huiqi.audit.owners import owned
from huiqi.audit.proofs.solver import solver_present
from huiqi.audit.targets import Target, at_owner
from huiqi.audit.variations import Edit, Variations
from huiqi.decision.cases import Case, Expected, varied
from huiqi.decision.decide import Decider
from huiqi.decision.expected_measure import ExpectedMeasure
from huiqi.decision.results import Amount, Status
from huiqi.diagnostics import Diagnostics, Place
from huiqi.evaluation.shown import written
from huiqi.language.formatting import money
from huiqi.language.tree import LocalReference, walk
from huiqi.language.types import Kind
from huiqi.profile.profile import Profile
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.naming import called, fact_names
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.text import Text

#: Rather an enterprise that gets so much (yuan): of nothing one sees no working.
_WORTH = Fraction(10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One invented enterprise on a day, and what the rule says of it.

    Attributes:
        at: Which side of the limit it lies on; ``None``: it is there for its day.
        figure: What is measured comes to, in words; empty where only a record has it.
    """

    at: Relation | None
    figure: str
    facts: Mapping[str, object]
    judgements: Mapping[str, object]
    as_of: date
    status: Status
    force: str
    amount: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitFirms:
    """A limit in words, the enterprises around it, and the sides that none was found for."""

    said: Text
    firms: tuple[Firm, ...]
    missing: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFirms:
    """A measure's limits and the days around its force, and an enterprise that has it, if one
    was found.
    """

    measure: str
    limits: tuple[LimitFirms, ...]
    days: tuple[Firm, ...]
    having: Firm | None


def firms_of(
    rulebook: Rulebook, measure: Measure, today: date, examples: tuple[Case, ...] = ()
) -> MeasureFirms:
    """The enterprises around each limit of a measure.

    They come from one that has it, so that a limit alone decides: a worked example of the sheet,
    or else one that the prover finds.

    Args:
        today: The day of decision, where the measure is known to be in force on it.
    """
    day = day_of(measure, today)
    deciding = _Deciding(rulebook, measure, day)
    bases = [*(case for case in examples if deciding.qualifies(case))][:2]
    found = deciding.found()
    bases += [found] if found is not None else []
    bases = bases or [deciding.case({}, {})]
    having = next((deciding.firm(case) for case in bases if deciding.qualifies(case)), None)
    return MeasureFirms(
        measure=measure.id,
        limits=tuple(_limits(deciding, bases)),
        days=tuple(_days(deciding, bases[0])),
        having=having,
    )


def _stated(rulebook: Rulebook, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts under their ids, money in the words of money."""
    names = fact_names(rulebook)
    found: dict[str, object] = {}
    for written_as, value in facts.items():
        name = names.find(written_as)
        if name is None:
            found[written_as] = value
        else:
            found[name] = _value(value, names.declared[name])
    return found


def _value(value: object, declared: Fact | Definition) -> object:
    if isinstance(value, Mapping):
        return {key: _value(part, declared) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_record(part, declared) for part in value]
    if isinstance(value, Decimal) and declared.type.kind is Kind.MONEY:
        return money(value, "zh")
    return value


def _record(value: object, declared: Fact | Definition) -> object:
    if not isinstance(value, Mapping) or not isinstance(declared, Fact):
        return value
    ids = {label: key for key, own in declared.fields.items() for label in called(own)}
    keys = {key: key if key in declared.fields else ids.get(str(key), str(key)) for key in value}
    return {
        own: _value(value[key], declared.fields[own]) if own in declared.fields else value[key]
        for key, own in keys.items()
    }


def day_of(measure: Measure, today: date) -> date:
    """A day on which it is in force, the nearest to today; today where none is known."""
    known = measure.in_force.known
    return min(max(today, known[0]), known[1]) if known is not None else today


class _Deciding:
    """One measure before the evaluator."""

    def __init__(self, rulebook: Rulebook, measure: Measure, day: date) -> None:
        self.rulebook, self.measure, self.day = rulebook, measure, day
        self.audit = Audit(rulebook=rulebook, rules=Path())
        self.decider = Decider(rulebook)
        self.roots = [own.root for own in owned(rulebook) if own.rule == measure.id]

    def case(self, facts: Mapping[str, object], judgements: Mapping[str, object]) -> Case:
        """An enterprise of which something is to be said of the measure."""
        blank = Case(
            name=INVENTED,
            place=Place(INVENTED),
            origin="author",
            profile=Profile(name=INVENTED),
            as_of=self.day,
            expect=Expected(measures={self.measure.id: ExpectedMeasure()}),
            facts={},
            judgements={},
        )
        return self.varied(blank, Edit(facts, judgements, self.day)) or blank

    def varied(self, case: Case, edit: Edit) -> Case | None:
        """The enterprise of an edit; ``None`` where it cannot be one."""
        return varied(case, self.rulebook, edit.facts, edit.judgements, edit.as_of)

    def run(self, case: Case) -> Run:
        """What the rule says of it."""
        return run_case(case, self.rulebook, self.decider, Observations())

    def qualifies(self, case: Case) -> bool:
        """Whether it has the measure."""
        if self.measure.id not in case.expect.measures:
            return False
        return self.run(case).results[self.measure.id].conditions is Status.QUALIFIES

    def firm(self, case: Case, at: Relation | None = None, limit: Boundary | None = None) -> Firm:
        """An enterprise with what is said of it."""
        result = self.run(case).results[self.measure.id]
        return Firm(
            at=at,
            figure=self._figure(case, limit) if limit is not None else "",
            facts=_stated(self.rulebook, case.facts),
            judgements=case.judgements,
            as_of=case.as_of,
            status=result.status,
            force=result.force.truth.value,
            amount=result.amount,
        )

    def _figure(self, case: Case, limit: Boundary) -> str:
        if any(isinstance(part, LocalReference) for part in walk(limit.measured)):
            return ""
        node = limit.measured
        evaluator = Variations(self.rulebook, case, []).evaluator
        return written(evaluator.evaluate(node).value, node.type)

    def found(self) -> Case | None:
        """One that has it, and whose amount is known, as the prover finds it; or else one that
        meets all that the text says.
        """
        text = _witness(self.rulebook, self.measure, self.day) if solver_present() else None
        document = read_yaml_text(text or "", INVENTED, Diagnostics())
        if document is None or not isinstance(document.data, dict):
            return None
        facts = document.data.get("facts", {})
        return self.case(facts, document.data.get("judgements", {}))


def _witness(rulebook: Rulebook, measure: Measure, day: date) -> str | None:
    from huiqi.audit.proofs import terms
    from huiqi.audit.proofs.clause_formulas import claims_of, granted
    from huiqi.audit.proofs.examination import Examination, ProofCase
    from huiqi.audit.proofs.payment_formulas import total_amount
    from huiqi.audit.proofs.witness_check import Shown
    from huiqi.truth import Truth

    proof = ProofCase(Examination(rulebook=rulebook), day)
    claims = claims_of(proof.translator, measure)
    has = granted(claims)
    wanted = [has.true, has.sure, *proof.world.applicable()]
    total = total_amount(proof.translator, measure, claims)

    def has_it(shown: Shown) -> bool:
        return shown.granted(measure) is Truth.TRUE

    def is_paid(shown: Shown) -> bool:
        amount = shown.amount(measure)
        known = amount is None or amount.exact or amount.at_most is not None
        return known and has_it(shown)

    if total is not None:
        for more in ([terms.not_above(_WORTH, total.top)], []):
            reply = proof.possible(*wanted, total.sure, *more)
            paid = proof.witness(reply, is_paid) if reply.possible else None
            if paid is not None:
                return paid
    reply = proof.possible(*wanted)
    if reply.possible:
        return proof.witness(reply, has_it)
    # What the text leaves open nobody meets for certain: one that meets all the rest.
    reply = proof.possible(has.true, *proof.world.applicable())
    if not reply.possible:
        return None
    return proof.witness(reply, lambda shown: shown.granted(measure) is not Truth.FALSE)


def _limits(deciding: _Deciding, bases: list[Case]) -> Iterator[LimitFirms]:
    """Each limit of the measure itself; what no enterprise can be is not looked for."""
    bounds = Bounds(deciding.rulebook)
    own = [limit for limit in limits(deciding.rulebook) if limit.owner.rule == deciding.measure.id]
    targets: list[Target] = []
    sides: dict[int, dict[Relation, Firm | None]] = {}
    for position, limit in enumerate(own):
        impossible = bounds.impossible(limit)
        sides[position] = {}
        for relations in limit.wanted:
            possible = sorted(relations - impossible)
            if possible:
                sides[position][possible[0]] = None
                key = ("limit", limit.node, limit.end, possible[0])
                targets.append(at_owner(limit.owner, key, limit.owner.label))
    places = {(limit.node, limit.end): position for position, limit in enumerate(own)}
    near = deque((deciding.run(case), _edits(deciding, case)) for case in bases)
    found = search(
        deciding.audit, deciding.decider, deciding.measure.id, targets, deciding.roots, near=near
    )
    for gap in found:
        case = deciding.varied(bases[0], gap.edit) if gap.edit is not None else None
        for target in gap.targets if case is not None else ():
            _, node, end, relation = target.key
            position = places[node, end]  # type: ignore[index]
            assert case is not None
            assert isinstance(relation, Relation)
            sides[position][relation] = deciding.firm(case, relation, own[position])
    for position, limit in enumerate(own):
        order = [side for side in Relation if side in sides[position]]
        firms = tuple(firm for side in order if (firm := sides[position][side]) is not None)
        missing = tuple(side for side in order if sides[position][side] is None)
        if order:
            yield LimitFirms(said=deciding.audit.said(limit.node), firms=firms, missing=missing)


def _edits(deciding: _Deciding, case: Case) -> Iterator[Edit]:
    """Its changes, those nearest to a limit first; then the enterprise as it is."""
    yield from Variations(deciding.rulebook, case, deciding.roots).edits(None)
    yield Edit(case.facts, case.judgements, case.as_of)


def _days(deciding: _Deciding, base: Case) -> Iterator[Firm]:
    """The first and the last day of its force, and the days beside them."""
    force, day = deciding.measure.in_force, timedelta(days=1)
    wanted: list[date] = []
    if force.since is not None:
        wanted += [force.since - day, force.since]
    if force.until is not None:
        wanted += [force.until, force.until + day]
    for when in dict.fromkeys(wanted):
        case = deciding.varied(base, Edit(base.facts, base.judgements, when))
        if case is not None:
            yield deciding.firm(case)
