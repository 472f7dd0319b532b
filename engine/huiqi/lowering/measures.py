"""One measure for every row: verdict, records, status, amount, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from huiqi.decision.in_force import force_of
from huiqi.decision.results import Status
from huiqi.evaluation.reads import Missing
from huiqi.lowering import facts
from huiqi.lowering.listing import happened, of_the_year
from huiqi.lowering.lowered import Entry, Listed, Where
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.payments import Claims, Decided, Others, Paid, Payment, most_in_all
from huiqi.lowering.reads import Reads
from huiqi.lowering.scalars import ENTERPRISE, Home, Operation, Scalar
from huiqi.lowering.verdicts import Verdict, conditions_of, verdict_of
from huiqi.profile.profile import Profile
from huiqi.rulebook.basis import of_conditions, support
from huiqi.rulebook.measure import Measure
from huiqi.truth import FALSE, UNKNOWN, Truth

#: The statuses by the number that stands for each.
STATUSES = tuple(Status)
_NOBODY = Profile(name="")


class LoweredMeasure(NamedTuple):
    """What a measure comes to on every row.

    Attributes:
        status, conditions: The place in :data:`STATUSES`.
        grade: Of the status (a rank); ``figure_grade``: of it and its amount.
        low, high, at_most: Yuan; not known where not bounded.  ``None``: no amount is named.
        fund_only: Nothing bounds it but the whole of a fund.
        failing, open: By condition, where it decides a refusal, where it leaves it open.
        waiting: What its status waits for, and on which rows; ``missing``: that, and what its
            amount waits for.
    """

    measure: Measure
    force: Truth
    status: Scalar
    conditions: Scalar
    grade: Scalar
    figure_grade: Scalar
    low: Scalar | None
    high: Scalar | None
    at_most: Scalar | None
    fund_only: Scalar
    failing: Mapping[str, Scalar]
    open: Mapping[str, Scalar]
    waiting: Mapping[Missing, Scalar]
    missing: Mapping[Missing, Scalar]


class _Statuses(NamedTuple):
    """On which rows a verdict stands so."""

    qualifies: Scalar
    judged: Scalar
    undetermined: Scalar
    refused: Scalar


class MeasureLowerer:
    """Lowers measures; remembers them, since uplifts ask again."""

    def __init__(self, lowerer: Lowerer) -> None:
        self.lowerer = lowerer
        self.graph = lowerer.graph
        self._measures: dict[str, LoweredMeasure] = {}
        self._paid: dict[str, Paid | None] = {}

    def measure(self, measure: Measure) -> LoweredMeasure:
        """The measure."""
        found = self._measures.get(measure.id)
        if found is None:
            found = self._measures[measure.id] = self._measure(measure)
        return found

    def _measure(self, measure: Measure) -> LoweredMeasure:
        graph, lowerer = self.graph, self.lowerer
        force = force_of(measure, _NOBODY, lowerer.as_of).truth
        if measure.variable is None or measure.records is None:
            where = Where(lowerer.as_of.year, False, {})
            found = conditions_of(lowerer, measure.requires, where)
            verdict = verdict_of(lowerer, measure.requires, found)
            statuses = _statuses(self, verdict, graph.true)
            claims = Claims(
                ENTERPRISE,
                verdict.truth,
                graph.negation(graph.is_true(graph.negation(verdict.truth))),
                where,
            )
            own = graph.constant(support(of_conditions(measure.basis)))
            known = graph.negation(graph.is_null(verdict.truth))
            grade = graph.case(known, verdict.grade, graph.greatest(verdict.grade, own))
            more: dict[Missing, Scalar] = {}
        else:
            claims, verdict, statuses, grade, more = self._records(measure)
        status = _code(self, statuses)
        if force is FALSE:
            final = graph.constant(STATUSES.index(Status.NOT_IN_FORCE))
        elif force is UNKNOWN:
            final = graph.case(
                statuses.refused, status, graph.constant(STATUSES.index(Status.UNDETERMINED))
            )
        else:
            final = status
        amount = self._amount(measure, force, statuses, claims, bool(more))
        return self._result(
            measure, force, (final, status), statuses, verdict, grade, more, amount
        )

    def _records(
        self, measure: Measure
    ) -> tuple[Claims, Verdict, _Statuses, Scalar, dict[Missing, Scalar]]:
        """A measure for each record of a list."""
        graph, lowerer = self.graph, self.lowerer
        assert measure.records is not None
        assert measure.variable is not None
        outcome = facts.outcome(lowerer, measure.records)
        records = outcome.value
        assert isinstance(records, Listed)
        own = graph.constant(support(of_conditions(measure.basis)))
        if not records.told:
            return self._no_records(measure, records, own, outcome.missing)
        home: Home = (records.list,)
        entry = Entry(records.list)
        where = Where(lowerer.as_of.year, False, {measure.variable: entry})
        found = conditions_of(lowerer, measure.requires, where)
        verdict = verdict_of(lowerer, measure.requires, found)
        there = of_the_year(lowerer, records)
        here = happened(lowerer, entry)
        truth = graph.both(here, verdict.truth)
        each = _statuses(self, verdict, there, here)
        claims = Claims(
            home,
            truth,
            graph.both(there, graph.negation(graph.is_true(graph.negation(truth)))),
            where,
        )

        def some(rows: Scalar) -> Scalar:
            return rows if rows is graph.false else graph.aggregate(Operation.ANY, rows, home)

        incomplete = graph.constant(not records.complete)
        qualifies = some(each.qualifies)
        judged = graph.both(graph.negation(qualifies), some(each.judged))
        undetermined = graph.both(
            graph.negation(graph.either(qualifies, judged)),
            graph.either(some(each.undetermined), incomplete),
        )
        refused = graph.negation(graph.either(qualifies, judged, undetermined))
        statuses = _Statuses(qualifies, judged, undetermined, refused)
        grade = self._grade_of_records(verdict, each, statuses, own, home)
        missing = {one: some(graph.both(there, where_)) for one, where_ in verdict.missing.items()}
        summed = verdict._replace(
            failing={n: some(graph.both(there, w)) for n, w in verdict.failing.items()},
            open={n: some(graph.both(there, w)) for n, w in verdict.open.items()},
            missing={one: found for one, found in missing.items() if found is not graph.false},
        )
        more = {} if records.complete else dict(outcome.missing)
        return claims, summed, statuses, grade, more

    def _no_records(
        self, measure: Measure, records: Listed, own: Scalar, missing: Mapping[Missing, Scalar]
    ) -> tuple[Claims, Verdict, _Statuses, Scalar, dict[Missing, Scalar]]:
        graph = self.graph
        open_ = graph.constant(not records.complete)
        none = graph.false
        verdict = Verdict(graph.unknown, own, none, {}, {}, {}, {})
        statuses = _Statuses(none, none, open_, graph.negation(open_))
        assert measure.variable is not None
        nobody = Entry(records.list, further=True)
        where = Where(self.lowerer.as_of.year, False, {measure.variable: nobody})
        claims = Claims(ENTERPRISE, graph.unknown, graph.false, where)
        return claims, verdict, statuses, own, dict(missing) if not records.complete else {}

    def _grade_of_records(
        self, verdict: Verdict, each: _Statuses, found: _Statuses, own: Scalar, home: Home
    ) -> Scalar:
        """As well as what decided the status is supported."""
        graph = self.graph
        if verdict.grade.constant:
            whole = graph.greatest(own, verdict.grade)
            settled = graph.case(found.qualifies, verdict.grade, whole)
            some_refused = graph.aggregate(Operation.ANY, each.refused, home)
            refused = graph.case(some_refused, verdict.grade, own)
            return graph.case(found.refused, refused, settled)

        def over(operation: Operation, rows: Scalar) -> Scalar:
            return graph.aggregate(operation, graph.case(rows, verdict.grade, graph.nothing), home)

        best = graph.coalesce(over(Operation.MIN, each.qualifies), own)
        worst = graph.coalesce(over(Operation.MAX, each.refused), own)
        judged = graph.greatest(own, graph.coalesce(over(Operation.MAX, each.judged), own))
        open_ = graph.greatest(own, graph.coalesce(over(Operation.MAX, each.undetermined), own))
        return graph.case(
            found.qualifies,
            best,
            graph.case(found.refused, worst, graph.case(found.judged, judged, open_)),
        )

    # ---- amounts

    def _amount(
        self,
        measure: Measure,
        force: Truth,
        statuses: _Statuses,
        claims: Claims,
        more: bool,
    ) -> Paid | None:
        graph, gives = self.graph, measure.gives
        if gives is None:
            return None
        due = graph.negation(statuses.refused) if force is not FALSE else graph.false
        payment = Payment(self.lowerer, measure, claims, self._others(force))
        paid = payment.paid(statuses.qualifies)
        if more:
            # Nothing bounds what the rest of the list may earn, unless a cap on all of it does.
            most = most_in_all(self.lowerer, gives)
            limit = gives.at_most is not None and not most.is_null
            paid = paid._replace(
                low=graph.coalesce(paid.low, graph.zero),
                high=most,
                only_limit=graph.constant(limit),
            )
        nothing = graph.zero
        grade = graph.case(due, paid.grade, graph.constant(gives.grade))
        only_limit = graph.case(due, paid.only_limit, graph.constant(gives.at_most is not None))
        reads = Reads.none(graph)
        reads.add(graph, paid.reads, due)
        return Paid(
            graph.case(due, paid.low, nothing),
            graph.case(due, paid.high, nothing),
            only_limit,
            grade,
            graph.both(due, paid.fund_only),
            reads,
        )

    def _others(self, force: Truth) -> Others:
        def other(name: str) -> Decided:
            measure = self.lowerer.rulebook.measures[name]
            found = self.measure(measure)
            amount = self._paid[name]
            assert amount is not None
            sure = force is UNKNOWN or found.force is not UNKNOWN
            return Decided(amount, sure)

        return other

    def _result(
        self,
        measure: Measure,
        force: Truth,
        codes: tuple[Scalar, Scalar],
        statuses: _Statuses,
        verdict: Verdict,
        grade: Scalar,
        more: Mapping[Missing, Scalar],
        amount: Paid | None,
    ) -> LoweredMeasure:
        graph = self.graph
        final, conditions = codes
        self._paid[measure.id] = amount
        unsettled = graph.either(statuses.undetermined, statuses.judged)
        if force is FALSE:
            unsettled = graph.false
        waiting: dict[Missing, Scalar] = {}
        for one, where in (*more.items(), *verdict.missing.items()):
            rows = graph.both(unsettled, where)
            waiting[one] = graph.either(waiting.get(one, graph.false), rows)
        missing = dict(waiting)
        for one, where in more.items():
            missing[one] = graph.either(missing.get(one, graph.false), where)
        if amount is not None:
            due = graph.negation(statuses.refused)
            for one, where in amount.reads.missing.items():
                rows = graph.both(due, where)
                missing[one] = graph.either(missing.get(one, graph.false), rows)
        figure = grade if amount is None else graph.greatest(grade, amount.grade)
        low = high = at_most = None
        if amount is not None:
            limit = amount.only_limit
            low = graph.case(limit, graph.nothing, amount.low)
            high = graph.case(limit, graph.nothing, amount.high)
            at_most = graph.case(limit, amount.high, graph.nothing)
        return LoweredMeasure(
            measure=measure,
            force=force,
            status=final,
            conditions=conditions,
            grade=grade,
            figure_grade=figure,
            low=low,
            high=high,
            at_most=at_most,
            fund_only=graph.false if amount is None else amount.fund_only,
            failing={n: w for n, w in verdict.failing.items() if w is not graph.false},
            open={n: w for n, w in verdict.open.items() if w is not graph.false},
            waiting={o: w for o, w in waiting.items() if w is not graph.false},
            missing={o: w for o, w in missing.items() if w is not graph.false},
        )


def _statuses(
    own: MeasureLowerer, verdict: Verdict, there: Scalar, here: Scalar | None = None
) -> _Statuses:
    """By the verdict; ``here``: whether what the record tells of has happened."""
    graph = own.graph
    happened_ = graph.true if here is None else here
    truth = graph.both(happened_, verdict.truth)
    refused = graph.both(there, graph.is_true(graph.negation(truth)))
    qualifies = graph.both(there, graph.is_true(truth))
    judged = graph.both(
        there, verdict.judged, graph.negation(graph.is_true(graph.negation(happened_)))
    )
    undetermined = graph.both(there, graph.negation(graph.either(refused, qualifies, judged)))
    return _Statuses(qualifies, judged, undetermined, refused)


def _code(own: MeasureLowerer, statuses: _Statuses) -> Scalar:
    """The status as a number."""
    graph = own.graph

    def code(status: Status) -> Scalar:
        return graph.constant(STATUSES.index(status))

    return graph.case(
        statuses.qualifies,
        code(Status.QUALIFIES),
        graph.case(
            statuses.refused,
            code(Status.DOES_NOT_QUALIFY),
            graph.case(statuses.judged, code(Status.NEEDS_JUDGEMENT), code(Status.UNDETERMINED)),
        ),
    )
