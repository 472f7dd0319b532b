"""Applicants and terms for tests of the fund."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from hypothesis import strategies as st

from huiqi.funds.applicants import Applicant
from huiqi.funds.fund_terms import Terms, fund_terms
from huiqi.funds.sharing import Result, Sharing, share
from huiqi.rulebook.hypothesis import suppose
from huiqi.rulebook.loading import load_rulebook

RULEBOOK = load_rulebook()
FUND = RULEBOOK.funds["rd-institution"]
AS_OF = date(2023, 6, 20)
DAY = date(2024, 3, 1)


def terms(pool: str, cap: str | None = None, rate: str = "100%") -> Terms:
    """The fund with a supposed pool; at a rate of 100 % a claim is its base."""
    written = [f"{FUND.pool}={pool}", f"{FUND.rate}={rate}"]
    written += [] if cap is None else [f"{FUND.cap}={cap}"]
    return fund_terms(suppose(RULEBOOK, written), FUND, AS_OF)


def yuan(cents: int) -> Decimal:
    """Cents as yuan, exactly."""
    return Decimal(cents).scaleb(-2)


#: Everything supposed once; :func:`shared` only changes the figures, for speed.
_TERMS = terms("0元", "0元")


def shared(applicants: Sequence[Applicant], pool: int, cap: int | None = None) -> Sharing:
    """A pool of so many cents shared."""
    limit = None if cap is None else yuan(cap)
    changed = replace(
        _TERMS,
        pool=replace(_TERMS.pool, value=yuan(pool)),
        cap=replace(_TERMS.cap, value=limit),
    )
    return share(changed, applicants)


def results(sharing: Sharing) -> dict[str, Result]:
    """By rule, those that could be applied."""
    return {result.rule.id: result for result in sharing.results if result.reason is None}


def applicant(
    number: int, cents: int | None, rank: int | None = None, minute: int | None = None
) -> Applicant:
    """One of them, with a base in cents."""
    low, high = (Decimal(0), None) if cents is None else (yuan(cents), yuan(cents))
    day = None if minute is None else DAY
    hour = None if minute is None else time(9, minute)
    place = None if rank is None else Decimal(rank)
    return Applicant(
        row=number + 2,
        name=f"示例企业{number:02}",
        credit_code="",
        base_low=low,
        base_high=high,
        applied_on=day,
        applied_at=hour,
        rank=place,
    )


@st.composite
def known_applicants(
    draw: st.DrawFn, least: int = 1, most: int = 7, largest: int = 60
) -> list[Applicant]:
    """A few applicants of whom everything is known, some of one rank or one minute."""
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, largest), st.integers(1, 4), st.integers(0, 3)),
            min_size=least,
            max_size=most,
        )
    )
    return [applicant(n, *row) for n, row in enumerate(rows)]
