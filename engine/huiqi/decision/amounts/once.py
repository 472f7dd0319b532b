"""What is paid once: of several claims for one thing only one is paid, the one that pays most."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from huiqi.decision.amounts.made_of import of_claims
from huiqi.decision.amounts.money import possibly, total
from huiqi.decision.amounts.working import Claim, Working
from huiqi.decision.lines import Operation
from huiqi.rulebook.gives_texts import ONCE
from huiqi.rulebook.measure import Once
from huiqi.spelling import plain
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, Record, greatest


def paid_once(
    working: Working, once: Once, claims: Sequence[Claim], values: Sequence[Interval]
) -> tuple[list[Claim], list[Interval]]:
    """The claims that are paid, each with its value; one of each thing."""
    groups: dict[object, list[tuple[Claim, Interval]]] = {}
    for position, (claim, value) in enumerate(zip(claims, values, strict=True)):
        key = _thing(once, claim)
        if key is None:
            # It may be the same thing as another, and then nothing is paid for it.
            key, value = position, possibly(value) if len(claims) > 1 else value
        groups.setdefault(key, []).append((claim, value))
    kept = [_best(group) for group in groups.values()]
    if len(kept) < len(claims):
        whole = total(value for _, value in kept)
        made_of = partial(of_claims, values, claims)
        working.line(ONCE[once.scope], whole, step=Operation.ONCE, made_of=made_of)
    return [claim for claim, _ in kept], [value for _, value in kept]


def _thing(once: Once, claim: Claim) -> object:
    """What the claim is for; ``None`` where that is not known."""
    if once.field is None or once.variable is None:
        return "enterprise"
    record = claim.names.get(once.variable)
    fields = record.fields if isinstance(record, Record) else {}
    told = [fields.get(field) for field in once.fields]
    # Two spellings of one name are one thing.
    known = [
        frozenset(map(plain, value.symbols or ()))
        for value in told
        if isinstance(value, Choice) and value.known
    ]
    return tuple(known) if len(known) == len(told) else None


def _best(group: Sequence[tuple[Claim, Interval]]) -> tuple[Claim, Interval]:
    """One claim for all of a thing: a granted one before one that may be, the one of the higher
    value; what it pays at most, another may pay.
    """
    sure = [(claim, value) for claim, value in group if claim.truth is Truth.TRUE]
    claim, value = max(sure or group, key=lambda pair: pair[1].low)
    return claim, Interval(value.low, greatest(value.high for _, value in group))
