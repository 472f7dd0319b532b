"""Amounts as the tables of a database hold them: whole cents."""

from __future__ import annotations

from decimal import Decimal

from huiqi.quantities import Number, round_half_up


def cents_of(yuan: Number | None) -> int | None:
    """An amount in cents, rounded half up; ``None``: without bound."""
    return None if yuan is None else int(round_half_up(yuan, 2).scaleb(2))


def from_cents(cents: int) -> Decimal:
    """So many cents, in yuan."""
    return Decimal(cents).scaleb(-2)
