"""What is known of an applicant, and which applicants a sharing says are unknown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

from huiqi.funds.applicants import Applicant
from huiqi.truth import Truth
from tests.funds.samples import applicant, shared


def test_of_whom_nothing_is_told_the_base_is_anything_from_nothing_on() -> None:
    """No claim is made up, and none is left out."""
    nobody = Applicant(row=1, name="示例企业")
    assert (nobody.base_low, nobody.base_high) == (Decimal(0), None)
    assert not nobody.base_known


def test_a_claim_is_known_where_its_base_is_and_nothing_speaks_against_it() -> None:
    """One of the two is not enough."""
    for cents, eligible in product((10, None), Truth):
        one = replace(applicant(1, cents), eligible=eligible)
        known = cents is not None and eligible is Truth.TRUE
        assert one.claim_known is known
        if eligible is not Truth.FALSE:
            assert shared([applicant(2, 5), one], 100).unknown == (() if known else (1,))
