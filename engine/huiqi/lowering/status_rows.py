"""On which rows a measure stands how: by its verdict, or by those of its records."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.decision.results import Status
from huiqi.evaluation.reads import Missing
from huiqi.lowering.claims import Claims
from huiqi.lowering.kept_graph import KeptGraph
from huiqi.lowering.near_rows import Near
from huiqi.lowering.scalars import Scalar
from huiqi.lowering.verdicts import LoweredVerdict
from huiqi.objects import dataclass

#: The statuses by the number that stands for each.
STATUSES = tuple(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRows:
    """On which rows a status is so; of each row at most one is."""

    qualifies: Scalar
    judged: Scalar
    undetermined: Scalar
    refused: Scalar

    @staticmethod
    def of(graph: KeptGraph, verdict: LoweredVerdict, there: Scalar, here: Scalar) -> StatusRows:
        """By the verdict, on the rows that are ``there``; ``here``: whether what the record tells
        of has happened.
        """
        truth = graph.both(here, verdict.truth)
        refused = graph.both(there, graph.is_true(graph.negation(truth)))
        qualifies = graph.both(there, graph.is_true(truth))
        judged = graph.both(
            there, verdict.judged, graph.negation(graph.is_true(graph.negation(here)))
        )
        undetermined = graph.both(there, graph.negation(graph.either(refused, qualifies, judged)))
        return StatusRows(
            qualifies=qualifies, judged=judged, undetermined=undetermined, refused=refused
        )

    def code(self, graph: KeptGraph) -> Scalar:
        """The status as a number."""
        return graph.case(
            self.qualifies,
            status_code(graph, Status.QUALIFIES),
            graph.case(
                self.refused,
                status_code(graph, Status.DOES_NOT_QUALIFY),
                graph.case(
                    self.judged,
                    status_code(graph, Status.NEEDS_JUDGEMENT),
                    status_code(graph, Status.UNDETERMINED),
                ),
            ),
        )


def status_code(graph: KeptGraph, status: Status) -> Scalar:
    """The number of a status."""
    return graph.constant(STATUSES.index(status))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStanding:
    """How a measure stands before its amount.

    Attributes:
        near: How much of what is asked is lacking, on the rows that are refused.
        open: Where the list that it is of may hold more.
        further: What of a list that is not whole is missing, besides what the verdict waits for.
    """

    claims: Claims
    verdict: LoweredVerdict
    rows: StatusRows
    grade: Scalar
    near: Near
    open: Scalar
    further: Mapping[Missing, Scalar]
