"""How an answer stands for whoever reads it: a few marks, and who can settle what is still open.

``undetermined`` is one status with two next steps: the enterprise answers a question, or an office
is asked.  The marks tell them apart; the status stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from huiqi.decision.lines import Operation
from huiqi.decision.results import (
    REFUSED,
    UNSETTLED,
    Amount,
    AmountKind,
    ClauseResult,
    MeasureResult,
    Status,
)
from huiqi.evaluation.reads import Missing
from huiqi.profile.profile import Profile
from huiqi.quantities import Number
from huiqi.rulebook.measure import Gives, Measure
from huiqi.truth import Truth
from huiqi.values import Interval, Record, Records


class Mark(StrEnum):
    """What the answer on a measure, or on a topic, is for whoever reads it."""

    ELIGIBLE = "eligible"  # conditions met, the document known to be in force
    ONE_STEP = "one_step"  # not met, and the smallest change is one fact that can change
    ASK_ENTERPRISE = "ask_enterprise"  # open, and a fact is missing that the enterprise can supply
    ASK_OFFICE = "ask_office"  # open, and what remains is an office's or an official's to answer
    HELD = "held"  # the enterprise has the title that would be recognised
    PRESUMED_NO = "presumed_no"  # open, and what is only presumed would refuse it
    NO = "no"  # not met, or not in force
    OTHERS = "others"  # a topic whose document is for clusters or associations, open
    ELSEWHERE = "elsewhere"  # a topic under which no document of the city or province stands


class Settler(StrEnum):
    """Who can settle what is open."""

    ENTERPRISE = "enterprise"
    OFFICIAL = "official"  # a judgement that only an official may make
    OFFICE = "office"  # what the text, the dates or the sources leave open


def mark_of(result: MeasureResult) -> Mark:
    """The mark of a measure that has a document of its own."""
    if result.status is Status.QUALIFIES:
        return Mark.ELIGIBLE
    if result.status is Status.NOT_IN_FORCE:
        return Mark.NO
    if result.status is Status.DOES_NOT_QUALIFY:
        return Mark.ONE_STEP if result.one_change else Mark.NO
    return Mark.ASK_ENTERPRISE if result.open_facts else Mark.ASK_OFFICE


def is_told_roughly(profile: Profile, missing: Missing) -> bool:
    """Whether what is missing was told as a range: it is not known better."""
    if missing.where:
        told = (one.fields.get(missing.field) for one in _records(profile, missing))
        return any(isinstance(value, Interval) for value in told)
    given = profile.given(missing.name, missing.year)
    return given is not None and isinstance(given.value, Interval)


def is_told_in_part(profile: Profile, missing: Missing) -> bool:
    """Whether it is a list of which some is told, and nobody said whether there is more."""
    given = None if missing.where else profile.given(missing.name, missing.year)
    value = given.value if given is not None else None
    if not isinstance(value, Records) or value.complete or not value.items:
        return False
    return not is_said_unknown(profile, missing)


def is_said_unknown(profile: Profile, missing: Missing) -> bool:
    """Whether somebody said not to know what is missing: it is not asked again first."""
    if missing.where:
        return any(missing.field in one.unknown for one in _records(profile, missing))
    return any((missing.name, year) in profile.unknown for year in (missing.year, None))


def _records(profile: Profile, missing: Missing) -> Iterator[Record]:
    """Those of which the field is missing."""
    given = profile.given(missing.name, missing.year)
    if given is not None and isinstance(given.value, Records):
        yield from (one for one in given.value.items if one.key == missing.key)


def settlers(result: MeasureResult) -> tuple[Settler, ...]:
    """Who can settle what leaves the status open, the nearest first."""
    if result.status not in UNSETTLED:
        return ()
    found = {Settler.ENTERPRISE} if result.open_facts else set()
    if result.force.truth is Truth.UNKNOWN:
        found.add(Settler.OFFICE)
    for clause in result.open_clauses:
        settler = settler_of(clause)
        if settler is not None and settler is not Settler.ENTERPRISE:
            found.add(settler)
    return tuple(settler for settler in Settler if settler in found)


def settler_of(clause: ClauseResult) -> Settler | None:
    """Who can settle a clause that is open; ``None`` of one that is not."""
    if clause.truth is not Truth.UNKNOWN:
        return None
    if clause.pending:
        return Settler.OFFICIAL
    return Settler.ENTERPRISE if clause.missing else Settler.OFFICE


#: The last kind of :class:`Worth`.
_NOTHING = 4


class Worth(NamedTuple):
    """What a measure comes to at most, for ordering: the lower, the earlier it is shown.

    ``kind``: 0 a known bound, 1 a maximum of the source that nothing told bounds, 2 an amount that
    is not known, 3 none is named, 4 nothing at all, or nothing as the text is presumed to be.
    """

    kind: int
    less: Number


def worth_of(result: MeasureResult) -> Worth:
    """The larger amount first, after it a maximum that says nothing of the enterprise, then what is
    not known, then what names none, last what comes to nothing whatever is answered, be it only as
    presumed.
    """
    if refused_as_presumed(result):
        return Worth(_NOTHING, Decimal(0))
    if result.amount is None:
        return Worth(3, Decimal(0))
    most = most_of(result)
    if most is None:
        return Worth(2, Decimal(0))
    if most <= 0:
        return Worth(_NOTHING, Decimal(0))
    return Worth(int(is_maximum_alone(result)), -most)


def is_maximum_alone(result: MeasureResult) -> bool:
    """Whether only a maximum of the source bounds what it comes to, and no figure that was told."""
    amount = result.amount
    return amount is not None and amount.at_most is not None and amount.of_told is None


def is_share_of_maxima(result: MeasureResult) -> bool:
    """Whether it is a share of other amounts of which only maxima of their sources are known."""
    gives = result.measure.gives
    return gives is not None and gives.uplift is not None and is_maximum_alone(result)


def is_within_reach(result: MeasureResult) -> bool:
    """Whether it is known to be in force, open, and bounded by figures that were told."""
    return (
        result.status in UNSETTLED
        and result.force.truth is Truth.TRUE
        and not worth_of(result).kind
    )


def is_worthless(result: MeasureResult) -> bool:
    """Whether it comes to nothing, whatever is answered, be it only as presumed."""
    return worth_of(result).kind == _NOTHING


def refused_as_presumed(result: MeasureResult) -> bool:
    """Whether what is only presumed, or another place's, would refuse what is still open: not
    where it is only presumed which year counts (:func:`year_is_open`).
    """
    found = result.illustration if result.status in UNSETTLED else None
    return found is not None and found.status in REFUSED and not found.in_another_year


def year_is_open(result: MeasureResult) -> bool:
    """Whether only the year that is presumed to count would refuse it, and of another year in
    which its document is in force it would not: an office is asked which.
    """
    found = result.illustration if result.status in UNSETTLED else None
    return found is not None and found.status in REFUSED and found.in_another_year


def is_chosen_by_others(measure: Measure) -> bool:
    """Whether nothing that an enterprise can tell brings it near: its text leaves to others who is
    chosen, and asks nothing besides that is not presumed or what was received before.
    """
    own = [one for one in measure.conditions() if not one.presumed and not one.once]
    return bool(own) and all(one.unknown is not None for one in own)


def is_refused(result: MeasureResult) -> bool:
    """Whether it is refused, or what is only presumed would refuse it."""
    return result.status in REFUSED or refused_as_presumed(result)


def most_of(result: MeasureResult) -> Number | None:
    """The known upper bound of a measure in yuan."""
    return most_paid(result.amount)


def least_if_had(result: MeasureResult) -> Number | None:
    """Of an amount that nothing bounds above, what it is at least in yuan once it is had: while
    that is open the lower end is nothing.  ``None``: no source says it, or it is for records.
    """
    amount, gives = result.amount, result.measure.gives
    if result.amount_kind is not AmountKind.UNKNOWN or amount is None or gives is None:
        return None
    if amount.fund_only or gives.stages or result.items:
        return None
    formula = (one.value for one in amount.lines if one.node is gives.amount)
    least = (one.low for one in formula if isinstance(one, Interval))
    return next((one for one in least if isinstance(one, Decimal | Fraction) and one > 0), None)


def most_before_rounding(amount: Amount | None, gives: Gives | None) -> Number | None:
    """The known upper bound before it is rounded, where that changes it and no source says which
    way (the rule notes so); ``None`` in any other case.
    """
    most = most_paid(amount)
    if amount is None or most is None or gives is None or gives.rounding is None:
        return None
    steps = [one for one in amount.lines if one.step is Operation.ROUNDED]
    if gives.rounding.note is None or len(steps) != 1:
        return None
    before = [one.value for one in steps[0].operands]
    after = steps[0].value
    # What is paid in stages of it is another sum.
    if len(before) != 1 or not isinstance(after, Interval) or after.high != most:
        return None
    own = before[0]
    return own.high if isinstance(own, Interval) and own.high != most else None


def most_paid(amount: Amount | None) -> Number | None:
    """The known upper bound of an amount; the whole of a fund bounds no one enterprise."""
    if amount is None or amount.fund_only:
        return None
    return amount.at_most if amount.at_most is not None else amount.high
