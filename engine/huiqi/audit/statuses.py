"""A200: each measure decided each way."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.observe import Run
from huiqi.decision.results import Status
from huiqi.rulebook.measure import Measure
from huiqi.sentences import sentence
from huiqi.words import to_say

OPEN = "open"
_UNSEEN = {
    "qualifies": to_say("“{measure}”没有用例得出“符合”"),
    "does_not_qualify": to_say("“{measure}”没有用例得出“不符合”"),
    OPEN: to_say("“{measure}”没有用例得出“尚不能确定”"),
    "not_in_force": to_say("“{measure}”没有用例得出“不在施行期”"),
}


def wanted(measure: Measure) -> tuple[str, ...]:
    """The ways a measure can be decided."""
    if all(condition.unknown is not None for condition in measure.conditions()):
        # Its text is not public, or states no condition: nobody can say more than that it is open.
        return (OPEN,)
    force = measure.in_force
    dated = (force.since, force.until, force.ended_by) != (None, None, None)
    ways = (Status.QUALIFIES.value, Status.DOES_NOT_QUALIFY.value, OPEN)
    return (*ways, Status.NOT_IN_FORCE.value) if dated else ways


def ways(run: Run, measure: str) -> Iterator[str]:
    """The ways one case decides it."""
    result = run.results.get(measure)
    if result is None:
        return
    # Whether its conditions are met; out of force is a way of its own.
    refused = result.status is Status.NOT_IN_FORCE
    statuses = [result.status if refused else result.conditions]
    if result.illustration is not None:
        statuses.append(result.illustration.conditions)
    for status in statuses:
        is_open = status in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
        yield OPEN if is_open else status.value


def outcomes(audit: Audit) -> Iterator[tuple[Measure, str, bool]]:
    """Each way a measure can be decided, and whether some case has it."""
    for measure in audit.rulebook.measures.values():
        # In the strict reading or for reference.
        found = {way for run in audit.observed.runs for way in ways(run, measure.id)}
        for way in wanted(measure):
            yield measure, way, way in found


def _look(audit: Audit) -> Iterator[Looked]:
    for measure, way, found in outcomes(audit):
        yield found or Finding(
            place=measure.place,
            subject=measure.id,
            text=sentence(_UNSEEN[way], measure=measure.title),
            remedy=sentence("补一个得出这一结论的用例"),
        )


CHECK = Check(
    code="A200",
    title=sentence("措施的每种结论都有用例"),
    explanation=sentence(
        "每项措施要有用例得出符合、不符合、尚不能确定；写明起止日期的还要有不在施行期。"
        "只有外地或假定依据的措施看参照的结论；条文没有公开的空位只看尚不能确定。"
    ),
    look=_look,
    tally=Figure(key="outcomes", text=sentence("措施的各种结论"), gate=True),
)
