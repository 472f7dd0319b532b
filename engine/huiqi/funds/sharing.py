"""The fund shared under every rule, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from huiqi.funds.applicants import Applicant
from huiqi.funds.fund_terms import Terms
from huiqi.funds.sharing_rule import SharingRule
from huiqi.funds.sharing_rules import RULES
from huiqi.funds.waterfall import bounds, pay
from huiqi.quantities import exact_product, round_half_up
from huiqi.sentences import InLanguages, in_turn, sentence
from huiqi.truth import Truth
from huiqi.words import to_say

#: The names of the columns that order the applicants, for people.
_ORDERS = {
    "rank": sentence("排名"),
    "score": sentence("得分"),
    "applied": sentence("申请时间"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What each applicant gets under one rule, in cents, in the order of the applicants.

    ``amounts`` is what they get if whatever is still open adds nothing: open bases at their lowest,
    open places last.  Whatever it turns out to be, each gets from ``low`` to ``high``; equal ends
    are certain.  ``reason``: why the rule could not be applied; then there are no figures.
    """

    rule: SharingRule
    reason: InLanguages | None = None
    claims: Sequence[int] = ()
    amounts: Sequence[int] = ()
    low: Sequence[int] = ()
    high: Sequence[int] = ()
    #: Applicants whose own claim or place is open.
    open: frozenset[int] = frozenset()

    @property
    def certain(self) -> bool:
        """Whether nothing is open."""
        return not self.open

    def award(self, position: int) -> int | None:
        """An applicant's award; ``None`` where its own claim or place leaves it open."""
        settled = position not in self.open or self.low[position] == self.high[position]
        return self.amounts[position] if settled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """A fund shared: in cents.  ``claims``: before any cap, open ones at their lowest."""

    terms: Terms
    applicants: tuple[Applicant, ...]
    pool: int
    cap: int | None
    claims: Sequence[int]
    results: tuple[Result, ...]
    #: Those that the table says do not qualify, and the facts that it was asked for.
    excluded: tuple[Applicant, ...] = ()
    checked: tuple[str, ...] = ()

    @property
    def unknown(self) -> tuple[int, ...]:
        """Applicants whose claim is not known."""
        return tuple(n for n, a in enumerate(self.applicants) if not a.claim_known)


def in_cents(amount: Decimal) -> int:
    """Yuan in whole cents, cut: a pool or cap is never exceeded by its own fraction."""
    return int(amount * 100)


def claim(base: Decimal, rate: Decimal) -> int:
    """The claim in cents: the rate of the base in yuan, half up to the cent as the measure has it.

    Args:
        base: What counts, in yuan.
        rate: A ratio (0.1 is 10%).
    """
    return int(round_half_up(exact_product(rate, base), 2) * 100)


def share(terms: Terms, listed: Sequence[Applicant], checked: Sequence[str] = ()) -> Sharing:
    """The fund under each of :data:`~huiqi.funds.sharing_rules.RULES`; the order of rows
    never matters.

    Args:
        terms: The fund's pool and cap in yuan, and its rate.
        listed: Who does not qualify has no part in it; who may not, may get nothing.
        checked: The facts by which that was told.

    Returns:
        Claims and awards in whole cents (分).
    """
    applicants = [a for a in listed if a.eligible is not Truth.FALSE]
    excluded = tuple(a for a in listed if a.eligible is Truth.FALSE)
    pool_yuan, rate = terms.known
    pool = in_cents(pool_yuan)
    cap = None if terms.cap.value is None else in_cents(terms.cap.value)
    low = [claim(a.base_low, rate) if a.eligible is Truth.TRUE else 0 for a in applicants]
    high = [None if a.base_high is None else claim(a.base_high, rate) for a in applicants]
    keys = [applicant.key for applicant in applicants]
    results = tuple(
        _result(rule, applicants, keys, low=low, high=high, pool=pool, cap=cap) for rule in RULES
    )
    return Sharing(
        terms=terms,
        applicants=tuple(applicants),
        pool=pool,
        cap=cap,
        claims=low,
        results=results,
        excluded=excluded,
        checked=tuple(checked),
    )


def _result(
    rule: SharingRule,
    applicants: Sequence[Applicant],
    keys: Sequence[tuple[str, str]],
    *,
    low: Sequence[int],
    high: Sequence[int | None],
    pool: int,
    cap: int | None,
) -> Result:
    if rule.capped:
        if cap is None:
            return Result(rule=rule, reason=sentence("单户上限未知"))
        low = [min(lowest, cap) for lowest in low]
        high = [cap if highest is None else min(highest, cap) for highest in high]
    places = rule.places(applicants)
    if all(place is None for place in places):
        missing = [_ORDERS[column] for column in rule.needs]
        listed = in_turn(to_say("{first} 或 {next}"), missing) if missing else ""
        return Result(rule=rule, reason=sentence("表里没有{columns}", columns=listed))
    last = len(applicants)
    groups = [last if place is None else place for place in places]
    amounts = pay(pool, low, groups, keys)
    ends = zip(low, high, places, strict=True)
    still_open = frozenset(n for n, (a, b, place) in enumerate(ends) if a != b or place is None)
    if not still_open:
        return Result(
            rule=rule, reason=None, claims=low, amounts=amounts, low=amounts, high=amounts
        )
    joined = None if rule.joined is None else rule.joined(applicants)
    worst, best = bounds(pool, low, high, places, joined)
    return Result(
        rule=rule, reason=None, claims=low, amounts=amounts, low=worst, high=best, open=still_open
    )
