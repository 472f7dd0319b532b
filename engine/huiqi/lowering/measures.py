"""One measure for every row: verdict, records, status, amount, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from huiqi.decision.in_force import force_of
from huiqi.decision.results import Status
from huiqi.evaluation.reads import Missing
from huiqi.lowering.claims import Claims, Others, Paid, RaisedMeasure
from huiqi.lowering.known_rows import where_known
from huiqi.lowering.lowered import Where
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.near_rows import near_rows
from huiqi.lowering.payments import LoweredPayment, most_of_all_claims
from huiqi.lowering.record_standing import standing_of_records
from huiqi.lowering.row_reads import SOMETHING, RowReads
from huiqi.lowering.scalars import ENTERPRISE, Scalar
from huiqi.lowering.status_rows import RowStanding, StatusRows, status_code
from huiqi.lowering.verdicts import conditions_of, verdict_of
from huiqi.objects import dataclass
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Measure
from huiqi.truth import FALSE, UNKNOWN, Truth

_NOBODY = Profile(name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweredMeasure:
    """What a measure comes to on every row.

    Attributes:
        status, conditions: The place in :data:`STATUSES`.
        grade: Of the status (a rank); ``figure_grade``: of it and its amount.
        low, high, at_most: Yuan; not known where not bounded.  ``None``: no amount is named.
        fund_only: Nothing bounds it but the whole of a fund.
        near: The share of what is asked that is lacking where it is refused, with four places,
            rounded down; not known where no figure would do.  ``close``: it is a tenth or less.
        nodes: The truth of each condition and group, by its id; of a measure for records none.
        failing, open: By condition, where it decides a refusal, where it leaves it open.
        asks: Whether its status waits for anything that the enterprise can answer.
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
    near: Scalar
    close: Scalar
    nodes: Mapping[str, Scalar]
    failing: Mapping[str, Scalar]
    open: Mapping[str, Scalar]
    asks: Scalar
    waiting: Mapping[Missing, Scalar]
    missing: Mapping[Missing, Scalar]


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
        graph = self.graph
        force = force_of(measure, _NOBODY, self.lowerer.as_of).truth
        each = measure.variable is not None and measure.records is not None
        standing = standing_of_records(self.lowerer, measure) if each else self._standing(measure)
        amount = self._paid[measure.id] = self._amount(measure, force, standing)
        conditions = standing.rows.code(graph)
        if force is FALSE:
            status = status_code(graph, Status.NOT_IN_FORCE)
        elif force is UNKNOWN:
            open_ = status_code(graph, Status.UNDETERMINED)
            status = graph.case(standing.rows.refused, conditions, open_)
        else:
            status = conditions
        waiting = self._waiting(standing, force)
        # A record that adds is asked about although another is enough for the status.
        adding = (
            standing.verdict.missing if measure.gives is not None and force is not FALSE else {}
        )
        missing = self._missing(standing, {**waiting}, adding, amount)
        verdict, grade = standing.verdict, standing.grade
        told = standing.rows.refused if force is not FALSE else graph.false
        low = high = at_most = None
        if amount is not None:
            limit = amount.only_limit
            low = graph.case(limit, graph.nothing, amount.low)
            high = graph.case(limit, graph.nothing, amount.high)
            at_most = graph.case(limit, amount.high, graph.nothing)
        return LoweredMeasure(
            measure=measure,
            force=force,
            status=status,
            conditions=conditions,
            grade=grade,
            figure_grade=grade if amount is None else graph.greatest(grade, amount.grade),
            low=low,
            high=high,
            at_most=at_most,
            near=graph.case(told, standing.near.far, graph.nothing),
            close=graph.both(told, standing.near.close),
            fund_only=graph.false if amount is None else amount.fund_only,
            nodes={} if each else verdict.nodes,
            failing={n: w for n, w in verdict.failing.items() if w is not graph.false},
            open={n: w for n, w in verdict.open.items() if w is not graph.false},
            asks=waiting.pop(SOMETHING, graph.false),
            waiting={o: w for o, w in waiting.items() if w is not graph.false},
            missing={o: w for o, w in missing.items() if w is not graph.false and o != SOMETHING},
        )

    def _standing(self, measure: Measure) -> RowStanding:
        """Of a measure that is asked of the enterprise itself."""
        graph, lowerer = self.graph, self.lowerer
        where = Where(lowerer.as_of.year, False, {})
        verdict = verdict_of(
            lowerer, measure.requires, conditions_of(lowerer, measure.requires, where)
        )
        own = graph.constant(measure.open_grade)
        known = graph.negation(graph.is_null(verdict.truth))
        return RowStanding(
            claims=Claims(
                home=ENTERPRISE,
                truth=verdict.truth,
                there=graph.negation(graph.is_true(graph.negation(verdict.truth))),
                where=where,
            ),
            verdict=verdict,
            rows=StatusRows.of(graph, verdict, graph.true, graph.true),
            grade=graph.case(known, verdict.grade, graph.greatest(verdict.grade, own)),
            near=near_rows(lowerer, measure.requires, verdict.nodes, where),
            open=graph.false,
            further={},
        )

    # ---- amounts

    def _amount(self, measure: Measure, force: Truth, standing: RowStanding) -> Paid | None:
        graph, gives = self.graph, measure.gives
        if gives is None:
            return None
        due = graph.negation(standing.rows.refused) if force is not FALSE else graph.false
        payment = LoweredPayment(self.lowerer, measure, standing.claims, self._others(force))
        paid = payment.paid(standing.rows.qualifies)
        if standing.open is not graph.false:
            # Nothing bounds what the rest of the list may earn, unless a cap on all of it does.
            most, open_ = most_of_all_claims(self.lowerer, gives), standing.open
            limit = graph.constant(gives.at_most is not None and not most.is_null)
            least = graph.case(paid.only_limit, graph.nothing, paid.low)
            paid = replace(
                paid,
                low=graph.case(open_, graph.coalesce(least, graph.zero), paid.low),
                high=graph.case(open_, most, paid.high),
                only_limit=graph.case(open_, limit, paid.only_limit),
            )
        reads = RowReads.none(graph)
        reads.add(graph, paid.reads, due)
        named = graph.constant(gives.at_most is not None)

        def where_due(node: Scalar, otherwise: Scalar) -> Scalar:
            return graph.case(due, where_known(graph, node, due), otherwise)

        return Paid(
            low=where_due(paid.low, graph.zero),
            high=where_due(paid.high, graph.zero),
            only_limit=where_due(paid.only_limit, named),
            grade=where_due(paid.grade, graph.constant(gives.grade)),
            fund_only=where_due(paid.fund_only, graph.false),
            reads=reads,
        )

    def _others(self, force: Truth) -> Others:
        def other(name: str) -> RaisedMeasure:
            measure = self.lowerer.rulebook.measures[name]
            found = self.measure(measure)
            amount = self._paid[name]
            assert amount is not None
            sure = force is UNKNOWN or found.force is not UNKNOWN
            return RaisedMeasure(amount, sure, found.missing)

        return other

    # ---- what is missing

    def _waiting(self, standing: RowStanding, force: Truth) -> dict[Missing, Scalar]:
        """What the status waits for."""
        graph, rows = self.graph, standing.rows
        unsettled = graph.either(rows.undetermined, rows.judged)
        # Where it is not in force its conditions are not asked about.
        own = {} if force is FALSE else standing.verdict.missing
        waiting: dict[Missing, Scalar] = {}
        for one, where in (*standing.further.items(), *own.items()):
            here = graph.both(unsettled, where)
            waiting[one] = graph.either(waiting.get(one, graph.false), here)
        return waiting

    def _missing(
        self,
        standing: RowStanding,
        missing: dict[Missing, Scalar],
        adding: Mapping[Missing, Scalar],
        amount: Paid | None,
    ) -> dict[Missing, Scalar]:
        """What the status waits for, and what the amount does."""
        graph = self.graph
        for one, where in (*standing.further.items(), *adding.items()):
            missing[one] = graph.either(missing.get(one, graph.false), where)
        if amount is not None:
            due = graph.negation(standing.rows.refused)
            for one, where in amount.reads.missing.items():
                here = graph.both(due, where)
                missing[one] = graph.either(missing.get(one, graph.false), here)
        return missing
