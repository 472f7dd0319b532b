"""How a measure stands that is asked of each record of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from huiqi.evaluation.reads import Missing
from huiqi.lowering.claims import Claims
from huiqi.lowering.list_rows import of_the_year, record_happened
from huiqi.lowering.lowered import Listed, LoweredEntry, Where
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.near_rows import Near, near_rows
from huiqi.lowering.row_outcomes import outcome
from huiqi.lowering.scalars import ENTERPRISE, Home, Operator, Scalar
from huiqi.lowering.status_rows import RowStanding, StatusRows
from huiqi.lowering.verdicts import LoweredVerdict, conditions_of, verdict_of
from huiqi.rulebook.measure import Measure


def standing_of_records(lowerer: Lowerer, measure: Measure) -> RowStanding:
    """It qualifies where any record does; where none is left open, it is refused."""
    graph = lowerer.graph
    assert measure.records is not None
    assert measure.variable is not None
    listed = outcome(lowerer, measure.records)
    records = listed.value
    assert isinstance(records, Listed)
    if not records.told:
        return _without_records(lowerer, measure, records, listed.missing)
    home: Home = (records.list,)
    entry = LoweredEntry(records.list)
    where = Where(lowerer.as_of.year, False, {measure.variable: entry})
    verdict = verdict_of(lowerer, measure.requires, conditions_of(lowerer, measure.requires, where))
    there, here = of_the_year(lowerer, records), record_happened(lowerer, entry)
    truth = graph.both(here, verdict.truth)
    own = graph.constant(measure.open_grade)
    near = near_rows(lowerer, measure.requires, verdict.nodes, where)
    each = StatusRows.of(graph, verdict, there, here)

    def some(rows: Scalar) -> Scalar:
        return rows if rows is graph.false else graph.aggregate(Operator.ANY, rows, home)

    qualifies = some(each.qualifies)
    judged = graph.both(graph.negation(qualifies), some(each.judged))
    open_ = graph.either(some(each.undetermined), records.open)
    undetermined = graph.both(graph.negation(graph.either(qualifies, judged)), open_)
    refused = graph.negation(graph.either(qualifies, judged, undetermined))
    rows = StatusRows(
        qualifies=qualifies, judged=judged, undetermined=undetermined, refused=refused
    )
    missing = {one: some(graph.both(there, rows)) for one, rows in verdict.missing.items()}
    return RowStanding(
        claims=Claims(
            home=home,
            truth=truth,
            there=graph.both(there, graph.negation(graph.is_true(graph.negation(truth)))),
            where=where,
        ),
        verdict=replace(
            verdict,
            failing={n: some(graph.both(there, w)) for n, w in verdict.failing.items()},
            open={n: some(graph.both(there, w)) for n, w in verdict.open.items()},
            missing={one: found for one, found in missing.items() if found is not graph.false},
        ),
        rows=rows,
        near=Near(
            graph.aggregate(Operator.MIN, graph.case(each.refused, near.far, graph.nothing), home),
            some(graph.both(each.refused, near.close)),
        ),
        grade=_grade(lowerer, own, verdict, each, rows, home=home),
        open=records.open,
        further=dict(listed.missing),
    )


def _without_records(
    lowerer: Lowerer, measure: Measure, records: Listed, missing: Mapping[Missing, Scalar]
) -> RowStanding:
    graph = lowerer.graph
    open_, none = records.open, graph.false
    own = graph.constant(measure.open_grade)
    assert measure.variable is not None
    nobody = LoweredEntry(records.list, further=True)
    where = Where(lowerer.as_of.year, False, {measure.variable: nobody})
    return RowStanding(
        claims=Claims(home=ENTERPRISE, truth=graph.unknown, there=none, where=where),
        verdict=LoweredVerdict(
            truth=graph.unknown, grade=own, judged=none, nodes={}, failing={}, open={}, missing={}
        ),
        rows=StatusRows(
            qualifies=none, judged=none, undetermined=open_, refused=graph.negation(open_)
        ),
        grade=own,
        near=Near(graph.nothing, graph.false),
        open=open_,
        further=dict(missing),
    )


def _grade(
    lowerer: Lowerer,
    own: Scalar,
    verdict: LoweredVerdict,
    each: StatusRows,
    found: StatusRows,
    *,
    home: Home,
) -> Scalar:
    """As well as what decided the status is supported."""
    graph = lowerer.graph
    if verdict.grade.constant:
        whole = graph.greatest(own, verdict.grade)
        settled = graph.case(found.qualifies, verdict.grade, whole)
        some_refused = graph.aggregate(Operator.ANY, each.refused, home)
        refused = graph.case(some_refused, verdict.grade, own)
        return graph.case(found.refused, refused, settled)

    def over(operation: Operator, rows: Scalar) -> Scalar:
        return graph.aggregate(operation, graph.case(rows, verdict.grade, graph.nothing), home)

    best = graph.coalesce(over(Operator.MIN, each.qualifies), own)
    worst = graph.coalesce(over(Operator.MAX, each.refused), own)
    judged = graph.greatest(own, graph.coalesce(over(Operator.MAX, each.judged), own))
    open_ = graph.greatest(own, graph.coalesce(over(Operator.MAX, each.undetermined), own))
    return graph.case(
        found.qualifies,
        best,
        graph.case(found.refused, worst, graph.case(found.judged, judged, open_)),
    )
