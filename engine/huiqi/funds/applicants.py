"""Who applies to a fund: one enterprise a row, with what is known of its claim and its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from huiqi.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """An enterprise of the table; amounts in yuan, ``None`` is unknown (of a high: no known end).

    ``base_low`` and ``base_high`` are equal where the base is known.  ``rank`` counts from 1 at
    the best; of two scores the greater is the better.  ``eligible``: by what the table says of it,
    and ``because`` of which.
    """

    row: int
    name: str
    credit_code: str = ""
    base_low: Decimal = Decimal(0)
    base_high: Decimal | None = None
    applied_on: date | None = None
    applied_at: time | None = None
    rank: Decimal | None = None
    score: Decimal | None = None
    eligible: Truth = Truth.TRUE
    because: str = ""

    @property
    def base_known(self) -> bool:
        """Whether the base is one amount."""
        return self.base_low == self.base_high

    @property
    def claim_known(self) -> bool:
        """Whether its claim is one amount: its base is, and the table speaks for no refusal."""
        return self.base_known and self.eligible is Truth.TRUE

    @property
    def key(self) -> tuple[str, str]:
        """What settles a tie of remainders: the credit code, then the name; unlike its row."""
        return self.credit_code, self.name
