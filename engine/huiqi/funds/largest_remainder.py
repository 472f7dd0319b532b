"""Dividing whole cents in proportion: the method of the largest remainder (Hare and Hamilton)."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.sentences import sentence

#: The rule as readers are told it.
REMAINDER = sentence(
    "先各舍到分，剩下的几分按舍去部分从大到小各加一分，舍去部分相同的依统一社会信用代码、名称的次序"
)


def apportion(pool: int, claims: Sequence[int], keys: Sequence[object]) -> list[int]:
    """``pool`` cents, less than the claims' sum, in proportion to the claims.

    The shares add up to the pool, none is above its claim, and the order of the claims does not
    matter: ``keys`` are unique and settle equal remainders.
    """
    total = sum(claims)
    shares, remainders = [], []
    for claim in claims:
        share, remainder = divmod(pool * claim, total)
        shares.append(share)
        remainders.append(remainder)
    left = pool - sum(shares)
    first = sorted(range(len(claims)), key=lambda n: (-remainders[n], keys[n]))
    for position in first[:left]:
        shares[position] += 1
    return shares
