"""The cases that an adopted sheet leaves behind: its worked examples, and the enterprises at each
limit as somebody has read them back and confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from huiqi.adoption.entered import Confirmed
from huiqi.adoption.firms import Firm, MeasureFirms
from huiqi.adoption.plan import Plan, free
from huiqi.adoption.rule_words import (
    AGAIN,
    OURS,
    day_name,
    initial,
    limit_name,
    why_confirmed,
)
from huiqi.decision.results import Amount, Status
from huiqi.rulebook.yaml_text import block


def put_cases(
    plan: Plan, firms: Iterable[MeasureFirms], confirmed: Confirmed, leave_out: frozenset[str]
) -> None:
    """The enterprises at the limits as cases; the worked examples are in the plan already.

    Args:
        confirmed: By whom; nobody: the enterprises at the limits are not kept, since nobody
            answers for what is expected of them.
        leave_out: Names of worked examples that the rule does not bear out: no cases.
    """
    for part in plan.parts if leave_out else ():
        if part.kind == "cases":
            content = part.content
            assert isinstance(content, Mapping)
            listed = content["cases"]
            assert isinstance(listed, Sequence)
            kept = [
                case
                for case in listed
                if not isinstance(case, Mapping) or str(case["name"]) not in leave_out
            ]
            plan.put("cases", part.file, _text({**content, "cases": kept}) if kept else None)
    if not confirmed.by:
        return
    for found in firms:
        cases = list(_confirmed(found, confirmed))
        if cases:
            file = free(plan, f"measures/{found.measure}-limits.yaml")
            plan.put("cases", file, _text({"cases": cases}))


def _text(content: object) -> str:
    return OURS + block(content, whole=True) + "\n"


def _confirmed(found: MeasureFirms, confirmed: Confirmed) -> Iterator[dict[str, object]]:
    assert confirmed.by is not None
    day = confirmed.on or date.today()
    basis = why_confirmed(initial(confirmed.by), day)
    names: set[str] = set()
    for limit in found.limits:
        for firm in limit.firms:
            assert firm.at is not None
            name = limit_name(found.measure, limit.said, firm.at)
            while name in names:
                name += AGAIN
            names.add(name)
            yield _case(name, basis, firm, _expected(firm), found.measure)
    for firm in found.days:
        name = day_name(found.measure, firm.as_of)
        yield _case(name, basis, firm, {"in_force": firm.force}, found.measure)


def _case(
    name: str, basis: str, firm: Firm, expected: dict[str, object], measure: str
) -> dict[str, object]:
    case: dict[str, object] = {
        "name": name,
        "from": "confirmed",
        "basis": basis,
        "as_of": firm.as_of,
        "facts": dict(firm.facts),
    }
    if firm.judgements:
        case["judgements"] = dict(firm.judgements)
    return {**case, "expect": {"measures": {measure: expected}}}


def _expected(firm: Firm) -> dict[str, object]:
    """The verdict, and what of the amount is known."""
    found: dict[str, object] = {"status": firm.status.value}
    if firm.status is Status.QUALIFIES and firm.amount is not None:
        found |= dict(_amounts(firm.amount))
    return found


def _amounts(amount: Amount) -> Iterator[tuple[str, str]]:
    if amount.at_most is not None:
        yield "at_most", f"{amount.at_most:f}"
    elif amount.exact:
        yield "amount", f"{amount.low:f}"
    else:
        for key, value in (("low", amount.low), ("high", amount.high)):
            yield key, "none" if value is None else f"{value:f}"
